"""Due dates as offices write them."""

from __future__ import annotations

from datetime import date

import pytest

from benchmark.scoring.tasks import due_day
from benchmark.scoring.typed import UnclearError


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("—", None),
        ("2027年6月30日", date(2027, 6, 30)),
        ("2027-06", date(2027, 6, 30)),
        ("2028年2月", date(2028, 2, 29)),
        ("2027", date(2027, 12, 31)),
        ("2000", date(2000, 12, 31)),
        ("2100", date(2100, 12, 31)),
    ],
)
def test_of_a_month_or_a_year_it_is_the_last_day(typed: str, day: date | None) -> None:
    assert due_day(typed) == day


@pytest.mark.parametrize("typed", ["年底吧", "2027-13-01", "2027-13", "1999-12-31", "2101"])
def test_what_is_no_due_date_is_refused(typed: str) -> None:
    with pytest.raises(UnclearError, match="write 2026-12-31"):
        due_day(typed)


@pytest.mark.parametrize("typed", ["2027-02-30", "20270230", "2027年2月三十日", "2027.2.30"])
def test_a_day_that_its_month_does_not_have_is_named(typed: str) -> None:
    with pytest.raises(UnclearError, match="no 2027-02-30 in the calendar"):
        due_day(typed)
