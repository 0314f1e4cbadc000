"""What changed from one year to another, in words."""

from __future__ import annotations

from benchmark.scoring.profile import Profile
from benchmark.scoring.years import MOVES, Year, by_kind, steps
from benchmark.wording.years import NO_CHANGE, change_text, move_text, summary
from tests.scoring.builders import LEVEL_4, PROOF_OF_4, TRAITS, figure, proof, rated, result


def said(before: Profile, after: Profile, waiting: tuple[str, ...] = ()):
    years = Year(2024, False, before), Year(2025, bool(waiting), after, frozenset(waiting))
    [step] = steps(years)
    return step.changes, summary(step.changes, step.after.waiting)


def test_nothing_changed_is_one_clause():
    assert said(result(), result())[1] == NO_CHANGE


def test_levels_then_conditions_then_evidence():
    before = result(rated("scale", ["sc-city-chain"], ["sc-nation-list"]))
    after = result(
        rated("scale", ["sc-nation-list"], figures=[figure("output", "12")]),
        evidence=[proof("sc-nation-list")],
    )
    _, text = said(before, after)
    assert text.zh == ("自评等级产业规模2级→4级；佐证等级上升1项；条件新符合1项、不再符合1项")
    assert text.en == (
        "claimed level of Industry scale 2 → 4; proven level up in 1; "
        "conditions: 1 newly met, 1 no longer met"
    )


def test_figures_are_told_where_nothing_else_changed():
    _, text = said(result(), result(rated("scale", figures=[figure("output", "12")])))
    assert text.zh == "等级、条件和佐证没有变化，指标数据变化1项"


def test_of_many_levels_three_are_named():
    _, text = said(result(), result(*LEVEL_4.values(), evidence=[PROOF_OF_4]))
    assert text.zh.startswith(
        "自评等级先发优势未评定→4级、产业规模未评定→4级、市场份额未评定→4级等7项"
    )
    assert "and 4 more" in text.en
    assert len(TRAITS) == 7


def test_an_overall_level_that_changed_leads():
    bare, whole = result(*LEVEL_4.values()), result(*LEVEL_4.values(), evidence=[PROOF_OF_4])
    _, text = said(bare, whole)
    assert text.zh.startswith("总体等级由2级到4级；佐证等级上升7项；条件新有佐证")
    assert text.en.startswith("overall from level 2 to level 4; proven level up in 7; ")
    waiting = said(bare, whole, ("sc-nation-list",))[1].zh
    assert waiting.startswith("佐证等级上升6项；1项特征的等级待确认后比较")
    _, back = said(whole, bare)
    assert "佐证等级下降7项；条件佐证不再足够" in back.zh


def test_what_waits_is_not_called_lost():
    before, after = result(rated("scale", ["sc-city-chain"])), result()
    changes, text = said(before, after, ("sc-city-chain",))
    assert text.zh == "1项特征的等级待确认后比较；条件待确认1项"
    assert text.en == (
        "levels of 1 trait to be compared once the answers are confirmed; "
        "conditions: 1 to be confirmed"
    )
    [change] = by_kind(changes.traits[1], ("sc-city-chain",))["unconfirmed"]
    told = change_text(change, "unconfirmed")
    assert (told.zh, told.en) == ("符合→待确认", "Met → to be confirmed")
    assert "自评等级" in said(before, after)[1].zh
    assert "条件待确认1项" in said(before, after, ("sc-city-chain",))[1].zh
    assert "条件不再符合1项" in said(before, after)[1].zh


def test_a_condition_is_told_before_and_after():
    unmet, bare = rated("scale", not_met=["sc-nation-list"]), rated("scale", ["sc-nation-list"])
    proven = result(bare, evidence=[proof("sc-nation-list")])
    texts = []
    for before, after in ((result(unmet), proven), (result(bare), proven), (proven, result(unmet))):
        found = by_kind(said(before, after)[0].traits[1], ())
        [(kind, change)] = [(k, c) for k, changes in found.items() for c in changes]
        texts.append(change_text(change, kind))
    assert [t.zh for t in texts] == ["不符合→符合，佐证够4级", "佐证不足→够4级", "符合→不符合"]
    assert [t.en for t in texts] == [
        "Not met → met, proven for level 4",
        "Evidence not enough → enough for level 4",
        "Met → not met",
    ]


def test_every_move_has_words():
    texts = {move: move_text(move, 2025) for move in MOVES}
    assert texts["newly_met"].zh == "对应的条件在2025年新符合"
    assert len({t.en for t in texts.values()}) == len(MOVES)
