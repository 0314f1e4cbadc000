"""The comparison: readable as a table, drawn after it, its comparators in the address."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from benchmark.actions.accounts import register
from benchmark.actions.demo import load_demo
from benchmark.models import Assessment, Industry, OwnFigure, User
from benchmark.scoring.framework import Framework
from tests.conftest import FIXTURES

from .pages import page

QUERIES = 12
HOSTILE = '<script>alert(1)</script>{{ 7*7 }}=1+1"><b>'


@pytest.fixture
def alice(published: Framework) -> User:
    """The official of the demo bureau, who has two finished assessments and a draft."""
    return load_demo(source=FIXTURES / "demo.json", framework=published)


@pytest.fixture
def client(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client


@pytest.fixture
def grid(alice: User) -> Assessment:
    return Assessment.objects.get(industry__name="智能电力装备", period=2025)


@pytest.fixture
def draft(alice: User) -> Assessment:
    return Assessment.objects.get(industry__name="现代中药")


def compare(assessment: Assessment, query: str = "", leaf: str = "/") -> str:
    return f"/assessments/{assessment.pk}/compare{leaf}{query}"


def test_the_first_screen_is_a_sentence_and_the_gap_chart(client: Client, grid: Assessment) -> None:
    shown = page(client, compare(grid))
    (lead,) = shown.all("//div[@class='page-header']//p[@class='lead']")
    assert "总体在2级（成长）至3级（骨干）之间" in lead
    first = shown.root.xpath("//main//figure")[0]
    assert first.get("data-chart") == "gaps"
    assert len(first.xpath(".//svg")) == 2, "drawn at once, for the screen and for the phone"
    assert shown.text.index("七项特征所处位置") < shown.text.index("比较对象")


def test_every_chart_is_drawn_at_once_and_the_library_waits(
    client: Client, grid: Assessment
) -> None:
    shown = page(client, compare(grid))
    for figure in shown.root.xpath("//figure[@data-chart]"):
        assert figure.xpath(".//div[@class='chart-canvas']//svg"), figure.get("data-chart")
    assert not [src for src in shown.root.xpath("//script/@src") if "plotly" in src]
    assert shown.root.xpath("//div/@data-plotly")


def test_the_table_carries_what_the_charts_draw(client: Client, grid: Assessment) -> None:
    rows = page(client, compare(grid)).all("//table[@id='traits-table']/tbody/tr")
    assert len(rows) == 7
    assert rows[3].split()[0] == "完整产业链"
    for said in ("2级", "3级（2027年）", "有差距"):
        assert said in rows[3]


def test_own_required_and_documented_stand_side_by_side(client: Client, grid: Assessment) -> None:
    shown = page(client, compare(grid))
    trait = "//section[@aria-labelledby='trait-technology']"
    rows = shown.all(f"{trait}//tbody/tr")
    standards = next(row for row in rows if "1000多项" in row)
    for said in ("620项（2024年）", "差380项（须超过1000项）", "参阅 二-6"):
        assert said in standards
    (mark,) = [
        svg.get("aria-label")
        for svg in shown.root.xpath(f"{trait}//tr[contains(., '差380项')]//svg")
    ]
    assert mark == "不符合"
    assert "2项条件中符合0项、不符合2项" in shown.all(trait)[0]


def test_ways_of_which_any_will_do_stand_in_one_table(client: Client, grid: Assessment) -> None:
    scale = "//section[@aria-labelledby='trait-scale']/div[@class='compare-route'][1]"
    rows = page(client, compare(grid)).all(f"{scale}//tbody/tr")
    assert [row.split("（")[0].split(" ")[0] for row in rows] == [
        *("居全国同行业前十", "或", "占全国同行业5%以上", "或", "列入国家先进制造业集群名单"),
    ]


def test_comparators_and_the_own_field_are_open_the_rest_is_folded(
    client: Client, grid: Assessment
) -> None:
    shown = page(client, compare(grid))
    scale = "//section[@aria-labelledby='trait-scale']"
    assert "上海市集成电路集群" in shown.all(f"{scale}/details")[0]
    leaders = shown.all(
        "//section[@aria-labelledby='trait-leaders']/div[@class='compare-route']/h4"
    )
    assert any("湖南省长沙市工程机械集群" in head for head in leaders)


def test_an_industry_that_is_one_of_the_25_is_said_to_be(client: Client, grid: Assessment) -> None:
    assert "本产业即" not in page(client, compare(grid)).text
    Industry.objects.filter(pk=grid.industry_id).update(name="智能电网", place="南京市")
    assert "本产业即参照范围内的江苏省南京市" in page(client, compare(grid)).text


def test_a_share_is_compared_in_percentage_points_with_the_years_beside(
    client: Client, grid: Assessment
) -> None:
    shown = page(client, compare(grid))
    rows = shown.all("//table[@id='figures-table']/tbody/tr")
    relay = next(row for row in rows if "80%" in row)
    for said in ("42%", "▼ 低于", "差38个百分点", "参阅 二-3", "2024年／未注明"):
        assert said in relay
    assert "产品不同" not in relay
    other = next(row for row in rows if "超过90%" in row)
    assert other.count("产品不同") == 1
    output = next(row for row in rows if "2.8万亿元" in row)
    assert "不作比较" in output
    assert shown.text.count("年份相差超过两年或未注明年份的") == 1


def test_own_figures_that_meet_none_are_listed_once(
    client: Client, draft: Assessment, grid: Assessment
) -> None:
    shown = page(client, compare(grid)).text
    assert "参阅材料中没有同口径数据的指标" in shown
    listed = page(client, compare(grid)).all("//h3[contains(., '同口径')]/following-sibling::ul/li")
    compared = page(client, compare(grid)).all("//table[@id='figures-table']/tbody/tr/th")
    assert listed
    assert not {line.split("：")[0] for line in listed} & set(compared)
    OwnFigure.objects.filter(rating__assessment=draft).delete()
    assert "没有同口径数据" not in page(client, compare(draft)).text


def test_without_a_choice_in_the_address_the_assessments_own_are_compared(
    client: Client, grid: Assessment
) -> None:
    chips = page(client, compare(grid)).all("//section[contains(@class,'comparators')]//li")
    assert [chip.removesuffix(" ×") for chip in chips] == [
        "江苏省南京市新型电力（智能电网）装备集群",
        "浙江省温州市乐清电气集群",
        "四川省成都市、德阳市高端能源装备集群",
    ]


def test_the_address_holds_the_choice(client: Client, grid: Assessment) -> None:
    shown = page(client, compare(grid, "?c=wuxi-iot&c=suzhou-nano"))
    chain = shown.all("//section[@aria-labelledby='trait-chain']/div[@class='compare-route']/h4")
    assert any("江苏省无锡市物联网集群" in head for head in chain)
    addresses = shown.links("//section[contains(@class,'comparators')]")
    assert addresses["江苏省无锡市物联网集群 ×"] == "?c=suzhou-nano#comparators"
    taken_in = "?c=wuxi-iot&c=suzhou-nano&c=xian-aviation#comparators"
    assert addresses["+ 陕西省西安市航空集群"] == taken_in
    assert shown.root.xpath("//div/@data-charts")[0].endswith("?c=wuxi-iot&c=suzhou-nano")


def test_chips_say_aloud_what_they_do(client: Client, grid: Assessment) -> None:
    shown = page(client, compare(grid, "?c=wuxi-iot"), language="en")
    chips = shown.root.xpath("//section[contains(@class,'comparators')]//a/@aria-label")
    assert chips[0] == "Remove Wuxi Internet of Things Cluster, Jiangsu"
    assert len(chips) == 25
    assert all(chip.startswith("Add ") for chip in chips[1:])


@pytest.mark.parametrize(("status", "offered"), [("draft", True), ("submitted", False)])
def test_figures_are_asked_for_only_where_they_can_be_entered(
    client: Client, grid: Assessment, status: str, offered: bool
) -> None:
    OwnFigure.objects.filter(rating__assessment=grid).delete()
    Assessment.objects.filter(pk=grid.pk).update(status=status)
    shown = page(client, compare(grid))
    assert "没有可以对照的指标数据" in shown.text
    assert ("去填写" in shown.links()) is offered


def test_the_last_one_taken_out_leaves_none_not_the_assessments_own(
    client: Client, grid: Assessment
) -> None:
    one = page(client, compare(grid, "?c=wuxi-iot"))
    address = one.links("//section[contains(@class,'comparators')]")["江苏省无锡市物联网集群 ×"]
    none = page(client, compare(grid, address))
    assert "没有选比较对象" in none.text


def test_unknown_and_surplus_clusters_are_left_out_and_said(
    client: Client, grid: Assessment
) -> None:
    query = "?c=atlantis&c=wuxi-iot&c=wuxi-iot&c=suzhou-nano&c=xian-aviation&c=shanghai-ic"
    shown = page(client, compare(grid, query + "&c=%3Cscript%3Ex%3C/script%3E%00"))
    assert "地址中有不存在的集群，已略去" in shown.text
    assert "atlantis" in shown.text
    assert "<script>x" in shown.text
    assert "只取前三个" in shown.text
    chips = shown.all("//section[contains(@class,'comparators')]//li")
    assert len(chips) == 3
    assert not any("上海市集成电路集群" in chip for chip in chips)


def test_a_draft_can_be_compared_and_says_what_is_open(client: Client, draft: Assessment) -> None:
    shown = page(client, compare(draft))
    open_ = [r for r in draft.ratings.all() if "未填写" in shown.text]
    assert open_
    assert "尚有" in shown.text
    assert any("/traits/" in url for url in shown.links("//div[@role='note']").values())


def test_charts_come_as_json(client: Client, grid: Assessment) -> None:
    answer = client.get(compare(grid, leaf="/charts.json"))
    assert answer["Content-Type"] == "application/json"
    found = answer.json()
    assert {"radar", "gaps", "figure-domestic-share", "figure-standards"} <= set(found["charts"])
    assert "figure-output" not in found["charts"], "another product: nothing to draw"
    assert found["title"] == "示例市智能电力装备产业 2025 (演示数据，纯属虚构)"


def test_every_place_for_a_chart_has_its_chart_and_the_other_way_round(
    client: Client, grid: Assessment
) -> None:
    places = page(client, compare(grid)).root.xpath("//figure/@data-chart")
    assert set(places) == set(client.get(compare(grid, leaf="/charts.json")).json()["charts"])
    assert len(places) == len(set(places))


def test_only_this_page_allows_inline_styles_and_no_page_inline_scripts(
    client: Client, grid: Assessment
) -> None:
    def policy(url: str) -> dict[str, str]:
        parts = client.get(url)["Content-Security-Policy"].split("; ")
        return {part.split(" ", 1)[0]: part.split(" ", 1)[1] for part in parts}

    here, report = policy(compare(grid)), policy(f"/assessments/{grid.pk}/report/")
    assert here["style-src"] == "'self' 'unsafe-inline'"
    assert here["script-src"] == report["script-src"] == "'self'"
    assert "blob:" in here["img-src"]
    assert report["style-src"] == "'self'"


def test_a_hostile_text_is_literal_in_page_and_charts(client: Client, grid: Assessment) -> None:
    figure = OwnFigure.objects.get(rating__assessment=grid, indicator__slug="domestic-share")
    OwnFigure.objects.filter(pk=figure.pk).update(product=HOSTILE)
    Industry.objects.filter(pk=grid.industry_id).update(name=HOSTILE)
    answer = client.get(compare(grid))
    assert b"<script>alert" not in answer.content
    assert HOSTILE in page(client, compare(grid)).text
    made: dict[str, Any] = client.get(compare(grid, leaf="/charts.json")).json()
    texts = [
        note["text"] for note in made["charts"]["figure-domestic-share"]["layout"]["annotations"]
    ]
    assert not any("<script" in text or "<b>" in text for text in (*texts, made["title"]))


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_the_traits_can_be_taken_away(client: Client, grid: Assessment, extension: str) -> None:
    answer = client.get(compare(grid, "?c=wuxi-iot", leaf=f".{extension}"))
    rows = table(answer.content, extension)
    assert rows[0][0] == "特征"
    assert rows[0][-1] == "江苏省无锡市物联网集群"
    assert [row[0] for row in rows[1:]][:2] == ["先发优势", "产业规模"]
    assert str(rows[2][2]) == "3"
    name = answer["Content-Disposition"]
    assert name.startswith("attachment; filename*=utf-8''")
    assert name.endswith(f"-2025.{extension}")


def test_the_figures_can_be_taken_away(client: Client, grid: Assessment) -> None:
    rows = table(client.get(compare(grid, "?table=figures", leaf=".csv")).content, "csv")
    assert rows[0][1] == "指标"
    assert len(rows) > 10


def test_the_conditions_can_be_taken_away(client: Client, grid: Assessment) -> None:
    rows = table(client.get(compare(grid, "?table=conditions", leaf=".xlsx")).content, "xlsx")
    assert rows[0][:3] == ["特征", "相对于", "条件"]
    assert any("差380项" in str(row[5]) for row in rows)


def test_another_kind_of_table_does_not_exist(client: Client, grid: Assessment) -> None:
    assert client.get(compare(grid, leaf=".exe")).status_code == 404


@pytest.mark.parametrize("leaf", ["/", "/charts.json", ".csv", ".xlsx"])
def test_another_bureaus_assessment_does_not_exist(grid: Assessment, leaf: str) -> None:
    register(organisation="外市工信局", place="外市", username="charlie", password="x" * 12)
    other = Client()
    assert other.get(compare(grid, leaf=leaf)).status_code == 302
    other.force_login(User.objects.get(username="charlie"))
    assert other.get(compare(grid, leaf=leaf)).status_code == 404
    assert other.get(f"/assessments/99999999999999999999/compare{leaf}").status_code == 404


@pytest.mark.parametrize("leaf", ["/", "/charts.json", ".csv"])
def test_the_work_does_not_grow_with_what_is_stored(
    client: Client, grid: Assessment, leaf: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(QUERIES) as alone:
        client.get(compare(grid, leaf=leaf))
    store_many(grid)
    with django_assert_max_num_queries(len(alone)):
        client.get(compare(grid, leaf=leaf))


def store_many(like: Assessment, number: int = 10_000) -> None:
    """So many more assessments in the same bureau."""
    industries = Industry.objects.bulk_create(
        Industry(
            organisation_id=like.industry.organisation_id,
            name=f"产业{n}",
            place="示例市",
            sector="other",
        )
        for n in range(number)
    )
    Assessment.objects.bulk_create(
        Assessment(industry=industry, framework_id=like.framework_id, period=2025)
        for industry in industries
    )


def test_english_is_complete_in_what_comes_from_the_reference(
    client: Client, grid: Assessment
) -> None:
    shown = page(client, compare(grid), language="en")
    rows = shown.all("//table[@id='traits-table']/tbody/tr")
    assert rows[3].startswith("Complete industry chain")
    assert "Gap" in rows[3]
    chart = client.get(compare(grid, leaf="/charts.json")).json()["charts"]["radar"]
    assert "Proven level" in [found["name"] for found in chart["data"]]


def table(content: bytes, extension: str) -> list[list[Any]]:
    if extension == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
