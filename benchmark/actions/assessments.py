"""Writes on industries and assessments: keyword-only verbs, each one transaction.

Who may see the rows is decided where they are read (benchmark.queries.assessments).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from benchmark.models import (
    Answer,
    Assessment,
    Evidence,
    Framework,
    Industry,
    Organisation,
    OwnFigure,
    Rating,
    Trait,
    User,
)
from benchmark.models.names import name_key
from benchmark.queries.assessments import to_domain
from benchmark.queries.framework import framework_of
from benchmark.scoring import assessment as domain
from benchmark.scoring import framework as reference
from benchmark.scoring.checks import checks_of

from .changes import KEY, RatingChange, new_key
from .edit_marks import industry_mark, settings_mark
from .editions import keep_edition
from .errors import (
    AssessmentExistsError,
    IndustryExistsError,
    NotCompleteError,
    NotDraftError,
    NotSubmittedError,
    Reason,
    RevisionConflictError,
)
from .locks import hold_saves, lock_assessment, lock_industry_of
from .plans import carry_open_tasks
from .ratings import (
    SaveMark,
    confirm_carried,
    enter_content,
    fill_years,
    mark_not_known,
    save_rating,
)

__all__ = [
    "KEY", "AssessmentExistsError", "IndustryExistsError", "NotCompleteError", "NotDraftError",
    "NotSubmittedError", "RatingChange", "Reason", "RevisionConflictError", "SaveMark",
    "change_industry", "change_settings", "confirm_carried", "create_industry",
    "delete_assessment", "enter_content", "fill_years", "mark_not_known", "new_key", "reopen",
    "review", "save_rating", "start_assessment", "start_next_year", "submit",
]  # fmt: skip


def create_industry(
    *,
    organisation: Organisation,
    name: str,
    place: str,
    sector: str,
    description: str = "",
    name_en: str = "",
) -> Industry:
    """`sector` is a sector's slug or 'other'. Raises IndustryExistsError."""
    try:
        with transaction.atomic():
            return Industry.objects.create(
                organisation=organisation,
                name=name,
                name_en=name_en,
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
    name_en: str | None = None,
    opened: str | None = None,
) -> None:
    """Change an industry's own data; None leaves the English name. `opened` is the
    `industry_mark` of what the form showed.

    Raises RevisionConflictError; IndustryExistsError; NotDraftError where it would change the
    names, place or field that a submitted assessment was made with.
    """
    with transaction.atomic():
        industry = Industry.objects.select_for_update().get(pk=industry.pk)
        if opened is not None and opened != industry_mark(industry):
            raise RevisionConflictError
        before = (industry.name, industry.name_en, industry.place, industry.sector)
        name_en = industry.name_en if name_en is None else name_en
        frozen = industry.assessments.exclude(status=Assessment.Status.DRAFT)
        if before != (name, name_en, place, sector) and frozen.exists():
            raise NotDraftError
        try:
            with transaction.atomic():
                industry.name, industry.name_en, industry.place = name, name_en, place
                industry.sector, industry.description = sector, description
                industry.save()
        except IntegrityError as error:
            raise IndustryExistsError(_namesake(industry.organisation, name, place)) from error


def start_assessment(
    *,
    user: User,
    framework: str,
    industry: Industry,
    period: int,
    comparators: Sequence[str] = (),
    focus: Sequence[str] = (),
) -> Assessment:
    """A new draft with one empty rating per trait. Raises AssessmentExistsError, ValueError."""
    version = Framework.objects.get(slug=framework)
    chosen = _settings(framework_of(version), comparators, focus)
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                industry=industry, framework=version, period=period, created_by=user, **chosen
            )
            traits = Trait.objects.filter(framework=version)
            Rating.objects.bulk_create(
                Rating(assessment=assessment, trait=trait) for trait in traits
            )
    except IntegrityError as error:
        found = Assessment.objects.get(industry=industry, period=period, framework=version)
        raise AssessmentExistsError(found) from error
    return assessment


@transaction.atomic
def start_next_year(
    *,
    user: User,
    before: Assessment,
    period: int,
    comparators: Sequence[str] = (),
    focus: Sequence[str] = (),
) -> Assessment:
    """A later year's draft that begins with what `before` says; none chosen takes over its
    comparators and focus.

    Figures, evidence, targets, rationales and open tasks stand in it under the same keys. Answers
    stand beside: an answer is given for one year and counts for the next when it is confirmed.
    Raises AssessmentExistsError, ValueError.
    """
    made = start_assessment(
        user=user,
        framework=before.framework.slug,
        industry=before.industry,
        period=period,
        comparators=comparators or before.comparators,
        focus=focus or before.focus,
    )
    ratings = dict(Rating.objects.filter(assessment=made).values_list("trait", "pk"))
    earlier = list(Rating.objects.filter(assessment=before))
    for rating in earlier:
        Rating.objects.filter(pk=ratings[rating.trait_id]).update(
            target=rating.target, target_year=rating.target_year, rationale=rating.rationale
        )
    here = {rating.pk: ratings[rating.trait_id] for rating in earlier}
    answers = Answer.objects.filter(rating__assessment=before).exclude(state="").order_by("pk")
    Answer.objects.bulk_create(
        Answer(rating_id=here[row.rating_id], condition_id=row.condition_id, carried=row.state)
        for row in answers
    )
    figures = list(OwnFigure.objects.filter(rating__assessment=before).order_by("pk"))
    for figure in figures:
        figure.pk, figure.rating_id = None, here[figure.rating_id]
    OwnFigure.objects.bulk_create(figures)
    evidence = list(Evidence.objects.filter(assessment=before).order_by("pk"))
    for item in evidence:
        item.pk, item.assessment = None, made
    Evidence.objects.bulk_create(evidence)
    carry_open_tasks(before=before, to=made, user=user)
    return made


