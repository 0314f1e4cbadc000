"""The computed result of an assessment: levels, gaps, ranks, strengths, stage.

Our construct, version `METHOD_VERSION`; docs/method.md explains it. Levels are ordinal: nothing
here is averaged, weighted or turned into points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from .assessment import Assessment, Rating
from .conditions import Contradiction, Finding, State, contradictions_of, findings
from .framework import Framework, Route, Trait
from .grades import condition_grades, is_older
from .levels import MAX_LEVEL, Standing, claim, lifting, missing, possible, proven, routes_to

METHOD_VERSION = "2.0"
# The stage asks four of the six traits that are not structural.
STAGE_QUORUM = 4
HEADLINE_RANKS = 3
STRENGTH_LEVEL = 4
MAX_STRENGTHS = 3

TraitState = Literal["rated", "unknown", "unanswered"]
TRAIT_STATES: tuple[TraitState, ...] = ("rated", "unknown", "unanswered")
# 待补数据, 已达标, 先补佐证, 有差距
Status = Literal["data", "met", "prove", "gap"]
STATUSES: tuple[Status, ...] = ("data", "met", "prove", "gap")


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition: what was found of it and the grade (0-3) of its evidence. `older`: it is met
    and would have a lower grade without the evidence dated before the year assessed; of what is a
    matter of history that says nothing."""

    finding: Finding
    grade: int
    older: bool = False

    @property
    def slug(self) -> str:
        return self.finding.condition.slug

    @property
    def state(self) -> State:
        return self.finding.state


