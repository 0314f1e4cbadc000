"""The method twice: every field of the output, on generated assessments, must agree."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.assessment_json import assessment_as_json
from benchmark.reports.as_json import report_dict
from benchmark.reports.gap_report import build
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.figures import interval, verdict
from benchmark.scoring.framework import QUALIFIERS, Framework, Qualifier
from benchmark.scoring.profile import profile
from tests.conftest import FIXTURES
from tests.scoring import naive
from tests.strategies import assessments

REFERENCE = naive.read_reference(FIXTURES)
GENERATED = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def comparable(value: Any) -> Any:
    """Numbers as Fractions rounded to the four places of the output, half to even."""
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool):
        return round(Fraction(value), 4)
    return value


def assert_agree(framework: Framework, assessment: Assessment) -> None:
    given_input = assessment_as_json(assessment)
    expected = naive.gap_report(REFERENCE, given_input)
    report = build(framework, assessment)
    for field in ("coverage", "mean", "mean_equal"):  # exact before they are rounded
        assert getattr(report.profile, field) == expected[field]
    assert list(report.profile.band) == expected["band"]
    assert list(report.profile.band_equal) == expected["band_equal"]
    found = report_dict(report)
    assert found.pop("method_version") == "1.0"
    assert found.pop("input") == expected.pop("input")
    for ours, theirs in zip(found["traits"], expected["traits"], strict=True):
        assert comparable(ours) == comparable(theirs)
    assert comparable(found) == comparable(expected)


@GENERATED
@given(data=st.data())
def test_both_implementations_agree_on_every_field(framework: Framework, data: st.DataObject):
    assert_agree(framework, data.draw(assessments(framework, words=False)))


@settings(GENERATED, max_examples=100)
@given(data=st.data())
def test_every_result_holds_together(framework: Framework, data: st.DataObject):
    """What must hold whatever the ratings: ranges contain levels, ranks are 1..n."""
    found = profile(framework, data.draw(assessments(framework, words=False)))
    for result in found.traits:
        assert 1 <= result.low <= (result.supported or result.low) <= result.high <= 5
        if result.gap is not None:
            assert result.gap_low <= result.gap <= result.gap_high
            assert result.claim <= result.high
    ranks = sorted(result.rank for result in found.traits if result.rank)
    assert ranks == list(range(1, len(ranks) + 1))
    assert len(set(found.headline)) == len(found.headline)
    assert found.band[0] <= (found.mean or found.band[0]) or found.coverage < 1


ENDS = st.sampled_from(
    [Decimal(n) for n in ("0", "1", "9", "9.5", "10", "10.5", "20", "95", "100")]
)


@settings(max_examples=2000, deadline=None, derandomize=True)
@given(
    own=ENDS,
    own_word=st.sampled_from(QUALIFIERS),
    documented=ENDS.filter(bool),
    word=st.sampled_from(QUALIFIERS),
    unit=st.sampled_from(["%", "项"]),
)
def test_both_implementations_agree_on_every_meeting_of_ends(
    own: Decimal, own_word: Qualifier, documented: Decimal, word: Qualifier, unit: str
):
    expected = naive.verdict(
        Fraction(own), own_word, Fraction(documented), word, percent=unit == "%"
    )
    found = verdict(interval(own, own_word, unit), interval(documented, word, unit))
    assert found == expected
