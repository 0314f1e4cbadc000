"""Before an assessment is shown: what to mend and where, submission, review."""

from __future__ import annotations

import lxml.html
import pytest
from django.test import Client

from benchmark.actions import assessments as actions
from benchmark.models import Assessment, OwnFigure
from tests.cast import Cast, answer_all, item

from .drafts import cast, client, own, pressed, submit
from .pages import Page, page

__all__ = ["cast", "client"]


def groups(shown: Page) -> dict[str, list[str]]:
    """Where each kind of problem leads, by its heading, whose count is left out."""
    return {
        " ".join(section.find("h2").text.split()): section.xpath(".//a/@href")
        for section in shown.root.xpath("//section[@class='check-group']")
    }


def test_every_problem_leads_to_its_fix(client: Client, cast: Cast) -> None:
    begun = cast.figure("national-output-share", None)
    bare = cast.figure("output", "186.4")
    named, nameless = item(3, "名单", conditions=("sc-province-list",)), item(1, "")
    cast.save(
        "scale",
        answers={"sc-city-chain": "met", "sc-city-top5": "not_met"},
        target=3,
        figures=(bare, begun),
        evidence=(named, nameless),
    )
    pair = {"te-lead": "met", "te-standards-1": "not_met"}
    cast.save("technology", answers=pair)
    shown = page(client, own(cast, "check/"))
    found = groups(shown)
    scale, technology = own(cast, "traits/scale/"), own(cast, "traits/technology/")
    assert found["指标数据没有数值"] == [f"{scale}#id_figure-{begun.key}-value"]
    assert found["指标数据没有年份，或没有佐证材料载有"] == [f"{scale}#id_figure-{bare.key}-year"]
    assert "没有年份；没有佐证材料载有" in shown.text
    assert f"{scale}#c-sc-nation-top10" in found["条件尚未回答"]
    assert found["符合，但没有佐证材料"][0] == f"{scale}#c-sc-city-chain"
    assert found["没有写说明"] == [f"{scale}#rationale"]
    assert found["设定了目标等级，但没有目标年份"] == [f"{scale}#id_target_year"]
    fields = f"{scale}#id_evidence-{nameless.key}"
    assert found["佐证材料没有标题"] == [f"{fields}-title"]
    assert found["佐证材料没有指明所证明的条件，不起佐证作用"] == [f"{fields}-conditions"]
    unmet = f"{scale}#id_evidence-{named.key}-conditions"
    assert found["佐证材料所指的条件不是“符合”"] == [unmet]
    assert found["与另一条件的回答相矛盾：符合此条件的，也应符合那一条件"] == [
        f"{technology}#c-te-lead"
    ]
    for link in {link for links in found.values() for link in links}:
        address, _, place = link.partition("#")
        assert not place or page(client, address).root.get_element_by_id(place) is not None, link


def test_what_must_be_settled_comes_first_and_is_counted(client: Client, cast: Cast) -> None:
    cast.save("scale", figures=(cast.figure("output", None),))
    shown = page(client, own(cast, "check/"))
    must = shown.all("//section[.//*[contains(@class, 'chip-must')]]/h2")
    assert [heading.partition(" ")[0] for heading in must] == [
        "尚未填写：请回答条件或填写数据，或选“暂未掌握”",
        "指标数据没有数值",
    ]
    assert shown.all("//section/h2")[: len(must)] == must
    assert "提交前必须处理8处" in shown.text
    assert "还不能提交" in shown.text
    assert "提交" not in shown.all("//main//form//button")


def test_where_nothing_must_be_settled_it_begins_with_what_may_be(
    client: Client, cast: Cast
) -> None:
    answer_all(cast.draft)
    cast.save("scale", answers={"sc-city-chain": "met"})
    said = page(client, own(cast, "check/")).all("//p[@class='running']")[0]
    assert said.startswith("有")
    assert "处可以补充，补了结果更可靠；不改也能提交。" in said
    assert "另有" not in said


def test_alike_problems_of_an_item_stand_in_one_line(client: Client, cast: Cast) -> None:
    proof = item(2, "台账", conditions=("sc-city-chain", "sc-city-top5"))
    cast.save("scale", answers={"sc-nation-list": "met"}, evidence=(proof,))
    shown = page(client, own(cast, "check/"))
    (line,) = [
        text
        for text in shown.all("//section[@aria-labelledby='evidence_for_unmet']//li/ul/li")
        if "台账" in text
    ]
    assert line == "台账 列入市级（县级）重点产业链；营业收入居本市（县）重点产业前五"


