"""与上年相比: a line, an annex, and what still stands as it was handed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmark.reports.blocks import Heading, Paragraph, Table
from benchmark.reports.document import document
from benchmark.reports.gap_report import GapReport, build
from benchmark.reports.last_year import Before
from benchmark.reports.sections.last_year import last_year_annex
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import LANGUAGES, Language
from tests.scoring.builders import FRAMEWORK, LEVEL_4, assessed, figure, proof, rated

THEN = replace(
    assessed(
        rated(
            "scale",
            ["sc-city-chain"],
            ["sc-nation-list"],
            figures=[figure("output", "86", year=2023), figure("national-output-share", "2")],
        ),
        rated("market-share", figures=[figure("domestic-share", "12.5", product="变压器")]),
        rated("chain", ["ch-make"]),
        evidence=[proof("sc-city-chain")],
    ),
    period=2024,
)
NOW = assessed(
    rated(
        "scale",
        ["sc-city-chain", "sc-nation-list"],
        figures=[figure("output", "91"), figure("national-output-share", "2")],
    ),
    rated("market-share", figures=[figure("domestic-share", "11.5", product="变压器")]),
    rated("chain", ["ch-make"], figures=[figure("key-gaps", "3", "about")]),
    evidence=[proof("sc-city-chain"), proof("ch-make")],
)


def report(then: Assessment | None = THEN, now: Assessment = NOW, **more) -> GapReport:
    before = Before(then, **({"draft": False} | more)) if then else None
    return build(FRAMEWORK, now, before=before)


def lines(report: GapReport, language: Language = "zh-hans") -> list[tuple[str, str]]:
    blocks = document(report, language, brief_only=True).blocks
    return [(b.lead, b.text) for b in blocks if isinstance(b, Paragraph) and b.lead]


def tables(report: GapReport, language: Language = "zh-hans") -> dict[str, list[tuple[str, ...]]]:
    blocks = list(document(report, language).blocks)
    keys = [b.key if isinstance(b, Heading) and b.level == 1 else "" for b in blocks]
    start = keys.index("last_year")
    end = keys.index("method")
    return {b.caption: list(b.rows) for b in blocks[start:end] if isinstance(b, Table)}


def certain(report: GapReport, language: Language = "zh-hans") -> str:
    blocks = list(document(report, language, brief_only=True).blocks)
    [at] = [n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.key == "certainty"]
    block = blocks[at + 1]
    assert isinstance(block, Paragraph)
    return block.text


def annexes(report: GapReport) -> list[str]:
    blocks = document(report, "zh-hans").blocks
    return [b.key for b in blocks if isinstance(b, Heading) and b.annex and b.level == 1]


def test_without_a_year_before_nothing_is_said():
    found = report(None)
    assert lines(found) == []
    assert "last_year" not in annexes(found)
    assert "没有更新" not in certain(found)
    assert list(last_year_annex(found)) == []


def test_the_brief_says_it_in_a_line():
    found = report()
    assert lines(found)[0] == (
        "与2024年相比",
        "自评等级产业规模2级→4级；条件新符合1项；新有佐证1项。",
    )
    lead, text = lines(found, "en")[0]
    assert lead == "Compared with 2024"
    assert text.startswith("Claimed level of Industry scale 2 → 4; conditions: 1 newly met")


def test_it_stands_behind_the_main_gaps():
    blocks = list(document(report(), "zh-hans", brief_only=True).blocks)
    said = [b.key if isinstance(b, Heading) else getattr(b, "lead", "") for b in blocks]
    at = said.index("与2024年相比")
    assert [key for key in said[:at] if key] == ["judgement", "strengths", "gaps"]


def test_the_annex_tells_levels_standing_evidence_and_figures_apart():
    found = report()
    assert annexes(found)[-2:] == ["last_year", "method"]
    assert tables(found) == {
        "等级的变化": [("产业规模", "2级→4级", "2级", "3级→4级")],
        "符合情况的变化": [("新符合", "产业规模：列入国家先进制造业集群名单", "不符合→符合")],
        "佐证的变化（条件仍符合）": [
            ("新有佐证", "完整产业链：生产制造（软件业为产品开发）有本地企业", "不足→够5级")
        ],
        "指标数据的变化": [
            ("主导产业营业收入/产值", "86亿元（2023年）", "91亿元（2024年）", "增加5亿元"),
            (
                "核心产品国内市场占有率（变压器）",
                "12.5%（2024年）",
                "11.5%（2024年）",
                "减少1个百分点",
            ),
            ("关键环节缺口数", "—", "约3个（2024年）", "—"),
        ],
    }


def test_levels_and_conditions_that_wait_are_not_said_to_have_fallen():
    waiting = frozenset({"sc-city-chain"})
    found = report(now=replace(assessed(), period=2025), waiting=waiting)
    shown = tables(found)
    assert ("产业规模", "待确认后比较", "待确认后比较", "待确认后比较") in shown["等级的变化"]
    assert [row[-1] for row in shown["符合情况的变化"] if row[0] == "待确认"] == ["符合→待确认"]
    assert "1项特征的等级待确认后比较" in lines(found)[0][1]
    shown = tables(found, "en")
    assert shown["Levels that changed"][0][1:] == ("Compared once confirmed",) * 3
    assert "Met → to be confirmed" in [r[-1] for r in shown["Conditions that stand otherwise"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_changed_has_a_table(language: Language):
    now = replace(NOW, ratings=THEN.ratings, evidence=THEN.evidence)
    found = report(now=replace(now, evidence=NOW.evidence), draft=True)
    assert len(tables(found, language)) == 1
    assert lines(found, language)[0][0] in ("与2024年（草稿）相比", "Compared with 2024 (draft)")


def test_where_nothing_changed_there_is_a_line_and_no_annex():
    found = report(now=replace(THEN, period=2025))
    assert lines(found)[0][1] == "等级、条件、佐证和指标数据都没有变化。"
    assert "last_year" not in annexes(found)


def test_another_version_of_the_framework_is_not_compared_and_says_why():
    found = report(replace(THEN, framework="older-2018"))
    [(lead, text)] = lines(found)[:1]
    assert lead == "与2024年相比"
    assert "采用另一版本的对标指标体系（older-2018）" in text
    assert "last_year" not in annexes(found)
    assert "没有更新" not in certain(found)
    assert list(last_year_annex(found)) == []


def test_what_was_carried_over_and_what_waits_is_named_in_certainty():
    found = report(waiting=frozenset({"sc-first", "te-lead"}))
    text = certain(found)
    assert "沿用2024年、没有更新的有数据1个、佐证材料1份。" in text
    assert "2024年的回答有2条尚未确认，没有计入。" in text
    english = certain(found, "en")
    assert "Carried over from 2024 and not updated: 1 figure, 1 evidence item." in english
    assert "2 answers of 2024 not confirmed yet and not counted." in english
    fresh = report(now=replace(NOW, evidence=(), ratings=assessed(LEVEL_4["scale"]).ratings))
    assert "没有更新" not in certain(fresh)
