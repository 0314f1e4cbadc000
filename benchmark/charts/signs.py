"""The marks of the grammar as SVG, for every drawing: ladder, gap chart, radar, scale, legend.

`scale` says how large they are beside their ordinary size. Hatching is drawn line by line: a
pattern would need a name, and names collide where a page holds several drawings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from .data import REFERENCE_LEVEL, SIGNS, Mark
from .grammar import LINE, LOOKS, Look

Point = tuple[float, float]


_END = LOOKS["reference"]
# The room of a mark in a legend, and how thick a band is in it.
_LEGEND, _LEGEND_STRIP = 26, 0.72


def row(mark: Mark, at: Callable[[float], Point], half: float, scale: float = 1) -> str:
    """The scale of one trait, `half` as high as its end mark, and all marks on it; `at` says where
    a level is."""
    levels = [(sign, mark.level(sign)) for sign in SIGNS]
    signs = [sign(kind, at(level), scale) for kind, level in levels if level is not None]
    x, y = at(REFERENCE_LEVEL)
    # Over the band, which may reach it.
    end = line((x, y - half), (x, y + half), _END.colour, _END.line)
    return _axis(at, half) + band(mark, at, scale) + end + "".join(signs)


def band(mark: Mark, at: Callable[[float], Point], scale: float = 1) -> str:
    """What is possible, from the claim on; hatched where nothing is rated."""
    (x1, y1), (x2, y2) = at(mark.low), at(mark.high)
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return ""
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    inside = strip(LOOKS["band" if mark.rated else "not_rated"], length, scale)
    return f'<g transform="translate({x1:.1f} {y1:.1f}) rotate({turn:.2f})">{inside}</g>'


def strip(look: Look, length: float, scale: float) -> str:
    """A band from the origin to the right, its middle on the axis."""
    thickness = look.size * scale
    half = thickness / 2
    box = f'<rect x="0" y="{-half:.1f}" width="{length:.1f}" height="{thickness:.1f}"'
    if not look.hatched:
        return f'{box} fill="{look.fill}"/>'
    path = "".join(_hatching(length, thickness))
    return (
        f'{box} fill="{look.fill}" stroke="{LINE}" stroke-width="1"/>'
        f'<path d="{path}" fill="none" stroke="{look.colour}" stroke-width="{look.edge:g}"/>'
    )


def _hatching(length: float, thickness: float, step: float = 7) -> Iterable[str]:
    """Slanting lines within a strip, cut off at its edges."""
    half = thickness / 2
    start = step - thickness
    while start < length:
        # From the lower left to the upper right, at 45 degrees.
        left, right = max(0.0, start), min(length, start + thickness)
        yield f"M{left:.1f} {half - (left - start):.1f}L{right:.1f} {half - (right - start):.1f}"
        start += step


def sign(kind: str, point: Point, scale: float = 1) -> str:
    """A mark of the grammar that stands at a point."""
    look = LOOKS[kind]
    (x, y), half = point, look.size * scale / 2
    paint = f'fill="{look.fill}"'
    if look.edge:
        paint += f' stroke="{look.colour}" stroke-width="{look.edge:g}"'
    if look.shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:g}" {paint}/>'
    if look.shape == "square":
        left, top, side = x - half, y - half, 2 * half
        return f'<rect x="{left:.1f}" y="{top:.1f}" width="{side:g}" height="{side:g}" {paint}/>'
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return f'<polygon points="{points}" {paint}/>'


def line(start: Point, end: Point, colour: str, thickness: float) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{colour}" stroke-width="{thickness:g}"/>'
    )


def legend_sign(kind: str, start: Point) -> str:
    """A mark as a legend shows it, in so much room from its left edge."""
    x, y = start
    look = LOOKS[kind]
    if look.shape == "line":
        at = x + _LEGEND / 2
        return line((at, y - 9), (at, y + 9), look.colour, look.line)
    if look.shape == "strip":
        inside = strip(look, _LEGEND, _LEGEND_STRIP)
        return f'<g transform="translate({x:.1f} {y:.1f})">{inside}</g>'
    return sign(kind, (x + _LEGEND / 2, y))


def _axis(at: Callable[[float], Point], half: float) -> str:
    """A line with a tick at each level below the end."""
    found = [line(at(1), at(REFERENCE_LEVEL), LINE, 1.5)]
    for level in range(1, REFERENCE_LEVEL):
        x, y = at(level)
        found.append(line((x, y - half / 2), (x, y + half / 2), LINE, 1.5))
    return "".join(found)


def legend_svg(kind: str) -> str:
    """One mark of the legend as a drawing of its own; the word beside it says what it is."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" aria-hidden="true">'
        f"{legend_sign(kind, (1, 14))}</svg>"
    )
