"""Generated assessments, whole and valid, that lie on the edges of the method as often as inside.

Each strategy is drawn for a given framework, so that slugs, units and thresholds are real.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from benchmark.scoring.assessment import (
    OWN_QUALIFIERS,
    Assessment,
    Evidence,
    Industry,
    OwnFigure,
    Rating,
)
from benchmark.scoring.figures import COUNT_UNITS, PERCENT, units_for
from benchmark.scoring.framework import OTHER_SECTOR, Framework, Indicator, Trait

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
DATES = st.sampled_from(["", "2024", "2025-03", "2025-03-18"])
URLS = st.sampled_from(["", "https://example.org/a?b=1", "许工信〔2025〕3号", "\u3164 "])

# How a trait is answered: nearly all met, of every kind, mostly open, nothing.
MOODS = st.sampled_from(
    [
        ["met"] * 12 + ["not_met", "unknown", None],
        ["met", "met", "not_met", "unknown", None],
        ["met", "unknown", None, None, None],
        ["not_met", "not_met", "not_met", "met", None],
        [None],
    ]
)


@st.composite
def evidence(draw: st.DrawFn, framework: Framework, words: bool = True) -> Evidence:
    """An item of any grade; it names conditions of one trait, now and then of another too."""
    trait = draw(st.sampled_from(framework.traits))
    own = st.lists(st.sampled_from([*trait.condition_by_slug]), max_size=8, unique=True)
    others = st.lists(st.sampled_from([*framework.condition_by_slug]), max_size=2)
    line = LINES if words else st.just("")
    return Evidence(
        grade=draw(st.sampled_from([1, 2, 3, 3, 3])),
        title=draw(NAMES) if words else "材料",
        source=draw(line),
        date=draw(DATES),
        url=draw(URLS),
        conditions=tuple(dict.fromkeys([*draw(own), *draw(others)])),
        indicators=tuple(
            draw(st.lists(st.sampled_from([*framework.indicator_by_slug]), max_size=2, unique=True))
        ),
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


@st.composite
def own_figure(draw: st.DrawFn, framework: Framework, indicator: Indicator) -> OwnFigure:
    value = draw(st.sampled_from(edges(framework, indicator)) | st.integers(0, 40_000).map(Decimal))
    unit = draw(st.sampled_from(units_for(indicator.unit)))
    if unit == "万元":
        value *= 10_000
    if unit == PERCENT:
        value = min(value, Decimal(100))
    if unit in COUNT_UNITS:
        value = value.to_integral_value()
    documented = [f for f in framework.documented_figures() if f.indicator == indicator.slug]
    products = [name for f in documented if f.product for name in (f.product.zh, f.product.en)]
    spellings = [*products, *(f"  {name}\u3164" for name in products), "Ａ产品", "A产品", "", " "]
    return OwnFigure(
        indicator=indicator.slug,
        value=value,
        unit=unit,
        qualifier=draw(st.sampled_from(OWN_QUALIFIERS)),
        product=draw(st.sampled_from(spellings)),
        year=draw(st.sampled_from([None, 1900, 2018, 2020, 2022, 2023, 2024])),
    )


@st.composite
def rating(draw: st.DrawFn, framework: Framework, trait: Trait, words: bool) -> Rating:
    """What the stable interface accepts: a figure condition is answered only without a figure."""
    if draw(st.integers(0, 11)) == 0:
        return Rating(trait=trait.slug, not_known=True)
    figures = [
        figure
        for indicator in trait.indicators
        for figure in draw(
            st.lists(own_figure(framework, indicator), max_size=draw(st.sampled_from([0, 1, 1, 3])))
        )
    ]
    measured = {figure.indicator for figure in figures}
    mood = draw(MOODS)
    said = draw(st.lists(st.sampled_from(mood), min_size=12, max_size=12))
    answers = {
        condition.slug: answer
        for condition, answer in zip(trait.conditions, said, strict=False)
        if answer
        and condition.indicator not in measured
        and not (condition.indicator and answer == "met")
    }
    return Rating(
        trait=trait.slug,
        answers=answers,  # type: ignore[arg-type]
        target=draw(st.sampled_from([None, None, 2, 3, 4, 5])),
        target_year=draw(st.none() | PERIODS) if words else None,
        rationale=draw(TEXTS) if words else "",
        figures=tuple(figures),
    )


@st.composite
def assessments(draw: st.DrawFn, framework: Framework, *, words: bool = True) -> Assessment:
    """`words` off leaves texts empty, which the method does not read: many more cases a second."""
    acting = [trait.slug for trait in framework.traits if not trait.structural]
    return Assessment(
        framework=framework.slug,
        industry=Industry(
            name=draw(NAMES) if words else "产业",
            name_en=draw(LINES) if words else "",
            place=draw(NAMES) if words else "示例市",
            sector=draw(st.sampled_from([*framework.sector_by_slug, OTHER_SECTOR])),
        ),
        period=draw(PERIODS) if words else 2025,
        ratings=tuple(draw(rating(framework, trait, words)) for trait in framework.traits),
        comparators=tuple(
            draw(st.lists(st.sampled_from([*framework.cluster_by_slug]), max_size=3, unique=True))
        ),
        focus=tuple(draw(st.lists(st.sampled_from(acting), max_size=3, unique=True))),
        evidence=tuple(draw(st.lists(evidence(framework, words), max_size=8))),
    )
