"""The two large charts as SVG text: drawn into the PDF as vectors and into Word as a picture; the
page shows the same, and on a phone a narrow drawing of the same marks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape

from benchmark.scoring.framework import Language, Text
from benchmark.wording.text_width import text_width

from .data import LEGEND, LEVELS, REFERENCE_LEVEL, SERIES, SIGNS, Mark, status_word
from .grammar import GREY, INK, LINE, LOOKS
from .signs import Point, band, legend_sign, line, row, sign

FONT = "Noto Sans SC"
FONT_SIZE = 15
LINE_HEIGHT = 20
# Text is cut off at the edge of the view box, so everything stays this far inside it: to the
# sides, where widths are estimates, further than above and below.
MARGIN = 40
_EDGE = 16
# Longest line of a trait's name and of a level's, in widths of a Chinese character.
NAME_WIDTH = 12.5
# The same in the gap chart, where a name has one line.
ROW_NAME_WIDTH = 27
LEVEL_WIDTH = 6

_GAP = 24
_ROW = 30
_STEP = 104
_LEGEND_MARK = 34
_LEGEND_ROW = LINE_HEIGHT + 8
# On a phone: a picture about as wide as the window, a name above its row.
_NARROW_WIDTH = 400
_NARROW_ROW = 62
_NARROW_STEP = 84

# Columns of the legend.
_WIDE_LEGEND, _NARROW_LEGEND = 3, 1


@dataclass(frozen=True, slots=True)
class _Radar:
    """How a radar is laid out."""

    radius: float
    name_width: float
    gap: float
    margin: float
    legend: int


# From the ring to its names: past a diamond on the ring, and some more.
_WIDE = _Radar(166, NAME_WIDTH, 34, MARGIN, _WIDE_LEGEND)
_NARROW = _Radar(78, 6, 26, 6, _NARROW_LEGEND)


def gap_chart_svg(marks: Sequence[Mark], ladder: Sequence[Text], language: Language) -> str:
    """One row per trait on the scale of levels, what is found of it at the end of the row."""
    labels = [wrapped(mark.name.in_language(language), ROW_NAME_WIDTH) for mark in marks]
    levels = [wrapped(name.in_language(language), LEVEL_WIDTH) for name in ladder]
    left = max(_pixels(text) for lines in labels for text in lines) + MARGIN + _GAP
    head = _EDGE + LINE_HEIGHT * (1 + max(len(lines) for lines in levels)) + 4
    foot = head + _ROW * len(marks)

    def on_row(y: float, level: float) -> Point:
        return left + _STEP * (level - 1), y

    parts = []
    for level, lines in zip(LEVELS, levels, strict=True):
        x = on_row(0, level)[0]
        number = Text(f"{level}级", f"Level {level}").in_language(language)
        for i, text in enumerate([number, *lines]):
            parts.append(
                _text((x, _EDGE + LINE_HEIGHT * (i + 1) - 8), text, "middle", GREY if i else INK)
            )
    end = on_row(0, REFERENCE_LEVEL)[0]
    for i, (mark, lines) in enumerate(zip(marks, labels, strict=True)):
        at = partial(on_row, head + _ROW * (i + 0.5))
        parts.append(_lines_of_text((left - _GAP, at(1)[1]), lines, "end"))
        parts.append(row(mark, at, _ROW / 2 - 3))
        word = status_word(mark).in_language(language)
        parts.append(_text((end + _GAP, at(1)[1] + 5), word, "start", INK))
    legend, bottom = _legend(_WIDE_LEGEND, (MARGIN, foot + _GAP / 2), language)
    said = max(_pixels(status_word(mark).in_language(language)) for mark in marks)
    width = max(end + _GAP + said + MARGIN, _legend_width(_WIDE_LEGEND, language) + 2 * MARGIN)
    return _svg(width, bottom + _EDGE, [*parts, legend], language)


def narrow_gap_chart_svg(marks: Sequence[Mark], language: Language) -> str:
    """The gap chart for a phone: names above the rows, levels by their numbers alone."""

    def on_row(y: float, level: float) -> Point:
        return 24 + _NARROW_STEP * (level - 1), y

    width = max(_NARROW_WIDTH, _legend_width(_NARROW_LEGEND, language) + 16)
    parts = []
    for level in LEVELS:
        number = Text(f"{level}级", str(level)).in_language(language)
        parts.append(_text((on_row(0, level)[0], LINE_HEIGHT), number, "middle", INK))
    for i, mark in enumerate(marks):
        top = LINE_HEIGHT + 8 + _NARROW_ROW * i
        at = partial(on_row, top + _NARROW_ROW - 20)
        parts.append(_text((8, top + 18), mark.name.in_language(language), "start", INK))
        word = status_word(mark).in_language(language)
        parts.append(_text((width - 8, top + 18), word, "end", GREY))
        parts.append(row(mark, at, 14))
    foot = LINE_HEIGHT + 8 + _NARROW_ROW * len(marks)
    legend, bottom = _legend(_NARROW_LEGEND, (8, foot + 8), language)
    return _svg(width, bottom + 8, [*parts, legend], language)


def radar_svg(marks: Sequence[Mark], language: Language) -> str:
    """Claim, proven level and target of each trait on its spoke, inside the level-5 ring."""
    return _radar(marks, language, _WIDE)


def narrow_radar_svg(marks: Sequence[Mark], language: Language) -> str:
    """The radar for a phone."""
    return _radar(marks, language, _NARROW)


def _radar(marks: Sequence[Mark], language: Language, style: _Radar) -> str:
    labels = [wrapped(mark.name.in_language(language), style.name_width) for mark in marks]
    side = max(_pixels(text) for lines in labels for text in lines) + style.margin + style.gap
    legend_width = _legend_width(style.legend, language)
    above = style.gap + LINE_HEIGHT * (len(labels[0]) - 0.5)
    centre = (
        max(style.radius + side, legend_width / 2 + style.margin),
        _EDGE + 8 + above + style.radius,
    )
    spokes = [
        partial(_on_spoke, centre, style.radius, math.tau * i / len(marks) - math.pi / 2)
        for i in range(len(marks))
    ]
    pairs = list(zip(spokes, marks, strict=True))
    parts = [_ring(centre, style.radius, level) for level in LEVELS]
    parts += [line(at(0), at(REFERENCE_LEVEL), LINE, 1) for at in spokes]
    parts += [_ring_number(spokes[0](level), level) for level in LEVELS]
    parts += [band(mark, at) for at, mark in pairs]
    for kind in ("claim", "proven"):
        levels = [(at, mark.level(kind)) for at, mark in pairs]
        parts.append(_outline(kind, [at(level) if level else None for at, level in levels]))
    parts += [_signs(mark, at) for at, mark in pairs]
    bottom = centre[1] + style.radius
    for at, lines in zip(spokes, labels, strict=True):
        label, foot = _spoke_label(centre, at(REFERENCE_LEVEL), style.gap, lines)
        parts.append(label)
        bottom = max(bottom, foot)
    start = (centre[0] - legend_width / 2, bottom + _GAP / 2)
    legend, bottom = _legend(style.legend, start, language)
    return _svg(2 * centre[0], bottom + _EDGE, [*parts, legend], language)


def _signs(mark: Mark, at: Callable[[float], Point]) -> str:
    """The signs alone: on a radar the bands lie below the outlines."""
    found = [(kind, mark.level(kind)) for kind in SIGNS]
    return "".join(sign(kind, at(level)) for kind, level in found if level is not None)


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """Lines of about `width` Chinese character widths; English breaks between words only."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, width)
    return tuple(lines)


