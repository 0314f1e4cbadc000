"""Keeping the report of a submitted assessment as an edition."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate, now

from benchmark.models import Assessment, Edition, User
from benchmark.queries.earlier import loaded_with_before
from benchmark.queries.editions import content_of, editions_of
from benchmark.queries.plans import LoadedPlan, plan_of, plan_tasks
from benchmark.queries.reports import report_of
from benchmark.reports import since
from benchmark.reports.kept import KeptReport, dump, kept
from benchmark.scoring.framework import Framework
from benchmark.scoring.profile import METHOD_VERSION

from .errors import NothingChangedError, NotSubmittedError
from .locks import lock_assessment


@transaction.atomic
def new_edition(*, assessment: Assessment, user: User | None) -> Edition:
    """A further edition of what is submitted, since its plan changed. Raises NotSubmittedError,
    NothingChangedError."""
    locked = lock_assessment(assessment)
    last = editions_of(locked)[-1:]
    if locked.is_draft or not last:
        raise NotSubmittedError
    if not since.task_changes(content_of(last[0]).tasks, plan_tasks(locked)):
        raise NothingChangedError
    return keep_edition(locked=locked, user=user, at=now(), of_plan=True)


def keep_edition(
    *, locked: Assessment, user: User | None, at: datetime, of_plan: bool = False
) -> Edition:
    """The next edition of an assessment that nobody else changes meanwhile; the last one where it
    says the same."""
    content, before = loaded_with_before(locked)
    said, editions = plan_of(content), editions_of(locked)
    report = report_of(
        said,
        before,
        edition=len(editions) + 1,
        day=localdate(at),
        earlier=_earlier(said, editions[-1]) if editions else None,
    )
    content_now = kept(report)
    if editions and _says(editions[-1], content_now, report.framework):
        return editions[-1]
    low, high = report.profile.stage_band
    framework = report.framework
    return Edition.objects.create(
        assessment=locked,
        number=report.origin.edition,
        created_at=at,
        created_by=user,
        of_plan=of_plan,
        framework=framework.slug,
        framework_version=framework.version,
        method_version=METHOD_VERSION,
        reference_date=framework.reference_set.source_date,
        stage=report.profile.stage,
        stage_low=low,
        stage_high=high,
        gaps=len(report.gaps),
        content=dump(content_now),
    )


def _says(edition: Edition, content: KeptReport, framework: Framework) -> bool:
    """Whether the edition was made of the same, with the same framework and method."""
    made_with = (edition.framework, edition.framework_version, edition.method_version)
    if made_with != (framework.slug, framework.version, METHOD_VERSION):
        return False
    then = content_of(edition)
    return (then.said, then.tasks) == (content.said, content.tasks)


def _earlier(said: LoadedPlan, edition: Edition) -> since.Edition:
    content = content_of(edition)
    return since.Edition(
        edition.number,
        localdate(edition.created_at),
        content.assessment(said.loaded.framework),
        content.tasks,
    )
