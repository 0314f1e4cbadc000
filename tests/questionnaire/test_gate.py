"""What is refused of a file before it is read, and that refusing costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmark.questionnaire import gate
from benchmark.questionnaire.problems import WorkbookProblem, WorkbookProblems
from benchmark.questionnaire.read import read_workbook
from benchmark.scoring.framework import Framework

from .workbooks import MAIN, begun, packed, parts, replaced, with_part

SHEET = "xl/worksheets/sheet4.xml"
TEXTS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
PROJECT = Path(__file__).parent.parent.parent
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@pytest.fixture(scope="module")
def raw(framework: Framework) -> bytes:
    return begun(framework)


def reason(raw: bytes) -> str:
    """Why the gate refuses; '' where it does not."""
    try:
        gate.check(raw)
    except WorkbookProblems as refused:
        (problem,) = refused.problems
        assert problem.place == ""
        return problem.message.en
    return ""


def sheet(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def rows(count: int) -> bytes:
    """A sheet of two elements a row, which packs no better than a real one."""
    return sheet("".join(f'<row r="{i}"><c s="{i * 7919}"/></row>' for i in range(1, count + 1)))


def texts(count: int) -> bytes:
    """A table of texts of two elements each."""
    inner = "".join(f"<si><t>𠮷{i:060}</t></si>" for i in range(count))
    return f'<sst xmlns="{MAIN}">{inner}</sst>'.encode()


def long_texts(characters: int) -> bytes:
    """A sheet of texts as long as may be, which one sign makes take four bytes a character."""
    words = "".join(f"{i:09}" for i in range(gate.MAX_CHARACTERS // 9))[1:]
    cells = (
        f'<row r="{i}"><c r="D{i}" t="inlineStr"><is><t>𠮷{words}</t></is></c></row>'
        for i in range(5, 5 + characters // gate.MAX_CHARACTERS)
    )
    return sheet("".join(cells))


def test_a_questionnaire_goes_through(raw: bytes):
    # The note under each title.
    assert gate.check(raw) == {
        f"xl/worksheets/sheet{number}.xml": gate.SheetPart((cells,))
        for number, cells in (
            (2, "B2:D2"),
            (3, "B2:J2"),
            (4, "B2:H2"),
            (5, "B2:F2"),
            (6, "B2:G2"),
        )
    }


class TestOtherFiles:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", gate.EMPTY),
            (b"%PDF-1.7 ...", gate.PDF),
            (b"a,b,c\r\n", gate.NOT_A_WORKBOOK),
            (b"<html></html>", gate.NOT_A_WORKBOOK),
            (OLE, gate.NOT_A_WORKBOOK),
            (OLE + "EncryptedPackage".encode("utf-16-le"), gate.ENCRYPTED),
            (b"PK\x03\x04 and no more", gate.DAMAGED),
        ],
    )
    def test_what_is_no_workbook_is_told_as_what_it_is(self, content: bytes, message: object):
        assert reason(content) == message.en  # type: ignore[attr-defined]

    def test_an_archive_of_something_else(self):
        assert reason(packed({"a.txt": b"text"})) == gate.NOT_A_WORKBOOK.en

    def test_a_word_document(self):
        types = (
            b'<Types xmlns="x"><Override ContentType="application/vnd.openxmlformats-'
            b'officedocument.wordprocessingml.document.main+xml"/></Types>'
        )
        assert reason(packed({gate.CONTENT_TYPES: types})) == gate.NOT_A_WORKBOOK.en

    def test_a_file_above_the_limit(self):
        assert reason(b"PK" + b"x" * (5 << 20)) == ("the file has 5.1 MB; at most 5 MB are allowed")

    def test_a_strict_workbook(self, raw: bytes):
        strict = replaced(
            raw, "xl/workbook.xml", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        assert reason(strict) == gate.STRICT.en


class TestMacros:
    def test_a_macro_workbook_with_another_name(self, raw: bytes):
        macro = replaced(raw, gate.CONTENT_TYPES, gate.SHEET_TYPE, MACRO_TYPE)
        assert reason(macro) == gate.MACROS.en

    @pytest.mark.parametrize("name", ["xl/vbaProject.bin", "XL/VBAPROJECT.BIN"])
    def test_a_hidden_macro_project(self, raw: bytes, name: str):
        assert reason(with_part(raw, name, b"\0")) == gate.MACROS.en


class TestDamage:
    def test_a_cut_off_file(self, raw: bytes):
        assert reason(raw[: len(raw) // 2]) == gate.DAMAGED.en

    def test_a_part_that_is_no_xml(self, raw: bytes):
        assert reason(with_part(raw, SHEET, b"<worksheet>")) == gate.DAMAGED.en

    def test_an_unknown_encoding(self, raw: bytes):
        broken = with_part(raw, SHEET, b'<?xml version="1.0" encoding="none"?><a/>')
        assert reason(broken) == gate.DAMAGED.en

    def test_a_part_that_stands_twice(self, raw: bytes):
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in parts(raw).items():
                archive.writestr(name, data)
            archive.writestr(SHEET.upper(), b"<a/>")
        assert reason(out.getvalue()) == gate.NOT_A_WORKBOOK.en

    def test_an_encrypted_member(self, raw: bytes):
        broken = bytearray(raw)
        broken[broken.rindex(b"PK\x01\x02") + 8] |= 1
        assert reason(bytes(broken)) == gate.ENCRYPTED.en

    def test_an_unusual_compression(self, raw: bytes):
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
            for name, data in parts(raw).items():
                archive.writestr(name, data)
        assert reason(out.getvalue()) == gate.DAMAGED.en

    @pytest.mark.parametrize("number", ["99999999999", "1048577", "1e9", "-1", "", "²"])
    def test_a_row_that_no_sheet_has(self, raw: bytes, number: str):
        broken = with_part(raw, SHEET, sheet(f'<row r="{number}"/>'))
        assert reason(broken) == gate.DAMAGED.en

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(data=st.data())
    def test_any_damage_is_a_problem_and_never_an_error(
        self, framework: Framework, raw: bytes, data: st.DataObject
    ):
        content = parts(raw)
        name = data.draw(st.sampled_from(sorted(content)))
        part = bytearray(content[name])
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(part) - 1))
            part[at] = data.draw(st.sampled_from(b"<>&\"'=/0129ax \xff"))
        damaged = packed(content | {name: bytes(part)})
        # Whatever else is raised fails the test.
        with suppress(WorkbookProblems):
            read_workbook(damaged, framework)


class TestBombs:
    def test_a_part_that_unpacks_a_thousandfold(self, raw: bytes):
        assert reason(with_part(raw, SHEET, b"<a>" + b" " * (8 << 20) + b"</a>")) == gate.BOMB.en

    def test_parts_that_unpack_to_too_much_together(
        self, raw: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        total = sum(map(len, parts(raw).values()))
        monkeypatch.setattr(gate, "MAX_UNPACKED", total)
        assert reason(raw) == ""
        monkeypatch.setattr(gate, "MAX_UNPACKED", total - 1)
        assert reason(raw) == gate.BOMB.en

    @pytest.mark.parametrize("name", ["xl/workbook.xml", STYLES, TEXTS, "xl/media/picture.png"])
    def test_a_part_too_large_for_what_it_is(
        self, raw: bytes, name: str, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(gate, "MAX_OTHER", 100_000)
        monkeypatch.setattr(gate, "MAX_TEXTS", 100_000)
        assert reason(with_part(raw, name, b"x" * 100_001)) == gate.TOO_MUCH.en

    def test_too_many_members(self, raw: bytes):
        many = packed(parts(raw) | {f"xl/{i}.txt": b"" for i in range(gate.MAX_MEMBERS)})
        assert reason(many) == gate.TOO_MUCH.en

    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize("name", [SHEET, "xl/media/picture.png", "xl/workbook.xml"])
    def test_a_doctype_is_refused_wherever_it_hides(
        self, raw: bytes, name: str, encoding: str, mark: str
    ):
        text = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        content = (mark if encoding == "utf-8" else "") + text
        assert reason(with_part(raw, name, content.encode(encoding))) == gate.DOCTYPE.en

    def test_a_picture_is_no_xml(self, raw: bytes):
        assert reason(with_part(raw, "xl/media/picture.png", b"\x89PNG<!DOCTYPE a []>")) == ""

    @pytest.mark.parametrize(
        ("name", "part"),
        [
            (SHEET, lambda: sheet("<row>" + "<c/>" * (gate.MAX_ROW_CELLS + 1) + "</row>")),
            (SHEET, lambda: rows(gate.MAX_ELEMENTS // 2 + 1)),
            (SHEET, lambda: sheet('<mergeCell ref="A1:B2"/>' * (gate.MAX_MERGES + 1))),
            (SHEET, lambda: sheet("<dataValidation/>" * (gate.MAX_OTHER_ELEMENTS + 1))),
            (SHEET, lambda: sheet(f"<row><c><v>{'1' * 260_000}</v></c></row>")),
            (SHEET, lambda: sheet(f'<row><c r="{"A" * 260_000}"/></row>')),
            (TEXTS, lambda: texts(gate.MAX_ELEMENTS // 2 + 1)),
            (STYLES, lambda: b"<a>" + b"<xf/>" * (gate.MAX_OTHER_ELEMENTS + 1) + b"</a>"),
            ("xl/workbook.xml", lambda: b"<a>" + b"<sheet/>" * (gate.MAX_SHEETS + 1) + b"</a>"),
        ],
        ids=["row", "cells", "merges", "rules", "text", "attribute", "texts", "styles", "sheets"],
    )
    def test_more_than_any_questionnaire_holds(
        self, raw: bytes, name: str, part: Callable[[], bytes]
    ):
        assert reason(with_part(raw, name, part())) == gate.TOO_MUCH.en

    def test_sheets_share_one_allowance(self, raw: bytes):
        half = rows(gate.MAX_ELEMENTS // 4)
        assert reason(with_part(raw, SHEET, half)) == ""
        two = with_part(with_part(raw, SHEET, half), "xl/worksheets/sheet5.xml", half)
        assert reason(two) == gate.TOO_MUCH.en

    def test_all_parts_share_one_allowance_of_elements(self, raw: bytes):
        part = b"<a>" + b"<b/>" * (gate.MAX_OTHER_ELEMENTS - 2) + b"</a>"
        few = {f"xl/media/{i}.xml": part for i in range(2)}
        assert reason(packed(parts(raw) | few)) == ""
        many = {f"xl/media/{i}.xml": part for i in range(20)}
        assert reason(packed(parts(raw) | many)) == gate.TOO_MUCH.en

    def test_all_parts_share_one_allowance_of_characters(self, raw: bytes):
        half = long_texts(gate.MAX_ALL_CHARACTERS * 2 // 3)
        assert reason(with_part(raw, SHEET, half)) == ""
        two = with_part(with_part(raw, SHEET, half), "xl/worksheets/sheet5.xml", half)
        assert reason(two) == gate.TOO_MUCH.en


class TestShownValues:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            ("-5", "-5"),
            ("406亿元", "406亿元"),
            (-5, "-5"),
            (True, "TRUE"),
            ("", ""),
            ("a\nb", '"a\\nb"'),
            (None, ""),
        ],
    )
    def test_a_value_reads_as_in_its_cell(self, value: object, shown: str):
        assert WorkbookProblem(gate.EMPTY, "佐证材料", "C8", value).shown == shown


MEASURE = """
import sys
from pathlib import Path
from benchmark.reference_data import read_framework
from benchmark.questionnaire.problems import WorkbookProblems
from benchmark.questionnaire.read import read_workbook

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024

