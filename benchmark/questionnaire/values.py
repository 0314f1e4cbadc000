"""What a cell means: text, year, number, date, or an entry of a list.

Offices paste: numbers come as text, dates as dates, a share as a cell in per cent format. What is
typed is read by the grammar of every input (`scoring.typed`), what is not clear is refused by cell;
the rules for the value itself are those of every input too (`assessment_json`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Generic, TypeVar

from benchmark.scoring.assessment import OwnQualifier
from benchmark.scoring.checks import is_link
from benchmark.scoring.dates import normal_date
from benchmark.scoring.figures import PERCENT
from benchmark.scoring.framework import Text
from benchmark.scoring.text import is_visible, one_name
from benchmark.scoring.typed import (
    NOT_A_NUMBER,
    TypedNumber,
    UnclearError,
    says_nothing,
    typed_level,
    typed_number,
    typed_year,
)
from benchmark.wording.figures import figure_text, number_text, unit_text
from benchmark.wording.labels import QUALIFIER

from .grid import Cell
from .layout import Option

FORMULA = Text(
    "是公式，不能读取；请复制后用“选择性粘贴—数值”替换为数值",
    "is a formula and is not read: copy it and paste values only",
)
CELL_ERROR = Text("单元格是错误值，请改正", "the cell shows an error: correct it")
NOT_TEXT = Text("应为文字；请按文本填写", "must be text: enter it as text")
PERCENT_FORMAT = Text(
    "单元格是百分比格式，而这项数据的单位不是%",
    "the cell is formatted as per cent, but the unit of the figure is not %",
)
DATE_AS_NUMBER = Text(
    "不能确定是哪一天；请按文本写成 2025、2025-03 或 2025-03-18",
    "may mean several dates: write 2025, 2025-03 or 2025-03-18 as text",
)
NOTHING_SAID = Text("未填写", "nothing")
NOT_LISTED = Text("不在下拉列表中，请从列表中选择", "is not in the list: choose one of its entries")

# A list this short is named whole where a value is not in it.
_NAMED_OPTIONS: Final = 8
_LITERALS: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[_*].')
_NUMBER: Final = re.compile(r"\d+ ")


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Understood(Generic[T]):
    """What a cell means that does not say it plainly, and how that is said to whoever filled it
    in."""

    value: T
    as_read: Text


def is_blank(cell: Cell | None) -> bool:
    return cell is None or (cell.kind == "text" and not is_visible(cell.value))


# How offices answer a condition where they do not choose from the list.
_OTHER_WORDS: Final = {
    **dict.fromkeys(("是", "√", "✓", "有", "对", "yes"), "met"),
    **dict.fromkeys(("否", "×", "✗", "没有", "不是", "no"), "not_met"),
    **dict.fromkeys(("不清楚", "不知道", "未知", "待查"), "unknown"),
}
# Signs that a word needs to stand for the entry that begins with it.
_BEGINNING: Final = 2


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
    raise UnclearError(NOT_TEXT)


def year_of(cell: Cell | None) -> object:
    """The cell's calendar year, 年 or 年度 behind it or not; of a date its year. What is no text
    and no year is left as it is, for the rule of the value to refuse."""
    if is_blank(cell) or cell is None:
        return None
    _refuse_computed(cell)
    value = cell.value
    if cell.kind == "text":
        found = typed_year(value)
        return Understood(None, NOTHING_SAID) if found is None else found
    if cell.kind == "number" and _is_percent(cell):
        return f"{_plain(_percent(cell))}%"
    if cell.kind == "number":
        return int(value) if value == value // 1 else value
    if cell.kind == "date" and isinstance(value, date):
        shown = _iso(value, cell.number_format)
        year = Text(str(value.year), str(value.year))
        return value.year if shown == year.zh else Understood(value.year, year)
    return value if cell.kind == "truth" else str(value)


def number_of(
    cell: Cell | None, *, unit: str
) -> TypedNumber | Understood[TypedNumber] | Understood[None] | None:
    """The cell's number in `unit`, the indicator's, or in one that it names; of a share also 12.5%
    as text or as a cell in per cent format."""
    if is_blank(cell) or cell is None:
        return None
    _refuse_computed(cell)
    if cell.kind == "number":
        if not _is_percent(cell):
            return TypedNumber(_exact(cell.value))
        if unit != PERCENT:
            raise UnclearError(PERCENT_FORMAT)
        return TypedNumber(_percent(cell), unit=PERCENT)
    if cell.kind != "text":
        raise UnclearError(NOT_A_NUMBER)
    found = typed_number(cell.value, unit)
    if found is None:
        return Understood(None, NOTHING_SAID)
    is_plain = not found.about and not found.scaled and found.unit in ("", unit)
    return found if is_plain else Understood(found, _as_read(found, found.unit or unit))


def asks_for_percent(number: TypedNumber, unit: str) -> bool:
    """Whether 0.35 may mean 35 %: a share of 1 or less, without a word of per cent."""
    return unit == PERCENT and not number.unit and 0 < number.value <= 1


def address_of(cell: Cell | None) -> str | Understood[str] | None:
    """What stands in a cell for an address or a document number; a link behind other text than an
    address is the address."""
    text = text_of(cell)
    link = link_of(cell)
    return text if link is None or (text and is_link(text)) else link


def link_of(cell: Cell | None) -> Understood[str] | None:
    """The web address that a cell leads to."""
    if cell is None or not is_link(cell.link):
        return None
    return Understood(cell.link, Text(cell.link, cell.link))


def date_of(cell: Cell | None) -> str | Understood[str] | Understood[None] | None:
    """The cell's date as text. A real date is as precise as its format shows it."""
    if cell is None:
        return None
    _refuse_computed(cell)
    if cell.kind == "date" and isinstance(cell.value, date):
        shown = _iso(cell.value, cell.number_format)
        return shown if cell.number_format else Understood(shown, Text(shown, shown))
    if cell.kind == "text" or (cell.kind == "number" and isinstance(cell.value, int)):
        text = str(cell.value).strip("\n")
        if is_visible(text) and says_nothing(text):
            return Understood(None, NOTHING_SAID)
        found = normal_date(text)
        # What is no date is left as it is, for the rule to refuse.
        if found is None:
            return text
        run_together = text.strip().isdecimal() and len(found) > len("2025")
        return Understood(found, Text(found, found)) if run_together else found
    # 2025.1 as a number may be January or, typed as 2025.10, October.
    raise UnclearError(DATE_AS_NUMBER)


