"""A draft with a questionnaire taken over: rows by their key, nothing lost that is not in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.questionnaire.filled import Filled
from benchmark.questionnaire.merge import merged
from benchmark.questionnaire.sheets import Places
from benchmark.questionnaire.storable import not_known_beside
from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating
from benchmark.scoring.framework import Framework
from tests.strategies import assessments

from .samples import assessment_of, keyed, typical


def with_rating(said: Assessment, trait: str, **changed: object) -> Assessment:
    return replace(
        said,
        ratings=tuple(
            replace(rating, **changed) if rating.trait == trait else rating  # type: ignore[arg-type]
            for rating in said.ratings
        ),
    )


def filled(said: Assessment, *emptied: str | None) -> Filled:
    return Filled(said, Places(), frozenset(key for key in emptied if key))


@pytest.fixture
def stored(framework: Framework) -> Assessment:
    return keyed(typical(framework))


def figures(said: Assessment, trait: str = "scale") -> tuple[OwnFigure, ...]:
    return said.rating_by_trait[trait].figures


@given(data=st.data())
def test_a_questionnaire_as_it_was_handed_out_changes_nothing(
    framework: Framework, data: st.DataObject
):
    said = keyed(data.draw(assessments(framework)))
    assert merged(framework, said, filled(said)) == said


@given(data=st.data())
def test_an_empty_draft_says_all_that_the_questionnaire_says(
    framework: Framework, data: st.DataObject
):
    said = data.draw(assessments(framework))
    blank = assessment_of(framework, industry=said.industry, period=said.period)
    assert merged(framework, blank, filled(said)) == said


def test_a_row_is_changed_by_its_key_and_stays_in_its_place(
    framework: Framework, stored: Assessment
):
    first, second = figures(stored)
    other = replace(first, value=Decimal(9), product="别的")
    items = (replace(stored.evidence[1], title="新名"), stored.evidence[0])
    said = replace(with_rating(stored, "scale", figures=(second, other)), evidence=items)
    after = merged(framework, stored, filled(said))
    assert figures(after) == (other, second)
    assert [item.title for item in after.evidence] == ["2024年全市工业统计年报", "新名"]


def test_a_row_that_the_file_lacks_stays(framework: Framework, stored: Assessment):
    said = replace(with_rating(stored, "scale", figures=()), evidence=())
    assert merged(framework, stored, filled(said)) == stored


def test_a_row_that_was_emptied_is_gone(framework: Framework, stored: Assessment):
    first, second = figures(stored)
    said = replace(with_rating(stored, "scale", figures=(second,)), evidence=stored.evidence[1:])
    after = merged(framework, stored, filled(said, first.key, stored.evidence[0].key))
    assert after == said


def test_a_row_in_which_nothing_stood_was_not_emptied(framework: Framework):
    blank = OwnFigure("output", None, "万元", product=" ", key="a" * 16)
    item = Evidence(0, "\u3164", key="b" * 16)
    stored = assessment_of(framework, Rating("scale", figures=(blank,)), evidence=(item,))
    said = assessment_of(framework)
    assert merged(framework, stored, filled(said, blank.key, item.key)) == stored


def test_rows_that_nobody_knows_are_new_and_come_last(framework: Framework, stored: Assessment):
    new = OwnFigure("output", Decimal(1), "亿元", year=2023)
    again = replace(new, year=2022, key="f" * 16)
    item = Evidence(1, "说明")
    said = replace(
        with_rating(stored, "scale", figures=(new, *figures(stored), again)), evidence=(item,)
    )
    after = merged(framework, stored, filled(said))
    assert figures(after) == (*figures(stored), new, again)
    assert figures(after)[-1].key == again.key
    assert after.evidence == (*stored.evidence, item)


def test_a_row_that_repeats_a_stored_one_is_that_one(framework: Framework, stored: Assessment):
    """As where the file of a new assessment is uploaded a second time: its rows have no keys."""
    plain = typical(framework)
    after = merged(framework, stored, filled(plain))
    assert after == stored
    assert [f.key for f in figures(after)] == [f.key for f in figures(stored)]
    twice = (*figures(plain), *figures(plain))
    again = merged(framework, stored, filled(with_rating(plain, "scale", figures=twice)))
    assert [f.key for f in figures(again)] == [*(f.key for f in figures(stored)), None, None]
    changed = replace(figures(plain)[0], value=Decimal(9))
    said = with_rating(plain, "scale", figures=(changed,))
    assert figures(merged(framework, stored, filled(said))) == (*figures(stored), changed)


def test_so_does_one_with_a_key_that_nobody_knows_any_more(
    framework: Framework, stored: Assessment
):
    """As where the same file waits in two windows and the other one was confirmed."""
    waiting = with_rating(
        stored,
        "scale",
        figures=tuple(replace(f, key=f"{at:016x}") for at, f in enumerate(figures(stored))),
    )
    after = merged(framework, stored, filled(waiting))
    assert [f.key for f in figures(after)] == [f.key for f in figures(stored)]


def test_a_row_under_another_trait_is_a_new_one(framework: Framework, stored: Assessment):
    """As where somebody copied a row and chose another indicator for it."""
    moved = replace(figures(stored)[0], indicator="little-giants", unit="家", value=Decimal(4))
    said = with_rating(stored, "leaders", figures=(moved,))
    after = merged(framework, stored, filled(said))
    assert figures(after, "scale") == figures(stored, "scale")
    (new,) = figures(after, "leaders")
    assert new == moved
    assert new.key not in {None, moved.key}
    assert figures(merged(framework, stored, filled(said)), "leaders")[0].key == new.key
    again = merged(framework, after, filled(said))
    assert [f.key for f in figures(again, "leaders")] == [new.key]


def test_an_answer_that_a_figure_overrides_stays(framework: Framework, stored: Assessment):
    said = dict(stored.rating_by_trait["scale"].answers)
    before = with_rating(stored, "scale", answers={**said, "sc-share-5": "not_met"})
    after = merged(framework, before, filled(stored))
    assert after.rating_by_trait["scale"].answers == {**said, "sc-share-5": "not_met"}


def test_an_answer_that_was_emptied_is_taken_back(framework: Framework, stored: Assessment):
    said = with_rating(stored, "scale", answers={"sc-first": "met"})
    after = merged(framework, stored, filled(said))
    assert after.rating_by_trait["scale"].answers == {"sc-first": "met"}


def test_name_place_year_and_description_are_the_drafts(framework: Framework, stored: Assessment):
    before = replace(stored, industry=replace(stored.industry, description="简介"))
    other = replace(stored.industry, name="别的", place="别处", sector="other", name_en="Other")
    after = merged(framework, before, filled(replace(stored, industry=other, period=2030)))
    assert after.industry == replace(before.industry, sector="other", name_en="Other")
    assert after.period == 2025


class TestNotKnown:
    def told(self, framework: Framework, stored: Assessment, said: Assessment) -> int:
        form = filled(said)
        return len(list(not_known_beside(form, merged(framework, stored, form))))

    def test_a_stored_figure_stands_beside_it(self, framework: Framework, stored: Assessment):
        nothing = {"answers": {}, "target": None, "figures": ()}
        said = with_rating(stored, "scale", not_known=True, **nothing)
        assert self.told(framework, stored, said) == 1
        emptied = Filled(said, Places(), frozenset(f.key for f in figures(stored) if f.key))
        after = merged(framework, stored, emptied)
        assert list(not_known_beside(emptied, after)) == []

    @pytest.mark.parametrize("beside", [{"target": 3}, {"answers": {"sc-first": "met"}}])
    def test_so_does_what_the_file_says(self, framework: Framework, beside: dict[str, object]):
        said = assessment_of(framework, Rating("scale", not_known=True, **beside))  # type: ignore[arg-type]
        assert self.told(framework, assessment_of(framework), said) == 1

    def test_what_is_not_known_may_be_said(self, framework: Framework):
        said = assessment_of(
            framework, Rating("scale", not_known=True, answers={"sc-first": "unknown"})
        )
        assert self.told(framework, assessment_of(framework), said) == 0
