"""How high a row of a workbook must be: programs do not all fit rows of a new file themselves.

Widths are in Latin characters of the sheet's font, as workbooks give them, heights in points.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

# On every Windows that has Chinese; its letters are what widths and heights are reckoned in.
FONT: Final = "Microsoft YaHei"
LINE_HEIGHT: Final = 15
# No row can be higher.
HIGHEST_ROW: Final = 409
# Tenths of the width of a Latin character, of which letters take nine.
_WIDE, _NARROW = 20, 9
_LATIN: Final = re.compile("[\0-\u2e7f]+")


def text_height(*cells: tuple[str, int]) -> float:
    """Height for the tallest of texts in cells of some width, however high that is."""
    return LINE_HEIGHT * max(line_count(text, width - 1) for text, width in cells) + 3


def line_count(text: str, width: int) -> int:
    """How many lines a text takes in a width of so many Latin characters."""
    return sum(map(partial(_lines_of, width), text.split("\n")))


def _lines_of(width: int, line: str) -> int:
    if 2 * len(line) <= width:
        return 1
    narrow = sum(map(len, _LATIN.findall(line)))
    return -(-(_NARROW * narrow + _WIDE * (len(line) - narrow)) // (10 * width))
