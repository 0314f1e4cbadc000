"""An assessment out of JSON, and back into it, as the stable interface defines it.

Reading collects every problem before it refuses; what is accepted is one `Assessment` with seven
ratings in trait order and every unit filled in. Writing and reading again gives the same object.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Final, cast

from benchmark.scoring.assessment import (
    MAX_COMPARATORS,
    STATES,
    Assessment,
    Evidence,
    Industry,
    OwnFigure,
    Rating,
    State,
)
from benchmark.scoring.dates import normal_date
from benchmark.scoring.figures import PERCENT, units_for
from benchmark.scoring.framework import (
    OTHER_SECTOR,
    QUALIFIERS,
    Framework,
    Indicator,
    Qualifier,
    Text,
)
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.scoring.text import LINE_LIMIT, LONG_LIMIT, NAME_LIMIT, URL_LIMIT

from .input_object import InputObject, InputProblems, Problem, load_json, not_whole

__all__ = [
    "InputProblems",
    "Problem",
    "assessment_as_json",
    "json_bytes",
    "load_assessment",
    "parse_assessment",
    "value_problem",
]

WEIGHT_SUM: Final = 100
PERIODS: Final = (1949, 2100)
FIGURE_YEARS: Final = (1900, 2100)

_KEYS: Final = ("framework", "industry", "period", "comparators", "weights", "ratings")
_INDUSTRY_KEYS: Final = ("name", "place", "sector")
_RATING_KEYS: Final = (
    "trait",
    "state",
    "claim",
    "target",
    "target_year",
    "rationale",
    "evidence",
    "figures",
)
_EVIDENCE_KEYS: Final = ("grade", "title", "source", "date", "url")
_FIGURE_KEYS: Final = ("indicator", "value", "qualifier", "unit", "product", "year")

_UNKNOWN_CLUSTER = Text(zh="不是标杆集群的代号", en="is not the slug of a reference cluster")
_TWICE = Text(zh="重复出现", en="stands twice")
_TOO_MANY = Text(
    zh=f"对标集群最多{MAX_COMPARATORS}个", en=f"at most {MAX_COMPARATORS} comparators are allowed"
)
_WEIGHT = not_whole(1, WEIGHT_SUM)
_CLAIM_MISSING = Text(
    zh="已评定的特征必须填写自评等级（1至5）", en="is required where the state is rated (1 to 5)"
)
_CLAIM_UNWANTED = Text(
    zh="未评定等级的特征不能有自评等级；应为 null，或把 state 改为 rated",
    en="must be null where the trait is not rated, or the state must be rated",
)
_DATE = Text(
    zh="应为真实日期：2025、2025-03 或 2025-03-18",
    en="must be a real date: 2025, 2025-03 or 2025-03-18",
)
_OVER_HUNDRED = Text(zh="百分比不能超过100", en="a percentage cannot be more than 100")
_MORE_THAN_ALL = Text(zh="不可能超过100%", en="nothing is more than 100%")
_RANK = Text(zh="位次应不小于1", en="a rank must be at least 1")


def load_assessment(raw: bytes, framework: Framework) -> Assessment:
    """The assessment in a JSON file (UTF-8). Raises InputProblems with every problem found."""
    return parse_assessment(load_json(raw), framework)


def parse_assessment(data: object, framework: Framework) -> Assessment:
    """The assessment that a decoded JSON value describes. Raises InputProblems."""
    problems: list[Problem] = []
    top = InputObject(data, path="", keys=_KEYS, problems=problems)
    top.one_of("framework", [framework.slug], required=True)
    industry = _industry(top, framework)
    period = top.whole("period", *PERIODS, required=True)
    comparators = _comparators(top, framework)
    weights = _weights(top, framework)
    ratings = _ratings(top, framework)
    if problems or period is None:
        raise InputProblems(problems)
    return Assessment(
        framework=framework.slug,
        industry=industry,
        period=period,
        ratings=tuple(
            ratings.get(trait.slug, Rating(trait=trait.slug)) for trait in framework.traits
        ),
        comparators=comparators,
        weights=weights,
    )


def _industry(top: InputObject, framework: Framework) -> Industry:
    given = top.member("industry", keys=_INDUSTRY_KEYS)
    return Industry(
        name=given.text("name", NAME_LIMIT, required=True),
        place=given.text("place", NAME_LIMIT, required=True),
        sector=given.one_of("sector", [*framework.sector_by_slug, OTHER_SECTOR], required=True)
        or OTHER_SECTOR,
    )


def _comparators(top: InputObject, framework: Framework) -> tuple[str, ...]:
    found: list[str] = []
    items = top.items("comparators")
    if len(items) > MAX_COMPARATORS:
        top.refuse("comparators", _TOO_MANY)
    for index, slug in enumerate(items):
        if not isinstance(slug, str) or slug not in framework.cluster_by_slug:
            top.refuse_item("comparators", index, slug, _UNKNOWN_CLUSTER)
        elif slug in found:
            top.refuse_item("comparators", index, slug, _TWICE)
        else:
            found.append(slug)
    return tuple(found)


def _weights(top: InputObject, framework: Framework) -> dict[str, int] | None:
    if top.get("weights") in (None, {}):
        return None
    given = top.member("weights", keys=tuple(framework.trait_by_slug))
    points = {
        trait.slug: given.whole(trait.slug, 1, WEIGHT_SUM, required=True)
        for trait in framework.traits
    }
    weights = {slug: value for slug, value in points.items() if value is not None}
    total = sum(weights.values())
    if len(weights) == len(points) and total != WEIGHT_SUM:
        top.refuse(
            "weights",
            Text(
                zh=f"七项权重之和应为{WEIGHT_SUM}，现为{total}",
                en=f"the weights must sum to {WEIGHT_SUM}; they sum to {total}",
            ),
        )
    return weights


def _ratings(top: InputObject, framework: Framework) -> dict[str, Rating]:
    found: dict[str, Rating] = {}
    for given in top.objects("ratings", keys=_RATING_KEYS, required=True):
        slug = given.one_of("trait", tuple(framework.trait_by_slug), required=True)
        if slug in found:
            given.refuse("trait", _TWICE)
        rating = _rating(given, slug, framework)
        if slug:
            found[slug] = rating
    return found


def _rating(given: InputObject, slug: str | None, framework: Framework) -> Rating:
    state = given.one_of("state", STATES, required=True)
    claim = given.whole("claim", 1, MAX_LEVEL)
    if state == "rated" and given.get("claim") is None:
        given.refuse("claim", _CLAIM_MISSING)
    if state in ("unknown", "unanswered") and claim is not None:
        given.refuse("claim", _CLAIM_UNWANTED)
    return Rating(
        trait=slug or "",
        state=cast(State, state or "unanswered"),
        claim=claim,
        target=given.whole("target", 1, MAX_LEVEL),
        target_year=given.whole("target_year", *PERIODS),
        rationale=given.text("rationale", LONG_LIMIT, single_line=False),
        evidence=tuple(_evidence(item) for item in given.objects("evidence", keys=_EVIDENCE_KEYS)),
        figures=tuple(
            figure
            for item in given.objects("figures", keys=_FIGURE_KEYS)
            if (figure := _figure(item, slug, framework))
        ),
    )


def _evidence(given: InputObject) -> Evidence:
    grade = given.whole("grade", 1, 3, required=True)
    title = given.text("title", LINE_LIMIT)
    source = given.text("source", LINE_LIMIT)
    date = normal_date(given.text("date", NAME_LIMIT))
    if date is None:
        given.refuse("date", _DATE)
    return Evidence(
        grade=grade or 1,
        title=title,
        source=source,
        date=date or "",
        url=given.text("url", URL_LIMIT),
    )


def _figure(given: InputObject, trait: str | None, framework: Framework) -> OwnFigure | None:
    indicator = _indicator(given, trait, framework)
    value = given.number("value")
    qualifier = cast(Qualifier, given.one_of("qualifier", QUALIFIERS) or "exact")
    unit = given.one_of("unit", units_for(indicator.unit)) if indicator else None
    product = given.text("product", NAME_LIMIT)
    year = given.whole("year", *FIGURE_YEARS)
    if indicator is None or value is None:
        return None
    figure = OwnFigure(
        indicator=indicator.slug,
        value=value,
        unit=unit or indicator.unit,
        qualifier=qualifier,
        product=product if product.strip() else None,
        year=year,
    )
    if message := value_problem(figure):
        given.refuse("value", message)
    return figure


def _indicator(given: InputObject, trait: str | None, framework: Framework) -> Indicator | None:
    """The figure's indicator: one of the rating's trait, or any where the trait is not known."""
    known = [i.slug for i in framework.indicator_by_slug.values() if trait in (None, i.trait)]
    slug = given.one_of("indicator", known, required=True)
    return framework.indicator_by_slug[slug] if slug else None


def value_problem(figure: OwnFigure) -> Text | None:
    """Why no such figure can be, or None. Forms ask the same."""
    if figure.qualifier == "rank":
        return _RANK if figure.value < 1 else None
    if figure.unit != PERCENT:
        return None
    if figure.value > 100:
        return _OVER_HUNDRED
    # Its interval would be empty.
    return _MORE_THAN_ALL if figure.qualifier == "more_than" and figure.value == 100 else None


def assessment_as_json(assessment: Assessment) -> dict[str, Any]:
    """The input object as understood: every key, seven ratings, units filled in.

    Figures' values are int where integral, else Decimal; `json_bytes` writes both exactly.
    """
    return {
        "framework": assessment.framework,
        "industry": {
            "name": assessment.industry.name,
            "place": assessment.industry.place,
            "sector": assessment.industry.sector,
        },
        "period": assessment.period,
        "comparators": list(assessment.comparators),
        "weights": dict(assessment.weights) if assessment.weights else None,
        "ratings": [_rating_as_json(rating) for rating in assessment.ratings],
    }


def _rating_as_json(rating: Rating) -> dict[str, Any]:
    return {
        "trait": rating.trait,
        "state": rating.state,
        "claim": rating.claim,
        "target": rating.target,
        "target_year": rating.target_year,
        "rationale": rating.rationale,
        "evidence": [
            {key: getattr(item, key) for key in _EVIDENCE_KEYS} for item in rating.evidence
        ],
        "figures": [
            {
                "indicator": figure.indicator,
                "value": plain_number(figure.value),
                "qualifier": figure.qualifier,
                "unit": figure.unit,
                "product": figure.product,
                "year": figure.year,
            }
            for figure in rating.figures
        ],
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
