"""What several sections say of one trait: its name, levels, own figures, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from benchmark.reports.blocks import Block, Paragraph, plain
from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.conditions import Finding, figures_that_count
from benchmark.scoring.framework import LANGUAGES, Indicator, Text
from benchmark.scoring.levels import ways
from benchmark.scoring.practices import Offer, first_of_each
from benchmark.scoring.profile import TraitResult
from benchmark.scoring.text import is_visible
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import detail_text, own_text
from benchmark.wording.labels import ALL_MET, NO_GAP, NO_PRACTICE, OR
from benchmark.wording.reasons import figure_of, missing_text
from benchmark.wording.sentences import (
    bracketed,
    joined,
    place_of,
    row_of,
    section_tag,
    without_remark,
)

# Of a trait's own figures in the brief.
_FIGURES_SHOWN = 5
_SHORT_RATIONALE = 300


def way(result: TraitResult) -> Text:
    """From the claim to the target: 2级→3级（2027年）; both where the claim is not below it."""
    year = result.rating.target_year
    start = Text("未评定", "not rated")
    if result.claim is not None:
        start = Text(f"{result.claim}级", f"level {result.claim}")
    if result.target is None:
        return start
    when = Text(f"（{year}年）", f" ({year})") if year else Text("", "")
    if result.claim is not None and result.claim >= result.target:
        return Text(
            f"自评{result.claim}级，目标{result.target}级{when.zh}",
            f"claimed level {result.claim}, target level {result.target}{when.en}",
        )
    return Text(f"{start.zh}→{result.target}级{when.zh}", f"{start.en} → {result.target}{when.en}")


def rationale(result: TraitResult) -> Iterator[Block[Text]]:
    """The user's reasons; where they are short they stay with the table that they stand above."""
    text = result.rating.rationale
    if is_visible(text):
        short = len(text) <= _SHORT_RATIONALE
        yield Paragraph(plain(text), COLUMN["rationale"], announces=short, small=True)


def own_figures(trait: TraitReport) -> tuple[Text, ...]:
    """The trait's own figures that count: those of a year together, which is named once.

    Of many the first are shown, those that the ways to the target ask for before others.
    """
    result = trait.result
    asked = {
        result.trait.condition_by_slug[slug].indicator
        for route in result.routes
        for slug in route.conditions
    }
    counted = [
        (indicator, own)
        for indicator in sorted(result.trait.indicators, key=lambda i: i.slug not in asked)
        for own in figures_that_count(indicator, result.rating.figures)
    ]
    by_year: dict[int | None, dict[str, list[OwnFigure]]] = {}
    for indicator, own in counted[:_FIGURES_SHOWN]:
        by_year.setdefault(own.year, {}).setdefault(indicator.slug, []).append(own)
    indicators = result.trait.indicator_by_slug
    found = [
        _with_year([_of_one_year(indicators[slug], own) for slug, own in same.items()], year)
        for year, same in by_year.items()
    ]
    if more := len(counted[_FIGURES_SHOWN:]):
        found.append(
            Text(f"另有{more}个数据", f"{more} more {'figure' if more == 1 else 'figures'}")
        )
    return tuple(found)


def _of_one_year(indicator: Indicator, figures: Sequence[OwnFigure]) -> Text:
    """An indicator with its figures, each of its product: 市场占有率42%（继电器）、30%（电表）."""
    zh, en = (
        [own_text(own, language) + detail_text(own.product, None, language) for own in figures]
        for language in LANGUAGES
    )
    name = indicator.name
    return Text(f"{name.zh}{'、'.join(zh)}", f"{name.en}: {', '.join(en)}")


def _with_year(texts: Sequence[Text], year: int | None) -> Text:
    said = joined(texts)
    if year is None:
        return said
    if len(texts) == 1:
        return Text(f"{said.zh}（{year}年）", f"{said.en} ({year})")
    return Text(
        f"{said.zh}（均为{year}年）", f"{said.en} ({'both' if len(texts) == 2 else 'all'} {year})"
    )


