"""The Excel questionnaire: download, and upload for a look at what would change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from benchmark.actions import uploads as actions
from benchmark.current_language import active_language, in_current_language
from benchmark.forms.fields import FieldProblem, field_problems
from benchmark.forms.questionnaire import XLSX, UploadForm
from benchmark.models import Assessment
from benchmark.queries.assessments import LoadedAssessment, get_assessment, load_assessment
from benchmark.queries.framework import current_framework
from benchmark.queries.questionnaires import stored_state
from benchmark.questionnaire.filled import Filled
from benchmark.questionnaire.layout import QUESTIONNAIRE
from benchmark.questionnaire.merge import merged
from benchmark.questionnaire.problems import WorkbookProblem, WorkbookProblems
from benchmark.questionnaire.read import Questionnaire
from benchmark.questionnaire.storable import not_known_beside, other_industry, unstorable
from benchmark.questionnaire.write import CELL_LIMIT, TooLongForCells, questionnaire
from benchmark.scoring.framework import Framework
from benchmark.wording.file_name import file_name
from benchmark.wording.sentences import joined

from .access import SignedInRequest, refuse_frozen, signed_in

UPLOAD = "benchmark/questionnaires/upload.html"
# A page lists so many problems of cells; how many more there are it says.
SHOWN_PROBLEMS = 200


@signed_in
def empty_file(request: SignedInRequest) -> HttpResponse:
    """An empty questionnaire in the language of the page."""
    language = active_language()
    content = questionnaire(current_framework(), language, demo=is_demo(request))
    return download(content, f"{QUESTIONNAIRE.in_language(language)}.xlsx")


@signed_in
def begun_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The questionnaire with what the assessment says so far; told where a cell cannot hold it."""
    loaded, language = load_assessment(request.user, pk), active_language()
    try:
        content = questionnaire(
            loaded.framework,
            language,
            loaded.domain,
            carried=loaded.carried,
            demo=is_demo(request),
        )
    except TooLongForCells as error:
        text = gettext(
            "{traits}的说明超过 Excel 一个单元格的上限（{limit}个字符，生僻字按两个计），"
            "没有生成问卷。请先缩短说明。"
        )
        names = in_current_language(joined((trait.name for trait in error.traits), "、", ", "))
        messages.error(request, text.format(traits=names, limit=CELL_LIMIT))
        return redirect(loaded.row)
    return download(content, file_name(loaded.domain, QUESTIONNAIRE, language, "xlsx"))


@signed_in
def upload_new(request: SignedInRequest) -> HttpResponse:
    """Takes a questionnaire for an assessment that is not there yet; its preview says what would
    be made."""
    if request.user.organisation is None:
        messages.error(request, gettext("您的账户还没有归属单位，请联系管理员。"))
        return redirect("assessment-list")
    if request.method != "POST":
        return _upload_page(request, None, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, None, form, problems=field_problems(form))
    try:
        filled = _read(form, current_framework())
    except WorkbookProblems as refused:
        return _upload_page(request, None, UploadForm(), cells=refused.problems)
    return redirect(actions.keep_upload(user=request.user, filled=filled))


@signed_in
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes a questionnaire for a draft; its preview says what would change."""
    row = get_assessment(request.user, pk)
    if not row.is_draft:
        return refuse_frozen(request, row)
    if request.method != "POST":
        return _upload_page(request, row, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, row, form, problems=field_problems(form))
    # Before the content is read: what is saved from here on counts as saved since.
    state = stored_state(row)
    loaded = load_assessment(request.user, pk)
    try:
        filled = _read_over(form, loaded)
    except WorkbookProblems as refused:
        return _upload_page(request, row, UploadForm(), cells=refused.problems)
    kept = actions.keep_upload(user=request.user, filled=filled, assessment=row, state=state)
    return redirect(kept)


def _read(form: UploadForm, framework: Framework) -> Filled:
    """The questionnaire, fit to be stored anew. Raises WorkbookProblems."""
    filled = Questionnaire(form.raw()).read(framework, draft=True)
    if problems := list(unstorable(filled)):
        raise WorkbookProblems(*problems)
    return filled


def _read_over(form: UploadForm, loaded: LoadedAssessment) -> Filled:
    """The questionnaire, fit to be stored over what is there. Raises WorkbookProblems."""
    stored = loaded.domain
    filled = Questionnaire(form.raw()).read(loaded.framework, draft=True)
    problems = [
        *other_industry(filled, stored.industry, stored.period),
        *unstorable(filled),
        *not_known_beside(filled, merged(loaded.framework, stored, filled)),
    ]
    if problems:
        raise WorkbookProblems(*problems)
    return filled


def _upload_page(
    request: HttpRequest,
    row: Assessment | None,
    form: UploadForm,
    *,
    problems: Sequence[FieldProblem] = (),
    cells: Sequence[WorkbookProblem] = (),
) -> HttpResponse:
    """Asks for the file; says what was wrong with the last one."""
    context = {
        "assessment": row,
        "form": form,
        "problems": problems,
        **refused(cells),
    }
    return render(request, UPLOAD, context)


def refused(cells: Sequence[WorkbookProblem]) -> dict[str, Any]:
    """What a page says of cells that were refused: of many the first."""
    return {
        "cells": cells[:SHOWN_PROBLEMS],
        "count": len(cells),
        "more": max(0, len(cells) - SHOWN_PROBLEMS),
    }


def is_demo(request: SignedInRequest) -> bool:
    organisation = request.user.organisation
    return organisation is not None and organisation.is_demo


def download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
