"""Heights of rows: every line of a cell has room, whatever letters it is in."""

from __future__ import annotations

import pytest

from benchmark.wording.row_height import LINE_HEIGHT, line_count, text_height

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
