"""What is submitted is kept as an edition, and stays what it was."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from benchmark.actions import assessments as actions
from benchmark.actions import plans
from benchmark.actions.demo import load_demo
from benchmark.actions.editions import new_edition
from benchmark.actions.errors import NothingChangedError, NotSubmittedError
from benchmark.models import Assessment, Edition, Organisation, Task, User
from benchmark.queries import reports
from benchmark.queries.assessments import to_domain
from benchmark.queries.editions import load_handout
from benchmark.reports import document
from benchmark.reports.formats import BRIEF_FORMATS, FORMATS, written
from benchmark.scoring.framework import LANGUAGES, Framework, Text
from benchmark.scoring.profile import METHOD_VERSION
from benchmark.views.reports import render_report_html
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import SECTION
from benchmark.wording.sentences import date_text
from tests.cast import Cast, answer_all, assemble, item
from tests.conftest import FIXTURES
from tests.reports import trees
from tests.reports.trees import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def official(published: Framework) -> User:
    return load_demo(source=FIXTURES / "demo.json", framework=published)


@pytest.fixture
def grid(official: User) -> Assessment:
    """Submitted, with figures, answers and evidence of all seven traits."""
    return Assessment.objects.get(industry__name="智能电力装备", period=2025)


def submitted(cast: Cast) -> Edition:
    answer_all(cast.draft)
    actions.submit(assessment=cast.draft, user=cast.bob)
    return Edition.objects.get(assessment=cast.draft)


def files(user: User, pk: int, number: int | None = None) -> dict[tuple[str, ...], bytes]:
    """Everything that can be downloaded."""
    content = load_handout(user, pk, number).content
    ways = [(wanted, False) for wanted in FORMATS] + [(wanted, True) for wanted in BRIEF_FORMATS]
    return {
        (wanted, "brief" if brief else "whole", language): written(
            content, wanted, language, render_report_html, brief=brief
        )
        for wanted, brief in ways
        for language in LANGUAGES
    }


def test_submission_keeps_the_first_edition(cast: Cast) -> None:
    kept = submitted(cast)
    cast.draft.refresh_from_db()
    assert (kept.number, kept.created_by, kept.created_at) == (1, cast.bob, cast.draft.submitted_at)
    assert (kept.framework, kept.framework_version) == ("national-clusters-2021", "2.0")
    assert (kept.method_version, kept.reference_date) == (METHOD_VERSION, "2021-11-25")
    assert (kept.stage, kept.stage_low, kept.stage_high, kept.gaps) == (None, 1, 5, 0)
    assert str(kept) == f"{cast.draft} 1"


def test_it_holds_what_it_was_made_of(grid: Assessment, official: User) -> None:
    found = load_handout(official, grid.pk)
    said = to_domain(grid)
    # What it is about in words is no part of a report.
    assert found.assessment == replace(said, industry=replace(said.industry, description=""))
    assert found.edition is not None
    assert found.edition.gaps == 3
    document = found.content.document("zh-hans")
    assert document.prepared_on == localdate(grid.submitted_at)
    assert document.author == grid.industry.organisation.name


def test_what_is_handed_out_stays_the_same_to_the_byte(
    grid: Assessment, official: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words, rules, the organisation and the day may change."""
    before = files(official, grid.pk)
    tomorrow = time.time() + timedelta(days=40).total_seconds()
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    for words in (SECTION, COLUMN):
        for key in words:
            monkeypatch.setitem(words, key, Text("别的字", "other words"))
    monkeypatch.setattr(document, "brief", lambda report: iter(()))
    monkeypatch.setattr(reports, "build", None)
    Organisation.objects.update(name="改名后的单位", is_demo=False)
    grid.industry.name = "改名后的产业"
    grid.industry.save()
    grid.evidence.all().delete()
    grid.tasks.all().delete()

    assert files(official, grid.pk) == before


def test_a_draft_has_none(cast: Cast) -> None:
    found = load_handout(cast.alice, cast.draft.pk)
    assert (found.edition, found.editions, found.has_choice) == (None, [], False)
    assert found.content.document("en").draft
    with pytest.raises(Edition.DoesNotExist):
        load_handout(cast.alice, cast.draft.pk, 1)


def test_submitted_again_it_is_the_second_and_the_first_stays(cast: Cast) -> None:
    submitted(cast)
    first = files(cast.alice, cast.draft.pk)
    actions.reopen(assessment=cast.draft)
    # While it is a draft again, what was handed out can still be had.
    assert load_handout(cast.alice, cast.draft.pk).edition is None
    assert files(cast.alice, cast.draft.pk, 1) == first
    cast.save("scale", answers={"sc-city-chain": "met"})
    actions.submit(assessment=cast.draft, user=cast.alice)

    found = load_handout(cast.alice, cast.draft.pk)
    assert [e.number for e in found.editions] == [1, 2]
    assert found.edition == found.editions[1]
    assert found.edition.created_by == cast.alice
    assert found.content.document("zh-hans").subtitle.endswith("第2版")
    assert found.content.document("en").subtitle.endswith("edition 2")
    assert "第2版" in [line.value for line in found.content.book("zh-hans").summary.values]
    assert files(cast.alice, cast.draft.pk, 1) == first
    assert files(cast.alice, cast.draft.pk, 2) == files(cast.alice, cast.draft.pk)


