"""A filled questionnaire into the database: all of it, or nothing.

Who may see the rows is decided where they are read (benchmark.queries.assessments).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from django.db import transaction

from benchmark.models import Assessment, Industry, OwnFigure, Rating, User
from benchmark.scoring import assessment as domain

from . import assessments as verbs


class ChangedMeanwhileError(Exception):
    """The draft was saved elsewhere since its changes were shown; nothing was written."""


class IndustryFrozenError(Exception):
    """The industry's field cannot change: an assessment of it is submitted."""


def stored_state(assessment: Assessment) -> str:
    """A mark of everything the assessment says now: another one, and something was saved since.

    `assessment` comes with its industry. One query.
    """
    industry = assessment.industry
    ratings = Rating.objects.filter(assessment=assessment).order_by("pk")
    said = [
        assessment.status,
        assessment.updated_at.isoformat(),
        [industry.name, industry.place, industry.sector],
        list(ratings.values_list("pk", "revision")),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


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
        weights=content.weights,
    )
    _save_ratings(draft, [rating for rating in content.ratings if rating != _blank(rating)])
    return draft


@transaction.atomic
def fill_draft(
    *, assessment: Assessment, state: str, before: domain.Assessment, after: domain.Assessment
) -> None:
    """Write what `after` changes in `before`, which is what the draft says at `state`.

    Raises NotDraftError, ChangedMeanwhileError, IndustryFrozenError.
    """
    locked = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("industry__organisation")
        .get(pk=assessment.pk)
    )
    if not locked.is_draft:
        raise verbs.NotDraftError
    if stored_state(locked) != state:
        raise ChangedMeanwhileError
    if after.industry.sector != before.industry.sector:
        _change_sector(locked.industry, after.industry.sector)
    if (after.comparators, after.weights) != (before.comparators, before.weights):
        verbs.change_settings(
            assessment=locked, comparators=after.comparators, weights=after.weights
        )
    changed = [r for r in after.ratings if r != before.rating_by_trait[r.trait]]
    _save_ratings(locked, changed, before)


def rating_content(
    rating: domain.Rating, before: domain.Rating | None = None
) -> verbs.RatingContent:
    """What a rating says, as it is saved. Rows that are as before are left as they are."""
    return verbs.RatingContent(
        state=rating.state,
        claim=rating.claim,
        target=rating.target,
        target_year=rating.target_year,
        rationale=rating.rationale,
        evidence=None if before and before.evidence == rating.evidence else rating.evidence,
        figures=None
        if before and before.figures == rating.figures
        else tuple(_figure_row(figure) for figure in rating.figures),
    )


def _industry(user: User, said: domain.Industry) -> Industry:
    if user.organisation is None:
        raise ValueError(f"{user} belongs to no organisation")
    try:
        return verbs.create_industry(
            organisation=user.organisation, name=said.name, place=said.place, sector=said.sector
        )
    except verbs.IndustryExistsError as error:
        if error.industry.sector != said.sector:
            raise
        return error.industry


def _change_sector(industry: Industry, sector: str) -> None:
    try:
        verbs.change_industry(
            industry=industry,
            name=industry.name,
            place=industry.place,
            sector=sector,
            description=industry.description,
        )
    except verbs.NotDraftError as error:
        raise IndustryFrozenError from error


def _save_ratings(
    assessment: Assessment, ratings: list[domain.Rating], before: domain.Assessment | None = None
) -> None:
    rows = Rating.objects.filter(assessment=assessment).select_related("trait")
    stored = {row.trait.slug: row for row in rows}
    for rating in ratings:
        row = stored[rating.trait]
        content = rating_content(rating, before.rating_by_trait[rating.trait] if before else None)
        if content.figures is not None:
            kept = _figures_begun(row, content.figures)
            content = replace(content, figures=(*content.figures, *kept))
        verbs.save_rating(rating=row, revision=row.revision, content=content)


def _figures_begun(rating: Rating, given: tuple[verbs.FigureRow, ...]) -> list[verbs.FigureRow]:
    """Stored rows without a value, which no questionnaire can show, but for those given now."""
    rows = OwnFigure.objects.filter(rating=rating, value__isnull=True).select_related("indicator")
    begun = [
        verbs.FigureRow(
            indicator=row.indicator.slug,
            value=None,
            qualifier=row.qualifier,
            unit=row.unit,
            product=row.product,
            year=row.year,
        )
        for row in rows
    ]
    return [row for row in begun if not any(_completes(figure, row) for figure in given)]


def _completes(figure: verbs.FigureRow, begun: verbs.FigureRow) -> bool:
    return (
        figure.indicator == begun.indicator
        and begun.product in ("", figure.product)
        and begun.year in (None, figure.year)
    )


def _figure_row(figure: domain.OwnFigure) -> verbs.FigureRow:
    return verbs.FigureRow(
        indicator=figure.indicator,
        value=figure.value,
        qualifier=figure.qualifier,
        unit=figure.unit,
        product=figure.product or "",
        year=figure.year,
    )


def _blank(rating: domain.Rating) -> domain.Rating:
    return domain.Rating(rating.trait)
