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
from benchmark.reports.kept import dump, kept
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
    return keep_edition(locked=locked, user=user, at=now())


def keep_edition(*, locked: Assessment, user: User | None, at: datetime) -> Edition:
    """The next edition of an assessment that nobody else changes meanwhile."""
    content, before = loaded_with_before(locked)
    said, editions = plan_of(content), editions_of(locked)
    report = report_of(
        said,
        before,
        edition=len(editions) + 1,
        day=localdate(at),
        earlier=_earlier(said, editions[-1]) if editions else None,
    )
    low, high = report.profile.stage_band
    framework = report.framework
    return Edition.objects.create(
        assessment=locked,
        number=report.origin.edition,
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


def _earlier(said: LoadedPlan, edition: Edition) -> since.Edition:
    content = content_of(edition)
    return since.Edition(
        edition.number,
        localdate(edition.created_at),
        content.assessment(said.loaded.framework),
        content.tasks,
    )
