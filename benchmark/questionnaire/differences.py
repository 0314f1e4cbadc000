"""What a second version of an assessment changes in the first, field by field and row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from benchmark.scoring.assessment import Assessment, Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.framework import Framework, Text, Trait
from benchmark.scoring.text import is_visible
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import own_figure_text
from benchmark.wording.labels import ANSWER, FOCUS, GRADE, NOT_KNOWN
from benchmark.wording.sentences import joined, level

from .help import BASICS
from .layout import CARRIES, PROVES, SHEETS, condition_label, options

Row = TypeVar("Row", OwnFigure, Evidence)

NOTHING = Text("", "")
YES = Text("是", "yes")
COMPARATORS = Text("比较对象", "Comparators")
EVIDENCE = Text("佐证材料", "Evidence item")
FIGURE = Text("数据", "Figure")
NO_GRADE = Text("未选类型", "no type chosen")


@dataclass(frozen=True, slots=True)
class Change:
    """One field or row. `before` is empty where something is added, `after` where removed.

    `key` names it, in whatever language and however often the two are compared: `undo.without`
    takes it. It is empty where the change cannot be left out. `conflict`: what is there now was
    changed too, since the file was handed out.
    """

    key: str
    field: Text
    before: Text
    after: Text
    conflict: bool = False

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        if not self.before.zh:
            return "added"
        return "changed" if self.after.zh else "removed"


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """All changes of the basic data, of one trait, or of the evidence."""

    title: Text
    trait: Trait | None
    changes: tuple[Change, ...]


def differences(
    framework: Framework, before: Assessment | None, after: Assessment
) -> tuple[ChangeGroup, ...]:
    """Groups that change, in the framework's order; all that is said where nothing was before.

    A row is the same where its key is. Those without a key are new. Figures stand in the order of
    the framework's indicators.
    """
    first = before or nothing_said(framework.slug)
    groups = [ChangeGroup(SHEETS["basics"], None, tuple(_basics(framework, first, after)))]
    for trait in framework.traits:
        old = first.rating_by_trait.get(trait.slug, Rating(trait.slug))
        changes = tuple(_rating(framework, trait, old, after.rating_by_trait[trait.slug]))
        groups.append(ChangeGroup(trait.name, trait, changes))
    items = tuple(
        Change(
            _pair_key("evidence", (old, new)),
            EVIDENCE,
            _item(framework, old),
            _item(framework, new),
        )
        for old, new in _pairs(first.evidence, after.evidence)
    )
    groups.append(ChangeGroup(SHEETS["evidence"], None, items))
    return tuple(group for group in groups if group.changes)


def nothing_said(framework: str) -> Assessment:
    """What is compared with where there is no assessment yet."""
    return Assessment(framework, Industry("", "", ""), 0, ())


def field_key(trait: str, field: str) -> str:
    """The key of a change of one field of a trait's rating."""
    return f"{trait}:{field}"


def answer_key(trait: str, condition: str) -> str:
    """The key of a change of one answer."""
    return f"{trait}:answer:{condition}"


def row_key(home: str, row: OwnFigure | Evidence) -> str:
    """The key of a change of one row; `home` is a trait, or 'evidence'."""
    return f"{home}:row:{row.key}" if row.key else ""


def _pair_key(home: str, pair: tuple[Row | None, Row | None]) -> str:
    return next(row_key(home, row) for row in pair if row is not None)


def _basics(framework: Framework, old: Assessment, new: Assessment) -> Iterator[Change]:
    # An assessment has a name, a place, a year and a field: they cannot be left out.
    texts = {
        "name": ("", old.industry.name, new.industry.name),
        "name_en": ("name_en", old.industry.name_en, new.industry.name_en),
        "place": ("", old.industry.place, new.industry.place),
    }
    for name, (key, before, after) in texts.items():
        yield from _change(key, BASICS[name][0], _plain(before), _plain(after))
    sectors = {option.key: option.label for option in options(framework)["sector"]}
    yield from _change(
        "sector" if old.industry.sector else "",
        BASICS["sector"][0],
        sectors.get(old.industry.sector, NOTHING),
        sectors[new.industry.sector],
    )
    yield from _change("", BASICS["period"][0], _number(old.period or None), _number(new.period))
    clusters = [
        joined((framework.cluster_by_slug[slug].name for slug in said.comparators), "、")
        for said in (old, new)
    ]
    yield from _change("comparators", COMPARATORS, *clusters)
    focus = [
        joined((framework.trait_by_slug[slug].name for slug in said.focus), "、")
        for said in (old, new)
    ]
    yield from _change("focus", FOCUS, *focus)


