"""What is met, what is not and what is not known: answers and figures -> states of conditions.

Within one trait. A figure condition is decided by the organisation's own figures; without one it
may be answered by hand 'not met' or 'unknown', never 'met'. What one condition implies settles
another that nothing else settled; what contradicts is named, never silently chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .assessment import Answer, OwnFigure, Rating
from .figures import ABOUT_LOW, EXACT, NEAR_LOW, Interval, convert, own_interval
from .framework import Condition, Indicator, Threshold, Trait
from .text import same_words

State = Literal["met", "not_met", "unknown"]
STATES: tuple[State, ...] = ("met", "not_met", "unknown")

# By what a state was found: an own figure, an answer, another condition that implies it or is
# implied by it, a contradiction that takes its answer away, or nothing.
Source = Literal["figure", "answer", "implied", "contradiction", "none"]

Contradiction = tuple[str, str]  # the condition met, the implied condition not met


@dataclass(frozen=True, slots=True)
class Difference:
    """How far an own figure is from a figure condition that it does not meet.

    `amount` is in `unit`: `bound` minus own value, or own value minus `bound` where at most
    `bound` is asked. `bound` is the one counted with: 0.95 of an 'about' and 0.9 of a 'near'
    threshold (`lowered`). `must_exceed`: the bound itself is not enough. `about`: the own figure
    is an approximate one, so the difference is too.
    """

    amount: Decimal
    bound: Decimal
    unit: str
    lowered: bool
    must_exceed: bool
    about: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition's state and where it comes from.

    `found` is what its own answer or figure says, `state` what counts. `answer` is as given, None
    for none. `figure` decided a figure condition and `difference` says how far it is where that
    is not met. `settled_by` are the conditions that imply it, or that it implies, and settle it.
    """

    condition: Condition
    found: State
    state: State
    source: Source
    answer: Answer | None = None
    figure: OwnFigure | None = None
    difference: Difference | None = None
    settled_by: tuple[str, ...] = ()


def findings(trait: Trait, rating: Rating, assumed: Collection[str] = ()) -> tuple[Finding, ...]:
    """Every condition of the trait, in the framework's order.

    Those `assumed` count as met with all that they imply, whatever is said of them.
    """
    alone = {condition.slug: _alone(trait, condition, rating) for condition in trait.conditions}
    for slug in assumed:
        for each in (slug, *trait.condition_by_slug[slug].implies):
            alone[each] = Finding(trait.condition_by_slug[each], "met", "met", "none")
    found = {slug: finding.found for slug, finding in alone.items()}
    implying = {pair[0] for pair in contradictions(trait, found)}
    return tuple(_settled(trait, alone[slug], found, implying) for slug in alone)


def contradictions(trait: Trait, found: Mapping[str, State]) -> tuple[Contradiction, ...]:
    """Each condition found met with one that it implies and that is found not met."""
    return tuple(
        (condition.slug, implied)
        for condition in trait.conditions
        if found[condition.slug] == "met"
        for implied in condition.implies
        if found[implied] == "not_met"
    )


def contradictions_of(trait: Trait, results: Iterable[Finding]) -> tuple[Contradiction, ...]:
    """The same, of findings."""
    return contradictions(trait, {item.condition.slug: item.found for item in results})


def figures_that_count(indicator: Indicator, figures: Iterable[OwnFigure]) -> list[OwnFigure]:
    """The indicator's figures of the latest year, of each product where it is per product.

    In the order given. No year is the oldest; a row without a value counts for nothing.
    """
    given = [f for f in figures if f.indicator == indicator.slug and f.value is not None]

    def product(figure: OwnFigure) -> str:
        return same_words(figure.product) if indicator.per_product else ""

    latest: dict[str, int] = {}
    for figure in given:
        latest[product(figure)] = max(latest.get(product(figure), 0), figure.year or 0)
    return [figure for figure in given if (figure.year or 0) == latest[product(figure)]]


