"""A filled ledger is read as its rows say, and refused by cell where that is not clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.ledger.changes import ledger_changes
from benchmark.ledger.filled import Row, ledger_as_json, load_ledger
from benchmark.ledger.layout import LEDGER, Entry
from benchmark.ledger.read import Ledger
from benchmark.questionnaire.input_object import InputProblems
from benchmark.questionnaire.layout import META_SHEET
from benchmark.questionnaire.problems import WorkbookProblems
from benchmark.scoring.framework import Framework
from benchmark.scoring.tasks import TaskChange
from tests.questionnaire.ods_files import converted, needs_office
from tests.questionnaire.workbooks import begun, edited, with_cells

from .samples import (
    COLUMN,
    ENTRIES,
    FIRST,
    LISTED,
    OWN,
    PRACTICE,
    SHEET,
    filled_in,
    place,
    plans,
    problems,
    read,
    written,
)

OTHER = "nanjing-grid-alliances"
NEW = FIRST + 2


def row(raw: bytes, framework: Framework, key: str = LISTED) -> Row:
    return next(row for row in read(raw, framework).rows if row.key == key)


def new(raw: bytes, framework: Framework) -> list[Row]:
    return [row for row in read(raw, framework).rows if row.is_new]


def notes(raw: bytes, framework: Framework) -> dict[str, str]:
    """How cells were read that are not plain."""
    return {f"{n.sheet}!{n.cell}": n.as_read.zh for n in read(raw, framework).notes}


@pytest.fixture(scope="module")
def raw(framework: Framework) -> bytes:
    return written(framework, *ENTRIES)


class TestUntouched:
    def test_it_says_what_was_handed_out(self, framework: Framework, raw: bytes) -> None:
        found = read(raw, framework)
        assert [(r.key, r.trait, r.condition, r.said) for r in found.rows] == [
            (e.key, e.trait, e.condition, e.said) for e in ENTRIES
        ]
        assert found.notes == ()

    @settings(max_examples=25)
    @given(data=st.data())
    def test_whatever_the_plan_nothing_changes(
        self, framework: Framework, data: st.DataObject
    ) -> None:
        entries = data.draw(plans(framework))
        language = data.draw(st.sampled_from(["zh-hans", "en"]))
        unchanged(framework, entries, written(framework, *entries, language=language))

    @needs_office
    @pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
    @settings(max_examples=2)
    @given(data=st.data())
    def test_nor_once_libreoffice_has_saved_it(
        self,
        framework: Framework,
        tmp_path_factory: pytest.TempPathFactory,
        suffix: str,
        data: st.DataObject,
    ) -> None:
        drawn = [data.draw(plans(framework)) for _ in range(4)]
        books = [written(framework, *each) for each in drawn]
        for each, raw in zip(
            drawn, saved(tmp_path_factory.mktemp(suffix), suffix, *books), strict=True
        ):
            unchanged(framework, each, raw, tabs=suffix != "xlsx")


def unchanged(framework: Framework, entries: list[Entry], raw: bytes, *, tabs: bool = True) -> None:
    """Nothing is different, nothing missing, nothing to explain; tabs may be lost."""
    found = read(raw, framework)
    stored = {entry.key: entry for entry in entries}
    changes = ledger_changes(framework, stored, found.rows)
    assert (changes.groups, changes.missing, changes.deleted, found.notes) == ((), (), (), ())
    assert [r.said for r in found.rows] == [
        e.said if tabs else replace(e.said, measure=e.said.measure.replace("\t", ""))
        for e in entries
    ]


def saved(folder: Path, suffix: str, *books: bytes) -> list[bytes]:
    """The books as LibreOffice saves them; an .xlsx by way of an .ods."""
    if suffix == "xlsx":
        inner = folder / "again"
        inner.mkdir()
        return converted(inner, "xlsx", *converted(folder, "ods", *books), of="ods")
    return converted(folder, suffix, *books)


EDITED = {
    "goal": "列入省级名单",
    "measure": "=1+1 不是公式\n第二行",
    "lead": "市发展改革委",
    "cooperating": "市财政局",
    "due": date(2028, 2, 29),
    "status": "已完成",
    "practice": "南京：国家级平台、产业联盟和关键技术攻关清单",
    "requirement_there": "待落实",
    "note": "  已列入\n另有两家申报",
}
SAID = TaskChange(
    goal="列入省级名单",
    measure="=1+1 不是公式\n第二行",
    lead="市发展改革委",
    cooperating="市财政局",
    due=date(2028, 2, 29),
    status="done",
    practice=OTHER,
    requirement_there=False,
)


class TestEdited:
    def text(self, raw: bytes) -> bytes:
        """Text that begins with = stays text, as where it is typed into a text cell."""

        def edit(book: openpyxl.Workbook) -> None:
            book[SHEET][f"{COLUMN['measure']}{FIRST}"].data_type = "s"

        return edited(raw, edit)

    def test_every_field_comes_back_as_it_was_edited(
        self, framework: Framework, raw: bytes
    ) -> None:
        found = row(self.text(filled_in(raw, **EDITED)), framework)
        assert (found.said, found.note) == (SAID, EDITED["note"])

    @needs_office
    @pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
    def test_from_libreoffice_too(
        self, framework: Framework, raw: bytes, tmp_path: Path, suffix: str
    ) -> None:
        (back,) = saved(tmp_path, suffix, self.text(filled_in(raw, **EDITED)))
        found = row(back, framework)
        assert (found.said, found.note) == (SAID, EDITED["note"])

    def test_in_english_too(self, framework: Framework) -> None:
        raw = written(framework, *ENTRIES, language="en")
        cells = {"status": "Done", "requirement_there": "to be made"}
        sheet = LEDGER.en
        edits = {f"{sheet}!{COLUMN[name]}{FIRST}": value for name, value in cells.items()}
        found = row(with_cells(raw, edits), framework).said
        assert (found.status, found.requirement_there) == ("done", False)

    def test_what_is_emptied_is_empty(self, framework: Framework, raw: bytes) -> None:
        cells = dict.fromkeys(("goal", "measure", "lead", "cooperating", "due"))
        found = row(filled_in(raw, **cells), framework).said
        assert found == TaskChange(status="under_way", practice=PRACTICE, requirement_there=True)

    @pytest.mark.parametrize(
        ("typed", "meant", "noted"),
        [
            (datetime(2027, 7, 1), date(2027, 7, 1), False),
            ("2027年7月1日", date(2027, 7, 1), False),
            ("2027-07", date(2027, 7, 31), True),
            ("2028年2月", date(2028, 2, 29), True),
            (2027, date(2027, 12, 31), True),
            ("20270701", date(2027, 7, 1), True),
            ("—", None, True),
        ],
    )
    def test_a_due_date_is_a_day(
        self, framework: Framework, raw: bytes, typed: Any, meant: date | None, noted: bool
    ) -> None:
        # As after somebody pasted: the cell has lost its format.
        back = with_cells(raw, {place("due"): typed}, {} if noted is False else {place("due"): "@"})
        assert row(back, framework).said.due == meant
        assert (place("due") in notes(back, framework)) == noted

    def test_what_says_the_same_as_before_needs_no_explanation(
        self, framework: Framework, raw: bytes
    ) -> None:
        back = with_cells(raw, {place("due"): "20270630"})
        assert row(back, framework).said == ENTRIES[0].said
        assert notes(back, framework) == {}

    def test_the_beginning_of_a_word_is_enough_and_is_told(
        self, framework: Framework, raw: bytes
    ) -> None:
        back = filled_in(raw, status="已完", practice="无", requirement_there=None)
        found = row(back, framework).said
        assert (found.status, found.practice) == ("done", "")
        assert notes(back, framework) == {place("status"): "已完成", place("practice"): "未填写"}

    def test_a_month_means_its_last_day_as_it_shows(self, framework: Framework, raw: bytes) -> None:
        back = with_cells(raw, {place("due"): date(2027, 9, 1)}, {place("due"): 'yyyy"年"m"月"'})
        assert row(back, framework).said.due == date(2027, 9, 30)
        assert notes(back, framework) == {place("due"): "2027-09-30"}

    def test_units_below_each_other_stand_beside_each_other(
        self, framework: Framework, raw: bytes
    ) -> None:
        back = filled_in(raw, cooperating="市财政局\n 市科技局 \n\n")
        assert row(back, framework).said.cooperating == "市财政局、市科技局"
        back = filled_in(raw, cooperating="市财政局\n市教育局")
        assert row(back, framework).said.cooperating == "市财政局、市教育局"
        assert notes(back, framework) == {place("cooperating"): "市财政局、市教育局"}

    def test_what_another_practice_requires_is_not_there_yet(
        self, framework: Framework, raw: bytes
    ) -> None:
        back = filled_in(raw, practice=EDITED["practice"])
        found = row(back, framework).said
        assert (found.practice, found.requirement_there) == (OTHER, False)
        assert "待落实" in notes(back, framework)[place("requirement_there")]
        # Without a practice nothing is required.
        assert not row(filled_in(raw, practice=None), framework).said.requirement_there

    def test_what_was_to_be_made_and_is_there_for_another_practice_was_said(
        self, framework: Framework
    ) -> None:
        said = replace(ENTRIES[0].said, requirement_there=False)
        raw = written(framework, replace(ENTRIES[0], said=said))
        back = filled_in(raw, practice=EDITED["practice"], requirement_there="已具备")
        assert row(back, framework).said.requirement_there
        assert notes(back, framework) == {}

    def test_a_row_moved_by_sorting_stays_its_task(self, framework: Framework, raw: bytes) -> None:
        def swap(book: openpyxl.Workbook) -> None:
            sheet = book[SHEET]
            for letter in COLUMN.values():
                one, two = sheet[f"{letter}{FIRST}"], sheet[f"{letter}{FIRST + 1}"]
                one.value, two.value = two.value, one.value

        found = read(edited(raw, swap), framework)
        assert {r.key: r.said for r in found.rows} == {e.key: e.said for e in ENTRIES}

    def test_one_that_lost_its_mark_keeps_its_key(self, framework: Framework, raw: bytes) -> None:
        for lost in (None, "1.scale", "0.nowhere..", "1.scale.le-city." + "-".join(["0" * 8] * 8)):
            found = row(filled_in(raw, opened=lost), framework)
            assert (found.opened, found.is_new, found.said) == (None, False, ENTRIES[0].said)
        bare = filled_in(raw, opened=None, trait=None, condition=None)
        assert (row(bare, framework).trait, row(bare, framework).condition) == ("", None)

    def test_an_emptied_row_says_nothing(self, framework: Framework, raw: bytes) -> None:
        cells = dict.fromkeys(set(COLUMN) - {"key", "number", "last", "opened"})
        assert [r.key for r in read(filled_in(raw, **cells), framework).rows] == [OWN]


class TestNew:
    def test_a_condition_or_a_trait_by_its_text_is_enough(
        self, framework: Framework, raw: bytes
    ) -> None:
        condition = framework.condition_by_slug["le-city"]
        back = filled_in(raw, NEW, condition=condition.text.zh, measure="认定龙头", note="已启动")
        back = filled_in(back, NEW + 1, trait="产业规模", status="进行中")
        back = filled_in(
            back, NEW + 40, trait="Chain-leading enterprises", condition=condition.text.en
        )
        first, second, third = new(back, framework)
        assert (first.trait, first.condition, first.note) == ("leaders", "le-city", "已启动")
        assert first.said == TaskChange(measure="认定龙头")
        assert (second.trait, second.condition, second.said.status) == ("scale", None, "under_way")
        assert (third.trait, third.condition) == ("leaders", "le-city")
        assert len({first.key, second.key, third.key}) == 3

    def test_the_same_file_says_the_same_task_and_two_of_a_kind_are_two(
        self, framework: Framework, raw: bytes
    ) -> None:
        back = raw
        for at in (NEW, NEW + 1):
            back = filled_in(back, at, trait="产业规模", measure="编制规划", note=f"第{at}次")
        one, two = new(back, framework)
        assert one.key != two.key
        assert [r.key for r in new(back, framework)] == [one.key, two.key]

    def test_a_copied_row_is_new_and_the_one_as_it_was_is_not(
        self, framework: Framework, raw: bytes
    ) -> None:
        def copy(book: openpyxl.Workbook) -> None:
            sheet = book[SHEET]
            for letter in COLUMN.values():
                sheet[f"{letter}{NEW}"] = sheet[f"{letter}{FIRST}"].value
            sheet[f"{COLUMN['measure']}{FIRST}"] = "另一项任务"
            sheet[f"{COLUMN['due']}{FIRST}"] = "年底吧"
            sheet[f"{COLUMN['due']}{FIRST}"] = "2028"

        back = edited(raw, copy)
        (added,) = new(back, framework)
        assert added.said.measure == "另一项任务"
        assert row(back, framework).said == ENTRIES[0].said
        # Neither knows what it was: the first is the task.
        lost = filled_in(filled_in(back, opened=None), NEW, opened="x")
        assert row(lost, framework).said.measure == "另一项任务"
        # What is unclear is not as it was.
        unclear = filled_in(back, due="年底吧")
        assert [*problems(unclear, framework)] == [place("due")]

    @pytest.mark.parametrize(
        ("cells", "name", "reason"),
        [
            ({"measure": "什么"}, "trait", "请选择任务针对的特征或条件"),
            ({"trait": "数字经济", "measure": "什么"}, "trait", "不在下拉列表中"),
            (
                {"trait": "产业规模", "condition": "5.1 有市级认定的龙头企业"},
                "condition",
                "这个条件属于““链主”企业",
            ),
            (
                {"trait": "产业规模", "requirement_there": "已具备"},
                "requirement_there",
                "请先选择借鉴做法",
            ),
        ],
    )
    def test_what_is_not_clear_is_refused(
        self, framework: Framework, raw: bytes, cells: dict[str, str], name: str, reason: str
    ) -> None:
        found = problems(filled_in(raw, NEW, **cells), framework)
        assert [*found] == [place(name, NEW)]
        assert reason in found[place(name, NEW)]


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "typed", "reason"),
        [
            ("due", "年底吧", "完成时限：看不懂这个日期，请写成 2026-12-31、2026-12 或 2026"),
            ("due", "1999-12-31", "看不懂这个日期"),
            ("due", 2027.5, "看不懂这个日期"),
            ("status", None, "进展状态：请选择进展状态：未启动、进行中、已完成、暂缓"),
            ("status", "差不多", "进展状态：不在下拉列表中，请从列表中选择：未启动、进行中"),
            ("practice", "外地经验", "不在下拉列表中"),
            ("requirement_there", "快了", "不在下拉列表中，请从列表中选择：已具备、待落实"),
            ("goal", "长" * 201, "最多200个"),
            ("lead", "一\n二", "只能写一行"),
            ("cooperating", "局\n" * 200, "最多200个"),
            ("measure", "长" * 10_001, "最多10000个"),
            ("note", "长" * 10_001, "最多10000个"),
            ("trait", "1 先发优势", "这一行原来是“2.1 列入市级（县级）重点产业链”"),
            ("condition", "5.1 有市级认定的龙头企业", "特征和条件不能改"),
            ("measure", True, "应为文字"),
        ],
    )
    def test_by_cell_with_what_is_expected(
        self, framework: Framework, raw: bytes, name: str, typed: Any, reason: str
    ) -> None:
        found = problems(filled_in(raw, **{name: typed}), framework)
        assert [*found] == [place(name)]
        assert reason in found[place(name)]

    def test_a_trait_of_a_task_without_condition_too(
        self, framework: Framework, raw: bytes
    ) -> None:
        found = problems(filled_in(raw, FIRST + 1, trait="1 先发优势"), framework)
        assert "这一行原来是“7 创新要素富集”" in found[place("trait", FIRST + 1)]

    def test_all_at_once(self, framework: Framework, raw: bytes) -> None:
        back = filled_in(filled_in(raw, due="年底吧", status="?"), FIRST + 1, due="明年")
        assert [*problems(back, framework)] == [
            place("due"),
            place("status"),
            place("due", FIRST + 1),
        ]

    def test_the_ledger_of_another_plan(self, framework: Framework, raw: bytes) -> None:
        with pytest.raises(WorkbookProblems) as refused:
            Ledger(raw).read(framework, "8", "别市 2024年")
        (problem,) = refused.value.problems
        assert problem.message.zh == "是“许都市智能电力装备 2025年”的任务台账，不是“别市 2024年”的"

    @pytest.mark.parametrize(
        "raw_of",
        [
            lambda raw, framework: begun(framework),
            lambda raw, framework: edited(raw, lambda book: book.remove(book[META_SHEET])),
        ],
    )
    def test_what_is_no_ledger(self, framework: Framework, raw: bytes, raw_of: Any) -> None:
        found = problems(raw_of(raw, framework), framework)
        assert [*found] == [""]
        assert "不是这里下载的任务台账" in found[""]

    def test_without_its_sheet(self, framework: Framework, raw: bytes) -> None:
        found = problems(edited(raw, lambda book: book.remove(book[SHEET])), framework)
        assert "缺少这张工作表" in found[SHEET]


class TestKept:
    def test_what_is_kept_says_the_same(self, framework: Framework, raw: bytes) -> None:
        back = filled_in(raw, due="2027-09", note="好")
        back = filled_in(back, FIRST + 1, opened=None, due=None)
        back = filled_in(back, NEW, trait="产业规模", measure="编制规划")
        filled = read(back, framework)
        kept = load_ledger(ledger_as_json(filled))
        assert (kept.rows, kept.notes) == (filled.rows, filled.notes)
        assert len(kept.rows) == 3

    @pytest.mark.parametrize("content", ["", "[]", '{"rows": 5}', '{"assessment": {}}'])
    def test_what_is_none_is_refused(self, content: str) -> None:
        with pytest.raises(InputProblems):
            load_ledger(content.encode())


def test_a_note_is_the_same_until_the_ledger_is_downloaded_with_it(
    framework: Framework, raw: bytes
) -> None:
    back = filled_in(raw, note="进展正常")
    first = row(back, framework)
    assert first.note_key == row(back, framework).note_key
    said = replace(ENTRIES[0], notes=(*ENTRIES[0].notes, *ENTRIES[0].notes))
    again = filled_in(written(framework, said), note="进展正常")
    assert row(again, framework).note_key != first.note_key
    lost = filled_in(back, opened=None)
    assert len(row(lost, framework).note_key) == 16
