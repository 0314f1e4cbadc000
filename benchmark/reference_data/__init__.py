"""The shipped reference data: JSON files -> one checked `Framework` of plain objects.

Every file is read whole and every problem is collected before anything is refused, so that the
person who edits the data sees all of them at once, each with file, path and value.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from benchmark.scoring.framework import Framework

from .builder import Builder
from .nodes import open_file, plain

__all__ = ["FILES", "ReferenceDataError", "digest", "plain", "read_framework"]

FILES: Final = ("framework.json", "clusters.json", "facts.json", "practices.json")


class ReferenceDataError(Exception):
    """The reference data cannot be used. `problems`: a line each, with file, path and value."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_framework(folder: Path) -> Framework:
    """The framework with its whole reference set, from the JSON files in `folder`.

    Raises ReferenceDataError with every problem found; returns only data that is whole.
    """
    problems: list[str] = []
    files = [open_file(folder / name, problems) for name in FILES]
    if problems:
        raise ReferenceDataError(problems)
    framework = Builder(problems).build(*files)
    if problems:
        raise ReferenceDataError(problems)
    return framework


def digest(framework: Framework) -> str:
    """SHA-256 of the framework's content: equal content gives an equal digest."""
    content = json.dumps(asdict(framework), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()
