"""The report as PDF: tagged, archivable (PDF/UA-1, PDF/A-2a), with embedded Chinese fonts.

The document tree goes to the typesetter as JSON, never as its markup, so that text of users stays
literal. System fonts and the network are never used.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Any

import typst

from benchmark.reports.blocks import (
    Block,
    Chart,
    Document,
    Heading,
    Item,
    Note,
    Paragraph,
    Table,
    is_short,
)
from benchmark.reports.document import document
from benchmark.reports.gap_report import GapReport
from benchmark.reports.links import link_target
from benchmark.scoring.framework import Language
from benchmark.wording.characters import code_point, without_invisible
from benchmark.wording.column_widths import Type, shares
from benchmark.wording.text_width import text_width

from .glyphs import faces, is_drawn, width

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
# What surely fits, in ems, beside what may stand before it: in a line of body text, of the title.
_LINE, _TITLE_LINE = 30.0, 15.0
# Points of tables: the text's width, what the two edges of a cell take, the type's size.
_TEXT_WIDTH = 156 / 25.4 * 72
_CELL_INSET = 7
_CELL_SIZE = 9
_TYPE = Type(_TEXT_WIDTH, _CELL_INSET, size=_CELL_SIZE, title_size=_CELL_SIZE)
# A row with a cell of more lines than this may break across pages; others stay whole.
_LONG_CELL = 20
# Marks for the template: where a long run may break, the same within a word or an address, and what
# stays on one line. Text of users cannot hold them, since none is shown.
_BREAK = "\u200b"
_BREAK_IN_WORD = "\u200c"
_WHOLE = "\u2060"
# A line may end before and after these; signs may not begin or end it, and cling to each other.
_HANZI = "\u2e80-\u2fff\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Hold together what stands at both sides.
_GLUE = "\u00a0\u2007\u202f\u2011"
_CLINGING = f"(?:[^{_HANZI} \\n\\t]|[{_HANZI}](?=[{_GLUE}])|(?<=[{_GLUE}])[{_HANZI}])"
# A line may end after these where a letter or digit follows a gap.
_WITHIN_ADDRESSES = frozenset("/?=&#%._-+:@~")
# The widest sign of the fonts, the dash of three ems.
_WIDEST = 2.5
_SECTION = re.compile(r"参阅 [一二三四五六七八九十]+-\d+|bulletin \d+-\d+")
_REMEMBERED = 10


class TypesettingError(RuntimeError):
    """The typesetter warned: something would be missing from the page."""


def as_pdf(report: GapReport, language: Language, *, brief: bool = False) -> bytes:
    """The report, or its brief, as a PDF file. Raises TypesettingError where something cannot be
    shown."""
    return compile_pdf(document(report, language, brief_only=brief))


def compile_pdf(content: Document) -> bytes:
    """Typeset a document tree."""
    data = _data(content)
    found = faces(json.dumps(data, ensure_ascii=False))
    data |= {"serif": found.serif, "sans": found.sans}
    compiler = typst.Compiler(
        _template(),
        font_paths=found.fonts,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
    )
    pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
    forget(compiler)
    if warnings or not isinstance(pdf, bytes):
        raise TypesettingError("; ".join(str(warning) for warning in warnings))
    return pdf


def forget(compiler: typst.Compiler) -> None:
    """Free what the typesetter keeps of this document for the next one.

    It holds the parts of its last ten compilations, which a server would carry along as hundreds
    of megabytes; ten empty ones, of less than a millisecond each, push them out.
    """
    for _ in range(_REMEMBERED):
        compiler.compile(b"", format="svg", sys_inputs=None)


def printable(text: str) -> str:
    """Text with every character that the fonts cannot show as its code point: [U+20BB7].

    Controls are shown too: a mark that turns the reading direction would otherwise turn the text
    around it. Invisible characters without meaning are left out.
    """
    shown = without_invisible(text)
    return "".join(sign if is_drawn(sign) else code_point(sign) for sign in shown)


def plain(text: str) -> str:
    """Text for the file's properties, which need no font: only controls are code points."""
    return "".join(
        code_point(sign) if unicodedata.category(sign)[0] == "C" else sign
        for sign in without_invisible(text)
    )


def breakable(text: str, limit: float) -> str:
    """Text with break marks inside every run that cannot be broken and is wider than `limit` ems.

    Such runs are long words and addresses, dashes, and signs of which none may begin a line. A mark
    every few signs: each costs time, and one after every sign gains little.
    """
    runs = re.compile(f"{_CLINGING}{{{max(2, int(limit / _WIDEST))},}}")
    return runs.sub(lambda found: _broken(found, limit), text)


