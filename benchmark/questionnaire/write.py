"""The questionnaire as an Excel workbook: an assessment, new or begun, to be filled in offline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from benchmark.scoring.assessment import TARGETS, YEARS, Answer, Assessment, Industry, Rating
from benchmark.scoring.framework import Framework, Language, Text, Trait
from benchmark.scoring.text import LONG_LIMIT, NAME_LIMIT
from benchmark.wording.columns import COLUMN
from benchmark.wording.sentences import level, routes_text
from benchmark.workbook.book import TITLE_HEIGHT
from benchmark.workbook.measure import row_height

from .book import FIRST_ROW, KEY_COLUMN, Cells, Column, FormBook, Value
from .help import BASICS, HINT, ITEM, LEVELS, SECRECY, instructions
from .layout import (
    COLUMNS,
    COMPARATOR_KEYS,
    FOCUS_KEYS,
    INSTRUCTIONS,
    QUESTIONNAIRE,
    trait_label,
)
from .write_rows import conditions, evidence, figures

# What one cell of Excel holds, in UTF-16 units: a rare hanzi beyond the basic plane takes two.
CELL_LIMIT = 32_767
_INSTRUCTIONS = 110
_BASICS = (26, 44, 64)
_LEVELS, _RATIONALE = 76, 52


class TooLongForCells(Exception):
    """Rationales that no cell holds whole; nothing is written. `traits` are theirs."""

    def __init__(self, traits: Sequence[Trait]) -> None:
        super().__init__(", ".join(trait.slug for trait in traits))
        self.traits = tuple(traits)


def questionnaire(
    framework: Framework,
    language: Language,
    assessment: Assessment | None = None,
    *,
    carried: Mapping[str, Mapping[str, Answer]] | None = None,
    demo: bool = False,
) -> bytes:
    """The workbook: empty, or with what an assessment says. `demo` marks it as invented.

    `carried` is what last year's assessment answered, by trait and condition, where that is to be
    shown beside. Raises TooLongForCells.
    """
    begun = assessment or Assessment(framework.slug, Industry("", "", ""), period=0, ratings=())
    too_long = [rating.trait for rating in begun.ratings if not _fits_cell(rating.rationale)]
    if too_long:
        raise TooLongForCells([framework.trait_by_slug[slug] for slug in too_long])
    book = FormBook(framework, language, demo=demo)
    _instructions(book)
    _basics(book, begun)
    figures(book, begun)
    conditions(book, begun, carried or {})
    evidence(book, begun)
    _targets(book, begun)
    book.meta_sheet()
    return book.content()


def _fits_cell(text: str) -> bool:
    return len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT


def _instructions(book: FormBook) -> None:
    sheet = book.locked_sheet(INSTRUCTIONS)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, _INSTRUCTIONS)
    sheet.write_string(0, 0, book.say(QUESTIONNAIRE), book.title)
    sheet.set_row(0, TITLE_HEIGHT)
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
    read_by = ("", "value", "")
    columns = [Column(*column) for column in zip(heads, _BASICS, read_by, strict=True)]
    sheet = book.form_sheet("basics", columns, freeze=0)
    industry, row = begun.industry, FIRST_ROW
    texts = {"name": industry.name, "name_en": industry.name_en, "place": industry.place}
    for key, text in texts.items():
        _basics_row(book, sheet, row, key, text)
        book.accept_length(sheet, Cells(row, 2), NAME_LIMIT)
        row += 1
    _basics_row(book, sheet, row, "sector", book.label("sector", industry.sector))
    book.accept_choice(sheet, Cells(row, 2), "sector")
    _basics_row(book, sheet, row + 1, "period", begun.period or None)
    book.accept_whole(sheet, Cells(row + 1, 2), *YEARS)
    row += 2
    for keys, words, name, chosen in (
        (COMPARATOR_KEYS, "comparator", "cluster", begun.comparators),
        (FOCUS_KEYS, "focus", "focus", begun.focus),
    ):
        for i, key in enumerate(keys):
            label = book.label(name, chosen[i]) if i < len(chosen) else ""
            _basics_row(book, sheet, row, words, label, key=key, number=i + 1)
            book.accept_choice(sheet, Cells(row, 2), name)
            row += 1


def _basics_row(
    book: FormBook,
    sheet: Worksheet,
    row: int,
    words: str,
    value: Value,
    *,
    key: str = "",
    number: int = 0,
) -> None:
    """A row of the first sheet; of several alike, which have a `number`, the first explains."""
    name, remark = (book.say(text) for text in BASICS[words])
    name = f"{name} {number}" if number else name
    remark = "" if number > 1 else remark
    sheet.write_string(row, KEY_COLUMN, key or words, book.locked)
    sheet.write_string(row, 1, name, book.locked)
    book.write(sheet, row, 2, value, book.number if words == "period" else book.text)
    book.write(sheet, row, 3, remark, book.locked)
    sheet.set_row(row, row_height(*zip((name, str(value or ""), remark), _BASICS, strict=True)))


def _targets(book: FormBook, begun: Assessment) -> None:
    heads = COLUMNS["targets"]
    widths = dict(zip(heads, (14, 16, 12, _RATIONALE), strict=True))
    columns = [
        Column(COLUMN["trait"], 18),
        Column(LEVELS, _LEVELS),
        *(Column(head, widths[key], key) for key, head in heads.items()),
    ]
    sheet = book.form_sheet("targets", columns, freeze=2)
    traits = book.framework.traits
    for row, trait in enumerate(traits, FIRST_ROW):
        rating = begun.rating_by_trait.get(trait.slug, Rating(trait.slug))
        levels = "\n".join(book.say(text) for text in level_texts(book.framework, trait))
        sheet.write_string(row, KEY_COLUMN, trait.slug, book.locked)
        sheet.write_string(row, 1, book.say(trait_label(trait)), book.locked)
        sheet.write_string(row, 2, levels, book.locked)
        book.write(sheet, row, 3, book.label("yes", "yes") if rating.not_known else "", book.text)
        book.write(sheet, row, 4, book.label("level", rating.target), book.text)
        book.write(sheet, row, 5, rating.target_year, book.number)
        book.write(sheet, row, 6, rating.rationale, book.long_text)
        sheet.set_row(row, row_height((levels, _LEVELS), (rating.rationale, _RATIONALE)))
    last = FIRST_ROW + len(traits) - 1
    book.accept_choice(sheet, Cells(FIRST_ROW, 3, last), "yes")
    book.accept_choice(sheet, Cells(FIRST_ROW, 4, last), "level")
    book.accept_whole(sheet, Cells(FIRST_ROW, 5, last), *YEARS)
    book.accept_length(sheet, Cells(FIRST_ROW, 6, last), LONG_LIMIT)


def level_texts(framework: Framework, trait: Trait) -> Iterator[Text]:
    """What each level that can be aimed at asks: 3级（骨干）：连续发展10年以上，且有志书记载."""
    for number in range(TARGETS[0], TARGETS[1] + 1):
        name = level(framework, number)
        ways = routes_text(trait, [route.conditions for route in trait.routes_of(number)])
        yield Text(f"{name.zh}：{ways.zh}", f"{name.en[:1].upper()}{name.en[1:]}: {ways.en}")
