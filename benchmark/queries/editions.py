"""Editions of submitted assessments: their reports as they were handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from benchmark.models import Assessment, Edition, User
from benchmark.reports.formats import Computed, Content
from benchmark.reports.kept import KeptReport, load
from benchmark.reports.since import task_changes
from benchmark.scoring import assessment as domain

from .assessments import get_assessment
from .framework import framework_of
from .plans import plan_tasks
from .reports import load_report


@dataclass(frozen=True, slots=True)
class Handout:
    """What is shown and downloaded of an assessment: of a draft what it says now, else an edition.

    `assessment` is what it is made of, `editions` are all there are, first to last, without their
    content.
    """

    row: Assessment
    assessment: domain.Assessment
    content: Content
    edition: Edition | None
    editions: Sequence[Edition]

    @property
    def newest_first(self) -> Sequence[Edition]:
        return self.editions[::-1]

    @property
    def has_choice(self) -> bool:
        """Whether there is more than one to look at, a draft counted."""
        return len(self.editions) + self.row.is_draft > 1

    @property
    def query(self) -> str:
        """What an address needs beyond the assessment's to mean this one."""
        newest = not self.row.is_draft and self.edition == self.editions[-1]
        return "" if self.edition is None or newest else f"edition={self.edition.number}"


def load_handout(user: User | AnonymousUser, pk: int, number: int | None = None) -> Handout:
    """The report of one assessment of one's own, or one of its editions by number.

    Raises Assessment.DoesNotExist, Edition.DoesNotExist. Three queries, of a draft those of its
    report and one.
    """
    row = get_assessment(user, pk)
    editions = list(editions_of(row))
    if number is None and row.is_draft:
        report = load_report(user, pk).report
        return Handout(row, report.assessment, Computed(report), None, editions)
    wanted = len(editions) if number is None else number
    if not 0 < wanted <= len(editions):
        raise Edition.DoesNotExist
    found = editions[wanted - 1]
    kept = content_of(found)
    return Handout(row, kept.assessment(framework_of(row.framework)), kept, found, editions)


def plan_changed(shown: Handout) -> bool:
    """Whether the plan says more than the last edition, which is shown. Two queries."""
    content = shown.content
    if shown.row.is_draft or shown.query or not isinstance(content, KeptReport):
        return False
    return bool(task_changes(content.tasks, plan_tasks(shown.row)))


def plan_goes_on(row: Assessment) -> bool:
    """Whether the plan of a submitted assessment says more than its last edition. Three queries,
    of a draft none."""
    last = [] if row.is_draft else editions_of(row)[-1:]
    return bool(last and task_changes(content_of(last[0]).tasks, plan_tasks(row)))


def content_of(edition: Edition) -> KeptReport:
    """What its formats render. One query."""
    return load(bytes(Edition.objects.values_list("content", flat=True).get(pk=edition.pk)))


def editions_of(row: Assessment) -> Sequence[Edition]:
    """All editions of an assessment, first to last, without their content. One query."""
    rows = Edition.objects.filter(assessment=row).select_related("created_by")
    return list(rows.defer("content"))
