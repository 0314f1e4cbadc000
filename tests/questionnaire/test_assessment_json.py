"""Assessments out of JSON: what is accepted, what is refused, and back again."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmark.reports.assessment_json import (
    InputProblems,
    assessment_as_json,
    json_bytes,
    load_assessment,
    parse_assessment,
)
from benchmark.scoring.assessment import Assessment, Evidence, Rating
from benchmark.scoring.framework import Framework
from tests.strategies import assessments

Json = dict[str, Any]
TRAITS = ["first-mover", "scale", "market-share", "chain", "leaders", "technology", "innovation"]

INPUT: Json = {
    "framework": "national-clusters-2021",
    "industry": {"name": "智能电力装备", "place": "示例市", "sector": "high-end-equipment"},
    "period": 2025,
    "comparators": ["nanjing-smart-grid"],
    "weights": dict(zip(TRAITS, [10, 20, 20, 10, 10, 20, 10], strict=True)),
    "ratings": [
        {
            "trait": "scale",
            "state": "rated",
            "claim": 3,
            "target": 4,
            "target_year": 2028,
            "rationale": "全省第二位",
            "evidence": [
                {
                    "grade": 2,
                    "title": "产业链台账",
                    "source": "示例市工信局",
                    "date": "2025-02-18",
                    "url": "https://example.org/a",
                }
            ],
            "figures": [
                {
                    "indicator": "output",
                    "value": 406.5,
                    "qualifier": "about",
                    "unit": "亿元",
                    "product": "电力装备",
                    "year": 2024,
                },
                {"indicator": "provincial-output-share", "value": 12, "unit": "%"},
            ],
        },
        {"trait": "chain", "state": "unknown"},
    ],
}


def changed(change: Callable[[Json], object]) -> Json:
    made = copy.deepcopy(INPUT)
    change(made)
    return made


def setting(path: str, value: object) -> Json:
    """INPUT with the value at a path such as 'ratings.0.claim' replaced."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]

    def change(data: Any) -> None:
        for step in way:
            data = data[step]
        data[last] = value

    return changed(change)


def without(path: str) -> Json:
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]

    def change(data: Any) -> None:
        for step in way:
            data = data[step]
        del data[last]

    return changed(change)


def lines(framework: Framework, data: object) -> list[str]:
    """What is said of an input that must be refused, in English."""
    with pytest.raises(InputProblems) as refused:
        parse_assessment(data, framework)
    assert len(refused.value.lines("zh-hans")) == len(refused.value.problems)
    assert str(refused.value) == "\n".join(refused.value.lines("en"))
    return refused.value.lines("en")


def loaded_lines(framework: Framework, raw: bytes) -> list[str]:
    with pytest.raises(InputProblems) as refused:
        load_assessment(raw, framework)
    return refused.value.lines("en")


