"""Charts as SVG text: drawn into the PDF as vectors and into Word as a picture.

Marks of one level lie inside one another, so that all three stay visible and readable in grey:
supported a solid dot, claim a ring around it, target a diamond around both.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
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

_RADIUS = 170
_GAP = 24
_ROW = 46
_STEP = 104
_DOT, _RING, _DIAMOND = 4.5, 8, 13
_LEGEND = (("supported", "claim", "target"), ("band", "not_rated", "reference"))
_LEGEND_MARK = 34


def radar_svg(marks: Sequence[Mark], language: Language) -> str:
    """Claim, supported level and target of each trait on its spoke, inside the level-5 ring."""
    labels = [wrapped(mark.name.in_language(language), NAME_WIDTH) for mark in marks]
    side = max(text_width(line) for lines in labels for line in lines) + MARGIN + _GAP
    legend_width = sum(_legend_columns(language))
    above = _GAP + LINE_HEIGHT * len(labels[0])
    centre = (max(_RADIUS + side, legend_width / 2 + MARGIN), _EDGE + above + _RADIUS)
    spokes = [
        partial(_on_spoke, centre, math.tau * i / len(marks) - math.pi / 2)
        for i in range(len(marks))
    ]
    pairs = list(zip(spokes, marks, strict=True))
    parts = [_ring(centre, level) for level in LEVELS]
    parts += [_line(at(0), at(REFERENCE_LEVEL), LINE, 1) for at in spokes]
    parts += [_ring_number(spokes[0](level), level) for level in LEVELS]
    parts += [_band(mark, at, 16) for at, mark in pairs]
    parts.append(_outline([at(m.claim) if m.claim else None for at, m in pairs], dashed=True))
    parts.append(
        _outline([at(m.supported) if m.supported else None for at, m in pairs], dashed=False)
    )
    parts += [_signs(mark, at) for at, mark in pairs]
    for at, lines in zip(spokes, labels, strict=True):
        parts.append(_spoke_label(centre, at(REFERENCE_LEVEL), lines))
    reach = (_RADIUS + _GAP) / _RADIUS
    below = max(
        (at(REFERENCE_LEVEL)[1] - centre[1]) * reach + LINE_HEIGHT * len(lines) / 2
        for at, lines in zip(spokes, labels, strict=True)
    )
    top = centre[1] + max(_RADIUS, below) + _GAP
    legend, bottom = _legend((centre[0] - legend_width / 2, top), language)
    return _svg(2 * centre[0], bottom + _EDGE, [*parts, legend], language)


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
        parts.append(_band(mark, at, 18))
        if mark.supported and mark.target and mark.target > mark.supported:
            parts.append(_line(at(mark.supported), at(mark.target), BLUE, 4))
        parts.append(_signs(mark, at))
    legend, bottom = _legend((MARGIN, foot + _GAP), language)
    width = max(
        on_row(0, REFERENCE_LEVEL)[0] + _STEP / 2 + MARGIN,
        sum(_legend_columns(language)) + 2 * MARGIN,
    )
    return _svg(width, bottom + _EDGE, [*parts, legend], language)


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


def _on_spoke(centre: Point, angle: float, level: float) -> Point:
    reach = _RADIUS * level / REFERENCE_LEVEL
    return centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)


def _band(mark: Mark, at: Callable[[float], Point], thickness: float) -> str:
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
        f'fill="{BAND if mark.rated else "url(#hatch)"}"/>'
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


def _ring(centre: Point, level: int) -> str:
    """A level as a true circle: a polygon could be read as the shape of a cluster."""
    is_reference = level == REFERENCE_LEVEL
    return (
        f'<circle cx="{centre[0]:.1f}" cy="{centre[1]:.1f}" '
        f'r="{_RADIUS * level / REFERENCE_LEVEL:.1f}" fill="none" '
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


def _spoke_label(centre: Point, end: Point, lines: Sequence[str]) -> str:
    """A name outside the ring, set towards the side on which it stands."""
    dx, dy = end[0] - centre[0], end[1] - centre[1]
    scale = (_RADIUS + _GAP) / _RADIUS
    x, y = centre[0] + dx * scale, centre[1] + dy * scale
    if abs(dx) < 1:
        lift = (len(lines) - 1) * LINE_HEIGHT / 2 * (1 if dy > 0 else -1)
        return _lines_of_text((x, y + lift), lines, "middle")
    return _lines_of_text((x, y), lines, "start" if dx > 0 else "end")


def _legend_columns(language: Language) -> list[float]:
    """Widths of the legend's columns: its two rows stand under one another."""
    return [
        _LEGEND_MARK + max(text_width(SERIES[kind].in_language(language)) for kind in pair) + _GAP
        for pair in zip(*_LEGEND, strict=True)
    ]


def _legend(origin: Point, language: Language) -> tuple[str, float]:
    """The legend in two rows from its top left corner, and where it ends."""
    found = []
    for i, row in enumerate(_LEGEND):
        x, y = origin[0], origin[1] + (i + 0.5) * (LINE_HEIGHT + 10)
        for kind, width in zip(row, _legend_columns(language), strict=True):
            label = SERIES[kind].in_language(language)
            found.append(_legend_sign(kind, (x, y)))
            found.append(_text((x + _LEGEND_MARK, y + 5), label, "start", INK))
            x += width
    return "".join(found), origin[1] + 2 * (LINE_HEIGHT + 10)


def _legend_sign(kind: str, start: Point) -> str:
    x, y = start
    if kind == "reference":
        return _line((x, y), (x + 26, y), INK, 3)
    if kind in ("band", "not_rated"):
        fill = BAND if kind == "band" else "url(#hatch)"
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


def _svg(width: float, height: float, parts: Iterable[str], language: Language) -> str:
    hatch = (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
        f'<rect width="1.6" height="6" fill="{GREY}"/></pattern></defs>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONT}" '
        f'font-size="{FONT_SIZE}" xml:lang="{language}">'
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>'
        f"{hatch}{''.join(parts)}</svg>"
    )