def test_unanswered_traits_are_marked_not_known_at_once(client: Client, cast: Cast) -> None:
    cast.save("scale", answers={"sc-city-chain": "met"})
    shown = page(client, own(cast, "check/"))
    offered = shown.root.xpath("//input[@name='trait' and @checked]/@value")
    assert offered == [t.slug for t in cast.framework.traits if t.slug != "scale"]
    told = pressed(client, own(cast, "not-known/"), trait=[*offered[1:], "scale", "luck"])
    assert "5项特征已标为暂未掌握" in told.text
    marked = cast.draft.ratings.filter(not_known=True).values_list("trait__slug", flat=True)
    assert set(marked) == {*offered[1:]}
    assert told.root.xpath("//input[@name='trait']/@value") == ["first-mover"]


def test_what_has_a_target_is_not_marked(cast: Cast) -> None:
    cast.save("chain", target=4)
    marked = actions.mark_not_known(assessment=cast.draft, traits=["chain"], user=cast.bob)
    assert marked == 0


def test_a_submitted_assessment_is_not_marked(client: Client, cast: Cast) -> None:
    submit(cast)
    assert "内容不能再改" in pressed(client, own(cast, "not-known/"), trait=["scale"]).text


def test_figures_without_a_year_get_one_at_once(client: Client, cast: Cast) -> None:
    cast.save(
        "scale",
        figures=(
            cast.figure("output", "406"),
            cast.figure("national-output-share", "2", year=2023),
        ),
    )
    cast.save("chain", figures=(cast.figure("segment-coverage", "68"),))
    form = "//form[@class='fill-years']"
    (asked,) = page(client, own(cast, "check/")).all(form)
    assert "2个数据没有年份" in asked

    told = pressed(client, own(cast, "fill-years/"), year="２０２４年")

    assert "2个数据已填上年份" in told.text
    assert told.all(form) == []
    years = OwnFigure.objects.filter(rating__assessment=cast.draft).values_list(
        "indicator__slug", "year"
    )
    assert dict(years) == {"output": 2024, "national-output-share": 2023, "segment-coverage": 2024}


def test_an_open_page_learns_that_a_year_was_filled_in(cast: Cast) -> None:
    cast.save("scale", figures=(cast.figure("output", "406"),))
    before = cast.draft.ratings.get(trait__slug="scale").revision
    actions.fill_years(assessment=cast.draft, year=2024, user=cast.bob)
    assert cast.draft.ratings.get(trait__slug="scale").revision == before + 1


@pytest.mark.parametrize("year", ["", "去年", "1899", "2101"])
def test_what_is_no_year_is_told_and_stays(client: Client, cast: Cast, year: str) -> None:
    cast.save("scale", figures=(cast.figure("output", "406"),))
    response = client.post(own(cast, "fill-years/"), {"year": year})
    root = lxml.html.fromstring(response.content.decode())
    assert root.xpath("//form[@class='fill-years']//input[@name='year']/@value") == [year] * bool(
        year
    )
    assert root.xpath("//form[@class='fill-years']//p[@class='text-danger small mb-0']")
    assert OwnFigure.objects.get(rating__assessment=cast.draft).year is None


def test_a_submitted_assessment_gets_no_year(client: Client, cast: Cast) -> None:
    submit(cast)
    assert "内容不能再改" in pressed(client, own(cast, "fill-years/"), year="2024").text


def test_what_lifts_a_level_comes_first_the_rest_is_folded(client: Client, cast: Cast) -> None:
    cast.save("scale", answers={"sc-city-chain": "met", "sc-province-list": "met"})
    shown = page(client, own(cast, "check/"))
    section = "//section[@aria-labelledby='met_without_evidence']"
    (first,) = shown.all(f"{section}/ul//li/ul/li")
    assert "列入省级重点产业链" in first
    assert "升到3级" in first
    (folded,) = shown.all(f"{section}/details")
    assert "另1条，补上佐证不改变等级" in folded
    assert "列入市级（县级）重点产业链" in folded


def test_last_year_s_answers_stand_beside_what_is_open(client: Client, cast: Cast) -> None:
    cast.save("scale", answers={"sc-city-chain": "met"}, rationale="按统计公报")
    made = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    cast.save("scale", made, answers={"sc-city-top5": "met"}, rationale="按统计公报")
    shown = page(client, f"{made.get_absolute_url()}check/")
    assert "列入市级（县级）重点产业链 上一年：符合" in shown.text
    assert groups(shown)["与上一份自评完全相同，请确认是否需要更新"] == [
        f"{made.get_absolute_url()}traits/scale/#rationale"
    ]


