"""One measure of text: Chinese characters, and Latin letters as a part of them."""

from __future__ import annotations

import pytest

from benchmark.wording.text_width import LATIN, LATIN_IN_CELLS, text_width


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("产业链", 3),
        ("chain", 5 * LATIN),
        # Quotes and arrows are set as wide as Chinese, rare hanzi are one character.
        ("“链主”→𠮷", 6),
        ("约2.9个", 2 + 3 * LATIN),
    ],
)
def test_latin_letters_take_a_part_of_a_chinese_character(text: str, width: float) -> None:
    assert text_width(text) == pytest.approx(width)


def test_the_sheets_of_a_workbook_are_set_in_narrow_letters() -> None:
    assert text_width("chain链", LATIN_IN_CELLS) == pytest.approx(1 + 5 * LATIN_IN_CELLS)
