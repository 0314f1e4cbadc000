"""The document tree cut into the sections of a page: what folds, what a contents list names.

The page shows the same blocks as Word and PDF, so that it cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from benchmark.scoring.framework import Language
from benchmark.wording.labels import SECTION
from benchmark.wording.numerals import heading_number, next_number

from .blocks import (
    Block,
    Chart,
    Contents,
    Document,
    Heading,
    Item,
    Note,
    PageBreak,
    Paragraph,
    Table,
)

Kind = Literal["heading", "paragraph", "items", "note", "table", "chart"]
_KINDS: dict[type, Kind] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Item: "items",
    Note: "note",
    Table: "table",
    Chart: "chart",
}


@dataclass(frozen=True, slots=True)
class Part:
    """What a template shows at once. `blocks` is one block, or all items of a list."""

    kind: Kind
    blocks: tuple[Block, ...]
    number: str = ""

    @property
    def block(self) -> Block:
        return self.blocks[0]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of first level. `key` is that of labels.SECTION; it is its address too."""

    key: str
    number: str
    title: str
    parts: tuple[Part, ...]


def sections(document: Document) -> tuple[Section, ...]:
    """The sections in order, numbered 一、 and （一）, in English 1. and 1.1."""
    keys = {title.in_language(document.language): key for key, title in SECTION.items()}
    found: list[tuple[Heading, list[Block]]] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append((block, []))
        elif not isinstance(block, Contents | PageBreak):
            found[-1][1].append(block)
    return tuple(
        Section(
            key=keys[heading.text],
            number=heading_number((n,), document.language),
            title=heading.text,
            parts=_parts(blocks, n, document.language),
        )
        for n, (heading, blocks) in enumerate(found, start=1)
    )


def _parts(blocks: Iterable[Block], section: int, language: Language) -> tuple[Part, ...]:
    parts: list[Part] = []
    numbers: tuple[int, ...] = (section,)
    for kind, run in groupby(blocks, key=lambda block: _KINDS[type(block)]):
        if kind == "items":
            parts.append(Part(kind, tuple(run)))
            continue
        for block in run:
            number = ""
            if isinstance(block, Heading):
                numbers = next_number(numbers, block.level)
                number = heading_number(numbers, language)
            parts.append(Part(kind, (block,), number))
    return tuple(parts)
