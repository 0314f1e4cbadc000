"""What was read of an uploaded questionnaire, as it is kept until somebody confirms it."""

from __future__ import annotations

from typing import Final

from benchmark.scoring.framework import Framework

from .as_json import assessment_as_json, json_bytes
from .assessment_json import parse_assessment
from .input_object import InputObject, InputProblems, Problem, load_json
from .read import Filled
from .sheets import Places

_KEYS: Final = ("assessment", "emptied")


def filled_as_json(filled: Filled) -> bytes:
    """All that it says, without where it stands in the workbook."""
    said = assessment_as_json(filled.assessment, draft=True)
    return json_bytes({"assessment": said, "emptied": sorted(filled.emptied)})


def load_filled(raw: bytes, framework: Framework) -> Filled:
    """The same back. Raises InputProblems, as where another framework was published since."""
    problems: list[Problem] = []
    top = InputObject(load_json(raw), path="", keys=_KEYS, problems=problems)
    emptied = frozenset(str(key) for key in top.items("emptied"))
    if problems:
        raise InputProblems(problems)
    said = parse_assessment(top.get("assessment"), framework, draft=True)
    return Filled(said, Places(), emptied)
