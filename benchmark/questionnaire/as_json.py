"""An assessment as the INPUT object of the stable interface, and JSON that keeps every digit."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating


def assessment_as_json(assessment: Assessment, *, draft: bool = False) -> dict[str, Any]:
    """The input object as understood: every key, seven ratings, units filled in.

    Figures' values are int where integral, else Decimal, None in an unfinished row; `json_bytes`
    writes them exactly. Reading it again gives an equal assessment. Of a `draft` the rows' keys
    are written too.
    """
    industry = assessment.industry
    return {
        "framework": assessment.framework,
        "industry": {
            "name": industry.name,
            "name_en": industry.name_en,
            "place": industry.place,
            "sector": industry.sector,
        },
        "period": assessment.period,
        "comparators": list(assessment.comparators),
        "focus": list(assessment.focus),
        "ratings": [_rating(rating, draft) for rating in assessment.ratings],
        "evidence": [_evidence(item, draft) for item in assessment.evidence],
    }


def _rating(rating: Rating, draft: bool) -> dict[str, Any]:
    return {
        "trait": rating.trait,
        "not_known": rating.not_known,
        "answers": dict(rating.answers),
        "target": rating.target,
        "target_year": rating.target_year,
        "rationale": rating.rationale,
        "figures": [_figure(figure, draft) for figure in rating.figures],
    }


def _figure(figure: OwnFigure, draft: bool) -> dict[str, Any]:
    return {
        "indicator": figure.indicator,
        "value": None if figure.value is None else plain_number(figure.value),
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "product": figure.product,
        "year": figure.year,
        **({"key": figure.key} if draft else {}),
    }


def _evidence(item: Evidence, draft: bool) -> dict[str, Any]:
    return {
        "grade": item.grade,
        "title": item.title,
        "source": item.source,
        "date": item.date,
        "url": item.url,
        "conditions": list(item.conditions),
        "indicators": list(item.indicators),
        **({"key": item.key} if draft else {}),
    }


def plain_number(value: Decimal) -> int | Decimal:
    """An int where the value is integral, so that 28000 is not written as 28000.0."""
    return int(value) if value == value.to_integral_value() else value


def json_bytes(value: object) -> bytes:
    """JSON in UTF-8, indented by two, with every Decimal written digit by digit.

    The standard encoder has no way to write a Decimal as a number.
    """
    return f"{_written(value, '')}\n".encode()


def _written(value: object, indent: str) -> str:
    inner = f"{indent}  "
    match value:
        case Decimal():
            return f"{value:f}"
        case dict() if value:
            lines = [
                f"{inner}{json.dumps(key, ensure_ascii=False)}: {_written(item, inner)}"
                for key, item in value.items()
            ]
            return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
        case list() if value:
            lines = [f"{inner}{_written(item, inner)}" for item in value]
            return "[\n" + ",\n".join(lines) + f"\n{indent}]"
        case _:
            return json.dumps(value, ensure_ascii=False)
