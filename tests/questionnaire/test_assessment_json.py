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

from benchmark.questionnaire.as_json import assessment_as_json, json_bytes
from benchmark.questionnaire.assessment_json import (
    InputProblems,
    load_assessment,
    parse_assessment,
)
from benchmark.scoring.assessment import Assessment, Evidence, Rating
from benchmark.scoring.framework import Framework
from tests.strategies import as_read, assessments

from .samples import keyed

Json = dict[str, Any]
TRAITS = ["first-mover", "scale", "market-share", "chain", "leaders", "technology", "innovation"]

INPUT: Json = {
    "framework": "national-clusters-2021",
    "industry": {
        "name": "智能电力装备",
        "name_en": "Smart power equipment",
        "place": "示例市",
        "sector": "high-end-equipment",
    },
    "period": 2025,
    "comparators": ["nanjing-smart-grid"],
    "focus": ["leaders"],
    "ratings": [
        {
            "trait": "scale",
            "not_known": False,
            "answers": {"sc-city-chain": "met", "sc-first": "not_met", "sc-nation-list": None},
            "target": 4,
            "target_year": 2028,
            "rationale": "全省第二位",
            "figures": [
                {
                    "indicator": "output",
                    "value": 406.5,
                    "qualifier": "about",
                    "unit": "亿元",
                    "product": " 电力装备",
                    "year": 2024,
                },
                {"indicator": "national-output-share", "value": 2},
            ],
        },
        {"trait": "chain", "not_known": True, "answers": {"ch-make": "unknown"}},
    ],
    "evidence": [
        {
            "grade": 3,
            "title": "关于公布名单的通知",
            "source": "示例省工信厅",
            "date": "2025-02-18",
            "url": "示工信〔2025〕3号",
            "conditions": ["sc-city-chain", "le-province"],
            "indicators": ["output"],
        }
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


def trait_with(trait: str, indicator: str, value: float) -> Json:
    return {"trait": trait, "figures": [{"indicator": indicator, "value": value}]}


class TestAccepted:
    def test_what_was_given_is_what_is_understood(self, framework: Framework):
        found = parse_assessment(INPUT, framework)
        assert (found.framework, found.period) == ("national-clusters-2021", 2025)
        assert (found.industry.name, found.industry.place) == ("智能电力装备", "示例市")
        assert (found.industry.name_en, found.industry.sector) == (
            "Smart power equipment", "high-end-equipment",
        )  # fmt: skip
        assert (found.comparators, found.focus) == (("nanjing-smart-grid",), ("leaders",))
        scale = found.rating_by_trait["scale"]
        assert scale.answers == {"sc-city-chain": "met", "sc-first": "not_met"}
        assert (scale.not_known, scale.target, scale.target_year) == (False, 4, 2028)
        first, second = scale.figures
        assert (first.value, first.qualifier, first.unit) == (Decimal("406.5"), "about", "亿元")
        assert (first.product, first.year) == (" 电力装备", 2024)
        assert (second.qualifier, second.unit, second.product, second.year) == (
            "exact", "%", "", None,
        )  # fmt: skip
        chain = found.rating_by_trait["chain"]
        assert (chain.not_known, chain.answers) == (True, {"ch-make": "unknown"})
        assert found.evidence == (
            Evidence(
                3, "关于公布名单的通知", "示例省工信厅", "2025-02-18", "示工信〔2025〕3号",
                ("sc-city-chain", "le-province"), ("output",),
            ),
        )  # fmt: skip

    def test_a_trait_that_is_left_out_is_empty(self, framework: Framework):
        found = parse_assessment(INPUT, framework)
        assert [rating.trait for rating in found.ratings] == TRAITS
        assert found.rating_by_trait["leaders"] == Rating(trait="leaders")

    def test_the_smallest_input_has_four_keys(self, framework: Framework):
        data = {key: INPUT[key] for key in ("framework", "industry", "period")} | {"ratings": []}
        found = parse_assessment(data, framework)
        assert (found.comparators, found.focus, found.evidence) == ((), (), ())

    def test_every_optional_key_may_be_null(self, framework: Framework):
        names = ("not_known", "answers", "target", "target_year", "rationale", "figures")
        data = INPUT | {
            "industry": INPUT["industry"] | {"name_en": None},
            "comparators": None,
            "focus": None,
            "ratings": [dict.fromkeys(names) | {"trait": "scale"}],
            "evidence": [
                dict.fromkeys(("source", "date", "url", "conditions", "indicators"))
                | {"grade": 1, "title": "自述"}
            ],
        }
        found = parse_assessment(data, framework)
        assert found.rating_by_trait["scale"] == Rating(trait="scale")
        assert found.evidence == (Evidence(grade=1, title="自述"),)
        assert parse_assessment(INPUT | {"evidence": None}, framework).evidence == ()

    def test_optional_keys_of_figures_may_be_null(self, framework: Framework):
        figure = dict.fromkeys(("qualifier", "unit", "product", "year"))
        figure |= {"indicator": "output", "value": 1}
        found = parse_assessment(setting("ratings.0.figures", [figure]), framework)
        [own] = found.rating_by_trait["scale"].figures
        assert (own.qualifier, own.unit, own.product, own.year) == ("exact", "亿元", "", None)

    def test_other_is_a_sector(self, framework: Framework):
        data = setting("industry.sector", "other")
        assert parse_assessment(data, framework).industry.sector == "other"

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("ratings.0.target", 2),
            ("ratings.0.target_year", None),
            ("ratings.0.rationale", ""),
            ("evidence.0.conditions", []),
            ("evidence.0.conditions", ["sc-first", "in-review"]),
            ("evidence.0.date", ""),
            ("evidence.0.date", "\u3164"),
            ("ratings.0.figures.1.value", 0.35),
            ("ratings.0.figures.1.year", 2099),
        ],
    )
    def test_accepted_with_at_most_a_warning(self, framework: Framework, path: str, value: object):
        parse_assessment(setting(path, value), framework)

    @pytest.mark.parametrize("date", ["2025", "2025-03", "2025-03-18", "1900-01-01"])
    def test_dates(self, framework: Framework, date: str):
        found = parse_assessment(setting("evidence.0.date", date), framework)
        assert found.evidence[0].date == date

    @pytest.mark.parametrize(
        ("trait", "indicator", "unit"),
        [
            ("scale", "output", "万元"),
            ("scale", "national-output-share", "%"),
            ("leaders", "little-giants", "个"),
            ("leaders", "little-giants", "项"),
            ("innovation", "rd-staff", "名"),
            ("innovation", "invention-patents", "项"),
        ],
    )
    def test_units_that_convert_are_kept_as_given(
        self, framework: Framework, trait: str, indicator: str, unit: str
    ):
        figure = {"indicator": indicator, "value": 20, "unit": unit}
        data = INPUT | {"ratings": [{"trait": trait, "figures": [figure]}]}
        found = parse_assessment(data, framework)
        assert found.rating_by_trait[trait].figures[0].unit == unit

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
        assert found is not None
        assert not found.is_signed()

    def test_a_count_may_be_written_with_a_point(self, framework: Framework):
        data = INPUT | {"ratings": [trait_with("leaders", "little-giants", 3.0)]}
        assert parse_assessment(data, framework).rating_by_trait["leaders"].figures[0].value == 3

    def test_line_ends_of_windows_become_line_feeds(self, framework: Framework):
        found = parse_assessment(setting("ratings.0.rationale", "一\r\n二\t三"), framework)
        assert found.rating_by_trait["scale"].rationale == "一\n二\t三"

    @pytest.mark.parametrize(
        "text", ["{{ x }}", "=1+1", "<script>", "\u200f右", "𠮷", "#let", "\\", "甲" * 10_000]
    )
    def test_texts_are_taken_literally(self, framework: Framework, text: str):
        found = parse_assessment(setting("evidence.0.title", text), framework)
        assert found.evidence[0].title == text

    @pytest.mark.parametrize(
        "path",
        [
            "industry.name_en",
            "ratings.0.rationale",
            "ratings.0.figures.0.product",
            "evidence.0.source",
            "evidence.0.date",
            "evidence.0.url",
        ],
    )
    @pytest.mark.parametrize("text", [" ", "\u200b\u2060", "\u00ad", "\u3164\u2800", "\ufe0f"])
    def test_a_text_of_which_nothing_is_seen_is_none(
        self, framework: Framework, path: str, text: str
    ):
        without = parse_assessment(setting(path, None), framework)
        assert parse_assessment(setting(path, text), framework) == without

    def test_answers_stand_in_the_frameworks_order(self, framework: Framework):
        data = setting("ratings.0.answers", {"sc-first": "met", "sc-city-chain": "met"})
        found = parse_assessment(data, framework).rating_by_trait["scale"].answers
        assert list(found) == ["sc-city-chain", "sc-first"]


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
            ("industry.name", "\u2800", "industry.name: \u2800 must not be blank"),
            ("industry.name", "甲" * 201, f'industry.name: "{"甲" * 58}… has 201 characters'),
            ("industry.name_en", 3, "industry.name_en: 3 must be text"),
            ("industry.place", None, "industry.place: null is required"),
            ("industry.place", "a\nb", 'industry.place: "a\\nb" must be a single line'),
            ("industry.sector", "steel", "industry.sector: steel must be one of information"),
            ("period", "2025", 'period: "2025" must be a whole number from 1900 to 2100'),
            ("period", 1899, "period: 1899 must be"),
            ("period", 2101, "period: 2101 must be"),
            ("period", True, "period: true must be"),
            ("period", 2025.5, "period: 2025.5 must be"),
            ("period", None, "period: null is required"),
            ("comparators", "nanjing-smart-grid", "comparators: nanjing-smart-grid must be a list"),
            ("comparators.0", "许昌", "comparators[0]: 许昌 is not the slug"),
            ("comparators.0", {"a": [1]}, 'comparators[0]: {"a": […]} is not the slug'),
            ("focus", "scale", "focus: scale must be a list"),
            ("focus.0", "luck", "focus[0]: luck is not the slug of a trait"),
            ("focus.0", "first-mover", "focus[0]: first-mover is structural"),
            ("ratings", None, "ratings: null is required"),
            ("ratings", {}, "ratings: {} must be a list"),
            ("ratings.0", "scale", "ratings[0]: scale must be an object"),
            ("ratings.0", None, "ratings[0]: null must be an object"),
            ("ratings.0.trait", None, "ratings[0].trait: null is required"),
            ("ratings.1", {"trait": "scale"}, "ratings[1].trait: scale stands twice"),
            ("ratings.0.not_known", "yes", "ratings[0].not_known: yes must be true or false"),
            ("ratings.0.not_known", 1, "ratings[0].not_known: 1 must be true or false"),
            ("ratings.0.answers", ["met"], 'ratings[0].answers: ["met"] must be an object'),
            ("ratings.0.answers.luck", "met", "ratings[0].answers.luck: met is not the slug"),
            ("ratings.0.answers.luck", None, "ratings[0].answers.luck: null is not the slug"),
            ("ratings.0.answers.ch-make", "met", "ratings[0].answers.ch-make: met is a condition"),
            ("ratings.0.answers.sc-first", "yes", "ratings[0].answers.sc-first: yes must be one"),
            ("ratings.0.answers.sc-first", True, "ratings[0].answers.sc-first: true must be one"),
            ("ratings.0.answers.sc-first", [], "ratings[0].answers.sc-first: [] must be one"),
            (
                "ratings.0.answers.sc-share-5", "not_met",
                "ratings[0].answers.sc-share-5: not_met its indicator has a figure",
            ),
            (
                "ratings.0.answers.sc-share-5", "unknown",
                "ratings[0].answers.sc-share-5: unknown its indicator has a figure",
            ),
            ("ratings.0.target", 1, "ratings[0].target: 1 must be a whole number from 2 to 5"),
            ("ratings.0.target", 6, "ratings[0].target: 6 must be"),
            ("ratings.0.target_year", 1899, "ratings[0].target_year: 1899 must be"),
            ("ratings.0.rationale", 5, "ratings[0].rationale: 5 must be text"),
            ("ratings.0.rationale", "a\x00", 'ratings[0].rationale: "a\\u0000" holds a character'),
            ("ratings.0.rationale", "甲" * 20_001, f'ratings[0].rationale: "{"甲" * 58}… has 2'),
            ("ratings.1.answers.ch-make", "met", "ratings[1].not_known: true a trait that"),
            ("ratings.1.target", 3, "ratings[1].not_known: true a trait that"),
            (
                "ratings.1.figures", [{"indicator": "key-gaps", "value": 3}],
                "ratings[1].not_known: true a trait that",
            ),
            ("ratings.0.figures.0.indicator", None, "ratings[0].figures[0].indicator: null is re"),
            ("ratings.0.figures.0.indicator", "luck", "ratings[0].figures[0].indicator: luck must"),
            (
                "ratings.0.figures.0.indicator", "key-gaps",
                "ratings[0].figures[0].indicator: key-gaps must be one of output, national-output",
            ),
            ("ratings.0.figures.0.value", None, "ratings[0].figures[0].value: null is required"),
            ("ratings.0.figures.0.value", "406", 'ratings[0].figures[0].value: "406" must be a'),
            ("ratings.0.figures.0.value", True, "ratings[0].figures[0].value: true must be a num"),
            ("ratings.0.figures.0.value", -1, "ratings[0].figures[0].value: -1 must be a number"),
            ("ratings.0.figures.0.value", float("nan"), "ratings[0].figures[0].value: nan must be"),
            ("ratings.0.figures.0.value", float("inf"), "ratings[0].figures[0].value: inf must be"),
            ("ratings.0.figures.0.value", 10**15 + 1, "ratings[0].figures[0].value: 10000000000"),
            ("ratings.0.figures.0.value", Decimal("1E-31"), "ratings[0].figures[0].value: 1E-31 h"),
            ("ratings.0.figures.0.qualifier", "near", "ratings[0].figures[0].qualifier: near must"),
            ("ratings.0.figures.0.unit", "吨", "ratings[0].figures[0].unit: 吨 must be one of"),
            ("ratings.0.figures.0.unit", "%", "ratings[0].figures[0].unit: % must be one of 亿元"),
            ("ratings.0.figures.0.product", "甲" * 201, "ratings[0].figures[0].product: "),
            ("ratings.0.figures.0.year", 1899, "ratings[0].figures[0].year: 1899 must be"),
            ("ratings.0.figures.0.year", 2024.5, "ratings[0].figures[0].year: 2024.5 must be"),
            ("ratings.0.figures.1.value", 100.01, "ratings[0].figures[1].value: 100.01 a percent"),
            ("evidence", {}, "evidence: {} must be a list"),
            ("evidence.0", 1, "evidence[0]: 1 must be an object"),
            ("evidence.0.grade", 0, "evidence[0].grade: 0 must be"),
            ("evidence.0.grade", 4, "evidence[0].grade: 4 must be"),
            ("evidence.0.grade", None, "evidence[0].grade: null is required"),
            ("evidence.0.title", None, "evidence[0].title: null is required"),
            ("evidence.0.title", "\u200b ", 'evidence[0].title: "\\u200b " must not be blank'),
            ("evidence.0.title", "a\nb", "evidence[0].title: "),
            ("evidence.0.title", "\ud800", 'evidence[0].title: "\\ud800" h'),
            ("evidence.0.source", "a\x1b", 'evidence[0].source: "a\\u001b" h'),
            ("evidence.0.date", "2025-02-30", "evidence[0].date: 2025-02-30 must be a real date"),
            ("evidence.0.date", "2025/3/18", "evidence[0].date: 2025/3/18 must be a real date"),
            ("evidence.0.date", "2025年3月", "evidence[0].date: 2025年3月 must be a real date"),
            ("evidence.0.date", "2025-3", "evidence[0].date: 2025-3 must be a real date"),
            ("evidence.0.date", "1899-12", "evidence[0].date: 1899-12 must be a real date"),
            ("evidence.0.date", "soon", "evidence[0].date: soon must be a real date"),
            ("evidence.0.date", 2025, "evidence[0].date: 2025 must be text"),
            ("evidence.0.url", "a" * 2001, "evidence[0].url: "),
            ("evidence.0.conditions", "sc-first", "evidence[0].conditions: sc-first must be"),
            ("evidence.0.conditions.0", "luck", "evidence[0].conditions[0]: luck is not the slug"),
            ("evidence.0.conditions.1", "sc-city-chain", "evidence[0].conditions[1]: sc-city"),
            ("evidence.0.indicators.0", "luck", "evidence[0].indicators[0]: luck is not the slug"),
            ("evidence.0.indicators.0", 7, "evidence[0].indicators[0]: 7 is not the slug"),
        ],
    )  # fmt: skip
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
            "ratings.0.figures.0.indicator",
            "ratings.0.figures.0.value",
            "evidence.0.grade",
            "evidence.0.title",
        ],
    )
    def test_a_required_key_that_is_absent_is_named(self, framework: Framework, path: str):
        found = lines(framework, without(path))
        shown = path.replace(".0", "[0]")
        assert found == [f"{shown}: is required"]

    @pytest.mark.parametrize(
        ("where", "shown"),
        [
            ("", "luck"),
            ("industry", "industry.luck"),
            ("ratings.0", "ratings[0].luck"),
            ("ratings.0.figures.0", "ratings[0].figures[0].luck"),
            ("evidence.0", "evidence[0].luck"),
        ],
    )
    def test_an_unknown_key_is_refused_by_name(self, framework: Framework, where: str, shown: str):
        found = lines(framework, setting(f"{where}.luck".removeprefix("."), 7))
        assert found == [f"{shown}: 7 is not a key that can be used here"]

    @pytest.mark.parametrize("key", ["description", "weights", "claim"])
    def test_what_an_older_file_held_is_no_part_of_the_input(self, framework: Framework, key: str):
        where = {"description": "industry.description", "claim": "ratings.0.claim"}.get(key, key)
        [found] = lines(framework, setting(where, 3))
        assert "is not a key" in found

    def test_an_unknown_key_of_any_kind_keeps_the_line_whole(self, framework: Framework):
        [found] = lines(framework, INPUT | {"a\nb\ud800": {"x": [1, 2, {}], "y": {"z": 1}}})
        assert found.startswith('"a\\nb\\ud800": {"x": […], "y": {…}} is not a key')

    def test_a_figure_condition_is_never_met_by_hand(self, framework: Framework):
        data = INPUT | {"ratings": [{"trait": "scale", "answers": {"sc-share-5": "met"}}]}
        [found] = lines(framework, data)
        assert found.startswith("ratings[0].answers.sc-share-5: met a figure condition is met by")

    def test_a_count_has_no_fraction(self, framework: Framework):
        data = INPUT | {"ratings": [trait_with("leaders", "little-giants", 2.5)]}
        assert lines(framework, data) == [
            "ratings[0].figures[0].value: 2.5 a count must be a whole number"
        ]

    def test_a_refused_figure_is_a_figure_all_the_same(self, framework: Framework):
        rating = trait_with("scale", "national-output-share", 101)
        data = INPUT | {"ratings": [rating | {"answers": {"sc-share-5": "not_met"}}]}
        assert [line.split(":")[0] for line in lines(framework, data)] == [
            "ratings[0].figures[0].value",
            "ratings[0].answers.sc-share-5",
        ]

    def test_under_an_unknown_trait_any_condition_and_indicator_is_read(self, framework: Framework):
        data = setting("ratings.0.trait", "luck")
        data["ratings"][0]["figures"] = [{"indicator": "key-gaps", "value": 4, "unit": "吨"}]
        assert [line.split(":")[0] for line in lines(framework, data)] == [
            "ratings[0].trait",
            "ratings[0].figures[0].unit",
        ]

    def test_four_comparators_and_four_in_focus_are_too_many(self, framework: Framework):
        four = ["shenzhen-ict", "wuxi-iot", "shanghai-ic", "zhuzhou-rail"]
        [found] = lines(framework, INPUT | {"comparators": four})
        assert found.startswith("comparators: [")
        assert "more than 3" in found
        [found] = lines(framework, INPUT | {"focus": TRAITS[1:5]})
        assert found.startswith("focus: [")

    def test_what_stands_twice_is_named(self, framework: Framework):
        [found] = lines(framework, INPUT | {"comparators": ["wuxi-iot", "wuxi-iot"]})
        assert found == "comparators[1]: wuxi-iot stands twice"
        [found] = lines(framework, INPUT | {"focus": ["scale", "scale"]})
        assert found == "focus[1]: scale stands twice"

    def test_all_problems_are_named_at_once(self, framework: Framework):
        data = setting("ratings.0.trait", "luck")
        data["period"] = "soon"
        data["evidence"][0]["grade"] = 9
        data["ratings"][0]["figures"][0]["unit"] = "吨"
        data["ratings"][1]["target"] = 9
        starts = [line.split(":")[0] for line in lines(framework, data)]
        assert starts == [
            "period",
            "ratings[0].trait",
            "ratings[0].figures[0].unit",
            "ratings[1].target",
            "evidence[0].grade",
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
        ("raw", "kind"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
            (b"PK\x03\x04[Content_Types].xml xl/workbook.xml", ".xlsx"),
            (b"PK\x03\x04[Content_Types].xml word/document.xml", ".docx"),
            (b"PK\x03\x04notes.txt", ".zip"),
            (b"%PDF-1.7", "PDF"),
            ("\ufeff指标,数值\n营业收入,612\n".encode(), ".csv"),
            ("指标\t数值\n营业收入\t612\n".encode("gb18030"), ".csv"),
        ],
    )
    def test_another_kind_of_file_is_named_as_what_it_is(
        self, framework: Framework, raw: bytes, kind: str
    ):
        with pytest.raises(InputProblems) as refused:
            load_assessment(raw, framework)
        (line,) = refused.value.lines("zh-hans")
        assert kind in line
        assert "不是 JSON" in line

    @pytest.mark.parametrize("raw", [b"{,\n,", b" [1,\n2,", b"one line, no table", b"no\ntable"])
    def test_what_is_meant_as_json_is_told_its_place(self, framework: Framework, raw: bytes):
        with pytest.raises(InputProblems) as refused:
            load_assessment(raw, framework)
        assert (
            "第1行" in refused.value.lines("zh-hans")[0]
            or "第2行" in refused.value.lines("zh-hans")[0]
        )

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
        raw = json.dumps(INPUT).replace('"target": 4', '"target": 4, "target": 3').encode()
        [found] = loaded_lines(framework, raw)
        assert found == "ratings[0].target: 3 this key stands twice"

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
        assert found.endswith("must be a whole number from 1900 to 2100")


