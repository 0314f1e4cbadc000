"""The reference as plain objects: finding things in it."""

from __future__ import annotations

from benchmark.scoring.framework import Text
from tests.scoring.builders import FRAMEWORK


def test_a_text_speaks_the_language_that_is_asked_for():
    text = Text(zh="产业规模", en="Industry scale")
    assert text.in_language("zh-hans") == "产业规模"
    assert text.in_language("en") == "Industry scale"


def test_everything_is_found_by_its_slug():
    for found in (
        FRAMEWORK.sector_by_slug,
        FRAMEWORK.cluster_by_slug,
        FRAMEWORK.trait_by_slug,
        FRAMEWORK.practice_by_slug,
        FRAMEWORK.indicator_by_slug,
        FRAMEWORK.condition_by_slug,
    ):
        assert all(slug == item.slug for slug, item in found.items())
    assert len(FRAMEWORK.practice_by_slug) == 10


def test_an_indicator_knows_its_trait():
    for trait in FRAMEWORK.traits:
        assert {indicator.trait for indicator in trait.indicators} == {trait.slug}


def test_a_trait_knows_its_conditions_and_routes():
    for trait in FRAMEWORK.traits:
        assert {condition.trait for condition in trait.conditions} == {trait.slug}
        assert trait.routes_of(1) == ()
        assert trait.routes == tuple(r for level in range(1, 6) for r in trait.routes_of(level))
        assert all(
            route.level == level for level in range(2, 6) for route in trait.routes_of(level)
        )


def test_conditions_are_put_in_the_framework_order():
    chain = FRAMEWORK.trait_by_slug["chain"]
    assert chain.in_order({"ch-make", "ch-suppliers", "no-such"}) == ("ch-suppliers", "ch-make")


def test_figures_are_found_by_their_key():
    assert FRAMEWORK.figure_by_key["F06"].value == 22


def test_facts_are_narrowed_by_trait_cluster_or_both():
    assert len(FRAMEWORK.facts_of()) == 14
    assert len(FRAMEWORK.facts_of(trait="scale")) == 2
    assert [f.trait for f in FRAMEWORK.facts_of(cluster="hangzhou-digital-security")] == [
        "market-share",
        "leaders",
    ]
    [fact] = FRAMEWORK.facts_of(trait="scale", cluster="shenzhen-ict")
    assert fact.section == "二-2"
    assert FRAMEWORK.facts_of(trait="scale", cluster="zhuzhou-rail") == ()


def test_figures_of_facts_come_before_those_of_practices():
    sections = [figure.section[0] for figure in FRAMEWORK.documented_figures()]
    assert sections == ["二"] * 26 + ["三"] * 13
