"""Writes on industries and assessments: keyword-only verbs, each one transaction.

Who may see the rows is decided where they are read (benchmark.queries.assessments).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils.timezone import now

from benchmark.models import (
    Assessment,
    Cluster,
    Comparator,
    Evidence,
    Framework,
    Indicator,
    Industry,
    Organisation,
    OwnFigure,
    Rating,
    Trait,
    User,
)
from benchmark.scoring.assessment import MAX_COMPARATORS
from benchmark.scoring.assessment import Evidence as EvidenceItem

from .edit_marks import industry_mark, settings_mark


class NotDraftError(Exception):
    """Submitted or reviewed: what is inside is frozen."""


class NotSubmittedError(Exception):
    """Only what is submitted, and not yet reviewed, can be reopened or reviewed."""


class NotCompleteError(Exception):
    """Traits without an answer, or figures begun without a value, stand in the way."""


class RevisionConflictError(Exception):
    """It was saved elsewhere since this form was opened; nothing was written."""


class IndustryExistsError(Exception):
    """The organisation has an industry of this name and place; `industry` is it."""

    def __init__(self, industry: Industry) -> None:
        super().__init__(str(industry))
        self.industry = industry


class AssessmentExistsError(Exception):
    """This industry was assessed for this year already; `assessment` is it."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(str(assessment))
        self.assessment = assessment


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One own figure as typed; a draft's may still be without its value."""

    indicator: str
    value: Decimal | None
    qualifier: str
    unit: str
    product: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class RatingContent:
    """Everything a rating says. Rows replace those stored; None leaves them as they are."""

    state: str
    claim: int | None
    target: int | None
    target_year: int | None
    rationale: str
    evidence: tuple[EvidenceItem, ...] | None
    figures: tuple[FigureRow, ...] | None


@dataclass(frozen=True, slots=True)
class SaveMark:
    """Which save this is: the how-manieth of which open page. `page` is 16 to 32 characters that
    no other page has. `continues` are pages that are gone, as after a reload, whose whole text
    this page took over."""

    page: str
    number: int
    continues: tuple[str, ...] = ()


def create_industry(
    *, organisation: Organisation, name: str, place: str, sector: str, description: str = ""
) -> Industry:
    """`sector` is a sector's slug or 'other'. Raises IndustryExistsError."""
    try:
        with transaction.atomic():
            return Industry.objects.create(
                organisation=organisation,
                name=name,
                place=place,
                sector=sector,
                description=description,
            )
    except IntegrityError as error:
        raise IndustryExistsError(_namesake(organisation, name, place)) from error


def change_industry(
    *,
    industry: Industry,
    name: str,
    place: str,
    sector: str,
    description: str,
    opened: str | None = None,
) -> None:
    """Change an industry's own data. `opened` is the `industry_mark` of what the form showed.

    Raises RevisionConflictError; IndustryExistsError; NotDraftError where it would change the
    name, place or field that a submitted assessment was made with.
    """
    with transaction.atomic():
        industry = Industry.objects.select_for_update().get(pk=industry.pk)
        if opened is not None and opened != industry_mark(industry):
            raise RevisionConflictError
        renamed = (industry.name, industry.place, industry.sector) != (name, place, sector)
        frozen = industry.assessments.exclude(status=Assessment.Status.DRAFT)
        if renamed and frozen.exists():
            raise NotDraftError
        try:
            with transaction.atomic():
                Industry.objects.filter(pk=industry.pk).update(
                    name=name, place=place, sector=sector, description=description
                )
        except IntegrityError as error:
            raise IndustryExistsError(_namesake(industry.organisation, name, place)) from error


def start_assessment(
    *,
    user: User,
    framework: str,
    industry: Industry,
    period: int,
    comparators: Sequence[str] = (),
    weights: Mapping[str, int] | None = None,
) -> Assessment:
    """A new draft with one unanswered rating per trait. Raises AssessmentExistsError."""
    version = Framework.objects.get(slug=framework)
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                industry=industry,
                framework=version,
                period=period,
                created_by=user,
                weights=dict(weights) if weights else None,
            )
            traits = Trait.objects.filter(framework=version)
            Rating.objects.bulk_create(
                Rating(assessment=assessment, trait=trait) for trait in traits
            )
            _set_comparators(assessment, comparators)
    except IntegrityError as error:
        found = Assessment.objects.get(industry=industry, period=period, framework=version)
        raise AssessmentExistsError(found) from error
    return assessment


@transaction.atomic
def change_settings(
    *,
    assessment: Assessment,
    comparators: Sequence[str],
    weights: Mapping[str, int] | None,
    opened: str | None = None,
) -> None:
    """Other comparators or weights for a draft. `opened` is the `settings_mark` of what the form
    showed. Raises NotDraftError, RevisionConflictError."""
    locked = _lock(assessment)
    _require_draft(locked)
    if opened is not None and opened != settings_mark(locked):
        raise RevisionConflictError
    locked.weights = dict(weights) if weights else None
    locked.save(update_fields=["weights", "updated_at"])
    Comparator.objects.filter(assessment=locked).delete()
    _set_comparators(locked, comparators)


def save_rating(
    *,
    rating: Rating,
    revision: int,
    content: RatingContent,
    user: User | None = None,
    mark: SaveMark | None = None,
) -> int:
    """Write a rating with its rows and return its new revision.

    Raises RevisionConflictError where the stored revision is another than `revision`, unless the
    last save came from the same open page by an earlier `mark`, or from a page that it continues;
    and NotDraftError. Nothing is written then. The check is part of the write itself, so that
    two saves at once cannot both pass.
    """
    with transaction.atomic():
        if not _write_rating(rating, revision, content, user, mark):
            revision = _revision_of_same_page(rating, mark)
            if not _write_rating(rating, revision, content, user, mark):
                raise RevisionConflictError
        if content.evidence is not None:
            _replace_evidence(rating, content.evidence)
        if content.figures is not None:
            _replace_figures(rating, content.figures)
    return revision + 1


