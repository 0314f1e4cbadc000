"""Starting an assessment: a first one, or the next year's with what was collected before."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext

from benchmark.actions import assessments as actions
from benchmark.forms.assessments import StartForm
from benchmark.forms.fields import FieldProblem, field_problems
from benchmark.forms.industries import IndustryFields, sector_name
from benchmark.models import Assessment, Industry, Organisation
from benchmark.queries.assessments import get_assessment
from benchmark.queries.earlier import earlier_assessment, industries_with_last_period
from benchmark.queries.framework import current_framework
from benchmark.scoring.assessment import YEARS
from benchmark.scoring.framework import Framework

from .access import SignedInRequest, signed_in
from .form_recovery import as_typed, own_form, sent_to_save
from .industries import same_name


@own_form
def start(request: SignedInRequest) -> HttpResponse:
    """A new assessment: industry, year, focus, comparators."""
    organisation = request.user.organisation
    if organisation is None:
        messages.error(request, gettext("您的账户还没有归属单位，请联系管理员。"))
        return redirect("assessment-list")
    framework = current_framework()
    form, industry_form = _start_forms(request, organisation, framework)
    problems: list[FieldProblem] = []
    if form.is_bound:
        shown = (form,) if form.chosen_industry else (form, industry_form)
        if all(each.is_valid() for each in shown):
            try:
                return redirect(_start(request, organisation, framework, form, industry_form))
            except actions.IndustryExistsError as error:
                problems = [_same_industry(error.industry, framework)]
            except actions.AssessmentExistsError as error:
                problems = [_same_assessment(error.assessment)]
        problems = problems or field_problems(*shown)
    context = {"form": form, "industry_form": industry_form, "problems": problems}
    return render(request, "benchmark/assessments/new.html", context)


def _start_forms(
    request: SignedInRequest, organisation: Organisation, framework: Framework
) -> tuple[StartForm, IndustryFields]:
    industries = list(industries_with_last_period(request.user))
    data = sent_to_save(request)
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
        initial={"place": organisation.place},
    )
    as_typed(request, form, industry_form)
    chosen = form.chosen_industry
    if chosen and request.method != "POST":
        form.initial["period"] = form.next_periods.get(str(chosen.pk), form.initial["period"])
    form.sector = chosen.sector if chosen else industry_form["sector"].value()
    return form, industry_form


def _start(
    request: SignedInRequest,
    organisation: Organisation,
    framework: Framework,
    form: StartForm,
    industry_form: IndustryFields,
) -> Assessment:
    period, focus = form.cleaned_data["period"], form.cleaned_data["focus"]
    industry = form.chosen_industry or _new_industry(organisation, industry_form)
    before = (
        earlier_assessment(request.user, industry, framework.slug, period)
        if form.chosen_industry and form.cleaned_data["carry"]
        else None
    )
    if before is None:
        # The field of a new industry is known only now.
        form.sector = industry.sector
        return actions.start_assessment(
            user=request.user,
            framework=framework.slug,
            industry=industry,
            period=period,
            comparators=form.chosen,
            focus=focus,
        )
    comparators = form.cleaned_data["comparators"]
    return _carry_over(request, before, period, comparators, focus)


@signed_in
def next_year(request: SignedInRequest, pk: int) -> HttpResponse:
    """The year after of the same industry, with what this assessment says; by the button only."""
    before = get_assessment(request.user, pk)
    if request.method != "POST":
        return redirect(before)
    period = before.period + 1
    if period > YEARS[1]:
        messages.error(request, gettext("没有更晚的年度可以新建。"))
        return redirect(before)
    try:
        return redirect(_carry_over(request, before, period))
    except actions.AssessmentExistsError as error:
        messages.info(request, _exists(error.assessment))
        return redirect(error.assessment)


def _carry_over(
    request: SignedInRequest,
    before: Assessment,
    period: int,
    comparators: Sequence[str] = (),
    focus: Sequence[str] = (),
) -> Assessment:
    made = actions.start_next_year(
        user=request.user, before=before, period=period, comparators=comparators, focus=focus
    )
    text = gettext(
        "已带入{year}年自评的数据、佐证、目标、说明和未完成的任务。条件的回答显示在旁边，"
        "逐条或整项确认后才计入。"
    )
    messages.success(request, text.format(year=before.period))
    return made


def _new_industry(organisation: Organisation, form: IndustryFields) -> Industry:
    """The industry typed in; the one that exists already where it is the same in all respects."""
    said = form.cleaned_data
    try:
        return actions.create_industry(organisation=organisation, **said)
    except actions.IndustryExistsError as error:
        if error.industry.sector != said["sector"]:
            form.add_error("name", same_name(error.industry))
            raise
        return error.industry


def _same_industry(industry: Industry, framework: Framework) -> FieldProblem:
    text = gettext("“{industry}”已经建立，领域是“{sector}”。请在“选择产业”中选它，或修改它的领域。")
    name = sector_name(framework, industry.sector)
    return FieldProblem(industry.get_absolute_url(), text.format(industry=industry, sector=name))


def _same_assessment(assessment: Assessment) -> FieldProblem:
    return FieldProblem(assessment.get_absolute_url(), _exists(assessment))


def _exists(assessment: Assessment) -> str:
    text = gettext("“{industry}”{year}年的自评已经存在，请打开它继续。")
    return text.format(industry=assessment.industry, year=assessment.period)
