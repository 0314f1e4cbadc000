"""The filled questionnaire back into an assessment, every problem named by sheet and cell.

The workbook becomes the same input object that a JSON file holds, and `parse_assessment` judges
it: one set of rules. What is written here is only where each value stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from benchmark.scoring.assessment import ROW_KEY, Assessment
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.text import one_name

from .assessment_json import NOT_KNOWN, parse_assessment
from .filled import Filled
from .grid import Cell
from .handed_out import HandedOut
from .help import BASICS
from .input_object import MISSING, InputProblems, shown
from .layout import (
    COMPARATOR_KEYS,
    EVIDENCE_LIMIT,
    FIGURE_LIMIT,
    FOCUS_KEYS,
    FORM,
    ListKey,
    fingerprint,
    options,
)
from .problems import WorkbookProblem, WorkbookProblems, refuse
from .questions import Question
from .sheets import FormSheet, Note, Places, open_sheets
from .values import (
    Understood,
    address_of,
    asks_for_percent,
    choice_of,
    date_of,
    level_of,
    link_of,
    number_of,
    text_of,
    year_of,
)

__all__ = ["Questionnaire", "WorkbookProblem", "WorkbookProblems", "read_workbook"]

_NO_FORMATS = Text(
    "不是 .xlsx：百分比格式、只显示年份的日期和出错的公式认不出来，请逐项核对",
    "is no .xlsx: per cent formats, dates shown as years and formulas that failed cannot be told "
    "apart; check each value",
)
OTHER_FRAMEWORK = Text(
    "问卷属于对标指标体系“{found}”，这里用的是“{wanted}”，条件和等级不同，不能混用",
    "belongs to the framework {found}, not to {wanted}: their conditions and levels differ",
)
OTHER_EDITION = Text(
    "问卷的条件、等级或指标与现行的“{wanted}”不一致，不能混用；请重新下载问卷",
    "differs in its conditions, levels or indicators from {wanted} as it stands here: download "
    "the questionnaire again",
)
TOO_MANY_FIGURES = Text(
    f"一项特征最多{FIGURE_LIMIT}条数据", f"at most {FIGURE_LIMIT} figures are allowed for one trait"
)
TOO_MANY_ITEMS = Text(
    f"佐证材料最多{EVIDENCE_LIMIT}件", f"at most {EVIDENCE_LIMIT} evidence items are allowed"
)
T = TypeVar("T")

_NOT_ANSWERED: Final = ("未作答", "未填写", "noanswer", "-", "—")
_FIGURE: Final = ("value", "qualifier", "product", "year")
_ITEM: Final = ("title", "grade", "source", "date", "url")


class Questionnaire(HandedOut):
    """An uploaded questionnaire, opened. Raises WorkbookProblems where it is none."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw, FORM)

    @property
    def framework(self) -> str:
        """Slug of the framework version that the questionnaire belongs to."""
        return self.facts.get("framework", "")

    def read(self, framework: Framework, *, draft: bool = False) -> Filled:
        """What is filled in; a `draft` may hold rows that are unfinished, as on its pages.

        Raises WorkbookProblems with every problem found.
        """
        if self.framework != framework.slug:
            raise refuse(OTHER_FRAMEWORK, found=shown(self.framework), wanted=framework.slug)
        if self.facts.get("fingerprint") != fingerprint(framework):
            raise refuse(OTHER_EDITION, wanted=framework.slug)
        return _Reader(self, framework, draft).read()


def read_workbook(raw: bytes, framework: Framework, *, draft: bool = False) -> Assessment:
    """The assessment in a filled questionnaire. Raises WorkbookProblems with every problem."""
    return Questionnaire(raw).read(framework, draft=draft).assessment


