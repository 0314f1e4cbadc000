"""An uploaded ledger: kept at an address, change by change wanted or not, written all or nothing.

Who may see the rows is decided where they are read (benchmark.queries.plans).
"""

from __future__ import annotations

from django.db import transaction

from benchmark.ledger.changes import Written
from benchmark.ledger.filled import FilledLedger, ledger_as_json
from benchmark.models import Assessment, Upload, User
from benchmark.queries.ledgers import LedgerComparison, compare_ledger

from .errors import RevisionConflictError
from .locks import lock_assessment
from .plans import add_task, save_task, write_note
from .questionnaire import ChangedMeanwhileError
from .uploads import keep, lock, mark_saved


@transaction.atomic
def keep_ledger(*, user: User, assessment: Assessment, filled: FilledLedger) -> Upload:
    """Keep what was read of a ledger at an address of its own; nothing of it is saved in the
    plan."""
    return keep(user, assessment, ledger_as_json(filled), kind=Upload.Kind.LEDGER)


@transaction.atomic
def choose(*, user: User, upload: Upload, change: str, wanted: bool) -> None:
    """Whether a change is wanted; a key that is no change of the ledger does nothing. One that
    meets another in the plan is wanted only where somebody says so.

    Raises AlreadySavedError, and what `compare_ledger` raises.
    """
    locked = lock(user, upload)
    found = compare_ledger(user, locked).changes.groups
    named = [each for group in found for each in group.changes if each.key == change]
    if any(each.conflict for each in named):
        others = {key: said for key, said in locked.replies.items() if key != change}
        locked.replies = {**others, change: "ledger"} if wanted else others
    elif named:
        kept = set(locked.left_out) - {change}
        locked.left_out = sorted(kept if wanted else kept | {change})
    locked.save(update_fields=["left_out", "replies"])


@transaction.atomic
def confirm_ledger(*, user: User, upload: Upload, shown: str) -> None:
    """Write what is wanted of the ledger, all or nothing. `shown` is the mark of the comparison
    that the user confirms.

    Raises AlreadySavedError; ChangedMeanwhileError where another comparison is due now or nothing
    is wanted; and what `compare_ledger` raises.
    """
    locked = lock(user, upload)
    if locked.assessment is not None:
        # Two ledgers of one plan are written one after the other.
        lock_assessment(locked.assessment)
    found = compare_ledger(user, locked)
    if found.mark != shown or not found.may_be_saved:
        raise ChangedMeanwhileError
    author = locked.created_by or user
    try:
        for each in found.written:
            _write(found, each, user, author)
    except RevisionConflictError as error:
        raise ChangedMeanwhileError from error
    mark_saved(locked, user)


def _write(found: LedgerComparison, each: Written, user: User, author: User) -> None:
    """One task, and what was noted of it by whoever uploaded the ledger."""
    task = found.plan.by_key.get(each.row.key)
    if task is None:
        task = add_task(
            assessment=found.plan.loaded.row,
            key=each.row.key,
            trait=each.row.trait,
            condition=each.row.condition,
            change=each.row.said,
            user=user,
        )
    elif each.said is not None:
        save_task(task=task, revision=task.revision, change=each.said, user=user)
    if each.note:
        write_note(task=task, key=each.row.note_key, text=each.note, user=author)
