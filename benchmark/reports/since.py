"""What an edition says otherwise than the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from benchmark.questionnaire.differences import ChangeGroup, differences
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.changes import Changes, changes
from benchmark.scoring.framework import Framework
from benchmark.scoring.plan import Task
from benchmark.scoring.profile import profile


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One task then and now, None where it was not there; `shown` is as it is now, or was last."""

    before: Task | None
    after: Task | None
    shown: Task


@dataclass(frozen=True, slots=True)
class Since:
    """与上一版相比. `number` and `day` are those of the edition before. `results` is what follows,
    `entries` what was entered otherwise, `tasks` those of the plan that changed."""

    number: int
    day: date
    results: Changes
    entries: tuple[ChangeGroup, ...]
    tasks: tuple[TaskChange, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Of an edition, what another is compared with."""

    number: int
    day: date
    assessment: Assessment
    tasks: tuple[Task, ...]


def since(
    framework: Framework, earlier: Edition, assessment: Assessment, tasks: tuple[Task, ...]
) -> Since:
    """What changed since the earlier edition; both are of the framework."""
    return Since(
        number=earlier.number,
        day=earlier.day,
        results=changes(profile(framework, earlier.assessment), profile(framework, assessment)),
        entries=differences(framework, earlier.assessment, assessment),
        tasks=task_changes(earlier.tasks, tasks),
    )


def task_changes(before: Iterable[Task], after: Iterable[Task]) -> tuple[TaskChange, ...]:
    """Tasks that changed, by their keys: in their order now, then those that are gone."""
    then, now = ({task.key: task for task in tasks} for tasks in (before, after))
    keys = [*now, *(key for key in then if key not in now)]
    pairs = (TaskChange(then.get(key), now.get(key), now.get(key) or then[key]) for key in keys)
    return tuple(pair for pair in pairs if pair.before != pair.after)
