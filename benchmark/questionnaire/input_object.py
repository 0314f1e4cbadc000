"""Reading JSON that someone wrote by hand: every problem is kept, with its path and value.

`InputObject` is one object of the file; its methods return a usable value and note what is wrong,
so that reading goes on and the writer of the file learns everything at once.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from itertools import islice
from typing import Final

from benchmark.scoring.framework import Language, Text
from benchmark.scoring.text import clean_newlines, is_visible, text_problem

MISSING: Final = object()
ROOT = "$"
_LIKE_A_NUMBER = re.compile(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?|true|false|null")
_SHOWN_LENGTH = 60
_SHOWN_ITEMS = 5
_LARGEST = Decimal(10) ** 15
_DECIMAL_PLACES = 30
# Holds every number within these two bounds without rounding.
_EXACT = Context(prec=60)
# Longer whole numbers cost time to convert and are out of every range here.
_LONGEST_INT = 40

REQUIRED = Text(zh="必须填写", en="is required")
UNKNOWN_KEY = Text(zh="不是可用的键", en="is not a key that can be used here")
REPEATED_KEY = Text(zh="这个键出现了两次", en="this key stands twice")
NOT_AN_OBJECT = Text(zh="应为一个对象 { }", en="must be an object { }")
NOT_A_LIST = Text(zh="应为一个列表 [ ]", en="must be a list [ ]")
NOT_A_FLAG = Text(zh="应为 true 或 false", en="must be true or false")
NOT_A_TEXT = Text(zh="应为文字", en="must be text")
NOT_A_NUMBER = Text(zh="应为不小于0的数字", en="must be a number of at least 0")
TOO_LARGE = Text(zh="超出可接受的范围", en="is larger than can be accepted")
TOO_PRECISE = Text(zh="小数位数过多", en="has too many decimal places")
NOT_BLANK = Text(zh="不能为空", en="must not be blank")
NOT_UTF8 = Text(
    zh="不是 UTF-8 编码的文本文件（第{byte}个字节起）", en="is not UTF-8 text (from byte {byte})"
)
NOT_JSON = Text(
    zh="第{line}行第{column}列起不是有效的 JSON", en="line {line}, column {column}: not valid JSON"
)
# What is given in place of a JSON file, by how it begins.
_OTHER_FILES: Final = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Text("旧版 Excel 或 WPS 表格（.xls、.et）", "an old workbook (.xls, .et)"),
    ),
    (b"%PDF", Text("PDF 文件", "a PDF file")),
)
_PACKED: Final = (
    (
        b"opendocument.spreadsheet",
        Text("OpenDocument 表格（.ods）", "an OpenDocument workbook (.ods)"),
    ),
    (b"xl/", Text("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)")),
    (b"word/", Text("Word 文档（.docx）", "a Word document (.docx)")),
    (b"", Text("压缩文件（.zip）", "a zip archive")),
)
_CSV: Final = Text("CSV 文本（.csv）", "CSV text (.csv)")
NOT_JSON_BUT = Text(
    zh="这是{kind}，不是 JSON；填好的问卷请存为 .xlsx、.xls、.et 或 .ods",
    en="is {kind}, not JSON; a filled questionnaire is an .xlsx, .xls, .et or .ods file",
)
TOO_DEEP = Text(zh="嵌套层数过多", en="is nested too deeply")


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why an input cannot be accepted. `value` is MISSING where there is none."""

    path: str
    value: object
    message: Text

    def line(self, language: Language) -> str:
        """As it stands on standard error: `ratings[0].trait: luck ...`, always one line."""
        value = () if self.value is MISSING else (shown(self.value),)
        return " ".join((f"{self.path}:", *value, self.message.in_language(language)))


