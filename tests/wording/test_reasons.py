"""Sentences that say why."""

from __future__ import annotations

from dataclasses import replace

from benchmark.scoring.assessment import Evidence, Rating
from benchmark.scoring.conditions import Finding, findings
from benchmark.scoring.framework import Text
from benchmark.scoring.lifts import Lift
from benchmark.scoring.profile import TraitResult
from benchmark.wording import reasons
from tests.reports.samples import FRAMEWORK, answers, figure, item, report_of


def found(trait: str, slug: str, said: str = "", *figures: object) -> tuple[Finding, Text]:
    """One condition's finding, and the sentence that says why it stands so."""
    rating = Rating(trait, answers=answers(said), figures=figures)  # type: ignore[arg-type]
    found = findings(FRAMEWORK.trait_by_slug[trait], rating)
    finding = next(f for f in found if f.condition.slug == slug)
    return finding, reasons.condition_reason(FRAMEWORK.trait_by_slug[trait], finding)


def result(trait: str, said: str, *evidence: Evidence) -> TraitResult:
    rating = Rating(trait, answers=answers(said))
    return report_of(rating, evidence=evidence).trait(trait).result


def test_a_condition_says_by_what_it_stands_as_it_does() -> None:
    staff = figure("rd-staff", "320")
    assert found("innovation", "in-staff-500", "", staff)[1].zh == "由数据判断：320人（2024年）"
    assert found("innovation", "in-joint", "in-joint+")[1] == Text("自答符合", "answered “met”")
    assert found("innovation", "in-review")[1].zh == "未作答"
    assert found("innovation", "in-staff-500")[1].zh == "没有数据"
    assert found("innovation", "in-staff-500", "in-staff-500?")[1].zh == "自答不掌握"


def test_what_another_condition_settles_names_it() -> None:
    granted = found("innovation", "in-city-platform", "in-national-any+")[1]
    assert granted.zh == "由“有国家级创新平台（含国家企业技术中心）”推定符合"
    refused = found("scale", "sc-share-22", "sc-share-5-")[1]
    assert refused.zh == "由“占全国同行业5%以上”推定不符合"
    assert refused.en.startswith("not met, as follows from ")


def test_a_contradiction_is_named_where_it_stands() -> None:
    assert "矛盾" in found("scale", "sc-first", "sc-first+ sc-nation-top10-")[1].zh
    trait = FRAMEWORK.trait_by_slug["scale"]
    text = reasons.contradiction_text(trait, ("sc-first", "sc-nation-top10"))
    assert text.zh.startswith("“规模居全国首位")
    assert "为不符合" in text.zh
    assert text.en.endswith("is not")


def test_what_is_missing_says_how_far_the_own_figure_is() -> None:
    short = found("technology", "te-standards-1000", "", figure("standards", "620"))[0]
    assert reasons.missing_text(short).zh.endswith("1000多项，差380项（须超过1000项）")
    answered = found("scale", "sc-first", "sc-first-")[0]
    assert reasons.missing_text(answered) == answered.condition.text


def test_proof_says_what_would_raise_it_and_to_what() -> None:
    said = "sc-province-list+ sc-nation-list-"
    bare = result("scale", said)
    text = reasons.proven_reason(FRAMEWORK, bare)
    assert text.zh.startswith("补上“列入省级重点产业链")
    assert text.zh.endswith("的佐证（至少为自述），佐证等级可由2级升到3级")
    proven = result("scale", said, item(1, "说明", "", "", "", "sc-province-list"))
    assert reasons.proven_reason(FRAMEWORK, proven).zh == "自评等级已有佐证"
    assert "尚无" in reasons.proven_reason(FRAMEWORK, result("scale", "")).zh
    low = result("scale", "sc-city-chain+ sc-city-top5-")
    assert reasons.proven_reason(FRAMEWORK, low).zh == "2级不需要佐证"


def test_ways_to_raise_the_proof_are_told_alike_as_a_whole_and_of_each_condition() -> None:
    rating = Rating(
        "scale", answers=answers("sc-province-top3+ sc-province-list+ sc-city-chain+"), target=3
    )
    tie = report_of(rating).trait("scale").result
    assert "行业前三”或“列入省级重点产业链" in reasons.proven_reason(FRAMEWORK, tie).zh
    assert "” or “" in reasons.proven_reason(FRAMEWORK, tie).en
    alike = {reasons.lift_share(tie, s).zh for s in ("sc-province-top3", "sc-province-list")}
    assert alike == {"任补其一，佐证等级可由2级升到3级"}
    assert reasons.lift_share(tie, "sc-city-chain").zh == ""
    one = result("scale", "sc-province-list+")
    assert reasons.lift_share(one, "sc-province-list").zh == "补上佐证，佐证等级可由2级升到3级"
    both = result("technology", "te-lead+ te-nation-list+")
    assert reasons.lift_share(both, "te-lead").zh.startswith("一并补上佐证，")


def test_a_target_below_the_claim_is_proven_by_itself() -> None:
    rating = Rating("scale", answers=answers("sc-nation-list+ sc-province-list+"), target=2)
    made = report_of(rating).trait("scale").result
    assert (made.claim, made.proven) == (4, 2)
    assert reasons.proven_reason(FRAMEWORK, made).zh == "目标等级已有佐证"


def test_progress_counts_what_is_met_missing_and_open() -> None:
    assert reasons.example_progress(1, 1, 1).zh == "3项条件中符合1项、不符合1项、不掌握1项"
    assert reasons.example_progress(1, 0, 0).en == "1 of 1 condition met"


def test_a_lift_says_what_it_takes_and_what_it_changes() -> None:
    trait = FRAMEWORK.trait_by_slug["scale"]
    lift = Lift("scale", (("sc-province-list",),), grade=1, lower=2, higher=3, stage_gain=0)
    text = reasons.lift_text(trait, lift)
    assert text.zh.endswith("的佐证（至少为自述），佐证等级由2级升到3级")
    gain = reasons.lift_text(trait, replace(lift, stage_gain=1))
    assert gain.zh == f"{text.zh}，总体已证实的等级提高1级"
    assert gain.en.endswith("the level proven as a whole by 1")
