"""What a plan would reach: by cases, and against the method's second implementation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.as_json import assessment_as_json
from benchmark.scoring.framework import Framework
from benchmark.scoring.plan import (
    TASK_STATUSES,
    Levels,
    Plan,
    Task,
    idle,
    is_overdue,
    outlook,
    reach,
    spared,
)
from benchmark.scoring.profile import profile
from benchmark.scoring.proposals import proposals
from tests.scoring import naive
from tests.scoring.builders import FRAMEWORK, LEVEL_4, PROOF_OF_4, assessed, figure, rated
from tests.scoring.test_against_naive import GENERATED, REFERENCE
from tests.strategies import assessments

# Of a plan so many cases, each with several of it, are as many as elsewhere.
ALIKE = ("sc-province-top3", "sc-province-list")
FEWER = settings(GENERATED, max_examples=200)


def levels(assessment, trait: str, *conditions: str) -> tuple[int | None, int | None]:
    found = reach(FRAMEWORK, assessment, conditions).traits[trait]
    return found.claim, found.proven


def test_a_statement_counts_as_answered_and_proven():
    said = assessed(rated("scale", met=["sc-city-chain"], not_met=["sc-nation-list"]))
    assert levels(said, "scale") == (2, 2)
    assert levels(said, "scale", "sc-nation-list") == (4, 4)


def test_a_threshold_counts_as_reached_though_a_figure_is_below_it():
    said = assessed(rated("market-share", figures=[figure("top3-products", "1")]))
    assert levels(said, "market-share", "ms-top3-3") == (4, 4)


def test_what_a_condition_implies_follows_though_it_was_denied():
    said = assessed(rated("innovation", not_met=["in-city-platform", "in-province-platform"]))
    now = levels(said, "innovation")
    then = levels(said, "innovation", "in-province-platform")
    assert (now[0] or 1) < (then[0] or 1)


def test_to_prove_what_is_met_raises_the_proof_alone():
    said = assessed(LEVEL_4["scale"])
    assert levels(said, "scale") == (4, 2)
    assert levels(said, "scale", "sc-nation-list") == (4, 4)


def test_the_stage_follows_from_what_is_proven_and_is_open_while_a_trait_is():
    whole = assessed(*LEVEL_4.values(), evidence=[PROOF_OF_4])
    assert reach(FRAMEWORK, whole, ()).stage_band == (4, 5)
    lacking = assessed(*(LEVEL_4[slug] for slug in LEVEL_4 if slug != "scale"))
    found = reach(FRAMEWORK, lacking, PROOF_OF_4.conditions[:2])
    assert found.stage_band == (2, 5)
    assert reach(FRAMEWORK, lacking, PROOF_OF_4.conditions).stage_band[0] == 4


def test_a_condition_that_changes_no_level_is_named():
    said = assessed(rated("scale", met=["sc-city-chain"], not_met=["sc-nation-list"]))
    assert idle(FRAMEWORK, said, ["sc-city-chain", "sc-nation-list"]) == {"sc-city-chain"}
    assert idle(FRAMEWORK, said, []) == frozenset()


def test_of_two_that_do_the_same_each_names_the_other():
    said = assessed(rated("scale", met=["sc-city-chain"], not_met=["sc-nation-list"]))
    found = outlook(FRAMEWORK, said, [Task("scale", slug) for slug in ALIKE])
    assert found.idle == frozenset()
    assert found.either == {ALIKE[0]: ALIKE[1:], ALIKE[1]: ALIKE[:1]}
    one_done = [Task("scale", ALIKE[0], status="done"), Task("scale", ALIKE[1])]
    found = outlook(FRAMEWORK, said, one_done)
    assert (found.idle, found.either) == ({ALIKE[1]}, {})


def test_what_stands_for_two_together_is_neither_idle_nor_told_of():
    tasks = [Task("scale", slug) for slug in ("sc-share-sixth", "sc-first", "sc-share-22")]
    found = outlook(FRAMEWORK, assessed(), tasks)
    assert (found.idle, found.either) == ({"sc-share-sixth", "sc-first"}, {})


@FEWER
@given(data=st.data())
def test_all_that_is_idle_can_be_left_out_at_once_and_of_either_one(
    framework: Framework, data: st.DataObject
):
    assessment = data.draw(assessments(framework, words=False))
    random = data.draw(st.randoms(use_true_random=True))
    planned = random.sample([*framework.condition_by_slug], random.randint(0, 25))
    done = planned[: len(planned) // 3]
    nothing, either = spared(framework, assessment, planned, done)
    whole = plainly(reach(framework, assessment, planned))
    left = [slug for slug in planned if slug not in nothing]
    assert plainly(reach(framework, assessment, left)) == whole
    assert not (nothing | set(either)) & set(done)
    for slug, others in either.items():
        assert set(others) <= set(either)
        rest = [p for p in planned if p != slug]
        assert plainly(reach(framework, assessment, rest)) == whole


def test_done_ticked_and_all_tasks_are_counted_apart_and_paused_ones_never():
    said = assessed(rated("scale", met=["sc-city-chain"], not_met=["sc-nation-list"]))
    tasks = [
        Task("scale", "sc-province-list", status="done"),
        Task("scale", "sc-nation-list"),
        Task("scale", "sc-share-22", status="paused"),
        Task("scale", None, due=date(2027, 1, 1)),
    ]
    found = outlook(FRAMEWORK, said, tasks)
    claims = [reach.traits["scale"].claim for reach in (found.now, found.done, found.whole)]
    assert claims == [2, 3, 4]
    assert (found.ticked, found.targets["scale"]) == (None, 3)
    assert found.idle == frozenset(), "what is done never is"
    ticked = outlook(FRAMEWORK, said, tasks, [tasks[2]]).ticked
    assert ticked is not None
    assert ticked.traits["scale"].claim == 5
    plan = Plan(tuple(tasks), found, date(2027, 1, 1))
    assert plan.tasks_of("scale") == plan.tasks
    assert plan.tasks_of("chain") == ()


def test_what_is_open_is_overdue_after_its_day():
    day = date(2027, 1, 1)
    assert [is_overdue(status, day, date(2027, 1, 2)) for status in TASK_STATUSES] == [
        True,
        True,
        False,
        False,
    ]
    assert not is_overdue("under_way", day, day)
    assert not is_overdue("under_way", None, day)


@FEWER
@given(data=st.data())
def test_a_plan_with_every_missing_condition_reaches_the_target(
    framework: Framework, data: st.DataObject
):
    assessment = data.draw(assessments(framework, words=False))
    for result in profile(framework, assessment).traits:
        if result.target is None or result.trait.structural:
            continue
        wanted = [*result.missing, *result.open]
        trait = result.trait.slug
        begun = [
            p.condition
            for p in proposals(framework, assessment)
            if p.trait == trait and p.condition
        ]
        for plan in (wanted, begun):
            then = reach(framework, assessment, plan).traits[result.trait.slug]
            assert then.claim is not None
            assert then.claim >= result.target
        proven = reach(framework, assessment, [*begun, *result.route]).traits[result.trait.slug]
        assert (proven.proven or 0) >= result.target


@FEWER
@given(data=st.data())
def test_both_implementations_agree_on_what_a_plan_reaches(
    framework: Framework, data: st.DataObject
):
    assessment = data.draw(assessments(framework, words=False))
    random = data.draw(st.randoms(use_true_random=True))
    slugs = [*framework.condition_by_slug]
    planned = random.sample(slugs, random.randint(0, 12))
    assert plainly(reach(framework, assessment, planned)) == as_if(assessment, planned)

    changed_by = {
        slug: as_if(assessment, planned) != as_if(assessment, [p for p in planned if p != slug])
        for slug in random.sample(planned, min(2, len(planned)))
    }
    found = idle(framework, assessment, planned)
    assert {slug: slug not in found for slug in changed_by} == changed_by


@FEWER
@given(data=st.data())
def test_without_a_task_nothing_changes_and_with_one_more_nothing_falls(
    framework: Framework, data: st.DataObject
):
    assessment = data.draw(assessments(framework, words=False))
    now, computed = reach(framework, assessment, ()), profile(framework, assessment)
    assert now.stage_band == computed.stage_band
    assert now.traits == {
        r.trait.slug: Levels(r.claim, r.proven, r.possible) for r in computed.traits
    }

    slugs = [*framework.condition_by_slug]
    planned = data.draw(st.lists(st.sampled_from(slugs), max_size=10, unique=True))
    fewer, more = (reach(framework, assessment, p) for p in (planned[1:], planned))
    for slug in fewer.traits:
        assert (fewer.traits[slug].claim or 1) <= (more.traits[slug].claim or 1)
        assert (fewer.traits[slug].proven or 1) <= (more.traits[slug].proven or 1)


def plainly(found) -> dict[str, tuple[int, int]]:
    """No level reads as the first: of how far above a threshold a figure will lie the plan says
    nothing, and the second implementation has to give one."""
    return {slug: (each.claim or 1, each.proven or 1) for slug, each in found.traits.items()}


def as_if(assessment, planned: list[str]) -> dict[str, tuple[int, int]]:
    """The levels that the second implementation finds where the plan was entered as its user
    would: statements answered, figures that reach, an item of evidence."""
    said: dict[str, Any] = assessment_as_json(replace(assessment, evidence=assessment.evidence))
    for trait in REFERENCE["traits"]:
        [rating] = [r for r in said["ratings"] if r["trait"] == trait["slug"]]
        by_slug = {c["slug"]: c for c in trait["conditions"]}
        mine = [c for c in planned if c in by_slug]
        if mine:
            rating["not_known"] = False
        enter(trait, rating, by_slug, {*mine, *(i for c in mine for i in by_slug[c]["implies"])})
    said["evidence"].append(
        {"grade": 3, "date": "2025", "url": "x", "conditions": planned, "indicators": []}
    )
    found = [naive.trait_of(REFERENCE, trait, said) for trait in REFERENCE["traits"]]
    return {t["trait"]: (t["claim"] or 1, t["proven"] or 1) for t in found}


def enter(trait: Any, rating: Any, by_slug: Any, wanted: set[str]) -> None:
    state, _ = naive.states(trait, rating)
    for slug in wanted:
        condition = by_slug[slug]
        if condition["kind"] == "statement":
            rating["answers"][slug] = "met"
        elif state[slug] != "met":
            rating["answers"].pop(slug, None)
    for slug in sorted(wanted):
        condition = by_slug[slug]
        if condition["kind"] == "figure" and naive.states(trait, rating)[0][slug] != "met":
            rating["figures"].append(reaching(trait, rating, condition))


def reaching(trait: Any, rating: Any, condition: Any) -> dict[str, Any]:
    [indicator] = [i for i in trait["indicators"] if i["slug"] == condition["indicator"]]
    years = [f["year"] or 0 for f in rating["figures"] if f["indicator"] == indicator["slug"]]
    value = Fraction(condition["threshold"]["value"])
    if condition["threshold"]["qualifier"] == "more_than":
        value += Fraction(1, 10**6)
    return {
        "indicator": indicator["slug"],
        "value": value,
        "unit": indicator["unit"],
        "qualifier": "exact",
        "product": "",
        "year": max(years, default=0) or None,
    }
