"""Styles of the Word report. A report uses no other formatting, so that one edit restyles all.

Chinese follows the faces of official documents (GB/T 9704): body in 仿宋 with an indent of two
characters, headings 一、 in 黑体 and （一） in 楷体; the size is 小四, in which a brief takes two
pages. English keeps the geometry in Times New Roman.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.scoring.framework import Language

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
GREY, BLUE = "444444", "1A4A8A"
# The type area is 156 mm wide.
TWIPS_PER_MM = 1440 / 25.4
TEXT_WIDTH_MM = 156
TEXT_WIDTH = round(TEXT_WIDTH_MM * TWIPS_PER_MM)
# To both sides of a table's text.
CELL_MARGIN = 60
LATIN = "Times New Roman"
TITLE_FACE, BODY_FACE, H1_FACE, H2_FACE = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
# Names under which other systems have the same or a like face.
FALLBACKS = {
    TITLE_FACE: "方正小标宋_GBK,小标宋,宋体,SimSun",
    BODY_FACE: "仿宋,FangSong,华文仿宋",
    H1_FACE: "SimHei,微软雅黑,Noto Sans SC",
    H2_FACE: "楷体,KaiTi,华文楷体",
    "宋体": "SimSun,Noto Serif SC",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes, lines and spaces in points; `line` is exact, 0 is single."""

    id: str
    name: str
    east: str
    size: float
    line: float
    indent: int = 0  # characters
    left: int = 0  # twips
    before: float = 0
    after: float = 0
    align: str = "left"
    bold: bool = False
    keep_next: bool = False
    colour: str = ""
    outline: int | None = None
    bullet: bool = False
    based: str = "Normal"


def styles_of(language: Language) -> tuple[Style, ...]:
    """All paragraph styles; a report uses no other formatting."""
    return _CHINESE if language == "zh-hans" else _ENGLISH


_CHINESE = (
    Style("Normal", "Normal", BODY_FACE, 12, 19, indent=2, align="both", based=""),
    Style("SmallText", "Small Text", BODY_FACE, 9, 12.5, indent=2, align="both"),
    Style("Title", "Title", TITLE_FACE, 20, 30, after=4, align="center"),
    Style("Subtitle", "Subtitle", H2_FACE, 12, 20, align="center"),
    Style(
        "Heading1", "heading 1", H1_FACE, 14, 20, 0, before=6, after=2, keep_next=True, outline=0
    ),
    Style(
        "Heading2", "heading 2", H2_FACE, 12, 20, 0, before=6, after=2, keep_next=True, outline=1
    ),
    Style(
        "Heading3",
        "heading 3",
        BODY_FACE,
        12,
        20,
        0,
        before=4,
        bold=True,
        keep_next=True,
        outline=2,
    ),
    Style(
        "ListParagraph", "List Paragraph", BODY_FACE, 12, 20, left=480, align="both", bullet=True
    ),
    Style("ListContinue", "List Continue", BODY_FACE, 12, 20, left=480, align="both"),
    Style("Caption", "caption", H1_FACE, 10.5, 18, 0, 0, 6, 3, "center", keep_next=True),
    Style("FigureCaption", "Figure Caption", H1_FACE, 10.5, 18, 0, 0, 0, 4, "center"),
    Style("Picture", "Picture", BODY_FACE, 12, 0, before=4, align="center", keep_next=True),
    Style("TableText", "Table Text", BODY_FACE, 9, 11.5),
    Style("TableTextCentred", "Table Text Centred", BODY_FACE, 9, 11.5, align="center"),
    Style("TableEnd", "Table End", BODY_FACE, 5, 6),
    Style("TableHead", "Table Head", H1_FACE, 9, 11.5, align="center"),
    Style("Note", "Note", BODY_FACE, 9, 13, 2, before=2, align="both", colour=GREY),
    Style("Header", "header", H2_FACE, 12, 0, align="center"),
    Style("Footer", "footer", "宋体", 12, 0, align="center"),
)
_ENGLISH = (
    Style("Normal", "Normal", BODY_FACE, 10.5, 13.5, after=3, based=""),
    Style("SmallText", "Small Text", BODY_FACE, 8.5, 10.5, after=2),
    Style("Title", "Title", TITLE_FACE, 16, 22, after=6, align="center", bold=True),
    Style("Subtitle", "Subtitle", H2_FACE, 11, 15, after=4, align="center"),
    Style(
        "Heading1", "heading 1", H1_FACE, 12.5, 16, 0, 0, 6, 2, bold=True, keep_next=True, outline=0
    ),
    Style(
        "Heading2", "heading 2", H2_FACE, 11.5, 16, 0, 0, 8, 3, bold=True, keep_next=True, outline=1
    ),
    Style(
        "Heading3", "heading 3", H2_FACE, 11, 15, 0, 0, 6, 2, bold=True, keep_next=True, outline=2
    ),
    Style("ListParagraph", "List Paragraph", BODY_FACE, 11, 15, left=360, after=3, bullet=True),
    Style("ListContinue", "List Continue", BODY_FACE, 11, 15, left=360, after=3),
    Style("Caption", "caption", H1_FACE, 9.5, 13, 0, 0, 6, 3, "center", True, True),
    Style("FigureCaption", "Figure Caption", H1_FACE, 9.5, 13, 0, 0, 0, 6, "center", True),
    Style("Picture", "Picture", BODY_FACE, 11, 0, before=4, align="center", keep_next=True),
    Style("TableText", "Table Text", BODY_FACE, 8, 10),
    Style("TableTextCentred", "Table Text Centred", BODY_FACE, 8, 10, align="center"),
    Style("TableEnd", "Table End", BODY_FACE, 5, 6),
    Style("TableHead", "Table Head", H1_FACE, 8, 10, align="center", bold=True),
    Style("Note", "Note", BODY_FACE, 9, 11.5, before=3, after=3, colour=GREY),
    Style("Header", "header", H2_FACE, 10.5, 0, align="center"),
    Style("Footer", "footer", "宋体", 11, 0, align="center"),
)
# Headings of annexes count by themselves; {} is the heading's level from 0.
ANNEX_NUMBERING = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'


