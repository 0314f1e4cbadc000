"""Which documented practices are offered for a gap, and in what order."""

from __future__ import annotations

from benchmark.scoring.assessment import Rating
from benchmark.scoring.practices import Offer, offers
from benchmark.scoring.profile import profile
from tests.scoring.builders import FRAMEWORK, assessed, met, rated, unknown


def offered(trait: str, rating: Rating, **given: object) -> tuple[Offer, ...]:
    assessment = assessed(**{trait.replace("-", "_"): rating}, **given)  # type: ignore[arg-type]
    return offers(FRAMEWORK, assessment, profile(FRAMEWORK, assessment).result_of(trait))


def slugs(found: tuple[Offer, ...]) -> list[str]:
    return [offer.practice.slug for offer in found]


def test_every_practice_mapped_to_the_trait_is_offered():
    mapped = [p.slug for p in FRAMEWORK.practices if "innovation" in p.traits]
    assert sorted(slugs(offered("innovation", rated(3)))) == sorted(mapped)


def test_comparators_come_first_then_the_sector_then_the_rest_then_mere_places():
    found = offered(
        "innovation",
        rated(3),
        comparators=("changzhou-carbon",),
        sector="high-end-equipment",
    )
    kinds = [offer.nearness for offer in found]
    assert kinds == sorted(kinds, key=["comparator", "sector", "other", "place"].index)
    assert set(kinds) == {"comparator", "sector", "other", "place"}
    assert found[0].practice.slug == "changzhou-carbon-platforms"


def test_ties_stand_in_the_order_of_the_contract():
    assert slugs(offered("chain", rated(3))) == [
        "xian-aviation-base",
        "qingdao-rail-matching",
        "hangzhou-risk-list",
        "shenzhen-chain-chief",  # the last two are tied to a place only
        "qingdao-industrial-internet",
    ]


def test_a_comparator_outside_the_sector_goes_before_the_sector():
    found = offered(
        "technology", rated(3), comparators=("changzhou-carbon",), sector="high-end-equipment"
    )
    assert slugs(found)[:2] == ["changzhou-carbon-platforms", "nanjing-grid-alliances"]


def test_the_order_among_comparators_is_that_of_the_bulletin_not_of_the_choice():
    chosen = ("changzhou-carbon", "nanjing-smart-grid")
    found = slugs(offered("innovation", rated(3), comparators=chosen))
    assert found[:2] == ["nanjing-grid-alliances", "changzhou-carbon-platforms"]


def test_another_sector_has_no_practice_of_its_own():
    assert "sector" not in {offer.nearness for offer in offered("innovation", rated(3))}


def test_without_a_gap_nothing_is_offered():
    assert offered("innovation", met(3)) == ()
    assert offered("innovation", rated(3, grade=2, target=3)) == ()  # to be proved


def test_without_a_rating_nothing_is_offered():
    assert offered("innovation", unknown()) == ()
    assert offered("innovation", unknown(target=5)) == ()


def test_where_evidence_is_missing_first_the_practices_still_stand_behind_it():
    assert offered("innovation", rated(5, grade=0, target=5))


def test_for_first_mover_none_fits():
    assert offered("first-mover", rated(2, target=5)) == ()
