"""Years of one industry side by side: what changed, what waits, and what cannot be compared."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmark.actions import assessments as actions
from benchmark.actions.demo import load_demo
from benchmark.actions.plans import TaskChange, add_task
from benchmark.models import Assessment, Framework, Industry
from benchmark.queries import years as queries
from benchmark.scoring import framework as reference
from tests.cast import Cast, assemble, item, new_industry
from tests.conftest import FIXTURES
from tests.ten_years import store_ten_years

from .pages import Page, page, words

HOSTILE = '<script>alert(1)</script>{{ 7*7 }}"><b>'


@pytest.fixture
def cast(db: None, framework: reference.Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.alice)
    return client


def own(cast: Cast, leaf: str = "/") -> str:
    return f"/industries/{cast.industry.pk}/years{leaf}"


def rest_unknown(cast: Cast) -> None:
    traits = [trait.slug for trait in cast.framework.traits]
    actions.mark_not_known(assessment=cast.draft, traits=traits, user=cast.alice)


@pytest.fixture
def two_years(cast: Cast) -> Assessment:
    """2025, submitted, and 2026, a draft in which the scale alone is confirmed and better."""
    cast.save(
        "scale",
        answers={"sc-city-chain": "met", "sc-nation-list": "not_met"},
        figures=(cast.figure("output", 86, year=2024),),
        evidence=(item(3, "通报", date="2025-03", url="一号", conditions=("sc-city-chain",)),),
    )
    cast.save("innovation", answers={"in-joint": "met"})
    rest_unknown(cast)
    for condition, measure in (("sc-nation-list", "申报国家级集群"), (None, HOSTILE)):
        add_task(
            assessment=cast.draft,
            key=actions.new_key(),
            trait="scale",
            condition=condition,
            change=TaskChange(measure=measure, due=date(2026, 6, 30), status="done"),
            user=cast.alice,
        )
    actions.submit(assessment=cast.draft, user=cast.alice)
    made = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    cast.save(
        "scale",
        made,
        answers={"sc-city-chain": "met", "sc-nation-list": "met"},
        figures=(cast.figure("output", 91, qualifier="about", year=2025, product=HOSTILE),),
        evidence=(item(3, "名单", date="2026", url="二号", conditions=("sc-nation-list",)),),
    )
    return made


def rows(shown: Page, section: str) -> list[str]:
    """Its rows, a space between cells."""
    found = shown.root.xpath(f"//section[@aria-labelledby='{section}']//tbody/tr")
    return [" ".join(map(words, row)) for row in found]


def test_what_changed_is_said_first_standing_apart_from_evidence(
    client: Client, cast: Cast, two_years: Assessment
) -> None:
    shown = page(client, own(cast))
    assert shown.title.startswith("历年对照 · ")
    (summary,) = shown.all("//details[@open]/p")
    assert summary.startswith("自评等级产业规模2级→4级；")
    assert "待确认1项" in summary
    changes = rows(shown, "changes")
    assert "新符合 列入国家先进制造业集群名单 产业规模 不符合→符合，佐证够4级" in changes
    (waits,) = (row for row in changes if row.startswith("待确认 "))
    assert waits.startswith("待确认 与高校、科研院所签有在研合作项目合同")
    assert waits.endswith("符合→待确认")
    assert "1项特征的等级待确认后比较" in summary
    assert not any(row.startswith("不再符合") for row in changes)
    tables = shown.all("//section[@aria-labelledby='changes']//caption")
    assert tables == ["符合情况的变化"], (
        "of the chain's condition the evidence is gone with no level"
    )


def test_levels_stand_as_drawings_and_table_with_the_draft_told_apart(
    client: Client, cast: Cast, two_years: Assessment
) -> None:
    shown = page(client, own(cast))
    assert len(shown.root.xpath("//figure[@data-chart]")) == 7
    assert len(shown.root.xpath("//figure[@data-chart='scale']//svg")) == 2
    heads = shown.all("//section[@aria-labelledby='levels']//thead//th")
    assert heads == ["特征", "等级", "2026（草稿）", "2025"]
    assert "总体等级 1级至5级 1级至5级" in rows(shown, "levels")
    assert "产业规模 自评 4 2" in [" ".join(row.split()) for row in rows(shown, "levels")]
    assert shown.links()["2026（草稿）"] == f"{two_years.get_absolute_url()}report/"


def test_figures_stand_with_a_small_line_and_in_words(
    client: Client, cast: Cast, two_years: Assessment
) -> None:
    shown = page(client, own(cast))
    found = rows(shown, "figures")
    assert any("86亿元（2024年）" in row for row in found)
    assert any("约91亿元（2025年）" in row and HOSTILE in row for row in found)
    assert shown.root.xpath("//section[@aria-labelledby='figures']//th//svg")
    assert not shown.root.xpath("//main//b | //main//script")


def test_tasks_that_were_done_say_what_they_moved(
    client: Client, cast: Cast, two_years: Assessment
) -> None:
    first, second = sorted(rows(page(client, own(cast)), "tasks"))
    assert first == f"2025 {HOSTILE} 产业规模 没有对应的条件"
    assert second == (
        "2025 申报国家级集群 产业规模：列入国家先进制造业集群名单 对应的条件在2026年新符合"
    )


def test_what_the_latest_year_has_done_is_listed_at_once(
    client: Client, cast: Cast, two_years: Assessment
) -> None:
    add_task(
        assessment=two_years,
        key=actions.new_key(),
        trait="scale",
        condition="sc-nation-list",
        change=TaskChange(measure="巩固入选", status="done"),
        user=cast.alice,
    )
    first, second, *_ = rows(page(client, own(cast)), "tasks")
    assert first.startswith("2026 巩固入选")
    assert first.endswith("下一年的自评出来后说明")
    assert second.startswith("2025 ")
    said = client.get(own(cast, ".csv?table=tasks")).content.decode("utf-8-sig")
    assert "2026,产业规模,巩固入选,列入国家先进制造业集群名单,下一年的自评出来后说明" in said


def test_plotly_gets_the_same_years(client: Client, cast: Cast, two_years: Assessment) -> None:
    answer = client.get(own(cast, "/charts.json")).json()
    assert len(answer["charts"]) == 7
    assert answer["charts"]["scale"]["layout"]["xaxis"]["tickvals"] == [2025, 2026]
    assert cast.industry.name in answer["title"]


@pytest.mark.parametrize(
    ("table", "head", "expected"),
    [
        ("", ["特征", "等级", "2025", "2026（草稿）"], ["产业规模", "自评等级", 2, 4]),
        (
            "",
            ["特征", "等级", "2025", "2026（草稿）"],
            ["总体等级", None, "1级至5级", "1级至5级"],
        ),
        (
            "",
            ["特征", "等级", "2025", "2026（草稿）"],
            ["创新要素富集", "自评等级", None, "待确认"],
        ),
        (
            "changes",
            ["由", "到", "特征", "条件", "变化", "前后"],
            [
                2025,
                2026,
                "产业规模",
                "列入国家先进制造业集群名单",
                "新符合",
                "不符合→符合，佐证够4级",
            ],
        ),
        (
            "figures",
            [
                "特征",
                "指标",
                "产品",
                "单位",
                "2025",
                "2025：数据年份",
                "2026（草稿）",
                "2026（草稿）：数据年份",
            ],
            ["产业规模", "主导产业营业收入/产值", None, "亿元", 86, 2024, None, None],
        ),
        (
            "tasks",
            ["计划年度", "特征", "任务", "条件", "下一份自评"],
            [
                2025,
                "产业规模",
                "申报国家级集群",
                "列入国家先进制造业集群名单",
                "对应的条件在2026年新符合",
            ],
        ),
    ],
)
def test_each_table_is_taken_away(
    client: Client, cast: Cast, two_years: Assessment, table: str, head: list[str], expected
) -> None:
    query = f"?table={table}" if table else ""
    book = openpyxl.load_workbook(io.BytesIO(client.get(own(cast, f".xlsx{query}")).content))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert cells[0] == head
    assert expected in [row[: len(head)] for row in cells[1:]]
    text = client.get(own(cast, f".csv{query}")).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0] == head
    assert ["" if cell is None else str(cell) for cell in expected] in lines


def test_a_table_of_another_kind_does_not_exist(client: Client, cast: Cast) -> None:
    assert client.get(own(cast, ".pdf")).status_code == 404


def test_one_year_alone_says_what_to_do(client: Client, cast: Cast) -> None:
    shown = page(client, own(cast))
    assert "只有2025年一份自评" in shown.text
    assert shown.links()["继续填写"] == cast.draft.get_absolute_url()
    cast.save("scale", answers={"sc-city-chain": "met"})
    rest_unknown(cast)
    actions.submit(assessment=cast.draft, user=cast.alice)
    form = page(client, own(cast)).root.xpath("//main//form")[0]
    assert form.get("action") == f"{cast.draft.get_absolute_url()}next-year/"
    assert client.get(own(cast, "/charts.json")).json()["charts"].keys() == {
        trait.slug for trait in cast.framework.traits
    }


def test_an_industry_without_a_year_offers_to_begin(client: Client, cast: Cast) -> None:
    other = new_industry(cast.alice, "超硬材料")
    shown = page(client, f"/industries/{other.pk}/years/")
    assert shown.all("//nav//a[@aria-current='true']") == ["我的自评"]
    assert "这个产业还没有自评" in shown.text
    assert shown.links()["新建自评"] == "/assessments/new/"
    assert client.get(f"/industries/{other.pk}/years/charts.json").json()["charts"] == {}
    assert client.get(f"/industries/{other.pk}/years.csv?table=figures").status_code == 200


def test_another_version_of_the_framework_is_not_compared_and_says_why(
    client: Client, cast: Cast, two_years: Assessment
) -> None:
    current = Framework.objects.get()
    current.pk, current.slug, current.digest = None, "another-version", "0" * 64
    current.save()
    older = Assessment.objects.create(industry=cast.industry, framework=current, period=2020)
    shown = page(client, own(cast))
    assert "另一版本的对标指标体系，条件和等级的含义不同" in shown.text
    assert shown.links()["2020"] == older.get_absolute_url()
    assert "2020" not in shown.all("//section[@aria-labelledby='levels']//thead//th")


def test_more_than_ten_years_say_what_is_left_out(client: Client, cast: Cast) -> None:
    for period in range(2013, 2025):
        actions.start_assessment(
            user=cast.alice,
            framework=cast.framework.slug,
            industry=cast.industry,
            period=period,
        )
    shown = page(client, own(cast))
    assert "只列最近10年，更早的3年没有列出" in shown.text
    assert "2016年至2025年的10份自评" in shown.text
    assert "等级、条件、佐证和指标数据都没有变化。" in shown.text
    assert "还没有标为已完成的任务" in shown.text
    assert "各年都没有填报指标数据" in shown.text


def test_another_bureau_has_none(client: Client, cast: Cast) -> None:
    client.force_login(cast.charlie)
    for leaf in ("/", "/charts.json", ".csv"):
        assert client.get(own(cast, leaf)).status_code == 404


def test_a_reopened_year_is_not_shown_as_it_was(
    client: Client, cast: Cast, two_years: Assessment
) -> None:
    """What a process keeps of a submitted year ends with it."""
    assert "产业规模 自评 4 2" in rows(page(client, own(cast)), "levels")
    before = Assessment.objects.get(pk=cast.draft.pk)
    actions.reopen(assessment=before)
    cast.save("scale", before, answers={"sc-city-chain": "met", "sc-province-list": "met"})
    actions.submit(assessment=before, user=cast.alice)
    assert "产业规模 自评 4 3" in rows(page(client, own(cast)), "levels")


def test_what_is_kept_has_a_bound(
    client: Client, cast: Cast, two_years: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "KEPT", 0)
    assert "产业规模 自评 4 2" in rows(page(client, own(cast)), "levels")
    assert queries._kept == {}


def test_list_report_and_industry_lead_to_it(
    client: Client, cast: Cast, two_years: Assessment
) -> None:
    for address in (
        "/assessments/",
        "/industries/",
        f"/industries/{cast.industry.pk}/",
        f"{two_years.get_absolute_url()}report/",
        two_years.get_absolute_url(),
    ):
        assert page(client, address).links()["历年对照"] == own(cast), address


def test_it_speaks_english(client: Client, cast: Cast, two_years: Assessment) -> None:
    shown = page(client, own(cast), language="en")
    assert "Years side by side" in shown.title
    assert "Claimed level of Industry scale 2 → 4" in shown.text
    assert not any("\u4e00" <= c <= "\u9fff" for c in " ".join(rows(shown, "changes")))


def test_ten_years_cost_no_more_queries_than_two(
    client: Client, published: reference.Framework
) -> None:
    official = load_demo(source=FIXTURES / "demo.json", framework=published)
    client.force_login(official)
    two = Industry.objects.get(name="超硬材料")
    ten = store_ten_years(official, published)
    counts = []
    for industry in (two, ten):
        with CaptureQueriesContext(connection) as queries_made:
            shown = page(client, f"/industries/{industry.pk}/years/")
        counts.append(len(queries_made))
    assert "2016年至2025年的10份自评" in shown.text
    assert counts[0] == counts[1] <= 12
