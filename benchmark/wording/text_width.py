"""How wide text is, in widths of a Chinese character: one measure for tables, rows and drawings.

It asks no font, since readers have others than ours. Two places know letters one by one: what the
PDF's own lines are broken by (`reports.pdf.glyphs`), and whether one word fits a column
(`wording.column_widths`).
"""

from __future__ import annotations

import re
from typing import Final

# What a Latin letter takes: in type that may be wide, and in the sheets of a workbook, where too
# much room is as ugly as too little.
LATIN: Final = 0.58
LATIN_IN_CELLS: Final = 0.45
# Quotes, dashes and arrows are as wide as Chinese in Chinese type.
_NARROW: Final = re.compile("[\0-\u200f]+")


def text_width(text: str, latin: float = LATIN) -> float:
    """The width of a line whose Latin letters take `latin` each."""
    narrow = sum(map(len, _NARROW.findall(text)))
    return len(text) - (1 - latin) * narrow
