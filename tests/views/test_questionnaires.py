"""The Excel questionnaire on the site: out, filled in, back, looked at, confirmed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as verbs
from benchmark.forms import questionnaire as forms
from benchmark.models import Assessment, Evidence, Industry, Organisation, OwnFigure, Rating
from benchmark.queries.assessments import to_domain
from benchmark.questionnaire import gate as workbook_gate
from benchmark.questionnaire.layout import META_SHEET
from benchmark.questionnaire.read import read_workbook
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble
from tests.questionnaire.samples import typical
from tests.questionnaire.workbooks import (
    BASICS,
    CONDITIONS,
    EVIDENCE,
    FIGURES,
    TARGETS,
    with_cells,
)

from .pages import Page, page
from .uploads import NEW, confirm, may_be_saved, own, send


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


@pytest.fixture
def said(framework: Framework) -> domain.Assessment:
    """What the questionnaire of the office's draft says."""
    return replace(
        typical(framework),
        industry=domain.Industry("智能电力装备", "许都市", "high-end-equipment"),
    )


@pytest.fixture
def filled(framework: Framework, said: domain.Assessment) -> bytes:
    return questionnaire(framework, "zh-hans", said)


@pytest.fixture
def other(framework: Framework, said: domain.Assessment) -> bytes:
    """The questionnaire of an industry that is not there yet."""
    return questionnaire(
        framework, "zh-hans", replace(said, industry=replace(said.industry, name="超硬材料"))
    )


def rows() -> tuple[int, ...]:
    tables = (Industry, Assessment, Rating, Evidence, OwnFigure)
    return tuple(table.objects.count() for table in tables)


class TestDownload:
    @pytest.mark.parametrize(
        ("language", "name"),
        [("zh-hans", "对标自评问卷.xlsx"), ("en", "Self-assessment questionnaire.xlsx")],
    )
    def test_an_empty_one_in_the_language_of_the_page(
        self, client: Client, language: str, name: str
    ):
        client.cookies["django_language"] = language
        response = client.get("/assessments/questionnaire.xlsx")
        assert response.headers["Content-Type"] == forms.XLSX
        assert name in unquote(response.headers["Content-Disposition"])
        book = openpyxl.load_workbook(BytesIO(response.content))
        assert book.sheetnames[1] == ("基本信息" if language == "zh-hans" else "Basics")

    def test_one_that_is_begun(self, client: Client, cast: Cast):
        begun = (cast.figure("output", None, product="电力装备"), cast.figure("output", 406))
        cast.save("scale", rationale="居全省第二位", figures=begun)
        response = client.get(own(cast, "questionnaire.xlsx"))
        name = unquote(response.headers["Content-Disposition"])
        assert "许都市智能电力装备产业-对标自评问卷-2025.xlsx" in name
        read = read_workbook(response.content, cast.framework, draft=True)
        assert read == to_domain(cast.draft)
        assert read.rating_by_trait["scale"].rationale == "居全省第二位"
        assert [f.key for f in read.rating_by_trait["scale"].figures] == [f.key for f in begun]

    def test_last_years_answers_stand_in_the_next_ones(self, client: Client, cast: Cast):
        cast.save("scale", answers={"sc-first": "not_met"})
        later = verbs.start_next_year(user=cast.alice, before=cast.draft, period=2026)
        response = client.get(f"/assessments/{later.pk}/questionnaire.xlsx")
        sheet = openpyxl.load_workbook(BytesIO(response.content))[CONDITIONS]
        assert [sheet[f"{column}25"].value for column in "AEI"] == ["sc-first", None, "不符合"]

    def test_a_demo_office_gets_marked_ones(self, client: Client, cast: Cast):
        Organisation.objects.update(is_demo=True)
        for url in ("/assessments/questionnaire.xlsx", own(cast, "questionnaire.xlsx")):
            book = openpyxl.load_workbook(BytesIO(client.get(url).content))
            assert "纯属虚构" in book[TARGETS].oddHeader.center.text

    def test_a_submitted_one_can_still_be_taken_away(self, client: Client, cast: Cast):
        answer_all(cast.draft)
        verbs.submit(assessment=cast.draft, user=cast.bob)
        assert client.get(own(cast, "questionnaire.xlsx")).status_code == 200
        links = page(client, own(cast, "")).links()
        assert "下载为 Excel 问卷" in links
        assert "上传填好的问卷" not in links

    def test_what_no_cell_holds_is_told(self, client: Client, cast: Cast):
        cast.save("scale", rationale="𠮷" * 20_000)
        answer = client.get(own(cast, "questionnaire.xlsx"), follow=True)
        assert answer.redirect_chain == [(own(cast, ""), 302)]
        told = Page(answer.content).text
        assert "产业规模的说明超过 Excel 一个单元格的上限（32767个字符" in told

    def test_the_ways_there(self, client: Client, cast: Cast):
        links = page(client, "/assessments/").links()
        assert links["下载空白问卷（Excel）"] == "/assessments/questionnaire.xlsx"
        assert links["上传填好的问卷"] == NEW
        links = page(client, own(cast, "")).links()
        assert links["下载为 Excel 问卷"] == own(cast, "questionnaire.xlsx")
        assert links["上传填好的问卷"] == own(cast)
        Assessment.objects.all().delete()
        assert page(client, "/assessments/").links()["上传填好的问卷"] == NEW


