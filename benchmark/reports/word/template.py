"""The empty Word document that a report is written into: page, header, footer, settings, fonts."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from benchmark.scoring.framework import Language

from .styles import (
    BLUE,
    FALLBACKS,
    LATIN,
    NAMESPACES,
    TEXT_WIDTH_MM,
    TWIPS_PER_MM,
    XML_HEAD,
    R,
    styles_xml,
)

# A4 with the width of GB/T 9704, 28 mm at the binding side; higher, since a brief is two pages.
_TOP, _BOTTOM, _LEFT, _RIGHT = 25, 23, 28, 210 - 28 - TEXT_WIDTH_MM


@cache
def template(language: Language) -> bytes:
    """The empty document as a file: one section with header and footer, no body."""
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "styles": styles_xml(language),
        "numbering": _numbering(language),
        "settings": _SETTINGS,
        "fontTable": _font_table(),
        "header": _HEADER,
        "footer": _FOOTER,
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{types}.{name}+xml"/>'
        for name in parts
    )
    overrides += (
        '<Override PartName="/word/theme.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>'
        for name in (*parts, "theme")
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{XML_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>'
            f"{overrides}</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="main" Type="{R}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            "</Relationships>",
        )
        archive.writestr("word/document.xml", _document())
        for name, part in (*parts.items(), ("theme", _theme())):
            archive.writestr(f"word/{name}.xml", part)
    return out.getvalue()


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _document() -> str:
    margins = " ".join(
        f'w:{side}="{round(size * TWIPS_PER_MM)}"'
        for side, size in (
            ("top", _TOP),
            ("right", _RIGHT),
            ("bottom", _BOTTOM),
            ("left", _LEFT),
            ("header", 15),
            # The page number stands 7 mm below the type area.
            ("footer", _BOTTOM - 7 - 5),
            ("gutter", 0),
        )
    )
    return (
        f"{XML_HEAD}<w:document {NAMESPACES}><w:body><w:sectPr>"
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins}/>'
        "</w:sectPr></w:body></w:document>"
    )


def _numbering(language: Language) -> str:
    """Real numbering of the headings; those of the annexes count by themselves, from 附件1 on."""
    chinese = "chineseCountingThousand"
    if language == "zh-hans":
        brief = ((chinese, "%1、"), (chinese, "（%2）"), ("decimal", "%3. "))
        annexes = (("decimal", "附件%1　"), (chinese, "%2、"), (chinese, "（%3）"))
        suffix = "nothing"
    else:
        brief = (("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
        annexes = (("decimal", "Annex %1."), *brief[1:])
        suffix = "space"
    return (
        f"{XML_HEAD}<w:numbering {NAMESPACES}>"
        f"{_levels(0, brief, suffix, style=True)}"
        '<w:abstractNum w:abstractNumId="1">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f'<w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:hint="default"/></w:rPr></w:lvl>'
        f"</w:abstractNum>{_levels(2, annexes, suffix, style=False)}"
        + "".join(
            f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(3)
        )
        + "</w:numbering>"
    )


def _levels(number: int, levels: tuple[tuple[str, str], ...], suffix: str, *, style: bool) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            + (f'<w:pStyle w:val="Heading{i + 1}"/>' if style else "")
            + f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            "</w:lvl>"
            for i, (kind, text) in enumerate(levels)
        )
        + "</w:abstractNum>"
    )


def _font_table() -> str:
    chinese = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:altName w:val="Liberation Serif"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f"{XML_HEAD}<w:fonts {NAMESPACES}>{chinese}{latin}</w:fonts>"


def _theme() -> str:
    """A plain theme. No style uses it; checkers of the format ask for one."""
    black, white = "000000", "FFFFFF"
    colours = {"dk1": black, "lt1": white, "dk2": black, "lt2": white}
    colours |= {f"accent{i}": BLUE for i in range(1, 7)} | {"hlink": BLUE, "folHlink": BLUE}
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in colours.items()
    )
    face = f'<a:latin typeface="{LATIN}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'{XML_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="Report"><a:themeElements><a:clrScheme name="Report">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Report"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def simple_field(code: str, result: str) -> str:
    """Runs of a field that Word computes, with what it shows until then."""
    shown = f"<w:r><w:t>{result}</w:t></w:r>" if result else ""
    return (
        f'{FIELD.format("begin")}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f"{FIELD.format('separate')}{shown}{FIELD.format('end')}"
    )


_SETTINGS = (
    f'{XML_HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>'
    '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
_HEADER = (
    f'{XML_HEAD}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'
)
_FOOTER = (
    f'{XML_HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
    f"{simple_field(' PAGE ', '1')}"
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
)
