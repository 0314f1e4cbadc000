"""The rows of a plan's table. Two hundred are rendered once and filled in; one with something that
could not be saved, which is rare, is rendered by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from html import escape

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language, gettext

from benchmark.actions.changes import new_key
from benchmark.current_language import in_current_language
from benchmark.forms.plans import LABELS, ShownTask, stored_task
from benchmark.models import Task, TaskNote
from benchmark.queries.plans import LoadedPlan, said_of
from benchmark.scoring.framework import Framework, Practice
from benchmark.scoring.plan import Outlook, is_overdue
from benchmark.templatetags.slots import slot_mark
from benchmark.wording import plan as words

from .skeletons import Skeleton

ROW = "benchmark/plans/_row.html"
CHIPS = "benchmark/plans/_chips.html"
# The text fields that have a column of their own.
CELLS = ("goal", "lead", "cooperating", "due")
# By practice and language: the framework that it is of, and a row to be filled in.
_kept: dict[tuple[str, str], tuple[Framework, Skeleton]] = {}
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
    it; `practice` is the one chosen. Markup are `condition`, `chips`, `notes`, and `statuses` and
    `practices`, the options of its selects; `there` and `counted` are 'checked' or ''."""

    key: str
    id: str
    name: str
    trait: str
    condition: str
    chips: str
    opened: str
    note_key: str
    measure: str
    goal: str
    lead: str
    cooperating: str
    due: str
    note: str
    statuses: str
    practices: str
    there: str
    counted: str
    count: str
    notes: str
    practice: Practice | None
    errors: Mapping[str, list[str]]

    @property
    def values(self) -> dict[str, str]:
        return {"measure": self.measure, "note": self.note}

    @property
    def cells(self) -> list[Cell]:
        return [
            Cell(
                name,
                str(LABELS[name]),
                getattr(self, name),
                self.errors.get(name, []),
                name == "lead",
            )
            for name in CELLS
        ]


_TEXTS = tuple(f.name for f in fields(Row) if f.name not in ("practice", "errors", "note"))


def rows_of(
    plan: LoadedPlan,
    tasks: Iterable[Task],
    reached: Outlook,
    typed: Mapping[str, ShownTask],
    ticked: Collection[str],
) -> list[SafeString]:
    """The rows of these tasks as markup; `typed` are those that were sent and not wholly saved,
    `ticked` the keys of those that are counted as done."""
    framework, today = plan.loaded.framework, localdate()
    options = cache(_options)
    statuses = tuple((value, str(label)) for value, label in Task.Status.choices)

    @cache
    def offered(condition: str | None, stored: str) -> tuple[tuple[str, str], ...]:
        return (("", gettext("不借鉴")), *_offered(framework, condition, stored))

    language = get_language() or ""
    rows = []
    for task in tasks:
        slug = task.condition.slug if task.condition else None
        notes = list(task.notes.all())
        practice = framework.practice_by_slug[task.practice.slug] if task.practice else None
        stored = stored_task(task.key, said_of(task), task.revision, new_key(), task.key in ticked)
        shown = typed.get(task.key, stored)
        values = shown.values
        row = Row(
            key=task.key,
            id=f"task-{task.key}",
            name=name_of(framework, task),
            trait=tr(framework.trait_by_slug[task.trait.slug].name),
            condition=_strong(tr(framework.condition_by_slug[slug].text)) if slug else "",
            chips=chips_of(plan, task, reached, today),
            opened=shown.opened,
            note_key=shown.note_key,
            **{name: values[name] for name in ("measure", *CELLS, "note")},
            statuses=options(statuses, values["status"]),
            practices=options(offered(slug, practice.slug if practice else ""), values["practice"]),
            there="checked" if values["requirement_there"] else "",
            counted="checked" if values["counted"] else "",
            count=count_of(notes),
            notes=notes_html(notes),
            practice=practice,
            errors=shown.errors,
        )
        if shown.errors or row.note:
            rows.append(render_to_string(ROW, {"line": row, "labels": LABELS}))
        else:
            said = {name: _escaped(getattr(row, name)) for name in _TEXTS}
            rows.append(_skeleton(framework, practice, language).fill(said))
    return rows


def _skeleton(framework: Framework, practice: Practice | None, language: str) -> Skeleton:
    """A row with this practice, everything else to be filled in."""
    kind = (practice.slug if practice else "", language)
    found = _kept.get(kind)
    if found is None or found[0] is not framework:
        marks = {name: slot_mark(name) for name in _TEXTS}
        line = Row(**marks, note="", practice=practice, errors={})
        made = Skeleton(render_to_string(ROW, {"line": line, "labels": LABELS}))
        found = _kept[kind] = framework, made
    return found[1]


def _escaped(text: str) -> str:
    """What is no markup yet as markup."""
    return text if isinstance(text, SafeString) else escape(text)


def _strong(text: str) -> SafeString:
    return format_html("<strong>{}</strong>", text)


def count_of(notes: Collection[TaskNote]) -> str:
    """How many there are, as it stands behind a heading."""
    return f" ({len(notes)})" if notes else ""


def notes_html(notes: Collection[TaskNote]) -> str:
    """What was noted of a task, as markup."""
    if not notes:
        return ""
    items = format_html_join(
        "",
        '<li data-note="{}"><span class="soft small">{} {}</span>'
        ' <span class="user-text">{}</span></li>',
        (
            (
                note.key,
                localtime(note.written_at).date().isoformat(),
                note.author.get_username() if note.author else "",
                linebreaksbr(note.text),
            )
            for note in notes
        ),
    )
    return format_html('<ul class="plan-notes">{}</ul>', items)


def _options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select, as markup."""
    mark = {chosen: mark_safe(" selected")}
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark.get(value, ""), text) for value, text in pairs),
    )


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
    shown = {
        "overdue": tr(words.OVERDUE) if overdue else "",
        "spared": tr(words.spared_text(plan.loaded.framework, reached, slug, task.status)),
        "before": before,
        # What was done about it this year says that it was looked at.
        "repeats": before is not None
        and said_of(before.task) == said_of(task)
        and not task.notes.all(),
    }
    return render_to_string(CHIPS, shown) if any(shown.values()) else ""
