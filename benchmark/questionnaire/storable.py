"""What a filled questionnaire must meet beyond being right, before it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from benchmark.scoring.assessment import Assessment, Industry, Rating
from benchmark.scoring.framework import Text
from benchmark.scoring.text import one_name

from .as_json import plain_number
from .assessment_json import NOT_KNOWN
from .filled import Filled
from .input_object import MISSING
from .problems import WorkbookProblem

# What the database keeps of a figure: digits before and places after the point.
STORED_DIGITS: Final = 14
STORED_PLACES: Final = 6

TOO_PRECISE = Text(
    f"最多{STORED_PLACES}位小数，请四舍五入后填写",
    f"at most {STORED_PLACES} decimal places are kept: round the figure",
)
TOO_LARGE = Text("数值过大，请换用更大的单位", "the figure is too large: use a larger unit")
OTHER_INDUSTRY = Text(
    "与这份自评（{place}{name}，{period}年）不同，可能传错了问卷；如确要更改，请在系统的产业信息中修改",
    "differs from this assessment ({name}, {place}, {period}), so this may be the wrong "
    "questionnaire; change the industry's own data in the system if you mean to",
)


def unstorable(filled: Filled) -> Iterator[WorkbookProblem]:
    """Figures that could not be kept exactly as they are."""
    for at, rating in enumerate(filled.assessment.ratings):
        for row, figure in enumerate(rating.figures):
            if figure.value is not None and (message := stored_problem(figure.value)):
                path = f"ratings[{at}].figures[{row}].value"
                yield filled.problem(path, message, plain_number(figure.value))


def other_industry(filled: Filled, industry: Industry, period: int) -> Iterator[WorkbookProblem]:
    """Name, place and year that are not those of the assessment to be filled in."""
    found = filled.assessment
    pairs: dict[str, tuple[str | int, str | int]] = {
        "industry.name": (found.industry.name, industry.name),
        "industry.place": (found.industry.place, industry.place),
        "period": (found.period, period),
    }
    values = {"name": industry.name, "place": industry.place, "period": period}
    message = Text(OTHER_INDUSTRY.zh.format(**values), OTHER_INDUSTRY.en.format(**values))
    for path, (here, there) in pairs.items():
        if one_name(str(here)) != one_name(str(there)):
            yield filled.problem(path, message, here)


def not_known_beside(filled: Filled, said: Assessment) -> Iterator[WorkbookProblem]:
    """Traits marked 暂未掌握 of which, with what was stored before, something is said."""
    for at, rating in enumerate(said.ratings):
        if is_said_beside(rating):
            yield filled.problem(f"ratings[{at}].not_known", NOT_KNOWN, MISSING)


def is_said_beside(rating: Rating) -> bool:
    """Whether a rating says 暂未掌握 and something else too, which cannot be."""
    answered = set(rating.answers.values()) - {"unknown"}
    return rating.not_known and bool(rating.figures or rating.target or answered)


def stored_problem(value: Decimal) -> Text | None:
    """Why a figure could not be kept exactly, or None. Pages and questionnaires ask the same."""
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -STORED_PLACES:
        return TOO_PRECISE
    return TOO_LARGE if value >= 10**STORED_DIGITS else None
