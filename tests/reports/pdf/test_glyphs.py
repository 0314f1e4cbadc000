"""The fonts of the PDF: what they draw, and that it is no wider than lines are reckoned with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pylopdf_fonts_zh_cn
import pytest

from benchmark.reports.pdf.as_pdf import _WIDEST
from benchmark.reports.pdf.glyphs import _Font, faces, is_drawn, width

EVERY = [chr(code) for code in range(0x20, 0x32000) if not 0xD800 <= code < 0xE000]


def test_nothing_that_is_drawn_is_wider_than_lines_are_reckoned_with() -> None:
    drawn = [sign for sign in EVERY if is_drawn(sign)]
    assert len(drawn) > 32_000
    assert max(map(width, drawn)) <= _WIDEST
    assert width("\u4e2d") == 1
    assert width("\U0002a6a5") == 0


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns far more often than usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_several_may_ask_a_font_that_is_new() -> None:
    font = _Font(pylopdf_fonts_zh_cn.sans_path())
    signs = [chr(code) for code in sorted(font.glyphs, reverse=True)[:800]]
    barrier = Barrier(8)

    def ask(first: int) -> list[float]:
        barrier.wait()
        return [font.width(sign) for sign in signs[first::8]]

    with ThreadPoolExecutor(8) as pool:
        assert all(all(widths) for widths in pool.map(ask, range(8)))


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
