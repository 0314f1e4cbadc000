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
# Controls, format characters, halves of characters and spaces. Characters of a private use area are
# seen where a font has them, and so are those that are newer than this Python's tables.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp", "Zs"))
# Letters, marks and symbols by class, and blank to the eye: what Unicode has programs ignore (its
# Default_Ignorable_Code_Point: Hangul and Khmer fillers, joiners, selectors of variants, tags), the
# empty Braille cell, the filler of Khitan and the note without a head.
_BLANK = (
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0, 0x16FE4, 0x1D159),
    *range(0x180B, 0x1810),
    *range(0xFE00, 0xFE10),
    *range(0xFFF0, 0xFFF9),
    *range(0xE0000, 0xE1000),
)
_BLANK_CHARACTERS = frozenset(map(chr, _BLANK))


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of the text; one without is empty, everywhere."""
    return any(map(_shows, text))


def hides_something(text: str) -> bool:
    """Whether a reader cannot see all of the text."""
    return not all(map(_shows, text))


def visible_or_empty(text: str) -> str:
    """The text as it is, '' where nothing of it is visible.

    A character that must be refused by name is no reason to call a text empty.
    """
    return text if is_visible(text) or any(map(_cannot_be_kept, text)) else ""


def trimmed(text: str) -> str:
    """The text without what is not visible at both ends; '' where nothing is."""
    seen = [index for index, character in enumerate(text) if _shows(character)]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def without_invisible(text: str) -> str:
    """The text without what is not visible, as comes along from chat programs and browsers; spaces
    and line ends stay."""
    return "".join(c for c in text if _shows(c) or c.isspace() or _cannot_be_kept(c))


def same_words(text: str) -> str:
    """The text as products are compared: compatibility forms made one, blank ends cut."""
    return trimmed(unicodedata.normalize("NFKC", text))


def one_name(text: str) -> str:
    """The text as names are told apart: width, compatibility forms, case, spaces and what is not
    visible do not matter ('５Ｇ 通信设备' is '5g通信设备')."""
    plain = "".join(filter(_shows, text))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    # Taking a form apart may leave spaces, and taking those away join what stood apart.
    return plain if plain == text else one_name(plain)


def _shows(character: str) -> bool:
    return character not in _BLANK_CHARACTERS and unicodedata.category(character) not in _UNSEEN


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
