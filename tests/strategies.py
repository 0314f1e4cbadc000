"""Generated assessments, whole and valid, that lie on the edges of the method as often as inside.

Each strategy is drawn for a given framework, so that slugs, units and documented values are real.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from benchmark.scoring.assessment import (
    STATES,
    Assessment,
    Evidence,
    Industry,
    OwnFigure,
    Rating,
)
from benchmark.scoring.figures import units_for
from benchmark.scoring.framework import OTHER_SECTOR, QUALIFIERS, Framework, Indicator, Trait

_KEPT = {"exclude_categories": ("Cc", "Cs"), "exclude_characters": "\ufffe\uffff"}
CHARACTERS = st.characters(**_KEPT) | st.sampled_from("\n\t\u200f𠮷<&=")
LINE_CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
TEXTS = st.text(CHARACTERS, max_size=30)
LINES = st.text(LINE_CHARACTERS, max_size=20)
NAMES = st.text(LINE_CHARACTERS, min_size=1, max_size=20).filter(str.strip)
LEVELS = st.integers(1, 5)
PERIODS = st.integers(1949, 2100)
DATES = st.just("") | st.dates().map(
    lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}"
).flatmap(lambda text: st.sampled_from([text, text[:7], text[:4]]))


@st.composite
def evidence(draw: st.DrawFn, words: bool) -> Evidence:
    if not words:
        return Evidence(grade=draw(st.integers(1, 3)))
    return Evidence(
        grade=draw(st.integers(1, 3)),
        title=draw(LINES),
        source=draw(LINES),
        date=draw(DATES),
        url=draw(st.sampled_from(["", "https://example.org/a?b=1", "见附件"]) | LINES),
    )


@st.composite
def own_figure(draw: st.DrawFn, framework: Framework, indicator: Indicator) -> OwnFigure:
    """Values lie on the ends of documented intervals as often as anywhere else."""
    documented = [f for f in framework.documented_figures() if f.indicator == indicator.slug]
    edges = [
        figure.value * Decimal(factor)
        for figure in documented
        for factor in ("1", "0.9", "0.95", "1.05", "0.9999", "1.0001")
    ]
    value = draw(
        st.sampled_from([*edges, Decimal(100), Decimal(0)])
        | st.decimals(0, 100_000, places=draw(st.integers(0, 6)))
    )
    qualifier = draw(st.sampled_from(QUALIFIERS))
    unit = draw(st.sampled_from(units_for(indicator.unit)))
    if unit == "万元":
        value *= 10_000
    if unit == "%":
        value = min(value, Decimal(100) if qualifier != "more_than" else Decimal("99.5"))
    if qualifier == "rank":
        value = max(value, Decimal(1))
    products = [name for f in documented if f.product for name in (f.product.zh, f.product.en)]
    spellings = [*products, *(f"  {name}\u3000" for name in products), "Ａ产品", None]
    return OwnFigure(
        indicator=indicator.slug,
        value=value,
        unit=unit,
        qualifier=qualifier,
        product=draw(st.sampled_from(spellings) | NAMES),
        year=draw(st.none() | st.integers(2015, 2025) | st.integers(1900, 2100)),
    )


@st.composite
def rating(draw: st.DrawFn, framework: Framework, trait: Trait, words: bool) -> Rating:
    state = draw(st.sampled_from([*STATES, "rated", "rated", "rated"]))
    target = draw(st.none() | LEVELS)
    figures = st.sampled_from(trait.indicators).flatmap(lambda i: own_figure(framework, i))
    return Rating(
        trait=trait.slug,
        state=state,
        claim=draw(LEVELS) if state == "rated" else None,
        target=target,
        target_year=draw(st.none() | PERIODS),
        rationale=draw(TEXTS) if words else "",
        evidence=tuple(draw(st.lists(evidence(words), max_size=3))),
        figures=tuple(draw(st.lists(figures, max_size=2))),
    )


@st.composite
def weights(draw: st.DrawFn, framework: Framework) -> dict[str, int]:
    """Seven whole numbers of at least 1 that sum to 100: six cuts of a line."""
    traits = [trait.slug for trait in framework.traits]
    cuts = draw(st.lists(st.integers(1, 99), min_size=6, max_size=6, unique=True))
    ends = [0, *sorted(cuts), 100]
    return {slug: high - low for slug, low, high in zip(traits, ends[:-1], ends[1:], strict=True)}


@st.composite
def assessments(draw: st.DrawFn, framework: Framework, *, words: bool = True) -> Assessment:
    """`words` off leaves texts empty, which the method does not read: many more cases a second."""
    return Assessment(
        framework=framework.slug,
        industry=Industry(
            name=draw(NAMES) if words else "产业",
            place=draw(NAMES) if words else "示例市",
            sector=draw(st.sampled_from([*framework.sector_by_slug, OTHER_SECTOR])),
        ),
        period=draw(PERIODS),
        ratings=tuple(draw(rating(framework, trait, words)) for trait in framework.traits),
        comparators=tuple(
            draw(st.lists(st.sampled_from([*framework.cluster_by_slug]), max_size=3, unique=True))
        ),
        weights=draw(st.none() | weights(framework)),
    )
