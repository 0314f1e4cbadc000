"""Questionnaires as people send them back: filled in, damaged, or made to do harm."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from benchmark.questionnaire.problems import WorkbookProblems
from benchmark.questionnaire.read import read_workbook
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import Framework, Language

from .samples import typical

BASICS, FIGURES, CONDITIONS, EVIDENCE, TARGETS = "基本信息", "数据", "条件", "佐证", "目标"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def begun(framework: Framework, language: Language = "zh-hans") -> bytes:
    """The typical assessment as a questionnaire."""
    return questionnaire(framework, language, typical(framework))


def edited(raw: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """The workbook after someone has worked in it."""
    book = openpyxl.load_workbook(BytesIO(raw))
    edit(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_cells(raw: bytes, cells: dict[str, Any], formats: dict[str, str] | None = None) -> bytes:
    """The workbook with other cells: {'佐证材料!F6': '昨天'}."""

    def edit(book: Workbook) -> None:
        for place, value in cells.items():
            sheet, _, cell = place.partition("!")
            book[sheet][cell] = value
            if isinstance(value, date) and place not in (formats or {}):
                book[sheet][cell].number_format = "yyyy-mm-dd"
        for place, number_format in (formats or {}).items():
            sheet, _, cell = place.partition("!")
            book[sheet][cell].number_format = number_format

    return edited(raw, edit)


def problems(raw: bytes, framework: Framework, *, draft: bool = False) -> dict[str, str]:
    """What reading refuses: place -> reason, in English."""
    try:
        read_workbook(raw, framework, draft=draft)
    except WorkbookProblems as refused:
        return {problem.place: problem.message.en for problem in refused.problems}
    return {}


def read(raw: bytes, framework: Framework) -> Assessment:
    return read_workbook(raw, framework)


def parts(raw: bytes) -> dict[str, bytes]:
    """The files inside a workbook."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    """A workbook of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(raw: bytes, name: str, data: bytes) -> bytes:
    return packed(parts(raw) | {name: data})


def replaced(raw: bytes, name: str, old: str, new: str) -> bytes:
    """The workbook with a word of one of its files replaced."""
    content = parts(raw)
    text = content[name].decode()
    assert old in text
    return packed(content | {name: text.replace(old, new).encode()})


def with_result(raw: bytes, place: str, formula: str, stored: str, kind: str = "n") -> bytes:
    """The workbook with a formula in a cell, and what a program stored with it: '2' of kind n,
    'text' of kind str."""
    sheet, _, cell = place.partition("!")
    content = parts(with_cells(raw, {place: formula}))
    number = openpyxl.load_workbook(BytesIO(raw)).sheetnames.index(sheet) + 1
    name = f"xl/worksheets/sheet{number}.xml"
    found = re.compile(rf'<c r="{cell}"( s="\d+")?><f>(.*?)</f><v ?(/>|></v>)</c>'.encode())
    result = rf'<c r="{cell}"\1 t="{kind}"><f>\2</f><v>{stored}</v></c>'.encode()
    changed, count = found.subn(result, content[name])
    assert count == 1
    return packed(content | {name: changed})
