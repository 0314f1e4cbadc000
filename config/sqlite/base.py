"""Django's SQLite, but saves of a process take turns, and it notices when its file is replaced or
deleted while it is in use.

SQLite gives the lock to whoever asks next, and who waits asks up to ten times a second: of many who
save at once the unlucky wait until all others are done.
An open file goes on taking writes after its name is gone: they would be acknowledged, and lost. A
file in its place is not opened by the same process either: what had been written and was not yet
in the old one (-wal) would be taken for the new one's.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

Identity = tuple[int, int]
MOVED = "the database file was replaced or deleted while in use: restart the service"
# What this process opened first under each name, as device and number.
_opened: dict[Path, Identity] = {}
_turns: dict[Path, Lock] = defaultdict(Lock)


def forget(file: Path) -> None:
    """Another file may come under this name: nobody uses the old one any more."""
    _opened.pop(file.absolute(), None)


class DatabaseWrapper(base.DatabaseWrapper):
    """Found by Django through its name. Opens only what is there: an empty file that is made by
    the way would pass for the database (`manage.py prepare` makes one)."""

    _turn: Lock | None = None  # held from BEGIN until the transaction has ended

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        if not self.is_in_memory_db():
            params["database"] = f"{self._file().as_uri()}?mode=rw"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.is_in_memory_db() and (found := self._found()):
            _opened.setdefault(self._file(), found)
        self._must_be_in_place()
        return super().get_new_connection(conn_params)

    def cursor(self) -> Any:
        self._must_be_in_place()
        return super().cursor()

    def commit(self) -> None:
        super().commit()
        self._give_turn()
        # Replaced since it was asked for: whoever saved is asked to save again.
        self._must_be_in_place()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in its stubs
        except BaseException:
            self._give_turn()
            raise

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._give_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        options = self.settings_dict["OPTIONS"]
        if not options.get("transaction_mode") or self.is_in_memory_db():
            return
        turn = _turns[self._file()]
        if not turn.acquire(timeout=options["timeout"]):
            raise OperationalError("database is locked")
        self._turn = turn

    def _give_turn(self) -> None:
        if self._turn:
            self._turn.release()
            self._turn = None

    def _file(self) -> Path:
        return Path(str(self.settings_dict["NAME"])).absolute()

    def _found(self) -> Identity | None:
        try:
            status = self._file().stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _must_be_in_place(self) -> None:
        if self.is_in_memory_db() or self._file() not in _opened:
            return
        if self._found() != _opened[self._file()]:
            raise OperationalError(MOVED)