def findings(result: TraitResult, slugs: Iterable[str]) -> tuple[Finding, ...]:
    wanted = set(slugs)
    return tuple(item.finding for item in result.conditions if item.slug in wanted)


def carried_by(result: TraitResult, level: int) -> Text:
    """What makes a level: the figures and statements of a route to it that is all met."""
    standing = result.standing
    route = next(r for r in result.trait.routes if r.level >= level and standing.all_met(r))
    parts = []
    for finding in findings(result, route.conditions):
        indicator = finding.condition.indicator
        if finding.figure is None or indicator is None:
            parts.append(finding.condition.text)
        else:
            name, own = result.trait.indicator_by_slug[indicator].name, figure_of(finding)
            parts.append(Text(f"{name.zh}{own.zh}", f"{name.en}: {own.en}"))
    return joined(dict.fromkeys(parts), "，", "; ")


def still_missing(result: TraitResult, *, in_short: bool = False) -> Text:
    """What each of the equally good routes to the target lacks, joined by 或.

    `in_short`: without the remarks that stand in brackets behind conditions.
    """
    equal = ways(result.standing, result.routes)
    shown = shortened if in_short else whole
    found = dict.fromkeys(lacks(result, each.missing, each.open, shown) for each in equal)
    return joined(found, f"；\n{OR.zh}", f";\n{OR.en}: ")


def whole(finding: Finding) -> Finding:
    return finding


def lacks(
    result: TraitResult,
    missing: Iterable[str],
    unknown: Iterable[str],
    shown: Callable[[Finding], Finding] = whole,
) -> Text:
    """What is not met, with how far it is, and what is not known; `shown` says how much of a
    condition."""
    lacking = [missing_text(shown(f)) for f in findings(result, missing)]
    open_ = [shown(f).condition.text for f in findings(result, unknown)]
    if open_:
        names = row_of(open_)
        lacking.append(Text(f"待查：{names.zh}", f"not known: {names.en}"))
    return joined(lacking)


def shortened(finding: Finding) -> Finding:
    """The same of its condition without the remark behind it, which the annexes print."""
    condition = finding.condition
    return replace(finding, condition=replace(condition, text=without_remark(condition.text)))


def no_gap(report: GapReport) -> Text:
    """What is said where no trait has a gap: all targets met, or not enough known to say."""
    met = all(result.status == "met" for result in report.profile.traits)
    return ALL_MET if met else NO_GAP


def first_offers(report: GapReport) -> dict[str, Offer]:
    """What each gap begins with, by trait."""
    return first_of_each({trait.result.trait.slug: trait.offers for trait in report.gaps})


def first_action(offer: Offer | None, *, again: bool) -> Text:
    """The measure to begin with, and behind it the practice with its section; that only where it
    does not stand there `again`."""
    if offer is None:
        return NO_PRACTICE
    practice = offer.practice
    if again:
        return Text(f"{practice.measure.zh}（同前）。", f"{practice.measure.en} (as above).")
    summary, tag = practice.summary, section_tag(practice.section)
    return Text(
        f"{practice.measure.zh}。\n{summary.zh}〔{tag.zh}〕",
        f"{practice.measure.en}.\n{summary.en} [{tag.en}]",
    )


def practice_title(report: GapReport, offer: Offer) -> Text:
    """A practice by name, whose it is and where it is documented."""
    practice = offer.practice
    cluster = report.framework.cluster_by_slug.get(practice.cluster or "")
    place, tag = place_of(cluster, practice.place), section_tag(practice.section)
    zh = bracketed(f"{place.zh}，{tag.zh}", "zh-hans")
    en = bracketed(f"{place.en}, {tag.en}", "en")
    return Text(f"{practice.title.zh}{zh}", f"{practice.title.en}{en}")
