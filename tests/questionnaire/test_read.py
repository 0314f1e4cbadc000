"""The filled questionnaire as it is read: what is understood, what is refused, by which cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from benchmark.questionnaire import sheets as workbook_sheets
from benchmark.questionnaire.grid import Book
from benchmark.questionnaire.layout import (
    EVIDENCE_LIMIT,
    FIGURE_LIMIT,
    META_SHEET,
    NOT_A_QUESTIONNAIRE,
    ROW_LIMIT,
)
from benchmark.questionnaire.problems import WorkbookProblems
from benchmark.questionnaire.read import Questionnaire, read_workbook
from benchmark.questionnaire.storable import STORED_DIGITS, other_industry, unstorable
from benchmark.questionnaire.values import DATE_AS_NUMBER, FORMULA, PERCENT_FORMAT
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring.assessment import Assessment, Evidence, Industry, OwnFigure
from benchmark.scoring.framework import Framework
from benchmark.scoring.typed import NOT_A_NUMBER, NOT_A_YEAR
from benchmark.wording.labels import CONDITION

from .samples import keyed, typical
from .workbooks import (
    BASICS,
    CONDITIONS,
    EVIDENCE,
    FIGURES,
    TARGETS,
    begun,
    edited,
    packed,
    parts,
    problems,
    with_cells,
    with_result,
)

# The first free rows of the typical questionnaire; its own begin in row 5.
FREE, SPARE = 7, 26
# Where it asks for a statement, and for a condition that a figure answers once there is one.
FIRST, SHARE_5, GIANTS = f"{CONDITIONS}!E25", f"{CONDITIONS}!E22", f"{CONDITIONS}!E48"


@pytest.fixture(scope="module")
def raw(framework: Framework) -> bytes:
    return begun(framework)


@pytest.fixture(scope="module")
def draft(framework: Framework) -> bytes:
    """The questionnaire of a draft: its rows carry their keys."""
    return questionnaire(framework, "zh-hans", keyed(typical(framework)))


@pytest.fixture
def read(framework: Framework, raw: bytes) -> Callable[..., Assessment]:
    """What is read after these cells were changed."""

    def _read(cells: dict[str, Any], formats: dict[str, str] | None = None) -> Assessment:
        return read_workbook(with_cells(raw, cells, formats), framework)

    return _read


@pytest.fixture
def refused(framework: Framework, raw: bytes) -> Callable[..., dict[str, str]]:
    """What is refused after these cells were changed: place -> reason."""

    def _refused(cells: dict[str, Any], formats: dict[str, str] | None = None) -> dict[str, str]:
        return problems(with_cells(raw, cells, formats), framework)

    return _refused


def evidence_row(**cells: Any) -> dict[str, Any]:
    """A row of evidence at the first free one."""
    columns = {"title": "B", "grade": "C", "source": "D", "date": "E", "url": "F", "proves": "G"}
    said = {"grade": "自述", "title": "统计公报", **cells}
    return {f"{EVIDENCE}!{columns[name]}{FREE}": value for name, value in said.items()}


def spare_figure(indicator: str | None, **cells: Any) -> dict[str, Any]:
    """A figure in the first free row."""
    columns = {"value": "C", "qualifier": "D", "unit": "E", "product": "F", "year": "G"}
    said = {f"{FIGURES}!{columns[name]}{SPARE}": value for name, value in cells.items()}
    return {f"{FIGURES}!B{SPARE}": indicator} | said


def last_evidence(said: Assessment) -> Evidence:
    return said.evidence[-1]


class TestLinks:
    """A link behind a cell's text, as pages are pasted."""

    PAGE = "https://example.gov.cn/art/2025/3/18"

    @pytest.mark.parametrize(
        ("title", "url", "behind", "address"),
        [
            ("统计公报", "公告", {"url": PAGE}, PAGE),
            ("统计公报", "https://example.org/", {"url": PAGE}, "https://example.org/"),
            ("统计公报", None, {"title": PAGE}, PAGE),
            ("统计公报", None, {"url": PAGE}, ""),
            ("统计公报", "许工信〔2025〕3号", {"title": PAGE}, "许工信〔2025〕3号"),
            ("统计公报", "公告", {"url": "mailto:a@example.org"}, "公告"),
            ("统计公报", "公告", {"url": "javascript:alert(1)"}, "公告"),
            ("统计公报", "公告", {"url": "#说明!A1"}, "公告"),
        ],
    )
    def test_a_web_address_is_kept(
        self, framework, raw, title: str, url: str | None, behind: dict[str, str], address: str
    ) -> None:
        columns = {"title": "B", "url": "F"}

        def edit(book: Workbook) -> None:
            for place, value in evidence_row(title=title, url=url).items():
                sheet, _, cell = place.partition("!")
                book[sheet][cell] = value
            for name, link in behind.items():
                cell = book[EVIDENCE][f"{columns[name]}{FREE}"]
                # The library writes the address into a cell that is empty.
                cell.hyperlink, cell.value = link, {"title": title, "url": url}[name]

        filled = Questionnaire(edited(raw, edit)).read(framework)
        assert last_evidence(filled.assessment).url == address
        assert last_evidence(filled.assessment).title == title
        noted = [note.as_read.zh for note in filled.notes]
        assert noted == ([address] if address == self.PAGE else [])


