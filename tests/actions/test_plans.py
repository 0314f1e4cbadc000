"""A plan: begun once however often, each task saved by itself, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from benchmark.actions import plans
from benchmark.actions.assessments import SaveMark, new_key, start_next_year, submit
from benchmark.actions.errors import RevisionConflictError
from benchmark.models import Task, TaskNote
from benchmark.queries.assessments import load_assessment
from benchmark.queries.plans import load_plan
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble, item

SAID = plans.TaskChange(measure="引进检测机构", lead="市科技局", due=date(2027, 6, 30))


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def gap(cast: Cast) -> Cast:
    """A city's chain without a place on a list, to be proven at level 2 and aimed at 3."""
    cast.save("innovation", answers={"in-city-platform": "not_met", "in-joint": "not_met"})
    cast.save(
        "market-share", figures=(cast.figure("top3-products", 1, product="继电器"),), target=4
    )
    return cast


def begin(cast: Cast) -> int:
    loaded = load_assessment(cast.alice, cast.draft.pk)
    return plans.begin_plan(loaded=loaded, language="zh-hans", user=cast.alice)


def tasks(cast: Cast) -> dict[str, Task]:
    rows = Task.objects.select_related("condition", "practice", "assessment")
    return {t.condition.slug: t for t in rows.filter(assessment=cast.draft) if t.condition}


def stored(task: Task) -> Task:
    return Task.objects.select_related("practice").get(pk=task.pk)


def add(cast: Cast, **said) -> Task:
    return plans.add_task(
        assessment=cast.draft,
        **{
            "key": new_key(),
            "trait": "scale",
            "condition": None,
            "change": SAID,
            "user": cast.alice,
            **said,
        },
    )


def test_it_begins_with_what_is_lacking_and_says_how_and_how_much(gap: Cast) -> None:
    assert begin(gap) == len(tasks(gap)) > 0
    share = tasks(gap)["ms-domestic-40"]
    assert share.goal == "超过40%"
    assert share.practice is not None
    assert share.measure.startswith("取得数据：")
    assert share.measure.endswith(f"；没有达到的，{share.practice.measure_zh}")
    assert share.lead == "工信局"
    [missing] = [task for task in tasks(gap).values() if not task.lead]
    assert missing.practice is not None
    assert missing.measure == missing.practice.measure_zh
    assert (share.status, share.revision, share.requirement_there) == ("not_started", 1, False)


def test_begun_again_it_takes_up_what_came_new_and_doubles_nothing(gap: Cast) -> None:
    begin(gap)
    before = tasks(gap)
    assert begin(gap) == 0
    plans.remove_task(task=before["ms-domestic-40"], user=gap.alice)
    gap.save("leaders", answers={"le-city": "not_met"}, target=3)
    added = begin(gap)
    assert added == len(tasks(gap)) - len(before) > 0
    assert tasks(gap)["ms-domestic-40"].gone, "what was deleted stays so"


def test_of_a_trait_without_a_level_each_who_has_some_data_gets_a_task(cast: Cast) -> None:
    cast.save("market-share", answers={"ms-first": "unknown"})
    assert begin(cast) == 3
    found = Task.objects.filter(assessment=cast.draft)
    assert {task.lead for task in found} == {"工信局", "链上重点企业", "行业协会"}
    assert all(task.condition is None and task.measure for task in found)
    assert begin(cast) == 0, "though no condition names them"


def test_a_unit_is_called_as_the_plan_calls_it(cast: Cast) -> None:
    own = plans.TaskChange(lead="市工信局")
    plans.add_task(
        assessment=cast.draft, key="a" * 16, trait="scale", condition=None, change=own, user=None
    )
    cast.save("market-share", answers={"ms-first": "unknown"})
    begin(cast)
    leads = set(Task.objects.filter(assessment=cast.draft).values_list("lead", flat=True))
    assert leads == {"市工信局", "链上重点企业", "行业协会"}


def test_what_only_waits_to_be_confirmed_is_no_task_yet(gap: Cast) -> None:
    gap.save("innovation", answers={"in-city-platform": "not_met"}, target=2)
    made = start_next_year(user=gap.alice, before=gap.draft, period=2026)
    loaded = load_assessment(gap.alice, made.pk)
    proposed, waiting = plans.to_begin(loaded, ())
    assert "in-city-platform" in waiting
    assert not waiting.intersection(slug for each in proposed for slug in each.conditions)
    assert plans.begin_plan(loaded=loaded, language="zh-hans", user=gap.alice) == len(proposed)


def test_two_who_begin_at_once_double_nothing(gap: Cast, monkeypatch) -> None:
    loaded = load_assessment(gap.alice, gap.draft.pk)
    proposed = plans.to_begin(loaded, ())

    def slow(*_):
        # Bob's click comes between Alice's look at what is there and her write.
        monkeypatch.setattr(plans, "to_begin", lambda *_: proposed)
        plans.begin_plan(loaded=loaded, language="zh-hans", user=gap.bob)
        return proposed

    monkeypatch.setattr(plans, "to_begin", slow)
    plans.begin_plan(loaded=loaded, language="zh-hans", user=gap.alice)
    assert Task.objects.filter(assessment=gap.draft).count() == len(proposed[0])


def test_what_is_only_to_be_proven_asks_for_evidence(cast: Cast) -> None:
    cast.save("scale", answers={"sc-nation-list": "met"}, target=4)
    begin(cast)
    found = tasks(cast)["sc-nation-list"]
    assert found.measure.startswith("取得佐证材料：")
    assert (found.practice, found.goal) == (None, "")


