"""The computed result of an assessment: coverage, mean, bands, stage, gaps, order.

Our construct, version `METHOD_VERSION`; docs/method.md explains it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from .assessment import Assessment, Rating
from .framework import Framework, Trait
from .levels import MAX_LEVEL, Support, support

METHOD_VERSION = "1.0"
# Below this share of weights rated, a mean would speak for too little.
MEAN_COVERAGE = Fraction(65, 100)
# The stage asks four of the six traits that are not structural.
STAGE_QUORUM = 4
HEADLINE_RANKS = 3

Status = Literal["data_first", "evidence_first", "confirmed", "possible", "to_prove", "none"]


@dataclass(frozen=True, slots=True)
class TraitResult:
    """One trait's result. Levels and gaps in rungs of the ladder; None where not known."""

    trait: Trait
    rating: Rating
    weight: int
    evidence_grade: int
    supported: int | None
    low: int
    high: int
    target: int | None
    target_is_default: bool
    gap: int | None
    gap_low: int | None
    gap_high: int | None
    status: Status
    rank: int | None = None

    @property
    def claim(self) -> int | None:
        return self.rating.claim


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole result. `coverage` is 0-1; means and bands are on the ladder 1-5, exact."""

    coverage: Fraction
    mean: Fraction | None
    band: tuple[Fraction, Fraction]
    mean_equal: Fraction | None
    band_equal: tuple[Fraction, Fraction]
    stage: int | None
    stage_band: tuple[int, int]
    weakest: tuple[str, ...]
    data_to_obtain: tuple[str, ...]
    headline: tuple[str, ...]
    traits: tuple[TraitResult, ...]

    def result_of(self, trait: str) -> TraitResult:
        return next(result for result in self.traits if result.trait.slug == trait)


@dataclass(frozen=True, slots=True)
class _Weighted:
    coverage: Fraction
    mean: Fraction | None
    band: tuple[Fraction, Fraction]


def profile(framework: Framework, assessment: Assessment) -> Profile:
    """Everything that the method says of one assessment."""
    ratings = [assessment.rating_by_trait[trait.slug] for trait in framework.traits]
    supports = [support(rating) for rating in ratings]
    weights = [
        assessment.weights[trait.slug] if assessment.weights else 1 for trait in framework.traits
    ]
    own = _weighted(weights, supports)
    equal = _weighted([1] * len(supports), supports)
    acting = [
        s for s, trait in zip(supports, framework.traits, strict=True) if not trait.structural
    ]
    levels = [s.supported for s in acting if s.supported is not None]
    results = _with_ranks(
        _trait_result(trait, rating, found, weight)
        for trait, rating, found, weight in zip(
            framework.traits, ratings, supports, weights, strict=True
        )
    )
    rated = [r.supported for r in results if r.supported is not None]
    return Profile(
        coverage=own.coverage,
        mean=own.mean,
        band=own.band,
        mean_equal=equal.mean,
        band_equal=equal.band,
        stage=stage(levels) if len(levels) == len(acting) else None,
        stage_band=(stage([s.low for s in acting]), stage([s.high for s in acting])),
        weakest=tuple(r.trait.slug for r in results if rated and r.supported == min(rated)),
        data_to_obtain=tuple(r.trait.slug for r in results if r.status == "data_first"),
        headline=_headline(results),
        traits=results,
    )


def stage(levels: Sequence[int]) -> int:
    """The largest k that at least four of the levels reach while none is below k - 1."""
    return max(
        k
        for k in range(1, MAX_LEVEL + 1)
        if sum(level >= k for level in levels) >= min(STAGE_QUORUM, len(levels))
        and all(level >= k - 1 for level in levels)
    )


def _weighted(weights: Sequence[int], supports: Sequence[Support]) -> _Weighted:
    pairs = list(zip(weights, supports, strict=True))
    total = sum(weights)
    rated = [(w, s.supported) for w, s in pairs if s.supported is not None]
    rated_weight = sum(w for w, _ in rated)
    coverage = Fraction(rated_weight, total)
    return _Weighted(
        coverage,
        Fraction(sum(w * level for w, level in rated), rated_weight)
        if coverage >= MEAN_COVERAGE
        else None,
        (
            Fraction(sum(w * s.low for w, s in pairs), total),
            Fraction(sum(w * s.high for w, s in pairs), total),
        ),
    )


def _trait_result(trait: Trait, rating: Rating, found: Support, weight: int) -> TraitResult:
    target = rating.target
    if target is None and found.supported is not None:
        # History cannot be acted on: a structural trait's target is where it stands.
        target = found.supported if trait.structural else min(MAX_LEVEL, found.supported + 1)
    gap = None if target is None or found.supported is None else max(0, target - found.supported)
    gap_low = None if target is None else max(0, target - found.high)
    gap_high = None if target is None else max(0, target - found.low)
    return TraitResult(
        trait=trait,
        rating=rating,
        weight=weight,
        evidence_grade=found.evidence_grade,
        supported=found.supported,
        low=found.low,
        high=found.high,
        target=target,
        target_is_default=rating.target is None and target is not None,
        gap=gap,
        gap_low=gap_low,
        gap_high=gap_high,
        status=_status(rating.claim, target, gap, gap_low, gap_high),
    )


def _status(
    claim: int | None,
    target: int | None,
    gap: int | None,
    gap_low: int | None,
    gap_high: int | None,
) -> Status:
    if claim is None or target is None or gap is None or gap_low is None or gap_high is None:
        return "data_first"
    if gap > 0 and claim >= target:
        return "evidence_first"
    if gap_low > 0:
        return "confirmed"
    if gap > 0:
        return "possible"
    return "to_prove" if gap_high > 0 else "none"


def _with_ranks(found: Iterable[TraitResult]) -> tuple[TraitResult, ...]:
    results = list(found)
    ranked = sorted(
        (r for r in results if r.status in ("confirmed", "possible") and not r.trait.structural),
        key=_urgency,
    )
    ranks = {r.trait.slug: rank for rank, r in enumerate(ranked, start=1)}
    return tuple(replace(r, rank=ranks.get(r.trait.slug)) for r in results)


def _urgency(result: TraitResult) -> tuple[int, int, bool, int]:
    """Larger weight x gap, then lower supported level, then confirmed first, then trait order."""
    return (
        -result.weight * (result.gap or 0),
        result.supported or 0,
        result.status != "confirmed",
        result.trait.number,
    )


def _headline(results: Sequence[TraitResult]) -> tuple[str, ...]:
    first = sorted(
        (r for r in results if r.rank is not None and r.rank <= HEADLINE_RANKS),
        key=lambda r: r.rank or 0,
    )
    weak = [r for r in results if r not in first and not r.trait.structural and _is_weak(r)]
    return tuple(r.trait.slug for r in (*first, *weak))


def _is_weak(result: TraitResult) -> bool:
    if result.claim is None or result.supported is None or result.gap is None:
        return False
    return result.claim <= 2 or (result.supported <= 2 and result.gap >= 2)
