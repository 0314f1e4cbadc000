"""A questionnaire without some of its changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.differences import Change, ChangeGroup, differences
from benchmark.questionnaire.undo import without
from benchmark.scoring.assessment import Assessment, Evidence
from benchmark.scoring.framework import Framework
from tests.strategies import assessments

from .samples import keyed, typical


@pytest.fixture
def before(framework: Framework) -> Assessment:
    return keyed(typical(framework))


def changes(groups: tuple[ChangeGroup, ...]) -> list[Change]:
    return [change for group in groups for change in group.changes]


@settings(max_examples=60)
@given(data=st.data())
def test_what_is_left_out_stays_and_the_rest_changes(framework: Framework, data: st.DataObject):
    second = keyed(data.draw(assessments(framework)))
    first = data.draw(st.none() | assessments(framework).map(keyed))
    every = changes(differences(framework, first, second))
    left_out = data.draw(st.sets(st.sampled_from(["", *(c.key for c in every)])))
    said = without(first, second, left_out - {""})
    assert changes(differences(framework, first, said)) == [
        change for change in every if not change.key or change.key not in left_out
    ]


@given(data=st.data())
def test_without_all_changes_it_is_what_it_was(framework: Framework, data: st.DataObject):
    first, second = (keyed(data.draw(assessments(framework))) for _ in range(2))
    second = replace(second, industry=first.industry, period=first.period)
    every = {change.key for change in changes(differences(framework, first, second))}
    assert without(first, second, every) == first


@given(data=st.data())
def test_without_any_nothing_is_undone(framework: Framework, data: st.DataObject):
    first = data.draw(st.none() | assessments(framework).map(keyed))
    second = keyed(data.draw(assessments(framework)))
    said = without(first, second, ())
    assert differences(framework, said, second) == ()
    assert without(first, second, {"scale:nothing", "elsewhere"}) == said


def test_a_deleted_row_comes_back_in_its_place(framework: Framework, before: Assessment):
    first, second = before.evidence
    new = Evidence(1, "说明", key="f" * 16)
    after = replace(before, evidence=(replace(second, title="新名"), new))
    said = without(before, after, {f"evidence:row:{first.key}"})
    assert [item.title for item in said.evidence] == [first.title, "新名", "说明"]
    said = without(before, after, {f"evidence:row:{new.key}", f"evidence:row:{second.key}"})
    assert said.evidence == (second,)


def test_a_row_without_a_key_stays(framework: Framework, before: Assessment):
    after = replace(before, evidence=(*before.evidence, Evidence(1, "说明")))
    assert without(before, after, {"evidence:row:x"}) == after
