"""Pictures for Word: of the size asked for, with Chinese, without system fonts."""

from __future__ import annotations

import struct

import pytest

from benchmark.charts import png
from benchmark.charts.data import marks
from benchmark.charts.png import fonts, png_of
from benchmark.charts.svg import radar_svg
from tests.reports import samples


def test_a_picture_has_the_width_asked_for() -> None:
    svg = radar_svg(marks(samples.report(samples.typical).profile.traits), "zh-hans")
    picture = png_of(svg, width_mm=127, ppi=200)
    assert picture.startswith(b"\x89PNG")
    width, _ = struct.unpack(">II", picture[16:24])
    assert abs(width - 1000) <= 1


def test_only_the_fonts_of_the_package_are_used() -> None:
    assert sorted(fonts().families()) == ["Noto Sans SC", "Noto Serif SC"]


def test_more_than_one_page_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_PAGE", b"a #pagebreak() b")
    with pytest.raises(TypeError):
        png_of("<svg/>", width_mm=10, ppi=72)