def _broken(found: re.Match[str], limit: float) -> str:
    run = found[0]
    # A sign that may not begin or end a line takes its neighbour along.
    text, start, end = found.string, found.start(), found.end()
    clings_before = not run[0].isalnum() and text[start - 1 : start].strip() != ""
    clings_after = not run[-1].isalnum() and text[end : end + 1].strip() != ""
    if clings_before + clings_after + sum(map(width, run)) <= limit:
        return run
    # A place within a word or an address is worth waiting for: what is copied from there is as it
    # was.
    most = limit / 2 if any(map(str.isalnum, run)) else limit / 4
    shown, before, taken = "", "", 0.0
    for sign in run:
        in_word = sign.isalnum() and (before.isalnum() or before in _WITHIN_ADDRESSES)
        full = taken + width(sign) > (limit / 4 if in_word else most)
        # A mark that stands on a letter stays with it.
        if before and full and not unicodedata.combining(sign):
            shown += _BREAK_IN_WORD if in_word else _BREAK
            taken = 0.0
        shown += sign
        taken += width(sign)
        before = sign
    return shown


@cache
def _template() -> bytes:
    return (files("benchmark.reports.pdf") / "report.typ").read_bytes()


def _shown(text: str, limit: float = _LINE) -> str:
    broken = breakable(printable(text), limit)
    return _SECTION.sub(lambda found: f"{_WHOLE}{found[0]}{_WHOLE}", broken)


def _data(content: Document) -> dict[str, Any]:
    """What the template reads."""
    day = content.prepared_on
    return {
        "language": content.language,
        "title": plain(content.title),
        "title_shown": _shown(content.title, _TITLE_LINE),
        "subtitle": _shown(content.subtitle),
        "author": plain(content.author),
        "subject": content.subject,
        "marks": content.marks,
        "date": day and {"year": day.year, "month": day.month, "day": day.day},
        "blocks": _blocks(content.blocks),
    }


def _blocks(blocks: tuple[Block[str], ...]) -> list[dict[str, Any]]:
    """The blocks, with neighbouring items gathered into one list."""
    found: list[dict[str, Any]] = []
    for is_list, group in groupby(blocks, key=lambda block: isinstance(block, Item)):
        shown = [_block(block) for block in group]
        found += [{"kind": "list", "items": shown}] if is_list else shown
    for block, following in pairwise(found):
        block["explained"] = following["kind"] == "note"
    return found


def _block(block: Block[str]) -> dict[str, Any]:
    match block:
        case Heading(level, text, _, _, number):
            return {"kind": "heading", "level": level, "text": _shown(number + text)}
        case Paragraph(text, lead, keep, small, address):
            shown = {"text": _shown(text), "lead": _shown(lead), "address": _shown(address)}
            link = link_target(address) or ""
            return {"kind": "paragraph", **shown, "link": link, "keep": keep, "small": small}
        case Item(text, lead):
            return {"kind": "item", "text": _shown(text), "lead": _shown(lead)}
        case Note(text):
            return {"kind": "note", "text": _shown(text)}
        case Table():
            return _table(block)
        case Chart(svg, _, alt, caption, width):
            shown = {"svg": svg, "alt": alt, "caption": caption}
            return {"kind": "chart", **shown, "width": width}
        case _:  # PageBreak
            return {"kind": "page_break"}


def _table(table: Table[str]) -> dict[str, Any]:
    widths = shares([(c.title, c.share) for c in table.columns], table.rows, _TYPE)
    return {
        "kind": "table",
        "short": is_short(table),
        "caption": table.caption,
        "strong": table.strong,
        "columns": [
            {"title": column.title, "share": share, "centred": column.centred}
            for column, share in zip(table.columns, widths, strict=True)
        ],
        "rows": [_row(row, widths) for row in table.rows],
    }


def _row(row: tuple[str, ...], column_shares: list[float]) -> dict[str, Any]:
    widths = [share * _TEXT_WIDTH - _CELL_INSET for share in column_shares]
    cells = [_shown(cell, width / _CELL_SIZE) for cell, width in zip(row, widths, strict=True)]
    lines = [_lines(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return {"cells": cells, "long": max(lines) > _LONG_CELL}


def _lines(text: str, room: float) -> int:
    """About how many lines a cell takes."""
    return sum(1 + int(text_width(line) * _CELL_SIZE / room) for line in text.split("\n"))
