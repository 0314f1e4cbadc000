"""Verbs on assessments and industries: what they write, and what they refuse to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from benchmark.actions import assessments as actions
from benchmark.actions.assessments import Reason
from benchmark.actions.plans import TaskChange, add_task, remove_task, said_of, write_note
from benchmark.models import Answer, Assessment, Evidence, Industry, OwnFigure, Rating, Task
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble, item, new_industry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


def test_a_new_assessment_has_seven_empty_ratings(cast: Cast) -> None:
    ratings = Rating.objects.filter(assessment=cast.draft)
    assert [r.trait.slug for r in ratings] == [t.slug for t in cast.framework.traits]
    assert not any(rating.not_known or rating.revision for rating in ratings)
    assert cast.draft.is_draft
    assert cast.draft.created_by == cast.alice


def test_comparators_and_focus_keep_the_order_chosen_and_stand_once(cast: Cast) -> None:
    made = actions.start_assessment(
        user=cast.bob,
        framework=cast.framework.slug,
        industry=cast.industry,
        period=2024,
        comparators=["xian-aviation", "nanjing-smart-grid", "xian-aviation"],
        focus=["technology", "scale", "technology"],
    )
    made.refresh_from_db()
    assert made.comparators == ["xian-aviation", "nanjing-smart-grid"]
    assert made.focus == ["technology", "scale"]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"comparators": ["wuxi-iot", "xian-aviation", "suzhou-nano", "qingdao-rail"]}, "at most"),
        ({"comparators": ["atlantis"]}, "atlantis"),
        ({"focus": ["scale", "chain", "leaders", "technology"]}, "at most"),
        ({"focus": ["luck"]}, "luck"),
        ({"focus": ["first-mover"]}, "first-mover"),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    cast: Cast, chosen: dict[str, list[str]], told: str
) -> None:
    said = {"comparators": [], "focus": []} | chosen
    with pytest.raises(ValueError, match=told):
        actions.change_settings(assessment=cast.draft, **said)
    with pytest.raises(ValueError, match=told):
        actions.start_assessment(
            user=cast.bob,
            framework=cast.framework.slug,
            industry=cast.industry,
            period=2024,
            **said,
        )
    assert Assessment.objects.get().comparators == []


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
    actions.change_settings(
        assessment=cast.draft, comparators=["xian-aviation"], focus=["leaders", "scale"]
    )
    actions.change_settings(
        assessment=cast.draft, comparators=["qingdao-rail", "wuxi-iot"], focus=[]
    )
    cast.draft.refresh_from_db()
    assert cast.draft.comparators == ["qingdao-rail", "wuxi-iot"]
    assert cast.draft.focus == []


# Submission


def reasons(cast: Cast) -> tuple[Reason, ...]:
    with pytest.raises(actions.NotCompleteError) as told:
        actions.submit(assessment=cast.draft, user=cast.bob)
    return told.value.reasons


def test_submitting_asks_for_every_trait(cast: Cast) -> None:
    answer_all(cast.draft)
    cast.save("scale")
    cast.save("chain", answers={"ch-suppliers": "unknown"})
    assert reasons(cast) == (Reason("unanswered", "scale"),)
    cast.draft.refresh_from_db()
    assert cast.draft.is_draft
    assert cast.rating("scale").revision == 2, "a refused submission leaves no trace"


def test_submitting_asks_for_every_figure_begun(cast: Cast) -> None:
    answer_all(cast.draft)
    begun = cast.figure("output", None)
    cast.save("scale", answers={"sc-city-chain": "met"}, figures=(begun,))
    assert reasons(cast) == (Reason("figure_without_value", "scale", key=begun.key),)


def test_submitting_refuses_contradictions(cast: Cast) -> None:
    answer_all(cast.draft)
    cast.save("technology", answers={"te-lead": "met"}, figures=(cast.figure("standards", 0),))
    pair = ("te-lead", "te-standards-1")
    assert reasons(cast) == (Reason("contradiction", "technology", conditions=pair),)


def test_what_was_only_carried_over_is_no_answer(cast: Cast) -> None:
    answer_all(cast.draft)
    cast.save("scale")
    condition = cast.rating("scale").trait.conditions.get(slug="sc-city-chain")
    Answer.objects.create(rating=cast.rating("scale"), condition=condition, carried="met")
    assert reasons(cast) == (Reason("unanswered", "scale"),)


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
        cast.save("scale", target=5)
    with pytest.raises(actions.NotDraftError):
        actions.confirm_carried(
            rating=cast.rating("scale"), revision=2, conditions=None, user=cast.bob
        )
    with pytest.raises(actions.NotDraftError):
        actions.change_settings(assessment=frozen, comparators=[], focus=[])
    with pytest.raises(actions.NotDraftError):
        actions.delete_assessment(assessment=frozen)
    with pytest.raises(actions.NotDraftError):
        actions.submit(assessment=frozen, user=cast.bob)
    with pytest.raises(actions.NotDraftError):
        rename(cast.industry)
    assert cast.rating("scale").target is None


def rename(industry: Industry, name: str = "新名称", **said: str) -> None:
    known = {"place": industry.place, "sector": industry.sector, "description": "简介"}
    actions.change_industry(industry=industry, name=name, **known | said)


def test_a_page_opened_before_submission_is_told_after_reopening(cast: Cast) -> None:
    answer_all(cast.draft)
    before = cast.rating("scale")
    actions.submit(assessment=cast.draft, user=cast.alice)
    actions.reopen(assessment=cast.draft)
    with pytest.raises(actions.RevisionConflictError):
        actions.save_rating(
            rating=before,
            revision=before.revision,
            change=actions.RatingChange(),
            user=cast.alice,
        )


def test_reopening_makes_a_draft_again(cast: Cast) -> None:
    actions.reopen(assessment=submitted(cast))
    cast.draft.refresh_from_db()
    assert (cast.draft.status, cast.draft.submitted_at, cast.draft.submitted_by) == (
        "draft",
        None,
        None,
    )
    cast.save("scale", target=5)


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
    cast.save(
        "scale",
        answers={"sc-city-chain": "met"},
        figures=(cast.figure("output", 86),),
        evidence=(item(),),
    )
    actions.delete_assessment(assessment=cast.draft)
    for table in (Assessment, Rating, Answer, OwnFigure, Evidence):
        assert not table.objects.exists()
    assert Industry.objects.get() == cast.industry


# Industries


def test_an_industry_can_be_renamed_while_all_is_draft(cast: Cast) -> None:
    rename(cast.industry, name_en="Smart grid equipment")
    cast.industry.refresh_from_db()
    assert (cast.industry.name, cast.industry.name_en, cast.industry.description) == (
        "新名称",
        "Smart grid equipment",
        "简介",
    )
    rename(cast.industry)
    cast.industry.refresh_from_db()
    assert cast.industry.name_en == "Smart grid equipment", "what is not said stays"


def test_an_industry_cannot_take_the_name_of_another(cast: Cast) -> None:
    other = new_industry(cast.alice, "超硬材料")
    with pytest.raises(actions.IndustryExistsError) as told:
        rename(other, cast.industry.name)
    assert told.value.industry == cast.industry


def test_names_are_one_however_they_are_typed_and_stay_as_typed(cast: Cast) -> None:
    first = new_industry(cast.alice, "５Ｇ通信立")
    for spelling in ("5g 通信立", "5G通信\u200b立", "5G 通\u3164信⽴"):
        with pytest.raises(actions.IndustryExistsError) as told:
            new_industry(cast.alice, spelling)
        assert told.value.industry == first
        other = new_industry(cast.alice, "超硬材料")
        with pytest.raises(actions.IndustryExistsError) as told:
            rename(other, spelling)
        assert told.value.industry == first
        other.delete()
    rename(first, "5g 通信立")
    first.refresh_from_db()
    assert first.name == "5g 通信立", "an industry is no namesake of its own"
    assert new_industry(cast.charlie, "5G通信立").name == "5G通信立", "another office's"


def test_the_database_holds_names_apart(cast: Cast) -> None:
    office = cast.industry.organisation
    first, second = (
        Industry(organisation=office, name=name, place="甲市") for name in ("５Ｇ", "5 g")
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Industry.objects.bulk_create([first, second])
    first.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    Industry(organisation=office, name="5G", place="乙市").save()
    # A name that grows when it is made one.
    Industry(organisation=office, name="\ufdfa" * 200, place="\ufdfa" * 200).save()


def test_a_description_may_change_after_submission_and_no_name(cast: Cast) -> None:
    submitted(cast)
    rename(cast.industry, cast.industry.name)
    cast.industry.refresh_from_db()
    assert cast.industry.description == "简介"
    with pytest.raises(actions.NotDraftError):
        rename(cast.industry, cast.industry.name, name_en="Grid")


# Next year


def next_year(cast: Cast, **said: object) -> Assessment:
    return actions.start_next_year(
        user=cast.bob,
        before=cast.draft,
        period=2026,
        **said,  # type: ignore[arg-type]
    )


def test_next_year_begins_with_what_was_collected(cast: Cast) -> None:
    figure, document = cast.figure("output", 406, year=2024), item(conditions=("sc-city-chain",))
    actions.change_settings(assessment=cast.draft, comparators=["suzhou-nano"], focus=["scale"])
    cast.draft.refresh_from_db()
    cast.save(
        "scale",
        answers={"sc-city-chain": "met", "sc-first": "not_met", "sc-nation-list": "unknown"},
        target=4,
        target_year=2028,
        rationale="营业收入居全省第二位",
        figures=(figure,),
        evidence=(document,),
    )
    cast.save("chain", not_known=True)
    made = next_year(cast)
    assert (made.period, made.created_by, made.industry) == (2026, cast.bob, cast.industry)
    assert (made.comparators, made.focus) == (["suzhou-nano"], ["scale"])
    rating = cast.rating("scale", made)
    assert (rating.target, rating.target_year, rating.revision) == (4, 2028, 0)
    assert rating.rationale == "营业收入居全省第二位"
    assert list(rating.answers.values_list("condition__slug", "state", "carried")) == [
        ("sc-city-chain", "", "met"),
        ("sc-nation-list", "", "unknown"),
        ("sc-first", "", "not_met"),
    ]
    assert [row.key for row in rating.figures.all()] == [figure.key]
    assert [(row.key, row.trait) for row in made.evidence.all()] == [(document.key, rating.trait)]
    assert not cast.rating("chain", made).not_known, "an answer is given for one year"
    assert OwnFigure.objects.count() == Evidence.objects.count() == 2, "the year before keeps its"


def test_open_tasks_come_along_and_done_ones_stay_behind(cast: Cast) -> None:
    def task(status: str, **said: Any) -> Task:
        change = TaskChange(measure="引进检测机构", lead="市科技局", status=status, **said)
        return add_task(
            assessment=cast.draft,
            key=actions.new_key(),
            trait="innovation",
            condition="in-city-platform",
            change=change,
            user=cast.alice,
        )

    under_way, paused = task("under_way", due=date(2026, 6, 30)), task("paused")
    remove_task(task=task("not_started"), user=cast.alice)
    task("done")
    write_note(task=under_way, key=actions.new_key(), text="已报送", user=cast.alice)
    made = next_year(cast)
    carried = {row.key: row for row in Task.objects.filter(assessment=made)}
    assert set(carried) == {under_way.key, paused.key}
    row = carried[under_way.key]
    assert said_of(row) == said_of(under_way)
    assert (row.trait, row.condition, row.revision) == (under_way.trait, under_way.condition, 1)
    assert (row.updated_by, row.notes.count()) == (cast.bob, 0)
    assert Task.objects.filter(assessment=cast.draft).count() == 4, "the year before keeps its"


def test_what_nobody_confirmed_is_not_carried_on(cast: Cast) -> None:
    cast.save("scale", answers={"sc-city-chain": "met", "sc-first": "not_met"})
    second = next_year(cast)
    actions.confirm_carried(
        rating=cast.rating("scale", second),
        revision=0,
        conditions=["sc-first"],
        user=cast.alice,
    )
    third = actions.start_next_year(user=cast.alice, before=second, period=2027)
    carried = cast.rating("scale", third).answers
    assert list(carried.values_list("condition__slug", "carried")) == [("sc-first", "not_met")]


def test_next_year_takes_what_is_chosen_for_it(cast: Cast) -> None:
    made = next_year(cast, comparators=["wuxi-iot"], focus=["chain"])
    assert (made.comparators, made.focus) == (["wuxi-iot"], ["chain"])
    with pytest.raises(actions.AssessmentExistsError):
        next_year(cast)


def test_carried_answers_are_confirmed_a_trait_at_a_time(cast: Cast) -> None:
    cast.save("scale", answers={"sc-city-chain": "met", "sc-first": "not_met"})
    made = next_year(cast)
    cast.save("scale", made, answers={"sc-first": "met"})
    revision = actions.confirm_carried(
        rating=cast.rating("scale", made), revision=1, conditions=None, user=cast.bob
    )
    rating = cast.rating("scale", made)
    assert (rating.revision, rating.updated_by) == (revision, cast.bob)
    states = dict(rating.answers.values_list("condition__slug", "state"))
    assert states == {"sc-city-chain": "met", "sc-first": "met"}, "what is answered stays"
    with pytest.raises(actions.RevisionConflictError):
        actions.confirm_carried(
            rating=rating, revision=revision - 1, conditions=None, user=cast.bob
        )
