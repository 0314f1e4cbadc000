"""What changed and the plan as sheets: in the words of page and Word; none that says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from benchmark.reports.document import document
from benchmark.reports.excel.as_xlsx import as_xlsx
from benchmark.reports.gap_report import GapReport, Origin, build
from benchmark.reports.last_year import Before
from benchmark.reports.since import Edition, since
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import LANGUAGES, Language
from benchmark.scoring.plan import Task
from benchmark.wording.labels import SECTION
from tests.questionnaire.samples import keyed
from tests.reports import samples
from tests.reports.plans import AS_OF
from tests.reports.samples import planned, typical
from tests.reports.trees import said, tables
from tests.scoring.builders import FRAMEWORK, assessed, figure, proof, rated

THEN = replace(
    assessed(
        rated(
            "scale",
            ["sc-city-chain"],
            ["sc-nation-list"],
            figures=[figure("output", "86"), figure("national-output-share", "2")],
        ),
        rated("chain", ["ch-make"]),
    ),
    period=2024,
)
NOW = replace(
    assessed(
        rated(
            "scale",
            ["sc-city-chain", "sc-nation-list"],
            figures=[figure("output", "91"), figure("national-output-share", "2")],
        ),
        rated("chain", ["ch-make"]),
        evidence=[proof("ch-make")],
    ),
    period=2025,
)
TASK = Task("scale", "sc-nation-list", measure="申报国家集群", lead="市工信局", key="a")


def a_year_later(now: Assessment = NOW, waiting: frozenset[str] = frozenset()) -> GapReport:
    return build(FRAMEWORK, now, before=Before(THEN, draft=False, waiting=waiting))


def second_edition(now: Assessment = NOW) -> GapReport:
    day, done = date(2026, 3, 18), replace(TASK, status="done")
    tasks = ((TASK,), (done,)) if now is NOW else ((TASK,), (TASK,))
    before = Edition(1, day, keyed(THEN), tasks[0])
    changed = since(FRAMEWORK, before, keyed(now), tasks[1])
    return build(FRAMEWORK, now, Origin(prepared_on=day, edition=2), since=changed)


def opened(made: GapReport, language: Language = "zh-hans") -> Any:
    return openpyxl.load_workbook(BytesIO(as_xlsx(made, language)))


def lines(made: GapReport, section: str, language: Language = "zh-hans") -> list[tuple[Any, ...]]:
    """The rows of a sheet, heads first, then a blank one and the notes."""
    sheet = opened(made, language)[SECTION[section].in_language(language)]
    return [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]


def test_a_first_edition_of_a_first_year_without_a_plan_has_none_of_them() -> None:
    names = {SECTION[key].zh for key in ("plan", "last_year", "since")}
    assert names.isdisjoint(opened(samples.report(typical)).sheetnames)


def test_where_nothing_changed_there_is_no_sheet() -> None:
    same = replace(THEN, period=2025)
    assert SECTION["last_year"].zh not in opened(a_year_later(same)).sheetnames
    assert SECTION["since"].zh not in opened(second_edition(THEN)).sheetnames


def test_what_changed_since_the_year_before() -> None:
    heads, *rows = lines(a_year_later(), "last_year")
    assert heads == ("类别", "特征", "事项", "2024年自评", "2025年自评", "变化或增减")
    assert rows[:6] == [
        ("等级的变化", "产业规模", "自评等级", "2级", "4级", ""),
        ("等级的变化", "产业规模", "目标等级", "3级", "4级", ""),
        ("符合情况的变化", "产业规模", "列入国家先进制造业集群名单", "不符合", "符合", "新符合"),
        (
            *("佐证的变化（条件仍符合）", "完整产业链", "生产制造（软件业为产品开发）有本地企业"),
            *("不足", "够5级", "新有佐证"),
        ),
        (
            *("指标数据的变化", "产业规模", "主导产业营业收入/产值"),
            *("86亿元（2024年）", "91亿元（2024年）", "增加5亿元"),
        ),
        ("",) * 6,
    ]
    assert rows[6][0].startswith("与2024年相比：自评等级产业规模2级→4级")


def test_levels_that_wait_are_not_compared() -> None:
    fallen = a_year_later(replace(assessed(), period=2025), frozenset({"sc-city-chain"}))
    rows = lines(fallen, "last_year", "en")
    assert ("Levels that changed", "Industry scale", "Claimed level", "2") in [r[:4] for r in rows]
    assert {row[4] for row in rows if row[1] == "Industry scale" and "level" in row[2]} == {
        "Compared once confirmed"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_since_the_edition_before_stands_as_in_the_document(
    language: Language,
) -> None:
    made = second_edition()
    heads, *rows = lines(made, "since", language)
    shown = tables(document(made, language), "since")
    assert heads[1:] == tuple(column.title for column in shown[0].columns)
    told = [row for table in shown for row in table.rows]
    assert [row[1:] for row in rows[: len(told)]] == told
    assert rows[len(told) + 1][0] in said(document(made, language), "since")


def test_a_task_is_a_row_with_typed_dates() -> None:
    heads, *rows = lines(samples.report(planned), "plan")
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    done = next(row for row in found if row["进展"] == "已完成")
    assert (done["最近进展"], done["日期"]) == ("已取得材料。", datetime(2026, 9, 3))
    assert done["完成时限"] == datetime(2027, 12, 31)
    late = next(row for row in found if row["进展"] == "进行中，已逾期")
    assert late["要达到"] == "进入前十"
    own = next(row for row in found if row["任务"] == "编制产业链图谱")
    assert (own["条件"], own["经验做法"], own["日期"]) == ("", "", "")
    assert any(row["经验做法"] for row in found)
    assert rows[-1][0].startswith(f"截至{AS_OF.year}年{AS_OF.month}月{AS_OF.day}日，共11项任务")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", [a_year_later(), second_edition()])
def test_they_are_printed_in_a_size_to_read(made: GapReport, language: Language) -> None:
    for sheet in opened(made, language).worksheets[1:]:
        dimensions = sheet.column_dimensions.values()
        wide = sum(each.width * (each.max - each.min + 1) for each in dimensions)
        assert 0.8 * 7 * wide <= (297 / 25.4 - 0.6) * 96, sheet.title
