"""What a questionnaire leaves open that only whoever filled it in can say: 0.35, or 35 %?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import Text
from benchmark.wording.figures import number_text

Reply = Literal["percent", "as_it_is"]
REPLIES: tuple[Reply, ...] = ("percent", "as_it_is")

_ASKED = Text(
    "请写明是{percent}%还是{as_it_is}%",
    "may mean {percent}% or {as_it_is}%: write which, with the sign",
)


@dataclass(frozen=True, slots=True)
class Question:
    """A share of 1 or less. `path` is the figure's in the assessment, `value` as it stands in the
    cell."""

    path: str
    sheet: str
    cell: str
    value: Decimal

    @property
    def percent(self) -> Decimal:
        """The value, where per cent was meant."""
        return self.value * 100

    @property
    def readings(self) -> dict[Reply, str]:
        """What it may mean, as numbers of per cent."""
        return {
            "percent": number_text(self.percent, "zh-hans"),
            "as_it_is": number_text(self.value, "zh-hans"),
        }

    @property
    def message(self) -> Text:
        """For whoever cannot be asked, as by a command."""
        numbers = self.readings
        return Text(_ASKED.zh.format(**numbers), _ASKED.en.format(**numbers))


def settled(
    assessment: Assessment, questions: tuple[Question, ...], replies: Mapping[str, str]
) -> Assessment:
    """The assessment with what was replied; without a reply a value stays as it is."""
    meant = {one.path: one.percent for one in questions if replies.get(one.path) == "percent"}
    return replace(
        assessment,
        ratings=tuple(
            replace(
                rating,
                figures=tuple(
                    replace(figure, value=meant.get(f"ratings[{at}].figures[{row}]", figure.value))
                    for row, figure in enumerate(rating.figures)
                ),
            )
            for at, rating in enumerate(assessment.ratings)
        ),
    )
