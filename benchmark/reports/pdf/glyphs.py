"""What the fonts of the PDF can draw, and how wide it is. Lengths are in ems, the type's size."""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_jp
import pylopdf_fonts_zh_cn
import pylopdf_fonts_zh_tw
import typst
from fontTools.ttLib import TTFont

from benchmark.charts import png

# The rarer hanzi that the first package lacks stand in the others, in the same style.
_PACKAGES = (pylopdf_fonts_zh_cn, pylopdf_fonts_zh_tw, pylopdf_fonts_jp)
FAMILIES = ("SC", "TC", "JP")


class _Font:
    """One font file: its characters, and how wide each is."""

    def __init__(self, path: Path) -> None:
        font = TTFont(path, lazy=True)
        self.glyphs: dict[int, str] = font.getBestCmap()
        # Made now: the font would make it when it is first asked, under the eyes of other threads.
        self._numbers: dict[str, int] = font.getReverseGlyphMap()
        # The table as it stands in the file: taking it apart costs more than all the rest.
        self._advances: bytes = font.reader["hmtx"]
        self._last = font["hhea"].numberOfHMetrics - 1
        self._em = font["head"].unitsPerEm

    def width(self, sign: str) -> float:
        glyph = self._numbers[self.glyphs[ord(sign)]]
        (advance,) = struct.unpack_from(">H", self._advances, 4 * min(glyph, self._last))
        return float(advance / self._em)


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts that a document needs, as the typesetter takes and names them."""

    fonts: typst.Fonts
    serif: list[str]
    sans: list[str]


def is_drawn(sign: str) -> bool:
    """Whether the fonts show the character; line feed and tab are layout, controls are not
    shown."""
    if sign in _common() or sign in "\n\t":
        return True
    return unicodedata.category(sign)[0] != "C" and _package_of(sign) is not None


def faces(text: str) -> Faces:
    """Serif and sans for a text; those of rarer characters only where it holds some."""
    rare = any(sign not in _common() and is_drawn(sign) for sign in set(text) - {"\n", "\t"})
    count = len(_PACKAGES) if rare else 1
    named = FAMILIES[:count]
    serif, sans = ([f"Noto {style} {f}" for f in named] for style in ("Serif", "Sans"))
    # What only one style has is drawn in it.
    return Faces(_all_fonts() if rare else png.fonts(), [*serif, sans[0]], [*sans, serif[0]])


@cache
def width(sign: str) -> float:
    """How wide a character is, in the wider of the two styles; 0 for what is not drawn."""
    package = _package_of(sign)
    return 0 if package is None else max(font.width(sign) for font in _fonts(package))


@cache
def _package_of(sign: str) -> int | None:
    code = ord(sign)
    return next(
        (
            package
            for package in range(len(_PACKAGES))
            if all(code in font.glyphs for font in _fonts(package))
        ),
        None,
    )


@cache
def _fonts(package: int) -> tuple[_Font, _Font]:
    found = _PACKAGES[package]
    return _Font(found.serif_path()), _Font(found.sans_path())


@cache
def _common() -> frozenset[str]:
    """What the first package draws in both styles."""
    serif, sans = _fonts(0)
    shown = map(chr, serif.glyphs.keys() & sans.glyphs.keys())
    return frozenset(sign for sign in shown if unicodedata.category(sign)[0] != "C")


@cache
def _all_fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[package.sans_path().parent for package in _PACKAGES],
    )
