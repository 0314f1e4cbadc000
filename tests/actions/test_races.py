"""Two people at once, on a database that lets both write: each waits where he has to, and never
both for each other. Run on PostgreSQL; SQLite has one writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from benchmark.actions import accounts, assessments, editions, plans, questionnaire, ratings
from benchmark.actions.changes import new_key
from benchmark.actions.errors import NothingChangedError, RevisionConflictError
from benchmark.actions.reference import publish_framework
from benchmark.models import Assessment, Edition, Industry, Rating, Task, User
from benchmark.queries.assessments import load_assessment
from benchmark.queries.editions import load_handout
from benchmark.queries.questionnaires import stored_state
from benchmark.scoring.framework import Framework
from benchmark.scoring.tasks import TaskChange
from tests.cast import Cast, answer_all, assemble

pytestmark = pytest.mark.django_db(transaction=True)

# Whoever waits for a lock is seen to wait: no clock decides.
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture(scope="module", autouse=True)
def reference_data_for_the_others(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, framework: Framework
) -> Iterator[None]:
    """Each of these tests leaves an empty database behind."""
    yield
    with django_db_blocker.unblock():
        publish_framework(framework=framework)


@pytest.fixture
def cast(framework: Framework) -> Cast:
    publish_framework(framework=framework)
    return assemble(framework)


@pytest.fixture
def rival() -> Iterator[Callable[[Callable[[], Any]], Future[Any]]]:
    """Somebody else, on a connection of his own."""
    with ThreadPoolExecutor(2) as pool:

        def act(what: Callable[[], Any]) -> Future[Any]:
            def run() -> Any:
                try:
                    return what()
                finally:
                    connection.close()

            return pool.submit(run)

        yield act


def until_somebody_waits(other: Future[Any]) -> None:
    """Comes back once somebody waits for a lock; fails where nobody has to."""
    while not other.done():
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
    raise AssertionError(f"nobody waited: {other.exception() or other.result()!r}")


def rename(industry: Industry, name: str) -> None:
    assessments.change_industry(
        industry=industry,
        name=name,
        place=industry.place,
        sector=industry.sector,
        description=industry.description,
    )


def test_an_industry_is_not_renamed_while_its_assessment_is_being_submitted(
    cast: Cast, rival: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(cast.draft)
    renaming: list[Future[None]] = []
    check = assessments._missing

    def between(*said: Any) -> Any:
        renaming.append(rival(lambda: rename(cast.industry, "别的产业")))
        until_somebody_waits(renaming[0])
        return check(*said)

    monkeypatch.setattr(assessments, "_missing", between)
    assessments.submit(assessment=cast.draft, user=cast.alice)

    assert isinstance(renaming[0].exception(timeout=60), assessments.NotDraftError)
    cast.industry.refresh_from_db()
    assert cast.industry.name == "智能电力装备"


def test_who_submits_waits_for_a_new_name(cast: Cast, rival: Any) -> None:
    answer_all(cast.draft)
    with transaction.atomic():
        rename(cast.industry, "别的产业")
        submitting = rival(lambda: assessments.submit(assessment=cast.draft, user=cast.alice))
        until_somebody_waits(submitting)
    submitting.result(timeout=60)
    assert Assessment.objects.get().status == "submitted"


def test_a_questionnaire_and_a_submission_do_not_wait_for_each_other(
    cast: Cast, rival: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(cast.draft)
    loaded = load_assessment(cast.alice, cast.draft.pk)
    state = stored_state(loaded.row)
    filling: list[Future[None]] = []
    check = assessments._missing

    def fill() -> None:
        questionnaire.fill_draft(loaded=loaded, state=state, after=loaded.domain, user=cast.bob)

    def between(*said: Any) -> Any:
        filling.append(rival(fill))
        until_somebody_waits(filling[0])
        return check(*said)

    monkeypatch.setattr(assessments, "_missing", between)
    assessments.submit(assessment=cast.draft, user=cast.alice)

    assert isinstance(filling[0].exception(timeout=60), assessments.NotDraftError)


def test_many_ratings_are_held_in_one_order(
    cast: Cast, rival: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marking all of them while the draft is deleted: one of both comes first, no deadlock."""
    inside, go_on = Event(), Event()
    revised = ratings._revised

    def slowly(rating: Rating, *said: Any, **values: Any) -> bool:
        passed = revised(rating, *said, **values)
        inside.set()
        go_on.wait(timeout=60)
        return passed

    monkeypatch.setattr(ratings, "_revised", slowly)
    traits = [trait.slug for trait in cast.framework.traits]
    marking = rival(
        lambda: ratings.mark_not_known(assessment=cast.draft, traits=traits, user=cast.bob)
    )
    inside.wait(timeout=60)
    deleting = rival(lambda: assessments.delete_assessment(assessment=cast.draft))
    until_somebody_waits(deleting)
    go_on.set()

    assert marking.result(timeout=60) == len(traits)
    deleting.result(timeout=60)
    assert not Assessment.objects.exists()


