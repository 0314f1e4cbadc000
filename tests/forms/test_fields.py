"""Fields: what they understand, what they refuse, and in which words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from benchmark.forms.fields import NumberField, PartialDateField, PlainTextField, YearField


def refused(field: object, value: str) -> str:
    with pytest.raises(ValidationError) as told:
        field.clean(value)  # type: ignore[attr-defined]
    return " ".join(told.value.messages)


@pytest.mark.parametrize("text", ["工信局", "a\u202eb", "𠮷", "<b>", "'--", "é" * 200, "e\u0301"])
def test_text_is_kept_as_typed(text: str) -> None:
    assert PlainTextField().clean(text) == text


def test_line_ends_are_made_plain_and_long_text_keeps_its_spaces() -> None:
    assert PlainTextField(rows=3).clean("  一\r\n二\r ") == "  一\n二\n "
    assert PlainTextField().clean("  一 ") == "一"


INVISIBLE = ["\u200b", "\u2060\u00ad", "\u3164", " \u2800\n", "\ufe0f\u202e", "\U000e0100"]


@pytest.mark.parametrize("text", INVISIBLE)
def test_a_text_of_which_nothing_is_seen_is_empty(text: str) -> None:
    assert PlainTextField(required=False, rows=3).clean(text) == ""
    assert PlainTextField(required=False).clean(text) == ""
    assert PartialDateField(required=False).clean(text) == ""
    assert refused(PlainTextField(), text) == refused(PlainTextField(), "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\x00", "U+0000"),
        ("\u200b\x00", "U+0000"),
        ("a\x1bb", "U+001B"),
        ("\ud800", "U+D800"),
        ("\uffff", "U+FFFF"),
        ("a\ufffd", "无法识别"),
        ("a\nb", "一行"),
        ("a\u2028b", "一行"),
        ("a" * 201, "最多200个"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(text: str, reason: str) -> None:
    assert reason in refused(PlainTextField(), text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", ""), ("2025年3月", "2025-03"), ("２０２５", "2025"), ("2025/3/18", "2025-03-18")],
)
def test_dates_are_read_as_offices_write_them(typed: str, read: str) -> None:
    assert PartialDateField(required=False).clean(typed) == read


@pytest.mark.parametrize("typed", ["去年", "2025-02-30", "25", "\x00"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert refused(PartialDateField(required=False), typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", None), ("2025", 2025), (" 2025年 ", 2025), ("２０２５", 2025), ("二〇二五年度", 2025)],
)
def test_years_are_read(typed: str, read: int | None) -> None:
    assert YearField(required=False).clean(typed) == read


@pytest.mark.parametrize(
    "typed", ["25", "1799", "2101", "2025.5", "x", "9" * 9, "-2025", "2_025", "٢٠٢٥"]
)
def test_what_is_no_year_is_refused(typed: str) -> None:
    assert "年份" in refused(YearField(required=False), typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        ("86", Decimal(86)),
        ("1,234,567.5", Decimal("1234567.5")),
        ("１２．５", Decimal("12.5")),
        ("0", Decimal(0)),
        ("约86", Decimal(86)),
        ("—", None),
    ],
)
def test_numbers_are_read(typed: str, read: Decimal | None) -> None:
    found = NumberField(required=False).clean(typed)
    assert (found and found.value) == read


@pytest.mark.parametrize(
    "typed",
    [
        "86亿元",
        "12,34",
        "1e99",
        "1_000",
        "١٢",
        "Infinity",
        "NaN",
        "-0.1",
        "1" * 15,
        "0." + "1" * 7,
        "\x00",
        "９" * 9999,
    ],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert refused(NumberField(required=False), typed)
