"""The fonts of the PDF: what they draw, and that it is no wider than lines are reckoned with."""

from __future__ import annotations

import pytest

from benchmark.reports.pdf.as_pdf import _WIDEST
from benchmark.reports.pdf.glyphs import faces, is_drawn, width

EVERY = [chr(code) for code in range(0x20, 0x32000) if not 0xD800 <= code < 0xE000]


def test_nothing_that_is_drawn_is_wider_than_lines_are_reckoned_with() -> None:
    drawn = [sign for sign in EVERY if is_drawn(sign)]
    assert len(drawn) > 32_000
    assert max(map(width, drawn)) <= _WIDEST
    assert width("\u4e2d") == 1
    assert width("\U0002a6a5") == 0


@pytest.mark.parametrize("sign", ["\u202e", "\x07", "\ue000", "\U0002a6a5", "\u200b"])
def test_what_would_show_nothing_is_not_drawn(sign: str) -> None:
    assert not is_drawn(sign)


def test_the_fonts_of_rarer_hanzi_come_only_where_there_are_some() -> None:
    common = faces("产业\n\u200b\u200c")
    assert common.serif == ["Noto Serif SC", "Noto Sans SC"]
    assert common.sans == ["Noto Sans SC", "Noto Serif SC"]
    rare = faces("\U00020bb7")
    assert rare.serif[:3] == ["Noto Serif SC", "Noto Serif TC", "Noto Serif JP"]
    assert faces("\U00020bb7").fonts is rare.fonts is not common.fonts
