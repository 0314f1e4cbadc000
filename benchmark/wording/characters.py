"""Characters that a format cannot show stand there as their code point.

Only those that show nothing and change nothing that is read may be left out.
"""

from __future__ import annotations

import re

# XML 1.0 has no way to write these; Word and Excel are XML.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Where a word may break, where it may not, how letters join, a byte order mark: they come along
# with copied text. Marks that turn the reading direction are not among them.
_WITHOUT_MEANING = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def without_invisible(text: str) -> str:
    """Text without the invisible characters that say nothing to a reader."""
    return _WITHOUT_MEANING.sub("", text)


def code_point(character: str) -> str:
    """How a character that cannot be shown is written: [U+20BB7]."""
    return f"[U+{ord(character):04X}]"


def xml_text(text: str) -> str:
    """Text as XML can hold it; markup is not escaped here."""
    # What can be printed can be written, and most text is no more.
    return text if text.isprintable() else _NOT_XML.sub(lambda found: code_point(found[0]), text)
