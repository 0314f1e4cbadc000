"""Input methods in a real browser: what is half composed is sent by nobody, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Request, Route, expect

from .keeping import kept, nothing_is_kept
from .office import (
    CUT,
    Draft,
    Office,
    answer,
    chosen,
    is_save,
    rationale,
    reload,
    says_saved,
    state,
)

LETTERS = "xingye"
# Longer than the page waits for whoever types, shorter than it waits for the server.
LONG = 12_000  # milliseconds


@dataclass
class Writing:
    """A trait's page whose clock the test holds, and the keyboard of an input method."""

    page: Page
    sent: list[str] = field(default_factory=list)

    def compose(self, letters: str = LETTERS) -> None:
        self._send("imeSetComposition", text=letters, selectionStart=6, selectionEnd=6)

    def choose(self, characters: str) -> None:
        self._send("insertText", text=characters)

    def wait(self) -> None:
        """As if nobody touched anything for a while."""
        self.page.clock.run_for(LONG)

    def _send(self, method: str, **said: object) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send(f"Input.{method}", said)
        session.detach()

    def note(self, request: Request) -> None:
        if request.method == "POST":
            self.sent.append(request.post_data or "")


@pytest.fixture
def writing(page: Page, office: Office, draft: Draft) -> Iterator[Writing]:
    office.sign_in(page)
    page.clock.install()
    page.goto(draft.address)
    writing = Writing(page)
    page.on("request", writing.note)
    yield writing
    assert not [sent for sent in writing.sent if LETTERS in sent], "half composed"


@pytest.fixture
def slow(page: Page) -> Callable[[], None]:
    """Every save is on its way until the test lets them go."""
    held: list[Route] = []
    free: list[bool] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST" and not free:
            held.append(route)
        else:
            route.continue_()

    def let_go() -> None:
        free.append(True)
        for route in held:
            route.continue_()

    page.route("**/scale/", hold)
    return let_go


def test_a_composition_during_a_slow_save(writing: Writing, slow: Callable[[], None]) -> None:
    page = writing.page
    rationale(page).fill("本地")
    writing.wait()
    expect(state(page)).to_contain_text("正在保存")
    rationale(page).press("End")
    writing.compose()
    expect(rationale(page)).to_have_value(f"本地{LETTERS}")
    slow()
    says_saved(page)
    writing.wait()
    assert len(writing.sent) == 1
    assert kept(page) == 1, "but it is not forgotten"

    with page.expect_response(is_save):
        writing.choose("行业")
        writing.wait()
    says_saved(page)
    assert "本地行业" in writing.sent[-1]
    nothing_is_kept(page)
    expect(rationale(reload(page))).to_have_value("本地行业")


def test_what_else_was_filled_in_need_not_wait(writing: Writing) -> None:
    """The field itself is sent as it was before."""
    page = writing.page
    rationale(page).fill("本地")
    rationale(page).press("End")
    writing.compose()
    with page.expect_response(is_save):
        writing.wait()
    says_saved(page)
    assert len(writing.sent) == 1
    assert "本地" in writing.sent[0]


def test_offline_in_the_middle_of_a_composition(writing: Writing, expected: list[str]) -> None:
    expected.append(CUT)
    page = writing.page
    answer(page)
    says_saved(page)
    rationale(page).fill("本地")
    rationale(page).press("End")
    page.context.set_offline(True)
    writing.compose()
    writing.wait()
    expect(state(page)).to_contain_text("尚未保存：连接不上服务器")
    tries = len(writing.sent)
    with page.expect_response(is_save):
        page.context.set_offline(False)
    says_saved(page)
    assert len(writing.sent) > tries
    expect(rationale(page)).to_have_value(f"本地{LETTERS}")
    expect(rationale(page)).to_be_focused()
    with page.expect_response(is_save):
        writing.choose("行业")
        writing.wait()
    says_saved(page)
    nothing_is_kept(page)
    reload(page)
    expect(rationale(page)).to_have_value("本地行业")
    expect(chosen(page)).to_be_checked()


def test_a_composition_that_is_given_up_leaves_nothing(writing: Writing) -> None:
    page = writing.page
    rationale(page).focus()
    writing.compose()
    with page.expect_response(is_save):
        writing.compose("")
        writing.wait()
    says_saved(page)
    nothing_is_kept(page)
    expect(rationale(reload(page))).to_have_value("")


@pytest.mark.parametrize("name", ["#id_target_year", "#site-search"])
def test_enter_chooses_a_character_and_presses_nothing(writing: Writing, name: str) -> None:
    page = writing.page
    page.evaluate("window.stays = true")
    page.locator(name).focus()
    writing.compose()
    page.keyboard.press("Enter")
    writing.wait()
    expect(page.locator(name)).to_have_value(LETTERS)
    assert writing.sent == []
    assert page.evaluate("window.stays")
