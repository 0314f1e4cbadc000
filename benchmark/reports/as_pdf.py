"""The report as PDF: tagged, archivable (PDF/UA-1, PDF/A-2a), with embedded Chinese fonts.

The document tree goes to the typesetter as JSON, never as its markup, so that text of users stays
literal. System fonts and the network are never used.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from fontTools.ttLib import TTFont

from benchmark.charts.png import fonts
from benchmark.scoring.framework import Language

from .blocks import (
    Block,
    Chart,
    Column,
    Contents,
    Document,
    Heading,
    Item,
    Note,
    Paragraph,
    Table,
)
from .characters import code_point
from .document import document
from .gap_report import GapReport

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
# How many Latin characters surely fit in one line of body text, and in a point of a table column.
_LINE_CHARACTERS = 60
_TEXT_WIDTH = 156 / 25.4 * 72
_CELL_INSET = 8
_CELL_CHARACTER = 5.2
# A row with a cell longer than this may break across pages; shorter rows stay whole.
LONG_CELL = 600
_BREAK = "\u200b"
_REMEMBERED = 10


class TypesettingError(RuntimeError):
    """The typesetter warned: something would be missing from the page."""


def as_pdf(report: GapReport, language: Language) -> bytes:
    """The report as a PDF file. Raises TypesettingError where something cannot be shown."""
    return compile_pdf(document(report, language))


def compile_pdf(content: Document) -> bytes:
    """Typeset a document tree."""
    compiler = typst.Compiler(
        _template(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(content), ensure_ascii=False)},
    )
    pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
    _forget(compiler)
    if warnings or not isinstance(pdf, bytes):
        raise TypesettingError("; ".join(str(warning) for warning in warnings))
    return pdf


def _forget(compiler: typst.Compiler) -> None:
    """Free what the typesetter keeps of this document for the next one.

    It holds the parts of its last ten compilations, which a server would carry along as hundreds
    of megabytes; ten empty ones, of less than a millisecond each, push them out.
    """
    for _ in range(_REMEMBERED):
        compiler.compile(b"", format="svg", sys_inputs=None)


def printable(text: str) -> str:
    """Text with every character that the fonts cannot show as its code point: [U+20BB7].

    Invisible controls are shown too: a mark that turns the reading direction would otherwise
    turn the text around it.
    """
    known = _characters()
    return "".join(sign if sign in known else code_point(sign) for sign in text)


def breakable(text: str, limit: int) -> str:
    """Text with break marks inside every run of more than `limit` characters without a space.

    A mark every few characters: each costs time, and one after every character gains little.
    """
    piece = re.compile(rf"[!-\u2e7f]{{{max(1, limit // 4)}}}")
    return re.sub(
        rf"[!-\u2e7f]{{{limit + 1},}}",
        lambda run: piece.sub(lambda part: part[0] + _BREAK, run[0]),
        text,
    )


@cache
def _template() -> bytes:
    return (files("benchmark.reports") / "report.typ").read_bytes()


@cache
def _characters() -> frozenset[str]:
    """What both fonts have, without invisible controls; line feed and tab are layout."""
    maps = [
        set(TTFont(path, lazy=True).getBestCmap())
        for path in (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())
    ]
    shown = {chr(code) for code in maps[0] & maps[1]}
    return frozenset(
        {sign for sign in shown if unicodedata.category(sign)[0] != "C"} | {"\n", "\t"}
    )


def _shown(text: str, limit: int = _LINE_CHARACTERS) -> str:
    return breakable(printable(text), limit)


def _data(content: Document) -> dict[str, Any]:
    """What the template reads."""
    day = content.prepared_on
    return {
        "language": content.language,
        "title": content.title,
        "title_shown": _shown(content.title, 30),
        "subtitle": _shown(content.subtitle),
        "author": content.author,
        "subject": content.subject,
        "marks": "　".join(content.marks),
        "date": day and {"year": day.year, "month": day.month, "day": day.day},
        "blocks": list(_blocks(content.blocks)),
    }


def _blocks(blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """The blocks, with neighbouring items gathered into one list."""
    for is_list, group in groupby(blocks, key=lambda block: isinstance(block, Item)):
        if is_list:
            yield {"kind": "list", "items": [_block(block) for block in group]}
        else:
            yield from (_block(block) for block in group)


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": _shown(text)}
        case Paragraph(text, lead, keep):
            return {"kind": "paragraph", "text": _shown(text), "lead": _shown(lead), "keep": keep}
        case Item(text, lead):
            return {"kind": "item", "text": _shown(text), "lead": _shown(lead)}
        case Note(text):
            return {"kind": "note", "text": _shown(text)}
        case Table():
            return _table(block)
        case Chart(svg, alt, caption, width):
            return {"kind": "chart", "svg": svg, "alt": alt, "caption": caption, "width": width}
        case Contents(title):
            return {"kind": "contents", "title": title}
        case _:  # PageBreak
            return {"kind": "page_break"}


def _table(table: Table) -> dict[str, Any]:
    limits = [_cell_characters(column) for column in table.columns]
    return {
        "kind": "table",
        "short": table.is_short,
        "caption": table.caption,
        "columns": [
            {"title": column.title, "share": column.share, "centred": column.centred}
            for column in table.columns
        ],
        "rows": [
            {
                "cells": [_shown(cell, limit) for cell, limit in zip(row, limits, strict=True)],
                "long": any(len(cell) > LONG_CELL for cell in row),
            }
            for row in table.rows
        ],
    }


def _cell_characters(column: Column) -> int:
    return int((column.share * _TEXT_WIDTH - _CELL_INSET) / _CELL_CHARACTER)
