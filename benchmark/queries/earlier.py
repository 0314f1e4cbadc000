"""What the same industry's assessment said before: where next year's begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from benchmark.models import Assessment, Industry, Rating, User
from benchmark.scoring import assessment as domain

from .assessments import assessments_of, industries_of


@dataclass(frozen=True, slots=True)
class EarlierLevel:
    """What a trait was rated in the assessment before; `claim` is None where it was not."""

    assessment: int
    period: int
    claim: int | None


def industries_with_last_period(user: User | AnonymousUser) -> QuerySet[Industry]:
    """One's own industries, each with `last_period`: the last year that has an assessment."""
    return industries_of(user).annotate(last_period=Max("assessments__period"))


def earlier_assessment(
    user: User | AnonymousUser, industry: Industry, framework: str, period: int
) -> Assessment | None:
    """One's own assessment of the industry for the year nearest before. One query."""
    own = assessments_of(user).filter(industry=industry, framework__slug=framework)
    return _nearest_before(own, period).first()


def earlier_levels(assessment: Assessment) -> dict[str, EarlierLevel]:
    """What each trait was rated in the assessment before, by trait; empty for a first one. One
    query."""
    same = Assessment.objects.filter(
        industry=assessment.industry_id, framework=assessment.framework_id
    )
    before = _nearest_before(same, assessment.period).values("pk")[:1]
    rows = Rating.objects.filter(assessment=Subquery(before)).values_list(
        "trait__slug", "assessment_id", "assessment__period", "claim"
    )
    return {trait: EarlierLevel(pk, period, claim) for trait, pk, period, claim in rows}


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


def _nearest_before(assessments: QuerySet[Assessment], period: int) -> QuerySet[Assessment]:
    """Those before, nearest first; a draft that answers nothing yet has nothing to hand on."""
    answered = Rating.objects.filter(assessment=OuterRef("pk")).exclude(
        state=Rating.State.UNANSWERED
    )
    return assessments.filter(Exists(answered), period__lt=period).order_by("-period")
