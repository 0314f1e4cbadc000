"""Literal text as runs of a Word document."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from .characters import xml_text

# The hyphen of a section's number, at which a line must not end: 参阅 三-1.
_SECTION_HYPHEN = re.compile(r"(?<=参阅 [一二三])-(?=\d)|(?<=bulletin \d)-(?=\d)")


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