class TestDraft:
    def test_what_would_change_is_shown_and_nothing_is_saved(
        self, client: Client, cast: Cast, filled: bytes
    ):
        before = to_domain(cast.draft)
        shown = send(client, own(cast), filled)
        assert "还没有保存" in shown.text
        assert "4级（先进）" in shown.text
        assert "2.7 列入国家先进制造业集群名单" in shown.text
        assert (
            "证明的条件：列入市级（县级）重点产业链、营业收入居全省同级地区同行业前三" in shown.text
        )
        assert "2024年产业链营业收入406亿元" in shown.text
        assert "严禁录入涉密信息" in shown.text
        assert to_domain(Assessment.objects.get(pk=cast.draft.pk)) == before

    def test_confirmed_it_is_saved_whole(
        self, client: Client, cast: Cast, filled: bytes, said: domain.Assessment
    ):
        shown = send(client, own(cast), filled)
        assert confirm(client, shown) == own(cast, "")
        assert to_domain(Assessment.objects.get(pk=cast.draft.pk)) == said
        again = send(client, own(cast), filled)
        assert "完全相同" in again.text
        assert not may_be_saved(again)

    def test_what_is_downloaded_and_changed_changes_its_row(self, client: Client, cast: Cast):
        figure = cast.figure("output", 406, year=2024)
        mine = cast.figure("output", 380, year=2023)
        cast.save("scale", figures=(figure, mine))
        raw = client.get(own(cast, "questionnaire.xlsx")).content
        later = cast.figure("output", 350, year=2022)
        cast.save("scale", figures=(later,))
        shown = send(client, own(cast), with_cells(raw, {f"{FIGURES}!C6": 430}))
        assert shown.all("//tbody/tr") == [
            "数据 主导产业营业收入/产值406亿元（2024年） 主导产业营业收入/产值430亿元（2024年） "
            "不采用"
        ]
        confirm(client, shown)
        stored = OwnFigure.objects.order_by("pk").values_list("key", "value")
        assert list(stored) == [(figure.key, 430), (mine.key, 380), (later.key, 350)]

    def test_what_is_emptied_is_deleted(self, client: Client, cast: Cast):
        cast.save("scale", figures=(cast.figure("output", 406),), answers={"sc-first": "met"})
        raw = client.get(own(cast, "questionnaire.xlsx")).content
        emptied = with_cells(raw, {f"{FIGURES}!C6": None, f"{CONDITIONS}!E25": None})
        shown = send(client, own(cast), emptied)
        assert [row.split()[-2:] for row in shown.all("//tbody/tr")] == [["删除", "不采用"]] * 2
        confirm(client, shown)
        assert not OwnFigure.objects.exists()
        assert to_domain(cast.draft).rating_by_trait["scale"].answers == {}

    def test_rows_that_are_begun_may_be_saved_and_are_told(
        self, client: Client, cast: Cast, filled: bytes
    ):
        cells = {
            f"{FIGURES}!C6": None,
            f"{EVIDENCE}!B7": "会议纪要",
            f"{CONDITIONS}!E14": "符合",
            f"{CONDITIONS}!E12": "不符合",
        }
        shown = send(client, own(cast), with_cells(filled, cells))
        assert shown.all("//section[@aria-labelledby='blocking-title']//li") == [
            "先发优势 “上世纪50年代起步”为符合，而由其必然得出的“上世纪90年代初或更早起步”为不符合",
            "产业规模：主导产业营业收入/产值 指标数据没有数值",
            "佐证材料：会议纪要 佐证材料没有选类型",
        ]
        warned = shown.all("//section[@aria-labelledby='warnings-title']//li")
        assert "佐证材料：会议纪要 佐证材料没有指明所证明的条件，不起佐证作用" in warned
        confirm(client, shown)
        assert OwnFigure.objects.filter(value=None).count() == 1
        assert Evidence.objects.get(grade=0).title == "会议纪要"

    def test_many_warnings_are_counted(self, client: Client, cast: Cast, filled: bytes):
        cells: dict[str, Any] = {f"{EVIDENCE}!B{row}": "材料" for row in range(7, 77)}
        shown = send(client, own(cast), with_cells(filled, cells))
        assert len(shown.all("//section[@aria-labelledby='blocking-title']//li")) == 50
        assert "另有20处没有列出" in shown.text

    def test_old_and_new_stand_side_by_side(self, client: Client, cast: Cast, filled: bytes):
        cast.save("scale", target=5)
        shown = send(client, own(cast), filled)
        (row,) = shown.root.xpath(
            "//h2[contains(., '产业规模')]/..//tr[th[contains(., '目标等级')]]"
        )
        assert [" ".join(cell.text_content().split()) for cell in row] == [
            "目标等级",
            "5级（标杆）",
            "4级（先进）",
            "不采用",
        ]

    def test_a_chinese_questionnaire_on_an_english_page(
        self, client: Client, cast: Cast, filled: bytes
    ):
        shown = send(client, own(cast), filled, language="en")
        assert "level 4 (Advanced)" in shown.text
        assert "On the national list of advanced manufacturing clusters" in shown.text

    def test_a_trait_that_is_not_known_stands_alone(
        self, client: Client, cast: Cast, filled: bytes
    ):
        """What the file does not hold stays, so it stands beside."""
        cast.save("technology", figures=(cast.figure("standards", 3),))
        shown = send(client, own(cast), filled)
        assert shown.all("//div[@class='error-summary']//tbody/tr") == [
            "目标 D10 — 选“暂未掌握”的特征不能再有符合或不符合的回答、数据或目标"
        ]

    def test_a_long_rationale_survives_the_preview(
        self, client: Client, cast: Cast, framework: Framework, said: domain.Assessment
    ):
        long = "\r\n".join(["口径为产业链，数据来自统计年报。\t“=1+1”<b>&amp;"] * 600)[:20_000]
        ratings = tuple(replace(r, rationale=long.replace("\r\n", "\n")) for r in said.ratings)
        raw = questionnaire(framework, "zh-hans", replace(said, ratings=ratings))
        shown = send(client, own(cast), raw)
        confirm(client, shown)
        stored = to_domain(Assessment.objects.get(pk=cast.draft.pk))
        assert stored.ratings == ratings

    def test_hostile_text_is_shown_as_text(self, client: Client, cast: Cast, filled: bytes):
        raw = with_cells(filled, {f"{TARGETS}!G6": "<script>alert(1)</script>{{ x }}"})
        shown = send(client, own(cast), raw)
        assert "<script>alert(1)</script>{{ x }}" in shown.text
        assert not shown.root.xpath("//main//script")

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_submitted_one_takes_no_questionnaire(self, client: Client, cast: Cast, method: str):
        answer_all(cast.draft)
        verbs.submit(assessment=cast.draft, user=cast.bob)
        response = getattr(client, method)(own(cast))
        assert response.headers["Location"] == own(cast, "")

    def test_another_industrys_questionnaire_is_refused(
        self, client: Client, cast: Cast, other: bytes
    ):
        shown = send(client, own(cast), other)
        assert "基本信息 C5 超硬材料 与这份自评（许都市智能电力装备，2025年）不同" in shown.text


