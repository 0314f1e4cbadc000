"""Figures against documented ones, indicator by indicator, in words and as rows of a scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from benchmark.charts.figure_rows import FigureRow
from benchmark.reports.blocks import NOTHING, Block, Column, Note, Table, paragraph
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.conditions import difference_to
from benchmark.scoring.figures import PERCENT, Comparison, convert, interval
from benchmark.scoring.framework import (
    Bound,
    DocumentedFigure,
    Framework,
    Indicator,
    Language,
    Text,
    Threshold,
)
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import (
    YEAR_WARNING,
    amount_text,
    detail_text,
    difference_text,
    documented_text,
    own_figure_text,
    own_text,
    product_warning,
    verdict_text,
    years_side_by_side,
)
from benchmark.wording.labels import FIGURES_ALONE, OWN, QUALIFIER
from benchmark.wording.sentences import joined, run_on, section_tag

_COLON: dict[Language, str] = {"zh-hans": "：", "en": ": "}


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All comparisons of one indicator. `is_drawn`: not only ranks, which have no scale."""

    indicator: Indicator
    comparisons: tuple[Comparison, ...]

    @property
    def is_drawn(self) -> bool:
        return any(c.verdict != "no_verdict" for c in self.comparisons)


def figure_groups(report: GapReport) -> tuple[FigureGroup, ...]:
    """One group per indicator that has a comparison, in the framework's order."""
    found = [c for trait in report.traits for c in trait.figures]
    groups = (
        FigureGroup(indicator, tuple(c for c in found if c.indicator is indicator))
        for indicator in report.framework.indicator_by_slug.values()
    )
    return tuple(group for group in groups if group.comparisons)


def figures_alone(report: GapReport) -> tuple[OwnFigure, ...]:
    """Own figures of indicators for which the bulletin documents nothing to compare with."""
    return tuple(
        own
        for trait in report.traits
        for own in trait.result.rating.figures
        if own.value is not None
        and own.indicator not in {figure.own.indicator for figure in trait.figures}
    )


def scale_rows(framework: Framework, group: FigureGroup, language: Language) -> list[FigureRow]:
    """Each own figure once, then each documented one, in the indicator's unit; no ranks."""
    unit = group.indicator.unit
    own = [(own_label(c, language), c.own_value, c.own.qualifier, True) for c in group.comparisons]
    documented = [
        (
            documented_label(framework, c.documented, language),
            convert(c.documented.value, c.documented.unit, unit),
            c.documented.qualifier,
            False,
        )
        for c in group.comparisons
        if c.documented.qualifier != "rank"
    ]
    rows = (
        (label, interval(value, qualifier, unit), is_own)
        for label, value, qualifier, is_own in dict.fromkeys([*own, *documented])
    )
    return [FigureRow(label, extent, is_own) for label, extent, is_own in rows if extent]


def own_label(comparison: Comparison, language: Language) -> str:
    """本地：约35%（高压继电保护设备，2024年）."""
    own = comparison.own
    head = f"{OWN.in_language(language)}{_COLON[language]}{own_text(own, language)}"
    return head + detail_text(own.product, own.year, language)


def owner(framework: Framework, figure: DocumentedFigure) -> Text:
    """Whose documented figure it is: a cluster's, else what it measures."""
    cluster = framework.cluster_by_slug.get(figure.cluster or "")
    return cluster.name if cluster else figure.measure


def documented_value(figure: DocumentedFigure, language: Language) -> str:
    """约22%（集成电路，2020年）: as the source prints it, with product and year."""
    product = figure.product.in_language(language) if figure.product else ""
    return documented_text(figure, language) + detail_text(product, figure.year, language)


def documented_label(framework: Framework, figure: DocumentedFigure, language: Language) -> str:
    """上海市集成电路集群：超过2000亿元（集成电路，2020年）."""
    name = owner(framework, figure).in_language(language)
    return f"{name}{_COLON[language]}{documented_value(figure, language)}"


def points_apart(comparison: Comparison) -> Decimal | None:
    """How far two shares lie apart in percentage points; negative where the own one is below.

    What is missing is counted as for a condition that asks for the documented share, what is
    above by the bare numbers. None for other units, and where the verdict tells no difference.
    """
    if comparison.indicator.unit != PERCENT:
        return None
    if comparison.verdict == "below":
        return -difference_to(_asked(comparison), comparison.indicator, comparison.own).amount
    if comparison.verdict in ("above", "reaches"):
        return comparison.own_value - comparison.documented.value
    return None


