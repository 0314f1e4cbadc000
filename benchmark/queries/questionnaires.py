"""What of one's own an uploaded questionnaire meets."""

from __future__ import annotations

import hashlib
import json

from benchmark.models import Assessment, Industry, Rating, User
from benchmark.models.names import name_key
from benchmark.scoring import assessment as domain

from .assessments import assessments_of, industries_of


def namesake_of(user: User, industry: domain.Industry) -> Industry | None:
    """The organisation's industry of that name and place, where there is one. One query."""
    return industries_of(user).filter(name_key=name_key(industry.place, industry.name)).first()


def assessment_of(user: User, industry: Industry, content: domain.Assessment) -> Assessment | None:
    """The industry's assessment for the same year and framework, where there is one. One query."""
    same = assessments_of(user).filter(
        industry=industry, period=content.period, framework__slug=content.framework
    )
    return same.first()


def is_frozen(industry: Industry) -> bool:
    """Whether a submitted assessment keeps the industry's name, place and field. One query."""
    return industry.assessments.exclude(status=Assessment.Status.DRAFT).exists()


def stored_state(assessment: Assessment) -> str:
    """A mark of everything the assessment says now: another one, and something was saved since.

    `assessment` comes with its industry. One query.
    """
    industry = assessment.industry
    ratings = Rating.objects.filter(assessment=assessment).order_by("pk")
    said = [
        assessment.status,
        assessment.updated_at.isoformat(),
        [industry.name, industry.name_en, industry.place, industry.sector],
        list(ratings.values_list("pk", "revision")),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
