"""The Excel questionnaire: download, upload, look at what would change, confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from benchmark.actions import assessments as verbs
from benchmark.actions import questionnaire as actions
from benchmark.current_language import active_language
from benchmark.forms.fields import FieldProblem, field_problems
from benchmark.forms.industries import sector_name
from benchmark.forms.questionnaire import XLSX, ConfirmForm, Pending, UploadForm, sealed
from benchmark.models import Assessment, Industry
from benchmark.queries.assessments import (
    LoadedAssessment,
    get_assessment,
    industry_to_domain,
    load_assessment,
)
from benchmark.queries.framework import current_framework
from benchmark.queries.questionnaires import assessment_of, is_frozen, namesake_of
from benchmark.questionnaire import assessment_json
from benchmark.questionnaire.as_json import assessment_as_json, json_bytes
from benchmark.questionnaire.differences import differences
from benchmark.questionnaire.layout import QUESTIONNAIRE
from benchmark.questionnaire.merge import merged
from benchmark.questionnaire.read import Filled, Questionnaire, WorkbookProblem, WorkbookProblems
from benchmark.questionnaire.remarks import remarks
from benchmark.questionnaire.storable import not_known_beside, other_industry, unstorable
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from benchmark.wording.file_name import file_name

from .access import SignedInRequest, refuse_frozen, signed_in

UPLOAD = "benchmark/questionnaires/upload.html"
PREVIEW = "benchmark/questionnaires/preview.html"
# A page lists so many problems of cells; how many more there are it says.
SHOWN_PROBLEMS = 200
SHOWN_REMARKS = 50


@signed_in
def empty_file(request: SignedInRequest) -> HttpResponse:
    """An empty questionnaire in the language of the page."""
    language = active_language()
    content = questionnaire(current_framework(), language, demo=_is_demo(request))
    return _download(content, f"{QUESTIONNAIRE.in_language(language)}.xlsx")


@signed_in
def begun_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The questionnaire with what the assessment says so far."""
    loaded, language = load_assessment(request.user, pk), active_language()
    content = questionnaire(
        loaded.framework,
        language,
        loaded.domain,
        carried=loaded.carried,
        demo=_is_demo(request),
    )
    return _download(content, file_name(loaded.domain, QUESTIONNAIRE, language, "xlsx"))


@signed_in
def upload_new(request: SignedInRequest) -> HttpResponse:
    """Takes a questionnaire for an assessment that is not there yet and shows what it says."""
    organisation = request.user.organisation
    if organisation is None:
        messages.error(request, gettext("您的账户还没有归属单位，请联系管理员。"))
        return redirect("assessment-list")
    if request.method != "POST":
        return _upload_page(request, None, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, None, form, problems=field_problems(form))
    framework = current_framework()
    try:
        filled = _read(form, framework)
    except WorkbookProblems as refused:
        return _upload_page(request, None, UploadForm(), cells=refused.problems)
    content = filled.assessment
    if namesake := namesake_of(request.user, content.industry):
        if problem := _in_the_way(request, framework, namesake, content):
            return _upload_page(request, None, UploadForm(), problems=[problem])
        # The industry is there: what is known of it stays.
        content = replace(content, industry=industry_to_domain(namesake))
    return _preview(request, organisation.pk, framework, content)


@signed_in
def confirm_new(request: SignedInRequest) -> HttpResponse:
    """Makes the assessment that was shown, with its industry."""
    framework = current_framework()
    shown = _confirmed(request, framework, None)
    if shown is None:
        return redirect("assessment-questionnaire-new")
    content, _ = shown
    try:
        made = actions.fill_new(user=request.user, content=content)
    except verbs.AssessmentExistsError as error:
        made = error.assessment
        # Confirmed a second time, as after going back: it is there already, and so it is said.
        if not _says(load_assessment(request.user, made.pk), content):
            return _in_between(request)
    except verbs.IndustryExistsError:
        return _in_between(request)
    messages.success(request, gettext("已按问卷建立自评。"))
    return redirect(made)


@signed_in
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes a questionnaire for a draft and shows what it would change."""
    row = get_assessment(request.user, pk)
    if not row.is_draft:
        return refuse_frozen(request, row)
    if request.method != "POST":
        return _upload_page(request, row, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, row, form, problems=field_problems(form))
    # Before the content is read: what is saved from here on makes the preview void.
    state = actions.stored_state(row)
    loaded = load_assessment(request.user, pk)
    try:
        content = _read_over(form, loaded)
    except WorkbookProblems as refused:
        return _upload_page(request, row, UploadForm(), cells=refused.problems)
    if content.industry != loaded.domain.industry and is_frozen(row.industry):
        problem = FieldProblem(row.industry.get_absolute_url(), _frozen_text(loaded, row.industry))
        return _upload_page(request, row, UploadForm(), problems=[problem])
    organisation = row.industry.organisation_id
    return _preview(request, organisation, loaded.framework, content, loaded, state)


@signed_in
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Writes the changes that were shown, all or none."""
    loaded = load_assessment(request.user, pk)
    again = redirect("assessment-questionnaire", pk=pk)
    shown = _confirmed(request, loaded.framework, pk)
    if shown is None:
        return again
    content, pending = shown
    try:
        actions.fill_draft(loaded=loaded, state=pending.state, after=content, user=request.user)
    except verbs.NotDraftError:
        return refuse_frozen(request, loaded.row)
    except actions.ChangedMeanwhileError:
        if _says(loaded, content):  # Confirmed a second time.
            messages.success(request, gettext("问卷内容已保存。"))
            return redirect(loaded.row)
        text = gettext("核对期间这份自评在别处保存过，问卷没有写入。请重新上传核对。")
        messages.error(request, text)
        return again
    except actions.IndustryFrozenError:
        messages.error(request, _frozen_text(loaded, loaded.row.industry))
        return again
    messages.success(request, gettext("问卷内容已保存。"))
    return redirect(loaded.row)


