"""What changed from one year to another, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from benchmark.scoring.changes import Changes, ConditionChange, Pair, TraitChanges
from benchmark.scoring.framework import Text
from benchmark.scoring.years import EVIDENCE, STANDING, ChangeKind, Move, by_kind, is_unsettled

from .labels import CONDITION
from .sentences import count, joined

# Instead of a change of level, and of a standing, that nobody has confirmed.
COMPARED_LATER = Text("待确认后比较", "compared once confirmed")
# Traits whose levels changed and that a sentence names.
_NAMED = 3
NO_CHANGE = Text(
    "等级、条件、佐证和指标数据都没有变化", "levels, conditions, evidence and figures are unchanged"
)

CHANGE: dict[ChangeKind, Text] = {
    "newly_met": Text("新符合", "Newly met"),
    "lost": Text("不再符合", "No longer met"),
    "unconfirmed": Text("待确认", "To be confirmed"),
    "newly_proven": Text("新有佐证", "Newly proven"),
    "no_longer_proven": Text("佐证不再足够", "No longer proven"),
}
_MOVE: dict[Move, Text] = {
    "newly_met": Text("对应的条件在{year}年新符合", "its condition is newly met in {year}"),
    "newly_proven": Text("对应的条件在{year}年新有佐证", "its condition is newly proven in {year}"),
    "met": Text("对应的条件在{year}年仍符合", "its condition is met in {year} as before"),
    "not_met": Text("对应的条件在{year}年尚不符合", "its condition is not met yet in {year}"),
    "unknown": Text("对应的条件在{year}年不掌握", "its condition is not known in {year}"),
    "unconfirmed": Text("对应的条件在{year}年待确认", "its condition is to be confirmed in {year}"),
    "none": Text("没有对应的条件", "names no condition"),
}
# Of a task that the latest year's plan calls done.
NOT_YET = Text("下一年的自评出来后说明", "told once the next year is assessed")


def change_text(change: ConditionChange, kind: ChangeKind) -> Text:
    """How a condition stood and stands, or that its evidence was and is enough."""
    said = from_to(change, kind)
    if kind in STANDING:
        return said
    return Text(f"佐证{said.zh}", f"Evidence {said.en.lower()}")


def from_to(change: ConditionChange, kind: ChangeKind) -> Text:
    """`before_and_after` in one, for a table that is of standing or of evidence alone."""
    before, after = before_and_after(change, kind)
    return Text(f"{before.zh}→{after.zh}", f"{before.en} → {after.en.lower()}")


def before_and_after(change: ConditionChange, kind: ChangeKind) -> tuple[Text, Text]:
    """How a condition stood and stands; where that is the same, for which level its evidence was
    and is enough."""
    if kind in EVIDENCE:
        return _proof(change.proof.before), _proof(change.proof.after)
    before = CONDITION[change.before.state]
    if kind == "unconfirmed":
        return before, CHANGE[kind]
    after, level = CONDITION[change.after.state], change.proof.after
    if level is None:
        return before, after
    return before, Text(f"{after.zh}，佐证够{level}级", f"{after.en}, proven for level {level}")


def _proof(level: int | None) -> Text:
    if level is None:
        return Text("不足", "Not enough")
    return Text(f"够{level}级", f"Enough for level {level}")


def move_text(move: Move, year: int) -> Text:
    """What became of a finished task's condition in the next assessment, that of `year`."""
    text = _MOVE[move]
    return Text(text.zh.format(year=year), text.en.format(year=year))


def summary(changes: Changes, waiting: Collection[str]) -> Text:
    """What changed in a sentence: levels, then how many conditions stand and are proven otherwise;
    where none does, whether figures changed. `waiting` are conditions that nobody has
    confirmed yet; levels that depend on them are not compared."""
    settled = [trait for trait in changes.traits if not is_unsettled(trait.trait, waiting)]
    clauses = [
        *(() if waiting else _of_stage(changes)),
        *_of_claims([trait for trait in settled if trait.claim.changed]),
        *_of_proofs(settled),
        *_of_unsettled(len(changes.traits) - len(settled)),
        *_of_conditions(changes, waiting),
    ]
    return joined(clauses or _of_figures(changes))


def _of_stage(changes: Changes) -> Iterator[Text]:
    before, after = changes.stage.before, changes.stage.after
    if before is not None and after is not None and before != after:
        yield Text(
            f"总体等级由{before}级到{after}级", f"overall from level {before} to level {after}"
        )


def _of_claims(traits: Sequence[TraitChanges]) -> Iterator[Text]:
    if not traits:
        return
    said = [_level_change(trait.trait.name, trait.claim) for trait in traits[:_NAMED]]
    more = len(traits) - len(said)
    names = joined(said, "、", ", ")
    rest = Text(f"等{len(traits)}项", f" and {more} more") if more else Text("", "")
    yield Text(f"自评等级{names.zh}{rest.zh}", f"claimed level of {names.en}{rest.en}")


def _level_change(name: Text, levels: Pair[int | None]) -> Text:
    before, after = _level(levels.before), _level(levels.after)
    return Text(f"{name.zh}{before.zh}→{after.zh}", f"{name.en} {before.en} → {after.en}")


def _level(level: int | None) -> Text:
    if level is None:
        return Text("未评定", "not rated")
    return Text(f"{level}级", str(level))


def _of_unsettled(traits: int) -> Iterator[Text]:
    if traits:
        yield Text(
            f"{traits}项特征的等级待确认后比较",
            f"levels of {count(traits, 'trait')} to be compared once the answers are confirmed",
        )


def _of_proofs(traits: Sequence[TraitChanges]) -> Iterator[Text]:
    pairs = [trait.proven for trait in traits if trait.proven.changed]
    up = sum((pair.after or 0) > (pair.before or 0) for pair in pairs)
    down = len(pairs) - up
    said = [
        Text(f"{zh}{number}项", f"{en} in {number}")
        for number, zh, en in ((up, "上升", "up"), (down, "下降", "down"))
        if number
    ]
    if said:
        found = joined(said, "、", ", ")
        yield Text(f"佐证等级{found.zh}", f"proven level {found.en}")


def _of_conditions(changes: Changes, waiting: Collection[str]) -> Iterator[Text]:
    counts: Counter[ChangeKind] = Counter()
    for trait in changes.traits:
        for kind, found in by_kind(trait, waiting).items():
            counts[kind] += len(found)
    lead = Text("条件", "conditions: ")
    for kinds in (STANDING, EVIDENCE):
        said = [
            Text(f"{CHANGE[kind].zh}{counts[kind]}项", f"{counts[kind]} {CHANGE[kind].en.lower()}")
            for kind in kinds
            if counts[kind]
        ]
        if said:
            together = joined(said, "、", ", ")
            yield Text(f"{lead.zh}{together.zh}", f"{lead.en}{together.en}")
            lead = Text("", "")


def _of_figures(changes: Changes) -> tuple[Text]:
    """What else there is to say."""
    number = sum(figure.changed for trait in changes.traits for figure in trait.figures)
    if not number:
        return (NO_CHANGE,)
    return (
        Text(
            f"等级、条件和佐证没有变化，指标数据变化{number}项",
            f"levels, conditions and evidence are unchanged; {count(number, 'figure')} changed",
        ),
    )
