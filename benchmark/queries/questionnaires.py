"""What of one's own stands in the way of an uploaded questionnaire."""

from __future__ import annotations

from benchmark.models import Assessment, Industry, User
from benchmark.scoring import assessment as domain

from .assessments import assessments_of, industries_of


def namesake_of(user: User, industry: domain.Industry) -> Industry | None:
    """The organisation's industry of that name and place, where there is one. One query."""
    return industries_of(user).filter(name=industry.name, place=industry.place).first()


def assessment_of(user: User, industry: Industry, content: domain.Assessment) -> Assessment | None:
    """The industry's assessment for the same year and framework, where there is one. One query."""
    same = assessments_of(user).filter(
        industry=industry, period=content.period, framework__slug=content.framework
    )
    return same.first()


def is_frozen(industry: Industry) -> bool:
    """Whether a submitted assessment keeps the industry's name, place and field. One query."""
    return industry.assessments.exclude(status=Assessment.Status.DRAFT).exists()
