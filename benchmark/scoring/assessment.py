"""What an organisation says of its industry, as plain frozen objects.

The one shape outside the database: forms, files, the method and reports speak of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

# An answer to a condition: 符合, 不符合, 不掌握. No answer at all is no key in `Rating.answers`.
Answer = Literal["met", "not_met", "unknown"]
ANSWERS: tuple[Answer, ...] = ("met", "not_met", "unknown")

OwnQualifier = Literal["exact", "about"]
OWN_QUALIFIERS: tuple[OwnQualifier, ...] = ("exact", "about")

# Bounds that forms, files and commands share.
MAX_COMPARATORS = 3
MAX_FOCUS = 3
YEARS = (1900, 2100)
TARGETS = (2, 5)
# What a row's key looks like. Whoever makes the row makes its key: a save that is repeated adds
# nothing twice.
ROW_KEY: Final = re.compile(r"[0-9a-f]{8,32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A titled, dated, sourced item that proves conditions, of any trait.

    `grade`: 1 own words, 2 own document or statistics, 3 issued by a higher authority or a third
    party; 0 in a draft whose type is not chosen yet. `date` is '2025', '2025-03', '2025-03-18' or
    ''. `url` holds an address or a document number. `indicators` are those whose figures it
    carries. `key` is the row's, None where there is no row.
    """

    grade: int
    title: str = ""
    source: str = ""
    date: str = ""
    url: str = ""
    conditions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    key: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure of the organisation's own, in `unit`: the indicator's, or one that converts to it.

    An unfinished row has no `value` and counts for nothing. `product` is as typed.
    """

    indicator: str
    value: Decimal | None
    unit: str
    qualifier: OwnQualifier = "exact"
    product: str = ""
    year: int | None = None
    key: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rating:
    """One trait's rating: answers by condition, figures as entered, and what is aimed at.

    `not_known` is 暂未掌握 for the whole trait. `target` is 2-5, or None for the default one.
    """

    trait: str
    not_known: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)
    target: int | None = None
    target_year: int | None = None
    rationale: str = ""
    figures: tuple[OwnFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Industry:
    """What is assessed. `sector` is a sector's slug or 'other'."""

    name: str
    place: str
    sector: str
    description: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class Assessment:
    """One industry, one year, one framework version.

    `ratings` holds one per trait in trait order (left-out traits are empty). `comparators` are
    cluster slugs and `focus` trait slugs, at most three each.
    """

    framework: str
    industry: Industry
    period: int
    ratings: tuple[Rating, ...]
    comparators: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def rating_by_trait(self) -> dict[str, Rating]:
        return {rating.trait: rating for rating in self.ratings}
