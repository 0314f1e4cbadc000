"""Charts as SVG text: drawn into the PDF as vectors and into Word as a picture; the page shows the
same, and on a phone a narrow drawing of the same marks.

Marks of one level lie inside one another, so that all three stay visible and readable in grey:
supported a solid dot, claim a ring around it, target a diamond around both.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape

from benchmark.scoring.framework import Language, Text

from .data import BAND, BLUE, GREY, INK, LEVELS, LINE, REFERENCE_LEVEL, SERIES, Mark

Point = tuple[float, float]

FONT = "Noto Sans SC"
FONT_SIZE = 15
LINE_HEIGHT = 20
# Text is cut off at the edge of the view box, so everything stays this far inside it: to the
# sides, where widths are estimates, further than above and below.
MARGIN = 40
_EDGE = 24
# Longest line of a trait's name and of a level's, in widths of a Chinese character.
NAME_WIDTH = 12.5
LEVEL_WIDTH = 6

_GAP = 24
_ROW = 46
_STEP = 104
_DOT, _RING, _DIAMOND = 4.5, 8, 13
_LEGEND_MARK = 34
_LEGEND_ROW = LINE_HEIGHT + 10
# On a phone: a picture about as wide as the window, a name above its bar.
_NARROW_WIDTH = 400
_NARROW_ROW = 66
_NARROW_STEP = 84


@dataclass(frozen=True, slots=True)
class _Radar:
    """How a radar is laid out. `hatch` is the name of its pattern: drawings of one page that
    share a name lose their hatching where the first of them is not shown."""

    radius: float
    name_width: float
    gap: float
    margin: float
    legend: tuple[tuple[str, ...], ...]
    hatch: str


_WIDE_LEGEND = (("supported", "claim", "target"), ("band", "not_rated", "reference"))
_NARROW_LEGEND = (("supported", "claim"), ("target", "band"), ("not_rated",), ("reference",))
# From the ring to its names: past a diamond on the ring, and some more.
_WIDE = _Radar(166, NAME_WIDTH, 34, MARGIN, _WIDE_LEGEND, "hatch-radar")
_NARROW = _Radar(84, 6, 26, 8, _NARROW_LEGEND, "hatch-radar-narrow")


def radar_svg(marks: Sequence[Mark], language: Language) -> str:
    """Claim, supported level and target of each trait on its spoke, inside the level-5 ring."""
    return _radar(marks, language, _WIDE)


def narrow_radar_svg(marks: Sequence[Mark], language: Language) -> str:
    """The radar for a phone."""
    return _radar(marks, language, _NARROW)


def _radar(marks: Sequence[Mark], language: Language, style: _Radar) -> str:
    labels = [wrapped(mark.name.in_language(language), style.name_width) for mark in marks]
    side = max(text_width(line) for lines in labels for line in lines) + style.margin + style.gap
    legend_width = _legend_width(style.legend, language)
    above = style.gap + LINE_HEIGHT * (len(labels[0]) - 0.5)
    centre = (
        max(style.radius + side, legend_width / 2 + style.margin),
        _EDGE + above + style.radius,
    )
    spokes = [
        partial(_on_spoke, centre, style.radius, math.tau * i / len(marks) - math.pi / 2)
        for i in range(len(marks))
    ]
    pairs = list(zip(spokes, marks, strict=True))
    parts = [_ring(centre, style.radius, level) for level in LEVELS]
    parts += [_line(at(0), at(REFERENCE_LEVEL), LINE, 1) for at in spokes]
    parts += [_ring_number(spokes[0](level), level) for level in LEVELS]
    parts += [_band(mark, at, 16, style.hatch) for at, mark in pairs]
    parts.append(_outline([at(m.claim) if m.claim else None for at, m in pairs], dashed=True))
    parts.append(
        _outline([at(m.supported) if m.supported else None for at, m in pairs], dashed=False)
    )
    parts += [_signs(mark, at) for at, mark in pairs]
    bottom = centre[1] + style.radius
    for at, lines in zip(spokes, labels, strict=True):
        label, foot = _spoke_label(centre, at(REFERENCE_LEVEL), style.gap, lines)
        parts.append(label)
        bottom = max(bottom, foot)
    top = bottom + _GAP / 2
    start = (centre[0] - legend_width / 2, top)
    legend, bottom = _legend(style.legend, start, language, style.hatch)
    return _svg(2 * centre[0], bottom + _EDGE, [*parts, legend], language, style.hatch)


def gap_bars_svg(marks: Sequence[Mark], ladder: Sequence[Text], language: Language) -> str:
    """One row per trait on the scale of levels: band, supported, claim, target and gap."""
    labels = [wrapped(mark.name.in_language(language), NAME_WIDTH) for mark in marks]
    levels = [wrapped(name.in_language(language), LEVEL_WIDTH) for name in ladder]
    left = max(text_width(line) for lines in labels for line in lines) + MARGIN + _GAP
    head = _EDGE + LINE_HEIGHT * (1 + max(len(lines) for lines in levels))
    foot = head + _ROW * len(marks)

    def on_row(y: float, level: float) -> Point:
        return left + _STEP * (level - 1), y

    parts = []
    for level, lines in zip(LEVELS, levels, strict=True):
        is_end = level == REFERENCE_LEVEL
        x = on_row(0, level)[0]
        parts.append(_line((x, head), (x, foot), INK if is_end else LINE, 3 if is_end else 1))
        number = Text(f"{level}级", f"Level {level}").in_language(language)
        for i, line in enumerate([number, *lines]):
            y = _EDGE + LINE_HEIGHT * (i + 1) - 8
            parts.append(_text((x, y), line, "middle", GREY if i else INK))
    for i, (mark, lines) in enumerate(zip(marks, labels, strict=True)):
        at = partial(on_row, head + _ROW * (i + 0.5))
        parts.append(_lines_of_text((left - _GAP, at(1)[1]), lines, "end"))
        parts.append(_bar(mark, at, "hatch-bars"))
    legend, bottom = _legend(_WIDE_LEGEND, (MARGIN, foot + _GAP), language, "hatch-bars")
    width = max(
        on_row(0, REFERENCE_LEVEL)[0] + _STEP / 2 + MARGIN,
        _legend_width(_WIDE_LEGEND, language) + 2 * MARGIN,
    )
    return _svg(width, bottom + _EDGE, [*parts, legend], language, "hatch-bars")


def narrow_gap_bars_svg(marks: Sequence[Mark], language: Language) -> str:
    """The bars for a phone: names above them, levels by their numbers alone."""
    hatch = "hatch-bars-narrow"

    def on_row(y: float, level: float) -> Point:
        return _EDGE + _NARROW_STEP * (level - 1), y

    parts = []
    for level in LEVELS:
        number = Text(f"{level}级", str(level)).in_language(language)
        parts.append(_text((on_row(0, level)[0], LINE_HEIGHT), number, "middle", INK))
    for i, mark in enumerate(marks):
        top = LINE_HEIGHT + 8 + _NARROW_ROW * i
        at = partial(on_row, top + _NARROW_ROW - 22)
        parts.append(_text((8, top + 18), mark.name.in_language(language), "start", INK))
        for level in LEVELS:
            is_end = level == REFERENCE_LEVEL
            x, y = at(level)
            parts.append(
                _line((x, y - 16), (x, y + 16), INK if is_end else LINE, 3 if is_end else 1)
            )
        parts.append(_bar(mark, at, hatch))
    foot = LINE_HEIGHT + 8 + _NARROW_ROW * len(marks)
    legend, bottom = _legend(_NARROW_LEGEND, (8, foot + 8), language, hatch)
    width = max(_NARROW_WIDTH, _legend_width(_NARROW_LEGEND, language) + 16)
    return _svg(width, bottom + 8, [*parts, legend], language, hatch)


def _bar(mark: Mark, at: Callable[[float], Point], hatch: str) -> str:
    """The marks of one row, and the way from the supported level to the target."""
    gap = ""
    if mark.supported and mark.target and mark.target > mark.supported:
        gap = _line(at(mark.supported), at(mark.target), BLUE, 4)
    return _band(mark, at, 18, hatch) + gap + _signs(mark, at)


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """Lines of about `width` Chinese character widths; English breaks between words only."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined) <= width * FONT_SIZE:
            lines[-1] = joined
        else:
            lines += _pieces(word, width)
    return tuple(lines)


