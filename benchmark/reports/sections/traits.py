"""Annex 1: the seven traits in one table, their radar, and how near each example is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmark.charts.data import in_words, marks
from benchmark.charts.svg import narrow_radar_svg, radar_svg
from benchmark.reports.blocks import NOTHING, Block, Chart, Column, Note, Table, drawn
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Text
from benchmark.scoring.profile import Example, TraitResult
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import NONE, STATE, STATUS
from benchmark.wording.sentences import bare_level, row_of

from .words import lacks


def traits_annex(report: GapReport) -> Iterator[Block[Text]]:
    yield _overview(report)
    yield Note(
        Text(
            "等级为1—5级，“—”表示未评定或不排序；1、2级不要求佐证材料。"
            "差距为目标等级减自评等级。先发优势由历史形成，评定并展示，不参与总体判断和排序。",
            "Levels run from 1 to 5; a dash means not rated or not ranked; levels 1 and 2 ask "
            "for no evidence. Gap: target less claimed level. "
            "First-mover advantage is a matter of history: it is rated and shown but left out of "
            "the overall judgement and the ranking.",
        )
    )
    shown = marks(report.profile.traits)
    said = in_words(shown)
    yield Chart(
        drawn(partial(radar_svg, shown)),
        drawn(partial(narrow_radar_svg, shown)),
        Text(f"雷达图。{said.zh}", f"Radar chart. {said.en}"),
        Text(
            "七项特征雷达图（外圈为5级，即参阅材料所载某一实例的水平）",
            "Radar of the seven traits (outer ring: level 5, a documented example)",
        ),
        0.72,
    )
    yield _examples(report)
    yield Note(
        Text(
            "每个所载实例是5级的一条路径。",
            "Each documented example is one route to level 5.",
        )
    )


def _overview(report: GapReport) -> Table[Text]:
    columns = (
        ("trait", 0.23, False),
        ("claim", 0.11, True),
        ("proven", 0.11, True),
        ("possible", 0.11, True),
        ("target", 0.18, True),
        ("gap", 0.07, True),
        ("status", 0.12, False),
        ("rank", 0.07, True),
    )
    return Table(
        NOTHING,
        tuple(Column(COLUMN[key], share, centred) for key, share, centred in columns),
        tuple(_row(result) for result in report.profile.traits),
    )


def _row(result: TraitResult) -> tuple[Text, ...]:
    target, year = bare_level(result.target), result.rating.target_year
    if result.target is not None and year:
        target = Text(f"{target.zh}（{year}年）", f"{target.en} ({year})")
    return (
        result.trait.name,
        bare_level(result.claim),
        bare_level(result.proven),
        bare_level(result.possible),
        target,
        _number(result.gap),
        STATUS[result.status],
        _number(result.rank),
    )


def _number(value: int | None) -> Text:
    return NONE if value is None else Text(str(value), str(value))


def _examples(report: GapReport) -> Table[Text]:
    rows = [
        _example_row(report, result, example)
        for result in report.profile.traits
        for example in result.examples
    ]
    return Table(
        Text("与各所载实例相比", "Progress towards each documented example"),
        (
            Column(COLUMN["trait"], 0.16),
            Column(COLUMN["example"], 0.26),
            Column(COLUMN["met"], 0.1, centred=True),
            Column(COLUMN["missing"], 0.48),
        ),
        tuple(rows),
    )


def _example_row(report: GapReport, result: TraitResult, example: Example) -> tuple[Text, ...]:
    clusters = report.framework.cluster_by_slug
    total = len(example.route.conditions)
    if result.state == "unanswered":
        names = row_of(clusters[slug].name for slug in example.route.examples)
        return (result.trait.name, names, NONE, STATE["unanswered"])
    return (
        result.trait.name,
        row_of(clusters[slug].name for slug in example.route.examples),
        Text(f"{example.met}/{total}", f"{example.met}/{total}"),
        lacks(result, example.missing, example.open) if example.missing or example.open else NONE,
    )
