"""What a script that saves a trait's page in the background says, and what it is told."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localtime, now
from django.utils.translation import gettext

from benchmark.actions.assessments import SaveMark
from benchmark.forms.ratings import SentPage
from benchmark.models import Rating, Task, User
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.profile import TraitResult

from .trait_findings import by_figure, findings_html, item_text, lift_html, next_level
from .trait_page import STANDING
from .trait_parts import TraitParts
from .trait_side import side_of, state_of

SUMMARY = "benchmark/components/_error_summary.html"
PAGE = re.compile(r"[0-9a-f]{16,32}", re.ASCII)
MARK = re.compile(rf"(?P<page>{PAGE.pattern})\.(?P<number>[0-9]{{1,9}})", re.ASCII)


def save_mark(request: HttpRequest) -> SaveMark | None:
    """Which save of which open page this is; None where no script says so."""
    found = MARK.fullmatch(request.POST.get("save", ""))
    if found is None:
        return None
    before = tuple(name for name in request.POST.getlist("continues") if PAGE.fullmatch(name))
    return SaveMark(found["page"], int(found["number"]), before)


def saved_answer(
    parts: TraitParts,
    result: TraitResult,
    said: Assessment,
    revision: int,
    page: SentPage,
) -> dict[str, Any]:
    """What was saved, what was not and why, and where the trait stands now.

    `standing`, `summary`, `lift` and the values of `findings`, by condition, are markup of the
    page's own parts. `answers` are those that a button gave for the user, `by_figure` conditions
    that a figure decides; `items` says of evidence, by key, what to mind of it.
    """
    saved_at = localtime(now())
    errors = page.errors()
    message = (
        gettext("已保存 {time}；标出的内容没有保存，请改正") if errors else gettext("已保存 {time}")
    )
    time = f"{saved_at:%H:%M}"
    side = side_of(parts, result, said.comparators)
    summary = render_to_string(SUMMARY, {"problems": page.problems()}) if errors else ""
    return {
        "saved_at": saved_at.isoformat(timespec="seconds"),
        "time": time,
        "message": message.format(time=time),
        "revision": revision,
        "state": state_of(result.trait, result.rating),
        "claim": result.claim,
        "proven": result.proven,
        "possible": result.possible,
        "brief": side.brief,
        "standing": render_to_string(STANDING, {"standing": side}),
        "findings": findings_html(parts, result),
        "by_figure": by_figure(result),
        "next_level": next_level(result),
        "lift": lift_html(parts, result),
        "items": {
            item.key: text
            for item in said.evidence
            if (text := item_text(item, result, said.period))
        },
        "answers": page.answered,
        "errors": errors,
        "summary": summary.strip(),
    }


def conflict_answer(stored: Rating | Task, panel: dict[str, Any]) -> dict[str, Any]:
    """Who saved what and when since the page was opened; `panel` is the page's own part that
    shows it with both choices."""
    return {
        "conflict": True,
        "message": gettext("这一页在别处已经保存过新的内容，您这里的改动没有写入。"),
        "revision": stored.revision,
        "saved_at": localtime(stored.updated_at).isoformat(timespec="seconds"),
        "saved_by": panel["saved_by"],
        "panel": render_to_string("benchmark/ratings/_conflict.html", panel),
    }


def saved_by(stored: Rating | Task, user: User) -> str:
    """Who saved last, as `user` is told."""
    person = stored.updated_by
    if person is None:
        return gettext("另一个窗口或同事")
    if person == user:
        return gettext("您在另一个窗口")
    return person.get_full_name() or person.get_username()
