"""Values of a JSON file that know their path, and report what is wrong with them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

from benchmark.scoring.framework import Text
from benchmark.scoring.text import trimmed

DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HANZI = re.compile(r"[\u3400-\u9fff]")
MISSING: Final = object()
T = TypeVar("T")


def plain(value: Decimal) -> Decimal:
    """`value` without trailing zeros and without an exponent: 28000, 16.6667."""
    return Decimal(f"{value.normalize():f}")


def open_file(path: Path, problems: list[str]) -> Node:
    """The file's value as a node; what cannot be read is a problem."""
    node = Node(MISSING, path.name, problems)
    try:
        node.value = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        problems.append(f"{path.name}: {error.strerror}")
    except ValueError as error:  # neither UTF-8 nor JSON
        problems.append(f"{path.name}: {error}")
    return node


@dataclass
class Node:
    """A value of a file with its path. A wrong value is reported, then stands as a blank, so
    that reading goes on; a missing one was reported where it was missed."""

    value: Any
    path: str
    problems: list[str]

    def report(self, message: str) -> None:
        shown = json.dumps(self.value, ensure_ascii=False, default=str)
        shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
        self.problems.append(f"{self.path}: {shown}: {message}")

    def problem(self, message: str) -> None:
        """Something wrong with the whole, whose value would be too long to show."""
        self.problems.append(f"{self.path}: {message}")

    def _is(self, kind: type | tuple[type, ...], message: str) -> bool:
        if self.value is MISSING:
            return False
        # A JSON true is an int to Python, and no number to us.
        right = isinstance(self.value, kind) and (kind is bool or not isinstance(self.value, bool))
        if not right:
            self.report(message)
        return right

    def fields(self, *names: str) -> list[Node]:
        """The named members, in that order. Both a missing and an unknown name is a problem."""
        found = self.value if self._is(dict, "must be an object") else None
        separator = ": " if self.path.endswith(".json") else "."
        nodes = [
            Node((found or {}).get(name, MISSING), f"{self.path}{separator}{name}", self.problems)
            for name in names
        ]
        if found is not None:
            self.problems += [f"{node.path}: missing" for node in nodes if node.value is MISSING]
            for name in [name for name in found if name not in names]:
                unknown = Node(found[name], f"{self.path}{separator}{name}", self.problems)
                unknown.report("unknown key")
        return nodes

    def member(self, name: str) -> Node:
        """One named member, whatever else there is; `fields` has checked the names."""
        found = self.value if isinstance(self.value, dict) else {}
        return Node(found.get(name, MISSING), f"{self.path}.{name}", self.problems)

    def items(self) -> list[Node]:
        if not self._is(list, "must be a list"):
            return []
        return [
            Node(value, f"{self.path}[{index}]", self.problems)
            for index, value in enumerate(self.value)
        ]

    def string(self) -> str:
        if not self._is(str, "must be text"):
            return ""
        if not self.value or self.value != trimmed(self.value):
            self.report("must not be empty nor begin or end with a space")
        return str(self.value)

    def slug(self) -> str:
        value = self.string()
        if value and not SLUG.fullmatch(value):
            self.report("must be a slug of lower-case letters, digits and hyphens")
        return value

    def date(self) -> str:
        """A month or a day: '2021-03', '2021-11-25'."""
        value = self.string()
        if value and not DATE.fullmatch(value):
            self.report("must be a date like 2021-03 or 2021-11-25")
        return value

    def one_of(self, known: Collection[str]) -> str:
        value = self.string()
        if value and value not in known:
            self.report(f"must be one of {', '.join(known)}")
        return value

    def integer(self, low: int, high: int) -> int:
        if not self._is(int, "must be a whole number"):
            return low
        if not low <= self.value <= high:
            self.report(f"must be from {low} to {high}")
        return int(self.value)

    def number(self) -> Decimal:
        if not self._is((int, Decimal), "must be a number"):
            return Decimal(1)
        if self.value <= 0:
            self.report("must be more than 0")
        return plain(Decimal(self.value))

    def boolean(self) -> bool:
        return self._is(bool, "must be true or false") and bool(self.value)

    def text(self) -> Text:
        """Both languages, each in its own script."""
        zh, en = self.fields("zh", "en")
        text = Text(zh=zh.string(), en=en.string())
        if text.zh and not HANZI.search(text.zh):
            zh.report("must be Chinese")
        if HANZI.search(text.en):
            en.report("must be English")
        return text

    def optional(self, read: Callable[[Node], T]) -> T | None:
        return None if self.value is None else read(self)

    def expect(self, right: bool, message: str) -> None:
        """Reports `message` unless `right`, or unless the value is missing anyway."""
        if not right and self.value is not MISSING:
            self.report(message)


class Slugs:
    """Names already given, by kind: each may be given once."""

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {}

    def new(self, kind: str, node: Node) -> str:
        """A slug that no other of its kind has."""
        return self.once(kind, node, node.slug())

    def once(self, kind: str, node: Node, name: str) -> str:
        seen = self._seen.setdefault(kind, set())
        if name and name in seen:
            node.report("stands twice")
        seen.add(name)
        return name
