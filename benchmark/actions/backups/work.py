"""Folders for work on a backup: nobody else reads them, and none stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import Final

_PREFIX: Final = ".cluster-benchmark-"
# In seconds: no work takes so long, so what is older was left by a process that was killed.
_LEFT: Final = 24 * 60 * 60


@contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """A new folder on the file system of `beside`."""
    for left in beside.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time() - left.stat().st_mtime > _LEFT:
                shutil.rmtree(left)
    with TemporaryDirectory(prefix=_PREFIX, dir=beside) as made:
        yield Path(made)
