"""A report as it is kept: everything that its formats render, as compressed JSON.

Texts, drawings and cells stand in it as they are, so that no later word, rule or name changes what
is handed out. What is read is equal to what was written.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from benchmark.questionnaire.as_json import assessment_as_json, json_bytes
from benchmark.questionnaire.assessment_json import load_assessment
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import LANGUAGES, Framework, Language, Text
from benchmark.scoring.plan import Task
from benchmark.workbook.tables import Column as SheetColumn
from benchmark.workbook.tables import Sheet

from .as_json import as_json
from .blocks import (
    Chart,
    Column,
    Document,
    Heading,
    Item,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Texts,
    Unanswered,
)
from .document import in_language, texts
from .excel.book import Contents, Summary, Value, contents
from .gap_report import GapReport

# The class of an object is written under a key that no field has.
_CLASS: Final = "is"
_KINDS: Final[tuple[type[Any], ...]] = (
    *(Texts, Unanswered, Heading, Paragraph, Item, Note, Column, Table, Chart, PageBreak),
    *(Contents, Summary, Value, Sheet, Task),
)
_CLASSES: Final = {**{kind.__name__: kind for kind in _KINDS}, "SheetColumn": SheetColumn}
_NAMES: Final = {kind: name for name, kind in _CLASSES.items()}


@dataclass(frozen=True, slots=True)
class KeptReport:
    """What is kept of a submitted report. `result` is its JSON format, byte for byte; `said` what
    it was made of, with the keys of its rows, `tasks` its plan: by these another edition tells
    what changed."""

    texts: Texts
    books: tuple[Contents, ...]
    result: str
    said: str
    tasks: tuple[Task, ...]

    def document(self, language: Language, *, brief_only: bool = False) -> Document:
        return in_language(self.texts, language, brief_only=brief_only)

    def book(self, language: Language) -> Contents:
        return self.books[LANGUAGES.index(language)]

    def json(self) -> bytes:
        return self.result.encode()

    def assessment(self, framework: Framework) -> Assessment:
        """What it was made of; `framework` is the one it was made with."""
        return load_assessment(self.said.encode(), framework, draft=True)


def kept(report: GapReport) -> KeptReport:
    """All that the report's formats render."""
    return KeptReport(
        texts=texts(report),
        books=tuple(contents(report, language) for language in LANGUAGES),
        result=as_json(report).decode(),
        said=json_bytes(assessment_as_json(report.assessment, draft=True)).decode(),
        tasks=report.plan.tasks if report.plan else (),
    )


def dump(content: KeptReport) -> bytes:
    """Compressed JSON: words repeat between sections, formats and languages."""
    plain = {
        "texts": _plain(content.texts),
        "books": _plain(content.books),
        "result": content.result,
        "said": content.said,
        "tasks": _plain(content.tasks),
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())


def load(data: bytes) -> KeptReport:
    """What `dump` wrote."""
    plain = json.loads(zlib.decompress(data))
    objects = {key: _object(plain[key]) for key in ("texts", "books", "tasks")}
    return KeptReport(**objects, result=plain["result"], said=plain["said"])


def _plain(value: object) -> Any:
    match value:
        case Text(zh, en):
            return {"zh": zh} if zh == en else {"zh": zh, "en": en}
        case tuple():
            return [_plain(item) for item in value]
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case None | str() | int() | float():
            return value
        case _:
            said = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]
            return {_CLASS: _NAMES[type(value)], **said}


def _object(plain: Any) -> Any:
    match plain:
        case {"is": name}:
            said = {str(key): _object(item) for key, item in plain.items() if key != _CLASS}
            return _CLASSES[name](**said)
        case {"zh": zh}:
            return Text(zh, plain.get("en", zh))
        case {"decimal": number}:
            return Decimal(number)
        case {"date": day}:
            return date.fromisoformat(day)
        case list():
            return tuple(map(_object, plain))
        case _:
            return plain
