"""The questionnaire as an Excel workbook: an assessment, new or begun, to be filled in offline."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from benchmark.scoring.assessment import Assessment, Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.framework import Framework, Language, Text
from benchmark.scoring.text import LINE_LIMIT, LONG_LIMIT, NAME_LIMIT, URL_LIMIT
from benchmark.wording.columns import COLUMN

from .assessment_json import FIGURE_YEARS, PERIODS, WEIGHT_SUM, plain_number
from .book import FIRST_ROW, KEY_COLUMN, Cells, FormBook, Value, row_height
from .help import BASICS, DATE_HINT, HINT, ITEM, LEVELS, NOT_NEGATIVE, SECRECY, SUM, instructions
from .layout import (
    COLUMNS,
    COMPARATOR_KEYS,
    INSTRUCTIONS,
    QUESTIONNAIRE,
    ROW_LIMIT,
    UNKNOWN,
    weight_key,
)

_LAST_ROW = FIRST_ROW + ROW_LIMIT - 1
# Framed empty rows at the end of a table; those below can be filled in too.
_SPARE_EVIDENCE, _SPARE_FIGURES = 40, 10
# Widths of the columns that are shown, in Latin characters.
_INSTRUCTIONS = 110
_BASICS = (26, 44, 64)
_RATINGS = (16, 60, 20, 20, 10, 58)
_EVIDENCE = (24, 30, 46, 30, 14, 40)
_FIGURES = (40, 14, 11, 16, 24, 11, 48, 24)
# Columns of figures that hold numbers.
_NUMBER_COLUMNS = (2, 6)


def questionnaire(
    framework: Framework,
    language: Language,
    assessment: Assessment | None = None,
    *,
    demo: bool = False,
) -> bytes:
    """The workbook: empty, or with what an assessment says. `demo` marks it as invented."""
    begun = assessment or Assessment(
        framework=framework.slug, industry=Industry("", "", ""), period=0, ratings=()
    )
    book = FormBook(framework, language, demo=demo)
    _instructions(book)
    _basics(book, begun)
    _ratings(book, begun)
    _evidence(book, begun)
    _figures(book, begun)
    book.meta_sheet()
    return book.content()


def _instructions(book: FormBook) -> None:
    sheet = book.sheet(INSTRUCTIONS)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, _INSTRUCTIONS)
    sheet.write_string(0, 0, book.say(QUESTIONNAIRE), book.title)
    sheet.set_row(0, 28)
    sheet.write_string(1, 1, book.say(SECRECY), book.secrecy)
    framework = book.framework
    paragraphs = [book.say(text) for text in instructions(framework)]
    for i, paragraph in enumerate(paragraphs, 1):
        sheet.write_number(i + 1, 0, i, book.ordinal)
        sheet.write_string(i + 1, 1, paragraph, book.plain)
        sheet.set_row(i + 1, row_height((paragraph, _INSTRUCTIONS)) + 6)
    version = f"{book.say(framework.name)}  {framework.slug}  {framework.version}"
    sheet.write_string(len(paragraphs) + 2, 1, version, book.note)


def _basics(book: FormBook, begun: Assessment) -> None:
    heads = (ITEM, COLUMNS["basics"]["value"], HINT)
    sheet = book.form_sheet("basics", heads, _BASICS, at=2, freeze=0)
    at = [Cells(row, 2) for row in range(FIRST_ROW, FIRST_ROW + 7)]
    industry = begun.industry
    _basics_row(book, sheet, at[0].row, "name", industry.name)
    _basics_row(book, sheet, at[1].row, "place", industry.place)
    _basics_row(book, sheet, at[2].row, "sector", book.label("sector", industry.sector))
    _basics_row(book, sheet, at[3].row, "period", begun.period or None)
    book.accept_length(sheet, at[0], NAME_LIMIT)
    book.accept_length(sheet, at[1], NAME_LIMIT)
    book.accept_choice(sheet, at[2], "sector")
    book.accept_whole(sheet, at[3], *PERIODS)
    chosen = [*begun.comparators, *[""] * len(COMPARATOR_KEYS)]
    for i, (cells, key, slug) in enumerate(zip(at[4:], COMPARATOR_KEYS, chosen, strict=False), 1):
        name = book.label("cluster", slug)
        row = cells.row
        _basics_row(book, sheet, row, "comparator", name, key=key, suffix=f" {i}", hint=i == 1)
        book.accept_choice(sheet, cells, "cluster")
    _weights(book, sheet, at[-1].row + 1, begun.weights or {})


def _weights(book: FormBook, sheet: Worksheet, first: int, weights: dict[str, int]) -> None:
    for row, trait in enumerate(book.framework.traits, first):
        suffix = book.say(Text(f"：{trait.name.zh}", f": {trait.name.en}"))
        points, key = weights.get(trait.slug), weight_key(trait.slug)
        is_first = row == first
        _basics_row(book, sheet, row, "weight", points, key=key, suffix=suffix, hint=is_first)
        book.accept_whole(sheet, Cells(row, 2), 1, WEIGHT_SUM)
    last = first + len(book.framework.traits)
    cells = f"C{first + 1}:C{last}"
    formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    sheet.write_string(last, 1, book.say(SUM), book.locked)
    sheet.write_formula(last, 2, formula, book.locked, sum(weights.values()) if weights else "")
    sheet.write_blank(last, 3, None, book.locked)


def _basics_row(
    book: FormBook,
    sheet: Worksheet,
    row: int,
    words: str,
    value: Value,
    *,
    key: str = "",
    suffix: str = "",
    hint: bool = True,
) -> None:
    name, remark = (book.say(text) for text in BASICS[words])
    remark = remark if hint else ""
    kept = book.number if words in ("period", "weight") else book.text
    sheet.write_string(row, KEY_COLUMN, key or words, book.locked)
    sheet.write_string(row, 1, name + suffix, book.locked)
    book.write(sheet, row, 2, value, kept)
    book.write(sheet, row, 3, remark, book.locked)
    texts = (name + suffix, str(value or ""), remark)
    sheet.set_row(row, row_height(*zip(texts, _BASICS, strict=True)))


def _ratings(book: FormBook, begun: Assessment) -> None:
    heads = (COLUMN["trait"], LEVELS, *COLUMNS["ratings"].values())
    sheet = book.form_sheet("ratings", heads, _RATINGS, at=3, freeze=2)
    traits = book.framework.traits
    colon = book.say(Text("：", ": "))
    for row, trait in enumerate(traits, FIRST_ROW):
        rating = begun.rating_by_trait.get(trait.slug, Rating(trait.slug))
        levels = "\n".join(
            f"{book.label('level', level.level)}{colon}{book.say(level.text)}"
            for level in trait.levels
        )
        answer = UNKNOWN if rating.state == "unknown" else rating.claim
        sheet.write_string(row, KEY_COLUMN, trait.slug, book.locked)
        sheet.write_string(row, 1, book.label("trait", trait.slug), book.locked)
        sheet.write_string(row, 2, levels, book.locked)
        book.write(sheet, row, 3, book.label("answer", answer), book.text)
        book.write(sheet, row, 4, book.label("level", rating.target), book.text)
        book.write(sheet, row, 5, rating.target_year, book.number)
        book.write(sheet, row, 6, rating.rationale, book.long_text)
        sheet.set_row(row, row_height((levels, _RATINGS[1]), (rating.rationale, _RATINGS[5])))
    last = FIRST_ROW + len(traits) - 1
    book.accept_choice(sheet, Cells(FIRST_ROW, 3, last), "answer")
    book.accept_choice(sheet, Cells(FIRST_ROW, 4, last), "level")
    book.accept_whole(sheet, Cells(FIRST_ROW, 5, last), *PERIODS)
    book.accept_length(sheet, Cells(FIRST_ROW, 6, last), LONG_LIMIT)


def _evidence(book: FormBook, begun: Assessment) -> None:
    columns = COLUMNS["evidence"]
    sheet = book.form_sheet("evidence", tuple(columns.values()), _EVIDENCE, at=1, freeze=0)
    for column, width in enumerate(_EVIDENCE, 1):
        sheet.set_column(column, column, width, book.free_text)
    items = [(rating.trait, item) for rating in begun.ratings for item in rating.evidence]
    for row, (trait, item) in enumerate(items, FIRST_ROW):
        texts = _evidence_texts(book, trait, item)
        for column, text in enumerate(texts, 1):
            book.write(sheet, row, column, text, book.text)
        sheet.set_row(row, row_height(*zip(texts, _EVIDENCE, strict=True)))
    _spare_rows(book, sheet, FIRST_ROW + len(items), _SPARE_EVIDENCE)
    book.accept_choice(sheet, Cells(FIRST_ROW, 1, _LAST_ROW), "trait")
    book.accept_choice(sheet, Cells(FIRST_ROW, 2, _LAST_ROW), "grade")
    book.accept_length(sheet, Cells(FIRST_ROW, 3, _LAST_ROW), LINE_LIMIT)
    book.accept_length(sheet, Cells(FIRST_ROW, 4, _LAST_ROW), LINE_LIMIT)
    hint = {"validate": "any", "input_message": book.say(DATE_HINT)}
    book.validate(sheet, Cells(FIRST_ROW, 5, _LAST_ROW), hint)
    book.accept_length(sheet, Cells(FIRST_ROW, 6, _LAST_ROW), URL_LIMIT)
    _years_may_be_text(sheet)


def _evidence_texts(book: FormBook, trait: str, item: Evidence) -> Sequence[str]:
    labels = (book.label("trait", trait), book.label("grade", item.grade))
    return (*labels, item.title, item.source, item.date, item.url)


def _figures(book: FormBook, begun: Assessment) -> None:
    """A row for each figure, one for each indicator without any, and some that are free."""
    heads = (*COLUMNS["figures"].values(), COLUMN["definition"], COLUMN["data_source"])
    sheet = book.form_sheet("figures", heads, _FIGURES, at=1, freeze=2)
    for column in range(1, len(COLUMNS["figures"]) + 1):
        kept = book.free_number if column in _NUMBER_COLUMNS else book.free_text
        sheet.set_column(column, column, _FIGURES[column - 1], kept)
    row = FIRST_ROW
    for trait in book.framework.traits:
        own = begun.rating_by_trait.get(trait.slug, Rating(trait.slug)).figures
        known = {figure.indicator for figure in own}
        for figure in own:
            _figure_row(book, sheet, row, figure.indicator, figure)
            row += 1
        for indicator in (i for i in trait.indicators if i.slug not in known):
            _figure_row(book, sheet, row, indicator.slug, None)
            row += 1
    _spare_rows(book, sheet, row, _SPARE_FIGURES, numbers=_NUMBER_COLUMNS)
    book.accept_choice(sheet, Cells(row, 1, _LAST_ROW), "indicator")
    not_negative = {"validate": "decimal", "criteria": ">=", "value": 0}
    book.accept(sheet, Cells(FIRST_ROW, 2, _LAST_ROW), not_negative, NOT_NEGATIVE)
    book.accept_choice(sheet, Cells(FIRST_ROW, 3, _LAST_ROW), "qualifier")
    book.accept_choice(sheet, Cells(FIRST_ROW, 4, _LAST_ROW), "unit")
    book.accept_length(sheet, Cells(FIRST_ROW, 5, _LAST_ROW), NAME_LIMIT)
    book.accept_whole(sheet, Cells(FIRST_ROW, 6, _LAST_ROW), *FIGURE_YEARS)
    _years_may_be_text(sheet)


def _figure_row(
    book: FormBook, sheet: Worksheet, row: int, slug: str, figure: OwnFigure | None
) -> None:
    """One indicator with its figure, or to be filled in. The indicator itself is locked."""
    indicator = book.framework.indicator_by_slug[slug]
    texts = {
        1: book.label("indicator", slug),
        3: book.label("qualifier", figure.qualifier if figure else None),
        4: book.label("unit", figure.unit if figure else indicator.unit),
        5: (figure.product if figure else None) or "",
        7: book.say(indicator.definition),
        8: book.say(indicator.data_source),
    }
    for column, text in texts.items():
        kept = book.text if column in (3, 4, 5) else book.locked
        book.write(sheet, row, column, text, kept)
    book.write(sheet, row, 2, plain_number(figure.value) if figure else None, book.number)
    book.write(sheet, row, 6, figure.year if figure else None, book.number)
    sheet.set_row(
        row, row_height(*((text, _FIGURES[column - 1]) for column, text in texts.items()))
    )


def _spare_rows(
    book: FormBook, sheet: Worksheet, first: int, count: int, numbers: Sequence[int] = ()
) -> None:
    """Framed empty rows. Both tables that have them are read from their first six columns."""
    for row in range(first, first + count):
        for column in range(1, 7):
            kept = book.number if column in numbers else book.text
            sheet.write_blank(row, column, None, kept)


def _years_may_be_text(sheet: Worksheet) -> None:
    """No green corners: a year or a long number is read as text just as well."""
    sheet.ignore_errors({"number_stored_as_text": f"B{FIRST_ROW + 1}:G{_LAST_ROW + 1}"})
