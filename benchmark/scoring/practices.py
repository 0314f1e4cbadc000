"""Which documented practices are offered for a trait, in what order and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .assessment import Assessment
from .framework import Framework, Practice
from .profile import TraitResult

# How near a practice is to what the user compares with: of a chosen comparator, of the city of
# one, of the industry's field, or none of these.
Nearness = Literal["comparator", "city", "sector", "other"]
NEARNESS: tuple[Nearness, ...] = ("comparator", "city", "sector", "other")

# For a gap so many stand open, the rest folded; where evidence or data comes first, none does.
SHOWN_FOR_GAP = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """A practice offered for a trait: which of the conditions wanted it helps, and how near it is.

    `directly` and `indirectly` are slugs in the framework's order; one of them is not empty.
    """

    practice: Practice
    nearness: Nearness
    directly: tuple[str, ...]
    indirectly: tuple[str, ...]

    @property
    def helps(self) -> str:
        """The condition that it is offered for: the first it helps directly, else indirectly."""
        return (self.directly or self.indirectly)[0]


def offers(framework: Framework, assessment: Assessment, result: TraitResult) -> tuple[Offer, ...]:
    """Practices that help what the trait wants, best first; none where it is met or structural."""
    if result.trait.structural or result.status == "met":
        return ()
    wanted = wanted_of(result)
    found = [
        Offer(
            practice,
            _nearness(framework, assessment, practice),
            tuple(slug for slug in wanted if slug in practice.directly),
            tuple(slug for slug in wanted if slug in practice.indirectly),
        )
        for practice in framework.practices
    ]
    # sorted() is stable: ties keep the order of the contract, which is the framework's.
    return tuple(sorted((o for o in found if o.directly or o.indirectly), key=_order))


def first_of_each(offered: Mapping[str, Sequence[Offer]]) -> dict[str, Offer]:
    """What each gap begins with, by trait, `offered` being in rank order: its best practice that
    no gap before it begins with; where there is none, its best."""
    found: dict[str, Offer] = {}
    told = set[str]()
    for trait, all_ in offered.items():
        new = [offer for offer in all_ if offer.practice.slug not in told]
        if first := new or all_:
            found[trait] = first[0]
            told.add(first[0].practice.slug)
    return found


def wanted_of(result: TraitResult) -> tuple[str, ...]:
    """The conditions that practices are to help: to be proven, else missing or open."""
    if result.status == "prove":
        return result.to_lift
    return result.trait.in_order({*result.missing, *result.open})


def shown_first(result: TraitResult) -> int:
    """How many offers stand open; the rest is folded."""
    return SHOWN_FOR_GAP if result.status == "gap" else 0


def _order(offer: Offer) -> tuple[bool, int, int]:
    return (not offer.directly, NEARNESS.index(offer.nearness), -len(offer.directly))


def _nearness(framework: Framework, assessment: Assessment, practice: Practice) -> Nearness:
    if practice.cluster in assessment.comparators:
        return "comparator"
    comparators = (framework.cluster_by_slug[slug] for slug in assessment.comparators)
    if any(practice.city in cluster.cities for cluster in comparators):
        return "city"
    if practice.cluster is None:
        return "other"
    cluster = framework.cluster_by_slug[practice.cluster]
    return "sector" if cluster.sector == assessment.industry.sector else "other"
