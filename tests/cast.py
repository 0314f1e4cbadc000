"""The people of the tests. Alice and Bob share an office; Charlie is elsewhere and never sees
what is theirs; Dora has an account and no office."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.actions import assessments
from benchmark.actions.reference import publish_framework
from benchmark.models import Assessment, Industry, Organisation, Rating, User
from benchmark.queries.assessments import load_assessment
from benchmark.scoring import assessment as domain
from benchmark.scoring.assessment import Evidence
from benchmark.scoring.framework import Framework

OFFICE = "许都市工信局"


@dataclass(frozen=True)
class Cast:
    """Who is there, and Alice's draft for the year 2025, begun by nobody yet."""

    framework: Framework
    alice: User
    bob: User
    charlie: User
    dora: User
    industry: Industry
    draft: Assessment

    def rating(self, trait: str) -> Rating:
        return Rating.objects.select_related("trait").get(assessment=self.draft, trait__slug=trait)


def assemble(framework: Framework) -> Cast:
    """Everyone, in an empty database."""
    publish_framework(framework=framework)
    office = Organisation.objects.create(name=OFFICE, place="许都市")
    elsewhere = Organisation.objects.create(name="别市科技局", place="别市")
    # Nobody here signs in with a password: hashing some would cost more than the tests.
    alice = User.objects.create(username="alice", organisation=office)
    bob = User.objects.create(username="bob", organisation=office)
    charlie = User.objects.create(username="charlie", organisation=elsewhere)
    dora = User.objects.create(username="dora")
    industry = new_industry(alice)
    draft = assessments.start_assessment(
        user=alice, framework=framework.slug, industry=industry, period=2025
    )
    return Cast(framework, alice, bob, charlie, dora, industry, draft)


def new_industry(owner: User, name: str = "智能电力装备") -> Industry:
    assert owner.organisation is not None
    return assessments.create_industry(
        organisation=owner.organisation, name=name, place="许都市", sector="high-end-equipment"
    )


def content(
    *,
    state: str = "rated",
    claim: int | None = 3,
    target: int | None = None,
    target_year: int | None = None,
    rationale: str = "",
    evidence: tuple[Evidence, ...] | None = (),
    figures: tuple[assessments.FigureRow, ...] | None = (),
) -> assessments.RatingContent:
    """What a rating says, as short as a test wants it."""
    return assessments.RatingContent(
        state=state,
        claim=claim if state == "rated" else None,
        target=target,
        target_year=target_year,
        rationale=rationale,
        evidence=evidence,
        figures=figures,
    )


def to_domain(assessment: Assessment) -> domain.Assessment:
    """What a stored assessment says, read as its maker reads it."""
    assert assessment.created_by is not None
    return load_assessment(assessment.created_by, assessment.pk).domain


def answer_all(assessment: Assessment) -> None:
    """Every trait unknown: the least that can be submitted."""
    for rating in assessment.ratings.all():
        assessments.save_rating(
            rating=rating, revision=rating.revision, content=content(state="unknown")
        )
