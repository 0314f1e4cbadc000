"""What an uploaded questionnaire would change, at an address of its own, until it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from benchmark.actions import assessments as verbs
from benchmark.actions import uploads as actions
from benchmark.actions.questionnaire import ChangedMeanwhileError, IndustryFrozenError
from benchmark.current_language import in_current_language
from benchmark.forms.fields import FieldProblem
from benchmark.forms.industries import sector_name
from benchmark.models import Upload, User
from benchmark.queries.assessments import LoadedAssessment
from benchmark.queries.uploads import Comparison, compare, get_upload
from benchmark.questionnaire.assessment_json import NOT_KNOWN, InputProblems
from benchmark.questionnaire.questions import REPLIES, Reply
from benchmark.questionnaire.remarks import remarks

from .access import SignedInRequest, refuse_frozen, signed_in
from .form_recovery import keeps_typed, sent_to_save

PREVIEW = "benchmark/questionnaires/preview.html"
SAVED = "benchmark/questionnaires/saved.html"
SHOWN_REMARKS = 50


@keeps_typed
@signed_in
def preview(request: SignedInRequest, address: str) -> HttpResponse:
    """Shows what would change; leaves a change out or takes it back in; saves all the rest.

    A form with a void token, as of a page older than the last sign-in, does nothing but show it.
    """
    upload = get_upload(request.user, address)
    if upload.saved_at:
        return _saved(request, upload)
    if upload.assessment and not upload.assessment.is_draft:
        return refuse_frozen(request, upload.assessment)
    sent = sent_to_save(request)
    try:
        if sent is None:
            return _page(request, upload)
        if shown := sent.get("shown"):
            return _confirm(request, upload, shown)
        for meant in REPLIES:
            if question := sent.get(meant):
                return _reply(request, upload, question, meant)
        return _choose(request, upload, sent.get("leave_out", ""), sent.get("take_back", ""))
    except actions.AlreadySavedError:
        return _saved(request, upload)
    except InputProblems:
        messages.error(request, gettext("核对页已失效，请重新上传问卷。"))
        return redirect(_again(upload))


def _choose(
    request: SignedInRequest, upload: Upload, leave_out: str, take_back: str
) -> HttpResponse:
    """One change left out or taken back in; back to its row."""
    change = leave_out or take_back
    actions.leave_out(user=request.user, upload=upload, change=change, left_out=bool(leave_out))
    return redirect(f"{upload.get_absolute_url()}#{quote(change)}")


def _reply(request: SignedInRequest, upload: Upload, question: str, meant: Reply) -> HttpResponse:
    """What was meant by a value that may mean two; back to the questions."""
    actions.reply(user=request.user, upload=upload, question=question, meant=meant)
    return redirect(f"{upload.get_absolute_url()}#questions")


def _confirm(request: SignedInRequest, upload: Upload, shown: str) -> HttpResponse:
    """Writes the changes that were shown, all or none."""
    is_new = upload.assessment is None
    try:
        saved = actions.confirm_upload(user=request.user, upload=upload, shown=shown)
    except (
        ChangedMeanwhileError,
        IndustryFrozenError,
        verbs.AssessmentExistsError,
        verbs.IndustryExistsError,
    ):
        text = gettext("没有保存：核对期间内容有了变化。下面是现在的比较，请重新核对。")
        messages.error(request, text)
        return redirect(upload)
    except verbs.NotDraftError:
        # The page says so.
        return redirect(upload)
    text = gettext("已按问卷建立自评。") if is_new else gettext("问卷内容已保存。")
    messages.success(request, text)
    return redirect(saved)


def _saved(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Where a questionnaire is that was saved before. Nothing is saved again."""
    if request.method == "POST":
        messages.warning(request, gettext("这份问卷此前已经保存，没有再保存一次。"))
        return redirect(upload)
    context = {
        "upload": upload,
        "assessment": upload.assessment,
        "saved_by": name_of(upload.saved_by),
    }
    return render(request, SAVED, context)


def _page(request: SignedInRequest, upload: Upload) -> HttpResponse:
    """What would change now, and the buttons that decide about it."""
    compared = compare(request.user, upload)
    found = remarks(compared.framework, compared.said)
    context = {
        "upload": upload,
        "assessment": upload.assessment,
        "again_url": _again(upload),
        "uploaded_by": name_of(upload.created_by),
        "kept_until": upload.created_at + actions.KEPT,
        "changed_meanwhile": compared.state != upload.state,
        "industry": compared.said.industry,
        "period": compared.said.period,
        "compared": compared,
        "questions": [(one, upload.replies.get(one.path, "")) for one in compared.questions],
        "problems": list(_in_the_way(compared)),
        "blocking": found.blocking[:SHOWN_REMARKS],
        "more_blocking": max(0, len(found.blocking) - SHOWN_REMARKS),
        "warnings": found.warnings[:SHOWN_REMARKS],
        "more_warnings": max(0, len(found.warnings) - SHOWN_REMARKS),
        "advice": found.others,
    }
    return render(request, PREVIEW, context)


def _in_the_way(compared: Comparison) -> Iterator[FieldProblem]:
    """Why it cannot be saved as it is."""
    framework, said = compared.framework, compared.said
    if compared.open_questions:
        yield FieldProblem("#questions", gettext("有的数可能有两种意思，请先选定是哪一种。"))
    if compared.loaded and compared.frozen:
        url = compared.loaded.row.industry.get_absolute_url()
        yield FieldProblem(url, _frozen_text(compared.loaded))
    if industry := compared.namesake:
        text = gettext(
            "“{industry}”已经建立，领域是“{sector}”，与问卷所填不同。请改问卷中的领域，或先修改产业信息。"
        ).format(industry=industry, sector=sector_name(framework, industry.sector))
        yield FieldProblem(industry.get_absolute_url(), text)
    if row := compared.taken:
        text = gettext("“{industry}”{year}年的自评已经存在，请在那份自评中上传这份问卷。")
        yield FieldProblem(
            reverse("assessment-questionnaire", args=[row.pk]),
            text.format(industry=row.industry, year=said.period),
        )
    for trait in compared.beside:
        label = in_current_language(framework.trait_by_slug[trait].name)
        error = in_current_language(NOT_KNOWN)
        yield FieldProblem("", gettext("{label}：{error}").format(label=label, error=error))


def _frozen_text(loaded: LoadedAssessment) -> str:
    industry = loaded.row.industry
    return gettext(
        "问卷中的领域或英文名称与“{industry}”的不同（“{sector}”“{name}”）；"
        "它有已提交的自评，这两项不能再改。请在下面选“不采用”，或改问卷。"
    ).format(
        industry=industry,
        sector=sector_name(loaded.framework, industry.sector),
        name=industry.name_en or "—",
    )


def name_of(person: User | None) -> str:
    """None where the account is gone."""
    return person.get_full_name() or person.get_username() if person else gettext("已停用的账户")


def _again(upload: Upload) -> str:
    """Where to upload another file for the same."""
    if upload.assessment is None:
        return reverse("assessment-questionnaire-new")
    return reverse("assessment-questionnaire", args=[upload.assessment.pk])
