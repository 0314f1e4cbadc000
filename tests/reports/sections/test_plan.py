"""Division of work and the annex of the plan: what the tasks say, no more than the brief holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from benchmark.reports.document import document
from benchmark.reports.excel.book import contents
from benchmark.reports.sections.plan import plan_annex
from benchmark.scoring.assessment import Rating
from benchmark.scoring.framework import LANGUAGES
from benchmark.scoring.plan import Task
from benchmark.scoring.text import LINE_LIMIT, NAME_LIMIT
from tests.reports.plans import begun, with_tasks
from tests.reports.samples import all_met, answers, planned, report, report_of, tree, typical
from tests.reports.trees import headings, rows, said, tables

UNIT = "市工业和信息化局"


def work(made) -> list[dict[str, str]]:
    (table,) = tables(document(made, "zh-hans", brief_only=True), "work")
    return rows(table)


def test_without_a_plan_the_brief_leaves_it_to_be_filled_in() -> None:
    assert {row["牵头单位"] for row in work(report(typical))} == {""}
    assert "plan" not in [h.key for h in headings(tree(typical, "zh-hans"))]
    assert "任务分解" not in said(tree(typical, "zh-hans"), "certainty")
    assert not [*plan_annex(report(typical))]


def test_the_division_of_work_comes_from_the_plan() -> None:
    made = report(planned)
    shown = work(made)
    assert shown[0]["任务"] == "产业规模：编制产业链图谱"
    assert (shown[0]["牵头单位"], shown[0]["进展"]) == (UNIT, "未启动")
    assert shown[1]["进展"] == "暂缓", "what is settled comes last"
    assert [row["序号"] for row in shown] == [str(n) for n in range(1, len(shown) + 1)]
    text = said(tree(planned, "zh-hans"), "work")
    left = len(made.plan.tasks) - len(shown) if made.plan else 0
    assert text.endswith(
        f"据任务分解，截至2026年11月27日。空白处由使用单位研究后填写。另有{left}项任务，见报告全文。"
    )


def test_a_gap_begins_in_both_tables_with_the_same_measure() -> None:
    made = report(typical)
    shown = work(with_tasks(made, begun(made)))
    (gaps,) = tables(tree(typical, "zh-hans"), "gaps")
    for gap in rows(gaps):
        name, measure = (
            gap["特征与目标"].split("\n")[0],
            gap["先做什么"].split("\n")[0].rstrip("。"),
        )
        first = next(row["任务"] for row in shown if row["任务"].startswith(name))
        assert first == f"{name}：{measure}"


def test_what_the_plan_says_of_a_gap_comes_first_everywhere() -> None:
    own = Task("scale", None, measure="编制产业链图谱")
    settled = Task("technology", None, measure="已经做完的", status="done")
    made = with_tasks(report(typical), [own, settled])
    (gaps,) = tables(document(made, "zh-hans", brief_only=True), "gaps")
    first = {row["特征与目标"].split("\n")[0]: row["先做什么"] for row in rows(gaps)}
    assert first["产业规模"] == "编制产业链图谱。"
    assert "已经做完的" not in first["核心技术与行业话语权"]
    sheets = contents(made, "zh-hans")
    (listed,) = (sheet for sheet in sheets.sheets if sheet.name == "差距与任务")
    assert "编制产业链图谱。" in {cell for row in listed.rows for cell in row}
    assert any("先做：编制产业链图谱" in str(value.value) for value in sheets.summary.values)
    none = replace(made, traits=tuple(replace(t, offers=()) for t in made.traits))
    assert "编制产业链图谱。" in str(tables(document(none, "zh-hans"), "gaps"))


def test_tasks_that_say_the_same_share_a_row_and_a_gap_without_one_is_to_be_filled_in() -> None:
    made = report(typical)
    alike = Task("scale", None, measure="编制产业链图谱", lead=UNIT, due=date(2027, 6, 30))
    shown = work(with_tasks(made, [alike, alike]))
    assert [row["任务"].split("：")[0] for row in shown] == ["产业规模", "核心技术与行业话语权"]
    assert (shown[0]["完成时限"], shown[1]["完成时限"]) == ("2027-06-30", "2028年")
    assert (shown[1]["牵头单位"], shown[1]["进展"]) == ("", "")
    full = with_tasks(made, [replace(alike, cooperating="市科技局"), *begun(made)[:0]])
    assert "各项任务详见报告全文。" in said(document(full, "zh-hans"), "work")


def test_a_brief_without_a_gap_shows_tasks_too() -> None:
    made = report(all_met)
    none = replace(made, traits=made.traits)
    assert not none.gaps
    shown = work(with_tasks(none, [Task("chain", None)] * 2 + [Task("chain", "ch-make")]))
    assert [row["任务"] for row in shown] == [
        "完整产业链",
        "完整产业链：生产制造（软件业为产品开发）有本地企业",
    ]


def test_a_full_row_says_nothing_of_blanks() -> None:
    made = report_of(Rating("scale", answers=answers("sc-city-chain+ sc-nation-list-"), target=4))
    task = Task("scale", None, measure="编", lead="甲", cooperating="乙", due=date(2027, 1, 1))
    assert "空白处" not in said(document(with_tasks(made, [task]), "zh-hans"), "work")


def test_long_text_is_cut_in_the_brief_and_whole_in_the_annex() -> None:
    made = report(typical)
    long = Task(
        "scale",
        None,
        measure="梳理\n" + "配" * (LINE_LIMIT - 3),
        lead="甲" * NAME_LIMIT,
        cooperating="word " * 40,
    )
    first = work(with_tasks(made, [long]))[0]
    assert first["任务"].startswith("产业规模：梳理 配")
    assert all(cell.endswith("……") for cell in (first["任务"], first["牵头单位"]))
    assert first["配合单位"].endswith("word w……")
    assert max(map(len, first.values())) < 60
    annex = said(document(with_tasks(made, [long]), "zh-hans"), "plan")
    for text in (long.measure, long.lead, long.cooperating):
        assert text in annex


def test_the_annex_says_how_far_the_plan_is_and_what_it_would_reach() -> None:
    text = said(tree(planned, "zh-hans"), "plan")
    assert text.startswith(
        "\n截至2026年11月27日，共11项任务："
        "已完成1项，暂缓1项，未完成9项（未启动8项，进行中1项），其中逾期1项。"
    )
    english = said(tree(planned, "en"), "plan")
    assert (
        "1 done, 1 paused; 9 to be done (8 not started, 1 under way), 1 of these overdue" in english
    )
    reached, _ = tables(tree(planned, "zh-hans"), "plan")
    by_trait = {row["特征"]: row for row in rows(reached)}
    assert by_trait["创新要素富集"] == {
        "特征": "创新要素富集",
        "现在": "2级（2级）",
        "计入已完成的任务": "2级（2级）",
        "全部完成后": "4级（4级）",
        "目标等级": "4级",
    }
    assert by_trait["总体等级"]["全部完成后"] == "3级至4级"


def test_what_is_not_known_stays_a_dash_and_the_stage_a_range() -> None:
    made = report_of(Rating("scale", answers=answers("sc-city-chain+ sc-nation-list-"), target=4))
    with_one = with_tasks(made, [Task("scale", "sc-nation-list")])
    for language, least in zip(LANGUAGES, ("1级至5级", "1 to 5"), strict=True):
        reached, _ = tables(document(with_one, language), "plan")
        assert [row[0] for row in reached.rows] == [
            made.framework.trait_by_slug["scale"].name.in_language(language),
            {"zh-hans": "总体等级", "en": "Overall level"}[language],
        ], "what the tasks do not change is left out"
        assert reached.rows[-1][1] == least
    unknown = with_tasks(report_of(), [Task("scale", "sc-city-chain")])
    reached, _ = tables(document(unknown, "zh-hans"), "plan")
    assert reached.rows[0][1] == "—"


def test_every_task_is_told_in_full() -> None:
    _, table = tables(tree(planned, "zh-hans"), "plan")
    shown = rows(table)
    assert len(shown) == 11
    assert shown[0]["进展"] == "已完成\n2026-09-03 已取得材料。"
    late = shown[1]
    assert late["进展"] == "进行中，已逾期"
    assert late["条件和结果"].endswith("\n进入前十")
    assert (late["牵头单位"], late["完成时限"]) == (UNIT, "2026-06-30")
    paused = next(row for row in shown if row["进展"] == "暂缓")
    assert "\n借鉴" in paused["任务"]
    assert paused["完成时限"] == ""


def test_the_table_of_tasks_does_not_advise() -> None:
    made = report_of(Rating("scale", answers=answers("sc-city-chain+ sc-nation-list-"), target=4))
    weak = Task("scale", "sc-share-5", note="已报送")
    _, table = tables(
        document(with_tasks(made, [Task("scale", "sc-share-22"), weak]), "zh-hans"), "plan"
    )
    condition = made.framework.condition_by_slug["sc-share-5"].text.zh
    assert rows(table)[1]["条件和结果"] == condition
    assert rows(table)[1]["进展"] == "未启动\n已报送"


def test_without_a_late_task_each_status_is_counted() -> None:
    made = with_tasks(report(typical), [Task("scale", None), Task("scale", None, status="done")])
    text = said(document(made, "zh-hans"), "plan")
    assert "共2项任务：未启动1项，已完成1项。" in text
