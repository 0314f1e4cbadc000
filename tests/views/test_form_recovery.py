"""Forms at a bad moment: the language is switched, the session is over, the token is void. What
was typed is shown again or carried, and nothing of it is saved before its user says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from benchmark.actions.edit_marks import industry_mark, settings_mark
from benchmark.models import Assessment, Industry, Organisation
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble

from .pages import Page, page

PASSWORD = "dui-biao-2026"
HALF = "a < b & “半句"


@dataclass(frozen=True)
class Form:
    """A page with a form: its address, what is typed, what shows that something was saved, and the
    mark of what it was opened on."""

    address: Callable[[Cast], str]
    typed: dict[str, str | list[str]]
    saved: Callable[[Cast], object]
    mark: Callable[[Cast], str] = lambda cast: ""

    def sent(self, cast: Cast) -> dict[str, str | list[str]]:
        """As the page sends what is typed into what is stored now."""
        return self.typed | {"opened": self.mark(cast)}


FORMS = {
    "new assessment": Form(
        lambda cast: "/assessments/new/",
        {
            "industry": "",
            "new-name": "超硬材料",
            "new-place": "许都市",
            "new-sector": "new-materials",
            "new-description": HALF,
            "period": "2024",
            "comparators": ["suzhou-nano", "ningbo-magnetic"],
        },
        lambda cast: (Assessment.objects.count(), Industry.objects.count()),
    ),
    "industry": Form(
        lambda cast: cast.industry.get_absolute_url(),
        {"name": "电力装备", "place": "许都市", "sector": "other", "description": HALF},
        lambda cast: Industry.objects.get(pk=cast.industry.pk).description,
        lambda cast: industry_mark(cast.industry),
    ),
    "settings": Form(
        lambda cast: f"/assessments/{cast.draft.pk}/settings/",
        {
            "comparators": ["nanjing-smart-grid"],
            "focus": ["chain", "leaders"],
        },
        lambda cast: Assessment.objects.values_list("comparators", "focus").get(pk=cast.draft.pk),
        lambda cast: settings_mark(cast.draft),
    ),
}
each_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    cast = assemble(framework)
    cast.bob.set_password(PASSWORD)
    cast.bob.save()
    return cast


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


def shown_values(response: HttpResponse, names: Iterable[str]) -> dict[str, str | list[str]]:
    """What the named fields of the page's form hold, as a browser would send them; where there
    is none, or an unticked one, an empty text."""
    (form,) = Page(response.content).root.xpath("//form[@id='page-form']")
    for unsent in form.xpath(".//fieldset[@disabled]"):
        unsent.getparent().remove(unsent)
    held: dict[str, list[str]] = {}
    for name, value in form.form_values():
        # The line end after <textarea> is none of its text.
        held.setdefault(name, []).append(value.removeprefix("\n"))
    several = ("comparators", "focus")
    return {name: held[name] if name in several else held.get(name, [""])[0] for name in names}


@each_form
def test_the_switch_of_language_is_sent_with_the_form(
    client: Client, cast: Cast, form: Form
) -> None:
    shown = page(client, form.address(cast))
    (switch,) = shown.root.xpath("//header//button[@name='language']")
    assert switch.get("form") == "page-form"
    buttons = shown.root.xpath("//button[@form='page-form']")
    assert buttons[0].get("name") is None, "Enter in a field presses the first one"


@each_form
def test_what_was_typed_comes_back_in_the_other_language_unjudged(
    client: Client, cast: Cast, form: Form
) -> None:
    before = form.saved(cast)
    wrong = form.typed | {"period": "soon", "name": "", "new-place": ""}
    sent = {name: wrong[name] for name in form.typed}
    answer = client.post(form.address(cast), sent | {"language": "en"})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "en"
    assert answer.cookies["django_language"].value == "en"
    assert shown_values(answer, sent) == sent
    assert b"error-summary" not in answer.content
    assert b"is-invalid" not in answer.content
    assert form.saved(cast) == before


def test_an_existing_industry_stays_chosen(client: Client, cast: Cast) -> None:
    typed = {"industry": str(cast.industry.pk), "period": "2031"}
    answer = client.post("/assessments/new/", typed | {"language": "en"})
    assert shown_values(answer, typed) == typed
    assert shown_values(answer, ["carry"]) == {"carry": ""}, "it had been unticked"


def test_registration_comes_back_without_its_passwords(client: Client, cast: Cast) -> None:
    client.logout()
    before = Organisation.objects.count()
    typed = {"organisation": "局", "place": "市", "username": "new one", "name": HALF}
    secret = {"password": PASSWORD, "password_again": PASSWORD}
    answer = client.post("/register/", typed | secret | {"language": "en"})
    assert shown_values(answer, typed) == typed
    assert PASSWORD not in answer.content.decode()
    assert Organisation.objects.count() == before


@each_form
def test_a_session_that_is_over_carries_the_form_and_then_saves_it(
    client: Client, cast: Cast, form: Form
) -> None:
    before = form.saved(cast)
    client.logout()
    told = client.post(form.address(cast), form.sent(cast))
    assert told.status_code == 401
    assert form.saved(cast) == before
    (again,) = Page(told.content).root.xpath("//main//form")
    with_name = carried(told) | {"username": "bob", "password": PASSWORD}
    saved = client.post(again.action, with_name)
    assert saved.status_code == 302
    assert form.saved(cast) != before
    assert client.get(saved.headers["Location"]).status_code == 200, "signed in"


@each_form
def test_a_void_token_brings_the_form_back_and_saves_nothing(cast: Cast, form: Form) -> None:
    before = form.saved(cast)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.bob)
    told = browser.post(form.address(cast), form.sent(cast) | {"csrfmiddlewaretoken": "x" * 64})
    assert told.status_code == 403
    assert "刚才的提交还没有保存" in Page(told.content).text
    assert shown_values(told, form.typed) == form.typed
    assert form.saved(cast) == before
    token = shown_values(told, ["csrfmiddlewaretoken"])
    assert browser.post(form.address(cast), form.sent(cast) | token).status_code == 302
    assert form.saved(cast) != before


@each_form
def test_credentials_with_a_void_token_sign_nobody_in(cast: Cast, form: Form) -> None:
    before = form.saved(cast)
    browser = Client(enforce_csrf_checks=True)
    sent = form.typed | {"username": "bob", "password": PASSWORD}
    assert browser.post(form.address(cast), sent).status_code == 401
    assert "sessionid" not in browser.cookies
    assert form.saved(cast) == before


@each_form
def test_a_form_from_another_site_is_shown_to_nobody(cast: Cast, form: Form) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.bob)
    told = browser.post(form.address(cast), form.typed, headers={"origin": "https://evil.example"})
    assert told.status_code == 403
    assert b'id="page-form"' not in told.content


# Somebody else has signed in since, in another tab


@pytest.fixture
def another(cast: Cast) -> Client:
    """Alice's browser, in which the form was opened by Bob."""
    browser = Client()
    browser.force_login(cast.alice)
    return browser


