"""What is missing, with numbers, and what helps: the brief's table and the annex of gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmark.reports.document import document
from benchmark.reports.sections.gaps import offer_reason
from benchmark.reports.sections.words import (
    carried_by,
    first_offers,
    own_figures,
    still_missing,
    way,
)
from benchmark.scoring.assessment import Rating
from benchmark.wording.labels import NO_PRACTICE
from tests.reports.samples import (
    FRAMEWORK,
    all_met,
    answers,
    best,
    brief_tree,
    figure,
    item,
    longest,
    report,
    report_of,
    tree,
    typical,
)
from tests.reports.trees import headings, rows, said, tables

SHORT_OF_NANJING = Rating(
    "technology",
    answers=answers("te-lead+ te-nation-list+"),
    target=5,
    figures=(
        figure("standards", "620"),
        figure("standards-awards", "2"),
        figure("key-technologies", "10"),
        figure("world-class-technologies", "1"),
        figure("first-sets", "35"),
    ),
)


def test_a_row_says_where_a_gap_stands_what_is_missing_and_what_to_do_first() -> None:
    scale, technology = rows(tables(brief_tree(typical, "zh-hans"), "gaps")[0])
    assert scale["特征与目标"] == "产业规模\n3级→4级（2027年）"
    assert scale["现状"] == (
        "占全国同行业比重约2.1%（电力装备）；主导产业营业收入/产值406亿元（电力装备）（均为2024年）"
    )
    assert "或占全国同行业5%以上，差约2.9个百分点" in scale["还差什么"]
    assert "或列入国家先进制造业集群名单" in scale["还差什么"]
    assert scale["先做什么"].startswith("设专门园区和管理机构")
    assert "〔参阅 三-1〕" in scale["先做什么"]
    assert technology["先做什么"].startswith("建设国家级研发平台")


def test_equally_good_ways_stand_beside_one_another_and_worse_ones_do_not() -> None:
    result = report(typical).trait("technology").result
    assert len(result.routes) == 2
    text = still_missing(result)
    assert text.zh.count("或") >= 1
    assert text.zh.count("牵头") == 0, "what is met is not missing"
    # Of two ways to level 5 only the one with fewest conditions not met is shown.
    lacking = still_missing(report_of(SHORT_OF_NANJING).trait("technology").result).zh
    assert "差380项（须超过1000项）" in lacking
    assert "首台" not in lacking


def test_thresholds_of_one_indicator_are_one_line() -> None:
    rating = Rating(
        "scale",
        answers=answers("sc-first+"),
        figures=(figure("national-output-share", "2.1"),),
        target=5,
    )
    text = still_missing(report_of(rating).trait("scale").result).zh
    assert text == "占全国同行业约1/6及以上，差13.73个百分点（按本报告下限15.83%计）"


def test_what_nobody_knows_is_to_be_found_out_not_missing() -> None:
    rating = Rating(
        "innovation", answers=answers("in-city-platform+ in-province-platform-"), target=3
    )
    text = still_missing(report_of(rating).trait("innovation").result).zh
    assert text == "有省级及以上研发平台；待查：与高校、科研院所签有在研合作项目合同"


def test_a_trait_without_figures_shows_what_it_meets() -> None:
    made = report_of(
        Rating("leaders", answers=answers("le-city+ le-province- le-giants-3- le-top3-1-")),
    )
    assert own_figures(made.trait("leaders")) == ()
    assert carried_by(made.trait("leaders").result, 2).zh == "有市级认定的龙头企业"


def test_own_figures_name_a_year_once_and_an_indicator_once() -> None:
    of_two_years = Rating(
        "leaders",
        answers=answers("le-city+"),
        figures=(
            figure("single-champions", "4"),
            figure("little-giants", "11", year=2023),
            figure("national-top3-firms", "0", year=None),
        ),
    )
    found = own_figures(report_of(of_two_years).trait("leaders"))
    assert sorted(text.zh for text in found) == [
        "全国行业前三企业数0家",
        "国家级专精特新“小巨人”企业数11家（2023年）",
        "国家级制造业单项冠军企业数4家（2024年）",
    ]
    of_products = Rating(
        "market-share",
        figures=(figure("domestic-share", "42", "继电器"), figure("domestic-share", "30", "电表")),
    )
    (text,) = own_figures(report_of(of_products).trait("market-share"))
    assert text.zh == "核心产品国内市场占有率42%（继电器）、30%（电表）（2024年）"
    assert text.en == "Domestic share of a core product: 42% (继电器), 30% (电表) (2024)"


def test_of_many_own_figures_those_that_the_target_asks_for_are_shown() -> None:
    *_, more = own_figures(report(longest).trait("innovation"))
    assert (more.zh, more.en) == ("另有7个数据", "7 more figures")
    first, *_ = own_figures(report(longest).trait("innovation"))
    assert first.zh.startswith("科研技术人员数12人（电力装备）、12人（变压器）")


def test_in_the_brief_a_condition_leaves_its_remark_to_the_annex() -> None:
    result = report(typical).trait("technology").result
    assert still_missing(result, in_short=True).zh.startswith("有产品列入国家部委名单；\n或")
    assert "医药为国家药监局" in still_missing(result).zh


def test_the_way_names_levels_and_year() -> None:
    results = {r.trait.slug: r for r in report(typical).profile.traits}
    assert way(results["scale"]).zh == "3级→4级（2027年）"
    assert way(results["chain"]).zh == "自评3级，目标3级（2027年）"
    assert way(results["first-mover"]).en == "claimed level 4, target level 4"
    empty = report_of(Rating("scale")).trait("scale").result
    assert way(empty).zh == "未评定"


def test_the_annex_tells_gaps_first_then_proof_then_data() -> None:
    found = [h.text for h in headings(tree(typical, "zh-hans")) if h.annex and h.level == 2]
    start = found.index("产业规模　3级→4级（2027年）")
    assert [text.split("　")[0] for text in found[start : start + 5]] == [
        *("产业规模", "核心技术与行业话语权", "先发优势", "完整产业链", "创新要素富集"),
    ]
    text = said(tree(typical, "zh-hans"), "each_gap")
    assert "补上“连续发展20年以上”" in text
    assert (
        "查清以下情况（见附件5）：有国家级创新平台（含国家企业技术中心）、科研技术人员500人以上。"
        in text
    )


def test_conditions_stand_beside_what_is_documented() -> None:
    made = document(report_of(SHORT_OF_NANJING), "zh-hans")
    standards, awards = rows(tables(made, "each_gap")[0])
    assert standards["本地情况"] == "不符合　620项（2024年）"
    assert standards["还差"] == "差380项（须超过1000项）"
    documented = "江苏省南京市新型电力（智能电网）装备集群1000多项〔参阅 二-6〕"
    assert standards["参阅材料所载"] == documented
    assert awards["还差"] == "—"


def test_two_practices_stand_open_each_once_in_full_the_rest_by_name() -> None:
    found = headings(tree(typical, "zh-hans"))
    annex = [h.text for h in found if h.annex and h.level == 3]
    assert len(annex) == len(set(annex)) == 3
    text = said(tree(typical, "zh-hans"), "each_gap")
    assert text.count("其余可借鉴的做法") == 1
    assert "实施条件" in text
    assert "直接有助于" in text or "间接有助于" in text


def test_a_practice_told_before_is_referred_to() -> None:
    ratings = [
        Rating("scale", answers=answers("sc-city-chain- sc-city-top5- sc-province-list-")),
        Rating(
            "innovation",
            answers=answers("in-city-platform- in-province-platform- in-joint- in-review-"),
            target=2,
        ),
        Rating("leaders", answers=answers("le-city- le-province- le-giants-3- le-top3-1-")),
    ]
    text = said(document(report_of(*ratings), "zh-hans"), "each_gap")
    assert "见前文“" in text


def test_an_offer_says_what_it_helps_and_where_it_is_from() -> None:
    made = report(typical)
    trait = made.trait("scale")
    text = offer_reason(trait, trait.offers[0])
    assert "有助于“" in text.zh
    assert text.zh.endswith("来自同一领域的标杆集群")
    assert text.en.startswith("helps ")


def test_no_practice_is_said_so() -> None:
    made = report_of(
        Rating("innovation", answers=answers("in-city-platform- in-province-platform-"), target=2)
    )
    bare = replace(made, traits=tuple(replace(trait, offers=()) for trait in made.traits))
    for key in ("gaps", "each_gap"):
        assert NO_PRACTICE.zh in said(document(bare, "zh-hans"), key)
        # A trait of which nothing is asked yet has none either, and does not say so.
        assert NO_PRACTICE.zh not in said(document(made, "zh-hans"), key)


def test_nothing_is_missing_where_all_is_met() -> None:
    for key in ("gaps", "each_gap"):
        assert "没有差距，各项均已达到目标。" in said(tree(all_met, "zh-hans"), key)
    # Where more data may show one, none is established only.
    open_ = report_of(*map(best, FRAMEWORK.traits[:-1]))
    assert open_.gaps == ()
    assert "没有已明确的差距" in said(document(open_, "zh-hans"), "gaps")


def test_a_claim_above_its_proof_says_how_far_it_is_proven() -> None:
    technology = report(typical).trait("technology").result
    assert (technology.claim, technology.proven) == (3, 2)
    (gaps,) = tables(brief_tree(typical, "zh-hans"), "gaps")
    shown = {row["特征与目标"].split("\n")[0]: row["特征与目标"] for row in rows(gaps)}
    assert shown["核心技术与行业话语权"].endswith("\n佐证2级")
    assert "佐证" not in shown["产业规模"]


def test_the_annex_begins_with_the_practice_that_the_brief_begins_with() -> None:
    made = report_of(*NONE_OF_IT)
    begun = first_offers(made)
    moved = [t for t in made.gaps if t.offers and t.offers[0] is not begun[t.result.trait.slug]]
    assert moved, "the brief spreads its measures"
    text = said(document(made, "zh-hans"), "each_gap")
    for trait in moved:
        first, second = begun[trait.result.trait.slug].practice, trait.offers[0].practice
        part = text[text.index(f"{trait.result.trait.name.zh}　") :]
        assert part.index(first.title.zh) < part.index(second.title.zh)


def test_units_and_deadlines_of_the_work_are_to_be_filled_in() -> None:
    (table,) = tables(brief_tree(typical, "zh-hans"), "work")
    first, second = rows(table)
    assert (first["牵头单位"], first["配合单位"], first["完成时限"]) == ("", "", "2027年")
    assert second["任务"].startswith("核心技术与行业话语权：")
    assert second["达到"] == "4级"


def test_history_below_its_target_is_told_without_a_measure() -> None:
    made = report_of(
        Rating(
            "first-mover",
            answers=answers("fm-scale-firm+ fm-early- fm-records-"),
            target=4,
            figures=(figure("years-developed", "8", year=2025),),
        ),
        evidence=(item(1, "说明", "", "", "", "fm-scale-firm"),),
    )
    text = said(document(made, "zh-hans"), "each_gap")
    assert "连续发展20年以上，差12年" in text
    assert "不能靠工作改变" in text


NONE_OF_IT = [
    Rating("scale", answers=answers("sc-city-chain- sc-city-top5-")),
    Rating("market-share", answers=answers("ms-beyond-city-")),
    Rating("chain", answers=answers("ch-suppliers-")),
    Rating("leaders", answers=answers("le-city-")),
]


def test_gaps_beyond_the_first_three_are_named_below_them() -> None:
    made = report_of(*NONE_OF_IT)
    assert len(made.gaps) == 4
    text = said(document(made, "zh-hans"), "gaps")
    assert "另有“链主”企业有差距。" in text


def test_a_gap_with_neither_figures_nor_anything_met_says_so() -> None:
    text = said(document(report_of(*NONE_OF_IT), "zh-hans"), "gaps")
    assert text.count("不符合2级条件") == 3
    assert text.count("没有填报数据") == 1
    assert "产业规模、市场份额和完整产业链没有填报数据。" in text


def test_what_the_leadership_asks_for_and_is_no_ranked_gap_is_said_why() -> None:
    below = Rating(
        "first-mover",
        answers=answers("fm-scale-firm+ fm-early- fm-records-"),
        target=4,
        figures=(figure("years-developed", "8", year=2025),),
    )
    focus = ("first-mover", "market-share", "chain")
    gap = Rating("scale", answers=answers("sc-city-chain- sc-city-top5-"))
    made = document(report_of(below, gap, focus=focus), "zh-hans")
    said_of = (
        "领导重点中不列入差距的：先发优势（由历史形成，不排序）、市场份额（待补数据）、"
        "完整产业链（待补数据）。"
    )
    assert said_of in said(made, "gaps")
    without = document(report_of(below, focus=focus[:1]), "en")
    assert (
        "No gap has been established. In the leadership's focus but not ranked as gaps: "
        "First-mover advantage (a matter of history)." in said(without, "gaps")
    )
    assert "领导重点" not in said(document(report_of(gap, focus=("scale",)), "zh-hans"), "gaps")


def test_a_column_of_conditions_that_says_nothing_is_left_out() -> None:
    (one,) = tables(document(report_of(NONE_OF_IT[1]), "zh-hans"), "each_gap")
    assert [column.title for column in one.columns] == ["2级的条件", "本地情况"]
    assert sum(column.share for column in one.columns) == pytest.approx(1)


def test_a_gap_without_figures_says_what_is_met() -> None:
    made = report_of(Rating("leaders", answers=answers("le-city+ le-province- le-giants-3-")))
    (row,) = rows(tables(document(made, "zh-hans"), "gaps")[0])
    assert row["现状"] == "有市级认定的龙头企业"


def test_a_gap_whose_practices_all_stand_first_already_names_its_measure_again() -> None:
    made = report_of(*NONE_OF_IT[:2])
    first, second = made.gaps
    one = replace(first, offers=first.offers[:1])
    practice = first.offers[0].practice
    same = replace(second, offers=(replace(second.offers[0], practice=practice),))
    slugs = {first.result.trait.slug: one, second.result.trait.slug: same}
    bare = replace(made, traits=tuple(slugs.get(t.result.trait.slug, t) for t in made.traits))
    text = said(document(bare, "zh-hans"), "gaps")
    assert f"{practice.measure.zh}（同前）。" in text
    assert text.count(practice.summary.zh) == 1


def test_what_waits_for_proof_and_has_no_practice_says_so() -> None:
    made = report(typical)
    bare = replace(made, traits=tuple(replace(trait, offers=()) for trait in made.traits))
    text = said(document(bare, "zh-hans"), "each_gap")
    assert text.count(NO_PRACTICE.zh) == 4  # two gaps, one to prove, one without data