class TestChoices:
    @pytest.mark.parametrize(
        ("word", "answer"),
        [("是", "met"), ("√", "met"), ("有", "met"), ("否", "not_met"), ("×", "not_met"),
         ("没有", "not_met"), ("不清楚", "unknown"), ("Yes", "met"), ("不掌", "unknown")],
    )  # fmt: skip
    def test_what_means_an_answer_is_read_and_said(self, framework, raw, word: str, answer: str):
        filled = Questionnaire(with_cells(raw, {FIRST: word})).read(framework)
        assert filled.assessment.rating_by_trait["scale"].answers["sc-first"] == answer
        (note,) = filled.notes
        assert (note.typed, note.as_read) == (word, CONDITION[answer])

    def test_the_beginning_of_one_entry_alone_is_that_entry(self, framework, raw):
        said = evidence_row(grade="上级")
        filled = Questionnaire(with_cells(raw, said)).read(framework)
        assert last_evidence(filled.assessment).grade == 3
        assert [note.as_read.zh for note in filled.notes] == ["上级或第三方材料"]

    def test_what_begins_several_entries_is_none(self, refused):
        place = f"{EVIDENCE}!G{FREE}"
        assert list(refused(evidence_row(proves="有"))) == [place]

    @pytest.mark.parametrize(
        "word", ["不符合", "Not met", " not  met ", "NOT MET", "not_met", "ｎｏｔ ｍｅｔ"]
    )
    def test_an_answer_is_understood_in_either_language(self, read, word: str):
        assert read({FIRST: word}).rating_by_trait["scale"].answers["sc-first"] == "not_met"

    @pytest.mark.parametrize("word", [None, "", "  ", "未填写", "No answer", "—"])
    def test_nothing_is_no_answer(self, read, word: object):
        answers = read({f"{CONDITIONS}!E17": word}).rating_by_trait["scale"].answers
        assert list(answers) == ["sc-province-top3", "sc-nation-list"]

    @pytest.mark.parametrize("word", ["也许", 1, True, date(2025, 3, 4), "待补数据"])
    def test_what_is_no_answer_is_refused_with_the_answers(self, refused, word: object):
        assert refused({FIRST: word}) == {
            FIRST: "is not in the list: choose one of its entries: Met, Not met, Not known"
        }

    @pytest.mark.parametrize("word", ["4 先进", "先进", "4 Advanced", " ４ ", 4, 4.0, "4级"])
    def test_a_target_is_understood_in_either_language(self, read, word: object):
        assert read({f"{TARGETS}!E6": word}).rating_by_trait["scale"].target == 4

    @pytest.mark.parametrize("word", ["1 起步", 1, 6, 3.5, True])
    def test_what_is_no_target_is_refused_with_the_levels(self, refused, word: object):
        found = refused({f"{TARGETS}!E6": word})
        assert list(found) == [f"{TARGETS}!E6"]
        assert "2 Growing, 3 Established" in found[f"{TARGETS}!E6"]

    @pytest.mark.parametrize(
        "word", ["本单位文件或统计", "2 本单位文件或统计", "own document or statistics", "2级", 2]
    )
    def test_a_type_of_evidence_may_be_named_by_its_number(self, read, word: object):
        assert last_evidence(read(evidence_row(grade=word))).grade == 2

    @pytest.mark.parametrize("word", ["是", "yes", " YES "])
    def test_a_trait_may_be_marked_as_not_known(self, read, word: str):
        said = read({f"{TARGETS}!D8": word, f"{CONDITIONS}!E37": None, f"{CONDITIONS}!E38": None})
        assert said.rating_by_trait["chain"].not_known

    def test_a_unit_is_never_half_understood(self, refused):
        assert list(refused({f"{FIGURES}!E6": "million yuan"})) == [f"{FIGURES}!E6"]

    def test_a_long_list_is_not_recited(self, refused):
        assert refused({f"{BASICS}!C10": "某市某集群"}) == {
            f"{BASICS}!C10": "is not in the list: choose one of its entries"
        }

    def test_every_list_is_understood_in_english_too(self, framework: Framework, read):
        said = read(
            {
                f"{BASICS}!C8": "New materials",
                f"{BASICS}!C10": "Changzhou New Carbon Materials Cluster, Jiangsu",
                f"{BASICS}!C13": "7 Rich innovation resources",
                f"{TARGETS}!E6": "Benchmark",
                **evidence_row(
                    grade="own statement", proves="2.10 About 22% or more of the national industry"
                ),
                f"{EVIDENCE}!M{FREE}": "2 Industry scale: Core-industry revenue/output",
                **spare_figure(
                    "2 Industry scale: Core-industry revenue/output",
                    value=5,
                    qualifier="about",
                    unit="10,000 yuan",
                ),
            }
        )
        assert said.industry.sector == "new-materials"
        assert said.comparators[0] == "changzhou-carbon"
        assert said.focus == ("innovation", "scale")
        assert said.rating_by_trait["scale"].target == 5
        assert last_evidence(said) == Evidence(
            1, "统计公报", conditions=("sc-share-22",), indicators=("output",)
        )
        assert said.rating_by_trait["scale"].figures[-1] == OwnFigure(
            "output", Decimal(5), "万元", "about"
        )

    def test_words_of_an_older_release_are_understood(self, framework: Framework, raw: bytes):
        def rename(book: Workbook) -> None:
            for row in book[META_SHEET].iter_rows():
                for cell in row:
                    if cell.value == "约":
                        cell.value = "大约"
                    if cell.value == "nanjing-smart-grid":
                        cell.value = "no-such-cluster"
            for row in (7, 8):
                book[FIGURES][f"D{row}"] = "大约"

        said = read_workbook(edited(raw, rename), framework)
        assert said == typical(framework)

    def test_other_field_is_a_field(self, read):
        assert read({f"{BASICS}!C8": "其他领域"}).industry.sector == "other"


