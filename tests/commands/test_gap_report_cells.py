"""The table of cells by the command: what it makes of them, and what it says where it makes
nothing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from benchmark.scoring.framework import Framework
from tests.questionnaire.cells import Sheet, workbooks
from tests.questionnaire.test_cells import ASKED, READ, REFUSED
from tests.questionnaire.workbooks import begun, with_cells


def made(folder: Path, raw: bytes, sheet: Sheet) -> tuple[int, list[str], Path]:
    """Status, lines on standard error, and the report's file."""
    source, target = folder / "filled.xlsx", folder / "report.json"
    source.write_bytes(with_cells(raw, sheet.cells, sheet.formats))
    target.unlink(missing_ok=True)
    errors, status = StringIO(), 0
    try:
        call_command("gap_report", str(source), format="json", output=str(target), stderr=errors)
    except SystemExit as end:
        status = int(end.code or 0)
    return status, errors.getvalue().splitlines(), target


@pytest.fixture(scope="module")
def raw(framework: Framework) -> bytes:
    return begun(framework)


def test_what_was_not_plain_is_said(tmp_path: Path, raw: bytes, framework: Framework):
    # Here a figure has a value.
    typed = [each for each in READ if each.said or each.kind not in ("money", "firms")]
    for sheet in workbooks(framework, typed):
        status, lines, report = made(tmp_path, raw, sheet)
        assert (status, report.exists()) == (0, True)
        notes = {p: each.note.replace(" 约", "，约") for p, each in sheet.places.items()}
        for place, note in notes.items():
            said = [line for line in lines if line.startswith(f"提示 {place}: ")]
            assert [line.endswith(f" 读作 {note}") for line in said] == ([True] if note else [])


def test_what_the_preview_would_ask_is_refused(tmp_path: Path, raw: bytes, framework: Framework):
    (sheet,) = workbooks(framework, ASKED)
    status, lines, report = made(tmp_path, raw, sheet)
    assert (status, report.exists()) == (2, False)
    assert len(lines) == len(sheet.places)
    for line, (place, each) in zip(lines, sheet.places.items(), strict=True):
        percent, as_it_is = each.asked
        assert line.startswith(f"{place}: ")
        assert f"是{percent}%还是{as_it_is}%" in line


def test_what_is_not_clear_is_refused_by_cell(tmp_path: Path, raw: bytes, framework: Framework):
    for sheet in workbooks(framework, REFUSED):
        status, lines, report = made(tmp_path, raw, sheet)
        assert (status, report.exists()) == (2, False)
        reasons = dict(line.split(": ", 1) for line in lines)
        assert reasons.keys() == sheet.places.keys()
        for place, reason in reasons.items():
            assert sheet.places[place].refused in reason


def test_the_report_says_what_the_cells_say(tmp_path: Path, raw: bytes, framework: Framework):
    typed = [each for each in READ if each.kind == "share" and each.said]
    (sheet,) = workbooks(framework, typed)
    _, _, report = made(tmp_path, raw, sheet)
    found = json.loads(report.read_text("utf-8"))["input"]["ratings"]
    figures = next(rating for rating in found if rating["trait"] == "chain")["figures"]
    values = [
        f"{figure['value']:g}%" + (" 约" if figure["qualifier"] == "about" else "")
        for figure in figures
    ]
    assert values == [each.said for each in typed]
