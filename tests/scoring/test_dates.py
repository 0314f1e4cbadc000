"""Dates as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.scoring.dates import normal_date, year_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ("2025", "2025"),
        ("2025年", "2025"),
        ("2025年度", "2025"),
        ("—", ""),
        ("2025-03", "2025-03"),
        ("2025-3", "2025-03"),
        ("2025.3", "2025-03"),
        ("2025/03", "2025-03"),
        ("2025年3月", "2025-03"),
        ("2025-03-18", "2025-03-18"),
        ("2025/3/18", "2025-03-18"),
        ("2025.3.18", "2025-03-18"),
        ("2025年3月18日", "2025-03-18"),
        ("2025 年 3 月 18 日", "2025-03-18"),
        ("２０２５年３月１８日", "2025-03-18"),
        ("２０２５／３／１８", "2025-03-18"),
        (" 2025-03-18 ", "2025-03-18"),
        ("2024-02-29", "2024-02-29"),
        ("1958", "1958"),
    ],
)
def test_usual_ways_of_writing_a_date_mean_the_same(text: str, expected: str):
    assert normal_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-29",
        "2025-13",
        "2025-00",
        "2025-04-31",
        "2025-01-00",
        "0000",
        "25-03-18",
        "2025年3-18",
        "2025-03-18T10:00",
        "去年",
        "2025年底",
        "20250",
        "20251310",
        "٢٠٢٥",
        "2025-03-18\x00",
    ],
)
def test_what_is_no_day_of_the_calendar_is_no_date(text: str):
    assert normal_date(text) is None


@given(day=st.dates())
def test_every_day_stays_itself(day):
    assert normal_date(day.isoformat()) == day.isoformat()


@given(text=st.text(max_size=12))
def test_any_text_is_a_date_or_none_and_a_date_stays_itself(text: str):
    found = normal_date(text)
    assert found is None or normal_date(found) == found


@pytest.mark.parametrize(
    ("text", "year"),
    [("2025", 2025), ("2025年3月", 2025), ("0999-01", 999), ("", None), ("x", None)],
)
def test_a_date_has_a_year(text: str, year: int | None):
    assert year_of(text) == year