class TestConditions:
    def test_a_figure_overrides_the_answer_beside_it(self, framework: Framework, read):
        for word in ("不符合", "符合", "也许"):
            assert read({SHARE_5: word}) == typical(framework)

    def test_without_a_figure_it_is_answered_by_hand(self, read):
        said = read(
            {SHARE_5: "不掌握", f"{FIGURES}!C7": None, f"{FIGURES}!D7": None, f"{FIGURES}!G7": None}
        )
        rating = said.rating_by_trait["scale"]
        assert rating.answers["sc-share-5"] == "unknown"
        assert [figure.indicator for figure in rating.figures] == ["output"]

    def test_but_never_as_met(self, refused):
        assert refused({GIANTS: "符合"}) == {
            GIANTS: "a figure condition is met by a figure only: enter the figure"
        }

    def test_a_figure_in_a_free_row_counts_too(self, read):
        indicator = "5 “链主”企业：国家级专精特新“小巨人”企业数"
        rating = read(spare_figure(indicator, value=4)).rating_by_trait["leaders"]
        assert rating.answers == {"le-city": "met"}
        assert [f.value for f in rating.figures] == [Decimal(4)]

    @pytest.mark.parametrize("cells", [{FIRST: "符合"}, {f"{TARGETS}!E6": 4}])
    def test_not_known_beside_anything_is_refused(self, refused, cells: dict[str, Any]):
        assert list(refused(cells | {f"{TARGETS}!D6": "是"})) == [f"{TARGETS}!D6"]

    def test_conditions_are_named_in_any_column(self, read):
        row = evidence_row() | {
            f"{EVIDENCE}!H{FREE}": "2.1 列入市级（县级）重点产业链",
            f"{EVIDENCE}!L{FREE}": "1.1 有规模以上企业",
            f"{EVIDENCE}!O{FREE}": "4 完整产业链：关键环节缺口数",
        }
        item = last_evidence(read(row))
        assert item.conditions == ("sc-city-chain", "fm-scale-firm")
        assert item.indicators == ("key-gaps",)

    def test_a_condition_named_twice_is_refused_at_the_second(self, refused):
        name = "1.1 有规模以上企业"
        cells = evidence_row(proves=name) | {f"{EVIDENCE}!I{FREE}": name}
        assert refused(cells) == {f"{EVIDENCE}!I{FREE}": "stands twice"}

    def test_a_condition_that_is_none_is_refused(self, refused):
        assert refused(evidence_row(proves="有规模以上企业")) == {
            f"{EVIDENCE}!G{FREE}": "is not in the list: choose one of its entries"
        }


