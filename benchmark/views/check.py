"""Before an assessment is shown to anyone: what to mend, submission, review."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from benchmark.actions import assessments as actions
from benchmark.forms.assessments import YearsForm
from benchmark.queries.assessments import get_assessment
from benchmark.queries.earlier import load_with_earlier
from benchmark.queries.tasks import groups_of, problems_of
from benchmark.scoring.profile import profile

from .access import SignedInRequest, refuse_frozen, signed_in


@signed_in
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is worth mending, what stands in the way, and what submission freezes."""
    return _page(request, pk, None)


def _page(request: SignedInRequest, pk: int, years: YearsForm | None) -> HttpResponse:
    loaded, earlier = load_with_earlier(request.user, pk)
    framework, said = loaded.framework, loaded.domain
    computed = profile(framework, said)
    groups = groups_of(problems_of(loaded, earlier, computed))
    context = {
        "assessment": loaded.row,
        "framework": framework,
        "results": computed.traits,
        "evidence": len(said.evidence),
        "groups": groups,
        "without_year": sum(
            figure.year is None and figure.value is not None
            for rating in said.ratings
            for figure in rating.figures
        ),
        "years": years or YearsForm(initial={"year": said.period}),
        "must": sum(group.count for group in groups if group.blocking),
        "may": sum(group.count for group in groups if not group.blocking),
        "comparators": [framework.cluster_by_slug[slug].name for slug in said.comparators],
        "focus": [framework.trait_by_slug[slug].name for slug in said.focus],
    }
    return render(request, "benchmark/assessments/check.html", context)


@signed_in
def mark_not_known(request: SignedInRequest, pk: int) -> HttpResponse:
    """暂未掌握 for the chosen traits of which nothing is said."""
    assessment = get_assessment(request.user, pk)
    if request.method == "POST":
        try:
            marked = actions.mark_not_known(
                assessment=assessment, traits=request.POST.getlist("trait"), user=request.user
            )
        except actions.NotDraftError:
            return refuse_frozen(request, assessment)
        text = ngettext("{count}项特征已标为暂未掌握。", "{count}项特征已标为暂未掌握。", marked)
        messages.success(request, text.format(count=marked))
    return redirect("assessment-check", pk=pk)


@signed_in
def fill_years(request: SignedInRequest, pk: int) -> HttpResponse:
    """One year for all figures that have none."""
    assessment = get_assessment(request.user, pk)
    if request.method != "POST":
        return redirect("assessment-check", pk=pk)
    form = YearsForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form)
    try:
        filled = actions.fill_years(
            assessment=assessment, year=form.cleaned_data["year"], user=request.user
        )
    except actions.NotDraftError:
        return refuse_frozen(request, assessment)
    text = ngettext("{count}个数据已填上年份。", "{count}个数据已填上年份。", filled)
    messages.success(request, text.format(count=filled))
    return redirect("assessment-check", pk=pk)


@signed_in
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Freezes a draft. A visit without a form, as after signing in again, goes to the check."""
    assessment = get_assessment(request.user, pk)
    if request.method != "POST":
        return redirect("assessment-check", pk=pk)
    try:
        is_new = actions.submit(assessment=assessment, user=request.user)
    except actions.NotDraftError:
        return refuse_frozen(request, assessment)
    except actions.NotCompleteError:
        messages.error(request, gettext("还不能提交：请先处理下面标明必须处理的问题。"))
        return redirect("assessment-check", pk=pk)
    text = gettext("已提交。内容已冻结，可以查看对比和报告。")
    if not is_new:
        text = gettext("已提交。内容与上一版相同，没有另存新的一版；可以查看对比和报告。")
    messages.success(request, text)
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
