"""Changes since the edition before: every kind is told, and nothing where nothing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from benchmark.reports.document import ANNEXES, annexes, document
from benchmark.reports.gap_report import GapReport, Origin, build
from benchmark.reports.since import Edition, since, task_changes
from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating
from benchmark.scoring.plan import Task
from tests.questionnaire.samples import keyed
from tests.reports.samples import answers, report_of
from tests.reports.trees import headings, rows, said, tables, whole
from tests.scoring.builders import FRAMEWORK
from tests.strategies import assessments

DAY = date(2026, 3, 18)
OUTPUT = OwnFigure("output", Decimal(406), "亿元", year=2024, key="output1")
PROOF = Evidence(2, "产业链台账", "工信局", "2025", conditions=("sc-city-chain",), key="proof1")
BEFORE = report_of(
    Rating("scale", answers=answers("sc-city-chain- sc-province-top3?"), figures=(OUTPUT,)),
    evidence=(PROOF,),
).assessment
TASK = Task("scale", "sc-city-chain", measure="列为市级重点产业链", lead="工信局", key="a")


def compared(
    after: Assessment, before: Assessment = BEFORE, tasks: tuple[tuple[Task, ...], ...] = ((), ())
) -> GapReport:
    changed = since(FRAMEWORK, Edition(1, DAY, before, tasks[0]), after, tasks[1])
    return build(FRAMEWORK, after, Origin(prepared_on=DAY, edition=2), since=changed)


def with_scale(**said: object) -> Assessment:
    return replace(
        BEFORE,
        ratings=tuple(
            replace(rating, **said) if rating.trait == "scale" else rating
            for rating in BEFORE.ratings
        ),
    )


def found(report: GapReport, language: str = "zh-hans") -> dict[str, tuple[str, ...]]:
    tree = document(report, language)  # type: ignore[arg-type]
    return {
        row[0]: tuple(row[1:])
        for table in tables(tree, "since")
        for row in (list(each.values()) for each in rows(table))
    }


def test_a_first_edition_has_no_such_annex() -> None:
    made = build(FRAMEWORK, BEFORE, Origin(prepared_on=DAY, edition=1))
    assert "since" not in annexes(made)
    assert list(ANNEXES["since"](made)) == []
    assert "与上一版相比" not in whole(document(made, "zh-hans"))


def test_it_stands_among_the_annexes_and_names_both_editions() -> None:
    made = compared(with_scale(answers=answers("sc-city-chain+")))
    tree = document(made, "zh-hans")
    assert [h.key for h in headings(tree) if h.annex and h.level == 1][-2:] == ["since", "method"]
    assert "与2026年3月18日的第1版逐项相比。" in said(tree, "since")
    assert [c.title for c in tables(tree, "since")[0].columns] == ["事项", "第1版", "第2版"]
    english = document(made, "en")
    assert "Compared item by item with edition 1 of 18 March 2026." in said(english, "since")
    assert [c.title for c in tables(english, "since")[0].columns][1:] == ["Edition 1", "Edition 2"]


def test_nothing_changed_is_a_sentence() -> None:
    made = compared(BEFORE)
    assert said(document(made, "zh-hans"), "since").strip() == (
        "与2026年3月18日的第1版逐项相比。内容没有变化。"
    )
    assert "Nothing has changed." in said(document(made, "en"), "since")
    assert tables(document(made, "zh-hans"), "since") == []


def test_levels_and_conditions() -> None:
    told = found(compared(with_scale(answers=answers("sc-city-chain+ sc-province-top3?"))))
    condition = FRAMEWORK.condition_by_slug["sc-city-chain"].text.zh
    assert told[f"产业规模：{condition}"] == ("不符合", "符合")
    assert told["产业规模：自评等级"] == ("—", "2级")
    assert told["产业规模：目标等级"] == ("—", "3级")


def test_a_target_is_told_once() -> None:
    higher = document(compared(with_scale(target=4), with_scale(target=3)), "zh-hans")
    told = [row[0] for table in tables(higher, "since") for row in table.rows]
    assert [what for what in told if "目标" in what] == ["产业规模：目标等级"]
    kept = compared(
        with_scale(answers=answers("sc-city-chain+"), target=3),
        with_scale(answers=answers("sc-city-chain+")),
    )
    told = [row[0] for table in tables(document(kept, "zh-hans"), "since") for row in table.rows]
    assert len([what for what in told if "目标" in what]) == 1, "as it stood by default, now chosen"


def test_the_overall_level_and_its_range() -> None:
    nothing = replace(BEFORE, ratings=tuple(Rating(t.slug) for t in FRAMEWORK.traits))
    lowest = replace(
        BEFORE,
        ratings=tuple(
            Rating(t.slug, answers={c.slug: "not_met" for c in t.conditions})
            for t in FRAMEWORK.traits
        ),
    )
    some = replace(
        nothing, ratings=(*nothing.ratings[:1], *lowest.ratings[1:6], Rating("innovation"))
    )
    assert found(compared(lowest, nothing))["总体等级"] == ("1级至5级", "1级")
    assert found(compared(nothing, lowest), "en")["Overall level"] == ("1", "1 to 5")
    assert found(compared(some, nothing))["总体等级"] == ("1级至5级", "1级")


def test_evidence_by_condition_and_item() -> None:
    met = with_scale(answers=answers("sc-city-chain+"))
    better = Evidence(
        3, "公示", "工信厅", "2025-03", "豫工信〔2025〕3号", ("sc-city-chain",), key="proof2"
    )
    told = found(compared(replace(met, evidence=(better,)), replace(met, evidence=())))
    items = [change for what, change in told.items() if what == "佐证材料"]
    assert items == [("—", items[0][1])]
    assert "公示；工信厅；2025-03；豫工信〔2025〕3号" in items[0][1]
    removed = found(compared(replace(met, evidence=()), replace(met, evidence=(PROOF,))))
    assert removed["佐证材料"][1] == "—"


def test_proof_that_became_better_is_told_by_its_type() -> None:
    trait, slug = next(
        (trait, slug)
        for trait in FRAMEWORK.traits
        for route in trait.routes
        for slug in route.conditions
        if route.level == 5 and trait.condition_by_slug[slug].kind == "statement"
    )
    met = replace(
        BEFORE,
        ratings=tuple(
            Rating(r.trait, answers={slug: "met"}) if r.trait == trait.slug else r
            for r in BEFORE.ratings
        ),
    )
    weak = Evidence(2, "台账", "", "2025", conditions=(slug,), key="proof")
    strong = Evidence(3, "公示", "", "2025", "豫工信〔2025〕3号", (slug,), key="proof")
    told = found(compared(replace(met, evidence=(strong,)), replace(met, evidence=(weak,))))
    text = FRAMEWORK.condition_by_slug[slug].text.zh
    assert told[f"{trait.name.zh}：{text}"] == ("本单位文件或统计", "上级或第三方材料")


def test_figures_as_they_were_entered() -> None:
    more = replace(OUTPUT, value=Decimal(512), year=2025)
    told = found(compared(with_scale(figures=(more,))))
    before, after = told["产业规模：数据"]
    assert "406亿元" in before
    assert "512亿元" in after


def test_targets_rationales_and_settings() -> None:
    long = "字" * 61
    after = replace(with_scale(rationale=long, target_year=2028), focus=("scale",))
    told = found(compared(after))
    assert told["产业规模：说明"] == ("—", "字" * 60 + "……")
    assert told["产业规模：目标年份"] == ("—", "2028")
    assert told["领导重点"] == ("—", "产业规模")


def test_tasks_that_changed_came_and_went() -> None:
    done = replace(
        TASK, status="done", due=date(2026, 6, 30), practice="shenzhen-chain-chief", lead=""
    )
    gone = replace(TASK, key="b", measure="统计口径核对")
    new = Task("scale", None, measure="另一项", lead="发改委", key="c")
    bare = Task("scale", None, key="d")
    told = found(compared(BEFORE, tasks=((TASK, gone), (done, new, bare))))
    practice = FRAMEWORK.practice_by_slug["shenzhen-chain-chief"].title.zh
    assert told["产业规模：列为市级重点产业链"] == (
        "牵头单位：工信局\n进展：未启动",
        f"完成时限：2026-06-30\n进展：已完成\n经验做法：{practice}",
    )
    assert told["产业规模：统计口径核对"] == ("牵头单位：工信局\n进展：未启动", "—")
    assert told["产业规模：另一项"] == ("—", "牵头单位：发改委\n进展：未启动")
    assert told["产业规模"] == ("—", "进展：未启动")
    reworded = found(compared(BEFORE, tasks=((TASK,), (replace(TASK, measure="改了"),))))
    assert reworded["产业规模：改了"] == ("任务：列为市级重点产业链", "任务：改了")
    emptied = found(compared(BEFORE, tasks=((TASK,), (replace(TASK, lead=""),))))
    assert emptied["产业规模：列为市级重点产业链"] == ("牵头单位：工信局", "—")


def test_tasks_stand_in_their_order_now_then_those_that_are_gone() -> None:
    first, second, third = (replace(TASK, key=key) for key in "abc")
    changed = [replace(task, lead="别的") for task in (third, first)]
    pairs = task_changes((first, second, third), changed)
    assert [pair.shown.key for pair in pairs] == ["c", "a", "b"]
    assert task_changes((first, second), (second, first)) == ()


@given(data=st.data())
def test_an_edition_compared_with_itself_has_no_differences(data: st.DataObject) -> None:
    same = keyed(data.draw(assessments(FRAMEWORK)))
    assert tables(document(compared(same, same), "zh-hans"), "since") == []