class TestRoundTrip:
    def test_every_key_is_filled_in(self, framework: Framework):
        found = assessment_as_json(parse_assessment(INPUT, framework))
        assert list(found) == [*INPUT]
        assert list(found["industry"]) == [*INPUT["industry"]]
        assert [rating["trait"] for rating in found["ratings"]] == TRAITS
        scale, left_out = found["ratings"][1], found["ratings"][4]
        assert list(scale) == [*INPUT["ratings"][0]]
        assert scale["answers"] == {"sc-city-chain": "met", "sc-first": "not_met"}
        assert scale["figures"][1] == {
            "indicator": "national-output-share",
            "value": 2,
            "qualifier": "exact",
            "unit": "%",
            "product": "",
            "year": None,
        }
        assert left_out == {
            "trait": "leaders",
            "not_known": False,
            "answers": {},
            "target": None,
            "target_year": None,
            "rationale": "",
            "figures": [],
        }
        assert found["evidence"] == INPUT["evidence"]

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
        assert parse_assessment(written, framework) == as_read(assessment)
        assert load_assessment(json_bytes(written), framework) == as_read(assessment)

    def test_json_is_written_like_the_standard_library_writes_it(self):
        value = {"a": [], "b": {}, "c": [1, None, True, "\u2028甲\n"], "d": {"e": {"f": [[2]]}}}
        assert json_bytes(value).decode() == json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def test_a_decimal_is_written_digit_by_digit(self):
        assert json_bytes([Decimal("0.10"), Decimal("1E-7"), Decimal("12345678901234567.125")]) == (
            b"[\n  0.10,\n  0.0000001,\n  12345678901234567.125\n]\n"
        )


