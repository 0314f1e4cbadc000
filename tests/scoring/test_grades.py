"""What an item of evidence is worth, and what it proves."""

from __future__ import annotations

import pytest

from benchmark.scoring.assessment import Evidence
from benchmark.scoring.grades import item_grade
from tests.scoring.builders import of_one, proof, rated


@pytest.mark.parametrize(
    ("grade", "date", "url", "worth"),
    [
        (3, "2025", "文号", 3),
        (3, "2025", "", 2),
        (3, "2025", "\u3164\u2800 ", 2),
        (3, "", "文号", 1),
        (2, "2025", "", 2),
        (2, "2025", "文号", 2),
        (2, "\u200b", "文号", 1),
        (1, "", "", 1),
        (1, "2025", "文号", 1),
        (0, "2025", "文号", 0),
        (0, "", "", 0),
    ],
)
def test_a_type_is_lowered_for_what_cannot_be_checked(grade: int, date: str, url: str, worth: int):
    assert item_grade(Evidence(grade=grade, date=date, url=url)) == worth


def test_the_best_item_counts_and_one_that_names_none_proves_none():
    items = [proof(grade=3), proof("sc-city-chain", grade=1), proof("sc-city-chain", grade=2)]
    assert of_one(rated("scale", ["sc-city-chain"]), items).condition("sc-city-chain").grade == 2


def test_what_proves_a_met_condition_proves_what_it_implies():
    found = of_one(rated("innovation", ["in-national-any"]), [proof("in-national-any")])
    assert found.condition("in-city-platform").grade == 3


def test_what_names_an_unmet_condition_proves_nothing_below_it():
    found = of_one(rated("innovation", ["in-city-platform"]), [proof("in-national-any")])
    assert found.condition("in-national-any").grade == 3
    assert found.condition("in-city-platform").grade == 0


def test_a_proof_that_rests_on_older_evidence_says_so():
    said = rated("scale", ["sc-city-chain", "sc-nation-list"])
    older, newer = proof("sc-nation-list", date="2024-12-31"), proof("sc-nation-list", grade=2)
    assert of_one(said, [older]).condition("sc-nation-list").older
    assert of_one(said, [older, newer]).condition("sc-nation-list").older, "its grade is lower"
    assert not of_one(said, [older, proof("sc-nation-list")]).condition("sc-nation-list").older
    assert not of_one(said, [older]).condition("sc-first").older
    unmet = of_one(rated("scale", not_met=["sc-nation-list"]), [older])
    assert not unmet.condition("sc-nation-list").older
    undated = of_one(said, [proof("sc-city-chain", grade=1, date="")])
    assert not undated.condition("sc-city-chain").older


def test_history_does_not_go_out_of_date():
    found = of_one(rated("first-mover", ["fm-records"]), [proof("fm-records", date="2012")])
    assert not found.condition("fm-records").older
