"""Backup and restore: one file with the whole database and the secret key."""

from .archive import ArchiveError, Manifest
from .backup import Made, make_backup
from .restore import Restored, read_manifest, restore_backup

__all__ = [
    "ArchiveError", "Made", "Manifest", "Restored", "make_backup", "read_manifest",
    "restore_backup",
]  # fmt: skip