class TestAccepted:
    def test_what_was_given_is_what_is_understood(self, framework: Framework):
        found = parse_assessment(INPUT, framework)
        assert (found.framework, found.period) == ("national-clusters-2021", 2025)
        assert (found.industry.name, found.industry.place) == ("智能电力装备", "示例市")
        assert found.industry.sector == "high-end-equipment"
        assert found.comparators == ("nanjing-smart-grid",)
        assert found.weights == INPUT["weights"]
        scale = found.rating_by_trait["scale"]
        assert (scale.state, scale.claim, scale.target, scale.target_year) == ("rated", 3, 4, 2028)
        assert scale.evidence == (
            Evidence(2, "产业链台账", "示例市工信局", "2025-02-18", "https://example.org/a"),
        )
        first, second = scale.figures
        assert (first.value, first.qualifier, first.unit) == (Decimal("406.5"), "about", "亿元")
        assert (first.product, first.year) == ("电力装备", 2024)
        assert (second.qualifier, second.product, second.year) == ("exact", None, None)

    def test_a_trait_that_is_left_out_is_unanswered(self, framework: Framework):
        found = parse_assessment(INPUT, framework)
        assert [rating.trait for rating in found.ratings] == TRAITS
        assert found.rating_by_trait["leaders"] == Rating(trait="leaders", state="unanswered")

    def test_the_smallest_input_has_four_keys(self, framework: Framework):
        data = {key: INPUT[key] for key in ("framework", "industry", "period")} | {"ratings": []}
        found = parse_assessment(data, framework)
        assert (found.comparators, found.weights) == ((), None)
        assert {rating.state for rating in found.ratings} == {"unanswered"}

    def test_every_optional_key_may_be_null(self, framework: Framework):
        rating = dict.fromkeys(
            ("claim", "target", "target_year", "rationale", "evidence", "figures")
        ) | {"trait": "scale", "state": "unknown"}
        data = INPUT | {"comparators": None, "weights": None, "ratings": [rating]}
        found = parse_assessment(data, framework).rating_by_trait["scale"]
        assert found == Rating(trait="scale", state="unknown")

    def test_optional_keys_of_items_may_be_null(self, framework: Framework):
        item = dict.fromkeys(("title", "source", "date", "url")) | {"grade": 1}
        found = parse_assessment(setting("ratings.0.evidence", [item]), framework)
        assert found.rating_by_trait["scale"].evidence == (Evidence(grade=1),)
        figure = dict.fromkeys(("qualifier", "unit", "product", "year"))
        figure |= {"indicator": "output", "value": 1}
        found = parse_assessment(setting("ratings.0.figures", [figure]), framework)
        [own] = found.rating_by_trait["scale"].figures
        assert (own.qualifier, own.unit, own.product, own.year) == ("exact", "亿元", None, None)

    @pytest.mark.parametrize("weights", [None, {}])
    def test_no_weights_are_equal_weights(self, framework: Framework, weights: object):
        assert parse_assessment(INPUT | {"weights": weights}, framework).weights is None

    def test_other_is_a_sector(self, framework: Framework):
        data = setting("industry.sector", "other")
        assert parse_assessment(data, framework).industry.sector == "other"

    def test_accepted_with_at_most_a_warning(self, framework: Framework):
        """Target below claim, no year, no rationale, grade 3 without url, evidence unrated."""
        data = setting("ratings.0.target", 1)
        data["ratings"][0] |= {"target_year": None, "rationale": "", "evidence": [{"grade": 3}]}
        data["ratings"][1] |= {
            "evidence": [{"grade": 1}],
            "figures": [{"indicator": "segments", "value": 4}],
        }
        found = parse_assessment(data, framework)
        assert found.rating_by_trait["scale"].target == 1
        assert found.rating_by_trait["chain"].figures[0].indicator == "segments"

    @pytest.mark.parametrize(
        ("given", "normal"),
        [("2025", "2025"), ("2025年3月18日", "2025-03-18"), ("2025.3", "2025-03"), ("", "")],
    )
    def test_dates_are_normalised(self, framework: Framework, given: str, normal: str):
        found = parse_assessment(setting("ratings.0.evidence.0.date", given), framework)
        assert found.rating_by_trait["scale"].evidence[0].date == normal

    @pytest.mark.parametrize(
        ("indicator", "unit"),
        [("output", "亿元"), ("output", "万元"), ("provincial-output-share", "%")],
    )
    def test_units_that_convert_are_kept_as_given(
        self, framework: Framework, indicator: str, unit: str
    ):
        figure = {"indicator": indicator, "value": 20, "unit": unit}
        found = parse_assessment(setting("ratings.0.figures", [figure]), framework)
        assert found.rating_by_trait["scale"].figures[0].unit == unit

    @pytest.mark.parametrize(
        ("given", "exact"),
        [
            (0, "0"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (12.50, "12.5"),
            (1e3, "1000"),
            (10**15, "1000000000000000"),
            (Decimal("12.3400"), "12.34"),
            (Decimal("1E+3"), "1000"),
            (Decimal("0.000000000000000000000000000001"), "1E-30"),
        ],
    )
    def test_numbers_are_exact(self, framework: Framework, given: object, exact: str):
        data = setting("ratings.0.figures.0.value", given)
        found = parse_assessment(data, framework).rating_by_trait["scale"].figures[0].value
        assert found == Decimal(exact)
        assert "E+" not in str(found)
        assert not found.is_signed()

    @pytest.mark.parametrize(("qualifier", "value"), [("more_than", 99.9), ("at_least", 100)])
    def test_shares_up_to_the_whole(self, framework: Framework, qualifier: str, value: float):
        figure = {"indicator": "provincial-output-share", "value": value, "qualifier": qualifier}
        parse_assessment(setting("ratings.0.figures", [figure]), framework)

    def test_a_rank_is_no_share(self, framework: Framework):
        figure = {"indicator": "provincial-output-share", "value": 120, "qualifier": "rank"}
        parse_assessment(setting("ratings.0.figures", [figure]), framework)

    def test_line_ends_of_windows_become_line_feeds(self, framework: Framework):
        found = parse_assessment(setting("ratings.0.rationale", "一\r\n二\t三"), framework)
        assert found.rating_by_trait["scale"].rationale == "一\n二\t三"

    @pytest.mark.parametrize(
        "text", ["{{ x }}", "=1+1", "<script>", "\u200f右", "𠮷", "#let", "\\", "甲" * 10_000]
    )
    def test_texts_are_taken_literally(self, framework: Framework, text: str):
        found = parse_assessment(setting("ratings.0.evidence.0.title", text), framework)
        assert found.rating_by_trait["scale"].evidence[0].title == text

    def test_a_blank_product_is_none(self, framework: Framework):
        found = parse_assessment(setting("ratings.0.figures.0.product", " "), framework)
        assert found.rating_by_trait["scale"].figures[0].product is None


class TestRefused:
    @pytest.mark.parametrize(
        ("path", "value", "line"),
        [
            ("framework", "clusters-2019", "framework: clusters-2019 must be one of national"),
            ("framework", 3, "framework: 3 must be one of"),
            ("framework", None, "framework: null is required"),
            ("industry", None, "industry: null must be an object"),
            ("industry", [], "industry: [] must be an object"),
            ("industry.name", "  ", 'industry.name: "  " must not be blank'),
            ("industry.name", "甲" * 201, f'industry.name: "{"甲" * 58}… has 201 characters'),
            ("industry.place", None, "industry.place: null is required"),
            ("industry.place", "a\nb", 'industry.place: "a\\nb" must be a single line'),
            ("industry.sector", "steel", "industry.sector: steel must be one of information"),
            ("period", "2025", 'period: "2025" must be a whole number from 1949 to 2100'),
            ("period", 1948, "period: 1948 must be"),
            ("period", 2101, "period: 2101 must be"),
            ("period", True, "period: true must be"),
            ("period", 2025.5, "period: 2025.5 must be"),
            ("period", None, "period: null is required"),
            ("comparators", "nanjing-smart-grid", "comparators: nanjing-smart-grid must be a list"),
            ("comparators.0", "许昌", "comparators[0]: 许昌 is not the slug"),
            ("comparators.0", {"a": [1]}, 'comparators[0]: {"a": […]} is not the slug'),
            ("weights", [1], "weights: [1] must be an object"),
            ("weights.scale", 0, "weights.scale: 0 must be a whole number from 1 to 100"),
            ("weights.scale", "20", 'weights.scale: "20" must be'),
            ("weights.scale", 20.5, "weights.scale: 20.5 must be"),
            ("weights.scale", None, "weights.scale: null is required"),
            ("weights.luck", 1, "weights.luck: 1 is not a key"),
            ("ratings", None, "ratings: null is required"),
            ("ratings", {}, "ratings: {} must be a list"),
            ("ratings.0", "scale", "ratings[0]: scale must be an object"),
            ("ratings.0", None, "ratings[0]: null must be an object"),
            ("ratings.0.trait", "luck", "ratings[0].trait: luck must be one of first-mover"),
            ("ratings.0.trait", None, "ratings[0].trait: null is required"),
            ("ratings.1.trait", "scale", "ratings[1].trait: scale stands twice"),
            ("ratings.0.state", "done", "ratings[0].state: done must be one of rated, unknown"),
            ("ratings.0.claim", None, "ratings[0].claim: null is required where"),
            ("ratings.0.claim", 0, "ratings[0].claim: 0 must be a whole number from 1 to 5"),
            ("ratings.0.claim", 6, "ratings[0].claim: 6 must be"),
            ("ratings.0.claim", True, "ratings[0].claim: true must be"),
            ("ratings.0.claim", "3", 'ratings[0].claim: "3" must be'),
            ("ratings.1.claim", 3, "ratings[1].claim: 3 must be null where"),
            ("ratings.0.target", 0, "ratings[0].target: 0 must be"),
            ("ratings.0.target_year", 1900, "ratings[0].target_year: 1900 must be"),
            ("ratings.0.rationale", 5, "ratings[0].rationale: 5 must be text"),
            ("ratings.0.rationale", "a\x00", 'ratings[0].rationale: "a\\u0000" holds a character'),
            ("ratings.0.rationale", "甲" * 20_001, f'ratings[0].rationale: "{"甲" * 58}… has 2'),
            ("ratings.0.evidence", {}, "ratings[0].evidence: {} must be a list"),
            ("ratings.0.evidence.0", 1, "ratings[0].evidence[0]: 1 must be an object"),
            ("ratings.0.evidence.0.grade", 0, "ratings[0].evidence[0].grade: 0 must be"),
            ("ratings.0.evidence.0.grade", 4, "ratings[0].evidence[0].grade: 4 must be"),
            ("ratings.0.evidence.0.grade", None, "ratings[0].evidence[0].grade: null is required"),
            ("ratings.0.evidence.0.title", "a\nb", "ratings[0].evidence[0].title: "),
            ("ratings.0.evidence.0.title", "\ud800", 'ratings[0].evidence[0].title: "\\ud800" h'),
            ("ratings.0.evidence.0.source", "a\x1b", 'ratings[0].evidence[0].source: "a\\u001b" h'),
            ("ratings.0.evidence.0.date", "2025-02-30", "ratings[0].evidence[0].date: 2025-02-30"),
            ("ratings.0.evidence.0.date", 2025, "ratings[0].evidence[0].date: 2025 must be text"),
            ("ratings.0.evidence.0.url", "a" * 2001, "ratings[0].evidence[0].url: "),
            ("ratings.0.figures.0.indicator", "luck", "ratings[0].figures[0].indicator: luck must"),
            ("ratings.0.figures.0.indicator", None, "ratings[0].figures[0].indicator: null is re"),
            ("ratings.0.figures.0.indicator", "segments", "ratings[0].figures[0].indicator: segme"),
            ("ratings.0.figures.0.value", None, "ratings[0].figures[0].value: null is required"),
            (
                "ratings.0.figures.0.value",
                "406",
                'ratings[0].figures[0].value: "406" must be a num',
            ),
            ("ratings.0.figures.0.value", True, "ratings[0].figures[0].value: true must be a num"),
            ("ratings.0.figures.0.value", -1, "ratings[0].figures[0].value: -1 must be a number"),
            ("ratings.0.figures.0.value", float("nan"), "ratings[0].figures[0].value: nan must be"),
            ("ratings.0.figures.0.value", float("inf"), "ratings[0].figures[0].value: inf must be"),
            ("ratings.0.figures.0.value", 10**15 + 1, "ratings[0].figures[0].value: 10000000000"),
            ("ratings.0.figures.0.value", Decimal("1E-31"), "ratings[0].figures[0].value: 1E-31 h"),
            ("ratings.0.figures.0.qualifier", "ca", "ratings[0].figures[0].qualifier: ca must be"),
            (
                "ratings.0.figures.0.unit",
                "吨",
                "ratings[0].figures[0].unit: 吨 must be one of 亿元",
            ),
            ("ratings.0.figures.0.unit", "%", "ratings[0].figures[0].unit: % must be one of 亿元"),
            ("ratings.0.figures.0.product", "甲" * 201, "ratings[0].figures[0].product: "),
            ("ratings.0.figures.0.year", 1899, "ratings[0].figures[0].year: 1899 must be"),
            ("ratings.0.figures.0.year", 2024.5, "ratings[0].figures[0].year: 2024.5 must be"),
            ("ratings.0.figures.1.value", 100.01, "ratings[0].figures[1].value: 100.01 a percent"),
        ],
    )
    def test_one_wrong_value_is_one_line_with_its_path(
        self, framework: Framework, path: str, value: object, line: str
    ):
        [found] = lines(framework, setting(path, value))
        assert found.startswith(line)
        assert len(found) < 400
        assert found.isprintable()

    @pytest.mark.parametrize(
        "path",
        [
            "framework",
            "industry",
            "industry.name",
            "industry.place",
            "industry.sector",
            "period",
            "ratings",
            "ratings.0.trait",
            "ratings.0.state",
            "ratings.0.evidence.0.grade",
            "ratings.0.figures.0.indicator",
            "ratings.0.figures.0.value",
            "weights.scale",
        ],
    )
    def test_a_required_key_that_is_absent_is_named(self, framework: Framework, path: str):
        found = lines(framework, without(path))
        shown = path.replace(".0", "[0]")
        assert found == [f"{shown}: is required"]

    def test_a_claim_that_is_absent_where_rated_is_named(self, framework: Framework):
        [found] = lines(framework, without("ratings.0.claim"))
        assert found.startswith("ratings[0].claim: is required where the state is rated")

    @pytest.mark.parametrize(
        ("where", "shown"),
        [
            ("", "luck"),
            ("industry", "industry.luck"),
            ("weights", "weights.luck"),
            ("ratings.0", "ratings[0].luck"),
            ("ratings.0.evidence.0", "ratings[0].evidence[0].luck"),
            ("ratings.0.figures.0", "ratings[0].figures[0].luck"),
        ],
    )
    def test_an_unknown_key_is_refused_by_name(self, framework: Framework, where: str, shown: str):
        found = lines(framework, setting(f"{where}.luck".removeprefix("."), 7))
        assert found == [f"{shown}: 7 is not a key that can be used here"]

    def test_a_description_is_no_part_of_the_input(self, framework: Framework):
        assert lines(framework, setting("industry.description", "x"))[0].startswith(
            "industry.description: x is not a key"
        )

    def test_an_unknown_key_of_any_kind_keeps_the_line_whole(self, framework: Framework):
        [found] = lines(framework, INPUT | {"a\nb\ud800": {"x": [1, 2, {}], "y": {"z": 1}}})
        assert found.startswith('"a\\nb\\ud800": {"x": […], "y": {…}} is not a key')

    def test_an_indicator_of_another_trait_is_refused_with_those_of_its_own(
        self, framework: Framework
    ):
        [found] = lines(framework, setting("ratings.0.figures.0.indicator", "segments"))
        assert found == (
            "ratings[0].figures[0].indicator: segments must be one of "
            "output, national-output-share, provincial-output-share"
        )

    def test_under_an_unknown_trait_any_indicator_is_read(self, framework: Framework):
        data = setting("ratings.0.trait", "luck")
        data["ratings"][0]["figures"] = [{"indicator": "segments", "value": 4, "unit": "吨"}]
        assert [line.split(":")[0] for line in lines(framework, data)] == [
            "ratings[0].trait",
            "ratings[0].figures[0].unit",
        ]

    def test_four_comparators_are_too_many(self, framework: Framework):
        four = ["shenzhen-ict", "wuxi-iot", "shanghai-ic", "zhuzhou-rail"]
        [found] = lines(framework, INPUT | {"comparators": four})
        assert found.startswith("comparators: [")
        assert "at most 3" in found

    def test_a_comparator_twice_is_named(self, framework: Framework):
        [found] = lines(framework, INPUT | {"comparators": ["wuxi-iot", "wuxi-iot"]})
        assert found == "comparators[1]: wuxi-iot stands twice"

    def test_weights_must_sum_to_100(self, framework: Framework):
        [found] = lines(framework, setting("weights.scale", 21))
        assert found.endswith("the weights must sum to 100; they sum to 101")

    @pytest.mark.parametrize(
        ("value", "qualifier", "line"),
        [
            (100, "more_than", "nothing is more than 100%"),
            (101, "at_least", "a percentage cannot be more than 100"),
            (0.5, "rank", "a rank must be at least 1"),
        ],
    )
    def test_a_share_or_rank_that_cannot_be(
        self, framework: Framework, value: float, qualifier: str, line: str
    ):
        figure = {"indicator": "provincial-output-share", "value": value, "qualifier": qualifier}
        [found] = lines(framework, setting("ratings.0.figures", [figure]))
        assert found == f"ratings[0].figures[0].value: {value} {line}"

    def test_all_problems_are_named_at_once_in_the_order_of_the_file(self, framework: Framework):
        data = setting("ratings.0.trait", "luck")
        data["period"] = "soon"
        data["ratings"][0]["evidence"][0]["grade"] = 9
        data["ratings"][0]["figures"][0]["unit"] = "吨"
        data["ratings"][1]["state"] = None
        starts = [line.split(":")[0] for line in lines(framework, data)]
        assert starts == [
            "period",
            "ratings[0].trait",
            "ratings[0].evidence[0].grade",
            "ratings[0].figures[0].unit",
            "ratings[1].state",
        ]

    def test_the_lines_are_chinese_for_chinese_readers(self, framework: Framework):
        with pytest.raises(InputProblems) as refused:
            parse_assessment(setting("ratings.0.trait", "luck"), framework)
        [line] = refused.value.lines("zh-hans")
        assert line.startswith("ratings[0].trait: luck 应为以下之一：first-mover、scale")

    @pytest.mark.parametrize("data", [None, [], "x", 3, Decimal("NaN"), (1,)])
    def test_anything_but_an_object_is_one_problem(self, framework: Framework, data: object):
        [found] = lines(framework, data)
        assert found.startswith("$: ")
        assert found.endswith("must be an object { }")

    @settings(max_examples=300, deadline=None, derandomize=True)
    @given(
        data=st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from([*INPUT, *INPUT["industry"], *INPUT["ratings"][0], "x"]),
                    inner,
                    max_size=8,
                )
            ),
            max_leaves=20,
        )
    )
    def test_any_value_is_refused_in_words_never_with_an_error(
        self, framework: Framework, data: object
    ):
        assert all(line.isprintable() for line in lines(framework, data))


