"""The demo organisation: invented data, marked as such wherever it is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from benchmark.actions import assessments as verbs
from benchmark.actions import plans
from benchmark.models import Assessment, Industry, Organisation, Rating, User
from benchmark.queries.assessments import load_assessment
from benchmark.queries.plans import plan_of
from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework

# What an entry of a plan says besides the fields of its task.
_NO_FIELDS = ("condition", "trait", "note")


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
        made = _enter(user, organisation, entry, framework)
        if "next_year" in entry:
            _begin_next_year(user, made, **entry["next_year"])
    return user


def _enter(
    user: User, organisation: Organisation, entry: dict[str, Any], framework: Framework
) -> Assessment:
    content = parse_assessment(entry["input"], framework)
    industry = verbs.create_industry(
        organisation=organisation,
        name=content.industry.name,
        name_en=content.industry.name_en,
        place=content.industry.place,
        sector=content.industry.sector,
        description=entry["description"],
    )
    # What is not said of an earlier year is as in the last one.
    for said in entry.get("earlier", []):
        before = _start(user, industry, _year(entry["input"], said, framework))
        _plan(user, before, said.get("plan", []))
        verbs.submit(assessment=before, user=user)
    row = _start(user, industry, content)
    _plan(user, row, entry.get("plan", []))
    if entry["status"] == "submitted":
        verbs.submit(assessment=row, user=user)
    return row


def _year(last: dict[str, Any], said: dict[str, Any], framework: Framework) -> domain.Assessment:
    content = {name: value for name, value in said.items() if name != "plan"}
    return parse_assessment(last | content, framework)


def _start(user: User, industry: Industry, content: domain.Assessment) -> Assessment:
    row = verbs.start_assessment(
        user=user,
        framework=content.framework,
        industry=industry,
        period=content.period,
        comparators=content.comparators,
        focus=content.focus,
    )
    verbs.enter_content(assessment=row, content=content, user=user)
    return row


def _begin_next_year(user: User, before: Assessment, period: int, confirmed: list[str]) -> None:
    """The next year's draft, in which the answers of some traits are confirmed."""
    draft = verbs.start_next_year(user=user, before=before, period=period)
    for rating in Rating.objects.filter(assessment=draft, trait__slug__in=confirmed):
        verbs.confirm_carried(rating=rating, revision=0, conditions=None, user=user)


def _plan(user: User, assessment: Assessment, said: list[dict[str, Any]]) -> None:
    """A plan begun from the gaps, its tasks named by condition, data to obtain by trait."""
    if not said:
        return
    loaded = load_assessment(user, assessment.pk)
    plans.begin_plan(loaded=loaded, language="zh-hans", user=user)
    tasks = plan_of(loaded).tasks
    for entry in said:
        about, note = entry.get("condition") or entry["trait"], entry.get("note", "")
        task = next(
            t for t in tasks if about == (t.condition.slug if t.condition else t.trait.slug)
        )
        values = {name: value for name, value in entry.items() if name not in _NO_FIELDS}
        if "due" in values:
            values["due"] = date.fromisoformat(values["due"])
        change = replace(plans.said_of(task), **values)
        plans.save_task(task=task, revision=task.revision, change=change, user=user)
        if note:
            plans.write_note(task=task, key=verbs.new_key(), text=note, user=user)
