"""Assessments of one's own organisation: the only way to read them.

Whatever belongs to another organisation does not exist here; views turn that into a 404.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest

from benchmark.models import (
    Answer,
    Assessment,
    Edition,
    Industry,
    OwnFigure,
    Rating,
    Task,
    TaskNote,
    User,
)
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from benchmark.scoring.profile import TraitResult, trait_result

from .contents import Content, content_of_rating, contents_of
from .framework import framework_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    AssessmentWithProgress = WithAnnotations[Assessment, "Progress"]

# Larger than any key: a number that does not fit the database's integers is simply not there.
MAX_PK = 2**63


class Progress(TypedDict):
    """What `with_progress` adds to an assessment: of how many traits something is said, whether
    answers of last year wait in it, the last save of any part, of its plan too, or its last
    edition, and whether its industry is assessed for a later year."""

    answered: int
    waits: bool
    changed_at: datetime
    has_later: bool


@dataclass(frozen=True, slots=True)
class LoadedAssessment:
    """A stored assessment, what it says as scoring reads it, and the framework it is made with.

    `row` comes with its industry, organisation and framework. `domain` holds unfinished figures
    too (value None) and every row's key. `ratings` and `carried` go by trait: the stored ratings,
    and what last year's answers were, by condition. `evidence_home` is the trait where each
    evidence item, by key, is edited.
    """

    row: Assessment
    framework: Framework
    ratings: dict[str, Rating]
    carried: dict[str, dict[str, domain.Answer]]
    evidence_home: dict[str, str]
    domain: domain.Assessment


@dataclass(frozen=True, slots=True)
class LoadedTrait:
    """One trait's rating, as much as a save of it needs.

    `row` comes with its trait, assessment, industry, organisation and framework. In `domain` this
    trait's rating and all evidence are filled, the other ratings are empty. `carried` goes by
    condition.
    """

    row: Rating
    framework: Framework
    carried: dict[str, domain.Answer]
    evidence_home: dict[str, str]
    domain: domain.Assessment


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
    ratings = Rating.objects.filter(assessment=OuterRef("pk")).order_by().values("assessment")
    answers = Answer.objects.filter(rating=OuterRef("pk")).exclude(state="")
    figures = OwnFigure.objects.filter(rating=OuterRef("pk"), value__isnull=False)
    said = ratings.filter(Q(not_known=True) | Exists(answers) | Exists(figures))
    changes = (
        _last(Rating.objects.filter(assessment=OuterRef("pk")), "assessment", "updated_at"),
        _last(Task.objects.filter(assessment=OuterRef("pk")), "assessment", "updated_at"),
        _last(
            TaskNote.objects.filter(task__assessment=OuterRef("pk")),
            "task__assessment",
            "written_at",
        ),
        _last(Edition.objects.filter(assessment=OuterRef("pk")), "assessment", "created_at"),
    )
    waiting = Answer.objects.filter(rating__assessment=OuterRef("pk"), state="")
    return assessments.annotate(
        has_later=Exists(later),
        waits=Exists(waiting.exclude(carried="")),
        answered=Coalesce(
            Subquery(said.annotate(count=Count("pk")).values("count")),
            0,
            output_field=IntegerField(),
        ),
        # On SQLite nothing is greater than what is not there.
        changed_at=Greatest(
            "updated_at",
            *(Coalesce(change, "updated_at") for change in changes),
            output_field=DateTimeField(),
        ),
    ).order_by("-changed_at", "-pk")


def _last(rows: QuerySet[Any], owner: str, moment: str) -> Subquery:
    """The latest moment of an assessment's rows."""
    return Subquery(rows.order_by().values(owner).annotate(last=Max(moment)).values("last"))


def rated_of(assessments: Sequence[Assessment]) -> dict[int, int]:
    """How many traits have a level, by key, for a page of a list. Four queries; rows come with
    their industry and framework."""
    contents = contents_of([row.pk for row in assessments])
    rated = {}
    for row in assessments:
        framework, said = framework_of(row.framework), _domain(row, contents[row.pk])
        states = [trait_result(trait, said).state for trait in framework.traits]
        rated[row.pk] = states.count("rated")
    return rated


def passed(said: LoadedAssessment) -> int:
    """How many traits are gone through: something is said of them and no answer of last year waits
    to be confirmed. No query."""
    results = [trait_result(trait, said.domain) for trait in said.framework.traits]
    return sum(
        result.state != "unanswered"
        and not to_confirm(said.carried.get(result.trait.slug, {}), result)
        for result in results
    )


