"""The framework as the plain objects of scoring: rows in, `domain.Framework` out.

A published version never changes, so the built object is kept in the process: reading it costs
one small query that says which version is the current one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from django.db import connection
from django.db.models import Model, Prefetch

from benchmark.models import Condition, DocumentedFigure, Framework, Trait
from benchmark.reference_data import plain
from benchmark.scoring import framework as domain

_PUBLISHED_LAST = (
    "SELECT slug, digest FROM benchmark_framework ORDER BY published_on DESC, id DESC LIMIT 1"
)


class ReferenceNotLoaded(Exception):
    """There is no framework in the database. Cure: manage.py load_reference."""

    def __init__(self, slug: str | None = None) -> None:
        what = f"the framework {slug}" if slug else "any framework"
        super().__init__(f"The database does not hold {what}: run manage.py load_reference.")


def current_framework() -> domain.Framework:
    """The framework published last, with its reference set. One query once it is built.

    Raises ReferenceNotLoaded.
    """
    # Every page asks for it: written out, since composing it costs more than its answer.
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISHED_LAST)
        found = cursor.fetchone()
    if found is None:
        raise ReferenceNotLoaded
    return _build(*found)


def framework(slug: str) -> domain.Framework:
    """The framework version of that slug. One query once it is built.

    Raises ReferenceNotLoaded.
    """
    found = Framework.objects.filter(slug=slug).values_list("slug", "digest").first()
    if found is None:
        raise ReferenceNotLoaded(slug)
    return _build(*found)


def framework_of(row: Framework) -> domain.Framework:
    """The plain object of a stored version, such as an assessment's. No query once it is built."""
    return _build(row.slug, row.digest)


def current_framework_id() -> int:
    """Key of the framework published last, for writes. Raises ReferenceNotLoaded."""
    key = Framework.objects.values_list("pk", flat=True).first()
    if key is None:
        raise ReferenceNotLoaded
    return key


@lru_cache(maxsize=8)
def _build(slug: str, digest: str) -> domain.Framework:
    """Every row of one version. The digest is the content: the same one, the same object."""
    row = Framework.objects.get(slug=slug, digest=digest)
    return domain.Framework(
        slug=row.slug,
        name=row.name,
        version=row.version,
        ladder=tuple(domain.Text(**name) for name in row.ladder),
        rule=_text(row, "rule"),
        reference_set=_reference_set(row.reference_set),
        categories=tuple((category.slug, category.name) for category in row.categories.all()),
        sectors=tuple(domain.Sector(item.slug, item.name) for item in row.sectors.all()),
        clusters=_clusters(row),
        traits=tuple(
            _trait(trait)
            for trait in row.traits.prefetch_related(
                "levels",
                "indicators",
                Prefetch("conditions", Condition.objects.select_related("indicator")),
            )
        ),
        facts=_facts(row),
        practices=_practices(row),
    )


def _reference_set(stored: dict[str, Any]) -> domain.ReferenceSet:
    """Texts are stored as {"zh", "en"}, dates as they are."""
    texts = {key: domain.Text(**said) for key, said in stored.items() if isinstance(said, dict)}
    return domain.ReferenceSet(**stored | texts)


def _trait(row: Trait) -> domain.Trait:
    return domain.Trait(
        slug=row.slug,
        number=row.number,
        name=row.name,
        structural=row.structural,
        section=row.section,
        general=_text(row, "general"),
        note=_text(row, "note"),
        indicators=tuple(
            domain.Indicator(
                slug=indicator.slug,
                trait=row.slug,
                name=indicator.name,
                unit=indicator.unit,
                direction="-" if indicator.direction == "-" else "+",
                definition=_text(indicator, "definition"),
                data_source=_text(indicator, "data_source"),
                holder=_text(indicator, "holder"),
                compare=cast(domain.Compare, indicator.compare),
                per_product=indicator.per_product,
            )
            for indicator in row.indicators.all()
        ),
        conditions=tuple(_condition(item, row.slug) for item in row.conditions.all()),
        levels=tuple(
            domain.Level(
                level=level.level,
                name=level.name,
                basis=cast(domain.Basis, level.basis),
                routes=tuple(_route(route, level.level) for route in level.routes),
            )
            for level in row.levels.all()
        ),
    )


