"""How the assessments of a list stand: of a draft what it says now, else its last edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.models import Assessment, Edition
from benchmark.scoring.profile import profile

from .assessments import LoadedAssessment, loaded_of, passed, to_confirm

# The highest level.
LEVELS = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """The overall level or its range, 1-5, and the number of gaps. Of a draft also how many answers
    of the year before wait to be confirmed, and how many traits have no level yet."""

    band: tuple[int, int]
    gaps: int
    waiting: int = 0
    unrated: int = 0

    @property
    def is_open(self) -> bool:
        """Whether nothing can be told yet."""
        return self.band == (1, LEVELS) and not self.gaps

    @property
    def tells_gaps(self) -> bool:
        """What is not answered yet is no gap closed."""
        return bool(self.gaps) or not (self.is_open or self.waiting or self.unrated)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a row of a list says. `before` is the nearest earlier year that was submitted, `year`
    which; None for a first one, and where `other_framework`: it was made with another version.
    `edition` is the number of the last one, 0 without. `passed` is how many traits of a draft are
    gone through, None where it is none."""

    now: Standing
    before: Standing | None
    year: int
    other_framework: bool
    edition: int
    passed: int | None


def listed(rows: Sequence[Assessment]) -> dict[int, Listed]:
    """The rows of one page by key; they come with industry and framework. One query, four more
    where there are drafts."""
    last = _last_editions(rows)
    drafts = [row for row in rows if row.is_draft or row.pk not in last]
    said = loaded_of(drafts) if drafts else {}
    return {row.pk: _listed(row, said.get(row.pk), last) for row in rows}


def _last_editions(rows: Sequence[Assessment]) -> dict[int, Edition]:
    """Of every year of the rows' industries, by assessment."""
    industries = {row.industry_id for row in rows}
    found = Edition.objects.filter(assessment__industry__in=industries).select_related("assessment")
    return {each.assessment_id: each for each in found.defer("content").order_by("number")}


def _listed(row: Assessment, said: LoadedAssessment | None, last: dict[int, Edition]) -> Listed:
    earlier = [
        each
        for each in last.values()
        if each.assessment.industry_id == row.industry_id and each.assessment.period < row.period
    ]
    before = max(earlier, key=lambda each: each.assessment.period, default=None)
    other = before is not None and before.framework != row.framework.slug
    return Listed(
        now=_computed(said) if said else _kept(last[row.pk]),
        before=_kept(before) if before and not other else None,
        year=before.assessment.period if before else 0,
        other_framework=other,
        edition=last[row.pk].number if row.pk in last else 0,
        passed=passed(said) if said else None,
    )


def _kept(edition: Edition) -> Standing:
    return Standing((edition.stage_low, edition.stage_high), edition.gaps)


def _computed(said: LoadedAssessment) -> Standing:
    found = profile(said.framework, said.domain)
    gaps = sum(result.rank is not None for result in found.traits)
    if not said.row.is_draft:
        return Standing(found.stage_band, gaps)
    carried = ((said.carried.get(result.trait.slug, {}), result) for result in found.traits)
    return Standing(
        found.stage_band,
        gaps,
        waiting=sum(len(to_confirm(*each)) for each in carried),
        unrated=sum(result.claim is None for result in found.traits),
    )
