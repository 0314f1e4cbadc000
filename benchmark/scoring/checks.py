"""What is worth mending before an assessment is shown to anyone. None of it makes it invalid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .assessment import Assessment, Rating
from .dates import year_of
from .framework import Framework, Text
from .levels import CAP, support

Kind = Literal[
    "unanswered",
    "claim_without_evidence",
    "claim_above_cap",
    "no_rationale",
    "target_below_claim",
    "no_target_year",
    "target_year_not_after",
    "evidence_on_unrated",
    "figures_on_unrated",
    "evidence_without_source",
    "grade3_without_url",
    "evidence_dated_later",
    "url_not_link",
    "figure_without_value",
    "figure_without_year",
    "figure_year_later",
    "not_updated",
]

# Kinds in the order in which a check page shows them: what weakens the result most comes first.
KINDS: dict[Kind, Text] = {
    "unanswered": Text(
        zh="尚未填写：请评定等级，或选“暂未掌握”",
        en='not answered: choose a level or "not known"',
    ),
    "claim_without_evidence": Text(
        zh=f"没有佐证材料：无佐证，最高按{CAP[0]}级计",
        en=f"no evidence: without any, at most level {CAP[0]} counts",
    ),
    "claim_above_cap": Text(
        zh="自评等级高于现有佐证所能支持的等级",
        en="the claimed level is above what the evidence supports",
    ),
    "no_rationale": Text(zh="没有写评定理由", en="no rationale is given"),
    "target_below_claim": Text(
        zh="目标等级低于自评等级", en="the target is below the claimed level"
    ),
    "no_target_year": Text(
        zh="设定了目标等级，但没有目标年份", en="a target is set without a year"
    ),
    "target_year_not_after": Text(
        zh="目标年份不晚于评估年度",
        en="the target year is not later than the year of the assessment",
    ),
    "evidence_on_unrated": Text(
        zh="有佐证材料，但尚未评定等级", en="there is evidence, but no level is rated"
    ),
    "figures_on_unrated": Text(
        zh="有指标数据，但尚未评定等级；数据仍参与比较",
        en="there are figures, but no level is rated; the figures are still compared",
    ),
    "evidence_without_source": Text(
        zh="佐证材料缺少来源或日期", en="the evidence item lacks a source or a date"
    ),
    "grade3_without_url": Text(
        zh="独立公开材料应可公开查证，但没有网址",
        en="independent public material should be publicly checkable, but no address is given",
    ),
    "evidence_dated_later": Text(
        zh="佐证材料的日期晚于评估年度的下一年",
        en="the evidence is dated later than the year after that of the assessment",
    ),
    "url_not_link": Text(
        zh="网址不是以 http:// 或 https:// 开头，或含有空格，不会显示为链接",
        en="the address does not start with http:// or https://, or holds a space, and will "
        "not become a link",
    ),
    "figure_without_value": Text(zh="指标数据没有数值", en="the figure has no value"),
    "figure_without_year": Text(zh="指标数据没有年份", en="the figure has no year"),
    "figure_year_later": Text(
        zh="指标数据的年份晚于评估年度",
        en="the figure's year is later than that of the assessment",
    ),
    # An assessment alone does not show it: benchmark.queries.tasks compares with the one before.
    "not_updated": Text(
        zh="沿用上年、尚未更新：请改成本年度的，仍然适用的可以保留",
        en="carried over from the year before and not updated: bring it up to date, or keep what "
        "still holds",
    ),
}


@dataclass(frozen=True, slots=True)
class Warning:
    """One thing worth mending. `field` is a rating's field, or that of its item number `item`."""

    kind: Kind
    trait: str
    field: str
    item: int | None = None

    @property
    def message(self) -> Text:
        return KINDS[self.kind]

    @property
    def path(self) -> str:
        """Where it is, by trait: a rating's place in a file is not its place in the framework."""
        if self.item is None:
            return f"ratings[{self.trait}].{self.field}"
        group = "figures" if self.kind.startswith("figure_") else "evidence"
        return f"ratings[{self.trait}].{group}[{self.item}].{self.field}"


def is_link(url: str) -> bool:
    """Only such an address ever becomes a link, in a page or a document: web, without spaces."""
    web = url.lower().startswith(("http://", "https://"))
    return web and not any(character.isspace() for character in url)


def warnings_of(assessment: Assessment, framework: Framework) -> tuple[Warning, ...]:
    """All warnings, by trait in the framework's order."""
    return tuple(
        warning
        for trait in framework.traits
        for warning in _of_rating(assessment.rating_by_trait[trait.slug], assessment.period)
    )


def _of_rating(rating: Rating, period: int) -> Iterator[Warning]:
    if rating.state == "rated":
        yield from _of_rated(rating)
    else:
        yield from _of_unrated(rating)
    if rating.target is not None:
        if rating.claim is not None and rating.target < rating.claim:
            yield Warning("target_below_claim", rating.trait, "target")
        if rating.target_year is None:
            yield Warning("no_target_year", rating.trait, "target_year")
    if rating.target_year is not None and rating.target_year <= period:
        yield Warning("target_year_not_after", rating.trait, "target_year")
    yield from _of_evidence(rating, period)
    yield from _of_figures(rating, period)


def _of_rated(rating: Rating) -> Iterator[Warning]:
    found = support(rating)
    if not rating.evidence:
        yield Warning("claim_without_evidence", rating.trait, "evidence")
    elif rating.claim != found.supported:
        yield Warning("claim_above_cap", rating.trait, "claim")
    if not rating.rationale.strip():
        yield Warning("no_rationale", rating.trait, "rationale")


def _of_unrated(rating: Rating) -> Iterator[Warning]:
    if rating.state == "unanswered":
        yield Warning("unanswered", rating.trait, "state")
    if rating.evidence:
        yield Warning("evidence_on_unrated", rating.trait, "evidence")
    if rating.figures:
        yield Warning("figures_on_unrated", rating.trait, "figures")


def _of_evidence(rating: Rating, period: int) -> Iterator[Warning]:
    for index, item in enumerate(rating.evidence):
        if not item.source.strip():
            yield Warning("evidence_without_source", rating.trait, "source", index)
        elif not item.date:
            yield Warning("evidence_without_source", rating.trait, "date", index)
        if item.grade == 3 and not item.url.strip():
            yield Warning("grade3_without_url", rating.trait, "url", index)
        if item.url.strip() and not is_link(item.url):
            yield Warning("url_not_link", rating.trait, "url", index)
        # What a year was is written and published in the next; anything later cannot be known.
        year = year_of(item.date)
        if year is not None and year > period + 1:
            yield Warning("evidence_dated_later", rating.trait, "date", index)


def _of_figures(rating: Rating, period: int) -> Iterator[Warning]:
    for index, figure in enumerate(rating.figures):
        if figure.year is None:
            yield Warning("figure_without_year", rating.trait, "year", index)
        elif figure.year > period:
            yield Warning("figure_year_later", rating.trait, "year", index)
