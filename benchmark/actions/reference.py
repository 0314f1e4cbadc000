"""Publishing the reference data: one framework version, whole or not at all."""

from __future__ import annotations

from dataclasses import asdict

from django.db import models, transaction
from django.utils import timezone

from benchmark.models import (
    Cluster,
    Condition,
    DocumentedFigure,
    Fact,
    Framework,
    Indicator,
    Level,
    Practice,
    PracticeAction,
    PracticeCategory,
    Sector,
    Trait,
)
from benchmark.reference_data import digest
from benchmark.scoring import framework as domain


class AlreadyPublished(Exception):
    """The slug is published with other content; a changed framework needs a new slug."""


class FrameworkInUse(Exception):
    """Assessments refer to the published framework: it cannot be replaced."""


@transaction.atomic
def publish_framework(*, framework: domain.Framework, replace: bool = False) -> bool:
    """Store a framework version with its reference set. False where it is stored already.

    A published version never changes: other content under the same slug raises
    AlreadyPublished. `replace`, for work on the data itself, swaps the version as long as
    nothing refers to it, else raises FrameworkInUse.
    """
    content = digest(framework)
    published = Framework.objects.filter(slug=framework.slug).first()
    if published and published.digest == content:
        return False
    if published and not replace:
        raise AlreadyPublished(framework.slug)
    if published:
        try:
            published.delete()
        except models.ProtectedError as error:
            raise FrameworkInUse(framework.slug) from error
    _Writer(framework, content).write()
    return True


