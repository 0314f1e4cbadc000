"""An assessment's plan: its tasks with their notes, narrowed as their reader wants, and what they
would reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Model
from django.utils.timezone import localdate

from benchmark.ledger.layout import Entry, Note
from benchmark.models import Assessment, Condition, Practice, Task, TaskNote, Trait, User
from benchmark.scoring import plan
from benchmark.scoring.tasks import TaskChange
from benchmark.scoring.text import trimmed

from .assessments import LoadedAssessment, load_assessment

# What due dates are told apart by.
OVERDUE, SOON, LATER, NO_DATE = "overdue", "soon", "later", "none"
SOON_DAYS = 30
_NAMED: dict[str, type[Model]] = {"trait": Trait, "condition": Condition, "practice": Practice}
_NOTE = (
    *("task", "key", "text", "written_at"),
    *(f"author__{name}" for name in ("username", "first_name", "last_name")),
)


@dataclass(frozen=True, slots=True)
class TaskBefore:
    """A task as an earlier year's plan has it, in the assessment `pk`, and how many notes it has
    there."""

    pk: int
    period: int
    task: Task
    notes: int


Notes = Mapping[int, Sequence[Note]]


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """An assessment with its tasks, those deleted apart. Tasks come with the slugs of trait,
    condition and practice; `notes` go by their primary key, oldest first. `before` says by key
    what was carried over from where."""

    loaded: LoadedAssessment
    tasks: tuple[Task, ...]
    gone: tuple[Task, ...]
    notes: Notes
    before: Mapping[str, TaskBefore]

    @property
    def by_key(self) -> dict[str, Task]:
        return {task.key: task for task in (*self.tasks, *self.gone)}

    def notes_of(self, task: Task) -> Sequence[Note]:
        return self.notes.get(task.pk, ())

    def entry_of(self, task: Task) -> Entry:
        """One of its tasks as the ledger knows it. No query."""
        return Entry(
            key=task.key,
            trait=task.trait.slug,
            condition=task.condition.slug if task.condition else None,
            said=said_of(task),
            notes=tuple(self.notes_of(task)),
            gone=task.gone,
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks are to be shown; '' does not narrow."""

    unit: str = ""
    status: str = ""
    due: str = ""


def load_plan(user: User | AnonymousUser, pk: int) -> LoadedPlan:
    """The plan of one assessment of one's own. Raises Assessment.DoesNotExist. Seven queries, and
    one more where there are tasks."""
    return plan_of(load_assessment(user, pk))


def plan_of(loaded: LoadedAssessment) -> LoadedPlan:
    """The plan of an assessment that is loaded. Two queries, and one more where there are tasks."""
    tasks = _tasks(loaded.row)
    return LoadedPlan(
        loaded,
        tuple(task for task in tasks if not task.gone),
        tuple(task for task in tasks if task.gone),
        _notes(loaded.row),
        _before(loaded.row) if tasks else {},
    )


def plan_tasks(row: Assessment) -> tuple[plan.Task, ...]:
    """The tasks as the method knows them, without those deleted. Two queries."""
    notes = _notes(row)
    return tuple(domain_of(task, notes) for task in _tasks(row) if not task.gone)


def _tasks(row: Assessment) -> list[Task]:
    slugs = {f"{name}_slug": F(f"{name}__slug") for name in _NAMED}
    # Hundreds of tasks name the same few: each is made once, of no more than its slug, since the
    # framework has the texts.
    named = cache(lambda model, *said: model.from_db(None, ["id", "slug"], said))
    tasks = list(Task.objects.filter(assessment=row).annotate(**slugs))
    for task in tasks:
        task.assessment = row
        for name, model in _NAMED.items():
            key = getattr(task, f"{name}_id")
            setattr(task, name, key and named(model, key, getattr(task, f"{name}_slug")))
    return tasks


def _notes(row: Assessment) -> Notes:
    """The notes of all tasks. One query, which takes no more than is shown."""
    notes: dict[int, list[Note]] = {}
    for task, key, text, written_at, username, *names in TaskNote.objects.filter(
        task__assessment=row
    ).values_list(*_NOTE):
        author = " ".join(filter(None, names)) or username or ""
        notes.setdefault(task, []).append(Note(key, text, author, localdate(written_at)))
    return notes


def _before(row: Assessment) -> dict[str, TaskBefore]:
    """The same tasks in the nearest year before that has them. One query."""
    rows = Task.objects.filter(
        assessment__industry=row.industry_id,
        assessment__framework=row.framework_id,
        assessment__period__lt=row.period,
        gone=False,
        key__in=Task.objects.filter(assessment=row).values("key"),
    )
    tasks = rows.select_related("assessment", "practice").annotate(written=Count("notes"))
    return {
        task.key: TaskBefore(task.assessment_id, task.assessment.period, task, task.written)
        for task in tasks.order_by("assessment__period")
    }


def has_plan(assessment: Assessment) -> bool:
    """Whether some task was ever begun. One query."""
    return Task.objects.filter(assessment=assessment).exists()


def said_of(task: Task) -> TaskChange:
    """What is stored of a task that comes with its practice. No query."""
    return TaskChange(
        measure=task.measure,
        goal=task.goal,
        lead=task.lead,
        cooperating=task.cooperating,
        due=task.due,
        status=task.status,
        practice=task.practice.slug if task.practice else "",
        requirement_there=task.requirement_there,
    )


def narrowed(tasks: Iterable[Task], wanted: Wanted, today: date) -> list[Task]:
    return [
        task
        for task in tasks
        if (not wanted.unit or wanted.unit in units_of(task))
        and wanted.status in ("", task.status)
        and wanted.due in ("", due_of(task, today))
    ]


def units_of(task: Task) -> list[str]:
    """Whoever leads, then those that cooperate, as they are set apart by commas and the like."""
    text = task.cooperating
    for mark in "，,；;\n":
        text = text.replace(mark, "、")
    return [name for part in (task.lead, *text.split("、")) if (name := trimmed(part))]


def all_units(tasks: Iterable[Task]) -> list[str]:
    """Every unit that some task names, in the order of their first task."""
    return list(dict.fromkeys(unit for task in tasks for unit in units_of(task)))


def due_of(task: Task, today: date) -> str:
    """Of which kind the due date is; what is done or paused is never overdue."""
    if task.due is None:
        return NO_DATE
    if plan.is_overdue(task.status, task.due, today):
        return OVERDUE
    return SOON if today <= task.due <= today + timedelta(days=SOON_DAYS) else LATER


def domain_of(task: Task, notes: Notes) -> plan.Task:
    """The task as the method knows it. No query."""
    last = notes[task.pk][-1] if task.pk in notes else None
    return plan.Task(
        trait=task.trait.slug,
        condition=task.condition.slug if task.condition else None,
        practice=task.practice.slug if task.practice else None,
        measure=task.measure,
        goal=task.goal,
        lead=task.lead,
        cooperating=task.cooperating,
        due=task.due,
        status=cast(plan.TaskStatus, task.status),
        note=last.text if last else "",
        noted_on=last.day if last else None,
        key=task.key,
    )


def planned(loaded: LoadedPlan) -> plan.Plan | None:
    """The plan as it stands today, None where there is no task. No query."""
    if not loaded.tasks:
        return None
    said = tuple(domain_of(task, loaded.notes) for task in loaded.tasks)
    content = loaded.loaded
    return plan.Plan(said, plan.outlook(content.framework, content.domain, said), localdate())
