"""How long one request waits for a database server, in all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

# Seconds that are left; None outside of requests, where commands wait as long as it takes.
_left: ContextVar[float | None] = ContextVar("left", default=None)


def left() -> float | None:
    """Seconds that may still be waited; None for any."""
    return _left.get()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Whatever waits for the database within this block waits no longer, together."""
    token = _left.set(seconds)
    try:
        yield
    finally:
        _left.reset(token)


@contextmanager
def spent() -> Iterator[None]:
    """What this block takes is time that was waited."""
    begin = monotonic()
    try:
        yield
    finally:
        if (seconds := _left.get()) is not None:
            _left.set(seconds - (monotonic() - begin))
