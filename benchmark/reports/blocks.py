"""The report as a neutral tree of blocks. Word, PDF and page render the same one.

Sections yield blocks whose texts are bilingual (`Block[Text]`); `document` translates them once
(`Block[str]`). All text is literal: a renderer never reads markup in it, and keeps line feeds as
line breaks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from benchmark.scoring.framework import Language, Text
from benchmark.wording.text_width import text_width

T = TypeVar("T", Text, str)

# Chinese characters of a table's text in a line of full width; lines of a table kept whole.
_LINE = 38
_SHORT_TABLE = 9
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Heading(Generic[T]):
    """Level 1 to 3. `key` names a section of level 1 (labels.SECTION) and is its address.

    `annex` headings of level 1 are numbered 附件1, those of the brief 一、; `number` is filled in
    when the tree is translated.
    """

    level: Literal[1, 2, 3]
    text: T
    key: str = ""
    annex: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[T]):
    """Body text; `lead` stands before it and says in a word what it is about.

    One that only `announces` what follows is never the last on a page. A `small` one is set in
    small type: what explains the report, not what it says. A web `address` stands last and can be
    followed.
    """

    text: T
    lead: T
    announces: bool = False
    small: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """One item of a list."""

    text: T
    lead: T


@dataclass(frozen=True, slots=True)
class Note(Generic[T]):
    """A remark in small type."""

    text: T


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column's title and its share of the table's width (the shares sum to 1)."""

    title: T
    share: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Rows of plain text under titled columns; a caption, where there is one, gets a number.

    `strong` are columns whose cells lead with what matters: their first line is emphasised.
    """

    caption: T
    columns: tuple[Column[T], ...]
    rows: tuple[tuple[T, ...], ...]
    strong: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart(Generic[T]):
    """A picture as SVG, `narrow` for a page on a phone. `alt` says in words what it shows; `width`
    is a share of the text's."""

    wide: T
    narrow: T
    alt: T
    caption: T
    width: float


@dataclass(frozen=True, slots=True)
class PageBreak(Generic[T]):
    """What follows starts on a new page."""


Block = Heading[T] | Paragraph[T] | Item[T] | Note[T] | Table[T] | Chart[T] | PageBreak[T]


@dataclass(frozen=True, slots=True)
class Texts:
    """All that a report says, in both languages, whose it is and since when.

    `edition` is 0 for a draft, of which `unanswered` names the traits without an answer. `marks`
    stand on every page: that it is a draft, that its data is invented.
    """

    title: Text
    subject: Text
    organisation: str
    prepared_on: date | None
    edition: int
    draft: bool
    marks: tuple[Text, ...]
    unanswered: tuple[Unanswered, ...]
    brief: tuple[Block[Text], ...]
    annexes: tuple[Block[Text], ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A trait of which nothing is said yet."""

    slug: str
    name: Text


@dataclass(frozen=True, slots=True)
class Document:
    """A report, or its brief, in one language. `subtitle` is '' or who prepared it, when, and which
    edition it is."""

    title: str
    subtitle: str
    marks: tuple[str, ...]
    language: Language
    author: str
    subject: str
    prepared_on: date | None
    blocks: tuple[Block[str], ...]
    draft: bool = False
    unanswered: tuple[Unanswered, ...] = ()


def paragraph(
    text: Text, lead: Text = NOTHING, *, small: bool = False, address: str = ""
) -> Paragraph[Text]:
    return Paragraph(text, lead, small=small, address=address)


def announcement(text: Text, lead: Text = NOTHING) -> Paragraph[Text]:
    """What only announces the table or list behind it."""
    return Paragraph(text, lead, announces=True)


def item(text: Text, lead: Text = NOTHING) -> Item[Text]:
    return Item(text, lead)


def drawn(draw: Callable[[Language], str]) -> Text:
    """A picture drawn once for each language."""
    return Text(draw("zh-hans"), draw("en"))


def plain(text: str) -> Text:
    """Text of the user, which has no translation."""
    return Text(text, text)


def translated(block: Block[Text], language: Language) -> Block[str]:
    """The block in one language."""

    def t(text: Text) -> str:
        return text.in_language(language)

    match block:
        case Heading():
            return Heading(block.level, t(block.text), block.key, block.annex)
        case Paragraph():
            text, lead = t(block.text), t(block.lead)
            return Paragraph(text, lead, block.announces, block.small, block.address)
        case Item():
            return Item(t(block.text), t(block.lead))
        case Note():
            return Note(t(block.text))
        case Table():
            columns = tuple(Column(t(c.title), c.share, c.centred) for c in block.columns)
            rows = tuple(tuple(map(t, row)) for row in block.rows)
            return Table(t(block.caption), columns, rows, block.strong)
        case Chart():
            wide, narrow = t(block.wide), t(block.narrow)
            return Chart(wide, narrow, t(block.alt), t(block.caption), block.width)
        case _:  # PageBreak
            return PageBreak()


def is_short(table: Table[str]) -> bool:
    """Whether a table is so small that it is kept whole: a larger one would leave a blank."""
    return lines_of(table) <= _SHORT_TABLE


def lines_of(table: Table[str]) -> int:
    """How many lines its rows take at most."""
    return sum(max(map(_cell_lines, row, table.columns)) for row in table.rows)


def _cell_lines(cell: str, column: Column[str]) -> int:
    width = column.share * _LINE
    return sum(1 + int(text_width(line) / width) for line in cell.split("\n"))
