"""What the report says in short: the stage or its range leads; no more than the result holds."""

from __future__ import annotations

from dataclasses import replace

from benchmark.reports.gap_report import GapReport, build
from benchmark.reports.sections.judgement import certainty, judgement, strengths
from benchmark.scoring.assessment import Evidence, Industry, Rating
from benchmark.wording.sentences import run_on
from tests.reports.samples import (
    FRAMEWORK,
    all_met,
    answers,
    best,
    contradictory,
    empty,
    figure,
    nothing_proven,
    one_trait,
    report,
    report_of,
    typical,
)


def sure(made: GapReport) -> str:
    return run_on(certainty(made)).zh


def test_the_range_leads_where_the_stage_is_open() -> None:
    text = judgement(report(typical)).zh
    assert text.startswith("2025年，示例市智能电力装备产业总体在2级（成长）至3级（骨干）之间")
    assert "产业规模和核心技术与行业话语权两项有差距" in text
    assert "市场份额和“链主”企业两项达到目标" in text
    assert "创新要素富集待补数据" in text


def test_a_stage_that_is_sure_is_said_plainly() -> None:
    text = judgement(report(all_met)).zh
    assert text.startswith("2025年，示例市智能电力装备产业总体处于5级（标杆）。")
    assert "七项特征均达到目标" in text


def test_a_stage_that_asks_for_proof_and_has_it_is_said_to_be_proven() -> None:
    words = tuple(
        Evidence(1, "情况说明", conditions=tuple(trait.condition_by_slug))
        for trait in FRAMEWORK.traits
    )
    text = judgement(report_of(*map(best, FRAMEWORK.traits), evidence=words))
    assert "总体在3级（骨干）至5级（标杆）之间，其中3级（骨干）已有佐证" in text.zh
    assert "level 3 (Established) is proven" in text.en


def test_what_is_only_claimed_is_no_stage() -> None:
    made = report(nothing_proven)
    text = judgement(made)
    assert "总体在2级（成长）至5级（标杆）之间，2级（成长）以上须有佐证才能确认" in text.zh
    assert "anything above level 2 (Growing) has yet to be proven" in text.en
    assert "没有经佐证达到4级的特征" in strengths(made).zh


def test_an_open_stage_names_the_data_that_would_settle_it() -> None:
    few = report_of(*map(best, FRAMEWORK.traits[:3]), evidence=report(all_met).assessment.evidence)
    assert "待所缺数据补齐后判定" in judgement(few).zh
    text = judgement(report(one_trait)).zh
    assert "待所缺数据和佐证补齐后判定" in text
    assert "市场份额、“链主”企业" not in text
    assert "“链主”企业、核心技术与行业话语权和创新要素富集六项待补数据" in text


def test_a_trait_or_two_that_would_settle_the_stage_are_named() -> None:
    whole = report(all_met).assessment
    made = report_of(*map(best, FRAMEWORK.traits[:-1]), evidence=whole.evidence)
    assert "待创新要素富集的数据补齐后判定" in judgement(made).zh
    assert "once the data on Rich innovation resources is obtained" in judgement(made).en


def test_proof_that_would_hold_the_stage_down_is_asked_for_with_the_data() -> None:
    made = report_of(*map(best, FRAMEWORK.traits[:-1]))
    assert "待所缺数据和佐证补齐后判定" in judgement(made).zh
    assert "once the missing data and proof are obtained" in judgement(made).en


def test_nothing_entered_says_so() -> None:
    assert "均未填写" in judgement(report(empty)).zh
    assert judgement(report(empty)).en.endswith("once the data is available.")


def test_nothing_rated_though_some_is_known_asks_for_the_data() -> None:
    made = report_of(
        Rating("chain", answers=answers("ch-design+")),
        comparators=("suzhou-nano",),
    )
    text = judgement(made)
    assert (
        text.zh
        == "2025年，示例市智能电力装备产业七项特征均待补数据，总体等级和差距待取得数据后判定。"
    )
    assert "cannot be rated for 2025 yet" in text.en
    assert "data is missing on all seven traits" in text.en
    assert sure(made).startswith("七项特征均未评定，66项条件中1项已有答案。")
    assert run_on(certainty(made)).en.startswith(
        "None of the seven traits is rated, and 1 of the 66"
    )
    assert "比较对象" not in sure(made), "with nothing rated there is nothing to compare"