def _says(loaded: LoadedAssessment, content: domain.Assessment) -> bool:
    """Whether the stored assessment says what the questionnaire says."""
    return not differences(loaded.framework, loaded.domain, content)


def _in_between(request: HttpRequest) -> HttpResponse:
    messages.error(request, gettext("核对期间有了同样的自评或产业，没有保存。请重新上传核对。"))
    return redirect("assessment-questionnaire-new")


def _read(form: UploadForm, framework: Framework) -> Filled:
    """The questionnaire, fit to be stored anew. Raises WorkbookProblems."""
    filled = Questionnaire(form.raw()).read(framework, draft=True)
    if problems := list(unstorable(filled)):
        raise WorkbookProblems(*problems)
    return filled


def _read_over(form: UploadForm, loaded: LoadedAssessment) -> domain.Assessment:
    """What the draft will say with the questionnaire. Raises WorkbookProblems."""
    stored = loaded.domain
    filled = Questionnaire(form.raw()).read(loaded.framework, draft=True)
    said = merged(loaded.framework, stored, filled)
    problems = [
        *other_industry(filled, stored.industry, stored.period),
        *unstorable(filled),
        *not_known_beside(filled, said),
    ]
    if problems:
        raise WorkbookProblems(*problems)
    return said


def _in_the_way(
    request: SignedInRequest, framework: Framework, industry: Industry, content: domain.Assessment
) -> FieldProblem | None:
    """The industry of the same name is of another field, or has an assessment for that year."""
    if industry.sector != content.industry.sector:
        text = gettext(
            "“{industry}”已经建立，领域是“{sector}”，与问卷所填不同。请改问卷中的领域，或先修改产业信息。"
        ).format(industry=industry, sector=sector_name(framework, industry.sector))
        return FieldProblem(industry.get_absolute_url(), text)
    if row := assessment_of(request.user, industry, content):
        text = gettext("“{industry}”{year}年的自评已经存在，请在那份自评中上传这份问卷。")
        return FieldProblem(
            reverse("assessment-questionnaire", args=[row.pk]),
            text.format(industry=industry, year=row.period),
        )
    return None


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
        "cells": cells[:SHOWN_PROBLEMS],
        "count": len(cells),
        "more": max(0, len(cells) - SHOWN_PROBLEMS),
    }
    return render(request, UPLOAD, context)


def _preview(
    request: HttpRequest,
    organisation: int,
    framework: Framework,
    content: domain.Assessment,
    loaded: LoadedAssessment | None = None,
    state: str = "",
) -> HttpResponse:
    """What would change, and the button that changes it. Nothing is stored."""
    row = loaded.row if loaded else None
    content = actions.with_row_keys(content)
    groups = differences(framework, loaded.domain if loaded else None, content)
    found = remarks(framework, content)
    pending = Pending(
        organisation=organisation,
        assessment=row.pk if row else None,
        state=state,
        content=json_bytes(assessment_as_json(content, draft=True)).decode(),
    )
    token = sealed(pending)
    if token is None:
        problem = FieldProblem("", gettext("问卷的文字太多，无法一次上传。请分几次填写上传。"))
        return _upload_page(request, row, UploadForm(), problems=[problem])
    context = {
        "assessment": row,
        "industry": content.industry,
        "period": content.period,
        "groups": groups,
        "count": sum(len(group.changes) for group in groups),
        "blocking": found.blocking[:SHOWN_REMARKS],
        "more_blocking": max(0, len(found.blocking) - SHOWN_REMARKS),
        "warnings": found.warnings[:SHOWN_REMARKS],
        "more_warnings": max(0, len(found.warnings) - SHOWN_REMARKS),
        "advice": found.others,
        "token": token,
    }
    return render(request, PREVIEW, context)


def _confirmed(
    request: SignedInRequest, framework: Framework, pk: int | None
) -> tuple[domain.Assessment, Pending] | None:
    """What the preview page sent back; None, with a message, where it is not to be trusted."""
    if request.method != "POST":
        # As after signing in again: the page that was shown is gone.
        messages.error(request, gettext("问卷还没有保存，请重新上传核对。"))
        return None
    form = ConfirmForm(request.POST, organisation=request.user.organisation_id, assessment=pk)
    if not form.is_valid():
        messages.error(request, gettext("核对页已失效，请重新上传问卷。"))
        return None
    pending = form.cleaned_data["pending"]
    try:
        content = assessment_json.load_assessment(pending.content.encode(), framework, draft=True)
    except assessment_json.InputProblems:
        # Another version of the framework was published since.
        messages.error(request, gettext("核对页已失效，请重新上传问卷。"))
        return None
    return content, pending


def _frozen_text(loaded: LoadedAssessment, industry: Industry) -> str:
    return gettext(
        "问卷中的领域或英文名称与“{industry}”的不同（“{sector}”“{name}”）；"
        "它有已提交的自评，这两项不能再改。请改问卷。"
    ).format(
        industry=industry,
        sector=sector_name(loaded.framework, industry.sector),
        name=industry.name_en or "—",
    )


def _is_demo(request: SignedInRequest) -> bool:
    organisation = request.user.organisation
    return organisation is not None and organisation.is_demo


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
