"""What the ledger shows and what is read of it: its columns, words and lists, in both languages.

A row carries, hidden, what it was handed out with: so it is told apart what was changed in the
file, and what elsewhere since.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from benchmark.questionnaire.form import Form
from benchmark.questionnaire.layout import Option, condition_label, trait_label
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.tasks import TASK_FIELDS, TaskChange
from benchmark.wording.columns import COLUMN
from benchmark.wording.plan import TASK_STATUS, practice_title

LEDGER: Final = Text("任务台账", "Task ledger")
NOT_A_LEDGER: Final = Text(
    "不是这里下载的任务台账，或隐藏的格式信息已丢失；请重新下载台账填写",
    "is no task ledger downloaded here, or has lost its hidden format sheet: download the ledger "
    "again",
)
TASKS: Final = "tasks"
FIELD: Final[Mapping[str, Text]] = {
    "measure": Text("任务内容", "What to do"),
    "goal": Text("要达到的数值或结果", "Figure or result to reach"),
    "lead": COLUMN["lead"],
    "cooperating": COLUMN["support_unit"],
    "due": COLUMN["deadline"],
    "status": Text("进展状态", "Status"),
    "practice": Text("借鉴做法", "Practice to learn from"),
    "requirement_there": Text("所需条件", "What it requires"),
}
NEW_NOTE: Final = Text("新的进展", "New note")
LAST_NOTE: Final = Text("最近进展", "Last note")
FORM: Final = Form(
    format="cluster-benchmark-ledger",
    version="1",
    title=LEDGER,
    sheets={TASKS: LEDGER},
    columns={
        TASKS: {
            "trait": COLUMN["trait"],
            "condition": COLUMN["condition"],
            **FIELD,
            "note": NEW_NOTE,
            "opened": Text("隐藏的标识", "the hidden mark"),
        }
    },
    not_one=NOT_A_LEDGER,
    heads_below=1,
)
STATUS: Final[Mapping[str, Text]] = {str(key): word for key, word in TASK_STATUS.items()}
REQUIREMENT: Final[Mapping[str, Text]] = {
    "there": Text("已具备", "In place"),
    "to_be_made": Text("待落实", "To be made"),
}
ALL_PRACTICES: Final = "practice"

_OPENED: Final = re.compile(
    r"(\d{1,9})\.([a-z0-9-]+)\.([a-z0-9-]*)\.([0-9a-f]{8}(?:-[0-9a-f]{8})*)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted of a task's progress, by whom and when."""

    key: str
    text: str
    author: str
    day: date


@dataclass(frozen=True, slots=True)
class Entry:
    """A task as it is stored. `condition` is None for one that no condition names; a deleted one is
    `gone`."""

    key: str
    trait: str
    condition: str | None
    said: TaskChange
    notes: tuple[Note, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """What a row was handed out with: how many notes the task had, what it is about, and a mark of
    each field."""

    notes: int
    trait: str
    condition: str | None
    marks: Mapping[str, str]

    @classmethod
    def of(cls, entry: Entry) -> Opened:
        marks = {name: mark(getattr(entry.said, name)) for name in TASK_FIELDS}
        return cls(len(entry.notes), entry.trait, entry.condition, marks)

    @classmethod
    def read(cls, text: str) -> Opened | None:
        """Out of its hidden cell; None where that is not as it was written."""
        found = _OPENED.fullmatch(text)
        marks = found[4].split("-") if found else []
        if found is None or len(marks) != len(TASK_FIELDS):
            return None
        named = dict(zip(TASK_FIELDS, marks, strict=True))
        return cls(int(found[1]), found[2], found[3] or None, named)

    def written(self) -> str:
        """As its cell holds it."""
        marks = "-".join(self.marks[name] for name in TASK_FIELDS)
        return f"{self.notes}.{self.trait}.{self.condition or ''}.{marks}"


def mark(value: object) -> str:
    """A mark that differs once the value of a field does; tabs do not count, as LibreOffice loses
    them when it opens an .ods."""
    text = "" if value is None or value is False else str(value).replace("\t", "")
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]


def lists(framework: Framework) -> dict[str, tuple[Option, ...]]:
    """Every drop-down list; of practices all, and for each trait those that help it, where any
    do."""
    practices = [(each, Option(each.slug, practice_title(each))) for each in framework.practices]
    helping = {
        trait.slug: tuple(
            option
            for practice, option in practices
            if trait.condition_by_slug.keys() & {*practice.directly, *practice.indirectly}
        )
        for trait in framework.traits
    }
    return {
        "trait": tuple(Option(trait.slug, trait_label(trait)) for trait in framework.traits),
        "condition": tuple(
            Option(condition.slug, condition_label(trait, condition))
            for trait in framework.traits
            for condition in trait.conditions
        ),
        "status": tuple(Option(key, label) for key, label in STATUS.items()),
        "requirement_there": tuple(Option(key, label) for key, label in REQUIREMENT.items()),
        ALL_PRACTICES: tuple(option for _, option in practices),
        **{practice_list(trait): found for trait, found in helping.items() if found},
    }


def practice_list(trait: str) -> str:
    """The list of practices that help a trait."""
    return f"{ALL_PRACTICES}:{trait}"
