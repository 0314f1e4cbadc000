"""The method twice: every field of the output, on generated assessments, must agree."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.as_json import assessment_as_json
from benchmark.reports.as_json import report_dict
from benchmark.reports.gap_report import build
from benchmark.scoring.assessment import Evidence
from benchmark.scoring.framework import Framework
from benchmark.scoring.profile import Profile, profile
from tests.conftest import FIXTURES
from tests.scoring import naive
from tests.strategies import assessments

REFERENCE = naive.read_reference(FIXTURES)
GENERATED = settings(
    max_examples=1000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
)


def comparable(value: Any) -> Any:
    """Numbers as Fractions rounded to the four places of the output, half up."""
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, Decimal | Fraction):
        return Fraction(math.floor(Fraction(value) * 10_000 + Fraction(1, 2)), 10_000)
    return value


@GENERATED
@given(data=st.data())
def test_both_implementations_agree_on_every_field(framework: Framework, data: st.DataObject):
    assessment = data.draw(assessments(framework, words=False))
    report = build(framework, assessment)
    found = report_dict(report)
    expected = naive.gap_report(REFERENCE, assessment_as_json(assessment))
    assert comparable(found) == comparable(expected)
    assert_holds_together(report.profile)


def assert_holds_together(found: Profile) -> None:
    """What must hold whatever is entered."""
    for result in found.traits:
        if result.claim is not None:
            assert result.proven is not None
            assert 1 <= result.proven <= result.claim <= result.possible <= 5
        if result.status == "gap":
            assert result.missing
        if result.status == "prove":
            assert result.to_lift
        if result.status == "data" and result.claim is not None:
            assert result.open
            assert not result.missing
    assert not set(found.strengths) & set(found.headline)
    ranks = sorted(result.rank for result in found.traits if result.rank)
    assert ranks == list(range(1, len(ranks) + 1))
    assert found.stage is None or found.stage == found.stage_band[0]
    assert found.stage_band[0] <= found.stage_band[1]


@settings(GENERATED, max_examples=200)
@given(data=st.data())
def test_more_evidence_never_lowers_what_is_proven(framework: Framework, data: st.DataObject):
    before = data.draw(assessments(framework, words=False))
    named = st.lists(st.sampled_from([*framework.condition_by_slug]), max_size=20, unique=True)
    item = Evidence(
        grade=data.draw(st.integers(1, 3)),
        date=data.draw(st.sampled_from(["", "2025"])),
        url=data.draw(st.sampled_from(["", "许工信〔2025〕3号"])),
        conditions=tuple(data.draw(named)),
    )
    after = replace(before, evidence=(*before.evidence, item))
    pairs = zip(profile(framework, before).traits, profile(framework, after).traits, strict=True)
    for older, newer in pairs:
        assert older.claim == newer.claim
        assert (older.proven or 0) <= (newer.proven or 0)
