"""Years side by side as tables: levels, what changed, figures, tasks done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmark.charts.years import DRAFT
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import convert
from benchmark.scoring.framework import Framework, Indicator, Language, Text, Trait
from benchmark.scoring.years import Year, by_kind, is_unsettled, series, steps
from benchmark.wording import labels
from benchmark.wording import years as words
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import own_text, unit_text
from benchmark.wording.sentences import sentence_case
from benchmark.workbook.tables import Cell

from .export import Table

KINDS = ("claim", "proven", "target")
OVERALL = Text("总体等级", "Overall level")
DATA_YEAR = Text("数据年份", "Year of the figure")
LEVEL_SHEET = Text("历年等级", "Levels by year")
CHANGE_SHEET = Text("条件变化", "Conditions changed")
FIGURE_SHEET = Text("历年指标数据", "Figures by year")
TASK_SHEET = Text("已完成的任务", "Tasks done")


def levels_table(framework: Framework, years: Sequence[Year], language: Language) -> Table:
    """The overall level, then a row for each trait and kind of level, a column for each year; empty
    where not rated, in words where a level is a range or waits for answers to be confirmed."""
    cells = [
        (number, order, year.period, _level_cell(year, trait, kind, language))
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
    overall = [_overall_cell(year, language) for year in years]
    rows.insert(0, [OVERALL.in_language(language), None, *overall])
    return Table([*heads, *heads_of(years, language)], rows, LEVEL_SHEET.in_language(language))


def level_of(year: Year, trait: Trait, kind: str) -> Text | int | None:
    """A level, 1-5, None where not rated; of a trait with answers to be confirmed that they are,
    apart from a target that was set."""
    result = year.profile.result_of(trait.slug)
    if not is_unsettled(trait, year.waiting):
        return {"claim": result.claim, "proven": result.proven, "target": result.target}[kind]
    return words.CHANGE["unconfirmed"] if kind != "target" else result.rating.target


def overall_of(year: Year) -> Text | int:
    """The overall level, or the range in which it lies."""
    low, high = year.profile.stage_band
    return low if low == high else Text(f"{low}级至{high}级", f"{low} to {high}")


def _level_cell(year: Year, trait: Trait, kind: str, language: Language) -> Cell:
    found = level_of(year, trait, kind)
    return found.in_language(language) if isinstance(found, Text) else found


def _overall_cell(year: Year, language: Language) -> Cell:
    found = overall_of(year)
    return found.in_language(language) if isinstance(found, Text) else found


def heads_of(years: Sequence[Year], language: Language) -> list[str]:
    """The years as heads of columns; a draft says so."""
    draft = Text(f"（{DRAFT.zh}）", f" ({DRAFT.en})").in_language(language)
    return [f"{year.period}{draft if year.draft else ''}" for year in years]


def figures_table(framework: Framework, years: Sequence[Year], language: Language) -> Table:
    """A row for each indicator and product, two columns for each year assessed: the figure in the
    indicator's unit, a number, or words where it is about one or there are several; and of which
    year it is."""
    del framework
    found = series(years)
    cells = [
        (number, 0, 2 * place + part, cell)
        for number, each in enumerate(found)
        for place, own in enumerate(each.years)
        for part, cell in enumerate(
            (_figures(each.indicator, own, language), _data_years(own, language))
        )
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
    data_year, colon = DATA_YEAR.in_language(language), Text("：", ": ").in_language(language)
    of_years = [
        text for head in heads_of(years, language) for text in (head, f"{head}{colon}{data_year}")
    ]
    return Table([*heads, *of_years], rows, FIGURE_SHEET.in_language(language))


def _figures(indicator: Indicator, own: Sequence[OwnFigure], language: Language) -> Cell:
    if not own:
        return None
    if len(own) == 1 and own[0].qualifier == "exact" and own[0].value is not None:
        return convert(own[0].value, own[0].unit, indicator.unit)
    comma = Text("、", ", ").in_language(language)
    return comma.join(own_text(figure, language) for figure in own)


def _data_years(own: Sequence[OwnFigure], language: Language) -> Cell:
    found = [figure.year for figure in own]
    if len(set(found)) < 2:
        return found[0] if found else None
    comma = Text("、", ", ").in_language(language)
    return comma.join(str(year or labels.NONE.in_language(language)) for year in found)


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
            words.change_text(change, kind).in_language(language),
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
    done = [
        (step.before.period, task, words.move_text(move, step.after.period))
        for step in steps(years)
        for task, move in step.moves
    ]
    done += [(year.period, task, words.NOT_YET) for year in years[-1:] for task in year.done]
    rows: list[list[Cell]] = [
        [
            period,
            framework.trait_by_slug[task.trait].name.in_language(language),
            task.measure,
            framework.condition_by_slug[task.condition].text.in_language(language)
            if task.condition
            else None,
            sentence_case(said).in_language(language),
        ]
        for period, task, said in done
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
    """Cells by three numbers as rows in the order of the first two, a column for each third."""
    # Imported here: pandas is heavy, and most requests and commands make no table.
    import pandas

    frame = pandas.DataFrame(cells, columns=["row", "part", "column", "cell"], dtype=object)
    wide = frame.pivot(index=["row", "part"], columns="column", values="cell")
    return [
        (index, [None if pandas.isna(cell) else cell for cell in row])
        for index, row in zip(wide.index, wide.to_numpy().tolist(), strict=True)
    ]


TABLES: dict[str, Callable[[Framework, Sequence[Year], Language], Table]] = {
    "changes": changes_table,
    "figures": figures_table,
    "tasks": tasks_table,
}
