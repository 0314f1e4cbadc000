"""What the same industry's assessment said before: where next year's begins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, QuerySet

from benchmark.models import Assessment, Industry, User
from benchmark.reports.last_year import Before
from benchmark.scoring import assessment as domain
from benchmark.scoring.assessment import Evidence, OwnFigure, Rating
from benchmark.scoring.profile import ConditionResult, TraitResult, trait_result
from benchmark.scoring.text import trimmed

from .assessments import (
    LoadedAssessment,
    assessments_of,
    get_assessment,
    industries_of,
    loaded,
    to_confirm,
    to_domain,
)
from .contents import contents_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    IndustryWithLastPeriod = WithAnnotations[Industry, "LastPeriod"]


class LastPeriod(TypedDict):
    """What `industries_with_last_period` adds; None where nothing was assessed yet."""

    last_period: int | None


@dataclass(frozen=True, slots=True)
class EarlierAssessment:
    """What the assessment of the nearest year before said."""

    pk: int
    period: int
    domain: domain.Assessment

    def rating(self, trait: str) -> Rating:
        return self.domain.rating_by_trait[trait]

    def repeats(self, trait: str, part: str | Evidence | OwnFigure | None) -> bool:
        """Whether a rationale, an evidence item or a figure of the trait is the same as then:
        carried over, or at least as old. Nothing repeats nothing."""
        if isinstance(part, str):
            said = trimmed(part)
            return bool(said) and said == trimmed(self.rating(trait).rationale)
        return part in (*self.domain.evidence, *self.rating(trait).figures)

    def decides(self, result: TraitResult) -> tuple[ConditionResult, ...]:
        """This year's conditions, met or not met, that rest on a figure which repeats."""
        return tuple(
            item
            for item in result.conditions
            if item.finding.source == "figure"
            and item.state != "unknown"
            and self.repeats(result.trait.slug, item.finding.figure)
        )


def industries_with_last_period(user: User | AnonymousUser) -> QuerySet[IndustryWithLastPeriod]:
    """One's own industries, each with `last_period`: the last year that has an assessment."""
    return industries_of(user).annotate(last_period=Max("assessments__period"))


def earlier_assessment(
    user: User | AnonymousUser, industry: Industry, framework: str, period: int
) -> Assessment | None:
    """One's own assessment of the industry for the year nearest before. One query."""
    own = assessments_of(user).filter(industry=industry, framework__slug=framework)
    return _nearest_before(own, period).first()


def load_with_earlier(
    user: User | AnonymousUser, pk: int
) -> tuple[LoadedAssessment, EarlierAssessment | None]:
    """One assessment of one's own, whole, and what the one before said, None for a first one.

    Raises Assessment.DoesNotExist. Six queries.
    """
    row = get_assessment(user, pk)
    same = Assessment.objects.filter(industry=row.industry_id, framework=row.framework_id)
    before = _nearest_before(same, row.period).first()
    if before is None:
        return loaded(row, contents_of([row.pk])[row.pk]), None
    # The same rows, not the same query again.
    before.industry, before.framework = row.industry, row.framework
    contents = contents_of([row.pk, before.pk])
    said = loaded(before, contents[before.pk]).domain
    return loaded(row, contents[row.pk]), EarlierAssessment(before.pk, before.period, said)


def load_earlier(row: Assessment) -> EarlierAssessment | None:
    """What the assessment before `row` said, None for a first one. Five queries."""
    same = Assessment.objects.filter(industry=row.industry_id, framework=row.framework_id)
    before = _nearest_before(same, row.period).first()
    if before is None:
        return None
    before.industry, before.framework = row.industry, row.framework
    return EarlierAssessment(before.pk, before.period, to_domain(before))


def loaded_with_before(row: Assessment) -> tuple[LoadedAssessment, Before | None]:
    """An assessment whose row is at hand, whole, and the one of the nearest year before, whatever
    version of the framework it was made with. Five queries."""
    same = Assessment.objects.filter(industry=row.industry_id).exclude(pk=row.pk)
    before = _nearest_before(same, row.period).select_related("framework").first()
    if before is None:
        return loaded(row, contents_of([row.pk])[row.pk]), None
    before.industry = row.industry
    contents = contents_of([row.pk, before.pk])
    here = loaded(row, contents[row.pk])
    if before.framework_id != row.framework_id:
        other = replace(here.domain, framework=before.framework.slug, period=before.period)
        return here, Before(other, before.is_draft)
    said = loaded(before, contents[before.pk]).domain
    return here, Before(said, before.is_draft, _waiting(here))


def _waiting(said: LoadedAssessment) -> frozenset[str]:
    """Answers of the year before that nobody has confirmed in a draft; what is submitted waits for
    nobody."""
    if not said.row.is_draft:
        return frozenset()
    traits = [trait for trait in said.framework.traits if trait.slug in said.carried]
    found = (to_confirm(said.carried[t.slug], trait_result(t, said.domain)) for t in traits)
    return frozenset(slug for slugs in found for slug in slugs)


def _nearest_before(assessments: QuerySet[Assessment], period: int) -> QuerySet[Assessment]:
    """Those before, nearest first; a draft that nobody saved yet has nothing to hand on."""
    # By a join and not by a nested query, whose composing would cost a fifth of a trait's page.
    return assessments.filter(period__lt=period, ratings__revision__gt=0).order_by("-period")