def _rating(framework: Framework, trait: Trait, old: Rating, new: Rating) -> Iterator[Change]:
    def field(name: str, title: Text, before: Text, after: Text) -> Iterator[Change]:
        return _change(field_key(trait.slug, name), title, before, after)

    yield from field("not_known", NOT_KNOWN, _yes(old.not_known), _yes(new.not_known))
    for pair in _by_indicator(trait, _pairs(old.figures, new.figures)):
        was, now = (_figure(framework, figure) for figure in pair)
        yield Change(_pair_key(trait.slug, pair), FIGURE, was, now)
    for condition in trait.conditions:
        answers = [
            ANSWER[rating.answers[condition.slug]] if condition.slug in rating.answers else NOTHING
            for rating in (old, new)
        ]
        key = answer_key(trait.slug, condition.slug)
        yield from _change(key, condition_label(trait, condition), *answers)
    levels = (_level(framework, said.target) for said in (old, new))
    yield from field("target", COLUMN["target"], *levels)
    years = (_number(said.target_year) for said in (old, new))
    yield from field("target_year", COLUMN["target_year"], *years)
    yield from field("rationale", COLUMN["rationale"], _plain(old.rationale), _plain(new.rationale))


def _change(key: str, field: Text, before: Text, after: Text) -> Iterator[Change]:
    if before != after:
        yield Change(key, field, before, after)


def _by_indicator(
    trait: Trait, pairs: Iterable[tuple[OwnFigure | None, OwnFigure | None]]
) -> list[tuple[OwnFigure | None, OwnFigure | None]]:
    """In the order of the trait's indicators; rows of one stay in theirs."""
    place = {slug: at for at, slug in enumerate(trait.indicator_by_slug)}

    def at(pair: tuple[OwnFigure | None, OwnFigure | None]) -> int:
        return next(place[figure.indicator] for figure in reversed(pair) if figure is not None)

    return sorted(pairs, key=at)


def _pairs(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows that differ: those that were there in their order, then those that are new."""
    now = {row.key: row for row in new if row.key}
    known = {row.key for row in old if row.key}
    for row in old:
        after = now.get(row.key) if row.key else None
        if row != after:
            yield row, after
    for row in new:
        if row.key not in known:
            yield None, row


def _plain(text: str) -> Text:
    return Text(text, text)


def _number(value: int | None) -> Text:
    return NOTHING if value is None else _plain(str(value))


def _yes(said: bool) -> Text:
    return YES if said else NOTHING


def _level(framework: Framework, number: int | None) -> Text:
    return NOTHING if number is None else level(framework, number)


def _figure(framework: Framework, figure: OwnFigure | None) -> Text:
    if figure is None:
        return NOTHING
    indicator = framework.indicator_by_slug[figure.indicator]
    return Text(
        own_figure_text(figure, indicator, "zh-hans"), own_figure_text(figure, indicator, "en")
    )


def _item(framework: Framework, item: Evidence | None) -> Text:
    """An evidence item in one line, with what it proves and carries."""
    if item is None:
        return NOTHING
    words = (item.title, item.source, item.date, item.url)
    parts = [GRADE[item.grade] if item.grade else NO_GRADE]
    parts += [_plain(word) for word in words if is_visible(word)]
    named = {
        PROVES: [framework.condition_by_slug[slug].text for slug in item.conditions],
        CARRIES: [framework.indicator_by_slug[slug].name for slug in item.indicators],
    }
    for head, names in named.items():
        if names:
            listed = joined(names, "、", ", ")
            parts.append(Text(f"{head.zh}：{listed.zh}", f"{head.en}: {listed.en}"))
    return joined(parts)
