"""A workbook that is handed out to be filled in, and what makes it known when it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmark.scoring.framework import Text


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of workbook.

    `sheets` are names by key, in their order; `columns` are those that are read, by sheet and key.
    `heads_below` counts the rows between the hidden keys of the columns and what is filled in;
    `not_one` is what is said of a workbook that is none.
    """

    format: str
    version: str
    title: Text
    sheets: Mapping[str, Text]
    columns: Mapping[str, Mapping[str, Text]]
    not_one: Text
    heads_below: int = 0
