"""Numbers of headings."""

from __future__ import annotations

import pytest

from benchmark.reports.numerals import chinese_numeral, heading_number


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (0, "零")],
)
def test_chinese_numerals(number: int, text: str) -> None:
    assert chinese_numeral(number) == text


def test_headings_are_numbered_by_language() -> None:
    assert heading_number((2,), "zh-hans") == "二、"
    assert heading_number((2, 3), "zh-hans") == "（三）"
    assert heading_number((2,), "en") == "2. "
    assert heading_number((2, 3), "en") == "2.3 "
