"""Widths of columns: no ordinary word and no date is broken where the table has room."""

from __future__ import annotations

import pytest

from benchmark.reports.blocks import Column, Table
from benchmark.reports.column_widths import Type, shares

TYPE = Type(width=400, inset=8, size=10, title_size=12)


def table(*titles: str, row: tuple[str, ...] = (), share: float | None = None) -> Table:
    columns = tuple(Column(title, share or 1 / len(titles)) for title in titles)
    return Table("", columns, (row,) if row else ())


def test_columns_with_room_keep_their_shares() -> None:
    assert shares(table("Gap", "Order"), TYPE) == [0.5, 0.5]


@pytest.mark.parametrize(
    ("cell", "letters"), [("Incomprehensible", 16), ("revenue/output", 14), ("2025-02-18", 10)]
)
def test_a_column_takes_what_its_longest_word_needs(cell: str, letters: int) -> None:
    found = shares(table(*"abcdefgh", row=(cell, *[""] * 7)), TYPE)
    assert found[0] * TYPE.width > letters * TYPE.size / 2 + TYPE.inset
    assert sum(found) == pytest.approx(1)
    assert len({round(share, 6) for share in found[1:]}) == 1


def test_titles_are_measured_in_their_own_size() -> None:
    title, cell = "Incomprehensible", "x"
    as_title = shares(table(title, *"bcdefgh"), TYPE)
    as_cell = shares(table(*"abcdefgh", row=(title, *cell * 7)), TYPE)
    assert as_title[0] > as_cell[0]


@pytest.mark.parametrize("text", ["x" * 40, "https://example.org/abc", "产业规模与质量"])
def test_what_is_no_word_may_break(text: str) -> None:
    assert shares(table(*"abcdefgh", row=(text, *[""] * 7)), TYPE) == [1 / 8] * 8


def test_a_table_without_room_keeps_its_shares() -> None:
    assert shares(table(*["Incomprehensible"] * 10), TYPE) == [0.1] * 10
