"""Dates as offices write them: a year, a month or a day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(\d{4})年?",
        r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?",
        r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日?)?",
    )
)


def normal_date(text: str) -> str | None:
    """'2025', '2025-03' or '2025-03-18' for a date written in any usual way; '' stays ''.

    Full-width digits, 2025/3/18, 2025.3 and 2025年3月18日 are understood. None where the text is
    no date or the day is not in the calendar.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return ""
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if found is None:
        return None
    year, *rest = (int(part) for part in found.groups() if part is not None)
    month, day = [*rest, 1, 1][:2]
    try:
        date(year, month, day)
    except ValueError:
        return None
    return "-".join((f"{year:04}", *(f"{part:02}" for part in rest)))


def year_of(text: str) -> int | None:
    """The year of a date; None for none and for what is no date."""
    normal = normal_date(text)
    return int(normal[:4]) if normal else None
