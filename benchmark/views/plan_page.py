"""What the page of a plan shows: its table, its filters, what the plan would reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext

from benchmark.actions.changes import new_key
from benchmark.actions.plans import proposed, said_of
from benchmark.current_language import in_current_language
from benchmark.forms.plans import LABELS, ShownTask, stored_task
from benchmark.models import Task
from benchmark.queries.plans import (
    LATER,
    NO_DATE,
    OVERDUE,
    SOON,
    SOON_DAYS,
    LoadedPlan,
    Outlook,
    Wanted,
    all_units,
    is_overdue,
    narrowed,
    outlook,
)
from benchmark.scoring.framework import Condition, Framework, Practice, Text, Trait

from .filters import Filter, chosen

REACH = "benchmark/plans/_reach.html"
CHIPS = "benchmark/plans/_chips.html"
tr = in_current_language


@dataclass(frozen=True, slots=True)
class Row:
    """One task in the table. `practices` are those on offer, slug and name; `practice` the one
    chosen. `name` is what messages call it."""

    task: Task
    shown: ShownTask
    trait: Trait
    condition: Condition | None
    practice: Practice | None
    practices: list[tuple[str, str]]
    chips: str
    name: str


def practices_for(framework: Framework, task: Task) -> list[tuple[str, str]]:
    """The practices a task may learn from: those that help its condition, all where it has none;
    the chosen one always."""
    slug = task.condition.slug if task.condition else None
    stored = task.practice.slug if task.practice else ""
    return [
        (practice.slug, tr(_title(practice)))
        for practice in framework.practices
        if slug is None
        or slug in (*practice.directly, *practice.indirectly)
        or practice.slug == stored
    ]


def _title(practice: Practice) -> Text:
    place, title = practice.place, practice.title
    return Text(f"{place.zh}：{title.zh}", f"{place.en}: {title.en}")


def filters_of(request: HttpRequest, tasks: Iterable[Task]) -> tuple[list[Filter], Wanted]:
    """The filters as they stand in the address."""
    soon = Text(f"{SOON_DAYS}日内", f"within {SOON_DAYS} days")
    filters = [
        Filter("unit", gettext("单位"), [(name, Text(name, name)) for name in all_units(tasks)]),
        Filter(
            "status",
            gettext("进展状态"),
            [(value, Text(str(label), str(label))) for value, label in Task.Status.choices],
        ),
        Filter(
            "due",
            gettext("完成时限"),
            [
                (OVERDUE, Text("已逾期", "overdue")),
                (SOON, soon),
                (LATER, Text("更晚或已了结", "later, or settled")),
                (NO_DATE, Text("未定", "not set")),
            ],
        ),
    ]
    return filters, Wanted(**chosen(request, filters))


def rows_of(
    plan: LoadedPlan, tasks: Iterable[Task], reached: Outlook, typed: Mapping[str, ShownTask]
) -> list[Row]:
    """The rows of these tasks; `typed` are those that were sent and not wholly saved."""
    framework, today = plan.loaded.framework, localdate()
    rows = []
    for task in tasks:
        condition = framework.condition_by_slug[task.condition.slug] if task.condition else None
        practice = framework.practice_by_slug[task.practice.slug] if task.practice else None
        stored = stored_task(task.key, said_of(task), task.revision, new_key())
        rows.append(
            Row(
                task,
                typed.get(task.key, stored),
                framework.trait_by_slug[task.trait.slug],
                condition,
                practice,
                practices_for(framework, task),
                chips_of(plan, task, reached, today),
                name_of(framework, task),
            )
        )
    return rows


def name_of(framework: Framework, task: Task) -> str:
    """What a message calls the task: its condition, else what it says, else its trait."""
    if task.condition:
        return tr(framework.condition_by_slug[task.condition.slug].text)
    return task.measure[:20] or tr(framework.trait_by_slug[task.trait.slug].name)


def chips_of(plan: LoadedPlan, task: Task, reached: Outlook, today: date) -> str:
    """What stands out of a task, as markup."""
    slug = task.condition.slug if task.condition else None
    before = plan.before.get(task.key)
    shown = {
        "overdue": is_overdue(task, today),
        "idle": slug in reached.idle and task.status != Task.Status.PAUSED,
        "before": before,
        # What was done about it this year says that it was looked at.
        "repeats": before is not None
        and said_of(before.task) == said_of(task)
        and not task.notes.all(),
    }
    return render_to_string(CHIPS, shown) if any(shown.values()) else ""


def reach_html(plan: LoadedPlan, reached: Outlook) -> str:
    """What the plan would reach, as markup."""
    framework = plan.loaded.framework
    lines = [
        (
            trait,
            reached.targets[trait.slug],
            reached.now.traits[trait.slug],
            reached.done.traits[trait.slug],
            reached.whole.traits[trait.slug],
        )
        for trait in framework.traits
    ]
    context = {"lines": lines, "reached": reached, "framework": framework}
    return render_to_string(REACH, context)


def page_context(
    request: HttpRequest, plan: LoadedPlan, typed: Mapping[str, ShownTask]
) -> dict[str, Any]:
    """All that the page shows but for what an answer to a save says besides."""
    framework = plan.loaded.framework
    reached = outlook(plan.loaded, plan.tasks)
    filters, wanted = filters_of(request, plan.tasks)
    tasks = narrowed(plan.tasks, wanted, localdate())
    tasks += [t for t in (*plan.tasks, *plan.gone) if t.key in typed and t not in tasks]
    named = {task.condition.slug for task in plan.by_key.values() if task.condition}
    return {
        "row": plan.loaded.row,
        "framework": framework,
        "filters": filters,
        "rows": rows_of(plan, tasks, reached, typed),
        "count": len(plan.tasks),
        "gone": [(task, name_of(framework, task)) for task in plan.gone],
        "to_add": sum(each.condition not in named for each in proposed(plan.loaded)),
        "reach": reach_html(plan, reached),
        "labels": LABELS,
        "statuses": Task.Status.choices,
        "units": all_units(plan.tasks),
        "new_key": new_key(),
        "revision": sum(task.revision for task in plan.by_key.values()) or 1,
        "address": request.path,
        "query": request.META.get("QUERY_STRING", ""),
    }
