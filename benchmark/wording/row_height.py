"""How high a row of a workbook must be: programs do not all fit rows of a new file themselves.

Widths are in Latin characters of the sheet's font, as workbooks give them, heights in points.
"""

from __future__ import annotations

import math
from functools import partial
from typing import Final

from .text_width import LATIN_IN_CELLS, text_width

# On every Windows that has Chinese; its letters are what widths and heights are reckoned in.
FONT: Final = "Microsoft YaHei"
LINE_HEIGHT: Final = 15
# No row can be higher.
HIGHEST_ROW: Final = 409


def text_height(*cells: tuple[str, int]) -> float:
    """Height for the tallest of texts in cells of some width, however high that is."""
    return LINE_HEIGHT * max(line_count(text, width - 1) for text, width in cells) + 3


def line_count(text: str, width: int) -> int:
    """How many lines a text takes in a width of so many Latin characters."""
    return sum(map(partial(_lines_of, width), text.split("\n")))


def _lines_of(width: int, line: str) -> int:
    if 2 * len(line) <= width:
        return 1
    return math.ceil(cell_width(line) / width)


def cell_width(line: str) -> float:
    """What a line takes of a cell."""
    return 2 * text_width(line, LATIN_IN_CELLS)
