"""What the page of a plan shows: its table, its filters, what the plan would reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext

from benchmark.actions.changes import new_key
from benchmark.actions.plans import said_of, to_begin
from benchmark.current_language import in_current_language
from benchmark.forms.plans import LABELS, ShownTask, stored_task
from benchmark.models import Task, TaskNote
from benchmark.queries.plans import (
    LATER,
    NO_DATE,
    OVERDUE,
    SOON,
    SOON_DAYS,
    LoadedPlan,
    Wanted,
    all_units,
    domain_of,
    narrowed,
)
from benchmark.scoring.framework import Framework, Practice, Text
from benchmark.scoring.plan import Outlook, is_overdue, outlook
from benchmark.scoring.profile import profile
from benchmark.scoring.proposals import left_out
from benchmark.wording import plan as words

from .filters import Filter, chosen
from .plan_ticks import ticked_keys

REACH = "benchmark/plans/_reach.html"
CHIPS = "benchmark/plans/_chips.html"
# The text fields that have a column of their own.
CELLS = ("goal", "lead", "cooperating", "due")
tr = in_current_language


@dataclass(frozen=True, slots=True)
class Cell:
    """A text field of a row; `units`: units are offered while it is typed."""

    name: str
    label: str
    value: str
    errors: list[str]
    units: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One task in the table. `id` begins the names of its fields, `name` is what messages call
    it. `statuses` and `practices` are the options of its selects, as markup like `chips`;
    `practice` is the one chosen."""

    task: Task
    id: str
    name: str
    trait: str
    condition: str
    shown: ShownTask
    cells: list[Cell]
    statuses: SafeString
    practices: SafeString
    practice: Practice | None
    chips: str
    notes: list[TaskNote]


def practices_for(framework: Framework, task: Task) -> list[tuple[str, str]]:
    """The practices a task may learn from: those that help its condition, all where it has none;
    the chosen one always."""
    condition = task.condition.slug if task.condition else None
    return _offered(framework, condition, task.practice.slug if task.practice else "")


def _offered(framework: Framework, condition: str | None, stored: str) -> list[tuple[str, str]]:
    return [
        (practice.slug, tr(words.practice_title(practice)))
        for practice in framework.practices
        if condition is None
        or condition in (*practice.directly, *practice.indirectly)
        or practice.slug == stored
    ]


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
    plan: LoadedPlan,
    tasks: Iterable[Task],
    reached: Outlook,
    typed: Mapping[str, ShownTask],
    ticked: Collection[str],
) -> list[Row]:
    """The rows of these tasks; `typed` are those that were sent and not wholly saved, `ticked`
    the keys of those that are counted as done."""
    framework, today = plan.loaded.framework, localdate()
    labels = {name: str(LABELS[name]) for name in CELLS}
    options = cache(_options)
    statuses = tuple((value, str(label)) for value, label in Task.Status.choices)
    offered = cache(
        lambda condition, stored: (("", gettext("不借鉴")), *_offered(framework, condition, stored))
    )
    rows = []
    for task in tasks:
        slug = task.condition.slug if task.condition else None
        practice = framework.practice_by_slug[task.practice.slug] if task.practice else None
        stored = stored_task(task.key, said_of(task), task.revision, new_key(), task.key in ticked)
        shown = typed.get(task.key, stored)
        values, errors = shown.values, shown.errors
        practices = offered(slug, practice.slug if practice else "")
        rows.append(
            Row(
                task=task,
                id=f"task-{task.key}",
                name=name_of(framework, task),
                trait=tr(framework.trait_by_slug[task.trait.slug].name),
                condition=tr(framework.condition_by_slug[slug].text) if slug else "",
                shown=shown,
                cells=[
                    Cell(name, labels[name], values[name], errors.get(name, []), name == "lead")
                    for name in CELLS
                ],
                statuses=options(statuses, values["status"]),
                practices=options(practices, values["practice"]),
                practice=practice,
                chips=chips_of(plan, task, reached, today),
                notes=list(task.notes.all()),
            )
        )
    return rows


