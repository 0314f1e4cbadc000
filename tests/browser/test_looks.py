"""What is drawn can be read: no option is cut, no promise stands below the fold."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .addresses import Address
from .visitors import LANGUAGES, Language, Visitors

# The text of every option against the room that its closed box has for it.
CUT_OPTIONS = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const boxes = Array.from(document.querySelectorAll("select")).filter(box => box.offsetWidth);
  return boxes.flatMap(box => {
    const style = getComputedStyle(box);
    pen.font = style.font;
    const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return Array.from(box.options).map(option => option.text).filter(
      text => pen.measureText(text).width > room + 0.5);
  });
}"""


@pytest.mark.parametrize("width", [1440, 1366, 390])
@pytest.mark.parametrize(
    "path",
    [
        "/clusters/",
        "/practices/",
        "/assessments/{draft}/traits/scale/",
        "/assessments/{draft}/traits/technology/",
    ],
)
def test_no_option_is_cut_in_its_box(visitors: Visitors, path: str, width: int) -> None:
    for language in LANGUAGES:
        page = visitors.open(Address(path, path, "official"), language, width=width)
        assert page.evaluate("document.querySelectorAll('select').length") > 0
        assert page.evaluate(CUT_OPTIONS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_says_in_one_screen_what_one_gets(visitors: Visitors, language: Language) -> None:
    page = visitors.open(Address("home", "/"), language)
    box = page.locator(".home-top").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 900


def test_on_a_phone_what_is_documented_is_one_step_away(visitors: Visitors) -> None:
    draft = Address("rating", "/assessments/{draft}/traits/scale/", "official")
    page = visitors.open(draft, "zh-hans", width=390)
    page.get_by_role("link", name="看参阅材料所载").click()
    expect(page.locator("#reference .fact").first).to_be_in_viewport()

    page = visitors.open(Address("matrix", "/clusters/matrix/"), "zh-hans", width=390)
    documented = page.locator(".matrix-list li a")
    expect(documented).to_have_count(page.locator("td.documented").count())
    expect(documented.first).to_be_in_viewport()
    visitors.open(Address("matrix", "/clusters/matrix/"), "zh-hans", width=1440)
    expect(documented.first).to_be_hidden()
