"""One's own assessment beside what the bulletin documents: the gap chart, then condition by
condition, figures, and the radar as overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header, urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from benchmark.charts import plotly_figures, plotly_scale
from benchmark.charts.data import marks
from benchmark.charts.scale import scale_svg
from benchmark.charts.svg import (
    gap_chart_svg,
    narrow_gap_chart_svg,
    narrow_radar_svg,
    radar_svg,
)
from benchmark.current_language import active_language
from benchmark.reports.comparison import comparison
from benchmark.reports.gap_report import GapReport, build
from benchmark.reports.sections.figures import (
    FigureGroup,
    figure_groups,
    figures_alone,
    scale_rows,
)
from benchmark.reports.sections.judgement import judgement, same_as
from benchmark.scoring.assessment import MAX_COMPARATORS
from benchmark.scoring.framework import (
    Cluster,
    Framework,
    Language,
    Sector,
    Text,
)
from benchmark.tables.comparison import TABLES, traits_table
from benchmark.tables.export import content_type, is_extension, table_bytes
from benchmark.wording import figures as figure_words
from benchmark.wording import labels
from benchmark.wording.file_name import file_name
from benchmark.wording.industry import industry_name

from .access import own_report_or_404

# Plotly positions its drawing by style attributes; its pictures are made from blob: addresses.
# Scripts stay as strict as everywhere.
CHART_POLICY = {"style-src": [UNSAFE_INLINE], "img-src": ["blob:"], "connect-src": [SELF]}


@dataclass(frozen=True, slots=True)
class Chip:
    """A reference cluster to take in or out of the comparison. `query` is the address after it."""

    cluster: Cluster
    query: str
    documented: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which comparators are compared. `ignored` are slugs that name none, as they were typed."""

    slugs: tuple[str, ...]
    ignored: tuple[str, ...]
    too_many: bool

    @property
    def query(self) -> str:
        return query_of(self.slugs)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as it stands in the page at once; `narrow` is the same for a phone, where it needs
    another."""

    wide: SafeString
    narrow: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The figures of one indicator with their drawing, None where there are only ranks."""

    group: FigureGroup
    drawing: Drawing | None


@login_required
@require_safe
@csp_update(CHART_POLICY)  # type: ignore[arg-type]  # its types know no view with arguments
def compare(request: HttpRequest, pk: int) -> HttpResponseBase:
    loaded = own_report_or_404(request, pk)
    choice = chosen(request, loaded.report)
    report = with_comparators(loaded.report, choice.slugs)
    language = active_language()
    shown = marks(report.profile.traits)
    context = {
        "row": loaded.row,
        "report": report,
        "subject": industry_name(report.assessment.industry),
        "judgement": judgement(report),
        "same_as": same_as(report) if report.same_as else None,
        "gaps": Drawing(
            _ours(gap_chart_svg(shown, report.framework.ladder, language)),
            _ours(narrow_gap_chart_svg(shown, language)),
        ),
        "radar": Drawing(
            _ours(radar_svg(shown, language)), _ours(narrow_radar_svg(shown, language))
        ),
        "year_warning": figure_words.YEAR_WARNING,
        "comparisons": comparison(report),
        "choice": choice,
        "chips": [
            _chip(report.framework, cluster, [s for s in choice.slugs if s != cluster.slug])
            for cluster in report.comparators
        ],
        "offers": _offers(report.framework, choice.slugs),
        "scales": [_scale(report.framework, group, language) for group in figure_groups(report)],
        "figures_alone": [
            figure_words.own_figure_text(
                own, report.framework.indicator_by_slug[own.indicator], language
            )
            for own in figures_alone(report)
        ],
        "unanswered": [t for t in report.traits if t.result.state == "unanswered"],
    }
    return render(request, "benchmark/comparison/compare.html", context)


def _ours(svg: str) -> SafeString:
    """A drawing as it is. Our own emitter escapes whatever text it is given."""
    return mark_safe(svg)  # noqa: S308


def _scale(framework: Framework, group: FigureGroup, language: Language) -> Scale:
    if not group.is_drawn:
        return Scale(group, None)
    rows = scale_rows(framework, group, language)
    return Scale(group, Drawing(_ours(scale_svg(rows, group.indicator.unit, language))))


@login_required
@require_safe
def charts(request: HttpRequest, pk: int) -> HttpResponseBase:
    loaded = own_report_or_404(request, pk)
    language = active_language()
    report = with_comparators(loaded.report, chosen(request, loaded.report).slugs)
    shown = marks(report.profile.traits)
    found = {
        "radar": plotly_figures.radar(shown, language),
        "gaps": plotly_figures.gap_chart(shown, language),
    }
    for group in figure_groups(report):
        if group.is_drawn:
            rows = scale_rows(report.framework, group, language)
            found[f"figure-{group.indicator.slug}"] = plotly_scale.figure_scale(
                rows, group.indicator.unit, language
            )
    lead = industry_name(report.assessment.industry).in_language(language)
    demo = f" ({labels.DEMO.in_language(language)})" if report.origin.demo else ""
    title = plotly_scale.title(f"{lead} {report.assessment.period}{demo}")
    return JsonResponse({"title": title, "charts": found})


@login_required
@require_safe
def table(request: HttpRequest, pk: int, extension: str) -> HttpResponseBase:
    """The traits; with ?table=conditions or ?table=figures those beside what is documented."""
    if not is_extension(extension):
        raise Http404
    loaded = own_report_or_404(request, pk)
    report = with_comparators(loaded.report, chosen(request, loaded.report).slugs)
    make = TABLES.get(request.GET.get("table", ""), traits_table)
    made = make(report, active_language())
    name = file_name(report.assessment, Text(made.sheet, made.sheet), active_language(), extension)
    return HttpResponse(
        table_bytes(columns=made.columns, rows=made.rows, extension=extension, sheet=made.sheet),
        content_type=content_type(extension),
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


def chosen(request: HttpRequest, report: GapReport) -> Choice:
    """The comparators that the address names, else the assessment's own. Empty `c=` means none."""
    if "c" not in request.GET:
        return Choice(report.assessment.comparators, (), too_many=False)
    asked = dict.fromkeys(slug for slug in request.GET.getlist("c") if slug)
    known = tuple(slug for slug in asked if slug in report.framework.cluster_by_slug)
    return Choice(
        known[:MAX_COMPARATORS],
        tuple(slug for slug in asked if slug not in known),
        too_many=len(known) > MAX_COMPARATORS,
    )


def query_of(slugs: Sequence[str]) -> str:
    """The address that names these comparators; none at all has to be said too."""
    return "?" + urlencode({"c": list(slugs) or [""]}, doseq=True)


def with_comparators(report: GapReport, slugs: tuple[str, ...]) -> GapReport:
    if slugs == report.assessment.comparators:
        return report
    return build(report.framework, replace(report.assessment, comparators=slugs), report.origin)


def _chip(framework: Framework, cluster: Cluster, slugs: Sequence[str]) -> Chip:
    return Chip(cluster, query_of(slugs), len(framework.facts_of(cluster=cluster.slug)))


def _offers(framework: Framework, slugs: tuple[str, ...]) -> list[tuple[Sector, list[Chip]]]:
    """Clusters that can still be taken in, by field; none where three are chosen already."""
    if len(slugs) >= MAX_COMPARATORS:
        return []
    return [
        (
            sector,
            [
                _chip(framework, cluster, [*slugs, cluster.slug])
                for cluster in framework.clusters
                if cluster.sector == sector.slug and cluster.slug not in slugs
            ],
        )
        for sector in framework.sectors
    ]