def bound_of(threshold: Threshold) -> Decimal:
    """The value that counts: an 'about' asks for 0.95 of what it names, a 'near' for 0.9."""
    factors = {"about": ABOUT_LOW, "near": NEAR_LOW}
    return EXACT.multiply(threshold.value, factors.get(threshold.qualifier, Decimal(1)))


def state_of(own: Interval, threshold: Threshold) -> State:
    """Whether an own [p, q], in the indicator's unit, meets a threshold as a whole."""
    bound = bound_of(threshold)
    if threshold.qualifier == "at_most":
        met, missed = own.high <= bound, own.low > bound
    elif threshold.qualifier == "more_than":
        met, missed = own.low > bound, own.high <= bound
    else:
        met, missed = own.low >= bound, own.high < bound
    if met:
        return "met"
    return "not_met" if missed else "unknown"


def _alone(trait: Trait, condition: Condition, rating: Rating) -> Finding:
    """What the condition's own answer or figures say, before any other condition is asked."""
    answer = rating.answers.get(condition.slug)
    if condition.threshold and condition.indicator:
        indicator = trait.indicator_by_slug[condition.indicator]
        own = figures_that_count(indicator, rating.figures)
        if own:
            return _by_figures(condition, condition.threshold, indicator, own, answer)
        if answer == "met":  # a threshold is met by a figure, or not known to be
            return Finding(condition, "unknown", "unknown", "none", answer)
    if answer is None:
        return Finding(condition, "unknown", "unknown", "none")
    return Finding(condition, answer, answer, "answer", answer)


def _by_figures(
    condition: Condition,
    threshold: Threshold,
    indicator: Indicator,
    own: list[OwnFigure],
    answer: Answer | None,
) -> Finding:
    """Met if any figure meets it; else unknown if any leaves it open; else not met."""
    states = [state_of(own_interval(figure, indicator.unit), threshold) for figure in own]
    state: State = next(s for s in ("met", "unknown", "not_met") if s in states)
    deciding = [figure for figure, found in zip(own, states, strict=True) if found == state]
    sign = -1 if threshold.qualifier == "at_most" else 1
    # max() keeps the first of equals: the one entered first.
    figure = max(deciding, key=lambda item: sign * _value(item, indicator))
    return Finding(
        condition,
        state,
        state,
        "figure",
        answer,
        figure,
        difference_to(threshold, indicator, figure) if state == "not_met" else None,
    )


def _value(figure: OwnFigure, indicator: Indicator) -> Decimal:
    return convert(figure.value or Decimal(0), figure.unit, indicator.unit)


def difference_to(threshold: Threshold, indicator: Indicator, figure: OwnFigure) -> Difference:
    """How far an own figure is from a threshold that it does not meet."""
    bound, own = bound_of(threshold), _value(figure, indicator)
    ends = (own, bound) if threshold.qualifier == "at_most" else (bound, own)
    return Difference(
        amount=EXACT.subtract(*ends),
        bound=bound,
        unit=indicator.unit,
        lowered=bound != threshold.value,
        must_exceed=threshold.qualifier == "more_than",
        about=figure.qualifier == "about",
    )


def _settled(
    trait: Trait, alone: Finding, found: Mapping[str, State], implying: set[str]
) -> Finding:
    """The finding with what the other conditions make of it: the first rule that fits."""
    condition = alone.condition
    if condition.slug in implying and condition.kind == "statement":
        return _with(alone, "unknown", "contradiction", ())
    if alone.found != "unknown":
        return alone
    refused = tuple(slug for slug in condition.implies if found[slug] == "not_met")
    if refused:
        return _with(alone, "not_met", "implied", refused)
    granted = tuple(
        other.slug
        for other in trait.conditions
        if condition.slug in other.implies
        and found[other.slug] == "met"
        and other.slug not in implying
    )
    return _with(alone, "met", "implied", granted) if granted else alone


def _with(alone: Finding, state: State, source: Source, by: tuple[str, ...]) -> Finding:
    return Finding(
        alone.condition, alone.found, state, source, alone.answer, alone.figure, None, by
    )
