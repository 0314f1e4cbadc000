"""What is worth mending before an assessment is shown to anyone, and what forbids to submit it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .assessment import Assessment, Evidence, OwnFigure
from .dates import year_of
from .figures import PERCENT
from .framework import Framework, Text
from .grades import ISSUED, is_older
from .profile import Profile, TraitResult, profile
from .text import is_visible, same_words

Kind = Literal[
    "contradiction",
    "unanswered",
    "open_condition",
    "met_without_evidence",
    "no_rationale",
    "target_below_claim",
    "no_target_year",
    "target_year_not_after",
    "figure_without_value",
    "figure_without_year",
    "figure_without_source",
    "figure_year_later",
    "figure_twice",
    "share_of_one",
    "evidence_without_grade",
    "evidence_without_title",
    "evidence_without_condition",
    "evidence_for_unmet",
    "evidence_without_source",
    "evidence_without_date",
    "grade3_without_url",
    "evidence_older",
    "evidence_dated_later",
]

# Kinds in the order in which a check page shows them: what weakens the result most comes first.
KINDS: dict[Kind, Text] = {
    "contradiction": Text(
        zh="与另一条件的回答相矛盾：符合此条件的，也应符合那一条件",
        en="contradicts another answer: what meets this condition meets the other one too",
    ),
    "unanswered": Text(
        zh="尚未填写：请回答条件或填写数据，或选“暂未掌握”",
        en="not answered: answer conditions, enter figures, or mark it “not known for now”",
    ),
    "open_condition": Text(zh="条件尚未回答", en="the condition is not answered"),
    "met_without_evidence": Text(
        zh="符合，但没有佐证材料", en="met, but no evidence item names it"
    ),
    "no_rationale": Text(zh="没有写说明", en="no rationale is given"),
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
    "figure_without_value": Text(zh="指标数据没有数值", en="the figure has no value"),
    "figure_without_year": Text(zh="指标数据没有年份", en="the figure has no year"),
    "figure_without_source": Text(
        zh="没有佐证材料载有这一指标的数据", en="no evidence item carries this indicator's figure"
    ),
    "figure_year_later": Text(
        zh="指标数据的年份晚于评估年度",
        en="the figure's year is later than that of the assessment",
    ),
    "figure_twice": Text(
        zh="同一指标、产品、年份填了两次，任一数据达到即视为符合",
        en="the same indicator, product and year stands twice; met if any of them meets it",
    ),
    "share_of_one": Text(
        zh="百分比不大于1，请确认是否把0.35当成了35%",
        en="a share of 1% or less: is it a fraction (0.35 for 35%)?",
    ),
    "evidence_without_grade": Text(
        zh="佐证材料没有选类型", en="the evidence item's type is not chosen"
    ),
    "evidence_without_title": Text(zh="佐证材料没有标题", en="the evidence item has no title"),
    "evidence_without_condition": Text(
        zh="佐证材料没有指明所证明的条件，不起佐证作用",
        en="the evidence item names no condition and proves none",
    ),
    "evidence_for_unmet": Text(
        zh="佐证材料所指的条件不是“符合”",
        en="the evidence item names a condition that is not met",
    ),
    "evidence_without_source": Text(zh="佐证材料没有来源", en="the evidence item has no source"),
    "evidence_without_date": Text(
        zh="佐证材料没有日期，只按自述计",
        en="the evidence item has no date and counts as own statement",
    ),
    "grade3_without_url": Text(
        zh="应可查证的材料没有网址或文号，只按本单位材料计",
        en="to be checkable the item needs an address or a document number; it counts as an own "
        "document",
    ),
    "evidence_older": Text(
        zh="佐证材料早于评估年度，请确认仍然有效",
        en="the evidence is older than the year assessed: does it still hold?",
    ),
    "evidence_dated_later": Text(
        zh="佐证材料的日期晚于评估年度的下一年",
        en="the evidence is dated later than the year after that of the assessment",
    ),
}

# What forbids to submit: contradictions, a trait without a word, rows that say nothing yet.
BLOCKING: frozenset[Kind] = frozenset(
    {
        "contradiction",
        "unanswered",
        "figure_without_value",
        "evidence_without_grade",
        "evidence_without_title",
    }
)

# What a command says of a file; the rest is for the check page, where each links to its fix.
IN_FILES: frozenset[Kind] = frozenset(
    {
        "contradiction",
        "no_rationale",
        "target_below_claim",
        "no_target_year",
        "target_year_not_after",
        "figure_without_year",
        "figure_year_later",
        "figure_twice",
        "share_of_one",
        "evidence_without_condition",
        "evidence_for_unmet",
        "evidence_dated_later",
    }
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing worth mending.

    `trait` is None for evidence, which belongs to the assessment. `item` is the place of the row
    among the rating's figures or the assessment's evidence and `key` the row's key, if any.
    `condition` is the one meant, `other` the one that it contradicts.
    """

    kind: Kind
    field: str
    trait: str | None = None
    item: int | None = None
    key: str | None = None
    condition: str | None = None
    other: str | None = None

    @property
    def message(self) -> Text:
        return KINDS[self.kind]

    @property
    def blocks(self) -> bool:
        return self.kind in BLOCKING

    @property
    def path(self) -> str:
        """Where it is, by trait: a rating's place in a file is not its place in the framework."""
        rows = "" if self.item is None else f"[{self.item}]"
        if self.trait is None:
            return f"evidence{rows}.{self.field}"
        if self.condition is not None:
            return f"ratings[{self.trait}].answers.{self.condition}"
        return f"ratings[{self.trait}].{'figures' + rows + '.' if rows else ''}{self.field}"


