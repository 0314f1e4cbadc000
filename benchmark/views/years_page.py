"""What the page of an industry's years shows. Rows are put together here: there are hundreds, and
templates would take most of the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from benchmark.charts.years import levels_svg, sparkline_svg, year_marks
from benchmark.current_language import in_current_language
from benchmark.queries.years import LoadedYears
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import convert
from benchmark.scoring.framework import Language, Text, Trait
from benchmark.scoring.years import (
    EVIDENCE,
    STANDING,
    ChangeKind,
    Done,
    Move,
    Series,
    Step,
    Year,
    by_kind,
    series,
)
from benchmark.tables.years import KINDS, OVERALL, heads_of, level_of, overall_of
from benchmark.wording import labels
from benchmark.wording import years as words
from benchmark.wording.figures import detail_text, own_text
from benchmark.wording.sentences import ended, sentence_case

from .comparison import Drawing

tr = in_current_language


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A trait's levels drawn, and the latest year's in words."""

    trait: Trait
    note: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class ShownStep:
    """What changed from one year to the next: a sentence, then rows as markup of how conditions
    stand and how they are proven."""

    step: Step
    summary: str
    standing: SafeString
    evidence: SafeString


def comparison(loaded: LoadedYears, language: Language) -> dict[str, Any]:
    """All that is shown of two years and more."""
    years, framework = loaded.years, loaded.framework
    steps = tuple(reversed(loaded.steps))
    tasks = list(_task_rows(loaded))
    return {
        "heads": list(zip(loaded.rows, heads_of(years, language), strict=True))[::-1],
        "steps": [_step(step) for step in steps],
        "charts": [_chart(years, trait, language) for trait in framework.traits],
        "levels": _overall(years)
        + format_html_join("", "{}", ((_levels(years, t),) for t in framework.traits)),
        "figures": format_html_join("", "{}", ((_figures(e, language),) for e in series(years))),
        "tasks": format_html_join("", "{}", ((row,) for row in tasks)),
    }


def _step(step: Step) -> ShownStep:
    rows: dict[ChangeKind, list[tuple[str, ...]]] = {}
    trait_label, how_label = pgettext("one", "特征"), gettext("前后")
    for trait in step.changes.traits:
        for kind, changes in by_kind(trait, step.after.waiting).items():
            rows.setdefault(kind, []).extend(
                (
                    tr(words.CHANGE[kind]),
                    tr(change.condition.text),
                    trait_label,
                    tr(trait.trait.name),
                    how_label,
                    tr(words.change_text(change, kind)),
                )
                for change in changes
            )

    def markup(kinds: Sequence[ChangeKind]) -> SafeString:
        return format_html_join(
            "",
            '<tr><td class="nowrap"><strong>{}</strong></td><th scope="row">{}</th>'
            '<td data-label="{}">{}</td><td data-label="{}">{}</td></tr>',
            (row for kind in kinds for row in rows.get(kind, [])),
        )

    summary = words.summary(step.changes, step.after.waiting)
    return ShownStep(step, tr(ended(summary)), markup(STANDING), markup(EVIDENCE))


def _chart(years: Sequence[Year], trait: Trait, language: Language) -> ShownChart:
    marks = year_marks(years, trait.slug)
    drawing = Drawing(
        _ours(levels_svg(marks, language)), _ours(levels_svg(marks, language, narrow=True))
    )
    return ShownChart(trait, tr(ended(marks[-1].words)), drawing)


def _ours(svg: str) -> SafeString:
    """A drawing as it is. Our own emitter escapes whatever text it is given."""
    return mark_safe(svg)  # noqa: S308


def _levels(years: Sequence[Year], trait: Trait) -> SafeString:
    """The trait's body in the table of levels: a row for each kind."""
    first = format_html('<th scope="rowgroup" rowspan="{}">{}</th>', len(KINDS), tr(trait.name))
    rows = (
        (
            first if kind == KINDS[0] else "",
            tr(labels.LEVEL_KIND_SHORT[kind]),
            _cells(_level(level_of(year, trait, kind)) for year in reversed(years)),
        )
        for kind in KINDS
    )
    inside = format_html_join("", '<tr>{}<th scope="row">{}</th>{}</tr>', rows)
    return format_html("<tbody>{}</tbody>", inside)


def _overall(years: Sequence[Year]) -> SafeString:
    return format_html(
        '<tbody><tr><th scope="row" colspan="2">{}</th>{}</tr></tbody>',
        tr(OVERALL),
        _cells(_level(overall_of(year)) for year in reversed(years)),
    )


def _level(found: Text | int | None) -> str:
    return tr(found) if isinstance(found, Text) else str(found or "—")


def _cells(texts: Iterator[str]) -> SafeString:
    return format_html_join("", '<td class="num">{}</td>', ((text,) for text in texts))


def _figures(found: Series, language: Language) -> SafeString:
    """A row: the indicator with its values as a small line, then in words, latest year first."""
    unit = found.indicator.unit
    values = [
        convert(own[0].value, own[0].unit, unit) if own and own[0].value is not None else None
        for own in found.years
    ]
    product = format_html(' <span class="soft">{}</span>', found.product) if found.product else ""
    return format_html(
        '<tr><th scope="row"><div class="spark"><span>{}{}</span>{}</div></th>{}</tr>',
        tr(found.indicator.name),
        product,
        _ours(sparkline_svg(values)),
        _cells(_figure(own, language) for own in reversed(found.years)),
    )


def _figure(own: Sequence[OwnFigure], language: Language) -> str:
    """The values in words, and of which year they are."""
    if not own:
        return tr(labels.NONE)
    return format_html_join(
        mark_safe("<br>"),
        '{}<span class="soft small">{}</span>',
        ((own_text(f, language), detail_text("", f.year, language)) for f in own),
    )


def _task_rows(loaded: LoadedYears) -> Iterator[SafeString]:
    """A row for each task that is done, latest year first: what became of its condition. Of the
    latest year's tasks only the next assessment can say."""
    last = loaded.years[-1]
    for task in last.done:
        yield _task_row(loaded, last.period, task, tr(sentence_case(words.NOT_YET)))
    for step in reversed(loaded.steps):
        for task, move in step.moves:
            yield _task_row(loaded, step.before.period, task, _moved(step, move))


def _task_row(loaded: LoadedYears, period: int, task: Done, said: str) -> SafeString:
    return format_html(
        '<tr><td class="nowrap" data-label="{}">{}</td><th scope="row">{}</th>'
        '<td data-label="{}">{}</td><td data-label="{}">{}</td></tr>',
        gettext("年度"),
        period,
        task.measure or tr(labels.NONE),
        gettext("特征和条件"),
        _about(loaded, task),
        gettext("带来的变化"),
        said,
    )


def _about(loaded: LoadedYears, task: Done) -> str:
    trait = tr(loaded.framework.trait_by_slug[task.trait].name)
    if task.condition is None:
        return trait
    condition = tr(loaded.framework.condition_by_slug[task.condition].text)
    return f"{trait}{pgettext('label', '：')}{condition}"


def _moved(step: Step, move: Move) -> SafeString:
    text = tr(sentence_case(words.move_text(move, step.after.period)))
    moved = move in ("newly_met", "newly_proven")
    return format_html("<strong>{}</strong>" if moved else "{}", text)
