"""The 25 reference clusters: list with filters, matrix of what is documented, a page each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benchmark.current_language import active_language
from benchmark.queries.framework import current_framework
from benchmark.scoring.framework import Fact, Framework, Text
from benchmark.tables.export import content_type, is_extension, table_bytes
from benchmark.tables.matrix import matrix as matrix_of

from .access import reference_page
from .filters import Filter, chosen
from .prebuilt import prebuilt


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the clusters fall on one name. `of` is the longest bar's count."""

    name: Text
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How the clusters spread, computed from the data (section 一 of the bulletin)."""

    total: int
    sectors: tuple[Share, ...]
    provinces: tuple[Share, ...]
    cities: tuple[Share, ...]
    eastern: int
    eastern_percent: int


@require_safe
@reference_page
def cluster_list(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    filters = [
        Filter("sector", _("领域"), [(item.slug, item.name) for item in framework.sectors]),
        Filter("province", _("省份"), _provinces(framework)),
        Filter("trait", _("有记载的特征"), [(t.slug, t.name) for t in framework.traits]),
    ]
    selection = chosen(request, filters)
    found = [
        cluster
        for cluster in framework.clusters
        if selection["sector"] in ("", cluster.sector)
        and selection["province"] in ("", cluster.province.en.lower())
        and (not selection["trait"] or _facts(framework, selection["trait"], cluster.slug))
    ]
    context = {
        "framework": framework,
        "filters": filters,
        "rows": [(cluster, framework.facts_of(cluster=cluster.slug)) for cluster in found],
        "documented": len({fact.cluster for fact in framework.facts}),
        "spread": spread(framework),
        "set": framework.reference_set,
    }
    return render(request, "benchmark/clusters/cluster_list.html", context)


@require_safe
@reference_page
def cluster(request: HttpRequest, slug: str) -> HttpResponseBase:
    framework = current_framework()
    found = framework.cluster_by_slug.get(slug)
    if found is None:
        raise Http404
    place = framework.clusters.index(found)
    traits = [(t, framework.facts_of(trait=t.slug, cluster=slug)) for t in framework.traits]
    examples = {
        trait.slug: [route for route in trait.routes if slug in route.examples]
        for trait in framework.traits
    }
    context = {
        "framework": framework,
        "cluster": found,
        "traits": [(t, documented, examples[t.slug]) for t, documented in traits],
        "undocumented": [trait for trait, documented in traits if not documented],
        "facts": framework.facts_of(cluster=slug),
        "practices": [p for p in framework.practices if p.cluster == slug],
        "neighbours": [
            c for c in framework.clusters if c.sector == found.sector and c is not found
        ],
        "previous": framework.clusters[place - 1] if place else None,
        "next": framework.clusters[place + 1] if place + 1 < len(framework.clusters) else None,
    }
    return render(request, "benchmark/clusters/cluster.html", context)


@require_safe
@reference_page
def matrix(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    template = "benchmark/clusters/matrix.html"
    return prebuilt(request, framework, template, lambda: _matrix(framework))


@require_safe
@reference_page
def matrix_table(request: HttpRequest, extension: str) -> HttpResponseBase:
    if not is_extension(extension):
        raise Http404
    table = matrix_of(current_framework(), active_language())
    name = _("标杆集群与特征对照表")
    return HttpResponse(
        table_bytes(columns=table.columns, rows=table.rows, extension=extension, sheet=table.sheet),
        content_type=content_type(extension),
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.{extension}")},
    )


def spread(framework: Framework) -> Spread:
    """Counts by field, province and city, in the bulletin's order where counts are equal."""
    clusters = framework.clusters
    eastern = sum(cluster.eastern for cluster in clusters)
    return Spread(
        total=len(clusters),
        sectors=_shares(framework.sector_by_slug[cluster.sector].name for cluster in clusters),
        provinces=_shares(cluster.province for cluster in clusters),
        cities=_shares(city for cluster in clusters for city in cluster.cities),
        eastern=eastern,
        eastern_percent=round(100 * eastern / len(clusters)),
    )


def _shares(names: Iterable[Text]) -> tuple[Share, ...]:
    counted = Counter(names).most_common()
    return tuple(Share(name, count, counted[0][1]) for name, count in counted)


def _provinces(framework: Framework) -> list[tuple[str, Text]]:
    """Provinces have no slug of their own: the English name in lower case serves."""
    names = dict.fromkeys(cluster.province for cluster in framework.clusters)
    return [(name.en.lower(), name) for name in names]


def _facts(framework: Framework, trait: str, cluster: str) -> tuple[Fact, ...]:
    return framework.facts_of(trait=trait, cluster=cluster)


def _matrix(framework: Framework) -> dict[str, object]:
    """All that is documented, by trait and by field and cluster."""
    facts = {(fact.cluster, fact.trait): fact for fact in framework.facts}
    return {
        "framework": framework,
        "documented": [(trait, framework.facts_of(trait=trait.slug)) for trait in framework.traits],
        "groups": [
            (
                sector,
                [
                    (c, [facts.get((c.slug, trait.slug)) for trait in framework.traits])
                    for c in framework.clusters
                    if c.sector == sector.slug
                ],
            )
            for sector in framework.sectors
        ],
    }
