"""Condition by condition beside what is documented: near examples open, the rest folded."""

from __future__ import annotations

from benchmark.reports.comparison import comparison
from benchmark.scoring.assessment import Rating
from tests.reports.samples import answers, empty, report, report_of, typical


def found(trait: str):  # type: ignore[no-untyped-def]
    return next(c for c in comparison(report(typical)) if c.trait.result.trait.slug == trait)


def test_comparators_and_the_own_field_stand_open() -> None:
    technology = found("technology")
    assert [w.clusters[0].slug for w in technology.near] == ["nanjing-smart-grid"]
    assert [w.clusters[0].slug for w in technology.rest] == ["chengdu-deyang-energy-equipment"]
    field = [w.clusters[0].slug for w in found("leaders").near]
    assert field == ["changsha-construction-machinery"]
    innovation = found("innovation")
    assert [w.clusters[0].slug for w in innovation.near] == ["nanjing-smart-grid"]
    assert [w.clusters[0].slug for w in innovation.rest] == ["shanghai-zhangjiang-biopharma"]


def test_every_example_stands_once_whatever_is_chosen() -> None:
    for made in (report(typical), report(empty), report_of(comparators=("wuxi-iot",))):
        examples = [
            (c.trait.result.trait.slug, w.clusters[0].slug)
            for c in comparison(made)
            for w in (*c.near, *c.rest)
        ]
        assert len(examples) == len(set(examples)) == 13


def test_own_required_and_documented_stand_beside_one_another() -> None:
    (nanjing,) = found("technology").near
    standards, awards = nanjing.rows
    assert standards.state == "not_met"
    assert standards.own.zh == "620项（2024年）"
    assert standards.difference is not None
    assert standards.difference.zh == "差380项（须超过1000项）"
    (documented,) = standards.documented
    assert documented.value.zh == "参与起草标准1000多项（智能电网）"
    assert documented.section == "二-6"
    assert awards.own.zh == "0项（2024年）"
    assert nanjing.progress.zh == "2项条件中符合0项、不符合2项"


def test_the_way_to_the_target_comes_first_and_an_example_is_not_repeated_as_one() -> None:
    technology = found("technology")
    assert len(technology.to_target) == 2
    assert all(way.clusters == () for way in technology.to_target)
    assert technology.to_target[0].rows[0].own.zh == "符合"
    assert comparison(report(empty))[1].to_target == ()


def test_what_is_documented_besides_decides_nothing() -> None:
    for trait in comparison(report(typical)):
        for way in (*trait.near, *trait.rest):
            route = next(
                r
                for r in trait.trait.result.trait.routes_of(5)
                if set(r.examples) == {c.slug for c in way.clusters}
            )
            assert len(way.rows) == len(route.conditions)
            assert len(way.also) == len(route.also_documented)
    assert any(
        way.also for trait in comparison(report(typical)) for way in (*trait.near, *trait.rest)
    )


def test_a_target_of_level_five_is_an_example_not_another_way() -> None:
    rating = Rating("technology", answers=answers("te-lead+ te-nation-list+"), target=5)
    technology = comparison(report_of(rating))[5]
    assert technology.to_target == ()
    assert len(technology.near) + len(technology.rest) == 2