class TestNew:
    def test_it_makes_industry_and_assessment_when_confirmed(
        self, client: Client, cast: Cast, other: bytes, said: domain.Assessment
    ):
        before = rows()
        shown = send(client, NEW, other)
        assert "确认后建立一份草稿" in shown.text
        assert "产业名称 超硬材料" in shown.text
        assert rows() == before
        location = confirm(client, shown)
        made = Assessment.objects.get(industry__name="超硬材料")
        assert location == made.get_absolute_url()
        assert made.created_by == cast.bob
        assert to_domain(made).ratings == said.ratings

    def test_an_assessment_that_is_there_is_named(self, client: Client, cast: Cast, filled: bytes):
        shown = send(client, NEW, filled)
        assert "2025年的自评已经存在" in shown.text
        assert own(cast) in shown.links("//div[@class='error-summary']").values()

    def test_an_industry_in_another_field_is_named(self, client: Client, cast: Cast, filled: bytes):
        shown = send(client, NEW, with_cells(filled, {f"{BASICS}!C8": "生物"}))
        assert "领域是“高端装备制造”" in shown.text

    def test_the_same_industry_in_another_year_is_welcome(
        self, client: Client, cast: Cast, filled: bytes
    ):
        shown = send(client, NEW, with_cells(filled, {f"{BASICS}!C9": 2026}))
        confirm(client, shown)
        assert Assessment.objects.filter(industry=cast.industry).count() == 2

    def test_what_is_known_of_the_industry_stays(self, client: Client, cast: Cast, filled: bytes):
        Industry.objects.update(name_en="Grid")
        cells = {f"{BASICS}!C9": 2026, f"{BASICS}!C6": "Something else"}
        shown = send(client, NEW, with_cells(filled, cells))
        assert "产业英文名称 Grid" in shown.text
        confirm(client, shown)
        assert Industry.objects.get().name_en == "Grid"

    def test_without_an_office_there_is_nothing_to_fill(self, client: Client, cast: Cast):
        client.force_login(cast.dora)
        response = client.get(NEW)
        assert response.headers["Location"] == "/assessments/"
        assert client.get("/assessments/questionnaire.xlsx").status_code == 200


