"""The first page: right for every assessment, and never against its own tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.reports.gap_report import GapReport, TraitReport, build
from benchmark.reports.sections.conclusion import conclude, subject
from benchmark.reports.sections.first_steps import first_step, in_order, needed_grade, steps
from benchmark.scoring.assessment import Evidence, Industry, Rating
from benchmark.scoring.framework import Framework, Text
from tests.reports.samples import all_met, empty, one_trait, rated, report_of, typical
from tests.strategies import assessments


def test_nothing_rated_asks_for_data_and_says_nothing_of_gaps(framework: Framework) -> None:
    found = conclude(empty(framework))
    assert "均未评定" in found.sentence.zh
    assert found.headline == found.also_weak == ()
    assert [step.zh for step in found.steps] == ["取得全部7项特征的数据"]
    assert "暂不判定" in found.stage.zh
    assert len(found.certainty) == 1


def test_only_history_rated_is_said_to_be_no_ground_for_a_conclusion(framework: Framework) -> None:
    found = conclude(report_of(framework, rated("first-mover", 3, 2, 5)))
    assert "只评定了“先发优势”" in found.sentence.zh
    assert "only First-mover advantage" in found.sentence.en
    assert found.headline == ()


def test_one_trait_alone_reads_in_the_singular(framework: Framework) -> None:
    found = conclude(one_trait(framework))
    assert "1 trait falls short of its target" in found.sentence.en
    assert "有差距的特征1项" in found.sentence.zh
    assert "另有6项待补数据" in found.sentence.zh
    assert found.steps[0].zh == "取得其余6项特征的数据"


def test_all_met_at_level_five_is_said_to_be_that(framework: Framework) -> None:
    found = conclude(all_met(framework))
    assert "各项特征均达到目标" in found.sentence.zh
    assert "all traits meet their target" in found.sentence.en
    assert "5级" in found.sentence.zh
    assert [step.zh for step in found.steps] == ["按年更新数据和佐证"]
    assert "结果不变" in found.stage.zh
    assert "没有自评高于佐证等级的" in found.certainty[-1].zh
    assert found.certainty[1].zh == "据填报，各项等级均有独立公开的佐证（均未附网址）。"
    assert "佐证等级：" not in found.stage.zh


def test_how_sure_it_is_says_which_levels_are_sure(framework: Framework) -> None:
    found = conclude(typical(framework)).certainty[1]
    assert found.zh == (
        "据填报，等级有独立公开佐证的1项（未附网址），可能有出入的5项（其中1项没有佐证）。"
    )
    assert found.en == (
        "As entered, 1 level rests on independent, public evidence, without an address; 5 may "
        "prove otherwise, 1 of them without any evidence."
    )
    weak = conclude(one_trait(framework)).certainty
    assert weak[1].zh == "尚无独立公开的佐证，等级可能有出入。"
    assert weak[2].zh == "没有自评高于佐证等级的特征。"


def test_the_stage_says_how_the_levels_spread(framework: Framework) -> None:
    found = conclude(typical(framework)).stage
    assert found.zh.endswith("。佐证等级：4级2项、3级2项、2级2项。")
    assert found.en.endswith("Supported levels: 2 traits at 4, 2 traits at 3, 2 traits at 2.")
    assert "参与判定的6项特征均未评定" in conclude(empty(framework)).stage.zh
    assert "none of the 6 traits" in conclude(empty(framework)).stage.en


def test_targets_met_below_level_five_are_not_called_the_standing_of_a_cluster(
    framework: Framework,
) -> None:
    report = report_of(framework, *(rated(t.slug, 3, 3, 3) for t in framework.traits))
    found = conclude(report)
    assert "均达到目标，但均低于标杆集群水平（5级）。" in found.sentence.zh
    assert "研究是否提高目标" in found.steps[0].zh


def test_met_by_weak_evidence_asks_for_proof(framework: Framework) -> None:
    report = report_of(framework, *(rated(t.slug, 3, 2, 3) for t in framework.traits))
    found = conclude(report)
    assert "达标尚待进一步佐证" in found.sentence.zh
    assert "证实已达标" in found.steps[0].zh


def test_claims_without_evidence_ask_for_evidence_never_for_the_target(
    framework: Framework,
) -> None:
    report = report_of(framework, *(rated(t.slug, 5, 0, 4) for t in framework.traits))
    found = conclude(report)
    assert "当前首要是补充佐证" in found.sentence.zh
    assert found.headline == ()
    assert {h.trait.result.status for h in found.also_weak} == {"evidence_first"}
    for item in found.also_weak:
        assert "以支持自评的5级" in item.step.zh
        assert "4级" not in item.step.zh
    assert found.steps[0].zh.endswith("的自评补充佐证")


def test_a_gap_of_history_is_named_apart(framework: Framework) -> None:
    others = [t.slug for t in framework.traits if not t.structural]
    ratings = [rated(slug, 4, 3, 4) for slug in others]
    met = conclude(report_of(framework, rated("first-mover", 2, 3, 5), *ratings))
    assert "除“先发优势”（由历史形成，不排序）外，其余各项特征均达到目标" in met.sentence.zh
    unproved = [rated(slug, 5, 0, 4) for slug in others]
    claims = conclude(report_of(framework, rated("first-mover", 2, 3, 5), *unproved))
    assert "除“先发优势”" in claims.sentence.zh


def test_a_weak_trait_outside_the_ranks_is_still_named(framework: Framework) -> None:
    found = conclude(report_of(framework, rated("scale", 2, 3, 2)))
    assert [item.step.zh for item in found.also_weak] == ["研究是否提高目标"]
    assert found.headline == ()


def test_more_than_three_gaps_are_counted_and_the_first_three_named(framework: Framework) -> None:
    found = conclude(typical(framework))
    assert "4项（已确认2项，可能2项），首先是" in found.sentence.zh
    assert len(found.headline) == 3
    assert "4 traits fall short of their target" in found.sentence.en


@pytest.mark.parametrize(("grade", "words"), [(3, "已确认"), (2, "可能存在，待佐证核实")])
def test_gaps_of_one_kind_are_called_by_it(framework: Framework, grade: int, words: str) -> None:
    report = report_of(framework, rated("scale", 3, grade, 4), rated("chain", 3, grade, 4))
    assert f"2项（{words}）" in conclude(report).sentence.zh


def test_a_gap_without_a_documented_practice_says_so(framework: Framework) -> None:
    bare = replace(framework, practices=())
    found = conclude(report_of(bare, rated("scale", 2, 3, 4)))
    assert "参阅材料未载可借鉴的做法" in found.headline[0].step.zh


def test_data_leads_while_little_is_known_and_follows_after(framework: Framework) -> None:
    assert steps(one_trait(framework))[0].en.startswith("Obtain the data")
    known = steps(typical(framework))
    assert known[0].zh == "将“核心技术与行业话语权”由2级提升到5级（2028年），研究借鉴南京的做法"
    assert known[0].en.endswith("from level 2 to level 5 (2028), drawing on Nanjing")
    assert known[-1].zh == "取得“创新要素富集”的数据"


def test_a_gap_that_is_only_possible_is_checked_before_it_is_worked_on(
    framework: Framework,
) -> None:
    possible = rated("scale", 3, 2, 4)
    found = steps(report_of(framework, possible))
    assert found[1].zh == "补充佐证核实“产业规模”的差距，研究借鉴西安的做法"
    assert found[1].en.endswith("by evidence, and study the practice of Xi'an")
    bare = replace(framework, practices=())
    assert steps(report_of(bare, possible))[1].zh == "补充佐证核实“产业规模”的差距"
    sure = steps(report_of(bare, rated("scale", 2, 3, 4)))[1]
    assert sure.zh == "将“产业规模”由2级提升到4级（2028年）"
    assert steps(report_of(bare, rated("scale", 2, 3)))[1].en == (
        "Raise Industry scale from level 2 to level 3"
    )


def bare(framework: Framework) -> GapReport:
    """All far from their target, none with evidence: confirmed gaps of a size that is open."""
    return report_of(framework, *(rated(t.slug, 2, 0, 5) for t in framework.traits))


def test_without_any_evidence_evidence_is_asked_for_and_the_size_of_gaps_left_open(
    framework: Framework,
) -> None:
    found = conclude(bare(framework))
    assert found.certainty[1].zh == "等级均没有佐证，可能有出入。"
    assert found.steps[-1] == Text("为全部7项特征补充佐证", "Add evidence for all 7 traits")
    assert {h.standing.zh for h in found.headline} == {
        "佐证2级，目标5级（2028年），差3级（可能1—4级）"
    }
    assert found.headline[0].standing.en.endswith("3 levels short (it may be 1–4)")
    assert "除“先发优势”（由历史形成，不排序）外，与目标有差距的特征6项" in found.sentence.zh
    one = conclude(report_of(framework, rated("scale", 2, 0, 5)))
    assert one.certainty[1].zh == "等级没有佐证，可能有出入。"
    assert one.certainty[1].en.startswith("There is no evidence for the one level: it may")
    assert one.steps[-1].zh == "为“产业规模”补充佐证"


def test_what_is_below_its_target_is_not_counted_among_those_that_met_it(
    framework: Framework,
) -> None:
    traits = [(t.slug, 2 if t.structural else 5) for t in framework.traits]
    met = conclude(report_of(framework, *(rated(slug, claim, 3, 5) for slug, claim in traits)))
    assert met.sentence.zh.endswith("其余各项特征均达到目标，且均为标杆集群水平（5级）。")
    assert met.sentence.en.endswith(
        "all other traits meet their target, all at the standing of a reference cluster (level 5)."
    )
    assert met.steps[0].zh == "按年更新数据和佐证", "history cannot be raised"


@pytest.mark.parametrize(
    ("ratings", "zh", "en"),
    [
        (
            [("scale", 3, 3)],
            "已评定的1项特征达到目标，但低于标杆集群水平（5级）",
            "the one rated trait meets its target, but below the standing",
        ),
        (
            [("scale", 5, 5)],
            "已评定的1项特征达到目标，且为标杆集群水平（5级）",
            "the one rated trait meets its target, at the standing",
        ),
        (
            [("scale", 3, 3), ("chain", 5, 5)],
            "已评定的2项特征均达到目标，其中1项低于标杆集群水平（5级）",
            "all 2 rated traits meet their target; 1 of them is below",
        ),
        (
            [("first-mover", 2, 5), ("scale", 5, 5)],
            "外，已评定的其余1项特征达到目标",
            "the one other rated trait meets its target",
        ),
        (
            [("scale", 3, 3), ("chain", 3, 3), ("leaders", 5, 5)],
            "其中2项低于",
            "2 of them are below",
        ),
    ],
)
def test_few_rated_traits_that_meet_their_target_are_spoken_of_by_number(
    framework: Framework, ratings: list[tuple[str, int, int]], zh: str, en: str
) -> None:
    report = report_of(framework, *(rated(t, claim, 3, target) for t, claim, target in ratings))
    found = conclude(report).sentence
    assert zh in found.zh
    assert en in found.en


def test_the_stage_says_of_how_many_traits_some_are_not_rated(framework: Framework) -> None:
    assert conclude(one_trait(framework)).stage.zh.startswith(
        "因参与判定的6项特征中5项未评定，暂不判定"
    )


def test_a_possible_gap_is_checked_first_in_the_table_too(framework: Framework) -> None:
    step = conclude(one_trait(framework)).headline[0].step
    assert step.zh.startswith("补充佐证核实后借鉴西安“")
    assert step.en.startswith("Check the gap by evidence, then draw on Xi'an: ")


def test_a_confirmed_gap_behind_the_first_three_is_named(framework: Framework) -> None:
    low = [rated(slug, 2, 2, 3) for slug in ("scale", "chain", "leaders")]
    one = report_of(framework, *low, rated("market-share", 4, 3, 5))
    assert "首先是“产业规模”“完整产业链”“‘链主’企业”，此外“市场份额”已确认；" in (
        conclude(one).sentence.zh
    )
    assert "; the gap in Market share is confirmed;" in conclude(one).sentence.en
    two = report_of(framework, *low, rated("market-share", 4, 3, 5), rated("innovation", 4, 3, 5))
    assert "此外“市场份额”“创新要素富集”已确认" in conclude(two).sentence.zh
    assert (
        "the gaps in Market share and Concentrated innovation factors are"
        in conclude(two).sentence.en
    )


@pytest.mark.parametrize(("grade", "target"), [(0, 5), (2, 3)])
def test_all_of_them_are_counted_not_named(framework: Framework, grade: int, target: int) -> None:
    """By claims that lack evidence, and by targets met that are still to be proved."""
    claim = 3 if grade else 5
    report = report_of(framework, *(rated(t.slug, claim, grade, target) for t in framework.traits))
    found = conclude(report)
    for text in (found.sentence, *found.steps):
        assert "全部7项特征" in text.zh
        assert "all 7 traits" in text.en
        assert "“" not in text.zh


def test_claims_that_lack_evidence_are_short_of_evidence_not_of_levels(
    framework: Framework,
) -> None:
    report = report_of(framework, *(rated(t.slug, 5, 0, 5) for t in framework.traits))
    found = conclude(report)
    assert {h.standing.zh for h in found.also_weak} == {
        "佐证2级（自评5级），目标5级（2028年），佐证不足"
    }
    assert [text.zh for text in found.also_low] == [
        "产业规模、市场份额、完整产业链、“链主”企业、核心技术与行业话语权、创新要素富集："
        "佐证2级（自评5级），目标5级（2028年），佐证不足"
    ]
    assert found.also_low[0].en.endswith("target level 5 (2028), evidence short")


def test_evidence_does_not_come_first_in_the_sentence_where_data_does_in_the_steps(
    framework: Framework,
) -> None:
    found = conclude(report_of(framework, rated("scale", 5, 0, 5)))
    assert found.sentence.zh.endswith("自评已达目标而佐证不足；另有6项待补数据。")
    assert found.sentence.en.endswith("without enough evidence; besides, 6 lack data.")
    assert [step.zh[:2] for step in found.steps] == ["取得", "为“"]


def test_strong_evidence_is_said_to_be_as_entered_and_its_addresses_are_counted(
    framework: Framework,
) -> None:
    linked = (Evidence(3, "公示", "示例市统计局", "2025", "https://example.org"),)

    def strength(*ratings: Rating) -> Text:
        return conclude(report_of(framework, *ratings)).certainty[1]

    one = rated("scale", 5, 3, 5, evidence=linked)
    assert strength(one).zh == "据填报，等级有独立公开的佐证。"
    assert strength(one).en == ("As entered, the one level rests on independent, public evidence.")
    half = strength(one, rated("chain", 5, 3, 5))
    assert half.zh == "据填报，各项等级均有独立公开的佐证（其中1项未附网址）。"
    assert half.en.endswith("public evidence, 1 of them without an address.")
    weak = strength(one, rated("chain", 5, 3, 5, evidence=linked), rated("leaders", 2, 1))
    assert weak.zh == "据填报，等级有独立公开佐证的2项，可能有出入的1项。"


@pytest.mark.parametrize(
    ("rating", "zh"),
    [
        (rated("scale", 5, 3, 5), "按年更新数据和佐证"),
        (rated("scale", 3, 3, 3), "研究是否提高目标"),
        (rated("scale", 5, 2, 3), "补充独立、公开、可核查的材料，以支持自评的5级"),
        (rated("scale", 2, 0, 1), "补充独立、公开、可核查的材料，核实等级"),
        (rated("first-mover", 3, 3, 5), "按年更新数据和佐证"),
        (rated("first-mover", 3, 2, 4), "补充独立、公开、可核查的材料，核实等级"),
        (rated("first-mover", 4, 3, 4), "按年更新数据和佐证"),
    ],
)
def test_without_a_ranked_gap_the_first_step_asks_for_what_is_open(
    framework: Framework, rating: Rating, zh: str
) -> None:
    assert first_step(report_of(framework, rating).trait(rating.trait)).zh == zh


def test_to_prove_alone_is_asked_for_in_the_singular(framework: Framework) -> None:
    others = [rated(t.slug, 5, 3, 5) for t in framework.traits if t.slug != "scale"]
    found = steps(report_of(framework, rated("scale", 3, 2, 3), *others))
    assert found[0].zh == "为“产业规模”补充独立、公开、可核查的材料，证实已达标"
    assert found[0].en.endswith("that Industry scale meets its target")
    bare_one = steps(report_of(framework, rated("scale", 2, 0, 2), rated("chain", 2, 3, 3)))
    assert bare_one[-1].zh == "为“产业规模”补充佐证"


def test_stage_and_range_are_named(framework: Framework) -> None:
    full = report_of(framework, *(rated(t.slug, 3, 2, 4) for t in framework.traits))
    assert conclude(full).stage.zh == (
        "3级（全省前列）。按佐证的不确定范围推算，可能为2级（市内骨干）至4级（全国前列）。"
    )
    assert conclude(full).sentence.en.count("stands at level 3") == 1
    assert "1 of the 6 traits that decide it is not rated" in conclude(typical(framework)).stage.en


@pytest.mark.parametrize(
    ("name", "place", "zh"),
    [
        ("智能电力装备", "许昌市", "许昌市智能电力装备产业"),
        ("许昌市发制品", "许昌市", "许昌市发制品产业"),
        ("软件业", "许昌市", "许昌市软件业"),
        ("节能环保产业", "许昌市", "许昌市节能环保产业"),
        ("电池集群", "许昌市", "许昌市电池集群"),
    ],
)
def test_the_subject_reads_as_chinese_does(
    framework: Framework, name: str, place: str, zh: str
) -> None:
    report = report_of(framework, industry=Industry(name, place, "other"))
    assert subject(report).zh == zh


def test_needed_grade_is_the_weakest_that_carries_the_claim() -> None:
    assert [needed_grade(claim) for claim in (1, 2, 3, 4, 5)] == [0, 0, 1, 2, 3]


def test_weighted_coverage_is_said_to_be_weighted(framework: Framework) -> None:
    weights = {t.slug: 10 for t in framework.traits} | {"innovation": 40}
    found = conclude(typical(framework, weights)).certainty[0]
    assert "60%（按权重计）" in found.zh
    assert "60% (by weight)" in found.en


@settings(max_examples=150)
@given(data=st.data())
def test_every_assessment_gets_a_first_page_that_agrees_with_its_result(
    framework: Framework, data: st.DataObject
) -> None:
    report: GapReport = build(framework, data.draw(assessments(framework, words=False)))
    found = conclude(report)
    for text in (found.sentence, found.stage, *found.certainty, *found.steps):
        for words in (text.zh, text.en):
            assert words
            assert "None" not in words.replace("none of the", "")
        assert "；；" not in text.zh
        assert "。。" not in text.zh
    assert [h.trait for h in found.headline] == list(report.gaps[:3])
    shown: list[TraitReport] = [h.trait for h in (*found.headline, *found.also_weak)]
    assert {t.result.trait.slug for t in shown} == set(report.profile.headline)
    if report.gaps:
        assert f"{len(report.gaps)}项（" in found.sentence.zh
    else:
        assert "有差距的特征" not in found.sentence.zh
    rated_now = sum(
        isinstance(r, Rating) and r.claim is not None for r in report.assessment.ratings
    )
    assert f"评定{rated_now}项" in found.certainty[0].zh
    assert found.steps
    assert sorted(t.result.trait.number for t in in_order(report)) == list(range(1, 8))
    assert not [h for h in found.headline if h.trait.result.status not in ("confirmed", "possible")]
