"""Keeping the report of a submitted assessment as an edition."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from benchmark.models import Assessment, Edition, User
from benchmark.queries.assessments import loaded
from benchmark.queries.contents import contents_of
from benchmark.queries.plans import plan_of
from benchmark.queries.reports import report_of
from benchmark.reports.kept import dump, kept
from benchmark.scoring.profile import METHOD_VERSION


def keep_edition(*, locked: Assessment, user: User | None, at: datetime) -> Edition:
    """The next edition of an assessment that nobody else changes meanwhile."""
    said = plan_of(loaded(locked, contents_of([locked.pk])[locked.pk]))
    number = Edition.objects.filter(assessment=locked).count() + 1
    report = report_of(said, edition=number, day=localdate(at))
    low, high = report.profile.stage_band
    framework = report.framework
    return Edition.objects.create(
        assessment=locked,
        number=number,
        created_at=at,
        created_by=user,
        framework=framework.slug,
        framework_version=framework.version,
        method_version=METHOD_VERSION,
        reference_date=framework.reference_set.source_date,
        stage=report.profile.stage,
        stage_low=low,
        stage_high=high,
        gaps=len(report.gaps),
        content=dump(kept(report)),
    )
