"""The plan as an Excel ledger: download, upload for a look at what would change, and that look."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from benchmark.actions import ledgers as actions
from benchmark.actions.questionnaire import ChangedMeanwhileError
from benchmark.actions.uploads import KEPT, AlreadySavedError
from benchmark.current_language import active_language, in_current_language
from benchmark.forms.fields import FieldProblem, field_problems
from benchmark.forms.questionnaire import LedgerForm
from benchmark.ledger.changes import strangers
from benchmark.ledger.filled import FilledLedger
from benchmark.ledger.layout import LEDGER
from benchmark.ledger.read import Ledger
from benchmark.ledger.write import ledger
from benchmark.models import Upload
from benchmark.queries.ledgers import compare_ledger
from benchmark.queries.plans import LoadedPlan, load_plan
from benchmark.queries.uploads import get_upload
from benchmark.questionnaire.input_object import InputProblems
from benchmark.questionnaire.problems import WorkbookProblem, WorkbookProblems
from benchmark.scoring.framework import Text
from benchmark.wording.file_name import file_name
from benchmark.wording.industry import industry_name

from .access import SignedInRequest, signed_in
from .form_recovery import keeps_typed, sent_to_save
from .questionnaire_preview import name_of
from .questionnaires import download, is_demo, refused

UPLOAD = "benchmark/plans/ledger_upload.html"
PREVIEW = "benchmark/plans/ledger_preview.html"
SAVED = "benchmark/plans/ledger_saved.html"


@signed_in
def ledger_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan's tasks in the language of the page, deleted ones left out."""
    plan, language = load_plan(request.user, pk), active_language()
    content = ledger(
        plan.loaded.framework,
        language,
        [plan.entry_of(task) for task in plan.tasks],
        plan=_mark_of(plan),
        name=_name_of_plan(plan),
        demo=is_demo(request),
    )
    return download(content, file_name(plan.loaded.domain, LEDGER, language, "xlsx"))


@signed_in
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes a ledger of the plan, submitted or not; its preview says what would change."""
    plan = load_plan(request.user, pk)
    if request.method != "POST":
        return _upload_page(request, plan, LedgerForm())
    form = LedgerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, plan, form, problems=field_problems(form))
    try:
        filled = _read(form, plan)
    except WorkbookProblems as refused:
        return _upload_page(request, plan, LedgerForm(), cells=refused.problems)
    row = plan.loaded.row
    return redirect(actions.keep_ledger(user=request.user, assessment=row, filled=filled))


def _read(form: LedgerForm, plan: LoadedPlan) -> FilledLedger:
    """What is filled in. Raises WorkbookProblems."""
    opened = Ledger(form.raw())
    filled = opened.read(plan.loaded.framework, _mark_of(plan), _name_of_plan(plan))
    if problems := list(strangers(plan.by_key, filled)):
        raise WorkbookProblems(*problems)
    return filled


def _mark_of(plan: LoadedPlan) -> str:
    """What a ledger of the plan is known by."""
    return str(plan.loaded.row.pk)


def _name_of_plan(plan: LoadedPlan) -> str:
    row = plan.loaded.row
    name, year = industry_name(row.industry), row.period
    return in_current_language(Text(f"{name.zh} {year}年", f"{name.en} {year}"))


def _upload_page(
    request: HttpRequest,
    plan: LoadedPlan,
    form: LedgerForm,
    *,
    problems: Sequence[FieldProblem] = (),
    cells: Sequence[WorkbookProblem] = (),
) -> HttpResponse:
    """Asks for the file; says what was wrong with the last one."""
    context = {
        "row": plan.loaded.row,
        "form": form,
        "problems": problems,
        **refused(cells),
    }
    return render(request, UPLOAD, context)


@keeps_typed
@signed_in
def preview(request: SignedInRequest, address: str) -> HttpResponse:
    """Shows what would change; leaves a change out or takes it in; saves all the rest.

    A form with a void token, as of a page older than the last sign-in, does nothing but show it.
    """
    kept = get_upload(request.user, address, Upload.Kind.LEDGER)
    if kept.saved_at:
        return _saved(request, kept)
    sent = sent_to_save(request)
    try:
        if sent is None:
            return _page(request, kept)
        if shown := sent.get("shown"):
            return _confirm(request, kept, shown)
        leave_out, take_back = sent.get("leave_out", ""), sent.get("take_back", "")
        change = leave_out or take_back
        actions.choose(user=request.user, upload=kept, change=change, wanted=not leave_out)
        return redirect(f"{kept.get_absolute_url()}#{quote(change)}")
    except AlreadySavedError:
        return _saved(request, kept)
    except InputProblems:
        messages.error(request, gettext("核对页已失效，请重新上传台账。"))
        return redirect("ledger-upload", kept.assessment_id)


def _confirm(request: SignedInRequest, kept: Upload, shown: str) -> HttpResponse:
    """Writes the changes that were shown, all or none."""
    try:
        actions.confirm_ledger(user=request.user, upload=kept, shown=shown)
    except ChangedMeanwhileError:
        text = gettext("没有保存：核对期间内容有了变化。下面是现在的比较，请重新核对。")
        messages.error(request, text)
        return redirect(kept)
    messages.success(request, gettext("台账内容已保存。"))
    return redirect("assessment-plan", kept.assessment_id)


def _saved(request: HttpRequest, kept: Upload) -> HttpResponse:
    """Where a ledger is that was saved before. Nothing is saved again."""
    if request.method == "POST":
        messages.warning(request, gettext("这份台账此前已经保存，没有再保存一次。"))
        return redirect(kept)
    context = {"upload": kept, "row": kept.assessment, "saved_by": name_of(kept.saved_by)}
    return render(request, SAVED, context)


def _page(request: SignedInRequest, kept: Upload) -> HttpResponse:
    """What would change now, and the buttons that decide about it."""
    compared = compare_ledger(request.user, kept)
    context = {
        "upload": kept,
        "row": kept.assessment,
        # What the shared parts of a preview know it by.
        "assessment": kept.assessment,
        "again_url": reverse("ledger-upload", args=[kept.assessment_id]),
        "uploaded_by": name_of(kept.created_by),
        "kept_until": kept.created_at + KEPT,
        "compared": compared,
    }
    return render(request, PREVIEW, context)