@dataclass(frozen=True, slots=True)
class Example:
    """A documented example, a route of level 5: how many of its conditions are met, which are
    missing (not met) and which open (unknown)."""

    route: Route
    met: int
    missing: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraitResult:
    """One trait's result. Levels are 1-5, None where not known; tuples of str hold conditions.

    `routes` holds the route to the target and then those equally good; empty where there is no
    target or it is 1. `missing` and `open` are of the first. `lifting` holds the
    conditions whose evidence would raise the proof, in ways of which any will do.
    """

    trait: Trait
    rating: Rating
    state: TraitState
    claim: int | None
    proven: int | None
    possible: int
    target: int | None
    target_is_default: bool
    gap: int | None
    status: Status
    conditions: tuple[ConditionResult, ...]
    contradictions: tuple[Contradiction, ...]
    routes: tuple[Route, ...]
    missing: tuple[str, ...]
    open: tuple[str, ...]
    lifting: tuple[tuple[str, ...], ...]
    examples: tuple[Example, ...]
    rank: int | None = None

    @property
    def to_lift(self) -> tuple[str, ...]:
        """The first of the ways to raise the proof; empty where there is none."""
        return self.lifting[0] if self.lifting else ()

    @property
    def route(self) -> tuple[str, ...]:
        """The conditions of the route to the target."""
        return self.routes[0].conditions if self.routes else ()

    @property
    def standing(self) -> Standing:
        return Standing(
            self.trait,
            {item.slug: item.state for item in self.conditions},
            {item.slug: item.grade for item in self.conditions},
        )

    def condition(self, slug: str) -> ConditionResult:
        return next(item for item in self.conditions if item.slug == slug)


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole result. `coverage` is 0-1, exact. Tuples of str hold trait slugs, in trait order
    except `headline` (by rank) and `strengths` (by level). `stage_band` is [low, high]."""

    coverage: Fraction
    stage: int | None
    stage_band: tuple[int, int]
    headline: tuple[str, ...]
    strengths: tuple[str, ...]
    data_to_obtain: tuple[str, ...]
    to_prove: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    traits: tuple[TraitResult, ...]

    def result_of(self, trait: str) -> TraitResult:
        return next(result for result in self.traits if result.trait.slug == trait)


def profile(framework: Framework, assessment: Assessment) -> Profile:
    """Everything that the method says of one assessment."""
    results = _with_ranks(
        [trait_result(trait, assessment) for trait in framework.traits], assessment.focus
    )
    acting = [result for result in results if not result.trait.structural]
    proven_levels = [result.proven for result in acting if result.proven is not None]
    headline = _headline(results)
    return Profile(
        coverage=Fraction(sum(r.state == "rated" for r in results), len(results)),
        stage=stage(proven_levels) if len(proven_levels) == len(acting) else None,
        stage_band=(stage([r.proven or 1 for r in acting]), stage([r.possible for r in acting])),
        headline=headline,
        strengths=_strengths(results, headline),
        data_to_obtain=tuple(r.trait.slug for r in results if r.status == "data"),
        to_prove=tuple(r.trait.slug for r in results if r.to_lift),
        contradictions=tuple(pair for r in results for pair in r.contradictions),
        traits=results,
    )


def stage(levels: Sequence[int]) -> int:
    """The largest k that at least four of the levels reach while none is below k - 1."""
    return max(
        k
        for k in range(1, MAX_LEVEL + 1)
        if sum(level >= k for level in levels) >= STAGE_QUORUM
        and all(level >= k - 1 for level in levels)
    )


def trait_result(trait: Trait, assessment: Assessment) -> TraitResult:
    """One trait's result without its rank, which only all seven together give.

    A page that saves one trait needs no more than this.
    """
    rating = assessment.rating_by_trait[trait.slug]
    found = findings(trait, rating)
    states = {item.condition.slug: item.state for item in found}
    standing = Standing(trait, states, condition_grades(trait, states, assessment.evidence))
    of_year = [item for item in assessment.evidence if not is_older(item, assessment.period)]
    recent = standing.grades if trait.structural else condition_grades(trait, states, of_year)
    level, proof = claim(standing), proven(standing)
    target = rating.target or _default_target(trait, level)
    routes = routes_to(standing, target, assessment.comparators) if target else ()
    return TraitResult(
        trait=trait,
        rating=rating,
        state=_state(rating, level),
        claim=level,
        proven=proof,
        possible=possible(standing),
        target=target,
        target_is_default=rating.target is None and target is not None,
        gap=None if level is None or target is None else max(0, target - level),
        status=_status(standing, level, proof, target),
        conditions=tuple(_condition_result(item, standing.grades, recent) for item in found),
        contradictions=contradictions_of(trait, found),
        routes=routes,
        missing=missing(standing, routes[0]) if routes else (),
        open=standing.having(routes[0], "unknown") if routes else (),
        lifting=_lifting(standing, level, proof, target),
        examples=tuple(_example(standing, route) for route in trait.routes_of(MAX_LEVEL)),
    )


def _condition_result(
    finding: Finding, grades: Mapping[str, int], recent: Mapping[str, int]
) -> ConditionResult:
    slug = finding.condition.slug
    older = finding.state == "met" and recent[slug] < grades[slug]
    return ConditionResult(finding, grades[slug], older)


def _state(rating: Rating, level: int | None) -> TraitState:
    if level is not None:
        return "rated"
    given = any(figure.value is not None for figure in rating.figures)
    return "unknown" if rating.not_known or rating.answers or given else "unanswered"


def _default_target(trait: Trait, level: int | None) -> int | None:
    """The next level; where the trait is structural or far enough on, where it stands."""
    if level is None or trait.structural or level >= STRENGTH_LEVEL:
        return level
    return level + 1


def _status(standing: Standing, level: int | None, proof: int | None, target: int | None) -> Status:
    if level is None or proof is None or target is None:
        return "data"
    if proof >= target:
        return "met"
    if level >= target:
        return "prove"
    closed = all(map(standing.is_closed, standing.trait.routes_of(target)))
    return "gap" if closed else "data"


def _lifting(
    standing: Standing, level: int | None, proof: int | None, target: int | None
) -> tuple[tuple[str, ...], ...]:
    if level is None or proof is None or target is None:
        return ()
    goal = min(target, level)
    return lifting(standing, goal) if proof < goal else ()


def _example(standing: Standing, route: Route) -> Example:
    return Example(
        route=route,
        met=len(standing.having(route, "met")),
        missing=standing.having(route, "not_met"),
        open=standing.having(route, "unknown"),
    )


def _with_ranks(found: Iterable[TraitResult], focus: Sequence[str]) -> tuple[TraitResult, ...]:
    results = list(found)
    gaps = [r for r in results if r.status == "gap" and not r.trait.structural]
    ranked = sorted(
        gaps, key=lambda r: (r.trait.slug not in focus, -(r.gap or 0), r.claim or 0, r.trait.number)
    )
    ranks = {r.trait.slug: rank for rank, r in enumerate(ranked, start=1)}
    return tuple(replace(r, rank=ranks.get(r.trait.slug)) for r in results)


def _headline(results: Iterable[TraitResult]) -> tuple[str, ...]:
    ranked = sorted((r.rank, r.trait.slug) for r in results if r.rank is not None)
    return tuple(slug for _, slug in ranked[:HEADLINE_RANKS])


def _strengths(results: Iterable[TraitResult], headline: Sequence[str]) -> tuple[str, ...]:
    """Proven well and no gap of the first page; history may be one."""
    strong = [
        r for r in results if (r.proven or 0) >= STRENGTH_LEVEL and r.trait.slug not in headline
    ]
    strong.sort(key=lambda r: -(r.proven or 0))  # stable: ties stay in trait order
    return tuple(r.trait.slug for r in strong[:MAX_STRENGTHS])
