"""Numbers of headings."""

from __future__ import annotations

import pytest

from benchmark.wording.numerals import (
    annex_number,
    chinese_count,
    chinese_numeral,
    english_number,
    heading_number,
    next_number,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (0, "零")],
)
def test_chinese_numerals(number: int, text: str) -> None:
    assert chinese_numeral(number) == text


def test_two_of_something_are_liang() -> None:
    assert [chinese_count(number) for number in (1, 2, 3, 12)] == ["一", "两", "三", "十二"]


def test_small_numbers_in_english_are_words() -> None:
    assert [english_number(number) for number in (0, 1, 6)] == ["none", "one", "six"]


def test_headings_are_numbered_by_language() -> None:
    assert heading_number((2,), "zh-hans") == "二、"
    assert heading_number((2, 3), "zh-hans") == "（三）"
    assert heading_number((2,), "en") == "2. "
    assert heading_number((2, 3), "en") == "2.3 "
    assert heading_number((2, 3, 4), "zh-hans") == "4. "
    assert heading_number((2, 3, 4), "en") == "2.3.4 "


def test_the_number_of_the_next_heading() -> None:
    assert next_number((), 1) == (1,)
    assert next_number((2, 3), 1) == (3,)
    assert next_number((2, 3), 2) == (2, 4)
    assert next_number((2,), 2) == (2, 1)
    assert next_number((2, 3), 3) == (2, 3, 1)


def test_annexes_count_by_themselves() -> None:
    assert annex_number((2,), "zh-hans") == "附件2　"
    assert annex_number((2, 3), "zh-hans") == "三、"
    assert annex_number((2, 3, 4), "zh-hans") == "（四）"
    assert annex_number((2,), "en") == "Annex 2. "
    assert annex_number((2, 3), "en") == "2.3 "
