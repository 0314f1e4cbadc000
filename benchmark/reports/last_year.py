"""What a report says of the assessment before: what changed, and what still stands as it was
handed on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from benchmark.scoring.assessment import Assessment
from benchmark.scoring.changes import Changes, changes
from benchmark.scoring.framework import Framework
from benchmark.scoring.profile import Profile, profile


@dataclass(frozen=True, slots=True)
class Before:
    """The assessment of the nearest year before. `waiting` are conditions that it answered and
    that nobody has confirmed in this year's draft."""

    said: Assessment
    draft: bool
    waiting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LastYear:
    """What there is to say of it. `changes` is None where it was made with another version of the
    framework, `framework` that version's slug. `figures` and `evidence` count what says the same as
    then."""

    period: int
    draft: bool
    framework: str
    changes: Changes | None
    waiting: Collection[str] = frozenset()
    figures: int = 0
    evidence: int = 0


def last_year(
    framework: Framework, assessment: Assessment, computed: Profile, before: Before
) -> LastYear:
    """`computed` is the result of `assessment`. Raises KeyError on a slug the framework lacks."""
    said = before.said
    if said.framework != framework.slug:
        return LastYear(said.period, before.draft, said.framework, None)
    return LastYear(
        period=said.period,
        draft=before.draft,
        framework=said.framework,
        changes=changes(profile(framework, said), computed),
        waiting=before.waiting,
        figures=sum(
            figure.value is not None and figure in said.rating_by_trait[rating.trait].figures
            for rating in assessment.ratings
            for figure in rating.figures
        ),
        evidence=sum(item in said.evidence for item in assessment.evidence),
    )
