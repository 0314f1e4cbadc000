"""What a script that saves a trait's page in the background says, and what it is told."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localtime, now
from django.utils.translation import gettext

from benchmark.actions.assessments import RatingContent, SaveMark
from benchmark.current_language import in_current_language
from benchmark.forms.ratings import SentRatingPage
from benchmark.models import Rating, User
from benchmark.queries.assessments import rating_to_domain, with_rows
from benchmark.scoring import assessment as domain
from benchmark.scoring.levels import support
from benchmark.wording.reasons import support_reason

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
    rating: Rating, revision: int, content: RatingContent, page: SentRatingPage
) -> dict[str, Any]:
    """What was saved, what was not and why, and where the rating stands now.

    `standing` and `summary` are markup of the page's own parts.
    """
    said = _said(rating, content)
    found, reason, saved_at = support(said), support_reason(said), localtime(now())
    errors = page.errors()
    message = (
        gettext("已保存 {time}；标出的内容没有保存，请改正") if errors else gettext("已保存 {time}")
    )
    time = f"{saved_at:%H:%M}"
    return {
        "saved_at": saved_at.isoformat(timespec="seconds"),
        "time": time,
        "message": message.format(time=time),
        "revision": revision,
        "state": str(Rating.State(content.state).label),
        "claim": content.claim,
        "supported": found.supported,
        "evidence_grade": found.evidence_grade,
        "reason": in_current_language(reason),
        "standing": render_to_string(
            "benchmark/ratings/_standing.html", {"said": said, "support": found, "reason": reason}
        ),
        "errors": errors,
        "summary": render_to_string(
            "benchmark/components/_error_summary.html", {"problems": page.problems()}
        ).strip(),
    }


def conflict_answer(stored: Rating, context: dict[str, Any]) -> dict[str, Any]:
    """Who saved what and when since the page was opened; `panel` is the page's own part that
    shows it with both choices."""
    return {
        "conflict": True,
        "message": gettext("这一页在别处已经保存过新的内容，您这里的改动没有写入。"),
        "revision": stored.revision,
        "saved_at": localtime(stored.updated_at).isoformat(timespec="seconds"),
        "saved_by": context["saved_by"],
        "panel": render_to_string("benchmark/ratings/_conflict.html", context),
    }


def saved_by(stored: Rating, user: User) -> str:
    """Who saved last, as `user` is told."""
    person = stored.updated_by
    if person is None:
        return gettext("另一个窗口或同事")
    if person == user:
        return gettext("您在另一个窗口")
    return person.get_full_name() or person.get_username()


def _said(rating: Rating, content: RatingContent) -> domain.Rating:
    evidence = content.evidence
    if evidence is None:
        evidence = rating_to_domain(with_rows(rating)).evidence
    return domain.Rating(
        trait=rating.trait.slug,
        state=next(state for state in domain.STATES if state == content.state),
        claim=content.claim,
        target=content.target,
        evidence=evidence,
    )
