from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benchmark.actions import assessments as actions
from benchmark.actions.edit_marks import settings_mark
from benchmark.current_language import in_current_language
from benchmark.forms.assessments import ComparatorsForm, WeightsForm
from benchmark.forms.fields import field_problems
from benchmark.forms.industries import sector_name
from benchmark.forms.ratings import field_url, row_number
from benchmark.models import Assessment
from benchmark.queries.assessments import (
    assessments_of,
    comparators_of,
    get_assessment,
    load_assessment,
    with_progress,
)
from benchmark.queries.earlier import earlier_ratings
from benchmark.queries.framework import framework_of
from benchmark.queries.tasks import groups_of, problems_of, trait_tasks
from benchmark.scoring.framework import Framework
from benchmark.scoring.suggestions import suggest
from benchmark.tables.export import content_type, is_extension, table_bytes

from .access import SignedInRequest, refuse_frozen, signed_in
from .form_recovery import as_typed, may_replace, opened_on, own_form, sent_to_save

if TYPE_CHECKING:
    from benchmark.queries.assessments import AssessmentWithProgress

PER_PAGE = 20
TABLE_COLUMNS = (
    _("产业"),
    _("所在地"),
    _("领域"),
    _("年度"),
    _("状态"),
    _("已填写特征数"),
    _("已评定特征数"),
    _("最近修改"),
    _("提交时间"),
    _("对标指标体系"),
)


@signed_in
def assessment_list(request: SignedInRequest) -> HttpResponse:
    """The organisation's assessments, latest change first."""
    rows = with_progress(assessments_of(request.user))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "benchmark/assessments/list.html", {"page": page})


