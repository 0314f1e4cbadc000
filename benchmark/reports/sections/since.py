"""What changed since the edition before: levels and conditions, evidence, figures, the plan."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.questionnaire.differences import EVIDENCE, FIGURE, Change, field_key
from benchmark.reports.blocks import NOTHING, Block, Column, Heading, Note, Table, paragraph, plain
from benchmark.reports.gap_report import GapReport
from benchmark.reports.since import Since
from benchmark.scoring.changes import Pair
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.plan import Task
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import CONDITION, GRADE, LEVEL_KIND, NONE
from benchmark.wording.plan import TASK_STATUS
from benchmark.wording.sentences import (
    bare_level,
    dated,
    edition_name,
    joined,
    level_range,
    sentence_case,
)

# What changed, how it was, how it is.
Row = tuple[Text, Text, Text]
IN_SHORT = Text(
    "“—”表示没有。长文只列开头", "A dash means none. Of long texts the beginning is shown"
)
# Of a long text so much is shown: it stands whole in its place.
_MOST = 60
_STANDING = Text("等级和条件", "Levels and conditions")
_PROOF = Text("佐证", "Evidence")
_FIGURES = Text("指标数据", "Figures")
_OTHER = Text("目标、说明和设置", "Targets, rationales and settings")
_TASKS = Text("任务分解", "Plan")
_TASK_FIELDS: dict[str, Text] = {
    "measure": COLUMN["task"],
    "goal": COLUMN["to_reach"],
    "lead": COLUMN["lead"],
    "cooperating": COLUMN["support_unit"],
    "due": COLUMN["deadline"],
    "status": Text("进展", "Status"),
    "practice": COLUMN["practice"],
    "note": Text("进展记录", "Note of progress"),
}


def since_annex(report: GapReport) -> Iterator[Block[Text]]:
    """A table for each kind of change; a sentence where nothing changed, nothing in a first
    edition."""
    since = report.since
    if since is None:
        return
    found = since_rows(report.framework, since)
    compared = compared_with(since)
    if not found:
        same = Text("内容没有变化。", " Nothing has changed.")
        yield paragraph(Text(compared.zh + same.zh, compared.en + same.en))
        return
    yield paragraph(compared)
    before, after = both_editions(report, since)
    titles = (Column(COLUMN["item"], 0.4), Column(before, 0.3), Column(after, 0.3))
    for kind, rows in found:
        yield Heading(2, kind)
        yield Table(NOTHING, titles, tuple(rows))
    yield Note(
        Text(
            f"{IN_SHORT.zh}，全文见有关附件。",
            f"{IN_SHORT.en}; they are whole in their annexes.",
        )
    )


def compared_with(since: Since) -> Text:
    before, day = edition_name(since.number), dated(since.day)
    return Text(
        f"与{day.zh}的{before.zh}逐项相比。", f"Compared item by item with {before.en} of {day.en}."
    )


def both_editions(report: GapReport, since: Since) -> tuple[Text, Text]:
    """The titles of what was and of what is."""
    before, after = edition_name(since.number), edition_name(report.origin.edition)
    return sentence_case(before), sentence_case(after)


def since_rows(framework: Framework, since: Since) -> list[tuple[Text, list[Row]]]:
    """What changed, kind by kind; a kind without a change is left out."""
    entries = [
        (group.trait.name if group.trait else None, change)
        for group in since.entries
        for change in group.changes
    ]
    figures = [entry for entry in entries if entry[1].field == FIGURE]
    items = [entry for entry in entries if entry[1].field == EVIDENCE]
    # An answer shows in its condition, a target among the levels.
    told = {field_key(t.trait.slug, "target") for t in since.results.traits if t.target.changed}
    others = [
        entry
        for entry in entries
        if entry not in (*figures, *items)
        and ":answer:" not in entry[1].key
        and entry[1].key not in told
    ]
    kinds = (
        (_STANDING, list(_standing(since))),
        (_PROOF, [*_proof(since), *map(_entry, items)]),
        (_FIGURES, list(map(_entry, figures))),
        (_OTHER, list(map(_entry, others))),
        (_TASKS, list(_tasks(framework, since))),
    )
    return [(kind, rows) for kind, rows in kinds if rows]


def _standing(since: Since) -> Iterator[Row]:
    stages = Pair(
        level_range(since.results.stage_band.before),
        level_range(since.results.stage_band.after),
    )
    if stages.changed:
        yield Text("总体等级", "Overall level"), stages.before, stages.after
    for trait in since.results.traits:
        name = trait.trait.name
        for kind in ("claim", "proven", "possible", "target"):
            levels: Pair[int | None] = getattr(trait, kind)
            if levels.changed:
                what = _of(name, LEVEL_KIND[kind])
                yield what, bare_level(levels.before), bare_level(levels.after)
        for found in (*trait.newly_met, *trait.lost, *trait.otherwise):
            what = _of(name, found.condition.text)
            yield what, CONDITION[found.before.state], CONDITION[found.after.state]


def _proof(since: Since) -> Iterator[Row]:
    for trait in since.results.traits:
        for found in (*trait.newly_proven, *trait.no_longer_proven):
            yield (
                _of(trait.trait.name, found.condition.text),
                sentence_case(GRADE[found.before.grade]),
                sentence_case(GRADE[found.after.grade]),
            )


def _entry(entry: tuple[Text | None, Change]) -> Row:
    trait, change = entry
    what = _of(trait, change.field) if trait else change.field
    return what, sentence_case(_cut(change.before)), sentence_case(_cut(change.after))


def _tasks(framework: Framework, since: Since) -> Iterator[Row]:
    for pair in since.tasks:
        shown = pair.shown
        name = framework.trait_by_slug[shown.trait].name
        names = [
            each
            for each in _TASK_FIELDS
            if getattr(pair.before, each, None) != getattr(pair.after, each, None)
        ]
        if None in (pair.before, pair.after):
            # It is named by it already.
            names.remove("measure")
        what = _of(name, _cut(plain(shown.measure))) if shown.measure else name
        yield what, _task(framework, pair.before, names), _task(framework, pair.after, names)


def _task(framework: Framework, task: Task | None, names: list[str]) -> Text:
    """What a task says of the named fields; a dash where there is none."""
    if task is None:
        return NONE
    said = []
    for name in names:
        value = _value(framework, task, name)
        if value.zh:
            label = _TASK_FIELDS[name]
            said.append(Text(f"{label.zh}：{value.zh}", f"{label.en}: {value.en}"))
    return joined(said, "\n", "\n") if said else NONE


def _value(framework: Framework, task: Task, name: str) -> Text:
    if name == "status":
        return TASK_STATUS[task.status]
    if name == "due":
        return plain(task.due.isoformat()) if task.due else NOTHING
    if name == "practice":
        return framework.practice_by_slug[task.practice].title if task.practice else NOTHING
    return _cut(plain(getattr(task, name)), nothing=NOTHING)


def _of(owner: Text, what: Text) -> Text:
    return Text(f"{owner.zh}：{what.zh}", f"{owner.en}: {what.en}")


def _cut(text: Text, nothing: Text = NONE) -> Text:
    """The beginning of a long text, a dash for none."""
    if not text.zh:
        return nothing
    if text.zh == text.en and len(text.zh) > _MOST:
        return plain(f"{text.zh[:_MOST]}……")
    return text