NEEDED: Json = {key: INPUT[key] for key in ("framework", "industry", "period")}


def keys_of(said: Assessment) -> list[str | None]:
    rows = [*(f for rating in said.ratings for f in rating.figures), *said.evidence]
    return [row.key for row in rows]


class TestDrafts:
    """What a draft may hold on its way through a page, and no file may."""

    @given(data=st.data())
    def test_it_is_understood_with_the_keys_of_its_rows(
        self, framework: Framework, data: st.DataObject
    ):
        said = keyed(data.draw(assessments(framework)))
        raw = json_bytes(assessment_as_json(said, draft=True))
        read = load_assessment(raw, framework, draft=True)
        assert read == as_read(said)
        assert keys_of(read) == keys_of(said)

    def test_rows_may_be_unfinished_and_answers_stand_beside_figures(self, framework: Framework):
        given = {
            **NEEDED,
            "ratings": [
                {
                    "trait": "scale",
                    "answers": {"sc-share-5": "not_met"},
                    "figures": [
                        {"indicator": "national-output-share", "value": None, "key": None},
                        {"indicator": "national-output-share", "value": 3},
                    ],
                }
            ],
            "evidence": [{"grade": 0, "title": "", "key": "0123456789abcdef"}],
        }
        said = parse_assessment(given, framework, draft=True)
        rating = said.rating_by_trait["scale"]
        assert [(f.value, f.unit) for f in rating.figures] == [(None, "%"), (Decimal(3), "%")]
        assert rating.answers == {"sc-share-5": "not_met"}
        assert said.evidence == (Evidence(0),)
        assert said.evidence[0].key == "0123456789abcdef"
        with pytest.raises(InputProblems) as refused:
            parse_assessment(given, framework)
        assert [problem.path for problem in refused.value.problems] == [
            "ratings[0].figures[0].key",
            "ratings[0].figures[0].value",
            "ratings[0].answers.sc-share-5",
            "evidence[0].key",
            "evidence[0].grade",
            "evidence[0].title",
        ]

    def test_what_is_no_key_is_refused(self, framework: Framework):
        given = {**NEEDED, "ratings": [], "evidence": [{"key": "x; drop"}]}
        with pytest.raises(InputProblems) as refused:
            parse_assessment(given, framework, draft=True)
        assert [problem.path for problem in refused.value.problems] == ["evidence[0].key"]