class TestTexts:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (2025, "2025"),
            (1.5, "1.5"),
            (date(2025, 3, 18), "2025-03-18"),
            ("统计公报\n", "统计公报"),
            (" 统计公报 ", " 统计公报 "),
        ],
    )
    def test_a_title_is_what_the_cell_shows(self, read, cell: object, text: str):
        assert last_evidence(read(evidence_row(title=cell))).title == text

    @pytest.mark.parametrize("place", [f"{EVIDENCE}!B{FREE}", FIRST, f"{BASICS}!C9"])
    def test_a_formula_without_a_stored_value_is_refused(self, refused, place: str):
        assert refused({**evidence_row(), place: "=1+1"}) == {place: FORMULA.en}

    def test_an_array_formula_is_a_formula(self, framework: Framework, raw: bytes):
        def fill(book: Workbook) -> None:
            book[TARGETS]["G6"] = ArrayFormula("G6", "=SUM(F5:F6)")

        assert problems(edited(raw, fill), framework) == {f"{TARGETS}!G6": FORMULA.en}

    def test_a_formula_is_what_a_program_stored_with_it(self, framework: Framework, raw: bytes):
        filled = with_cells(raw, spare_figure("2 产业规模：主导产业营业收入/产值", unit="亿元"))
        sums = with_result(filled, f"{FIGURES}!C{SPARE}", "=600+12", "612")
        figures = read_workbook(sums, framework).rating_by_trait["scale"].figures
        assert figures[-1].value == Decimal(612)
        joined = with_result(raw, f"{TARGETS}!G6", '="理"&"由"', "理由", "str")
        assert read_workbook(joined, framework).rating_by_trait["scale"].rationale == "理由"

    def test_a_formula_that_came_to_no_text_is_an_empty_cell(
        self, framework: Framework, raw: bytes
    ):
        empty = with_result(raw, f"{TARGETS}!G6", '=""', "", "str")
        assert read_workbook(empty, framework).rating_by_trait["scale"].rationale == ""

    def test_a_formula_that_came_to_an_error_is_refused(self, framework: Framework, raw: bytes):
        failed = with_result(raw, f"{TARGETS}!G6", "=1/0", "#DIV/0!", "e")
        assert problems(failed, framework) == {
            f"{TARGETS}!G6": "the cell shows an error: correct it"
        }

    def test_a_share_in_a_text_is_what_the_cell_shows(self, read):
        place = f"{EVIDENCE}!B{FREE}"
        said = read(evidence_row(title=0.125), {place: "0.0%"})
        assert last_evidence(said).title == "12.5%"

    @pytest.mark.parametrize("cell", [True, time(12, 30)])
    def test_what_is_no_text_is_refused(self, refused, cell: object):
        assert refused(evidence_row(title=cell)) == {
            f"{EVIDENCE}!B{FREE}": "must be text: enter it as text"
        }

    @pytest.mark.parametrize("code", ["#N/A", "#REF!", "#VALUE!"])
    def test_a_cell_that_shows_an_error_is_refused(self, refused, code: str):
        assert refused(evidence_row(title=code)) == {
            f"{EVIDENCE}!B{FREE}": "the cell shows an error: correct it"
        }

    def test_a_rationale_keeps_its_lines(self, read):
        text = "一\n二\n\n 三\n"
        assert read({f"{TARGETS}!G6": text}).rating_by_trait["scale"].rationale == text

    @pytest.mark.parametrize("written", ["一_x000D_\n二", "一_x000D_二", "一\r\n二"])
    def test_line_ends_of_windows_are_line_ends(self, read, written: str):
        assert read({f"{TARGETS}!G6": written}).rating_by_trait["scale"].rationale == "一\n二"

    def test_rules_of_every_input_hold(self, refused):
        assert refused(
            {
                f"{BASICS}!C5": "业" * 201,
                f"{TARGETS}!G6": "文" * 20_001,
                **evidence_row(title="一\n二", url="x" * 2001),
            }
        ) == {
            f"{BASICS}!C5": "has 201 characters; at most 200 are allowed",
            f"{TARGETS}!G6": "has 20001 characters; at most 20000 are allowed",
            f"{EVIDENCE}!B{FREE}": "must be a single line",
            f"{EVIDENCE}!F{FREE}": "has 2001 characters; at most 2000 are allowed",
        }

    def test_a_rationale_of_20_000_characters_is_read(self, read):
        text = "文" * 20_000
        assert read({f"{TARGETS}!G6": text}).rating_by_trait["scale"].rationale == text


class TestDates:
    @pytest.mark.parametrize(
        ("cell", "number_format", "text"),
        [
            ("2025年3月18日", None, "2025-03-18"),
            ("2025.3", None, "2025-03"),
            ("２０２５", None, "2025"),
            ("2025-03\n", None, "2025-03"),
            (2025, None, "2025"),
            (date(2025, 3, 18), "yyyy-mm-dd", "2025-03-18"),
            (datetime(2025, 3, 18, 9, 30), "yyyy-mm-dd h:mm", "2025-03-18"),
            (date(2025, 3, 1), 'yyyy"年"m"月"', "2025-03"),
            (date(2025, 3, 1), "mmm-yy", "2025-03"),
            (date(2025, 1, 1), 'yyyy"年"', "2025"),
            (None, None, ""),
        ],
    )
    def test_a_date_is_understood(self, read, cell: object, number_format: str | None, text: str):
        place = f"{EVIDENCE}!E{FREE}"
        formats = {place: number_format} if number_format else None
        assert last_evidence(read(evidence_row(date=cell), formats)).date == text

    def test_a_date_in_the_format_that_chinese_excel_names_by_number(
        self, framework: Framework, raw: bytes
    ):
        """45734 with format 31, which stands in no list of formats, is 2025年3月18日."""
        filled = with_cells(
            raw,
            evidence_row(date=45734),
            {f"{EVIDENCE}!E{FREE}": "0.00"},
        )
        content = parts(filled)
        styles = content["xl/styles.xml"]
        assert b'numFmtId="2"' in styles
        for number, text in ((b"31", "2025-03-18"), (b"57", "2025-03")):
            changed = styles.replace(b'numFmtId="2"', b'numFmtId="' + number + b'"')
            said = read_workbook(packed(content | {"xl/styles.xml": changed}), framework)
            assert last_evidence(said).date == text

    @pytest.mark.parametrize("cell", ["昨天", "2025-02-30", 20251318])
    def test_what_is_no_date_is_refused(self, refused, cell: object):
        assert refused(evidence_row(date=cell)) == {
            f"{EVIDENCE}!E{FREE}": "must be a real date: 2025, 2025-03 or 2025-03-18"
        }

    @pytest.mark.parametrize("cell", [2025.1, True, time(8, 0)])
    def test_what_may_be_several_dates_is_refused(self, refused, cell: object):
        """2025.10 typed as a number becomes 2025.1."""
        assert refused(evidence_row(date=cell)) == {f"{EVIDENCE}!E{FREE}": DATE_AS_NUMBER.en}


