"""The plan's table as it is sent: a row a task, each kept as far as it is valid.

A row's fields are named by its key: `task-<key>-lead`. Whatever a page does not name is left alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.models import Task
from benchmark.scoring.assessment import ROW_KEY
from benchmark.scoring.tasks import TASK_FIELDS, TaskChange, due_day
from benchmark.scoring.text import LINE_LIMIT, NAME_LIMIT, trimmed
from benchmark.scoring.typed import UnclearError

from .fields import FieldProblem, PlainTextField

NAME = re.compile(r"task-([0-9a-f]{8,32})-opened", re.ASCII)
OPENED = re.compile(r"([0-9]{1,9})\.([0-9a-f]{64})", re.ASCII)
_MARK = 8


class DueField(PlainTextField):
    """A day as offices write it; a month or a year alone means its last day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=NAME_LIMIT, **kwargs)

    def clean(self, value: Any) -> date | None:
        try:
            return due_day(super().clean(value))
        except UnclearError as unclear:
            raise ValidationError(in_current_language(unclear.message), code="date") from unclear


class LinesField(PlainTextField):
    """One line that stands in a box of several: line breaks become `mark`."""

    def __init__(self, mark: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mark = mark

    def to_python(self, value: Any) -> str:
        lines = super().to_python(value).split("\n")
        return self.mark.join(filter(None, map(trimmed, lines)))


class TaskForm(forms.Form):
    """One row. `opened` is the revision and a mark of each field as the page showed it."""

    measure = PlainTextField(label=_("任务内容"), max_length=LINE_LIMIT, rows=2, required=False)
    goal = LinesField(" ", label=_("要达到的数值或结果"), required=False)
    lead = PlainTextField(label=_("牵头单位"), required=False)
    cooperating = LinesField("、", label=_("配合单位"), required=False)
    due = DueField(label=_("完成时限"), required=False)
    status = forms.ChoiceField(label=_("进展状态"), choices=Task.Status.choices)
    practice = forms.ChoiceField(label=_("借鉴做法"), required=False)
    requirement_there = forms.BooleanField(required=False)
    counted = forms.BooleanField(label=_("计入测算"), required=False)
    note = PlainTextField(label=_("新的进展"), max_length=LINE_LIMIT, rows=2, required=False)
    note_key = forms.RegexField(ROW_KEY, required=False)

    def __init__(self, *args: Any, practices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["practice"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", ""), *practices]


FIELDS = TASK_FIELDS
LABELS = {name: TaskForm.base_fields[name].label for name in FIELDS if name != "requirement_there"}
LABELS["requirement_there"] = _("所需条件已具备")
LABELS["counted"] = TaskForm.base_fields["counted"].label


@dataclass(frozen=True)
class ShownTask:
    """One row as it is stored or as it was sent: texts of its fields, and what is wrong."""

    key: str
    values: Mapping[str, str]
    opened: str
    note_key: str
    errors: dict[str, list[str]] = field(default_factory=dict)


class SentTask:
    """One row as it was sent."""

    def __init__(self, key: str, sent: QueryDict, practices: list[tuple[str, str]]) -> None:
        self.key, self.sent = key, sent
        self.form = TaskForm(sent, prefix=f"task-{key}", practices=practices)
        self.form.is_valid()
        found = OPENED.fullmatch(self.typed("opened"))
        # Without one, as nobody's page sends it, nothing may be replaced.
        self.revision, marks = (int(found[1]), found[2]) if found else (-1, "")
        self.marks = {n: marks[i * _MARK : (i + 1) * _MARK] for i, n in enumerate(FIELDS)}

    def typed(self, name: str) -> str:
        return self.sent.get(f"task-{self.key}-{name}", "")

    @property
    def is_counted(self) -> bool:
        return bool(self.typed("counted"))

    @property
    def note(self) -> tuple[str, str] | None:
        """The key and the text of the note, None where it cannot be kept."""
        given = self.form.cleaned_data
        key = given.get("note_key")
        return (key, given["note"]) if key and "note" in given else None

    def was(self, name: str, said: TaskChange) -> bool:
        """Whether the page showed this in the field."""
        return self.marks[name] == _mark(texts_of(said)[name])

    def change(self, stored: TaskChange, *, whole: bool = False) -> TaskChange:
        """What can be saved: of the valid fields those that were changed in the page, or the
        `whole` row, as sent, the others as they are stored."""
        sent = self._sent(stored)
        values = {
            name: getattr(sent if whole or not self.was(name, sent) else stored, name)
            for name in FIELDS
        }
        return TaskChange(**values)

    def clashes(self, stored: TaskChange) -> bool:
        """Whether somebody else changed a field that was changed in the page too, to something
        else."""
        mine, theirs = texts_of(self.change(stored)), texts_of(stored)
        moved = {name for name in FIELDS if not self.was(name, stored)}
        if "practice" in moved:
            # It is another practice that asks for it.
            moved.add("requirement_there")
        return any(mine[name] != theirs[name] for name in moved)

    def replaced(self, stored: TaskChange) -> dict[str, tuple[str, str]]:
        """Fields that are stored otherwise than they were sent: both texts."""
        sent, texts = texts_of(self._sent(stored)), texts_of(stored)
        return {n: (self.typed(n), texts[n]) for n in FIELDS if sent[n] != texts[n]}

    def opened_on(self, stored: TaskChange, revision: int) -> str:
        """What the row is opened on once it is saved; of a field that is wrong that stays, so that
        what others make of it is told."""
        marks = marks_of(stored)
        wrong = [name for name in FIELDS if name in self.form.errors]
        kept = {name: self.marks[name] or marks[name] for name in wrong}
        return f"{revision}.{''.join((marks | kept).values())}"

    def _sent(self, stored: TaskChange) -> TaskChange:
        """Valid fields as sent, the others as they are stored."""
        given = self.form.cleaned_data
        return TaskChange(**{name: given.get(name, getattr(stored, name)) for name in FIELDS})

    def errors(self) -> dict[str, list[str]]:
        """What is wrong, by the name of the field in the page."""
        return {
            f"task-{self.key}-{name}": [str(message) for message in messages]
            for name, messages in self.form.errors.items()
        }

    def problems(self, name: str) -> list[FieldProblem]:
        """The same for an error summary; `name` is the row's."""
        text = gettext("{name} {label}：{error}")
        return [
            FieldProblem(
                f"#id_task-{self.key}-{where}",
                text.format(name=name, label=self.form.fields[where].label or "", error=message),
            )
            for where, messages in self.form.errors.items()
            for message in messages
        ]

    def shown(self, opened: str) -> ShownTask:
        """As it was typed."""
        values = {name: self.typed(name) for name in (*FIELDS, "counted", "note")}
        errors = {name.rpartition("-")[2]: texts for name, texts in self.errors().items()}
        return ShownTask(self.key, values, opened, self.typed("note_key"), errors)

    def shown_saved(self, stored: TaskChange, revision: int) -> ShownTask:
        """As it is stored, what is wrong as it was typed."""
        shown = self.shown(self.opened_on(stored, revision))
        said = {n: text for n, text in texts_of(stored).items() if n not in self.form.errors}
        return replace(shown, values={**shown.values, **said})


def sent_keys(sent: QueryDict) -> list[str]:
    """The keys of the rows that were sent, in their order."""
    return [found[1] for name in sent if (found := NAME.fullmatch(name))]


def texts_of(change: TaskChange) -> dict[str, str]:
    """What stands in the fields of a stored row."""
    texts = {name: str(getattr(change, name) or "") for name in FIELDS}
    return texts | {"requirement_there": "on" if change.requirement_there else ""}


def marks_of(change: TaskChange) -> dict[str, str]:
    """By field, a mark that differs once what it says does."""
    return {name: _mark(text) for name, text in texts_of(change).items()}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_MARK]


def opened_on(change: TaskChange, revision: int) -> str:
    """What a row is opened on: the revision, and a mark of what each field says."""
    return f"{revision}.{''.join(marks_of(change).values())}"


def stored_task(
    key: str, change: TaskChange, revision: int, note_key: str, counted: bool
) -> ShownTask:
    values = texts_of(change) | {"counted": "on" if counted else "", "note": ""}
    return ShownTask(key, values, opened_on(change, revision), note_key)
