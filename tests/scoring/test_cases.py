"""Inputs with what the method must say of them, key by key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmark.questionnaire.assessment_json import load_assessment
from benchmark.reports.as_json import as_json
from benchmark.reports.gap_report import build
from benchmark.scoring.framework import Framework

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.json"))


def test_all_twenty_are_here() -> None:
    assert len(CASES) == 20


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_method_says_what_the_case_expects(path: Path, framework: Framework) -> None:
    case = json.loads(path.read_text())
    given = json.dumps(case["input"]).encode()
    found: dict[str, Any] = json.loads(as_json(build(framework, load_assessment(given, framework))))
    expected = case["expected"]
    traits = zip(found["traits"], expected.pop("traits"), strict=True)
    for ours, theirs in traits:
        assert {key: ours[key] for key in theirs} == theirs
    assert found["coverage"] == pytest.approx(expected.pop("coverage"), abs=6e-4)
    assert {key: found[key] for key in expected} == expected
