"""The workbook, read back: typed cells, no formulas, complete, set up for print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from benchmark.reports.sections.conclusion import conclude

from benchmark.reports.excel.as_xlsx import CELL_LIMIT, LONG_TEXTS, as_xlsx
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.assessment import Evidence, OwnFigure, Rating
from benchmark.scoring.framework import LANGUAGES, Framework, Language
from benchmark.wording.labels import DEMO, DRAFT
from benchmark.wording.row_height import line_count
from tests.reports.samples import (
    BIDI,
    HOSTILE,
    RARE,
    all_met,
    draft,
    empty,
    hostile,
    longest,
    one_trait,
    rated,
    report_of,
    typical,
)

Case = Callable[[Framework], GapReport]
CASES = (empty, one_trait, typical, all_met, hostile)
NAMES = {
    "zh-hans": [
        "摘要",
        "等级评定",
        "佐证材料",
        "差距与任务",
        "指标数据",
        "经验做法",
        "需取得的数据",
        "来源",
    ],
    "en": [
        "Summary",
        "Ratings",
        "Evidence",
        "Gaps and tasks",
        "Figures",
        "Practices",
        "Data to obtain",
        "Sources",
    ],
}


def opened(report: GapReport, language: Language = "zh-hans") -> Any:
    return openpyxl.load_workbook(BytesIO(as_xlsx(report, language)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows under the heads, by head."""
    heads, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in others]


def values(book: Any) -> list[Any]:
    """What the cells hold; a date as it is written in JSON."""
    found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return [f"{v:%Y-%m-%d}" if isinstance(v, datetime) else v for v in found if v]


