"""The document tree cut into the sections of a page: what folds, what a contents list names.

The page shows the same blocks as Word and PDF, so that it cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from .blocks import (
    Block,
    Chart,
    Document,
    Heading,
    Item,
    Note,
    PageBreak,
    Paragraph,
    Table,
    is_short,
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
    blocks: tuple[Block[str], ...]

    @property
    def block(self) -> Block[str]:
        return self.blocks[0]

    @property
    def is_short(self) -> bool:
        return isinstance(self.block, Table) and is_short(self.block)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of first level. `key` is that of labels.SECTION; it is its address too."""

    key: str
    number: str
    title: str
    annex: bool
    parts: tuple[Part, ...]


def sections(document: Document) -> tuple[Section, ...]:
    """The sections in order: those of the brief, then the annexes."""
    found: list[tuple[Heading[str], list[Block[str]]]] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append((block, []))
        elif not isinstance(block, PageBreak):
            found[-1][1].append(block)
    _chart_behind_gaps({heading.key: blocks for heading, blocks in found})
    return tuple(
        Section(heading.key, heading.number, heading.text, heading.annex, _parts(blocks))
        for heading, blocks in found
    )


def _chart_behind_gaps(blocks: dict[str, list[Block[str]]]) -> None:
    """On a screen the gaps stand before their picture: what is missing is seen at once."""
    before, after = blocks.get("strengths", []), blocks.get("gaps")
    charts = [block for block in before if isinstance(block, Chart)]
    if after is not None:
        before[:] = [block for block in before if block not in charts]
        after += charts


def _parts(blocks: Iterable[Block[str]]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for kind, run in groupby(blocks, key=lambda block: _KINDS[type(block)]):
        if kind == "items":
            parts.append(Part(kind, tuple(run)))
        else:
            parts += [Part(kind, (block,)) for block in run]
    return tuple(parts)
