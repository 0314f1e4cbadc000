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
    return Assessment.objects.get(industry__name="智能电力装备")


@pytest.fixture
def draft(alice: User) -> Assessment:
    return Assessment.objects.get(status="draft")


def compare(assessment: Assessment, query: str = "", leaf: str = "/") -> str:
    return f"/assessments/{assessment.pk}/compare{leaf}{query}"


def test_the_table_carries_what_the_charts_draw(client: Client, grid: Assessment) -> None:
    shown = page(client, compare(grid))
    rows = shown.all("//table[@id='traits-table']/tbody/tr")
    assert len(rows) == 7
    assert rows[3].split()[0] == "完整产业链"
    for said in ("4级", "3级（2—4级）", "4级（2027年）", "1（0—2）", "先补佐证"):
        assert said in rows[3]
    assert shown.text.index("七项特征") < shown.text.index("雷达图")


def test_a_share_is_compared_in_percentage_points_with_what_to_mind(
    client: Client, grid: Assessment
) -> None:
    rows = page(client, compare(grid)).all("//table[@id='figures-table']/tbody/tr")
    relay = next(row for row in rows if "80%" in row)
    assert "约35%" in relay
    assert "低于所载" in relay
    assert "按数值低45个百分点" in relay
    assert "参阅 二-3" in relay
    assert "产品不同" not in relay
    assert "参阅材料未注明年份" in relay
    # As the report words it, and once.
    other = next(row for row in rows if "超过90%" in row)
    assert "产品不同，只作参考" in other
    assert other.count("产品不同") == 1
    output = next(row for row in rows if "2.8万亿元" in row)
    assert "▼ 数值低于所载；" in output


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


def test_comparators_stand_beside_ones_own_evidence(client: Client, grid: Assessment) -> None:
    rows = page(client, compare(grid)).all("//table[contains(@class,'table-facts')]/tbody/tr")
    assert "单项冠军产品公示" in rows[2]
    assert "占国内市场的80%" in rows[2]
    assert rows[2].count("参阅材料未载") == 2
    assert rows[0].count("参阅材料未载") == 3


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
    heads = shown.all("//table[contains(@class,'table-facts')]/thead//th")
    assert heads[2:] == ["江苏省无锡市物联网集群", "江苏省苏州市纳米新材料集群"]
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
    heads = shown.all("//table[contains(@class,'table-facts')]/thead//th")
    assert len(heads) == 5
    assert "上海市集成电路集群" not in heads


def test_a_draft_can_be_compared_and_says_what_is_open(client: Client, draft: Assessment) -> None:
    shown = page(client, compare(draft))
    assert "尚有4项特征未填写" in shown.text
    assert f"/assessments/{draft.pk}/traits/chain/" in shown.links().values()
    assert "未填写" in shown.all("//table[@id='traits-table']/tbody/tr")[3]


def test_charts_come_as_json(client: Client, grid: Assessment) -> None:
    answer = client.get(compare(grid, leaf="/charts.json"))
    assert answer["Content-Type"] == "application/json"
    found = answer.json()
    assert set(found["charts"]) == {
        "radar",
        "gaps",
        "figure-output",
        "figure-domestic-share",
        "figure-segments",
        "figure-first-sets",
        "figure-standards",
        "figure-invention-patents",
        "figure-rd-staff",
    }
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
    figure = OwnFigure.objects.filter(rating__assessment=grid, indicator__slug="output").get()
    OwnFigure.objects.filter(pk=figure.pk).update(product=HOSTILE)
    Industry.objects.filter(pk=grid.industry_id).update(name=HOSTILE)
    answer = client.get(compare(grid))
    assert b"<script>alert" not in answer.content
    assert HOSTILE in page(client, compare(grid)).text
    made: dict[str, Any] = client.get(compare(grid, leaf="/charts.json")).json()
    texts = [note["text"] for note in made["charts"]["figure-output"]["layout"]["annotations"]]
    assert not any("<script" in text or "<b>" in text for text in (*texts, made["title"]))


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_the_traits_can_be_taken_away(client: Client, grid: Assessment, extension: str) -> None:
    answer = client.get(compare(grid, "?c=wuxi-iot", leaf=f".{extension}"))
    rows = table(answer.content, extension)
    assert rows[0][0] == "特征"
    assert rows[0][-1] == "江苏省无锡市物联网集群"
    assert [row[0] for row in rows[1:]][:2] == ["先发优势", "产业规模"]
    assert str(rows[2][3]) == "3"
    name = answer["Content-Disposition"]
    assert name.startswith("attachment; filename*=utf-8''")
    assert name.endswith(f"-2025.{extension}")


def test_the_figures_can_be_taken_away(client: Client, grid: Assessment) -> None:
    rows = table(client.get(compare(grid, "?table=figures", leaf=".csv")).content, "csv")
    assert rows[0][1] == "指标"
    assert len(rows) == 12


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
    assert "Evidence first" in rows[3]
    chart = client.get(compare(grid, leaf="/charts.json")).json()["charts"]["radar"]
    assert "Supported level" in [found["name"] for found in chart["data"]]


def table(content: bytes, extension: str) -> list[list[Any]]:
    if extension == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
