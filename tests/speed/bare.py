"""The same content written with each library in its plainest form: what our layout costs beside it.

No styles, numbering, tags, print set-up or fonts of ours; every text, table and picture is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from io import BytesIO

import docx
import openpyxl
import typst
import xlsxwriter

from benchmark.charts.png import fonts, png_of
from benchmark.reports.blocks import Block, Chart, Heading, Item, Note, Paragraph, Table
from benchmark.reports.document import document
from benchmark.reports.excel.as_xlsx import as_xlsx
from benchmark.reports.gap_report import GapReport
from benchmark.reports.pdf.as_pdf import forget

_TYPST = b"""
#let data = json(bytes(sys.inputs.document))
#for block in data {
  if block.kind == "heading" { heading(level: block.level, block.text) }
  else if block.kind == "text" { par(block.text) }
  else if block.kind == "table" { table(columns: block.columns, ..block.cells) }
  else { image(bytes(block.svg), format: "svg") }
}
"""


def writers(report: GapReport) -> dict[str, Callable[[], object]]:
    """By format, a function that writes the report's Chinese content once."""
    content = document(report, "zh-hans")
    blocks = [block for block in content.blocks if _holds(block)]
    pictures = {
        block.alt: png_of(block.wide, width_mm=156 * block.width, ppi=200)
        for block in blocks
        if isinstance(block, Chart)
    }
    book = openpyxl.load_workbook(BytesIO(as_xlsx(report, "zh-hans")))
    cells = {sheet.title: list(sheet.values) for sheet in book}
    return {
        "pdf": partial(_pdf, json.dumps([_plain(block) for block in blocks])),
        "docx": partial(_docx, blocks, pictures),
        "xlsx": partial(_xlsx, cells),
    }


def _holds(block: Block[str]) -> bool:
    return isinstance(block, Heading | Paragraph | Item | Note | Table | Chart)


def _text(block: Block[str]) -> str:
    return getattr(block, "lead", "") + str(getattr(block, "text", ""))


def _plain(block: Block[str]) -> dict[str, object]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": text}
        case Table(_, columns, rows):
            titles = [column.title for column in columns]
            cells = [*titles, *(cell for row in rows for cell in row)]
            return {"kind": "table", "columns": len(titles), "cells": cells}
        case Chart(svg):
            return {"kind": "chart", "svg": svg}
        case _:
            return {"kind": "text", "text": _text(block)}


def _pdf(content: str) -> object:
    compiler = typst.Compiler(
        _TYPST, font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"document": content}
    )
    pdf = compiler.compile(format="pdf")
    # As ours does: what it remembers of this document would make the next run a copy.
    forget(compiler)
    return pdf


def _docx(blocks: list[Block[str]], pictures: dict[str, bytes]) -> None:
    word = docx.Document()
    for block in blocks:
        match block:
            case Heading(level, text):
                word.add_heading(text, level)
            case Table(_, columns, rows):
                table = word.add_table(0, len(columns))
                for row in ([column.title for column in columns], *rows):
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
            case Chart():
                word.add_picture(BytesIO(pictures[block.alt]))
            case _:
                word.add_paragraph(_text(block))
    word.save(BytesIO())


def _xlsx(cells: dict[str, list[tuple[object, ...]]]) -> None:
    book = xlsxwriter.Workbook(BytesIO(), {"in_memory": True, "strings_to_formulas": False})
    for name, rows in cells.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
