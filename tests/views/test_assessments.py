"""Starting, listing, checking, submitting: everything round the trait pages."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as actions
from benchmark.actions.assessments import FigureRow
from benchmark.models import Assessment, Comparator, Industry
from benchmark.scoring.assessment import Evidence as Item
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble, content, new_industry

from .pages import Page, page

NEW = {
    "industry": "",
    "period": "2025",
    "new-name": "超硬材料",
    "new-place": "许都市",
    "new-sector": "new-materials",
    "new-description": "",
}
LEAVES = ("", "settings/", "delete/", "check/", "submit/", "reopen/", "review/", "traits/scale/")


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


def own(cast: Cast, leaf: str = "") -> str:
    return f"/assessments/{cast.draft.pk}/{leaf}"


def start(client: Client, **more: object) -> Page:
    response = client.post("/assessments/new/", NEW | more)
    assert response.status_code == 200
    return Page(response.content)


def save(cast: Cast, trait: str, **said: object) -> None:
    rating = cast.rating(trait)
    actions.save_rating(
        rating=rating,
        revision=rating.revision,
        content=content(**said),  # type: ignore[arg-type]
    )


def submit(cast: Cast) -> None:
    answer_all(cast.draft)
    actions.submit(assessment=cast.draft, user=cast.alice)


def summary(shown: Page) -> list[str]:
    return list(shown.root.xpath("//div[@class='error-summary']//a/@href"))


# Whose it is


@pytest.mark.parametrize("leaf", LEAVES)
def test_of_another_office_there_is_nothing(client: Client, cast: Cast, leaf: str) -> None:
    for outsider in (cast.charlie, cast.dora):
        client.force_login(outsider)
        assert client.get(own(cast, leaf)).status_code == 404
        assert client.post(own(cast, leaf)).status_code == 404
    client.logout()
    assert client.get(own(cast, leaf)).headers["Location"] == f"/sign-in/?next={own(cast, leaf)}"
    # A form with text asks for the password on the spot, so that what was typed is not lost.
    sent = client.post(own(cast, leaf))
    assert sent.status_code == (401 if leaf in ("settings/", "traits/scale/") else 302)
    assert "智能电力装备" not in sent.content.decode()
    assert Assessment.objects.get() == cast.draft


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("pk", ["0", "999999", str(2**63), "9" * 60])
def test_what_no_key_can_be_is_not_found(client: Client, pk: str, leaf: str) -> None:
    assert client.get(f"/assessments/{pk}/{leaf}").status_code == 404


def test_lists_hold_ones_own_only(client: Client, cast: Cast) -> None:
    client.force_login(cast.charlie)
    assert "还没有自评" in page(client, "/assessments/").text
    assert len(client.get("/assessments.csv").content.splitlines()) == 1
    client.force_login(cast.dora)
    assert "还没有归属单位" in page(client, "/assessments/").text
    assert client.get("/assessments/new/").headers["Location"] == "/assessments/"
    client.logout()
    for url in ("/assessments/", "/assessments.xlsx", "/assessments/new/"):
        assert client.get(url).headers["Location"] == f"/sign-in/?next={url}"


def test_another_offices_industry_cannot_be_assessed(client: Client, cast: Cast) -> None:
    theirs = new_industry(cast.charlie)
    told = start(client, industry=str(theirs.pk))
    assert summary(told) == ["#id_industry"]
    assert Assessment.objects.count() == 1


# List


def test_the_list_says_how_far_each_is(client: Client, cast: Cast) -> None:
    save(cast, "scale", claim=3)
    shown = page(client, "/assessments/")
    assert "智能电力装备 许都市 2025 草稿 已填写1/7项" in shown.text
    assert shown.links()["智能电力装备"] == own(cast)


def test_the_list_can_be_taken_away(client: Client, cast: Cast) -> None:
    hostile = new_industry(cast.alice, "=1+1<b>")
    actions.start_assessment(
        user=cast.alice, framework=cast.framework.slug, industry=hostile, period=2024
    )
    response = client.get("/assessments.csv")
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[1][:6] == ["'=1+1<b>", "许都市", "高端装备制造", "2024", "草稿", "0"]
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/assessments.xlsx").content)).active
    assert sheet["A2"].value == "=1+1<b>"
    assert sheet["A2"].data_type == "s"
    assert client.get("/assessments.pdf").status_code == 404


def test_the_list_is_paginated_at_the_same_cost(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/assessments/")
    with django_assert_num_queries(4):
        client.get("/assessments/")
    for year in range(1990, 2025):
        actions.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=year
        )
    with django_assert_num_queries(4):
        assert "第1页，共2页" in page(client, "/assessments/").text
    for odd in ("2", "99999999999999999999", "-1", "x\x00"):
        assert client.get("/assessments/", {"page": odd}).status_code == 200


# Start


def test_a_new_industry_is_assessed(client: Client, cast: Cast) -> None:
    chosen = ["suzhou-nano", "ningbo-magnetic"]
    response = client.post("/assessments/new/", NEW | {"comparators": chosen})
    made = Assessment.objects.get(industry__name="超硬材料")
    assert response.headers["Location"] == made.get_absolute_url()
    assert made.industry.organisation == cast.bob.organisation
    assert made.created_by == cast.bob
    assert list(Comparator.objects.values_list("cluster__slug", flat=True)) == chosen


def test_an_industry_is_assessed_again_next_year(client: Client, cast: Cast) -> None:
    said = {"industry": str(cast.industry.pk), "period": "２０２６年"}
    assert client.post("/assessments/new/", said).status_code == 302
    assert Assessment.objects.filter(industry=cast.industry).count() == 2
    assert Industry.objects.count() == 1


def test_next_year_begins_with_what_was_collected_but_no_level(client: Client, cast: Cast) -> None:
    figure = FigureRow("output", Decimal("186.4"), "exact", "亿元", "智能电力装备", 2024)
    said = {"rationale": "按统计公报", "target": 4, "target_year": 2028, "figures": (figure,)}
    save(cast, "scale", claim=3, evidence=(Item(2, "统计公报"),), **said)
    weights = dict.fromkeys(("scale", "market-share", "chain", "leaders", "technology"), 10)
    weights |= {"first-mover": 20, "innovation": 30}
    actions.change_settings(
        assessment=cast.draft, comparators=["nanjing-smart-grid"], weights=weights
    )
    begun = page(client, f"/assessments/new/?industry={cast.industry.pk}").root
    assert begun.get_element_by_id("id_period").value == "2026"
    assert begun.get_element_by_id("id_carry").checked
    again = {"industry": str(cast.industry.pk), "period": "2026", "carry": "on"}
    shown = page(client, client.post("/assessments/new/", again).headers["Location"])
    made = Assessment.objects.get(period=2026)
    scale = made.ratings.get(trait__slug="scale")
    assert (scale.state, scale.claim, scale.rationale) == ("unanswered", None, "按统计公报")
    assert (scale.target, scale.target_year) == (4, 2028)
    assert (scale.evidence.get().title, scale.figures.get().year) == ("统计公报", 2024)
    assert made.weights == weights
    assert made.comparators.get().slug == "nanjing-smart-grid"
    assert "已带入2025年自评的内容" in shown.text
    assert shown.links()["2025年自评3级"] == own(cast, "traits/scale/")
    assert shown.links()["2025年未评定"] == own(cast, "traits/innovation/")


def test_comparators_chosen_anew_take_the_place_of_the_earlier_ones(
    client: Client, cast: Cast
) -> None:
    actions.change_settings(assessment=cast.draft, comparators=["xian-aviation"], weights=None)
    again = {"industry": str(cast.industry.pk), "period": "2026", "carry": "on"}
    client.post("/assessments/new/", again | {"comparators": ["suzhou-nano"]})
    assert Assessment.objects.get(period=2026).comparators.get().slug == "suzhou-nano"


def test_nothing_is_carried_over_unless_it_is_asked_for_and_there(
    client: Client, cast: Cast
) -> None:
    save(cast, "scale", claim=3, rationale="按统计公报")
    again = {"industry": str(cast.industry.pk)}
    client.post("/assessments/new/", again | {"period": "2026"})
    client.post("/assessments/new/", again | {"period": "2024", "carry": "on"})
    for made in Assessment.objects.exclude(pk=cast.draft.pk):
        assert not made.ratings.exclude(state="unanswered").exists()
        assert set(made.ratings.values_list("rationale", flat=True)) == {""}
    first = page(client, Assessment.objects.get(period=2024).get_absolute_url())
    assert "年自评3级" not in first.text
    other = new_industry(cast.alice, "超硬材料")
    unused = page(client, f"/assessments/new/?industry={other.pk}").root
    assert unused.get_element_by_id("id_period").value == str(localdate().year - 1)


def test_a_year_that_answers_nothing_is_passed_over(client: Client, cast: Cast) -> None:
    save(cast, "scale", claim=3, rationale="按统计公报")
    again = {"industry": str(cast.industry.pk)}
    client.post("/assessments/new/", again | {"period": "2026"})
    client.post("/assessments/new/", again | {"period": "2027", "carry": "on"})
    made = Assessment.objects.get(period=2027)
    assert made.ratings.get(trait__slug="scale").rationale == "按统计公报"
    assert "2025年自评3级" in page(client, made.get_absolute_url()).links()


def test_a_submitted_assessment_leads_to_the_next_year_s(client: Client, cast: Cast) -> None:
    submit(cast)
    address = page(client, own(cast)).links()["新建下一年度自评"]
    chosen = page(client, address).root.get_element_by_id("id_industry").value
    assert chosen == str(cast.industry.pk)


def test_every_field_s_suggestions_are_at_hand_and_one_is_shown(client: Client, cast: Cast) -> None:
    shown = page(client, "/assessments/new/").root.xpath("//*[@data-suggested-for]")
    assert len(shown) == 6
    assert all("hidden" in each.attrib for each in shown)
    (option,) = page(client, "/assessments/new/").root.xpath("//option[@data-sector]")
    assert (option.get("data-sector"), option.get("data-next")) == ("high-end-equipment", "2026")
    told = start(client, period="").root.xpath("//*[@data-suggested-for and not(@hidden)]")
    assert [each.get("data-suggested-for") for each in told] == [NEW["new-sector"]]


def test_the_same_year_leads_to_what_is_there(client: Client, cast: Cast) -> None:
    told = start(client, industry=str(cast.industry.pk))
    assert told.links("//div[@class='error-summary']") == {
        "“许都市智能电力装备”2025年的自评已经存在，请打开它继续。": own(cast)
    }


def test_an_industry_typed_again_is_the_one_that_is_there(client: Client, cast: Cast) -> None:
    again = {"new-name": cast.industry.name, "new-sector": cast.industry.sector}
    told = start(client, **again)
    assert summary(told) == [own(cast)]
    assert client.post("/assessments/new/", NEW | again | {"period": "2024"}).status_code == 302
    assert Industry.objects.count() == 1
    told = start(client, **again | {"new-sector": "biotech", "period": "2023"})
    assert summary(told) == [cast.industry.get_absolute_url()]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"period": ""}, "#id_period"),
        ({"period": "二〇二五"}, "#id_period"),
        ({"period": "1"}, "#id_period"),
        ({"period": "9" * 5000}, "#id_period"),
        ({"new-name": " "}, "#id_new-name"),
        ({"new-name": "a\x00b"}, "#id_new-name"),
        ({"new-name": "料" * 201}, "#id_new-name"),
        ({"new-place": ""}, "#id_new-place"),
        ({"new-sector": ""}, "#id_new-sector"),
        ({"new-sector": "luck"}, "#id_new-sector"),
        ({"new-description": "\x07"}, "#id_new-description"),
        ({"comparators": ["luck"]}, "#id_comparators"),
    ],
)
def test_what_is_wrong_is_said_with_the_rest_kept(
    client: Client, said: dict[str, object], field: str
) -> None:
    told = start(client, **{"comparators": ["suzhou-nano"], **said})
    assert summary(told) == [field]
    assert told.root.get_element_by_id(field.removeprefix("#")) is not None
    if field != "#id_comparators":
        assert told.root.get_element_by_id("id_comparators_suzhou-nano").checked
    assert Assessment.objects.count() == Industry.objects.count() == 1


def test_a_fourth_comparator_is_refused_by_name(client: Client, cast: Cast) -> None:
    four = [cluster.slug for cluster in cast.framework.clusters[:4]]
    assert "最多选3个，现在选了4个" in start(client, comparators=four).text


def test_comparators_are_suggested_by_field_with_the_reason(client: Client, cast: Cast) -> None:
    shown = page(client, f"/assessments/new/?industry={cast.industry.pk}&comparator=wuxi-iot")
    assert (
        "江苏省南京市新型电力（智能电网）装备集群：同属高端装备制造领域；参阅材料所载4条"
        in shown.text
    )
    assert shown.all("//fieldset[@id='id_comparators']/fieldset/legend")[0] == "高端装备制造"
    assert len(shown.root.xpath("//input[@name='comparators']")) == 25
    assert shown.root.get_element_by_id("id_comparators_wuxi-iot").checked
    assert "严禁录入涉密信息" in shown.text


# Task list and settings


def test_the_task_list_says_what_is_missing_and_what_comes_next(client: Client, cast: Cast) -> None:
    save(
        cast, "first-mover", claim=4, rationale="有", evidence=(Item(2, "市志", "档案馆", "2020"),)
    )
    save(cast, "scale", claim=4)
    save(cast, "market-share", state="unknown")
    shown = page(client, own(cast))
    first, second, third, fourth = shown.all("//ol[@class='task-list']/li")[:4]
    assert "自评4级，佐证4级" in first
    assert "没有缺项" in first
    assert "自评4级，佐证2级" in second
    assert "无佐证，最高按2级计" in second
    assert "没有写评定理由" in second
    assert "数据待取得" in third
    assert "尚未填写" in fourth
    assert "已填写3项，共7项" in shown.text
    assert shown.links()["继续填写：完整产业链"] == own(cast, "traits/chain/")
    assert shown.links()["检查"] == own(cast, "check/")


def test_a_draft_that_nobody_has_begun_is_begun_not_continued(client: Client, cast: Cast) -> None:
    shown = page(client, own(cast))
    assert shown.links()["开始填写：先发优势"] == own(cast, "traits/first-mover/")
    assert "继续填写" not in shown.text


def test_home_leads_on_with_the_draft_that_was_changed_last(client: Client, cast: Cast) -> None:
    assert page(client, "/").links()["继续填写：许都市智能电力装备 2025"] == own(cast)
    submit(cast)
    assert page(client, "/").links()["开始自评"] == "/assessments/new/"
    client.force_login(cast.charlie)
    assert "继续填写" not in page(client, "/").text


def test_the_list_offers_the_next_year_of_what_is_submitted_last(
    client: Client, cast: Cast
) -> None:
    submit(cast)
    offered = f"/assessments/new/?industry={cast.industry.pk}"
    assert page(client, "/assessments/").links()["新建下一年度自评"] == offered
    client.post("/assessments/new/", {"industry": str(cast.industry.pk), "period": "2026"})
    assert "新建下一年度自评" not in page(client, "/assessments/").text


def test_without_comparators_some_are_suggested(client: Client, cast: Cast) -> None:
    assert "还没有选比较对象" in page(client, own(cast)).text
    actions.change_settings(assessment=cast.draft, comparators=["xian-aviation"], weights=None)
    shown = page(client, own(cast)).text
    assert "还没有选比较对象" not in shown
    assert "陕西省西安市航空集群" in shown


def settings(client: Client, cast: Cast, **said: object) -> Page | None:
    response = client.post(own(cast, "settings/"), said)
    return Page(response.content) if response.status_code == 200 else None


def weights(*points: object) -> dict[str, object]:
    names = ["first-mover", "scale", "market-share", "chain", "leaders", "technology", "innovation"]
    return {f"weight-{name}": value for name, value in zip(names, points, strict=True)}


def test_settings_are_shown_and_changed(client: Client, cast: Cast) -> None:
    said = weights(10, 20, 20, 20, 10, 10, 10)
    assert settings(client, cast, comparators=["wuxi-iot"], **said) is None
    cast.draft.refresh_from_db()
    assert cast.draft.weights is not None
    assert cast.draft.weights["scale"] == 20
    shown = page(client, own(cast, "settings/"))
    assert shown.root.get_element_by_id("id_weight-scale").value == "20"
    assert shown.root.get_element_by_id("id_comparators_wuxi-iot").checked
    assert settings(client, cast, **weights(*[""] * 7)) is None
    cast.draft.refresh_from_db()
    assert cast.draft.weights is None
    assert not Comparator.objects.exists()


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ((10, 20, 20, 20, 10, 10, 9), "七项权重之和应为100，现为99"),
        ((10, 20, 20, 20, 10, 20, ""), "七项都要填写"),
        ((0, 30, 20, 20, 10, 10, 10), "大于或等于1"),
        (("x", 30, 20, 20, 10, 10, 10), "1至100的整数"),
        (("9" * 5000, 30, 20, 20, 10, 10, 10), "1至100的整数"),
    ],
)
def test_weights_that_do_not_add_up_are_refused(
    client: Client, cast: Cast, points: tuple[object, ...], message: str
) -> None:
    told = settings(client, cast, **weights(*points))
    assert told is not None
    assert message in told.text
    cast.draft.refresh_from_db()
    assert cast.draft.weights is None


def test_a_wrong_sum_leads_to_the_first_weight(client: Client, cast: Cast) -> None:
    told = settings(client, cast, **weights(10, 20, 20, 20, 10, 10, 9))
    assert told is not None
    message = "七项权重之和应为100，现为99。"
    assert told.links()[message] == "#id_weight-first-mover"
    marked = told.root.xpath("//*[@aria-invalid='true']/@id")
    assert marked == ["id_weight-first-mover"]


# Check, submission and after


def test_the_check_groups_problems_and_leads_to_each_field(client: Client, cast: Cast) -> None:
    begun = FigureRow("national-output-share", None, "exact", "%")
    evidence = (Item(1, "甲", "工信局", "2025"), Item(3, "乙", "统计局", "2025"))
    save(cast, "scale", claim=5, rationale="有", target=4, evidence=evidence, figures=(begun,))
    save(cast, "chain", claim=4, rationale="有")
    shown = page(client, own(cast, "check/"))
    must = shown.all("//section[.//*[contains(@class, 'chip-must')]]/h2")
    assert [heading.partition(" ")[0] for heading in must] == [
        "尚未填写：请评定等级，或选“暂未掌握”",
        "指标数据没有数值",
    ]
    links = shown.root.xpath("//section[@class='check-group']//a/@href")
    traits = ("first-mover", "market-share", "leaders", "technology", "innovation")
    assert links[:5] == [own(cast, f"traits/{trait}/#id_answer") for trait in traits]
    # The second of three indicators: its row is the page's second, though stored as the first.
    assert links[5] == own(cast, "traits/scale/#id_figures-1-value")
    assert own(cast, "traits/scale/#id_evidence-1-url") in links
    assert own(cast, "traits/scale/#id_target") in links
    assert own(cast, "traits/scale/#id_target_year") in links
    assert own(cast, "traits/chain/#evidence") in links
    assert "还不能提交" in shown.text
    for link in dict.fromkeys(links):
        address, _, field = link.partition("#")
        assert page(client, address).root.get_element_by_id(field) is not None, link


def test_impossible_years_are_advice_in_check_and_report(client: Client, cast: Cast) -> None:
    answer_all(cast.draft)
    figure = FigureRow("output", Decimal("186.4"), "exact", "亿元", "智能电力装备", 2088)
    evidence = (Item(2, "统计公报", "统计局", "2090-01"),)
    said = {"evidence": evidence, "figures": (figure,), "rationale": "有"}
    save(cast, "scale", claim=3, target=4, target_year=1999, **said)
    shown = page(client, own(cast, "check/"))
    groups = dict(
        zip(
            shown.all("//section[@class='check-group']/h2"),
            shown.root.xpath("//section[@class='check-group']//a/@href"),
            strict=True,
        )
    )
    assert groups == {
        "目标年份不晚于评估年度": own(cast, "traits/scale/#id_target_year"),
        "佐证材料的日期晚于评估年度的下一年": own(cast, "traits/scale/#id_evidence-0-date"),
        "指标数据的年份晚于评估年度": own(cast, "traits/scale/#id_figures-0-year"),
    }
    assert shown.all("//main//form//button") == ["提交"]
    report = page(client, own(cast, "report/")).text
    assert [heading for heading in groups if heading not in report] == []


def test_an_incomplete_assessment_is_not_submitted(client: Client, cast: Cast) -> None:
    response = client.post(own(cast, "submit/"), follow=True)
    assert response.redirect_chain == [(own(cast, "check/"), 302)]
    assert "还不能提交" in Page(response.content).text
    cast.draft.refresh_from_db()
    assert cast.draft.is_draft


def test_the_check_shows_what_would_be_frozen_with_comparators_and_weights(
    client: Client, cast: Cast
) -> None:
    assert "比较对象：未选 权重：等权" in page(client, own(cast, "check/")).text
    slugs = [trait.slug for trait in cast.framework.traits]
    weights = dict.fromkeys(slugs, 10) | {slugs[0]: 40}
    actions.change_settings(assessment=cast.draft, comparators=["suzhou-nano"], weights=weights)
    save(cast, "scale", claim=3, evidence=(Item(2, "统计公报"),))
    shown = page(client, own(cast, "check/"))
    assert "比较对象：江苏省苏州市纳米新材料集群 权重：先发优势 40、产业规模 10、" in shown.text
    assert "2 产业规模 3级 全省前列 3级 4级 默认 1 0" in shown.all("//table//tbody/tr")


def test_submitting_freezes(client: Client, cast: Cast) -> None:
    answer_all(cast.draft)
    shown = page(client, own(cast, "check/"))
    assert shown.all("//main//form//button") == ["提交"]
    told = Page(client.post(own(cast, "submit/"), follow=True).content)
    assert "已提交。内容已冻结" in told.text
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
    told = Page(client.post(own(cast, "submit/"), follow=True).content)
    assert "内容不能再改" in told.text


def test_a_colleague_reviews_and_it_is_final(client: Client, cast: Cast) -> None:
    submit(cast)
    assert "已记录复核" in Page(client.post(own(cast, "review/"), follow=True).content).text
    cast.draft.refresh_from_db()
    assert (cast.draft.status, cast.draft.reviewed_by) == ("reviewed", cast.bob)
    told = Page(client.post(own(cast, "reopen/"), follow=True).content)
    assert "尚未复核的自评可以退回" in told.text
    shown = page(client, own(cast))
    assert "bob" in shown.text
    assert not shown.all("//main//form")


def test_what_is_submitted_can_go_back_to_draft(client: Client, cast: Cast) -> None:
    submit(cast)
    assert "已退回草稿" in Page(client.post(own(cast, "reopen/"), follow=True).content).text
    assert (
        "尚未复核的自评可以复核"
        in Page(client.post(own(cast, "review/"), follow=True).content).text
    )
    cast.draft.refresh_from_db()
    assert cast.draft.is_draft


@pytest.mark.parametrize("leaf", ["submit/", "reopen/", "review/"])
def test_a_visit_without_a_form_changes_nothing(client: Client, cast: Cast, leaf: str) -> None:
    submit(cast)
    assert client.get(own(cast, leaf)).status_code == 302
    cast.draft.refresh_from_db()
    assert cast.draft.status == "submitted"


def test_deleting_asks_first(client: Client, cast: Cast) -> None:
    assert "不能恢复" in page(client, own(cast, "delete/")).text
    assert Assessment.objects.exists()
    assert "已删除" in Page(client.post(own(cast, "delete/"), follow=True).content).text
    assert not Assessment.objects.exists()
    assert Industry.objects.get() == cast.industry


def test_text_of_users_is_literal_everywhere(client: Client, cast: Cast) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    actions.change_industry(
        industry=cast.industry, name=hostile, place=hostile, sector="other", description=hostile
    )
    for url in ("/assessments/", "/industries/", *(own(cast, leaf) for leaf in LEAVES[:4])):
        body = client.get(url).content.decode()
        assert "<script>alert" not in body, url
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in body, url


def test_a_shared_computer_keeps_no_page(client: Client, cast: Cast) -> None:
    for url in ("/assessments/", own(cast), own(cast, "traits/scale/"), "/assessments.csv"):
        assert client.get(url).headers["Cache-Control"] == "private, no-cache"
