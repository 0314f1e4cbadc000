"""The one object that feeds the page and every download."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmark.reports.gap_report import GapReport, Origin, TraitReport, build
from tests.scoring.builders import FRAMEWORK, assessed, figure, met, rated, unknown


def slugs(traits: tuple[TraitReport, ...]) -> list[str]:
    return [trait.result.trait.slug for trait in traits]


@pytest.fixture
def report() -> GapReport:
    return build(
        FRAMEWORK,
        assessed(
            first_mover=met(4),
            scale=rated(3, target=4),
            market_share=unknown(),
            chain=rated(1, target=4),
            leaders=rated(4, grade=0, target=4),
            technology=rated(3, grade=2, target=3),
            comparators=("nanjing-smart-grid", "shenzhen-ict"),
        ),
    )


def test_it_sorts_the_traits_by_what_they_ask_for(report: GapReport):
    assert slugs(report.traits) == [trait.slug for trait in FRAMEWORK.traits]
    assert slugs(report.gaps) == ["chain", "scale"]
    assert slugs(report.headline) == ["chain", "scale", "leaders"]
    assert slugs(report.evidence_first) == ["leaders"]
    assert slugs(report.to_prove) == ["technology"]
    assert slugs(report.data_to_obtain) == ["market-share"]


def test_a_trait_brings_what_is_documented_for_it(report: GapReport):
    scale = report.trait("scale")
    assert [fact.cluster for fact in scale.facts] == ["shenzhen-ict", "shanghai-ic"]
    assert [fact.cluster for fact in scale.comparator_facts] == ["shenzhen-ict"]
    assert scale.offers
    assert report.trait("technology").offers == ()


def test_comparators_stand_in_the_order_chosen(report: GapReport):
    assert [c.slug for c in report.comparators] == ["nanjing-smart-grid", "shenzhen-ict"]


def test_every_own_figure_brings_a_comparison_with_each_documented_one():
    own = (figure("output", "1"), figure("national-output-share", "2"))
    made = assessed(scale=replace(met(), figures=own))
    found = build(FRAMEWORK, made).trait("scale").figures
    assert [(c.own.indicator, c.documented.cluster) for c in found] == [
        ("output", "shenzhen-ict"),
        ("output", "shanghai-ic"),
        ("national-output-share", "shenzhen-ict"),
        ("national-output-share", "shanghai-ic"),
    ]


def test_a_report_from_a_file_has_no_organisation_and_no_date(report: GapReport):
    assert report.origin == Origin(organisation="", prepared_on=None, demo=False, draft=False)
    origin = Origin(organisation="示例市工信局", prepared_on=date(2025, 3, 18), demo=True)
    assert build(FRAMEWORK, assessed(), origin).origin == origin


def test_an_unknown_slug_is_an_error_of_the_program():
    with pytest.raises(KeyError):
        build(FRAMEWORK, assessed(comparators=("atlantis",)))