def _condition(row: Condition, trait: str) -> domain.Condition:
    threshold = None
    if row.threshold is not None:
        threshold = domain.Threshold(
            value=plain(row.threshold),
            qualifier=cast(domain.Bound, row.bound),
            printed=_text_or_none(row, "printed"),
        )
    return domain.Condition(
        slug=row.slug,
        trait=trait,
        kind=cast(domain.Kind, row.kind),
        text=_text(row, "text"),
        indicator=row.indicator.slug if row.indicator else None,
        threshold=threshold,
        implies=tuple(row.implies),
        holder=_text(row, "holder"),
        proof=_text(row, "proof"),
        documented=tuple(row.documented),
        note=_text_or_none(row, "note"),
    )


def _route(stored: dict[str, list[str]], level: int) -> domain.Route:
    return domain.Route(level, **{name: tuple(said) for name, said in stored.items()})


def _clusters(version: Framework) -> tuple[domain.Cluster, ...]:
    return tuple(
        domain.Cluster(
            slug=row.slug,
            name=row.name,
            sector=row.sector.slug,
            province=_text(row, "province"),
            cities=tuple(domain.Text(**city) for city in row.cities),
            eastern=row.eastern,
            products=tuple(domain.Text(**product) for product in row.products),
        )
        for row in version.clusters.select_related("sector")
    )


def _facts(version: Framework) -> tuple[domain.Fact, ...]:
    rows = version.facts.select_related("trait", "cluster").prefetch_related(_figures())
    return tuple(
        domain.Fact(
            trait=row.trait.slug,
            cluster=row.cluster.slug,
            section=row.section,
            statement=_text(row, "statement"),
            figures=tuple(
                _figure(figure, row.cluster.slug, row.section) for figure in row.figures.all()
            ),
        )
        for row in rows
    )


def _practices(version: Framework) -> tuple[domain.Practice, ...]:
    rows = version.practices.select_related("category", "cluster").prefetch_related(
        "actions", _figures()
    )
    practices = []
    for row in rows:
        cluster = row.cluster.slug if row.cluster else None
        practices.append(
            domain.Practice(
                slug=row.slug,
                category=row.category.slug,
                place=_text(row, "place"),
                city=_text(row, "city"),
                cluster=cluster,
                section=row.section,
                title=_text(row, "title"),
                summary=_text(row, "summary"),
                actions=tuple(_text(action, "text") for action in row.actions.all()),
                figures=tuple(_figure(item, cluster, row.section) for item in row.figures.all()),
                measure=_text(row, "measure"),
                requirement=_text(row, "requirement"),
                directly=tuple(row.directly),
                indirectly=tuple(row.indirectly),
            )
        )
    return tuple(practices)


def _figures() -> Prefetch[str]:
    return Prefetch("figures", DocumentedFigure.objects.select_related("indicator"))


def _figure(row: DocumentedFigure, cluster: str | None, section: str) -> domain.DocumentedFigure:
    return domain.DocumentedFigure(
        key=row.key,
        measure=_text(row, "measure"),
        indicator=row.indicator.slug if row.indicator else None,
        value=plain(row.value),
        unit=row.unit,
        qualifier=cast(domain.Qualifier, row.qualifier),
        scope=row.scope,
        product=_text_or_none(row, "product"),
        year=row.year,
        printed=_text_or_none(row, "printed"),
        note=_text_or_none(row, "note"),
        cluster=cluster,
        section=section,
    )


def _text(row: Model, field: str) -> domain.Text:
    return domain.Text(zh=getattr(row, f"{field}_zh"), en=getattr(row, f"{field}_en"))


def _text_or_none(row: Model, field: str) -> domain.Text | None:
    text = _text(row, field)
    return text if text.zh else None
