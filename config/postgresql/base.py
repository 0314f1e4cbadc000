"""Django's PostgreSQL, but nobody waits for ever: a server that is frozen, or behind a line that
swallows everything, keeps accepting and answers nothing. Limits of the server do not help then."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from config.patience import left, spent


class ImpatientConnection(psycopg.Connection[Any]):
    """Gives up once a request has waited as long as it may, and is closed then: what the server
    still sends would be taken for the answer to the next question."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        rest = left()
        if rest is None:
            return super().wait(gen, interval, timeout)
        with spent():
            try:
                return super().wait(gen, interval, max(rest, 0.0))
            except psycopg.OperationalError:
                if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                    self.pgconn.finish()
                raise


class DatabaseWrapper(base.DatabaseWrapper):
    """Found by Django through its name."""

    Database = SimpleNamespace(**vars(psycopg) | {"connect": ImpatientConnection.connect})

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        rest = left()
        if rest is not None and rest <= 0:
            # It did not answer a moment ago: nor will it now.
            raise psycopg.OperationalError("the database does not answer")
        with spent():
            return super().get_new_connection(conn_params)
