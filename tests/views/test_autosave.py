"""Drafts saved by a script or without one: nothing that was typed is lost, nothing overwritten
unseen, whatever happens to the session meanwhile."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from benchmark.actions import assessments as actions
from benchmark.actions.sign_in import WRONG_FOR_NAME
from benchmark.models import Rating, User
from benchmark.queries.assessments import load_assessment
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble

from . import trait_forms
from .pages import Page, page
from .trait_forms import JSON, LEDGER, Fields, item, own

PASSWORD = "dui-biao-2026"
TEXT = "第一行 <script>alert(1)</script>\n第二行 “引号” \"'& 𠮷"
PAGE_ONE, PAGE_TWO = "a" * 24, "b" * 24


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


def said(revision: int = 0, **more: str) -> Fields:
    """A page as a browser sends it, with one item of evidence."""
    fields = {"rationale": TEXT, "target": "", "target_year": ""} | more
    return trait_forms.said(item("sc-city-chain"), revision=revision, **fields)


def whole(cast: Cast) -> domain.Assessment:
    return load_assessment(cast.alice, cast.draft.pk).domain


def stored(cast: Cast) -> domain.Rating:
    return whole(cast).rating_by_trait["scale"]


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def carried(shown: Page) -> dict[str, str]:
    """What a page carries in hidden fields of its form, as a browser would send it on."""
    fields = shown.root.xpath("//main//form//input[@type='hidden']")
    return {field.get("name"): field.get("value") for field in fields}


# What a script is told


def test_a_script_learns_where_the_rating_stands_now(client: Client, cast: Cast) -> None:
    answer = client.post(own(cast), said(go="market-share"), headers=JSON).json()
    assert answer["state"] == "3级"
    assert "3级 骨干" in answer["standing"]
    assert answer["brief"] == "自评3级，佐证2级，到4级还差1项"
    assert answer["summary"] == ""
    assert answer["next"] == f"/assessments/{cast.draft.pk}/traits/market-share/"
    assert answer["message"] == f"已保存 {answer['time']}"
    assert Rating.objects.get(assessment=cast.draft, trait__slug="scale").updated_by == cast.bob


def test_a_script_learns_what_was_not_saved(client: Client, cast: Cast) -> None:
    answer = client.post(own(cast), said(target_year="x"), headers=JSON).json()
    assert answer["message"] == f"已保存 {answer['time']}；标出的内容没有保存，请改正"
    assert "#id_target_year" in answer["summary"]
    assert stored(cast).rationale == TEXT


def test_a_save_repeated_because_its_answer_got_lost_is_no_conflict(
    client: Client, cast: Cast
) -> None:
    first = client.post(own(cast), said(save=f"{PAGE_ONE}.1"), headers=JSON)
    assert first.json()["revision"] == 1
    again = said(save=f"{PAGE_ONE}.2", rationale="新写的")
    assert client.post(own(cast), again, headers=JSON).json()["revision"] == 2
    assert stored(cast).rationale == "新写的"
    late = client.post(own(cast), said(save=f"{PAGE_ONE}.1"), headers=JSON)
    assert late.status_code == 409, "what arrives late is older than what is stored"
    assert stored(cast).rationale == "新写的"


@pytest.mark.parametrize(
    "mark", [f"{PAGE_TWO}.9", "", f"{PAGE_ONE}.", f"{PAGE_ONE}.x", "x.2", f"{PAGE_ONE}.2\x00"]
)
def test_only_the_same_page_may_repeat_itself(client: Client, cast: Cast, mark: str) -> None:
    client.post(own(cast), said(save=f"{PAGE_ONE}.1"), headers=JSON)
    other = client.post(own(cast), said(save=mark, rationale="别的窗口"), headers=JSON)
    assert other.status_code == 409
    assert stored(cast).rationale == TEXT


def test_a_page_goes_on_from_the_one_whose_text_it_took_over(client: Client, cast: Cast) -> None:
    client.post(own(cast), said(save=f"{PAGE_ONE}.7"), headers=JSON)
    more = {"continues": [PAGE_TWO, PAGE_ONE], "rationale": "重新载入后写的"}
    after = client.post(own(cast), said(save=f"{'c' * 24}.1") | more, headers=JSON)
    assert after.json()["revision"] == 2
    late = client.post(own(cast), said(save=f"{PAGE_ONE}.8", rationale="晚到"), headers=JSON)
    assert late.status_code == 409, "what the page before sends later is older"
    assert stored(cast).rationale == "重新载入后写的"


@pytest.mark.parametrize("continues", [PAGE_TWO, "", "x", f"{PAGE_ONE}\x00"])
def test_a_page_goes_on_from_no_other(client: Client, cast: Cast, continues: str) -> None:
    client.post(own(cast), said(save=f"{PAGE_ONE}.1"), headers=JSON)
    sent = said(save=f"{'c' * 24}.1", continues=continues, rationale="别的窗口")
    assert client.post(own(cast), sent, headers=JSON).status_code == 409
    assert stored(cast).rationale == TEXT


def test_without_a_script_no_page_is_continued(client: Client, cast: Cast) -> None:
    client.post(own(cast), said())
    assert client.post(own(cast), said(continues="", rationale="别的")).status_code == 409
    assert stored(cast).rationale == TEXT


def test_a_page_does_not_repeat_itself_over_somebody_else(client: Client, cast: Cast) -> None:
    client.post(own(cast), said(save=f"{PAGE_ONE}.1"), headers=JSON)
    client.post(own(cast), said(1, save=f"{PAGE_TWO}.1", rationale="同事写的"), headers=JSON)
    again = client.post(own(cast), said(1, save=f"{PAGE_ONE}.2"), headers=JSON)
    assert again.status_code == 409
    assert stored(cast).rationale == "同事写的"


def test_a_script_learns_who_was_faster_and_when(client: Client, cast: Cast) -> None:
    cast.alice.first_name = "李工"
    cast.alice.save()
    cast.save("scale", rationale="先存的")
    told = client.post(own(cast), said(rationale="后写的"), headers=JSON)
    answer = told.json()
    assert told.status_code == 409
    assert (answer["revision"], answer["saved_by"]) == (1, "李工")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", answer["saved_at"])
    panel = Page(f"<main id=content>{answer['panel']}</main>".encode())
    assert "李工于" in panel.text
    assert "先存的" in panel.text
    assert panel.root.xpath("//button[@name='overwrite']/@value") == ["1"]
    assert own(cast) in panel.links().values()
    assert stored(cast).rationale == "先存的"


def test_a_second_window_of_one_s_own_is_called_that(client: Client, cast: Cast) -> None:
    client.post(own(cast), said())
    assert client.post(own(cast), said(), headers=JSON).json()["saved_by"] == "您在另一个窗口"
    nobody = Rating.objects.filter(assessment=cast.draft)
    nobody.update(updated_by=None)
    assert client.post(own(cast), said(), headers=JSON).json()["saved_by"] == "另一个窗口或同事"


def test_the_page_names_its_last_save_for_what_the_browser_kept(client: Client, cast: Cast) -> None:
    def names() -> tuple[str, str]:
        form = page(client, own(cast)).root.get_element_by_id("rating-form")
        return form.get("data-kept"), form.get("data-last-save")

    place = f"{cast.bob.pk}:{cast.draft.pk}:scale"
    assert names() == (place, "")
    client.post(own(cast), said(save=f"{PAGE_ONE}.7"), headers=JSON)
    assert names() == (place, f"{PAGE_ONE}.7")
    client.post(own(cast), said(1))
    assert names() == (place, "")


# The session is over


def test_signing_in_again_without_a_script_saves_what_was_typed(client: Client, cast: Cast) -> None:
    with_password(cast.bob)
    client.logout()
    told = client.post(own(cast), said(go="market-share"))
    assert told.status_code == 401
    shown = Page(told.content)
    assert "登录已过期" in shown.text
    assert shown.root.xpath("//main//form/@action") == [own(cast)]
    assert not stored(cast).answers
    typed = carried(shown)
    assert typed["rationale"] == TEXT
    back = client.post(own(cast), typed | {"username": "bob", "password": PASSWORD})
    assert back.headers["Location"] == f"/assessments/{cast.draft.pk}/traits/market-share/"
    assert client.get(back.headers["Location"]).status_code == 200, "signed in"
    assert (stored(cast).answers["sc-city-chain"], stored(cast).rationale) == ("met", TEXT)
    assert whole(cast).evidence[0].title == "产业链台账"


def test_what_was_typed_survives_a_change_of_language(client: Client, cast: Cast) -> None:
    with_password(cast.bob)
    client.logout()
    told = Page(client.post(own(cast), said(go="market-share")).content)
    (switch,) = told.root.xpath("//header//button[@name='language']")
    (form,) = told.root.xpath("//main//form")
    assert switch.get("form") == form.get("id"), "the switch is sent with what was typed"

    sent = carried(told) | {"language": switch.get("value"), "username": "bob", "password": ""}
    changed = client.post(own(cast), sent)

    assert changed.status_code == 401
    assert changed.cookies["django_language"].value == "en"
    shown = Page(changed.content)
    assert "Your session has ended" in shown.text
    assert shown.root.get_element_by_id("id_username").value == "bob"
    assert carried(shown)["rationale"] == TEXT
    assert not stored(cast).answers
    client.post(own(cast), carried(shown) | {"username": "bob", "password": PASSWORD})
    assert stored(cast).rationale == TEXT


def test_without_a_script_the_switch_of_language_saves(client: Client, cast: Cast) -> None:
    shown = Page(client.get(own(cast)).content)
    (switch,) = shown.root.xpath("//header//button[@name='language']")
    assert switch.get("form") == "rating-form"
    buttons = shown.root.xpath("//button[@form='rating-form']")
    assert buttons[0].get("name") is None, "Enter in a field presses the first one"

    changed = client.post(own(cast), said(language="en"))

    assert changed.headers["Location"] == f"{own(cast)}?saved=1"
    assert changed.cookies["django_language"].value == "en"
    assert stored(cast).rationale == TEXT
    assert "Industry scale" in Page(client.get(changed.headers["Location"]).content).text


@pytest.mark.parametrize(
    ("more", "told", "status"),
    [
        ({"target_year": "x"}, "Target year", 200),
        ({"revision": "7"}, "saved elsewhere", 409),
    ],
)
def test_what_cannot_be_saved_stays_in_the_other_language(
    client: Client, cast: Cast, more: dict[str, str], told: str, status: int
) -> None:
    answer = client.post(own(cast), said(language="en", rationale="还没有存") | more)
    assert answer.status_code == status
    assert answer.headers["Content-Language"] == "en"
    shown = Page(answer.content)
    assert told in shown.text
    assert "还没有存" in shown.root.get_element_by_id("id_rationale").text


@pytest.mark.parametrize("language", ["", "xx", "en\x00"])
def test_an_unknown_language_changes_nothing(client: Client, cast: Cast, language: str) -> None:
    answer = client.post(own(cast), said(language=language))
    assert answer.status_code == 302
    assert "django_language" not in answer.cookies


def test_what_was_typed_survives_wrong_passwords(client: Client, cast: Cast) -> None:
    with_password(cast.bob)
    client.logout()
    typed = carried(Page(client.post(own(cast), said()).content))
    for _ in range(WRONG_FOR_NAME + 1):
        told = client.post(own(cast), typed | {"username": "bob", "password": "wrong"})
        assert told.status_code == 401
        shown = Page(told.content)
        assert carried(shown)["rationale"] == TEXT
        assert "wrong" not in carried(shown).values()
    assert "已暂停登录15分钟" in shown.text
    locked = client.post(own(cast), typed | {"username": "bob", "password": PASSWORD})
    assert locked.status_code == 401
    assert not stored(cast).answers


def test_signing_in_as_somebody_else_s_office_saves_nothing(client: Client, cast: Cast) -> None:
    with_password(cast.charlie)
    client.logout()
    told = client.post(own(cast), said() | {"username": "charlie", "password": PASSWORD})
    assert told.status_code == 404
    assert not stored(cast).answers


def test_a_guest_learns_nothing_of_what_exists(client: Client, cast: Cast) -> None:
    client.logout()
    there = client.post(own(cast), said()).content
    nowhere = client.post("/assessments/987654/traits/scale/", said()).content
    assert Page(there).text == Page(nowhere).text


# A token that another sign-in made void


@pytest.fixture
def browser(cast: Cast) -> Client:
    """A client that is refused without a token, as browsers are; signed in."""
    client = Client(enforce_csrf_checks=True)
    with_password(cast.bob)
    token = page(client, "/sign-in/").root.xpath("//main//input[@name='csrfmiddlewaretoken']")[0]
    signed_in = client.post(
        "/sign-in/",
        {"username": "bob", "password": PASSWORD, "csrfmiddlewaretoken": token.value},
    )
    assert signed_in.status_code == 302
    return client


def token_of(shown: Page) -> str:
    return str(shown.root.xpath("//main//input[@name='csrfmiddlewaretoken']/@value")[0])


def test_a_void_token_brings_the_page_back_as_it_was_typed(browser: Client, cast: Cast) -> None:
    told = browser.post(own(cast), said() | {"csrfmiddlewaretoken": "x" * 64})
    assert told.status_code == 403
    shown = Page(told.content)
    assert "刚才的提交还没有保存" in shown.text
    assert shown.root.get_element_by_id("id_rationale").value.strip() == TEXT
    assert shown.root.get_element_by_id(f"id_evidence-{LEDGER}-title").value == "产业链台账"
    assert not stored(cast).answers
    again = said(shown.root.get_element_by_id("id_revision").value)
    saved = browser.post(own(cast), again | {"csrfmiddlewaretoken": token_of(shown)})
    assert saved.status_code == 302
    assert stored(cast).rationale == TEXT


def test_a_void_token_after_the_session_asks_to_sign_in(browser: Client, cast: Cast) -> None:
    browser.cookies.clear()
    credentials = {"username": "bob", "password": PASSWORD}
    told = browser.post(own(cast), said() | credentials)
    assert told.status_code == 401
    assert not stored(cast).answers, "without a token nobody is signed in either"
    shown = Page(told.content)
    typed = carried(shown)
    assert "password" not in typed
    saved = browser.post(own(cast), typed | credentials | {"csrfmiddlewaretoken": token_of(shown)})
    assert saved.status_code == 302
    assert stored(cast).rationale == TEXT


def test_a_script_gets_a_fresh_token_or_learns_that_the_session_is_over(
    browser: Client, cast: Cast
) -> None:
    void = {**JSON, "x-csrftoken": "y" * 32}
    told = browser.post(own(cast), said(), headers=void)
    assert (told.status_code, told.json()) == (403, {"expired": True})
    token = browser.cookies["csrftoken"].value
    saved = browser.post(own(cast), said(), headers={**JSON, "x-csrftoken": token})
    assert saved.status_code == 200
    browser.cookies.clear()
    over = browser.post(own(cast), said(1), headers=void)
    assert (over.status_code, over.json()) == (401, {"sign_in": "/sign-in/"})


@pytest.mark.parametrize("name", ["alice", "charlie"])
def test_a_script_of_a_page_made_for_another_saves_nothing(
    client: Client, cast: Cast, name: str
) -> None:
    """A colleague, or somebody of another organisation, has signed in in another tab."""
    (made_for,) = page(client, own(cast)).root.xpath("//form//input[@name='made_for']/@value")
    assert made_for == str(cast.bob.pk)
    client.force_login(getattr(cast, name))
    told = client.post(own(cast), said(made_for=made_for), headers=JSON)
    assert told.status_code == 401
    assert told.json()["other_person"]
    assert f"现在登录的是“{name}”" in told.json()["message"]
    assert not stored(cast).answers
    client.force_login(cast.bob)
    assert client.post(own(cast), said(made_for=made_for), headers=JSON).status_code == 200
    assert stored(cast).rationale == TEXT


def test_a_form_from_another_site_is_shown_to_nobody(browser: Client, cast: Cast) -> None:
    token = browser.cookies["csrftoken"].value
    for headers in ({}, JSON):
        told = browser.post(
            own(cast),
            said() | {"csrfmiddlewaretoken": token},
            headers={**headers, "origin": "https://evil.example"},
        )
        assert told.status_code == 403
        assert "产业链台账" not in told.content.decode()
    assert not stored(cast).answers


def test_other_forms_get_the_plain_page(browser: Client, cast: Cast) -> None:
    told = browser.post(f"/assessments/{cast.draft.pk}/submit/")
    assert told.status_code == 403
    assert "页面已过期" in Page(told.content).text


# Submitted meanwhile


def test_what_came_too_late_can_be_copied_once(client: Client, cast: Cast) -> None:
    client.get(own(cast))
    answer_all(cast.draft)
    actions.submit(assessment=cast.draft, user=cast.alice)
    late = said(target_year="明年", **{f"evidence-{LEDGER}-date": "去年"})
    shown = Page(client.post(own(cast), late, follow=True).content)
    assert "您刚才填写、没有保存的内容" in shown.text
    for text in (
        "第二行 “引号” \"'& 𠮷",
        "<script>alert(1)</script>",
        "明年",
        "去年",
        "产业链台账",
    ):
        assert text in shown.text
    assert "没有保存的内容" not in page(client, own(cast)).text
    assert stored(cast).rationale == ""


def test_it_is_shown_with_its_own_trait_only(client: Client, cast: Cast) -> None:
    answer_all(cast.draft)
    actions.submit(assessment=cast.draft, user=cast.alice)
    client.post(own(cast), said())
    assert "没有保存的内容" not in page(client, own(cast, "chain")).text
    assert "没有保存的内容" in page(client, own(cast)).text


def test_a_void_token_after_submission_is_told_the_same(browser: Client, cast: Cast) -> None:
    answer_all(cast.draft)
    actions.submit(assessment=cast.draft, user=cast.alice)
    told = browser.post(own(cast), said(), follow=True)
    assert "内容不能再改" in Page(told.content).text
    assert "产业链台账" in Page(told.content).text
