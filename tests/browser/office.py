"""A bureau of two colleagues in the browser: an assessment for each test, and what one does on a
trait's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.served import Site

PASSWORD = "dui-biao-2026-gao"
# What the console says once the connection is cut.
CUT = "ERR_INTERNET_DISCONNECTED"
# Two colleagues, and a draft for each test.
OFFICE = f"""
from django.test import Client
from benchmark.actions.accounts import register
from benchmark.actions.assessments import create_industry, start_assessment
from benchmark.models import Framework, User
key = "{PASSWORD}"
gao = register(organisation="稿市工信局", place="稿市", username="gao", password=key, name="高工")
office = gao.organisation
User.objects.create_user("tong", password=key, organisation=office, first_name="童工")
industry = create_industry(organisation=office, name="稿纸", place="稿市", sector="other")
slug = Framework.objects.get().slug
for user in User.objects.filter(organisation=office).order_by("pk"):
    client = Client()
    client.force_login(user)
    print(client.cookies["sessionid"].value)
for year in range(1950, 2010):
    print(start_assessment(user=gao, framework=slug, industry=industry, period=year).pk)
"""


@dataclass(frozen=True)
class Draft:
    """An assessment that a test has for itself."""

    pk: int

    @property
    def list(self) -> str:
        return f"/assessments/{self.pk}/"

    @property
    def address(self) -> str:
        return f"/assessments/{self.pk}/traits/scale/"


@dataclass(frozen=True)
class Office:
    """Who is signed in, and the drafts that no test has had yet."""

    site: Site
    sessions: dict[str, str]
    drafts: Iterator[Draft]

    def sign_in(self, page: Page, username: str = "gao") -> None:
        """As if signed in earlier today."""
        session = {"name": "sessionid", "value": self.sessions[username], "url": self.site.url}
        page.context.add_cookies([session])


@pytest.fixture(scope="session")
def office(site: Site) -> Office:
    gao, tong, *drafts = site.manage("shell", "--no-imports", "-c", OFFICE).split()
    return Office(site, {"gao": gao, "tong": tong}, iter([Draft(int(pk)) for pk in drafts]))


@pytest.fixture
def draft(office: Office) -> Draft:
    return next(office.drafts)


@pytest.fixture
def opened(page: Page, office: Office, draft: Draft) -> Page:
    """Gao's page of one trait, nothing filled in."""
    office.sign_in(page)
    page.goto(draft.address)
    return page


def sign_in(page: Page, username: str = "gao") -> None:
    """With name and password: a session and a token of its own."""
    page.goto("/sign-in/")
    enter(page, username)
    page.wait_for_url("**/assessments/")


def enter(page: Page, username: str = "gao") -> None:
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form [type=submit]").click()


def state(page: Page) -> Locator:
    return page.locator("#save-state")


def rationale(page: Page) -> Locator:
    return page.locator("#id_rationale")


def answer(page: Page, condition: str = "sc-city-chain", said: str = "met") -> None:
    """Choose an answer as one does with a pointer."""
    page.locator(f"#a-{condition}-{said}").check()


def chosen(page: Page, said: str = "met", condition: str = "sc-city-chain") -> Locator:
    return page.locator(f"#a-{condition}-{said}")


def side(page: Page) -> Locator:
    """Where the trait stands, as the server computes it."""
    return page.locator("#standing-now")


def add_item(page: Page) -> Locator:
    """One more evidence item."""
    page.get_by_role("button", name="加一份佐证材料").click()
    return page.locator("form [data-row=evidence]").last


def figures(page: Page, indicator: str = "output") -> Locator:
    """The rows of an indicator."""
    return page.locator(f"form tbody[data-of={indicator}]")


def says_saved(page: Page) -> None:
    expect(state(page)).to_have_text(re.compile(r"^已保存 \d\d:\d\d$"))


def write(page: Page, text: str) -> None:
    """Type, leave the field, and wait until it is stored."""
    with page.expect_response(is_save):
        rationale(page).fill(text)
        rationale(page).blur()
    says_saved(page)


def is_save(response: object) -> bool:
    request: Request = response.request  # type: ignore[attr-defined]
    return request.method == "POST"


def reload(page: Page) -> Page:
    page.reload()
    return page
