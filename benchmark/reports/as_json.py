"""The gap report as JSON, key by key as the stable interface defines it.

Only here are numbers rounded, to four places, half up, from their exact values.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from benchmark.questionnaire.as_json import assessment_as_json, json_bytes, plain_number
from benchmark.scoring.figures import Comparison
from benchmark.scoring.profile import Example

from .gap_report import GapReport, TraitReport

_PLACES = Decimal("0.0001")
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


def as_json(report: GapReport) -> bytes:
    """The report in UTF-8, indented by two."""
    return json_bytes(report_dict(report))


def report_dict(report: GapReport) -> dict[str, Any]:
    """The report as plain dicts and lists. Numbers are int where integral, else Decimal."""
    profile = report.profile
    given = assessment_as_json(report.assessment)
    return {
        "framework": given["framework"],
        "industry": given["industry"],
        "period": given["period"],
        "method_version": report.method_version,
        "coverage": rounded(profile.coverage),
        "stage": profile.stage,
        "stage_band": list(profile.stage_band),
        "headline": list(profile.headline),
        "strengths": list(profile.strengths),
        "data_to_obtain": list(profile.data_to_obtain),
        "to_prove": list(profile.to_prove),
        "contradictions": [list(pair) for pair in profile.contradictions],
        "traits": [_trait(trait) for trait in report.traits],
        "input": given,
    }


def rounded(value: Fraction | Decimal) -> int | Decimal:
    """Four places, half up, from the exact value of at least 0; an int where that is integral."""
    if isinstance(value, Fraction):
        # A half added before the floor: exact, where a division of decimals might not be.
        return plain_number(Decimal((value * 10_000 + Fraction(1, 2)).__floor__()) * _PLACES)
    return plain_number(value.quantize(_PLACES, context=_WIDE).normalize(_WIDE))


def _trait(trait: TraitReport) -> dict[str, Any]:
    result = trait.result
    return {
        "trait": result.trait.slug,
        "state": result.state,
        "claim": result.claim,
        "proven": result.proven,
        "possible": result.possible,
        "target": result.target,
        "target_is_default": result.target_is_default,
        "gap": result.gap,
        "status": result.status,
        "rank": result.rank,
        "structural": result.trait.structural,
        "conditions": [
            {"condition": item.slug, "state": item.state, "grade": item.grade}
            for item in result.conditions
        ],
        "route": list(result.route),
        "missing": list(result.missing),
        "open": list(result.open),
        "to_lift": list(result.to_lift),
        "examples": [_example(example) for example in result.examples],
        "practices": [offer.practice.slug for offer in trait.offers],
        "figures": [_comparison(comparison) for comparison in trait.figures],
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "clusters": list(example.route.examples),
        "conditions": list(example.route.conditions),
        "met": example.met,
        "missing": list(example.missing),
        "open": list(example.open),
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    """`own` is in the indicator's unit, `documented` as the bulletin documents it."""
    own, documented = comparison.own, comparison.documented
    return {
        "indicator": comparison.indicator.slug,
        "cluster": documented.cluster,
        "own": {
            "value": rounded(comparison.own_value),
            "qualifier": own.qualifier,
            "unit": comparison.indicator.unit,
            "product": own.product,
            "year": own.year,
        },
        "documented": {
            "value": rounded(documented.value),
            "qualifier": documented.qualifier,
            "unit": documented.unit,
            "product": documented.product.zh if documented.product else None,
            "year": documented.year,
        },
        "verdict": comparison.verdict,
        "same_product": comparison.same_product,
        "year_warning": comparison.year_warning,
    }
