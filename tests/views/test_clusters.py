"""The reference clusters: list, filters, spread, matrix, page; never a score."""

import csv
import io
import re

import lxml.html
import openpyxl
import pytest
from django.test import Client, override_settings

from benchmark.models import Organisation
from benchmark.scoring.framework import Framework
from benchmark.views.clusters import spread

from .pages import Page, page

ROWS = "//section[@aria-labelledby='list-title']//tbody/tr"


def names(found) -> list[str]:
    return found.all(f"{ROWS}/th")


def test_the_list_has_all_clusters_in_the_bulletin_s_order(client, published):
    found = page(client, "/clusters/")

    assert names(found) == [cluster.name.zh for cluster in published.clusters]
    assert "25个集群" in found.all("//h2")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sector=biotech", ["上海市张江生物医药集群", "广东省深广高端医疗器械集群"]),
        ("province=shaanxi", ["陕西省西安市航空集群"]),
        ("trait=leaders", ["浙江省杭州市数字安防集群", "湖南省长沙市工程机械集群"]),
        ("sector=information-technology&trait=scale&province=shanghai", ["上海市集成电路集群"]),
        (
            "sector=&province=&trait=leaders&page=9",
            ["浙江省杭州市数字安防集群", "湖南省长沙市工程机械集群"],
        ),
    ],
)
def test_filters_stand_in_the_address(client, published, query, expected):
    assert names(page(client, f"/clusters/?{query}")) == expected


def test_the_chosen_filter_stays_chosen(client, published):
    found = page(client, "/clusters/?sector=biotech")

    assert found.root.xpath("//select[@name='sector']/option[@selected]/@value") == ["biotech"]


@pytest.mark.parametrize("value", ["nonsense", "<script>", "%00", "x" * 3000])
def test_a_value_that_is_no_option_is_left_aside_and_said(client, published, value):
    found = page(client, f"/clusters/?sector={value}")

    assert len(names(found)) == 25
    assert "已忽略该条件" in found.text
    assert not found.root.xpath("//main//script")


def test_no_match_says_so_and_leads_back(client, published):
    found = page(client, "/clusters/?sector=biotech&trait=chain")

    assert names(found) == []
    assert "没有同时符合这些条件的集群" in found.text
    assert "10个集群的14个实例" in found.text
    assert found.links()["清除筛选条件"] == "/clusters/"


def test_the_spread_is_that_of_the_bulletin(framework: Framework):
    found = spread(framework)

    assert [share.count for share in found.sectors] == [10, 8, 3, 2, 2]
    assert len(found.provinces) == 9
    assert len(found.cities) == 21
    assert (found.eastern, found.total, found.eastern_percent) == (19, 25, 76)
    assert sum(share.count for share in found.provinces) == 25


def test_the_spread_is_shown_as_lists_and_bars_not_as_a_map(client, published):
    found = page(client, "/clusters/")

    assert "东部沿海19个，占76%" in found.text
    assert "按省份（9个省市）" in found.text
    assert "按城市（21个城市）" in found.text
    assert found.all("//table[@class='count-bars']")[0].split()[-10:] == [
        "信息技术", "10", "高端装备制造", "8", "新材料", "3", "生物", "2", "新能源", "2",
    ]  # fmt: skip
    assert not found.root.xpath("//main//img")


def test_the_matrix_has_a_cell_for_every_cluster_and_trait(client, published):
    found = page(client, "/clusters/matrix/")

    cells = found.all("//table//td")
    assert len(cells) == 25 * 7
    assert cells.count("—") == 25 * 7 - 14
    assert found.text.count("参阅材料未载") == 1  # The legend, once.


def test_a_documented_cell_shows_its_figures_with_unit_product_and_year(client, published):
    documented = page(client, "/clusters/matrix/").all("//td[@class='documented']")

    assert len(documented) == 14
    assert (
        "2.8万亿元 信息产业规模（信息产业，2020年） 约1/6 占全国行业规模比重（电子信息产业，"
        "2020年） 全国第1位 数字经济产业规模位次（数字经济，2020年）" in documented
    )
    assert documented.count("有文字记载，没有数据") == 2
    for fact in published.facts:
        assert sum(figure.measure.zh in cell for figure in fact.figures for cell in documented) >= (
            len(fact.figures)
        )


def test_the_general_statement_heads_each_column(client, published):
    heads = page(client, "/clusters/matrix/").all("//thead/tr/th")

    for head, trait in zip(heads[1:], published.traits, strict=True):
        assert head == f"{trait.name.zh} 参阅 {trait.section} {trait.general.zh}"


def test_on_a_phone_what_is_documented_stands_in_a_list_too(client, published):
    listed = page(client, "/clusters/matrix/").all("//section[contains(@class,'matrix-list')]//li")

    assert len(listed) == 14


def test_the_matrix_scrolls_in_its_own_region_with_a_name(client, published):
    region = page(client, "/clusters/matrix/").root.xpath("//*[@role='region']")[0]

    assert region.get("tabindex") == "0"
    assert region.get("aria-label")


def unhashed(shown: Page) -> str:
    """The page without the hashes in the names of files, which are not made while debugging."""
    return re.sub(r"\.[0-9a-f]{12}\.", ".", lxml.html.tostring(shown.root, encoding="unicode"))


