"""The filled questionnaire back into an assessment, every problem named by sheet and cell.

The workbook becomes the same input object that a JSON file holds, and `parse_assessment` judges
it: one set of rules. What is written here is only where each value stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from benchmark.scoring.assessment import Assessment
from benchmark.scoring.figures import PERCENT
from benchmark.scoring.framework import Framework, Text

from .assessment_json import parse_assessment
from .gate import WorkbookProblem, WorkbookProblems, refuse
from .grid import Book, Cell, Grid
from .help import BASICS
from .input_object import REQUIRED, InputProblems, shown
from .layout import (
    COMPARATOR_KEYS,
    FORMAT,
    HEAD_ROWS,
    ITEM_LIMIT,
    META_SHEET,
    ROW_LIMIT,
    SHEETS,
    UNKNOWN,
    ListKey,
    Option,
    SheetKey,
    fingerprint,
    options,
    weight_key,
)
from .sheets import FormSheet, Place, Places, open_sheet
from .values import (
    choice_of,
    date_of,
    is_blank,
    normal_word,
    number_of,
    text_of,
    whole_of,
    words_of,
)

__all__ = ["Filled", "Questionnaire", "WorkbookProblem", "WorkbookProblems", "read_workbook"]

NOT_A_QUESTIONNAIRE = Text(
    "不是本系统下载的问卷，或隐藏的格式信息已丢失；请重新下载问卷填写",
    "is no questionnaire of this system, or has lost its hidden format sheet: download the "
    "questionnaire again",
)
NEWER_VERSION = Text(
    "问卷的格式版本是{version}，本系统最高读取版本{newest}；请从本系统重新下载问卷",
    "has format version {version}; this system reads versions up to {newest}: download the "
    "questionnaire again",
)
OTHER_FRAMEWORK = Text(
    "问卷属于对标指标体系“{found}”，这里用的是“{wanted}”，等级标准不同，不能混用",
    "belongs to the framework {found}, not to {wanted}: their levels differ",
)
OTHER_EDITION = Text(
    "问卷的等级标准或指标与本系统的“{wanted}”不一致，不能混用；请从本系统重新下载问卷",
    "differs in its levels or indicators from {wanted} as it stands here: download the "
    "questionnaire again",
)
SHEET_MISSING = Text(
    "缺少这张工作表，可能已改名或删除；请重新下载问卷，把内容粘贴过去",
    "this sheet is missing; it may have been renamed or deleted: download the questionnaire again "
    "and paste your entries there",
)
TOO_MANY_ITEMS = Text(
    f"一项特征最多{ITEM_LIMIT}条", f"at most {ITEM_LIMIT} are allowed for one trait"
)
ONLY_A_GRADE = Text(
    "请填写材料名称，只选类型不算佐证", "enter a title: a type alone is no evidence"
)
T = TypeVar("T")

STATES: Final = {None: "unanswered", UNKNOWN: "unknown"}
_META_ROWS: Final = 200
_NOT_ANSWERED: Final = ("未填写", "unanswered", "not answered", "-", "—")


@dataclass(frozen=True, slots=True)
class Filled:
    """An assessment out of a workbook, and where each of its values stands there."""

    assessment: Assessment
    places: Places

    def problem(self, path: str, message: Text, value: object) -> WorkbookProblem:
        """A problem of the value at a path of the input object, with its sheet and cell."""
        place = self.places.at(path)
        return WorkbookProblem(message, place.sheet, place.cell, value)


class Questionnaire:
    """An uploaded questionnaire, opened. Raises WorkbookProblems where it is none."""

    def __init__(self, raw: bytes) -> None:
        self.book = Book(raw)
        meta = self.book.grid(META_SHEET, max_rows=_META_ROWS)
        self.facts = _facts(meta) if meta else {}
        self._lists = _lists(meta) if meta else {}
        if self.facts.get("format") != FORMAT:
            raise refuse(NOT_A_QUESTIONNAIRE)
        version = self.facts.get("version", "")
        # Older versions stay: whoever holds a filled workbook must not lose it.
        reader = READERS.get(version)
        if reader is None:
            raise refuse(NEWER_VERSION, version=shown(version), newest=len(READERS))
        self._reader = reader

    @property
    def framework(self) -> str:
        """Slug of the framework version that the questionnaire belongs to."""
        return self.facts.get("framework", "")

    def read(self, framework: Framework) -> Filled:
        """What is filled in. Raises WorkbookProblems with every problem found."""
        if self.framework != framework.slug:
            raise refuse(OTHER_FRAMEWORK, found=shown(self.framework), wanted=framework.slug)
        if self.facts.get("fingerprint") != fingerprint(framework):
            raise refuse(OTHER_EDITION, wanted=framework.slug)
        return self._reader(self, framework)

    def words(self, name: ListKey, entries: tuple[Option, ...]) -> dict[str, str]:
        """What the entries of a list may be called: as now, and as when the workbook was made."""
        known = {entry.key for entry in entries}
        then = {w: key for w, key in self._lists.get(name, {}).items() if key in known}
        return words_of(entries) | then

    def sheet_name(self, key: SheetKey) -> str:
        """The sheet's name in this workbook."""
        return self.facts.get(f"sheet:{key}", SHEETS[key].zh)