def _write_rating(
    rating: Rating,
    revision: int,
    content: RatingContent,
    user: User | None,
    mark: SaveMark | None,
) -> bool:
    # The revision is compared on the row itself, not through a join: PostgreSQL looks again
    # at the row alone when it had to wait for another save.
    draft = Assessment.objects.filter(pk=OuterRef("assessment_id"), status=Assessment.Status.DRAFT)
    written = Rating.objects.filter(Exists(draft), pk=rating.pk, revision=revision).update(
        state=content.state,
        claim=content.claim,
        target=content.target,
        target_year=content.target_year,
        rationale=content.rationale,
        revision=F("revision") + 1,
        updated_at=now(),
        updated_by=user,
        saved_page=mark.page if mark else "",
        saved_number=mark.number if mark else 0,
    )
    return bool(written)


@transaction.atomic
def submit(*, assessment: Assessment, user: User) -> None:
    """Freeze a draft. Raises NotDraftError and NotCompleteError.

    Every rating's revision moves on, so that a page opened before is told so when it saves.
    """
    locked = _lock(assessment)
    _require_draft(locked)
    ratings = Rating.objects.filter(assessment=locked)
    ratings.update(revision=F("revision") + 1)
    answered = ratings.exclude(state=Rating.State.UNANSWERED).count()
    without_value = OwnFigure.objects.filter(rating__assessment=locked, value__isnull=True)
    if answered < Trait.objects.filter(framework=locked.framework_id).count():
        raise NotCompleteError
    if without_value.exists():
        raise NotCompleteError
    locked.status = Assessment.Status.SUBMITTED
    locked.submitted_by, locked.submitted_at = user, now()
    locked.save(update_fields=["status", "submitted_by", "submitted_at", "updated_at"])


@transaction.atomic
def reopen(*, assessment: Assessment) -> None:
    """Back to draft, as long as nobody has reviewed it. Raises NotSubmittedError."""
    locked = _lock(assessment)
    _require_submitted(locked)
    locked.status = Assessment.Status.DRAFT
    locked.submitted_by, locked.submitted_at = None, None
    locked.save(update_fields=["status", "submitted_by", "submitted_at", "updated_at"])


@transaction.atomic
def review(*, assessment: Assessment, user: User) -> None:
    """Record who reviewed it and when; final. Raises NotSubmittedError."""
    locked = _lock(assessment)
    _require_submitted(locked)
    locked.status = Assessment.Status.REVIEWED
    locked.reviewed_by, locked.reviewed_at = user, now()
    locked.save(update_fields=["status", "reviewed_by", "reviewed_at", "updated_at"])


@transaction.atomic
def delete_assessment(*, assessment: Assessment) -> None:
    """Remove a draft with everything in it. Raises NotDraftError."""
    locked = _lock(assessment)
    _require_draft(locked)
    locked.delete()


def _lock(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update().get(pk=assessment.pk)


def _require_draft(assessment: Assessment) -> None:
    if not assessment.is_draft:
        raise NotDraftError


def _require_submitted(assessment: Assessment) -> None:
    if assessment.status != Assessment.Status.SUBMITTED:
        raise NotSubmittedError


def _revision_of_same_page(rating: Rating, mark: SaveMark | None) -> int:
    """The stored revision where an earlier save of the same page made it, or a page before it
    whose last save arrived after it was left."""
    stored = Rating.objects.select_related("assessment").get(pk=rating.pk)
    _require_draft(stored.assessment)
    if mark is None:
        raise RevisionConflictError
    own = stored.saved_page == mark.page and stored.saved_number < mark.number
    if not own and stored.saved_page not in mark.continues:
        raise RevisionConflictError
    return stored.revision


def _replace_evidence(rating: Rating, items: Sequence[EvidenceItem]) -> None:
    Evidence.objects.filter(rating=rating).delete()
    Evidence.objects.bulk_create(
        Evidence(
            rating=rating,
            position=position,
            grade=item.grade,
            title=item.title,
            source=item.source,
            date=item.date,
            url=item.url,
        )
        for position, item in enumerate(items)
    )


def _replace_figures(rating: Rating, rows: Sequence[FigureRow]) -> None:
    OwnFigure.objects.filter(rating=rating).delete()
    OwnFigure.objects.bulk_create(
        OwnFigure(
            rating=rating,
            position=position,
            # Looked up within the insert: saving must stay cheap.
            indicator_id=Subquery(
                Indicator.objects.filter(trait_id=rating.trait_id, slug=row.indicator)
                .order_by()
                .values("pk")
            ),
            value=row.value,
            qualifier=row.qualifier,
            unit=row.unit,
            product=row.product,
            year=row.year,
        )
        for position, row in enumerate(rows)
    )


def _set_comparators(assessment: Assessment, slugs: Sequence[str]) -> None:
    chosen = tuple(dict.fromkeys(slugs))
    if len(chosen) > MAX_COMPARATORS:
        raise ValueError(f"at most {MAX_COMPARATORS} comparators")
    found = Cluster.objects.filter(framework=assessment.framework_id, slug__in=chosen)
    clusters = {cluster.slug: cluster for cluster in found}
    Comparator.objects.bulk_create(
        Comparator(assessment=assessment, cluster=clusters[slug], position=position)
        for position, slug in enumerate(chosen, start=1)
    )


def _namesake(organisation: Organisation, name: str, place: str) -> Industry:
    return Industry.objects.get(organisation=organisation, name=name, place=place)
