"""Writes on an assessment's plan. It goes on after submission: no task is frozen.

Who may see the rows is decided where they are read (benchmark.queries.plans).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import F, QuerySet
from django.utils.timezone import now

from benchmark.models import Assessment, Condition, Practice, Task, TaskNote, Trait, User
from benchmark.queries.assessments import LoadedAssessment, to_confirm
from benchmark.queries.plans import said_of as said_of
from benchmark.scoring.framework import Language
from benchmark.scoring.profile import profile
from benchmark.scoring.proposals import Proposal, proposals
from benchmark.scoring.tasks import TaskChange as TaskChange
from benchmark.scoring.text import LINE_LIMIT, NAME_LIMIT
from benchmark.wording.plan import first_goal, first_lead, first_measure

from .changes import KEY
from .errors import RevisionConflictError
from .ratings import SaveMark


def to_begin(
    loaded: LoadedAssessment, tasks: Iterable[Task]
) -> tuple[list[Proposal], frozenset[str]]:
    """What a plan of the assessment would begin with besides its `tasks`, deleted ones included,
    which come with their conditions; and the conditions left aside, since an answer of the year
    before waits to be confirmed. No query."""
    tasks = list(tasks)
    named = {task.condition.slug for task in tasks if task.condition}
    keys = {task.key for task in tasks}
    waiting = frozenset(
        slug
        for result in profile(loaded.framework, loaded.domain).traits
        for slug in to_confirm(loaded.carried.get(result.trait.slug, {}), result)
    )
    proposed, aside = list[Proposal](), set[str]()
    for each in proposals(loaded.framework, loaded.domain):
        if each.condition in named or _key_of(each) in keys:
            continue
        asked = [slug for slug in each.conditions if slug not in waiting]
        aside |= waiting.intersection(each.conditions)
        if asked:
            proposed.append(replace(each, asked=tuple(asked) if each.asked else ()))
    return proposed, frozenset(aside)


def begin_plan(*, loaded: LoadedAssessment, language: Language, user: User | None) -> int:
    """A task for each condition that is missing, open or to be proven, and for data to obtain,
    that no task names yet; its texts in `language`. Returns how many were added.

    Two who begin at once double nothing: the keys follow from what the tasks are about.
    """
    row, framework = loaded.row, loaded.framework
    tasks = Task.objects.filter(assessment=row)
    before = list(tasks.select_related("condition"))
    traits = dict(Trait.objects.filter(framework=row.framework).values_list("slug", "pk"))
    conditions = dict(
        Condition.objects.filter(trait__framework=row.framework).values_list("slug", "pk")
    )
    practices = _practices(row)
    Task.objects.bulk_create(
        [
            Task(
                assessment=row,
                key=_key_of(each),
                trait_id=traits[each.trait],
                condition_id=conditions[each.condition] if each.condition else None,
                practice_id=practices[each.practice.slug] if each.practice else None,
                measure=first_measure(framework, each).in_language(language)[:LINE_LIMIT],
                goal=first_goal(framework, each).in_language(language)[:NAME_LIMIT],
                lead=_as_called(first_lead(each).in_language(language), before)[:NAME_LIMIT],
                updated_by=user,
            )
            for each in to_begin(loaded, before)[0]
        ],
        ignore_conflicts=True,
    )
    return tasks.count() - len(before)


def _as_called(unit: str, tasks: Iterable[Task]) -> str:
    """A unit as the plan's tasks already call it: 市工信局 where it is 工信局 in general."""
    return next((task.lead for task in tasks if unit and task.lead.endswith(unit)), unit)


def _key_of(proposal: Proposal) -> str:
    """One that follows from the condition; of data to obtain, from whose it is."""
    holder = proposal.holder.zh if proposal.holder else ""
    about = proposal.condition or f"{proposal.trait} {holder}"
    return hashlib.sha256(about.encode()).hexdigest()[:16]