def level_of(
    cell: Cell | None, words: Mapping[str, str], entries: tuple[Option, ...]
) -> str | Understood[str] | Understood[None] | None:
    """The level that the cell names, by its word or by its number: 4, 四级, 第4级."""
    found = typed_level(cell.value) if cell is not None and cell.kind == "text" else None
    known = {entry.key: entry for entry in entries}
    if cell is None or str(found) not in known:
        return choice_of(cell, words, entries)
    is_plain = one_name(cell.value) in words
    return str(found) if is_plain else Understood(str(found), known[str(found)].label)


def choice_of(
    cell: Cell | None, words: Mapping[str, str], entries: tuple[Option, ...]
) -> str | Understood[str] | Understood[None] | None:
    """The key of the list's entry that the cell names, in any language or by how it begins, 是 for
    符合 too; None where it is empty."""
    if is_blank(cell) or cell is None:
        return None
    _refuse_computed(cell)
    value = cell.value
    is_whole = cell.kind == "number" and value == value // 1
    word = one_name(str(int(value)) if is_whole else str(value))
    if word in words:
        return words[word]
    if meant := _meant(word, words, entries):
        return Understood(meant.key, meant.label)
    if cell.kind == "text" and _says_nothing(cell):
        return Understood(None, NOTHING_SAID)
    labels = [entry.label for entry in entries]
    if len(labels) > _NAMED_OPTIONS:
        raise UnclearError(NOT_LISTED)
    raise UnclearError(
        Text(
            f"{NOT_LISTED.zh}：{'、'.join(label.zh for label in labels)}",
            f"{NOT_LISTED.en}: {', '.join(label.en for label in labels)}",
        )
    )


def _meant(word: str, words: Mapping[str, str], entries: tuple[Option, ...]) -> Option | None:
    """The entry that a word means which is none of its own: another word for an answer, or the
    beginning of one entry alone."""
    key = _OTHER_WORDS.get(word, "")
    begun = {words[w] for w in words if w.startswith(word)} if len(word) >= _BEGINNING else set()
    keys = {key} if key else begun
    found = [entry for entry in entries if entry.key in keys]
    return found[0] if len(found) == 1 else None


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
            found[one_name(word)] = entry.key
    return found


def _says_nothing(cell: Cell) -> bool:
    return is_visible(cell.value) and says_nothing(cell.value)


def _as_read(number: TypedNumber, unit: str) -> Text:
    """612亿元，约."""
    zh = f"{number_text(number.value, 'zh-hans')}{unit_text(unit).zh}"
    qualifier: OwnQualifier = "about" if number.about else "exact"
    en = figure_text(number.value, unit, qualifier, None, "en")
    return Text(f"{zh}，{QUALIFIER['about'].zh}" if number.about else zh, en)


def _refuse_computed(cell: Cell) -> None:
    if cell.kind == "formula":
        raise UnclearError(FORMULA)
    if cell.kind == "error":
        raise UnclearError(CELL_ERROR)


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
