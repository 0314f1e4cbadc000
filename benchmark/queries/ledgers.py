"""An uploaded ledger beside the plan as it is now."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from benchmark.ledger.changes import LedgerChanges, Written, ledger_changes, to_write
from benchmark.ledger.filled import load_ledger
from benchmark.ledger.layout import Entry
from benchmark.models import Upload, User
from benchmark.questionnaire import sheets
from benchmark.questionnaire.differences import ChangeGroup
from benchmark.scoring.tasks import TASK_FIELDS

from .plans import LoadedPlan, load_plan


@dataclass(frozen=True, slots=True)
class LedgerComparison:
    """What a ledger would change in the plan as it is now. `left_out` are keys of changes that are
    not wanted, `written` is what is to be written without them; `notes` say how cells were read
    that are not plain."""

    plan: LoadedPlan
    changes: LedgerChanges
    left_out: frozenset[str]
    written: tuple[Written, ...]
    notes: tuple[sheets.Note, ...]

    @property
    def groups(self) -> tuple[ChangeGroup, ...]:
        return self.changes.groups

    @property
    def count(self) -> int:
        """How many changes are wanted."""
        return sum(c.key not in self.left_out for g in self.changes.groups for c in g.changes)

    @property
    def conflicts(self) -> int:
        """How many of the changes meet another since the ledger was downloaded."""
        return sum(c.conflict for g in self.changes.groups for c in g.changes)

    @property
    def may_be_saved(self) -> bool:
        return self.count > 0

    @property
    def mark(self) -> str:
        """Another one, and what was shown is not what would be saved."""
        said = [
            [each.row.key, each.note, _texts(each.entry), _texts(each)] for each in self.written
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def compare_ledger(user: User, upload: Upload) -> LedgerComparison:
    """A ledger that is not saved yet, beside the plan as it is now. Raises InputProblems where it
    cannot be read any more, and Assessment.DoesNotExist."""
    filled = load_ledger(upload.content.encode())
    plan = load_plan(user, upload.assessment_id or 0)
    stored = {key: plan.entry_of(task) for key, task in plan.by_key.items()}
    found = ledger_changes(plan.loaded.framework, stored, filled.rows)
    every = [change for group in found.groups for change in group.changes]
    left_out = {
        change.key
        for change in every
        if (change.key not in upload.replies if change.conflict else change.key in upload.left_out)
    }
    # The note of a new task goes with it.
    left_out |= {key.replace(":task", ":note") for key in left_out if key.endswith(":task")}
    keys = {change.key for change in every}
    wanted = keys - left_out
    return LedgerComparison(
        plan,
        found,
        frozenset(left_out & keys),
        tuple(to_write(stored, filled.rows, wanted)),
        filled.notes,
    )


def _texts(of: Entry | Written | None) -> list[str]:
    """What is said of a task, '' for each field where nothing is."""
    said = of.said if of else None
    gone = isinstance(of, Entry) and of.gone
    return [str(gone), *(str(getattr(said, name, "")) for name in TASK_FIELDS)]
