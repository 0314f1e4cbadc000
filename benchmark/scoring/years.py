"""Results of several years of one industry, side by side: what changed from one to the next, which
figures there were, and what the tasks done in between moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .assessment import OwnFigure
from .changes import Changes, ConditionChange, TraitChanges, changes
from .conditions import figures_that_count
from .framework import Indicator, Trait
from .profile import Profile
from .text import same_words

# What became of the condition of a task that was done: newly met, newly proven, met as before, not
# met, not known, or not confirmed yet. `none` where the task names no condition.
Move = Literal["newly_met", "newly_proven", "met", "not_met", "unknown", "unconfirmed", "none"]
MOVES: tuple[Move, ...] = (
    "newly_met", "newly_proven", "met", "not_met", "unknown", "unconfirmed", "none",
)  # fmt: skip
# How a condition changed: first how it stands, then how it is proven.
ChangeKind = Literal["newly_met", "lost", "unconfirmed", "newly_proven", "no_longer_proven"]
STANDING: tuple[ChangeKind, ...] = ("newly_met", "lost", "unconfirmed")
EVIDENCE: tuple[ChangeKind, ...] = ("newly_proven", "no_longer_proven")


@dataclass(frozen=True, slots=True)
class Done:
    """A task of a year's plan that is done. `condition` is None for one that names none."""

    trait: str
    condition: str | None
    measure: str


@dataclass(frozen=True, slots=True)
class Year:
    """One year's result. `waiting` are conditions that the year before answered and that nobody
    has confirmed yet; only a draft has some."""

    period: int
    draft: bool
    profile: Profile
    waiting: frozenset[str] = frozenset()
    done: tuple[Done, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """From one year to the next one assessed."""

    before: Year
    after: Year
    changes: Changes

    @property
    def moves(self) -> tuple[tuple[Done, Move], ...]:
        """The tasks done in the earlier year's plan, and what became of their conditions."""
        by_slug = {trait.trait.slug: trait for trait in self.changes.traits}
        return tuple(
            (task, self._moved(by_slug[task.trait], task.condition)) for task in self.before.done
        )

    def _moved(self, trait: TraitChanges, condition: str | None) -> Move:
        if condition is None:
            return "none"
        if any(change.condition.slug == condition for change in trait.newly_met):
            return "newly_met"
        if any(change.condition.slug == condition for change in trait.newly_proven):
            return "newly_proven"
        found = by_kind(trait, self.after.waiting).get("unconfirmed", ())
        if condition in self.after.waiting or any(c.condition.slug == condition for c in found):
            return "unconfirmed"
        return self.after.profile.result_of(trait.trait.slug).condition(condition).state


@dataclass(frozen=True, slots=True)
class Series:
    """The own figures that count of one indicator and product, year by year as assessed; a year
    without one holds none. `product` is as typed last."""

    trait: Trait
    indicator: Indicator
    product: str
    years: tuple[tuple[OwnFigure, ...], ...]


def steps(years: Sequence[Year]) -> tuple[Step, ...]:
    """Each year with the one before it, earliest first."""
    return tuple(Step(a, b, changes(a.profile, b.profile)) for a, b in pairwise(years))


def is_unsettled(trait: Trait, waiting: Collection[str]) -> bool:
    """Whether some answer of the trait waits to be confirmed: its levels tell nothing yet."""
    return any(condition.slug in waiting for condition in trait.conditions)


def by_kind(
    trait: TraitChanges, waiting: Collection[str]
) -> dict[ChangeKind, tuple[ConditionChange, ...]]:
    """The conditions changed, by kind; kinds without one are left out. Those lost are told apart
    from those that only wait to be confirmed, or follow from one that does."""
    unconfirmed = tuple(change for change in trait.lost if _waits(change, waiting))
    found: dict[ChangeKind, tuple[ConditionChange, ...]] = {
        "newly_met": trait.newly_met,
        "lost": tuple(change for change in trait.lost if change not in unconfirmed),
        "unconfirmed": unconfirmed,
        "newly_proven": trait.newly_proven,
        "no_longer_proven": trait.no_longer_proven,
    }
    return {kind: changed for kind, changed in found.items() if changed}


def _waits(change: ConditionChange, waiting: Collection[str]) -> bool:
    if change.after.state != "unknown" or change.after.finding.source != "none":
        return False
    settled_by = change.before.finding.settled_by
    return change.condition.slug in waiting or any(slug in waiting for slug in settled_by)


def series(years: Sequence[Year]) -> tuple[Series, ...]:
    """Every indicator and product that has a figure in some year, in the framework's order."""
    found = []
    for trait in years[-1].profile.traits if years else ():
        for indicator in trait.trait.indicators:
            by_year = [_by_product(indicator, year) for year in years]
            # As of the latest year first.
            keys = dict.fromkeys(key for products in reversed(by_year) for key in products)
            for key in keys:
                rows = tuple(tuple(products.get(key, ())) for products in by_year)
                last = next(row[0] for row in reversed(rows) if row)
                found.append(Series(trait.trait, indicator, last.product, rows))
    return tuple(found)


def _by_product(indicator: Indicator, year: Year) -> dict[str, list[OwnFigure]]:
    figures = year.profile.result_of(indicator.trait).rating.figures
    found: dict[str, list[OwnFigure]] = {}
    for figure in figures_that_count(indicator, figures):
        found.setdefault(same_words(figure.product), []).append(figure)
    return found
