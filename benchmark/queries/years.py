"""One industry's assessments of several years, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser

from benchmark.models import Assessment, Industry, Task, User
from benchmark.scoring.changes import Changes, changes
from benchmark.scoring.framework import Framework
from benchmark.scoring.profile import Profile, profile
from benchmark.scoring.years import Done, Step, Year

from .assessments import assessments_of, get_industry, loaded, to_confirm
from .contents import Content, contents_of
from .framework import current_framework, framework_of

MAX_YEARS = 10
# Results that a process keeps: some twenty industries of ten years, a few megabytes.
KEPT = 200
Result = tuple[Profile, frozenset[str]]
Key = tuple[int, str, datetime]
K = TypeVar("K")
V = TypeVar("V")
_kept: dict[Key, Result] = {}
_kept_changes: dict[tuple[Key, Key], Changes] = {}


@dataclass(frozen=True, slots=True)
class LoadedYears:
    """The years of one industry that are compared, earliest first: rows with their results, all of
    one version of the framework. `others` were made with another one, `older` is how many years
    lie before the first."""

    industry: Industry
    framework: Framework
    rows: tuple[Assessment, ...]
    years: tuple[Year, ...]
    steps: tuple[Step, ...]
    others: tuple[Assessment, ...]
    older: int


def load_years(user: User | AnonymousUser, industry: int) -> LoadedYears:
    """The years of one of one's own industries. Raises Industry.DoesNotExist. At most seven
    queries; what compares is the version of the framework that the latest year was made with."""
    found = get_industry(user, industry)
    rows = list(assessments_of(user).filter(industry=found).order_by("period", "pk"))
    if not rows:
        return LoadedYears(found, current_framework(), (), (), (), (), 0)
    latest = rows[-1].framework
    same = [row for row in rows if row.framework_id == latest.pk]
    shown = same[-MAX_YEARS:]
    done = _done(shown)
    framework = framework_of(latest)
    results = _results(framework, shown)
    years = tuple(
        Year(row.period, row.is_draft, *results[row.pk], tuple(done.get(row.pk, ())))
        for row in shown
    )
    return LoadedYears(
        industry=found,
        framework=framework,
        rows=tuple(shown),
        years=years,
        steps=tuple(_step(*pair) for pair in pairwise(zip(shown, years, strict=True))),
        others=tuple(row for row in rows if row.framework_id != latest.pk),
        older=len(same) - len(shown),
    )


def _results(framework: Framework, rows: Sequence[Assessment]) -> dict[int, Result]:
    """The result of each, and which answers of the year before wait in it. Four queries.

    What is submitted is frozen: its result is kept in the process, by its last change.
    """
    found = {row.pk: _kept[key] for row in rows if (key := _key(row)) in _kept}
    missing = [row for row in rows if row.pk not in found]
    contents = contents_of([row.pk for row in missing]) if missing else {}
    for row in missing:
        result = _result(framework, row, contents[row.pk])
        found[row.pk] = result
        if not row.is_draft:
            _keep(_kept, _key(row), result)
    return found


def _step(before: tuple[Assessment, Year], after: tuple[Assessment, Year]) -> Step:
    """What changed; kept where both years are frozen."""
    key = _key(before[0]), _key(after[0])
    found = _kept_changes.get(key)
    if found is None:
        found = changes(before[1].profile, after[1].profile)
        if not before[1].draft and not after[1].draft:
            _keep(_kept_changes, key, found)
    return Step(before[1], after[1], found)


def _keep(kept: dict[K, V], key: K, value: V) -> None:
    """The oldest goes where there are too many; two threads may both take one out."""
    kept[key] = value
    while len(kept) > KEPT:
        kept.pop(next(iter(kept)), None)


def _key(row: Assessment) -> Key:
    return row.pk, row.framework.digest, row.updated_at


def _result(framework: Framework, row: Assessment, content: Content) -> Result:
    result = profile(framework, loaded(row, content).domain)
    if not row.is_draft:
        return result, frozenset()
    waiting = (to_confirm(content.carried.get(t.trait.slug, {}), t) for t in result.traits)
    return result, frozenset(slug for slugs in waiting for slug in slugs)


def _done(rows: Iterable[Assessment]) -> dict[int, list[Done]]:
    """The tasks that are done, by assessment. One query."""
    tasks = Task.objects.filter(assessment__in=rows, status=Task.Status.DONE, gone=False)
    found: dict[int, list[Done]] = {}
    for pk, trait, condition, measure in tasks.values_list(
        "assessment", "trait__slug", "condition__slug", "measure"
    ):
        found.setdefault(pk, []).append(Done(trait, condition, measure))
    return found