def points_text(comparison: Comparison) -> Text | None:
    """差45个百分点 as at a condition, 高5个百分点; None where there is nothing to say."""
    points = points_apart(comparison)
    if points is None:
        return None
    if comparison.verdict == "below":
        asked = _asked(comparison)
        return difference_text(difference_to(asked, comparison.indicator, comparison.own), asked)
    if not points:
        return None
    apart = amount_text(points, PERCENT, points=True)
    is_about = "about" in (comparison.own.qualifier, comparison.documented.qualifier)
    about = QUALIFIER["about"] if is_about else Text("", "")
    return Text(f"高{about.zh}{apart.zh}", f"{about.en} {apart.en} higher".lstrip())


def _asked(comparison: Comparison) -> Threshold:
    """What a condition asks that names the documented figure, in the indicator's unit."""
    documented, unit = comparison.documented, comparison.indicator.unit
    bound: Bound = "at_least"
    if documented.qualifier in ("about", "near", "more_than"):
        bound = documented.qualifier
    return Threshold(convert(documented.value, documented.unit, unit), bound)


def has_figures(report: GapReport) -> bool:
    """Whether any own figure is entered, with or without a counterpart."""
    return bool(figure_groups(report) or figures_alone(report))


def figures_annex(report: GapReport) -> Iterator[Block[Text]]:
    """Own figures against documented ones, by indicator; those without a counterpart apart."""
    groups = figure_groups(report)
    if groups:
        yield _table(report, groups)
        comparisons = [c for group in groups for c in group.comparisons]
        notes = []
        if any(c.year_warning for c in comparisons):
            notes.append(YEAR_WARNING)
        # What a remark is about has to stand with it.
        notes += dict.fromkeys(
            Text(
                f"{c.indicator.name.zh}：{c.documented.note.zh.rstrip('。')}。",
                f"{c.indicator.name.en}: {c.documented.note.en.rstrip('.')}.",
            )
            for c in comparisons
            if c.documented.note
        )
        if notes:
            yield Note(run_on(notes))
    lonely = figures_alone(report)
    if lonely:
        indicators = report.framework.indicator_by_slug
        said = joined(
            Text(
                own_figure_text(own, indicators[own.indicator], "zh-hans"),
                own_figure_text(own, indicators[own.indicator], "en"),
            )
            for own in lonely
        )
        yield paragraph(Text(f"{said.zh}。", f"{said.en}."), FIGURES_ALONE)
    if groups or lonely:
        yield Note(own_source(report))
    else:
        yield paragraph(Text("没有填报指标数据。", "No figures have been entered."))


def own_source(report: GapReport) -> Text:
    """Where all local figures come from."""
    who = report.origin.organisation
    return Text(
        f"本地数据由{who or '填报单位'}提供。",
        f"Local figures were supplied by {who or 'the reporting organisation'}.",
    )


def _table(report: GapReport, groups: tuple[FigureGroup, ...]) -> Table[Text]:
    rows = []
    for group in groups:
        before = None
        for comparison in group.comparisons:
            # Indicator and own figure are named once: the rows below belong to them.
            name = NOTHING if before else group.indicator.name
            own = NOTHING if before is comparison.own else _own(comparison)
            rows.append((name, own, *_cells(report, comparison)))
            before = comparison.own
    return Table(
        NOTHING,
        (
            Column(COLUMN["indicator"], 0.16),
            Column(COLUMN["local"], 0.14),
            Column(COLUMN["documented"], 0.37),
            Column(COLUMN["verdict"], 0.22),
            Column(Text("年份（本地／所载）", "Years (local / documented)"), 0.11),
        ),
        tuple(rows),
    )


def _own(comparison: Comparison) -> Text:
    own = comparison.own
    return Text(
        own_text(own, "zh-hans") + detail_text(own.product, None, "zh-hans"),
        own_text(own, "en") + detail_text(own.product, None, "en"),
    )


def _cells(report: GapReport, comparison: Comparison) -> tuple[Text, ...]:
    documented = comparison.documented
    tag = section_tag(documented.section)
    who = owner(report.framework, documented)
    product = documented.product or NOTHING
    verdict, points = verdict_text(comparison), points_text(comparison)
    if points:
        verdict = Text(f"{verdict.zh}，{points.zh}", f"{verdict.en}, {points.en}")
    if warning := product_warning(comparison):
        verdict = Text(f"{verdict.zh}\n（{warning.zh}）", f"{verdict.en}\n({warning.en})")
    return (
        Text(
            documented_text(documented, "zh-hans")
            + detail_text(product.zh, None, "zh-hans")
            + f"\n{who.zh}（{tag.zh}）",
            documented_text(documented, "en")
            + detail_text(product.en, None, "en")
            + f"\n{who.en} ({tag.en})",
        ),
        verdict,
        years_side_by_side(comparison),
    )
