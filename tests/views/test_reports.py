"""The report as a page, as one file and as downloads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from unittest.mock import Mock
from urllib.parse import unquote

import docx
import lxml.html
import pytest
from django.test import Client

from benchmark.actions import assessments
from benchmark.actions.accounts import register
from benchmark.actions.demo import load_demo
from benchmark.models import Assessment, Industry, Organisation, User
from benchmark.reports.document import ANNEXES, document
from benchmark.reports.formats import BRIEF_FORMATS, CONTENT_TYPES, FORMATS
from benchmark.reports.gap_report import GapReport, Origin
from benchmark.scoring.assessment import Evidence
from benchmark.scoring.framework import LANGUAGES, Framework, Language
from benchmark.views import reports
from benchmark.views.reports import render_report_html
from tests.conftest import FIXTURES
from tests.reports import samples
from tests.reports.samples import EVERY_CASE, HOSTILE, Case, empty, hostile, report_of, typical

from .pages import page, words

# The annexes of a first edition.
FIRST = [key for key in ANNEXES if key != "since"]
QUERIES = 12
BEGINS = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-", "json": b"{", "html": b"<!DOCTYPE html>"}


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


def report(assessment: Assessment, leaf: str = "") -> str:
    return f"/assessments/{assessment.pk}/report/{leaf}"


def alone(made: GapReport, language: Language = "zh-hans") -> lxml.html.HtmlElement:
    return lxml.html.fromstring(render_report_html(document(made, language)))


def test_the_first_screen_says_what_matters(client: Client, grid: Assessment) -> None:
    brief = page(client, report(grid)).all("//section[contains(@class,'report-brief')]")
    judged, strong, gaps = brief[:3]
    assert "总体在2级（成长）至3级（骨干）之间" in judged
    assert "一是市场份额达到4级（先进）：核心产品国内市场占有率42%" in strong
    for trait in ("完整产业链", "产业规模", "核心技术与行业话语权"):
        assert trait in gaps
    assert "或制造环节覆盖率80%以上，差12个百分点" in gaps
    assert "参阅 三-" in gaps


def test_all_sections_follow_in_order_annexes_folded_and_open(
    client: Client, grid: Assessment
) -> None:
    shown = page(client, report(grid))
    keys = shown.root.xpath("//article//h2/@id")
    assert keys == [*("judgement", "strengths", "gaps", "first", "work", "certainty"), *FIRST]
    folds = shown.root.xpath("//article//details")
    assert len(folds) == len(FIRST)
    assert all(fold.get("open") is not None for fold in folds)
    targets = shown.links("//nav[contains(@class,'report-contents')]").values()
    assert list(targets) == [f"#{key}" for key in keys]


def test_drawings_stand_for_the_screen_and_for_the_phone(client: Client, grid: Assessment) -> None:
    shown = page(client, report(grid))
    drawings = shown.root.xpath("//figure/div[@role='img']")
    assert len(drawings) == 2
    assert all("完整产业链：自评2级" in drawing.get("aria-label") for drawing in drawings)
    for drawing in drawings:
        kinds = [kind.get("class") for kind in drawing.iterchildren()]
        assert kinds == ["drawing-wide", "drawing-narrow"]
    assert b"plotly" not in client.get(report(grid)).content


def test_every_rationale_and_every_evidence_item_is_shown(client: Client, grid: Assessment) -> None:
    text = page(client, report(grid)).text
    for rating in grid.ratings.all():
        assert rating.rationale in text
    for item in grid.evidence.all():
        assert item.title in text
        assert item.source in text


def division(client: Client, of: Assessment) -> dict[str, str]:
    """The first row of the division of work."""
    shown = page(client, report(of))
    cells = shown.root.xpath("//section[contains(@class,'report-work')]//tbody/tr[1]/td")
    heads = shown.all("//section[contains(@class,'report-work')]//thead//th")
    return dict(zip(heads, map(words, cells), strict=True))


def test_the_division_of_work_comes_from_the_plan(client: Client, grid: Assessment) -> None:
    found = division(client, grid)
    assert (found["牵头单位"], found["完成时限"]) == ("市发展改革委", "2027-06-30")
    assert found["任务"].startswith("完整产业链：")


def test_without_a_plan_it_is_left_to_be_filled_in(client: Client, grid: Assessment) -> None:
    assessments.reopen(assessment=grid)
    grid.tasks.all().delete()
    found = division(client, grid)
    assert (found["牵头单位"], found["配合单位"]) == ("", "")
    assert found["任务"].startswith("完整产业链：")
    assert "任务分解" not in page(client, report(grid)).all("//article//h2")


def test_a_draft_is_marked_and_says_what_is_open(client: Client, draft: Assessment) -> None:
    shown = page(client, report(draft))
    assert "草稿" in shown.all("//h1")[0]
    assert "自评尚未提交" in shown.text
    assert f"/assessments/{draft.pk}/traits/chain/" in shown.links().values()
    file = client.get(report(draft, "download/html")).content.decode()
    assert "草稿" in words(lxml.html.fromstring(file).find(".//h1"))
    word = docx.Document(BytesIO(client.get(report(draft, "download/docx")).content))
    assert "草稿" in word.sections[0].header.paragraphs[0].text


def test_a_submitted_one_is_not_marked(client: Client, grid: Assessment) -> None:
    assert "草稿" not in page(client, report(grid)).text


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_can_be_taken_away_in_both_languages(
    client: Client, grid: Assessment, extension: str
) -> None:
    for language, what in (
        ("zh-hans", "示例市智能电力装备产业-对标差距分析报告"),
        ("en", "Smart power equipment in 示例市-Benchmark gap report"),
    ):
        client.cookies["django_language"] = language
        answer = client.get(report(grid, f"download/{extension}"))
        assert answer.status_code == 200
        assert answer["Content-Type"] == CONTENT_TYPES[extension]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer.content.startswith(BEGINS[extension])
        name = unquote(answer["Content-Disposition"].removeprefix("attachment; filename*=utf-8''"))
        assert name == f"{what}-2025.{extension}"


@pytest.mark.parametrize("extension", FORMATS)
def test_the_brief_can_be_taken_away_alone(
    client: Client, grid: Assessment, extension: str
) -> None:
    answer = client.get(report(grid, f"download/{extension}?brief=1"))
    if extension not in BRIEF_FORMATS:
        assert answer.status_code == 404
        return
    whole = client.get(report(grid, f"download/{extension}"))
    assert answer.content.startswith(BEGINS[extension])
    assert len(answer.content) < len(whole.content)
    if extension == "html":
        assert "附件1" not in lxml.html.fromstring(answer.content.decode()).text_content()


def test_the_json_is_the_report(client: Client, grid: Assessment) -> None:
    data = json.loads(client.get(report(grid, "download/json")).content)
    assert data["stage_band"] == [2, 3]
    assert data["headline"] == ["chain", "scale", "technology"]


def test_a_hostile_name_makes_a_harmless_file_name(client: Client, grid: Assessment) -> None:
    Industry.objects.filter(pk=grid.industry_id).update(name='../"x"\r\nSet-Cookie: a=b;', place="")
    header = client.get(report(grid, "download/json"))["Content-Disposition"]
    assert "\n" not in header
    assert "/" not in unquote(header)


@pytest.mark.parametrize("extension", ["exe", "doc", "DOCX", "html.html"])
def test_another_format_does_not_exist(client: Client, grid: Assessment, extension: str) -> None:
    assert client.get(report(grid, f"download/{extension}")).status_code == 404


@pytest.mark.parametrize(
    "leaf",
    ["", "?edition=1", "download/docx", "download/json", "download/json?edition=1", "download/exe"],
)
def test_another_bureaus_report_does_not_exist(grid: Assessment, leaf: str) -> None:
    register(organisation="外市工信局", place="外市", username="charlie", password="x" * 12)
    other = Client()
    assert other.get(report(grid, leaf)).status_code == 302
    other.force_login(User.objects.get(username="charlie"))
    assert other.get(report(grid, leaf)).status_code == 404


@pytest.mark.parametrize("leaf", ["", "download/docx", "download/html", "download/json"])
def test_the_work_does_not_grow_with_what_is_stored(
    client: Client, grid: Assessment, leaf: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(QUERIES) as before:
        client.get(report(grid, leaf))
    industries = Industry.objects.bulk_create(
        Industry(
            organisation_id=grid.industry.organisation_id,
            name=f"产业{n}",
            place="示例市",
            sector="other",
        )
        for n in range(10_000)
    )
    Assessment.objects.bulk_create(
        Assessment(industry=industry, framework_id=grid.framework_id, period=2025)
        for industry in industries
    )
    with django_assert_max_num_queries(len(before)):
        client.get(report(grid, leaf))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_the_file_needs_nothing_else(language: Language, case: Case) -> None:
    root = alone(samples.report(case), language)
    assert root.get("lang") == {"zh-hans": "zh-Hans", "en": "en"}[language]
    assert root.xpath("//script | //link | //img | //iframe | //form") == []
    assert root.xpath("//@style") == []
    addresses = root.xpath("//@href | //@src | //@action")
    assert all(re.match(r"#|https?://", address) for address in addresses)
    (style,) = root.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style
    assert ".report-layout" in style
    targets = {f"#{found}" for found in root.xpath("//@id")}
    assert {address for address in addresses if address.startswith("#")} <= targets


def test_text_of_users_is_literal() -> None:
    made = render_report_html(samples.tree(hostile, "zh-hans"))
    assert "<script>" not in made
    text = lxml.html.fromstring(made).text_content()
    for part in HOSTILE:
        assert part in text
    assert "49" not in re.findall(r"\b49\b", text)


def test_a_third_document_waits_its_turn_and_says_so(
    client: Client, grid: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While two are being made a third is asked for."""
    monkeypatch.setattr(reports, "PATIENCE", 0.0)
    answers = []

    def written(*given: Any, **more: Any) -> bytes:
        answers.append(client.get(report(grid, "download/pdf?brief=1")))
        return b"made"

    monkeypatch.setattr(reports, "written", written)
    client.get(report(grid, "download/docx"))

    third, second = answers
    assert (second.status_code, second.content) == (200, b"made")
    assert third.status_code == 503
    assert "轮到时自动开始下载" in third.content.decode()
    assert third.headers["Refresh"] == third.headers["Retry-After"] == "3"
    assert "Content-Disposition" not in third.headers


