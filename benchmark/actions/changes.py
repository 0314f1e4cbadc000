"""What one save of a trait says: rows by their key, so that nothing else is touched."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from benchmark.scoring import assessment as domain
from benchmark.scoring.figures import units_for, value_problem
from benchmark.scoring.framework import Framework, Trait

KEY = domain.ROW_KEY
GRADES = range(4)
Row = TypeVar("Row", domain.OwnFigure, domain.Evidence)


def new_key() -> str:
    """A key that no other row has."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class RatingChange:
    """What a save of one trait says.

    `answers` by condition; None takes an answer back; what is not named is left alone. `figures`
    and `evidence` are changed where their key is stored and added where it is not; only what is
    `gone` is deleted.
    """

    not_known: bool = False
    target: int | None = None
    target_year: int | None = None
    rationale: str = ""
    answers: Mapping[str, domain.Answer | None] = field(default_factory=dict)
    figures: tuple[domain.OwnFigure, ...] = ()
    gone_figures: tuple[str, ...] = ()
    evidence: tuple[domain.Evidence, ...] = ()
    gone_evidence: tuple[str, ...] = ()

    def applied_to(self, assessment: domain.Assessment, trait: str) -> domain.Assessment:
        """What `assessment` says once this is saved."""
        before = assessment.rating_by_trait[trait]
        said = {**before.answers, **self.answers}
        rating = domain.Rating(
            trait=trait,
            not_known=self.not_known,
            answers={slug: answer for slug, answer in said.items() if answer is not None},
            target=self.target,
            target_year=self.target_year,
            rationale=self.rationale,
            figures=_applied(before.figures, self.figures, self.gone_figures),
        )
        return replace(
            assessment,
            ratings=tuple(rating if r.trait == trait else r for r in assessment.ratings),
            evidence=_applied(assessment.evidence, self.evidence, self.gone_evidence),
        )

    def beyond(self, assessment: domain.Assessment, trait: str) -> RatingChange:
        """The same change without what `assessment` says already: less to write."""
        before = assessment.rating_by_trait[trait]
        return replace(
            self,
            answers={
                slug: answer
                for slug, answer in self.answers.items()
                if before.answers.get(slug) != answer
            },
            figures=_new_or_other(before.figures, self.figures),
            gone_figures=_stored(before.figures, self.gone_figures),
            evidence=_new_or_other(assessment.evidence, self.evidence),
            gone_evidence=_stored(assessment.evidence, self.gone_evidence),
        )


def changes_of(content: domain.Assessment) -> dict[str, RatingChange]:
    """What an assessment says of each trait, without its evidence; figures without a key get
    one."""
    return {
        rating.trait: RatingChange(
            not_known=rating.not_known,
            target=rating.target,
            target_year=rating.target_year,
            rationale=rating.rationale,
            answers=rating.answers,
            figures=with_keys(rating.figures),
        )
        for rating in content.ratings
    }


def home_of(item: domain.Evidence, framework: Framework) -> str:
    """The trait where an item that comes without one is edited: that of the first condition it
    names, else of the first indicator, else the first."""
    for slug in item.conditions:
        return framework.condition_by_slug[slug].trait
    for slug in item.indicators:
        return framework.indicator_by_slug[slug].trait
    return framework.traits[0].slug


def check_change(change: RatingChange, trait: Trait, framework: Framework) -> None:
    """Raises ValueError for what the database must not hold; forms ask people before."""
    for slug, answer in change.answers.items():
        condition = trait.condition_by_slug.get(slug)
        _require(condition is not None, f"{slug} is no condition of {trait.slug}")
        _require(answer is None or answer in domain.ANSWERS, f"{slug}: {answer} is no answer")
        by_hand = condition is None or condition.kind == "statement" or answer != "met"
        _require(by_hand, f"{slug} is met by a figure only")
    for figure in change.figures:
        _check_figure(figure, trait)
    check_evidence(change.evidence, framework)
    _check_keys(change.figures)
    low, high = domain.TARGETS
    target, year = change.target, change.target_year
    _require(target is None or low <= target <= high, f"{target} is no target")
    _require(is_year(year), f"{year} is no year")


def _check_figure(figure: domain.OwnFigure, trait: Trait) -> None:
    indicator = trait.indicator_by_slug.get(figure.indicator)
    if indicator is None:
        raise ValueError(f"{figure.indicator} is no indicator of {trait.slug}")
    right = figure.unit in units_for(indicator.unit)
    _require(right, f"{figure.indicator}: {figure.unit} does not convert to {indicator.unit}")
    known = figure.qualifier in domain.OWN_QUALIFIERS
    _require(known, f"{figure.indicator}: {figure.qualifier} is no qualifier of an own figure")
    if figure.value is not None:
        problem = value_problem(figure.value, figure.unit)
        _require(problem is None, f"{figure.indicator}: {problem and problem.en}")
    _require(is_year(figure.year), f"{figure.indicator}: {figure.year} is no year")


def check_evidence(items: Sequence[domain.Evidence], framework: Framework) -> None:
    """The same of evidence items."""
    for item in items:
        _require(item.grade in GRADES, f"{item.grade} is no grade of evidence")
        for slug in item.conditions:
            _require(slug in framework.condition_by_slug, f"{slug} is no condition")
        for slug in item.indicators:
            _require(slug in framework.indicator_by_slug, f"{slug} is no indicator")
    _check_keys(items)


def _check_keys(rows: Sequence[Row]) -> None:
    keys = [row.key or "" for row in rows]
    _require(len(keys) == len(set(keys)), "a key stands twice")
    for key in keys:
        _require(bool(KEY.fullmatch(key)), f"{key} is no key")


def is_year(year: int | None) -> bool:
    low, high = domain.YEARS
    return year is None or low <= year <= high


def _require(right: bool, message: str) -> None:
    if not right:
        raise ValueError(message)


def _applied(stored: Iterable[Row], changed: Sequence[Row], gone: Iterable[str]) -> tuple[Row, ...]:
    """Rows in their order, those of the same key as changed, new ones last."""
    rows = {row.key: row for row in stored} | {row.key: row for row in changed}
    return tuple(row for key, row in rows.items() if key not in set(gone))


def _new_or_other(stored: Iterable[Row], changed: Iterable[Row]) -> tuple[Row, ...]:
    rows = {row.key: row for row in stored}
    return tuple(row for row in changed if rows.get(row.key) != row)


def _stored(stored: Iterable[Row], keys: Iterable[str]) -> tuple[str, ...]:
    known = {row.key for row in stored}
    return tuple(key for key in keys if key in known)


def with_keys(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows, those without a key with a new one."""
    return tuple(row if row.key else replace(row, key=new_key()) for row in rows)
