"""A filled questionnaire into the database: all of it, or nothing.

Who may see the rows is decided where they are read (benchmark.queries.assessments).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from django.db import transaction

from benchmark.models import Assessment, Industry, User
from benchmark.queries.assessments import LoadedAssessment
from benchmark.queries.questionnaires import stored_state
from benchmark.scoring import assessment as domain

from . import assessments as verbs
from .changes import home_of, with_keys
from .locks import lock_assessment, lock_industry_of

Row = TypeVar("Row", domain.OwnFigure, domain.Evidence)


class ChangedMeanwhileError(Exception):
    """The draft was saved elsewhere since its changes were shown; nothing was written."""


class IndustryFrozenError(Exception):
    """The industry's own data cannot change: an assessment of it is submitted."""


def with_row_keys(content: domain.Assessment) -> domain.Assessment:
    """The same with a key for every row: what is confirmed twice adds nothing twice."""
    return replace(
        content,
        ratings=tuple(
            replace(rating, figures=with_keys(rating.figures)) for rating in content.ratings
        ),
        evidence=with_keys(content.evidence),
    )


@transaction.atomic
def fill_new(*, user: User, content: domain.Assessment) -> Assessment:
    """A new draft with all that the questionnaire says, of a new industry or of its namesake.

    Raises AssessmentExistsError, and IndustryExistsError where the namesake is of another field.
    """
    draft = verbs.start_assessment(
        user=user,
        framework=content.framework,
        industry=_industry(user, content.industry),
        period=content.period,
        comparators=content.comparators,
        focus=content.focus,
    )
    verbs.enter_content(assessment=draft, content=content, user=user)
    return draft


@transaction.atomic
def fill_draft(
    *, loaded: LoadedAssessment, state: str, after: domain.Assessment, user: User
) -> None:
    """Write what `after`, whose rows all have keys, changes in the draft as it was `loaded`, which
    is what it says at `state`.

    Raises NotDraftError, ChangedMeanwhileError, IndustryFrozenError.
    """
    lock_industry_of(loaded.row)
    locked = lock_assessment(loaded.row)
    if not locked.is_draft:
        raise verbs.NotDraftError
    if stored_state(locked) != state:
        raise ChangedMeanwhileError
    before = loaded.domain
    _change_industry(locked.industry, after.industry)
    if (after.comparators, after.focus) != (before.comparators, before.focus):
        verbs.change_settings(assessment=locked, comparators=after.comparators, focus=after.focus)
    for trait, rating in loaded.ratings.items():
        change = change_of(loaded, after, trait)
        if change is not None:
            rating.assessment = locked
            try:
                verbs.save_rating(rating=rating, revision=rating.revision, change=change, user=user)
            except verbs.RevisionConflictError as error:
                raise ChangedMeanwhileError from error


def change_of(
    loaded: LoadedAssessment, after: domain.Assessment, trait: str
) -> verbs.RatingChange | None:
    """What `after` changes in one trait and in the evidence at home there; None for nothing."""
    old, new = loaded.domain.rating_by_trait[trait], after.rating_by_trait[trait]
    kept = verbs.RatingChange(old.not_known, old.target, old.target_year, old.rationale)
    homes = {
        item.key: home_of(item, loaded.framework) for item in after.evidence
    } | loaded.evidence_home
    conditions = old.answers.keys() | new.answers.keys()
    change = verbs.RatingChange(
        not_known=new.not_known,
        target=new.target,
        target_year=new.target_year,
        rationale=new.rationale,
        answers={slug: new.answers.get(slug) for slug in conditions},
        figures=new.figures,
        gone_figures=_gone(old.figures, new.figures),
        evidence=tuple(item for item in after.evidence if homes[item.key] == trait),
        gone_evidence=tuple(
            key for key in _gone(loaded.domain.evidence, after.evidence) if homes[key] == trait
        ),
    ).beyond(loaded.domain, trait)
    return None if change == kept else change


def _gone(before: Iterable[Row], after: Iterable[Row]) -> tuple[str, ...]:
    kept = {row.key for row in after}
    return tuple(row.key for row in before if row.key and row.key not in kept)


def _industry(user: User, said: domain.Industry) -> Industry:
    if user.organisation is None:
        raise ValueError(f"{user} belongs to no organisation")
    try:
        return verbs.create_industry(
            organisation=user.organisation,
            name=said.name,
            name_en=said.name_en,
            place=said.place,
            sector=said.sector,
        )
    except verbs.IndustryExistsError as error:
        if error.industry.sector != said.sector:
            raise
        return error.industry


def _change_industry(industry: Industry, said: domain.Industry) -> None:
    """Its field and English name; name and place are not changed from a questionnaire."""
    if (industry.sector, industry.name_en) == (said.sector, said.name_en):
        return
    try:
        verbs.change_industry(
            industry=industry,
            name=industry.name,
            name_en=said.name_en,
            place=industry.place,
            sector=said.sector,
            description=industry.description,
        )
    except verbs.NotDraftError as error:
        raise IndustryFrozenError from error
