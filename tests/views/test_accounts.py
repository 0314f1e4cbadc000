"""Registering, signing in and out, and the one-time link."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user
from django.test import Client
from pytest_django import Settings

from benchmark.actions.accounts import one_time_link
from benchmark.models import Organisation, User

from .pages import Page, page

pytestmark = pytest.mark.django_db

PASSWORD = "dui-biao-2026"
WANTED = "//main//input[@name='next']/@value"
SAID = {
    "organisation": "许都市工信局",
    "place": "许都市",
    "username": "李工",
    "name": "",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


@pytest.fixture
def alice() -> User:
    office = Organisation.objects.create(name="许都市工信局", place="许都市")
    return User.objects.create_user("alice", password=PASSWORD, organisation=office)


def register(client: Client, **more: str) -> Page:
    response = client.post("/register/", SAID | more)
    assert response.status_code == 200
    return Page(response.content)


def sign_in(
    client: Client, *, following: str = "", username: str = "alice", password: str = PASSWORD
) -> str:
    response = client.post(
        "/sign-in/", {"username": username, "password": password, "next": following}
    )
    return response.headers.get("Location", str(response.status_code))


def test_registering_signs_in(client: Client) -> None:
    assert client.post("/register/", SAID).headers["Location"] == "/assessments/"
    user = get_user(client)  # type: ignore[arg-type]
    assert (user.username, user.organisation.name) == ("李工", "许都市工信局")
    assert "还没有自评" in page(client, "/assessments/").text
    assert client.get("/register/").headers["Location"] == "/assessments/"


@pytest.mark.usefixtures("published")
def test_who_registers_on_the_way_goes_on_where_he_was_going(client: Client) -> None:
    chosen = "/assessments/new/?comparator=suzhou-nano"
    met = client.get(chosen).headers["Location"]
    registering = page(client, met).links()["注册单位"]
    shown = page(client, registering)
    sent = SAID | {"next": shown.root.xpath(WANTED)[0]}
    assert page(client, shown.links()["已有账户，去登录"]).root.xpath(WANTED) == [chosen]
    assert client.post("/register/", sent).headers["Location"] == chosen
    assert "单位已注册，您已登录" in page(client, chosen).text
    assert client.get(registering).headers["Location"] == chosen


def test_registering_leads_to_no_other_site(client: Client) -> None:
    sent = SAID | {"next": "https://example.org/"}
    assert client.post("/register/", sent).headers["Location"] == "/assessments/"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("organisation", "", "请填写单位名称。"),
        ("organisation", "许" * 201, "最多200个"),
        ("organisation", "局\x00", "U+0000"),
        ("place", "许都\n市", "只能写一行"),
        ("organisation", "\u3164", "请填写单位名称。"),
        ("place", "\u200b\u2060", "请填写所在地。"),
        ("username", "a b", "只能用汉字"),
        ("username", "\u3164\u3164", "只能用汉字"),
        ("username", "李\u115f工", "只能用汉字"),
        ("password", "12345678901", "密码：不能全是数字。"),
        ("password", "short", "密码：太短，至少10个字符。"),
        ("password", "woaini1314520", "密码：太常见，容易被猜到"),
        ("password_again", "另一个密码-2026", "不一致"),
        ("password_again", "", "请再输一次密码。"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, field: str, value: str, message: str
) -> None:
    again = {"password_again": value} if field == "password" else {}
    told = register(client, **{field: value}, **again)
    assert message in told.text
    assert "必填项" not in told.text
    addresses = told.root.xpath("//div[@class='error-summary']//a/@href")
    assert set(addresses) == {f"#id_{field}"}
    assert told.root.get_element_by_id("id_place").value in (SAID["place"], value)
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_bytes_that_are_no_text_are_refused_by_name(client: Client) -> None:
    body = "&".join(f"{name}={value}" for name, value in SAID.items()).encode()
    body = body.replace("许都市工信局".encode(), b"%ED%A0%80%FF")
    response = client.post("/register/", body, content_type="application/x-www-form-urlencoded")
    assert "单位名称：含有无法识别的字符" in Page(response.content).text
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("username", ["Alice", "ａｌｉｃｅ"])
def test_a_taken_name_is_told(client: Client, alice: User, username: str) -> None:
    assert "已被使用" in register(client, username=username).text


def test_registration_can_be_closed(client: Client, settings: Settings) -> None:
    settings.REGISTRATION_OPEN = False
    assert client.get("/register/").status_code == 404
    assert client.post("/register/", SAID).status_code == 404
    assert "注册" not in page(client, "/sign-in/").links()


def test_signing_in_leads_where_one_wanted_to_go(client: Client, alice: User) -> None:
    asked = client.get("/assessments/?page=2")
    assert asked.headers["Location"] == "/sign-in/?next=/assessments/%3Fpage%3D2"
    told = page(client, asked.headers["Location"])
    assert "单位已注册的请登录，第一次使用的请先注册。之后会回到这一页" in told.text
    assert told.all("//section/h2") == ["单位已注册", "第一次使用"]
    assert sign_in(client, following="/assessments/?page=2") == "/assessments/?page=2"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/sign-in/"]
)
def test_signing_in_never_leads_elsewhere(client: Client, alice: User, elsewhere: str) -> None:
    assert sign_in(client, following=elsewhere) == "/assessments/"
    again = client.get("/sign-in/", {"next": elsewhere})
    assert again.headers["Location"] == "/assessments/"


def test_a_wrong_password_is_told_without_saying_which_part(client: Client, alice: User) -> None:
    response = client.post("/sign-in/", {"username": "nobody\x00", "password": "x"})
    assert response.status_code == 200
    response = client.post("/sign-in/", {"username": "alice", "password": "wrong-one"})
    assert "用户名或密码不正确" in Page(response.content).text


def test_guessing_is_stopped_even_with_the_right_password(client: Client, alice: User) -> None:
    for _ in range(9):
        assert sign_in(client, password="wrong-one") == "200"
    response = client.post("/sign-in/", {"username": "alice", "password": "wrong-one"})
    assert response.status_code == 429
    assert "暂停登录15分钟" in Page(response.content).text
    assert sign_in(client) == "429"


@pytest.mark.parametrize("username", ["alice", "ALICE", "ａlice", " alice"])
def test_a_name_signs_in_however_it_is_typed(client: Client, alice: User, username: str) -> None:
    assert sign_in(client, username=username) == "/assessments/"


def test_another_spelling_gives_no_further_tries(client: Client, alice: User) -> None:
    for n in range(10):
        username = "".join(c.upper() if n >> i & 1 else c for i, c in enumerate("alice"))
        sign_in(client, username=username, password="wrong-one")
    assert sign_in(client) == "429"


def test_signing_out_takes_a_form(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get("/sign-out/").headers["Location"] == "/"
    assert get_user(client).is_authenticated, "an address that is merely visited signs nobody out"
    assert client.post("/sign-out/").headers["Location"] == "/"
    assert not get_user(client).is_authenticated  # type: ignore[arg-type]


def test_a_one_time_link_works_once_and_then_says_what_to_do(client: Client, alice: User) -> None:
    Organisation.objects.update(is_demo=True)
    link = one_time_link(user=alice)
    assert client.get(link).headers["Location"] == "/assessments/"
    assert get_user(client) == alice  # type: ignore[arg-type]
    client.post("/sign-out/")
    told = page(client, link, status=410)
    assert "make run" in told.text
    assert not get_user(client).is_authenticated  # type: ignore[arg-type]


def test_pages_of_accounts_are_there_in_english(client: Client) -> None:
    for url in ("/register/", "/sign-in/"):
        assert page(client, url, language="en").root.get("lang") == "en"


@pytest.mark.parametrize("following", ["abc", "home", "2025", "a%00b", "x" * 300, "//evil.example"])
def test_what_is_no_address_of_this_site_is_never_followed(
    client: Client, alice: User, following: str
) -> None:
    """A user's text is no name of a view, and no address relative to this page."""
    said = {"username": "alice", "password": PASSWORD, "next": following}
    assert client.post("/sign-in/", said).headers["Location"] == "/assessments/"
    assert client.get("/register/", {"next": following}).headers["Location"] == "/assessments/"
    client.logout()
    new = {"organisation": "局", "place": "市", "username": "carol", "next": following}
    secret = {"password": PASSWORD, "password_again": PASSWORD}
    assert client.post("/register/", new | secret).headers["Location"] == "/assessments/"
