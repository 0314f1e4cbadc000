"""Years side by side as tables: levels, what changed, figures, tasks done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmark.charts.years import DRAFT
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import convert
from benchmark.scoring.framework import Framework, Indicator, Language, Text
from benchmark.scoring.years import Year, by_kind, series, steps
from benchmark.wording import labels
from benchmark.wording import years as words
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import own_text, unit_text
from benchmark.wording.sentences import sentence_case
from benchmark.workbook.tables import Cell

from .export import Table

KINDS = ("claim", "proven", "target")
LEVEL_SHEET = Text("历年等级", "Levels by year")
CHANGE_SHEET = Text("条件变化", "Conditions changed")
FIGURE_SHEET = Text("历年指标数据", "Figures by year")
TASK_SHEET = Text("已完成的任务", "Tasks done")


def levels_table(framework: Framework, years: Sequence[Year], language: Language) -> Table:
    """A row for each trait and kind of level, a column for each year; empty where not rated."""
    cells = [
        (number, order, year.period, result_level(year, trait.slug, kind))
        for number, trait in enumerate(framework.traits)
        for order, kind in enumerate(KINDS)
        for year in years
    ]
    wide = _wide(cells)
    rows = [
        [
            framework.traits[number].name.in_language(language),
            labels.LEVEL_KIND[KINDS[order]].in_language(language),
            *found,
        ]
        for (number, order), found in wide
    ]
    heads = [COLUMN["trait"].in_language(language), COLUMN["level"].in_language(language)]
    return Table([*heads, *heads_of(years, language)], rows, LEVEL_SHEET.in_language(language))


def result_level(year: Year, trait: str, kind: str) -> int | None:
    result = year.profile.result_of(trait)
    return {"claim": result.claim, "proven": result.proven, "target": result.target}[kind]


def heads_of(years: Sequence[Year], language: Language) -> list[str]:
    """The years as heads of columns; a draft says so."""
    draft = Text(f"（{DRAFT.zh}）", f" ({DRAFT.en})").in_language(language)
    return [f"{year.period}{draft if year.draft else ''}" for year in years]


def figures_table(framework: Framework, years: Sequence[Year], language: Language) -> Table:
    """A row for each indicator and product, a column for each year assessed, in the indicator's
    unit: a number, or words where it is about one or there are several."""
    del framework
    found = series(years)
    cells = [
        (number, 0, year.period, _figures(each.indicator, own, language))
        for number, each in enumerate(found)
        for year, own in zip(years, each.years, strict=True)
    ]
    rows = [
        [
            found[number].trait.name.in_language(language),
            found[number].indicator.name.in_language(language),
            found[number].product or None,
            unit_text(found[number].indicator.unit).in_language(language),
            *values,
        ]
        for (number, _), values in _wide(cells)
    ]
    heads = [COLUMN[key].in_language(language) for key in ("trait", "indicator", "product", "unit")]
    return Table([*heads, *heads_of(years, language)], rows, FIGURE_SHEET.in_language(language))


def _figures(indicator: Indicator, own: Sequence[OwnFigure], language: Language) -> Cell:
    if not own:
        return None
    if len(own) == 1 and own[0].qualifier == "exact" and own[0].value is not None:
        return convert(own[0].value, own[0].unit, indicator.unit)
    comma = Text("、", ", ").in_language(language)
    return comma.join(own_text(figure, language) for figure in own)


def changes_table(framework: Framework, years: Sequence[Year], language: Language) -> Table:
    """A row for each condition that stands or is proven otherwise than the year before."""
    del framework
    rows: list[list[Cell]] = [
        [
            step.before.period,
            step.after.period,
            trait.trait.name.in_language(language),
            change.condition.text.in_language(language),
            words.CHANGE[kind].in_language(language),
            words.change_text(change).in_language(language),
        ]
        for step in steps(years)
        for trait in step.changes.traits
        for kind, changes in by_kind(trait, step.after.waiting).items()
        for change in changes
    ]
    heads = [
        Text("由", "From"),
        Text("到", "To"),
        COLUMN["trait"],
        COLUMN["condition"],
        Text("变化", "Change"),
        Text("前后", "Before and after"),
    ]
    return Table(
        [head.in_language(language) for head in heads], rows, CHANGE_SHEET.in_language(language)
    )


def tasks_table(framework: Framework, years: Sequence[Year], language: Language) -> Table:
    """A row for each task that was done, and what became of its condition in the next year."""
    rows: list[list[Cell]] = [
        [
            step.before.period,
            framework.trait_by_slug[task.trait].name.in_language(language),
            task.measure,
            framework.condition_by_slug[task.condition].text.in_language(language)
            if task.condition
            else None,
            sentence_case(words.move_text(move, step.after.period)).in_language(language),
        ]
        for step in steps(years)
        for task, move in step.moves
    ]
    heads = [
        Text("计划年度", "Year of the plan"),
        COLUMN["trait"],
        COLUMN["task"],
        COLUMN["condition"],
        Text("下一份自评", "In the next assessment"),
    ]
    return Table(
        [head.in_language(language) for head in heads], rows, TASK_SHEET.in_language(language)
    )


def _wide(cells: Sequence[tuple[int, int, int, Cell]]) -> list[tuple[tuple[int, int], list[Cell]]]:
    """Cells by two numbers and a year as rows in the order of the numbers, a column a year."""
    # Imported here: pandas is heavy, and most requests and commands make no table.
    import pandas

    frame = pandas.DataFrame(cells, columns=["row", "part", "year", "cell"], dtype=object)
    wide = frame.pivot(index=["row", "part"], columns="year", values="cell")
    return [
        (index, [None if pandas.isna(cell) else cell for cell in row])
        for index, row in zip(wide.index, wide.to_numpy().tolist(), strict=True)
    ]


TABLES: dict[str, Callable[[Framework, Sequence[Year], Language], Table]] = {
    "changes": changes_table,
    "figures": figures_table,
    "tasks": tasks_table,
}