def test_a_save_under_way_is_not_lost_to_a_submission(
    cast: Cast, rival: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(cast.draft)
    write = ratings._write_rows
    submitting: list[Future[None]] = []

    def between(*said: Any) -> None:
        submitting.append(rival(lambda: assessments.submit(assessment=cast.draft, user=cast.alice)))
        until_somebody_waits(submitting[0])
        write(*said)

    monkeypatch.setattr(ratings, "_write_rows", between)
    cast.save("scale", not_known=True, rationale="最后一句")

    submitting[0].result(timeout=60)
    assert cast.rating("scale").rationale == "最后一句"
    assert Assessment.objects.get().status == "submitted"


def test_one_name_is_registered_once(cast: Cast, rival: Any) -> None:
    def register(username: str) -> User:
        return accounts.register(
            organisation="局", place="市", username=username, password="dui-biao-2026"
        )

    with transaction.atomic():
        register("Anna")
        late = rival(lambda: register("anna"))
        until_somebody_waits(late)

    assert isinstance(late.exception(timeout=60), accounts.UsernameTakenError)
    assert User.objects.get(organisation__name="局").username == "Anna"


def test_one_industry_and_one_assessment_a_year_are_begun_once(cast: Cast, rival: Any) -> None:
    assert cast.alice.organisation
    office = cast.alice.organisation

    def industry() -> Industry:
        return assessments.create_industry(
            organisation=office, name="超硬材料", place="许都市", sector="other"
        )

    def start(of: Industry) -> Assessment:
        return assessments.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=of, period=2026
        )

    with transaction.atomic():
        made = industry()
        late = rival(industry)
        until_somebody_waits(late)
    told = late.exception(timeout=60)
    assert isinstance(told, assessments.IndustryExistsError)
    assert told.industry == made

    with transaction.atomic():
        begun = start(made)
        late = rival(lambda: start(made))
        until_somebody_waits(late)
    told = late.exception(timeout=60)
    assert isinstance(told, assessments.AssessmentExistsError)
    assert told.assessment == begun


def test_two_who_submit_at_once_make_one_edition(
    cast: Cast, rival: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(cast.draft)
    others: list[Future[None]] = []
    check = assessments._missing

    def between(*said: Any) -> Any:
        others.append(rival(lambda: assessments.submit(assessment=cast.draft, user=cast.bob)))
        until_somebody_waits(others[0])
        return check(*said)

    monkeypatch.setattr(assessments, "_missing", between)
    assessments.submit(assessment=cast.draft, user=cast.alice)

    assert isinstance(others[0].exception(timeout=60), assessments.NotDraftError)
    assert [(e.number, e.created_by) for e in Edition.objects.all()] == [(1, cast.alice)]


def test_an_edition_holds_what_was_saved_before_and_nothing_later(
    cast: Cast, rival: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(cast.draft)
    saving: list[Future[int]] = []
    check = assessments._missing

    def between(*said: Any) -> Any:
        saving.append(rival(lambda: cast.save("scale", rationale="太晚")))
        until_somebody_waits(saving[0])
        return check(*said)

    monkeypatch.setattr(assessments, "_missing", between)
    assessments.submit(assessment=cast.draft, user=cast.alice)

    told = saving[0].exception(timeout=60)
    assert isinstance(told, (assessments.NotDraftError, assessments.RevisionConflictError))
    kept = load_handout(cast.alice, cast.draft.pk).assessment
    assert kept.rating_by_trait["scale"].rationale == ""


def test_the_plan_is_kept_once_by_two_at_once(
    cast: Cast, rival: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(cast.draft)
    assessments.submit(assessment=cast.draft, user=cast.alice)
    plans.add_task(
        assessment=cast.draft,
        key=assessments.new_key(),
        trait="scale",
        condition=None,
        change=plans.TaskChange(measure="核对口径"),
        user=cast.alice,
    )
    others: list[Future[Edition]] = []
    keep = editions.keep_edition

    def between(**said: Any) -> Edition:
        others.append(rival(lambda: editions.new_edition(assessment=cast.draft, user=cast.bob)))
        until_somebody_waits(others[0])
        return keep(**said)

    monkeypatch.setattr(editions, "keep_edition", between)
    editions.new_edition(assessment=cast.draft, user=cast.alice)

    assert isinstance(others[0].exception(timeout=60), NothingChangedError)
    assert [e.number for e in Edition.objects.all()] == [1, 2]


def test_two_change_two_tasks_at_once_and_both_stand(
    cast: Cast, rival: Callable[[Callable[[], Any]], Future[Any]]
) -> None:
    one, two = (own_task(cast) for _ in range(2))
    with transaction.atomic():
        lead(one, "市工信局", cast.alice)
        # Nobody waits for a row that another task has.
        rival(lambda: lead(two, "市科技局", cast.bob)).result()
    assert {task.lead for task in Task.objects.all()} == {"市工信局", "市科技局"}


def test_of_two_who_change_the_same_task_at_once_the_second_is_told(
    cast: Cast, rival: Callable[[Callable[[], Any]], Future[Any]]
) -> None:
    task = own_task(cast)
    with transaction.atomic():
        lead(task, "市工信局", cast.alice)
        other = rival(lambda: lead(task, "市科技局", cast.bob))
        until_somebody_waits(other)
    with pytest.raises(RevisionConflictError):
        other.result()
    stored = Task.objects.get()
    assert (stored.lead, stored.updated_by, stored.revision) == ("市工信局", cast.alice, 2)


def own_task(cast: Cast) -> Task:
    return plans.add_task(
        assessment=cast.draft,
        key=new_key(),
        trait="scale",
        condition=None,
        change=TaskChange(),
        user=cast.alice,
    )


def lead(task: Task, unit: str, user: User) -> None:
    plans.save_task(task=task, revision=1, change=TaskChange(lead=unit), user=user)
