"""The report as an editable Word document: real styles, numbering, contents and captions.

The body is written as XML in one piece, since large tables are slow to build cell by cell. All
text is escaped; nothing in it is read as markup.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from io import BytesIO
from itertools import takewhile
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmark.charts.png import png_of
from benchmark.reports.blocks import (
    Block,
    Chart,
    Column,
    Contents,
    Document,
    Heading,
    Item,
    Note,
    PageBreak,
    Paragraph,
    Table,
    width_of,
)
from benchmark.reports.document import document
from benchmark.reports.gap_report import GapReport
from benchmark.reports.links import link_target
from benchmark.scoring.framework import Language
from benchmark.wording.characters import xml_text
from benchmark.wording.column_widths import Type, shares
from benchmark.wording.numerals import heading_number, next_number

from .runs import run
from .styles import CELL_MARGIN, GRID_LINE, TEXT_WIDTH, TEXT_WIDTH_MM, styles_of
from .template import FIELD, simple_field, template

PICTURE_PPI = 200
# A row with a cell longer than this may break across pages; shorter rows stay whole.
LONG_CELL = 600
# The contents list headings down to this level.
CONTENTS_LEVEL = 2
# How much wider than others bold letters are.
BOLD = 1.15
# Styles of the first page's text, largest first.
_FRONT = ("Normal", "Summary", "SummaryTight")
# Above and below the text of a table's row, in points.
_ROW_PADDING = 4.5
# A line of small type may be one more than estimated.
_SPARE = 15
# Height of the type area in points.
_TYPE_AREA = 225 / 25.4 * 72
_EMU_PER_MM = 36_000


def as_docx(report: GapReport, language: Language) -> bytes:
    """The report as a Word file."""
    return write_docx(document(report, language))


def write_docx(content: Document) -> bytes:
    """A document tree as a Word file."""
    word = docx.Document(BytesIO(template(content.language)))
    body = _Writer(content, word).body()
    section = word.element.body[-1]
    for element in list(
        parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{body}</w:body>")
    ):
        section.addprevious(element)
    if content.marks:
        word.sections[0].header.paragraphs[0].add_run("　".join(content.marks))
    _properties(word, content)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _properties(word: WordDocument, content: Document) -> None:
    core = word.core_properties
    # Word refuses a longer property.
    core.title = xml_text(content.title)[:255]
    core.author = xml_text(content.author)[:255]
    core.subject = content.subject
    core.language = "zh-CN" if content.language == "zh-hans" else "en-GB"
    core.last_modified_by = ""
    if content.prepared_on:
        core.created = core.modified = datetime.combine(content.prepared_on, time())


@dataclass
class _Writer:
    """Writes one document's body; counts headings, captions and pictures on the way."""

    content: Document
    word: WordDocument

    tables: int = 0
    figures: int = 0
    anchors: int = 0
    breaks_page: bool = False
    follows_table: bool = False
    body_style: str = "Normal"

    @cached_property
    def table_type(self) -> Type:
        style = {style.id: style for style in styles_of(self.content.language)}
        head = style["TableHead"]
        return Type(
            width=TEXT_WIDTH / 20,
            inset=2 * CELL_MARGIN / 20 + 1,
            size=style["TableText"].size,
            title_size=head.size * (BOLD if head.bold else 1),
        )

    def body(self) -> str:
        content = self.content
        parts = [self._paragraph("Title", run(content.title))]
        for line in (content.subtitle, "　".join(content.marks)):
            if line:
                parts.append(self._paragraph("Subtitle", run(line)))
        front = list(takewhile(lambda block: not isinstance(block, PageBreak), content.blocks))
        self.body_style = _front_style(content, front)
        parts += [self._block(block) for block in front]
        self.body_style = "Normal"
        parts += [self._block(block) for block in content.blocks[len(front) :]]
        return "".join(parts)

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                return self._heading(level, text)
            case Paragraph(text, lead, keeps_next, small):
                style = "SmallText" if small else self.body_style
                return self._text(style, lead, text, keeps_next=keeps_next)
            case Item(text, lead):
                return self._text("ListParagraph", lead, text)
            case Note(text):
                return self._paragraph("Note", run(text))
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case Contents(title):
                return self._contents(title)
            case _:  # PageBreak
                self.breaks_page = True
                return ""

    def _paragraph(self, style: str, runs: str, *, keeps_next: bool = False) -> str:
        extra = "<w:keepNext/>" if keeps_next else ""
        if self.breaks_page:
            extra += "<w:pageBreakBefore/>"
        # What follows a table on its page stands apart from it, whatever its style.
        apart = _TABLE_END if self.follows_table and not self.breaks_page else ""
        self.breaks_page = self.follows_table = False
        return f'{apart}<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'

    def _text(self, style: str, lead: str, text: str, *, keeps_next: bool = False) -> str:
        """Body text: each of its lines is a paragraph, so that indents and justification hold."""
        first, *others = text.split("\n")
        start = self._lead(lead) + run(first)
        return self._paragraph(style, start, keeps_next=keeps_next) + "".join(
            self._paragraph(_CONTINUED.get(style, style), run(line)) for line in others
        )

    def _lead(self, lead: str) -> str:
        if not lead:
            return ""
        mark = "：" if self.content.language == "zh-hans" else ". "
        return run(lead + mark, '<w:rStyle w:val="Lead"/>')

    def _heading(self, level: int, text: str) -> str:
        if level > CONTENTS_LEVEL:
            return self._paragraph(f"Heading{level}", run(text))
        name = self._next_anchor()
        runs = (
            f'<w:bookmarkStart w:id="{self.anchors}" w:name="{name}"/>{run(text)}'
            f'<w:bookmarkEnd w:id="{self.anchors}"/>'
        )
        return self._paragraph(f"Heading{level}", runs)

    def _next_anchor(self) -> str:
        self.anchors += 1
        return _anchor(self.anchors)

    def _caption(self, style: str, kind: str, number: int, text: str) -> str:
        space = "" if self.content.language == "zh-hans" else " "
        field = simple_field(f" SEQ {kind} \\* ARABIC ", str(number))
        return self._paragraph(style, run(kind + space) + field + run("　" + text))

    def _table(self, table: Table) -> str:
        self.tables += 1
        kind = "表" if self.content.language == "zh-hans" else "Table"
        caption = self._caption("Caption", kind, self.tables, table.caption)
        widths = [
            round(share * TEXT_WIDTH)
            for share in shares(table.titles_and_shares, table.rows, self.table_type)
        ]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = "".join(
            self._cell(column.title, width, "TableHead", keeps_next=True)
            for column, width in zip(table.columns, widths, strict=True)
        )
        last = len(table.rows) - 1
        rows = "".join(
            self._row(row, table.columns, widths, keeps_next=table.is_short and i < last)
            for i, row in enumerate(table.rows)
        )
        self.follows_table = True
        self.breaks_page = False
        return (
            f'{caption}<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
        )

    def _row(
        self,
        row: tuple[str, ...],
        columns: tuple[Column, ...],
        widths: list[int],
        *,
        keeps_next: bool,
    ) -> str:
        keep = "" if any(len(cell) > LONG_CELL for cell in row) else "<w:cantSplit/>"
        cells = "".join(
            self._cell(cell, width, _CELL[column.centred], keeps_next=keeps_next)
            for cell, column, width in zip(row, columns, widths, strict=True)
        )
        return f"<w:tr><w:trPr>{keep}</w:trPr>{cells}</w:tr>"

    def _cell(self, text: str, width: int, style: str, *, keeps_next: bool = False) -> str:
        keep = "<w:keepNext/>" if keeps_next else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>'
            f"{self._linked(text)}</w:p></w:tc>"
        )

    def _linked(self, text: str) -> str:
        """The text of a cell; a web address can be followed."""
        target = link_target(text)
        if target is None:
            return run(text)
        relation = self.word.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        runs = run(text, '<w:rStyle w:val="Hyperlink"/>')
        return f'<w:hyperlink r:id="{relation}" w:history="1">{runs}</w:hyperlink>'

    def _chart(self, chart: Chart) -> str:
        self.figures += 1
        width = TEXT_WIDTH_MM * chart.width
        picture = png_of(chart.svg, width_mm=width, ppi=PICTURE_PPI)
        relation, image = self.word.part.get_or_add_image(BytesIO(picture))
        size = (
            f'cx="{round(width * _EMU_PER_MM)}" '
            f'cy="{round(width * _EMU_PER_MM * image.px_height / image.px_width)}"'
        )
        name = f'id="{self.figures}" name="chart{self.figures}" descr={quoteattr(chart.alt)}'
        kind = "图" if self.content.language == "zh-hans" else "Figure"
        drawing = (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f"<wp:extent {size}/><wp:docPr {name}/>"
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
            "</wp:cNvGraphicFramePr><a:graphic>"
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            "</pic:blipFill><pic:spPr>"
            f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
        return self._paragraph("Picture", drawing) + self._caption(
            "FigureCaption", kind, self.figures, chart.caption
        )

    def _contents(self, title: str) -> str:
        """A contents field, filled in: its links read well at once.

        Page numbers are known to Word only, which fills them in when it updates the field.
        """
        entries = [
            (
                f"TOC{level}",
                f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(number + text)}'
                "</w:hyperlink>",
            )
            for level, number, text, anchor in self._entries()
        ]
        before = {0: FIELD.format("begin") + _CODE + FIELD.format("separate")}
        after = {len(entries) - 1: FIELD.format("end")}
        parts = [self._paragraph("TOCHeading", run(title))]
        for i, (style, link) in enumerate(entries):
            parts.append(self._paragraph(style, before.get(i, "") + link + after.get(i, "")))
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{''.join(parts)}"
            "</w:sdtContent></w:sdt>"
        )

    def _entries(self) -> Iterator[tuple[int, str, str, str]]:
        """Level, number, text and anchor of every heading that the contents list."""
        numbers: tuple[int, ...] = ()
        found = [block for block in self.content.blocks if isinstance(block, Heading)]
        listed = [heading for heading in found if heading.level <= CONTENTS_LEVEL]
        for i, heading in enumerate(listed, 1):
            numbers = next_number(numbers, heading.level)
            number = heading_number(numbers, self.content.language)
            yield heading.level, number, heading.text, _anchor(i)


