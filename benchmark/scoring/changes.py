"""What changed between two results of the same framework: two years, or two editions of one year.

Changed standing (a condition is met that was not, or the other way round) is told apart from
changed evidence (a condition met in both, whose evidence now is enough for another level).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Generic, TypeVar

from .assessment import OwnFigure
from .conditions import figures_that_count
from .figures import EXACT, convert
from .framework import Condition, Indicator, Trait
from .grades import NEED
from .profile import ConditionResult, Profile, TraitResult
from .text import same_words

T = TypeVar("T")

# The levels for which evidence is asked, the highest first.
_PROVABLE: Final = tuple(sorted((level for level, grade in NEED.items() if grade), reverse=True))


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The same of the earlier and of the later result."""

    before: T
    after: T

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """One condition before and after. `proof` is the highest level (3-5) of those it decides that
    its evidence is enough for; None where it is enough for none, or the condition is not met."""

    condition: Condition
    before: ConditionResult
    after: ConditionResult
    proof: Pair[int | None]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """The own figures that count, of one indicator and product, as entered and in that order;
    empty where there is none. `product` is as typed later, or earlier where it is gone.

    `amount` is how much more it is, in the indicator's unit, where each is a single figure, else
    None. Years may differ without a change.
    """

    indicator: Indicator
    product: str
    before: tuple[OwnFigure, ...]
    after: tuple[OwnFigure, ...]
    amount: Decimal | None

    @property
    def changed(self) -> bool:
        return self._said(self.before) != self._said(self.after)

    def _said(self, figures: Iterable[OwnFigure]) -> list[tuple[Decimal, str]]:
        return sorted((_value(figure, self.indicator), figure.qualifier) for figure in figures)


@dataclass(frozen=True, slots=True)
class TraitChanges:
    """One trait before and after. Levels are 1-5, None where not known.

    Standing: `newly_met`; `lost` were met and are not met or not known now; `otherwise` went from
    not met to not known or back. Evidence, of conditions met before and after: `newly_proven` is
    enough for a higher level now, `no_longer_proven` for a lower one or none. Each in the
    framework's order. `figures` holds the unchanged too.
    """

    trait: Trait
    claim: Pair[int | None]
    proven: Pair[int | None]
    target: Pair[int | None]
    possible: Pair[int]
    newly_met: tuple[ConditionChange, ...]
    lost: tuple[ConditionChange, ...]
    otherwise: tuple[ConditionChange, ...]
    newly_proven: tuple[ConditionChange, ...]
    no_longer_proven: tuple[ConditionChange, ...]
    figures: tuple[FigureChange, ...]

    @property
    def standing(self) -> bool:
        """Whether some condition stands otherwise."""
        return bool(self.newly_met or self.lost or self.otherwise)

    @property
    def evidence(self) -> bool:
        """Whether some condition that stands as before is proven otherwise."""
        return bool(self.newly_proven or self.no_longer_proven)

    @property
    def levels(self) -> bool:
        """Whether a level changed, the target among them."""
        pairs = (self.claim, self.proven, self.target, self.possible)
        return any(pair.changed for pair in pairs)

    @property
    def changed(self) -> bool:
        figures = any(figure.changed for figure in self.figures)
        return self.standing or self.evidence or self.levels or figures


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, every trait in the framework's order. Stages as in a Profile."""

    stage: Pair[int | None]
    stage_band: Pair[tuple[int, int]]
    traits: tuple[TraitChanges, ...]

    @property
    def changed(self) -> bool:
        """The stage follows from the traits."""
        return any(trait.changed for trait in self.traits)


def changes(earlier: Profile, later: Profile) -> Changes:
    """What is different in `later`. Raises ValueError where they are of two frameworks."""
    pairs = list(zip(earlier.traits, later.traits, strict=False))
    if len(earlier.traits) != len(later.traits) or any(a.trait != b.trait for a, b in pairs):
        raise ValueError("results of two frameworks are not compared")
    return Changes(
        stage=Pair(earlier.stage, later.stage),
        stage_band=Pair(earlier.stage_band, later.stage_band),
        traits=tuple(_of_trait(before, after) for before, after in pairs),
    )


def _of_trait(before: TraitResult, after: TraitResult) -> TraitChanges:
    levels = _levels_decided(after.trait)
    found = [
        ConditionChange(
            then.finding.condition, then, now, Pair(_proof(then, levels), _proof(now, levels))
        )
        for then, now in zip(before.conditions, after.conditions, strict=True)
    ]

    def those(wanted: Callable[[ConditionChange], bool]) -> tuple[ConditionChange, ...]:
        return tuple(filter(wanted, found))

    return TraitChanges(
        trait=after.trait,
        claim=Pair(before.claim, after.claim),
        proven=Pair(before.proven, after.proven),
        target=Pair(before.target, after.target),
        possible=Pair(before.possible, after.possible),
        newly_met=those(lambda c: c.before.state != "met" and c.after.state == "met"),
        lost=those(lambda c: c.before.state == "met" and c.after.state != "met"),
        otherwise=those(
            lambda c: (
                c.before.state != c.after.state and "met" not in (c.before.state, c.after.state)
            )
        ),
        newly_proven=those(lambda c: _gain(c) > 0),
        no_longer_proven=those(lambda c: _gain(c) < 0),
        figures=_figures(before, after),
    )


def _levels_decided(trait: Trait) -> dict[str, int]:
    """By condition, the highest level with a route that asks for it."""
    found: dict[str, int] = {}
    for route in trait.routes:
        found |= {slug: max(found.get(slug, 0), route.level) for slug in route.conditions}
    return found


def _proof(result: ConditionResult, decided: dict[str, int]) -> int | None:
    if result.state != "met":
        return None
    highest = decided.get(result.slug, 0)
    return next((k for k in _PROVABLE if k <= highest and result.grade >= NEED[k]), None)


def _gain(change: ConditionChange) -> int:
    """By how many levels evidence alone is enough for more; 0 where the standing changed."""
    if change.before.state != "met" or change.after.state != "met":
        return 0
    return (change.proof.after or 0) - (change.proof.before or 0)


def _figures(before: TraitResult, after: TraitResult) -> tuple[FigureChange, ...]:
    found = []
    for indicator in after.trait.indicators:
        then, now = _by_product(indicator, before), _by_product(indicator, after)
        for product in dict.fromkeys((*now, *then)):
            found.append(
                _figure(indicator, tuple(then.get(product, ())), tuple(now.get(product, ())))
            )
    return tuple(found)


def _by_product(indicator: Indicator, result: TraitResult) -> dict[str, list[OwnFigure]]:
    found: dict[str, list[OwnFigure]] = {}
    for figure in figures_that_count(indicator, result.rating.figures):
        found.setdefault(same_words(figure.product), []).append(figure)
    return found


def _figure(
    indicator: Indicator, before: tuple[OwnFigure, ...], after: tuple[OwnFigure, ...]
) -> FigureChange:
    amount = None
    if len(before) == len(after) == 1:
        amount = EXACT.subtract(_value(after[0], indicator), _value(before[0], indicator))
    product = (after or before)[0].product
    return FigureChange(indicator, product, before, after, amount)


def _value(figure: OwnFigure, indicator: Indicator) -> Decimal:
    return convert(figure.value or Decimal(0), figure.unit, indicator.unit)
