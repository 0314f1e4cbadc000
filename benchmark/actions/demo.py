"""The demo organisation: invented data, marked as such wherever it is shown."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction

from benchmark.actions import assessments as verbs
from benchmark.actions.questionnaire import rating_content
from benchmark.models import Organisation, Rating, User
from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import Framework


@transaction.atomic
def load_demo(*, source: Path, framework: Framework) -> User:
    """Make the demo organisation from its file, once; its user afterwards, as it is then.

    Whatever a visitor changed in it stays. Raises InputProblems where the file is wrong.
    """
    data = json.loads(source.read_text(encoding="utf-8"))
    if user := User.objects.filter(organisation__is_demo=True).order_by("pk").first():
        return user
    organisation = Organisation.objects.create(is_demo=True, **data["organisation"])
    user = User(organisation=organisation, **data["user"])
    # Nobody can guess a password that is not there: the one-time link is the only way in.
    user.set_unusable_password()
    user.save()
    for entry in data["assessments"]:
        assessment = parse_assessment(entry["input"], framework)
        _enter(user, organisation, assessment, entry["description"], entry["status"])
    return user


def _enter(
    user: User, organisation: Organisation, assessment: Assessment, description: str, status: str
) -> None:
    row = verbs.start_assessment(
        user=user,
        framework=assessment.framework,
        industry=verbs.create_industry(
            organisation=organisation,
            name=assessment.industry.name,
            place=assessment.industry.place,
            sector=assessment.industry.sector,
            description=description,
        ),
        period=assessment.period,
        comparators=assessment.comparators,
        weights=assessment.weights,
    )
    stored = {
        r.trait.slug: r for r in Rating.objects.filter(assessment=row).select_related("trait")
    }
    for rating in assessment.ratings:
        if rating.state != "unanswered":
            verbs.save_rating(
                rating=stored[rating.trait], revision=0, content=rating_content(rating)
            )
    if status == "submitted":
        verbs.submit(assessment=row, user=user)
