"""The report as an editable Word document: real styles, numbering and captions.

The body is written as XML in one piece, since large tables are slow to build cell by cell. All
text is escaped; nothing in it is read as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmark.charts.png import png_of
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
from benchmark.wording.characters import xml_text
from benchmark.wording.column_widths import Type, shares

from .runs import run
from .styles import ANNEX_NUMBERING, CELL_MARGIN, GREY, TEXT_WIDTH, TEXT_WIDTH_MM, styles_of
from .template import simple_field, template

PICTURE_PPI = 200
# A row with a cell longer than this may break across pages; shorter rows stay whole.
LONG_CELL = 600
# How much wider than others bold letters are.
BOLD = 1.15
_EMU_PER_MM = 36_000


def as_docx(report: GapReport, language: Language, *, brief: bool = False) -> bytes:
    """The report as a Word file, or its brief alone."""
    return write_docx(document(report, language, brief_only=brief))


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
    return _without_times(out)


def _without_times(file: BytesIO) -> bytes:
    """The same parts without the time of their writing: what is made again is the same file."""
    out = BytesIO()
    with ZipFile(file) as written, ZipFile(out, "w") as timeless:
        for name in written.namelist():
            timeless.writestr(ZipInfo(name), written.read(name), ZIP_DEFLATED)
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
    # What is not known is left out.
    for found in [found for found in core._element if not found.text]:
        core._element.remove(found)


@dataclass
class _Writer:
    """Writes one document's body; counts headings, captions and pictures on the way."""

    content: Document
    word: WordDocument

    tables: int = 0
    figures: int = 0
    captions: int = 0
    breaks_page: bool = False
    follows_table: bool = False

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
        if content.subtitle:
            parts.append(self._paragraph("Subtitle", run(content.subtitle)))
        parts += [self._block(block) for block in content.blocks]
        return "".join(parts)

    def _block(self, block: Block[str]) -> str:
        match block:
            case Heading(level, text, _, annex):
                number = ANNEX_NUMBERING.format(level - 1) if annex else ""
                return self._paragraph(f"Heading{level}", run(text), number=number)
            case Paragraph(text, lead, keeps_next, small, address):
                style = "SmallText" if small else "Normal"
                return self._text(style, lead, text, keeps_next=keeps_next, address=address)
            case Item(text, lead):
                return self._text("ListParagraph", lead, text)
            case Note(text):
                return self._paragraph("Note", run(text))
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case _:  # PageBreak
                self.breaks_page = True
                return ""

    def _paragraph(
        self, style: str, runs: str, *, keeps_next: bool = False, number: str = ""
    ) -> str:
        extra = "<w:keepNext/>" if keeps_next else ""
        if self.breaks_page:
            extra += "<w:pageBreakBefore/>"
        extra += number
        # What follows a table on its page stands apart from it, whatever its style.
        apart = _TABLE_END if self.follows_table and not self.breaks_page else ""
        self.breaks_page = self.follows_table = False
        return f'{apart}<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'

    def _text(
        self, style: str, lead: str, text: str, *, keeps_next: bool = False, address: str = ""
    ) -> str:
        """Body text: each of its lines is a paragraph, so that indents and justification hold."""
        first, *others = map(run, text.split("\n"))
        lines = [self._lead(lead) + first, *others]
        if address:
            lines[-1] += run(" ") + self._linked(address)
        return self._paragraph(style, lines[0], keeps_next=keeps_next) + "".join(
            self._paragraph(_CONTINUED.get(style, style), line) for line in lines[1:]
        )

    def _lead(self, lead: str) -> str:
        if not lead:
            return ""
        mark = "：" if self.content.language == "zh-hans" else ". "
        return run(lead + mark, _LEAD)

    def _caption(self, style: str, kind: str, number: int, text: str) -> str:
        space = "" if self.content.language == "zh-hans" else " "
        field = simple_field(f" SEQ {kind} \\* ARABIC ", str(number))
        return self._paragraph(style, run(kind + space) + field + run("　" + text))

    def _table(self, table: Table[str]) -> str:
        caption = self._table_caption(table.caption)
        widths = [
            round(share * TEXT_WIDTH)
            for share in shares(
                [(column.title, column.share) for column in table.columns],
                table.rows,
                self.table_type,
            )
        ]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = "".join(
            self._cell(column.title, width, "TableHead", keeps_next=True)
            for column, width in zip(table.columns, widths, strict=True)
        )
        last = len(table.rows) - 1
        kept = is_short(table)
        rows = "".join(
            self._row(table, row, widths, keeps_next=kept and i < last)
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

    def _table_caption(self, caption: str) -> str:
        """A caption with its number; a table without one needs no words."""
        if not caption:
            return ""
        self.tables += 1
        kind = "表" if self.content.language == "zh-hans" else "Table"
        return self._caption("Caption", kind, self.tables, caption)

    def _row(
        self, table: Table[str], row: tuple[str, ...], widths: list[int], *, keeps_next: bool
    ) -> str:
        keep = "" if any(len(cell) > LONG_CELL for cell in row) else "<w:cantSplit/>"
        cells = "".join(
            self._cell(
                cell,
                width,
                _CELL[column.centred],
                keeps_next=keeps_next,
                strong=i in table.strong,
            )
            for i, (cell, column, width) in enumerate(zip(row, table.columns, widths, strict=True))
        )
        return f"<w:tr><w:trPr>{keep}</w:trPr>{cells}</w:tr>"

    def _cell(
        self, text: str, width: int, style: str, *, keeps_next: bool = False, strong: bool = False
    ) -> str:
        keep = "<w:keepNext/>" if keeps_next else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>'
            f"{_emphasised(text) if strong else run(text)}</w:p></w:tc>"
        )

    def _linked(self, text: str) -> str:
        """A web address, which can be followed where Word takes it."""
        target = link_target(text)
        if target is None:
            return run(text)
        relation = self.word.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        runs = run(text, '<w:rStyle w:val="Hyperlink"/>')
        return f'<w:hyperlink r:id="{relation}" w:history="1">{runs}</w:hyperlink>'

    def _chart(self, chart: Chart[str]) -> str:
        self.figures += 1
        width = TEXT_WIDTH_MM * chart.width
        picture = png_of(chart.wide, width_mm=width, ppi=PICTURE_PPI)
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
        if not chart.caption:
            return self._paragraph("Picture", drawing)
        self.captions += 1
        return self._paragraph("Picture", drawing) + self._caption(
            "FigureCaption", kind, self.captions, chart.caption
        )


# The style of a block's later lines, where it differs from that of the first.
_CONTINUED = {"ListParagraph": "ListContinue"}
_CELL = {False: "TableText", True: "TableTextCentred"}
_BEHIND = f'<w:color w:val="{GREY}"/>'
_LEAD = '<w:rStyle w:val="Lead"/>'
_TABLE_END = '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'


def _emphasised(text: str) -> str:
    """A cell whose first line leads."""
    first, *rest = text.split("\n", 1)
    return run(first, _LEAD) + "".join(run("\n" + line, _BEHIND) for line in rest)
