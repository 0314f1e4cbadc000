"""What changed between two results: by cases, and against a plain second reckoning."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.as_json import assessment_as_json
from benchmark.scoring.changes import Changes, Pair, TraitChanges, changes
from benchmark.scoring.framework import Framework
from benchmark.scoring.profile import Profile, profile
from tests.scoring import naive
from tests.scoring.builders import figure, proof, rated, result
from tests.scoring.test_against_naive import GENERATED, REFERENCE
from tests.strategies import assessments

FEWER = settings(GENERATED, max_examples=200)


def between(earlier: Profile, later: Profile, trait: str) -> TraitChanges:
    found = changes(earlier, later).traits
    return next(each for each in found if each.trait.slug == trait)


def slugs(found) -> list[str]:
    return [each.condition.slug for each in found]


def test_a_condition_that_is_met_now_is_newly_met_with_all_that_it_implies():
    earlier = result(rated("innovation", not_met=["in-city-platform"]))
    later = result(rated("innovation", met=["in-province-platform"]))
    found = between(earlier, later, "innovation")
    assert "in-province-platform" in slugs(found.newly_met)
    assert "in-city-platform" in slugs(found.newly_met)
    assert not found.lost
    assert found.claim.changed
    assert found.levels
    assert found.standing
    assert not found.evidence


def test_a_condition_is_lost_whether_it_is_refused_or_no_longer_known():
    earlier = result(rated("scale", met=["sc-city-chain", "sc-nation-list"]))
    later = result(rated("scale", not_met=["sc-nation-list"], unknown=["sc-city-chain"]))
    found = {c.condition.slug: c.after.state for c in between(earlier, later, "scale").lost}
    assert found["sc-nation-list"] == "not_met"
    assert found["sc-city-chain"] == "unknown"


def test_what_becomes_known_or_unknown_without_being_met_stands_otherwise():
    earlier = result(rated("scale", unknown=["sc-nation-list"]))
    later = result(rated("scale", not_met=["sc-nation-list"]))
    found = between(earlier, later, "scale")
    assert slugs(found.otherwise) == ["sc-nation-list"]
    assert found.possible == Pair(5, 5)
    assert found.standing
    assert found.changed
    assert not found.newly_met
    assert not found.lost


def test_evidence_that_is_enough_for_a_level_is_told_apart_from_standing():
    said = rated("scale", ["sc-nation-list"])
    bare, some = result(said), result(said, evidence=[proof("sc-nation-list", grade=1)])
    whole = result(said, evidence=[proof("sc-nation-list")])
    found = between(bare, whole, "scale")
    assert slugs(found.newly_proven) == ["sc-nation-list"]
    assert found.newly_proven[0].proof == Pair(None, 4)
    assert found.evidence
    assert not found.standing
    assert found.claim == Pair(4, 4)
    assert found.proven == Pair(2, 4)
    assert between(bare, some, "scale").newly_proven[0].proof == Pair(None, 3)
    back = between(whole, some, "scale")
    assert back.no_longer_proven[0].proof == Pair(4, 3)
    assert back.evidence


def test_a_condition_met_with_its_evidence_is_newly_met_and_carries_the_proof():
    later = result(rated("scale", ["sc-nation-list"]), evidence=[proof("sc-nation-list")])
    found = between(result(), later, "scale")
    [change] = [c for c in found.newly_met if c.condition.slug == "sc-nation-list"]
    assert change.proof == Pair(None, 4)
    assert not found.newly_proven


def test_evidence_of_a_condition_that_decides_nothing_higher_changes_nothing():
    said = rated("scale", ["sc-city-chain"])
    level_2 = result(said, evidence=[proof("sc-city-chain")])
    assert not between(result(said), level_2, "scale").evidence


def test_figures_stand_side_by_side_by_indicator_and_product():
    earlier = result(
        rated(
            "market-share",
            figures=[
                figure("domestic-share", "12.1", product="变压器", year=2023),
                figure("domestic-share", "7", product="开关", year=2023),
            ],
        )
    )
    later = result(
        rated(
            "market-share",
            figures=[
                figure("domestic-share", "12.4", product="变压器 "),
                figure("domestic-share", "3", product="电缆"),
            ],
        )
    )
    found = between(earlier, later, "market-share").figures
    assert [(f.product, len(f.before), len(f.after), f.amount) for f in found] == [
        ("变压器 ", 1, 1, Decimal("0.3")),
        ("电缆", 0, 1, None),
        ("开关", 1, 0, None),
    ]
    assert all(f.changed for f in found)


def test_another_year_or_unit_of_the_same_value_is_no_change_and_about_is_one():
    earlier = result(rated("scale", figures=[figure("output", "120", year=2023)]))
    later = result(rated("scale", figures=[figure("output", "1200000", unit="万元")]))
    [found] = between(earlier, later, "scale").figures
    assert not found.changed
    assert found.amount == 0
    assert not changes(earlier, later).changed
    about = result(rated("scale", figures=[figure("output", "120", "about")]))
    assert between(earlier, about, "scale").changed


def test_a_row_without_a_value_is_no_figure():
    later = result(rated("scale", figures=[figure("output", None)]))
    assert between(result(), later, "scale").figures == ()


def test_a_target_that_is_set_anew_is_a_change():
    later = result(rated("scale", ["sc-city-chain"], target=5))
    found = between(result(rated("scale", ["sc-city-chain"])), later, "scale")
    assert found.target == Pair(3, 5)
    assert found.changed


def test_results_of_two_frameworks_are_not_compared():
    some = result()
    with pytest.raises(ValueError, match="two frameworks"):
        changes(some, replace(some, traits=some.traits[1:]))
    renamed = replace(some.traits[0].trait, number=9)
    other = (replace(some.traits[0], trait=renamed), *some.traits[1:])
    with pytest.raises(ValueError, match="two frameworks"):
        changes(some, replace(some, traits=other))


@FEWER
@given(data=st.data())
def test_compared_with_itself_nothing_differs(framework: Framework, data: st.DataObject):
    computed = profile(framework, data.draw(assessments(framework, words=False)))
    found = changes(computed, computed)
    assert not found.changed
    assert not found.stage.changed
    assert not found.stage_band.changed
    for trait in found.traits:
        assert not any((trait.standing, trait.evidence, trait.levels))
        assert not any(f.changed or f.amount for f in trait.figures)


def two(framework: Framework, data: st.DataObject) -> tuple[Any, Any]:
    """Two assessments; often one keeps most of what the other says."""
    first, second = (data.draw(assessments(framework, words=False)) for _ in range(2))
    random = data.draw(st.randoms(use_true_random=True))
    kept = random.random() if random.randint(0, 2) else 0
    ratings = tuple(
        a if random.random() < kept else b
        for a, b in zip(first.ratings, second.ratings, strict=True)
    )
    evidence = second.evidence
    if random.randint(0, 1):
        evidence = (*first.evidence, *evidence[:2])
    return first, replace(second, ratings=ratings, evidence=evidence)


@FEWER
@given(data=st.data())
def test_swapped_what_is_new_is_lost(framework: Framework, data: st.DataObject):
    earlier, later = (profile(framework, each) for each in two(framework, data))
    there, back = changes(earlier, later), changes(later, earlier)
    assert there.changed == back.changed
    assert there.stage == turned(back.stage)
    assert there.stage_band == turned(back.stage_band)
    for one, other in zip(there.traits, back.traits, strict=True):
        for name in ("claim", "proven", "target", "possible"):
            assert getattr(one, name) == turned(getattr(other, name))
        for new, gone in (
            ("newly_met", "lost"),
            ("otherwise", "otherwise"),
            ("newly_proven", "no_longer_proven"),
        ):
            assert slugs(getattr(one, new)) == slugs(getattr(other, gone))
            assert slugs(getattr(one, gone)) == slugs(getattr(other, new))
        amounts = [(f.before, f.after, f.amount) for f in one.figures]
        swapped = [
            (f.after, f.before, None if f.amount is None else -f.amount) for f in other.figures
        ]
        assert Counter(amounts) == Counter(swapped)
        # No level changes but by a condition; a target may be set.
        if one.claim.changed or one.proven.changed or one.possible.changed:
            assert one.standing or one.evidence


def turned(pair: Pair[Any]) -> Pair[Any]:
    return Pair(pair.after, pair.before)


@FEWER
@given(data=st.data())
def test_both_implementations_agree_on_what_changed(framework: Framework, data: st.DataObject):
    earlier, later = two(framework, data)
    found = changes(profile(framework, earlier), profile(framework, later))
    assert plainly(found) == naively(assessment_as_json(earlier), assessment_as_json(later))


def plainly(found: Changes) -> dict[str, Any]:
    return {
        trait.trait.slug: {
            "levels": [[p.before, p.after] for p in (trait.claim, trait.proven, trait.target)],
            "newly met": slugs(trait.newly_met),
            "lost": [[c.condition.slug, c.after.state] for c in trait.lost],
            "otherwise": slugs(trait.otherwise),
            "newly proven": slugs(trait.newly_proven),
            "no longer proven": slugs(trait.no_longer_proven),
            "figures": sorted(
                (
                    f.indicator.slug,
                    naive.same_key(f.product),
                    f.changed,
                    None if f.amount is None else Fraction(f.amount),
                )
                for f in trait.figures
            ),
        }
        for trait in found.traits
    }


def naively(before: Any, after: Any) -> dict[str, Any]:
    found = {}
    for trait in REFERENCE["traits"]:
        one, two_ = (naive.trait_of(REFERENCE, trait, said) for said in (before, after))
        rows = [
            (a["condition"], a["state"], b["state"], enough(trait, a), enough(trait, b))
            for a, b in zip(one["conditions"], two_["conditions"], strict=True)
        ]
        stayed = [row for row in rows if row[1] == row[2] == "met"]
        found[trait["slug"]] = {
            "levels": [[one[key], two_[key]] for key in ("claim", "proven", "target")],
            "newly met": [c for c, a, b, *_ in rows if b == "met" != a],
            "lost": [[c, b] for c, a, b, *_ in rows if a == "met" != b],
            "otherwise": [c for c, a, b, *_ in rows if {a, b} == {"not_met", "unknown"}],
            "newly proven": [c for c, _, _, a, b in stayed if a < b],
            "no longer proven": [c for c, _, _, a, b in stayed if a > b],
            "figures": figures(trait, before, after),
        }
    return found


def enough(trait: Any, row: Any) -> int:
    """The highest level above 2 of a route with the condition for which its evidence is enough."""
    routes = [
        level["level"]
        for level in trait["levels"]
        for r in level["routes"]
        if row["condition"] in r["conditions"]
    ]
    fit = [k for k in (3, 4, 5) if k <= max(routes) and row["grade"] >= naive.NEEDED[k]]
    return max(fit, default=0)


def figures(trait: Any, before: Any, after: Any) -> list[Any]:
    found = []
    for indicator in trait["indicators"]:
        sides = []
        for said in (before, after):
            [rating] = [r for r in said["ratings"] if r["trait"] == trait["slug"]]
            sides.append(naive.counting(rating, indicator))
        for product in {naive.same_key(f["product"]) for side in sides for f in side}:
            one, other = (
                sorted(
                    (naive.span(f | {"qualifier": "exact"}, indicator["unit"])[0], f["qualifier"])
                    for f in side
                    if naive.same_key(f["product"]) == product
                )
                for side in sides
            )
            single = len(one) == len(other) == 1
            amount = other[0][0] - one[0][0] if single else None
            found.append((indicator["slug"], product, one != other, amount))
    return sorted(found)
