"""Filters of the reference lists: they live in the address and never break a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from benchmark.scoring.framework import Text


@dataclass
class Filter:
    """One select above a list. `value` is the choice ('' for all); `unknown` is a value from the
    address that is none of the options and was therefore left aside."""

    name: str
    label: str
    options: Sequence[tuple[str, Text]]
    value: str = field(default="", init=False)
    unknown: str = field(default="", init=False)


def chosen(request: HttpRequest, filters: Sequence[Filter]) -> dict[str, str]:
    """The choice of every filter by name, read from the address into the filters."""
    for item in filters:
        value = request.GET.get(item.name, "")
        if value in dict(item.options):
            item.value = value
        else:
            item.unknown = value
    return {item.name: item.value for item in filters}
