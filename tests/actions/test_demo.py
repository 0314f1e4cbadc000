"""The demo organisation: made once, marked, entered by a link that works once."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from benchmark.actions.demo import load_demo
from benchmark.models import Assessment, Industry, Organisation, Task, User
from benchmark.queries.assessments import LoadedAssessment, load_assessment
from benchmark.queries.plans import plan_of, planned
from benchmark.queries.years import load_years
from benchmark.scoring.framework import Framework
from benchmark.scoring.plan import is_overdue
from benchmark.scoring.profile import STATUSES, Profile, profile
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db


def link(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("load_demo")
    return capsys.readouterr().out.split()[-1].removeprefix(settings.SITE_URL)


@pytest.fixture
def official(published: Framework) -> User:
    return load_demo(source=FIXTURES / "demo.json", framework=published)


def loaded(official: User, industry: str, period: int) -> LoadedAssessment:
    row = Assessment.objects.get(industry__name=industry, period=period)
    return load_assessment(official, row.pk)


def computed(found: LoadedAssessment) -> Profile:
    return profile(found.framework, found.domain)


def test_three_years_of_one_industry_a_next_year_and_one_half_finished(official: User) -> None:
    rows = Assessment.objects.order_by("pk")
    assert [(row.industry.name, row.period, row.status) for row in rows] == [
        ("智能电力装备", 2023, "submitted"),
        ("智能电力装备", 2024, "submitted"),
        ("智能电力装备", 2025, "submitted"),
        ("超硬材料", 2024, "submitted"),
        ("超硬材料", 2025, "draft"),
        ("现代中药", 2025, "draft"),
    ]
    assert {row.industry.place for row in rows} == {"示例市"}
    assert "演示数据，纯属虚构" in Organisation.objects.get().name


def test_the_first_assessment_shows_every_status_and_a_strength(official: User) -> None:
    shown = computed(loaded(official, "智能电力装备", 2025))
    assert {result.status for result in shown.traits} == set(STATUSES)
    assert shown.headline
    assert shown.strengths
    assert shown.to_prove
    assert not shown.contradictions


def test_the_first_assessment_has_a_plan_of_which_one_task_is_late_and_one_done(
    official: User,
) -> None:
    found = loaded(official, "智能电力装备", 2025)
    plan = planned(plan_of(found))
    assert plan is not None
    assert all(task.lead for task in plan.tasks)
    assert [t.condition for t in plan.tasks if t.status == "done" and t.note] == ["fm-20-years"]
    late = [t.condition for t in plan.tasks if is_overdue(t.status, t.due, plan.as_of)]
    assert "te-province-list" in late
    assert plan.outlook.whole.traits["scale"].proven == plan.outlook.targets["scale"]
    planned_years = Task.objects.values_list("assessment__period", flat=True)
    assert set(planned_years) == {2023, 2024, 2025}, "of the first industry only"


def test_of_what_was_done_in_the_years_before_something_moved(official: User) -> None:
    industry = Industry.objects.get(name="智能电力装备")
    found = load_years(official, industry.pk)
    moves = [(step.before.period, move) for step in found.steps for _, move in step.moves]
    assert (2023, "newly_proven") in moves
    assert (2024, "newly_met") in moves
    assert all(step.changes.changed for step in found.steps)


def test_the_next_year_waits_for_carried_answers(official: User) -> None:
    before, after = loaded(official, "超硬材料", 2024), loaded(official, "超硬材料", 2025)
    confirmed = ("first-mover", "scale")
    for slug, rating in after.domain.rating_by_trait.items():
        answers = before.domain.rating_by_trait[slug].answers
        assert after.carried[slug] == answers
        assert rating.answers == (answers if slug in confirmed else {})
        assert rating.figures == before.domain.rating_by_trait[slug].figures
    assert after.domain.evidence == before.domain.evidence


def test_the_half_finished_one_shows_what_a_check_is_for(official: User) -> None:
    draft = loaded(official, "现代中药", 2025)
    assert computed(draft).contradictions
    assert {result.state for result in computed(draft).traits} == {
        "rated", "unknown", "unanswered",
    }  # fmt: skip
    assert any(not item.conditions for item in draft.domain.evidence)


def test_again_it_makes_nothing_and_changes_nothing(
    published: Framework, capsys: pytest.CaptureFixture[str]
) -> None:
    link(capsys)
    Assessment.objects.filter(status="draft").delete()
    link(capsys)
    assert Assessment.objects.count() == 4
    assert Organisation.objects.count() == 1


def test_the_link_signs_in_once(
    client: Client, published: Framework, capsys: pytest.CaptureFixture[str]
) -> None:
    path = link(capsys)
    client.get(path)
    page = client.get("/assessments/").content.decode()
    assert "演示数据，纯属虚构" in page
    assert "智能电力装备" in page
    stranger = Client()
    stranger.get(path)
    assert stranger.get("/assessments/").status_code == 302
