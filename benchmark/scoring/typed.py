"""Numbers, years and levels as offices type them: 约612亿元, 2,300余件, 12 %, 2025年度, 四级.

One grammar for pages, workbooks and whatever else is filled in by hand. What is clear is
understood, what is not is refused with what would do: a guess would be a figure that nobody gave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from .figures import PERCENT, units_for
from .framework import Text
from .text import without_invisible

NOT_A_NUMBER: Final = Text(
    "看不懂这个数；请填数字，如 612、2,300 或 约612亿元",
    "is no number: write figures, such as 612, 2,300 or about 61.2 billion yuan",
)
NOT_NEGATIVE: Final = Text("应为不小于0的数字", "must be a number of at least 0")
NOT_EXACT: Final = Text(
    "不是一个确定的数；请填一个数，是约数的写成“约612”或选“约数”",
    "is no definite number: write one; if it is rounded, write “about 612” or choose “about”",
)
OTHER_UNIT: Final = Text(
    "“{word}”不能换算成这项指标的单位，请用{units}",
    "{word} does not convert to the unit of this indicator: use {units}",
)
NOT_A_YEAR: Final = Text(
    "请填四位数的年份，如 2025", "write the year with four digits, such as 2025"
)

# What is written where there is nothing to write.
_NOTHING: Final = frozenset(
    (
        *("-", "--", "—", "——", "–", "―", "/", "\\", "n/a", "na", "none", "nil"),
        *("无", "暂无", "没有", "缺", "暂缺", "无数据", "暂无数据", "不详", "未知", "未填写"),
    )
)
_FULL_WIDTH: Final = {ord("！") + offset: ord("!") + offset for offset in range(94)}
_ABOUT: Final = re.compile(r"(约为|大约|约|大概|~|≈|about|around|approximately|approx\.?|some)\s*")
_ABOUT_AFTER: Final = re.compile(r"\s*(左右|上下)$")
_NUMERAL: Final = re.compile(
    r"(?P<grouped>\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,40})(?P<rest>\.\d{1,40})?", re.ASCII
)
# More than is said: 2,300余件, 50多个.
_AND_MORE: Final = re.compile(r"[余多]")
_NOT_EXACT: Final = re.compile(
    r"近|超|逾|破|突破|不足|不到|至少|至多|最多|以上|以下|以内|大于|小于|几|数[十百千万]|[<>≥≤±]"
    r"|\d[^\d]*(?:[-–—~至到]|to)\s*\d|over|under|more than|less than|nearly|almost|at least|at most"
)
_NEGATIVE: Final = re.compile(r"[-−–]\s*\d")
_SCALES: Final = {
    "": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "thousand": 1000, "million": 10**6,
}  # fmt: skip
_TENTHS: Final = Decimal("0.0001")
# Money by the words behind a number: so many of a unit.
_MONEY: Final[dict[str, tuple[Decimal, str]]] = {
    **{
        word + yuan: (Decimal(size), unit)
        for word, size, unit in (
            ("万亿", 10_000, "亿元"), ("千亿", 1_000, "亿元"), ("百亿", 100, "亿元"),
            ("亿", 1, "亿元"), ("千万", 1_000, "万元"), ("百万", 100, "万元"), ("万", 1, "万元"),
        )
        for yuan in ("元", "元人民币", "")
    },
    "元": (_TENTHS, "万元"),
    "元人民币": (_TENTHS, "万元"),
    "yuan": (_TENTHS, "万元"),
    "10,000yuan": (Decimal(1), "万元"),
    "millionyuan": (Decimal(100), "万元"),
    "100millionyuan": (Decimal(1), "亿元"),
    "billionyuan": (Decimal(10), "亿元"),
    "trillionyuan": (Decimal(10_000), "亿元"),
}  # fmt: skip
_ENGLISH: Final = {
    "件": ("item", "items"), "项": ("item", "items"), "家": ("firm", "firms"),
    "人": ("person", "people"), "名": ("person", "people"), "年": ("year", "years"),
    PERCENT: ("percent", "per cent"), "位": (), "个": (),
}  # fmt: skip
_DIGITS: Final = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_LEVEL: Final = re.compile(r"(?:第|level|l)?\s*([1-5一二三四五])\s*级?", re.ASCII)
_YEAR: Final = re.compile(r"(\d{4})\s*(?:年|年度)?", re.ASCII)


class UnclearError(Exception):
    """What was typed cannot be used; `message` says why and what would do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number with what was said beside it.

    `unit` is that behind it, '' where none is. `scaled`: the value is not the figures typed.
    """

    value: Decimal
    about: bool = False
    unit: str = ""
    scaled: bool = False


def plain(text: str) -> str:
    """Full-width signs made plain, what is not visible left out, one space between words."""
    return " ".join(without_invisible(text).translate(_FULL_WIDTH).split())


def says_nothing(text: str) -> bool:
    """Whether nothing is said, or that there is nothing to say: —, 无, 暂无."""
    found = plain(text).casefold()
    return not found or found in _NOTHING


def typed_number(text: str, unit: str = "") -> TypedNumber | None:
    """The number in a text; None where nothing is said.

    `unit` is the indicator's, '' where it is not known: then none may stand behind the number.
    Raises UnclearError.
    """
    if says_nothing(text):
        return None
    found = plain(text).casefold()
    if _NEGATIVE.match(found):
        raise UnclearError(NOT_NEGATIVE)
    before, after = _ABOUT.match(found), _ABOUT_AFTER.search(found)
    bare = found[before.end() if before else 0 : after.start() if after else len(found)]
    bare = bare.removeprefix("第") if unit == "位" else bare
    if unit == PERCENT and bare.startswith("百分之"):
        bare = f"{bare.removeprefix('百分之')}%"
    number = _NUMERAL.match(bare)
    if number is None or _NOT_EXACT.search(bare):
        raise UnclearError(NOT_EXACT if _NOT_EXACT.search(found) else NOT_A_NUMBER)
    words, more = _AND_MORE.subn("", bare[number.end() :].replace(" ", ""), count=1)
    value = Decimal(re.sub("[, ]", "", number["grouped"]) + (number["rest"] or ""))
    factor, named = _unit(words, unit)
    about = bool(before or after or more)
    return TypedNumber(value * factor, about, named, scaled=factor != 1)


def _unit(words: str, unit: str) -> tuple[Decimal, str]:
    """How many of which unit the words behind a number say. Raises UnclearError."""
    if not words:
        return Decimal(1), ""
    known = units_for(unit) if unit else ()
    if "亿元" in known:
        if words in _MONEY:
            return _MONEY[words]
    else:
        for scale, size in _SCALES.items():
            rest = words.removeprefix(scale)
            if words.startswith(scale) and (not rest or _names(known, rest)):
                return Decimal(size), _names(known, rest)
    if not known or not (words.isalpha() or words == PERCENT):
        raise UnclearError(NOT_A_NUMBER)
    raise UnclearError(
        Text(
            OTHER_UNIT.zh.format(word=words, units="、".join(known)),
            OTHER_UNIT.en.format(word=words, units=", ".join(known)),
        )
    )


def _names(known: tuple[str, ...], word: str) -> str:
    """Which of the units the word names; '' for none."""
    for unit in known:
        english = (each.replace(" ", "") for each in _ENGLISH.get(unit, ()))
        if word == unit or word in english:
            return unit
    return ""


def typed_year(text: str) -> int | None:
    """The calendar year in a text: 2025, 2025年, 2025年度, 二〇二五年; None where nothing is said.

    Raises UnclearError.
    """
    if says_nothing(text):
        return None
    found = _YEAR.fullmatch(western_digits(plain(text)))
    if found is None:
        raise UnclearError(NOT_A_YEAR)
    return int(found[1])


def western_digits(text: str) -> str:
    """A year in Chinese digits, as official papers print it, in figures: 二〇二五年."""
    return re.sub(
        r"[〇零一二三四五六七八九]{4}(?=年|$)",
        lambda found: "".join(str(_DIGITS[digit]) for digit in found[0]),
        text,
    )


def typed_level(text: str) -> int | None:
    """The level that a text names by its number: 4, 4级, 四级, 第4级; None where it names none."""
    found = _LEVEL.fullmatch(plain(text).casefold())
    if found is None:
        return None
    return int(found[1]) if found[1].isdigit() else _DIGITS[found[1]]
