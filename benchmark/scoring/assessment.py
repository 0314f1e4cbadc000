"""What an organisation says of its industry, as plain frozen objects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from .framework import Qualifier

MAX_COMPARATORS: Final = 3

State = Literal["rated", "unknown", "unanswered"]
STATES: tuple[State, ...] = ("rated", "unknown", "unanswered")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A titled, dated, sourced item. Grade 1 own assertion, 2 own dated document or statistics,
    3 independent, public and checkable. `date` is '2025', '2025-03' or '2025-03-18', or ''."""

    grade: int
    title: str = ""
    source: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure of the organisation's own. `unit` is the indicator's or one that converts to it."""

    indicator: str
    value: Decimal
    unit: str
    qualifier: Qualifier = "exact"
    product: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """One trait's rating. `claim` is 1-5 where state is 'rated', else None."""

    trait: str
    state: State = "unanswered"
    claim: int | None = None
    target: int | None = None
    target_year: int | None = None
    rationale: str = ""
    evidence: tuple[Evidence, ...] = ()
    figures: tuple[OwnFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Industry:
    """What is assessed. `sector` is a sector's slug or 'other'."""

    name: str
    place: str
    sector: str
    description: str = ""


@dataclass(frozen=True)
class Assessment:
    """One industry, one year, one framework version.

    `ratings` holds one per trait in trait order (left-out traits are unanswered). `weights` is
    None for equal weights, else points per trait that sum to 100.
    """

    framework: str
    industry: Industry
    period: int
    ratings: tuple[Rating, ...]
    comparators: tuple[str, ...] = ()
    weights: dict[str, int] | None = None

    @cached_property
    def rating_by_trait(self) -> dict[str, Rating]:
        return {rating.trait: rating for rating in self.ratings}
