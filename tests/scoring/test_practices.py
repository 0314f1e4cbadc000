"""Which practices are offered, in which order, and for which condition."""

from __future__ import annotations

from benchmark.scoring.framework import OTHER_SECTOR
from benchmark.scoring.practices import Offer, offers, shown_first, wanted_of
from benchmark.scoring.profile import profile
from tests.scoring.builders import FRAMEWORK, LEVEL_4, PROOF_OF_4, assessed, of_one, rated

CHAIN_GAP = rated("chain", ["ch-suppliers"], ["ch-make", "ch-coverage-80"], target=3)


def offered(
    rating: object, *, comparators: tuple[str, ...] = (), sector: str = OTHER_SECTOR, evidence=()
) -> tuple[Offer, ...]:
    given = assessed(rating, comparators=comparators, sector=sector, evidence=evidence)  # type: ignore[arg-type]
    trait = rating.trait  # type: ignore[attr-defined]
    return offers(FRAMEWORK, given, profile(FRAMEWORK, given).result_of(trait))


def slugs(found: tuple[Offer, ...]) -> list[str]:
    return [offer.practice.slug for offer in found]


def test_those_that_help_directly_come_first():
    found = offered(CHAIN_GAP)
    assert found[0].practice.slug == "qingdao-rail-matching"
    assert found[0].directly == ("ch-coverage-80",)
    assert found[0].helps == "ch-coverage-80"
    assert not any(offer.directly for offer in found[1:])
    assert found[1].helps == found[1].indirectly[0]


def test_then_a_comparators_then_its_citys_then_the_fields_own():
    rating = rated("chain", not_met=["ch-suppliers", "ch-make", "ch-coverage-80"])
    found = offered(
        rating,
        comparators=("hangzhou-digital-security", "shenzhen-battery-materials"),
        sector="high-end-equipment",
    )
    assert [(o.practice.slug, o.nearness) for o in found] == [
        ("hangzhou-risk-list", "comparator"),
        ("shenzhen-chain-chief", "city"),
        ("qingdao-rail-matching", "sector"),
        ("qingdao-industrial-internet", "other"),
    ]


def test_pudong_is_of_shanghai():
    rating = rated("innovation", ["in-city-platform"], ["in-joint"])
    assert offered(rating, comparators=("shanghai-ic",))[0].nearness == "city"


def test_then_more_conditions_helped_directly_then_the_framework_order():
    rating = rated("innovation", ["in-city-platform"], ["in-province-platform", "in-joint"])
    assert slugs(offered(rating)) == [
        "changzhou-carbon-platforms",
        "pudong-biopharma-centre",
        "nanjing-grid-alliances",
    ]


def test_what_is_to_be_proven_is_helped_where_proof_comes_first():
    result = of_one(LEVEL_4["technology"])
    assert wanted_of(result) == result.to_lift == ("te-lead", "te-nation-list")
    assert slugs(offered(LEVEL_4["technology"])) == [
        "pudong-biopharma-centre",
        "nanjing-grid-alliances",
    ]


def test_none_where_the_target_is_met_and_none_for_history():
    assert offered(LEVEL_4["technology"], evidence=[PROOF_OF_4]) == ()
    assert offered(rated("first-mover", not_met=["fm-scale-firm"], target=2)) == ()


def test_two_stand_open_for_a_gap_and_none_where_proof_or_data_come_first():
    assert shown_first(of_one(CHAIN_GAP)) == 2
    assert shown_first(of_one(LEVEL_4["technology"])) == 0
    assert shown_first(of_one(rated("chain", ["ch-suppliers"]))) == 0
