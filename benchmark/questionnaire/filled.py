"""What was read of a filled questionnaire, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import Text

from .problems import WorkbookProblem
from .questions import Question
from .sheets import Note, Places


@dataclass(frozen=True, slots=True)
class Filled:
    """An assessment out of a workbook, and where each of its values stands there.

    Of a draft the rows have the keys that the workbook was handed out with. `emptied` are those of
    rows in which nothing stands any more. `notes` say what was read where it was not plain,
    `questions` what only whoever filled it in can say.
    """

    assessment: Assessment
    places: Places
    emptied: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()

    def problem(self, path: str, message: Text, value: object) -> WorkbookProblem:
        """A problem of the value at a path of the input object, with its sheet and cell."""
        place = self.places.at(path)
        return WorkbookProblem(message, place.sheet, place.cell, value)
