"""What is stored in assessments: rows of four tables, asked for together and sorted by owner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import cast

from django.db.models import QuerySet

from benchmark.models import Answer, Evidence, OwnFigure, Rating
from benchmark.reference_data import plain
from benchmark.scoring import assessment as domain

ANSWER = ("rating", "condition__slug", "state", "carried")
EVIDENCE = (
    *("assessment", "trait__slug", "grade", "title", "source", "date", "url"),
    *("conditions", "indicators", "key"),
)
FIGURE = ("rating", "key", "indicator__slug", "value", "qualifier", "unit", "product", "year")


@dataclass(slots=True)
class Content:
    """The rows of one assessment. Ratings, answers, carried answers and figures go by trait;
    answers then by condition; the home of evidence goes by its key."""

    ratings: dict[str, Rating] = field(default_factory=dict)
    answers: dict[str, dict[str, domain.Answer]] = field(default_factory=dict)
    carried: dict[str, dict[str, domain.Answer]] = field(default_factory=dict)
    figures: dict[str, list[domain.OwnFigure]] = field(default_factory=dict)
    evidence: list[domain.Evidence] = field(default_factory=list)
    evidence_home: dict[str, str] = field(default_factory=dict)


def contents_of(assessments: Collection[int]) -> dict[int, Content]:
    """What is stored in assessments, by their key. Four queries, however many there are."""
    ratings = Rating.objects.filter(assessment__in=assessments).select_related("trait")
    return _contents(
        assessments,
        list(ratings.order_by("trait__number")),
        Answer.objects.filter(rating__assessment__in=assessments),
        OwnFigure.objects.filter(rating__assessment__in=assessments),
    )


def content_of_rating(rating: Rating) -> Content:
    """The same with the rows of one rating only, and all evidence. Three queries; `rating` comes
    with its trait."""
    found = _contents(
        [rating.assessment_id],
        [rating],
        Answer.objects.filter(rating=rating),
        OwnFigure.objects.filter(rating=rating),
    )
    return found[rating.assessment_id]


def _contents(
    assessments: Collection[int],
    ratings: list[Rating],
    answers: QuerySet[Answer],
    figures: QuerySet[OwnFigure],
) -> dict[int, Content]:
    contents = {pk: Content() for pk in assessments}
    owners: dict[int, tuple[Content, str]] = {}
    for rating in ratings:
        content, trait = contents[rating.assessment_id], rating.trait.slug
        content.ratings[trait] = rating
        owners[rating.pk] = content, trait
    for owner, condition, state, carried in answers.order_by(
        "rating", "condition__position"
    ).values_list(*ANSWER):
        content, trait = owners[owner]
        _answer(content.answers, trait, condition, state)
        _answer(content.carried, trait, condition, carried)
    for owner, key, indicator, value, qualifier, unit, product, year in figures.order_by(
        "pk"
    ).values_list(*FIGURE):
        content, trait = owners[owner]
        figure = domain.OwnFigure(
            indicator=indicator,
            value=None if value is None else plain(value),
            unit=unit,
            qualifier=cast(domain.OwnQualifier, qualifier),
            product=product,
            year=year,
            key=key,
        )
        content.figures.setdefault(trait, []).append(figure)
    evidence = Evidence.objects.filter(assessment__in=assessments)
    # There may be thousands: as rows of the model they would take several times as long.
    for (
        owner,
        home,
        grade,
        title,
        source,
        date,
        url,
        conditions,
        indicators,
        key,
    ) in evidence.order_by("pk").values_list(*EVIDENCE):
        item = domain.Evidence(
            grade, title, source, date, url, tuple(conditions), tuple(indicators), key
        )
        contents[owner].evidence.append(item)
        contents[owner].evidence_home[key] = home
    return contents


def _answer(
    answers: dict[str, dict[str, domain.Answer]], trait: str, condition: str, state: str
) -> None:
    if state:
        answers.setdefault(trait, {})[condition] = cast(domain.Answer, state)
