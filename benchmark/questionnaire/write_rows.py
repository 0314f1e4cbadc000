"""The sheets of many rows: figures, conditions and evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from benchmark.scoring.assessment import YEARS, Answer, Assessment, Evidence, OwnFigure, Rating
from benchmark.scoring.figures import PERCENT, units_for
from benchmark.scoring.framework import Condition, Text, Trait
from benchmark.scoring.text import LINE_LIMIT, NAME_LIMIT, URL_LIMIT
from benchmark.wording.columns import COLUMN
from benchmark.workbook.measure import row_height

from .as_json import plain_number
from .book import FIRST_ROW, KEY_COLUMN, Cells, Column, FormBook, Value
from .help import (
    BY_FIGURE,
    DATA_SOURCE,
    DATE_HINT,
    LAST_YEAR,
    NEEDED_FOR,
    NOT_NEGATIVE,
    NUMBER,
    WITHOUT_FIGURE,
)
from .layout import (
    COLUMNS,
    CONDITION_COLUMNS,
    INDICATOR_COLUMNS,
    ROW_LIMIT,
    SHEETS,
    condition_number,
    list_columns,
    trait_label,
    unit_list,
)

LAST_ROW = FIRST_ROW + ROW_LIMIT - 1
# Framed empty rows at the end of a table; those below can be filled in too.
_SPARE_FIGURES, _SPARE_EVIDENCE = 20, 40
# Columns of figures, from 1.
_INDICATOR, _VALUE, _QUALIFIER, _UNIT, _PRODUCT, _YEAR = range(1, 7)
_FIGURE_WIDTHS = (40, 14, 8, 16, 24, 11)
_ITEM_WIDTHS = (42, 24, 28, 14, 36)
_PROVES_WIDTH, _CARRIES_WIDTH = 22, 24
# Per cent of its size at which what an evidence item proves fills one page across.
_EVIDENCE_SCALE = 60


def figures(book: FormBook, begun: Assessment) -> None:
    """A row for each figure, one for each indicator without any, in the framework's order of
    indicators whatever is filled in; then some that are free."""
    columns = [
        Column(head, width, key, "number" if key in ("value", "year") else "text")
        for (key, head), width in zip(COLUMNS["figures"].items(), _FIGURE_WIDTHS, strict=True)
    ]
    columns += [
        Column(COLUMN["definition"], 50),
        Column(DATA_SOURCE, 24),
        Column(COLUMN["holder"], 16),
    ]
    sheet = book.form_sheet("figures", columns, freeze=2)
    row = FIRST_ROW
    for trait in book.framework.traits:
        own = begun.rating_by_trait.get(trait.slug, Rating(trait.slug)).figures
        for indicator in trait.indicators:
            given = [figure for figure in own if figure.indicator == indicator.slug]
            for figure in given or [OwnFigure(indicator.slug, None, indicator.unit)]:
                _figure_row(book, sheet, row, figure, columns)
                row += 1
    for spare in range(row, row + _SPARE_FIGURES):
        for column in range(_INDICATOR, _YEAR + 1):
            kept = book.number if column in (_VALUE, _YEAR) else book.text
            sheet.write_blank(spare, column, None, kept)
    book.accept_choice(sheet, Cells(row, _INDICATOR, LAST_ROW), "indicator")
    book.accept_choice(sheet, Cells(row, _UNIT, LAST_ROW), "unit")
    not_negative = {"validate": "decimal", "criteria": ">=", "value": 0}
    book.accept(sheet, Cells(FIRST_ROW, _VALUE, LAST_ROW), not_negative, NOT_NEGATIVE)
    book.accept_choice(sheet, Cells(FIRST_ROW, _QUALIFIER, LAST_ROW), "qualifier")
    book.accept_length(sheet, Cells(FIRST_ROW, _PRODUCT, LAST_ROW), NAME_LIMIT)
    book.accept_whole(sheet, Cells(FIRST_ROW, _YEAR, LAST_ROW), *YEARS)
    _years_may_be_text(sheet)


def _figure_row(
    book: FormBook, sheet: Worksheet, row: int, figure: OwnFigure, columns: Sequence[Column]
) -> None:
    """One indicator with its figure, or to be filled in. The indicator itself is locked, and the
    unit where there is no other."""
    indicator = book.framework.indicator_by_slug[figure.indicator]
    several = len(units_for(indicator.unit)) > 1
    cells: list[Value] = [
        book.label("indicator", indicator.slug),
        _value(figure),
        book.label("qualifier", figure.qualifier),
        book.label("unit", figure.unit),
        figure.product,
        figure.year,
        book.say(indicator.definition),
        book.say(indicator.data_source),
        book.say(indicator.holder),
    ]
    kept = {
        _VALUE: book.number,
        _QUALIFIER: book.text,
        _UNIT: book.text if several else book.locked,
        _PRODUCT: book.text,
        _YEAR: book.number,
    }
    book.write(sheet, row, KEY_COLUMN, figure.key, book.locked)
    for column, value in enumerate(cells, 1):
        book.write(sheet, row, column, value, kept.get(column, book.locked))
    if several:
        book.accept_choice(sheet, Cells(row, _UNIT), unit_list(indicator.unit))
    texts = [str(value or "") for value in cells]
    sheet.set_row(row, row_height(*zip(texts, [c.width for c in columns], strict=True)))


def _value(figure: OwnFigure) -> Value:
    """The number; a share that might be taken for a fraction with its sign: 0.8%."""
    if figure.value is None:
        return None
    number = plain_number(figure.value)
    return f"{number}%" if figure.unit == PERCENT and 0 < figure.value <= 1 else number


def conditions(
    book: FormBook, begun: Assessment, carried: Mapping[str, Mapping[str, Answer]]
) -> None:
    """Every condition under its trait, from the lowest level up."""
    columns = [
        Column(NUMBER, 8),
        Column(NEEDED_FOR, 16),
        Column(COLUMN["condition"], 62),
        Column(COLUMNS["conditions"]["answer"], 14, "answer"),
        Column(COLUMN["remark"], 36),
        Column(COLUMN["proof"], 32),
        Column(COLUMN["holder"], 18),
    ]
    if carried:
        columns.append(Column(LAST_YEAR, 14))
    sheet = book.form_sheet("conditions", columns, freeze=4)
    row = FIRST_ROW
    for trait in book.framework.traits:
        sheet.write_string(row, 1, book.say(trait_label(trait)), book.group)
        sheet.set_row(row, 24)
        rating = begun.rating_by_trait.get(trait.slug, Rating(trait.slug))
        for condition in sorted(trait.conditions, key=lambda c: levels_of(trait, c)[:1]):
            row += 1
            before = carried.get(trait.slug, {}).get(condition.slug) if carried else None
            _condition_row(book, sheet, row, trait, condition, rating, columns, before)
        row += 1


def levels_of(trait: Trait, condition: Condition) -> list[int]:
    """The levels that have a route with the condition, lowest first."""
    return [
        level.level
        for level in trait.levels
        if any(condition.slug in route.conditions for route in level.routes)
    ]


def _condition_row(
    book: FormBook,
    sheet: Worksheet,
    row: int,
    trait: Trait,
    condition: Condition,
    rating: Rating,
    columns: Sequence[Column],
    before: Answer | None,
) -> None:
    levels = [str(number) for number in levels_of(trait, condition)]
    by_figure = condition.kind == "figure"
    cells = [
        condition_number(trait, condition),
        book.say(Text(f"{'、'.join(levels)}级", ", ".join(levels))),
        book.say(condition.text),
        book.label("answer", rating.answers.get(condition.slug)),
        "",
        book.say(condition.proof),
        book.say(condition.holder),
        book.label("answer", before),
    ][: len(columns)]
    sheet.write_string(row, KEY_COLUMN, condition.slug, book.locked)
    for column, value in enumerate(cells, 1):
        kept = book.text if columns[column - 1].key else book.locked
        book.write(sheet, row, column, value, kept)
    answer = Cells(row, 4)
    book.accept_choice(sheet, answer, "by_hand" if by_figure else "answer")
    if by_figure:
        measured = any(
            figure.indicator == condition.indicator and figure.value is not None
            for figure in rating.figures
        )
        cells[4] = _figure_decides(book, sheet, answer, condition, measured)
    texts = [str(value or "") for value in cells]
    sheet.set_row(row, row_height(*zip(texts, [c.width for c in columns], strict=True)))


def _figure_decides(
    book: FormBook, sheet: Worksheet, answer: Cells, condition: Condition, measured: bool
) -> str:
    """The remark beside a figure condition, and its answer greyed while there is a figure: both
    follow what is typed into the sheet of figures."""
    name = book.say(SHEETS["figures"])
    indicators, values = (
        f"'{name}'!{xl_rowcol_to_cell(FIRST_ROW, column, True, True)}:"
        f"{xl_rowcol_to_cell(LAST_ROW, column, True, True)}"
        for column in (_INDICATOR, _VALUE)
    )
    word = book.word_cell("indicator", str(condition.indicator))
    given = f'SUMPRODUCT(({indicators}={word})*({values}<>""))>0'
    decided, open_ = book.say(BY_FIGURE), book.say(WITHOUT_FIGURE)
    shown = decided if measured else open_
    quoted = [text.replace('"', '""') for text in (decided, open_)]
    remark = answer.column + 1
    formula = f'=IF({given},"{quoted[0]}","{quoted[1]}")'
    sheet.write_formula(answer.row, remark, formula, book.locked, shown)
    place = xl_rowcol_to_cell(answer.row, remark, True, True)
    grey = {"type": "formula", "criteria": f'={place}="{quoted[0]}"', "format": book.answered}
    sheet.conditional_format(answer.row, answer.column, answer.row, answer.column, grey)
    # The longer of the two decides how high the row is.
    return max(decided, open_, key=len)


def evidence(book: FormBook, begun: Assessment) -> None:
    """A row for each item and some that are free; conditions and indicators stand one a cell."""
    items = begun.evidence
    lists = list_columns(
        max([CONDITION_COLUMNS, *(len(item.conditions) for item in items)]),
        max([INDICATOR_COLUMNS, *(len(item.indicators) for item in items)]),
    )
    heads = COLUMNS["evidence"]
    columns = [
        *(
            Column(head, width, key, "text")
            for (key, head), width in zip(heads.items(), _ITEM_WIDTHS, strict=True)
        ),
        *(
            Column(head, _PROVES_WIDTH if _is_condition(key) else _CARRIES_WIDTH, key, "text")
            for key, head in lists.items()
        ),
    ]
    sheet = book.form_sheet("evidence", columns, freeze=2, noted=len(heads), scale=_EVIDENCE_SCALE)
    for row, item in enumerate(items, FIRST_ROW):
        texts = _item_texts(book, item, list(lists))
        book.write(sheet, row, KEY_COLUMN, item.key, book.locked)
        for column, text in enumerate(texts, 1):
            book.write(sheet, row, column, text, book.text)
        sheet.set_row(row, row_height(*zip(texts, [c.width for c in columns], strict=True)))
    first_free = FIRST_ROW + len(items)
    for row in range(first_free, first_free + _SPARE_EVIDENCE):
        for column in range(1, len(columns) + 1):
            sheet.write_blank(row, column, None, book.text)
    _accept_items(book, sheet, [column.key for column in columns])
    _years_may_be_text(sheet)
    # What an item proves and what it carries stand on further pages, beside its title.
    sheet.repeat_columns(KEY_COLUMN, 1)
    proved = sum(map(_is_condition, lists))
    sheet.set_v_pagebreaks([len(heads) + 1, len(heads) + proved + 1])


def _accept_items(book: FormBook, sheet: Worksheet, keys: Sequence[str]) -> None:
    limits = {"title": LINE_LIMIT, "source": LINE_LIMIT, "url": URL_LIMIT}
    for column, key in enumerate(keys, 1):
        cells = Cells(FIRST_ROW, column, LAST_ROW)
        if key in limits:
            book.accept_length(sheet, cells, limits[key])
        elif key == "date":
            hint = {"validate": "any", "input_message": book.say(DATE_HINT)}
            book.validate(sheet, cells, hint)
        elif key == "grade":
            book.accept_choice(sheet, cells, "grade")
        else:
            book.accept_choice(sheet, cells, "condition" if _is_condition(key) else "indicator")


def _item_texts(book: FormBook, item: Evidence, lists: Sequence[str]) -> list[str]:
    """The item's cells; one for each column of conditions and indicators, filled or not."""
    conditions = [book.label("condition", slug) for slug in item.conditions]
    indicators = [book.label("indicator", slug) for slug in item.indicators]
    places = sum(_is_condition(key) for key in lists)
    conditions += [""] * (places - len(conditions))
    indicators += [""] * (len(lists) - places - len(indicators))
    own = [item.title, book.label("grade", item.grade), item.source, item.date, item.url]
    return [*own, *conditions, *indicators]


def _is_condition(key: str) -> bool:
    return key.startswith("condition-")


def _years_may_be_text(sheet: Worksheet) -> None:
    """No green corners: a year or a long number is read as text just as well."""
    cells = f"B{FIRST_ROW + 1}:G{LAST_ROW + 1}"
    sheet.ignore_errors({"number_stored_as_text": cells})
