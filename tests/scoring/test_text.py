"""Texts are kept faithfully or refused with the reason."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.scoring.text import (
    clean_newlines,
    hides_something,
    is_visible,
    one_name,
    same_words,
    text_problem,
    trimmed,
    visible_or_empty,
)
from tests.scoring import naive
from tests.strategies import LINES, TEXTS


@pytest.mark.parametrize(
    "value",
    [
        "",
        "甲公司",
        "𠮷",
        "\u200f右至左",
        "<script>",
        "=1+1",
        "a\tb",
        "第一行\n第二行",
        "\U0001fffe",
    ],
)
def test_anything_that_can_be_kept_is_kept(value: str):
    assert text_problem(value, 100) is None


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "U+0000"),
        ("\x0c", "U+000C"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
        ("\ufffe", "U+FFFE"),
        ("\uffff", "U+FFFF"),
        ("\r", "U+000D"),
    ],
)
def test_a_character_that_cannot_be_kept_is_refused_by_its_code(character: str, code: str):
    problem = text_problem(f"甲{character}乙", 100)
    assert problem is not None
    assert code in problem.zh
    assert code in problem.en


def test_the_limit_counts_characters():
    assert text_problem("𠮷" * 10, 10) is None
    problem = text_problem("𠮷" * 11, 10)
    assert problem is not None
    assert "11" in problem.zh
    assert "10" in problem.en


@pytest.mark.parametrize("character", ["\n", "\u2028", "\u2029"])
def test_a_single_line_has_no_line_break(character: str):
    value = f"第一行{character}第二行"
    assert text_problem(value, 100) is None
    problem = text_problem(value, 100, single_line=True)
    assert problem is not None
    assert "一行" in problem.zh


def test_line_ends_become_line_feeds():
    assert clean_newlines("一\r\n二\r三\n四\v五") == "一\n二\n三\n四\n五"


@given(text=TEXTS, line=LINES)
def test_generated_texts_are_such_as_are_kept(text: str, line: str):
    assert text_problem(text, 1000) is None
    assert text_problem(line, 1000, single_line=True) is None


BLANKS = [
    "",
    " ",
    "\u3000",
    "\n\t",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u115f",
    "\u1160",
    "\u3164",
    "\uffa0",
    "\u2800",
    "\u2060",
    "\u202e",
    "\u180e",
    "\u034f",
    "\ufe0f",
    "\u2065",
    "\U0001d159",
    "\U000e0061",
    "\U000e0100",
]


@pytest.mark.parametrize("blank", [*BLANKS, "".join(BLANKS)])
def test_a_text_that_shows_nothing_is_empty(blank: str):
    assert not is_visible(blank)
    assert trimmed(blank) == ""
    assert trimmed(f"{blank}甲 {blank}") == "甲"


# The last three: of extension H, which this Python does not know; of a private use area, where
# offices keep characters of their own; the sign that stands where an object was.
@pytest.mark.parametrize("seen", ["甲", ".", "\u0301", "𠮷", "0", "\U00031350", "\ue000", "\ufffc"])
def test_anything_else_shows(seen: str):
    assert is_visible(f" {seen} ")


@given(text=st.text(st.characters() | st.sampled_from("".join(BLANKS))))
def test_what_is_visible_is_so_by_unicodes_own_properties(text: str):
    assert trimmed(text) == naive.seen(text)
    assert is_visible(text) == bool(naive.seen(text))


def test_a_text_is_kept_whole_or_is_empty():
    assert visible_or_empty("\u200b\u3164 ") == ""
    assert visible_or_empty("\u200b甲 ") == "\u200b甲 "
    # To be refused by name, not left out.
    assert visible_or_empty("\u200b\x00") == "\u200b\x00"


def test_what_is_not_visible_stays_within():
    assert trimmed("\u3164甲\u3164乙 ") == "甲\u3164乙"


def test_names_are_the_same_in_any_width_and_with_blank_ends():
    assert same_words("\u3164Ａ（甲） ") == same_words("A(甲)")
    assert same_words("甲") != same_words("乙")


@pytest.mark.parametrize(
    ("before", "zh", "en"),
    [
        ("甲", "第1行“甲”之后", "line 1, after “甲”"),
        ("", "第1行开头", "at the start of line 1"),
        ("甲\n乙\n ", "第3行开头", "at the start of line 3"),
        ("甲\n" + "乙" * 20, f"第2行“{'乙' * 10}”之后", f"line 2, after “{'乙' * 10}”"),
    ],
)
def test_a_refused_character_is_named_with_its_place(before: str, zh: str, en: str):
    problem = text_problem(f"{before}\x01丙", 100)

    assert problem is not None
    assert problem.zh == f"含有不能保存的字符 U+0001：{zh}"
    assert problem.en == f"holds a character that cannot be kept: U+0001, {en}"


def test_a_text_may_hide_a_part_of_itself():
    assert hides_something("甲\u200b乙")
    assert hides_something("甲 乙")
    assert not hides_something("甲乙")
    assert not hides_something("")


# As they come out of forms, chat programs, PDF files and old systems.
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("５Ｇ通信设备", "5g 通信设备"),
        ("⽣物医药", "生物医药"),
        ("⾼端装备", "高端装备"),
        ("新能源\u200b汽车", "新能源汽车"),
        ("新能源\u3000汽车\ufeff", "新能源汽车"),
        ("集成电路（IC）", "集成电路(ic)"),
        ("㈱甲", "(株)甲"),
        ("ﬁlm", "FILM"),
        ("Straße", "STRASSE"),
        ("re\u0301sine", "R É SINE"),
        ("１０㎡", "10m2"),
        ("豈", "\uf900"),
        ("e\u3164\u0301", "é"),
        ("e\u00a8", "ë"),
    ],
)
def test_names_are_one_however_they_are_typed(one: str, other: str):
    assert one_name(one) == one_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("5G通信设备", "6G通信设备"), ("软件", "软件业"), ("裏", "里"), ("甲-乙", "甲乙"), ("À", "A")],
)
def test_other_names_stay_others(one: str, other: str):
    assert one_name(one) != one_name(other)


@given(
    text=st.text(st.characters() | st.sampled_from("Ａ５⽣ß \u00a8\u0301ﷺ㎡\u3164ϓ\u1e9b\u0345"))
)
def test_making_names_one_is_plain(text: str):
    """Against the plain rule: take out what is not seen, fold, until nothing changes."""
    expected, before = text, None
    while expected != before:
        before = expected
        shown = "".join(sign for sign in expected if not naive.unseen(sign))
        folded = unicodedata.normalize("NFKC", shown).casefold()
        expected = unicodedata.normalize("NFKC", folded)
    assert one_name(text) == expected
    assert one_name(expected) == expected
    assert bool(expected) == is_visible(text)
    assert one_name(f" {text}\u200b") == expected


@given(text=st.text(st.characters(), min_size=1), data=st.data())
def test_a_blank_put_anywhere_makes_no_other_name(text: str, data: st.DataObject):
    at = data.draw(st.integers(0, len(text)))
    blank = data.draw(st.sampled_from([" ", "\u3000", "\u200b", "\u3164", "\ufe0f"]))
    assert one_name(text[:at] + blank + text[at:]) == one_name(text)
