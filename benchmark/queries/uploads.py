"""Uploaded questionnaires of one's own organisation, beside what is stored now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from benchmark.models import Assessment, Industry, Upload, User
from benchmark.questionnaire.as_json import assessment_as_json, json_bytes
from benchmark.questionnaire.differences import ChangeGroup, differences
from benchmark.questionnaire.filled import Filled
from benchmark.questionnaire.merge import merged
from benchmark.questionnaire.questions import Question, settled
from benchmark.questionnaire.sheets import Note
from benchmark.questionnaire.storable import is_said_beside
from benchmark.questionnaire.undo import without
from benchmark.questionnaire.uploaded import load_filled
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework

from .assessments import LoadedAssessment, industry_to_domain, load_assessment
from .framework import current_framework
from .questionnaires import assessment_of, is_frozen, namesake_of, stored_state


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an uploaded questionnaire would change in what is stored now.

    `loaded` is the draft that it is for, None for a new one; `state` the mark of what that says.
    `groups` are all changes, `left_out` the keys of those that are not wanted, `said` what the
    assessment will say without them.

    `notes` say how cells were read that are not plain; `questions` are what only the user can say,
    `open_questions` those without a reply.

    What stands in the way: an open question; `frozen`, the industry's own data would change and
    cannot; `namesake`, an industry of the same name in another field; `taken`, the assessment that
    is there for that year; `beside`, the traits that would be 暂未掌握 beside something that is
    said.
    """

    framework: Framework
    loaded: LoadedAssessment | None
    state: str
    groups: tuple[ChangeGroup, ...]
    left_out: frozenset[str]
    said: domain.Assessment
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()
    open_questions: tuple[Question, ...] = ()
    frozen: bool = False
    namesake: Industry | None = None
    taken: Assessment | None = None
    beside: tuple[str, ...] = ()

    @property
    def may_be_saved(self) -> bool:
        hindered = self.frozen or self.namesake or self.taken or self.beside
        return self.count > 0 and not hindered and not self.open_questions

    @property
    def count(self) -> int:
        """How many changes are wanted."""
        keys = [change.key for group in self.groups for change in group.changes]
        return sum(key not in self.left_out for key in keys)

    @property
    def mark(self) -> str:
        """Another one, and what was shown is not what would be saved."""
        said = json_bytes(assessment_as_json(self.said, draft=True))
        return hashlib.sha256(self.state.encode() + said).hexdigest()


def uploads_of(user: User | AnonymousUser, kind: str) -> QuerySet[Upload]:
    """The uploads of a kind of the user's organisation, with their assessment and who made
    them."""
    organisation = getattr(user, "organisation_id", None)
    if organisation is None:
        return Upload.objects.none()
    return Upload.objects.filter(organisation_id=organisation, kind=kind).select_related(
        "assessment__industry", "created_by", "saved_by"
    )


def get_upload(
    user: User | AnonymousUser, address: str, kind: str = Upload.Kind.QUESTIONNAIRE
) -> Upload:
    """One upload of one's own. Raises Upload.DoesNotExist."""
    return uploads_of(user, kind).get(address=address)


def compare(user: User, upload: Upload) -> Comparison:
    """An upload that is not saved yet, beside what is stored now.

    Raises InputProblems where it is of a framework that is not the one in use any more, and
    Assessment.DoesNotExist.
    """
    if upload.assessment is None:
        found = _compare_new(user, upload, current_framework())
    else:
        found = _compare_draft(user, upload, upload.assessment)
    filled = load_filled(upload.content.encode(), found.framework)
    without_reply = tuple(one for one in filled.questions if one.path not in upload.replies)
    return replace(
        found, notes=filled.notes, questions=filled.questions, open_questions=without_reply
    )


def _filled(upload: Upload, framework: Framework) -> Filled:
    """What the questionnaire says, with what was replied to its questions."""
    filled = load_filled(upload.content.encode(), framework)
    return replace(filled, assessment=settled(filled.assessment, filled.questions, upload.replies))


def _compare_draft(user: User, upload: Upload, row: Assessment) -> Comparison:
    # Before the content is read: what is saved from here on makes the comparison void.
    state = stored_state(row)
    loaded = load_assessment(user, row.pk)
    framework, before = loaded.framework, loaded.domain
    after = merged(framework, before, _filled(upload, framework))
    groups, left_out, said = _wanted(framework, before, after, upload)
    return Comparison(
        framework=framework,
        loaded=loaded,
        state=state,
        groups=groups,
        left_out=left_out,
        said=said,
        frozen=said.industry != before.industry and is_frozen(loaded.row.industry),
        beside=_beside(said),
    )


def _compare_new(user: User, upload: Upload, framework: Framework) -> Comparison:
    content = _filled(upload, framework).assessment
    industry = namesake_of(user, content.industry)
    other_field = industry is not None and industry.sector != content.industry.sector
    taken = None
    if industry is not None and not other_field:
        # The industry is there: what is known of it stays.
        content = replace(content, industry=industry_to_domain(industry))
        taken = assessment_of(user, industry, content)
    groups, left_out, said = _wanted(framework, None, content, upload)
    return Comparison(
        framework=framework,
        loaded=None,
        state="",
        groups=groups,
        left_out=left_out,
        said=said,
        namesake=industry if other_field else None,
        taken=taken,
        beside=_beside(said),
    )


def _wanted(
    framework: Framework,
    before: domain.Assessment | None,
    after: domain.Assessment,
    upload: Upload,
) -> tuple[tuple[ChangeGroup, ...], frozenset[str], domain.Assessment]:
    """All changes, the keys of those that are left out, and what is said without them."""
    groups = differences(framework, before, after)
    keys = {change.key for group in groups for change in group.changes} - {""}
    left_out = frozenset(keys & set(upload.left_out))
    return groups, left_out, without(before, after, left_out)


def _beside(said: domain.Assessment) -> tuple[str, ...]:
    return tuple(rating.trait for rating in said.ratings if is_said_beside(rating))
