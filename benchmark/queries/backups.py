"""When the last backup was made: a note in VAR_DIR, which a restore does not turn back."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.timezone import now

# An older one is pointed out.
OLD: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LastBackup:
    """`bytes` is the size of the file."""

    made_at: datetime
    file: str
    bytes: int

    @property
    def is_old(self) -> bool:
        return now() - self.made_at > OLD


def _note() -> Path:
    return Path(settings.VAR_DIR) / "last_backup.json"


def last_backup() -> LastBackup | None:
    """None where there never was one from this machine."""
    try:
        said = json.loads(_note().read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(said["made_at"])
        return LastBackup(made_at, str(said["file"]), int(said["bytes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note_backup(made: LastBackup) -> None:
    said = {"made_at": made.made_at.isoformat(), "file": made.file, "bytes": made.bytes}
    part = _note().with_suffix(".part")
    part.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    os.replace(part, _note())