class TestNumbers:
    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            (406, "406"),
            (406.5, "406.5"),
            (1.1000000000000001, "1.1"),
            (0.1 + 0.2, "0.3"),
            ("406.5", "406.5"),
            ("1,234.5", "1234.5"),
            (" ４０６ ", "406"),
            (0, "0"),
            ("123456789.1234567891", "123456789.1234567891"),
        ],
    )
    def test_a_number_is_understood(self, read, cell: object, value: str):
        said = read({f"{FIGURES}!C6": cell})
        assert said.rating_by_trait["scale"].figures[0].value == Decimal(value)

    @pytest.mark.parametrize("cell", ["四百零六", "12,34", "1e3", True, date(2025, 1, 1), "12.5."])
    def test_what_is_no_number_is_refused(self, refused, cell: object):
        assert refused({f"{FIGURES}!C6": cell}) == {f"{FIGURES}!C6": NOT_A_NUMBER.en}

    @pytest.mark.parametrize("cell", [-5, 1e300])
    def test_what_no_figure_can_be_is_refused(self, refused, cell: float):
        assert list(refused({f"{FIGURES}!C6": cell})) == [f"{FIGURES}!C6"]

    @pytest.mark.parametrize(
        ("cell", "number_format"),
        [(12.5, "General"), (0.125, "0.0%"), ("12.5%", "@"), ("１２.５％", "@")],
    )
    def test_a_share_is_in_percentage_points(self, read, cell: object, number_format: str):
        said = read({f"{FIGURES}!C7": cell}, {f"{FIGURES}!C7": number_format})
        assert said.rating_by_trait["scale"].figures[1].value == Decimal("12.5")

    def test_per_cent_where_the_unit_is_another_is_refused(self, refused):
        assert refused({f"{FIGURES}!C6": 0.125}, {f"{FIGURES}!C6": "0%"}) == {
            f"{FIGURES}!C6": PERCENT_FORMAT.en
        }

    def test_a_share_above_all_is_refused(self, refused):
        assert refused({f"{FIGURES}!C7": 112}) == {
            f"{FIGURES}!C7": "a percentage cannot be more than 100"
        }

    @pytest.mark.parametrize("cell", [2026, 2026.0, "2026", "2026年", " ２０２６ 年"])
    def test_a_year_is_understood(self, read, cell: object):
        assert read({f"{BASICS}!C9": cell}).period == 2026

    @pytest.mark.parametrize("cell", [26, 2025.5, True, time(8, 0)])
    def test_what_is_no_year_is_refused(self, refused, cell: object):
        assert refused({f"{BASICS}!C9": cell}) == {
            f"{BASICS}!C9": "must be a whole number from 1900 to 2100"
        }

    @pytest.mark.parametrize("cell", ["明年", "20260000000", "2026年底"])
    def test_a_text_that_is_no_year_is_refused(self, refused, cell: str):
        assert refused({f"{BASICS}!C9": cell}) == {f"{BASICS}!C9": NOT_A_YEAR.en}

    def test_a_year_in_per_cent_is_no_year(self, refused):
        place = f"{BASICS}!C9"
        assert list(refused({place: 2025}, {place: "0%"})) == [place]


