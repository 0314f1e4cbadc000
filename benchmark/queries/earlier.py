"""What the same industry's assessment said before: where next year's begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery

from benchmark.models import Assessment, Industry, Rating, User
from benchmark.scoring import assessment as domain

from .assessments import assessments_of, industries_of, load_rows, rating_to_domain

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    IndustryWithLastPeriod = WithAnnotations[Industry, "LastPeriod"]


class LastPeriod(TypedDict):
    """What `industries_with_last_period` adds; None where nothing was assessed yet."""

    last_period: int | None


@dataclass(frozen=True, slots=True)
class EarlierRating:
    """What a trait's rating said in the assessment before. `said.claim` is None where it was not
    rated."""

    assessment: int
    period: int
    said: domain.Rating

    def repeats(self, part: str | domain.Evidence | domain.OwnFigure | None) -> bool:
        """Whether a rationale, an evidence item or a figure is the same as then: carried over, or
        at least as old. Nothing repeats nothing."""
        if isinstance(part, str):
            return bool(part.strip()) and part.strip() == self.said.rationale.strip()
        return part in (*self.said.evidence, *self.said.figures)


def industries_with_last_period(user: User | AnonymousUser) -> QuerySet[IndustryWithLastPeriod]:
    """One's own industries, each with `last_period`: the last year that has an assessment."""
    return industries_of(user).annotate(last_period=Max("assessments__period"))


def earlier_assessment(
    user: User | AnonymousUser, industry: Industry, framework: str, period: int
) -> Assessment | None:
    """One's own assessment of the industry for the year nearest before. One query."""
    own = assessments_of(user).filter(industry=industry, framework__slug=framework)
    return _nearest_before(own, period).first()


def earlier_ratings(assessment: Assessment) -> dict[str, EarlierRating]:
    """What each trait's rating said in the assessment before, by trait; empty for a first one.
    Three queries."""
    ratings = list(_ratings_before(assessment))
    load_rows(ratings)
    return {rating.trait.slug: _earlier(rating) for rating in ratings}


def with_earlier(rating: Rating) -> EarlierRating | None:
    """What the same trait's rating said in the assessment before, None for a first one. The rows
    of both are loaded together: three queries."""
    # The same choice as below, by joins: a trait's page is asked for often, and composing nested
    # queries would cost a fifth of it.
    before = (
        Rating.objects.filter(
            trait=rating.trait_id,
            assessment__industry=rating.assessment.industry_id,
            assessment__period__lt=rating.assessment.period,
            assessment__ratings__state__in=(Rating.State.RATED, Rating.State.UNKNOWN),
        )
        .annotate(period=F("assessment__period"))
        .order_by("-period")
        .first()
    )
    load_rows([rating] if before is None else [rating, before])
    if before is None:
        return None
    before.trait = rating.trait
    return EarlierRating(before.assessment_id, before.period, rating_to_domain(before))


def carried_over(
    before: domain.Assessment, period: int, comparators: Sequence[str]
) -> domain.Assessment:
    """Next year's draft: what was written and collected before, with no level. A level is an
    answer for one year; taken over unread it would look like one for the next."""
    return replace(
        before,
        period=period,
        comparators=tuple(comparators) or before.comparators,
        ratings=tuple(replace(rating, state="unanswered", claim=None) for rating in before.ratings),
    )


def _ratings_before(assessment: Assessment) -> QuerySet[Rating]:
    same = Assessment.objects.filter(
        industry=assessment.industry_id, framework=assessment.framework_id
    )
    before = _nearest_before(same, assessment.period).values("pk")[:1]
    return Rating.objects.filter(assessment=Subquery(before)).select_related("trait", "assessment")


def _earlier(rating: Rating) -> EarlierRating:
    return EarlierRating(rating.assessment_id, rating.assessment.period, rating_to_domain(rating))


def _nearest_before(assessments: QuerySet[Assessment], period: int) -> QuerySet[Assessment]:
    """Those before, nearest first; a draft that answers nothing yet has nothing to hand on."""
    answered = Rating.objects.filter(assessment=OuterRef("pk")).exclude(
        state=Rating.State.UNANSWERED
    )
    return assessments.filter(Exists(answered), period__lt=period).order_by("-period")
