"""From a claim and its evidence to the level that the evidence supports."""

from __future__ import annotations

import pytest

from benchmark.scoring.assessment import Evidence, Rating
from benchmark.scoring.levels import evidence_grade, support
from tests.scoring.builders import rated, unknown


@pytest.mark.parametrize(("grade", "cap"), [(0, 2), (1, 3), (2, 4), (3, 5)])
@pytest.mark.parametrize("claim", [1, 2, 3, 4, 5])
def test_evidence_of_a_grade_carries_a_claim_up_to_its_cap(grade: int, cap: int, claim: int):
    assert support(rated(claim, grade=grade)).supported == min(claim, cap)


@pytest.mark.parametrize(
    ("claim", "grade", "low", "high"),
    [
        (1, 0, 1, 3),  # nothing lies below level 1
        (2, 0, 1, 4),
        (5, 0, 1, 5),  # supported 2, and the claim itself may yet be true
        (3, 1, 2, 4),
        (5, 1, 2, 5),
        (4, 2, 3, 5),
        (5, 2, 3, 5),
        (1, 2, 1, 2),
        (4, 3, 4, 4),  # independent and checkable leaves no doubt
        (5, 3, 5, 5),  # nothing lies above level 5
    ],
)
def test_the_range_is_the_supported_level_widened_by_what_the_evidence_leaves_open(
    claim: int, grade: int, low: int, high: int
):
    found = support(rated(claim, grade=grade))
    assert (found.low, found.high) == (low, high)


def test_the_best_item_counts_not_the_number_of_items():
    items = tuple(Evidence(grade=grade) for grade in (1, 3, 1, 2))
    assert evidence_grade(Rating(trait="scale", evidence=items)) == 3


def test_no_evidence_is_grade_0():
    assert evidence_grade(Rating(trait="scale")) == 0


@pytest.mark.parametrize("state", ["unknown", "unanswered"])
def test_a_trait_that_is_not_rated_may_stand_anywhere_from_1_to_5(state: str):
    found = support(Rating(trait="scale", state=state, evidence=(Evidence(grade=3),)))
    assert (found.supported, found.low, found.high) == (None, 1, 5)


def test_evidence_of_a_trait_that_is_not_rated_still_has_its_grade():
    assert (
        support(Rating(trait="scale", state="unknown", evidence=(Evidence(2),))).evidence_grade == 2
    )
    assert support(unknown()).evidence_grade == 0
