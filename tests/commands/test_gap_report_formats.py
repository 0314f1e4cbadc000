"""A report from a file: what stands in each format, alone and as a brief, from JSON and from the
filled workbook."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.core.management import call_command
from pypdf import PdfReader

from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.questionnaire.write import questionnaire
from benchmark.reports.formats import BRIEF_FORMATS, FORMATS
from benchmark.scoring.framework import Framework
from tests.conftest import FIXTURES

INPUT: dict[str, Any] = json.loads((FIXTURES / "demo.json").read_text())["assessments"][0]["input"]
# The command's status, what it says on standard error, and the file that it made.
Made = tuple[int, list[str], Path]
Make = Callable[..., Made]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Runs the command on the demo's input, or on a workbook. No test here has a database."""

    def _make(kind: str, raw: bytes | None = None, *, name: str = "", **options: Any) -> Made:
        source = tmp_path / (name or ("input.json" if raw is None else "filled.xlsx"))
        source.write_bytes(json.dumps(INPUT).encode() if raw is None else raw)
        target, errors, status = tmp_path / f"report.{kind}", StringIO(), 0
        said = {"format": kind, "output": str(target), "language": "en"} | options
        try:
            call_command("gap_report", str(source), stderr=errors, **said)
        except SystemExit as end:
            status = int(end.code or 0)
        return status, errors.getvalue().splitlines(), target

    return _make


@pytest.fixture(scope="module")
def filled(framework: Framework) -> bytes:
    return questionnaire(framework, "zh-hans", parse_assessment(INPUT, framework))


@pytest.mark.parametrize(
    ("language", "name"), [("zh-hans", "智能电力装备"), ("en", "Smart power equipment")]
)
@pytest.mark.parametrize("brief", [True, False])
def test_html_is_one_page_that_needs_nothing_else(
    make: Make, language: str, name: str, brief: bool
) -> None:
    status, _, file = make("html", language=language, brief=brief)
    text = file.read_text("utf-8")
    assert status == 0
    assert name in text
    # Every rationale stands in a whole report.
    assert (INPUT["ratings"][6]["rationale"] in text) is not brief
    for needs in ("<script src", "<link", 'src="/', "url(/", "@import"):
        assert needs not in text


def test_docx_opens_in_word_and_the_brief_is_its_first_part(make: Make) -> None:
    whole, brief = (
        docx.Document(str(make("docx", language="zh-hans", brief=brief)[2]))
        for brief in (False, True)
    )
    heads = [
        [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
        for document in (whole, brief)
    ]
    assert heads[1]
    assert heads[0][: len(heads[1])] == heads[1]
    assert len(heads[0]) > len(heads[1])


def test_pdf_has_pages_with_text_and_its_brief_has_two(make: Make) -> None:
    whole, brief = (
        PdfReader(make("pdf", language="zh-hans", brief=brief)[2]).pages for brief in (False, True)
    )
    assert "智能电力装备" in whole[0].extract_text()
    assert len(whole) > len(brief) == 2


def test_xlsx_opens_in_excel(make: Make) -> None:
    book = openpyxl.load_workbook(make("xlsx")[2])
    assert len(book.sheetnames) >= 5


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_what_has_no_brief_says_so(make: Make, kind: str) -> None:
    assert kind not in BRIEF_FORMATS
    status, said, file = make(kind, brief=True)
    assert (status, said) == (2, [f"--brief: {kind} goes with docx, pdf, html only"])
    assert not file.exists()


def test_a_filled_workbook_gives_what_its_json_gives(
    make: Make, filled: bytes, framework: Framework
) -> None:
    said = deepcopy(INPUT)
    place = list(framework.indicator_by_slug)
    for rating in said["ratings"]:
        # As they stand in every workbook.
        rating.get("figures", []).sort(key=lambda figure: place.index(figure["indicator"]))
    raw = json.dumps(said).encode()
    from_json = make("json", raw, name="input.json")[2].read_bytes()
    status, said, file = make("json", filled)
    assert (status, said) == (0, [])
    assert json.loads(file.read_bytes()) == json.loads(from_json)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_made_of_a_workbook(make: Make, filled: bytes, kind: str) -> None:
    status, _, file = make(kind, filled)
    assert status == 0
    assert file.stat().st_size > 1000


def test_a_workbook_with_problems_names_each_by_sheet_and_cell(make: Make, filled: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(filled))
    date, value = (
        next(cell for row in book[sheet].iter_rows() for cell in row if str(cell.value) == said)
        for sheet, said in (("佐证", "2025-02-18"), ("数据", "406"))
    )
    date.value, value.value = "昨天", "=1+1"
    changed = BytesIO()
    book.save(changed)
    status, said, file = make("json", changed.getvalue())
    assert status == 2
    assert sorted(line.split(" ")[0] for line in said) == sorted(
        [f"佐证!{date.coordinate}:", f"数据!{value.coordinate}:"]
    )
    assert not file.exists()


@pytest.mark.parametrize("name", ["filled.xlsx", "FILLED.XLSX", "old.xls", "macros.xlsm"])
def test_a_file_that_is_no_workbook(make: Make, tmp_path: Path, name: str) -> None:
    status, said, _ = make("json", b"PK", name=name)
    assert status == 2
    assert said[0].startswith(f"{tmp_path / name}: ")


def test_a_workbook_above_the_limit_is_not_read(make: Make, tmp_path: Path) -> None:
    status, said, _ = make("json", b"x" * (6 << 20))
    line = f"{tmp_path / 'filled.xlsx'}: the file has 6.0 MB; at most 5 MB are allowed"
    assert (status, said) == (2, [line])
