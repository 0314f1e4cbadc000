"""How high a row of a workbook must be, and how wide its columns: programs do not all fit those of
a new file themselves.

Widths are in Latin characters of the sheet's font, as workbooks give them, heights in points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from benchmark.wording.text_width import LATIN_IN_CELLS, text_width

LINE_HEIGHT: Final = 15
# A row of one line.
LOWEST_ROW: Final = LINE_HEIGHT + 3
# No row can be higher.
HIGHEST_ROW: Final = 409
# Columns that are as wide as their texts, between these, and all of them together no wider than
# A4 across carries in a size that can be read: wide ones share what is left, down to the last.
NARROWEST, WIDEST, PAGE_WIDTH, LEAST_SHARE = 8, 48, 200, 12


def text_height(*cells: tuple[str, int]) -> float:
    """Height for the tallest of texts in cells of some width, however high that is."""
    return max(map(_height, cells))


def _height(cell: tuple[str, int]) -> float:
    text, width = cell
    return LINE_HEIGHT * line_count(text, width - 1) + 3


def row_height(*cells: tuple[str, int]) -> float:
    """The same, as far as a row can be high."""
    return min(HIGHEST_ROW, text_height(*cells))


def line_count(text: str, width: int) -> int:
    """How many lines a text takes in a width of so many Latin characters."""
    # Most cells hold a few words.
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(cell_width(line) / width)) for line in text.split("\n"))


def cell_width(line: str) -> float:
    """What a line takes of a cell."""
    return 2 * text_width(line, LATIN_IN_CELLS)


def fitted_widths(columns: Sequence[Sequence[str]]) -> list[int]:
    """The widths of columns for the texts that stand in each, heads included."""
    wanted = [_wanted(texts) for texts in columns]
    fitting = (
        widest
        for widest in range(WIDEST, LEAST_SHARE, -1)
        if sum(min(width, widest) for width in wanted) <= PAGE_WIDTH
    )
    widest = next(fitting, LEAST_SHARE)
    return [min(width, widest) for width in wanted]


def _wanted(texts: Sequence[str]) -> int:
    widest = max(cell_width(line) for text in texts for line in text.split("\n"))
    return min(WIDEST, max(NARROWEST, 2 + math.ceil(widest)))
