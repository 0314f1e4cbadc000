"""The one object that feeds the page and every download."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmark.reports.gap_report import GapReport, Origin, TraitReport, build
from benchmark.scoring.assessment import Industry
from tests.scoring.builders import FRAMEWORK, LEVEL_4, assessed, figure, proof, rated

NO_SCALE = [
    "sc-province-top3",
    "sc-province-list",
    "sc-nation-top10",
    "sc-nation-list",
    "sc-share-5",
]


def slugs(traits: tuple[TraitReport, ...]) -> list[str]:
    return [trait.result.trait.slug for trait in traits]


@pytest.fixture
def report() -> GapReport:
    return build(
        FRAMEWORK,
        assessed(
            rated("scale", ["sc-city-chain"], NO_SCALE, target=4),
            rated("chain", not_met=["ch-suppliers", "ch-make", "ch-coverage-80"], target=4),
            LEVEL_4["leaders"],
            LEVEL_4["technology"],
            evidence=[proof("te-lead", "te-nation-list")],
            comparators=("nanjing-smart-grid", "shenzhen-ict"),
        ),
    )


def test_it_sorts_the_traits_by_what_they_ask_for(report: GapReport):
    assert slugs(report.traits) == [trait.slug for trait in FRAMEWORK.traits]
    assert slugs(report.gaps) == slugs(report.with_status("gap"))[::-1] == ["chain", "scale"]
    assert slugs(report.headline) == ["chain", "scale"]
    assert slugs(report.strengths) == ["technology"]
    assert slugs(report.to_prove) == ["leaders"]
    assert slugs(report.data_to_obtain) == ["first-mover", "market-share", "innovation"]


def test_it_says_whether_the_industry_is_one_of_the_25(report: GapReport):
    assert report.same_as is None
    ours = replace(report.assessment, industry=Industry("智能电网", "南京市", "other"))
    found = build(FRAMEWORK, ours).same_as
    assert found is not None
    assert found.slug == "nanjing-smart-grid"


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
    made = assessed(rated("scale", figures=own))
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