def carried(told: HttpResponse) -> dict[str, list[str]]:
    """What the page that asks for name and password sends along."""
    (again,) = Page(told.content).root.xpath("//main//form")
    sent: dict[str, list[str]] = {}
    for name, value in again.form_values():
        sent.setdefault(name, []).append(value)
    return sent


@each_form
def test_a_form_says_for_whom_it_was_made(client: Client, cast: Cast, form: Form) -> None:
    shown = client.get(form.address(cast))
    assert shown_values(shown, ["made_for"]) == {"made_for": str(cast.bob.pk)}


@each_form
def test_nothing_is_saved_under_another_name(another: Client, cast: Cast, form: Form) -> None:
    before = form.saved(cast)
    sent = form.sent(cast) | {"made_for": str(cast.bob.pk)}
    told = another.post(form.address(cast), sent)
    assert told.status_code == 401
    assert "现在登录的是“alice”" in Page(told.content).text
    assert form.saved(cast) == before
    with_text = carried(told)
    for name, value in sent.items():
        assert with_text.get(name, [""]) == (value if isinstance(value, list) else [value])

    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    wrong = another.post(
        form.address(cast), with_text | {"username": "alice", "password": PASSWORD}
    )
    assert wrong.status_code == 401
    assert "请用那个账户登录" in Page(wrong.content).text
    assert form.saved(cast) == before
    own = carried(wrong) | {"username": "bob", "password": PASSWORD}
    assert another.post(form.address(cast), own).status_code == 302
    assert form.saved(cast) != before


@each_form
def test_with_a_void_token_it_is_told_all_the_same(cast: Cast, form: Form) -> None:
    """As in a browser: the token changes with every sign-in."""
    before = form.saved(cast)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.charlie)
    told = browser.post(form.address(cast), form.sent(cast) | {"made_for": str(cast.bob.pk)})
    assert told.status_code == 401
    assert "现在登录的是“charlie”" in Page(told.content).text, "of another organisation"
    assert form.saved(cast) == before
    own = carried(told) | {"username": "bob", "password": PASSWORD}
    assert browser.post(form.address(cast), own).status_code == 302
    assert form.saved(cast) != before


@each_form
def test_once_the_session_is_over_another_saves_nothing(
    client: Client, cast: Cast, form: Form
) -> None:
    before = form.saved(cast)
    client.logout()
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    sent = form.typed | {"made_for": str(cast.bob.pk), "username": "alice", "password": PASSWORD}
    told = client.post(form.address(cast), sent)
    assert told.status_code == 401
    assert "请用那个账户登录" in Page(told.content).text
    assert "_auth_user_id" not in client.session
    assert form.saved(cast) == before


# Two people, or two tabs


