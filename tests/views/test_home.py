"""Home, search, and the frame that every page shares."""

import errno
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from benchmark.actions.demo import load_demo
from benchmark.models import Assessment, Organisation, User
from benchmark.queries.framework import ReferenceNotLoaded
from benchmark.queries.search import fold
from benchmark.views.home import FIRST_PASS_MINUTES
from tests.conftest import FIXTURES

from .pages import Page, page, words

REFERENCE_ADDRESSES = [
    "/clusters/",
    "/clusters/matrix/",
    "/clusters/matrix.csv",
    "/clusters/matrix.xlsx",
    "/clusters/suzhou-nano/",
    "/traits/",
    "/traits/chain/",
    "/method/",
    "/practices/",
    "/practices/hangzhou-risk-list/",
    "/search/?q=链长制",
]


@pytest.fixture
def official(published) -> User:
    return User.objects.create_user(
        "zhang", organisation=Organisation.objects.create(name="示例市工信局", place="示例市")
    )


def test_home_says_what_one_gets_what_it_takes_and_when_the_reference_set_dates_from(
    client, published
):
    home = page(client, "/")

    assert f"估计{FIRST_PASS_MINUTES}分钟左右" in home.text
    assert "2021年3月" in home.text
    assert "2022年11月30日公布45个，2024年又增35个" in home.text


def test_home_has_two_clear_ways_to_start(client, published, settings):
    ways = "//div[@class='ways-in']//a"
    assert page(client, "/").root.xpath(f"{ways}/@href") == [
        reverse("register"),
        reverse("sign-in"),
    ]
    settings.REGISTRATION_OPEN = False
    assert page(client, "/").root.xpath(f"{ways}/@href") == [reverse("sign-in")]


def test_home_says_which_bureau_has_which_data(client, published):
    rows = page(client, "/").root.xpath("//section[@id='data']//tbody/tr")
    table = {
        words(row.find("th")): (row.xpath(".//a/@href"), words(row.xpath("./td[2]")[0]))
        for row in rows
    }

    for trait in published.traits:
        for indicator in trait.indicators:
            assert f"/traits/{trait.slug}/#i-{indicator.slug}" in table[indicator.holder.zh][0]
    assert sum(len(links) for links, _ in table.values()) == len(published.indicator_by_slug)
    answered = sum(int(count) for _, count in table.values() if count != "—")
    kinds = [c.kind for c in published.condition_by_slug.values()]
    assert answered == kinds.count("statement")


def test_home_explains_the_terms_of_its_list_of_data(client, published):
    home = page(client, "/")

    explained = home.all("//section[@id='terms']//dt")
    assert "规上（规模以上）企业" in explained
    assert "首台（套）、首批次、首版次" in explained
    assert "#terms" in home.links("//section[@id='data']").values()


@pytest.mark.parametrize(
    ("language", "conclusion"),
    [("zh-hans", "示例市智能电力装备产业总体在"), ("en", "Smart power equipment in Sample City")],
)
def test_the_report_on_the_home_page_is_marked_as_invented(client, published, language, conclusion):
    home = page(client, "/", language=language)

    excerpt = home.all("//section[contains(@class, 'excerpt')]")[0]
    assert conclusion in excerpt
    assert home.all("//section[contains(@class, 'excerpt')]//*[contains(@class, 'demo-notice')]")
    assert len(home.all("//section[contains(@class, 'excerpt')]//table//tr")) == 7


def test_the_report_on_the_home_page_is_the_one_that_the_demo_shows(client, published):
    official = load_demo(source=FIXTURES / "demo.json", framework=published)
    excerpt = "//section[contains(@class, 'excerpt')]"
    home = page(client, "/")
    promised = [home.all(f"{excerpt}/p")[0], *home.all(f"{excerpt}//dt")]
    actions = home.all(f"{excerpt}//dd/p")
    assert len(promised) == 3

    client.force_login(official)
    reports = Assessment.objects.filter(industry__name="智能电力装备", period=2025)
    kept = page(client, f"/assessments/{reports.get().pk}/report/").text
    assert [said for said in promised if said not in kept] == []
    assert [action for action in actions if action.removeprefix("先做：") not in kept] == []


@pytest.mark.parametrize(
    ("query", "hit"),
    [
        ("链长制", "重点产业实行“链长制”"),
        ("首台套", "首台（套）、首批次、首版次认定数"),
        ("graphene", "建设石墨烯创新中心，与院所高校共建平台"),
        ("SMART grid", "江苏省南京市新型电力（智能电网）装备集群"),
        ("ＩＧＢＴ", "国家级平台、产业联盟和关键技术攻关清单"),
        ("视频监控 杭州", "浙江省杭州市数字安防集群：市场份额"),
        ("千余家", "轨道交通产业链精准招商和配套目录库"),
        ("国家先进制造业集群名单", "列入国家先进制造业集群名单"),
        ("world-class", "达到国际一流水平的关键核心技术68项以上"),
    ],
)
def test_search_finds(client, published, query, hit):
    found = page(client, f"/search/?q={query}")

    assert hit in found.links("//section")


