"""A plan's tasks, and what they would reach.

A task with a condition stands for the condition met, with all that it implies, and for its proof:
a statement answered, a figure that reaches its threshold, and evidence of the highest type. What
else is stored stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from .assessment import Assessment, Evidence
from .conditions import findings
from .framework import Framework, Trait
from .grades import ISSUED, condition_grades
from .levels import Standing, claim, proven
from .profile import profile, stage

TaskStatus = Literal["not_started", "under_way", "done", "paused"]
TASK_STATUSES: tuple[TaskStatus, ...] = get_args(TaskStatus)


@dataclass(frozen=True, slots=True)
class Task:
    """任务: what is to be done, by whom and by when. `condition` and `practice` are slugs, None
    for a task that names none; `goal` is the value to reach, or ''. `note` is the last of its
    progress, '' where there is none, from the day `noted_on`. `key` is the row's."""

    trait: str
    condition: str | None
    practice: str | None = None
    measure: str = ""
    goal: str = ""
    lead: str = ""
    cooperating: str = ""
    due: date | None = None
    status: TaskStatus = "not_started"
    note: str = ""
    noted_on: date | None = None
    key: str = ""


def is_overdue(status: str, due: date | None, today: date) -> bool:
    """What is done or paused never is."""
    return status in ("not_started", "under_way") and due is not None and due < today


@dataclass(frozen=True, slots=True)
class Levels:
    """A trait's levels, 1-5, None where not known. `claim` asks for the conditions alone, `proven`
    for their evidence too."""

    claim: int | None
    proven: int | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Levels by trait, in the framework's order. `stage` is None where a trait has no level;
    `stage_low` counts such a trait as level 1."""

    traits: dict[str, Levels]
    stage: int | None
    stage_low: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """Levels now, with what is done already, with what is ticked besides (None: nothing is), and
    with all but what is paused. `idle` are those conditions of all these that change no level.
    `targets` go by trait."""

    now: Reach
    done: Reach
    ticked: Reach | None
    whole: Reach
    idle: frozenset[str]
    targets: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """任务分解, as it stood on the day `as_of`: tasks in the order of traits and conditions, and
    what they would reach."""

    tasks: tuple[Task, ...]
    outlook: Outlook
    as_of: date

    def tasks_of(self, trait: str) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if task.trait == trait)


def reach(framework: Framework, assessment: Assessment, conditions: Collection[str]) -> Reach:
    """The levels with these conditions, of any trait, met and proven; without any, those of now."""
    levels = {trait.slug: _levels(trait, assessment, conditions) for trait in framework.traits}
    acting = [levels[trait.slug].proven for trait in framework.traits if not trait.structural]
    low = stage([level or 1 for level in acting])
    return Reach(levels, None if None in acting else low, low)


def idle(
    framework: Framework, assessment: Assessment, conditions: Collection[str]
) -> frozenset[str]:
    """Those of the conditions without which all the others reach the same levels; one that is
    not known is no higher than level 1."""
    found: set[str] = set()
    for trait in framework.traits:
        own = trait.in_order(set(conditions))
        whole = _at_least(_levels(trait, assessment, own))
        others = {slug: [other for other in own if other != slug] for slug in own}
        found |= {
            slug
            for slug, rest in others.items()
            if _at_least(_levels(trait, assessment, rest)) == whole
        }
    return frozenset(found)


def outlook(
    framework: Framework,
    assessment: Assessment,
    tasks: Collection[Task],
    ticked: Collection[Task] = (),
) -> Outlook:
    """What the tasks would reach; `ticked` are those of them that are to be counted as done."""
    counted = _conditions(task for task in tasks if task.status != "paused")
    done = _conditions(task for task in tasks if task.status == "done")
    return Outlook(
        now=reach(framework, assessment, ()),
        done=reach(framework, assessment, done),
        ticked=reach(framework, assessment, done | _conditions(ticked)) if ticked else None,
        whole=reach(framework, assessment, counted),
        idle=idle(framework, assessment, counted),
        targets={r.trait.slug: r.target for r in profile(framework, assessment).traits},
    )


def _conditions(tasks: Iterable[Task]) -> set[str]:
    return {task.condition for task in tasks if task.condition}


def _levels(trait: Trait, assessment: Assessment, conditions: Collection[str]) -> Levels:
    own = trait.in_order(set(conditions))
    found = findings(trait, assessment.rating_by_trait[trait.slug], own)
    states = {item.condition.slug: item.state for item in found}
    proof = Evidence(ISSUED, date="0001", url="*", conditions=own)
    grades = condition_grades(trait, states, (*assessment.evidence, proof))
    standing = Standing(trait, states, grades)
    return Levels(claim(standing), proven(standing))


def _at_least(levels: Levels) -> tuple[int, int]:
    return levels.claim or 1, levels.proven or 1
