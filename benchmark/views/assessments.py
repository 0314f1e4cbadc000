"""An organisation's assessments: list, task list, settings, deletion."""

from __future__ import annotations

from collections.abc import Iterable
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
from benchmark.forms.assessments import SettingsForm
from benchmark.forms.fields import field_problems
from benchmark.forms.industries import sector_name
from benchmark.models import Assessment
from benchmark.queries.assessments import (
    assessments_of,
    get_assessment,
    industry_to_domain,
    rated_of,
    with_progress,
)
from benchmark.queries.earlier import load_with_earlier
from benchmark.queries.framework import framework_of
from benchmark.queries.standings import Listed, listed
from benchmark.queries.tasks import tasks_of
from benchmark.scoring.framework import Framework
from benchmark.scoring.same_cluster import same_cluster
from benchmark.tables.export import content_type, is_extension, table_bytes
from benchmark.templatetags.report_text import trend
from benchmark.wording.sentences import level_range

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
    _("版次"),
    _("已填写特征数"),
    _("已评定特征数"),
    _("总体等级"),
    _("差距项数"),
    _("与上年相比"),
    _("最近修改"),
    _("提交时间"),
    _("对标指标体系"),
)


@signed_in
def assessment_list(request: SignedInRequest) -> HttpResponse:
    """The organisation's assessments, latest change first."""
    every = with_progress(assessments_of(request.user))
    page = Paginator(every, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": _with_standing(page.object_list)}
    return render(request, "benchmark/assessments/list.html", context)


@signed_in
def assessment_table(request: SignedInRequest, extension: str) -> HttpResponse:
    """The same list as a file."""
    if not is_extension(extension):
        raise Http404
    rows = _with_standing(with_progress(assessments_of(request.user)))
    rated = rated_of([row for row, _ in rows])
    content = table_bytes(
        columns=[str(column) for column in TABLE_COLUMNS],
        rows=[_table_row(row, found, rated[row.pk]) for row, found in rows],
        extension=extension,
        sheet=gettext("我的自评"),
    )
    name = quote(f"{gettext('我的自评')}-{localdate():%Y%m%d}.{extension}")
    return HttpResponse(
        content,
        content_type=content_type(extension),
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _with_standing(
    assessments: Iterable[AssessmentWithProgress],
) -> list[tuple[AssessmentWithProgress, Listed]]:
    """Rows with how they stand. A trait in which last year's answers wait is not gone through yet,
    as its own page says."""
    rows = list(assessments)
    found = listed(rows)
    for row in rows:
        if row.waits:
            row.answered = found[row.pk].passed or 0
    return [(row, found[row.pk]) for row in rows]


def _table_row(row: AssessmentWithProgress, listed: Listed, rated: int) -> list[str | int | None]:
    now = listed.now
    return [
        row.industry.name,
        row.industry.place,
        sector_name(framework_of(row.framework), row.industry.sector),
        row.period,
        row.get_status_display(),
        listed.edition or None,
        row.answered,
        rated,
        in_current_language(level_range(now.band)),
        now.gaps if now.tells_gaps else None,
        trend(listed) or None,
        f"{localtime(row.changed_at):%Y-%m-%d %H:%M}",
        f"{localtime(row.submitted_at):%Y-%m-%d %H:%M}" if row.submitted_at else None,
        row.framework.slug,
    ]


@signed_in
def task_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Seven traits with their state and what is missing; the place to come back to."""
    loaded, earlier = load_with_earlier(request.user, pk)
    framework, said = loaded.framework, loaded.domain
    context = {
        "assessment": loaded.row,
        "framework": framework,
        "sector": sector_name(framework, said.industry.sector),
        "comparators": [framework.cluster_by_slug[slug] for slug in said.comparators],
        "focus": [framework.trait_by_slug[slug] for slug in said.focus],
        "same_as": same_cluster(framework, said.industry),
        "tasks": tasks_of(loaded, earlier),
        "earlier": earlier,
    }
    return render(request, "benchmark/assessments/task_list.html", context)


@own_form
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Focus and comparators of a draft."""
    assessment = get_assessment(request.user, pk)
    if not assessment.is_draft:
        return refuse_frozen(request, assessment)
    framework = framework_of(assessment.framework)
    opened = opened_on(request, settings_mark(assessment))
    stored: list[tuple[str, str]] = []
    form = SettingsForm(
        sent_to_save(request),
        framework=framework,
        sector=assessment.industry.sector,
        initial={"comparators": assessment.comparators, "focus": assessment.focus},
    )
    as_typed(request, form)
    if form.is_bound and form.is_valid():
        try:
            actions.change_settings(
                assessment=assessment, opened=may_replace(request), **form.cleaned_data
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
        "form": form,
        "same_as": same_cluster(framework, industry_to_domain(assessment.industry)),
        "problems": field_problems(form) if form.is_bound else [],
        "stored": stored,
        "mark": settings_mark(assessment) if stored else "",
        "opened": opened,
    }
    return render(request, "benchmark/assessments/edit.html", context)


def _stored_settings(assessment: Assessment, framework: Framework) -> list[tuple[str, str]]:
    """The focus and the comparators that are stored now."""
    focus = [framework.trait_by_slug[slug].name for slug in assessment.focus]
    comparators = [framework.cluster_by_slug[slug].name for slug in assessment.comparators]
    return [
        (label, "\n".join(map(in_current_language, names)) or gettext("未选"))
        for label, names in (
            (gettext("领导重点"), focus),
            (gettext("比较对象"), comparators),
        )
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