# The style of a block's later lines, where it differs from that of the first.
_CONTINUED = {"ListParagraph": "ListContinue"}
_CELL = {False: "TableText", True: "TableTextCentred"}
_TABLE_END = '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'
_CODE = (
    f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{CONTENTS_LEVEL}" \\h \\z \\u '
    "</w:instrText></w:r>"
)


def _front_style(content: Document, front: Sequence[Block]) -> str:
    """The largest style in which the conclusion fits on the first page."""
    return next((s for s in _FRONT[:-1] if _height(content, front, s) <= _TYPE_AREA), _FRONT[-1])


def _height(content: Document, front: Sequence[Block], text_style: str) -> float:
    """How many points the first page takes at most with its text in a style."""
    styles = {style.id: style for style in styles_of(content.language)}
    chinese = content.language == "zh-hans"

    def height(name: str, text: str, share: float = 1) -> float:
        style = styles[name]
        room = share * TEXT_WIDTH / 20 - (2 * CELL_MARGIN / 20 if share < 1 else 0)
        lines = math.ceil((width_of(text) + style.indent) * style.size / room)
        # Lines of body text stand on the page's grid, where there is one.
        line = GRID_LINE if chinese and style.grid else style.line
        return max(1, lines) * max(line, style.line) + style.before + style.after

    def row(texts: tuple[str, ...], table: Table, style: str) -> float:
        cells = zip(texts, table.columns, strict=True)
        return max(height(style, text, column.share) for text, column in cells) + _ROW_PADDING

    found = _SPARE + height("Title", content.title)
    for line in (content.subtitle, "　".join(content.marks)):
        found += height("Subtitle", line) if line else 0
    found += sum(height("Heading1", b.text) for b in front if isinstance(b, Heading))
    found += sum(height("Note", b.text) for b in front if isinstance(b, Note))
    found += sum(
        height(text_style, f"{b.lead}：{b.text}") for b in front if isinstance(b, Paragraph)
    )
    for table in (b for b in front if isinstance(b, Table)):
        found += height("Caption", table.caption) + styles["TableEnd"].line
        found += row(tuple(c.title for c in table.columns), table, "TableHead")
        found += sum(row(texts, table, "TableText") for texts in table.rows)
    return found


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"
