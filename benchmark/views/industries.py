from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from benchmark.actions import assessments as actions
from benchmark.actions.edit_marks import industry_mark
from benchmark.forms.fields import FieldProblem, field_problems
from benchmark.forms.industries import IndustryFields, sector_name
from benchmark.models import Industry
from benchmark.queries.assessments import get_industry, industries_of
from benchmark.queries.framework import current_framework

from .access import SignedInRequest, signed_in
from .form_recovery import as_typed, may_replace, opened_on, own_form, sent_to_save

PER_PAGE = 20


@signed_in
def industry_list(request: SignedInRequest) -> HttpResponse:
    """The organisation's industries with their assessments."""
    rows = industries_of(request.user).prefetch_related("assessments")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    framework = current_framework()
    context = {
        "page": page,
        "industries": [(row, sector_name(framework, row.sector)) for row in page],
    }
    return render(request, "benchmark/industries/list.html", context)


@own_form
def industry_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """An industry's own data; all but the description stay once an assessment is submitted."""
    industry = get_industry(request.user, pk)
    opened = opened_on(request, industry_mark(industry))
    form = IndustryFields(
        sent_to_save(request),
        framework=current_framework(),
        initial={
            "name": industry.name,
            "name_en": industry.name_en,
            "place": industry.place,
            "sector": industry.sector,
            "description": industry.description,
        },
    )
    as_typed(request, form)
    problems: list[FieldProblem] = []
    stored: list[tuple[str, str]] = []
    if form.is_bound:
        if form.is_valid():
            try:
                actions.change_industry(
                    industry=industry, opened=may_replace(request), **form.cleaned_data
                )
            except actions.RevisionConflictError:
                industry.refresh_from_db()
                stored = _stored(industry, form)
            except actions.NotDraftError:
                text = gettext("已有提交的自评，产业名称、所在地和领域不能再改；简介可以改。")
                problems = [FieldProblem("", text)]
            except actions.IndustryExistsError as error:
                form.add_error("name", same_name(error.industry))
                (line,) = field_problems(form)
                problems = [FieldProblem(error.industry.get_absolute_url(), line.text)]
            else:
                messages.success(request, gettext("产业信息已保存。"))
                return redirect("industry-list")
        problems = problems or field_problems(form)
    context = {"industry": industry, "form": form, "problems": problems, "stored": stored}
    context |= {"mark": industry_mark(industry), "opened": opened}
    return render(request, "benchmark/industries/edit.html", context)


def same_name(industry: Industry) -> str:
    """Why another industry cannot have the name typed."""
    text = gettext(
        "与已有的“{industry}”是同一个名称（不分大小写、全角半角和空格），请换一个名称或所在地。"
    )
    return text.format(industry=industry)


def _stored(industry: Industry, form: IndustryFields) -> list[tuple[str, str]]:
    """What the industry says now, by the labels of its form."""
    said = {
        "name": industry.name,
        "place": industry.place,
        "sector": sector_name(form.framework, industry.sector),
        "description": industry.description,
        "name_en": industry.name_en,
    }
    return [(str(form.fields[name].label), value) for name, value in said.items()]