def text_width(text: str) -> float:
    """Width in pixels, Latin letters counted as rather wide ones."""
    return sum(
        FONT_SIZE * (1 if unicodedata.east_asian_width(sign) in "WFA" else 0.58) for sign in text
    )


def _pieces(word: str, width: float) -> list[str]:
    """An English word whole; Chinese too long for one line in pieces of about equal length."""
    rows = math.ceil(text_width(word) / (width * FONT_SIZE))
    if word.isascii() or rows <= 1:
        return [word]
    size = math.ceil(len(word) / rows)
    return [word[i : i + size] for i in range(0, len(word), size)]


def _on_spoke(centre: Point, radius: float, angle: float, level: float) -> Point:
    reach = radius * level / REFERENCE_LEVEL
    return centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)


def _band(mark: Mark, at: Callable[[float], Point], thickness: float, hatch: str) -> str:
    """Where the level may be; hatched over the whole scale where nothing is known."""
    (x1, y1), (x2, y2) = at(mark.low), at(mark.high)
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return ""
    # A rectangle, not a line: a pattern on a perfectly straight line is not drawn.
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    return (
        f'<rect x="0" y="{-thickness / 2:.1f}" width="{length:.1f}" height="{thickness:.1f}" '
        f'transform="translate({x1:.1f} {y1:.1f}) rotate({turn:.2f})" '
        f'fill="{BAND if mark.rated else f"url(#{hatch})"}"/>'
    )


