"""The scale of one indicator's figures: own and documented ranges on one axis, as SVG."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from xml.sax.saxutils import escape

from benchmark.scoring.figures import COUNT_UNITS, INFINITY, PERCENT, Interval
from benchmark.scoring.framework import Language
from benchmark.wording.text_width import text_width

from .figure_rows import FigureRow, axis_unit, number_text
from .grammar import GREY, INK, LINE, LOOKS
from .signs import line, sign
from .svg import FONT_SIZE, wrapped

_WIDTH, _LEFT, _RIGHT = 560, 8, 32
_LABEL, _ROW, _AXIS = 20, 52, 28
_TYPE = 14
_LABEL_LINES = 2
# A range that takes less of the axis than this is one mark.
SHORT_RANGE = 0.08


def in_axis_unit(
    rows: Sequence[FigureRow], unit: str, language: Language
) -> tuple[list[FigureRow], float]:
    """The rows in the unit that the axis counts in, and where the axis ends."""
    factor = axis_unit(unit, language).in_unit
    found = [replace(row, extent=_scaled(row.extent, factor)) for row in rows]
    return found, _end(found, unit)


def scale_svg(rows: Sequence[FigureRow], unit: str, language: Language) -> str:
    """Own figures solid, documented ones hollow; an arrow where there is only a lower end."""
    shown, end = in_axis_unit(rows, unit, language)
    width = _WIDTH - _LEFT - _RIGHT
    labels = [_label(row.label) for row in shown]
    lines = max(map(len, labels), default=1)
    # Rows are alike: marks stand equally far apart.
    step = _ROW + _LABEL * (lines - 1)
    height = step * len(shown) + _AXIS

    def x(value: float) -> float:
        return _LEFT + width * value / end

    parts = [line((_LEFT, 0), (_LEFT, height - _AXIS), LINE, 1)]
    for i, (row, label) in enumerate(zip(shown, labels, strict=True)):
        # Close to the marks that it is about.
        foot = step * (i + 1) - (_ROW - _LABEL)
        for n, text in enumerate(reversed(label)):
            parts.append(_text(_LEFT, foot - 4 - _LABEL * n, text))
        parts.append(_extent(row, x, foot + 14, end))
    parts.append(line((_LEFT, height - _AXIS), (_LEFT + width, height - _AXIS), GREY, 1))
    suffix = "%" if unit == PERCENT else ""
    for share in (0, 0.5, 1):
        anchor = "start" if not share else "end" if share == 1 else "middle"
        number = f"{number_text(end * share, language)}{suffix}"
        parts.append(_text(x(end * share), height - 8, number, anchor=anchor, colour=GREY))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'font-size="{_TYPE}" xml:lang="{language}">{"".join(parts)}</svg>'
    )


def _extent(row: FigureRow, x: Callable[[float], float], y: float, end: float) -> str:
    look = LOOKS[row.kind]
    low = float(row.extent.low)
    is_open = row.extent.high == INFINITY
    high = end if is_open else float(row.extent.high)
    parts = [line((x(low), y), (x(high), y), look.colour, look.line)]
    if is_open:
        parts.append(sign(row.kind, (x(low), y)))
        parts.append(f'<path d="M{x(high):.1f} {y - 7:g}l12 7l-12 7z" fill="{look.colour}"/>')
    elif high - low < SHORT_RANGE * end:
        parts.append(sign(row.kind, (x((low + high) / 2), y)))
    else:
        parts += [sign(row.kind, (x(low), y)), sign(row.kind, (x(high), y))]
    return "".join(parts)


def _text(x: float, y: float, text: str, *, anchor: str = "start", colour: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:g}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )


def _label(label: str) -> list[str]:
    """A label in at most two lines; where that is not enough the whole stands in the table."""
    lines = wrapped(label, (_WIDTH - _LEFT) / FONT_SIZE)
    shown = [_cut(text) for text in lines[:_LABEL_LINES]]
    if len(lines) > _LABEL_LINES and not shown[-1].endswith("…"):
        shown[-1] = f"{shown[-1][:-1]}…"
    return shown


def _cut(label: str) -> str:
    """What fits in a line."""
    room = (_WIDTH - _LEFT) / _TYPE - 1
    end = bisect_right(range(len(label)), room, key=lambda i: text_width(label[: i + 1]))
    return label if end == len(label) else f"{label[:end]}…"


def _scaled(extent: Interval, in_unit: Decimal) -> Interval:
    return replace(extent, low=extent.low * in_unit, high=extent.high * in_unit)


def _end(rows: Sequence[FigureRow], unit: str) -> float:
    if unit == PERCENT:
        return 100
    finite = [float(e) for row in rows for e in (row.extent.low, row.extent.high) if e != INFINITY]
    end = _round_up(1.2 * max(finite, default=0)) or 1
    return 2 * math.ceil(end / 2) if is_whole(unit) else end


def is_whole(unit: str) -> bool:
    """Whether only whole numbers of the unit can be read off an axis, its middle included."""
    return unit in COUNT_UNITS or unit == "年"


def _round_up(value: float) -> float:
    """To two significant digits, so that the axis ends in a number that can be read."""
    if value <= 0:
        return 0
    step: float = 10.0 ** (math.floor(math.log10(value)) - 1)
    return math.ceil(value / step) * step