def checks_of(
    framework: Framework, assessment: Assessment, computed: Profile | None = None
) -> tuple[Check, ...]:
    """All that is worth mending: by trait in the framework's order, then by evidence item.

    `computed` saves the work where the assessment's profile is at hand.
    """
    found = computed or profile(framework, assessment)
    carried = {slug for item in assessment.evidence for slug in item.indicators}
    met = {
        item.slug: result.trait.structural
        for result in found.traits
        for item in result.conditions
        if item.state == "met"
    }
    return (
        *(
            check
            for result in found.traits
            for check in _of_trait(result, assessment.period, carried)
        ),
        *(
            check
            for index, item in enumerate(assessment.evidence)
            for check in _of_item(index, item, assessment.period, met)
        ),
    )


def warnings_of(framework: Framework, assessment: Assessment) -> tuple[Check, ...]:
    """What a command says of a file that it accepts."""
    return tuple(c for c in checks_of(framework, assessment) if c.kind in IN_FILES)


def _of_trait(result: TraitResult, period: int, carried: set[str]) -> Iterator[Check]:
    trait, rating = result.trait.slug, result.rating
    for met, not_met in result.contradictions:
        yield Check("contradiction", "answers", trait, condition=met, other=not_met)
    if result.state == "unanswered":
        yield Check("unanswered", "answers", trait)
    elif not rating.not_known:
        yield from _of_conditions(result)
    if result.state == "rated" and not is_visible(rating.rationale):
        yield Check("no_rationale", "rationale", trait)
    if rating.target is not None:
        if result.claim is not None and rating.target < result.claim:
            yield Check("target_below_claim", "target", trait)
        if rating.target_year is None:
            yield Check("no_target_year", "target_year", trait)
    if rating.target_year is not None and rating.target_year <= period:
        yield Check("target_year_not_after", "target_year", trait)
    for index, figure in enumerate(rating.figures):
        earlier = rating.figures[:index]
        for kind, field in _of_figure(figure, earlier, period, carried):
            yield Check(kind, field, trait, index, figure.key)


def _of_conditions(result: TraitResult) -> Iterator[Check]:
    for item in result.conditions:
        finding = item.finding
        if item.state == "unknown" and finding.source == "none":
            yield Check("open_condition", "answers", result.trait.slug, condition=item.slug)
        # What another met condition implies is proved with that one.
        if item.state == "met" and finding.source != "implied" and not item.grade:
            yield Check("met_without_evidence", "answers", result.trait.slug, condition=item.slug)


def _of_figure(
    figure: OwnFigure, earlier: tuple[OwnFigure, ...], period: int, carried: set[str]
) -> Iterator[tuple[Kind, str]]:
    if figure.value is None:
        yield "figure_without_value", "value"
        return
    if figure.year is None:
        yield "figure_without_year", "year"
    elif figure.year > period:
        yield "figure_year_later", "year"
    if figure.indicator not in carried:
        yield "figure_without_source", "indicator"
    if any(other.value is not None and _of_same(other) == _of_same(figure) for other in earlier):
        yield "figure_twice", "year"
    if figure.unit == PERCENT and figure.value <= Decimal(1):
        yield "share_of_one", "value"


def _of_same(figure: OwnFigure) -> tuple[str, str, int | None]:
    return figure.indicator, same_words(figure.product), figure.year


def _of_item(index: int, item: Evidence, period: int, met: Mapping[str, bool]) -> Iterator[Check]:
    """`met` says of the conditions met whether they are a matter of history."""

    def check(kind: Kind, field: str, condition: str | None = None) -> Check:
        return Check(kind, field, item=index, key=item.key, condition=condition)

    if not item.grade:
        yield check("evidence_without_grade", "grade")
    if not is_visible(item.title):
        yield check("evidence_without_title", "title")
    if not item.conditions:
        yield check("evidence_without_condition", "conditions")
    for slug in item.conditions:
        if slug not in met:
            yield check("evidence_for_unmet", "conditions", slug)
    if not is_visible(item.source):
        yield check("evidence_without_source", "source")
    if not is_visible(item.date):
        yield check("evidence_without_date", "date")
    if item.grade == ISSUED and not is_visible(item.url):
        yield check("grade3_without_url", "url")
    # What is a matter of history does not go out of date.
    if is_older(item, period) and not all(met.get(slug, True) for slug in item.conditions):
        yield check("evidence_older", "date")
    # What a year was is written and published in the next; anything later cannot be known.
    year = year_of(item.date)
    if year is not None and year > period + 1:
        yield check("evidence_dated_later", "date")


def is_link(url: str) -> bool:
    """Only such an address ever becomes a link, in a page or a document: web, without spaces."""
    web = url.lower().startswith(("http://", "https://"))
    return web and not any(character.isspace() for character in url)