class TestRows:
    def test_every_problem_is_named_in_the_order_of_the_workbook(self, refused):
        found = refused(
            {
                f"{FIGURES}!C6": "=1+1",
                f"{FIGURES}!E7": "亿元",
                f"{TARGETS}!F6": 1800,
                f"{TARGETS}!E6": "6 级",
                FIRST: "也许",
                **evidence_row(grade=None, date="昨天"),
                f"{BASICS}!C5": None,
                f"{BASICS}!C7": "  ",
                f"{BASICS}!C8": None,
                f"{BASICS}!C12": "江苏省苏州市纳米新材料集群",
                f"{BASICS}!C11": "江苏省苏州市纳米新材料集群",
            }
        )
        assert list(found) == [
            f"{BASICS}!C5",
            f"{BASICS}!C7",
            f"{BASICS}!C8",
            f"{BASICS}!C12",
            f"{FIGURES}!C6",
            f"{FIGURES}!E7",
            FIRST,
            f"{EVIDENCE}!C{FREE}",
            f"{EVIDENCE}!E{FREE}",
            f"{TARGETS}!E6",
            f"{TARGETS}!F6",
        ]
        assert found[f"{BASICS}!C5"] == found[f"{EVIDENCE}!C{FREE}"] == "is required"
        assert found[f"{BASICS}!C12"] == "stands twice"
        assert found[f"{FIGURES}!E7"] == "must be one of %"

    def test_a_row_that_says_nothing_is_not_read(self, framework: Framework, read):
        said = read(
            {
                f"{EVIDENCE}!B{FREE + 1}": " \u3164 ",
                **spare_figure("2 产业规模：主导产业营业收入/产值", unit="亿元"),
            }
        )
        assert said == typical(framework)

    @pytest.mark.parametrize("title", [None, "  "])
    def test_evidence_without_a_title_is_refused(self, refused, title: str | None):
        assert list(refused(evidence_row(title=title))) == [f"{EVIDENCE}!B{FREE}"]

    def test_a_figure_without_its_indicator_is_refused(self, refused):
        assert refused(spare_figure(None, value="12.5%")) == {
            f"{FIGURES}!B{SPARE}": "is required",
            f"{FIGURES}!C{SPARE}": NOT_A_NUMBER.en,
        }

    def test_a_figure_without_its_value_is_refused(self, refused):
        assert refused({f"{FIGURES}!G7": 2025}) == {}
        assert refused({f"{FIGURES}!C7": None}) == {f"{FIGURES}!C7": "is required"}

    def test_a_unit_left_out_is_the_indicators(self, read):
        said = read({f"{FIGURES}!E6": None, f"{FIGURES}!E7": None, f"{FIGURES}!C7": "3%"})
        assert [f.unit for f in said.rating_by_trait["scale"].figures] == ["亿元", "%"]

    def test_a_choice_may_be_left_out_in_the_middle(self, read):
        said = read({f"{BASICS}!C10": None, f"{BASICS}!C13": None})
        assert said.comparators == ("wenzhou-yueqing-electrical", "suzhou-nano")
        assert said.focus == ("scale",)

    def test_more_evidence_than_is_read_is_refused(self, framework: Framework, raw: bytes):
        cells = {
            f"{EVIDENCE}!{column}{row}": value
            for row in range(FREE, FREE + EVIDENCE_LIMIT)
            for column, value in (("C", 1), ("B", f"第{row}号"))
        }
        assert problems(with_cells(raw, cells), framework) == {
            # Two items stood there before.
            f"{EVIDENCE}!B{FREE + EVIDENCE_LIMIT - 2}": "at most 500 evidence items are allowed"
        }

    def test_more_figures_of_a_trait_than_its_page_shows_are_refused(
        self, framework: Framework, raw: bytes
    ):
        cells = {
            f"{FIGURES}!{column}{row}": value
            for row in range(SPARE, SPARE + FIGURE_LIMIT)
            for column, value in (("B", "2 产业规模：主导产业营业收入/产值"), ("C", row))
        }
        assert problems(with_cells(raw, cells), framework) == {
            f"{FIGURES}!B{SPARE + FIGURE_LIMIT - 2}": "at most 200 figures are allowed for one "
            "trait"
        }

    def test_ten_thousand_rows_are_too_many(self, framework: Framework, raw: bytes):
        def fill(book: Workbook) -> None:
            sheet = book[EVIDENCE]
            for row in range(5, 10_005):
                sheet.cell(row, 2, f"第{row}号材料")

        assert problems(edited(raw, fill), framework) == {
            f"{EVIDENCE}!B{ROW_LIMIT + 5}": workbook_sheets.TOO_MANY_ROWS.en
        }


