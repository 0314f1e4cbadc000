"""A filled ledger back into tasks, every problem named by sheet and cell.

What a cell means is read as in a questionnaire; what a field may hold is what its page takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from benchmark.questionnaire.grid import Cell
from benchmark.questionnaire.handed_out import HandedOut
from benchmark.questionnaire.problems import WorkbookProblems, refuse
from benchmark.questionnaire.sheets import Places, open_sheets
from benchmark.questionnaire.values import Understood, choice_of, date_of, text_of
from benchmark.scoring.assessment import ROW_KEY
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.tasks import TaskChange, due_day
from benchmark.scoring.text import (
    LINE_LIMIT,
    NAME_LIMIT,
    clean_newlines,
    one_name,
    text_problem,
    trimmed,
    visible_or_empty,
)
from benchmark.scoring.typed import UnclearError
from benchmark.wording.sentences import joined

from .filled import FilledLedger, Row, keyed
from .layout import (
    ALL_PRACTICES,
    FIELD,
    FORM,
    STATUS,
    TASKS,
    Opened,
    lists,
    mark,
)

OTHER_PLAN = Text(
    "是“{found}”的任务台账，不是“{wanted}”的",
    "is the task ledger of {found}, not of {wanted}",
)
MOVED = Text(
    "这一行原来是“{was}”，特征和条件不能改；如果只对部分列排过序，请撤销；另有任务的，请在表末另起一行",
    "the row was handed out as “{was}”; trait and condition do not change. If only some columns "
    "were sorted, undo that; write another task into a new row",
)
OTHER_TRAIT = Text(
    "这个条件属于“{trait}”，与所选的特征不符", "belongs to {trait}, not to the trait that is chosen"
)
NO_TRAIT = Text("请选择任务针对的特征或条件", "choose the trait or condition that it is about")
NO_STATUS = Text(
    f"请选择进展状态：{'、'.join(word.zh for word in STATUS.values())}",
    f"choose a status: {', '.join(word.en for word in STATUS.values())}",
)
NO_PRACTICE = Text(
    "“已具备”说的是借鉴做法所需的条件，请先选择借鉴做法",
    "what is in place is what a practice requires: choose the practice first",
)
OTHER_PRACTICE = Text(
    "待落实：借鉴做法改了，所需条件要另行确认",
    "to be made: what another practice requires is not yet known",
)
# What a row says; one without any of it is empty.
_SAID: Final = ("trait", "condition", *FIELD, "note")


class Ledger(HandedOut):
    """An uploaded ledger, opened. Raises WorkbookProblems where it is none."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw, FORM)

    def read(self, framework: Framework, plan: str, name: str) -> FilledLedger:
        """What is filled in, of the plan of that mark and name. Raises WorkbookProblems with every
        problem found."""
        if self.facts.get("plan") != plan:
            raise refuse(OTHER_PLAN, found=self.facts.get("name", ""), wanted=name)
        return _Reader(self, framework).read()


