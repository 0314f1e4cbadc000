"""What was read of a ledger that came back, and how it is kept until somebody confirms it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final, cast

from benchmark.questionnaire.as_json import json_bytes
from benchmark.questionnaire.input_object import InputObject, InputProblems, Problem, load_json
from benchmark.questionnaire.problems import WorkbookProblem
from benchmark.questionnaire.sheets import Note, Places
from benchmark.scoring.framework import Text
from benchmark.scoring.tasks import TASK_FIELDS, TaskChange

from .layout import FORM, Opened, mark

_KEYS: Final = ("rows", "notes")
_KEY_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the ledger says it. `opened` is None where the row's hidden mark is lost.

    A new one has a key that follows from what it says: the same file again says the same task.
    `note` is a new note of progress, '' for none.
    """

    key: str
    trait: str
    condition: str | None
    said: TaskChange
    note: str = ""
    is_new: bool = False
    opened: Opened | None = None

    @property
    def note_key(self) -> str:
        """The same for the same file, another once the ledger was downloaded again with it."""
        notes = self.opened.notes if self.opened else 0
        return _hashed(self.key, str(notes), self.note)

    def was(self, name: str, value: object) -> bool:
        """Whether the ledger was handed out with this value of a field."""
        if self.is_new:
            return bool(value == getattr(self.said, name))
        return self.opened is not None and mark(value) == self.opened.marks[name]


@dataclass(frozen=True, slots=True)
class FilledLedger:
    """The rows of a ledger, in its order. `notes` say what was read where it was not plain."""

    rows: tuple[Row, ...]
    places: Places
    notes: tuple[Note, ...] = ()

    def problem(self, row: Row, message: Text) -> WorkbookProblem:
        """A problem of a whole row."""
        place = self.places.at(row.key)
        return WorkbookProblem(message, place.sheet, place.cell)


def keyed(row: Row, copies: int) -> Row:
    """A new task with its key; `copies` counts those before it that say the same."""
    texts = [str(getattr(row.said, name)) for name in TASK_FIELDS]
    key = _hashed(row.trait, row.condition or "", *texts, str(copies))
    return replace(row, key=key, is_new=True)


def ledger_as_json(filled: FilledLedger) -> bytes:
    """All that it says, but for where in the workbook."""
    notes = [[n.sheet, n.cell, n.typed, n.as_read.zh, n.as_read.en] for n in filled.notes]
    return json_bytes({"rows": [_row_as_json(row) for row in filled.rows], "notes": notes})


def load_ledger(raw: bytes) -> FilledLedger:
    """The same back. Raises InputProblems."""
    problems: list[Problem] = []
    top = InputObject(load_json(raw), path="", keys=_KEYS, problems=problems)
    rows = [cast(dict[str, Any], row) for row in top.items("rows")]
    notes = [[str(each) for each in cast(list[object], note)] for note in top.items("notes")]
    if problems:
        raise InputProblems(problems)
    return FilledLedger(
        tuple(map(_row, rows)),
        Places(FORM),
        tuple(Note(sheet, cell, typed, Text(zh, en)) for sheet, cell, typed, zh, en in notes),
    )


def _row_as_json(row: Row) -> dict[str, object]:
    said = asdict(row.said)
    due = row.said.due
    opened = row.opened.written() if row.opened else ""
    return {**asdict(row), "said": {**said, "due": due and due.isoformat()}, "opened": opened}


def _row(held: Mapping[str, Any]) -> Row:
    said = held["said"]
    due = said["due"] and date.fromisoformat(said["due"])
    change = TaskChange(**{**said, "due": due})
    return Row(**{**held, "said": change, "opened": Opened.read(held["opened"])})


def _hashed(*texts: str) -> str:
    whole = "\n".join(f"{len(text)}:{text}" for text in texts)
    return hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:_KEY_LENGTH]
