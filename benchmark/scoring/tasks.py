"""What can be said of a task, and what a due date means as offices write it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, fields
from datetime import date

from .dates import missing_day, normal_date
from .framework import Text
from .typed import UnclearError

FIRST_DUE, LAST_DUE = date(2000, 1, 1), date(2100, 12, 31)
NOT_A_DUE_DATE = Text(
    "看不懂这个日期，请写成 2026-12-31、2026-12 或 2026",
    "cannot be read as a date: write 2026-12-31, 2026-12 or 2026",
)


@dataclass(frozen=True, slots=True)
class TaskChange:
    """All that a save of one task says. `practice` is a slug, '' for none."""

    measure: str = ""
    goal: str = ""
    lead: str = ""
    cooperating: str = ""
    due: date | None = None
    status: str = "not_started"
    practice: str = ""
    requirement_there: bool = False


TASK_FIELDS = tuple(field.name for field in fields(TaskChange))


def due_day(text: str) -> date | None:
    """The day of a due date in any usual way of writing; of a month or a year its last. None where
    nothing is said. Raises UnclearError."""
    normal = normal_date(text)
    if normal == "":
        return None
    if missing := missing_day(text):
        message = Text(
            f"没有{missing}这一天，请核对日期",
            f"there is no {missing} in the calendar: check the day",
        )
        raise UnclearError(message)
    year, month, day = [*map(int, (normal or "0").split("-")), 0, 0][:3]
    if not FIRST_DUE.year <= year <= LAST_DUE.year:
        raise UnclearError(NOT_A_DUE_DATE)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])
