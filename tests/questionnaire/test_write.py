"""The questionnaire as it is handed out: what it asks, what it locks, what it keeps literal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from benchmark.questionnaire.help import SECRECY
from benchmark.questionnaire.layout import META_SHEET, ROW_LIMIT, SHEETS, fingerprint, options
from benchmark.questionnaire.read import read_workbook
from benchmark.questionnaire.values import normal_word, words_of
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating
from benchmark.scoring.framework import LANGUAGES, Framework, Language
from benchmark.wording.labels import DEMO
from tests.reports.samples import HOSTILE, all_met, empty, longest, rated, report_of, typical
from tests.strategies import assessments

from .workbooks import FIGURES, RATINGS, parts

FIRST_ROW = 5


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


def titled(assessment: Assessment) -> Assessment:
    """With a title where an item of evidence is a grade alone: a workbook may not say that."""
    return replace(
        assessment,
        ratings=tuple(
            replace(
                rating,
                evidence=tuple(
                    item
                    if any(text.strip() for text in (item.title, item.source, item.date, item.url))
                    else replace(item, title="年报")
                    for item in rating.evidence
                ),
            )
            for rating in assessment.ratings
        ),
    )


class TestRoundTrip:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(data=st.data())
    def test_any_assessment_comes_back_as_it_was(self, framework: Framework, data: st.DataObject):
        said = titled(data.draw(assessments(framework)))
        language = data.draw(st.sampled_from(LANGUAGES))
        assert read_workbook(questionnaire(framework, language, said), framework) == said

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("sample", [empty, typical, all_met, longest])
    def test_what_offices_write_comes_back(self, framework: Framework, sample, language: Language):
        said = sample(framework).assessment
        assert read_workbook(questionnaire(framework, language, said), framework) == said

    def test_weights_come_back(self, framework: Framework):
        points = dict(zip(framework.trait_by_slug, (10, 15, 15, 15, 15, 15, 15), strict=True))
        said = typical(framework, points).assessment
        assert read_workbook(questionnaire(framework, "en", said), framework) == said

    def test_a_number_longer_than_excel_keeps_comes_back(self, framework: Framework):
        value = Decimal("123456789.123456789123")
        said = report_of(
            framework, rated("scale", 3, 2, figures=(OwnFigure("output", value, "亿元"),))
        ).assessment
        assert read_workbook(questionnaire(framework, "zh-hans", said), framework) == said

    @pytest.mark.parametrize("text", [*(t for t in HOSTILE if "\n" not in t), "'=1", "#N/A", "1e3"])
    def test_hostile_text_is_literal(self, framework: Framework, text: str):
        said = report_of(framework, hostile_rating(text)).assessment
        raw = questionnaire(framework, "zh-hans", said)
        assert read_workbook(raw, framework) == said
        book = opened(raw)
        assert text in texts(book)
        formulas = [
            cell.coordinate
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        # Our own sum of the weights.
        assert formulas == ["C19"]
        assert not any(b"hyperlink" in part for part in parts(raw).values())


def hostile_rating(text: str) -> Rating:
    name = text[:200]
    return Rating(
        "scale",
        "rated",
        3,
        rationale=text,
        evidence=(Evidence(2, text, text, "2025", text[:2000]),),
        figures=(OwnFigure("output", Decimal(3), "亿元", product=name),),
    )


class TestSheets:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_sheets_are_named_in_the_language(self, framework: Framework, language: Language):
        book = opened(questionnaire(framework, language))
        names = [name.in_language(language) for name in SHEETS.values()]
        assert book.sheetnames[1:] == [*names, META_SHEET]
        assert book.sheetnames[0] == ("填写说明" if language == "zh-hans" else "Instructions")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_sheet_says_that_nothing_classified_belongs_there(
        self, framework: Framework, language: Language
    ):
        book = opened(questionnaire(framework, language))
        word = SECRECY.in_language(language)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        assert len(shown) == 5
        for sheet in shown:
            assert word in sheet.oddHeader.center.text
            assert word in str(sheet["B2"].value)

    def test_invented_data_is_marked_as_such(self, framework: Framework):
        said = typical(framework).assessment
        book = opened(questionnaire(framework, "zh-hans", said, demo=True))
        assert DEMO.zh in book[RATINGS].oddHeader.center.text
        plain = opened(questionnaire(framework, "zh-hans", said))
        assert DEMO.zh not in plain[RATINGS].oddHeader.center.text

    def test_the_hidden_sheet_names_format_and_framework(self, framework: Framework):
        sheet = opened(questionnaire(framework, "en"))[META_SHEET]
        facts = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True)}
        assert sheet.sheet_state == "veryHidden"
        assert facts["version"] == "1"
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
        ratings = book[RATINGS]
        unlocked = {
            cell.coordinate
            for row in ratings.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        rows = range(FIRST_ROW, FIRST_ROW + 7)
        assert unlocked == {f"{column}{row}" for column in "DEFG" for row in rows}

    def test_keys_stand_in_a_hidden_row_and_column(self, framework: Framework):
        sheet = opened(questionnaire(framework, "en"))["Ratings"]
        assert sheet.row_dimensions[FIRST_ROW - 1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert [sheet.cell(row, 1).value for row in range(FIRST_ROW, FIRST_ROW + 7)] == list(
            framework.trait_by_slug
        )

    def test_rows_print_on_a4_across_with_their_heads(self, framework: Framework):
        for sheet in opened(questionnaire(framework, "zh-hans")).worksheets[1:5]:
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.page_setup.paperSize == 9
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.page_setup.fitToWidth in (None, 1)
            assert sheet.page_setup.fitToHeight == 0
            assert sheet.print_title_rows == "$3:$3"


class TestQuestions:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_trait_shows_its_five_levels_whole(
        self, framework: Framework, language: Language
    ):
        sheet = opened(questionnaire(framework, language)).worksheets[2]
        for row, trait in enumerate(framework.traits, FIRST_ROW):
            shown = sheet.cell(row, 3).value
            assert [level.text.in_language(language) in shown for level in trait.levels] == [
                True
            ] * 5

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_indicator_is_asked_with_its_unit_and_definition(
        self, framework: Framework, language: Language
    ):
        sheet = opened(questionnaire(framework, language)).worksheets[4]
        rows = [
            [cell.value for cell in row]
            for row in sheet.iter_rows(min_row=FIRST_ROW, max_row=FIRST_ROW + 23)
        ]
        indicators = list(framework.indicator_by_slug.values())
        assert [row[7] for row in rows] == [i.definition.in_language(language) for i in indicators]
        assert all(row[4] for row in rows)
        assert all(row[2] is None for row in rows)

    def test_levels_read_as_in_the_interface(self, framework: Framework):
        labels = [option.label.zh for option in options(framework)["answer"]]
        assert labels == [
            "1 起步",
            "2 市内骨干",
            "3 全省前列",
            "4 全国前列",
            "5 标杆集群水平",
            "暂未掌握",
        ]

    def test_a_word_of_a_list_means_one_entry_in_any_language(self, framework: Framework):
        for entries in options(framework).values():
            words = words_of(entries)
            for entry in entries:
                for label in (entry.label.zh, entry.label.en):
                    assert words[normal_word(label)] == entry.key

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_drop_downs_offer_the_whole_list(self, framework: Framework, language: Language):
        book = opened(questionnaire(framework, language))
        found = {}
        for sheet in book.worksheets[1:5]:
            for rule in sheet.data_validations.dataValidation:
                if rule.type == "list":
                    name, _, cells = rule.formula1.replace("$", "").partition("!")
                    assert name == f"'{META_SHEET}'"
                    column = [cell.value for (cell,) in book[META_SHEET][cells]]
                    found[tuple(column)] = sheet.title
        wanted = {
            tuple(option.label.in_language(language) for option in entries)
            for entries in options(framework).values()
        }
        assert set(found) == wanted

    def test_checks_reach_to_the_last_row_that_is_read(self, framework: Framework):
        sheet = opened(questionnaire(framework, "zh-hans"))[FIGURES]
        ends = {
            int(str(rule.sqref).split(":")[-1][1:])
            for rule in sheet.data_validations.dataValidation
        }
        assert ends == {FIRST_ROW + ROW_LIMIT - 1}


def test_a_changed_rubric_is_another_questionnaire(framework: Framework):
    first, *others = framework.traits
    levels = (replace(first.levels[0], basis="bulletin"), *first.levels[1:])
    other = replace(framework, traits=(replace(first, levels=levels), *others))
    assert fingerprint(other) != fingerprint(framework)
    assert fingerprint(framework) == fingerprint(replace(framework, practices=()))
