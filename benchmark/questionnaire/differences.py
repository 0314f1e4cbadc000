"""What a second version of an assessment changes in the first, field by field and row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from benchmark.scoring.assessment import Assessment, Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.framework import Framework, Text, Trait
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import own_figure_text
from benchmark.wording.labels import GRADE_SHORT, STATE
from benchmark.wording.sentences import level_or_none

from .help import BASICS
from .layout import SHEETS, options

T = TypeVar("T")

NOTHING = Text("", "")
BASIC_DATA = SHEETS["basics"]
COMPARATORS = Text("比较对象", "Comparators")
WEIGHTS = Text("权重", "Weights")
EVIDENCE = Text("佐证材料", "Evidence item")
FIGURE = Text("指标数据", "Figure")
EQUAL_WEIGHTS = Text("等权", "equal")


@dataclass(frozen=True, slots=True)
class Change:
    """One field or row. `before` is empty where something is added, `after` where removed."""

    field: Text
    before: Text
    after: Text

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        if not self.before.zh:
            return "added"
        return "changed" if self.after.zh else "removed"


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """All changes of the basic data, or of one trait."""

    title: Text
    trait: Trait | None
    changes: tuple[Change, ...]


def differences(
    framework: Framework, before: Assessment | None, after: Assessment
) -> tuple[ChangeGroup, ...]:
    """Groups that change, in the framework's order; all that is said where nothing was before."""
    first = before or Assessment(framework.slug, Industry("", "", ""), 0, ())
    groups = [ChangeGroup(BASIC_DATA, None, tuple(_basics(framework, first, after)))]
    for trait in framework.traits:
        old = first.rating_by_trait.get(trait.slug, Rating(trait.slug))
        changes = tuple(_rating(framework, old, after.rating_by_trait[trait.slug]))
        groups.append(ChangeGroup(trait.name, trait, changes))
    return tuple(group for group in groups if group.changes)


def _basics(framework: Framework, old: Assessment, new: Assessment) -> Iterator[Change]:
    yield from _change(BASICS["name"][0], _plain(old.industry.name), _plain(new.industry.name))
    yield from _change(BASICS["place"][0], _plain(old.industry.place), _plain(new.industry.place))
    sectors = {option.key: option.label for option in options(framework)["sector"]}
    yield from _change(
        BASICS["sector"][0],
        sectors.get(old.industry.sector, NOTHING),
        sectors[new.industry.sector],
    )
    yield from _change(BASICS["period"][0], _number(old.period or None), _number(new.period))
    yield from _change(
        COMPARATORS, _clusters(framework, old.comparators), _clusters(framework, new.comparators)
    )
    if old.weights != new.weights:
        yield Change(WEIGHTS, _weights(framework, old), _weights(framework, new))


def _rating(framework: Framework, old: Rating, new: Rating) -> Iterator[Change]:
    yield from _change(COLUMN["claim"], _answer(framework, old), _answer(framework, new))
    yield from _change(
        COLUMN["target"], _level(framework, old.target), _level(framework, new.target)
    )
    yield from _change(COLUMN["target_year"], _number(old.target_year), _number(new.target_year))
    yield from _change(COLUMN["rationale"], _plain(old.rationale), _plain(new.rationale))
    for removed, added in _rows(old.evidence, new.evidence):
        yield Change(EVIDENCE, *(_evidence(item) for item in (removed, added)))
    for gone, come in _rows(old.figures, new.figures):
        yield Change(FIGURE, *(_figure(framework, figure) for figure in (gone, come)))


def _change(field: Text, before: Text, after: Text) -> Iterator[Change]:
    if before != after:
        yield Change(field, before, after)


def _rows(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    """Rows that differ, in order: one that is replaced stands beside the one in its place."""
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(i_end - i, j_end - j)):
            gone = old[i + step] if i + step < i_end else None
            yield gone, new[j + step] if j + step < j_end else None


def _plain(text: str) -> Text:
    return Text(text, text)


def _number(value: int | None) -> Text:
    return NOTHING if value is None else _plain(str(value))


def _level(framework: Framework, level: int | None) -> Text:
    return NOTHING if level is None else level_or_none(framework, level)


def _answer(framework: Framework, rating: Rating) -> Text:
    if rating.state == "unanswered":
        return NOTHING
    return STATE["unknown"] if rating.state == "unknown" else _level(framework, rating.claim)


def _clusters(framework: Framework, slugs: Sequence[str]) -> Text:
    names = [framework.cluster_by_slug[slug].name for slug in slugs]
    return Text("、".join(name.zh for name in names), "; ".join(name.en for name in names))


def _weights(framework: Framework, assessment: Assessment) -> Text:
    if not assessment.weights:
        return EQUAL_WEIGHTS
    points = [(trait.name, assessment.weights[trait.slug]) for trait in framework.traits]
    return Text(
        "，".join(f"{name.zh}{value}" for name, value in points),
        ", ".join(f"{name.en} {value}" for name, value in points),
    )


def _evidence(item: Evidence | None) -> Text:
    if item is None:
        return NOTHING
    parts = [part for part in (item.title, item.source, item.date, item.url) if part.strip()]
    grade = GRADE_SHORT[item.grade]
    return Text("；".join((grade.zh, *parts)), "; ".join((grade.en, *parts)))


def _figure(framework: Framework, figure: OwnFigure | None) -> Text:
    if figure is None:
        return NOTHING
    indicator = framework.indicator_by_slug[figure.indicator]
    return Text(
        own_figure_text(figure, indicator, "zh-hans"), own_figure_text(figure, indicator, "en")
    )
