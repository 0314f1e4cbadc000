"""Every condition by what it counts, every evidence item with what it proves."""

from __future__ import annotations

from benchmark.reports.blocks import Heading, Paragraph
from benchmark.reports.document import document
from benchmark.reports.sections.answers import grade_text, level_of
from benchmark.scoring.assessment import Evidence, Rating
from benchmark.wording.columns import COLUMN
from tests.reports.samples import (
    FRAMEWORK,
    answers,
    figure,
    item,
    longest,
    one_trait,
    report_of,
    tree,
    typical,
)
from tests.reports.trees import rows, said, section, tables


def condition_rows() -> list[dict[str, str]]:
    found = [rows(table) for table in tables(tree(typical, "zh-hans"), "answers")]
    return [row for table in found for row in table if "条件" in row]


def test_all_conditions_of_what_is_rated_stand_in_order() -> None:
    found = [row["条件"] for row in condition_rows()]
    assert found == [condition.text.zh for condition in FRAMEWORK.condition_by_slug.values()]


def test_a_condition_says_state_reason_and_evidence() -> None:
    found = {row["条件"]: row for row in condition_rows()}
    champions = found["国家级制造业单项冠军企业3家以上"]
    assert (champions["等级"], champions["结论"]) == ("4级", "符合")
    assert champions["依据"] == "由数据判断：4家（2024年）"
    assert champions["佐证"] == "上级或第三方材料"
    share = found["占全国同行业5%以上"]
    assert (share["结论"], share["佐证"]) == ("不符合", "—")
    assert found["有省级认定的链主、龙头或头雁企业"]["佐证"] == "无佐证"


def test_a_level_is_the_lowest_that_asks_for_the_condition() -> None:
    trait = FRAMEWORK.trait_by_slug["technology"]
    assert level_of(trait, "te-lead") == 3
    assert level_of(trait, "te-award-2") == 5


def test_what_is_not_filled_in_is_one_line() -> None:
    assert "没有填写。" in said(tree(one_trait, "zh-hans"), "answers")
    kept = section(tree(one_trait, "zh-hans"), "answers")
    assert [b.text for b in kept if isinstance(b, Heading)] == ["产业规模", "佐证材料"]


def test_a_short_rationale_stays_with_its_table_and_a_long_one_may_leave_it() -> None:
    for case, stays in ((typical, True), (longest, False)):
        found = [b for b in tree(case, "zh-hans").blocks if isinstance(b, Paragraph)]
        of_users = [b for b in found if b.lead == COLUMN["rationale"].zh]
        assert of_users
        assert {b.announces for b in of_users} == {stays}
        assert all(b.small for b in of_users)


def test_a_ranked_gaps_rationale_stands_with_the_gap_and_nowhere_else() -> None:
    rationale = "2024年产业链营业收入406亿元，居全省各市同行业第二位。"
    assert rationale in said(tree(typical, "zh-hans"), "each_gap")
    assert rationale not in said(tree(typical, "zh-hans"), "answers")
    other = "继电保护设备国内市场占有率42%。"
    assert other in said(tree(typical, "zh-hans"), "answers")


def test_an_item_is_a_sentence() -> None:
    one = report_of(
        Rating("scale", answers=answers("sc-city-chain+")),
        evidence=(item(2, "运行台账", "工信局", "2025-02", "", "sc-city-chain"),),
    )
    text = said(document(one, "zh-hans"), "answers")
    assert (
        "1. 运行台账（本单位文件或统计，工信局，2025-02），证明：列入市级（县级）重点产业链。"
        in text
    )


def test_a_web_address_stands_behind_the_sentence_a_document_number_within() -> None:
    items = (
        item(2, "公告", "", "2025", "https://example.org/a", "sc-city-chain"),
        Evidence(2, "批复", "", "2025", "许工信〔2025〕3号"),
    )
    rating = Rating("scale", answers=answers("sc-city-chain+"))
    kept = section(document(report_of(rating, evidence=items), "en"), "answers")
    found = [(b.text, b.address) for b in kept if isinstance(b, Paragraph)]
    assert found[-2:] == [
        (
            "1. 公告 (Own document or statistics, 2025); proves: "
            "On the city's (county's) list of key industry chains.",
            "https://example.org/a",
        ),
        ("2. 批复 (Own document or statistics, 2025, 许工信〔2025〕3号).", ""),
    ]


def test_a_type_that_does_not_count_says_as_what_it_was_entered() -> None:
    assert grade_text(Evidence(3, "公示", date="2025")).zh == (
        "本单位文件或统计（填报为上级或第三方材料）"
    )
    assert grade_text(Evidence(2, "台账", date="2025")).zh == "本单位文件或统计"


def test_items_name_the_conditions_of_any_trait_that_they_prove() -> None:
    text = said(tree(typical, "zh-hans"), "answers")
    assert "，证明：有志书或企业史料记载；有规模以上企业。" in text
    assert "\n210. " in said(tree(longest, "zh-hans"), "answers")


def test_what_is_not_known_for_now_is_said() -> None:
    leaders = Rating("leaders", figures=(figure("little-giants", "1"),))
    made = report_of(Rating("scale", not_known=True), leaders)
    text = said(document(made, "zh-hans"), "answers")
    assert "暂未掌握" in text
    assert "由数据判断：1家（2024年）" in text
