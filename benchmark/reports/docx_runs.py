"""Literal text as runs of a Word document, and addresses as links that Word can open."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from benchmark.scoring.checks import is_link

from .characters import xml_text

# The hyphen of a section's number, at which a line must not end: 参阅 三-1.
_SECTION_HYPHEN = re.compile(r"(?<=参阅 [一二三])-(?=\d)|(?<=bulletin \d)-(?=\d)")
# Word calls a file damaged that holds a link which is no proper address.
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?(:\d+)?", re.ASCII)
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_LONGEST_LINK = 2000


def run(text: str, properties: str = "") -> str:
    """A run of literal text; line feeds and tabs as Word's own."""
    if not text:
        return ""
    inner = "<w:br/>".join(
        "<w:tab/>".join(map(_pieces, line.split("\t"))) for line in xml_text(text).split("\n")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def _pieces(text: str) -> str:
    return "<w:noBreakHyphen/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in _SECTION_HYPHEN.split(text)
    )


def link_target(text: str) -> str | None:
    """Where a text that is a web address leads, written so that Word takes it; else None."""
    if not is_link(text):
        return None
    try:
        parts = urlsplit(text)
        is_proper = _HOST.fullmatch(parts.netloc) and parts.port != 0
        address, mark, place = text.partition("#")
        target = _quoted(address) + mark + _quoted(place)
    except ValueError:  # a port out of range, half a character
        return None
    return target if is_proper and len(target) <= _LONGEST_LINK else None


def _quoted(text: str) -> str:
    return _STRAY_PERCENT.sub("%25", quote(text, safe="!$%&'()*+,/:;=?@~"))
