"""The gap report of a stored assessment: rows in, the frozen GapReport out."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from benchmark.models import Assessment, User
from benchmark.reports.gap_report import GapReport, Origin, build

from .assessments import load_assessment


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A stored assessment with its report. `row` comes with industry and organisation."""

    row: Assessment
    report: GapReport


def load_report(user: User | AnonymousUser, pk: int) -> LoadedReport:
    """The report of one assessment of one's own. Raises Assessment.DoesNotExist. Five queries.

    It is dated on the day of submission, a draft's on the day it is looked at.
    """
    loaded = load_assessment(user, pk)
    row = loaded.row
    origin = Origin(
        organisation=row.industry.organisation.name,
        prepared_on=localdate(row.submitted_at) if row.submitted_at else localdate(),
        demo=row.industry.organisation.is_demo,
        draft=row.is_draft,
    )
    return LoadedReport(row, build(loaded.framework, loaded.domain, origin))
