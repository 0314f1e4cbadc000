"""What changed, as tables: since the year before, and since the edition before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmark.reports.gap_report import GapReport
from benchmark.reports.last_year import LastYear
from benchmark.reports.sections.last_year import (
    CHANGED,
    DIFFERENCE,
    EVIDENCE_CHANGED,
    FIGURES_CHANGED,
    KINDS,
    LEVELS_CHANGED,
    STANDING_CHANGED,
    both_years,
    figure_row,
    has_annex,
    levels_of,
    summed_up,
)
from benchmark.reports.sections.since import IN_SHORT, both_editions, compared_with, since_rows
from benchmark.scoring.changes import Changes
from benchmark.scoring.framework import Language, Text
from benchmark.scoring.years import EVIDENCE, STANDING, by_kind, is_unsettled
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import LEVEL_KIND, SECTION
from benchmark.wording.sentences import bare_level, ended, sentence_case
from benchmark.wording.years import CHANGE, COMPARED_LATER, before_and_after
from benchmark.workbook.tables import Column, Sheet

_Row = tuple[Text, ...]
_NOTHING = Text("", "")


def changed_sheets(report: GapReport, language: Language) -> Iterator[Sheet]:
    """One for each that has something to say."""
    last, since = report.last_year, report.since
    if last is not None and last.changes is not None and has_annex(report):
        said = summed_up(last, last.changes)
        lead, text = said.lead.in_language(language), said.text.in_language(language)
        colon = Text("：", ": ").in_language(language)
        before, after = both_years(report, last)
        difference = Text(
            f"{CHANGED.zh}或{DIFFERENCE.zh}", f"{CHANGED.en} or {DIFFERENCE.en.lower()}"
        )
        yield _sheet(
            "last_year",
            (
                *((COLUMN["group"], 22), (COLUMN["trait"], 20), (COLUMN["item"], 52)),
                *((before, 32), (after, 32), (difference, 22)),
            ),
            _since_last_year(last, last.changes),
            (f"{lead}{colon}{text}",),
            language,
        )
    if since is not None and (found := since_rows(report.framework, since)):
        before, after = both_editions(report, since)
        yield _sheet(
            "since",
            ((COLUMN["group"], 22), (COLUMN["item"], 66), (before, 46), (after, 46)),
            ((kind, *row) for kind, same in found for row in same),
            [text.in_language(language) for text in (compared_with(since), ended(IN_SHORT))],
            language,
        )


def _sheet(
    section: str,
    columns: tuple[tuple[Text, int], ...],
    rows: Iterable[_Row],
    notes: Iterable[str],
    language: Language,
) -> Sheet:
    return Sheet(
        SECTION[section].in_language(language),
        tuple(Column(title.in_language(language), width) for title, width in columns),
        tuple(tuple(cell.in_language(language) for cell in row) for row in rows),
        notes=tuple(notes),
    )


def _since_last_year(last: LastYear, changes: Changes) -> Iterator[_Row]:
    """What kind of change, of which trait, of what, how it was and is, and by how much."""
    for trait in changes.traits:
        unsettled = is_unsettled(trait.trait, last.waiting)
        for kind in KINDS:
            levels = levels_of(trait, kind)
            if levels.changed:
                yield (
                    *(LEVELS_CHANGED, trait.trait.name, LEVEL_KIND[kind]),
                    bare_level(levels.before),
                    sentence_case(COMPARED_LATER) if unsettled else bare_level(levels.after),
                    _NOTHING,
                )
    for title, kinds in ((STANDING_CHANGED, STANDING), (EVIDENCE_CHANGED, EVIDENCE)):
        for change_kind in kinds:
            for trait in changes.traits:
                for change in by_kind(trait, last.waiting).get(change_kind, ()):
                    before, after = before_and_after(change, change_kind)
                    yield (
                        *(title, trait.trait.name, change.condition.text),
                        *(before, after, CHANGE[change_kind]),
                    )
    for trait in changes.traits:
        for figure in trait.figures:
            if figure.changed:
                name, then, now, difference = figure_row(figure)
                yield (
                    *(FIGURES_CHANGED, trait.trait.name, name, then, now),
                    sentence_case(difference),
                )
