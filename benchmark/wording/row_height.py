"""How high a row of a workbook must be: programs do not all fit rows of a new file themselves.

Widths are in Latin characters of the sheet's font, as workbooks give them, heights in points.
"""

from __future__ import annotations

import math
from typing import Final

# On every Windows that has Chinese; its letters are what widths and heights are reckoned in.
FONT: Final = "Microsoft YaHei"
LINE_HEIGHT: Final = 15
# No row can be higher.
HIGHEST_ROW: Final = 409
_LATIN_END: Final = 0x2E7F


def text_height(*cells: tuple[str, int]) -> float:
    """Height for the tallest of texts in cells of some width, however high that is."""
    return LINE_HEIGHT * max(line_count(text, width - 1) for text, width in cells) + 3


def line_count(text: str, width: int) -> int:
    """How many lines a text takes in a width of so many Latin characters."""
    return sum(
        math.ceil(sum(2 if ord(sign) > _LATIN_END else 0.9 for sign in line) / width) or 1
        for line in text.split("\n")
    )
