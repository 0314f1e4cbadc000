"""The plan as a table, a row for each task."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.reports.gap_report import GapReport
from benchmark.reports.sections.plan import progress_text, status_text
from benchmark.scoring.framework import Language
from benchmark.scoring.plan import Plan, Task
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import SECTION
from benchmark.wording.plan import practice_title
from benchmark.wording.sentences import without_remark
from benchmark.workbook.tables import Cell, Column, Sheet

_WIDTHS = {
    "trait": 13,
    "task": 34,
    "practice": 20,
    "condition": 25,
    "to_reach": 12,
    "lead": 13,
    "support_unit": 13,
    "deadline": 11,
    "progress": 9,
    "progress_note": 18,
    "date": 11,
}


def plan_sheets(report: GapReport, language: Language) -> Iterator[Sheet]:
    """Nothing where no plan is begun."""
    plan = report.plan
    if plan is not None:
        yield Sheet(
            SECTION["plan"].in_language(language),
            tuple(Column(COLUMN[key].in_language(language), w) for key, w in _WIDTHS.items()),
            tuple(_row(report, plan, task, language) for task in plan.tasks),
            notes=(progress_text(plan).in_language(language),),
            frozen=2,
        )


def _row(report: GapReport, plan: Plan, task: Task, language: Language) -> tuple[Cell, ...]:
    framework = report.framework
    practice = framework.practice_by_slug[task.practice] if task.practice else None
    condition = framework.condition_by_slug[task.condition] if task.condition else None
    return (
        framework.trait_by_slug[task.trait].name.in_language(language),
        task.measure,
        practice_title(practice).in_language(language) if practice else "",
        without_remark(condition.text).in_language(language) if condition else "",
        task.goal,
        task.lead,
        task.cooperating,
        task.due,
        status_text(plan, task).in_language(language),
        task.note,
        task.noted_on if task.note else None,
    )