@transaction.atomic
def change_settings(
    *,
    assessment: Assessment,
    comparators: Sequence[str],
    focus: Sequence[str],
    opened: str | None = None,
) -> None:
    """Other comparators or another focus for a draft. `opened` is the `settings_mark` of what the
    form showed. Raises NotDraftError, RevisionConflictError, ValueError."""
    locked = lock_assessment(assessment)
    _require_draft(locked)
    if opened is not None and opened != settings_mark(locked):
        raise RevisionConflictError
    chosen = _settings(framework_of(locked.framework), comparators, focus)
    locked.comparators, locked.focus = chosen["comparators"], chosen["focus"]
    locked.save(update_fields=["comparators", "focus", "updated_at"])


@transaction.atomic
def submit(*, assessment: Assessment, user: User) -> bool:
    """Freeze a draft and keep its report as an edition; whether it is a new one, which it is not
    where nothing changed. Raises NotDraftError and NotCompleteError.

    Every rating's revision moves on, so that a page opened before is told so when it saves.
    """
    lock_industry_of(assessment)
    locked = lock_assessment(assessment)
    _require_draft(locked)
    hold_saves(locked)
    if reasons := _missing(framework_of(locked.framework), to_domain(locked)):
        raise NotCompleteError(reasons)
    locked.status = Assessment.Status.SUBMITTED
    locked.submitted_by, locked.submitted_at = user, now()
    locked.save(update_fields=["status", "submitted_by", "submitted_at", "updated_at"])
    kept = keep_edition(locked=locked, user=user, at=locked.submitted_at)
    return kept.created_at == locked.submitted_at


@transaction.atomic
def reopen(*, assessment: Assessment) -> None:
    """Back to draft, as long as nobody has reviewed it. Raises NotSubmittedError."""
    locked = lock_assessment(assessment)
    _require_submitted(locked)
    locked.status = Assessment.Status.DRAFT
    locked.submitted_by, locked.submitted_at = None, None
    locked.save(update_fields=["status", "submitted_by", "submitted_at", "updated_at"])


@transaction.atomic
def review(*, assessment: Assessment, user: User) -> None:
    """Record who reviewed it and when; final. Raises NotSubmittedError."""
    locked = lock_assessment(assessment)
    _require_submitted(locked)
    locked.status = Assessment.Status.REVIEWED
    locked.reviewed_by, locked.reviewed_at = user, now()
    locked.save(update_fields=["status", "reviewed_by", "reviewed_at", "updated_at"])


@transaction.atomic
def delete_assessment(*, assessment: Assessment) -> None:
    """Remove a draft with everything in it. Raises NotDraftError."""
    locked = lock_assessment(assessment)
    _require_draft(locked)
    hold_saves(locked)
    locked.delete()


def _missing(framework: reference.Framework, said: domain.Assessment) -> list[Reason]:
    """What stands in the way of submission: what the check page says so of."""
    return [
        Reason(
            kind=check.kind,
            trait=check.trait,
            conditions=tuple(slug for slug in (check.condition, check.other) if slug),
            key=check.key,
        )
        for check in checks_of(framework, said)
        if check.blocks
    ]


def _require_draft(assessment: Assessment) -> None:
    if not assessment.is_draft:
        raise NotDraftError


def _require_submitted(assessment: Assessment) -> None:
    if assessment.status != Assessment.Status.SUBMITTED:
        raise NotSubmittedError


def _settings(
    framework: reference.Framework, comparators: Sequence[str], focus: Sequence[str]
) -> dict[str, list[str]]:
    """Both, each once and in the order chosen. Raises ValueError for what cannot be chosen."""
    acting = {trait.slug for trait in framework.traits if not trait.structural}
    return {
        "comparators": _chosen(
            "comparators", comparators, set(framework.cluster_by_slug), domain.MAX_COMPARATORS
        ),
        "focus": _chosen("focus", focus, acting, domain.MAX_FOCUS),
    }


def _chosen(what: str, slugs: Sequence[str], known: set[str], most: int) -> list[str]:
    chosen = list(dict.fromkeys(slugs))
    if len(chosen) > most:
        raise ValueError(f"{what}: at most {most}")
    if unknown := [slug for slug in chosen if slug not in known]:
        raise ValueError(f"{what}: {', '.join(unknown)} cannot be chosen")
    return chosen


def _namesake(organisation: Organisation, name: str, place: str) -> Industry:
    return Industry.objects.get(organisation=organisation, name_key=name_key(place, name))