class TestStructure:
    def test_a_missing_sheet_is_named(self, framework: Framework, raw: bytes):
        def drop(book: Workbook) -> None:
            del book[EVIDENCE]
            del book[BASICS]

        assert problems(edited(raw, drop), framework) == {
            BASICS: workbook_sheets.SHEET_MISSING.en,
            EVIDENCE: workbook_sheets.SHEET_MISSING.en,
        }

    def test_a_renamed_sheet_is_found_by_its_marker(self, framework: Framework, raw: bytes):
        def rename(book: Workbook) -> None:
            book[FIGURES].title = "数据（工信局）"
            book[TARGETS].title = "目标2"

        assert read_workbook(edited(raw, rename), framework) == typical(framework)

    def test_of_two_copies_the_one_with_the_name_is_read(self, framework: Framework, raw: bytes):
        def copy(book: Workbook) -> None:
            book.move_sheet(book.copy_worksheet(book[TARGETS]), -9)
            book[f"{TARGETS} Copy"]["G6"] = "草稿"

        assert read_workbook(edited(raw, copy), framework) == typical(framework)

    def test_two_copies_of_which_none_has_the_name_are_refused(
        self, framework: Framework, raw: bytes
    ):
        def copy(book: Workbook) -> None:
            book.copy_worksheet(book[TARGETS]).title = "乙"
            book[TARGETS].title = "甲"

        assert problems(edited(raw, copy), framework) == {
            TARGETS: "no sheet has this name, and “甲”, “乙” are copies of it: give the one to be "
            "read its name back"
        }

    def test_sorted_rows_are_read_by_their_keys(self, framework: Framework, raw: bytes):
        def reverse(book: Workbook) -> None:
            sheet = book[TARGETS]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
            for at, row in enumerate(reversed(rows), 5):
                for column, value in enumerate(row, 1):
                    sheet.cell(at, column).value = value

        assert read_workbook(edited(raw, reverse), framework) == typical(framework)

    @pytest.mark.parametrize(
        ("place", "missing"),
        [
            (f"{TARGETS}!E4", "Target level"),
            (f"{TARGETS}!A4", "Not known for now"),
            (f"{TARGETS}!A6", "Industry scale"),
            (f"{BASICS}!A5", "Name of the industry"),
            (f"{FIGURES}!C4", "Value"),
            (f"{CONDITIONS}!A25", "First in the nation by size on the same basis"),
        ],
    )
    def test_a_lost_key_is_named_by_what_it_stood_for(self, refused, place: str, missing: str):
        found = refused({place: None})
        assert list(found) == [place.partition("!")[0]]
        assert f", {missing}" in found[place.partition("!")[0]]
        assert " is missing: " in found[place.partition("!")[0]]

    def test_rows_and_columns_that_moved_are_found(self, framework: Framework, raw: bytes):
        def move(book: Workbook) -> None:
            book[EVIDENCE].insert_rows(1)
            book[EVIDENCE].insert_cols(4)
            # openpyxl leaves merged ranges where they were.
            for sheet in book.worksheets:
                for merged in list(sheet.merged_cells.ranges):
                    sheet.merged_cells.remove(merged)

        assert read_workbook(edited(raw, move), framework) == typical(framework)

    @pytest.mark.parametrize("cells", ["D6:D7", "C6:D6", "A5:G11"])
    def test_merged_cells_are_refused_where_they_are_filled_in(
        self, framework: Framework, raw: bytes, cells: str
    ):
        found = problems(edited(raw, lambda book: book[TARGETS].merge_cells(cells)), framework)
        assert found[f"{TARGETS}!{cells}"] == workbook_sheets.MERGED.en

    @pytest.mark.parametrize("cells", ["B6:B7", "I6:J7", "B1:G1"])
    def test_merged_cells_elsewhere_do_no_harm(self, framework: Framework, raw: bytes, cells: str):
        merged = edited(raw, lambda book: book[TARGETS].merge_cells(cells))
        assert read_workbook(merged, framework) == typical(framework)

    def test_without_its_hidden_sheet_it_is_no_questionnaire(
        self, framework: Framework, raw: bytes
    ):
        found = problems(edited(raw, lambda book: book.remove(book[META_SHEET])), framework)
        assert found == {"": NOT_A_QUESTIONNAIRE.en}

    def test_any_other_workbook_is_no_questionnaire(self, framework: Framework, raw: bytes):
        other = with_cells(raw, {f"{META_SHEET}!B1": "budget"})
        assert problems(other, framework) == {"": NOT_A_QUESTIONNAIRE.en}


class TestLiteralText:
    """What looks like an escape of the file format is text like any other."""

    TEXTS = (
        "_x0041_",
        "_x005F_x0041_",
        "x005F_",
        "_x005F_",
        "_x000D_",
        "a_x0041_x0042_b",
        "=_x005f_",
    )

    @pytest.mark.parametrize("text", TEXTS)
    def test_it_survives_the_questionnaire(self, framework: Framework, text: str):
        begun = typical(framework)
        said = replace(
            begun,
            ratings=tuple(replace(rating, rationale=text) for rating in begun.ratings),
            evidence=(Evidence(1, text, text),),
        )
        assert read_workbook(questionnaire(framework, "zh-hans", said), framework) == said

    @pytest.mark.parametrize("constant_memory", [True, False])
    def test_it_survives_in_the_cell_and_in_the_table_of_texts(self, constant_memory: bool):
        out = BytesIO()
        book = xlsxwriter.Workbook(out, {"constant_memory": constant_memory})
        sheet = book.add_worksheet("页")
        for row, text in enumerate(self.TEXTS):
            sheet.write_string(row, 0, text)
        book.close()
        grid = Book(out.getvalue()).grid("页", max_rows=20)
        assert grid is not None
        assert tuple(grid.text(row, 1) for row in grid.rows()) == self.TEXTS


class TestVersions:
    def test_another_framework_is_refused_with_the_reason(self, framework: Framework, raw: bytes):
        other = replace(framework, slug="national-clusters-2027")
        assert problems(raw, other) == {
            "": "belongs to the framework national-clusters-2021, not to national-clusters-2027: "
            "their conditions and levels differ"
        }
        assert Questionnaire(raw).framework == "national-clusters-2021"

    def test_another_rubric_under_the_same_name_is_refused(self, framework: Framework, raw: bytes):
        other = replace(framework, traits=framework.traits[::-1])
        found = problems(raw, other)
        assert "differs in its conditions, levels or indicators" in found[""]

    @pytest.mark.parametrize("version", ["1", "3", ""])
    def test_another_format_is_refused(self, framework: Framework, raw: bytes, version: str):
        other = with_cells(raw, {f"{META_SHEET}!B2": version})
        (reason,) = problems(other, framework).values()
        assert "what can be read is version 2: download it again" in reason

    def test_an_english_questionnaire_reads_the_same(self, framework: Framework):
        assert read_workbook(begun(framework, "en"), framework) == typical(framework)