class TestFile:
    def encoded(self, text: str) -> bytes:
        return text.encode()

    def test_utf8_with_or_without_a_byte_order_mark(self, framework: Framework):
        raw = json.dumps(INPUT, ensure_ascii=False).encode()
        expected = parse_assessment(INPUT, framework)
        assert load_assessment(raw, framework) == expected
        assert load_assessment(b"\xef\xbb\xbf" + raw, framework) == expected

    def test_numbers_keep_every_digit(self, framework: Framework):
        value = "123456789012.12345678901234567890"
        raw = json.dumps(INPUT).replace("406.5", value).encode()
        figure = load_assessment(raw, framework).rating_by_trait["scale"].figures[0]
        assert figure.value == Decimal(value)

    @pytest.mark.parametrize("raw", ["智能".encode("gbk"), "{}".encode("utf-16"), b"\xff"])
    def test_another_encoding_is_named(self, framework: Framework, raw: bytes):
        [found] = loaded_lines(framework, raw)
        assert found.startswith("$: is not UTF-8 text")

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("", "line 1, column 1"),
            ("{\n  'a': 1}", "line 2, column 3"),
            ('{"a": 1,}', "line 1, column 9"),
            ('{"a": 1} x', "line 1, column 10"),
            ('{"a": "\t"}', "line 1, column 8"),
        ],
    )
    def test_a_file_that_is_no_json_is_named_with_the_place(
        self, framework: Framework, text: str, place: str
    ):
        [found] = loaded_lines(framework, text.encode())
        assert found == f"$: {place}: not valid JSON"

    def test_absurd_nesting_is_refused(self, framework: Framework):
        [found] = loaded_lines(framework, b'{"ratings":' + b"[" * 100_000)
        assert found == "$: is nested too deeply"

    def test_a_key_that_stands_twice_is_named_with_its_path(self, framework: Framework):
        raw = json.dumps(INPUT).replace('"claim": 3', '"claim": 3, "claim": 4').encode()
        [found] = loaded_lines(framework, raw)
        assert found == "ratings[0].claim: 4 this key stands twice"

    @pytest.mark.parametrize(
        ("number", "shown"),
        [
            ("NaN", "NaN"),
            ("Infinity", "Infinity"),
            ("-Infinity", "-Infinity"),
            ("1e999999999999999999999", "Infinity"),
            ("-1e999999999999999999999", "-Infinity"),
            ("-5", "-5"),
        ],
    )
    def test_numbers_that_are_none_are_named_where_they_stand(
        self, framework: Framework, number: str, shown: str
    ):
        raw = json.dumps(INPUT).replace("406.5", number).encode()
        [found] = loaded_lines(framework, raw)
        assert found == f"ratings[0].figures[0].value: {shown} must be a number of at least 0"

    @pytest.mark.parametrize("number", ["9" * 5_000, "1e400", "1" + "0" * 16])
    def test_huge_numbers_are_refused_shortly(self, framework: Framework, number: str):
        raw = json.dumps(INPUT).replace("406.5", number).encode()
        [found] = loaded_lines(framework, raw)
        assert found.endswith("is larger than can be accepted")
        assert len(found) < 140

    def test_a_huge_whole_number_is_no_year(self, framework: Framework):
        raw = json.dumps(INPUT).replace('"period": 2025', '"period": ' + "9" * 5_000).encode()
        [found] = loaded_lines(framework, raw)
        assert found.startswith("period: 999")
        assert found.endswith("must be a whole number from 1949 to 2100")


