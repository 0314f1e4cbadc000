"""The report as a page, as one self-contained file, and as downloads of every format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from benchmark.current_language import active_language
from benchmark.queries.reports import LoadedReport
from benchmark.reports.document import document
from benchmark.reports.formats import (
    BRIEF_FORMATS,
    CONTENT_TYPES,
    FORMATS,
    format_of,
    written,
)
from benchmark.reports.gap_report import GapReport
from benchmark.reports.page import sections
from benchmark.scoring.framework import Language
from benchmark.wording.file_name import report_file_name

from .access import own_report_or_404

# Of a process: a long document takes a core and up to 300 MB while it is made.
AT_ONCE: Final = 2
# Seconds that a request waits for its turn. Then its page does, which keeps no place from others.
PATIENCE: Final = 0.5
ASK_AGAIN: Final = 3
_turns = BoundedSemaphore(AT_ONCE)
STYLES = Path(__file__).resolve().parent.parent / "static" / "benchmark" / "app.css"


@login_required
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    loaded = own_report_or_404(request, pk)
    context = report_context(loaded.report, active_language())
    return render(
        request,
        "benchmark/reports/report.html",
        {
            **context,
            "row": loaded.row,
            "has_plan": loaded.has_plan,
            "extensions": FORMATS,
            "brief_extensions": BRIEF_FORMATS,
        },
    )


@login_required
@require_safe
def download(request: HttpRequest, pk: int, extension: str) -> HttpResponseBase:
    """A file of the whole report; with ?brief=1 of its brief alone."""
    wanted = format_of(extension)
    brief = "brief" in request.GET
    if wanted is None or (brief and wanted not in BRIEF_FORMATS):
        raise Http404
    loaded = own_report_or_404(request, pk)
    language = active_language()
    with _turn() as is_mine:
        if not is_mine:
            return _waiting(request, loaded)
        content = written(loaded.report, wanted, language, render_report_html, brief=brief)
    name = report_file_name(loaded.report.assessment, language, extension, brief=brief)
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[wanted],
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


@contextmanager
def _turn() -> Iterator[bool]:
    """Whether a document may be made now, beside at most one other."""
    is_mine = _turns.acquire(timeout=PATIENCE)
    try:
        yield is_mine
    finally:
        if is_mine:
            _turns.release()


def _waiting(request: HttpRequest, loaded: LoadedReport) -> HttpResponse:
    """A page that says so and asks again by itself; the download begins from it."""
    content = render_to_string("benchmark/reports/waiting.html", {"row": loaded.row}, request)
    headers = {"Refresh": str(ASK_AGAIN), "Retry-After": str(ASK_AGAIN)}
    return HttpResponse(content, status=503, headers=headers)


def render_report_html(report: GapReport, language: Language, *, brief: bool = False) -> str:
    """The report as one page that needs nothing else: styles within, no script, no request."""
    with translation.override(language):
        return render_to_string(
            "benchmark/reports/alone.html",
            {**report_context(report, language, brief=brief), "styles": _styles(), "alone": True},
        ).lstrip()


def report_context(
    report: GapReport, language: Language, *, brief: bool = False
) -> dict[str, object]:
    """What the report's templates show: the document's own blocks."""
    tree = document(report, language, brief_only=brief)
    return {
        "report": report,
        "document": tree,
        "sections": sections(tree),
        "unanswered": [t for t in report.traits if t.result.state == "unanswered"],
    }


def _styles() -> SafeString:
    """Our own stylesheet, as it is: escaping would break its quotation marks."""
    return mark_safe(STYLES.read_text(encoding="utf-8"))  # noqa: S308 - a file of ours, nothing of users
