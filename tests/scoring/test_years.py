"""Years side by side: what changed from one to the next, which figures, what tasks moved."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmark.scoring.profile import Profile
from benchmark.scoring.years import MOVES, Done, Year, by_kind, series, steps
from tests.scoring.builders import figure, proof, rated, result


def year(period: int, said: Profile, *, waiting: tuple[str, ...] = (), done=()) -> Year:
    return Year(period, bool(waiting), said, frozenset(waiting), tuple(done))


def test_each_year_stands_beside_the_one_before_it():
    some = result()
    found = steps([year(2022, some), year(2024, some), year(2025, some)])
    assert [(s.before.period, s.after.period) for s in found] == [(2022, 2024), (2024, 2025)]
    assert not any(step.changes.changed for step in found)
    assert steps([year(2025, some)]) == ()


def test_what_is_lost_is_told_apart_from_what_waits_to_be_confirmed():
    before = result(rated("innovation", ["in-province-platform", "in-joint"]))
    after = result(rated("innovation", not_met=["in-joint"]))
    [step] = steps([year(2024, before), year(2025, after, waiting=("in-province-platform",))])
    trait = step.changes.traits[-1]
    found = by_kind(trait, step.after.waiting)
    slugs = {kind: [c.condition.slug for c in changes] for kind, changes in found.items()}
    # The city's platform followed from the province's, which waits.
    assert slugs == {
        "lost": ["in-joint"],
        "unconfirmed": ["in-city-platform", "in-province-platform"],
    }
    assert by_kind(trait, ()).keys() == {"lost"}


def test_an_answer_that_says_not_known_is_lost_though_another_waits():
    before = result(rated("scale", ["sc-city-chain", "sc-city-top5"]))
    after = result(rated("scale", unknown=["sc-city-chain"]))
    [step] = steps([year(2024, before), year(2025, after, waiting=("sc-city-top5",))])
    found = by_kind(step.changes.traits[1], step.after.waiting)
    assert [c.condition.slug for c in found["lost"]] == ["sc-city-chain"]
    assert [c.condition.slug for c in found["unconfirmed"]] == ["sc-city-top5"]


def test_every_move_of_a_finished_task_is_told():
    tasks = {
        "newly_met": ("scale", "sc-nation-list"),
        "newly_proven": ("chain", "ch-make"),
        "met": ("scale", "sc-city-chain"),
        "not_met": ("scale", "sc-first"),
        "unknown": ("innovation", "in-joint"),
        "unconfirmed": ("innovation", "in-province-platform"),
        "none": ("innovation", None),
    }
    done = [Done(trait, condition, move) for move, (trait, condition) in tasks.items()]
    before = result(
        rated("scale", ["sc-city-chain"], ["sc-nation-list", "sc-first"]),
        rated("chain", ["ch-make"]),
    )
    after = result(
        rated("scale", ["sc-city-chain", "sc-nation-list"], ["sc-first"]),
        rated("chain", ["ch-make"]),
        evidence=[proof("ch-make")],
    )
    waiting = ("in-province-platform",)
    [step] = steps([year(2024, before, done=done), year(2025, after, waiting=waiting)])
    assert [(task.measure, move) for task, move in step.moves] == [(m, m) for m in MOVES]


def test_figures_are_followed_by_indicator_and_product():
    years = [
        year(2023, result()),
        year(
            2024,
            result(
                rated(
                    "market-share",
                    figures=[
                        figure("domestic-share", "12", product="变压器"),
                        figure("domestic-share", "7", product="开关"),
                    ],
                )
            ),
        ),
        year(
            2025,
            result(
                rated("market-share", figures=[figure("domestic-share", "13", product=" 变压器")])
            ),
        ),
    ]
    found = series(years)
    assert [(s.trait.slug, s.indicator.slug, s.product) for s in found] == [
        ("market-share", "domestic-share", " 变压器"),
        ("market-share", "domestic-share", "开关"),
    ]
    values = [[f.value for f in own] for own in found[0].years]
    assert values == [[], [Decimal(12)], [Decimal(13)]]
    assert [len(own) for own in found[1].years] == [0, 1, 0]
    assert series([]) == ()


@pytest.mark.parametrize("value", ["1", None])
def test_a_row_without_a_value_is_no_figure(value):
    found = series([year(2025, result(rated("scale", figures=[figure("output", value)])))])
    assert len(found) == (value is not None)
