"""Why a workbook is not accepted, said with sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.scoring.framework import Language, Text

from .input_object import MISSING, shown


@dataclass(frozen=True, slots=True)
class WorkbookProblem:
    """One reason why a workbook cannot be accepted. Without a sheet it is about the whole file.

    `value` is what stands in the cell, MISSING where there is nothing to show.
    """

    message: Text
    sheet: str = ""
    cell: str = ""
    value: object = MISSING

    @property
    def place(self) -> str:
        """佐证材料!E7, or the sheet alone."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    @property
    def shown(self) -> str:
        """The value on one short line as the cell shows it, '' where there is none."""
        if self.value is MISSING or self.value is None:
            return ""
        if isinstance(self.value, bool):
            return str(self.value).upper()
        # Numbers that were typed as text are read like numbers: no quotes tell them apart.
        text = shown(self.value)
        return text if text != f'"{self.value}"' else str(self.value)

    def line(self, language: Language) -> str:
        """As it stands on standard error, always one line."""
        place = f"{self.place}:" if self.place else ""
        parts = (place, self.shown, self.message.in_language(language))
        return " ".join(part for part in parts if part)


class WorkbookProblems(Exception):
    """The workbook cannot be accepted; `problems` holds every reason found."""

    def __init__(self, *problems: WorkbookProblem) -> None:
        self.problems = problems
        super().__init__("\n".join(self.lines("en")))

    def lines(self, language: Language) -> list[str]:
        return [problem.line(language) for problem in self.problems]


def refuse(message: Text, **values: object) -> WorkbookProblems:
    """A problem of the whole file, ready to be raised."""
    filled = Text(message.zh.format(**values), message.en.format(**values)) if values else message
    return WorkbookProblems(WorkbookProblem(filled))