class TestProblems:
    def test_a_line_names_sheet_cell_value_and_reason(self, framework: Framework, raw: bytes):
        with pytest.raises(WorkbookProblems) as told:
            read_workbook(with_cells(raw, evidence_row(date="昨天")), framework)
        assert told.value.lines("zh-hans") == [
            f"{EVIDENCE}!E{FREE}: 昨天 应为真实日期：2025、2025-03 或 2025-03-18"
        ]
        assert str(told.value).startswith(f"{EVIDENCE}!E{FREE}: 昨天 must be")

    def test_an_empty_questionnaire_asks_for_what_is_required(self, framework: Framework):
        assert problems(questionnaire(framework, "en"), framework) == {
            f"Basics!C{row}": "is required" for row in (5, 7, 8, 9)
        }


class TestDrafts:
    """What a draft may hold and a file may not."""

    def test_rows_may_be_unfinished(self, framework: Framework, raw: bytes):
        cells = {f"{FIGURES}!C7": None, **evidence_row(grade=None, title=None, source="统计局")}
        said = read_workbook(with_cells(raw, cells), framework, draft=True)
        assert said.rating_by_trait["scale"].figures[1].value is None
        assert last_evidence(said) == Evidence(0, source="统计局")

    def test_a_row_keeps_its_key_whatever_changes_in_it(self, framework: Framework, draft: bytes):
        raw = with_cells(draft, {f"{FIGURES}!C6": 5, f"{EVIDENCE}!B5": "另一件"})
        said = read_workbook(raw, framework, draft=True)
        before = keyed(typical(framework))
        assert said.rating_by_trait["scale"].figures[0].key == (
            before.rating_by_trait["scale"].figures[0].key
        )
        assert said.evidence[0].key == before.evidence[0].key

    def test_a_copied_row_is_a_new_one(self, framework: Framework, draft: bytes):
        def copy(book: Workbook) -> None:
            sheet = book[EVIDENCE]
            for column in range(1, 8):
                sheet.cell(FREE, column, sheet.cell(6, column).value)

        said = read_workbook(edited(draft, copy), framework, draft=True)
        assert [bool(item.key) for item in said.evidence] == [True, True, False]

    @pytest.mark.parametrize("key", ["x", "ABCDEF0123456789", "0" * 33, "=1"])
    def test_what_is_no_key_is_none(self, framework: Framework, draft: bytes, key: str):
        said = read_workbook(with_cells(draft, {f"{EVIDENCE}!A5": key}), framework, draft=True)
        assert said.evidence[0].key is None

    def test_emptied_rows_are_told(self, framework: Framework, draft: bytes):
        cells = {f"{EVIDENCE}!{column}6": None for column in "BCDEFG"}
        cells |= {f"{FIGURES}!{column}6": None for column in "CFG"}
        filled = Questionnaire(with_cells(draft, cells)).read(framework, draft=True)
        before = keyed(typical(framework))
        assert filled.emptied == {
            before.rating_by_trait["scale"].figures[0].key,
            before.evidence[1].key,
        }
        assert len(filled.assessment.evidence) == 1

    def test_a_file_for_the_command_needs_no_keys(self, framework: Framework, draft: bytes):
        said = read_workbook(draft, framework)
        assert said == typical(framework)
        assert all(item.key is None for item in said.evidence)


class TestBeforeStoring:
    def test_what_the_database_would_round_is_refused_by_cell(
        self, framework: Framework, raw: bytes
    ):
        filled = Questionnaire(
            with_cells(raw, {f"{FIGURES}!C6": 33.3333333, f"{FIGURES}!C7": "12.500000"})
        ).read(framework)
        assert [(p.place, p.value, p.message.en) for p in unstorable(filled)] == [
            (
                f"{FIGURES}!C6",
                Decimal("33.3333333"),
                "at most 6 decimal places are kept: round the figure",
            )
        ]

    def test_what_is_too_large_for_the_database_is_refused(self, framework: Framework, raw: bytes):
        filled = Questionnaire(with_cells(raw, {f"{FIGURES}!C6": 10**STORED_DIGITS})).read(
            framework
        )
        (problem,) = unstorable(filled)
        assert problem.message.en == "the figure is too large: use a larger unit"

    def test_another_industrys_questionnaire_is_told_by_cell(
        self, framework: Framework, raw: bytes
    ):
        filled = Questionnaire(raw).read(framework)
        same = Industry(" 智能电力装备", "示例市 ", "other")
        assert list(other_industry(filled, same, 2025)) == []
        other = Industry("超硬材料", "示例县", "other")
        assert [p.place for p in other_industry(filled, other, 2024)] == [
            f"{BASICS}!C5",
            f"{BASICS}!C7",
            f"{BASICS}!C9",
        ]
