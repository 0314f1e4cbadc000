"""Characters that a format cannot carry are shown as their code point, never dropped."""

from __future__ import annotations

import re

# XML 1.0 has no way to write these; Word and Excel are XML.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def code_point(character: str) -> str:
    """How a character that cannot be shown is written: [U+20BB7]."""
    return f"[U+{ord(character):04X}]"


def xml_text(text: str) -> str:
    """Text as XML can hold it; markup is not escaped here."""
    return _NOT_XML.sub(lambda found: code_point(found[0]), text)