class TestRefused:
    def test_every_problem_is_named_by_sheet_cell_and_reason(
        self, client: Client, cast: Cast, filled: bytes
    ):
        raw = with_cells(
            filled,
            {
                f"{CONDITIONS}!E25": "大概符合",
                f"{EVIDENCE}!E5": "昨天",
                f"{FIGURES}!C6": "=1+1",
                f"{FIGURES}!C7": 2.12345678,
            },
        )
        before = rows()
        shown = send(client, own(cast), raw)
        assert "文件有3处问题，没有保存任何内容" in shown.text
        assert shown.all("//div[@class='error-summary']//tbody/tr") == [
            "数据 C6 =1+1 是公式，不能读取；请复制后用“选择性粘贴—数值”替换为数值",
            "条件 E25 大概符合 不在下拉列表中，请从列表中选择：符合、不符合、不掌握",
            "佐证 E5 昨天 应为真实日期：2025、2025-03 或 2025-03-18",
        ]
        assert rows() == before
        english = send(client, own(cast), raw, language="en")
        assert "Must be a real date: 2025, 2025-03 or 2025-03-18" in english.text

    def test_a_figure_that_would_be_rounded_is_named(
        self, client: Client, cast: Cast, filled: bytes
    ):
        shown = send(client, own(cast), with_cells(filled, {f"{FIGURES}!C7": 2.12345678}))
        assert "数据 C7 2.12345678 最多6位小数" in shown.text

    def test_many_problems_are_counted(self, client: Client, cast: Cast, filled: bytes):
        cells: dict[str, Any] = {f"{EVIDENCE}!E{row}": "昨天" for row in range(20, 340)}
        shown = send(client, own(cast), with_cells(filled, cells))
        assert "文件有320处问题" in shown.text
        assert "另有120处没有列出" in shown.text
        assert len(shown.all("//div[@class='error-summary']//tbody/tr")) == 200

    @pytest.mark.parametrize(
        ("raw", "message"),
        [
            (b"%PDF-1.7", workbook_gate.PDF.zh),
            (b"PK\x03\x04", workbook_gate.DAMAGED.zh),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", workbook_gate.NOT_A_WORKBOOK.zh),
        ],
    )
    def test_other_files_are_told_as_what_they_are(
        self, client: Client, cast: Cast, raw: bytes, message: str
    ):
        for url in (NEW, own(cast)):
            shown = send(client, url, raw)
            assert f"整个文件 — {message}" in shown.text

    def test_another_framework_is_told(self, client: Client, filled: bytes):
        raw = with_cells(filled, {f"{META_SHEET}!B3": "national-clusters-2019"})
        assert "问卷属于对标指标体系“national-clusters-2019”" in send(client, NEW, raw).text

    def test_a_file_above_the_limit_is_not_read(
        self, client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(forms.UploadForm, "raw", None)
        for url in (NEW, own(cast)):
            shown = send(client, url, b"x" * (5 * 1024 * 1024 + 1))
            assert "文件有5.1MB，最多5MB" in shown.text

    def test_an_upload_needs_no_folder_for_temporary_files(
        self, client: Client, cast: Cast, settings: Any
    ):
        settings.FILE_UPLOAD_TEMP_DIR = "/nowhere/full"
        shown = send(client, own(cast), b"%PDF-1.7" + b"x" * (5 * 1024 * 1024 - 8))
        assert workbook_gate.PDF.zh in shown.text

    def test_an_empty_file_and_none_at_all(self, client: Client, cast: Cast):
        for url in (NEW, own(cast)):
            assert "文件是空的" in send(client, url, b"").text
            told = Page(client.post(url).content)
            assert "请选择填好的问卷文件" in told.text
            assert told.root.xpath("//div[@class='error-summary']//a/@href") == ["#id_workbook"]


class TestTrust:
    """What is another office's is not there."""

    @pytest.mark.parametrize("leaf", ["questionnaire/", "questionnaire.xlsx"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_another_offices_draft_does_not_exist(
        self, client: Client, cast: Cast, leaf: str, method: str
    ):
        client.force_login(cast.charlie)
        assert getattr(client, method)(own(cast, leaf)).status_code == 404
        assert getattr(client, method)(f"/assessments/999999/{leaf}").status_code == 404

    @pytest.mark.parametrize(
        "url",
        [NEW, "/assessments/questionnaire.xlsx", "/assessments/1/questionnaire/"],
    )
    def test_a_stranger_signs_in_first(self, cast: Cast, url: str):
        response = Client().get(url)
        assert response.headers["Location"].startswith("/sign-in/?next=")


class TestQueries:
    """Session and user take two of each, the line of the security log one of each file."""

    def test_pages_and_files(
        self, client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
    ):
        for url, count in {
            NEW: 2,
            "/assessments/questionnaire.xlsx": 4,
            own(cast): 3,
            own(cast, "questionnaire.xlsx"): 8,
        }.items():
            with django_assert_max_num_queries(count):
                assert client.get(url).status_code == 200