def to_confirm(carried: Container[str], result: TraitResult) -> tuple[str, ...]:
    """Conditions that last year's assessment answered and this year's did not yet."""
    return tuple(
        item.slug
        for item in result.conditions
        if item.slug in carried and item.finding.source == "none"
    )


def open_draft(user: User | AnonymousUser) -> AssessmentWithProgress | None:
    """The draft that was changed last, where there is one. One query."""
    drafts = assessments_of(user).filter(status=Assessment.Status.DRAFT)
    return with_progress(drafts).first()


def rating_of(user: User | AnonymousUser, pk: int, trait: str) -> Rating:
    """One trait's rating of one's own, with trait, assessment, industry, organisation, framework
    and who saved it last.

    Raises Rating.DoesNotExist. One query.
    """
    organisation = getattr(user, "organisation_id", None)
    if organisation is None or not 0 < pk < MAX_PK:
        raise Rating.DoesNotExist
    return Rating.objects.select_related(
        "trait", "assessment__industry__organisation", "assessment__framework", "updated_by"
    ).get(
        assessment_id=pk,
        assessment__industry__organisation_id=organisation,
        trait__slug=trait,
    )


def load_trait(user: User | AnonymousUser, pk: int, trait: str) -> LoadedTrait:
    """One trait of one's own, as much as saving it needs. Raises Rating.DoesNotExist. Four
    queries."""
    row = rating_of(user, pk, trait)
    content = content_of_rating(row)
    return LoadedTrait(
        row=row,
        domain=_domain(row.assessment, content),
        framework=framework_of(row.assessment.framework),
        carried=content.carried.get(trait, {}),
        evidence_home=content.evidence_home,
    )


def load_assessment(user: User | AnonymousUser, pk: int) -> LoadedAssessment:
    """One assessment of one's own, whole. Raises Assessment.DoesNotExist. Five queries."""
    row = get_assessment(user, pk)
    return loaded(row, contents_of([row.pk])[row.pk])


def loaded_of(assessments: Sequence[Assessment]) -> dict[int, LoadedAssessment]:
    """Several whole, by key; rows come with their industry and framework. Four queries."""
    contents = contents_of([row.pk for row in assessments])
    return {row.pk: loaded(row, contents[row.pk]) for row in assessments}


def loaded(row: Assessment, content: Content) -> LoadedAssessment:
    """A row that comes with its industry and framework, and what is stored in it. No query."""
    return LoadedAssessment(
        row=row,
        domain=_domain(row, content),
        framework=framework_of(row.framework),
        ratings=content.ratings,
        carried=content.carried,
        evidence_home=content.evidence_home,
    )


def to_domain(assessment: Assessment) -> domain.Assessment:
    """The plain object of a stored assessment, which comes with industry and framework. Four
    queries."""
    return _domain(assessment, contents_of([assessment.pk])[assessment.pk])


def to_domains(assessments: Iterable[Assessment]) -> dict[int, domain.Assessment]:
    """The same of several, by key. Four queries in all."""
    rows = {row.pk: row for row in assessments}
    contents = contents_of(rows)
    return {pk: _domain(row, contents[pk]) for pk, row in rows.items()}


def industry_to_domain(industry: Industry) -> domain.Industry:
    return domain.Industry(
        name=industry.name,
        place=industry.place,
        sector=industry.sector,
        description=industry.description,
        name_en=industry.name_en,
    )


def _domain(assessment: Assessment, content: Content) -> domain.Assessment:
    framework = framework_of(assessment.framework)
    return domain.Assessment(
        framework=framework.slug,
        industry=industry_to_domain(assessment.industry),
        period=assessment.period,
        ratings=tuple(_rating(trait.slug, content) for trait in framework.traits),
        comparators=tuple(assessment.comparators),
        focus=tuple(assessment.focus),
        evidence=tuple(content.evidence),
    )


def _rating(trait: str, content: Content) -> domain.Rating:
    row = content.ratings.get(trait)
    if row is None:
        return domain.Rating(trait)
    return domain.Rating(
        trait=trait,
        not_known=row.not_known,
        answers=content.answers.get(trait, {}),
        target=row.target,
        target_year=row.target_year,
        rationale=row.rationale,
        figures=tuple(content.figures.get(trait, ())),
    )