def test_the_matrix_is_built_once_and_shows_its_reader(client, published, django_user_model):
    """What is filled in is the same as what a page made for this reader alone shows."""
    office = Organisation.objects.create(name="<b>甲</b>局", place="甲市", is_demo=True)
    reader = django_user_model.objects.create(username="王@a.b", organisation=office)
    lonely = django_user_model.objects.create(username="bare")
    for user in (None, reader, lonely, reader):
        client.logout()
        if user:
            client.force_login(user)
        for language in ("zh-hans", "en"):
            asked = f"/clusters/matrix/?v={language}&w=<"
            built = page(client, asked, language=language)
            with override_settings(DEBUG=True):
                made = page(client, asked, language=language)
            for shown in (built, made):
                for token in shown.root.xpath("//input[@name='csrfmiddlewaretoken']"):
                    assert len(token.get("value")) == 64
                    token.set("value", "")
            assert unhashed(built) == unhashed(made)


def test_a_message_is_shown_once_over_a_page_that_is_built(client, published, django_user_model):
    office = Organisation.objects.create(name="甲局", place="甲市")
    client.force_login(django_user_model.objects.create(username="王", organisation=office))
    page(client, "/clusters/matrix/")
    client.post("/register/", {"next": "/clusters/matrix/"})
    session = client.session
    session["_messages"] = '[["__json_message", 0, 20, "设置已保存。", ""]]'
    session.save()
    assert "设置已保存。" in page(client, "/clusters/matrix/").text
    assert "设置已保存。" not in page(client, "/clusters/matrix/").text


def test_a_form_in_a_built_page_can_be_sent(published, django_user_model):
    careful = Client(enforce_csrf_checks=True)
    office = Organisation.objects.create(name="甲局", place="甲市")
    careful.force_login(django_user_model.objects.create(username="王", organisation=office))
    for _ in range(2):
        shown = page(careful, "/clusters/matrix/")
        (token,) = set(shown.root.xpath("//form[@action='/sign-out/']//input/@value"))
    assert careful.post("/sign-out/", {"csrfmiddlewaretoken": token}).status_code == 302
    assert "_auth_user_id" not in careful.session


def test_the_matrix_is_kept_apart_by_language(client, published):
    assert "上海市集成电路集群" in page(client, "/clusters/matrix/").text
    assert (
        "Shanghai Integrated Circuit Cluster"
        in page(client, "/clusters/matrix/", language="en").text
    )
    assert "上海市集成电路集群" in page(client, "/clusters/matrix/").text


@pytest.mark.parametrize(
    ("language", "absent"),
    [("zh-hans", "参阅材料未载"), ("en", "Not documented in the bulletin")],
)
def test_the_matrix_can_be_taken_away(client, published, language, absent):
    client.cookies["django_language"] = language
    as_csv = client.get("/clusters/matrix.csv")
    as_excel = client.get("/clusters/matrix.xlsx")

    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(as_excel.content)).active
    assert [[cell.value for cell in row] for row in sheet.rows] == rows
    assert len(rows) == 26
    assert sum(row.count(absent) for row in rows) == 25 * 7 - 14
    assert as_csv.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert as_excel.headers["Content-Disposition"].startswith("attachment; filename")


@pytest.mark.parametrize("extension", ["pdf", "CSV", "xls", "csv.exe"])
def test_other_kinds_of_files_are_not_offered(client, published, extension):
    assert client.get(f"/clusters/matrix.{extension}").status_code == 404


def test_a_cluster_s_page_has_its_facts_figures_sources_and_practices(client, published):
    found = page(client, "/clusters/nanjing-smart-grid/")

    facts = found.all("//article[@class='fact']")
    assert len(facts) == 3
    assert "国内市场占有率：超过90% （省级电网调度自动化系统及设备）" in facts[0]
    assert "国内市场占有率：超过40% （地级电网调度自动化系统及设备）" in facts[0]
    assert "4000余项" in facts[2]
    assert found.all("//article[@class='fact']//*[@class='source-tag']") == [
        "参阅 二-3",
        "参阅 二-6",
        "参阅 二-7",
    ]
    assert "5级条件：一类核心产品收入规模居全国首位；一类核心产品国内占有率达80%以上" in facts[0]
    practices = found.all("//article[@class='practice']")
    assert len(practices) == 1
    assert "43个" in practices[0]


def test_a_cluster_is_dated_and_the_list_has_grown(client, published):
    for address in ("/clusters/", "/clusters/nanjing-smart-grid/"):
        found = page(client, address)
        assert "2021年3月" in found.text
        assert "2022年11月30日公布45个，2024年又增35个" in found.text
    english = page(client, "/clusters/nanjing-smart-grid/", language="en").text
    assert "as a priority cluster for cultivation" in english
    assert "45 clusters were announced on 30 November 2022 and 35 more in 2024" in english


def test_a_cluster_can_be_taken_as_comparator(client, published):
    found = page(client, "/clusters/nanjing-smart-grid/")

    assert "/assessments/new/?comparator=nanjing-smart-grid" in found.links().values()


def test_a_cluster_without_facts_says_so_and_is_given_none(client, published):
    found = page(client, "/clusters/suzhou-nano/")

    assert not found.all("//article")
    assert "参阅材料未载" in found.text


def test_every_cluster_has_a_page_in_both_languages(client, published):
    for cluster in published.clusters:
        for language, name in (("zh-hans", cluster.name.zh), ("en", cluster.name.en)):
            found = page(client, f"/clusters/{cluster.slug}/", language=language)
            assert found.all("//h1") == [name]


def test_no_reference_cluster_is_given_a_level_score_or_drawing(client, published):
    for address in ["/clusters/", "/clusters/matrix/"] + [
        f"/clusters/{cluster.slug}/" for cluster in published.clusters
    ]:
        found = page(client, address)
        assert not found.root.xpath("//main//*[contains(@class, 'ladder')]")
        assert not re.search(r"[1-5]级（|得分|均值|平均", found.text), address


def test_an_unknown_cluster_is_not_found(client, published):
    assert client.get("/clusters/atlantis/").status_code == 404