@signed_in
def assessment_table(request: SignedInRequest, extension: str) -> HttpResponse:
    """The same list as a file."""
    if not is_extension(extension):
        raise Http404
    content = table_bytes(
        columns=[str(column) for column in TABLE_COLUMNS],
        rows=[_table_row(row) for row in with_progress(assessments_of(request.user))],
        extension=extension,
        sheet=gettext("我的自评"),
    )
    name = quote(f"{gettext('我的自评')}-{localdate():%Y%m%d}.{extension}")
    return HttpResponse(
        content,
        content_type=content_type(extension),
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _table_row(row: AssessmentWithProgress) -> list[str | int | None]:
    return [
        row.industry.name,
        row.industry.place,
        sector_name(framework_of(row.framework), row.industry.sector),
        row.period,
        row.get_status_display(),
        row.answered,
        row.rated,
        f"{localtime(row.changed_at):%Y-%m-%d %H:%M}",
        f"{localtime(row.submitted_at):%Y-%m-%d %H:%M}" if row.submitted_at else None,
        row.framework.slug,
    ]


@signed_in
def task_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Seven traits with their state and what is missing; the place to come back to."""
    loaded = load_assessment(request.user, pk)
    tasks = trait_tasks(loaded, earlier_ratings(loaded.row))
    open_tasks = [task for task in tasks if not task.answered]
    context = {
        "assessment": loaded.row,
        "framework": loaded.framework,
        "sector": sector_name(loaded.framework, loaded.domain.industry.sector),
        "comparators": [loaded.framework.cluster_by_slug[s] for s in loaded.domain.comparators],
        "suggestions": suggest(loaded.framework, loaded.domain.industry.sector),
        "tasks": tasks,
        "answered": len(tasks) - len(open_tasks),
        "next_task": open_tasks[0] if open_tasks else None,
    }
    return render(request, "benchmark/assessments/task_list.html", context)


@own_form
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Comparators and weights of a draft."""
    assessment = get_assessment(request.user, pk)
    if not assessment.is_draft:
        return refuse_frozen(request, assessment)
    framework = framework_of(assessment.framework)
    opened = opened_on(request, settings_mark(assessment))
    stored: list[tuple[str, str]] = []
    data = sent_to_save(request)
    comparators = ComparatorsForm(
        data,
        framework=framework,
        sector=assessment.industry.sector,
        initial={"comparators": comparators_of(assessment)},
    )
    weights = WeightsForm(
        data, framework=framework, prefix="weight", initial=assessment.weights or {}
    )
    as_typed(request, comparators, weights)
    if data is not None and all([comparators.is_valid(), weights.is_valid()]):
        try:
            actions.change_settings(
                assessment=assessment,
                comparators=comparators.cleaned_data["comparators"],
                weights=weights.weights(),
                opened=may_replace(request),
            )
        except actions.NotDraftError:
            return refuse_frozen(request, assessment)
        except actions.RevisionConflictError:
            assessment.refresh_from_db()
            stored = _stored_settings(assessment, framework)
        else:
            messages.success(request, gettext("设置已保存。"))
            return redirect(assessment)
    context = {
        "assessment": assessment,
        "comparators": comparators,
        "weights": weights,
        "problems": field_problems(comparators, weights) if data is not None else [],
        "stored": stored,
        "mark": settings_mark(assessment) if stored else "",
        "opened": opened,
    }
    return render(request, "benchmark/assessments/edit.html", context)


def _stored_settings(assessment: Assessment, framework: Framework) -> list[tuple[str, str]]:
    """The comparators and weights that are stored now."""
    chosen = [framework.cluster_by_slug[slug].name for slug in comparators_of(assessment)]
    points = [
        f"{in_current_language(trait.name)} {assessment.weights[trait.slug]}"
        for trait in framework.traits
        if assessment.weights
    ]
    return [
        (gettext("比较对象"), "\n".join(map(in_current_language, chosen)) or gettext("未选")),
        (gettext("权重"), "\n".join(points) or gettext("等权")),
    ]


@signed_in
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asks, then removes a draft."""
    assessment = get_assessment(request.user, pk)
    if not assessment.is_draft:
        return refuse_frozen(request, assessment)
    if request.method != "POST":
        return render(request, "benchmark/assessments/delete.html", {"assessment": assessment})
    try:
        actions.delete_assessment(assessment=assessment)
    except actions.NotDraftError:
        return refuse_frozen(request, assessment)
    messages.success(request, gettext("自评“{name}”已删除。").format(name=assessment))
    return redirect("assessment-list")


@signed_in
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is worth mending, what stands in the way, and what submission freezes."""
    loaded = load_assessment(request.user, pk)
    before = earlier_ratings(loaded.row)
    problems = problems_of(loaded, before)
    context = {
        "assessment": loaded.row,
        "framework": loaded.framework,
        "tasks": trait_tasks(loaded, before),
        "groups": [
            (group, [(p, field_url(loaded, p), row_number(loaded, p)) for p in group.problems])
            for group in groups_of(problems)
        ],
        "blocked": any(problem.blocking for problem in problems),
        "comparators": [loaded.framework.cluster_by_slug[s] for s in loaded.domain.comparators],
        "weights": [
            (trait, loaded.domain.weights[trait.slug])
            for trait in loaded.framework.traits
            if loaded.domain.weights
        ],
    }
    return render(request, "benchmark/assessments/check.html", context)


@signed_in
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Freezes a draft. A visit without a form, as after signing in again, goes to the check."""
    assessment = get_assessment(request.user, pk)
    if request.method != "POST":
        return redirect("assessment-check", pk=pk)
    try:
        actions.submit(assessment=assessment, user=request.user)
    except actions.NotDraftError:
        return refuse_frozen(request, assessment)
    except actions.NotCompleteError:
        messages.error(request, gettext("还不能提交：请先处理下面标明必须处理的问题。"))
        return redirect("assessment-check", pk=pk)
    messages.success(request, gettext("已提交。内容已冻结，可以查看对比和报告。"))
    return redirect(assessment)


@signed_in
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to draft."""
    assessment = get_assessment(request.user, pk)
    if request.method == "POST":
        try:
            actions.reopen(assessment=assessment)
        except actions.NotSubmittedError:
            messages.error(request, gettext("只有已提交、尚未复核的自评可以退回草稿。"))
        else:
            messages.success(request, gettext("已退回草稿，可以继续修改。"))
    return redirect(assessment)


@signed_in
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Records that the submitted assessment was reviewed."""
    assessment = get_assessment(request.user, pk)
    if request.method == "POST":
        try:
            actions.review(assessment=assessment, user=request.user)
        except actions.NotSubmittedError:
            messages.error(request, gettext("只有已提交、尚未复核的自评可以复核。"))
        else:
            messages.success(request, gettext("已记录复核。"))
    return redirect(assessment)