def test_history_below_its_target_is_said_apart() -> None:
    rating = replace(
        report(all_met).assessment.rating_by_trait["first-mover"],
        answers={"fm-scale-firm": "met", "fm-early": "not_met", "fm-records": "not_met"},
        figures=(figure("years-developed", "8", year=2025),),
        target=4,
    )
    made = report_of(rating)
    assert made.trait("first-mover").result.status == "gap"
    assert made.gaps == ()
    assert "先发优势低于目标，该项由历史形成，不列入差距排序" in judgement(made).zh


def test_strengths_name_the_figures_that_carry_them() -> None:
    text = strengths(report(typical))
    assert text.zh.startswith("一是市场份额达到4级（先进）：核心产品国内市场占有率42%")
    assert "二是“链主”企业达到4级（先进）：国家级制造业单项冠军企业数4家（2024年）" in text.zh
    assert "(2) Chain-leading enterprises" in text.en
    assert "先发优势自评达到4级以上，补上佐证后可列为优势" in text.zh


def test_certainty_counts_what_is_known_and_names_what_is_above_its_proof() -> None:
    made = report(typical)
    known = sum(c.state != "unknown" for r in made.profile.traits for c in r.conditions)
    assert sure(made).startswith(f"七项特征均已评定，66项条件中{known}项已有答案。")
    assert "all seven traits are rated, and " in certainty(made)[0].en.lower()
    assert "先发优势、完整产业链和核心技术与行业话语权的自评等级高于佐证等级。" in sure(made)
    assert "高于佐证" not in sure(report(all_met))


def test_contradictions_are_named() -> None:
    text = sure(report(contradictory))
    assert text.count("回答相互矛盾") == 1
    assert text.count("必然得出") == len(report(contradictory).profile.contradictions) == 2
    assert "回答相互矛盾" not in sure(report(typical))


def test_the_set_is_dated_and_has_grown_and_no_cluster_is_scored() -> None:
    text = sure(report(typical))
    assert "2021年3月工信部遴选的25个先进制造业集群（重点培育对象）" in text
    assert "2022年11月30日公布45个" in text
    assert "没有给任何集群打分" in text
    assert "比较对象为江苏省南京市新型电力（智能电网）装备集群" in text
    assert "比较对象" not in sure(report(all_met))


def test_an_industry_that_is_one_of_the_25_is_said_to_be() -> None:
    ours = replace(
        report(typical).assessment,
        industry=Industry("智能电网装备", "南京市", "high-end-equipment"),
    )
    made = build(FRAMEWORK, ours)
    assert "本产业即参照范围内的江苏省南京市新型电力（智能电网）装备集群" in sure(made)
    assert "本产业即" not in sure(report(typical))


def test_a_name_that_says_its_kind_takes_no_other_word() -> None:
    for name, subject in (
        ("电力装备产业", "示例市电力装备产业"),
        ("示例市电力装备", "示例市电力装备产业"),
    ):
        made = report_of(Rating("scale"), industry=Industry(name, "示例市", "other"))
        assert f"，{subject}七项" in judgement(made).zh


def test_a_stage_that_no_missing_data_can_change_is_said_to_be_sure() -> None:
    lowest = [
        Rating(trait.slug, answers={condition.slug: "not_met" for condition in trait.conditions})
        for trait in FRAMEWORK.traits[:4]
    ]
    made = report_of(*lowest)
    assert made.profile.stage is None
    assert made.profile.stage_band == (1, 1)
    text = judgement(made)
    assert "总体处于1级（起步），补齐数据后结果不变" in text.zh
    assert "whatever the missing data will show" in text.en
