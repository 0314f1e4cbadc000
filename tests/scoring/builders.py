"""Short words for ratings and assessments, so that a test says only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from benchmark.reference_data import read_framework
from benchmark.scoring.assessment import (
    Answer,
    Assessment,
    Evidence,
    Industry,
    OwnFigure,
    OwnQualifier,
    Rating,
)
from benchmark.scoring.framework import OTHER_SECTOR
from benchmark.scoring.profile import Profile, TraitResult, profile
from tests.conftest import FIXTURES

FRAMEWORK = read_framework(FIXTURES)
TRAITS = [trait.slug for trait in FRAMEWORK.traits]
ACTING = TRAITS[1:]  # all but first-mover


def rated(
    trait: str,
    met: Iterable[str] = (),
    not_met: Iterable[str] = (),
    unknown: Iterable[str] = (),
    figures: Iterable[OwnFigure] = (),
    target: int | None = None,
    target_year: int | None = None,
    rationale: str = "",
) -> Rating:
    """A rating with these conditions answered: rated("scale", met=["sc-city-chain"])."""
    answers: dict[str, Answer] = {
        **dict.fromkeys(met, "met"),
        **dict.fromkeys(not_met, "not_met"),
        **dict.fromkeys(unknown, "unknown"),
    }
    return Rating(
        trait=trait,
        answers=answers,
        target=target,
        target_year=target_year,
        rationale=rationale,
        figures=tuple(figures),
    )


def assessed(
    *ratings: Rating,
    evidence: Iterable[Evidence] = (),
    comparators: tuple[str, ...] = (),
    focus: tuple[str, ...] = (),
    sector: str = OTHER_SECTOR,
) -> Assessment:
    """An assessment with these ratings; every other trait is left empty."""
    given = {rating.trait: rating for rating in ratings}
    assert not set(given) - set(TRAITS)
    return Assessment(
        framework=FRAMEWORK.slug,
        industry=Industry(name="智能电力装备", place="示例市", sector=sector),
        period=2025,
        ratings=tuple(given.get(slug, Rating(trait=slug)) for slug in TRAITS),
        comparators=comparators,
        focus=focus,
        evidence=tuple(evidence),
    )


def result(*ratings: Rating, evidence: Iterable[Evidence] = (), **more: object) -> Profile:
    return profile(FRAMEWORK, assessed(*ratings, evidence=evidence, **more))  # type: ignore[arg-type]


def of_one(rating: Rating, evidence: Iterable[Evidence] = (), **more: object) -> TraitResult:
    """The result of the one trait that is rated."""
    return result(rating, evidence=evidence, **more).result_of(rating.trait)


def proof(*conditions: str, grade: int = 3, date: str = "2025-03", url: str = "示工信〔2025〕3号"):
    """An item that lacks nothing, naming these conditions."""
    return Evidence(
        grade=grade, title="材料", source="示例市统计局", date=date, url=url, conditions=conditions
    )


def figure(
    indicator: str,
    value: str | None,
    qualifier: OwnQualifier = "exact",
    *,
    unit: str | None = None,
    product: str = "",
    year: int | None = 2024,
) -> OwnFigure:
    return OwnFigure(
        indicator=indicator,
        value=None if value is None else Decimal(value),
        qualifier=qualifier,
        unit=unit or FRAMEWORK.indicator_by_slug[indicator].unit,
        product=product,
        year=year,
    )


# Level 4 and its proof, trait by trait: for tests in which the trait itself does not matter.
LEVEL_4 = {
    "first-mover": rated("first-mover", ["fm-early"], figures=[figure("years-developed", "25")]),
    "scale": rated("scale", ["sc-nation-list"]),
    "market-share": rated("market-share", figures=[figure("top3-products", "3")]),
    "chain": rated(
        "chain",
        ["ch-design", "ch-make", "ch-service"],
        figures=[figure("segment-coverage", "85"), figure("key-gaps", "1")],
    ),
    "leaders": rated("leaders", figures=[figure("single-champions", "3")]),
    "technology": rated("technology", ["te-lead", "te-nation-list"]),
    "innovation": rated("innovation", ["in-national-any"], figures=[figure("rd-staff", "600")]),
}
PROOF_OF_4 = proof(
    "fm-20-years", "fm-early", "sc-nation-list", "ms-top3-3",
    "ch-design", "ch-make", "ch-service", "ch-coverage-80", "ch-gaps-2",
    "le-champions-3", "te-lead", "te-nation-list", "in-national-any", "in-staff-500",
)  # fmt: skip
