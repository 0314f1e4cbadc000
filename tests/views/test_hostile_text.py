"""Hostile text in every field: stored faithfully or refused with the field's name, never an error.

Every form is sent with a text in all of its fields at once. What was refused is read from the
page's error summary, what was stored from the database.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmark.actions.edit_marks import industry_mark
from benchmark.models import Assessment, Evidence, Industry, Organisation, OwnFigure, User
from benchmark.scoring.dates import normal_date
from benchmark.scoring.framework import Framework
from benchmark.scoring.text import LINE_LIMIT, LONG_LIMIT, NAME_LIMIT, URL_LIMIT, is_visible
from tests.cast import Cast, assemble

from .pages import Page

URLENCODED = "application/x-www-form-urlencoded"
PASSWORD = "dui-biao-2026"
# Rows of a trait's page are named by their keys.
ITEM, FIGURE, OTHER = "evidence-17e317e317e3", "figure-f19f19f19f19", "07e307e307e3"

FAITHFUL = [
    "长" * 10_000,
    "\u202e从右到左\u200f\u2066x\u2069",
    "<script>alert(1)</script>",
    "<!-- </textarea> ]]> -->",
    "𠮷野家𪚥 👩‍👩‍👧 e\u0301",
    "{{ 7*7 }}{% now 'Y' %} %s %(x)s",
    "=1+1 @SUM(A1) ' OR 1=1 --",
    "&lt;b&gt; &#0; %00 \\u0000",
]
REFUSED = ["零\x00号", "\ud800", "\udfff后", "a\ufffeb", "\x07铃", "\x1b[31m", "\x7f", "中\x85文"]


NONSENSE = [*FAITHFUL, *REFUSED]


def short(text: str) -> str:
    return ascii(text)[1:21]


# What a form does with texts: the fields it refused, and what is stored of the others.
Outcome = tuple[set[str], dict[str, str]]
Send = Callable[[Client, Cast, dict[str, str]], Outcome]


@dataclass(frozen=True)
class Form:
    """A form with its free text fields: how long each may be, and which keeps its outer spaces."""

    send: Send
    limits: dict[str, int]
    several_lines: str = ""

    def expected(self, field: str, text: str) -> str:
        """The text as it should be stored."""
        # A product is kept as typed: figures are of one product by what is seen of it.
        as_typed = field in (self.several_lines, f"{FIGURE}-product")
        plain = text if as_typed else text.strip()
        return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")


def post(client: Client, url: str, fields: dict[str, str]) -> HttpResponse:
    """As a browser would, but with anything in it: lone surrogates as bytes that are no text."""
    body = urlencode(fields, errors="surrogatepass")
    response: HttpResponse = client.post(url, body, content_type=URLENCODED)
    assert response.status_code < 500
    return response


def refused(response: HttpResponse) -> set[str]:
    if response.status_code == 302:
        return set()
    assert response.status_code == 200
    shown = Page(response.content).root.xpath("//*[@class='error-summary']//a/@href")
    assert shown, "what is wrong is said"
    return {str(address).removeprefix("#id_") for address in shown}


def rate(client: Client, cast: Cast, texts: dict[str, str]) -> Outcome:
    revision = cast.rating("scale").revision
    fields = {
        "revision": str(revision),
        f"{ITEM}-grade": "1",
        f"evidence-{OTHER}-grade": "1",
        f"evidence-{OTHER}-title": "另一份材料",
        f"{FIGURE}-indicator": "output",
        f"{FIGURE}-value": "1",
    }
    response = post(client, f"/assessments/{cast.draft.pk}/traits/scale/", fields | texts)
    rating = cast.rating("scale")
    assert rating.revision == revision + 1, "the rest is saved whatever is wrong"
    items = {item.key: item for item in Evidence.objects.filter(assessment=cast.draft)}
    assert items[OTHER].title == "另一份材料"
    item = items.get(ITEM.removeprefix("evidence-"), Evidence())
    figure = rating.figures.first() or OwnFigure()
    return refused(response), {
        "rationale": rating.rationale,
        f"{ITEM}-title": item.title,
        f"{ITEM}-source": item.source,
        f"{ITEM}-url": item.url,
        f"{ITEM}-date": item.date,
        f"{FIGURE}-product": figure.product,
    }


def change_industry(client: Client, cast: Cast, texts: dict[str, str]) -> Outcome:
    opened = industry_mark(Industry.objects.get(pk=cast.industry.pk))
    fields = {"name": "电力", "place": "许都市", "sector": "other", "opened": opened}
    found = refused(post(client, f"/industries/{cast.industry.pk}/", fields | texts))
    if found:
        return found, {}
    stored = Industry.objects.get(pk=cast.industry.pk)
    return found, {field: getattr(stored, field) for field in texts}


def start(client: Client, cast: Cast, texts: dict[str, str]) -> Outcome:
    fields = {"period": "2024", "new-name": "电力", "new-place": "别处", "new-sector": "other"}
    before = Assessment.objects.count()
    found = refused(post(client, "/assessments/new/", fields | texts))
    if found:
        assert Assessment.objects.count() == before
        return found, {}
    made = Assessment.objects.latest("pk").industry
    stored = {field: getattr(made, field.removeprefix("new-")) for field in texts}
    made.delete()
    return found, stored


def register(client: Client, cast: Cast, texts: dict[str, str]) -> Outcome:
    client.logout()
    fields = {
        "organisation": "局",
        "place": "市",
        "username": "somebody",
        "password": PASSWORD,
        "password_again": texts.get("password", PASSWORD),
    }
    before = Organisation.objects.count()
    found = refused(post(client, "/register/", fields | texts))
    if found:
        assert Organisation.objects.count() == before
        return found, {}
    user = get_user(client)  # type: ignore[arg-type]
    assert isinstance(user, User)
    assert user.organisation is not None
    stored = {
        "organisation": user.organisation.name,
        "place": user.organisation.place,
        "name": user.first_name,
        "username": user.username,
    }
    user.delete()
    user.organisation.delete()
    return found, stored


FORMS = {
    "rating": Form(
        rate,
        {
            "rationale": LONG_LIMIT,
            f"{ITEM}-title": LINE_LIMIT,
            f"{ITEM}-source": LINE_LIMIT,
            f"{ITEM}-url": URL_LIMIT,
            f"{FIGURE}-product": NAME_LIMIT,
        },
        several_lines="rationale",
    ),
    "industry": Form(
        change_industry,
        {"name": NAME_LIMIT, "place": NAME_LIMIT, "description": LONG_LIMIT},
        several_lines="description",
    ),
    "assessment": Form(
        start,
        {"new-name": NAME_LIMIT, "new-place": NAME_LIMIT, "new-description": LONG_LIMIT},
        several_lines="new-description",
    ),
    "registration": Form(register, {"organisation": NAME_LIMIT, "place": NAME_LIMIT, "name": 150}),
}

# Fields that want something of their own: a year, a choice, points, a name to sign in with.
NO_TEXT: dict[str, tuple[Send, tuple[str, ...]]] = {
    "rating": (
        rate,
        (
            "answer-sc-first",
            "target",
            "target_year",
            f"{ITEM}-grade",
            f"{ITEM}-date",
            f"{FIGURE}-value",
            f"{FIGURE}-unit",
            f"{FIGURE}-year",
        ),
    ),
    "industry": (change_industry, ("sector",)),
    "assessment": (start, ("industry", "period", "comparators", "new-sector")),
    "registration": (register, ("username",)),
}


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.alice)
    return client


signs = st.one_of(
    st.characters(exclude_categories=()),
    st.sampled_from("\x00\t\n\v\r \u3000\u2028\u202e\ufeff\ufffd\ufffe<>&\"'{}%=𠮷长1"),
)
texts = st.text(signs, max_size=40)
generated = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


# Free text


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("text", FAITHFUL, ids=short)
def test_unusual_text_is_stored_faithfully(
    client: Client, cast: Cast, name: str, text: str
) -> None:
    form = FORMS[name]
    too_long = {field for field, limit in form.limits.items() if len(text) > limit}
    found, _ = form.send(client, cast, dict.fromkeys(form.limits, text))
    assert found == too_long
    rest = {field: text for field in form.limits if field not in too_long}
    if rest:
        found, stored = form.send(client, cast, rest)
        assert found == set()
        assert {field: stored[field] for field in rest} == rest


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("text", REFUSED, ids=short)
def test_what_cannot_be_kept_is_refused_by_the_field_s_name(
    client: Client, cast: Cast, name: str, text: str
) -> None:
    form = FORMS[name]
    found, stored = form.send(client, cast, dict.fromkeys(form.limits, text))
    assert found == set(form.limits)
    assert text not in stored.values()


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@generated
def test_any_text_is_stored_or_refused(
    client: Client, cast: Cast, name: str, data: st.DataObject
) -> None:
    form = FORMS[name]
    client.force_login(cast.alice)
    sent = {field: data.draw(texts, label=field) for field in form.limits}
    found, stored = form.send(client, cast, sent)
    for field, text in sent.items():
        if field not in found and field in stored:
            # A text of which nothing is visible may count as none.
            empty = set() if is_visible(text) else {""}
            assert stored[field] in {form.expected(field, text), *empty}
    assert found <= set(form.limits)


@given(text=texts)
@example(text="2025年3月")
@generated
def test_a_date_is_understood_or_refused(client: Client, cast: Cast, text: str) -> None:
    field = f"{ITEM}-date"
    found, stored = rate(client, cast, {field: text, f"{ITEM}-title": "材料"})
    assert found <= {field}
    if not found:
        assert stored[field] == normal_date(text.strip())


# Fields that want something of their own


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, (_, fields) in NO_TEXT.items() for field in fields]
)
def test_nonsense_is_refused_by_the_field_s_name(
    client: Client, cast: Cast, name: str, field: str
) -> None:
    send, _ = NO_TEXT[name]
    for text in NONSENSE:
        found, _ = send(client, cast, {field: text})
        # A choice of industry that is none falls back to the fields of a new one.
        assert found & {field, "new-name"}, (short(text), found)


def test_settings_want_what_is_offered(client: Client, cast: Cast) -> None:
    for text in NONSENSE:
        fields = dict.fromkeys(("comparators", "focus"), text)
        response = post(client, f"/assessments/{cast.draft.pk}/settings/", fields)
        assert refused(response) == set(fields), short(text)
    cast.draft.refresh_from_db()
    assert cast.draft.focus == []


@given(username=texts, password=texts)
@example(username="", password="\ud800" * 20)
@generated
def test_a_name_and_a_password_open_again_what_they_opened(
    client: Client, cast: Cast, username: str, password: str
) -> None:
    client.logout()
    said = {"organisation": "局", "place": "市", "username": username, "password": password}
    found = refused(post(client, "/register/", said | {"password_again": password}))
    assert found <= {"username", "password", "password_again"}
    if found:
        return
    user = get_user(client)
    assert isinstance(user, User)
    assert user.username == unicodedata.normalize("NFKC", username.strip())
    client.logout()
    again = post(client, "/sign-in/", {"username": username, "password": password})
    assert again.status_code == 302
    user.delete()


@given(username=texts, password=texts, following=texts)
@generated
def test_signing_in_with_nonsense_is_refused(
    client: Client, cast: Cast, username: str, password: str, following: str
) -> None:
    client.logout()
    fields = {"username": username, "password": password, "next": following}
    assert post(client, "/sign-in/", fields).status_code in (200, 403, 429)


# A page that is sent by a script, or after the session


@given(data=st.data())
@generated
def test_a_script_learns_every_refused_field(
    client: Client, cast: Cast, data: st.DataObject
) -> None:
    _, others = NO_TEXT["rating"]
    names = [*FORMS["rating"].limits, *others, "save", "go", "more"]
    fields = {name: data.draw(texts, label=name) for name in names}
    rows = {f"{FIGURE}-indicator": "output"}
    rating = cast.rating("scale")
    body = urlencode(fields | rows | {"revision": str(rating.revision)}, errors="surrogatepass")
    response = client.post(
        f"/assessments/{cast.draft.pk}/traits/scale/",
        body,
        content_type=URLENCODED,
        headers={"accept": "application/json"},
    )
    assert response.status_code == 200
    assert set(response.json()["errors"]) <= set(names)


def test_a_session_that_is_over_carries_any_text(client: Client, cast: Cast) -> None:
    client.logout()
    for text in NONSENSE:
        fields = dict.fromkeys(("rationale", "answer-sc-first", "revision", text), text)
        response = post(client, f"/assessments/{cast.draft.pk}/traits/scale/", fields)
        assert response.status_code == 401
        hidden = Page(response.content).root.xpath("//main//form//input[@type='hidden']")
        carried = {field.get("name"): field.get("value") for field in hidden}
        if text in FAITHFUL:
            assert carried["rationale"] == text


# Addresses


ADDRESSES = {
    "/search/": ("q",),
    "/clusters/": ("sector", "province", "trait"),
    "/practices/": ("trait", "category", "sector"),
    "/assessments/": ("page",),
    "/industries/": ("page",),
    "/assessments/new/": ("industry", "comparator"),
    "/assessments/{draft}/compare/": ("c",),
    "/assessments/{draft}/compare/charts.json": ("c",),
    "/assessments/{draft}/traits/scale/": ("more", "saved"),
    "/sign-in/": ("next",),
}


@pytest.mark.parametrize("path", ADDRESSES)
def test_addresses_stand_any_text(client: Client, cast: Cast, path: str) -> None:
    for text in NONSENSE:
        assert b"<script>alert" not in ask(client, cast, path, text).content


@pytest.mark.parametrize("path", ADDRESSES)
@given(text=texts)
@generated
def test_addresses_stand_generated_text(client: Client, cast: Cast, path: str, text: str) -> None:
    ask(client, cast, path, text)


def ask(client: Client, cast: Cast, path: str, text: str) -> Any:
    query = urlencode(dict.fromkeys(ADDRESSES[path], text), errors="surrogatepass")
    response = client.get(path.format(draft=cast.draft.pk), QUERY_STRING=query)
    assert response.status_code in (200, 302), response.status_code
    return response


def test_the_language_switch_stands_any_text(client: Client) -> None:
    for text in NONSENSE:
        response = post(client, "/language/setlang/", {"language": text, "next": text})
        assert response.status_code in (204, 302)
        assert not response.headers.get("Location", "/").startswith(("http", "//", "javascript"))
