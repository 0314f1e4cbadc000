"""The marks of the grammar as SVG, for every drawing: ladder, gap chart, radar, legend.

Marks of one level lie inside one another, so that all three stay visible and readable in grey:
proven a solid dot, claim a ring around it, target a diamond around both. Hatching is drawn line
by line: a pattern would need a name, and names collide where a page holds several drawings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .data import BAND, BLUE, GREY, INK, LINE, REFERENCE_LEVEL, SIGNS, Mark

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Radius of dot, ring and diamond, thickness of a band."""

    dot: float = 4.5
    ring: float = 8
    diamond: float = 13
    band: float = 18


NORMAL = Sizes()


def row(mark: Mark, at: Callable[[float], Point], half: float, sizes: Sizes = NORMAL) -> str:
    """The scale of one trait, `half` as high as its end mark, and all marks on it; `at` says where
    a level is."""
    levels = [(sign, mark.level(sign)) for sign in SIGNS]
    signs = [sign(kind, at(level), sizes) for kind, level in levels if level is not None]
    x, y = at(REFERENCE_LEVEL)
    # Over the band, which may reach it.
    end = line((x, y - half), (x, y + half), INK, 4)
    return _axis(at, half) + band(mark, at, sizes) + end + "".join(signs)


def band(mark: Mark, at: Callable[[float], Point], sizes: Sizes = NORMAL) -> str:
    """What is possible, from the claim on; hatched where nothing is rated."""
    (x1, y1), (x2, y2) = at(mark.low), at(mark.high)
    length = math.hypot(x2 - x1, y2 - y1)
    if not length:
        return ""
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
    inside = strip(length, sizes.band, hatched=not mark.rated)
    return f'<g transform="translate({x1:.1f} {y1:.1f}) rotate({turn:.2f})">{inside}</g>'


def strip(length: float, thickness: float, *, hatched: bool) -> str:
    """A band from the origin to the right, its middle on the axis."""
    half = thickness / 2
    box = f'<rect x="0" y="{-half:.1f}" width="{length:.1f}" height="{thickness:.1f}"'
    if not hatched:
        return f'{box} fill="{BAND}"/>'
    path = "".join(_hatching(length, thickness))
    return (
        f'{box} fill="#fff" stroke="{LINE}" stroke-width="1"/>'
        f'<path d="{path}" fill="none" stroke="{GREY}" stroke-width="1.4"/>'
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


def sign(kind: str, point: Point, sizes: Sizes = NORMAL) -> str:
    """One of SIGNS."""
    x, y = point
    if kind == "proven":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{sizes.dot:g}" fill="{BLUE}"/>'
    if kind == "claim":
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{sizes.ring:g}" fill="#fff" stroke="{BLUE}" '
            'stroke-width="2"/>'
        )
    size = sizes.diamond
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return f'<polygon points="{points}" fill="#fff" stroke="{INK}" stroke-width="1.8"/>'


def line(start: Point, end: Point, colour: str, thickness: float) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{colour}" stroke-width="{thickness:g}"/>'
    )


def legend_sign(kind: str, start: Point, sizes: Sizes = NORMAL, width: float = 26) -> str:
    """A mark as a legend shows it, in so much room from its left edge."""
    x, y = start
    if kind == "reference":
        return line((x + width / 2, y - 9), (x + width / 2, y + 9), INK, 4)
    if kind in ("band", "not_rated"):
        inside = strip(width, 13, hatched=kind == "not_rated")
        return f'<g transform="translate({x:.1f} {y:.1f})">{inside}</g>'
    return sign(kind, (x + width / 2, y), sizes)


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
