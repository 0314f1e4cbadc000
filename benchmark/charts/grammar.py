"""How every mark looks, once, as data: SVG, Plotly and Excel translate it.

Marks of one level lie inside one another, so that all three stay visible and readable in grey:
proven a solid dot, claim a ring around it, target a diamond around both. Own figures are solid,
documented ones hollow squares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

BLUE: Final = "#1a4a8a"
INK: Final = "#1f2328"
GREY: Final = "#5b6470"
LINE: Final = "#b6bcc6"
BAND: Final = "#cfd9e6"
WHITE: Final = "#ffffff"

Shape = Literal["circle", "diamond", "square", "strip", "line"]


@dataclass(frozen=True, slots=True)
class Look:
    """One mark. Lengths are in pixels of a drawing in its ordinary size.

    `size` is how far it reaches across (of a strip, its thickness), `edge` the width of its
    outline in `colour`; `line` that of the line which joins or extends such marks. A `hatched` one
    is drawn in lines of its colour.
    """

    shape: Shape
    fill: str
    colour: str
    size: float = 0
    edge: float = 0
    line: float = 0
    dashed: bool = False
    hatched: bool = False


LOOKS: Final[dict[str, Look]] = {
    "target": Look("diamond", WHITE, INK, size=26, edge=1.8),
    "claim": Look("circle", WHITE, BLUE, size=16, edge=2, line=2, dashed=True),
    "proven": Look("circle", BLUE, BLUE, size=9, line=2),
    "band": Look("strip", BAND, BAND, size=18),
    "not_rated": Look("strip", WHITE, GREY, size=18, edge=1.4, hatched=True),
    "reference": Look("line", INK, INK, line=3),
    "own": Look("circle", BLUE, BLUE, size=12, line=6),
    "documented": Look("square", WHITE, INK, size=10, edge=2, line=3),
}
