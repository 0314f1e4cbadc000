"""What the page of a plan shows: its table, its filters, what the plan would reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext

from benchmark.actions.changes import new_key
from benchmark.actions.plans import to_begin
from benchmark.current_language import in_current_language
from benchmark.forms.plans import LABELS, ShownTask
from benchmark.models import Task
from benchmark.queries.editions import plan_goes_on
from benchmark.queries.plans import (
    LATER,
    NO_DATE,
    OVERDUE,
    SOON,
    SOON_DAYS,
    LoadedPlan,
    Wanted,
    all_units,
    narrowed,
)
from benchmark.scoring.framework import Text
from benchmark.scoring.plan import Outlook, TaskStatus, outlook
from benchmark.scoring.plan import Task as PlannedTask
from benchmark.scoring.profile import profile
from benchmark.scoring.proposals import left_out
from benchmark.wording import plan as words

from .filters import Filter, chosen
from .plan_rows import name_of, rows_of
from .plan_ticks import ticked_keys

REACH = "benchmark/plans/_reach.html"
tr = in_current_language


def filters_of(request: HttpRequest, units: Iterable[str]) -> tuple[list[Filter], Wanted]:
    """The filters as they stand in the address; `units` are those that the tasks name."""
    soon = Text(f"{SOON_DAYS}日内", f"Within {SOON_DAYS} days")
    filters = [
        Filter("unit", gettext("单位"), [(name, Text(name, name)) for name in units]),
        Filter(
            "status",
            gettext("进展状态"),
            [(value, Text(str(label), str(label))) for value, label in Task.Status.choices],
        ),
        Filter(
            "due",
            gettext("完成时限"),
            [
                (OVERDUE, words.OVERDUE),
                (SOON, soon),
                (LATER, Text("更晚或已了结", "Later, or settled")),
                (NO_DATE, Text("未定", "Not set")),
            ],
        ),
    ]
    return filters, Wanted(**chosen(request, filters))


def outlook_of(plan: LoadedPlan, ticked: Collection[str]) -> Outlook:
    """What the tasks would reach, those with these keys counted as done."""
    # No more than what counts: of two hundred tasks the rest costs as much as the outlook itself.
    said = {
        task.key: PlannedTask(
            task.trait.slug,
            task.condition.slug if task.condition else None,
            status=cast(TaskStatus, task.status),
        )
        for task in plan.tasks
    }
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
        },
    )


def page_context(
    request: HttpRequest, plan: LoadedPlan, typed: Mapping[str, ShownTask]
) -> dict[str, Any]:
    """All that the page shows but for what an answer to a save says besides."""
    loaded, framework = plan.loaded, plan.loaded.framework
    ticked = ticked_keys(request, loaded.row)
    reached = outlook_of(plan, ticked)
    units = all_units(plan.tasks)
    filters, wanted = filters_of(request, units)
    tasks = narrowed(plan.tasks, wanted, localdate())
    tasks += [t for t in (*plan.tasks, *plan.gone) if t.key in typed and t not in tasks]
    proposed, waiting = to_begin(loaded, plan.by_key.values())
    without = left_out(profile(framework, loaded.domain))
    return {
        "row": loaded.row,
        "framework": framework,
        "filters": filters,
        "rows": SafeString("".join(rows_of(plan, tasks, reached, typed, ticked))),
        "count": len(plan.tasks),
        "gone": [(task, name_of(framework, task)) for task in plan.gone],
        "to_add": len({slug for each in proposed for slug in each.conditions}),
        "waiting": len(waiting),
        "unanswered": [result.trait for result, why in without if why == "unanswered"],
        "history": [result.trait for result, why in without if why == "history"],
        "reach": reach_html(plan, reached),
        "labels": LABELS,
        "units": units,
        "new_key": new_key(),
        "plan_goes_on": plan_goes_on(loaded.row),
        "revision": sum(task.revision for task in plan.by_key.values()) or 1,
        "address": request.path,
        "query": request.META.get("QUERY_STRING", ""),
    }
