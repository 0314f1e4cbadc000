"""The people of the tests. Alice and Bob share an office; Charlie is elsewhere and never sees
what is theirs; Dora has an account and no office."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmark.actions import assessments
from benchmark.models import Assessment, Industry, Organisation, Rating, User
from benchmark.scoring.assessment import Evidence, OwnFigure
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

    def rating(self, trait: str, assessment: Assessment | None = None) -> Rating:
        """The stored rating, as save_rating takes it."""
        return stored_rating(assessment or self.draft, trait)

    def save(self, trait: str, assessment: Assessment | None = None, **said: Any) -> int:
        """Alice saves what is said of a trait, over what is stored; its new revision."""
        rating = self.rating(trait, assessment)
        return assessments.save_rating(
            rating=rating,
            revision=rating.revision,
            change=assessments.RatingChange(**said),
            user=self.alice,
        )

    def figure(self, indicator: str, value: str | int | None, **said: Any) -> OwnFigure:
        """A figure with a key of its own, in its indicator's unit where none is said."""
        unit = self.framework.indicator_by_slug[indicator].unit
        number = None if value is None else Decimal(value)
        row = {"unit": unit, "key": assessments.new_key()} | said
        return OwnFigure(indicator, number, **row)


def stored_rating(assessment: Assessment, trait: str) -> Rating:
    rows = Rating.objects.select_related("trait", "assessment__framework")
    return rows.get(assessment=assessment, trait__slug=trait)


def item(grade: int = 2, title: str = "台账", **said: Any) -> Evidence:
    """An evidence item with a key of its own."""
    return Evidence(grade, title, **{"key": assessments.new_key()} | said)


def assemble(framework: Framework) -> Cast:
    """Everyone, in a database with nothing but reference data."""
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


def answer_all(assessment: Assessment) -> None:
    """Every trait 暂未掌握: the least that can be submitted."""
    rows = assessment.ratings.select_related("trait", "assessment__framework")
    for rating in rows:
        assessments.save_rating(
            rating=rating,
            revision=rating.revision,
            change=assessments.RatingChange(not_known=True),
            user=None,
        )
