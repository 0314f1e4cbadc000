"""What is kept of an uploaded questionnaire until it is confirmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.questionnaire.filled import Filled
from benchmark.questionnaire.input_object import InputProblems
from benchmark.questionnaire.sheets import Places
from benchmark.questionnaire.uploaded import filled_as_json, load_filled
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import Framework
from tests.strategies import as_read, assessments

from .samples import keyed


def keys(said: Assessment) -> list[str | None]:
    figures = [figure.key for rating in said.ratings for figure in rating.figures]
    return figures + [item.key for item in said.evidence]


@given(data=st.data(), emptied=st.frozensets(st.sampled_from(["a" * 16, "b" * 16])))
def test_it_comes_back_as_it_was(
    framework: Framework, data: st.DataObject, emptied: frozenset[str]
):
    said = keyed(data.draw(assessments(framework)))
    back = load_filled(filled_as_json(Filled(said, Places(), emptied)), framework)
    assert back.assessment == as_read(said)
    assert keys(back.assessment) == keys(said)
    assert back.emptied == emptied


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"assessment": {"framework": "older"}, "emptied": []}',
        b'{"assessment": {}, "emptied": [], "more": 1}',
    ],
)
def test_what_another_version_kept_is_refused(framework: Framework, raw: bytes):
    with pytest.raises(InputProblems):
        load_filled(raw, framework)
