"""The tasks that a plan begins with: what each trait lacks, and the practice that helps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .assessment import Assessment
from .framework import Framework, Practice, Text
from .levels import strictest
from .practices import Offer, first_of_each, offers
from .profile import Profile, TraitResult, profile

# What there is to do: to meet a condition, to find out whether it is met, to prove it; to obtain
# what is not known of a trait that has no level.
Purpose = Literal["meet", "find_out", "prove", "obtain"]
# Why a trait has no task: nothing is said of it; it is a matter of history.
WhyNone = Literal["unanswered", "history"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that a plan begins with. `condition` is None where data of the conditions `asked` is
    to be obtained. `practice` helps to meet the condition, None where none does. `holder` has
    what is asked for, None where something is to be done first."""

    trait: str
    purpose: Purpose
    condition: str | None
    practice: Practice | None = None
    holder: Text | None = None
    asked: tuple[str, ...] = ()

    @property
    def conditions(self) -> tuple[str, ...]:
        """All that it is about."""
        return self.asked if self.condition is None else (self.condition,)


def proposals(framework: Framework, assessment: Assessment) -> tuple[Proposal, ...]:
    """What each trait lacks, in the framework's order: conditions missing or open on the way to
    its target, then those whose evidence would raise the proof. What cannot be acted on can be
    proven only. Of a trait without a target of which something is said: the data to obtain.

    A gap begins with the practice that its report begins it with.
    """
    found = profile(framework, assessment)
    offered = {r.trait.slug: offers(framework, assessment, r) for r in found.traits}
    first = first_of_each({slug: offered[slug] for slug in _ranked(found)})
    return tuple(
        each
        for result in found.traits
        for each in (
            *_to_meet(result, offered[result.trait.slug], first),
            *_to_prove(result),
            *_to_obtain(result),
        )
    )


def left_out(results: Profile) -> tuple[tuple[TraitResult, WhyNone], ...]:
    """The traits that could have a task and have none, with the reason."""
    found: list[tuple[TraitResult, WhyNone]] = []
    for result in results.traits:
        if result.state == "unanswered" and result.target is None:
            found.append((result, "unanswered"))
        elif result.trait.structural and (result.missing or result.open):
            found.append((result, "history"))
    return tuple(found)


def open_conditions(result: TraitResult) -> tuple[str, ...]:
    """The unknown conditions on ways still open: to the target, or, without one, to any level."""
    if result.target is not None and result.claim is not None:
        return result.open
    standing = result.standing
    ways = [r for r in result.trait.routes if not standing.is_closed(r)]
    return result.trait.in_order({s for way in ways for s in standing.having(way, "unknown")})


def _ranked(found: Profile) -> Iterator[str]:
    ranked = [result for result in found.traits if result.rank is not None]
    return (result.trait.slug for result in sorted(ranked, key=lambda r: r.rank or 0))


def _to_meet(
    result: TraitResult, offered: tuple[Offer, ...], first: Mapping[str, Offer]
) -> Iterator[Proposal]:
    trait = result.trait
    if trait.structural:
        return
    # What other gaps begin with comes last.
    own = first.get(trait.slug)
    elsewhere = {offer.practice.slug for slug, offer in first.items() if slug != trait.slug}
    ordered = sorted(offered, key=lambda o: (o is not own, o.practice.slug in elsewhere))
    for slug in trait.in_order(set(strictest(trait, (*result.missing, *result.open)))):
        condition = trait.condition_by_slug[slug]
        is_open = slug in result.open
        yield Proposal(
            trait.slug,
            "find_out" if is_open else "meet",
            slug,
            next((o.practice for o in ordered if slug in (*o.directly, *o.indirectly)), None),
            condition.holder if is_open else None,
        )


def _to_prove(result: TraitResult) -> Iterator[Proposal]:
    trait = result.trait
    for slug in result.to_lift:
        holder = trait.condition_by_slug[slug].holder
        yield Proposal(trait.slug, "prove", slug, holder=holder)


def _to_obtain(result: TraitResult) -> Iterator[Proposal]:
    """A task for each who has some of it."""
    if result.state != "unknown" or result.target is not None:
        return
    trait = result.trait
    by_holder: dict[Text, list[str]] = {}
    for slug in open_conditions(result):
        by_holder.setdefault(trait.condition_by_slug[slug].holder, []).append(slug)
    for holder, slugs in by_holder.items():
        yield Proposal(trait.slug, "obtain", None, holder=holder, asked=tuple(slugs))
