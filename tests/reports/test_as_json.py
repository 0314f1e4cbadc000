"""The gap report as JSON: the contract's keys, in its order, with its rounding."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.reports.as_json import as_json, report_dict, rounded
from benchmark.reports.gap_report import build
from benchmark.scoring.assessment import Assessment, OwnFigure
from benchmark.scoring.framework import Framework
from tests.scoring.builders import FRAMEWORK, assessed, figure, proof, rated
from tests.strategies import as_read, assessments

KEYS = [
    "framework", "industry", "period", "method_version", "coverage", "stage", "stage_band",
    "headline", "strengths", "data_to_obtain", "to_prove", "contradictions", "traits", "input",
]  # fmt: skip
TRAIT_KEYS = [
    "trait", "state", "claim", "proven", "possible", "target", "target_is_default", "gap",
    "status", "rank", "structural", "conditions", "route", "missing", "open", "to_lift",
    "examples", "practices", "figures",
]  # fmt: skip
FIGURE_KEYS = [
    "indicator", "cluster", "own", "documented", "verdict", "same_product", "year_warning",
]  # fmt: skip
QUANTITY_KEYS = ["value", "qualifier", "unit", "product", "year"]


def written(assessment: Assessment) -> Any:
    """The report of the assessment as a reader of the file gets it."""
    return json.loads(as_json(build(FRAMEWORK, assessment)))


def with_figures(trait: str, *figures: OwnFigure) -> Assessment:
    return assessed(rated(trait, figures=figures))


def test_keys_stand_as_the_contract_lists_them():
    found = written(with_figures("scale", figure("output", "406")))
    assert list(found) == KEYS
    assert [list(trait) for trait in found["traits"]] == [TRAIT_KEYS] * 7
    row = found["traits"][1]["figures"][0]
    assert list(row) == FIGURE_KEYS
    assert list(row["own"]) == QUANTITY_KEYS
    assert list(row["documented"]) == QUANTITY_KEYS
    condition, example = found["traits"][1]["conditions"][0], found["traits"][1]["examples"][0]
    assert list(condition) == ["condition", "state", "grade"]
    assert list(example) == ["clusters", "conditions", "met", "missing", "open"]


def test_traits_stand_in_their_order():
    found = written(assessed())
    assert [trait["trait"] for trait in found["traits"]] == [t.slug for t in FRAMEWORK.traits]
    assert [trait["structural"] for trait in found["traits"]] == [True] + [False] * 6


def test_a_worked_example():
    """A trait reckoned by hand; the cases in tests/cases are many more."""
    rating = rated(
        "chain", ["ch-suppliers", "ch-all-named"], ["ch-make"],
        figures=[figure("segment-coverage", "85"), figure("key-gaps", "5")], target=4,
    )  # fmt: skip
    found = written(assessed(rating, evidence=[proof("ch-coverage-80", grade=1)]))
    chain = found["traits"][3]
    assert found["contradictions"] == [["ch-all-named", "ch-make"]]
    assert (found["coverage"], found["stage"], found["stage_band"]) == (0.1429, None, [1, 4])
    assert (chain["state"], chain["claim"], chain["proven"], chain["possible"]) == (
        "rated", 3, 3, 3,
    )  # fmt: skip
    assert (chain["target"], chain["target_is_default"], chain["gap"]) == (4, False, 1)
    assert (chain["status"], chain["rank"], found["headline"]) == ("gap", 1, ["chain"])
    assert chain["missing"] == ["ch-make", "ch-gaps-2"]
    assert chain["open"] == ["ch-design", "ch-service"]
    assert chain["to_lift"] == found["to_prove"] == []
    assert chain["conditions"][4] == {"condition": "ch-coverage-80", "state": "met", "grade": 1}
    assert chain["examples"] == [
        {
            "clusters": ["wuxi-iot", "xian-aviation"],
            "conditions": ["ch-make", "ch-service", "ch-all-named"],
            "met": 0,
            "missing": ["ch-make"],
            "open": ["ch-service", "ch-all-named"],
        }
    ]


def test_rounding_happens_once_from_the_exact_value_half_up():
    assert rounded(Fraction(1, 3)) == Decimal("0.3333")
    assert rounded(Fraction(2, 3)) == Decimal("0.6667")
    assert rounded(Fraction(25, 100_000)) == Decimal("0.0003")  # 0.00025
    assert rounded(Fraction(35, 100_000)) == Decimal("0.0004")  # 0.00035
    assert rounded(Decimal("0.00025")) == Decimal("0.0003")
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
    assert '"coverage": 0,' in text


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
    assert (ic["cluster"], ic["verdict"]) == ("shanghai-ic", "no_verdict")
    assert (ic["same_product"], ic["year_warning"]) == (False, True)


def test_a_documented_figure_keeps_its_unit_where_the_indicator_has_another():
    found = written(with_figures("innovation", figure("invention-patents", "10")))
    row = found["traits"][6]["figures"][0]
    assert (row["own"]["unit"], row["documented"]["unit"]) == ("件", "项")


def test_a_documented_figure_without_a_product_has_none_and_an_own_one_is_as_typed():
    rows = written(with_figures("innovation", figure("national-platforms", "10", product=" 甲")))
    practice = rows["traits"][6]["figures"][1]
    assert (practice["own"]["product"], practice["documented"]["product"]) == (" 甲", None)
    assert (practice["cluster"], practice["same_product"]) == ("nanjing-smart-grid", False)


def test_figures_of_a_trait_that_is_not_rated_are_still_compared():
    found = written(with_figures("scale", figure("output", "1")))["traits"][1]
    assert (found["state"], len(found["figures"])) == ("unknown", 2)


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
    assert parse_assessment(found["input"], framework) == as_read(assessment)
    assert found == report_dict(build(framework, assessment))
