"""Whose an assessment is, the list, the task list, settings, deletion."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as actions
from benchmark.actions.edit_marks import settings_mark
from benchmark.models import Assessment, Edition, Industry
from tests.cast import Cast, answer_all, item, new_industry

from .drafts import cast, client, own, pressed, submit
from .pages import Page, page, words

__all__ = ["cast", "client"]

LEAVES = (
    "",
    "settings/",
    "delete/",
    "check/",
    "not-known/",
    "fill-years/",
    "next-year/",
    "submit/",
    "reopen/",
    "review/",
    "traits/scale/",
)


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
    own_pages = ("/assessments/", own(cast), own(cast, "traits/scale/"), "/assessments.csv")
    frames = ("/", "/method/", "/search/?q=5G", "/no-such-page/", "/assessments/999999/")
    for url in (*own_pages, *frames):
        assert client.get(url).headers["Cache-Control"] == "private, no-store", url
    # The page that is left by signing out, and what is sent with it.
    assert client.post("/sign-out/").headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/method/").headers


# List


def test_the_list_says_how_far_each_is(client: Client, cast: Cast) -> None:
    cast.save("scale", answers={"sc-city-chain": "met"})
    shown = page(client, "/assessments/")
    assert "许都市智能电力装备产业 2025 草稿 已填写1/7项" in shown.text
    assert shown.links()["许都市智能电力装备产业"] == own(cast)


def test_a_row_has_one_way_on_and_a_menu(client: Client, cast: Cast) -> None:
    row = "//td[@class='row-actions']"
    shown = page(client, "/assessments/")
    assert shown.all(f"{row}/a") == ["继续填写 许都市智能电力装备产业 2025"]
    behind = shown.links(f"{row}/details")
    assert list(behind) == [
        "检查",
        "对比",
        "任务分解",
        "历年对照",
        "报告",
        "修改设置",
        "下载为 Excel 问卷",
    ]
    submit(cast)
    shown = page(client, "/assessments/")
    assert shown.all(f"{row}/a") == ["看报告 许都市智能电力装备产业 2025"]
    assert shown.all(f"{row}/details//button") == ["新建下一年度自评"]
    actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    assert "新建下一年度自评" not in page(client, "/assessments/").text


def test_the_list_can_be_taken_away(client: Client, cast: Cast) -> None:
    hostile = new_industry(cast.alice, "=1+1<b>")
    made = actions.start_assessment(
        user=cast.alice, framework=cast.framework.slug, industry=hostile, period=2024
    )
    cast.save("scale", made, answers={"sc-city-chain": "met"})
    cast.save("chain", made, not_known=True)
    response = client.get("/assessments.csv")
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[1][:8] == ["'=1+1<b>", "许都市", "高端装备制造", "2024", "草稿", "", "2", "1"]
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/assessments.xlsx").content)).active
    assert sheet["A2"].value == "=1+1<b>"
    assert sheet["A2"].data_type == "s"
    assert client.get("/assessments.pdf").status_code == 404


def test_the_list_is_paginated_at_the_same_cost(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/assessments/")
    # Editions, and what the drafts of the page say.
    with django_assert_num_queries(9):
        client.get("/assessments/")
    for year in range(1990, 2025):
        actions.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=year
        )
    with django_assert_num_queries(9):
        assert "第1页，共2页" in page(client, "/assessments/").text
    for odd in ("2", "99999999999999999999", "-1", "x\x00"):
        assert client.get("/assessments/", {"page": odd}).status_code == 200


# Task list


def tasks(shown: Page) -> list[str]:
    return shown.all("//ol[@class='task-list']/li")


def test_the_first_pass_leads_from_one_trait_to_the_next(client: Client, cast: Cast) -> None:
    shown = page(client, own(cast))
    assert "先过一遍七项特征" in shown.text
    assert shown.links()["开始填写：先发优势"] == own(cast, "traits/first-mover/")
    cast.save("first-mover", not_known=True)
    cast.save("scale", answers={"sc-city-chain": "unknown"})
    shown = page(client, own(cast))
    assert "已填写2/7项" in shown.text
    assert shown.links()["下一项：市场份额"] == own(cast, "traits/market-share/")
    for trait in ("market-share", "chain", "leaders", "technology", "innovation"):
        cast.save(trait, not_known=True)
    shown = page(client, own(cast))
    assert "七项都填过了" in shown.text
    assert shown.links()["检查并提交"] == own(cast, "check/")


def test_the_task_list_says_where_each_trait_stands_and_what_is_open(
    client: Client, cast: Cast
) -> None:
    cast.save(
        "scale",
        answers={
            "sc-city-chain": "met",
            "sc-province-list": "met",
            "sc-nation-top10": "not_met",
            "sc-nation-list": "not_met",
        },
        figures=(cast.figure("national-output-share", "2.1", year=2024),),
    )
    cast.save("market-share", not_known=True)
    first, second, third = tasks(page(client, own(cast)))[:3]
    assert "未填写" in first
    assert first.count("未填写") == 1
    assert "自评3级，佐证2级，目标4级" in second
    assert "或占全国同行业5%以上，差2.9个百分点" in second
    assert second.count("；") == 2
    assert "2项符合的条件没有佐证" in second
    assert "有差距" in second
    assert "暂未掌握，报告会列出要取得的数据" in third


def test_contradicting_answers_are_told(client: Client, cast: Cast) -> None:
    cast.save("technology", answers={"te-lead": "met", "te-standards-1": "not_met"})
    assert "回答相互矛盾" in tasks(page(client, own(cast)))[5]


def test_the_evidence_that_would_change_most_comes_first(client: Client, cast: Cast) -> None:
    cast.save("scale", answers={"sc-city-chain": "met", "sc-province-list": "met"})
    cast.save("technology", answers={"te-patent": "met", "te-nation-list": "met", "te-lead": "met"})
    lifts = page(client, own(cast)).all("//section[@class='lifts']//p")
    assert [text.partition("：")[0] for text in lifts] == ["6 核心技术与行业话语权", "2 产业规模"]
    assert lifts[1] == (
        "2 产业规模：补上“列入省级重点产业链、先进制造业集群或特色产业集群名单”的佐证"
        "（至少为自述），佐证等级由2级升到3级。"
    )
    proof = item(1, "名单", conditions=("sc-province-list",))
    cast.save("scale", evidence=(proof,))
    assert len(page(client, own(cast)).all("//section[@class='lifts']//p")) == 1


def test_the_next_year_shows_the_one_before_beside_it(client: Client, cast: Cast) -> None:
    said = {"sc-city-chain": "met", "sc-province-list": "met"}
    cast.save("scale", answers=said, rationale="按统计公报")
    made = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    shown = tasks(page(client, made.get_absolute_url()))[1]
    assert "2025年：自评3级，佐证2级" in shown
    assert "2025年的回答有2条待确认" in shown
    assert "1处与2025年相同" in shown


def test_an_industry_that_is_one_of_the_25_is_told(client: Client, cast: Cast) -> None:
    assert "就是25个标杆集群" not in page(client, own(cast)).text
    actions.change_industry(
        industry=cast.industry,
        name="工程机械",
        place="长沙市",
        sector="high-end-equipment",
        description="",
    )
    for leaf in ("", "settings/"):
        shown = page(client, own(cast, leaf))
        assert "本产业就是25个标杆集群中的湖南省长沙市工程机械集群" in shown.text


def test_home_leads_on_with_the_draft_that_was_changed_last(client: Client, cast: Cast) -> None:
    assert page(client, "/").links()["继续填写：许都市智能电力装备产业 2025"] == own(cast)
    submit(cast)
    assert page(client, "/").links()["新建自评"] == "/assessments/new/"
    client.force_login(cast.charlie)
    assert "继续填写" not in page(client, "/").text


# Settings


def settings(client: Client, cast: Cast, **said: object) -> Page | None:
    opened = {"opened": settings_mark(Assessment.objects.get(pk=cast.draft.pk))}
    response = client.post(own(cast, "settings/"), said | opened)
    return Page(response.content) if response.status_code == 200 else None


def test_settings_are_shown_and_changed(client: Client, cast: Cast) -> None:
    chosen = {"comparators": ["wuxi-iot", "zhuzhou-rail"], "focus": ["chain", "leaders"]}
    assert settings(client, cast, **chosen) is None
    cast.draft.refresh_from_db()
    assert (cast.draft.comparators, cast.draft.focus) == tuple(chosen.values())
    assert "“链主”企业" in page(client, own(cast)).text
    ticked = page(client, own(cast, "settings/")).root.xpath("//input[@checked]/@value")
    assert sorted(ticked) == ["chain", "leaders", "wuxi-iot", "zhuzhou-rail"]
    assert settings(client, cast) is None
    cast.draft.refresh_from_db()
    assert (cast.draft.comparators, cast.draft.focus) == ([], [])


@pytest.mark.parametrize(
    ("field", "most", "noun"),
    [
        ("comparators", ["wuxi-iot", "zhuzhou-rail", "suzhou-nano", "xian-aviation"], "最多选3个"),
        ("focus", ["scale", "chain", "leaders", "technology"], "最多选3个"),
        ("focus", ["first-mover"], "first-mover"),
        ("focus", ["luck"], "luck"),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    client: Client, cast: Cast, field: str, most: list[str], noun: str
) -> None:
    told = settings(client, cast, **{field: most})
    assert told is not None
    assert noun in told.text
    assert f"#id_{field}" in told.links().values()
    cast.draft.refresh_from_db()
    assert (cast.draft.comparators, cast.draft.focus) == ([], [])


# Deletion


def test_deleting_asks_first(client: Client, cast: Cast) -> None:
    assert "不能恢复" in page(client, own(cast, "delete/")).text
    assert Assessment.objects.exists()
    assert "已删除" in pressed(client, own(cast, "delete/")).text
    assert not Assessment.objects.exists()
    assert Industry.objects.get() == cast.industry


def test_a_row_to_take_away_says_the_same(client: Client, cast: Cast) -> None:
    def told(year: str, language: str = "zh-hans") -> list[str]:
        client.cookies["django_language"] = language
        content = client.get("/assessments.csv").content
        found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        row = next(row for row in found if year in row.values())
        return [*row.values()][5:6] + [*row.values()][8:11]

    assert told("2025") == ["", "1级至5级", "", ""]
    said = {t.slug: {c.slug: "not_met" for c in t.conditions} for t in cast.framework.traits}
    for trait, answers in said.items():
        cast.save(trait, answers=answers)
    actions.submit(assessment=cast.draft, user=cast.alice)
    assert told("2025") == ["1", "1级", "6", ""]
    cast.draft.refresh_from_db()
    later = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    waiting = sum(len(answers) for answers in said.values())
    assert told("2026") == ["", "1级至5级", "", f"尚有{waiting}条答案待确认"]
    for trait, answers in said.items():
        cast.save(trait, later, answers=answers, target=2)
    assert told("2026") == ["", "1级", "6", "比2025年：等级持平"]
    assert told("2026", "en") == ["", "1", "6", "Against 2025: same level"]


def cells(client: Client, language: str = "zh-hans") -> dict[str, tuple[str, str]]:
    """What the rows of the list say of state and result, by year."""
    shown = page(client, "/assessments/", language=language)
    found = {}
    for row in shown.root.xpath("//table/tbody/tr"):
        texts = [words(cell) for cell in row.xpath("td")]
        found[texts[0]] = (texts[1], texts[3])
    return found


def test_a_row_says_level_gaps_edition_and_trend(client: Client, cast: Cast) -> None:
    assert cells(client) == {"2025": ("草稿", "总体1级至5级")}
    said = {t.slug: {c.slug: "not_met" for c in t.conditions} for t in cast.framework.traits}
    for trait, answers in said.items():
        cast.save(trait, answers=answers)
    assert cells(client) == {"2025": ("草稿", "总体1级，差距6项")}
    actions.submit(assessment=cast.draft, user=cast.alice)
    assert cells(client) == {"2025": ("已提交 第1版", "总体1级，差距6项")}

    cast.draft.refresh_from_db()
    later = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    waiting = sum(len(answers) for answers in said.values())
    assert cells(client)["2026"] == ("草稿", f"总体1级至5级 尚有{waiting}条答案待确认")
    assert cells(client, "en")["2026"][1].endswith(f"{waiting} answers to be confirmed")
    cast.save("scale", later, answers=said["scale"], target=2)
    waiting -= len(said["scale"])
    assert cells(client)["2026"][1].endswith(f"，差距1项 尚有{waiting}条答案待确认")
    for trait, answers in said.items():
        cast.save(trait, later, answers=answers, target=2)
    assert cells(client)["2026"] == ("草稿", "总体1级，差距6项 比2025年：等级持平")
    cast.save("chain", later, answers=dict.fromkeys(said["chain"], "unknown"))
    assert cells(client)["2026"][1].endswith("，差距5项 尚有1项特征未评定")
    cast.save("chain", later, answers=said["chain"], target=2)
    assert "Against 2025: same level" in cells(client, "en")["2026"][1]

    Edition.objects.update(framework="another")
    assert cells(client)["2026"][1].endswith("指标体系不同，不与上一年度比较")


def test_the_list_asks_as_often_for_twenty_rows_as_for_one(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(2006, 2025):
        made = actions.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=year
        )
        if year % 2:
            answer_all(made)
            actions.submit(assessment=made, user=cast.alice)
    with django_assert_max_num_queries(9):
        assert len(cells(client)) == 20