def test_impossible_years_are_advice(client: Client, cast: Cast) -> None:
    answer_all(cast.draft)
    cast.save(
        "scale",
        answers={"sc-city-chain": "met"},
        target=4,
        target_year=1999,
        rationale="有",
        figures=(cast.figure("output", "186.4", year=2088),),
        evidence=(
            item(2, "公报", date="2090-01", conditions=("sc-city-chain",), indicators=("output",)),
        ),
    )
    shown = page(client, own(cast, "check/"))
    assert {"目标年份不晚于评估年度", "指标数据的年份晚于评估年度"} < set(groups(shown))
    assert "佐证材料的日期晚于评估年度的下一年" in groups(shown)
    assert shown.all("//main//form//button") == ["提交"]


def test_the_check_shows_what_would_be_frozen(client: Client, cast: Cast) -> None:
    assert "领导重点：未选 比较对象：未选" in page(client, own(cast, "check/")).text
    actions.change_settings(
        assessment=cast.draft, comparators=["suzhou-nano"], focus=["scale", "chain"]
    )
    cast.save(
        "scale", answers={"sc-city-chain": "met", "sc-city-top5": "not_met"}, evidence=(item(),)
    )
    shown = page(client, own(cast, "check/"))
    assert "佐证材料：1" in shown.text
    assert "领导重点：产业规模、完整产业链" in shown.text
    assert "比较对象：江苏省苏州市纳米新材料集群" in shown.text
    assert "2 产业规模 2级 成长 2级 3级 默认 2/10 0" in shown.all("//table//tbody/tr")


# Submission and after


def test_an_incomplete_assessment_is_not_submitted(client: Client, cast: Cast) -> None:
    response = client.post(own(cast, "submit/"), follow=True)
    assert response.redirect_chain == [(own(cast, "check/"), 302)]
    assert "还不能提交" in Page(response.content).text
    cast.draft.refresh_from_db()
    assert cast.draft.is_draft


def test_what_blocks_on_the_page_blocks_submission(cast: Cast) -> None:
    answer_all(cast.draft)
    untyped = item(0, "台账")
    cast.save("scale", not_known=True, evidence=(untyped,))
    with pytest.raises(actions.NotCompleteError) as told:
        actions.submit(assessment=cast.draft, user=cast.bob)
    assert [(r.kind, r.key) for r in told.value.reasons] == [
        ("evidence_without_grade", untyped.key)
    ]


def test_submitting_freezes(client: Client, cast: Cast) -> None:
    answer_all(cast.draft)
    shown = page(client, own(cast, "check/"))
    assert shown.all("//main//form//button") == ["提交"]
    assert "已提交。内容已冻结" in pressed(client, own(cast, "submit/")).text
    pressed(client, own(cast, "reopen/"))
    assert "没有另存新的一版" in pressed(client, own(cast, "submit/")).text
    cast.draft.refresh_from_db()
    assert (cast.draft.status, cast.draft.submitted_by) == ("submitted", cast.bob)
    for leaf in ("settings/", "delete/"):
        for response in (client.get(own(cast, leaf)), client.post(own(cast, leaf))):
            assert response.headers["Location"] == own(cast)
    assert "内容不能再改" in page(client, own(cast)).text
    assert Assessment.objects.count() == 1
    assert not page(client, own(cast, "check/")).all("//main//form")


def test_submitting_twice_is_told(client: Client, cast: Cast) -> None:
    submit(cast)
    assert "内容不能再改" in pressed(client, own(cast, "submit/")).text


def test_a_colleague_reviews_and_it_is_final(client: Client, cast: Cast) -> None:
    submit(cast)
    assert "已记录复核" in pressed(client, own(cast, "review/")).text
    cast.draft.refresh_from_db()
    assert (cast.draft.status, cast.draft.reviewed_by) == ("reviewed", cast.bob)
    assert "尚未复核的自评可以退回" in pressed(client, own(cast, "reopen/")).text
    shown = page(client, own(cast))
    assert "bob" in shown.text
    assert shown.all("//main//form//button") == ["新建下一年度自评"]


def test_what_is_submitted_can_go_back_to_draft(client: Client, cast: Cast) -> None:
    submit(cast)
    assert "已退回草稿" in pressed(client, own(cast, "reopen/")).text
    assert "尚未复核的自评可以复核" in pressed(client, own(cast, "review/")).text
    cast.draft.refresh_from_db()
    assert cast.draft.is_draft


@pytest.mark.parametrize("leaf", ["submit/", "reopen/", "review/", "not-known/", "fill-years/"])
def test_a_visit_without_a_form_changes_nothing(client: Client, cast: Cast, leaf: str) -> None:
    submit(cast)
    assert client.get(own(cast, leaf)).status_code == 302
    cast.draft.refresh_from_db()
    assert cast.draft.status == "submitted"
