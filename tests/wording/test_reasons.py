"""Sentences that say why."""

from __future__ import annotations

from benchmark.scoring.assessment import Rating
from benchmark.scoring.conditions import findings
from benchmark.scoring.framework import Text
from benchmark.scoring.practices import offers
from benchmark.wording.reasons import (
    condition_reason,
    difference_text,
    offer_reason,
    proof_reason,
)
from tests.scoring.builders import FRAMEWORK, LEVEL_4, assessed, figure, of_one, proof, rated


def reason(rating: Rating, slug: str) -> Text:
    found = findings(FRAMEWORK.trait_by_slug[rating.trait], rating)
    return condition_reason(FRAMEWORK, next(f for f in found if f.condition.slug == slug))


def short_by(rating: Rating, slug: str) -> Text:
    found = findings(FRAMEWORK.trait_by_slug[rating.trait], rating)
    difference = next(f for f in found if f.condition.slug == slug).difference
    assert difference is not None
    return difference_text(difference)


def test_a_condition_says_by_what_it_stands_as_it_does():
    own = rated("innovation", ["in-joint"], figures=[figure("rd-staff", "320")])
    assert reason(own, "in-staff-500").zh == "按数据320人（2024年）判定"
    assert reason(own, "in-joint").zh == "按所作回答"
    assert reason(own, "in-review").en == "not answered yet"
    assert reason(rated("innovation", ["in-national-any"]), "in-city-platform").zh == (
        "“有国家级创新平台（含国家企业技术中心）”符合，此条件随之符合"
    )
    below = reason(rated("scale", not_met=["sc-share-5"]), "sc-share-22")
    assert below.en == "follows from what is not met: 5% or more of the national industry"
    clash = rated("chain", ["ch-all-named"], ["ch-make"])
    assert "相矛盾" in reason(clash, "ch-all-named").zh


def test_a_difference_says_how_far_and_how_it_is_counted():
    share = rated("scale", figures=[figure("national-output-share", "15", "about")])
    assert short_by(share, "sc-share-22") == Text(
        "差约5.9个百分点（按不低于20.9%计）",
        "short by about 5.9 percentage points (counted to 20.9%)",
    )
    staff = rated("innovation", figures=[figure("rd-staff", "30000")])
    assert short_by(staff, "in-staff-30000").zh == "差0人，须超过30000人"


def test_proof_says_what_is_carried_and_what_it_takes():
    assert "尚不能" in proof_reason(of_one(Rating("scale"))).zh
    assert proof_reason(of_one(LEVEL_4["scale"], [proof("sc-nation-list")])).zh == "佐证足以支持4级"
    one = proof_reason(of_one(LEVEL_4["scale"]))
    assert (
        one.zh
        == "现有佐证只支持2级；要佐证4级，还有1个条件须有“本单位有日期的文件或统计”或更强的佐证"
    )
    assert "on 1 more condition:" in one.en
    assert "on 2 more conditions:" in proof_reason(of_one(LEVEL_4["technology"])).en


def test_an_offer_says_what_it_helps_and_where_it_is_from():
    rating = rated("chain", ["ch-suppliers"], ["ch-make", "ch-coverage-80"], target=3)
    given = assessed(rating, comparators=("qingdao-rail",))
    first, *_, last = offers(FRAMEWORK, given, of_one(rating, comparators=("qingdao-rail",)))
    assert (
        offer_reason(FRAMEWORK, first).zh == "直接有助于“制造环节覆盖率80%以上”；出自所选对标集群"
    )
    assert offer_reason(FRAMEWORK, last).en.startswith("helps indirectly: ")