STORED_BY_ALICE = {
    "industry": {"name": "智能电力装备", "place": "许都市", "sector": "other", "description": "甲"},
    "settings": {"comparators": ["zhuzhou-rail"]},
}


def opened_on(client: Client, address: str) -> str:
    (mark,) = page(client, address).root.xpath("//form[@id='page-form']//input[@name='opened']")
    return str(mark.get("value"))


@pytest.mark.parametrize("name", STORED_BY_ALICE)
def test_the_later_one_is_told_and_may_overwrite(client: Client, cast: Cast, name: str) -> None:
    form = FORMS[name]
    address = form.address(cast)
    mark = opened_on(client, address)
    alice = Client()
    alice.force_login(cast.alice)
    assert alice.post(address, STORED_BY_ALICE[name] | {"opened": mark}).status_code == 302
    saved = form.saved(cast)

    told = client.post(address, form.typed | {"opened": mark})
    assert told.status_code == 200
    assert form.saved(cast) == saved, "nothing is overwritten unasked"
    shown = Page(told.content)
    assert "在别处已经保存过新的内容" in shown.text
    assert {"industry": "甲", "settings": "湖南省株洲市先进轨道交通装备集群"}[name] in shown.text
    assert shown_values(told, form.typed) == form.typed

    again = client.post(address, form.typed | shown_values(told, ["opened"]))
    assert again.status_code == 200, "the same button asks again"
    (overwrite,) = shown.root.xpath("//button[@name='overwrite']")
    assert overwrite.get("form") == "page-form"
    sent = form.typed | shown_values(told, ["opened"]) | {"overwrite": overwrite.get("value")}
    assert client.post(address, sent).status_code == 302
    assert form.saved(cast) != saved


@pytest.mark.parametrize("name", STORED_BY_ALICE)
def test_the_same_saved_twice_is_no_conflict(client: Client, cast: Cast, name: str) -> None:
    address = FORMS[name].address(cast)
    first = {"opened": opened_on(client, address)}
    assert client.post(address, STORED_BY_ALICE[name] | first).status_code == 302
    mark = opened_on(client, address)
    for _ in range(2):
        answer = client.post(address, STORED_BY_ALICE[name] | {"opened": mark})
        assert answer.status_code == 302


@pytest.mark.parametrize("name", STORED_BY_ALICE)
def test_what_does_not_say_what_it_was_opened_on_overwrites_nothing(
    client: Client, cast: Cast, name: str
) -> None:
    form = FORMS[name]
    before = form.saved(cast)

    told = client.post(form.address(cast), form.typed)
    again = client.post(form.address(cast), form.typed | shown_values(told, ["opened"]))

    for answer in (told, again):
        assert answer.status_code == 200
        assert "在别处已经保存过新的内容" in Page(answer.content).text
    assert form.saved(cast) == before
    (overwrite,) = Page(told.content).root.xpath("//button[@name='overwrite']")
    sent = form.typed | {"overwrite": overwrite.get("value")}
    assert client.post(form.address(cast), sent).status_code == 302
    assert form.saved(cast) != before


def test_what_carries_no_text_is_said_not_to_be_done(client: Client, cast: Cast) -> None:
    client.logout()
    address = f"/assessments/{cast.draft.pk}/questionnaire/"
    told = client.post(address, {}, follow=True)
    assert "刚才的操作没有执行" in Page(told.content).text


@each_form
def test_what_meets_a_database_that_is_away_is_carried_and_sent_again(
    client: Client, cast: Cast, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    before = form.saved(cast)

    def away(*_: object) -> None:
        raise OperationalError("connection timeout expired")

    with monkeypatch.context() as patched:
        patched.setattr("django.contrib.sessions.backends.db.SessionStore.load", away)
        answer = client.post(form.address(cast), form.sent(cast))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    again = Page(answer.content)
    assert "没有丢失" in again.text
    (carried,) = again.root.xpath("//main//form")
    assert carried.get("action") == form.address(cast)
    held: dict[str, list[str]] = {}
    for name, value in carried.form_values():
        held.setdefault(name, []).append(value)
    said = {name: each if isinstance(each, list) else [each] for name, each in form.typed.items()}
    assert {name: held[name] for name in said} == said

    assert client.post(form.address(cast), held).status_code == 302
    assert form.saved(cast) != before


def test_no_password_is_carried(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.logout()
    client.raise_request_exception = False

    def away(*_: object, **__: object) -> None:
        raise OperationalError("connection timeout expired")

    monkeypatch.setattr("benchmark.models.User.objects.filter", away)
    secret = {"password": PASSWORD, "password_again": PASSWORD}
    answer = client.post("/register/", {"organisation": HALF, "username": "neu"} | secret)
    assert answer.status_code == 503
    assert dict(Page(answer.content).root.xpath("//main//form")[0].form_values()).keys() >= {
        "organisation",
        "username",
    }
    assert PASSWORD not in answer.content.decode()