def styles_xml(language: Language) -> str:
    """The styles part of the file."""
    main = "zh-CN" if language == "zh-hans" else "en-GB"
    lang = f'<w:lang w:val="{"en-US" if main == "zh-CN" else main}" w:eastAsia="zh-CN"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY_FACE)}{lang}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )
    paragraphs = "".join(_style(style) for style in styles_of(language))
    bold = "<w:b/>" if language == "en" else ""
    return (
        f"{XML_HEAD}<w:styles {NAMESPACES}>{defaults}{paragraphs}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="Lead"><w:name w:val="Lead"/>'
        f"<w:rPr>{_fonts(H1_FACE)}{bold}</w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{BLUE}"/><w:u w:val="single"/></w:rPr></w:style>'
        f"{_TABLE_STYLES}</w:styles>"
    )


def _style(style: Style) -> str:
    """One paragraph style; elements in the order that the schema asks."""
    numbered = ""
    if style.outline is not None:
        level = f'<w:ilvl w:val="{style.outline}"/>' if style.outline else ""
        numbered = f'<w:numPr>{level}<w:numId w:val="1"/></w:numPr>'
    elif style.bullet:
        numbered = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    spacing = f'w:before="{_twips(style.before)}" w:after="{_twips(style.after)}" '
    spacing += (
        f'w:line="{_twips(style.line)}" w:lineRule="exact"'
        if style.line
        else 'w:line="240" w:lineRule="auto"'
    )
    built_in = style.name[0].islower() or style.name in _BUILT_IN
    properties = (
        ("<w:keepNext/>" if style.keep_next else "")
        + numbered
        + f"<w:spacing {spacing}/>"
        + _indent(style)
        + f'<w:jc w:val="{style.align}"/>'
        + ("" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>')
    )
    size = round(style.size * 2)
    kind = "" if style.based else 'w:default="1" '
    kind += "" if built_in else 'w:customStyle="1" '
    return (
        f'<w:style w:type="paragraph" {kind}w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>'
        + (f'<w:basedOn w:val="{style.based}"/>' if style.based else "")
        + ('<w:next w:val="Normal"/>' if style.outline is not None else "")
        + f"<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{_fonts(style.east)}"
        + ("<w:b/>" if style.bold else "")
        + (f'<w:color w:val="{style.colour}"/>' if style.colour else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


_BUILT_IN = ("Normal", "Title", "Subtitle", "List Paragraph", "List Continue")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable">'
    '<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>"
    f'<w:top w:w="40" w:type="dxa"/><w:left w:w="{CELL_MARGIN}" w:type="dxa"/>'
    f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
    '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E9ECF1"/></w:tcPr></w:tblStylePr></w:style>'
)


def _indent(style: Style) -> str:
    if style.bullet:
        return f'<w:ind w:left="{style.left}" w:hanging="{style.left // 2}"/>'
    # Word counts characters of the style's own size; the twips are for other programs.
    return (
        f'<w:ind w:left="{style.left}" w:firstLineChars="{style.indent * 100}" '
        f'w:firstLine="{_twips(style.indent * style.size)}"/>'
    )


def _fonts(east: str) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{east}" w:cs="{LATIN}"/>'


def _twips(points: float) -> int:
    return round(points * 20)
