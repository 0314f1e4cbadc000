"""A questionnaire without some of its changes: row by row, as its reader decides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating

from .differences import answer_key, field_key, nothing_said, row_key

Row = TypeVar("Row", OwnFigure, Evidence)


def without(before: Assessment | None, after: Assessment, left_out: Collection[str]) -> Assessment:
    """`after`, which says what `before` says wherever a change of these keys is.

    The keys are those of `differences` of the two; others change nothing. What is left may not
    stand together: 暂未掌握 beside a figure that was to be deleted.
    """
    old = before or nothing_said(after.framework)
    ratings = {rating.trait: rating for rating in old.ratings}
    return replace(
        after,
        industry=replace(
            after.industry,
            name_en=(old if "name_en" in left_out else after).industry.name_en,
            sector=(old if "sector" in left_out else after).industry.sector,
        ),
        comparators=(old if "comparators" in left_out else after).comparators,
        focus=(old if "focus" in left_out else after).focus,
        ratings=tuple(
            _rating(ratings.get(rating.trait, Rating(rating.trait)), rating, left_out)
            for rating in after.ratings
        ),
        evidence=_rows("evidence", old.evidence, after.evidence, left_out),
    )


def _rating(old: Rating, new: Rating, left_out: Collection[str]) -> Rating:
    trait = new.trait

    def of(field: str) -> Rating:
        return old if field_key(trait, field) in left_out else new

    answers = {
        condition: source.answers[condition]
        for condition in {**old.answers, **new.answers}
        for source in [old if answer_key(trait, condition) in left_out else new]
        if condition in source.answers
    }
    return Rating(
        trait=trait,
        not_known=of("not_known").not_known,
        answers=answers,
        target=of("target").target,
        target_year=of("target_year").target_year,
        rationale=of("rationale").rationale,
        figures=_rows(trait, old.figures, new.figures, left_out),
    )


def _rows(
    home: str, old: Sequence[Row], new: Sequence[Row], left_out: Collection[str]
) -> tuple[Row, ...]:
    """Rows that were there, in their order, then those that are new."""
    now: dict[str | None, Row] = {row.key: row for row in new if row.key}
    known = {row.key for row in old if row.key}
    kept: list[Row] = []
    for row in old:
        then = row if row_key(home, row) in left_out else now.get(row.key)
        kept += [then] if then else []
    for row in new:
        if row.key not in known and row_key(home, row) not in left_out:
            kept.append(row)
    return tuple(kept)
