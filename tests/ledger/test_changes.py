"""What a ledger changes in the plan as it is by then: fields, new tasks, notes, conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from benchmark.ledger.changes import ledger_changes, strangers, to_write
from benchmark.ledger.filled import Row
from benchmark.ledger.layout import Entry, Note
from benchmark.questionnaire.differences import Change
from benchmark.scoring.framework import Framework
from benchmark.scoring.tasks import TaskChange

from .samples import ENTRIES, FIRST, LISTED, OWN, filled_in, place, read, written

NEW = FIRST + 2
STORED = {entry.key: entry for entry in ENTRIES}


def rows(framework: Framework, row: int = FIRST, **cells: object) -> tuple[Row, ...]:
    return read(filled_in(written(framework, *ENTRIES), row, **cells), framework).rows


def changes(
    framework: Framework, filled: Iterable[Row], *entries: Entry
) -> dict[str, tuple[str, str, bool]]:
    """By key: before, after, whether both were changed; over the stored tasks, some of them
    other."""
    stored = STORED | {entry.key: entry for entry in entries}
    found = ledger_changes(framework, stored, filled)
    return {c.key: said(c) for group in found.groups for c in group.changes}


def said(change: Change) -> tuple[str, str, bool]:
    return change.before.zh, change.after.zh, change.conflict


def saved(**fields: object) -> Entry:
    """The first task once somebody saved it."""
    return replace(ENTRIES[0], said=replace(ENTRIES[0].said, **fields))  # type: ignore[arg-type]


def test_a_change_says_what_is_and_what_will_be(framework: Framework) -> None:
    filled = rows(
        framework,
        lead="市发展改革委",
        due=date(2028, 3, 1),
        status="已完成",
        practice=None,
        goal=None,
    )
    assert changes(framework, filled) == {
        f"{LISTED}:goal": ("列入名单", "", False),
        f"{LISTED}:lead": ("市工信局", "市发展改革委", False),
        f"{LISTED}:due": ("2027-06-30", "2028-03-01", False),
        f"{LISTED}:status": ("进行中", "已完成", False),
        f"{LISTED}:practice": ("深圳：建立“矩阵式”产业扶持体系", "", False),
        f"{LISTED}:requirement_there": ("已具备", "待落实", False),
    }
    (group,) = ledger_changes(framework, STORED, filled).groups
    assert group.title.zh == "产业规模：列入市级（县级）重点产业链"


def test_what_was_changed_elsewhere_and_not_in_the_file_stays(framework: Framework) -> None:
    other = saved(lead="市商务局", status="done")
    assert changes(framework, rows(framework, goal="列入省级名单"), other) == {
        f"{LISTED}:goal": ("列入名单", "列入省级名单", False)
    }


def test_what_was_changed_in_both_is_a_conflict_with_both_versions(framework: Framework) -> None:
    filled = rows(framework, lead="市发展改革委")
    assert changes(framework, filled, saved(lead="市商务局")) == {
        f"{LISTED}:lead": ("市商务局", "市发展改革委", True)
    }
    # The same on both sides is none.
    assert changes(framework, filled, saved(lead="市发展改革委")) == {}


def test_without_its_mark_every_difference_may_be_one(framework: Framework) -> None:
    filled = rows(framework, opened=None, lead="市发展改革委")
    assert changes(framework, filled) == {f"{LISTED}:lead": ("市工信局", "市发展改革委", True)}


def test_a_deleted_task_is_told_and_comes_back_only_where_that_is_chosen(
    framework: Framework,
) -> None:
    gone = replace(ENTRIES[0], gone=True)
    untouched = ledger_changes(framework, STORED | {LISTED: gone}, rows(framework))
    assert untouched.groups == ()
    assert [name.zh for name in untouched.deleted] == ["产业规模：列入市级（县级）重点产业链"]
    filled = rows(framework, lead="市发展改革委")
    assert changes(framework, filled, gone)[f"{LISTED}:lead"][-1]
    assert not ledger_changes(framework, STORED | {LISTED: gone}, filled).deleted


def test_what_the_ledger_does_not_hold_is_named(framework: Framework) -> None:
    (first, _) = rows(framework)
    found = ledger_changes(framework, STORED, [first])
    assert [name.zh for name in found.missing] == ["创新要素富集：建设公共实验室"]
    long = {OWN: replace(ENTRIES[1], said=TaskChange(measure="长" * 21))}
    assert ledger_changes(framework, long, []).missing[0].zh == f"创新要素富集：{'长' * 20}…"
    silent = {OWN: replace(ENTRIES[1], said=TaskChange())}
    assert ledger_changes(framework, silent, []).missing[0].zh == "创新要素富集"
    gone = {OWN: replace(ENTRIES[1], gone=True)}
    assert ledger_changes(framework, gone, []).missing == ()


def test_a_new_task_stands_in_one_line(framework: Framework) -> None:
    filled = rows(framework, NEW, trait="产业规模", measure="编制规划", lead="市工信局", note="好")
    added = filled[-1]
    assert changes(framework, filled) == {
        f"{added.key}:task": (
            "",
            "任务内容：编制规划；牵头单位：市工信局；进展状态：未启动",
            False,
        ),
        f"{added.key}:note": ("", "好", False),
    }
    # Saved, the same file adds nothing, also where the task was changed since.
    stored = Entry(added.key, "scale", None, replace(added.said, lead="市商务局"))
    noted = replace(stored, notes=(Note(added.note_key, "好", "王工", date(2026, 11, 27)),))
    assert changes(framework, filled, noted) == {}
    assert [*changes(framework, filled, stored)] == [f"{added.key}:note"]


def test_rows_of_no_task_are_refused_by_cell(framework: Framework) -> None:
    raw = filled_in(written(framework, *ENTRIES), NEW, trait="产业规模")
    filled = read(raw, framework)
    assert [*strangers(STORED, filled)] == []
    (problem,) = strangers({OWN}, filled)
    assert problem.place == place("trait")
    assert "不属于这份自评的任务" in problem.message.zh


def test_only_what_is_wanted_is_written(framework: Framework) -> None:
    filled = read(
        filled_in(
            filled_in(written(framework, *ENTRIES), lead="市发展改革委", goal="甲", note="好"),
            NEW,
            trait="产业规模",
            note="新",
        ),
        framework,
    ).rows
    new = filled[-1]
    every = {f"{LISTED}:{name}" for name in ("lead", "goal", "note")}
    every |= {f"{new.key}:{name}" for name in ("task", "note")}

    def written_of(*wanted: str) -> list[tuple[str, TaskChange | None, str]]:
        return [(w.row.key, w.said, w.note) for w in to_write(STORED, filled, wanted)]

    before = ENTRIES[0].said
    assert written_of() == []
    assert written_of(f"{LISTED}:note") == [(LISTED, None, "好")]
    assert written_of(f"{LISTED}:lead") == [(LISTED, replace(before, lead="市发展改革委"), "")]
    # A note of a task that is not taken has nowhere to stand.
    assert written_of(f"{new.key}:note") == []
    assert written_of(*every) == [
        (LISTED, replace(before, lead="市发展改革委", goal="甲"), "好"),
        (new.key, TaskChange(), "新"),
    ]