def test_two_tasks_saved_at_once_both_stand_and_of_the_same_one_the_second_is_told(
    gap: Cast,
) -> None:
    begin(gap)
    one, other = list(tasks(gap).values())[:2]
    plans.save_task(task=one, revision=1, change=SAID, user=gap.alice)
    plans.save_task(task=other, revision=1, change=SAID, user=gap.bob)
    with pytest.raises(RevisionConflictError):
        plans.save_task(task=one, revision=1, change=replace(SAID, lead="他局"), user=gap.bob)
    assert [stored(task).lead for task in (one, other)] == ["市科技局", "市科技局"]
    assert stored(one).updated_by == gap.alice


def test_a_save_whose_answer_was_lost_is_in_nobodys_way(gap: Cast) -> None:
    begin(gap)
    [task, *_] = tasks(gap).values()
    page, next_page = "a" * 24, "b" * 24
    plans.save_task(task=task, revision=1, change=SAID, user=gap.alice, mark=SaveMark(page, 2))
    again = replace(SAID, lead="市统计局")
    assert (
        plans.save_task(task=task, revision=1, change=again, user=gap.alice, mark=SaveMark(page, 3))
        == 3
    )
    with pytest.raises(RevisionConflictError):
        plans.save_task(task=task, revision=1, change=SAID, user=gap.alice, mark=SaveMark(page, 3))
    assert (
        plans.save_task(
            task=task, revision=1, change=SAID, user=gap.alice, mark=SaveMark(next_page, 1, (page,))
        )
        == 4
    )


def test_a_task_of_ones_own_is_added_once_under_its_key(cast: Cast) -> None:
    key = new_key()
    task = add(cast, key=key)
    assert add(cast, key=key) == task
    assert (task.condition, task.lead, task.due) == (None, "市科技局", date(2027, 6, 30))
    assert add(cast, trait="scale", condition="sc-nation-list").condition.slug == "sc-nation-list"


@pytest.mark.parametrize(
    "said",
    [
        {"key": "zz"},
        {"trait": "none"},
        {"condition": "le-city"},
        {"change": replace(SAID, status="soon")},
        {"change": replace(SAID, practice="none")},
    ],
)
def test_what_a_form_refuses_is_not_written(cast: Cast, said) -> None:
    with pytest.raises(ValueError, match=" is no "):
        add(cast, **said)
    assert not Task.objects.exists()


def test_a_deleted_task_comes_back_with_its_notes(cast: Cast) -> None:
    task = add(cast)
    plans.write_note(task=task, key=new_key(), text="已发函", user=cast.alice)
    plans.remove_task(task=task, user=cast.bob)
    assert [t.gone for t in load_plan(cast.alice, cast.draft.pk).gone] == [True]
    with pytest.raises(RevisionConflictError):
        plans.save_task(task=task, revision=1, change=SAID, user=cast.alice)
    plans.restore_task(task=task, user=cast.alice)
    plans.restore_task(task=task, user=cast.alice)
    [found] = load_plan(cast.alice, cast.draft.pk).tasks
    assert (found.revision, [note.text for note in found.notes.all()]) == (3, ["已发函"])


def test_overwriting_a_deleted_task_brings_it_back(cast: Cast) -> None:
    task = add(cast)
    plans.remove_task(task=task, user=cast.bob)
    plans.save_task(task=task, revision=2, change=SAID, user=cast.alice)
    assert not stored(task).gone


def test_a_note_is_one_while_it_is_typed_and_nobody_elses(cast: Cast) -> None:
    task, key = add(cast), new_key()
    for text in ("已", "已发函"):
        plans.write_note(task=task, key=key, text=text, user=cast.alice)
    plans.write_note(task=task, key=key, text="改写", user=cast.bob)
    assert [note.text for note in TaskNote.objects.all()] == ["已发函"]
    plans.write_note(task=task, key=key, text="", user=cast.alice)
    assert not TaskNote.objects.exists()
    with pytest.raises(ValueError, match="is no key"):
        plans.write_note(task=task, key="?", text="已", user=cast.alice)


def test_the_plan_goes_on_after_submission(cast: Cast) -> None:
    answer_all(cast.draft)
    submit(assessment=cast.draft, user=cast.alice)
    task = add(cast)
    assert plans.save_task(task=task, revision=1, change=SAID, user=cast.alice) == 2


def test_what_nothing_asks_for_is_not_there(cast: Cast) -> None:
    assert not add(cast, change=replace(SAID, requirement_there=True)).requirement_there
    practice = cast.framework.practices[0].slug
    change = replace(SAID, requirement_there=True, practice=practice)
    task = add(cast, change=change)
    assert plans.said_of(stored(task)) == change


@pytest.mark.parametrize(
    "columns", [{"status": "soon"}, {"requirement_there": True, "practice": None}]
)
def test_the_database_holds_what_a_task_is(cast: Cast, columns) -> None:
    task = add(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**columns)


def test_the_database_holds_that_a_note_says_something(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskNote.objects.create(task=add(cast), key=new_key(), text="", author=cast.alice)


def test_evidence_given_meanwhile_ends_what_is_to_be_proven(cast: Cast) -> None:
    cast.save("scale", answers={"sc-nation-list": "met"}, target=4)
    proof = item(3, conditions=("sc-nation-list",), date="2025", url="许工信〔2025〕3号")
    cast.save("scale", target=4, evidence=(proof,))
    assert begin(cast) == 0
