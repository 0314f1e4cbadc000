"""An uploaded questionnaire: kept, without some of its changes, saved once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmark.actions import assessments as verbs
from benchmark.actions import uploads as actions
from benchmark.actions.questionnaire import ChangedMeanwhileError
from benchmark.models import Assessment, Upload
from benchmark.queries.assessments import to_domain
from benchmark.queries.questionnaires import stored_state
from benchmark.queries.uploads import compare, get_upload
from benchmark.questionnaire.filled import Filled
from benchmark.questionnaire.sheets import Places
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble
from tests.questionnaire.samples import typical

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def said(cast: Cast) -> domain.Assessment:
    """What Alice's questionnaire says of her draft; its rows have no keys."""
    industry = domain.Industry("智能电力装备", "许都市", "high-end-equipment")
    return replace(typical(cast.framework), industry=industry)


def keep(cast: Cast, said: domain.Assessment, *, new: bool = False) -> Upload:
    filled = Filled(said, Places())
    if new:
        return actions.keep_upload(user=cast.alice, filled=filled)
    state = stored_state(cast.draft)
    return actions.keep_upload(user=cast.alice, filled=filled, assessment=cast.draft, state=state)


def confirm(cast: Cast, upload: Upload) -> Assessment:
    """Bob confirms what is shown now."""
    shown = compare(cast.bob, get_upload(cast.bob, upload.address)).mark
    return actions.confirm_upload(user=cast.bob, upload=upload, shown=shown)


def stored(cast: Cast) -> domain.Assessment:
    return to_domain(Assessment.objects.get(pk=cast.draft.pk))


def test_an_address_cannot_be_guessed(cast: Cast, said: domain.Assessment):
    one, two = keep(cast, said), keep(cast, said)
    assert one.address != two.address
    assert len(one.address) == 32
    assert str(one) == one.address


def test_somebody_without_an_office_keeps_none(cast: Cast, said: domain.Assessment):
    with pytest.raises(ValueError, match="belongs to no organisation"):
        actions.keep_upload(user=cast.dora, filled=Filled(said, Places()))


def test_who_confirmed_it_and_when_is_kept_and_its_content_is_not(
    cast: Cast, said: domain.Assessment
):
    upload = keep(cast, said)
    assert confirm(cast, upload) == cast.draft
    upload.refresh_from_db()
    assert (upload.created_by, upload.saved_by) == (cast.alice, cast.bob)
    assert upload.saved_at is not None
    assert upload.content == ""
    assert stored(cast) == said


def test_a_second_confirmation_writes_nothing(cast: Cast, said: domain.Assessment):
    upload = keep(cast, said)
    shown = compare(cast.alice, upload).mark
    actions.confirm_upload(user=cast.alice, upload=upload, shown=shown)
    cast.save("scale", rationale="此后改的")
    for user in (cast.alice, cast.bob):
        with pytest.raises(actions.AlreadySavedError):
            actions.confirm_upload(user=user, upload=upload, shown=shown)
        with pytest.raises(actions.AlreadySavedError):
            actions.leave_out(user=user, upload=upload, change="focus", left_out=True)
    assert stored(cast).rating_by_trait["scale"].rationale == "此后改的"


def test_of_a_new_one_it_knows_what_was_made(cast: Cast, said: domain.Assessment):
    upload = keep(cast, replace(said, period=2026), new=True)
    made = confirm(cast, upload)
    upload.refresh_from_db()
    assert upload.assessment == made
    assert made.created_by == cast.bob
    with pytest.raises(actions.AlreadySavedError):
        actions.confirm_upload(user=cast.bob, upload=upload, shown="")


def test_another_office_confirms_nothing(cast: Cast, said: domain.Assessment):
    upload = keep(cast, said)
    shown = compare(cast.alice, upload).mark
    with pytest.raises(Upload.DoesNotExist):
        actions.confirm_upload(user=cast.charlie, upload=upload, shown=shown)


def test_a_row_keeps_its_key_however_often_it_is_compared(cast: Cast, said: domain.Assessment):
    upload = keep(cast, said)
    first, second = (compare(cast.alice, upload) for _ in range(2))
    assert first == second
    cast.save("leaders", rationale="同事写的")
    third = compare(cast.alice, upload)
    assert third.mark != first.mark
    rows = [
        {change.key for group in found.groups for change in group.changes if "row" in change.key}
        for found in (first, third)
    ]
    assert rows[0] == rows[1] != set()


def test_what_was_saved_between_look_and_write_is_not_overwritten(
    cast: Cast, said: domain.Assessment, monkeypatch: pytest.MonkeyPatch
):
    """As two saves at once on PostgreSQL: compared, then saved elsewhere, then written."""
    upload = keep(cast, said)
    shown = compare(cast.bob, upload).mark

    def compared_then_saved(*given: object) -> object:
        found = compare(*given)  # type: ignore[arg-type]
        cast.save("chain", answers={"ch-make": "met"})
        return found

    monkeypatch.setattr(actions, "compare", compared_then_saved)
    with pytest.raises(ChangedMeanwhileError):
        actions.confirm_upload(user=cast.bob, upload=upload, shown=shown)
    assert Upload.objects.get().saved_at is None
    assert not stored(cast).rating_by_trait["scale"].answers


def test_a_submitted_draft_is_refused(cast: Cast, said: domain.Assessment):
    upload = keep(cast, said)
    answer_all(cast.draft)
    verbs.submit(assessment=cast.draft, user=cast.alice)
    with pytest.raises(verbs.NotDraftError):
        confirm(cast, upload)