def widths(sheet: Any) -> list[float]:
    """The width of each column: the file names equal neighbours once."""
    return [
        group.width
        for group in sorted(sheet.column_dimensions.values(), key=lambda group: group.min)
        for _ in range(group.min, group.max + 1)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_sheets_stand_in_order_and_hold_no_formula(
    framework: Framework, case: Case, language: Language
) -> None:
    book = opened(case(framework), language)
    # What no row can show has a sheet of its own at the end.
    extra = [LONG_TEXTS.in_language(language)] if case is hostile else []
    assert book.sheetnames == [*NAMES[language], *extra]
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [typical, longest, hostile])
def test_every_rationale_and_evidence_item_is_a_cell(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    found = set(values(opened(report, language)))
    for rating in report.assessment.ratings:
        assert not rating.rationale or rating.rationale in found
        for item in rating.evidence:
            assert {item.title, item.source, item.date, item.url} - {""} <= found


def test_text_of_users_is_literal(framework: Framework) -> None:
    whole = "\n".join(str(value) for value in values(opened(hostile(framework))))
    for text in (*HOSTILE, BIDI, RARE):
        assert text in whole


def test_levels_are_numbers_and_what_is_not_known_is_blank(framework: Framework) -> None:
    book = opened(typical(framework))
    ratings = rows(book["等级评定"])
    assert [row["自评等级"] for row in ratings] == [4, 3, 4, 4, 2, 3, None]
    assert [row["佐证等级"] for row in ratings] == [4, 3, 4, 3, 2, 2, None]
    assert ratings[-1]["评定状态"] == "暂未掌握"
    assert ratings[1]["自评等级内容"] == "营业收入居全省各市同行业前三"
    gaps = rows(book["差距与任务"])
    assert [row["次序"] for row in gaps] == [1, 2, 3, 4, None, None, None]
    assert [row["差距"] for row in gaps] == [3, 1, 1, 1, 1, 0, None]
    assert gaps[0]["需补充的佐证"].startswith("自评3级")
    assert {row["牵头单位"] for row in gaps} == {None}


def test_practices_are_listed_for_ranked_gaps_in_their_order(framework: Framework) -> None:
    """Where evidence comes first, no format offers a practice yet."""
    report = typical(framework)
    listed = [row["特征"] for row in rows(opened(report)["经验做法"])]
    assert list(dict.fromkeys(listed)) == [t.result.trait.name.zh for t in report.gaps]
    assert "完整产业链" not in listed


def test_at_the_highest_level_no_higher_target_is_proposed(framework: Framework) -> None:
    steps = {row["首要举措"] for row in rows(opened(all_met(framework))["差距与任务"])}
    assert steps == {"按年更新数据和佐证"}


def test_the_tasks_of_the_sheet_stand_in_the_order_of_the_report(framework: Framework) -> None:
    found = rows(opened(one_trait(framework))["差距与任务"])
    assert [row["次序"] for row in found] == [None] * 6 + [1]
    assert found[0]["首要举措"] == "取得数据后评定"


def test_figures_and_levels_name_their_source(framework: Framework) -> None:
    book = opened(typical(framework))
    assert "本地数据由示例市工业和信息化局填报。" in values(book)
    assert {row["等级依据"] for row in rows(book["等级评定"])} == {"本系统设定", None}
    met = rows(opened(all_met(framework))["等级评定"])
    assert [row["等级依据"] for row in met] == [f"依据参阅 二-{i}" for i in range(1, 8)]


def test_a_gap_that_is_only_possible_names_the_evidence_that_would_settle_it(
    framework: Framework,
) -> None:
    report = report_of(
        framework, rated("scale", 3, 2, 4), rated("chain", 3, 3, 4), rated("leaders", 5, 2, 3)
    )
    gaps = {row["特征"]: row for row in rows(opened(report)["差距与任务"])}
    slugs = ("scale", "chain", "leaders")
    scale, chain, leaders = (framework.trait_by_slug[slug].name.zh for slug in slugs)
    assert gaps[leaders]["需补充的佐证"].startswith("自评5级"), "above its evidence, target met"
    assert gaps[scale]["需补充的佐证"].startswith("差距尚属可能")
    assert gaps[chain]["需补充的佐证"] is None, "its gap is sure"


def test_shares_are_in_percentage_points_and_units_converted(framework: Framework) -> None:
    found = rows(opened(typical(framework))["指标数据"])
    share = next(row for row in found if row["参阅材料所载：原文写法"] == "约1/6")
    assert share["本地数据：数值"] == 2.5
    assert share["单位"] == "%"
    assert share["参阅材料所载：数值"] == pytest.approx(16.6667)
    output = next(row for row in found if row["参阅材料所载：数值"] == 28000)
    assert (output["本地数据：数值"], output["单位"]) == (406, "亿元")
    assert output["出处" if "出处" in output else "参阅材料所载：出处"] == "参阅 二-2"
    assert output["对照结果"] == "数值低于所载；产品不同，只作参考"
    assert output["提示"] == "年份相差4年"
    own = next(row for row in found if row["本地数据：数值"] == 52)
    assert own["参阅材料所载：原文写法"] == "参阅材料未载"
    assert own["参阅材料所载：数值"] is None


def test_a_practice_bound_to_a_place_and_an_undocumented_year_leave_blanks(
    framework: Framework,
) -> None:
    report = report_of(
        framework,
        rated(
            "market-share",
            2,
            3,
            5,
            figures=(
                OwnFigure(
                    "domestic-share", Decimal("35.5"), "%", "about", "高压继电保护设备", 2024
                ),
                OwnFigure("global-share", Decimal(3), "%", year=2025),
            ),
        ),
    )
    book = opened(report)
    places = rows(book["经验做法"])
    assert [row["标杆集群"] for row in places if row["地方"] == "青岛"][-1] is None
    found = rows(book["指标数据"])
    same = next(row for row in found if row["参阅材料所载：产品"] == "高压继电保护设备")
    assert same["对照结果"] == "低于所载（较弱）"
    assert same["参阅材料所载：年份"] is None
    assert same["提示"] == "参阅材料未注明年份"


def test_a_comparison_without_anything_to_mind_leaves_the_column_blank(
    framework: Framework,
) -> None:
    figure = OwnFigure("national-output-share", Decimal(9), "%", product="集成电路", year=2021)
    found = rows(opened(report_of(framework, rated("scale", 3, 3, figures=(figure,))))["指标数据"])
    assert [row["提示"] for row in found if row["参阅材料所载：产品"] == "集成电路"] == [None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_long_name_is_whole_above_the_table(
    framework: Framework, language: Language
) -> None:
    report = typical(framework)
    industry = replace(report.assessment.industry, name="名" * 200)
    report = replace(report, assessment=replace(report.assessment, industry=industry))
    for case, lines in ((report, 5), (typical(framework), 1)):
        sheet = opened(case, language).worksheets[0]
        assert "A1:J1" in {str(merged) for merged in sheet.merged_cells.ranges}
        assert sheet["A1"].alignment.wrap_text
        assert 24 * lines <= sheet.row_dimensions[1].height <= 24 * lines + 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_tables_say_so(framework: Framework, language: Language) -> None:
    book = opened(empty(framework), language)
    for name in (NAMES[language][2], NAMES[language][4], NAMES[language][5]):
        assert book[name]["A2"].value
        assert book[name].max_row == 2
    assert opened(all_met(framework), language)[NAMES[language][6]]["A2"].value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_sheet_is_set_up_for_print(
    framework: Framework, case: Case, language: Language
) -> None:
    for sheet in opened(case(framework), language):
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert sheet.freeze_panes
    for sheet in opened(case(framework), language).worksheets[1:]:
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        # Printed at four fifths of their size, ten points can be read on paper: 7 pixels a
        # character, 96 to the inch, between margins of 0.3 inches.
        assert 0.8 * 7 * sum(widths(sheet)) <= (297 / 25.4 - 0.6) * 96, sheet.title
        assert sheet.page_margins.left <= 0.3


def test_columns_are_wide_enough_for_chinese_heads(framework: Framework) -> None:
    for sheet in opened(typical(framework)).worksheets[1:]:
        for cell, width in zip(sheet[1], widths(sheet), strict=True):
            longest_word = max(len(part) for part in cell.value.split("："))
            assert width >= longest_word, cell.value
            # Two Latin characters to a Chinese one, in as many lines as the row is high.
            lines = sheet.row_dimensions[1].height // 15
            assert 2 * len(cell.value) <= lines * width, cell.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_summary_carries_conclusion_table_and_two_native_charts(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    data = as_xlsx(report, language)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    found = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    conclusion = conclude(report)
    assert conclusion.sentence.in_language(language) in found
    assert conclusion.stage.in_language(language) in found
    for trait in framework.traits:
        assert trait.name.in_language(language) in found
    with ZipFile(BytesIO(data)) as archive:
        charts = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
        whole = "".join(archive.read(name).decode() for name in charts)
    assert len(charts) == 2
    assert "<c:radarChart>" in whole
    assert '<c:barDir val="bar"/>' in whole


def test_full_dates_are_dates_and_what_is_none_stays_text(framework: Framework) -> None:
    written = ("2025-03-18", "2025-03", "2025", "", "1900-02-28", "not a date")
    evidence = tuple(Evidence(2, "年报", "统计局", date) for date in written)
    rating = Rating("scale", state="rated", claim=3, evidence=evidence)
    book = opened(report_of(framework, rating))
    cells = [row[5] for row in book["佐证材料"].iter_rows(min_row=2)]
    found = [cell.value for cell in cells]
    assert found == [datetime(2025, 3, 18), "2025-03", "2025", None, "1900-02-28", "not a date"]
    assert cells[0].number_format == "yyyy-mm-dd"


def test_the_day_of_the_report_is_a_date_in_its_language(framework: Framework) -> None:
    for language, shown in (("zh-hans", 'yyyy"年"m"月"d"日"'), ("en", "[$-409]d mmmm yyyy")):
        sheet = opened(typical(framework), language).worksheets[0]
        day = next(cell for cell in sheet["B"] if isinstance(cell.value, datetime))
        assert (day.value, day.number_format) == (datetime(2026, 3, 18), shown)


def test_numbers_stand_at_the_right(framework: Framework) -> None:
    for sheet in opened(typical(framework)).worksheets[1:]:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, int | float):
                    assert cell.alignment.horizontal == "right", (sheet.title, cell.coordinate)


def test_gaps_keep_the_trait_in_sight(framework: Framework) -> None:
    book = opened(typical(framework))
    assert book["差距与任务"].freeze_panes == "C2"
    assert book["等级评定"].freeze_panes == "B2"


def test_the_bar_chart_takes_range_and_hatching_from_hidden_cells(framework: Framework) -> None:
    data = as_xlsx(typical(framework), "zh-hans")
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    head = next(cell.row for cell in sheet["A"] if cell.value == "特征")
    found = [
        [sheet.cell(row, column).value for column in (11, 12, 13)]
        for row in range(head + 1, head + 8)
    ]
    # Upper end less level, level less lower end; the last trait is not rated.
    assert found == [
        [1, 1, None],
        [1, 1, None],
        [0, 0, None],
        [1, 1, None],
        [1, 1, None],
        [2, 1, None],
        [None, None, 5],
    ]
    assert sheet.column_dimensions["K"].hidden
    first = f"$K${head + 1}:$K${head + 7}"
    with ZipFile(BytesIO(data)) as archive:
        chart = archive.read("xl/charts/chart2.xml").decode()
    assert f"<c:plus><c:numRef><c:f>摘要!{first}</c:f>" in chart.replace("'", "")
    assert '<c:plotVisOnly val="1"/>' not in chart
    assert '<a:pattFill prst="wdUpDiag">' in chart


def test_coverage_and_means_are_numbers(framework: Framework) -> None:
    weights = {t.slug: 10 for t in framework.traits} | {"innovation": 40}

    def labelled(report: GapReport) -> dict[str, Any]:
        sheet = opened(report).worksheets[0]
        return {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}

    equal = labelled(typical(framework))
    assert equal["数据覆盖率"] == pytest.approx(600 / 7)
    assert equal["序数均值，仅供定位参考"] == 3
    assert (equal["范围下限"], equal["范围上限"]) == (2, pytest.approx(29 / 7))
    weighted = labelled(typical(framework, weights))
    assert weighted["数据覆盖率"] == 60
    assert weighted["序数均值，仅供定位参考"] == "覆盖率不足，不计算"
    assert weighted["序数均值，仅供定位参考（等权）"] == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_data_is_marked_on_every_sheet(framework: Framework, language: Language) -> None:
    mark = DEMO.in_language(language)
    book = opened(typical(framework), language)
    assert all(sheet.oddHeader.center.text == mark for sheet in book)
    assert mark in values(book)
    assert all(not sheet.oddHeader.center.text for sheet in opened(empty(framework), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_on_every_sheet(framework: Framework, language: Language) -> None:
    mark = DRAFT.in_language(language)
    book = opened(draft(framework), language)
    assert all(mark in sheet.oddHeader.center.text for sheet in book)
    assert mark in values(book)
    assert mark not in values(opened(typical(framework), language))


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row(framework: Framework) -> None:
    text = "𠮷" * 20_000  # 40,000 as Excel counts
    found = rows(opened(report_of(framework, Rating("scale", rationale=text)))["等级评定"])
    mine = [row["评定理由"] for row in found if row["特征"] == "产业规模" and row["评定理由"]]
    assert len(mine) == 2
    assert "".join(mine) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= CELL_LIMIT for piece in mine)


def test_a_text_higher_than_a_row_may_be_stays_in_one_cell_and_prints_whole(
    framework: Framework,
) -> None:
    text = "产业链在本地有布局。" * 450 + "x" * 9_000
    book = opened(report_of(framework, Rating("scale", rationale=text)))
    sheet = book["等级评定"]
    assert text in values(book)
    # One row a trait: nothing is merged among them, so that filter and sort work.
    assert [row["特征"] for row in rows(sheet)][1:3] == ["产业规模", "市场份额"]
    assert not [r for r in sheet.merged_cells.ranges if r.min_row < 9]
    assert "长文全文" in sheet.cell(10, 1).value
    long = book["长文全文"]
    assert "".join(row["长文全文"] for row in rows(long)) == text
    assert {(row["特征"], row["事项"]) for row in rows(long)} == {("产业规模", "评定理由")}
    width = widths(long)[2]
    for row in range(2, long.max_row + 1):
        height = long.row_dimensions[row].height
        assert line_count(long.cell(row, 3).value, int(width) - 1) * 15 <= height
        # Points of a page across between its margins, at the scale at which the sheet prints.
        page = (210 / 25.4 - 1.4) * 72 * 7 * sum(widths(long)) / 96 / (297 / 25.4 - 0.6)
        assert 3 * height + long.row_dimensions[1].height <= page
    assert "长文全文" not in opened(typical(framework)).sheetnames


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_tells_what_the_first_page_tells(
    framework: Framework, language: Language
) -> None:
    found = values(opened(typical(framework), language))
    told = conclude(typical(framework))
    texts = [
        *told.certainty,
        *(text for item in told.headline for text in (item.standing, item.step)),
    ]
    whole = "\n".join(value for value in found if isinstance(value, str))
    for text in (told.sentence, told.stage, *texts, *told.steps):
        assert text.in_language(language) in whole


def test_what_xml_cannot_hold_is_shown_as_its_code_point(framework: Framework) -> None:
    report = report_of(framework, Rating("scale", rationale="a\x01b\ud800c"))
    assert "a[U+0001]b[U+D800]c" in values(opened(report))


def test_weights_stand_with_the_ratings(framework: Framework) -> None:
    weights = {t.slug: 10 for t in framework.traits} | {"innovation": 40}
    found = rows(opened(typical(framework, weights))["等级评定"])
    assert [row["权重"] for row in found] == [10] * 6 + [40]
    assert {row["权重"] for row in rows(opened(typical(framework))["等级评定"])} == {None}


def test_the_sources_print_on_one_page(framework: Framework) -> None:
    book = opened(typical(framework), "en")
    found = {sheet.title: sheet.page_setup.fitToHeight for sheet in book}
    assert [name for name, pages in found.items() if pages != 0] == ["Summary", "Sources"]
