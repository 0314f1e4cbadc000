"""Database files that are no longer used are kept under another name, never deleted."""

from __future__ import annotations

from pathlib import Path

# Beside the database file: what was written and is not yet in it.
BESIDE = ("", "-wal", "-shm")


def set_aside_file(source: Path, why: str) -> Path:
    """Rename a database file and what stands beside it; its new name, db-WHY.sqlite3 or the first
    db-WHY-2.sqlite3, ... that is not there."""
    names = [f"{source.stem}-{why}{source.suffix}"]
    while (target := source.with_name(names[-1])).exists():
        names.append(f"{source.stem}-{why}-{len(names) + 1}{source.suffix}")
    for ending in BESIDE:
        beside = source.with_name(source.name + ending)
        if beside.exists():
            beside.rename(target.with_name(target.name + ending))
    return target