class _Reader:
    """Reads the sheets into one input object."""

    def __init__(self, questionnaire: Questionnaire, framework: Framework, draft: bool) -> None:
        self.framework, self.draft = framework, draft
        self.places = Places()
        self.options = options(framework)
        self.words = {
            name: questionnaire.words(name, entries) for name, entries in self.options.items()
        }
        # Indicators that have a figure: it answers their conditions.
        self.measured: set[str] = set()
        self.keys: set[str] = set()
        self.emptied: set[str] = set()
        self.questions: list[Question] = []
        self.of_file = () if questionnaire.book.tells_formats else (Note("", "", "", _NO_FORMATS),)
        self.sheets = open_sheets(questionnaire, self.places)
        if len(self.sheets) < len(FORM.sheets):
            raise WorkbookProblems(*self.places.problems)

    def read(self) -> Filled:
        ratings = self.ratings()
        self.figures(ratings)
        self.answers(ratings)
        data = {
            "framework": self.framework.slug,
            **self.basics(),
            "ratings": ratings,
            "evidence": self.evidence(),
        }
        try:
            found = parse_assessment(data, self.framework, draft=self.draft)
        except InputProblems as refused:
            for problem in refused.problems:
                # Its cell says 是, not the true that it means.
                value = MISSING if problem.message == NOT_KNOWN else problem.value
                self.places.refuse_path(problem.path, problem.message, value)
        if self.places.problems:
            raise WorkbookProblems(*self.places.problems)
        return Filled(
            found,
            self.places,
            frozenset(self.emptied),
            (*self.of_file, *self.places.notes),
            tuple(self.questions),
        )

    def basics(self) -> dict[str, Any]:
        """Everything of the input object but its ratings and evidence."""
        sheet = self.sheets["basics"]
        single = ("name", "name_en", "place", "sector", "period")
        rows = self.rows(
            sheet,
            {
                **{key: BASICS[key][0] for key in single},
                **dict.fromkeys(COMPARATOR_KEYS, BASICS["comparator"][0]),
                **dict.fromkeys(FOCUS_KEYS, BASICS["focus"][0]),
            },
        )

        def value(key: str, path: str, read: Callable[[Cell | None], object]) -> Any:
            return sheet.read(self.places, rows[key], "value", path, read)

        def several(keys: tuple[str, ...], path: str, name: ListKey) -> list[str]:
            found: list[str] = []
            for key in keys:
                chosen = value(key, f"{path}[{len(found)}]", self.chosen(name))
                found += [chosen] if chosen else []
            return found

        return {
            "industry": {
                "name": value("name", "industry.name", text_of),
                "name_en": value("name_en", "industry.name_en", text_of),
                "place": value("place", "industry.place", text_of),
                "sector": value("sector", "industry.sector", self.chosen("sector")),
            },
            "period": value("period", "period", year_of),
            "comparators": several(COMPARATOR_KEYS, "comparators", "cluster"),
            "focus": several(FOCUS_KEYS, "focus", "focus"),
        }

    def ratings(self) -> list[dict[str, Any]]:
        """One rating per trait, in the framework's order, without answers and figures."""
        sheet = self.sheets["targets"]
        rows = self.rows(sheet, {trait.slug: trait.name for trait in self.framework.traits})
        found: list[dict[str, Any]] = []
        for index, trait in enumerate(self.framework.traits):
            value = self.reader(sheet, rows[trait.slug], f"ratings[{index}]")
            target = value("target", self.level)
            found.append(
                {
                    "trait": trait.slug,
                    "not_known": value("not_known", self.chosen("yes")) == "yes",
                    "answers": {},
                    "target": int(target) if target else None,
                    "target_year": value("target_year", year_of),
                    "rationale": value("rationale", partial(text_of, single_line=False)),
                    "figures": [],
                }
            )
        return found

    def figures(self, ratings: list[dict[str, Any]]) -> None:
        """Adds every row to the rating of its indicator's trait."""
        sheet = self.sheets["figures"]
        traits = [trait.slug for trait in self.framework.traits]
        for row in self.filled_rows(sheet, _FIGURE):
            slug = sheet.read(self.places, row, "indicator", "", self.chosen("indicator"))
            unit = sheet.read(self.places, row, "unit", "", self.chosen("unit"))
            indicator = self.framework.indicator_by_slug.get(slug or "")
            if slug and not sheet.is_blank(row, "value"):
                self.measured.add(slug)
            # Without its indicator a row is judged all the same: its other problems are named too.
            index = traits.index(indicator.trait) if indicator else 0
            own = unit or (indicator.unit if indicator else "")
            items = ratings[index]["figures"]
            path = f"ratings[{index}].figures[{len(items)}]"
            value = self.reader(sheet, row, path)
            number = value("value", partial(number_of, unit=own))
            if number and asks_for_percent(number, own):
                place = sheet.place(self.places, row, "value")
                self.questions.append(Question(path, place.sheet, place.cell, number.value))
            about = value("qualifier", self.chosen("qualifier"))
            items.append(
                {
                    "indicator": value("indicator", self.chosen("indicator")),
                    "value": number.value if number else None,
                    "qualifier": about or ("about" if number and number.about else None),
                    "unit": (number.unit if number else "") or value("unit", self.chosen("unit")),
                    "product": value("product", text_of),
                    "year": value("year", year_of),
                    **self.row_key(sheet, row),
                }
            )
            if len(items) == FIGURE_LIMIT + 1:
                self.places.refuse(sheet.place(self.places, row, "indicator"), TOO_MANY_FIGURES)

    def answers(self, ratings: list[dict[str, Any]]) -> None:
        """Adds the answers to conditions; a figure overrides what stands beside it."""
        sheet = self.sheets["conditions"]
        conditions = self.framework.condition_by_slug
        rows = self.rows(sheet, {slug: condition.text for slug, condition in conditions.items()})
        for index, trait in enumerate(self.framework.traits):
            for condition in trait.conditions:
                if condition.indicator in self.measured:
                    continue
                path = f"ratings[{index}].answers.{condition.slug}"
                row = rows[condition.slug]
                answer = sheet.read(self.places, row, "answer", path, self.answer)
                if answer:
                    ratings[index]["answers"][condition.slug] = answer

    def evidence(self) -> list[dict[str, Any]]:
        """Every item with the conditions and indicators that it names."""
        sheet = self.sheets["evidence"]
        lists = {prefix: sheet.list_columns(prefix) for prefix in ("condition", "indicator")}
        every = (*_ITEM, *lists["condition"], *lists["indicator"])
        items: list[dict[str, Any]] = []
        for row in self.filled_rows(sheet, every):
            path = f"evidence[{len(items)}]"
            value = self.reader(sheet, row, path)
            grade = value("grade", self.chosen("grade"))
            items.append(
                {
                    "grade": int(grade) if grade else None,
                    "title": value("title", text_of),
                    "source": value("source", text_of),
                    "date": value("date", date_of),
                    "url": value("url", address_of) or value("title", link_of),
                    **{
                        f"{name}s": list(self.named(sheet, row, f"{path}.{name}s", name, columns))
                        for name, columns in lists.items()
                    },
                    **self.row_key(sheet, row),
                }
            )
            if len(items) == EVIDENCE_LIMIT + 1:
                self.places.refuse(sheet.place(self.places, row, "title"), TOO_MANY_ITEMS)
        return items

    def named(
        self, sheet: FormSheet, row: int, path: str, name: ListKey, columns: list[str]
    ) -> Iterator[str]:
        """What is chosen in the columns of a row, from left to right."""
        count = 0
        for column in columns:
            at = f"{path}[{count}]"
            if chosen := sheet.read(self.places, row, column, at, self.chosen(name)):
                count += 1
                yield chosen

    def filled_rows(self, sheet: FormSheet, names: tuple[str, ...]) -> list[int]:
        """Rows that say something. Of the others the keys are noted: somebody emptied them."""
        filled = sheet.filled_rows(*names)
        keys = {key for key in sheet.rows_by_key() if ROW_KEY.fullmatch(key)}
        self.emptied |= keys - {sheet.row_key(row) for row in filled}
        return filled

    def row_key(self, sheet: FormSheet, row: int) -> dict[str, str]:
        """The row's key, as a member of a draft's row. A row that was copied is a new one."""
        key = sheet.row_key(row)
        if not self.draft or not ROW_KEY.fullmatch(key) or key in self.keys:
            return {}
        self.keys.add(key)
        return {"key": key}

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

        def value(name: str, read: Callable[[Cell | None], T]) -> T | None:
            return sheet.read(self.places, row, name, f"{path}.{name}", read)

        return value

    def chosen(
        self, name: ListKey
    ) -> Callable[[Cell | None], str | Understood[str] | Understood[None] | None]:
        """Reads an entry of a list."""
        return partial(choice_of, words=self.words[name], entries=self.options[name])

    def level(self, cell: Cell | None) -> str | Understood[str] | Understood[None] | None:
        """Reads a level, by its word or its number."""
        return level_of(cell, self.words["level"], self.options["level"])

    def answer(self, cell: Cell | None) -> str | Understood[str] | Understood[None] | None:
        """Reads an answer, or nothing."""
        if cell is not None and one_name(str(cell.value)) in _NOT_ANSWERED:
            return None
        return self.chosen("answer")(cell)
