"""The gap report of a stored assessment: rows in, the frozen GapReport out."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from benchmark.models import Assessment, User
from benchmark.reports.gap_report import GapReport, Origin, build

from .assessments import load_assessment
from .plans import plan_of, planned


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A stored assessment with its report. `row` comes with industry and organisation;
    `has_plan`: some task was ever begun, though it may be deleted."""

    row: Assessment
    report: GapReport
    has_plan: bool


def load_report(user: User | AnonymousUser, pk: int) -> LoadedReport:
    """The report of one assessment of one's own. Raises Assessment.DoesNotExist. Seven queries.

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
    found = plan_of(loaded)
    made = build(loaded.framework, loaded.domain, origin, planned(loaded, found.tasks))
    return LoadedReport(row, made, has_plan=bool(found.by_key))
