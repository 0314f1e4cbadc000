"""Dates as offices write them: a year, a month or a day."""

from __future__ import annotations

import re
from datetime import date

from .typed import plain, says_nothing, western_digits

# The time of a day comes along where a program wrote the date.
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(\d{4})(?:年|年度)?",
        r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:T?00:00(?::00)?)?)?",
        r"(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号]?)?",
        r"(\d{4})(\d{2})(\d{2})?",
    )
)
_NUMBERS = dict(zip("〇一二三四五六七八九零", "01234567890", strict=True))


def normal_date(text: str) -> str | None:
    """'2025', '2025-03' or '2025-03-18' for a date written in any usual way; '' stays ''.

    Full-width digits, 2025/3/18, 2025.3, 20250318, 2025年3月18号 and 二〇二五年三月十八日 are
    understood; of — and 无 nothing is said. None where the text is no date or the day is not in the
    calendar.
    """
    if says_nothing(text):
        return ""
    parts = _parts(text)
    if not parts:
        return None
    year, *rest = parts
    month, day = [*rest, 1, 1][:2]
    try:
        date(year, month, day)
    except ValueError:
        return None
    return "-".join((f"{year:04}", *(f"{part:02}" for part in rest)))


def missing_day(text: str) -> str:
    """'2027-02-30' where that is what is written and its month has no such day; '' otherwise."""
    parts = _parts(text)
    if normal_date(text) is not None or len(parts) < 3 or not 1 <= parts[1] <= 12:
        return ""
    return "{:04}-{:02}-{:02}".format(*parts)


def _parts(text: str) -> list[int]:
    """Year, month and day as far as they are written, of the calendar or not."""
    typed = _in_figures(western_digits(plain(text)).replace(" ", ""))
    found = next((match for form in _FORMS if (match := form.fullmatch(typed))), None)
    return [int(part) for part in found.groups() if part is not None] if found else []


def _in_figures(text: str) -> str:
    """Months and days in Chinese numerals, up to 三十一, in figures."""
    return re.sub(
        r"(?P<tens>[二三]?十)?(?P<ones>[〇零一二三四五六七八九])?(?=[月日号])",
        lambda found: _small(found["tens"] or "", found["ones"] or "") if found[0] else "",
        text,
    )


def _small(tens: str, ones: str) -> str:
    ten = int(_NUMBERS[tens[0]]) * 10 if len(tens) == 2 else 10 * len(tens)
    return str(ten + int(_NUMBERS[ones] if ones else "0"))


def year_of(text: str) -> int | None:
    """The year of a date; None for none and for what is no date."""
    normal = normal_date(text)
    return int(normal[:4]) if normal else None