framework = read_framework(Path("fixtures"))
good, *hostile = (Path(name).read_bytes() for name in sys.argv[1:])
read_workbook(good, framework)
before = peak()
for raw in hostile:
    try:
        read_workbook(raw, framework)
    except WorkbookProblems:
        pass
print(peak() - before)
"""


def test_memory_grows_by_less_than_100_mb_whatever_is_uploaded(raw: bytes, tmp_path: Path):
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}"><v>{row}</v></c>' for column in "BCDEFG")
        + "</row>"
        for row in range(5, 10_005)
    )
    formats = "".join(f'<xf numFmtId="{i % 99}"/>' for i in range(gate.MAX_OTHER_ELEMENTS - 9))
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>'
    files = {
        "good": raw,
        "rows": with_part(raw, SHEET, sheet(cells)),
        "texts": with_part(raw, TEXTS, texts(100_000)),
        "styles": with_part(raw, STYLES, styles.encode()),
        "long": with_part(raw, SHEET, long_texts(gate.MAX_ALL_CHARACTERS - 300_000)),
        "bomb": with_part(raw, SHEET, b"<a>" + b" " * (60 << 20)),
        "large": b"PK\x03\x04" + b"\0" * (6 << 20),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    grown = subprocess.run(
        [sys.executable, "-c", MEASURE, *(str(tmp_path / name) for name in files)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(grown.stdout) < 100
