"""What every chart of a result shows, before it becomes SVG, Plotly or a native Excel chart.

One visual grammar everywhere (`charts.grammar`): claim hollow, proven solid, target a diamond, what
is possible a band, level 5 the end line or outer ring, not rated hatched. A chart shows the
assessed industry only: the source gives no scores, so no reference cluster gets a polygon.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmark.scoring.framework import Text
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.scoring.profile import Status, TraitResult
from benchmark.wording.labels import LEVEL_KIND, STATUS
from benchmark.wording.sentences import joined

LEVELS = tuple(range(1, MAX_LEVEL + 1))
# Level 5 is what the bulletin documents: the outer ring of a radar, the end line of a ladder.
REFERENCE_LEVEL = MAX_LEVEL

SERIES: dict[str, Text] = {
    "claim": LEVEL_KIND["claim"],
    "proven": LEVEL_KIND["proven"],
    "target": LEVEL_KIND["target"],
    "band": Text("可能范围", "Possible range"),
    "not_rated": Text("未评定（可能范围）", "Not rated (possible range)"),
    "reference": Text("5级：参阅材料所载实例", "Level 5: a documented example"),
}
# The order in which marks lie over one another, and in which a legend names them.
SIGNS = ("target", "claim", "proven")
LEGEND = ("proven", "claim", "target", "band", "not_rated", "reference")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for one trait. Levels 1-5; claim and proven are None where not rated.

    `possible` is what is left open; `status` what the trait's row says in a word, None for none.
    """

    name: Text
    claim: int | None
    proven: int | None
    target: int | None
    possible: int
    status: Status | None = None

    @property
    def rated(self) -> bool:
        return self.claim is not None

    @property
    def low(self) -> int:
        """Where the band begins: at the claim, at level 1 where there is none."""
        return self.claim or 1

    @property
    def high(self) -> int:
        return self.possible

    def level(self, sign: str) -> int | None:
        """The level of one of SIGNS."""
        return {"claim": self.claim, "proven": self.proven, "target": self.target}[sign]

    @property
    def words(self) -> Text:
        """The mark in words, for those who cannot see it."""
        if self.claim is None:
            start = Text("未评定", "not rated")
        else:
            start = Text(
                f"自评{self.claim}级，佐证{self.proven}级",
                f"claimed level {self.claim}, proven level {self.proven}",
            )
        possible = target = Text("", "")
        if self.possible != self.claim:
            possible = Text(f"，可能{self.possible}级", f", possible level {self.possible}")
        if self.target is not None:
            target = Text(f"，目标{self.target}级", f", target level {self.target}")
        return Text(start.zh + possible.zh + target.zh, start.en + possible.en + target.en)


def marks(results: Iterable[TraitResult]) -> tuple[Mark, ...]:
    """One mark per trait, in the order given."""
    return tuple(mark_of(result) for result in results)


def in_words(drawn: Iterable[Mark]) -> Text:
    """What a chart of these marks shows."""
    return joined(Text(f"{m.name.zh}：{m.words.zh}", f"{m.name.en}: {m.words.en}") for m in drawn)


def mark_of(result: TraitResult) -> Mark:
    return Mark(
        name=result.trait.name,
        claim=result.claim,
        proven=result.proven,
        target=result.target,
        possible=result.possible,
        status=result.status,
    )


def status_word(mark: Mark) -> Text:
    """What stands at the end of a trait's row."""
    return STATUS[mark.status] if mark.status else Text("", "")
