"""Reading assessments: whole, in few queries, and only one's own."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as actions
from benchmark.actions.assessments import FigureRow
from benchmark.actions.demo import load_demo
from benchmark.actions.reference import publish_framework
from benchmark.models import Assessment, Industry, Rating, User
from benchmark.queries import assessments as queries
from benchmark.queries.framework import current_framework
from benchmark.queries.tasks import groups_of, problems_of, trait_tasks
from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.scoring.assessment import Evidence as Item
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble, content, new_industry
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


def save(cast: Cast, trait: str, **said: object) -> None:
    rating = cast.rating(trait)
    actions.save_rating(
        rating=rating,
        revision=rating.revision,
        content=content(**said),  # type: ignore[arg-type]
    )


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


@pytest.mark.parametrize("pk", [0, -1, 2**63, 10**40])
def test_a_number_that_no_key_can_be_is_simply_not_there(cast: Cast, pk: int) -> None:
    with pytest.raises(Assessment.DoesNotExist):
        queries.get_assessment(cast.alice, pk)
    with pytest.raises(Industry.DoesNotExist):
        queries.get_industry(cast.alice, pk)
    with pytest.raises(Rating.DoesNotExist):
        queries.rating_of(cast.alice, pk, "scale")


def test_what_is_entered_comes_back_whole(framework: Framework) -> None:
    """The demo's input files, stored and read again, are what they were."""
    publish_framework(framework=framework)
    official = load_demo(source=FIXTURES / "demo.json", framework=framework)
    entries = json.loads((FIXTURES / "demo.json").read_text())["assessments"]
    for entry in entries:
        given = parse_assessment(entry["input"], framework)
        row = Assessment.objects.get(
            industry__organisation=official.organisation, industry__name=given.industry.name
        )
        read = queries.load_assessment(official, row.pk)
        assert read.domain.ratings == given.ratings
        assert read.domain.comparators == given.comparators
        assert read.domain.weights == given.weights
        assert (read.domain.period, read.domain.framework) == (given.period, given.framework)
        assert read.domain.industry.name == given.industry.name
        assert read.framework == framework


def test_numbers_come_back_without_the_padding_of_their_column(cast: Cast) -> None:
    rows = tuple(
        FigureRow("output", Decimal(value), "exact", "亿元") for value in ("20000", "0.5", "12.50")
    )
    save(cast, "scale", figures=rows)
    figures = queries.load_assessment(cast.alice, cast.draft.pk).domain.ratings[1].figures
    assert [str(figure.value) for figure in figures] == ["20000", "0.5", "12.5"]


def test_loading_takes_five_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    current_framework()
    alice = User.objects.get(pk=cast.alice.pk)
    with django_assert_num_queries(5):
        queries.load_assessment(alice, cast.draft.pk)
    many = tuple(Item(2, f"材料{number}") for number in range(30))
    for trait in cast.framework.traits:
        save(cast, trait.slug, evidence=many)
    for year in range(1990, 2020):
        actions.start_assessment(
            user=alice, framework=cast.framework.slug, industry=cast.industry, period=year
        )
    with django_assert_num_queries(5):
        queries.load_assessment(alice, cast.draft.pk)


def test_the_list_is_in_the_order_of_changes(cast: Cast) -> None:
    other = actions.start_assessment(
        user=cast.alice,
        framework=cast.framework.slug,
        industry=new_industry(cast.alice, "超硬材料"),
        period=2025,
    )
    assert next(iter(queries.with_progress(queries.assessments_of(cast.bob)))) == other
    save(cast, "scale", claim=3)
    save(cast, "chain", state="unknown")
    first, second = queries.with_progress(queries.assessments_of(cast.bob))
    assert (first, first.answered, first.rated) == (cast.draft, 2, 1)
    assert (second, second.answered, second.rated) == (other, 0, 0)
    assert first.changed_at > first.updated_at


def test_a_row_begun_is_kept_and_says_nothing_yet(cast: Cast) -> None:
    begun = FigureRow("output", None, "exact", "亿元", year=2024)
    said = FigureRow("output", Decimal(86), "exact", "亿元")
    save(cast, "scale", claim=2, rationale="有", figures=(begun, said))
    loaded = queries.load_assessment(cast.alice, cast.draft.pk)
    assert [figure.value for figure in loaded.domain.ratings[1].figures] == [86]
    assert loaded.figure_rows["scale"] == (("output", None), ("output", 0))
    of_scale = [
        (p.kind, p.row, p.blocking) for p in problems_of(loaded, {}) if p.trait.slug == "scale"
    ]
    assert of_scale == [
        ("claim_without_evidence", None, False),
        ("figure_without_year", 1, False),
        ("figure_without_value", 0, True),
    ]


def test_what_blocks_submission_is_named_first(cast: Cast) -> None:
    save(cast, "scale", claim=4)
    groups = groups_of(problems_of(queries.load_assessment(cast.alice, cast.draft.pk), {}))
    assert [group.kind for group in groups] == [
        "unanswered",
        "claim_without_evidence",
        "no_rationale",
    ]
    assert [group.blocking for group in groups] == [True, False, False]
    assert [p.trait.slug for p in groups[0].problems] == [
        trait.slug for trait in cast.framework.traits if trait.slug != "scale"
    ]


def test_each_trait_has_its_line_of_the_task_list(cast: Cast) -> None:
    evidence = (Item(2, "年报"), Item(1, ""))
    save(cast, "scale", claim=5, rationale="有", evidence=evidence)
    tasks = trait_tasks(queries.load_assessment(cast.alice, cast.draft.pk), {})
    assert [task.trait.slug for task in tasks] == [t.slug for t in cast.framework.traits]
    assert [task.answered for task in tasks] == [False, True, *[False] * 5]
    assert (tasks[1].result.supported, tasks[1].result.evidence_grade) == (4, 2)
    assert [message.zh for message in tasks[1].messages] == [
        "自评等级高于现有佐证所能支持的等级",
        "佐证材料缺少来源或日期",
    ], "two items without a source are one thing to do"
