"""The trait page: what is valid is saved, what is not stays, nothing is overwritten unseen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as actions
from benchmark.models import Evidence, OwnFigure, Rating
from benchmark.queries.assessments import load_assessment
from benchmark.scoring import assessment as domain
from benchmark.scoring.assessment import Evidence as Item
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble, content

from .pages import Page, page

JSON = {"accept": "application/json"}
ITEM = {"grade": "2", "title": "产业链台账", "source": "统计局", "date": "2025-03", "url": ""}
FIGURE = {
    "indicator": "output",
    "qualifier": "about",
    "value": "86",
    "unit": "亿元",
    "product": "电力装备",
    "year": "2024",
}


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


def own(cast: Cast, trait: str = "scale") -> str:
    return f"/assessments/{cast.draft.pk}/traits/{trait}/"


def rows(name: str, *given: dict[str, str]) -> dict[str, str]:
    fields = {
        f"{name}-{index}-{field}": value
        for index, row in enumerate(given)
        for field, value in row.items()
    }
    return {f"{name}-TOTAL_FORMS": str(len(given)), f"{name}-INITIAL_FORMS": "0"} | fields


def said(
    *,
    revision: int = 0,
    evidence: list[dict[str, str]] | None = None,
    figures: list[dict[str, str]] | None = None,
    **more: str,
) -> dict[str, str]:
    """A whole page as a browser sends it."""
    fields = {
        "revision": str(revision),
        "answer": "3",
        "target": "4",
        "target_year": "2028",
        "rationale": "营业收入居全省第二。",
    }
    return fields | rows("evidence", *(evidence or [])) | rows("figures", *(figures or [])) | more


def save(client: Client, cast: Cast, *, trait: str = "scale", **more: Any) -> Page | str:
    """The page told, or where a saved one leads."""
    response = client.post(own(cast, trait), said(**more))
    if response.status_code == 302:
        return response.headers["Location"]
    return Page(response.content)


def told(client: Client, cast: Cast, **more: Any) -> Page:
    answer = save(client, cast, **more)
    assert isinstance(answer, Page)
    return answer


def stored(cast: Cast, trait: str = "scale") -> domain.Rating:
    return load_assessment(cast.alice, cast.draft.pk).domain.rating_by_trait[trait]


def summary(shown: Page) -> list[str]:
    return list(shown.root.xpath("//div[@class='error-summary']//a/@href"))


def value(shown: Page, field: str) -> str:
    return str(shown.root.get_element_by_id(field).value)


def chosen(shown: Page) -> list[str]:
    return list(shown.root.xpath("//input[@name='answer'][@checked]/@value"))


# What the page shows


def test_the_page_holds_rubric_facts_and_definitions(client: Client, cast: Cast) -> None:
    actions.change_settings(assessment=cast.draft, comparators=["shanghai-ic"], weights=None)
    shown = page(client, own(cast))
    trait = cast.framework.trait_by_slug["scale"]
    for level in trait.levels:
        assert level.text.zh in shown.text
    for indicator in trait.indicators:
        assert indicator.definition.zh in shown.text
        assert indicator.data_source.zh in shown.text
    assert shown.all("//aside//article/h3") == [
        "上海市集成电路集群",
        "广东省深圳市新一代信息通信集群",
    ]
    assert "您选的比较对象" in shown.text
    assert "口径" in shown.all("//aside//dt")[-1]
    assert "严禁录入涉密信息" in shown.text
    assert chosen(shown) == [""]


def test_rows_are_offered_for_every_indicator(client: Client, cast: Cast) -> None:
    shown = page(client, own(cast))
    offered = [value(shown, f"id_figures-{index}-indicator") for index in range(3)]
    assert offered == ["output", "national-output-share", "provincial-output-share"]
    units = shown.root.get_element_by_id("id_figures-0-unit").value_options
    assert units == ["亿元", "万元"]
    assert shown.root.get_element_by_id("id_figures-1-unit").value_options == ["%"]
    assert value(shown, "id_evidence-0-grade") == "1"


def test_the_page_stands_in_english(client: Client, cast: Cast) -> None:
    page(client, own(cast))
    shown = page(client, own(cast), language="en")
    assert "Top ten in the nation" in shown.text
    assert "居全国同行业前十" not in shown.text, "fragments built once are built for each language"


@pytest.mark.parametrize("trait", ["luck", "x" * 200])
def test_there_are_seven_traits(client: Client, cast: Cast, trait: str) -> None:
    assert client.get(own(cast, trait)).status_code == 404
    assert client.post(own(cast, trait), said()).status_code == 404


def test_showing_takes_at_most_eight_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(own(cast))
    with django_assert_max_num_queries(8):
        client.get(own(cast))
    save(client, cast, evidence=[ITEM] * 20, figures=[FIGURE] * 20)
    with django_assert_max_num_queries(8):
        client.get(own(cast))


# Saving


def test_everything_valid_is_saved(client: Client, cast: Cast) -> None:
    share = FIGURE | {"indicator": "national-output-share", "unit": "%", "value": "12.5"}
    address = save(client, cast, evidence=[ITEM, ITEM | {"grade": "1"}], figures=[FIGURE, share])
    assert address == f"{own(cast)}?saved=1"
    rating = stored(cast)
    assert (rating.state, rating.claim, rating.target, rating.target_year) == ("rated", 3, 4, 2028)
    assert rating.rationale == "营业收入居全省第二。"
    assert [item.grade for item in rating.evidence] == [2, 1]
    assert rating.evidence[0] == Item(2, "产业链台账", "统计局", "2025-03", "")
    assert [(f.indicator, str(f.value), f.unit, f.qualifier) for f in rating.figures] == [
        ("output", "86", "亿元", "about"),
        ("national-output-share", "12.5", "%", "about"),
    ]
    shown = page(client, str(address))
    assert "已保存" in shown.text
    assert "有本单位有日期的文件或统计，最高按4级计，自评等级在此范围内" in shown.text
    assert chosen(shown) == ["3"]
    assert value(shown, "id_revision") == "1"
    assert value(shown, "id_figures-1-value") == "12.5"


@pytest.mark.parametrize(
    ("go", "leaf"),
    [
        ("market-share", "traits/market-share/"),
        ("first-mover", "traits/first-mover/"),
        ("check", "check/"),
        ("list", ""),
        ("https://evil.example/", "traits/scale/?saved=1"),
    ],
)
def test_moving_on_saves(client: Client, cast: Cast, go: str, leaf: str) -> None:
    assert save(client, cast, go=go) == f"/assessments/{cast.draft.pk}/{leaf}"
    assert stored(cast).claim == 3


def test_the_buttons_lead_to_the_neighbours_and_at_last_to_the_check(
    client: Client, cast: Cast
) -> None:
    def leads(trait: str) -> list[str]:
        shown = page(client, own(cast, trait))
        return list(shown.root.xpath("//*[@class='previous-next']/button/@value"))

    assert leads("first-mover") == ["scale"]
    assert leads("scale") == ["first-mover", "market-share"]
    assert leads("innovation") == ["technology", "check"]


def test_unknown_and_unanswered_are_no_levels(client: Client, cast: Cast) -> None:
    save(client, cast, answer="unknown")
    assert (stored(cast).state, stored(cast).claim) == ("unknown", None)
    save(client, cast, revision=1, answer="")
    assert (stored(cast).state, stored(cast).claim) == ("unanswered", None)


def test_empty_and_deleted_rows_are_no_rows(client: Client, cast: Cast) -> None:
    blank = {"grade": "1", "title": " ", "source": "", "date": "", "url": ""}
    empty = FIGURE | {"value": "", "product": "", "year": ""}
    gone = {"DELETE": "on"}
    save(client, cast, evidence=[blank, ITEM, ITEM | gone], figures=[empty, FIGURE | gone])
    rating = stored(cast)
    assert len(rating.evidence) == 1
    assert rating.figures == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"value": "１，２３４．５"}, ("1234.5", "亿元")),
        ({"value": "500", "unit": "万元"}, ("500", "万元")),
        ({"value": "3", "unit": ""}, ("3", "亿元")),
    ],
)
def test_numbers_are_read_as_offices_write_them(
    client: Client, cast: Cast, typed: dict[str, str], kept: tuple[str, str]
) -> None:
    save(client, cast, figures=[FIGURE | typed])
    (figure,) = stored(cast).figures
    assert (str(figure.value), figure.unit) == kept


def test_more_rows_can_be_had_without_a_script(client: Client, cast: Cast) -> None:
    address = save(client, cast, evidence=[ITEM], more="evidence")
    assert address == f"{own(cast)}?more=evidence#evidence"
    shown = page(client, str(address).partition("#")[0])
    assert value(shown, "id_evidence-0-title") == "产业链台账"
    assert not shown.root.get_element_by_id("id_evidence-1-title").value
    wrong = told(client, cast, revision=1, target_year="x", more="figures", figures=[FIGURE])
    assert value(wrong, "id_figures-0-value") == "86"
    assert value(wrong, "id_figures-TOTAL_FORMS") == "2"


# What is wrong stays in the page and costs nothing else


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("target_year", "二〇二八", "四位数的年份"),
        ("target_year", "20", "今后达到目标的年份（四位数）"),
        ("target_year", "2101", "今后达到目标的年份（四位数）"),
        ("target_year", "2028\x00", "四位数的年份"),
        ("target_year", "9" * 5000, "四位数的年份"),
        ("target", "9", "9"),
        ("answer", "6", "6"),
        ("rationale", "第一\x07行", "U+0007"),
        ("rationale", "长" * 20_001, "最多20000个"),
        ("rationale", "\ufffe", "U+FFFE"),
    ],
)
def test_a_wrong_field_costs_only_itself(
    client: Client, cast: Cast, field: str, typed: str, message: str
) -> None:
    save(client, cast, target="5", rationale="旧的理由")
    shown = told(client, cast, revision=1, evidence=[ITEM], **{field: typed})
    assert summary(shown) == [f"#id_{field}"]
    assert message in shown.all("//div[@class='error-summary']//li")[0]
    assert value(shown, "id_revision") == "2", "the next save goes on from here"
    rating = stored(cast)
    before = {"target_year": 2028, "target": 5, "answer": 3, "rationale": "旧的理由"}
    now = {
        "target_year": rating.target_year,
        "target": rating.target,
        "answer": rating.claim,
        "rationale": rating.rationale,
    }
    assert now[field] == before[field]
    assert len(rating.evidence) == 1
    if field != "rationale":
        assert rating.rationale == "营业收入居全省第二。"
    if field == "target_year" and typed.isprintable():
        assert value(shown, "id_target_year") == typed


@pytest.mark.parametrize(
    ("typed", "field", "message", "kept"),
    [
        ({"date": "2025-13"}, "date", "看不懂这个日期", Item(2, "产业链台账", "统计局")),
        ({"title": "a\x00"}, "title", "U+0000", Item(2, "", "统计局", "2025-03")),
        ({"url": "x" * 2001}, "url", "最多2000个", Item(2, "产业链台账", "统计局", "2025-03")),
        ({"grade": "4"}, "grade", "4", Item(1, "产业链台账", "统计局", "2025-03")),
        ({"source": "一\n二"}, "source", "只能写一行", Item(2, "产业链台账", "", "2025-03")),
    ],
)
def test_a_wrong_row_loses_neither_itself_nor_the_others(
    client: Client, cast: Cast, typed: dict[str, str], field: str, message: str, kept: Item
) -> None:
    shown = told(client, cast, evidence=[ITEM, ITEM | typed, ITEM], figures=[FIGURE])
    assert summary(shown) == [f"#id_evidence-1-{field}"]
    assert message in shown.all("//div[@class='error-summary']//li")[0]
    if field == "date":
        assert value(shown, "id_evidence-1-date") == "2025-13"
    rating = stored(cast)
    assert rating.evidence == (Item(2, "产业链台账", "统计局", "2025-03"), kept, rating.evidence[0])
    assert len(rating.figures) == 1
    assert rating.rationale == "营业收入居全省第二。"


def test_a_grade_alone_is_no_evidence(client: Client, cast: Cast) -> None:
    shown = told(client, cast, evidence=[{"grade": "3", "title": "", "date": "x"}, ITEM])
    assert summary(shown) == ["#id_evidence-0-date"]
    shown = told(client, cast, revision=1, evidence=[{"grade": "3"}, ITEM])
    assert summary(shown) == ["#id_evidence-0-title"]
    assert [item.grade for item in stored(cast).evidence] == [2]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"value": "八十六"}, "value", "请只填数字"),
        ({"value": "NaN"}, "value", "请只填数字"),
        ({"value": "1e400"}, "value", "数字"),
        ({"value": "-1"}, "value", "0"),
        ({"value": "1.2345678"}, "value", "6"),
        ({"unit": "%"}, "unit", "不能换算"),
        ({"qualifier": "luck"}, "qualifier", "luck"),
        ({"value": "0", "qualifier": "rank"}, "value", "不小于1"),
        (
            {"indicator": "national-output-share", "unit": "%", "value": "101"},
            "value",
            "不能超过100",
        ),
    ],
)
def test_a_number_is_kept_only_with_what_makes_it_one(
    client: Client, cast: Cast, typed: dict[str, str], field: str, message: str
) -> None:
    shown = told(client, cast, figures=[FIGURE | typed, FIGURE | {"value": "87"}])
    assert summary(shown) == [f"#id_figures-0-{field}"]
    assert message in shown.all("//div[@class='error-summary']//li")[0]
    first, second = OwnFigure.objects.all()
    assert (first.value, first.product, first.year) == (None, "电力装备", 2024)
    assert second.value == 87


def test_a_number_without_an_indicator_stays_in_the_page(client: Client, cast: Cast) -> None:
    for indicator in ("", "little-giants"):
        revision = cast.rating("scale").revision
        row = FIGURE | {"indicator": indicator}
        shown = told(client, cast, revision=revision, figures=[row, FIGURE])
        assert summary(shown) == ["#id_figures-0-indicator"]
        assert value(shown, "id_figures-0-value") == "86"
        assert OwnFigure.objects.count() == 1


def test_rows_that_did_not_arrive_whole_are_left_alone(client: Client, cast: Cast) -> None:
    save(client, cast, evidence=[ITEM])
    for broken in ({"evidence-TOTAL_FORMS": "x"}, {"evidence-TOTAL_FORMS": "9999"}):
        revision = cast.rating("scale").revision
        shown = told(client, cast, revision=revision, evidence=[ITEM, ITEM], **broken)
        assert summary(shown)[0] == "#evidence"
        assert Evidence.objects.count() == 1
    revision = cast.rating("scale").revision
    response = client.post(own(cast), {"revision": revision, "rationale": "只有理由"})
    assert response.status_code == 200
    rating = stored(cast)
    assert (rating.claim, rating.target, rating.rationale) == (3, 4, "只有理由")
    assert Evidence.objects.count() == 1


# Hostile text


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% now %}",
    "=1+1",
    "\u202eRTL\u200f",
    "𠮷野家𪚥",
    "a" * 10_000,
    "' OR 1=1 --",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_kept_faithfully_and_shown_literally(client: Client, cast: Cast, text: str) -> None:
    item = {"grade": "2", "title": text, "source": text, "date": "", "url": ""}
    save(client, cast, rationale=f"{text}\r\n二", evidence=[item])
    rating = stored(cast)
    assert rating.rationale == f"{text}\n二"
    assert (rating.evidence[0].title, rating.evidence[0].source) == (text, text)
    shown = page(client, own(cast))
    assert value(shown, "id_rationale").strip("\n") == f"{text}\n二"
    assert value(shown, "id_evidence-0-title") == text
    assert "<script>alert" not in client.get(own(cast)).content.decode()


@pytest.mark.parametrize("field", ["rationale", "evidence-0-title", "figures-0-product", "answer"])
def test_bytes_that_are_no_text_are_refused(client: Client, cast: Cast, field: str) -> None:
    body = urlencode(said(evidence=[ITEM], figures=[FIGURE]) | {field: "REPLACED"}).encode()
    response = client.post(
        own(cast),
        body.replace(b"REPLACED", b"%ED%A0%80x%FF"),
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 200
    assert summary(Page(response.content)) == [f"#id_{field}"]


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "\x00"])
def test_a_revision_that_none_can_be_overwrites_nothing(
    client: Client, cast: Cast, revision: str
) -> None:
    response = client.post(own(cast), said() | {"revision": revision})
    assert response.status_code == 409
    assert stored(cast).state == "unanswered"


# Two tabs


def test_the_later_tab_is_answer_and_chooses(client: Client, cast: Cast) -> None:
    save(client, cast, rationale="先存的理由", evidence=[ITEM | {"title": "先存的材料"}])
    response = client.post(own(cast), said(rationale="后写的理由", answer="1"))
    assert response.status_code == 409
    shown = Page(response.content)
    assert "在别处已经保存过新的内容" in shown.text
    assert "先存的理由" in shown.text
    assert "先存的材料" in shown.text
    assert value(shown, "id_rationale").strip() == "后写的理由"
    assert chosen(shown) == ["1"]
    assert stored(cast).rationale == "先存的理由"
    assert value(shown, "id_revision") == "0", "saving as usual again is told again"
    (overwrite,) = shown.root.xpath("//button[@name='overwrite']/@value")
    address = save(client, cast, rationale="后写的理由", answer="1", overwrite=overwrite)
    assert address == f"{own(cast)}?saved=1"
    assert (stored(cast).rationale, stored(cast).claim) == ("后写的理由", 1)


def test_overwriting_covers_only_the_version_that_was_seen(client: Client, cast: Cast) -> None:
    save(client, cast)
    save(client, cast, revision=1, rationale="又改过")
    response = client.post(own(cast), said(overwrite="1"))
    assert response.status_code == 409
    assert stored(cast).rationale == "又改过"


# Frozen


def test_what_is_submitted_can_only_be_read(client: Client, cast: Cast) -> None:
    rating = cast.rating("scale")
    evidence = (Item(2, "产业链台账", url="javascript:alert(1)"),)
    actions.save_rating(
        rating=rating, revision=0, content=content(rationale="有", evidence=evidence)
    )
    for other in Rating.objects.filter(assessment=cast.draft, state="unanswered"):
        actions.save_rating(rating=other, revision=0, content=content(state="unknown"))
    actions.submit(assessment=cast.draft, user=cast.alice)
    shown = page(client, own(cast))
    assert "内容只读" in shown.text
    assert "产业链台账" in shown.text
    assert not shown.all("//main//form")
    assert "javascript:alert(1)" not in shown.links().values()
    response = client.post(own(cast), said(revision=2), follow=True)
    assert response.redirect_chain == [(own(cast), 302)]
    assert "内容不能再改" in Page(response.content).text
    response = client.post(own(cast), said(revision=2), headers=JSON)
    assert (response.status_code, response.json()["frozen"]) == (409, True)
    assert stored(cast).rationale == "有"


# Saving in the background


def test_a_script_learns_what_was_saved(client: Client, cast: Cast) -> None:
    response = client.post(own(cast), said(answer="4", target_year="x"), headers=JSON)
    assert response.status_code == 200
    answer = response.json()
    assert answer["revision"] == 1
    assert (answer["claim"], answer["supported"], answer["evidence_grade"]) == (4, 2, 0)
    assert answer["reason"] == "无佐证，最高按2级计"
    assert answer["message"].startswith("已保存 ")
    assert answer["saved_at"][:4].isdigit()
    assert list(answer["errors"]) == ["target_year"]
    again = client.post(
        own(cast), said(revision=1, evidence=[ITEM | {"date": "x"}]), headers=JSON
    ).json()
    assert again["supported"] == 3
    assert again["errors"] == {
        "evidence-0-date": ["看不懂这个日期，请写成 2025、2025-03 或 2025-03-18"]
    }
    left = client.post(own(cast), {"revision": 2, "answer": "5"}, headers=JSON).json()
    assert (left["supported"], set(left["errors"])) == (4, {"evidence", "figures"})


def test_a_script_is_answer_of_a_newer_version(client: Client, cast: Cast) -> None:
    save(client, cast)
    answer = client.post(own(cast), said(), headers=JSON)
    assert answer.status_code == 409
    assert answer.json()["conflict"] is True
    assert answer.json()["revision"] == 1


def test_a_script_is_answer_that_the_session_is_over(client: Client, cast: Cast) -> None:
    client.logout()
    answer = client.post(own(cast), said(), headers=JSON)
    assert (answer.status_code, answer.json()) == (401, {"sign_in": "/sign-in/"})


def test_saving_a_draft_takes_at_most_ten_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cache.clear()
    client.get(own(cast))
    whole = said(evidence=[ITEM] * 30, figures=[FIGURE] * 30)
    with django_assert_max_num_queries(10):
        assert client.post(own(cast), whole, headers=JSON).status_code == 200
    with django_assert_max_num_queries(10):
        assert client.post(own(cast), whole | {"revision": "1"}).status_code == 302


def test_pages_cost_the_same_with_many_assessments(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(own(cast))
    with django_assert_num_queries(8):
        client.get(own(cast))
    for year in range(1990, 2020):
        actions.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=year
        )
    answer_all(cast.draft)
    with django_assert_num_queries(8):
        client.get(own(cast))
