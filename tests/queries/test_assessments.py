"""Reading assessments: whole, in few queries, and only one's own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as actions
from benchmark.actions.plans import add_task, write_note
from benchmark.models import Assessment, Edition, Industry, Rating, User
from benchmark.queries import assessments as queries
from benchmark.queries.framework import current_framework
from benchmark.scoring.framework import Framework
from benchmark.scoring.tasks import TaskChange
from tests.cast import Cast, assemble, item, new_industry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


def test_colleagues_see_the_same_and_others_nothing(cast: Cast) -> None:
    for insider in (cast.alice, cast.bob):
        assert list(queries.assessments_of(insider)) == [cast.draft]
        assert list(queries.industries_of(insider)) == [cast.industry]
        assert queries.get_assessment(insider, cast.draft.pk) == cast.draft
    for outsider in (cast.charlie, cast.dora, AnonymousUser()):
        assert not queries.assessments_of(outsider).exists()
        assert not queries.industries_of(outsider).exists()
        with pytest.raises(Assessment.DoesNotExist):
            queries.get_assessment(outsider, cast.draft.pk)
        with pytest.raises(Assessment.DoesNotExist):
            queries.load_assessment(outsider, cast.draft.pk)
        with pytest.raises(Industry.DoesNotExist):
            queries.get_industry(outsider, cast.industry.pk)
        with pytest.raises(Rating.DoesNotExist):
            queries.rating_of(outsider, cast.draft.pk, "scale")
        with pytest.raises(Rating.DoesNotExist):
            queries.load_trait(outsider, cast.draft.pk, "scale")


@pytest.mark.parametrize("pk", [0, -1, 2**63, 10**40])
def test_a_number_that_no_key_can_be_is_simply_not_there(cast: Cast, pk: int) -> None:
    with pytest.raises(Assessment.DoesNotExist):
        queries.get_assessment(cast.alice, pk)
    with pytest.raises(Industry.DoesNotExist):
        queries.get_industry(cast.alice, pk)
    with pytest.raises(Rating.DoesNotExist):
        queries.rating_of(cast.alice, pk, "scale")


def test_an_assessment_is_loaded_with_all_that_it_is_made_of(cast: Cast) -> None:
    actions.change_industry(
        industry=cast.industry,
        name="智能电网",
        name_en="Smart grid",
        place="许都市",
        sector="new-energy",
        description="简介",
    )
    actions.change_settings(
        assessment=cast.draft, comparators=["nanjing-smart-grid"], focus=["chain", "scale"]
    )
    document = item(conditions=("sc-first", "ch-make"))
    cast.save("chain", not_known=True, evidence=(document,))
    loaded = queries.load_assessment(cast.bob, cast.draft.pk)
    industry = loaded.domain.industry
    assert (industry.name, industry.name_en, industry.place) == ("智能电网", "Smart grid", "许都市")
    assert (industry.sector, industry.description) == ("new-energy", "简介")
    assert loaded.domain.comparators == ("nanjing-smart-grid",)
    assert loaded.domain.focus == ("chain", "scale")
    assert [r.trait for r in loaded.domain.ratings] == [t.slug for t in cast.framework.traits]
    assert [r.trait for r in loaded.domain.ratings if r.not_known] == ["chain"]
    assert {slug: row.revision for slug, row in loaded.ratings.items() if row.revision} == {
        "chain": 1
    }
    assert loaded.framework == cast.framework
    assert loaded.evidence_home == {document.key: "chain"}


def test_carried_answers_stand_beside_until_they_are_confirmed(cast: Cast) -> None:
    cast.save("scale", answers={"sc-first": "met", "sc-city-chain": "not_met"})
    made = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    loaded = queries.load_assessment(cast.alice, made.pk)
    assert loaded.carried == {"scale": {"sc-first": "met", "sc-city-chain": "not_met"}}
    assert loaded.domain.rating_by_trait["scale"].answers == {}
    actions.confirm_carried(
        rating=loaded.ratings["scale"], revision=0, conditions=["sc-first"], user=cast.alice
    )
    assert queries.to_domain(made).rating_by_trait["scale"].answers == {"sc-first": "met"}


def test_one_trait_is_loaded_with_all_evidence_and_nothing_else(cast: Cast) -> None:
    document = item(conditions=("sc-first",))
    cast.save("chain", target=4, evidence=(document,))
    cast.save("scale", answers={"sc-first": "met"}, figures=(cast.figure("output", 5),))
    whole = queries.load_assessment(cast.alice, cast.draft.pk)
    loaded = queries.load_trait(cast.alice, cast.draft.pk, "scale")
    assert loaded.domain.rating_by_trait["scale"] == whole.domain.rating_by_trait["scale"]
    assert loaded.domain.evidence == (document,)
    assert loaded.evidence_home == whole.evidence_home
    assert loaded.domain.rating_by_trait["chain"].target is None
    assert loaded.row.assessment == cast.draft


def test_loading_takes_five_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    current_framework()
    alice = User.objects.get(pk=cast.alice.pk)
    with django_assert_num_queries(5):
        queries.load_assessment(alice, cast.draft.pk)
    for trait in cast.framework.traits:
        cast.save(
            trait.slug,
            answers={condition.slug: "unknown" for condition in trait.conditions},
            figures=tuple(cast.figure(i.slug, 1, year=2020) for i in trait.indicators),
            evidence=tuple(item(title=f"材料{number}") for number in range(30)),
        )
    for year in range(1990, 2020):
        actions.start_assessment(
            user=alice, framework=cast.framework.slug, industry=cast.industry, period=year
        )
    with django_assert_num_queries(5):
        loaded = queries.load_assessment(alice, cast.draft.pk)
    assert len(loaded.domain.evidence) == 210
    with django_assert_num_queries(4):
        queries.load_trait(alice, cast.draft.pk, "scale")


def test_the_list_is_in_the_order_of_changes(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = actions.start_assessment(
        user=cast.alice,
        framework=cast.framework.slug,
        industry=new_industry(cast.alice, "超硬材料"),
        period=2025,
    )
    assert next(iter(queries.with_progress(queries.assessments_of(cast.bob)))) == other
    cast.save("scale", answers={"sc-city-chain": "met"}, figures=(cast.figure("output", 5),))
    cast.save("market-share", figures=(cast.figure("global-share", 5, product="继电保护"),))
    cast.save("chain", not_known=True)
    # Nothing is said of these.
    cast.save("leaders", target=4, figures=(cast.figure("little-giants", None),))
    cast.save("technology", answers={"te-patent": None}, evidence=(item(),))
    rows = list(queries.with_progress(queries.assessments_of(cast.bob)))
    assert [(row, row.answered) for row in rows] == [(cast.draft, 3), (other, 0)]
    assert rows[0].changed_at > rows[0].updated_at
    assert queries.open_draft(cast.bob) == cast.draft
    with django_assert_num_queries(4):
        assert queries.rated_of(rows) == {cast.draft.pk: 1, other.pk: 0}


def test_a_plan_that_goes_on_and_an_edition_are_changes_too(cast: Cast) -> None:
    def changed() -> datetime:
        return queries.with_progress(queries.assessments_of(cast.bob)).get().changed_at

    begun = changed()
    task = add_task(
        assessment=cast.draft,
        key="a" * 16,
        trait="scale",
        condition=None,
        change=TaskChange(measure="编制产业链图谱"),
        user=cast.alice,
    )
    added = changed()
    assert added > begun
    write_note(task=task, key="b" * 16, text="已启动", user=cast.alice)
    noted = changed()
    assert noted > added
    for trait in cast.framework.traits:
        cast.save(trait.slug, not_known=True)
    actions.submit(assessment=cast.draft, user=cast.alice)
    edition = Edition.objects.get()
    edition.created_at = changed() + timedelta(days=1)
    edition.save(update_fields=["created_at"])
    assert changed() == edition.created_at


def test_the_list_says_whether_there_is_a_later_year(cast: Cast) -> None:
    actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    rows = queries.with_progress(queries.assessments_of(cast.bob))
    assert {row.period: row.has_later for row in rows} == {2025: True, 2026: False}