def _options(pairs: Iterable[tuple[str, str]], chosen_: str) -> SafeString:
    """The options of a select, as markup."""
    mark = {chosen_: mark_safe(" selected")}
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark.get(value, ""), text) for value, text in pairs),
    )


def name_of(framework: Framework, task: Task) -> str:
    """What a message calls the task: its condition, else what it says, else its trait."""
    if task.condition:
        return tr(framework.condition_by_slug[task.condition.slug].text)
    return task.measure[:20] or tr(framework.trait_by_slug[task.trait.slug].name)


def chips_of(plan: LoadedPlan, task: Task, reached: Outlook, today: date) -> str:
    """What stands out of a task, as markup."""
    slug = task.condition.slug if task.condition else None
    before = plan.before.get(task.key)
    overdue = is_overdue(task.status, task.due, today)
    idle = slug in reached.idle and task.status != Task.Status.PAUSED
    shown = {
        "overdue": tr(words.OVERDUE) if overdue else "",
        "idle": tr(words.IDLE) if idle else "",
        "before": before,
        # What was done about it this year says that it was looked at.
        "repeats": before is not None
        and said_of(before.task) == said_of(task)
        and not task.notes.all(),
    }
    return render_to_string(CHIPS, shown) if any(shown.values()) else ""


def outlook_of(plan: LoadedPlan, ticked: Collection[str]) -> Outlook:
    """What the tasks would reach, those with these keys counted as done."""
    said = {task.key: domain_of(task) for task in plan.tasks}
    chosen_ = [task for key, task in said.items() if key in ticked]
    return outlook(plan.loaded.framework, plan.loaded.domain, [*said.values()], chosen_)


def reach_html(plan: LoadedPlan, reached: Outlook) -> str:
    """What the plan would reach, as markup."""
    framework = plan.loaded.framework
    columns = [(tr(words.NOW), reached.now), (tr(words.DONE), reached.done)]
    if reached.ticked:
        columns.append((tr(words.TICKED), reached.ticked))
    columns.append((tr(words.WHOLE), reached.whole))
    lines = [
        (trait, [column.traits[trait.slug] for _, column in columns], reached.targets[trait.slug])
        for trait in framework.traits
    ]
    return render_to_string(
        REACH,
        {
            "lines": lines,
            "columns": columns,
            "ticked": reached.ticked,
            "ladder": framework.ladder,
        },
    )


def page_context(
    request: HttpRequest, plan: LoadedPlan, typed: Mapping[str, ShownTask]
) -> dict[str, Any]:
    """All that the page shows but for what an answer to a save says besides."""
    loaded, framework = plan.loaded, plan.loaded.framework
    ticked = ticked_keys(request, loaded.row)
    reached = outlook_of(plan, ticked)
    filters, wanted = filters_of(request, plan.tasks)
    tasks = narrowed(plan.tasks, wanted, localdate())
    tasks += [t for t in (*plan.tasks, *plan.gone) if t.key in typed and t not in tasks]
    without = left_out(profile(framework, loaded.domain))
    return {
        "row": loaded.row,
        "framework": framework,
        "filters": filters,
        "rows": rows_of(plan, tasks, reached, typed, ticked),
        "count": len(plan.tasks),
        "gone": [(task, name_of(framework, task)) for task in plan.gone],
        "to_add": len(to_begin(loaded, plan.by_key.values())),
        "unanswered": [result.trait for result, why in without if why == "unanswered"],
        "history": [result.trait for result, why in without if why == "history"],
        "reach": reach_html(plan, reached),
        "labels": LABELS,
        "units": all_units(plan.tasks),
        "new_key": new_key(),
        "revision": sum(task.revision for task in plan.by_key.values()) or 1,
        "address": request.path,
        "query": request.META.get("QUERY_STRING", ""),
    }
