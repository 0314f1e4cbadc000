"""Assessments of one's own organisation: the only way to read them.

Whatever belongs to another organisation does not exist here; views turn that into a 404.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.db.models.functions import Greatest

from benchmark.models import (
    Assessment,
    Comparator,
    Evidence,
    Industry,
    OwnFigure,
    Rating,
    User,
)
from benchmark.reference_data import plain
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import QUALIFIERS, Framework

from .framework import framework_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    AssessmentWithProgress = WithAnnotations[Assessment, "Progress"]

# Larger than any key: a number that does not fit the database's integers is simply not there.
MAX_PK = 2**63


class Progress(TypedDict):
    """What `with_progress` adds to an assessment: counts of traits, the last save of any part, and
    whether its industry is assessed for a later year."""

    answered: int
    rated: int
    changed_at: datetime
    has_later: bool


@dataclass(frozen=True, slots=True)
class LoadedAssessment:
    """A stored assessment, what it says as scoring reads it, and the framework it is made with.

    `row` comes with its industry, organisation and framework. A figure row without a value says
    nothing yet and is not in `domain`: `figure_rows` holds, by trait, every stored figure row in
    order as (indicator, index in the domain rating's figures or None).
    """

    row: Assessment
    domain: domain.Assessment
    framework: Framework
    figure_rows: dict[str, tuple[tuple[str, int | None], ...]]


def industries_of(user: User | AnonymousUser) -> QuerySet[Industry]:
    """The industries of the user's organisation."""
    organisation = getattr(user, "organisation_id", None)
    if organisation is None:
        return Industry.objects.none()
    return Industry.objects.filter(organisation_id=organisation)


def assessments_of(user: User | AnonymousUser) -> QuerySet[Assessment]:
    """The assessments of the user's organisation, with industry and framework."""
    organisation = getattr(user, "organisation_id", None)
    if organisation is None:
        return Assessment.objects.none()
    return Assessment.objects.filter(industry__organisation_id=organisation).select_related(
        "industry__organisation", "framework"
    )


def get_industry(user: User | AnonymousUser, pk: int) -> Industry:
    """One industry of one's own. Raises Industry.DoesNotExist."""
    if not 0 < pk < MAX_PK:
        raise Industry.DoesNotExist
    return industries_of(user).get(pk=pk)


def get_assessment(user: User | AnonymousUser, pk: int) -> Assessment:
    """One assessment of one's own. Raises Assessment.DoesNotExist."""
    if not 0 < pk < MAX_PK:
        raise Assessment.DoesNotExist
    return assessments_of(user).get(pk=pk)


def with_progress(assessments: QuerySet[Assessment]) -> QuerySet[AssessmentWithProgress]:
    """Adds `Progress`; latest change first.

    A saved trait does not touch its assessment's own row: saving is what people do most.
    """
    later = Assessment.objects.filter(industry=OuterRef("industry"), period__gt=OuterRef("period"))
    return assessments.annotate(
        has_later=Exists(later),
        answered=Count("ratings", filter=~Q(ratings__state=Rating.State.UNANSWERED)),
        rated=Count("ratings", filter=Q(ratings__state=Rating.State.RATED)),
        changed_at=Greatest("updated_at", Max("ratings__updated_at"), output_field=DateTimeField()),
    ).order_by(F("changed_at").desc(nulls_last=True), "-pk")


def open_draft(user: User | AnonymousUser) -> AssessmentWithProgress | None:
    """The draft that was changed last, where there is one. One query."""
    drafts = assessments_of(user).filter(status=Assessment.Status.DRAFT)
    return with_progress(drafts).first()


def comparators_of(assessment: Assessment) -> tuple[str, ...]:
    """Slugs of the chosen reference clusters, in the order chosen. One query."""
    return tuple(
        Comparator.objects.filter(assessment=assessment)
        .order_by("position")
        .values_list("cluster__slug", flat=True)
    )


def rating_of(user: User | AnonymousUser, pk: int, trait: str) -> Rating:
    """One trait's rating of one's own, with trait, assessment, industry and framework, without
    its rows.

    Raises Rating.DoesNotExist. One query.
    """
    organisation = getattr(user, "organisation_id", None)
    if organisation is None or not 0 < pk < MAX_PK:
        raise Rating.DoesNotExist
    return Rating.objects.select_related(
        "trait", "assessment__industry", "assessment__framework"
    ).get(
        assessment_id=pk,
        assessment__industry__organisation_id=organisation,
        trait__slug=trait,
    )


def with_rows(rating: Rating) -> Rating:
    """The same rating with its evidence and figures loaded. Two queries."""
    load_rows([rating])
    return rating


def load_rows(ratings: list[Rating]) -> None:
    """Loads evidence and figures of ratings of whichever assessments. Two queries."""
    prefetch_related_objects(ratings, "evidence", _figures("figures"))


def states_of(assessment: Assessment) -> dict[str, str]:
    """State of every trait by slug. One query."""
    return dict(assessment.ratings.values_list("trait__slug", "state").order_by("trait__number"))


def load_assessment(user: User | AnonymousUser, pk: int) -> LoadedAssessment:
    """One assessment of one's own, whole. Raises Assessment.DoesNotExist. Five queries."""
    row = get_assessment(user, pk)
    ratings = _ratings_of(row)
    return LoadedAssessment(
        row=row,
        domain=_to_domain(row, ratings),
        framework=framework_of(row.framework),
        figure_rows={rating.trait.slug: tuple(_figure_rows(rating)) for rating in ratings},
    )


def get_report_input(user: User | AnonymousUser, pk: int) -> domain.Assessment:
    """What scoring and reports read of one assessment. Raises Assessment.DoesNotExist."""
    return load_assessment(user, pk).domain


def to_domain(assessment: Assessment) -> domain.Assessment:
    """The plain object of a stored assessment. Four queries."""
    return _to_domain(assessment, _ratings_of(assessment))


def _ratings_of(assessment: Assessment) -> list[Rating]:
    return list(
        assessment.ratings.select_related("trait")
        .order_by("trait__number")
        .prefetch_related("evidence", _figures("figures"))
    )


def _to_domain(assessment: Assessment, ratings: Iterable[Rating]) -> domain.Assessment:
    return domain.Assessment(
        framework=assessment.framework.slug,
        industry=industry_to_domain(assessment.industry),
        period=assessment.period,
        ratings=tuple(rating_to_domain(rating) for rating in ratings),
        comparators=comparators_of(assessment),
        weights=assessment.weights or None,
    )


def _figure_rows(rating: Rating) -> Iterator[tuple[str, int | None]]:
    count = 0
    for row in rating.figures.all():
        if row.value is None:
            yield row.indicator.slug, None
        else:
            yield row.indicator.slug, count
            count += 1


def industry_to_domain(industry: Industry) -> domain.Industry:
    return domain.Industry(
        name=industry.name,
        place=industry.place,
        sector=industry.sector,
        description=industry.description,
    )


def rating_to_domain(rating: Rating) -> domain.Rating:
    """The plain object of a rating whose trait, evidence and figures are loaded.

    A figure row without a value is a draft's; it says nothing yet and is left out.
    """
    return domain.Rating(
        trait=rating.trait.slug,
        state=_state(rating.state),
        claim=rating.claim,
        target=rating.target,
        target_year=rating.target_year,
        rationale=rating.rationale,
        evidence=tuple(evidence_to_domain(item) for item in rating.evidence.all()),
        figures=tuple(
            figure for row in rating.figures.all() if (figure := figure_to_domain(row)) is not None
        ),
    )


def _figures(lookup: str) -> Prefetch[str]:
    return Prefetch(lookup, OwnFigure.objects.select_related("indicator"))


def _state(value: str) -> domain.State:
    return next(state for state in domain.STATES if state == value)


def evidence_to_domain(item: Evidence) -> domain.Evidence:
    return domain.Evidence(
        grade=item.grade, title=item.title, source=item.source, date=item.date, url=item.url
    )


def figure_to_domain(row: OwnFigure) -> domain.OwnFigure | None:
    """None for a draft's row that has no value yet."""
    if row.value is None:
        return None
    return domain.OwnFigure(
        indicator=row.indicator.slug,
        value=plain(row.value),
        unit=row.unit,
        qualifier=next(q for q in QUALIFIERS if q == row.qualifier),
        product=row.product or None,
        year=row.year,
    )
