"""计入测算: the tasks that someone counts as done, to see what these alone would reach.

They are this person's alone, for as long as the session lasts: nothing of the plan changes.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from benchmark.models import Assessment

_KEY = "ticked"


def ticked_keys(request: HttpRequest, assessment: Assessment) -> frozenset[str]:
    """The keys of the ticked tasks, of which some may be deleted by now."""
    return frozenset(request.session.get(_KEY, {}).get(str(assessment.pk), ()))


def tick(request: HttpRequest, assessment: Assessment, said: Mapping[str, bool]) -> None:
    """Ticks and unticks the tasks of these keys; the others stay as they are."""
    before = ticked_keys(request, assessment)
    now = (before - said.keys()) | {key for key, is_ticked in said.items() if is_ticked}
    if now == before:
        return
    kept = dict(request.session.get(_KEY, {}))
    kept.pop(str(assessment.pk), None)
    request.session[_KEY] = kept | ({str(assessment.pk): sorted(now)} if now else {})
