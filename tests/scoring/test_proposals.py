"""The tasks that a plan begins with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmark.scoring.framework import Framework
from benchmark.scoring.practices import first_of_each, offers
from benchmark.scoring.profile import profile
from benchmark.scoring.proposals import Proposal, left_out, open_conditions, proposals
from tests.scoring.builders import FRAMEWORK, assessed, rated
from tests.strategies import assessments

from .test_plan import FEWER


def begun(assessment, trait: str) -> list[Proposal]:
    return [each for each in proposals(FRAMEWORK, assessment) if each.trait == trait]


def test_what_is_missing_is_to_be_met_and_what_is_open_to_be_found_out_by_who_knows():
    said = assessed(rated("innovation", ["in-city-platform"], not_met=["in-review"], target=4))
    result = profile(FRAMEWORK, said).result_of("innovation")
    found = begun(said, "innovation")
    assert {each.condition for each in found} <= {*result.missing, *result.open}
    for each in found:
        assert each.purpose == ("meet" if each.condition in result.missing else "find_out")
        holder = FRAMEWORK.condition_by_slug[each.condition or ""].holder
        assert each.holder == (None if each.purpose == "meet" else holder)


def test_what_is_met_and_unproven_is_to_be_proven_without_a_practice():
    said = assessed(rated("scale", ["sc-nation-list"], target=4))
    holder = FRAMEWORK.condition_by_slug["sc-nation-list"].holder
    assert begun(said, "scale") == [Proposal("scale", "prove", "sc-nation-list", holder=holder)]
    assert begun(said, "scale")[0].conditions == ("sc-nation-list",)


def test_history_is_not_to_be_made_and_what_is_unanswered_comes_first():
    said = assessed(rated("first-mover", not_met=["fm-early"], target=5))
    assert begun(said, "first-mover") == []
    found = [(r.trait.slug, why) for r, why in left_out(profile(FRAMEWORK, said))]
    others = [trait.slug for trait in FRAMEWORK.traits if trait.slug != "first-mover"]
    assert found == [("first-mover", "history"), *((slug, "unanswered") for slug in others)]
    assert proposals(FRAMEWORK, said) == ()


def test_of_a_trait_without_a_level_data_is_to_be_obtained_from_each_who_has_some():
    said = assessed(rated("market-share", unknown=["ms-first"]))
    result = profile(FRAMEWORK, said).result_of("market-share")
    found = begun(said, "market-share")
    assert {each.purpose for each in found} == {"obtain"}
    assert len({each.holder for each in found}) == len(found) > 1
    asked = [slug for each in found for slug in each.conditions]
    assert sorted(asked) == sorted(open_conditions(result))
    assert left_out(profile(FRAMEWORK, said))[-1][0].trait.slug != "market-share"


@FEWER
@given(data=st.data())
def test_each_gap_begins_with_what_its_report_begins_it_with(
    framework: Framework, data: st.DataObject
):
    assessment = data.draw(assessments(framework, words=False))
    found = profile(framework, assessment)
    ranked = sorted((r for r in found.traits if r.rank), key=lambda r: r.rank or 0)
    first = first_of_each({r.trait.slug: offers(framework, assessment, r) for r in ranked})
    begun = proposals(framework, assessment)
    for slug, offer in first.items():
        assert offer.practice in [each.practice for each in begun if each.trait == slug]
    assert len({(p.trait, p.condition, p.holder) for p in begun}) == len(begun)
