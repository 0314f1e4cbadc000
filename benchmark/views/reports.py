"""The report as a page, as one self-contained file, and as downloads of every format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from benchmark.actions import editions
from benchmark.actions.errors import NothingChangedError, NotSubmittedError
from benchmark.current_language import active_language
from benchmark.models import Assessment, Edition
from benchmark.queries.assessments import get_assessment
from benchmark.queries.editions import Handout, load_handout, plan_changed
from benchmark.queries.plans import has_plan
from benchmark.reports.blocks import Document
from benchmark.reports.formats import (
    BRIEF_FORMATS,
    CONTENT_TYPES,
    FORMATS,
    format_of,
    written,
)
from benchmark.reports.page import sections
from benchmark.wording.file_name import report_file_name

from .access import SignedInRequest, signed_in

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
    """A draft's report as it is now; of what is submitted the last edition, or with ?edition=1
    that one."""
    found = _handout(request, pk)
    return render(
        request,
        "benchmark/reports/report.html",
        {
            **report_context(found.content.document(active_language())),
            "row": found.row,
            "handout": found,
            "whole_query": f"?{found.query}" if found.query else "",
            "brief_query": "?" + "&".join(filter(None, (found.query, "brief=1"))),
            "has_plan": has_plan(found.row),
            "plan_changed": plan_changed(found),
            "extensions": FORMATS,
            "brief_extensions": BRIEF_FORMATS,
        },
    )


@signed_in
def new_edition(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keeps what is submitted once more, with the plan as it stands now."""
    assessment = get_assessment(request.user, pk)
    if request.method != "POST":
        return redirect("report", pk)
    try:
        made = editions.new_edition(assessment=assessment, user=request.user)
    except NothingChangedError:
        messages.error(
            request, gettext("没有存为新的一版：任务分解与最近一版相同。改动任务分解以后再存。")
        )
    except NotSubmittedError:
        messages.error(request, gettext("自评尚未提交，还没有版次。提交时存为第1版。"))
    else:
        text = gettext("已存为第{number}版。页面和下载的文件从现在起是这一版。")
        messages.success(request, text.format(number=made.number))
    return redirect("report", pk)


@login_required
@require_safe
def download(request: HttpRequest, pk: int, extension: str) -> HttpResponseBase:
    """A file of the whole report; with ?brief=1 of its brief alone, with ?edition=1 of that
    edition."""
    wanted = format_of(extension)
    brief = "brief" in request.GET
    if wanted is None or (brief and wanted not in BRIEF_FORMATS):
        raise Http404
    found = _handout(request, pk)
    language = active_language()
    with _turn() as is_mine:
        if not is_mine:
            return _waiting(request, found.row)
        content = written(found.content, wanted, language, render_report_html, brief=brief)
    name = report_file_name(found.assessment, language, extension, brief=brief)
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[wanted],
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


def _handout(request: HttpRequest, pk: int) -> Handout:
    """What is asked for; another organisation's does not exist."""
    number = request.GET.get("edition")
    if number is not None and not (number.isascii() and number.isdigit() and len(number) < 6):
        raise Http404
    try:
        return load_handout(request.user, pk, None if number is None else int(number))
    except (Assessment.DoesNotExist, Edition.DoesNotExist) as absent:
        raise Http404 from absent


@contextmanager
def _turn() -> Iterator[bool]:
    """Whether a document may be made now, beside at most one other."""
    is_mine = _turns.acquire(timeout=PATIENCE)
    try:
        yield is_mine
    finally:
        if is_mine:
            _turns.release()


def _waiting(request: HttpRequest, row: Assessment) -> HttpResponse:
    """A page that says so and asks again by itself; the download begins from it."""
    content = render_to_string("benchmark/reports/waiting.html", {"row": row}, request)
    headers = {"Refresh": str(ASK_AGAIN), "Retry-After": str(ASK_AGAIN)}
    return HttpResponse(content, status=503, headers=headers)


def render_report_html(document: Document) -> str:
    """The report as one page that needs nothing else: styles within, no script, no request."""
    with translation.override(document.language):
        return render_to_string(
            "benchmark/reports/alone.html",
            {**report_context(document), "styles": _styles(), "alone": True},
        ).lstrip()


def report_context(document: Document) -> dict[str, object]:
    """What the report's templates show: the document's own blocks."""
    return {"document": document, "sections": sections(document)}


def _styles() -> SafeString:
    """Our own stylesheet, as it is: escaping would break its quotation marks."""
    return mark_safe(STYLES.read_text(encoding="utf-8"))  # noqa: S308 - a file of ours, nothing of users
