"""The small drawing of one trait on the scale of levels, as it stands in a page's text."""

from __future__ import annotations

from xml.sax.saxutils import escape

from benchmark.scoring.framework import Language

from .data import LEVELS, Mark
from .grammar import INK
from .signs import Point, row

_LEFT, _STEP, _MIDDLE, _HALF = 16, 44, 15, 11
_WIDTH, _HEIGHT, _NUMBERS = 2 * _LEFT + 4 * _STEP, 30, 48
_SCALE = 0.88


def ladder_svg(mark: Mark, language: Language, *, numbers: bool = False) -> str:
    """Claim, proven, target and what is possible between level 1 and the end line at level 5.

    `numbers` sets the levels' numbers below. What it shows is said in words to those who hear it.
    """

    def at(level: float) -> Point:
        return _LEFT + _STEP * (level - 1), _MIDDLE

    height = _NUMBERS if numbers else _HEIGHT
    below = "".join(
        f'<text x="{at(level)[0]:g}" y="{_NUMBERS - 4}" text-anchor="middle" '
        f'font-size="13" fill="{INK}">{level}</text>'
        for level in LEVELS
        if numbers
    )
    return (
        f'<svg class="ladder" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(mark.words.in_language(language))}">'
        f"{row(mark, at, _HALF, _SCALE)}{below}</svg>"
    )
