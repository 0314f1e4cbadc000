"""Verbs on assessments: what they write, and what they refuse to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmark.actions import assessments as actions
from benchmark.actions.assessments import FigureRow
from benchmark.models import Assessment, Comparator, Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.assessment import Evidence as Item
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble, content, new_industry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


def save(cast: Cast, trait: str = "scale", **said: object) -> int:
    rating = cast.rating(trait)
    return actions.save_rating(
        rating=rating,
        revision=rating.revision,
        content=content(**said),  # type: ignore[arg-type]
    )


def stored_comparators(assessment: Assessment) -> list[str]:
    return list(
        Comparator.objects.filter(assessment=assessment).values_list("cluster__slug", flat=True)
    )


def equal_weights_but(**points: int) -> dict[str, int]:
    return {"first-mover": 10, "scale": 15, "market-share": 15, "chain": 15, **points}


WEIGHTS = equal_weights_but(leaders=15, technology=15, innovation=15)


def test_a_new_assessment_has_seven_unanswered_ratings(cast: Cast) -> None:
    ratings = Rating.objects.filter(assessment=cast.draft)
    assert [r.trait.slug for r in ratings] == [t.slug for t in cast.framework.traits]
    assert {r.state for r in ratings} == {"unanswered"}
    assert cast.draft.is_draft
    assert cast.draft.created_by == cast.alice


def test_comparators_keep_the_order_chosen_and_stand_once(cast: Cast) -> None:
    chosen = ["xian-aviation", "nanjing-smart-grid", "xian-aviation"]
    made = actions.start_assessment(
        user=cast.bob,
        framework=cast.framework.slug,
        industry=cast.industry,
        period=2024,
        comparators=chosen,
        weights=WEIGHTS,
    )
    assert stored_comparators(made) == ["xian-aviation", "nanjing-smart-grid"]
    assert made.weights == WEIGHTS


def test_a_fourth_comparator_is_refused(cast: Cast) -> None:
    four = [cluster.slug for cluster in cast.framework.clusters[:4]]
    with pytest.raises(ValueError, match="at most 3"):
        actions.change_settings(assessment=cast.draft, comparators=four, weights=None)


def test_one_industry_is_assessed_once_a_year(cast: Cast) -> None:
    with pytest.raises(actions.AssessmentExistsError) as told:
        actions.start_assessment(
            user=cast.bob, framework=cast.framework.slug, industry=cast.industry, period=2025
        )
    assert told.value.assessment == cast.draft
    assert Assessment.objects.count() == 1


def test_one_office_has_an_industry_once_and_another_office_may_have_its_own(cast: Cast) -> None:
    with pytest.raises(actions.IndustryExistsError) as told:
        new_industry(cast.bob)
    assert told.value.industry == cast.industry
    assert new_industry(cast.charlie).organisation == cast.charlie.organisation


def test_settings_of_a_draft_can_change(cast: Cast) -> None:
    actions.change_settings(assessment=cast.draft, comparators=["xian-aviation"], weights=WEIGHTS)
    actions.change_settings(
        assessment=cast.draft, comparators=["qingdao-rail", "wuxi-iot"], weights=None
    )
    cast.draft.refresh_from_db()
    assert stored_comparators(cast.draft) == ["qingdao-rail", "wuxi-iot"]
    assert cast.draft.weights is None


def test_saving_replaces_everything_a_rating_says(cast: Cast) -> None:
    first = (Item(1, "旧台账"), Item(2, "旧年报"))
    save(cast, claim=2, rationale="旧", evidence=first, figures=(figure("1"),))
    revision = save(
        cast,
        claim=4,
        target=5,
        target_year=2028,
        rationale="新",
        evidence=(Item(3, "年报", "统计局", "2025-03", "https://example.cn/"),),
        figures=(figure("86.5"), figure("12.25", indicator="national-output-share", unit="%")),
    )
    rating = cast.rating("scale")
    assert (rating.state, rating.claim, rating.target) == ("rated", 4, 5)
    assert (rating.target_year, rating.rationale, rating.revision) == (2028, "新", revision)
    assert list(Evidence.objects.values_list("title", "grade", "date", "url")) == [
        ("年报", 3, "2025-03", "https://example.cn/")
    ]
    assert list(OwnFigure.objects.values_list("indicator__slug", "value", "unit")) == [
        ("output", Decimal("86.5"), "亿元"),
        ("national-output-share", Decimal("12.25"), "%"),
    ]


def figure(value: str | None, *, indicator: str = "output", unit: str = "亿元") -> FigureRow:
    number = None if value is None else Decimal(value)
    return FigureRow(indicator, number, "exact", unit, "电力装备", 2024)


def test_rows_that_are_not_said_stay_as_they_are(cast: Cast) -> None:
    save(cast, evidence=(Item(2, "年报"),), figures=(figure("86"),))
    save(cast, claim=5, evidence=None, figures=None)
    assert cast.rating("scale").claim == 5
    assert Evidence.objects.count() == OwnFigure.objects.count() == 1


def test_an_older_page_overwrites_nothing(cast: Cast) -> None:
    rating = cast.rating("scale")
    save(cast, claim=4, rationale="新的", evidence=(Item(2, "年报"),))
    with pytest.raises(actions.RevisionConflictError):
        actions.save_rating(rating=rating, revision=rating.revision, content=content(claim=1))
    stored = cast.rating("scale")
    assert (stored.claim, stored.rationale, stored.revision) == (4, "新的", 1)
    assert Evidence.objects.count() == 1


def test_the_same_save_twice_is_written_once(cast: Cast) -> None:
    """A page counts its saves: what has the number of the last one is that one, come again."""
    rating, page = cast.rating("scale"), "p" * 24

    def save_as(number: int, claim: int) -> int:
        mark = actions.SaveMark(page, number)
        return actions.save_rating(
            rating=rating, revision=rating.revision, content=content(claim=claim), mark=mark
        )

    assert save_as(1, claim=2) == 1
    assert save_as(2, claim=3) == 2
    with pytest.raises(actions.RevisionConflictError):
        save_as(2, claim=4)
    stored = cast.rating("scale")
    assert (stored.claim, stored.revision, stored.saved_number) == (3, 2, 2)


def test_other_traits_are_not_touched(cast: Cast) -> None:
    save(cast, claim=4)
    assert cast.rating("chain").revision == 0


def test_nothing_is_written_where_a_row_cannot_be(cast: Cast) -> None:
    with pytest.raises(Exception, match="indicator_id"):
        save(cast, claim=5, figures=(figure("1", indicator="little-giants"),))
    assert (cast.rating("scale").state, OwnFigure.objects.count()) == ("unanswered", 0)


def test_submitting_asks_for_every_answer(cast: Cast) -> None:
    answer_all(cast.draft)
    save(cast, state="unanswered")
    with pytest.raises(actions.NotCompleteError):
        actions.submit(assessment=cast.draft, user=cast.bob)
    cast.draft.refresh_from_db()
    assert cast.draft.is_draft
    assert cast.rating("scale").revision == 2, "a refused submission leaves no trace"


def test_submitting_asks_for_every_figure_begun(cast: Cast) -> None:
    answer_all(cast.draft)
    save(cast, state="unknown", figures=(figure(None),))
    with pytest.raises(actions.NotCompleteError):
        actions.submit(assessment=cast.draft, user=cast.bob)


def submitted(cast: Cast) -> Assessment:
    answer_all(cast.draft)
    actions.submit(assessment=cast.draft, user=cast.bob)
    cast.draft.refresh_from_db()
    return cast.draft


def test_what_is_submitted_is_frozen(cast: Cast) -> None:
    frozen = submitted(cast)
    assert (frozen.status, frozen.submitted_by) == ("submitted", cast.bob)
    assert frozen.submitted_at is not None
    with pytest.raises(actions.NotDraftError):
        save(cast, claim=5)
    with pytest.raises(actions.NotDraftError):
        actions.change_settings(assessment=frozen, comparators=[], weights=None)
    with pytest.raises(actions.NotDraftError):
        actions.delete_assessment(assessment=frozen)
    with pytest.raises(actions.NotDraftError):
        actions.submit(assessment=frozen, user=cast.bob)
    with pytest.raises(actions.NotDraftError):
        rename(cast.industry)
    assert cast.rating("scale").state == "unknown"


def rename(industry: Industry, name: str = "新名称", place: str = "许都市") -> None:
    actions.change_industry(
        industry=industry, name=name, place=place, sector=industry.sector, description="简介"
    )


def test_a_page_opened_before_submission_is_told_after_reopening(cast: Cast) -> None:
    answer_all(cast.draft)
    before = cast.rating("scale")
    actions.submit(assessment=cast.draft, user=cast.alice)
    actions.reopen(assessment=cast.draft)
    with pytest.raises(actions.RevisionConflictError):
        actions.save_rating(rating=before, revision=before.revision, content=content())


def test_reopening_makes_a_draft_again(cast: Cast) -> None:
    actions.reopen(assessment=submitted(cast))
    cast.draft.refresh_from_db()
    assert (cast.draft.status, cast.draft.submitted_at, cast.draft.submitted_by) == (
        "draft",
        None,
        None,
    )
    save(cast, claim=5)


def test_a_review_is_final_and_signed(cast: Cast) -> None:
    actions.review(assessment=submitted(cast), user=cast.alice)
    cast.draft.refresh_from_db()
    assert (cast.draft.status, cast.draft.reviewed_by) == ("reviewed", cast.alice)
    assert cast.draft.reviewed_at is not None
    with pytest.raises(actions.NotSubmittedError):
        actions.reopen(assessment=cast.draft)
    with pytest.raises(actions.NotSubmittedError):
        actions.review(assessment=cast.draft, user=cast.bob)


def test_a_draft_is_neither_reopened_nor_reviewed(cast: Cast) -> None:
    with pytest.raises(actions.NotSubmittedError):
        actions.reopen(assessment=cast.draft)
    with pytest.raises(actions.NotSubmittedError):
        actions.review(assessment=cast.draft, user=cast.bob)


def test_deleting_a_draft_takes_everything_in_it(cast: Cast) -> None:
    save(cast, evidence=(Item(2, "年报"),), figures=(figure("86"),))
    actions.delete_assessment(assessment=cast.draft)
    assert not Assessment.objects.exists()
    assert not Rating.objects.exists()
    assert not Evidence.objects.exists()
    assert Industry.objects.get() == cast.industry


def test_an_industry_can_be_renamed_while_all_is_draft(cast: Cast) -> None:
    rename(cast.industry)
    cast.industry.refresh_from_db()
    assert (cast.industry.name, cast.industry.description) == ("新名称", "简介")


def test_an_industry_cannot_take_the_name_of_another(cast: Cast) -> None:
    other = new_industry(cast.alice, "超硬材料")
    with pytest.raises(actions.IndustryExistsError) as told:
        rename(other, cast.industry.name)
    assert told.value.industry == cast.industry


def test_a_description_may_change_after_submission(cast: Cast) -> None:
    submitted(cast)
    rename(cast.industry, cast.industry.name)
    cast.industry.refresh_from_db()
    assert cast.industry.description == "简介"
