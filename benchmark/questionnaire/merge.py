"""What a draft says once a questionnaire is taken over: rows are changed by their key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating
from benchmark.scoring.framework import Framework
from benchmark.scoring.text import is_visible

from .filled import Filled

Row = TypeVar("Row", OwnFigure, Evidence)

KEY_LENGTH: Final = 16


def merged(framework: Framework, stored: Assessment, filled: Filled) -> Assessment:
    """`stored` with all that the questionnaire says.

    A row of a known key is changed, any other is new, one that was emptied is gone; what the
    questionnaire does not hold stays. A row of no known key that says just what a stored one says
    is that one: a file that is uploaded twice adds nothing twice. An answer that a figure
    overrides is not read and stays. New rows come last, without a key where they have none.

    Merged again, with what is stored by then, rows have the same keys.
    """
    said = filled.assessment
    homes = {f.key: rating.trait for rating in stored.ratings for f in rating.figures if f.key}
    return replace(
        said,
        industry=replace(
            stored.industry, sector=said.industry.sector, name_en=said.industry.name_en
        ),
        period=stored.period,
        ratings=tuple(
            _rating(framework, stored.rating_by_trait[rating.trait], rating, filled.emptied, homes)
            for rating in said.ratings
        ),
        evidence=_rows(stored.evidence, said.evidence, filled.emptied, _is_blank_item),
    )


def _rating(
    framework: Framework,
    stored: Rating,
    said: Rating,
    emptied: Collection[str],
    homes: Mapping[str, str],
) -> Rating:
    measured = {figure.indicator for figure in said.figures if figure.value is not None}
    conditions = framework.trait_by_slug[said.trait].conditions
    answers = {
        condition.slug: source[condition.slug]
        for condition in conditions
        for source in [stored.answers if condition.indicator in measured else said.answers]
        if condition.slug in source
    }
    own = [_of_trait(figure, said.trait, homes) for figure in said.figures]
    figures = _rows(stored.figures, own, emptied, _is_blank_figure)
    return replace(said, answers=answers, figures=figures)


def _of_trait(figure: OwnFigure, trait: str, homes: Mapping[str, str]) -> OwnFigure:
    """A row of another trait is no row of this one, whatever its key says: it gets one of its own,
    always the same."""
    if figure.key is None or homes.get(figure.key, trait) == trait:
        return figure
    other = hashlib.sha256(f"{trait}:{figure.key}".encode()).hexdigest()
    return replace(figure, key=other[:KEY_LENGTH])


def _rows(
    stored: Sequence[Row],
    said: Sequence[Row],
    emptied: Collection[str],
    is_blank: Callable[[Row], bool],
) -> tuple[Row, ...]:
    said = _recognised(stored, said, emptied)
    changed = {row.key: row for row in said if row.key}
    known = {row.key for row in stored}
    # A row in which nothing stood was not emptied.
    kept = [row for row in stored if row.key not in emptied or is_blank(row)]
    same: list[Row] = [changed.get(row.key or "", row) for row in kept]
    new: list[Row] = [row for row in said if row.key not in known or not row.key]
    return tuple(same + new)


def _recognised(stored: Sequence[Row], said: Sequence[Row], emptied: Collection[str]) -> list[Row]:
    """Rows of no known key as the stored ones that they repeat; each stored row is one row
    only."""
    keys = {row.key for row in said}
    known = {row.key for row in stored}
    free = [row for row in stored if row.key not in keys and row.key not in emptied]
    found: list[Row] = []
    for row in said:
        if row.key not in known and row in free:
            row = free.pop(free.index(row))
        found.append(row)
    return found


def _is_blank_figure(figure: OwnFigure) -> bool:
    exact = figure.qualifier == "exact"
    return figure.value is None and exact and figure.year is None and not is_visible(figure.product)


def _is_blank_item(item: Evidence) -> bool:
    texts = (item.title, item.source, item.date, item.url)
    return not (item.grade or item.conditions or item.indicators or any(map(is_visible, texts)))
