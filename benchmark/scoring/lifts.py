"""Which piece of evidence would change the result most: what to obtain first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .grades import NEED
from .levels import Standing, proven
from .profile import Profile, TraitResult, stage


@dataclass(frozen=True, slots=True)
class Lift:
    """Evidence of at least `grade` for the conditions of any of these ways raises the proof.

    `lower` and `higher` are the level proven now and then; `stage_gain` is by how much the low
    end of the stage band rises with it.
    """

    trait: str
    ways: tuple[tuple[str, ...], ...]
    grade: int
    lower: int
    higher: int
    stage_gain: int


def lifts(computed: Profile) -> tuple[Lift, ...]:
    """One for each trait whose proof can be raised; what would change the result most first.

    Traits that can be acted on first; then a higher stage, more levels, fewer conditions to
    prove, the framework's order.
    """
    found = [(r, _lift(computed.traits, r)) for r in computed.traits if r.to_lift]
    found.sort(
        key=lambda pair: (
            pair[0].trait.structural,
            -pair[1].stage_gain,
            pair[1].lower - pair[1].higher,
            len(pair[1].ways[0]),
        )
    )
    return tuple(lift for _, lift in found)


def _lift(results: Sequence[TraitResult], result: TraitResult) -> Lift:
    goal = min(result.target or 0, result.claim or 0)
    grades = {item.slug: item.grade for item in result.conditions}
    grades |= dict.fromkeys(result.to_lift, NEED[goal])
    states = {item.slug: item.state for item in result.conditions}
    lower, higher = result.proven or 1, proven(Standing(result.trait, states, grades)) or 1
    acting = [r for r in results if not r.trait.structural]
    now = stage([r.proven or 1 for r in acting])
    then = stage([higher if r is result else r.proven or 1 for r in acting])
    return Lift(result.trait.slug, result.lifting, NEED[goal], lower, higher, then - now)