def test_a_document_that_fails_gives_its_turn_back(
    client: Client, grid: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(reports, "written", Mock(side_effect=RuntimeError))
        for _ in range(reports.AT_ONCE + 1):
            with pytest.raises(RuntimeError):
                client.get(report(grid, "download/json"))
    assert client.get(report(grid, "download/json")).status_code == 200


def test_only_web_addresses_become_links() -> None:
    items = tuple(
        Evidence(3, "公示", "来源", "2025", url)
        for url in (
            "https://example.org/a?b=1&c=2",
            "HTTP://EXAMPLE.ORG",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "//example.org",
            "data:text/html,x",
        )
    )
    root = alone(report_of(evidence=items))
    found = list(root.xpath("//article//p/a/@href"))
    assert found == ["https://example.org/a?b=1&c=2", "HTTP://EXAMPLE.ORG"]
    assert "javascript:alert(1)" in root.text_content()


def test_invented_data_and_drafts_are_marked_in_the_file() -> None:
    assert "演示数据，纯属虚构" in alone(samples.report(typical)).text_content()
    assert "演示数据" not in alone(samples.report(empty)).text_content()
    assert "草稿" not in alone(samples.report(typical)).text_content()
    unfinished = replace(samples.report(samples.one_trait), origin=Origin(draft=True))
    marked = alone(unfinished).text_content()
    assert "草稿" in marked
    assert "未填写的特征" in marked


def test_what_is_submitted_is_shown_and_downloaded_as_its_edition(
    client: Client, grid: Assessment
) -> None:
    before = client.get(report(grid, "download/docx?brief=1")).content
    Organisation.objects.update(name="改名后的单位")
    assert "示例市工业和信息化局" in page(client, report(grid)).text
    assert client.get(report(grid, "download/docx?brief=1")).content == before
    assert client.get(report(grid, "download/docx?brief=1&edition=1")).content == before


def test_earlier_editions_stay_beside_the_draft(
    client: Client, alice: User, grid: Assessment
) -> None:
    first = client.get(report(grid, "download/json")).content
    assert not page(client, report(grid)).all("//nav[contains(@class,'report-editions')]")
    assessments.reopen(assessment=grid)
    shown = page(client, report(grid))
    (kept,) = shown.all("//nav[contains(@class,'report-editions')]//span[@class='soft']")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d 提交", kept)
    (address,) = shown.links("//nav[contains(@class,'report-editions')]").values()
    assert address == report(grid, "?edition=1")
    assert shown.all("//nav[contains(@class,'report-editions')]//strong") == ["草稿"]
    earlier = page(client, report(grid, "?edition=1"))
    assert "草稿" not in earlier.all("//h1")[0]
    assert "这是较早的内容" in earlier.text
    files = [a.get("href") for a in earlier.root.xpath("//div[@role='group']//a")]
    assert report(grid, "download/docx?edition=1&brief=1") in files
    assert client.get(report(grid, "download/json?edition=1")).content == first


@pytest.mark.parametrize("number", ["0", "2", "x", "", "-1", "１", "9" * 30])
def test_there_is_no_other_edition(client: Client, grid: Assessment, number: str) -> None:
    for leaf in ("", "download/pdf"):
        assert client.get(report(grid, f"{leaf}?edition={number}")).status_code == 404


def test_a_plan_that_changed_is_kept_by_a_button(client: Client, grid: Assessment) -> None:
    before = client.get(report(grid, "download/json")).content
    assert "任务分解在这一版之后有改动" not in page(client, report(grid)).text
    grid.tasks.all().delete()
    client.post(f"/assessments/{grid.pk}/plan/", {"begin": "1"})
    shown = page(client, report(grid))
    assert "任务分解在这一版之后有改动" in shown.text
    assert report(grid, "new/") in shown.root.xpath("//form/@action")
    assert report(grid, "new/") in page(client, f"/assessments/{grid.pk}/plan/").root.xpath(
        "//form/@action"
    )

    answer = client.post(report(grid, "new/"), follow=True)
    text = words(lxml.html.fromstring(answer.content))
    assert "已存为第2版" in text
    assert re.search(r"第2版 [-\d]+ [:\d]+ 只更新任务分解", text)
    assert "任务分解在这一版之后有改动" not in text
    assert "与上一版相比" in text
    assert client.get(report(grid, "download/json?edition=1")).content == before
    again = client.post(report(grid, "new/"), follow=True).content.decode()
    assert "任务分解与最近一版相同" in again


def test_a_draft_has_no_edition_to_add_to(client: Client, draft: Assessment) -> None:
    assert "自评尚未提交，还没有版次" in (
        client.post(report(draft, "new/"), follow=True).content.decode()
    )
    assert client.get(report(draft, "new/")).headers["Location"] == report(draft)
    assert report(draft, "new/") not in page(client, f"/assessments/{draft.pk}/plan/").root.xpath(
        "//form/@action"
    )


def test_nobody_else_adds_an_edition(grid: Assessment) -> None:
    register(organisation="外市工信局", place="外市", username="charlie", password="x" * 12)
    other = Client()
    other.force_login(User.objects.get(username="charlie"))
    assert other.post(report(grid, "new/")).status_code == 404
    assert grid.editions.count() == 1


def test_the_year_before_is_said_in_page_and_documents(client: Client, grid: Assessment) -> None:
    shown = page(client, f"/assessments/{grid.pk}/report/")
    assert "与2024年相比：自评等级产业规模2级→3级、市场份额3级→4级" in shown.text
    assert "与上年相比" in shown.all("//nav[@aria-label='报告目录']//a")[-2]
    assert "符合情况的变化" in shown.text
    assert "沿用2024年、没有更新的有佐证材料1份。" in shown.text
    first = Assessment.objects.get(industry=grid.industry, period=2023)
    alone = page(client, f"/assessments/{first.pk}/report/")
    assert "相比：" not in alone.text
    assert "与上年相比" not in alone.text


def test_answers_that_wait_are_not_called_lost(client: Client, alice: User) -> None:
    draft = Assessment.objects.get(industry__name="超硬材料", period=2025)
    shown = page(client, f"/assessments/{draft.pk}/report/")
    assert "与2024年相比：" in shown.text
    assert "待确认" in shown.text
    assert "2024年的回答有" in shown.text
    assert "不再符合" not in shown.text
