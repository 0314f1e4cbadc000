"""Generated assessments, whole and valid, that lie on the edges of the method as often as inside.

Each strategy is made for a given framework, so that slugs, units and documented values are real,
and made once: making one costs as much as drawing from it.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

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
from tests.once import once

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
SOME_STATES = st.sampled_from([*STATES, "rated", "rated", "rated"])
TARGETS = st.none() | LEVELS
TARGET_YEARS = st.none() | PERIODS
FIGURE_YEARS = st.none() | st.integers(2015, 2025) | st.integers(1900, 2100)
SOME_QUALIFIERS = st.sampled_from(QUALIFIERS)
GRADES = st.integers(1, 3)
ADDRESSES = st.sampled_from(["", "https://example.org/a?b=1", "见附件"]) | LINES
DECIMALS = st.integers(0, 6).flatmap(
    [st.decimals(0, 100_000, places=places) for places in range(7)].__getitem__
)
# Six cuts of a line make seven whole numbers of at least 1 that sum to 100.
CUTS = st.lists(st.integers(1, 99), min_size=6, max_size=6, unique=True)
EVIDENCE = {
    True: st.builds(Evidence, grade=GRADES, title=LINES, source=LINES, date=DATES, url=ADDRESSES),
    False: st.builds(Evidence, grade=GRADES),
}


@once
def own_figure(framework: Framework, indicator: Indicator) -> st.SearchStrategy[OwnFigure]:
    """Values lie on the ends of documented intervals as often as anywhere else."""
    documented = [f for f in framework.documented_figures() if f.indicator == indicator.slug]
    edges = [
        figure.value * Decimal(factor)
        for figure in documented
        for factor in ("1", "0.9", "0.95", "1.05", "0.9999", "1.0001")
    ]
    values = st.sampled_from([*edges, Decimal(100), Decimal(0)]) | DECIMALS
    units = st.sampled_from(units_for(indicator.unit))
    products = [name for f in documented if f.product for name in (f.product.zh, f.product.en)]
    spellings = [*products, *(f"  {name}\u3000" for name in products), "Ａ产品", None]
    names = st.sampled_from(spellings) | NAMES

    @st.composite
    def drawn(draw: st.DrawFn) -> OwnFigure:
        value, qualifier, unit = draw(values), draw(SOME_QUALIFIERS), draw(units)
        if unit == "万元":
            value *= 10_000
        if unit == "%":
            value = min(value, Decimal(100) if qualifier != "more_than" else Decimal("99.5"))
        if qualifier == "rank":
            value = max(value, Decimal(1))
        return OwnFigure(
            indicator=indicator.slug,
            value=value,
            unit=unit,
            qualifier=qualifier,
            product=draw(names),
            year=draw(FIGURE_YEARS),
        )

    return drawn()


@once
def rating(framework: Framework, trait: Trait, words: bool) -> st.SearchStrategy[Rating]:
    figures = st.lists(
        st.sampled_from(trait.indicators).flatmap(lambda i: own_figure(framework, i)), max_size=2
    )
    evidence = st.lists(EVIDENCE[words], max_size=3)

    @st.composite
    def drawn(draw: st.DrawFn) -> Rating:
        state = draw(SOME_STATES)
        return Rating(
            trait=trait.slug,
            state=state,
            target=draw(TARGETS),
            claim=draw(LEVELS) if state == "rated" else None,
            target_year=draw(TARGET_YEARS),
            rationale=draw(TEXTS) if words else "",
            evidence=tuple(draw(evidence)),
            figures=tuple(draw(figures)),
        )

    return drawn()


@once
def assessments(framework: Framework, *, words: bool = True) -> st.SearchStrategy[Assessment]:
    """`words` off leaves texts empty, which the method does not read: many more cases a second."""
    traits = [trait.slug for trait in framework.traits]

    def weights(cuts: list[int]) -> dict[str, int]:
        ends = [0, *sorted(cuts), 100]
        return {slug: high - low for slug, (low, high) in zip(traits, pairwise(ends), strict=True)}

    return st.builds(
        Assessment,
        framework=st.just(framework.slug),
        industry=st.builds(
            Industry,
            name=NAMES if words else st.just("产业"),
            place=NAMES if words else st.just("示例市"),
            sector=st.sampled_from([*framework.sector_by_slug, OTHER_SECTOR]),
        ),
        period=PERIODS,
        ratings=st.tuples(*(rating(framework, trait, words) for trait in framework.traits)),
        comparators=st.lists(
            st.sampled_from([*framework.cluster_by_slug]), max_size=3, unique=True
        ).map(tuple),
        weights=st.none() | CUTS.map(weights),
    )