def _signs(mark: Mark, at: Callable[[float], Point]) -> str:
    found = []
    if mark.target is not None:
        found.append(_sign("target", at(mark.target)))
    if mark.claim is not None:
        found.append(_sign("claim", at(mark.claim)))
    if mark.supported is not None:
        found.append(_sign("supported", at(mark.supported)))
    return "".join(found)


def _sign(kind: str, point: Point) -> str:
    x, y = point
    if kind == "supported":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT}" fill="{BLUE}"/>'
    if kind == "claim":
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RING}" fill="#fff" stroke="{BLUE}" '
            'stroke-width="2"/>'
        )
    corners = ((x, y - _DIAMOND), (x + _DIAMOND, y), (x, y + _DIAMOND), (x - _DIAMOND, y))
    return f'<polygon points="{_points(corners)}" fill="#fff" stroke="{INK}" stroke-width="1.8"/>'


def _ring(centre: Point, radius: float, level: int) -> str:
    """A level as a true circle: a polygon could be read as the shape of a cluster."""
    is_reference = level == REFERENCE_LEVEL
    return (
        f'<circle cx="{centre[0]:.1f}" cy="{centre[1]:.1f}" '
        f'r="{radius * level / REFERENCE_LEVEL:.1f}" fill="none" '
        f'stroke="{INK if is_reference else LINE}" stroke-width="{3 if is_reference else 1}"/>'
    )


def _ring_number(point: Point, level: int) -> str:
    """A level's number in a break of its ring, beside whatever mark may stand on the spoke."""
    x, y = point[0] + 18, point[1]
    return f'<rect x="{x - 2:.1f}" y="{y - 8:.1f}" width="13" height="16" fill="#fff"/>' + _text(
        (x, y + 5), str(level), "start", GREY
    )


def _outline(points: Sequence[Point | None], *, dashed: bool) -> str:
    """A closed line through neighbouring points; open where a trait is not rated."""
    style = f'stroke="{BLUE}" stroke-width="2"' + (' stroke-dasharray="5 4"' if dashed else "")
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


def _legend_entry(kind: str, language: Language) -> float:
    return _LEGEND_MARK + text_width(SERIES[kind].in_language(language)) + _GAP


def _legend_columns(rows: Sequence[Sequence[str]], language: Language) -> list[float]:
    """Widths of the legend's columns: its rows stand under one another. A row of one entry takes
    what room it needs."""
    full = [row for row in rows if len(row) > 1]
    return [
        max(_legend_entry(kind, language) for kind in kinds) for kinds in zip(*full, strict=True)
    ]


def _legend_width(rows: Sequence[Sequence[str]], language: Language) -> float:
    alone = [_legend_entry(row[0], language) - _GAP for row in rows if len(row) == 1]
    return max(sum(_legend_columns(rows, language)), *alone, 0)


def _legend(
    rows: Sequence[Sequence[str]], origin: Point, language: Language, hatch: str
) -> tuple[str, float]:
    """The legend in rows from its top left corner, and where it ends."""
    found = []
    columns = _legend_columns(rows, language)
    for i, row in enumerate(rows):
        x, y = origin[0], origin[1] + (i + 0.5) * _LEGEND_ROW
        for kind, width in zip(row, columns, strict=False):
            label = SERIES[kind].in_language(language)
            found.append(_legend_sign(kind, (x, y), hatch))
            found.append(_text((x + _LEGEND_MARK, y + 5), label, "start", INK))
            x += width
    return "".join(found), origin[1] + len(rows) * _LEGEND_ROW


def _legend_sign(kind: str, start: Point, hatch: str) -> str:
    x, y = start
    if kind == "reference":
        return _line((x, y), (x + 26, y), INK, 3)
    if kind in ("band", "not_rated"):
        fill = BAND if kind == "band" else f"url(#{hatch})"
        return f'<rect x="{x:.1f}" y="{y - 7:.1f}" width="26" height="14" fill="{fill}"/>'
    return _sign(kind, (x + _DIAMOND, y))


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


def _line(start: Point, end: Point, colour: str, thickness: float) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{colour}" stroke-width="{thickness}"/>'
    )


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _svg(width: float, height: float, parts: Iterable[str], language: Language, hatch: str) -> str:
    pattern = (
        f'<defs><pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
        f'<rect width="1.6" height="6" fill="{GREY}"/></pattern></defs>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONT}" '
        f'font-size="{FONT_SIZE}" xml:lang="{language}">'
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>'
        f"{pattern}{''.join(parts)}</svg>"
    )
