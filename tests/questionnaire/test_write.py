"""The questionnaire as it is handed out: what it asks, what it locks, what it keeps literal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openxml_audit import OpenXmlValidator

from benchmark.questionnaire.help import BY_FIGURE, SECRECY, WITHOUT_FIGURE
from benchmark.questionnaire.layout import META_SHEET, ROW_LIMIT, SHEETS, fingerprint, options
from benchmark.questionnaire.read import read_workbook
from benchmark.questionnaire.values import words_of
from benchmark.questionnaire.write import TooLongForCells, level_texts, questionnaire
from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating
from benchmark.scoring.framework import LANGUAGES, Framework, Language
from benchmark.scoring.text import one_name
from benchmark.wording.labels import DEMO
from benchmark.workbook.measure import HIGHEST_ROW
from tests.strategies import as_read, assessments

from .samples import assessment_of, empty, keyed, longest, typical
from .workbooks import BASICS, CONDITIONS, EVIDENCE, FIGURES, TARGETS, parts

FIRST_ROW = 5
HOSTILE = (
    "{{ 7*7 }}",
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    "<script>alert(1)</script>",
    "</t>]]>&amp;",
    "file:///etc/passwd",
    "_x0041_",
    "x" * 10_000,
    "'=1",
    "#N/A",
    "1e3",
)


def opened(raw: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(raw))


def texts(book: Workbook) -> list[str]:
    return [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]


def unlocked(book: Workbook, sheet: str) -> set[str]:
    return {
        cell.coordinate
        for row in book[sheet].iter_rows()
        for cell in row
        if not cell.protection.locked
    }


class TestRoundTrip:
    @settings(max_examples=40)
    @given(data=st.data())
    def test_any_assessment_comes_back_as_it_was(self, framework: Framework, data: st.DataObject):
        said = data.draw(assessments(framework))
        language = data.draw(st.sampled_from(LANGUAGES))
        assert read_workbook(questionnaire(framework, language, said), framework) == as_read(said)

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("sample", [empty, typical, longest])
    def test_what_offices_write_comes_back(
        self,
        framework: Framework,
        sample: Callable[[Framework], Assessment],
        language: Language,
    ):
        said = sample(framework)
        assert read_workbook(questionnaire(framework, language, said), framework) == said

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_rows_of_a_draft_keep_their_keys(self, framework: Framework, language: Language):
        said = keyed(typical(framework))
        read = read_workbook(questionnaire(framework, language, said), framework, draft=True)
        assert read == said
        assert [item.key for item in read.evidence] == [item.key for item in said.evidence]
        assert [f.key for r in read.ratings for f in r.figures] == [
            f.key for r in said.ratings for f in r.figures
        ]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_figures_stand_in_the_order_of_the_indicators_filled_in_or_not(
        self, framework: Framework, language: Language
    ):
        last, first = (
            OwnFigure(slug, Decimal(2), framework.indicator_by_slug[slug].unit, year=year)
            for slug, year in (("national-output-share", 2024), ("output", 2024))
        )
        figures = (last, first, replace(first, year=2023))
        said = assessment_of(framework, Rating("scale", figures=figures))
        raw = questionnaire(framework, language, said)
        read = read_workbook(raw, framework)
        assert read.rating_by_trait["scale"].figures == (*figures[1:], last)
        sheet = opened(raw)[SHEETS["figures"].in_language(language)]
        empty = opened(questionnaire(framework, language))[sheet.title]
        order, plain = (
            list(dict.fromkeys(cell.value for cell in book["B"][FIRST_ROW - 1 :] if cell.value))
            for book in (sheet, empty)
        )
        assert order == plain

    def test_rows_that_a_draft_has_only_begun_come_back(self, framework: Framework):
        begun = assessment_of(
            framework,
            Rating(
                "scale",
                answers={"sc-share-5": "not_met"},
                figures=(
                    OwnFigure("output", None, "万元", "about", "电力装备", 2025),
                    OwnFigure("national-output-share", None, "%", year=2024),
                ),
            ),
            evidence=(
                Evidence(0, "年报"),
                Evidence(2, ""),
                Evidence(0, "", conditions=("sc-first",)),
            ),
        )
        raw = questionnaire(framework, "zh-hans", begun)
        assert read_workbook(raw, framework, draft=True) == begun

    def test_a_number_longer_than_excel_keeps_comes_back(self, framework: Framework):
        value = Decimal("123456789.123456789123")
        said = assessment_of(
            framework, Rating("scale", figures=(OwnFigure("output", value, "亿元"),))
        )
        assert read_workbook(questionnaire(framework, "zh-hans", said), framework) == said

    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile_text_is_literal(self, framework: Framework, text: str):
        said = assessment_of(
            framework,
            Rating(
                "scale",
                rationale=text,
                figures=(OwnFigure("output", Decimal(3), "亿元", product=text[:200]),),
            ),
            evidence=(Evidence(2, text, text, "2025", text[:2000]),),
        )
        raw = questionnaire(framework, "zh-hans", said)
        assert read_workbook(raw, framework) == said
        book = opened(raw)
        assert text in texts(book)
        formulas = {
            sheet.title + cell.column_letter
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        # Our own remarks beside figure conditions.
        assert formulas == {f"{CONDITIONS}F"}
        assert not any(b"hyperlink" in part for part in parts(raw).values())


class TestSheets:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_sheets_are_named_in_the_language(self, framework: Framework, language: Language):
        book = opened(questionnaire(framework, language))
        names = [name.in_language(language) for name in SHEETS.values()]
        assert book.sheetnames[1:] == [*names, META_SHEET]
        assert book.sheetnames[0] == ("说明" if language == "zh-hans" else "Instructions")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_sheet_says_that_nothing_classified_belongs_there(
        self, framework: Framework, language: Language
    ):
        book = opened(questionnaire(framework, language))
        word = SECRECY.in_language(language)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        assert len(shown) == 6
        for sheet in shown:
            assert word in sheet.oddHeader.center.text
            assert word in str(sheet["B2"].value)

    def test_invented_data_is_marked_as_such(self, framework: Framework):
        said = typical(framework)
        book = opened(questionnaire(framework, "zh-hans", said, demo=True))
        assert DEMO.zh in book[TARGETS].oddHeader.center.text
        plain = opened(questionnaire(framework, "zh-hans", said))
        assert DEMO.zh not in plain[TARGETS].oddHeader.center.text

    def test_the_hidden_sheet_names_format_and_framework(self, framework: Framework):
        sheet = opened(questionnaire(framework, "en"))[META_SHEET]
        facts = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True)}
        assert sheet.sheet_state == "veryHidden"
        assert facts["version"] == "2"
        assert facts["framework"] == framework.slug
        assert facts["fingerprint"] == fingerprint(framework)
        assert facts["language"] == "en"

    def test_the_structure_is_locked_without_a_password(self, framework: Framework):
        raw = questionnaire(framework, "zh-hans")
        assert b'<workbookProtection lockStructure="1"/>' in parts(raw)["xl/workbook.xml"]
        book = opened(raw)
        assert all(sheet.protection.sheet for sheet in book.worksheets)
        assert not any(sheet.protection.password for sheet in book.worksheets)

    def test_only_what_is_filled_in_is_unlocked(self, framework: Framework):
        book = opened(questionnaire(framework, "zh-hans"))
        assert unlocked(book, BASICS) == {f"C{row}" for row in range(5, 16)}
        assert unlocked(book, TARGETS) == {f"{c}{row}" for c in "DEFG" for row in range(5, 12)}
        asked = [row for row in range(5, 78) if book[CONDITIONS][f"A{row}"].value]
        assert len(asked) == len(framework.condition_by_slug)
        assert unlocked(book, CONDITIONS) == {f"E{row}" for row in asked}

    def test_a_unit_is_locked_where_there_is_no_other(self, framework: Framework):
        book = opened(questionnaire(framework, "zh-hans"))
        units = {row: book[FIGURES][f"E{row}"].value for row in range(5, 26)}
        locked = {units[row] for row in units if book[FIGURES][f"E{row}"].protection.locked}
        free = {units[row] for row in units if not book[FIGURES][f"E{row}"].protection.locked}
        assert locked == {"年", "%"}
        assert free == {"亿元", "个", "家", "项", "件", "人"}

    def test_keys_stand_in_a_hidden_row_and_column(self, framework: Framework):
        sheet = opened(questionnaire(framework, "en"))["Targets"]
        assert sheet.row_dimensions[FIRST_ROW - 1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert [sheet.cell(row, 1).value for row in range(FIRST_ROW, FIRST_ROW + 7)] == list(
            framework.trait_by_slug
        )

    def test_rows_print_on_a4_across_with_their_heads(self, framework: Framework):
        book = opened(questionnaire(framework, "zh-hans"))
        for sheet in book.worksheets[1:6]:
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.page_setup.paperSize == 9
            assert sheet.print_title_rows == "$3:$3"
        for name in (BASICS, FIGURES, CONDITIONS, TARGETS):
            assert book[name].sheet_properties.pageSetUpPr.fitToPage
            assert book[name].page_setup.fitToHeight == 0

    def test_what_an_item_proves_prints_beside_its_title(self, framework: Framework):
        sheet = opened(questionnaire(framework, "zh-hans"))[EVIDENCE]
        assert sheet.print_title_cols == "$A:$B"
        heads = [sheet.cell(3, brk.id + 1).value for brk in sheet.col_breaks.brk]
        assert heads == ["证明的条件1", "所载指标1"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_they_meet_the_schemas(self, framework: Framework, language: Language, tmp_path: Path):
        file = tmp_path / "questionnaire.xlsx"
        for said in (None, typical(framework)):
            file.write_bytes(questionnaire(framework, language, said))
            assert OpenXmlValidator().validate(file).errors == []


class TestQuestions:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_condition_is_asked_under_its_trait(
        self, framework: Framework, language: Language
    ):
        sheet = opened(questionnaire(framework, language)).worksheets[3]
        rows = [
            [cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW, max_col=8)
        ]
        asked = {row[0]: row for row in rows if row[0]}
        assert set(asked) == set(framework.condition_by_slug)
        for slug, condition in framework.condition_by_slug.items():
            assert asked[slug][3] == condition.text.in_language(language)
            assert asked[slug][6] == condition.proof.in_language(language)
            assert asked[slug][7] == condition.holder.in_language(language)
        heads = [row[1] for row in rows if not row[0] and row[1]]
        assert heads == [
            f"{trait.number} {trait.name.in_language(language)}" for trait in framework.traits
        ]

    def test_conditions_go_from_the_lowest_level_up(self, framework: Framework):
        sheet = opened(questionnaire(framework, "zh-hans"))[CONDITIONS]
        found: dict[str, list[int]] = {}
        for row in sheet.iter_rows(min_row=FIRST_ROW, max_col=3, values_only=True):
            if row[0]:
                found.setdefault(str(row[1]).partition(".")[0], []).append(int(str(row[2])[0]))
        assert len(found) == 7
        assert all(levels == sorted(levels) for levels in found.values())

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_figure_answers_its_conditions(self, framework: Framework, language: Language):
        raw = questionnaire(framework, language, typical(framework))
        book = openpyxl.load_workbook(BytesIO(raw), data_only=True)
        sheet = book.worksheets[3]
        remarks = {sheet[f"A{row}"].value: sheet[f"F{row}"].value for row in range(5, 78)}
        by_figure, without = (t.in_language(language) for t in (BY_FIGURE, WITHOUT_FIGURE))
        assert remarks["sc-share-5"] == remarks["fm-10-years"] == by_figure
        assert remarks["te-standards-1"] == remarks["ms-global-50"] == without
        assert remarks["sc-first"] is None

    def test_its_answer_is_grey_while_the_remark_says_so(self, framework: Framework):
        sheet = opened(questionnaire(framework, "zh-hans"))[CONDITIONS]
        greyed = {
            str(rule.sqref): rule.rules[0].formula[0] for rule in sheet.conditional_formatting
        }
        figures = [
            row
            for row in range(5, 78)
            if sheet[f"A{row}"].value
            and framework.condition_by_slug[sheet[f"A{row}"].value].kind == "figure"
        ]
        assert greyed == {f"E{row}": f'$F${row}="{BY_FIGURE.zh}"' for row in figures}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_trait_shows_what_each_level_asks_whole(
        self, framework: Framework, language: Language
    ):
        sheet = opened(questionnaire(framework, language)).worksheets[5]
        for row, trait in enumerate(framework.traits, FIRST_ROW):
            shown = sheet.cell(row, 3).value
            for level in trait.levels:
                for route in level.routes:
                    for slug in route.conditions:
                        condition = trait.condition_by_slug[slug]
                        assert condition.text.in_language(language) in shown
            assert len(list(level_texts(framework, trait))) == 4
            assert sheet.row_dimensions[row].height < HIGHEST_ROW

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_indicator_is_asked_with_its_unit_and_definition(
        self, framework: Framework, language: Language
    ):
        sheet = opened(questionnaire(framework, language)).worksheets[2]
        indicators = list(framework.indicator_by_slug.values())
        rows = [
            [cell.value for cell in row]
            for row in sheet.iter_rows(min_row=FIRST_ROW, max_row=FIRST_ROW + len(indicators) - 1)
        ]
        for column, said in (
            (7, [i.definition for i in indicators]),
            (8, [i.data_source for i in indicators]),
            (9, [i.holder for i in indicators]),
        ):
            assert [row[column] for row in rows] == [text.in_language(language) for text in said]
        assert all(row[4] for row in rows)
        assert all(row[2] is None for row in rows)

    def test_last_years_answers_stand_beside(self, framework: Framework):
        carried = {"scale": {"sc-first": "not_met"}}
        raw = questionnaire(framework, "zh-hans", typical(framework), carried=carried)  # type: ignore[arg-type]
        sheet = opened(raw)[CONDITIONS]
        assert sheet["I3"].value == "上年回答"
        said = {sheet[f"A{row}"].value: sheet[f"I{row}"].value for row in range(5, 78)}
        assert {slug: word for slug, word in said.items() if word} == {"sc-first": "不符合"}
        assert read_workbook(raw, framework) == typical(framework)
        assert opened(questionnaire(framework, "zh-hans"))[CONDITIONS]["I3"].value is None

    def test_a_word_of_a_list_means_one_entry_in_any_language(self, framework: Framework):
        for entries in options(framework).values():
            words = words_of(entries)
            for entry in entries:
                for label in (entry.label.zh, entry.label.en):
                    assert words[one_name(label)] == entry.key

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_drop_downs_offer_the_whole_list(self, framework: Framework, language: Language):
        book = opened(questionnaire(framework, language))
        found = {}
        for sheet in book.worksheets[1:6]:
            for rule in sheet.data_validations.dataValidation:
                if rule.type == "list":
                    name, _, cells = rule.formula1.replace("$", "").partition("!")
                    assert name == f"'{META_SHEET}'"
                    column = book[META_SHEET][cells]
                    # A list of one entry is a cell.
                    words = (
                        [c.value for (c,) in column]
                        if isinstance(column, tuple)
                        else [column.value]
                    )
                    found[tuple(words)] = sheet.title
        wanted = {
            tuple(option.label.in_language(language) for option in entries)
            for name, entries in options(framework).items()
            # Where a unit has no other, its cell is locked.
            if name not in ("unit:%", "unit:年")
        }
        assert set(found) == wanted

    def test_figure_conditions_are_never_met_by_hand(self, framework: Framework):
        book = opened(questionnaire(framework, "zh-hans"))
        sheet = book[CONDITIONS]
        offered = {}
        for rule in sheet.data_validations.dataValidation:
            cells = book[META_SHEET][rule.formula1.partition("!")[2]]
            for cell in rule.sqref.ranges:
                for row in range(cell.min_row, cell.max_row + 1):
                    offered[sheet[f"A{row}"].value] = [c.value for (c,) in cells]
        for slug, condition in framework.condition_by_slug.items():
            words = ["不符合", "不掌握"]
            assert offered[slug] == (words if condition.kind == "figure" else ["符合", *words])

    def test_checks_reach_to_the_last_row_that_is_read(self, framework: Framework):
        for name in (FIGURES, EVIDENCE):
            sheet = opened(questionnaire(framework, "zh-hans"))[name]
            ends = {
                int(str(rule.sqref).split(":")[-1][1:])
                for rule in sheet.data_validations.dataValidation
                if ":" in str(rule.sqref)
            }
            assert max(ends) == FIRST_ROW + ROW_LIMIT - 1


def test_what_no_cell_holds_is_told_and_never_cut(framework: Framework):
    """Excel counts in UTF-16 units."""
    said = empty(framework)

    def rationale(text: str):
        ratings = (replace(said.ratings[0], rationale=text), *said.ratings[1:])
        return replace(said, ratings=ratings)

    for text in ("𠮷" * 16_383 + "甲", "甲" * 20_000):
        whole = rationale(text)
        assert read_workbook(questionnaire(framework, "zh-hans", whole), framework) == whole
    for text in ("𠮷" * 16_384, "𠮷" * 20_000):
        with pytest.raises(TooLongForCells) as told:
            questionnaire(framework, "zh-hans", rationale(text))
        assert told.value.traits == (framework.traits[0],)


def test_changed_conditions_make_another_questionnaire(framework: Framework):
    first, *others = framework.traits
    levels = (replace(first.levels[0], basis="bulletin"), *first.levels[1:])
    other = replace(framework, traits=(replace(first, levels=levels), *others))
    assert fingerprint(other) != fingerprint(framework)
    assert fingerprint(framework) == fingerprint(replace(framework, practices=()))
