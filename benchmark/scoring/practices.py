"""Which documented practices are offered for a gap, in what order and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .assessment import Assessment
from .framework import Framework, Practice
from .profile import TraitResult

# Order of offer: nearest to what the user compares with first, place-only last.
Nearness = Literal["comparator", "sector", "other", "place"]
NEARNESS: tuple[Nearness, ...] = ("comparator", "sector", "other", "place")


@dataclass(frozen=True, slots=True)
class Offer:
    """A practice offered for a trait with a gap, and how near its origin is to the user."""

    practice: Practice
    nearness: Nearness


def offers(framework: Framework, assessment: Assessment, result: TraitResult) -> tuple[Offer, ...]:
    """Practices mapped to the trait, best first; none where there is no gap to close."""
    if not result.gap:
        return ()
    found = [
        Offer(practice, _nearness(framework, assessment, practice))
        for practice in framework.practices
        if result.trait.slug in practice.traits
    ]
    # sorted() is stable: ties keep the order of the contract, which is the framework's.
    return tuple(sorted(found, key=lambda offer: NEARNESS.index(offer.nearness)))


def _nearness(framework: Framework, assessment: Assessment, practice: Practice) -> Nearness:
    if practice.cluster is None:
        return "place"
    if practice.cluster in assessment.comparators:
        return "comparator"
    if framework.cluster_by_slug[practice.cluster].sector == assessment.industry.sector:
        return "sector"
    return "other"
