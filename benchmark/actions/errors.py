"""Why a write was refused; nothing was written then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmark.models import Assessment, Industry
from benchmark.scoring.checks import Kind


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way of submission, as a check that blocks it says.

    `trait` is None for evidence, which belongs to the assessment. `conditions` are the condition
    met and the implied one that is not, of a contradiction; `key` is the row's.
    """

    kind: Kind
    trait: str | None
    conditions: tuple[str, ...] = ()
    key: str | None = None


class NotDraftError(Exception):
    """Submitted or reviewed: what is inside is frozen."""


class NotSubmittedError(Exception):
    """Only what is submitted, and not yet reviewed, can be reopened or reviewed."""


class NotCompleteError(Exception):
    """Something stands in the way of submission: `reasons`, those of traits first."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(f"{reason.trait}: {reason.kind}" for reason in self.reasons))


class NothingChangedError(Exception):
    """The last edition says all that there is to say."""


class RevisionConflictError(Exception):
    """It was saved elsewhere since this form was opened; nothing was written."""


class IndustryExistsError(Exception):
    """The organisation has an industry of this name and place, perhaps typed otherwise; `industry`
    is it."""

    def __init__(self, industry: Industry) -> None:
        super().__init__(str(industry))
        self.industry = industry


class AssessmentExistsError(Exception):
    """This industry was assessed for this year already; `assessment` is it."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(str(assessment))
        self.assessment = assessment
