"""The gap report of a stored assessment: rows in, the frozen GapReport out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from benchmark.models import Assessment, User
from benchmark.reports.gap_report import GapReport, Origin, build
from benchmark.reports.last_year import Before
from benchmark.reports.since import Edition, since

from .assessments import get_assessment
from .earlier import loaded_with_before
from .plans import LoadedPlan, plan_of, planned


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A stored assessment with its report. `row` comes with industry and organisation."""

    row: Assessment
    report: GapReport


def load_report(user: User | AnonymousUser, pk: int) -> LoadedReport:
    """The report of one assessment of one's own, computed from what is stored now. Raises
    Assessment.DoesNotExist. Nine queries.

    It is dated on the day of submission, a draft's on the day it is looked at.
    """
    row = get_assessment(user, pk)
    said, before = loaded_with_before(row)
    loaded = plan_of(said)
    day = localdate(row.submitted_at) if row.submitted_at else localdate()
    return LoadedReport(row, report_of(loaded, before, day=day))


def report_of(
    loaded: LoadedPlan,
    before: Before | None,
    *,
    day: date,
    edition: int = 0,
    earlier: Edition | None = None,
) -> GapReport:
    """The report of an assessment that is loaded with its plan, dated `day`; `before` is that of
    the year before, `earlier` the edition before it. No query."""
    said = loaded.loaded
    organisation = said.row.industry.organisation
    origin = Origin(
        organisation=organisation.name,
        prepared_on=day,
        demo=organisation.is_demo,
        draft=said.row.is_draft,
        edition=edition,
    )
    plan = planned(loaded)
    changed = None
    if earlier:
        changed = since(said.framework, earlier, said.domain, plan.tasks if plan else ())
    return build(said.framework, said.domain, origin, plan, changed, before)
