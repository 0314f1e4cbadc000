"""The plan's table as it is sent: a row a task, each kept as far as it is valid.

A row's fields are named by its key: `task-<key>-lead`. Whatever a page does not name is left alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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
from benchmark.scoring.text import LINE_LIMIT, NAME_LIMIT
from benchmark.scoring.typed import UnclearError

from .fields import FieldProblem, PlainTextField

NAME = re.compile(r"task-([0-9a-f]{8,32})-opened", re.ASCII)
OPENED = re.compile(r"([0-9]{1,9})\.([0-9a-f]{32})", re.ASCII)


class DueField(PlainTextField):
    """A day as offices write it; a month or a year alone means its last day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=NAME_LIMIT, **kwargs)

    def clean(self, value: Any) -> date | None:
        try:
            return due_day(super().clean(value))
        except UnclearError as unclear:
            raise ValidationError(in_current_language(unclear.message), code="date") from unclear


class TaskForm(forms.Form):
    """One row. `opened` is the revision and the mark of what the page showed."""

    measure = PlainTextField(label=_("任务内容"), max_length=LINE_LIMIT, rows=2, required=False)
    goal = PlainTextField(label=_("要达到的数值或结果"), required=False)
    lead = PlainTextField(label=_("牵头单位"), required=False)
    cooperating = PlainTextField(label=_("配合单位"), required=False)
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
        self.revision, self.mark = (int(found[1]), found[2]) if found else (-1, "")

    def typed(self, name: str) -> str:
        return self.sent.get(f"task-{self.key}-{name}", "")

    @property
    def is_counted(self) -> bool:
        return bool(self.typed("counted"))

    def change(self, stored: TaskChange) -> TaskChange:
        """What can be saved: valid fields as sent, the others as they are stored."""
        given = self.form.cleaned_data
        values = {name: given[name] if name in given else getattr(stored, name) for name in FIELDS}
        return TaskChange(**values)

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


def sent_keys(sent: QueryDict) -> list[str]:
    """The keys of the rows that were sent, in their order."""
    return [found[1] for name in sent if (found := NAME.fullmatch(name))]


def texts_of(change: TaskChange) -> dict[str, str]:
    """What stands in the fields of a stored row."""
    texts = {name: str(getattr(change, name) or "") for name in FIELDS}
    return texts | {"requirement_there": "on" if change.requirement_there else ""}


def mark_of(change: TaskChange) -> str:
    """A mark that differs once anything of it does."""
    text = "\n".join(f"{len(value)}:{value}" for value in texts_of(change).values())
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def opened_on(change: TaskChange, revision: int) -> str:
    """What a row is opened on: the revision, and a mark of what it says."""
    return f"{revision}.{mark_of(change)}"


def stored_task(
    key: str, change: TaskChange, revision: int, note_key: str, counted: bool
) -> ShownTask:
    values = texts_of(change) | {"counted": "on" if counted else "", "note": ""}
    return ShownTask(key, values, opened_on(change, revision), note_key)
