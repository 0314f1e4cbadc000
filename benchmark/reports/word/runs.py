"""Literal text as runs of a Word document."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from benchmark.wording.characters import xml_text

# The hyphen of a section's number, at which a line must not end: 参阅 三-1.
_SECTION_HYPHEN = re.compile(r"(?<=参阅 [一二三])-(?=\d)|(?<=bulletin \d)-(?=\d)")

# Signs that Word sets in the Latin face, with narrow quotes, unless a run says that they are
# Chinese: beside a Chinese character they are.
_EITHER, _CHINESE = "[“”‘’—…·]", "[\u3000-\u9fff\uff00-\uffef]"
_CHINESE_SIGN = re.compile(f"{_CHINESE}{_EITHER}|{_EITHER}{_CHINESE}")
_HINT = '<w:rFonts w:hint="eastAsia"/>'


def run(text: str, properties: str = "") -> str:
    """A run of literal text; line feeds and tabs as Word's own."""
    if not text:
        return ""
    inner = "<w:br/>".join(
        "<w:tab/>".join(map(_pieces, line.split("\t"))) for line in xml_text(text).split("\n")
    )
    if _CHINESE_SIGN.search(text):
        properties += _HINT
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def _pieces(text: str) -> str:
    return "<w:noBreakHyphen/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in _SECTION_HYPHEN.split(text)
    )
