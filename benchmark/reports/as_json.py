"""The gap report as JSON, key by key as the stable interface defines it.

Only here are numbers rounded, to four places, from their exact values.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

from benchmark.questionnaire.assessment_json import assessment_as_json, json_bytes, plain_number
from benchmark.scoring.figures import Comparison

from .gap_report import GapReport, TraitReport

_PLACES = Decimal("0.0001")
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)


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
        "coverage": rounded(profile.coverage),
        "mean": _rounded_or_none(profile.mean),
        "band": [rounded(end) for end in profile.band],
        "mean_equal": _rounded_or_none(profile.mean_equal),
        "band_equal": [rounded(end) for end in profile.band_equal],
        "stage": profile.stage,
        "stage_band": list(profile.stage_band),
        "weakest": list(profile.weakest),
        "traits": [_trait(trait) for trait in report.traits],
        "data_to_obtain": list(profile.data_to_obtain),
        "headline": list(profile.headline),
        "method_version": report.method_version,
        "input": given,
    }


def rounded(value: Fraction | Decimal) -> int | Decimal:
    """Four places, half to even, from the exact value; an int where that is integral."""
    if isinstance(value, Fraction):
        # round() of a Fraction is exact and rounds half to even.
        return plain_number(Decimal(round(value * 10_000)) * _PLACES)
    return plain_number(value.quantize(_PLACES, context=_WIDE).normalize(_WIDE))


def _rounded_or_none(value: Fraction | None) -> int | Decimal | None:
    return None if value is None else rounded(value)


def _trait(trait: TraitReport) -> dict[str, Any]:
    result = trait.result
    return {
        "trait": result.trait.slug,
        "state": result.rating.state,
        "claim": result.claim,
        "evidence_grade": result.evidence_grade,
        "supported": result.supported,
        "low": result.low,
        "high": result.high,
        "target": result.target,
        "gap": result.gap,
        "gap_low": result.gap_low,
        "gap_high": result.gap_high,
        "status": result.status,
        "rank": result.rank,
        "structural": result.trait.structural,
        "practices": [offer.practice.slug for offer in trait.offers],
        "figures": [_comparison(comparison) for comparison in trait.figures],
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