def _pixels(text: str) -> float:
    return FONT_SIZE * text_width(text)


def _pieces(word: str, width: float) -> list[str]:
    """An English word whole; Chinese too long for one line in pieces of about equal length."""
    rows = math.ceil(text_width(word) / width)
    if word.isascii() or rows <= 1:
        return [word]
    size = math.ceil(len(word) / rows)
    return [word[i : i + size] for i in range(0, len(word), size)]


def _on_spoke(centre: Point, radius: float, angle: float, level: float) -> Point:
    reach = radius * level / REFERENCE_LEVEL
    return centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)


def _ring(centre: Point, radius: float, level: int) -> str:
    """A level as a true circle: a polygon could be read as the shape of a cluster."""
    look = LOOKS["reference"]
    colour, width = (look.colour, look.line) if level == REFERENCE_LEVEL else (LINE, 1)
    return (
        f'<circle cx="{centre[0]:.1f}" cy="{centre[1]:.1f}" '
        f'r="{radius * level / REFERENCE_LEVEL:.1f}" fill="none" '
        f'stroke="{colour}" stroke-width="{width:g}"/>'
    )


def _ring_number(point: Point, level: int) -> str:
    """A level's number in a break of its ring, beside whatever mark may stand on the spoke."""
    x, y = point[0] + 18, point[1]
    return f'<rect x="{x - 2:.1f}" y="{y - 8:.1f}" width="13" height="16" fill="#fff"/>' + _text(
        (x, y + 5), str(level), "start", GREY
    )


