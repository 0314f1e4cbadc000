"""What evidence is worth: of an item, and of a condition that items name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .assessment import Evidence
from .conditions import State
from .framework import Trait
from .text import is_visible

NOT_CHOSEN, OWN_WORDS, OWN_DOCUMENT, ISSUED = 0, 1, 2, 3
MAX_GRADE = ISSUED

# need(level): the grade that each condition of a route must have for the level to be proven.
NEED: Mapping[int, int] = {1: 0, 2: 0, 3: 1, 4: 2, 5: 3}


def item_grade(item: Evidence) -> int:
    """The grade that counts, 0-3; the type as chosen is lowered for what cannot be checked.

    Without a date nothing is more than own words; without an address or a document number
    nothing is more than an own document. 0 where no type is chosen yet.
    """
    if not is_visible(item.date):
        return min(item.grade, OWN_WORDS)
    if not is_visible(item.url):
        return min(item.grade, OWN_DOCUMENT)
    return item.grade


def is_older(item: Evidence, period: int) -> bool:
    """Whether the item is dated before the year assessed; one without a date is not."""
    return bool(item.date) and item.date[:4] < f"{period:04}"


def condition_grades(
    trait: Trait, states: Mapping[str, State], evidence: Iterable[Evidence]
) -> dict[str, int]:
    """Each condition's grade: the best item that names it or a met condition that implies it."""
    named = dict.fromkeys(trait.condition_by_slug, 0)
    for item in evidence:
        own = [slug for slug in item.conditions if slug in named]
        worth = item_grade(item) if own else 0
        for slug in own:
            named[slug] = max(named[slug], worth)
    grades = dict(named)
    for condition in trait.conditions:
        if states[condition.slug] == "met":
            for implied in condition.implies:
                grades[implied] = max(grades[implied], named[condition.slug])
    return grades
