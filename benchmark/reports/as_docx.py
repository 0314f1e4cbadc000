"""The report as an editable Word document: real styles, numbering, contents and captions.

The body is written as XML in one piece, since large tables are slow to build cell by cell. All
text is escaped; nothing in it is read as markup.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from itertools import takewhile
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmark.charts.png import png_of
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
    PageBreak,
    Paragraph,
    Table,
)
from .characters import xml_text
from .document import document
from .docx_template import FIELD, TEXT_WIDTH, TEXT_WIDTH_MM, simple_field, template
from .gap_report import GapReport
from .numerals import heading_number, next_number

PICTURE_PPI = 200
# A row with a cell longer than this may break across pages; shorter rows stay whole.
LONG_CELL = 600
# The contents list headings down to this level.
CONTENTS_LEVEL = 2
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

    def body(self) -> str:
        content = self.content
        parts = [self._paragraph("Title", _run(content.title))]
        for line in (content.subtitle, "　".join(content.marks)):
            if line:
                parts.append(self._paragraph("Subtitle", _run(line)))
        front = list(takewhile(lambda block: not isinstance(block, PageBreak), content.blocks))
        self.body_style = "Normal" if _fits_a_page(content, front) else "Summary"
        parts += [self._block(block) for block in front]
        self.body_style = "Normal"
        parts += [self._block(block) for block in content.blocks[len(front) :]]
        return "".join(parts)

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                return self._heading(level, text)
            case Paragraph(text, lead, keeps_next):
                return self._text(self.body_style, lead, text, keeps_next=keeps_next)
            case Item(text, lead):
                return self._text("ListParagraph", lead, text)
            case Note(text):
                return self._paragraph("Note", _run(text))
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
        if self.follows_table:
            extra += '<w:spacing w:before="160"/>'
        self.breaks_page = self.follows_table = False
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'

    def _text(self, style: str, lead: str, text: str, *, keeps_next: bool = False) -> str:
        """Body text: each of its lines is a paragraph, so that indents and justification hold."""
        first, *others = text.split("\n")
        start = self._lead(lead) + _run(first)
        return self._paragraph(style, start, keeps_next=keeps_next) + "".join(
            self._paragraph(_CONTINUED.get(style, style), _run(line)) for line in others
        )

    def _lead(self, lead: str) -> str:
        if not lead:
            return ""
        mark = "：" if self.content.language == "zh-hans" else ". "
        return _run(lead + mark, '<w:rStyle w:val="Lead"/>')

    def _heading(self, level: int, text: str) -> str:
        if level > CONTENTS_LEVEL:
            return self._paragraph(f"Heading{level}", _run(text))
        name = self._next_anchor()
        runs = (
            f'<w:bookmarkStart w:id="{self.anchors}" w:name="{name}"/>{_run(text)}'
            f'<w:bookmarkEnd w:id="{self.anchors}"/>'
        )
        return self._paragraph(f"Heading{level}", runs)

    def _next_anchor(self) -> str:
        self.anchors += 1
        return _anchor(self.anchors)

    def _caption(self, style: str, kind: str, number: int, text: str) -> str:
        space = "" if self.content.language == "zh-hans" else " "
        field = simple_field(f" SEQ {kind} \\* ARABIC ", str(number))
        return self._paragraph(style, _run(kind + space) + field + _run("　" + text))

    def _table(self, table: Table) -> str:
        caption = ""
        if table.caption:
            self.tables += 1
            kind = "表" if self.content.language == "zh-hans" else "Table"
            caption = self._caption("Caption", kind, self.tables, table.caption)
        widths = [round(column.share * TEXT_WIDTH) for column in table.columns]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = "".join(
            _cell(column.title, width, "TableHead", keeps_next=True)
            for column, width in zip(table.columns, widths, strict=True)
        )
        last = len(table.rows) - 1
        rows = "".join(
            _row(row, table.columns, widths, keeps_next=table.is_short and i < last)
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
        """A contents field, filled in: it reads well at once and Word can update it.

        Page numbers are known to Word only; they come with the first update.
        """
        entries = list(self._entries())
        start = FIELD.format("begin") + _CODE + FIELD.format("separate")
        parts = [self._paragraph("TOCHeading", _run(title))]
        for i, (level, number, text, anchor) in enumerate(entries):
            link = (
                f'<w:hyperlink w:anchor="{anchor}" w:history="1">{_run(number + text)}'
                "</w:hyperlink>"
            )
            before = start if i == 0 else ""
            after = FIELD.format("end") if i == len(entries) - 1 else ""
            parts.append(self._paragraph(f"TOC{level}", before + link + after))
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
_CODE = (
    f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{CONTENTS_LEVEL}" \\h \\z \\u '
    "</w:instrText></w:r>"
)


def _fits_a_page(content: Document, front: Sequence[Block]) -> bool:
    """Whether the conclusion fits on the first page in the size of body text.

    In points, for Chinese, which is set larger than English.
    """
    height = 80 + 34 * (len(content.title) // 20)
    for block in front:
        match block:
            case Paragraph(text, lead):
                height += 28 * math.ceil((len(lead) + len(text) + 2) / 27)
            case Table():
                height += 55 + 14 * block.lines + 4 * len(block.rows)
            case _:  # heading and note
                height += 30
    return height <= _TYPE_AREA


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"


def _row(
    row: tuple[str, ...], columns: tuple[Column, ...], widths: list[int], *, keeps_next: bool
) -> str:
    keep = "" if any(len(cell) > LONG_CELL for cell in row) else "<w:cantSplit/>"
    cells = "".join(
        _cell(cell, width, "TableText", centred=column.centred, keeps_next=keeps_next)
        for cell, column, width in zip(row, columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{keep}</w:trPr>{cells}</w:tr>"


def _cell(
    text: str, width: int, style: str, *, centred: bool = False, keeps_next: bool = False
) -> str:
    keep = "<w:keepNext/>" if keeps_next else ""
    align = '<w:jc w:val="center"/>' if centred else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{align}</w:pPr>{_run(text)}</w:p></w:tc>'
    )


def _run(text: str, properties: str = "") -> str:
    """A run of literal text; line feeds and tabs as Word's own."""
    if not text:
        return ""
    inner = "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t")
        )
        for line in xml_text(text).split("\n")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"
