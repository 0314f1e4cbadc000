"""Levels that follow from conditions: claim, possible, proven, and the way to a target."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .conditions import State
from .framework import Route, Trait
from .grades import NEED

MAX_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one trait stands: state and grade (0-3) of each of its conditions."""

    trait: Trait
    states: Mapping[str, State]
    grades: Mapping[str, int]

    def all_met(self, route: Route) -> bool:
        return all(self.states[slug] == "met" for slug in route.conditions)

    def is_closed(self, route: Route) -> bool:
        """Some condition of the route is known not to be met."""
        return any(self.states[slug] == "not_met" for slug in route.conditions)

    def having(self, route: Route, state: State) -> tuple[str, ...]:
        return tuple(slug for slug in route.conditions if self.states[slug] == state)

    def unproven(self, route: Route, level: int) -> tuple[str, ...]:
        """The route's conditions whose evidence is not enough for the level."""
        return tuple(slug for slug in route.conditions if self.grades[slug] < NEED[level])


def claim(standing: Standing) -> int | None:
    """The highest level with a route all met; 1 where every way to level 2 is closed.

    None where nothing is met and something is open.
    """
    levels = [route.level for route in standing.trait.routes if standing.all_met(route)]
    if levels:
        return max(levels)
    return 1 if all(map(standing.is_closed, standing.trait.routes_of(2))) else None


def possible(standing: Standing) -> int:
    """The highest level that what is not known leaves open; 1 where none is."""
    open_levels = [r.level for r in standing.trait.routes if not standing.is_closed(r)]
    return max(open_levels, default=1)


def proven(standing: Standing) -> int | None:
    """The highest level that evidence proves; None where there is no claim."""
    if claim(standing) is None:
        return None
    met = [route for route in standing.trait.routes if standing.all_met(route)]
    return max(
        (
            level
            for level in NEED
            if any(route.level >= level and not standing.unproven(route, level) for route in met)
        ),
        default=1,
    )


def routes_to(standing: Standing, target: int, comparators: Collection[str]) -> tuple[Route, ...]:
    """The route to the target, then those equally good, in the framework's order.

    Where the target is reached: the one that needs least evidence. Else of the target's level:
    one still open first, then that of a chosen comparator's example, then fewest conditions not
    met, then fewest unknown. Empty for target 1, which has no route.
    """
    reached = [r for r in standing.trait.routes if r.level >= target and standing.all_met(r)]
    if reached:
        return _best({route: (len(standing.unproven(route, target)),) for route in reached})
    return _best(
        {
            route: (
                standing.is_closed(route),
                not set(route.examples) & set(comparators),
                len(standing.having(route, "not_met")),
                len(standing.having(route, "unknown")),
            )
            for route in standing.trait.routes_of(target)
        }
    )


def _best(keyed: Mapping[Route, tuple[int, ...]]) -> tuple[Route, ...]:
    lowest = min(keyed.values(), default=())
    return tuple(route for route, key in keyed.items() if key == lowest)


def missing(standing: Standing, route: Route) -> tuple[str, ...]:
    """The route's conditions not met and those not met that these imply, in framework order."""
    found = set(standing.having(route, "not_met"))
    for slug in tuple(found):
        implied = standing.trait.condition_by_slug[slug].implies
        found |= {other for other in implied if standing.states[other] == "not_met"}
    return standing.trait.in_order(found)


@dataclass(frozen=True, slots=True)
class Way:
    """What one route lacks, as it is told: conditions not met, and those not known."""

    missing: tuple[str, ...]
    open: tuple[str, ...]


def ways(standing: Standing, routes: Iterable[Route]) -> tuple[Way, ...]:
    """What each of several equally good routes lacks.

    Left out is a route that lacks all that another one lacks and more, and a threshold below
    another missing one of the same indicator: who reaches 22 % has passed 5 % on the way.
    """
    found = dict.fromkeys((missing(standing, r), standing.having(r, "unknown")) for r in routes)
    return tuple(
        Way(strictest(standing.trait, lacking), unknown)
        for lacking, unknown in found
        if not any(
            set(other[0]) <= set(lacking) and set(other[1]) <= set(unknown)
            for other in found
            if other != (lacking, unknown)
        )
    )


def strictest(trait: Trait, slugs: Collection[str]) -> tuple[str, ...]:
    """The conditions without thresholds that another of them passes on the way."""
    passed = {
        lower
        for slug in slugs
        for lower in trait.condition_by_slug[slug].implies
        if trait.condition_by_slug[slug].indicator is not None
        and trait.condition_by_slug[slug].indicator == trait.condition_by_slug[lower].indicator
    }
    return tuple(slug for slug in slugs if slug not in passed)


def lifting(standing: Standing, goal: int) -> tuple[tuple[str, ...], ...]:
    """What would raise the proof to `goal`, a level that is claimed and not proven.

    Of the met routes that reach the goal, those that need least and are of the lowest level: their
    conditions whose evidence is not enough. Any one of them will do.
    """
    met = [r for r in standing.trait.routes if r.level >= goal and standing.all_met(r)]
    best = _best({r: (len(standing.unproven(r, goal)), r.level) for r in met})
    return tuple(dict.fromkeys(standing.unproven(route, goal) for route in best))
