"""An industry assessed ten years in a row, with thirty evidence items a trait and tasks done."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from random import Random

from benchmark.actions import assessments as actions
from benchmark.actions.plans import TaskChange, add_task
from benchmark.models import Assessment, Industry, User
from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests.conftest import FIXTURES

FIRST, YEARS, EVIDENCE = 2016, 10, 30


def store_ten_years(user: User, framework: Framework) -> Industry:
    """All submitted but the last, which is a draft."""
    assert user.organisation is not None
    industry = actions.create_industry(
        organisation=user.organisation, name="十年产业", place="示例市", sector="other"
    )
    for n in range(YEARS):
        content = _content(framework, n)
        row = actions.start_assessment(
            user=user, framework=framework.slug, industry=industry, period=content.period
        )
        actions.enter_content(assessment=row, content=content, user=user)
        _done(row, framework, user)
        if n < YEARS - 1:
            actions.submit(assessment=row, user=user)
    return industry


def _content(framework: Framework, n: int) -> domain.Assessment:
    """The demo's year, with answers, figures and evidence of its own."""
    shipped = json.loads((FIXTURES / "demo.json").read_text(encoding="utf-8"))
    said = parse_assessment(shipped["assessments"][0]["input"], framework)
    random, period = Random(n), FIRST + n
    ratings = tuple(
        replace(
            rating,
            answers={
                slug: random.choice(("met", "met", "not_met")) if given != "unknown" else given
                for slug, given in rating.answers.items()
            },
            figures=tuple(
                replace(f, value=(f.value or Decimal(0)) + n, year=period - 1)
                for f in rating.figures
            ),
        )
        for rating in said.ratings
    )
    evidence = tuple(
        domain.Evidence(
            grade=2 + item % 2,
            title=f"{trait.slug} {item}",
            source="统计局",
            date=f"{period}-03",
            url=f"示工信〔{period}〕{item}号",
            conditions=(random.choice(trait.conditions).slug,),
        )
        for trait in framework.traits
        for item in range(EVIDENCE)
    )
    return replace(said, period=period, ratings=_settled(framework, ratings), evidence=evidence)


def _settled(framework: Framework, ratings: tuple[domain.Rating, ...]) -> tuple[domain.Rating, ...]:
    """Without contradictions: nothing is said of conditions that imply one another."""
    found = []
    for rating in ratings:
        conditions = framework.trait_by_slug[rating.trait].condition_by_slug
        linked = {each for c in conditions.values() for each in (*c.implies, c.slug) if c.implies}
        answers = {slug: given for slug, given in rating.answers.items() if slug not in linked}
        found.append(replace(rating, answers=answers))
    return tuple(found)


def _done(row: Assessment, framework: Framework, user: User) -> None:
    for trait in framework.traits:
        add_task(
            assessment=row,
            key=actions.new_key(),
            trait=trait.slug,
            condition=trait.conditions[-1].slug,
            change=TaskChange(measure="引进检测机构", status="done"),
            user=user,
        )