def add_task(
    *,
    assessment: Assessment,
    key: str,
    trait: str,
    condition: str | None,
    change: TaskChange,
    user: User | None,
) -> Task:
    """A task of one's own, with a condition of the trait or without one. The same key twice adds
    one. Raises ValueError for what a form must have refused."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{key} is no key")
    rows = Trait.objects.filter(framework=assessment.framework_id, slug=trait)
    found = rows.first()
    if found is None:
        raise ValueError(f"{trait} is no trait")
    reached = found.conditions.filter(slug=condition).first() if condition else None
    if condition and reached is None:
        raise ValueError(f"{condition} is no condition of {trait}")
    task, _ = Task.objects.get_or_create(
        assessment=assessment,
        key=key,
        defaults={
            "trait": found,
            "condition": reached,
            "updated_by": user,
            **_columns(assessment, change),
        },
    )
    return task


def save_task(
    *,
    task: Task,
    revision: int,
    change: TaskChange,
    user: User | None,
    mark: SaveMark | None = None,
) -> int:
    """Write a task over its `revision` and return the new one; a deleted task is there again.

    Raises RevisionConflictError where another save came between, unless it came from the same
    open page by an earlier `mark`, or from a page that it continues; nothing is written then.
    ValueError for what a form must have refused.
    """
    columns = _columns(task.assessment, change)
    if _revised(task, revision, user, mark, gone=False, **columns):
        return revision + 1
    stored = Task.objects.get(pk=task.pk)
    revision = stored.revision
    own = mark is not None and mark.follows(stored)
    if not own or not _revised(task, revision, user, mark, gone=False, **columns):
        raise RevisionConflictError
    return revision + 1


def carry_open_tasks(*, before: Assessment, to: Assessment, user: User | None) -> None:
    """Tasks that are not done stand in a later year's plan under the same keys; their notes stay
    where they were written."""
    tasks = list(
        Task.objects.filter(assessment=before, gone=False).exclude(status=Task.Status.DONE)
    )
    for task in tasks:
        task.pk, task.assessment, task.revision, task.updated_by = None, to, 1, user
        task.saved_page, task.saved_number = "", 0
    Task.objects.bulk_create(tasks)


def remove_task(*, task: Task, user: User | None) -> None:
    """Deletes a task; it can be brought back with its notes."""
    _set_gone(task, user, gone=True)


def restore_task(*, task: Task, user: User | None) -> None:
    """Brings a deleted task back."""
    _set_gone(task, user, gone=False)


def write_note(*, task: Task, key: str, text: str, user: User) -> None:
    """Notes how a task goes. Saved again under the same key by the same person, as while it is
    being typed, it is the same note; emptied it is none. Raises ValueError for no key."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{key} is no key")
    own: QuerySet[TaskNote] = TaskNote.objects.filter(task=task, key=key, author=user)
    if not text:
        own.delete()
    elif not own.update(text=text):
        TaskNote.objects.get_or_create(task=task, key=key, defaults={"text": text, "author": user})


def _set_gone(task: Task, user: User | None, *, gone: bool) -> None:
    rows = Task.objects.filter(pk=task.pk).exclude(gone=gone)
    rows.update(
        gone=gone,
        revision=F("revision") + 1,
        updated_by=user,
        updated_at=now(),
        # An open page that saved it before did not do this.
        saved_page="",
    )


def _revised(
    task: Task, revision: int, user: User | None, mark: SaveMark | None, **columns: object
) -> bool:
    """Whether the stored revision was that one: then, in the same moment, it is the next."""
    rows = Task.objects.filter(pk=task.pk, revision=revision)
    return bool(
        rows.update(
            revision=revision + 1,
            updated_at=now(),
            updated_by=user,
            saved_page=mark.page if mark else "",
            saved_number=mark.number if mark else 0,
            **columns,
        )
    )


def _columns(assessment: Assessment, change: TaskChange) -> dict[str, object]:
    """The columns of a change. Raises ValueError."""
    if change.status not in Task.Status.values:
        raise ValueError(f"{change.status} is no status")
    practice = None
    if change.practice:
        practice = _practices(assessment).get(change.practice)
        if practice is None:
            raise ValueError(f"{change.practice} is no practice")
    return {
        "measure": change.measure,
        "goal": change.goal,
        "lead": change.lead,
        "cooperating": change.cooperating,
        "due": change.due,
        "status": change.status,
        "practice_id": practice,
        # What nothing asks for is not there either.
        "requirement_there": change.requirement_there and practice is not None,
    }


def _practices(assessment: Assessment) -> dict[str, int]:
    rows = Practice.objects.filter(framework=assessment.framework_id)
    return dict(rows.values_list("slug", "pk"))
