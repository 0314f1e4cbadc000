"""The ledger as Excel shows it: typed cells, lists, filter, heads on every page, text as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from benchmark.ledger.layout import FORM, TASKS, Entry
from benchmark.ledger.write import ledger
from benchmark.questionnaire.layout import META_SHEET, ROW_LIMIT
from benchmark.scoring.framework import Framework, Language
from benchmark.scoring.tasks import TaskChange

from .samples import COLUMN, ENTRIES, FIRST, LISTED, NAME, PLAN, PRACTICE, SHEET, written


def opened(raw: bytes, name: str = SHEET) -> Worksheet:
    sheet: Worksheet = openpyxl.load_workbook(BytesIO(raw))[name]
    return sheet


def cell(sheet: Worksheet, name: str, row: int = FIRST) -> object:
    return sheet[f"{COLUMN[name]}{row}"].value


def test_a_row_says_all_of_a_task(framework: Framework) -> None:
    sheet = opened(written(framework, *ENTRIES))
    said = {name: cell(sheet, name) for name in COLUMN}
    assert said.pop("opened") is not None
    assert said == {
        "key": LISTED,
        "number": 1,
        "trait": "2 产业规模",
        "condition": "2.1 列入市级（县级）重点产业链",
        "goal": "列入名单",
        "measure": "出台产业扶持政策",
        "lead": "市工信局",
        "cooperating": "市财政局、市科技局",
        "due": datetime(2027, 6, 30),
        "status": "进行中",
        "practice": "深圳：建立“矩阵式”产业扶持体系",
        "requirement_there": "已具备",
        "note": None,
        "last": "2026-11-03 王工\n已征求意见",
    }
    assert sheet[f"{COLUMN['due']}{FIRST}"].number_format == "yyyy-mm-dd"
    empty = {name: cell(sheet, name, FIRST + 1) for name in ("condition", "due", "practice")}
    assert {*empty.values(), cell(sheet, "requirement_there", FIRST + 1)} == {None}


def test_what_is_to_be_made_is_said_and_a_row_without_notes_has_none(framework: Framework) -> None:
    said = replace(ENTRIES[0].said, requirement_there=False)
    sheet = opened(written(framework, replace(ENTRIES[0], said=said, notes=())))
    assert (cell(sheet, "requirement_there"), cell(sheet, "last")) == ("待落实", None)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_can_be_filtered_and_prints_one_page_wide_with_its_heads(
    framework: Framework, language: Language
) -> None:
    raw = written(framework, *ENTRIES, language=language)
    sheet = opened(raw, FORM.sheets[TASKS].in_language(language))
    free = FIRST + len(ENTRIES) + 4
    # What is sorted takes its hidden marks along.
    assert sheet.auto_filter.ref == f"A4:O{free}"
    assert sheet.freeze_panes == f"E{FIRST}"
    assert sheet.print_title_rows == "$4:$4"
    # One page across is what is meant where nothing is said.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not sheet.protection.sheet
    hidden = [name for name, letter in COLUMN.items() if sheet.column_dimensions[letter].hidden]
    assert hidden == ["key", "opened"]
    assert sheet.row_dimensions[3].hidden
    heads = [cell(sheet, name, 4) for name in COLUMN if name not in hidden]
    assert all(heads)
    assert NAME in str(sheet["B1"].value)


def test_lists_and_dates_are_asked_for_down_to_the_last_row(framework: Framework) -> None:
    sheet = opened(written(framework, *ENTRIES))
    meta = opened(written(framework, *ENTRIES), META_SHEET)
    found: dict[str, list[object]] = {}
    for rule in sheet.data_validations.dataValidation:
        for place in str(rule.sqref).split():
            letter = place[0]
            found.setdefault(letter, []).append(rule)
            if rule.type == "list":
                cells = meta[rule.formula1.partition("!")[2]]
                assert all(entry.value for (entry,) in cells)
    by_letter = {letter: name for name, letter in COLUMN.items()}
    kinds = {by_letter[letter]: {rule.type for rule in rules} for letter, rules in found.items()}
    kind = {
        "custom": ("number", "last"),
        "list": ("trait", "condition", "status", "practice", "requirement_there"),
        "textLength": ("goal", "measure", "lead", "cooperating", "note"),
        "date": ("due",),
    }
    assert kinds == {name: {rule} for rule, names in kind.items() for name in names}
    last = {int(str(rule.sqref).split(":")[-1][1:]) for rules in found.values() for rule in rules}
    assert max(last) == FIRST + ROW_LIMIT - 1


def test_practices_on_offer_help_the_trait_or_are_all(framework: Framework) -> None:
    first = Entry("d" * 16, "first-mover", "fm-records", TaskChange())
    raw = written(framework, first, *ENTRIES)
    sheet, meta = opened(raw), opened(raw, META_SHEET)
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if str(rule.sqref).startswith(COLUMN["practice"]):
            cells = meta[rule.formula1.partition("!")[2]]
            row = int(str(rule.sqref).split(":")[0][1:])
            offered[row] = (rule.errorStyle, {entry.value for (entry,) in cells})
    everything = {f"{p.place.zh}：{p.title.zh}" for p in framework.practices}
    assert offered[FIRST] == (None, everything)
    style, some = offered[FIRST + 1]
    title = framework.practice_by_slug[PRACTICE].title.zh
    assert style == "warning"
    assert some < everything
    assert f"深圳：{title}" in some
    assert offered[FIRST + 3] == (None, everything)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "http://a.b", "{=1}", "'1", "_x0041_"])
def test_text_is_never_a_formula(framework: Framework, text: str) -> None:
    said = TaskChange(measure=text, goal=text, lead=text, cooperating=text)
    entry = replace(ENTRIES[1], said=said, notes=(replace(ENTRIES[0].notes[0], text=text),))
    sheet = opened(ledger(framework, "zh-hans", [entry], plan=PLAN, name=text))
    for name in ("measure", "goal", "lead", "cooperating", "last"):
        found = sheet[f"{COLUMN[name]}{FIRST}"]
        assert found.data_type == "s"
        assert text in str(found.value)


def test_what_is_invented_says_so_on_every_page(framework: Framework) -> None:
    raw = ledger(framework, "zh-hans", ENTRIES, plan=PLAN, name=NAME, demo=True)
    assert "纯属虚构" in str(opened(raw).oddHeader.center.text)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_how_to_fill_it_in_stands_on_a_sheet_of_its_own(
    framework: Framework, language: Language
) -> None:
    raw = ledger(framework, language, [], plan=PLAN, name=NAME)
    book = openpyxl.load_workbook(BytesIO(raw))
    text = "\n".join(str(row[1]) for row in book[book.sheetnames[1]].iter_rows(values_only=True))
    for practice in framework.practices:
        assert practice.requirement.in_language(language) in text
