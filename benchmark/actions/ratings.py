"""Saving one trait of a draft: rows are added, changed and deleted by their key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, Model, OuterRef, Subquery
from django.utils.timezone import now

from benchmark.models import (
    Answer,
    Assessment,
    Condition,
    Evidence,
    Indicator,
    OwnFigure,
    Rating,
    User,
)
from benchmark.models.assessments import SavedAsTyped
from benchmark.queries.framework import framework_of
from benchmark.scoring import assessment as domain

from .changes import (
    RatingChange,
    changes_of,
    check_change,
    check_evidence,
    home_of,
    is_year,
    with_keys,
)
from .errors import NotDraftError, RevisionConflictError
from .locks import lock_assessment


@dataclass(frozen=True, slots=True)
class SaveMark:
    """Which save this is: the how-manieth of which open page. `page` is 16 to 32 characters that
    no other page has. `continues` are pages that are gone, as after a reload, whose whole text
    this page took over."""

    page: str
    number: int
    continues: tuple[str, ...] = ()

    def follows(self, stored: SavedAsTyped) -> bool:
        """Whether the same open page made the last save, by an earlier mark, or one that it
        continues."""
        own = stored.saved_page == self.page and stored.saved_number < self.number
        return own or stored.saved_page in self.continues


def save_rating(
    *,
    rating: Rating,
    revision: int,
    change: RatingChange,
    user: User | None,
    mark: SaveMark | None = None,
    stored: domain.Assessment | None = None,
) -> int:
    """Write what `change` names and return the rating's new revision.

    `rating` comes with its trait and its assessment's framework. `stored` is what the assessment
    said when `rating` was read, where the caller knows it: what it says already is not written
    again.

    Raises RevisionConflictError where the stored revision is another than `revision`, unless the
    last save came from the same open page by an earlier `mark`, or from a page that it continues;
    NotDraftError; and ValueError for what a form must have refused. Nothing is written then. The
    check is part of the write itself, so that two saves at once cannot both pass.
    """
    framework = framework_of(rating.assessment.framework)
    trait = framework.trait_by_slug[rating.trait.slug]
    check_change(change, trait, framework)
    # Only where nothing was saved between the reading and this write: its revision says so.
    known = stored if rating.revision == revision else None
    _check_homes(rating, change, stored)
    if _written(
        rating, revision, change.beyond(known, trait.slug) if known else change, user, mark
    ):
        return revision + 1
    revision = _revision_of_same_page(rating, mark)
    if not _written(rating, revision, change, user, mark):
        raise RevisionConflictError
    return revision + 1


def confirm_carried(
    *, rating: Rating, revision: int, conditions: Sequence[str] | None, user: User | None
) -> int:
    """What last year's assessment answered becomes this year's answer, where there is none yet:
    of the named conditions, of all where that is None. Returns the rating's new revision.

    Raises NotDraftError and RevisionConflictError.
    """
    with transaction.atomic(savepoint=False):
        passed = _revised(rating, revision, updated_by=user, saved_page="", saved_number=0)
        if passed:
            answers = Answer.objects.filter(rating=rating, state="").exclude(carried="")
            if conditions is not None:
                answers = answers.filter(condition__slug__in=conditions)
            answers.update(state=F("carried"))
    if passed:
        return revision + 1
    _require_draft(rating)
    raise RevisionConflictError


@transaction.atomic
def mark_not_known(*, assessment: Assessment, traits: Sequence[str], user: User | None) -> int:
    """暂未掌握 for those of `traits` of which nothing is said and for which no target is set;
    others stay as they are. Returns how many it was. Raises NotDraftError."""
    if not lock_assessment(assessment).is_draft:
        raise NotDraftError
    said = Answer.objects.filter(rating=OuterRef("pk")).exclude(state="")
    figures = OwnFigure.objects.filter(rating=OuterRef("pk"))
    rows = Rating.objects.filter(
        ~Exists(said),
        ~Exists(figures),
        assessment=assessment,
        trait__slug__in=traits,
        target=None,
        not_known=False,
    )
    marked = 0
    for row in rows:
        passed = _revised(
            row, row.revision, not_known=True, updated_by=user, saved_page="", saved_number=0
        )
        marked += passed
        if not passed:
            _require_draft(row)
    return marked


def fill_years(*, assessment: Assessment, year: int, user: User | None) -> int:
    """The year of all figures that have none. Returns how many it was. Raises NotDraftError,
    ValueError."""
    if not is_year(year):
        raise ValueError(f"{year} is no year of a figure")
    if not lock_assessment(assessment).is_draft:
        raise NotDraftError
    without = OwnFigure.objects.filter(year=None, value__isnull=False)
    filled = 0
    for row in Rating.objects.filter(
        Exists(without.filter(rating=OuterRef("pk"))), assessment=assessment
    ):
        if _revised(row, row.revision, updated_by=user, saved_page="", saved_number=0):
            filled += without.filter(rating=row).update(year=year)
        else:
            _require_draft(row)
    return filled


def enter_content(*, assessment: Assessment, content: domain.Assessment, user: User | None) -> None:
    """Everything that `content` says of traits and evidence, into a draft in which nothing is
    saved yet. Evidence stays in its order.

    `assessment` comes with its framework. Raises RevisionConflictError where something is saved,
    NotDraftError, ValueError.
    """
    framework = framework_of(assessment.framework)
    items = with_keys(content.evidence)
    check_evidence(items, framework)
    homes = [home_of(item, framework) for item in items]
    rows = Rating.objects.filter(assessment=assessment).select_related("trait")
    ratings = {row.trait.slug: row for row in rows}
    with transaction.atomic():
        for trait, change in changes_of(content).items():
            if change != RatingChange() or trait in homes:
                ratings[trait].assessment = assessment
                save_rating(rating=ratings[trait], revision=0, change=change, user=user)
        Evidence.objects.bulk_create(
            _evidence_row(ratings[home], item) for home, item in zip(homes, items, strict=True)
        )


def _check_homes(rating: Rating, change: RatingChange, stored: domain.Assessment | None) -> None:
    """Evidence is edited where it was added. Raises ValueError. No query for new items only."""
    keys = {item.key for item in change.evidence}
    if stored is not None:
        known = {item.key: item for item in stored.evidence}
        keys = {i.key for i in change.evidence if i.key in known and i != known[i.key]}
    if not keys:
        return
    others = Evidence.objects.filter(assessment=rating.assessment_id, key__in=keys)
    if others.exclude(trait=rating.trait_id).exists():
        raise ValueError("evidence of another trait")


def _written(
    rating: Rating,
    revision: int,
    change: RatingChange,
    user: User | None,
    mark: SaveMark | None,
) -> bool:
    # No savepoint: what is inside stands or falls together, and saving must stay cheap.
    with transaction.atomic(savepoint=False):
        passed = _revised(
            rating,
            revision,
            not_known=change.not_known,
            target=change.target,
            target_year=change.target_year,
            rationale=change.rationale,
            updated_by=user,
            saved_page=mark.page if mark else "",
            saved_number=mark.number if mark else 0,
        )
        if passed:
            _write_rows(rating, change)
    return passed


def _revised(rating: Rating, revision: int, **values: object) -> bool:
    # The revision is compared on the row itself, not through a join: PostgreSQL looks again
    # at the row alone when it had to wait for another save.
    draft = Assessment.objects.filter(pk=OuterRef("assessment_id"), status=Assessment.Status.DRAFT)
    rows = Rating.objects.filter(Exists(draft), pk=rating.pk, revision=revision)
    return bool(rows.update(revision=F("revision") + 1, updated_at=now(), **values))


def _write_rows(rating: Rating, change: RatingChange) -> None:
    if change.gone_figures:
        OwnFigure.objects.filter(rating=rating, key__in=change.gone_figures).delete()
    if change.gone_evidence:
        # Where it was added; elsewhere it is only shown.
        Evidence.objects.filter(
            assessment=rating.assessment_id, trait=rating.trait_id, key__in=change.gone_evidence
        ).delete()
    if change.answers:
        _write_answers(rating, change)
    if change.figures:
        _write_figures(rating, change.figures)
    if change.evidence:
        _write_evidence(rating, change.evidence)


def _write_answers(rating: Rating, change: RatingChange) -> None:
    Answer.objects.bulk_create(
        [
            Answer(
                rating=rating,
                condition_id=_key_of(Condition, rating, slug),
                state=answer or "",
            )
            for slug, answer in change.answers.items()
        ],
        update_conflicts=True,
        unique_fields=["rating", "condition"],
        update_fields=["state"],
    )


def _write_figures(rating: Rating, figures: Sequence[domain.OwnFigure]) -> None:
    OwnFigure.objects.bulk_create(
        [
            OwnFigure(
                rating=rating,
                key=figure.key or "",
                indicator_id=_key_of(Indicator, rating, figure.indicator),
                value=figure.value,
                qualifier=figure.qualifier,
                unit=figure.unit,
                product=figure.product,
                year=figure.year,
            )
            for figure in figures
        ],
        update_conflicts=True,
        unique_fields=["rating", "key"],
        update_fields=["indicator", "value", "qualifier", "unit", "product", "year"],
    )


def _write_evidence(rating: Rating, items: Sequence[domain.Evidence]) -> None:
    Evidence.objects.bulk_create(
        [_evidence_row(rating, item) for item in items],
        update_conflicts=True,
        unique_fields=["assessment", "key"],
        # Not the trait: an item stays where it was added.
        update_fields=["grade", "title", "source", "date", "url", "conditions", "indicators"],
    )


def _evidence_row(rating: Rating, item: domain.Evidence) -> Evidence:
    """A row at home in the rating's trait."""
    return Evidence(
        assessment_id=rating.assessment_id,
        key=item.key or "",
        trait_id=rating.trait_id,
        grade=item.grade,
        title=item.title,
        source=item.source,
        date=item.date,
        url=item.url,
        conditions=list(item.conditions),
        indicators=list(item.indicators),
    )


def _key_of(table: type[Model], rating: Rating, slug: str) -> Subquery:
    """The row of that slug in the rating's trait, looked up within the insert."""
    rows = table._default_manager.filter(trait_id=rating.trait_id, slug=slug)
    return Subquery(rows.order_by().values("pk"))


def _revision_of_same_page(rating: Rating, mark: SaveMark | None) -> int:
    """The stored revision where an earlier save of the same page made it, or a page before it
    whose last save arrived after it was left."""
    stored = _require_draft(rating)
    if mark is None or not mark.follows(stored):
        raise RevisionConflictError
    return stored.revision


def _require_draft(rating: Rating) -> Rating:
    """The rating as it is stored now. Raises NotDraftError."""
    stored = Rating.objects.select_related("assessment").get(pk=rating.pk)
    if not stored.assessment.is_draft:
        raise NotDraftError
    return stored