def test_search_marks_what_it_found_and_leads_to_its_place(client, published):
    found = page(client, "/search/?q=首台套")

    assert set(found.all("//mark")) == {"首台（套）"}
    links = found.links("//section")
    assert links["首台（套）、首批次、首版次认定数"] == "/traits/technology/#i-first-sets"
    fact = "四川省成都市、德阳市高端能源装备集群：核心技术与行业话语权"
    assert links[fact] == "/clusters/chengdu-deyang-energy-equipment/#technology"


def test_search_in_english_shows_the_language_it_found_the_word_in(client, published):
    found = page(client, "/search/?q=链长制", language="en")

    snippets = found.root.xpath("//section//span[mark]")
    assert snippets
    assert {snippet.get("lang") for snippet in snippets} == {"zh-Hans"}


@pytest.mark.parametrize(
    "query", ["", "   ", "（）！", "没有这个词", "%00", "<script>alert(1)</script>"]
)
def test_search_without_a_hit_says_what_to_do_next(client, published, query):
    found = page(client, f"/search/?q={query}")

    assert "链长制" in found.all("//div[@class='empty']")[0]
    assert not found.root.xpath("//main//script")


def test_every_target_of_a_search_hit_is_there(client, published):
    for query in ("产业", "a"):
        links = page(client, f"/search/?q={query}").links("//section").values()
        assert len(links) > 20
        for address in links:
            path, _, anchor = address.partition("#")
            target = page(client, path)
            assert not anchor or target.root.get_element_by_id(anchor) is not None


@pytest.mark.parametrize(
    ("text", "folded"),
    [("首台（套）", "首台套"), ("ＡＢ c-D", "abcd"), ("1/6", "16"), ("½", "12"), ("…", "")],
)
def test_fold(text, folded):
    found, origin = fold(text)

    assert found == folded
    assert len(origin) == len(found)
    assert all(text[index] for index in origin)