def test_submitted_again_with_nothing_changed_the_first_stays_the_last(cast: Cast) -> None:
    first = submitted(cast)
    actions.reopen(assessment=cast.draft)
    assert not actions.submit(assessment=cast.draft, user=cast.alice)
    assert load_handout(cast.alice, cast.draft.pk).edition == first
    actions.reopen(assessment=cast.draft)
    begun(cast)
    assert actions.submit(assessment=cast.draft, user=cast.alice)
    actions.reopen(assessment=cast.draft)
    Edition.objects.filter(number=2).update(method_version="1.0")
    assert actions.submit(assessment=cast.draft, user=cast.alice), "computed otherwise"
    assert [e.of_plan for e in load_handout(cast.alice, cast.draft.pk).editions] == [False] * 3


def test_the_second_says_what_changed_since_the_first(cast: Cast) -> None:
    cast.save("scale", answers={"sc-city-chain": "not_met", "sc-city-top5": "not_met"})
    for trait in ("first-mover", "market-share", "chain", "leaders", "technology", "innovation"):
        cast.save(trait, not_known=True)
    actions.submit(assessment=cast.draft, user=cast.alice)
    first = load_handout(cast.alice, cast.draft.pk).content.document("zh-hans")
    assert "与上一版相比" not in trees.whole(first)
    actions.reopen(assessment=cast.draft)
    cast.save(
        "scale",
        answers={"sc-city-chain": "met", "sc-city-top5": "not_met"},
        evidence=[item(title="产业链台账", date="2025", conditions=("sc-city-chain",))],
    )
    actions.submit(assessment=cast.draft, user=cast.alice)

    second = load_handout(cast.alice, cast.draft.pk).content.document("zh-hans")
    told = said(second, "since")
    assert f"与{date_text(localdate(), 'zh-hans')}的第1版逐项相比。" in told
    assert "产业规模：自评等级\n1级\n2级" in told
    assert "产业链台账" in told


def test_a_plan_that_changed_makes_a_further_edition(cast: Cast) -> None:
    submitted(cast)
    with pytest.raises(NothingChangedError):
        new_edition(assessment=cast.draft, user=cast.alice)
    task = begun(cast)
    made = new_edition(assessment=cast.draft, user=cast.alice)

    cast.draft.refresh_from_db()
    assert cast.draft.status == "submitted"
    assert (made.number, made.created_by, made.of_plan) == (2, cast.alice, True)
    document = load_handout(cast.alice, cast.draft.pk).content.document("zh-hans")
    assert document.subtitle.endswith("第2版")
    assert "产业规模：核对口径" in said(document, "since")
    with pytest.raises(NothingChangedError):
        new_edition(assessment=cast.draft, user=cast.alice)
    plans.write_note(task=task, key=actions.new_key(), text="已发函", user=cast.bob)
    assert new_edition(assessment=cast.draft, user=cast.bob).number == 3
    plans.remove_task(task=task, user=cast.bob)
    assert new_edition(assessment=cast.draft, user=cast.bob).number == 4


def test_a_reviewed_one_still_takes_its_plan(cast: Cast) -> None:
    submitted(cast)
    actions.review(assessment=cast.draft, user=cast.bob)
    begun(cast)
    assert new_edition(assessment=cast.draft, user=cast.alice).number == 2


def test_a_draft_takes_no_edition_of_its_plan(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(NotSubmittedError):
        new_edition(assessment=cast.draft, user=cast.alice)
    assert not Edition.objects.exists()


def begun(cast: Cast) -> Task:
    return plans.add_task(
        assessment=cast.draft,
        key=actions.new_key(),
        trait="scale",
        condition=None,
        change=plans.TaskChange(measure="核对口径"),
        user=cast.alice,
    )


@pytest.mark.parametrize("number", [0, 2, 99999])
def test_there_is_no_other(cast: Cast, number: int) -> None:
    submitted(cast)
    with pytest.raises(Edition.DoesNotExist):
        load_handout(cast.alice, cast.draft.pk, number)


def test_another_organisation_has_none(cast: Cast) -> None:
    submitted(cast)
    for number in (None, 1):
        with pytest.raises(Assessment.DoesNotExist):
            load_handout(cast.charlie, cast.draft.pk, number)


def test_submitted_twice_it_is_kept_once(cast: Cast) -> None:
    submitted(cast)
    with pytest.raises(actions.NotDraftError):
        actions.submit(assessment=cast.draft, user=cast.alice)
    assert Edition.objects.count() == 1


def test_what_cannot_be_submitted_is_not_kept(cast: Cast) -> None:
    with pytest.raises(actions.NotCompleteError):
        actions.submit(assessment=cast.draft, user=cast.alice)
    assert not Edition.objects.exists()


def test_a_submission_that_fails_keeps_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_all(cast.draft)
    monkeypatch.setattr("benchmark.actions.editions.dump", lambda content: None)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.submit(assessment=cast.draft, user=cast.alice)
    cast.draft.refresh_from_db()
    assert cast.draft.is_draft


def test_a_draft_is_deleted_with_its_editions(cast: Cast) -> None:
    submitted(cast)
    actions.reopen(assessment=cast.draft)
    cast.draft.refresh_from_db()
    actions.delete_assessment(assessment=cast.draft)
    assert not Edition.objects.exists()
