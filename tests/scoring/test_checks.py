"""What is worth mending, and what forbids to submit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmark.scoring.assessment import Assessment, Evidence, Rating
from benchmark.scoring.checks import (
    BLOCKING,
    IN_FILES,
    KINDS,
    Check,
    checks_of,
    is_link,
    warnings_of,
)
from benchmark.scoring.profile import profile
from tests.scoring.builders import FRAMEWORK, TRAITS, assessed, figure, proof, rated

QUIET = [Rating(slug, not_known=True) for slug in TRAITS]


def checks(rating: Rating | None = None, *evidence: Evidence) -> list[Check]:
    """Of an assessment in which all other traits are 暂未掌握, which asks for nothing."""
    ratings = [rating if rating and rating.trait == quiet.trait else quiet for quiet in QUIET]
    return list(checks_of(FRAMEWORK, assessed(*ratings, evidence=evidence)))


def kinds(rating: Rating | None = None, *evidence: Evidence) -> set[str]:
    return {check.kind for check in checks(rating, *evidence)}


def test_not_known_asks_for_nothing():
    assert checks() == []


def test_a_trait_without_a_word_forbids_to_submit():
    [check] = checks(Rating("scale"))
    assert (check.kind, check.trait, check.path, check.blocks) == (
        "unanswered", "scale", "ratings[scale].answers", True,
    )  # fmt: skip


def test_a_contradiction_forbids_to_submit_and_names_both():
    found = checks(rated("chain", ["ch-all-named"], ["ch-suppliers"]))
    [check] = [c for c in found if c.kind == "contradiction"]
    assert (check.condition, check.other, check.blocks) == ("ch-all-named", "ch-suppliers", True)
    assert check.path == "ratings[chain].answers.ch-all-named"


def test_conditions_without_an_answer_are_open_those_not_known_are_not():
    rating = rated("chain", ["ch-suppliers"], ["ch-gaps-2"], unknown=["ch-design"])
    found = {c.condition for c in checks(rating) if c.kind == "open_condition"}
    assert found == {"ch-make", "ch-service", "ch-coverage-80", "ch-all-named"}


def test_a_figure_that_leaves_a_condition_open_is_an_answer():
    rating = rated("innovation", figures=[figure("rd-staff", "510", "about")])
    found = {c.condition for c in checks(rating) if c.kind == "open_condition"}
    assert "in-staff-500" not in found


def test_what_is_met_without_evidence_is_named_but_not_what_is_only_implied():
    rating = rated("innovation", ["in-national-any", "in-joint"])
    found = {
        c.condition for c in checks(rating, proof("in-joint")) if c.kind == "met_without_evidence"
    }
    assert found == {"in-national-any"}


@pytest.mark.parametrize("rationale", ["", " \u3164"])
def test_a_level_without_a_word_of_explanation(rationale: str):
    assert "no_rationale" in kinds(rated("scale", ["sc-city-chain"], rationale=rationale))
    assert "no_rationale" not in kinds(rated("scale", ["sc-city-chain"], rationale="全省第二"))
    assert "no_rationale" not in kinds(rated("scale", unknown=["sc-city-chain"]))


def test_targets():
    low = rated("scale", ["sc-nation-list"], target=3, target_year=2025)
    assert {"target_below_claim", "target_year_not_after"} <= kinds(low)
    assert "no_target_year" in kinds(rated("scale", target=3))
    good = rated("scale", ["sc-nation-list"], target=4, target_year=2026)
    assert not {"target_below_claim", "no_target_year", "target_year_not_after"} & kinds(good)


class TestFigures:
    def of(self, *figures: object, carried: bool = True) -> list[tuple[str, int | None]]:
        item = replace(proof("in-staff-500"), indicators=("rd-staff", "segment-coverage"))
        trait = "chain" if figures[0].indicator == "segment-coverage" else "innovation"  # type: ignore[attr-defined]
        found = checks(rated(trait, figures=figures), *([item] if carried else []))  # type: ignore[arg-type]
        return [(c.kind, c.item) for c in found if c.kind.startswith(("figure", "share"))]

    def test_a_row_without_a_value_says_no_more(self):
        assert self.of(figure("rd-staff", None, year=None), carried=False) == [
            ("figure_without_value", 0)
        ]

    def test_the_year(self):
        assert self.of(figure("rd-staff", "1", year=None)) == [("figure_without_year", 0)]
        assert self.of(figure("rd-staff", "1", year=2026)) == [("figure_year_later", 0)]
        assert self.of(figure("rd-staff", "1", year=2025)) == []

    def test_the_source_is_an_item_that_carries_the_indicator(self):
        assert self.of(figure("rd-staff", "1"), carried=False) == [("figure_without_source", 0)]

    def test_the_same_indicator_product_and_year_twice(self):
        twice = [figure("rd-staff", "1", product="甲"), figure("rd-staff", "2", product=" 甲")]
        assert self.of(*twice) == [("figure_twice", 1)]
        assert self.of(twice[0], figure("rd-staff", "2", product="乙")) == []
        unfinished = figure("rd-staff", None, product="甲")
        assert self.of(unfinished, twice[0]) == [("figure_without_value", 0)]

    def test_a_share_of_1_or_less(self):
        assert self.of(figure("segment-coverage", "0.35")) == [("share_of_one", 0)]
        assert self.of(figure("segment-coverage", "1.01")) == []

    def test_the_path_names_the_row_and_the_key_finds_it(self):
        row = replace(figure("rd-staff", "1", year=None), key="17")
        [check] = [c for c in checks(rated("innovation", figures=[row])) if c.field == "year"]
        assert (check.path, check.key) == ("ratings[innovation].figures[0].year", "17")


class TestEvidence:
    RATING = rated("scale", ["sc-city-chain"], ["sc-first"], rationale="说明")

    def of(self, item: Evidence) -> list[tuple[str, str]]:
        found = checks(self.RATING, item)
        return [(c.kind, c.path) for c in found if c.trait is None]

    def test_an_item_that_lacks_nothing(self):
        assert self.of(proof("sc-city-chain")) == []

    def test_a_draft_that_has_nothing_yet(self):
        assert [kind for kind, _ in self.of(Evidence(grade=0))] == [
            "evidence_without_grade",
            "evidence_without_title",
            "evidence_without_condition",
            "evidence_without_source",
            "evidence_without_date",
        ]

    def test_one_that_names_what_is_not_met(self):
        assert self.of(proof("sc-city-chain", "sc-first", "in-review")) == [
            ("evidence_for_unmet", "evidence[0].conditions"),
            ("evidence_for_unmet", "evidence[0].conditions"),
        ]

    def test_checkable_needs_an_address_or_a_number(self):
        assert self.of(proof("sc-city-chain", url="")) == [
            ("grade3_without_url", "evidence[0].url")
        ]
        assert self.of(proof("sc-city-chain", grade=2, url="")) == []

    def test_dated_later_than_the_year_after(self):
        assert self.of(proof("sc-city-chain", date="2027")) == [
            ("evidence_dated_later", "evidence[0].date")
        ]
        assert self.of(proof("sc-city-chain", date="2026-12-31")) == []

    def test_older_than_the_year_where_it_proves_something(self):
        assert self.of(proof("sc-city-chain", date="2024-12")) == [
            ("evidence_older", "evidence[0].date")
        ]
        assert self.of(proof("sc-city-chain", date="2025")) == []
        unmet = self.of(proof("sc-first", date="2024"))
        assert "evidence_older" not in [kind for kind, _ in unmet]

    def test_history_does_not_go_out_of_date(self):
        said = rated("first-mover", ["fm-records"], rationale="说明")
        found = checks_of(FRAMEWORK, assessed(said, evidence=[proof("fm-records", date="2012")]))
        assert "evidence_older" not in [check.kind for check in found]


def test_a_file_is_told_what_the_contract_lists():
    given: Assessment = assessed(
        rated("chain", ["ch-suppliers", "ch-all-named"], ["ch-make"], target=2),
        evidence=[proof(), proof("sc-first")],
    )
    assert [check.kind for check in warnings_of(FRAMEWORK, given)] == [
        "contradiction", "no_rationale", "no_target_year",
        "evidence_without_condition", "evidence_for_unmet",
    ]  # fmt: skip


def test_a_result_at_hand_is_used():
    given = assessed(self_rating := rated("scale", ["sc-city-chain"]))
    assert self_rating.trait == "scale"
    computed = profile(FRAMEWORK, given)
    assert checks_of(FRAMEWORK, given, computed) == checks_of(FRAMEWORK, given)


def test_every_kind_is_said_in_both_languages():
    assert set(KINDS) >= BLOCKING | IN_FILES
    for kind in KINDS:
        message = Check(kind, "x").message
        assert message.zh
        assert message.en


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org", True),
        ("HTTP://example.org", True),
        ("许工信〔2025〕3号", False),
        ("https://example.org/a b", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_a_web_address_becomes_a_link(url: str, link: bool):
    assert is_link(url) is link
