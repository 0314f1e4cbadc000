"""From a claim and its evidence to a supported level and its range. Ordinal levels 1-5."""

from __future__ import annotations

from dataclasses import dataclass

from .assessment import Rating

MAX_LEVEL = 5
# By evidence grade 0-3: the highest level that such evidence carries, and the range's half-width.
CAP = {0: 2, 1: 3, 2: 4, 3: 5}
HALF_WIDTH = {0: 2, 1: 1, 2: 1, 3: 0}


@dataclass(frozen=True, slots=True)
class Support:
    """What the evidence carries. `supported` is None where the trait is not rated."""

    evidence_grade: int
    supported: int | None
    low: int
    high: int


def evidence_grade(rating: Rating) -> int:
    """The best grade among the rating's items, 0 where there is none."""
    return max((item.grade for item in rating.evidence), default=0)


def support(rating: Rating) -> Support:
    """Supported level and range of one rating; not rated leaves the whole range 1-5 open."""
    grade = evidence_grade(rating)
    if rating.claim is None:
        return Support(grade, None, 1, MAX_LEVEL)
    supported = min(rating.claim, CAP[grade])
    half = HALF_WIDTH[grade]
    return Support(
        grade,
        supported,
        max(1, supported - half),
        min(MAX_LEVEL, max(rating.claim, supported + half)),
    )
