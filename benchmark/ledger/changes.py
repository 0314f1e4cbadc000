"""What a ledger that came back changes in the plan as it is now, field by field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from benchmark.questionnaire.differences import NOTHING, Change, ChangeGroup
from benchmark.questionnaire.problems import WorkbookProblem
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.tasks import TaskChange
from benchmark.wording.sentences import joined

from .filled import FilledLedger, Row
from .layout import ALL_PRACTICES, FIELD, NEW_NOTE, REQUIREMENT, STATUS, Entry, lists

NEW_TASK = Text("新任务", "New task")
NO_SUCH_TASK = Text(
    "隐藏的标识不属于这份自评的任务；请重新下载台账，新任务在表末另起一行",
    "the hidden mark belongs to no task of this plan: download the ledger again, and write new "
    "tasks into rows of their own at the end",
)
# As much of what a task says as names it.
_NAME_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written of one row. `entry` is the task as it is stored, None for a new one;
    `said` is None where nothing of its fields changes; `note` is '' for none."""

    row: Row
    entry: Entry | None
    said: TaskChange | None
    note: str


@dataclass(frozen=True, slots=True)
class LedgerChanges:
    """`groups` are the changes, a group for each task. `missing` are tasks that the ledger does not
    hold, `deleted` those that it holds as they were and that were deleted since: both stay as they
    are."""

    groups: tuple[ChangeGroup, ...]
    missing: tuple[Text, ...]
    deleted: tuple[Text, ...]


def strangers(stored: Collection[str], filled: FilledLedger) -> Iterator[WorkbookProblem]:
    """Rows whose keys are of no task of the plan."""
    for row in filled.rows:
        if not row.is_new and row.key not in stored:
            yield filled.problem(row, NO_SUCH_TASK)


def ledger_changes(
    framework: Framework, stored: Mapping[str, Entry], rows: Iterable[Row]
) -> LedgerChanges:
    """What the rows would change in the tasks by their keys, deleted ones included."""
    rows, words = list(rows), _words(framework)
    groups, deleted = [], []
    for row in rows:
        entry = stored.get(row.key)
        if entry is None:
            title = task_name(framework, row.trait, row.condition, row.said.measure)
            changes = [_added(words, row), *_note(row, None)]
        else:
            title = name_of(framework, entry)
            changes = [*_changed(words, row, entry), *_note(row, entry)]
            if entry.gone and not changes:
                deleted.append(title)
        if changes:
            groups.append(ChangeGroup(title, None, tuple(changes)))
    held = {row.key for row in rows}
    missing = [
        name_of(framework, entry)
        for key, entry in stored.items()
        if key not in held and not entry.gone
    ]
    return LedgerChanges(tuple(groups), tuple(missing), tuple(deleted))


def to_write(
    stored: Mapping[str, Entry], rows: Iterable[Row], wanted: Collection[str]
) -> Iterator[Written]:
    """What is to be written where the changes with these keys are wanted."""
    for row in rows:
        entry = stored.get(row.key)
        note = row.note if _key(row, "note") in wanted else ""
        if entry is None:
            if _key(row, "task") in wanted:
                yield Written(row, None, row.said, note)
            continue
        new = {n: getattr(row.said, n) for n in FIELD if _key(row, n) in wanted}
        if new or note:
            # What is written into a deleted task brings it back.
            said = replace(entry.said, **new) if new or entry.gone else None
            yield Written(row, entry, said, note)


def name_of(framework: Framework, entry: Entry) -> Text:
    return task_name(framework, entry.trait, entry.condition, entry.said.measure)


def task_name(framework: Framework, trait: str, condition: str | None, measure: str) -> Text:
    """What a task is called: its trait, and its condition or else what it says."""
    home = framework.trait_by_slug[trait]
    cut = measure if len(measure) <= _NAME_LENGTH else f"{measure[:_NAME_LENGTH]}…"
    what = Text(cut, cut)
    if condition:
        what = framework.condition_by_slug[condition].text
    return joined([home.name, what] if what.zh else [home.name], "：", ": ")


def _changed(
    words: Mapping[str, Callable[[object], Text]], row: Row, entry: Entry
) -> Iterator[Change]:
    """Fields that the file changed. Where the task says something else by now than when the ledger
    was handed out, both were changed."""
    for name, label in FIELD.items():
        here, there = getattr(row.said, name), getattr(entry.said, name)
        if row.was(name, here) or here == there:
            continue
        conflict = entry.gone or not row.was(name, there)
        says = words[name]
        yield Change(_key(row, name), label, says(there), says(here), conflict)


def _added(words: Mapping[str, Callable[[object], Text]], row: Row) -> Change:
    """A new task in one line."""
    parts = []
    for name, label in FIELD.items():
        text = words[name](getattr(row.said, name))
        if getattr(row.said, name):
            parts.append(Text(f"{label.zh}：{text.zh}", f"{label.en}: {text.en}"))
    return Change(_key(row, "task"), NEW_TASK, NOTHING, joined(parts))


def _note(row: Row, entry: Entry | None) -> Iterator[Change]:
    """The new note; one that is there already, as from the same file, is none."""
    known = {note.key for note in entry.notes} if entry else set()
    if row.note and row.note_key not in known:
        gone = entry is not None and entry.gone
        yield Change(_key(row, "note"), NEW_NOTE, NOTHING, Text(row.note, row.note), gone)


def _key(row: Row, name: str) -> str:
    return f"{row.key}:{name}"


def _words(framework: Framework) -> dict[str, Callable[[object], Text]]:
    """How the value of a field is said."""
    practices = {option.key: option.label for option in lists(framework)[ALL_PRACTICES]}

    def plain(value: object) -> Text:
        text = value.isoformat() if isinstance(value, date) else str(value or "")
        return Text(text, text)

    return {
        **dict.fromkeys(FIELD, plain),
        "status": lambda value: STATUS[str(value)],
        "practice": lambda value: practices.get(str(value), NOTHING),
        "requirement_there": lambda value: REQUIREMENT["there" if value else "to_be_made"],
    }
