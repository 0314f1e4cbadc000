"""Short words for ratings and assessments, so that a test says only what matters to it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from benchmark.reference_data import read_framework
from benchmark.scoring.assessment import Assessment, Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.framework import OTHER_SECTOR, Qualifier
from benchmark.scoring.profile import Profile, profile
from tests.conftest import FIXTURES

FRAMEWORK = read_framework(FIXTURES)
TRAITS = [trait.slug for trait in FRAMEWORK.traits]
ACTING = TRAITS[1:]  # all but first-mover


def rated(claim: int, *, grade: int = 3, target: int | None = None) -> Rating:
    """A rating with one item of that grade; grade 0 is no evidence at all."""
    evidence = (Evidence(grade=grade),) if grade else ()
    return Rating(trait="", state="rated", claim=claim, target=target, evidence=evidence)


def unknown(target: int | None = None) -> Rating:
    return Rating(trait="", state="unknown", target=target)


def met(claim: int = 5) -> Rating:
    """Proved and at its own target: no gap of any kind."""
    return rated(claim, grade=3, target=claim)


def assessed(
    *,
    others: Rating | None = None,
    weights: dict[str, int] | None = None,
    comparators: tuple[str, ...] = (),
    sector: str = OTHER_SECTOR,
    **ratings: Rating,
) -> Assessment:
    """An assessment with the named ratings (first_mover=...); every other trait is `others`."""
    named = {name.replace("_", "-"): rating for name, rating in ratings.items()}
    assert not set(named) - set(TRAITS)
    return Assessment(
        framework=FRAMEWORK.slug,
        industry=Industry(name="智能电力装备", place="示例市", sector=sector),
        period=2025,
        ratings=tuple(replace(named.get(slug, others or met()), trait=slug) for slug in TRAITS),
        comparators=comparators,
        weights=weights,
    )


def result(**given: object) -> Profile:
    return profile(FRAMEWORK, assessed(**given))  # type: ignore[arg-type]


def figure(
    indicator: str,
    value: str,
    qualifier: Qualifier = "exact",
    *,
    unit: str | None = None,
    product: str | None = None,
    year: int | None = 2021,
) -> OwnFigure:
    return OwnFigure(
        indicator=indicator,
        value=Decimal(value),
        qualifier=qualifier,
        unit=unit or FRAMEWORK.indicator_by_slug[indicator].unit,
        product=product,
        year=year,
    )
