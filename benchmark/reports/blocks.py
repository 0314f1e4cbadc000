"""The report as a neutral tree of blocks in one language. Word and PDF both render it.

All text is literal: a renderer never reads markup in it, and keeps line feeds as line breaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from benchmark.scoring.framework import Language

# Chinese characters of a table's text in a line of full width; lines of a table kept whole.
_LINE = 38
_SHORT_TABLE = 28
_LATIN_END = 0x2E7F


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 to 3; renderers number it 一、, （一） and 1. by its place."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text; `lead` stands before it and says in a word what it is about.

    One that only `announces` what follows is never the last on a page. A `small` one is set in
    small type: what explains the report, not what it says.
    """

    text: str
    lead: str = ""
    announces: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small type."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its share of the table's width (the shares sum to 1)."""

    title: str
    share: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain text under titled columns; a caption, where there is one, gets a number."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def titles_and_shares(self) -> tuple[tuple[str, float], ...]:
        return tuple((column.title, column.share) for column in self.columns)

    @property
    def is_short(self) -> bool:
        """Whether it surely fits on a page, so that it can be kept whole."""
        return self.lines <= _SHORT_TABLE

    @property
    def lines(self) -> int:
        """How many lines its rows take at most."""
        return sum(max(map(self._lines, row, self.columns)) for row in self.rows)

    @staticmethod
    def _lines(cell: str, column: Column) -> int:
        """How many lines a cell takes at most."""
        width = column.share * _LINE
        return sum(1 + int(width_of(line) / width) for line in cell.split("\n"))


def width_of(line: str) -> float:
    """In Chinese characters; Latin letters count as wide ones."""
    return sum(1 if ord(sign) > _LATIN_END else 0.6 for sign in line)


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as SVG. `alt` says in words what it shows; `width` is a share of the text's;
    `narrow` is the same for a page on a phone."""

    svg: str
    alt: str
    caption: str
    width: float
    narrow: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents."""

    title: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Item | Note | Table | Chart | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `subtitle` is '' or who prepared it and when; `marks` stand on every page:
    that it is a draft, that its data is invented."""

    title: str
    subtitle: str
    marks: tuple[str, ...]
    language: Language
    author: str
    subject: str
    prepared_on: date | None
    blocks: tuple[Block, ...]
