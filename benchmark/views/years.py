"""One industry's years side by side: levels, what changed, figures, what tasks moved."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from benchmark.charts import plotly_scale
from benchmark.charts.plotly_years import levels_by_year
from benchmark.charts.years import year_marks
from benchmark.current_language import active_language, in_current_language
from benchmark.queries.years import MAX_YEARS, load_years
from benchmark.tables.export import content_type, is_extension, table_bytes
from benchmark.tables.years import TABLES, levels_table
from benchmark.wording import labels

from .access import SignedInRequest, signed_in
from .comparison import CHART_POLICY
from .years_page import comparison

PAGE = "benchmark/years/years.html"
tr = in_current_language


@signed_in
@csp_update(CHART_POLICY)  # type: ignore[arg-type]  # its types know no view with arguments
def years(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page; one year alone says what to do."""
    loaded = load_years(request.user, pk)
    context = {
        "industry": loaded.industry,
        "rows": loaded.rows,
        "others": loaded.others,
        "older": loaded.older,
        "most": MAX_YEARS,
        "version": loaded.rows[-1].framework if loaded.rows else None,
        "compares": len(loaded.rows) > 1,
        "latest": loaded.rows[-1] if loaded.rows else None,
    }
    if len(loaded.rows) > 1:
        context |= comparison(loaded, active_language())
    return render(request, PAGE, context)


@signed_in
def charts(request: SignedInRequest, pk: int) -> JsonResponse:
    loaded, language = load_years(request.user, pk), active_language()
    demo = f" ({tr(labels.DEMO)})" if loaded.industry.organisation.is_demo else ""
    found = {
        slug: levels_by_year(year_marks(loaded.years, slug), language)
        for slug in (loaded.framework.trait_by_slug if loaded.years else ())
    }
    title = plotly_scale.title(f"{loaded.industry}{demo}")
    return JsonResponse({"title": title, "charts": found})


@signed_in
def table(request: SignedInRequest, pk: int, extension: str) -> HttpResponse:
    """The levels; with ?table=changes, figures or tasks those."""
    loaded, language = load_years(request.user, pk), active_language()
    if not is_extension(extension):
        raise Http404
    make = TABLES.get(request.GET.get("table", ""), levels_table)
    made = make(loaded.framework, loaded.years, language)
    name = f"{loaded.industry.place}-{loaded.industry.name}-{made.sheet}.{extension}"
    return HttpResponse(
        table_bytes(columns=made.columns, rows=made.rows, extension=extension, sheet=made.sheet),
        content_type=content_type(extension),
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
