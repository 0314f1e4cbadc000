"""What a cell means: text, whole number, number, date, or an entry of a list.

Offices paste: numbers come as text, dates as dates, a share as a cell in per cent format. What is
clear is understood, what is not is refused by cell; the rules for the value itself are those of
every input (`assessment_json`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from benchmark.scoring.dates import normal_date
from benchmark.scoring.framework import Text
from benchmark.scoring.text import is_visible

from .grid import Cell
from .layout import Option

FORMULA = Text(
    "是公式，不能读取；请复制后用“选择性粘贴—数值”替换为数值",
    "is a formula and is not read: copy it and paste values only",
)
CELL_ERROR = Text("单元格是错误值，请改正", "the cell shows an error: correct it")
NOT_TEXT = Text("应为文字；请按文本填写", "must be text: enter it as text")
NOT_A_NUMBER = Text(
    "请只填不小于0的数字，单位和“约”在各自的列中选",
    "must be a number of at least 0; choose the unit and “about” in their own columns",
)
PERCENT_FORMAT = Text(
    "单元格是百分比格式，而这项数据的单位不是%",
    "the cell is formatted as per cent, but the unit of the figure is not %",
)
DATE_AS_NUMBER = Text(
    "不能确定是哪一天；请按文本写成 2025、2025-03 或 2025-03-18",
    "may mean several dates: write 2025, 2025-03 or 2025-03-18 as text",
)
NOT_LISTED = Text("不在下拉列表中，请从列表中选择", "is not in the list: choose one of its entries")

# A list this short is named whole where a value is not in it.
_NAMED_OPTIONS: Final = 8
_NUMERAL: Final = re.compile(r"\d{1,40}(\.\d{1,40})?", re.ASCII)
_GROUPED: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_LITERALS: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[_*].')
_NUMBER: Final = re.compile(r"\d+ ")


class UnclearValue(Exception):
    """The cell's value cannot be used; `message` says why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def is_blank(cell: Cell | None) -> bool:
    return cell is None or (cell.kind == "text" and not is_visible(cell.value))


def text_of(cell: Cell | None, *, single_line: bool = True) -> str | None:
    """The cell's text as typed; a plain number or a date is what it looks like."""
    if cell is None:
        return None
    _refuse_computed(cell)
    if cell.kind == "text":
        # A line end that came along when pasting is not meant.
        return str(cell.value).strip("\n") if single_line else str(cell.value)
    if cell.kind == "number":
        return f"{_plain(_percent(cell))}%" if _is_percent(cell) else _plain(_exact(cell.value))
    if cell.kind == "date" and isinstance(cell.value, date):
        return _iso(cell.value, cell.number_format)
    raise UnclearValue(NOT_TEXT)


def whole_of(cell: Cell | None) -> object:
    """The cell's whole number; 年 behind it is understood. What is none is left as it is, for
    the rule of the value to refuse."""
    if is_blank(cell) or cell is None:
        return None
    _refuse_computed(cell)
    value = cell.value
    if cell.kind == "text":
        plain = _normal(value).removesuffix("年").strip()
        return int(plain) if _WHOLE.fullmatch(plain) else value
    if cell.kind == "number" and _is_percent(cell):
        return f"{_plain(_percent(cell))}%"
    if cell.kind == "number":
        return int(value) if value == value // 1 else value
    return value if cell.kind == "truth" else str(value)


def number_of(cell: Cell | None, *, share: bool) -> object:
    """The cell's number; of a share also 12.5% as text or as a cell in per cent format."""
    if is_blank(cell) or cell is None:
        return None
    _refuse_computed(cell)
    if cell.kind == "number":
        if not _is_percent(cell):
            return _exact(cell.value)
        if not share:
            raise UnclearValue(PERCENT_FORMAT)
        return _percent(cell)
    if cell.kind == "text":
        plain = _normal(cell.value)
        plain = plain.removesuffix("%").strip() if share else plain
        plain = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain
        if _NUMERAL.fullmatch(plain):
            return Decimal(plain)
    raise UnclearValue(NOT_A_NUMBER)


def date_of(cell: Cell | None) -> str | None:
    """The cell's date as text. A real date is as precise as its format shows it."""
    if cell is None:
        return None
    _refuse_computed(cell)
    if cell.kind == "text":
        # As typed by hand; what is no date is left as it is, for the rule to refuse.
        return normal_date(cell.value) or str(cell.value).strip("\n")
    if cell.kind == "date" and isinstance(cell.value, date):
        return _iso(cell.value, cell.number_format)
    if cell.kind == "number" and isinstance(cell.value, int):
        return str(cell.value)
    # 2025.1 as a number may be January or, typed as 2025.10, October.
    raise UnclearValue(DATE_AS_NUMBER)


def choice_of(cell: Cell | None, words: Mapping[str, str], entries: Iterable[Option]) -> str | None:
    """The key of the list's entry that the cell names, in any language; None where it is empty."""
    if is_blank(cell) or cell is None:
        return None
    _refuse_computed(cell)
    value = cell.value
    is_whole = cell.kind == "number" and value == value // 1
    word = _normal(str(int(value)) if is_whole else str(value))
    if word in words:
        return words[word]
    labels = [entry.label for entry in entries]
    if len(labels) > _NAMED_OPTIONS:
        raise UnclearValue(NOT_LISTED)
    raise UnclearValue(
        Text(
            f"{NOT_LISTED.zh}：{'、'.join(label.zh for label in labels)}",
            f"{NOT_LISTED.en}: {', '.join(label.en for label in labels)}",
        )
    )


def words_of(entries: Iterable[Option]) -> dict[str, str]:
    """Every way to name an entry: its words in both languages, with and without a number.

    Types of evidence have none in the list, and are understood with theirs: 2 本单位文件或统计.
    """
    found: dict[str, str] = {}
    for entry in entries:
        labels = (entry.label.zh, entry.label.en)
        # 100 million yuan is no numbered entry: its Chinese word begins with no number.
        number = _NUMBER.match(entry.label.zh)
        names = [label.removeprefix(number[0]) for label in labels] if number else []
        numbered = [f"{entry.key} {label}" for label in labels]
        for word in (entry.key, f"{entry.key}级", *labels, *names, *numbered):
            found[_normal(word)] = entry.key
    return found


def normal_word(word: str) -> str:
    """How words of lists are compared: full-width signs, capitals and spaces do not matter."""
    return _normal(word)


def _normal(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


def _refuse_computed(cell: Cell) -> None:
    if cell.kind == "formula":
        raise UnclearValue(FORMULA)
    if cell.kind == "error":
        raise UnclearValue(CELL_ERROR)


def _is_percent(cell: Cell) -> bool:
    return "%" in _LITERALS.sub("", cell.number_format)


def _percent(cell: Cell) -> Decimal:
    return _exact(cell.value) * 100


def _exact(value: float) -> Decimal:
    """As Excel shows it: no more than 15 digits, so that 0.1 + 0.2 is 0.3."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value.is_finite() else str(value)


def _iso(day: date, number_format: str) -> str:
    """2025-03-18, or as much of it as the cell shows."""
    shown = _LITERALS.sub("", number_format.split(";")[0]).lower()
    if "d" in shown or "y" not in shown:
        return f"{day:%Y-%m-%d}"
    return f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}"
