"""Widths of columns: no ordinary word and no date is broken where the table has room."""

from __future__ import annotations

import pytest

from benchmark.wording import column_widths
from benchmark.wording.column_widths import Type

TYPE = Type(width=400, inset=8, size=10, title_size=12)


def shares(*titles: str, row: tuple[str, ...] = ()) -> list[float]:
    """Of columns that are equally wide before."""
    columns = [(title, 1 / len(titles)) for title in titles]
    return column_widths.shares(columns, [row] if row else [], TYPE)


def test_columns_with_room_keep_their_shares() -> None:
    assert shares("Gap", "Order") == [0.5, 0.5]


@pytest.mark.parametrize(
    ("cell", "letters"), [("Incomprehensible", 16), ("revenue/output", 14), ("2025-02-18", 10)]
)
def test_a_column_takes_what_its_longest_word_needs(cell: str, letters: int) -> None:
    found = shares(*"abcdefgh", row=(cell, *[""] * 7))
    assert found[0] * TYPE.width > letters * TYPE.size / 2 + TYPE.inset
    assert sum(found) == pytest.approx(1)
    assert len({round(share, 6) for share in found[1:]}) == 1


def test_titles_are_measured_in_their_own_size() -> None:
    title, cell = "Incomprehensible", "x"
    as_title = shares(title, *"bcdefgh")
    as_cell = shares(*"abcdefgh", row=(title, *cell * 7))
    assert as_title[0] > as_cell[0]


@pytest.mark.parametrize("text", ["x" * 40, "https://example.org/abc", "产业规模与质量"])
def test_what_is_no_word_may_break(text: str) -> None:
    assert shares(*"abcdefgh", row=(text, *[""] * 7)) == [1 / 8] * 8


def test_a_table_without_room_keeps_its_shares() -> None:
    assert shares(*["Incomprehensible"] * 10) == [0.1] * 10