class TestRoundTrip:
    def test_every_key_is_filled_in(self, framework: Framework):
        found = assessment_as_json(parse_assessment(INPUT, framework))
        assert list(found) == [
            "framework",
            "industry",
            "period",
            "comparators",
            "weights",
            "ratings",
        ]
        assert [rating["trait"] for rating in found["ratings"]] == TRAITS
        scale, left_out = found["ratings"][1], found["ratings"][4]
        assert list(scale) == [*INPUT["ratings"][0]]
        assert scale["figures"][1] == {
            "indicator": "provincial-output-share",
            "value": 12,
            "qualifier": "exact",
            "unit": "%",
            "product": None,
            "year": None,
        }
        assert left_out == {
            "trait": "leaders",
            "state": "unanswered",
            "claim": None,
            "target": None,
            "target_year": None,
            "rationale": "",
            "evidence": [],
            "figures": [],
        }

    def test_equal_weights_are_null(self, framework: Framework):
        found = parse_assessment(INPUT | {"weights": {}}, framework)
        assert assessment_as_json(found)["weights"] is None

    @settings(
        max_examples=150,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(data=st.data())
    def test_written_and_read_again_it_is_the_same(self, framework: Framework, data: st.DataObject):
        assessment: Assessment = data.draw(assessments(framework))
        written = assessment_as_json(assessment)
        assert parse_assessment(written, framework) == assessment
        assert load_assessment(json_bytes(written), framework) == assessment

    def test_json_is_written_like_the_standard_library_writes_it(self):
        value = {"a": [], "b": {}, "c": [1, None, True, "\u2028甲\n"], "d": {"e": {"f": [[2]]}}}
        assert json_bytes(value).decode() == json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def test_a_decimal_is_written_digit_by_digit(self):
        assert json_bytes([Decimal("0.10"), Decimal("1E-7"), Decimal("12345678901234567.125")]) == (
            b"[\n  0.10,\n  0.0000001,\n  12345678901234567.125\n]\n"
        )
