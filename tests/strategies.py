"""Generated assessments, whole and valid, that lie on the edges of the method as often as inside.

Each strategy is drawn for a given framework, so that slugs, units and thresholds are real. What is
chosen among given things is chosen by a generator of random numbers that is drawn once: some
hundreds of draws for each assessment would take longer than everything that is tried on it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from benchmark.scoring.assessment import (
    OWN_QUALIFIERS,
    Answer,
    Assessment,
    Evidence,
    Industry,
    OwnFigure,
    Rating,
)
from benchmark.scoring.figures import COUNT_UNITS, PERCENT, units_for
from benchmark.scoring.framework import OTHER_SECTOR, Framework, Indicator, Trait
from tests.scoring.naive import seen

_KEPT: dict[str, Any] = {
    "exclude_categories": ("Cc", "Cs"),
    "exclude_characters": "\ufffe\uffff",
}
CHARACTERS = st.characters(**_KEPT) | st.sampled_from("\n\t\u200f𠮷<&=")
LINE_CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
TEXTS = st.text(CHARACTERS, max_size=30)
LINES = st.text(LINE_CHARACTERS, max_size=20)
NAMES = st.text(LINE_CHARACTERS, max_size=20).map(lambda text: f"甲{text}")
PERIODS = st.integers(1900, 2100)
DATES = ["", "2024", "2025-03", "2025-03-18"]
URLS = ["", "https://example.org/a?b=1", "许工信〔2025〕3号", "\u3164 "]

# How a trait is answered: nearly all met, of every kind, mostly open, nothing.
MOODS: list[list[Answer | None]] = [
    ["met"] * 12 + ["not_met", "unknown", None],
    ["met", "met", "not_met", "unknown", None],
    ["met", "unknown", None, None, None],
    ["not_met", "not_met", "not_met", "met", None],
    [None],
]


def evidence(random: Random, framework: Framework) -> Evidence:
    """An item of any grade; it names conditions of one trait, now and then of another too."""
    own = [*random.choice(framework.traits).condition_by_slug]
    others = [*framework.condition_by_slug]
    named = random.sample(own, random.randint(0, min(8, len(own))))
    named += random.sample(others, random.choice([0, 0, 1, 2]))
    indicators = [*framework.indicator_by_slug]
    return Evidence(
        grade=random.choice([1, 2, 3, 3, 3]),
        title="材料",
        date=random.choice(DATES),
        url=random.choice(URLS),
        conditions=tuple(dict.fromkeys(named)),
        indicators=tuple(random.sample(indicators, random.randint(0, 2))),
    )


def edges(framework: Framework, indicator: Indicator) -> list[Decimal]:
    """Values on and beside documented figures, thresholds and the ends of their tolerances."""
    ends = [f.value for f in framework.documented_figures() if f.indicator == indicator.slug]
    ends += [
        c.threshold.value
        for c in framework.condition_by_slug.values()
        if c.threshold and c.indicator == indicator.slug
    ]
    factors = ("1", "0.9", "0.95", "1.05", "0.9999", "1.0001")
    found = [end * Decimal(factor) for end in ends for factor in factors]
    # About v is decided where 0.95 or 1.05 of it meets a bound.
    found += [
        (end / Decimal(factor)).quantize(Decimal("0.01"))
        for end in ends
        for factor in ("0.95", "1.05")
    ]
    return [*found, Decimal(0), Decimal(1)]


# By indicator.
Known = dict[str, tuple[list[Decimal], list[str]]]


@cache
def edges_and_spellings(framework: Framework) -> Known:
    return {
        slug: (edges(framework, indicator), spellings(framework, indicator))
        for slug, indicator in framework.indicator_by_slug.items()
    }


def own_figure(
    random: Random, indicator: Indicator, values: list[Decimal], products: list[str]
) -> OwnFigure:
    value = random.choice([random.choice(values), Decimal(random.randint(0, 40_000))])
    unit = random.choice(units_for(indicator.unit))
    if unit == "万元":
        value *= 10_000
    if unit == PERCENT:
        value = min(value, Decimal(100))
    if unit in COUNT_UNITS:
        value = value.to_integral_value()
    return OwnFigure(
        indicator=indicator.slug,
        value=value,
        unit=unit,
        qualifier=random.choice(OWN_QUALIFIERS),
        product=random.choice(products),
        year=random.choice([None, 1900, 2018, 2020, 2022, 2023, 2024]),
    )


def spellings(framework: Framework, indicator: Indicator) -> list[str]:
    """Documented products, typed well and less so, and others."""
    documented = [f for f in framework.documented_figures() if f.indicator == indicator.slug]
    products = [name for f in documented if f.product for name in (f.product.zh, f.product.en)]
    return [*products, *(f"  {name}\u3164" for name in products), "Ａ产品", "A产品", "", " "]


def rating(random: Random, trait: Trait, known: Known) -> Rating:
    """What the stable interface accepts: a figure condition is answered only without a figure."""
    if random.randint(0, 11) == 0:
        return Rating(trait=trait.slug, not_known=True)
    figures = [
        own_figure(random, indicator, *known[indicator.slug])
        for indicator in trait.indicators
        for _ in range(random.choice([0, 0, 0, 1, 1, 2, 3]))
    ]
    measured = {figure.indicator for figure in figures}
    mood = random.choice(MOODS)
    said = [(condition, random.choice(mood)) for condition in trait.conditions]
    return Rating(
        trait=trait.slug,
        answers={
            condition.slug: answer
            for condition, answer in said
            if answer
            and condition.indicator not in measured
            and not (condition.indicator and answer == "met")
        },
        target=random.choice([None, None, 2, 3, 4, 5]),
        figures=tuple(figures),
    )


def wordless(random: Random, framework: Framework) -> Assessment:
    """All that the method reads."""
    acting = [trait.slug for trait in framework.traits if not trait.structural]
    clusters = [*framework.cluster_by_slug]
    known = edges_and_spellings(framework)
    return Assessment(
        framework=framework.slug,
        industry=Industry(
            name="产业",
            place="示例市",
            sector=random.choice([*framework.sector_by_slug, OTHER_SECTOR]),
        ),
        period=2025,
        ratings=tuple(rating(random, trait, known) for trait in framework.traits),
        comparators=tuple(random.sample(clusters, random.randint(0, 3))),
        focus=tuple(random.sample(acting, random.randint(0, 3))),
        evidence=tuple(evidence(random, framework) for _ in range(random.randint(0, 8))),
    )


@st.composite
def assessments(draw: st.DrawFn, framework: Framework, *, words: bool = True) -> Assessment:
    """`words` off leaves texts empty, which the method does not read: many more cases a second."""
    found = wordless(draw(st.randoms(use_true_random=True)), framework)
    if not words:
        return found
    return replace(
        found,
        industry=replace(found.industry, name=draw(NAMES), name_en=draw(LINES), place=draw(NAMES)),
        period=draw(PERIODS),
        ratings=tuple(
            rating
            if rating.not_known
            else replace(rating, target_year=draw(st.none() | PERIODS), rationale=draw(TEXTS))
            for rating in found.ratings
        ),
        evidence=tuple(
            replace(item, title=draw(NAMES), source=draw(LINES)) for item in found.evidence
        ),
    )


def as_read(said: Assessment) -> Assessment:
    """The same as it comes back out of a file: texts of which nothing is seen are empty."""

    def text(typed: str) -> str:
        return typed if seen(typed) else ""

    return replace(
        said,
        industry=replace(said.industry, name_en=text(said.industry.name_en)),
        ratings=tuple(
            replace(
                rating,
                rationale=text(rating.rationale),
                figures=tuple(replace(f, product=text(f.product)) for f in rating.figures),
            )
            for rating in said.ratings
        ),
        evidence=tuple(
            replace(item, source=text(item.source), url=text(item.url)) for item in said.evidence
        ),
    )