@pytest.mark.parametrize("address", REFERENCE_ADDRESSES)
def test_reference_can_be_read_without_an_account(client, published, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", REFERENCE_ADDRESSES)
def test_reference_can_be_closed_to_strangers(client, official, settings, address):
    settings.REFERENCE_NEEDS_SIGN_IN = True

    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith(reverse("sign-in") + "?next=" + address.split("?")[0])
    assert client.get("/").status_code == 200

    client.force_login(official)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/", *REFERENCE_ADDRESSES])
def test_a_reference_page_costs_one_query(client, published, address, django_assert_num_queries):
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_a_reference_page_costs_three_queries_signed_in(
    client, official, django_assert_num_queries
):
    client.force_login(official)
    client.get("/clusters/matrix/")
    # Session, user with organisation, version of the framework.
    with django_assert_num_queries(3):
        client.get("/clusters/matrix/")


@pytest.mark.parametrize("address", ["/", *REFERENCE_ADDRESSES])
def test_reference_pages_only_answer_reading(client, published, address):
    assert client.post(address).status_code == 405


def test_the_frame_has_a_skip_link_navigation_and_the_date_of_the_set(client, published):
    frame = page(client, "/traits/")

    assert frame.links("//body")["跳到正文"] == "#content"
    assert list(frame.links("//nav[@aria-label='主导航']")) == [
        "首页",
        "集群",
        "特征",
        "经验做法",
        "方法",
        "我的自评",
    ]
    assert frame.root.xpath("//nav//a[@aria-current='page']/text()") == ["特征"]
    footer = frame.all("//footer")[0]
    assert "2021年3月工信部遴选的25个先进制造业集群（重点培育对象），此后国家名单已扩充" in footer
    assert "2021年11月25日第21期" in footer


def test_the_language_switch_keeps_the_place_with_its_query(client, published):
    address = "/clusters/?sector=biotech&trait=innovation"
    form = page(client, address).root.xpath("//form[@action='/language/setlang/']")[0]

    assert dict(form.form_values())["next"] == address
    answer = client.post("/language/setlang/", {"language": "en", "next": address})
    assert answer.url == address
    assert 'lang="en"' in client.get(address).content.decode()


def test_the_language_is_not_guessed_from_the_browser(client, published):
    response = client.get("/", headers={"Accept-Language": "en"})

    assert response.headers["Content-Language"] == "zh-hans"


def test_the_frame_shows_who_is_signed_in_and_for_which_organisation(client, official):
    client.force_login(official)
    frame = page(client, "/traits/")

    assert frame.all("//*[@class='site-user']") == ["zhang示例市工信局"]
    assert not frame.all("//*[contains(@class, 'demo-notice')]")
    assert "登录" not in frame.links("//header")


def test_on_a_phone_the_frame_unfolds_without_a_script(client, published):
    """What it folds comes right behind it, where style alone can show it."""
    (fold_of_frame,) = page(client, "/traits/").root.xpath("//header//details")
    assert fold_of_frame.getnext().xpath(".//nav | .//form[@role='search']")
    assert fold_of_frame.get("open") is None


def test_a_demonstration_organisation_is_marked_on_every_page(client, official):
    official.organisation.is_demo = True
    official.organisation.save()
    client.force_login(official)

    assert page(client, "/traits/").all("//*[contains(@class, 'demo-notice')]") == [
        "演示数据，纯属虚构"
    ]


def test_a_closed_registration_is_not_offered(client, published, settings):
    assert "注册" in page(client, "/").links("//header")
    settings.REGISTRATION_OPEN = False
    assert "注册" not in page(client, "/").links("//header")


def test_templates_hold_no_inline_style_or_script():
    for template in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        if template.name == "alone.html":
            continue  # the report as a file by itself: it is never served
        text = template.read_text()
        assert " style=" not in text, template
        assert "<style" not in text, template
        assert "javascript:" not in text, template
        assert "<script>" not in text, template
        assert "|safe" not in text, template


@pytest.mark.parametrize(
    "path", ["/", *(path for path in REFERENCE_ADDRESSES if "." not in path), "/register/"]
)
def test_no_english_sentence_runs_into_the_next(client, published, path):
    texts = page(client, path, language="en").all("//p | //dd | //li[not(.//p)] | //td")

    assert [text for text in texts if re.search(r"[a-z)”][.:;,!?][A-Z][a-z]", text)] == []


def test_the_switch_of_language_is_sent_with_no_other_form(client, published):
    """A page with a form hands it to its template; the switch must not take it up."""
    assert page(client, "/sign-in/").root.xpath("//header//button[@name='language']/@form") == []


def test_a_missing_page_says_what_to_do_next(client, published):
    missing = page(client, "/nothing/", status=404)

    assert "没有这个页面" in missing.text
    assert missing.links()["回到首页"] == "/"


@pytest.mark.parametrize("name", ["400", "411", "413", "500", "503"])
def test_error_pages_stand_without_request_user_or_database(name):
    """No database mark: a query would fail the test."""
    text = render_to_string(f"{name}.html")

    assert name in text
    assert 'href="/static/benchmark/app.css"' in text


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (RuntimeError("x"), 500, "系统出错"),
        (OperationalError("database is locked"), 503, "系统暂时无法使用"),
        (InterfaceError("connection already closed"), 503, "系统暂时无法使用"),
        (ReferenceNotLoaded(), 503, "系统暂时无法使用"),
        (OSError(errno.ENOSPC, "No space left on device"), 503, "系统暂时无法使用"),
        (OSError(errno.EACCES, "Permission denied"), 500, "系统出错"),
    ],
)
def test_a_failure_on_our_side_is_a_page_and_waiting_is_advised_where_it_helps(
    monkeypatch, error, status, says
):
    def fail():
        raise error

    monkeypatch.setattr("benchmark.views.home.current_framework", fail)
    client = Client(raise_request_exception=False)

    response = client.get("/")

    assert response.status_code == status
    assert says in response.content.decode()
    assert ("Retry-After" in response.headers) == (status == 503)
    # What the log calls it, for whoever reports it.
    assert response.headers["X-Request-ID"] in response.content.decode()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (SuspiciousOperation("x"), "The request could not be read"),
        (RuntimeError("x"), "System error"),
        (OperationalError("x"), "The system is not available for the moment"),
    ],
)
def test_the_language_changes_on_a_page_that_failed_and_the_place_stays(monkeypatch, error, says):
    """No database mark: neither the page nor the change needs it."""

    def fail():
        raise error

    monkeypatch.setattr("benchmark.views.home.current_framework", fail)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    failed = Page(client.get("/?a=1").content)
    (form,) = failed.root.forms

    changed = client.post(form.action, dict(form.fields) | {"language": "en"})

    assert changed.headers["Location"] == "/?a=1"
    assert says in Page(client.get("/?a=1").content).text


@pytest.mark.parametrize(
    ("headers", "place"), [({}, "/"), ({"Referer": "http://testserver/check/"}, "/check/")]
)
def test_after_a_form_that_failed_the_language_changes_where_it_was_sent_from(
    monkeypatch, headers, place
):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("benchmark.views.accounts.RegistrationForm", fail)
    client = Client(raise_request_exception=False)
    failed = Page(client.post("/register/", headers=headers).content)
    (form,) = failed.root.forms

    changed = client.post(form.action, dict(form.fields) | {"language": "en"})

    assert changed.headers["Location"].removeprefix("http://testserver") == place


def test_a_form_from_an_old_page_is_told_so(published):
    client = Client(enforce_csrf_checks=True)
    sent = {"language": "en"}

    response = client.post("/language/setlang/", sent, headers={"Referer": "http://testserver/b/"})

    assert response.status_code == 403
    told = Page(response.content)
    assert "页面已过期" in told.text
    # What was sent cannot be asked for again: the language changes where it was sent from.
    assert told.root.xpath("//header//input[@name='next']/@value") == ["http://testserver/b/"]


def test_home_without_charts_is_light(client, published):
    home = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert len(home.content) < 15_000
    assert "bootstrap.bundle" not in home.content.decode(errors="replace")


def test_words_of_the_helper_collapse_spaces(client, published):
    assert "  " not in words(page(client, "/").root)
