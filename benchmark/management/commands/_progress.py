"""How far a long command is: one line that moves on a terminal, a few lines in a log."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper

from benchmark.scoring.framework import Text

_STEP = 10


class Progress:
    """Called with what is being done, how far it is and how far it goes."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out, self._moves = out, out.isatty()
        self._last: tuple[str, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._moves and self._last:
            self._out.write("")

    def __call__(self, doing: Text, done: int, whole: int) -> None:
        percent = 100 * done // whole if whole else 100
        # A log is not to be filled: a line for each tenth.
        shown = (doing.en, percent if self._moves else percent // _STEP * _STEP)
        if shown == self._last:
            return
        self._last = shown
        line = f"{doing.zh} / {doing.en} {shown[1]}%"
        self._out.write(
            f"\r{line}\033[K" if self._moves else line, ending="" if self._moves else "\n"
        )


def size_text(size: int) -> str:
    return f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"