def _outline(kind: str, points: Sequence[Point | None]) -> str:
    """A closed line through neighbouring points; open where a trait is not rated."""
    look = LOOKS[kind]
    style = f'stroke="{look.colour}" stroke-width="{look.line:g}"'
    style += ' stroke-dasharray="5 4"' if look.dashed else ""
    found = []
    for i, start in enumerate(points):
        end = points[(i + 1) % len(points)]
        if start and end:
            found.append(
                f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" '
                f'x2="{end[0]:.1f}" y2="{end[1]:.1f}" {style}/>'
            )
    return "".join(found)


def _spoke_label(centre: Point, end: Point, gap: float, lines: Sequence[str]) -> tuple[str, float]:
    """A name outside the ring, set towards the side on which it stands, and where it ends.

    Further lines lead away from the ring, so that none comes near a mark on it.
    """
    dx, dy = end[0] - centre[0], end[1] - centre[1]
    length = math.hypot(dx, dy)
    x = end[0] + gap * dx / length
    y = end[1] + (gap + (len(lines) - 1) * LINE_HEIGHT / 2) * dy / length
    anchor = "middle" if abs(dx) < 1 else "start" if dx > 0 else "end"
    return _lines_of_text((x, y), lines, anchor), y + LINE_HEIGHT * len(lines) / 2


def _legend_columns(columns: int, language: Language) -> list[float]:
    """Widths of the legend's columns: its rows stand under one another."""
    widths = [_LEGEND_MARK + _pixels(SERIES[kind].in_language(language)) + _GAP for kind in LEGEND]
    return [max(widths[i::columns]) for i in range(columns)]


def _legend_width(columns: int, language: Language) -> float:
    return sum(_legend_columns(columns, language)) - _GAP


def _legend(columns: int, origin: Point, language: Language) -> tuple[str, float]:
    """The legend from its top left corner, and where it ends."""
    found = []
    widths = _legend_columns(columns, language)
    for i, kind in enumerate(LEGEND):
        x = origin[0] + sum(widths[: i % columns])
        y = origin[1] + (i // columns + 0.5) * _LEGEND_ROW
        found.append(legend_sign(kind, (x, y)))
        label = SERIES[kind].in_language(language)
        found.append(_text((x + _LEGEND_MARK, y + 5), label, "start", INK))
    return "".join(found), origin[1] + math.ceil(len(LEGEND) / columns) * _LEGEND_ROW


def _lines_of_text(point: Point, lines: Sequence[str], anchor: str) -> str:
    """Lines centred on a height."""
    top = point[1] - LINE_HEIGHT * (len(lines) - 1) / 2 + 5
    return "".join(
        _text((point[0], top + i * LINE_HEIGHT), line, anchor, INK) for i, line in enumerate(lines)
    )


def _text(point: Point, text: str, anchor: str, colour: str) -> str:
    return (
        f'<text x="{point[0]:.1f}" y="{point[1]:.1f}" text-anchor="{anchor}" '
        f'fill="{colour}">{escape(text)}</text>'
    )


def _svg(width: float, height: float, parts: Iterable[str], language: Language) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONT}" '
        f'font-size="{FONT_SIZE}" xml:lang="{language}">'
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>'
        f"{''.join(parts)}</svg>"
    )
