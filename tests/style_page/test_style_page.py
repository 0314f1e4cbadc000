"""The style page shows every component in every state."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from benchmark.templatetags.benchmark_text import STATUS_LABELS
from benchmark.wording import labels
from tests.views.pages import page

TEMPLATES = settings.BASE_DIR / "templates"
PARTIALS = sorted(file.name for file in (TEMPLATES / "benchmark/components").glob("*.html"))
INCLUDE = re.compile(r'{%\s*include\s+"benchmark/components/([^"]+)"')


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_partial_is_shown(client, published, language):
    shown = page(client, "/style-page/", language=language)

    assert shown.all("//section[@class='specimen']/h2") == PARTIALS


def test_every_state_shows_something_unless_it_says_that_it_shows_nothing(client, published):
    states = page(client, "/style-page/").root.xpath("//*[contains(@class, 'specimen-state')]")

    empty = [
        state.text_content().strip()
        for state in states
        if not state.xpath("./*[not(self::p and @lang='en')]")
    ]
    assert len(states) > 80
    told = [text for state in states if "(shows nothing)" in (text := state.text_content().strip())]
    assert empty == told


def test_every_status_and_every_verdict_is_shown_in_its_words(client, published):
    shown = page(client, "/style-page/")

    chips = set(shown.all("//section[h2='_status_chip.html']//span[contains(@class, 'chip')]"))
    assert chips == {text.zh for text in STATUS_LABELS.values()}
    verdicts = " ".join(shown.all("//section[h2='_verdict_chip.html']"))
    assert [text.zh for text in labels.VERDICT.values() if text.zh not in verdicts] == []


def test_what_stands_in_one_page_only_is_shown_with_its_states(client, published):
    shown = page(client, "/style-page/")

    parts = shown.all("//section[@class='specimen-part']/h2")
    assert "ratings/_conflict.html" in parts
    assert "assessments/_task.html" in parts
    for name in parts:
        assert (TEMPLATES / "benchmark" / name).is_file()
    assert len(shown.all("//section[@class='specimen-part'][h2='assessments/_task.html']//h3")) > 1


def test_no_two_states_of_a_figure_show_the_same(client, published):
    figures = page(client, "/style-page/").all(
        "//section[h2='_figure.html']//span[@class='figure']"
    )
    named = dict(zip(("as printed", "with a note"), figures[-4:-2], strict=True))

    assert named["as printed"] != named["with a note"]


def test_each_partial_says_what_it_is_given(client, published):
    sections = page(client, "/style-page/").root.xpath("//section[@class='specimen']")

    assert [s.xpath("string(h2)") for s in sections if not s.xpath("p[@lang='en']")] == []


def test_every_partial_serves_a_page_of_the_product():
    """No unused component."""
    included = {
        name
        for file in TEMPLATES.rglob("*.html")
        for name in INCLUDE.findall(file.read_text(encoding="utf-8"))
        if name != file.name
    }

    assert sorted(included) == PARTIALS


@pytest.mark.parametrize(
    ("name", "status", "heading"),
    [
        ("400", 400, "请求无法识别"),
        ("403", 403, "无权访问"),
        ("403_csrf", 403, "页面已过期，刚才的提交没有保存"),
        ("404", 404, "没有这个页面"),
        ("411", 411, "请求无法识别"),
        ("413", 413, "内容太大，没有接收"),
        ("500", 500, "系统出错"),
        ("503", 503, "系统暂时无法使用"),
    ],
)
def test_error_pages_can_be_looked_at(client, published, name, status, heading):
    shown = page(client, f"/style-page/errors/{name}/", status=status)

    assert shown.all("//h1") == [heading]


def test_an_error_page_that_there_is_not(client, published):
    page(client, "/style-page/errors/418/", status=404)
