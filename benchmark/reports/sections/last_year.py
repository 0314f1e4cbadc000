"""与上年相比: a line in the brief, tables in an annex of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from benchmark.reports.blocks import (
    NOTHING,
    Block,
    Column,
    Paragraph,
    Table,
    announcement,
    paragraph,
)
from benchmark.reports.gap_report import GapReport
from benchmark.reports.last_year import LastYear
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.changes import Changes, FigureChange, Pair, TraitChanges
from benchmark.scoring.framework import LANGUAGES, Text
from benchmark.scoring.years import EVIDENCE, STANDING, ChangeKind, by_kind, is_unsettled
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import amount_text, detail_text, own_text
from benchmark.wording.labels import NONE
from benchmark.wording.sentences import (
    bare_level,
    count,
    ended,
    joined,
    sentence_case,
    without_remark,
)
from benchmark.wording.years import CHANGE, COMPARED_LATER, from_to, summary

KINDS = ("claim", "proven", "target")
LEVELS_CHANGED = Text("等级的变化", "Levels that changed")
STANDING_CHANGED = Text("符合情况的变化", "Conditions that stand otherwise")
EVIDENCE_CHANGED = Text(
    "佐证的变化（条件仍符合）", "Evidence changed (the conditions are met as before)"
)
FIGURES_CHANGED = Text("指标数据的变化", "Figures that changed")
CHANGED = Text("变化", "Change")
DIFFERENCE = Text("增减", "Difference")


def last_year_line(report: GapReport) -> Iterator[Block[Text]]:
    """What changed after the assessment before, or why nothing is said; nothing without one."""
    if (last := report.last_year) is None:
        return
    if last.changes is None:
        said = Text(
            f"该年自评采用另一版本的对标指标体系（{last.framework}），条件和等级的含义不同，不作比较",
            f"that year was assessed with another version of the framework ({last.framework}), "
            "whose conditions and levels mean something else; it is not compared",
        )
    else:
        said = summary(last.changes, last.waiting)
    yield paragraph(ended(said), _lead(last))


def _lead(last: LastYear) -> Text:
    draft = Text("（草稿）", " (draft)") if last.draft else NOTHING
    return Text(f"与{last.period}年{draft.zh}相比", f"Compared with {last.period}{draft.en}")


def _only_changes(last: LastYear) -> Text:
    lead = _lead(last)
    return Text(f"{lead.zh}，只列有变化的。", f"{lead.en}; only what changed is listed.")


def carried(report: GapReport) -> Iterator[Text]:
    """What still stands as the year before handed it on, for the certainty of the whole."""
    last = report.last_year
    if last is None or last.changes is None:
        return
    found = []
    if last.figures:
        found.append(Text(f"数据{last.figures}个", count(last.figures, "figure")))
    if last.evidence:
        found.append(Text(f"佐证材料{last.evidence}份", count(last.evidence, "evidence item")))
    if found:
        said = joined(found, "、", ", ")
        yield Text(
            f"沿用{last.period}年、没有更新的有{said.zh}",
            f"carried over from {last.period} and not updated: {said.en}",
        )
    if last.waiting:
        number = len(last.waiting)
        yield Text(
            f"{last.period}年的回答有{number}条尚未确认，没有计入",
            f"{count(number, 'answer')} of {last.period} not confirmed yet and not counted",
        )


def has_annex(report: GapReport) -> bool:
    """Whether there is more to say than a line."""
    last = report.last_year
    return last is not None and last.changes is not None and last.changes.changed


def last_year_annex(report: GapReport) -> Iterator[Block[Text]]:
    """Levels, then how conditions stand and are proven, then figures; each where it changed."""
    last = report.last_year
    if last is None or last.changes is None:
        return
    yield announcement(_only_changes(last))
    levels = tuple(_level_rows(last.changes, last.waiting))
    if levels:
        yield Table(
            LEVELS_CHANGED,
            (
                Column(COLUMN["trait"], 0.4),
                *(Column(COLUMN[kind], 0.2, centred=True) for kind in KINDS),
            ),
            levels,
        )
    for kinds, caption in (
        (STANDING, STANDING_CHANGED),
        (EVIDENCE, EVIDENCE_CHANGED),
    ):
        rows = tuple(_condition_rows(last, last.changes, kinds))
        if rows:
            yield Table(
                caption,
                (
                    Column(CHANGED, 0.14),
                    Column(COLUMN["condition"], 0.54),
                    Column(Text("前后", "Before and after"), 0.32),
                ),
                rows,
            )
    figures = tuple(_figure_rows(last.changes))
    if figures:
        before, after = both_years(report, last)
        yield Table(
            FIGURES_CHANGED,
            (
                Column(COLUMN["indicator"], 0.35),
                Column(before, 0.2),
                Column(after, 0.2),
                Column(DIFFERENCE, 0.25),
            ),
            figures,
        )


def summed_up(last: LastYear, changes: Changes) -> Paragraph[Text]:
    """What changed, in a sentence."""
    return paragraph(ended(summary(changes, last.waiting)), _lead(last))


def both_years(report: GapReport, last: LastYear) -> tuple[Text, Text]:
    """The titles of what was and of what is."""
    years = last.period, report.assessment.period
    before, after = (Text(f"{year}年自评", f"{year} assessment") for year in years)
    return before, after


def _level_rows(changes: Changes, waiting: Collection[str]) -> Iterator[tuple[Text, ...]]:
    for trait in changes.traits:
        pairs = [levels_of(trait, kind) for kind in KINDS]
        if any(pair.changed for pair in pairs):
            unsettled = is_unsettled(trait.trait, waiting)
            yield (trait.trait.name, *(_levels(pair, unsettled) for pair in pairs))


def levels_of(trait: TraitChanges, kind: str) -> Pair[int | None]:
    return {"claim": trait.claim, "proven": trait.proven, "target": trait.target}[kind]


def _levels(pair: Pair[int | None], unsettled: bool) -> Text:
    before, after = bare_level(pair.before), bare_level(pair.after)
    if not pair.changed:
        return after
    if unsettled:
        return sentence_case(COMPARED_LATER)
    return Text(f"{before.zh}→{after.zh}", f"{before.en} → {after.en}")


def _condition_rows(
    last: LastYear, changes: Changes, kinds: tuple[ChangeKind, ...]
) -> Iterator[tuple[Text, ...]]:
    for kind in kinds:
        for trait in changes.traits:
            for change in by_kind(trait, last.waiting).get(kind, ()):
                name, text = trait.trait.name, without_remark(change.condition.text)
                what = Text(f"{name.zh}：{text.zh}", f"{name.en}: {text.en}")
                yield CHANGE[kind], what, from_to(change, kind)


def _figure_rows(changes: Changes) -> Iterator[tuple[Text, ...]]:
    for trait in changes.traits:
        for figure in trait.figures:
            if figure.changed:
                yield figure_row(figure)


def figure_row(figure: FigureChange) -> tuple[Text, Text, Text, Text]:
    """The indicator, how it was, how it is, the difference."""
    return _name(figure), _figures(figure.before), _figures(figure.after), _difference(figure)


def _name(figure: FigureChange) -> Text:
    zh, en = (detail_text(figure.product, None, language) for language in LANGUAGES)
    return Text(f"{figure.indicator.name.zh}{zh}", f"{figure.indicator.name.en}{en}")


def _figures(own: tuple[OwnFigure, ...]) -> Text:
    if not own:
        return NONE
    found = []
    for figure in own:
        zh, en = (
            own_text(figure, language) + detail_text("", figure.year, language)
            for language in LANGUAGES
        )
        found.append(Text(zh, en))
    return joined(found)


def _difference(figure: FigureChange) -> Text:
    """How much more or less, where each year has a single figure."""
    if not figure.amount:
        return NONE
    said = amount_text(abs(figure.amount), figure.indicator.unit, points=True)
    if figure.amount > 0:
        return Text(f"增加{said.zh}", f"up by {said.en}")
    return Text(f"减少{said.zh}", f"down by {said.en}")