def read_workbook(raw: bytes, framework: Framework) -> Assessment:
    """The assessment in a filled questionnaire. Raises WorkbookProblems with every problem."""
    return Questionnaire(raw).read(framework).assessment


def _facts(meta: Grid) -> dict[str, str]:
    return {meta.text(row, 1): meta.text(row, 2) for row in meta.rows() if meta.text(row, 1)}


def _lists(meta: Grid) -> dict[str, dict[str, str]]:
    """By list, what each of its words meant when the workbook was made."""
    heads = [column for row, column in meta.cells if row == 1 and column > 2]
    return {
        meta.text(1, column): {
            normal_word(meta.text(row, column + 1)): meta.text(row, column)
            for row in meta.rows()
            if row > 1 and meta.text(row, column + 1)
        }
        for column in heads
    }


class _Version1:
    """Reads the four sheets of the first format into one input object."""

    def __init__(self, questionnaire: Questionnaire, framework: Framework) -> None:
        self.framework = framework
        self.places = Places()
        self.options = options(framework)
        self.words = {
            name: questionnaire.words(name, entries) for name, entries in self.options.items()
        }
        self.sheets: dict[SheetKey, FormSheet] = {}
        for key in SHEETS:
            name = questionnaire.sheet_name(key)
            grid = questionnaire.book.grid(name, max_rows=ROW_LIMIT + HEAD_ROWS)
            if grid is None:
                self.places.refuse_sheet(key, name, SHEET_MISSING)
            elif sheet := open_sheet(key, grid, self.places):
                self.sheets[key] = sheet
        if len(self.sheets) < len(SHEETS):
            raise WorkbookProblems(*self.places.problems)

    def read(self) -> Filled:
        data = {"framework": self.framework.slug, **self.basics(), "ratings": self.ratings()}
        self.evidence(data["ratings"])
        self.figures(data["ratings"])
        try:
            found = parse_assessment(data, self.framework)
        except InputProblems as refused:
            for problem in refused.problems:
                self.places.refuse_path(problem.path, problem.message, problem.value)
        if self.places.problems:
            raise WorkbookProblems(*self.places.problems)
        return Filled(found, self.places)

    def basics(self) -> dict[str, Any]:
        """Everything of the input object but its ratings."""
        sheet = self.sheets["basics"]
        weight_rows = {trait.slug: weight_key(trait.slug) for trait in self.framework.traits}
        rows = self.rows(
            sheet,
            {
                **{key: BASICS[key][0] for key in ("name", "place", "sector", "period")},
                **dict.fromkeys(COMPARATOR_KEYS, BASICS["comparator"][0]),
                **dict.fromkeys(weight_rows.values(), BASICS["weight"][0]),
            },
        )

        def value(key: str, path: str, read: Callable[[Cell | None], T]) -> T | None:
            return sheet.read(self.places, rows[key], "value", path, read)

        comparators: list[str] = []
        for key in COMPARATOR_KEYS:
            chosen = value(key, f"comparators[{len(comparators)}]", self.chosen("cluster"))
            comparators += [chosen] if chosen else []
        weights = {
            slug: value(key, f"weights.{slug}", whole_of) for slug, key in weight_rows.items()
        }
        first = rows[weight_rows[self.framework.traits[0].slug]]
        self.places.note("weights", sheet.place(first, "value"))
        weighted = any(not is_blank(sheet.cell(rows[k], "value")) for k in weight_rows.values())
        return {
            "industry": {
                "name": value("name", "industry.name", text_of),
                "place": value("place", "industry.place", text_of),
                "sector": value("sector", "industry.sector", self.chosen("sector")),
            },
            "period": value("period", "period", whole_of),
            "comparators": comparators,
            "weights": weights if weighted else None,
        }

    def ratings(self) -> list[dict[str, Any]]:
        """One rating per trait, in the framework's order, without evidence and figures."""
        sheet = self.sheets["ratings"]
        rows = self.rows(sheet, {trait.slug: trait.name for trait in self.framework.traits})
        found: list[dict[str, Any]] = []
        for index, trait in enumerate(self.framework.traits):
            value = self.reader(sheet, rows[trait.slug], f"ratings[{index}]")
            answer = value("answer", self.answer, "claim")
            target = value("target", self.chosen("level"))
            found.append(
                {
                    "trait": trait.slug,
                    "state": STATES.get(answer, "rated"),
                    "claim": int(answer) if answer and answer != UNKNOWN else None,
                    "target": int(target) if target else None,
                    "target_year": value("target_year", whole_of),
                    "rationale": value("rationale", partial(text_of, single_line=False)),
                    "evidence": [],
                    "figures": [],
                }
            )
        return found

    def evidence(self, ratings: list[dict[str, Any]]) -> None:
        """Adds every row to the rating of its trait."""
        sheet = self.sheets["evidence"]
        traits = [trait.slug for trait in self.framework.traits]
        for row in sheet.filled_rows("grade", "title", "source", "date", "url"):
            trait = sheet.read(self.places, row, "trait", "", self.chosen("trait"))
            if trait is None:
                self.places.refuse(sheet.place(row, "trait"), REQUIRED)
            # Without its trait a row is judged all the same: its other problems are named too.
            index = traits.index(trait) if trait else 0
            items = ratings[index]["evidence"]
            value = self.reader(sheet, row, f"ratings[{index}].evidence[{len(items)}]")
            grade = value("grade", self.chosen("grade"))
            if sheet.is_blank(row, "title", "source", "date", "url"):
                # As on the page: it must not carry a level.
                self.places.refuse(sheet.place(row, "title"), ONLY_A_GRADE)
            self.add(
                items,
                {
                    "grade": int(grade) if grade else None,
                    "title": value("title", text_of),
                    "source": value("source", text_of),
                    "date": value("date", date_of),
                    "url": value("url", text_of),
                },
                sheet.place(row, "trait"),
            )

    def figures(self, ratings: list[dict[str, Any]]) -> None:
        """Adds every row to the rating of its indicator's trait."""
        sheet = self.sheets["figures"]
        traits = [trait.slug for trait in self.framework.traits]
        for row in sheet.filled_rows("value", "qualifier", "product", "year"):
            slug = sheet.read(self.places, row, "indicator", "", self.chosen("indicator"))
            unit = sheet.read(self.places, row, "unit", "", self.chosen("unit"))
            indicator = self.framework.indicator_by_slug.get(slug or "")
            index = traits.index(indicator.trait) if indicator else 0
            is_share = (unit or (indicator.unit if indicator else None)) == PERCENT
            items = ratings[index]["figures"]
            value = self.reader(sheet, row, f"ratings[{index}].figures[{len(items)}]")
            self.add(
                items,
                {
                    "indicator": value("indicator", self.chosen("indicator")),
                    "value": value("value", partial(number_of, share=is_share)),
                    "qualifier": value("qualifier", self.chosen("qualifier")),
                    "unit": value("unit", self.chosen("unit")),
                    "product": value("product", text_of),
                    "year": value("year", whole_of),
                },
                sheet.place(row, "indicator"),
            )

    def rows(self, sheet: FormSheet, wanted: Mapping[str, Text]) -> dict[str, int]:
        """The rows of these hidden keys. Raises WorkbookProblems where one is missing."""
        found = sheet.rows_by_key()
        missing = [name for key, name in wanted.items() if key not in found]
        if missing:
            self.places.refuse_structure(sheet.key, sheet.grid.name, missing[0])
            raise WorkbookProblems(*self.places.problems)
        return found

    def reader(self, sheet: FormSheet, row: int, path: str) -> Callable[..., Any]:
        """Reads a row's cells into the members of the object at `path`, by the same names."""

        def value(name: str, read: Callable[[Cell | None], T], member: str = "") -> T | None:
            return sheet.read(self.places, row, name, f"{path}.{member or name}", read)

        return value

    def chosen(self, name: ListKey) -> Callable[[Cell | None], str | None]:
        """Reads an entry of a list."""
        return partial(choice_of, words=self.words[name], entries=self.options[name])

    def answer(self, cell: Cell | None) -> str | None:
        """Reads a level, 'not known' or nothing."""
        if cell is not None and normal_word(str(cell.value)) in _NOT_ANSWERED:
            return None
        return self.chosen("answer")(cell)

    def add(self, items: list[Any], item: dict[str, Any], place: Place) -> None:
        items.append(item)
        if len(items) == ITEM_LIMIT + 1:
            self.places.refuse(place, TOO_MANY_ITEMS)


def _read_version_1(questionnaire: Questionnaire, framework: Framework) -> Filled:
    return _Version1(questionnaire, framework).read()


# By format version. A later format adds its own and leaves these.
READERS: Final[dict[str, Callable[[Questionnaire, Framework], Filled]]] = {
    "1": _read_version_1,
}
