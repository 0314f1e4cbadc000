"""Which piece of evidence would change the result most."""

from __future__ import annotations

from benchmark.scoring.lifts import Lift, lifts
from tests.scoring.builders import ACTING, LEVEL_4, PROOF_OF_4, TRAITS, proof, rated, result


def test_nothing_to_prove_asks_for_nothing():
    assert lifts(result()) == ()
    assert lifts(result(*LEVEL_4.values(), evidence=[PROOF_OF_4])) == ()


def test_it_says_for_what_of_which_kind_and_from_where_to_where():
    [lift] = lifts(result(LEVEL_4["scale"]))
    assert lift == Lift("scale", (("sc-nation-list",),), 2, 2, 4, 0)


def test_more_levels_first_then_fewer_conditions_then_the_framework_order_and_history_last():
    evidence = [proof("te-lead", "te-nation-list", grade=1)]
    found = lifts(result(*LEVEL_4.values(), evidence=evidence))
    assert [lift.trait for lift in found] == [
        "scale",  # one condition
        "market-share",
        "leaders",
        "innovation",  # two
        "chain",  # five
        "technology",  # by one level only
        "first-mover",
    ]


def test_what_lifts_the_stage_goes_before_all():
    proven = [slug for slug in ACTING if slug not in ("scale", "market-share", "technology")]
    named = [c for c in PROOF_OF_4.conditions if c[:2] in {slug[:2] for slug in proven}]
    evidence = [proof(*named), proof("te-lead", "te-nation-list", "ms-top3-3", grade=1)]
    ratings = [LEVEL_4[slug] for slug in TRAITS]
    found = lifts(result(*ratings, evidence=evidence))
    # Three traits stand at 4, market share and technology at 3 and scale at 2.
    assert [(lift.trait, lift.stage_gain) for lift in found][:1] == [("scale", 1)]


def test_no_further_than_the_target():
    [lift] = lifts(result(rated("leaders", ["le-province", "le-same-field"], target=3)))
    assert (lift.grade, lift.ways, lift.higher) == (1, (("le-province",),), 3)
