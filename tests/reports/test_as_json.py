"""The gap report as JSON: the contract's keys, in its order, with its rounding."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.reports.as_json import as_json, report_dict, rounded
from benchmark.reports.gap_report import build
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import Framework
from tests.scoring.builders import FRAMEWORK, assessed, figure, met, rated, unknown
from tests.strategies import assessments

KEYS = [
    "framework",
    "industry",
    "period",
    "coverage",
    "mean",
    "band",
    "mean_equal",
    "band_equal",
    "stage",
    "stage_band",
    "weakest",
    "traits",
    "data_to_obtain",
    "headline",
    "method_version",
    "input",
]
TRAIT_KEYS = [
    "trait",
    "state",
    "claim",
    "evidence_grade",
    "supported",
    "low",
    "high",
    "target",
    "gap",
    "gap_low",
    "gap_high",
    "status",
    "rank",
    "structural",
    "practices",
    "figures",
]
FIGURE_KEYS = [
    "indicator",
    "cluster",
    "own",
    "documented",
    "verdict",
    "same_product",
    "year_warning",
]
QUANTITY_KEYS = ["value", "qualifier", "unit", "product", "year"]


def written(assessment: Assessment) -> Any:
    """The report of the assessment as a reader of the file gets it."""
    return json.loads(as_json(build(FRAMEWORK, assessment)))


def with_figures(trait: str, *figures: Any) -> Assessment:
    made = assessed(others=met(4))
    ratings = tuple(replace(r, figures=figures) if r.trait == trait else r for r in made.ratings)
    return replace(made, ratings=ratings)


def test_keys_stand_as_the_contract_lists_them():
    found = written(with_figures("scale", figure("output", "406")))
    assert list(found) == KEYS
    assert [list(trait) for trait in found["traits"]] == [TRAIT_KEYS] * 7
    row = found["traits"][1]["figures"][0]
    assert list(row) == FIGURE_KEYS
    assert list(row["own"]) == QUANTITY_KEYS
    assert list(row["documented"]) == QUANTITY_KEYS


def test_traits_stand_in_their_order():
    found = written(assessed())
    assert [trait["trait"] for trait in found["traits"]] == [t.slug for t in FRAMEWORK.traits]
    assert [trait["structural"] for trait in found["traits"]] == [True] + [False] * 6


def test_a_worked_example():
    """Seven ratings, reckoned by hand."""
    found = written(
        assessed(
            first_mover=rated(4, grade=2),
            scale=rated(3, grade=2),
            market_share=unknown(),
            chain=rated(5, grade=0, target=4),
            leaders=rated(2, grade=1, target=4),
            technology=rated(3, grade=3),
            innovation=met(4),
            comparators=("nanjing-smart-grid",),
            sector="high-end-equipment",
        )
    )
    assert found["coverage"] == 0.8571  # 6 of 7
    assert found["mean"] == 3  # (4 + 3 + 2 + 2 + 3 + 4) / 6
    assert found["band"] == [2.1429, 4.1429]  # (3+2+1+1+1+3+4)/7, (5+4+5+5+3+3+4)/7
    assert (found["stage"], found["stage_band"]) == (None, [1, 4])
    assert found["weakest"] == ["chain", "leaders"]
    assert found["data_to_obtain"] == ["market-share"]
    # leaders 2 x 1, then technology (confirmed) before scale (possible), both 1 from level 3;
    # chain is claimed above its target, but stands at 2 with a gap of 2.
    assert found["headline"] == ["leaders", "technology", "scale", "chain"]
    rows = {trait["trait"]: trait for trait in found["traits"]}
    assert {slug: row["status"] for slug, row in rows.items()} == {
        "first-mover": "to_prove",
        "scale": "possible",
        "market-share": "data_first",
        "chain": "evidence_first",
        "leaders": "confirmed",
        "technology": "confirmed",
        "innovation": "none",
    }
    assert rows["technology"]["practices"][0] == "nanjing-grid-alliances"
    assert rows["market-share"]["evidence_grade"] == 0
    assert rows["market-share"]["gap_high"] is None


def test_rounding_happens_once_from_the_exact_value_half_to_even():
    assert rounded(Fraction(1, 3)) == Decimal("0.3333")
    assert rounded(Fraction(2, 3)) == Decimal("0.6667")
    assert rounded(Fraction(25, 100_000)) == Decimal("0.0002")  # 0.00025
    assert rounded(Fraction(35, 100_000)) == Decimal("0.0004")  # 0.00035
    assert rounded(Decimal("0.00025")) == Decimal("0.0002")
    assert rounded(Decimal("0.00035")) == Decimal("0.0004")
    assert rounded(Decimal("0.000349999999999999999999999999999")) == Decimal("0.0003")


@pytest.mark.parametrize("value", [Fraction(4), Decimal("4.00001"), Decimal("4.000")])
def test_integral_numbers_are_whole(value: Fraction | Decimal):
    assert isinstance(rounded(value), int)
    assert rounded(value) == 4


def test_large_numbers_keep_their_digits():
    assert rounded(Decimal("123456789012345.67894")) == Decimal("123456789012345.6789")
    assert rounded(Decimal("1E+3")) == 1000


def test_integral_numbers_are_written_without_a_point():
    text = as_json(build(FRAMEWORK, with_figures("scale", figure("output", "28000")))).decode()
    assert '"value": 28000,' in text
    assert '"mean": 4,' in text
    assert '"coverage": 1,' in text


def test_own_is_in_the_indicators_unit_and_documented_as_documented():
    own = figure("output", "4060000", unit="万元", product="电力装备", year=2024)
    [ict, ic] = written(with_figures("scale", own))["traits"][1]["figures"]
    assert ict["own"] == {
        "value": 406,
        "qualifier": "exact",
        "unit": "亿元",
        "product": "电力装备",
        "year": 2024,
    }
    assert ic["documented"] == {
        "value": 2000,
        "qualifier": "more_than",
        "unit": "亿元",
        "product": "集成电路",
        "year": 2020,
    }
    assert (ic["cluster"], ic["verdict"]) == ("shanghai-ic", "below")
    assert (ic["same_product"], ic["year_warning"]) == (False, True)


def test_a_documented_figure_keeps_its_unit_where_the_indicator_has_another():
    found = written(with_figures("innovation", figure("invention-patents", "10")))
    row = found["traits"][6]["figures"][0]
    assert (row["own"]["unit"], row["documented"]["unit"]) == ("件", "项")


def test_figures_of_a_trait_that_is_not_rated_are_still_compared():
    made = assessed(scale=replace(unknown(), figures=(figure("output", "1"),)))
    assert len(written(made)["traits"][1]["figures"]) == 2


def test_the_input_keeps_its_numbers_unrounded():
    found = written(with_figures("scale", figure("output", "406.123456")))
    assert found["traits"][1]["figures"][0]["own"]["value"] == 406.1235
    assert found["input"]["ratings"][1]["figures"][0]["value"] == 406.123456


def test_it_is_utf8_indented_and_readable():
    raw = as_json(build(FRAMEWORK, assessed()))
    assert raw.startswith(b'{\n  "framework"')
    assert "智能电力装备".encode() in raw
    assert raw.endswith(b"}\n")


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_the_same_assessment_comes_back_from_the_report(framework: Framework, data: st.DataObject):
    assessment = data.draw(assessments(framework))
    raw = as_json(build(framework, assessment))
    found = json.loads(raw, parse_float=Decimal)
    assert parse_assessment(found["input"], framework) == assessment
    assert found == report_dict(build(framework, assessment))
