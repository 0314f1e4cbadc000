"""What the assessment of the nearest year before said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as actions
from benchmark.models import Assessment, User
from benchmark.queries.assessments import load_assessment
from benchmark.queries.earlier import (
    earlier_assessment,
    industries_with_last_period,
    load_earlier,
    load_with_earlier,
)
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble, item, new_industry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


def of_year(cast: Cast, period: int) -> Assessment:
    return actions.start_assessment(
        user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=period
    )


def test_a_first_assessment_has_none_before(cast: Cast) -> None:
    loaded, earlier = load_with_earlier(cast.alice, cast.draft.pk)
    assert earlier is None
    assert loaded == load_assessment(cast.alice, cast.draft.pk)
    with pytest.raises(Assessment.DoesNotExist):
        load_with_earlier(cast.charlie, cast.draft.pk)


def test_the_nearest_year_in_which_anything_was_saved(cast: Cast) -> None:
    older, empty, later = of_year(cast, 2022), of_year(cast, 2024), of_year(cast, 2026)
    cast.save("scale", older, rationale="当年")
    cast.save("scale", later, rationale="以后")
    loaded, earlier = load_with_earlier(cast.alice, cast.draft.pk)
    assert earlier is not None
    assert (earlier.pk, earlier.period) == (older.pk, 2022)
    assert earlier.rating("scale").rationale == "当年"
    assert loaded.domain == load_assessment(cast.alice, cast.draft.pk).domain
    assert load_earlier(loaded.row) == earlier
    assert earlier_assessment(cast.bob, cast.industry, cast.framework.slug, 2025) == older
    assert earlier_assessment(cast.charlie, cast.industry, cast.framework.slug, 2025) is None
    cast.save("chain", empty, not_known=True)
    assert earlier_assessment(cast.bob, cast.industry, cast.framework.slug, 2025) == empty


def test_another_industry_is_not_the_year_before(cast: Cast) -> None:
    other = actions.start_assessment(
        user=cast.alice,
        framework=cast.framework.slug,
        industry=new_industry(cast.alice, "超硬材料"),
        period=2024,
    )
    cast.save("scale", other, rationale="别的产业")
    assert load_with_earlier(cast.alice, cast.draft.pk)[1] is None


def test_what_was_carried_over_is_told_from_what_was_changed(cast: Cast) -> None:
    kept, changed = cast.figure("output", 380), cast.figure("output", 400, year=2024)
    document = item(title="年报")
    cast.save("scale", rationale="居全省第二位", figures=(kept, changed), evidence=(document,))
    made = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    cast.save("scale", made, rationale=" 居全省第二位 ", figures=(replace(changed, year=2025),))
    loaded, earlier = load_with_earlier(cast.alice, made.pk)
    assert earlier is not None
    rating = loaded.domain.rating_by_trait["scale"]
    assert [earlier.repeats("scale", figure) for figure in rating.figures] == [True, False]
    assert [earlier.repeats("scale", each) for each in loaded.domain.evidence] == [True]
    assert earlier.repeats("scale", rating.rationale)
    assert not earlier.repeats("chain", "")
    assert not earlier.repeats("scale", None)


def test_both_years_take_six_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast.save("scale", rationale="当年", evidence=(item(),))
    made = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    alice = User.objects.get(pk=cast.alice.pk)
    with django_assert_num_queries(6):
        load_with_earlier(alice, made.pk)


def test_industries_say_their_last_year(cast: Cast) -> None:
    of_year(cast, 2023)
    new = new_industry(cast.alice, "超硬材料")
    assert {row.pk: row.last_period for row in industries_with_last_period(cast.bob)} == {
        cast.industry.pk: 2025,
        new.pk: None,
    }
