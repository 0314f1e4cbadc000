"""What was read of an uploaded questionnaire, as it is kept until somebody confirms it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, cast

from benchmark.scoring.framework import Framework, Text

from .as_json import assessment_as_json, json_bytes
from .assessment_json import parse_assessment
from .filled import Filled
from .input_object import InputObject, InputProblems, Problem, load_json
from .questions import Question
from .sheets import Note, Places

_KEYS: Final = ("assessment", "emptied", "notes", "questions")


def filled_as_json(filled: Filled) -> bytes:
    """All that it says; of where it stands in the workbook only what notes and questions name."""
    said = assessment_as_json(filled.assessment, draft=True)
    return json_bytes(
        {
            "assessment": said,
            "emptied": sorted(filled.emptied),
            "notes": [[n.sheet, n.cell, n.typed, n.as_read.zh, n.as_read.en] for n in filled.notes],
            "questions": [[q.path, q.sheet, q.cell, str(q.value)] for q in filled.questions],
        }
    )


def load_filled(raw: bytes, framework: Framework) -> Filled:
    """The same back. Raises InputProblems, as where another framework was published since."""
    problems: list[Problem] = []
    top = InputObject(load_json(raw), path="", keys=_KEYS, problems=problems)
    emptied = frozenset(str(key) for key in top.items("emptied"))
    if problems:
        raise InputProblems(problems)
    said = parse_assessment(top.get("assessment"), framework, draft=True)
    notes = tuple(
        Note(sheet, cell, typed, Text(zh, en)) for sheet, cell, typed, zh, en in _rows(top, "notes")
    )
    questions = tuple(
        Question(path, sheet, cell, Decimal(value))
        for path, sheet, cell, value in _rows(top, "questions")
    )
    return Filled(said, Places(), emptied, notes, questions)


def _rows(top: InputObject, key: str) -> list[list[str]]:
    return [[str(each) for each in cast(list[object], row)] for row in top.items(key)]
