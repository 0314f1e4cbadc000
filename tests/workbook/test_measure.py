"""Heights of rows: every line of a cell has room, whatever letters it is in."""

from __future__ import annotations

import pytest

from benchmark.workbook.measure import (
    HIGHEST_ROW,
    LINE_HEIGHT,
    NARROWEST,
    PAGE_WIDTH,
    WIDEST,
    fitted_widths,
    line_count,
    row_height,
    text_height,
)

WIDTH = 20


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("one\ntwo", 2),
        # A Latin letter is a little narrower than the digit in which widths are counted.
        ("letters, " * 20, 9),
        # A Chinese character is as wide as two.
        ("汉字" * 25, 5),
    ],
)
def test_a_text_has_as_many_lines_as_its_letters_fill(text: str, lines: int) -> None:
    assert line_count(text, WIDTH) == lines


def test_a_row_is_as_high_as_the_tallest_of_its_cells() -> None:
    english, chinese = "letters, " * 20, "汉字"
    assert text_height((chinese, WIDTH), (english, WIDTH)) == text_height((english, WIDTH))
    assert text_height((english, WIDTH)) >= line_count(english, WIDTH) * LINE_HEIGHT


@pytest.mark.parametrize(("long", "short"), [(3, 4), (8, 3), (12, 0)])
def test_wide_columns_share_a_page_and_narrow_ones_stay_as_they_are(long: int, short: int) -> None:
    found = fitted_widths([["列", "长" * 200]] * long + [["列", "短\n短"]] * short)
    assert 150 < sum(found) <= PAGE_WIDTH
    assert len(set(found[:long])) == 1
    assert set(found[long:]) <= {NARROWEST}


def test_a_column_is_as_wide_as_its_longest_line() -> None:
    assert fitted_widths([["一二三四五六七八九十", "短\n短"]]) == [22]
    assert fitted_widths([["长" * 400]]) == [WIDEST]


def test_no_row_is_higher_than_a_row_can_be() -> None:
    assert row_height(("长" * 4000, WIDTH)) == HIGHEST_ROW
    assert row_height(("短", WIDTH)) == text_height(("短", WIDTH))
