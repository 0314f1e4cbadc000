"""Reads document trees: their texts, their sections, their tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmark.reports.blocks import Block, Chart, Document, Heading, Item, Note, Paragraph, Table


def texts(blocks: Iterable[Block[str]]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Note():
                yield block.text
            case Item():
                yield from (block.lead, block.text)
            case Paragraph():
                yield from (block.lead, block.text, block.address)
            case Table():
                yield block.caption
                yield from (column.title for column in block.columns)
                yield from (cell for row in block.rows for cell in row)
            case Chart():
                yield from (block.alt, block.caption)
            case _:
                pass


def whole(document: Document) -> str:
    return "\n".join(texts(document.blocks))


def section(document: Document, key: str) -> list[Block[str]]:
    """The blocks of one section of first level, without its heading."""
    found: list[Block[str]] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.key == key
        elif inside:
            found.append(block)
    return found


def said(document: Document, key: str) -> str:
    """All that a section says."""
    return "\n".join(texts(section(document, key)))


def tables(document: Document, key: str) -> list[Table[str]]:
    return [block for block in section(document, key) if isinstance(block, Table)]


def rows(table: Table[str]) -> list[dict[str, str]]:
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, row, strict=True)) for row in table.rows]


def headings(document: Document) -> list[Heading[str]]:
    return [block for block in document.blocks if isinstance(block, Heading)]