class InputProblems(Exception):
    """The input cannot be accepted; `problems` holds every reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.lines("en")))

    def lines(self, language: Language) -> list[str]:
        return [problem.line(language) for problem in self.problems]


class ParsedObject(dict[str, object]):
    """A JSON object as read from a file, which still knows the keys that stood there twice."""

    repeated: tuple[str, ...] = ()


def load_json(raw: bytes) -> object:
    """The value of a JSON file. Numbers with a point are Decimal. Raises InputProblems.

    What is plainly another kind of file, as a workbook under another name, is named as that.

    NaN, Infinity and numbers beyond all bounds are kept as Decimals that are not finite, so that
    they are refused where they stand, by path.
    """
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            parse_float=_decimal,
            parse_int=lambda text: int(text) if len(text) <= _LONGEST_INT else _decimal(text),
            parse_constant=Decimal,
            object_pairs_hook=_parsed_object,
        )
    except UnicodeDecodeError as error:
        message = _filled(NOT_UTF8, byte=error.start + 1)
    except json.JSONDecodeError as error:
        message = _filled(NOT_JSON, line=error.lineno, column=error.colno)
    except RecursionError:
        message = TOO_DEEP
    if other := _other_file(raw):
        message = Text(NOT_JSON_BUT.zh.format(kind=other.zh), NOT_JSON_BUT.en.format(kind=other.en))
    raise InputProblems([Problem(ROOT, MISSING, message)])


def _other_file(raw: bytes) -> Text | None:
    """What a file is that is no JSON, where that is plain."""
    for start, kind in _OTHER_FILES:
        if raw.startswith(start):
            return kind
    if raw.startswith(b"PK"):
        return next(kind for part, kind in _PACKED if part in raw)
    rows = raw.lstrip(b"\xef\xbb\xbf").split(b"\n")[:_SHOWN_ITEMS]
    separated = [max(row.count(b","), row.count(b"\t"), row.count(b";")) for row in rows if row]
    is_table = len(separated) > 1 and min(separated) > 0
    return (
        _CSV
        if is_table and not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
        else None
    )


def shown(value: object) -> str:
    """The value on one short line: plain text as it is, anything else as JSON.

    Text that reads like a number stays quoted: "3" where 3 is due must not look right.
    """
    if (
        isinstance(value, str)
        and not _LIKE_A_NUMBER.fullmatch(value)
        and len(value) <= _SHOWN_LENGTH
        and value.isprintable()
        and value == value.strip() != ""
    ):
        return value
    text = _as_json(value, depth=0)
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1]}…"


class InputObject:
    """One object of the input. Unknown and repeated keys are problems from the start.

    What is no object at all is one problem; its members are then not asked for.
    """

    def __init__(
        self, value: object, *, path: str, keys: Collection[str], problems: list[Problem]
    ) -> None:
        self.path = path
        self.problems = problems
        self._members: dict[str, object] = {}
        self._usable = isinstance(value, dict)
        if not isinstance(value, dict):
            message = REQUIRED if value is MISSING else NOT_AN_OBJECT
            problems.append(Problem(path or ROOT, value, message))
            return
        self._members = value
        for key in getattr(value, "repeated", ()):
            self.refuse(key, REPEATED_KEY)
        for key in value:
            if key not in keys:
                self.refuse(key, UNKNOWN_KEY)

    def at(self, key: str) -> str:
        """The path of a member."""
        name = shown(key)
        return f"{self.path}.{name}" if self.path else name

    def get(self, key: str) -> object:
        """The member's value; None where it is absent or null."""
        return self._members.get(key)

    def refuse(self, key: str, message: Text) -> None:
        value = self._members.get(key, MISSING)
        self.problems.append(Problem(self.at(key), value, message))

    def refuse_item(self, key: str, index: int, value: object, message: Text) -> None:
        self.problems.append(Problem(f"{self.at(key)}[{index}]", value, message))

    def text(
        self, key: str, limit: int, *, single_line: bool = True, required: bool = False
    ) -> str:
        """The member's text with plain line feeds; '' where absent, null, refused or nothing of it
        is visible."""
        value = self._wanted(key, required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(key, NOT_A_TEXT)
            return ""
        text = clean_newlines(value)
        if message := text_problem(text, limit, single_line=single_line):
            self.refuse(key, message)
            return ""
        if is_visible(text):
            return text
        if required:
            self.refuse(key, NOT_BLANK)
        return ""

    def flag(self, key: str) -> bool:
        """The member's true or false; False where absent, null or refused."""
        value = self._members.get(key)
        if value is not None and not isinstance(value, bool):
            self.refuse(key, NOT_A_FLAG)
        return value is True

    def whole(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        """The member's whole number within low and high; None where absent, null or refused."""
        value = self._wanted(key, required)
        if value is None:
            return None
        # A JSON true is an int to Python, and no number to us.
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.refuse(key, not_whole(low, high))
            return None
        return value

    def number(self, key: str, *, required: bool = True) -> Decimal | None:
        """The member's number, which is finite, at least 0 and at most 10^15.

        Exact, without trailing zeros and exponent; None where missing or refused.
        """
        value = self._wanted(key, required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.refuse(key, NOT_A_NUMBER)
            return None
        # repr() of a float is the shortest text that means it: 0.1 stays 0.1.
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if message := _number_problem(number):
            self.refuse(key, message)
            return None
        return Decimal(f"{number.normalize(_EXACT):f}").copy_abs()

    def one_of(self, key: str, known: Collection[str], *, required: bool = False) -> str | None:
        """The member's word out of `known`; None where absent, null or refused."""
        value = self._wanted(key, required)
        if value is None:
            return None
        if not isinstance(value, str) or value not in known:
            self.refuse(key, not_one_of(known))
            return None
        return value

    def items(self, key: str, *, required: bool = False) -> list[object]:
        """The member's list; empty where absent, null or refused."""
        value = self._wanted(key, required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(key, NOT_A_LIST)
            return []
        return value

    def objects(
        self, key: str, *, keys: Collection[str], required: bool = False
    ) -> Iterator[InputObject]:
        """The objects in the member's list, each checked as it is reached."""
        for index, value in enumerate(self.items(key, required=required)):
            path = f"{self.at(key)}[{index}]"
            yield InputObject(value, path=path, keys=keys, problems=self.problems)

    def member(self, key: str, *, keys: Collection[str]) -> InputObject:
        """The object that the member holds; absent or null is a problem."""
        value = self._members.get(key, MISSING)
        problems = self.problems if self._usable else []
        return InputObject(value, path=self.at(key), keys=keys, problems=problems)

    def mapping(self, key: str) -> InputObject:
        """The object that the member holds, whose keys the caller judges; empty where there is
        none."""
        value = self._members.get(key)
        keys = value if isinstance(value, dict) else ()
        given = {} if value is None else value
        return InputObject(given, path=self.at(key), keys=keys, problems=self.problems)

    def names(self) -> tuple[str, ...]:
        """The object's own keys, in the order written."""
        return tuple(self._members)

    def _wanted(self, key: str, required: bool) -> object:
        value = self._members.get(key)
        if value is None and required and self._usable:
            self.refuse(key, REQUIRED)
        return value


def not_one_of(known: Collection[str]) -> Text:
    """The words that would have been right."""
    return Text(zh=f"应为以下之一：{'、'.join(known)}", en=f"must be one of {', '.join(known)}")


def not_whole(low: int, high: int) -> Text:
    """The whole numbers that would have been right."""
    return Text(zh=f"应为{low}至{high}的整数", en=f"must be a whole number from {low} to {high}")


def _number_problem(number: Decimal) -> Text | None:
    if not number.is_finite() or number < 0:
        return NOT_A_NUMBER
    if number > _LARGEST:
        return TOO_LARGE
    exponent = number.as_tuple().exponent
    return TOO_PRECISE if isinstance(exponent, int) and exponent < -_DECIMAL_PLACES else None


def _parsed_object(pairs: list[tuple[str, object]]) -> ParsedObject:
    made = ParsedObject(pairs)
    counts = Counter(key for key, _ in pairs)
    made.repeated = tuple(key for key, count in counts.items() if count > 1)
    return made


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of twenty digits
        return Decimal("-Infinity" if text.startswith("-") else "Infinity")


def _filled(text: Text, **values: object) -> Text:
    return Text(zh=text.zh.format(**values), en=text.en.format(**values))


def _as_json(value: object, depth: int = 0) -> str:
    """JSON of the value, shortened at the second level; what does not print is escaped."""
    match value:
        case str():
            quoted = json.dumps(value[: _SHOWN_LENGTH + 1], ensure_ascii=False)
            return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in quoted)
        case None | bool():
            return json.dumps(value)
        case dict():
            parts = [
                f"{_as_json(key)}: {_as_json(item, depth + 1)}"
                for key, item in islice(value.items(), 0 if depth else _SHOWN_ITEMS)
            ]
            return "{" + _joined(parts, len(value)) + "}"
        case list():
            parts = [_as_json(item, depth + 1) for item in value[: 0 if depth else _SHOWN_ITEMS]]
            return "[" + _joined(parts, len(value)) + "]"
        case _:
            return str(value)


def _joined(parts: list[str], count: int) -> str:
    return ", ".join([*parts, "…"] if len(parts) < count else parts)