class _Writer:
    """Rows of one framework, in the order in which they refer to each other."""

    def __init__(self, framework: domain.Framework, content: str) -> None:
        self.framework = framework
        self.row = Framework.objects.create(
            slug=framework.slug,
            **_both("name", framework.name),
            version=framework.version,
            **_both("rule", framework.rule),
            ladder=[_pair(name) for name in framework.ladder],
            reference_set=asdict(framework.reference_set),
            digest=content,
            published_on=timezone.localdate(),
        )

    def write(self) -> None:
        self._write_traits()
        self._write_clusters()
        self._write_facts()
        self._write_practices()

    def _write_traits(self) -> None:
        rows = Trait.objects.bulk_create(
            Trait(
                framework=self.row,
                slug=trait.slug,
                number=trait.number,
                **_both("name", trait.name),
                structural=trait.structural,
                section=trait.section,
                **_both("general", trait.general),
                **_both("note", trait.note),
            )
            for trait in self.framework.traits
        )
        self.traits = {row.slug: row for row in rows}
        Level.objects.bulk_create(
            Level(
                trait=self.traits[trait.slug],
                level=level.level,
                **_both("name", level.name),
                basis=level.basis,
                routes=[_route(route) for route in level.routes],
            )
            for trait in self.framework.traits
            for level in trait.levels
        )
        indicators = Indicator.objects.bulk_create(
            Indicator(
                trait=self.traits[trait.slug],
                position=position,
                slug=indicator.slug,
                **_both("name", indicator.name),
                unit=indicator.unit,
                direction=indicator.direction,
                compare=indicator.compare,
                per_product=indicator.per_product,
                **_both("definition", indicator.definition),
                **_both("data_source", indicator.data_source),
                **_both("holder", indicator.holder),
            )
            for trait in self.framework.traits
            for position, indicator in enumerate(trait.indicators, start=1)
        )
        self.indicators = {row.slug: row for row in indicators}
        Condition.objects.bulk_create(
            self._condition(condition, position)
            for trait in self.framework.traits
            for position, condition in enumerate(trait.conditions, start=1)
        )

    def _condition(self, condition: domain.Condition, position: int) -> Condition:
        threshold = condition.threshold
        return Condition(
            trait=self.traits[condition.trait],
            position=position,
            slug=condition.slug,
            kind=condition.kind,
            **_both("text", condition.text),
            indicator=self.indicators[condition.indicator] if condition.indicator else None,
            threshold=threshold.value if threshold else None,
            bound=threshold.qualifier if threshold else "",
            **_both("printed", threshold.printed if threshold else None),
            implies=list(condition.implies),
            documented=list(condition.documented),
            **_both("holder", condition.holder),
            **_both("proof", condition.proof),
            **_both("note", condition.note),
        )

    def _write_clusters(self) -> None:
        sectors = Sector.objects.bulk_create(
            Sector(
                framework=self.row,
                position=position,
                slug=sector.slug,
                **_both("name", sector.name),
            )
            for position, sector in enumerate(self.framework.sectors, start=1)
        )
        by_slug = {row.slug: row for row in sectors}
        clusters = Cluster.objects.bulk_create(
            Cluster(
                framework=self.row,
                sector=by_slug[cluster.sector],
                position=position,
                slug=cluster.slug,
                **_both("name", cluster.name),
                **_both("province", cluster.province),
                cities=[_pair(city) for city in cluster.cities],
                eastern=cluster.eastern,
                products=[_pair(product) for product in cluster.products],
            )
            for position, cluster in enumerate(self.framework.clusters, start=1)
        )
        self.clusters = {row.slug: row for row in clusters}

    def _write_facts(self) -> None:
        rows = Fact.objects.bulk_create(
            Fact(
                framework=self.row,
                trait=self.traits[fact.trait],
                cluster=self.clusters[fact.cluster],
                position=position,
                section=fact.section,
                **_both("statement", fact.statement),
            )
            for position, fact in enumerate(self.framework.facts, start=1)
        )
        DocumentedFigure.objects.bulk_create(
            self._figure(figure, position, fact=row)
            for fact, row in zip(self.framework.facts, rows, strict=True)
            for position, figure in enumerate(fact.figures, start=1)
        )

    def _write_practices(self) -> None:
        practices = self.framework.practices
        categories = PracticeCategory.objects.bulk_create(
            PracticeCategory(
                framework=self.row, position=position, slug=slug, **_both("name", name)
            )
            for position, (slug, name) in enumerate(self.framework.categories, start=1)
        )
        by_slug = {row.slug: row for row in categories}
        rows = Practice.objects.bulk_create(
            Practice(
                framework=self.row,
                category=by_slug[practice.category],
                cluster=self.clusters[practice.cluster] if practice.cluster else None,
                position=position,
                slug=practice.slug,
                section=practice.section,
                **_both("place", practice.place),
                **_both("city", practice.city),
                **_both("title", practice.title),
                **_both("summary", practice.summary),
                **_both("measure", practice.measure),
                **_both("requirement", practice.requirement),
                directly=list(practice.directly),
                indirectly=list(practice.indirectly),
            )
            for position, practice in enumerate(practices, start=1)
        )
        pairs = list(zip(practices, rows, strict=True))
        PracticeAction.objects.bulk_create(
            PracticeAction(practice=row, position=position, **_both("text", text))
            for practice, row in pairs
            for position, text in enumerate(practice.actions, start=1)
        )
        DocumentedFigure.objects.bulk_create(
            self._figure(figure, position, practice=row)
            for practice, row in pairs
            for position, figure in enumerate(practice.figures, start=1)
        )

    def _figure(
        self,
        figure: domain.DocumentedFigure,
        position: int,
        *,
        fact: Fact | None = None,
        practice: Practice | None = None,
    ) -> DocumentedFigure:
        return DocumentedFigure(
            fact=fact,
            practice=practice,
            indicator=self.indicators[figure.indicator] if figure.indicator else None,
            position=position,
            key=figure.key,
            **_both("measure", figure.measure),
            value=figure.value,
            unit=figure.unit,
            qualifier=figure.qualifier,
            scope=figure.scope,
            **_both("product", figure.product),
            year=figure.year,
            **_both("printed", figure.printed),
            **_both("note", figure.note),
        )


def _both(field: str, text: domain.Text | None) -> dict[str, str]:
    """The two columns of a text; empty where there is none."""
    return {f"{field}_zh": text.zh if text else "", f"{field}_en": text.en if text else ""}


def _pair(text: domain.Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _route(route: domain.Route) -> dict[str, list[str]]:
    """A route as its level keeps it; its level stands on the row."""
    return {
        "conditions": list(route.conditions),
        "examples": list(route.examples),
        "figures": list(route.figures),
        "also_documented": list(route.also_documented),
    }
