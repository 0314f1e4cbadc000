"""How wide the columns of a table are: as the table says, unless a word would be broken in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# An ordinary word, or a date, that must stay on one line.
_WORD = re.compile(
    r"(?<![!-~])(?:[A-Za-z/]{2,20}[,.;:)]?|\d{4}-\d{2}-\d{2})(?![!-~])",
)


# Not `text_width`, which is right for whole lines: a single word may be all wide letters. In ems,
# those of DejaVu Serif: wider than most, and what stands in for others.
_NARROW, _ORDINARY, _CAPITAL, _WIDE = 0.42, 0.62, 0.73, 0.95
_LETTERS = dict.fromkeys("fijlrt,.;:)-/", _NARROW) | dict.fromkeys("mwMW", _WIDE)


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a table's cells, in points: the whole table's width, what the two edges of a
    cell take, the size of the text and of a title."""

    width: float
    inset: float
    size: float
    title_size: float


def shares(
    columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]], type_: Type
) -> list[float]:
    """The shares (of 1) of columns given as (title, share); one in which a word would be broken
    takes what it lacks from others."""
    given = [share for _, share in columns]
    needs = [
        max(
            [
                _need(title, type_.title_size, type_),
                *(_need(row[i], type_.size, type_) for row in rows),
            ]
        )
        for i, (title, _) in enumerate(columns)
    ]
    lacking = sum(max(0, need - share) for need, share in zip(needs, given, strict=True))
    spare = sum(max(0, share - need) for need, share in zip(needs, given, strict=True))
    if not 0 < lacking < spare:
        return given
    return [
        max(share, need) - max(0, share - need) * lacking / spare
        for need, share in zip(needs, given, strict=True)
    ]


def _need(text: str, size: float, type_: Type) -> float:
    """The least share of a column in which every word of a text stays whole."""
    widest = max(map(_ems, _WORD.findall(text)), default=0.0)
    return (widest * size + type_.inset) / type_.width


def _ems(word: str) -> float:
    return sum(_LETTERS.get(sign, _CAPITAL if sign.isupper() else _ORDINARY) for sign in word)
