"""The trait page: what is valid is saved, what is not stays, nothing is overwritten unseen."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as actions
from benchmark.models import Answer, Evidence, OwnFigure
from benchmark.queries.assessments import load_assessment
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests import cast as people
from tests.cast import Cast, answer_all, assemble

from .pages import Page, page
from .trait_forms import (
    JSON,
    LEDGER,
    OUTPUT,
    Fields,
    answers,
    figure,
    finding,
    item,
    own,
    said,
    save,
    summary,
    value,
)


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


def told(client: Client, cast: Cast, *rows: Fields, **more: str | int) -> Page:
    answer = save(client, cast, *rows, **more)  # type: ignore[arg-type]  # words and a revision
    assert isinstance(answer, Page), answer
    return answer


def whole(cast: Cast) -> domain.Assessment:
    return load_assessment(cast.alice, cast.draft.pk).domain


def stored(cast: Cast, trait: str = "scale") -> domain.Rating:
    return whole(cast).rating_by_trait[trait]


def share(number: str, **more: str) -> Fields:
    return figure("national-output-share", key="5a4e5a4e5a4e", value=number, unit="%", **more)


# What the page shows


def test_the_page_holds_conditions_definitions_and_what_is_documented(
    client: Client, cast: Cast
) -> None:
    shown = page(client, own(cast))
    trait = cast.framework.trait_by_slug["scale"]
    for condition in trait.conditions:
        assert condition.text.zh in shown.text
    for indicator in trait.indicators:
        assert indicator.definition.zh in shown.text
        assert indicator.data_source.zh in shown.text
    assert "约22%（集成电路，2020年）" in shown.all("//*[@id='c-sc-share-22']")[0]
    (example,) = shown.all(
        "//*[@class='route-head route-second'][contains(., '上海市集成电路集群')]"
    )
    assert "参阅 二-2" in example
    assert "严禁录入涉密信息" in shown.text
    assert set(answers(shown).values()) == {""}


def test_a_condition_of_several_levels_is_answered_once(client: Client, cast: Cast) -> None:
    shown = page(client, own(cast, "technology"))
    rows = shown.root.xpath("//*[@data-condition='te-lead']")
    assert len(rows) == 3
    assert len(shown.root.xpath("//*[@name='answer-te-lead'][@value='met']")) == 1
    assert "同3级" in rows[1].text_content()


def test_a_figure_condition_is_not_met_by_hand(client: Client, cast: Cast) -> None:
    shown = page(client, own(cast))
    offered = shown.root.xpath("//*[@name='answer-sc-share-5']/@value")
    assert offered == ["not_met", "unknown", ""]
    wrong = told(client, cast, **{"answer-sc-share-5": "met"})
    assert summary(wrong) == ["#id_answer-sc-share-5"]
    assert "sc-share-5" not in stored(cast).answers


def test_every_indicator_has_a_row(client: Client, cast: Cast) -> None:
    shown = page(client, own(cast))
    offered = shown.root.xpath("//form//tbody//input[@type='hidden']/@value")
    assert offered == ["output", "national-output-share"]
    units = shown.root.xpath("//select[contains(@id, '-unit')]")[0].value_options
    assert units == ["亿元", "万元"]


def test_the_type_of_evidence_is_never_preset(client: Client, cast: Cast) -> None:
    shown = page(client, f"{own(cast)}?more=evidence")
    types = shown.root.xpath("//form//input[contains(@name, '-grade')]")
    assert [radio.get("value") for radio in types] == ["1", "2", "3"]
    assert not [radio for radio in types if radio.get("checked")]
    assert "公示" in shown.text


def test_the_page_stands_in_english(client: Client, cast: Cast) -> None:
    page(client, own(cast))
    shown = page(client, own(cast), language="en")
    assert "In the national top ten of the industry" in shown.text
    assert "居全国同行业前十" not in shown.text, "parts made once are made for each language"


@pytest.mark.parametrize("trait", ["luck", "x" * 200])
def test_there_are_seven_traits(client: Client, cast: Cast, trait: str) -> None:
    assert client.get(own(cast, trait)).status_code == 404
    assert client.post(own(cast, trait), said()).status_code == 404


def test_the_first_condition_is_reached_at_once(client: Client, cast: Cast) -> None:
    shown = page(client, own(cast))
    first = shown.root.xpath("//main//a")[0]
    assert (first.get("class"), first.get("href")) == ("skip-link", "#conditions")
    assert shown.root.get_element_by_id("conditions").get("tabindex") == "-1"


def test_showing_takes_at_most_eight_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(own(cast))
    with django_assert_max_num_queries(8):
        client.get(own(cast))
    rows = [item("sc-city-chain", key=f"{n:012x}") for n in range(20)]
    rows += [figure(key=f"{n:012x}", year=str(2000 + n)) for n in range(20)]
    save(client, cast, *rows)
    with django_assert_max_num_queries(8):
        client.get(own(cast))


# What follows from it


def test_figures_decide_their_conditions_and_say_by_what(client: Client, cast: Cast) -> None:
    save(client, cast, share("2.1"))
    shown = page(client, own(cast))
    assert "2.1%（2024年），差2.9个百分点" in finding(shown, "sc-share-5")
    assert "sc-share-5" not in answers(shown), "there is nothing to answer by hand"
    save(client, cast, share("16.6", about="on"), revision=1)
    shown = page(client, own(cast))
    assert "由数据判断：约16.6%（2024年）" in finding(shown, "sc-share-5")
    assert "判断不了" in finding(shown, "sc-share-sixth")
    save(client, cast, share(""), revision=2)
    assert answers(page(client, own(cast)))["sc-share-5"] == "not_met", "sent with the page again"


def test_the_levels_follow_and_what_is_missing_is_said(client: Client, cast: Cast) -> None:
    save(client, cast, share("2.1"), item("sc-province-list"))
    shown = page(client, own(cast))
    side = shown.all("//*[@id='standing-now']")[0]
    assert "自评 3级 骨干" in side
    assert "佐证 3级 骨干" in side
    assert "目标 4级 先进 2028年" in side
    assert "到目标4级还差" in side
    assert "占全国同行业5%以上，差2.9个百分点" in side
    assert side.count(" 或 ") == 2, "three routes are equally good"
    assert "level-claim" in shown.root.xpath("//*[@data-level='3']/@class")[0]


def test_what_is_missing_and_what_is_not_known_stand_apart(client: Client, cast: Cast) -> None:
    given = {"fm-scale-firm": "met", "fm-3-years": "not_met"}
    cast.save("first-mover", answers=given, target=4)
    shown = page(client, own(cast, "first-mover"))
    titles = shown.all("//*[@id='standing-now']/h3")
    assert titles[:2] == ["到目标4级还差", "到目标4级待查"]
    missing, unknown = shown.root.xpath("//*[@id='standing-now']/ul")[:2]
    assert "#c-fm-20-years" in missing.xpath(".//a/@href")
    assert unknown.xpath(".//a/@href") == ["#c-fm-early"]


def test_ways_that_are_equally_good_stand_under_one_heading(client: Client, cast: Cast) -> None:
    cast.save("scale", answers={"sc-province-list": "met"})
    shown = page(client, own(cast))
    titles = shown.all("//*[@id='standing-now']/h3")
    assert titles[0] == "到目标4级待查"
    assert titles.count("到目标4级待查") == 1
    assert shown.all("//*[@id='standing-now']/p[@class='standing-or']") == ["或", "或"]


def test_what_an_item_counts_for_is_said_at_it(client: Client, cast: Cast) -> None:
    def counts(revision: int, **row: str) -> str:
        save(client, cast, item("sc-city-chain", **row), revision=revision)
        return page(client, own(cast)).all("//form//*[@data-counts]")[0]

    assert counts(0, grade="3", url="") == "没有网址或文号，只按“本单位文件或统计”计"
    assert counts(1, grade="3", url="许工信〔2025〕3号") == ""
    assert counts(2, grade="2", date="") == "没有日期，只按“自述”计"
    sent = said(item("sc-city-chain", grade="3", url=""), revision=3)
    answer = client.post(own(cast), sent, headers=JSON).json()
    assert list(answer["items"].values()) == ["没有网址或文号，只按“本单位文件或统计”计"]


def test_a_tie_in_what_would_lift_the_proof_is_told_alike_everywhere(
    client: Client, cast: Cast
) -> None:
    given = {"sc-city-chain": "met", "sc-province-top3": "met", "sc-province-list": "met"}
    cast.save("scale", answers=given, target=3)
    shown = page(client, own(cast))
    side = [
        [link.get("href") for link in group.iter("a")]
        for group in shown.root.xpath("//*[@id='standing-now']/ul")
    ]
    assert side == [["#c-sc-province-top3"], ["#c-sc-province-list"]]
    assert shown.all("//*[@id='standing-now']/h3") == ["须补佐证"]
    assert shown.all("//*[@id='lift']//*[@class='standing-or']") == ["或"]
    checked = page(client, f"{cast.draft.get_absolute_url()}check/").text
    assert checked.count("任补其一，佐证等级可由2级升到3级") == 2
    listed = page(client, cast.draft.get_absolute_url()).text
    assert "行业前三”或“列入省级重点产业链" in listed


def test_a_level_that_is_met_leaves_nothing_to_be_ruled_out(client: Client, cast: Cast) -> None:
    cast.save("scale", answers={"sc-province-list": "met"})
    shown = page(client, own(cast))
    settled = shown.root.xpath("//*[contains(@class, 'level-settled')]/@data-level")
    claim = shown.root.xpath("//*[contains(@class, 'level-claim')]/@data-level")
    assert claim == ["3"]
    assert settled == ["2", "3"]


def test_what_would_lift_the_proof_is_said(client: Client, cast: Cast) -> None:
    save(client, cast)
    shown = page(client, own(cast))
    lift = shown.all("//*[@id='lift']")[0]
    assert "佐证等级可由2级升到3级" in lift
    assert "列入省级重点产业链" in lift
    save(client, cast, item("sc-province-list"), revision=1)
    assert shown.all("//*[@id='lift']") != page(client, own(cast)).all("//*[@id='lift']")
    assert page(client, own(cast)).all("//*[@id='lift']") == [""]


def test_a_contradiction_is_said_at_both_conditions(client: Client, cast: Cast) -> None:
    save(client, cast, **{"answer-sc-first": "met", "answer-sc-nation-top10": "not_met"})
    shown = page(client, own(cast))
    assert "与“居全国同行业前十" in finding(shown, "sc-first")
    assert "与“规模居全国首位" in finding(shown, "sc-nation-top10")
    assert "有1处结论互相矛盾" in shown.all("//*[@id='standing-now']")[0]


def test_progress_towards_the_comparators_is_shown(client: Client, cast: Cast) -> None:
    actions.change_settings(assessment=cast.draft, comparators=["shanghai-ic"], focus=[])
    save(client, cast, share("2.1"))
    side = page(client, own(cast)).all("//*[@id='standing-now']")[0]
    assert "比较对象：上海市集成电路集群" in side
    assert "1项条件中符合0项" in side
    assert "差18.8个百分点" in side
    assert "深圳" not in side


def test_none_of_the_higher_levels_in_one_click(client: Client, cast: Cast) -> None:
    sent = {"revision": "0", "answer-sc-city-chain": "met", "none": "3", "target": ""}
    answer = client.post(own(cast), sent)
    assert answer.headers["Location"] == f"{own(cast)}?saved=1#conditions"
    given = stored(cast).answers
    assert given.pop("sc-city-chain") == "met"  # type: ignore[attr-defined]
    assert set(given.values()) == {"not_met"}
    assert set(given) == {
        "sc-province-top3",
        "sc-province-list",
        "sc-nation-top10",
        "sc-share-5",
        "sc-nation-list",
        "sc-share-sixth",
        "sc-first",
        "sc-share-22",
    }
    assert "自评 2级" in page(client, own(cast)).all("//*[@id='standing-now']")[0]


def test_it_answers_neither_what_is_answered_nor_what_a_figure_decides(
    client: Client, cast: Cast
) -> None:
    sent = said(share("7"), none="4", **{"answer-sc-nation-top10": "unknown"})
    told_to_script = client.post(own(cast), sent, headers=JSON).json()
    assert set(told_to_script["answers"].values()) == {"not_met"}
    assert set(told_to_script["answers"]) == {"sc-first"}
    assert stored(cast).answers["sc-nation-top10"] == "unknown"
    assert "sc-share-5" not in stored(cast).answers


def test_items_of_other_traits_are_shown_with_a_link(client: Client, cast: Cast) -> None:
    notice = people.item(3, "省级公示", conditions=("sc-province-list", "te-province-list"))
    cast.save("technology", evidence=(notice,))
    save(client, cast)
    shown = page(client, own(cast))
    link = shown.links("//*[@id='evidence']")["省级公示"]
    assert link == f"{own(cast, 'technology')}#e-{notice.key}"
    assert "列入省级重点产业链" in shown.all("//*[@id='evidence']//li")[-1]
    assert not shown.root.xpath(f"//form//*[contains(@name, '{notice.key}')]")


def test_a_trait_that_is_not_known_as_a_whole(client: Client, cast: Cast) -> None:
    assert save(client, cast, **nothing()) == f"{own(cast)}?saved=1"
    assert stored(cast).not_known
    assert "暂未掌握" in page(client, own(cast)).all("//*[@class='here']")[0]
    shown = told(client, cast, revision=1, not_known="on")
    assert summary(shown) == ["#id_not_known"]
    assert not stored(cast).not_known
    assert stored(cast).answers["sc-city-chain"] == "met"


def nothing() -> dict[str, str]:
    """A page on which nothing is said but that nothing is known."""
    empty = {name: "" for name in said() if name.startswith(("answer-", "target"))}
    return empty | {"not_known": "on", "rationale": ""}


# Saving


def test_everything_valid_is_saved(client: Client, cast: Cast) -> None:
    second = item("sc-city-chain", key="2" * 12, grade="1", title="自述", indicators=["output"])
    address = save(client, cast, item("sc-province-list"), second, figure(about="on"), share("2.1"))
    assert address == f"{own(cast)}?saved=1"
    rating = stored(cast)
    assert (rating.target, rating.target_year, rating.not_known) == (4, 2028, False)
    assert rating.rationale == "营业收入居全省第二。"
    assert rating.answers["sc-city-chain"] == "met"
    assert "sc-city-top5" not in rating.answers
    assert whole(cast).evidence == (
        domain.Evidence(2, "产业链台账", "统计局", "2025-03", "", ("sc-province-list",)),
        domain.Evidence(
            1, "自述", "统计局", "2025-03", "", ("sc-city-chain",), indicators=("output",)
        ),
    )
    assert [(f.indicator, str(f.value), f.unit, f.qualifier) for f in rating.figures] == [
        ("output", "86", "亿元", "about"),
        ("national-output-share", "2.1", "%", "exact"),
    ]
    shown = page(client, str(address))
    assert "已保存" in shown.text
    assert answers(shown)["sc-province-list"] == "met"
    assert value(shown, "id_revision") == "1"
    assert value(shown, f"id_figure-{OUTPUT}-value") == "86"
    assert value(shown, f"id_evidence-{LEDGER}-title") == "产业链台账"


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
    assert stored(cast).answers["sc-city-chain"] == "met"


def test_the_button_leads_to_the_next_trait_and_at_last_to_the_check(
    client: Client, cast: Cast
) -> None:
    def leads(trait: str) -> list[str]:
        shown = page(client, own(cast, trait))
        return list(shown.root.xpath("//aside//button[@name='go']/@value"))

    assert leads("first-mover") == ["scale"]
    assert leads("innovation") == ["check"]
    steps = page(client, own(cast)).root.xpath("//*[@class='trait-steps']//button/@value")
    assert len(steps) == 6


def test_an_answer_can_be_taken_back(client: Client, cast: Cast) -> None:
    save(client, cast)
    save(client, cast, revision=1, **{"answer-sc-city-chain": ""})
    assert "sc-city-chain" not in stored(cast).answers


def test_empty_rows_are_no_rows_and_deleted_ones_are_gone(client: Client, cast: Cast) -> None:
    blank = dict.fromkeys(("title", "source", "date", "url", "grade"), "")
    save(client, cast, item(**blank), item(key="2" * 12), figure(value="", year=""), share("2.1"))
    assert [row.key for row in whole(cast).evidence] == ["2" * 12]
    assert [row.indicator for row in stored(cast).figures] == ["national-output-share"]
    save(client, cast, item(key="2" * 12, gone="on"), share("2.1", gone="on"), revision=1)
    assert whole(cast).evidence == ()
    assert stored(cast).figures == ()


@pytest.mark.parametrize("unseen", ["\u200b", "\u3164", "\u2800\u00ad", "\u2060 "])
def test_what_shows_nothing_is_nothing(client: Client, cast: Cast, unseen: str) -> None:
    texts = ("title", "source", "url")
    save(client, cast, item(**dict.fromkeys(texts, unseen), date="", grade=""), rationale=unseen)
    assert whole(cast).evidence == ()
    assert stored(cast).rationale == ""
    save(client, cast, item(source=unseen), figure(product=unseen), revision=1)
    assert whole(cast).evidence[0].source == ""
    assert stored(cast).figures[0].product == ""


def test_a_row_of_refused_characters_is_not_left_out_unsaid(client: Client, cast: Cast) -> None:
    blank = dict.fromkeys(("source", "date", "url", "grade"), "")
    shown = told(client, cast, item(title="\x00", **blank))
    assert summary(shown) == [f"#id_evidence-{LEDGER}-title"]


def test_an_emptied_row_is_deleted(client: Client, cast: Cast) -> None:
    save(client, cast, figure())
    save(client, cast, figure(value="", year=""), revision=1)
    assert stored(cast).figures == ()


def test_what_a_page_does_not_name_is_left_alone(client: Client, cast: Cast) -> None:
    save(client, cast, item("sc-city-chain"), figure())
    response = client.post(own(cast), {"revision": "1", "rationale": "只有说明"})
    assert response.status_code == 302
    rating = stored(cast)
    assert (rating.target, rating.rationale) == (4, "只有说明")
    assert rating.answers["sc-city-chain"] == "met"
    assert len(rating.figures) == len(whole(cast).evidence) == 1


def test_rows_keep_their_place_over_saves(client: Client, cast: Cast) -> None:
    save(client, cast, figure(), item("sc-city-chain"))
    keys = set(OwnFigure.objects.values_list("pk")) | set(Evidence.objects.values_list("pk"))
    save(client, cast, figure(value="87"), item("sc-city-chain", title="新台账"), revision=1)
    again = set(OwnFigure.objects.values_list("pk")) | set(Evidence.objects.values_list("pk"))
    assert keys == again
    assert stored(cast).figures[0].value == 87


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
    save(client, cast, figure(**typed))
    (row,) = stored(cast).figures
    assert (str(row.value), row.unit) == kept


def test_more_rows_can_be_had_without_a_script(client: Client, cast: Cast) -> None:
    address = save(client, cast, item("sc-city-chain"), more="evidence")
    assert address == f"{own(cast)}?more=evidence#evidence"
    shown = page(client, str(address).partition("#")[0])
    titles = shown.root.xpath("//form//input[contains(@name, '-title')]/@value")
    assert titles == ["产业链台账", ""]
    wrong = told(client, cast, figure(), revision=1, target_year="x", more="output")
    rows = wrong.root.xpath("//form//tbody[@data-of='output']")
    assert len(rows) == 2
    assert value(wrong, f"id_figure-{OUTPUT}-value") == "86"


def test_a_figure_overrides_the_hand(client: Client, cast: Cast) -> None:
    save(client, cast)
    assert stored(cast).answers["sc-share-5"] == "not_met"
    save(client, cast, share("7"), revision=1)
    assert "sc-share-5" not in stored(cast).answers


# What is wrong stays in the page and costs nothing else


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("target_year", "二八年", "四位数的年份"),
        ("target_year", "20", "四位数的年份"),
        ("target_year", "2101", "今后达到目标的年份（四位数）"),
        ("target_year", "2028\x00", "四位数的年份"),
        ("target_year", "9" * 5000, "四位数的年份"),
        ("target", "9", "9"),
        ("target", "1", "1"),
        ("answer-sc-city-chain", "6", "请从所列回答中选择"),
        ("rationale", "第一\x07行", "U+0007"),
        ("rationale", "长" * 20_001, "最多20000个"),
        ("rationale", "\ufffe", "U+FFFE"),
    ],
)
def test_a_wrong_field_costs_only_itself(
    client: Client, cast: Cast, field: str, typed: str, message: str
) -> None:
    save(client, cast, target="5", rationale="旧的说明")
    shown = told(client, cast, item("sc-city-chain"), revision=1, **{field: typed})
    assert summary(shown) == [f"#id_{field}"]
    assert message in shown.all("//div[@class='error-summary']//li")[0]
    assert value(shown, "id_revision") == "2", "the next save goes on from here"
    rating = stored(cast)
    before = {
        "target_year": 2028,
        "target": 5,
        "answer-sc-city-chain": "met",
        "rationale": "旧的说明",
    }
    now = {
        "target_year": rating.target_year,
        "target": rating.target,
        "answer-sc-city-chain": rating.answers["sc-city-chain"],
        "rationale": rating.rationale,
    }
    assert now[field] == before[field]
    assert len(whole(cast).evidence) == 1
    if field != "rationale":
        assert rating.rationale == "营业收入居全省第二。"
    if field == "target_year" and typed.isprintable():
        assert value(shown, "id_target_year") == typed


@pytest.mark.parametrize(
    ("typed", "field", "message", "kept"),
    [
        ({"date": "2025-13"}, "date", "看不懂这个日期", {"date": ""}),
        ({"title": "a\x00"}, "title", "U+0000", {"title": ""}),
        ({"url": "x" * 2001}, "url", "最多2000个", {"url": ""}),
        ({"grade": "4"}, "grade", "4", {"grade": 0}),
        ({"source": "一\n二"}, "source", "只能写一行", {"source": ""}),
    ],
)
def test_a_wrong_row_loses_neither_itself_nor_the_others(
    client: Client,
    cast: Cast,
    typed: dict[str, str],
    field: str,
    message: str,
    kept: dict[str, object],
) -> None:
    others = [item(key="1" * 12), item(key="2" * 12, **typed), item(key="3" * 12)]
    shown = told(client, cast, *others, figure())
    assert summary(shown) == [f"#id_evidence-{'2' * 12}-{field}"]
    assert message in shown.all("//div[@class='error-summary']//li")[0]
    if field == "date":
        assert value(shown, f"id_evidence-{'2' * 12}-date") == "2025-13"
    whole_item = {"grade": 2, "title": "产业链台账", "source": "统计局", "date": "2025-03"}
    assert [row.title for row in whole(cast).evidence][::2] == ["产业链台账"] * 2
    wrong = whole(cast).evidence[1]
    assert wrong == domain.Evidence(**(whole_item | kept))  # type: ignore[arg-type]
    assert len(stored(cast).figures) == 1
    assert stored(cast).rationale == "营业收入居全省第二。"


def test_a_type_or_a_condition_alone_is_no_evidence(client: Client, cast: Cast) -> None:
    blank = {"title": "", "source": "", "date": "", "url": ""}
    shown = told(client, cast, item("sc-city-chain", **blank), item(key="2" * 12))
    assert summary(shown) == [f"#id_evidence-{LEDGER}-title"]
    assert [row.key for row in whole(cast).evidence] == ["2" * 12]
    invisible = blank | {"title": "\u3164"}
    shown = told(client, cast, item("sc-city-chain", **invisible), revision=1)
    assert summary(shown) == [f"#id_evidence-{LEDGER}-title"]


def test_conditions_and_indicators_that_do_not_exist_are_left_out(
    client: Client, cast: Cast
) -> None:
    save(client, cast, item("sc-city-chain", "luck", "te-lead", indicators=["output", "luck"]))
    (kept,) = whole(cast).evidence
    assert kept.conditions == ("sc-city-chain", "te-lead")
    assert kept.indicators == ("output",)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"value": "八十六"}, "value", "看不懂这个数"),
        ({"value": "近41亿"}, "value", "选“约数”"),
        ({"value": "NaN"}, "value", "看不懂这个数"),
        ({"value": "1e400"}, "value", "看不懂这个数"),
        ({"value": "-1"}, "value", "0"),
        ({"value": "1.2345678"}, "value", "6"),
        ({"unit": "%"}, "unit", "不能换算"),
        ({"year": "去年"}, "year", "四位数的年份"),
        ({"year": "1899"}, "year", "1900"),
    ],
)
def test_a_number_is_kept_only_with_what_makes_it_one(
    client: Client, cast: Cast, typed: dict[str, str], field: str, message: str
) -> None:
    given = {"product": "电力装备"} | typed
    shown = told(client, cast, figure(**given), figure(key="2" * 12, value="87", year="2023"))
    assert summary(shown) == [f"#id_figure-{OUTPUT}-{field}"]
    assert message in shown.all("//div[@class='error-summary']//li")[0]
    first, second = OwnFigure.objects.all()
    assert first.product == "电力装备"
    assert (first.value is None) == (field != "year")
    assert second.value == 87


def test_a_share_is_at_most_the_whole(client: Client, cast: Cast) -> None:
    assert "不能超过100" in told(client, cast, share("101")).text


@pytest.mark.parametrize("indicator", ["", "little-giants", "luck"])
def test_a_row_of_another_trait_s_indicator_is_no_row(
    client: Client, cast: Cast, indicator: str
) -> None:
    save(client, cast, figure(indicator))
    assert not OwnFigure.objects.exists()


@pytest.mark.parametrize("key", ["x" * 12, "1" * 7, "1" * 33, "１" * 12])
def test_a_row_with_a_wrong_key_is_no_row(client: Client, cast: Cast, key: str) -> None:
    save(client, cast, figure(key=key), item(key=key))
    assert not OwnFigure.objects.exists()
    assert not Evidence.objects.exists()


def test_an_item_is_edited_only_where_it_was_added(client: Client, cast: Cast) -> None:
    cast.save("technology", evidence=(people.item(3, "省级公示", key=LEDGER),))
    save(client, cast, item(gone="on"))
    assert [row.title for row in whole(cast).evidence] == ["省级公示"]


# Hostile text


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% now %}",
    "=1+1",
    "\u202eRTL\u200f",
    "𠮷野家𪚥",
    "a" * 10_000,
    "' OR 1=1 --",
    "\\1 __key__ &amp;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_kept_faithfully_and_shown_literally(client: Client, cast: Cast, text: str) -> None:
    row = figure(product=text) if len(text) < 200 else figure()
    rows = [item("sc-city-chain", title=text, source=text, date=""), row]
    save(client, cast, *rows, rationale=f"{text}\r\n二")
    assert stored(cast).rationale == f"{text}\n二"
    (kept,) = whole(cast).evidence
    assert (kept.title, kept.source) == (text, text)
    shown = page(client, own(cast))
    assert value(shown, "id_rationale").strip("\n") == f"{text}\n二"
    assert value(shown, f"id_evidence-{LEDGER}-title") == text
    assert "<script>alert" not in client.get(own(cast)).content.decode()


@pytest.mark.parametrize(
    "field", ["rationale", f"evidence-{LEDGER}-title", f"figure-{OUTPUT}-product", "target"]
)
def test_bytes_that_are_no_text_are_refused(client: Client, cast: Cast, field: str) -> None:
    sent = said(item("sc-city-chain"), figure()) | {field: "REPLACED"}
    response = client.post(
        own(cast),
        urlencode(sent, doseq=True).encode().replace(b"REPLACED", b"%ED%A0%80x%FF"),
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
    assert not Answer.objects.exists()


# Two tabs


def test_the_later_tab_is_told_what_differs_and_chooses(client: Client, cast: Cast) -> None:
    first = item("sc-city-chain", title="先存的材料")
    save(client, cast, first, figure(), rationale="先存的说明")
    later = said(figure(value="99"), rationale="后写的说明", **{"answer-sc-city-chain": "unknown"})
    response = client.post(own(cast), later)
    assert response.status_code == 409
    shown = Page(response.content)
    assert "在别处已经保存过新的内容" in shown.text
    table = shown.all("//*[@id='conflict']//tbody/tr")
    assert "列入市级（县级）重点产业链 符合 不掌握" in table
    assert any("86 亿元 2024 99 亿元 2024" in row for row in table)
    assert any("先存的材料" in row for row in table)
    assert "说明 先存的说明 后写的说明" in table
    assert len(table) == 4, "only what differs"
    assert value(shown, "id_rationale").strip() == "后写的说明"
    assert answers(shown)["sc-city-chain"] == "unknown"
    assert stored(cast).rationale == "先存的说明"
    assert value(shown, "id_revision") == "0", "saving as usual again is told again"
    (overwrite,) = shown.root.xpath("//button[@name='overwrite']/@value")
    assert client.post(own(cast), later | {"overwrite": overwrite}).status_code == 302
    rating = stored(cast)
    assert (rating.rationale, rating.answers["sc-city-chain"]) == ("后写的说明", "unknown")
    assert rating.figures[0].value == 99
    assert [row.title for row in whole(cast).evidence] == ["先存的材料"], "not named, not lost"


def test_two_who_add_a_row_each_lose_none(client: Client, cast: Cast) -> None:
    save(client, cast, figure(), item("sc-city-chain"))
    mine = said(
        figure(key="2" * 12, value="5", year="2020"),
        item("sc-province-list", key="2" * 12, title="第二份"),
        overwrite="1",
    )
    answer = client.post(own(cast), mine, headers=JSON).json()
    assert answer["reload"], "the page does not have the other's rows"
    assert [row.value for row in stored(cast).figures] == [86, 5]
    assert [row.title for row in whole(cast).evidence] == ["产业链台账", "第二份"]
    again = said(figure(key="2" * 12, value="5", year="2020"), revision=2)
    assert not client.post(own(cast), again, headers=JSON).json()["reload"]


def test_overwriting_covers_only_the_version_that_was_seen(client: Client, cast: Cast) -> None:
    save(client, cast)
    save(client, cast, revision=1, rationale="又改过")
    response = client.post(own(cast), said(overwrite="1"))
    assert response.status_code == 409
    assert stored(cast).rationale == "又改过"


# Frozen


def test_what_is_submitted_can_only_be_read(client: Client, cast: Cast) -> None:
    answer_all(cast.draft)
    address = "javascript:alert(1)"
    evidence = people.item(2, "产业链台账", url=address, conditions=("sc-city-chain",))
    cast.save(
        "scale",
        rationale="有",
        answers={"sc-city-chain": "met", "sc-province-list": "not_met"},
        evidence=(evidence,),
        figures=(cast.figure("output", 86, year=2024),),
    )
    actions.submit(assessment=cast.draft, user=cast.alice)
    shown = page(client, own(cast))
    assert "内容只读" in shown.text
    assert "自评 2级" in shown.text
    assert "符合" in finding(shown, "sc-city-chain")
    assert "不符合" in finding(shown, "sc-province-list")
    assert "86亿元" in shown.text
    assert "产业链台账" in shown.text
    assert not shown.all("//main//form")
    assert not shown.all("//main//*[self::input or self::button]")
    assert "javascript:alert(1)" not in shown.links().values()
    response = client.post(own(cast), said(revision=2), follow=True)
    assert response.redirect_chain == [(own(cast), 302)]
    late = Page(response.content).text
    assert "内容不能再改" in late
    assert "营业收入居全省第二。" in late, "what came too late can be copied"
    assert "营业收入居全省第二。" not in page(client, own(cast)).text, "once"
    response = client.post(own(cast), said(revision=2), headers=JSON)
    assert (response.status_code, response.json()["frozen"]) == (409, True)
    assert stored(cast).rationale == "有"


# Saving in the background


def test_a_script_learns_what_was_saved_and_what_follows(client: Client, cast: Cast) -> None:
    response = client.post(own(cast), said(share("2.1"), target_year="x"), headers=JSON)
    assert response.status_code == 200
    answer = response.json()
    assert answer["revision"] == 1
    assert (answer["claim"], answer["proven"], answer["possible"]) == (3, 2, 3)
    assert answer["brief"] == "自评3级，佐证2级，到4级还差1项"
    assert "到目标4级还差" in answer["standing"]
    assert "差2.9个百分点" in answer["findings"]["sc-share-5"]
    assert answer["by_figure"] == ["sc-share-5", "sc-share-sixth", "sc-share-22"]
    assert answer["next_level"] is None, "nothing is left open"
    assert "佐证等级可由2级升到3级" in answer["lift"]
    assert answer["message"].startswith("已保存 ")
    assert answer["saved_at"][:4].isdigit()
    assert list(answer["errors"]) == ["target_year"]
    again = client.post(
        own(cast), said(item("sc-province-list", date="x"), revision=1), headers=JSON
    ).json()
    assert again["errors"] == {
        f"evidence-{LEDGER}-date": ["看不懂这个日期，请写成 2025、2025-03 或 2025-03-18"]
    }


def test_what_a_save_is_told_is_what_the_page_shows(client: Client, cast: Cast) -> None:
    sent = said(share("2.1"), item("sc-province-list"))
    answer = client.post(own(cast), sent, headers=JSON).json()
    shown = page(client, own(cast))
    assert answer["state"] in shown.all("//*[@class='here']")[0]
    assert answer["brief"] == shown.all("//*[@id='standing-brief']")[0]
    told_side = Page(f"<main id=content>{answer['standing']}</main>".encode()).text
    assert told_side == shown.all("//*[@id='standing-now']")[0]
    for slug, markup in answer["findings"].items():
        told_state = Page(f"<main id=content>{markup}</main>".encode()).text
        assert told_state == finding(shown, slug)


def test_a_script_is_told_of_a_newer_version(client: Client, cast: Cast) -> None:
    save(client, cast)
    answer = client.post(own(cast), said(rationale="别的"), headers=JSON)
    assert answer.status_code == 409
    assert answer.json()["conflict"] is True
    assert answer.json()["revision"] == 1


def test_a_script_is_told_that_the_session_is_over(client: Client, cast: Cast) -> None:
    client.logout()
    answer = client.post(own(cast), said(), headers=JSON)
    assert (answer.status_code, answer.json()) == (401, {"sign_in": "/sign-in/"})


def test_saving_a_draft_takes_at_most_ten_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(own(cast))
    rows = [item("sc-city-chain", key=f"{n:012x}") for n in range(30)]
    rows += [figure(key=f"{n:012x}", year=str(1990 + n)) for n in range(30)]
    with django_assert_max_num_queries(10):
        assert client.post(own(cast), said(*rows), headers=JSON).status_code == 200
    changed = [item("sc-city-top5", key=f"{n:012x}") for n in range(30)]
    with django_assert_max_num_queries(10):
        assert client.post(own(cast), said(*changed, revision=1)).status_code == 302


def test_pages_cost_the_same_with_many_assessments(client: Client, cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(own(cast))
        return len(queries)

    client.get(own(cast))
    before = cost()
    for year in range(1990, 2020):
        actions.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=year
        )
    answer_all(cast.draft)
    assert cost() == before
