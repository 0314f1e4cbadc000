"""What a plan would reach, and which conditions one begins from.

A task with a condition stands for the condition met, with all that it implies, and for its proof:
a statement answered, a figure that reaches its threshold, and evidence of the highest type. What
else is stored stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .assessment import Assessment, Evidence
from .conditions import findings
from .framework import Framework, Practice, Trait
from .grades import ISSUED, condition_grades
from .levels import Standing, claim, proven, strictest
from .practices import offers
from .profile import TraitResult, stage

# What there is to do about a condition: to meet it, to find out whether it is met, to prove it.
MEET, FIND_OUT, PROVE = "meet", "find_out", "prove"


@dataclass(frozen=True, slots=True)
class Levels:
    """A trait's levels, 1-5, None where not known. `claim` asks for the conditions alone, `proven`
    for their evidence too."""

    claim: int | None
    proven: int | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Levels by trait, in the framework's order. `stage` is None where a trait has no level;
    `stage_low` counts such a trait as level 1."""

    traits: dict[str, Levels]
    stage: int | None
    stage_low: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that a plan begins with. `practice` is the first that helps to meet the condition,
    None where none does or the condition is met and has to be proven only."""

    trait: str
    condition: str
    purpose: str
    practice: Practice | None


def reach(framework: Framework, assessment: Assessment, conditions: Collection[str]) -> Reach:
    """The levels with these conditions, of any trait, met and proven; without any, those of now."""
    levels = {trait.slug: _levels(trait, assessment, conditions) for trait in framework.traits}
    acting = [levels[trait.slug].proven for trait in framework.traits if not trait.structural]
    low = stage([level or 1 for level in acting])
    return Reach(levels, None if None in acting else low, low)


def idle(
    framework: Framework, assessment: Assessment, conditions: Collection[str]
) -> frozenset[str]:
    """Those of the conditions without which all the others reach the same levels; one that is
    not known is no higher than level 1."""
    found: set[str] = set()
    for trait in framework.traits:
        own = trait.in_order(set(conditions))
        whole = _at_least(_levels(trait, assessment, own))
        others = {slug: [other for other in own if other != slug] for slug in own}
        found |= {
            slug
            for slug, rest in others.items()
            if _at_least(_levels(trait, assessment, rest)) == whole
        }
    return frozenset(found)


def proposals(
    framework: Framework, assessment: Assessment, result: TraitResult
) -> tuple[Proposal, ...]:
    """What a trait lacks: conditions missing or open on the way to its target, then those whose
    evidence would raise the proof. What cannot be acted on can be proven only."""
    trait = result.trait
    wanted = () if trait.structural else strictest(trait, (*result.missing, *result.open))
    found = offers(framework, assessment, result)
    to_meet = [
        Proposal(
            trait.slug,
            slug,
            MEET if slug in result.missing else FIND_OUT,
            next((o.practice for o in found if slug in (*o.directly, *o.indirectly)), None),
        )
        for slug in trait.in_order(set(wanted))
    ]
    return (*to_meet, *(Proposal(trait.slug, slug, PROVE, None) for slug in result.to_lift))


def _levels(trait: Trait, assessment: Assessment, conditions: Collection[str]) -> Levels:
    own = trait.in_order(set(conditions))
    found = findings(trait, assessment.rating_by_trait[trait.slug], own)
    states = {item.condition.slug: item.state for item in found}
    proof = Evidence(ISSUED, date="0001", url="*", conditions=own)
    grades = condition_grades(trait, states, (*assessment.evidence, proof))
    standing = Standing(trait, states, grades)
    return Levels(claim(standing), proven(standing))


def _at_least(levels: Levels) -> tuple[int, int]:
    return levels.claim or 1, levels.proven or 1
