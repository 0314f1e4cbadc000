"""The workbook, read back: typed cells, no formulas, complete, set up for print."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree

from benchmark.charts.data import SERIES, mark_of
from benchmark.reports.document import title
from benchmark.reports.excel.as_xlsx import LONG_TEXTS, as_xlsx
from benchmark.reports.excel.book import chart_cells
from benchmark.reports.gap_report import GapReport
from benchmark.reports.sections.judgement import certainty, judgement, strengths
from benchmark.scoring.assessment import Evidence, Rating
from benchmark.scoring.framework import LANGUAGES, Language
from benchmark.wording.labels import DEMO, DRAFT, SECTION
from benchmark.wording.sentences import run_on
from benchmark.workbook.measure import line_count
from benchmark.workbook.tables import CELL_LIMIT
from tests.reports import samples
from tests.reports.samples import (
    BIDI,
    EVERY_CASE,
    FRAMEWORK,
    HOSTILE,
    RARE,
    Case,
    all_met,
    draft,
    empty,
    hostile,
    longest,
    planned,
    report,
    report_of,
    typical,
)

C = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
NAMES = {
    "zh-hans": [
        "摘要",
        "条件",
        "差距与任务",
        "佐证材料",
        "指标数据",
        "经验做法",
        "需取得的数据",
        "来源",
    ],
    "en": [
        "Summary",
        "Conditions",
        "Gaps and tasks",
        "Evidence",
        "Figures",
        "Practices",
        "Data to obtain",
        "Sources",
    ],
}


def opened(case: Case, language: Language = "zh-hans") -> Any:
    return openpyxl.load_workbook(BytesIO(samples.xlsx(case, language)))


def made(report: GapReport, language: Language = "zh-hans") -> Any:
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
@pytest.mark.parametrize("case", EVERY_CASE)
def test_sheets_stand_in_order_and_hold_no_formula(case: Case, language: Language) -> None:
    book = opened(case, language)
    # What no row can show has a sheet of its own at the end.
    extra = [LONG_TEXTS.in_language(language)] if case in (hostile, longest) else []
    plan = [SECTION["plan"].in_language(language)] if case in (planned, hostile) else []
    *others, sources = NAMES[language]
    assert book.sheetnames == [*others, *plan, sources, *extra]
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [typical, longest, hostile])
def test_every_rationale_and_evidence_item_is_a_cell(case: Case, language: Language) -> None:
    assessment = samples.report(case).assessment
    found = set(values(opened(case, language)))
    for rating in assessment.ratings:
        assert not rating.rationale or rating.rationale in found
    for item in assessment.evidence:
        assert {item.title, item.source, item.date, item.url} - {""} <= found


def test_text_of_users_is_literal() -> None:
    whole = "\n".join(str(value) for value in values(opened(hostile)))
    for text in (*HOSTILE, BIDI, RARE):
        assert text in whole


def test_levels_are_numbers_and_what_is_not_known_is_blank() -> None:
    gaps = {row["特征"]: row for row in rows(opened(typical)["差距与任务"])}
    assert [row["次序"] for row in gaps.values()] == [1, 2, None, None, None, None, None]
    scale = gaps["产业规模"]
    assert [scale[key] for key in ("自评等级", "佐证等级", "可能等级", "目标等级", "差距")] == [
        *(3, 3, 3, 4, 1),
    ]
    assert scale["目标年份"] == 2027
    assert {row["牵头单位"] for row in gaps.values()} == {None}
    blank = rows(opened(empty)["差距与任务"])
    assert {row["自评等级"] for row in blank} == {row["差距"] for row in blank} == {None}
    assert {row["可能等级"] for row in blank} == {5}


def test_every_condition_has_its_row_with_what_it_lacks() -> None:
    found = rows(opened(typical)["条件"])
    texts = [condition.text.zh for condition in FRAMEWORK.condition_by_slug.values()]
    assert [row["条件"] for row in found] == texts
    by_text = {row["条件"]: row for row in found}
    share = by_text["占全国同行业5%以上"]
    assert (share["等级"], share["结论"]) == (4, "不符合")
    assert share["还差"] == "差约2.9个百分点"
    assert share["依据"] == "由数据判断：约2.1%（电力装备，2024年）"
    champions = by_text["国家级制造业单项冠军企业3家以上"]
    assert (champions["结论"], champions["佐证"]) == ("符合", "上级或第三方材料")


def test_what_comes_first_is_a_measure_for_gaps_proof_or_data_elsewhere() -> None:
    first = {row["特征"]: row["先做什么"] for row in rows(opened(typical)["差距与任务"])}
    assert first["产业规模"] == "设专门园区和管理机构，统筹产业规划、用地和人才引进。"
    assert first["完整产业链"].startswith("补上“研发设计有本地企业或机构”")
    assert first["创新要素富集"].startswith("查清有国家级创新平台")
    assert first["市场份额"] is None


def test_practices_stand_with_the_trait_that_they_are_offered_for() -> None:
    listed = rows(opened(typical)["经验做法"])
    offered = [
        (trait.result.trait.name.zh, offer.practice.title.zh)
        for trait in report(typical).traits
        for offer in trait.offers
    ]
    assert [(row["特征"], row["经验做法"]) for row in listed] == offered
    assert all("有助于“" in row["推荐理由"] for row in listed)
    assert not [row for row in listed if row["判定"] == "已达标"]


def test_shares_are_in_percentage_points_and_units_converted() -> None:
    found = rows(opened(typical)["指标数据"])
    share = next(row for row in found if row["参阅材料所载：原文写法"] == "约1/6")
    assert (share["本地数据：数值"], share["单位"]) == (2.1, "%")
    assert share["参阅材料所载：数值"] == pytest.approx(16.6667)
    assert share["相差百分点"] == -13.73
    output = next(row for row in found if row["参阅材料所载：数值"] == 28000)
    assert (output["本地数据：数值"], output["单位"]) == (406, "亿元")
    assert output["参阅材料所载：出处"] == "参阅 二-2"
    assert (output["对照结果"], output["提示"]) == ("不作比较", "产品不同")
    own = next(row for row in found if row["本地数据：数值"] == 52)
    assert own["参阅材料所载：原文写法"] == "参阅材料未载"
    assert own["参阅材料所载：数值"] is None
    assert "本地数据由示例市工业和信息化局提供。" in values(opened(typical))


def test_a_practice_bound_to_a_place_and_an_undocumented_year_leave_blanks() -> None:
    found = rows(opened(typical)["指标数据"])
    same = next(row for row in found if row["参阅材料所载：产品"] == "高压继电保护设备")
    assert (same["对照结果"], same["参阅材料所载：年份"], same["提示"]) == ("低于", None, None)
    places = {row["地方"]: row["标杆集群"] for row in rows(opened(typical)["经验做法"])}
    assert places["苏州"] is None


def test_what_is_to_be_obtained_stands_by_bureau_with_what_it_decides() -> None:
    found = rows(opened(typical)["需取得的数据"])
    staff = next(row for row in found if row["要取得什么"].startswith("科研技术人员数"))
    assert staff["掌握部门"] == "科技局"
    assert staff["取得后可判断什么"] == "创新要素富集是否达到4级"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_long_name_is_whole_above_the_table(language: Language) -> None:
    given = report(typical)
    industry = replace(given.assessment.industry, name="名" * 200, name_en="名" * 200)
    long = replace(given, assessment=replace(given.assessment, industry=industry))
    for case, lines in ((long, 5), (given, 1)):
        sheet = made(case, language).worksheets[0]
        assert "A1:I1" in {str(merged) for merged in sheet.merged_cells.ranges}
        assert sheet["A1"].alignment.wrap_text
        assert 24 * lines <= sheet.row_dimensions[1].height <= 24 * lines + 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_tables_say_so(language: Language) -> None:
    book = opened(empty, language)
    for name in (NAMES[language][3], NAMES[language][4], NAMES[language][5]):
        assert book[name]["A2"].value
        assert book[name].max_row == 2
    assert opened(all_met, language)[NAMES[language][6]]["A2"].value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_every_sheet_is_set_up_for_print(case: Case, language: Language) -> None:
    for sheet in opened(case, language):
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert sheet.freeze_panes
    for sheet in opened(case, language).worksheets[1:]:
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        # Printed at four fifths of their size, ten points can be read on paper: 7 pixels a
        # character, 96 to the inch, between margins of 0.3 inches.
        assert 0.8 * 7 * sum(widths(sheet)) <= (297 / 25.4 - 0.6) * 96, sheet.title
        assert sheet.page_margins.left <= 0.3


def test_columns_are_wide_enough_for_chinese_heads() -> None:
    for sheet in opened(typical).worksheets[1:]:
        for cell, width in zip(sheet[1], widths(sheet), strict=True):
            longest_word = max(len(part) for part in cell.value.split("："))
            assert width >= longest_word, cell.value
            # Two Latin characters to a Chinese one, in as many lines as the row is high.
            lines = sheet.row_dimensions[1].height // 15
            assert 2 * len(cell.value) <= lines * width, cell.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_the_summary_tells_what_the_brief_tells_with_table_and_two_native_charts(
    case: Case, language: Language
) -> None:
    sheet = opened(case, language).worksheets[0]
    found = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    told = report(case)
    for text in (judgement(told), strengths(told), run_on(certainty(told))):
        assert text.in_language(language) in found
    for trait in FRAMEWORK.traits:
        assert trait.name.in_language(language) in found
    with ZipFile(BytesIO(samples.xlsx(case, language))) as archive:
        charts = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
        whole = "".join(archive.read(name).decode() for name in charts)
    assert len(charts) == 2
    assert "<c:radarChart>" in whole
    assert "<c:scatterChart>" in whole


def test_the_summary_says_what_each_gap_lacks_and_what_to_begin_with() -> None:
    text = "\n".join(str(value) for value in values(opened(typical)))
    assert "1. 产业规模（3级→4级（2027年））：" in text
    assert "或占全国同行业5%以上，差约2.9个百分点" in text
    assert "；先做：设专门园区和管理机构" in text


def test_full_dates_are_dates_and_what_is_none_stays_text() -> None:
    written = ("2025-03-18", "2025-03", "2025", "", "1900-02-28", "not a date")
    book = made(report_of(evidence=tuple(Evidence(2, "年报", "统计局", d) for d in written)))
    cells = [row[4] for row in book["佐证材料"].iter_rows(min_row=2)]
    found = [cell.value for cell in cells]
    assert found == [datetime(2025, 3, 18), "2025-03", "2025", None, "1900-02-28", "not a date"]
    assert cells[0].number_format == "yyyy-mm-dd"


def test_the_day_of_the_report_is_a_date_in_its_language() -> None:
    for language, shown in (("zh-hans", 'yyyy"年"m"月"d"日"'), ("en", "[$-409]d mmmm yyyy")):
        sheet = opened(typical, language).worksheets[0]
        day = next(cell for cell in sheet["B"] if isinstance(cell.value, datetime))
        assert (day.value, day.number_format) == (datetime(2026, 3, 18), shown)


def test_numbers_stand_at_the_right() -> None:
    for sheet in opened(typical).worksheets[1:]:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, int | float):
                    assert cell.alignment.horizontal == "right", (sheet.title, cell.coordinate)


def test_gaps_keep_the_trait_in_sight() -> None:
    book = opened(typical)
    assert book["差距与任务"].freeze_panes == "C2"
    assert book["条件"].freeze_panes == "B2"


def heads_of_traits(sheet: Any) -> int:
    """The row of the heads above the seven traits."""
    return next(int(cell.row) for cell in sheet["A"] if cell.value in ("特征", "Trait"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_charts_draw_is_hidden_under_heads_of_its_own(language: Language) -> None:
    sheet = opened(typical, language).worksheets[0]
    heads = [cell.value for cell in sheet[heads_of_traits(sheet)]]
    assert len(set(heads)) == len(heads)
    shown = [head for head in heads if not head.startswith(("图表用：", "For the charts: "))]
    assert heads[: len(shown)] == shown
    assert len(heads) > len(shown) == 9
    # Columns of one kind are named once in the file: the first stands for all.
    assert sheet.column_dimensions["J"].hidden
    assert sheet.column_dimensions["J"].max >= len(heads)
    assert not any(sheet.column_dimensions[name].hidden for name in "AB")
    assert sheet.print_area.endswith(f"$I${sheet.print_area.rpartition('$')[2]}")


def test_the_gap_chart_takes_bands_from_hidden_cells() -> None:
    data = samples.xlsx(samples.one_trait, "zh-hans")
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    head = heads_of_traits(sheet)
    found = [[cell.value for cell in row[9:16]] for row in sheet.iter_rows(head + 1, head + 7)]
    # What is certain has no band; the others are not rated: hatched from level 1.
    assert found[1] == [5, 6, 0, None, None, None, None]
    assert [row for i, row in enumerate(found) if i != 1] == [
        [5, place, 0, None, None, 1, 4] for place in (7, 5, 4, 3, 2, 1)
    ]
    with ZipFile(BytesIO(data)) as archive:
        chart = archive.read("xl/charts/chart2.xml").decode().replace("'", "")
    for column in "MO":
        span = f"${chr(ord(column) + 1)}${head + 1}:${chr(ord(column) + 1)}${head + 7}"
        assert f"<c:plus><c:numRef><c:f>摘要!{span}</c:f>" in chart
    assert '<c:plotVisOnly val="1"/>' not in chart


def test_an_open_trait_has_its_band_from_its_level() -> None:
    case = next(
        result
        for case in EVERY_CASE
        for result in report(case).profile.traits
        if result.claim and result.possible > result.claim
    )
    cells = chart_cells(mark_of(case))
    assert (cells["band"], cells["band_span"]) == (case.claim, case.possible - case.claim)
    assert cells["not_rated"] is cells["not_rated_span"] is None


def series(chart: etree._Element) -> list[dict[str, Any]]:
    """Name and whether the legend names it, of each series."""
    gone = {e.get("val") for e in chart.findall(".//c:legendEntry/c:idx", C)}
    return [
        {
            "name": one.findtext("c:tx//c:v", None, C),
            "told": one.find("c:idx", C).get("val") not in gone,
        }
        for one in chart.iter(f"{{{C['c']}}}ser")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gap_chart_lies_and_its_marks_are_seen_whichever_is_drawn_last(
    language: Language,
) -> None:
    with ZipFile(BytesIO(samples.xlsx(typical, language))) as archive:
        chart = etree.fromstring(archive.read("xl/charts/chart2.xml"))
    assert [e.get("val") for e in chart.findall(".//c:valAx/c:scaling/c:max", C)] == ["5", "7.5"]
    labels = ["".join(e.itertext()) for e in chart.findall(".//c:dLbl//a:p", C)]
    assert labels == [trait.name.in_language(language) for trait in FRAMEWORK.traits]
    found = series(chart)
    names = [one["name"] for one in found]
    marks = [SERIES[key].in_language(language) for key in ("proven", "claim", "target")]
    assert names[:3] == marks
    assert names[-3:] == marks[::-1]
    assert [one["name"] for one in found if one["told"]] == [
        *marks,
        *(SERIES[key].in_language(language) for key in ("not_rated", "band", "reference")),
    ]


def test_what_is_hollow_is_pale_and_no_dark_mark_hides_another() -> None:
    """LibreOffice draws a marker's fill alone, and one without fill in its outline's colour."""
    with ZipFile(BytesIO(samples.xlsx(typical, "zh-hans"))) as archive:
        for name in ("xl/charts/chart1.xml", "xl/charts/chart2.xml"):
            chart = etree.fromstring(archive.read(name))
            assert not chart.findall(".//c:marker/c:spPr/a:noFill", C)
            dark = {
                marker.find("c:symbol", C).get("val"): fill.get("val")
                for marker in chart.findall(".//c:ser/c:marker", C)
                for fill in marker.findall("c:spPr/a:solidFill/a:srgbClr", C)
                if int(fill.get("val")[:2], 16) < 0x80
            }
            assert "diamond" not in dark


def test_properties_name_the_organisation_or_no_author() -> None:
    found = opened(typical).properties
    assert found.title == title(report(typical)).zh
    assert found.creator == found.lastModifiedBy == "示例市工业和信息化局"
    with ZipFile(BytesIO(samples.xlsx(empty, "zh-hans"))) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "title" in core
    assert "creator" not in core
    assert "lastModifiedBy" not in core


def test_coverage_is_a_number() -> None:
    sheet = opened(typical).worksheets[0]
    found = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    assert found["评定覆盖率"] == 100
    assert "序数均值" not in str(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_data_is_marked_on_every_sheet(language: Language) -> None:
    mark = DEMO.in_language(language)
    book = opened(typical, language)
    assert all(sheet.oddHeader.center.text == mark for sheet in book)
    assert mark in values(book)
    assert all(not sheet.oddHeader.center.text for sheet in opened(empty, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_on_every_sheet(language: Language) -> None:
    mark = DRAFT.in_language(language)
    book = opened(draft, language)
    assert all(mark in sheet.oddHeader.center.text for sheet in book)
    assert mark in values(book)
    assert mark not in values(opened(typical, language))


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row() -> None:
    text = "𠮷" * 20_000  # 40,000 as Excel counts
    found = rows(made(report_of(Rating("scale", rationale=text)))["差距与任务"])
    mine = [row["说明"] for row in found if row["说明"]]
    assert len(mine) == 2
    assert "".join(mine) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= CELL_LIMIT for piece in mine)


def test_a_text_higher_than_a_row_may_be_stays_in_one_cell_and_prints_whole() -> None:
    text = "产业链在本地有布局。" * 450 + "x" * 9_000
    book = made(report_of(Rating("scale", rationale=text)))
    sheet = book["差距与任务"]
    assert text in values(book)
    # One row a trait: nothing is merged among them, so that filter and sort work.
    assert [row["特征"] for row in rows(sheet)][1:3] == ["产业规模", "市场份额"]
    assert not [r for r in sheet.merged_cells.ranges if r.min_row < 9]
    assert "长文全文" in sheet.cell(10, 1).value
    long = book["长文全文"]
    assert "".join(row["长文全文"] for row in rows(long)) == text
    assert {(row["特征"], row["事项"]) for row in rows(long)} == {("产业规模", "说明")}
    width = widths(long)[2]
    for row in range(2, long.max_row + 1):
        height = long.row_dimensions[row].height
        assert line_count(long.cell(row, 3).value, int(width) - 1) * 15 <= height
        # Points of a page across between its margins, at the scale at which the sheet prints.
        page = (210 / 25.4 - 1.4) * 72 * 7 * sum(widths(long)) / 96 / (297 / 25.4 - 0.6)
        assert 3 * height + long.row_dimensions[1].height <= page
    assert "长文全文" not in opened(typical).sheetnames


def test_what_xml_cannot_hold_is_shown_as_its_code_point() -> None:
    text = "a\x01b\ud800c"
    assert "a[U+0001]b[U+D800]c" in values(made(report_of(Rating("scale", rationale=text))))


def test_the_sources_print_on_one_page() -> None:
    book = opened(typical, "en")
    found = {sheet.title: sheet.page_setup.fitToHeight for sheet in book}
    assert [name for name, pages in found.items() if pages != 0] == ["Summary", "Sources"]


def test_a_gap_without_a_practice_names_none() -> None:
    given = report(typical)
    bare = replace(given, traits=tuple(replace(trait, offers=()) for trait in given.traits))
    text = "\n".join(str(value) for value in values(made(bare)))
    assert "1. 产业规模（3级→4级（2027年））：" in text
    assert "先做：" not in text