class _Reader:
    def __init__(self, ledger: Ledger, framework: Framework) -> None:
        self.framework, self.places = framework, Places(FORM)
        self.lists = lists(framework)
        self.words = {name: ledger.words(name, found) for name, found in self.lists.items()}
        # Without its number too.
        self.words["condition"] |= {
            one_name(text): slug
            for slug, condition in framework.condition_by_slug.items()
            for text in (condition.text.zh, condition.text.en)
        }
        self.readers: dict[str, Callable[[Cell | None], Any]] = {
            "measure": _lines,
            "goal": _line,
            "lead": _line,
            "cooperating": _several,
            "due": _due,
            "status": self.chosen("status"),
            "practice": self.chosen(ALL_PRACTICES, lambda slug: slug or ""),
            "requirement_there": self.chosen("requirement_there", lambda key: key == "there"),
        }
        sheets = open_sheets(ledger, self.places)
        if not sheets:
            raise WorkbookProblems(*self.places.problems)
        self.sheet = sheets[TASKS]

    def read(self) -> FilledLedger:
        numbers = self.sheet.filled_rows(*_SAID)
        own = self.own_rows(numbers)
        rows = [self.row(number, own.get(number, "")) for number in numbers]
        if self.places.problems:
            raise WorkbookProblems(*self.places.problems)
        return FilledLedger(tuple(self.with_keys(rows)), self.places, self.places.notes)

    def own_rows(self, numbers: Iterable[int]) -> dict[int, str]:
        """The rows of tasks that were handed out, with their keys. Of a row that was copied the one
        that is most as it was; the others are new."""
        found: dict[str, list[int]] = {}
        for number in numbers:
            key = self.sheet.row_key(number)
            if ROW_KEY.fullmatch(key):
                found.setdefault(key, []).append(number)
        return {
            (min(rows, key=self.changed) if len(rows) > 1 else rows[0]): key
            for key, rows in found.items()
        }

    def changed(self, number: int) -> int:
        """How many cells of a row are not as they were handed out."""
        opened = self.opened(number)
        if opened is None:
            return len(_SAID)
        about = (opened.trait, opened.condition)
        said = tuple(
            self.silently(number, name, self.chosen(name)) for name in ("trait", "condition")
        )
        return (said != about) + sum(
            mark(self.silently(number, name, read)) != opened.marks[name]
            for name, read in self.readers.items()
        )

    def silently(self, number: int, name: str, read: Callable[[Cell | None], Any]) -> Any:
        """What a cell means, with nothing said about it; None where it is unclear."""
        try:
            found = read(self.sheet.cell(number, name))
        except UnclearError:
            return None
        return found.value if isinstance(found, Understood) else found

    def row(self, number: int, key: str) -> Row:
        """One row; without a key it is a new task."""
        opened = self.opened(number) if key else None
        trait, condition = self.about(number, key, opened)
        said = {name: self.value(number, name, opened) for name in FIELD}
        if said["status"] is None:
            if key:
                self.refuse(number, "status", NO_STATUS)
            said["status"] = "not_started"
        said["requirement_there"] = self.requirement(number, opened, said)
        if key:
            self.places.note(key, self.sheet.place(self.places, number, "trait"))
        note = self.read_cell(number, "note", _lines) or ""
        return Row(key, trait, condition, TaskChange(**said), note, opened=opened)

    def opened(self, number: int) -> Opened | None:
        """What the row was handed out with; None where that cannot be known."""
        found = Opened.read(self.sheet.grid.text(number, self.sheet.columns["opened"]))
        trait = self.framework.trait_by_slug.get(found.trait) if found else None
        known = {None, *trait.condition_by_slug} if trait else set()
        return found if found and found.condition in known else None

    def about(self, number: int, key: str, opened: Opened | None) -> tuple[str, str | None]:
        """Trait and condition. Of a task that is there they are not changed."""
        said: dict[str, str | None] = {
            name: self.read_cell(number, name, self.chosen(name)) for name in ("trait", "condition")
        }
        if opened is not None:
            for name, slug in said.items():
                if slug and slug != getattr(opened, name):
                    self.refuse(number, name, _filled(MOVED, was=self.label(opened)))
            return opened.trait, opened.condition
        trait, condition = said["trait"], said["condition"]
        home = self.framework.condition_by_slug[condition].trait if condition else trait
        if home and trait and home != trait:
            belongs = self.framework.trait_by_slug[home].name
            self.refuse(number, "condition", _filled(OTHER_TRAIT, trait=belongs))
        if not home and not key:
            self.refuse(number, "trait", NO_TRAIT)
        return home or "", condition

    def label(self, opened: Opened) -> Text:
        """What a row was about."""
        name, slug = (
            ("condition", opened.condition) if opened.condition else ("trait", opened.trait)
        )
        return next(option.label for option in self.lists[name] if option.key == slug)

    def value(self, number: int, name: str, opened: Opened | None) -> Any:
        """A field. What stands there as it was handed out needs no explanation."""

        def plainly(cell: Cell | None) -> Any:
            found = self.readers[name](cell)
            is_plain = not isinstance(found, Understood)
            if is_plain or opened is None or mark(found.value) != opened.marks[name]:
                return found
            return found.value

        return self.read_cell(number, name, plainly)

    def read_cell(self, number: int, name: str, read: Callable[[Cell | None], Any]) -> Any:
        """What a cell means; where it is unclear, its field is named too."""

        def named(cell: Cell | None) -> Any:
            try:
                return read(cell)
            except UnclearError as unclear:
                raise UnclearError(_of_field(name, unclear.message)) from unclear

        return self.sheet.read(self.places, number, name, "", named)

    def requirement(self, number: int, opened: Opened | None, said: dict[str, Any]) -> bool:
        """Whether what the practice requires is there: of another practice it is not known yet."""
        if not said["requirement_there"]:
            return False
        stays = opened is not None and opened.marks["requirement_there"] == mark(True)
        if stays and opened and opened.marks["practice"] != mark(said["practice"]):
            place = self.sheet.place(self.places, number, "requirement_there")
            self.places.explain(place, self.text(number, "requirement_there"), OTHER_PRACTICE)
            return False
        if not said["practice"]:
            self.refuse(number, "requirement_there", NO_PRACTICE)
        return True

    def with_keys(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, new ones with a key."""
        copies: Counter[Row] = Counter()
        for row in rows:
            if row.key:
                yield row
                continue
            said = replace(row, note="")
            yield keyed(row, copies[said])
            copies[said] += 1

    def chosen(
        self, name: str, meaning: Callable[[str | None], Any] = lambda key: key
    ) -> Callable[[Cell | None], Any]:
        """Reads an entry of a list."""

        def read(cell: Cell | None) -> Any:
            found = choice_of(cell, self.words[name], self.lists[name])
            if isinstance(found, Understood):
                return Understood(meaning(found.value), found.as_read)
            return meaning(found)

        return read

    def text(self, number: int, name: str) -> object:
        cell = self.sheet.cell(number, name)
        return cell.value if cell else ""

    def refuse(self, number: int, name: str, message: Text) -> None:
        place = self.sheet.place(self.places, number, name)
        self.places.refuse(place, _of_field(name, message), self.text(number, name))


def _lines(cell: Cell | None) -> str:
    return _kept(text_of(cell, single_line=False), LINE_LIMIT)


def _line(cell: Cell | None) -> str:
    return _kept((text_of(cell) or "").strip(), NAME_LIMIT, single_line=True)


def _several(cell: Cell | None) -> str | Understood[str]:
    """Units that stand below each other stand beside each other where they are kept."""
    typed = clean_newlines(text_of(cell) or "").strip()
    beside = "、".join(name for line in typed.split("\n") if (name := trimmed(line)))
    if "\n" not in typed:
        return _kept(typed, NAME_LIMIT, single_line=True)
    text = _kept(beside, NAME_LIMIT, single_line=True)
    return Understood(text, Text(text, text))


def _kept(text: str | None, limit: int, *, single_line: bool = False) -> str:
    """The text as its page would keep it. Raises UnclearError."""
    clean = visible_or_empty(clean_newlines(text or ""))
    if problem := text_problem(clean, limit, single_line=single_line):
        raise UnclearError(problem)
    return clean


def _due(cell: Cell | None) -> date | Understood[date] | Understood[None] | None:
    """A day; where a month or a year stands, its last."""
    found = date_of(cell)
    typed = found.value if isinstance(found, Understood) else found
    day = due_day(typed or "")
    if day is None:
        return found if isinstance(found, Understood) and found.value is None else None
    shown = day.isoformat()
    return Understood(day, Text(shown, shown)) if found != shown else day


def _of_field(name: str, message: Text) -> Text:
    return joined((FORM.columns[TASKS][name], message), "：", ": ")


def _filled(message: Text, **values: Text) -> Text:
    zh = {name: value.zh for name, value in values.items()}
    en = {name: value.en for name, value in values.items()}
    return Text(message.zh.format(**zh), message.en.format(**en))
