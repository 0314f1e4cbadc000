"""What a text may hold, wherever it comes from: a form, a JSON file, a workbook.

Anything that a database, an XML document or a page could not keep faithfully is refused by name
rather than dropped.
"""

from __future__ import annotations

import unicodedata

from .framework import Text

NAME_LIMIT = 200
LINE_LIMIT = 10_000
LONG_LIMIT = 20_000
URL_LIMIT = 2_000
# What is quoted to say where a refused character stands.
PLACE_LENGTH = 10

# U+2028 and U+2029 break lines too, where a reader splits text into lines.
_LINE_BREAKS = frozenset("\n\u2028\u2029")
# XML 1.0, and with it Word and Excel, has no way to write these two.
_NONCHARACTERS = frozenset("\ufffe\uffff")
# Letters and symbols by class, and blank to the eye: Hangul fillers and the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of the text; one without is empty, everywhere."""
    return any(map(_shows, text))


def trimmed(text: str) -> str:
    """The text without what is not visible at both ends; '' where nothing is."""
    seen = [index for index, character in enumerate(text) if _shows(character)]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def same_words(text: str) -> str:
    """The text as names are compared: compatibility forms made one, blank ends cut."""
    return trimmed(unicodedata.normalize("NFKC", text))


def _shows(character: str) -> bool:
    return character not in _BLANK and unicodedata.category(character)[0] not in "CZ"


def clean_newlines(value: str) -> str:
    """Line ends of Windows, of old Macs and of slides (U+000B) as plain line feeds."""
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")


def text_problem(value: str, limit: int, *, single_line: bool = False) -> Text | None:
    """Why `value` cannot be kept, or None. `limit` counts characters; newlines are cleaned first.

    Refused are control characters except line feed and tab, lone surrogates and the two
    noncharacters; on a single line also line breaks.
    """
    if len(value) > limit:
        return Text(
            zh=f"有{len(value)}个字符，最多{limit}个",
            en=f"has {len(value)} characters; at most {limit} are allowed",
        )
    for index, character in enumerate(value):
        if single_line and character in _LINE_BREAKS:
            return Text(zh="只能写一行，不能换行", en="must be a single line")
        if _cannot_be_kept(character):
            code, place = f"U+{ord(character):04X}", _place(value[:index])
            return Text(
                zh=f"含有不能保存的字符 {code}：{place.zh}",
                en=f"holds a character that cannot be kept: {code}, {place.en}",
            )
    return None


def _place(before: str) -> Text:
    """Where the text goes on after `before`: the line, and what is seen last on it."""
    above, _, line = before.rpartition("\n")
    number = above.count("\n") + 2 if "\n" in before else 1
    seen = trimmed(line)[-PLACE_LENGTH:]
    if not seen:
        return Text(zh=f"第{number}行开头", en=f"at the start of line {number}")
    return Text(zh=f"第{number}行“{seen}”之后", en=f"line {number}, after “{seen}”")


def _cannot_be_kept(character: str) -> bool:
    if character in "\n\t":
        return False
    return character in _NONCHARACTERS or unicodedata.category(character) in ("Cc", "Cs")
