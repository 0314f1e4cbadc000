"""An uploaded questionnaire: kept at an address, row by row left out, saved once.

Who may see the rows is decided where they are read (benchmark.queries.uploads).
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now

from benchmark.models import Assessment, Upload, User
from benchmark.queries.uploads import compare, uploads_of
from benchmark.questionnaire.filled import Filled
from benchmark.questionnaire.questions import Reply
from benchmark.questionnaire.uploaded import filled_as_json

from .questionnaire import ChangedMeanwhileError, fill_draft, fill_new, with_row_keys

# How long an upload is kept, saved or not.
KEPT = timedelta(days=30)


class AlreadySavedError(Exception):
    """The questionnaire was confirmed before; nothing was written again."""


@transaction.atomic
def keep_upload(
    *, user: User, filled: Filled, assessment: Assessment | None = None, state: str = ""
) -> Upload:
    """Keep what was read of a questionnaire at an address of its own; nothing of it is saved in an
    assessment. `state` is the mark of what the draft said when it was read."""
    # Keys are made here, once: a row that is left out, or confirmed twice, is known by its key.
    keyed = replace(filled, assessment=with_row_keys(filled.assessment))
    return keep(user, assessment, filled_as_json(keyed), state=state)


def keep(
    user: User,
    assessment: Assessment | None,
    content: bytes,
    *,
    kind: str = Upload.Kind.QUESTIONNAIRE,
    state: str = "",
) -> Upload:
    """A row with an address of its own. Those that are too old go, of every organisation."""
    if user.organisation is None:
        raise ValueError(f"{user} belongs to no organisation")
    Upload.objects.filter(created_at__lt=now() - KEPT).delete()
    return Upload.objects.create(
        address=secrets.token_hex(16),
        kind=kind,
        organisation=user.organisation,
        assessment=assessment,
        content=content.decode(),
        state=state,
        created_by=user,
    )


@transaction.atomic
def leave_out(*, user: User, upload: Upload, change: str, left_out: bool) -> None:
    """Leave a change out, or take it back in; a key that is no change of the upload does nothing.

    Raises AlreadySavedError, and what `compare` raises.
    """
    locked = lock(user, upload)
    known = {one.key for group in compare(user, locked).groups for one in group.changes} - {""}
    kept = set(locked.left_out) - {change}
    if left_out:
        kept |= {change} & known
    locked.left_out = sorted(kept)
    locked.save(update_fields=["left_out"])


@transaction.atomic
def reply(*, user: User, upload: Upload, question: str, meant: Reply) -> None:
    """Say what was meant by a value that may mean two; of no question of the upload nothing is
    said.

    Raises AlreadySavedError, and what `compare` raises.
    """
    locked = lock(user, upload)
    if question in {one.path for one in compare(user, locked).questions}:
        locked.replies = {**locked.replies, question: meant}
        locked.save(update_fields=["replies"])


@transaction.atomic
def confirm_upload(*, user: User, upload: Upload, shown: str) -> Assessment:
    """Write what the questionnaire changes, without what is left out, and return where. `shown` is
    the mark of the comparison that the user confirms.

    Raises AlreadySavedError; ChangedMeanwhileError where another comparison is due now, or
    something stands in the way; NotDraftError, IndustryFrozenError, AssessmentExistsError,
    IndustryExistsError; and what `compare` raises.
    """
    locked = lock(user, upload)
    found = compare(user, locked)
    if found.mark != shown or not found.may_be_saved:
        raise ChangedMeanwhileError
    if found.loaded is None:
        saved = fill_new(user=user, content=found.said)
    else:
        fill_draft(loaded=found.loaded, state=found.state, after=found.said, user=user)
        saved = found.loaded.row
    locked.assessment = saved
    mark_saved(locked, user)
    return saved


def mark_saved(locked: Upload, user: User) -> None:
    """Who confirmed it, and when; what it says is not kept any longer."""
    locked.content, locked.saved_by, locked.saved_at = "", user, now()
    locked.save(update_fields=["assessment", "content", "saved_by", "saved_at"])


def lock(user: User, upload: Upload) -> Upload:
    """The upload as it is now, until we are done. Raises AlreadySavedError."""
    locked = uploads_of(user, upload.kind).select_for_update(of=("self",)).get(pk=upload.pk)
    if locked.saved_at:
        raise AlreadySavedError
    return locked
