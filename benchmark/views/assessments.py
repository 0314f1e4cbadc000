from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benchmark.actions import assessments as actions
from benchmark.forms.assessments import ComparatorsForm, StartForm, WeightsForm
from benchmark.forms.fields import FieldProblem, field_problems
from benchmark.forms.industries import IndustryFields, sector_name
from benchmark.forms.ratings import field_url, row_number
from benchmark.models import Assessment, Industry
from benchmark.queries.assessments import (
    assessments_of,
    comparators_of,
    get_assessment,
    industries_of,
    load_assessment,
    with_progress,
)
from benchmark.queries.framework import current_framework, framework_of
from benchmark.queries.tasks import groups_of, problems_of, trait_tasks
from benchmark.scoring.framework import Framework
from benchmark.scoring.suggestions import suggest
from benchmark.tables.export import content_type, is_extension, table_bytes

from .access import signed_in

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
def assessment_list(request: HttpRequest) -> HttpResponse:
    """The organisation's assessments, latest change first."""
    rows = with_progress(assessments_of(request.user))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "benchmark/assessments/list.html", {"page": page})


@signed_in
def assessment_table(request: HttpRequest, extension: str) -> HttpResponse:
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


def _table_row(row: Assessment) -> list[str | int | None]:
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
def start(request: HttpRequest) -> HttpResponse:
    """A new assessment: industry, year, comparators."""
    if request.user.organisation is None:
        messages.error(request, gettext("您的账户还没有归属单位，请联系管理员。"))
        return redirect("assessment-list")
    framework = current_framework()
    form, industry_form = _start_forms(request, framework)
    problems: list[FieldProblem] = []
    if request.method == "POST":
        shown = (form,) if form.chosen_industry else (form, industry_form)
        if all(each.is_valid() for each in shown):
            try:
                return redirect(_start(request, framework, form, industry_form))
            except actions.IndustryExistsError as error:
                problems = [_same_industry(error.industry, framework)]
            except actions.AssessmentExistsError as error:
                problems = [_same_assessment(error.assessment)]
        problems = problems or field_problems(*shown)
    context = {"form": form, "industry_form": industry_form, "problems": problems}
    return render(request, "benchmark/assessments/new.html", context)


def _start_forms(request: HttpRequest, framework: Framework) -> tuple[StartForm, IndustryFields]:
    industries = list(industries_of(request.user))
    data = request.POST if request.method == "POST" else None
    form = StartForm(
        data,
        framework=framework,
        industries=industries,
        initial={
            "industry": request.GET.get("industry", ""),
            "period": localdate().year - 1,
            "comparators": request.GET.getlist("comparator"),
        },
    )
    industry_form = IndustryFields(
        data,
        prefix="new",
        framework=framework,
        initial={"place": request.user.organisation.place},
    )
    chosen = form.chosen_industry
    form.sector = chosen.sector if chosen else industry_form["sector"].value()
    return form, industry_form


def _start(
    request: HttpRequest, framework: Framework, form: StartForm, industry_form: IndustryFields
) -> Assessment:
    industry = form.chosen_industry or _new_industry(request, industry_form)
    return actions.start_assessment(
        user=request.user,
        framework=framework.slug,
        industry=industry,
        period=form.cleaned_data["period"],
        comparators=form.cleaned_data["comparators"],
    )


def _new_industry(request: HttpRequest, form: IndustryFields) -> Industry:
    """The industry typed in; the one that exists already where it is the same in all respects."""
    try:
        return actions.create_industry(organisation=request.user.organisation, **form.cleaned_data)
    except actions.IndustryExistsError as error:
        if error.industry.sector != form.cleaned_data["sector"]:
            raise
        return error.industry


def _same_industry(industry: Industry, framework: Framework) -> FieldProblem:
    text = gettext("“{industry}”已经建立，领域是“{sector}”。请在“选择产业”中选它，或修改它的领域。")
    name = sector_name(framework, industry.sector)
    return FieldProblem(industry.get_absolute_url(), text.format(industry=industry, sector=name))


def _same_assessment(assessment: Assessment) -> FieldProblem:
    text = gettext("“{industry}”{year}年的自评已经存在，请打开它继续。")
    return FieldProblem(
        assessment.get_absolute_url(),
        text.format(industry=assessment.industry, year=assessment.period),
    )


@signed_in
def task_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Seven traits with their state and what is missing; the place to come back to."""
    loaded = load_assessment(request.user, pk)
    tasks = trait_tasks(loaded)
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


@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Comparators and weights of a draft."""
    assessment = get_assessment(request.user, pk)
    if not assessment.is_draft:
        return _frozen(request, assessment)
    framework = framework_of(assessment.framework)
    data = request.POST if request.method == "POST" else None
    comparators = ComparatorsForm(
        data,
        framework=framework,
        sector=assessment.industry.sector,
        initial={"comparators": comparators_of(assessment)},
    )
    weights = WeightsForm(
        data, framework=framework, prefix="weight", initial=assessment.weights or {}
    )
    if data is not None and all([comparators.is_valid(), weights.is_valid()]):
        try:
            actions.change_settings(
                assessment=assessment,
                comparators=comparators.cleaned_data["comparators"],
                weights=weights.weights(),
            )
        except actions.NotDraftError:
            return _frozen(request, assessment)
        messages.success(request, gettext("设置已保存。"))
        return redirect(assessment)
    context = {
        "assessment": assessment,
        "comparators": comparators,
        "weights": weights,
        "problems": field_problems(comparators, weights) if data is not None else [],
    }
    return render(request, "benchmark/assessments/edit.html", context)


@signed_in
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then removes a draft."""
    assessment = get_assessment(request.user, pk)
    if not assessment.is_draft:
        return _frozen(request, assessment)
    if request.method != "POST":
        return render(request, "benchmark/assessments/delete.html", {"assessment": assessment})
    try:
        actions.delete_assessment(assessment=assessment)
    except actions.NotDraftError:
        return _frozen(request, assessment)
    messages.success(request, gettext("自评“{name}”已删除。").format(name=assessment))
    return redirect("assessment-list")


@signed_in
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What is worth mending, what stands in the way, and what submission freezes."""
    loaded = load_assessment(request.user, pk)
    problems = problems_of(loaded)
    context = {
        "assessment": loaded.row,
        "framework": loaded.framework,
        "tasks": trait_tasks(loaded),
        "groups": [
            (group, [(p, field_url(loaded, p), row_number(loaded, p)) for p in group.problems])
            for group in groups_of(problems)
        ],
        "blocked": any(problem.blocking for problem in problems),
        "comparators": [loaded.framework.cluster_by_slug[s] for s in loaded.domain.comparators],
    }
    return render(request, "benchmark/assessments/check.html", context)


@signed_in
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Freezes a draft. A visit without a form, as after signing in again, goes to the check."""
    assessment = get_assessment(request.user, pk)
    if request.method != "POST":
        return redirect("assessment-check", pk=pk)
    try:
        actions.submit(assessment=assessment, user=request.user)
    except actions.NotDraftError:
        return _frozen(request, assessment)
    except actions.NotCompleteError:
        messages.error(request, gettext("还不能提交：请先处理下面标明必须处理的问题。"))
        return redirect("assessment-check", pk=pk)
    messages.success(request, gettext("已提交。内容已冻结，可以查看对比和报告。"))
    return redirect(assessment)


@signed_in
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
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
def review(request: HttpRequest, pk: int) -> HttpResponse:
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


def _frozen(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    messages.error(request, gettext("这份自评已经提交，内容不能再改。需要修改时请先退回草稿。"))
    return redirect(assessment)
