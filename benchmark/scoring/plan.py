"""A plan's tasks, and what they would reach.

A task with a condition stands for the condition met, with all that it implies, and for its proof:
a statement answered, a figure that reaches its threshold, and evidence of the highest type. What
else is stored stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, get_args

from .assessment import Assessment, Evidence
from .conditions import findings
from .framework import Framework, Trait
from .grades import ISSUED, condition_grades
from .levels import Standing, claim, possible, proven
from .profile import profile, stage

TaskStatus = Literal["not_started", "under_way", "done", "paused"]
TASK_STATUSES: tuple[TaskStatus, ...] = get_args(TaskStatus)
TO_DO: tuple[TaskStatus, ...] = ("not_started", "under_way")


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
    return status in TO_DO and due is not None and due < today


@dataclass(frozen=True, slots=True)
class Levels:
    """A trait's levels, 1-5, None where not known. `claim` asks for the conditions alone, `proven`
    for their evidence too, `possible` is the highest that what is not known leaves open."""

    claim: int | None
    proven: int | None
    possible: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Levels by trait, in the framework's order. `stage_band` is the overall level, [low, high]:
    from what is proven to what is possible."""

    traits: dict[str, Levels]
    stage_band: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Levels now, with what is done already, with what is ticked besides (None: nothing is), and
    with all but what is paused. Of the conditions of tasks that are neither done nor paused,
    `idle` are those that change no level, all left out together; `either` names for a condition
    the others of which any one does the same. `targets` go by trait."""

    now: Reach
    done: Reach
    ticked: Reach | None
    whole: Reach
    idle: frozenset[str]
    either: dict[str, tuple[str, ...]]
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
    acting = [levels[trait.slug] for trait in framework.traits if not trait.structural]
    band = stage([each.proven or 1 for each in acting]), stage([each.possible for each in acting])
    return Reach(levels, band)


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


def spared(
    framework: Framework, assessment: Assessment, conditions: Collection[str], done: Collection[str]
) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """`idle` and `either` of an outlook: of the conditions, `done` among them, those to be done."""
    candidates = idle(framework, assessment, conditions) - set(done)
    nothing: set[str] = set()
    either: dict[str, tuple[str, ...]] = {}
    for trait in framework.traits:
        own = trait.in_order(set(conditions))
        unsure = [slug for slug in own if slug in candidates]
        does_without = partial(
            _does_without, trait, assessment, own, _levels(trait, assessment, own)
        )
        if does_without(*unsure):
            nothing |= set(unsure)
            continue
        own_nothing, own_either = _told_apart(unsure, does_without)
        nothing |= own_nothing
        either |= own_either
    return frozenset(nothing), either


def _does_without(
    trait: Trait, assessment: Assessment, own: Collection[str], whole: Levels, *left_out: str
) -> bool:
    rest = [slug for slug in own if slug not in left_out]
    return _at_least(_levels(trait, assessment, rest)) == _at_least(whole)


def _told_apart(
    unsure: Sequence[str], does_without: Callable[..., bool]
) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """What can be left out with all the rest that is idle, and what only while another is done.

    One that stands for several together is in neither: no short advice on it is true.
    """
    useless: list[str] = []
    found: dict[str, tuple[str, ...]] = {}
    for slug in unsure:
        dropped: list[str] = []
        for other in unsure:
            if other != slug and does_without(*dropped, other):
                dropped.append(other)
        if not does_without(*dropped, slug):
            found[slug] = tuple(
                other
                for other in dropped
                if does_without(slug, *(each for each in dropped if each != other))
            )
        else:
            useless.append(slug)
    nothing = set(useless) if does_without(*useless) else set()
    either = {
        slug: tuple(other for other in others if other in found) for slug, others in found.items()
    }
    return nothing, {slug: others for slug, others in either.items() if others}


def outlook(
    framework: Framework,
    assessment: Assessment,
    tasks: Collection[Task],
    ticked: Collection[Task] = (),
) -> Outlook:
    """What the tasks would reach; `ticked` are those of them that are to be counted as done."""
    counted = _conditions(task for task in tasks if task.status != "paused")
    done = _conditions(task for task in tasks if task.status == "done")
    nothing, either = spared(framework, assessment, counted, done)
    return Outlook(
        now=reach(framework, assessment, ()),
        done=reach(framework, assessment, done),
        ticked=reach(framework, assessment, done | _conditions(ticked)) if ticked else None,
        whole=reach(framework, assessment, counted),
        idle=nothing,
        either=either,
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
    return Levels(claim(standing), proven(standing), possible(standing))


def _at_least(levels: Levels) -> tuple[int, int]:
    return levels.claim or 1, levels.proven or 1
