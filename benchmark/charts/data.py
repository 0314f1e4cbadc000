"""What every chart of a result shows, before it becomes SVG, Plotly or a native Excel chart.

One visual grammar everywhere: claim hollow, supported solid, target a diamond, level 5 of the
bulletin the outer ring or end line, uncertainty a band, not rated hatched. A chart shows the
assessed industry only: the source gives no scores, so no reference cluster gets a polygon.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmark.scoring.framework import Text
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.scoring.profile import TraitResult

LEVELS = tuple(range(1, MAX_LEVEL + 1))
# Level 5 is what the bulletin documents: the outer ring of a radar, the end line of the bars.
REFERENCE_LEVEL = MAX_LEVEL

BLUE = "#1a4a8a"
INK = "#1f2328"
GREY = "#6b7280"
LINE = "#b6bcc6"
BAND = "#d5dae2"

SERIES: dict[str, Text] = {
    "claim": Text("自评等级", "Claimed level"),
    "supported": Text("佐证等级", "Supported level"),
    "target": Text("目标等级", "Target level"),
    "reference": Text("标杆集群水平（5级）", "Standing of a reference cluster (level 5)"),
    "band": Text("可能范围", "Possible range"),
    "not_rated": Text("未评定", "Not rated"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for one trait. Levels 1-5; claim and supported are None where not rated.

    `low` and `high` are the ends of the uncertainty band (1 and 5 where not rated).
    """

    slug: str
    name: Text
    claim: int | None
    supported: int | None
    target: int | None
    low: int
    high: int

    @property
    def rated(self) -> bool:
        return self.supported is not None


def marks(results: Iterable[TraitResult]) -> tuple[Mark, ...]:
    """One mark per trait, in the order given."""
    return tuple(
        Mark(
            slug=result.trait.slug,
            name=result.trait.name,
            claim=result.claim,
            supported=result.supported,
            target=result.target,
            low=result.low,
            high=result.high,
        )
        for result in results
    )
