"""What pages and saves may cost, with a few and with ten thousand stored assessments."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmark.actions.assessments import new_key
from benchmark.actions.demo import load_demo
from benchmark.models import Assessment, Industry, Rating, Trait, User
from benchmark.scoring.framework import Framework
from tests.conftest import FIXTURES

MANY = 10_000
# At most so many queries each, what every page needs (session, user, navigation) included.
PAGES = {
    "/assessments/": 9,
    "/assessments/{draft}/": 12,
    "/assessments/{draft}/traits/scale/": 8,
    "/assessments/{done}/traits/scale/": 8,
    "/assessments/{draft}/check/": 12,
    "/assessments/{draft}/plan/": 12,
    "/industries/{industry}/years/": 12,
    "/industries/{industry}/years/charts.json": 12,
    "/industries/{industry}/years.xlsx": 12,
    "/assessments/{done}/compare/": 12,
    "/assessments/{done}/compare/charts.json": 12,
    "/assessments/{done}/compare.xlsx": 12,
    "/assessments/{done}/report/": 12,
    "/assessments/{done}/report/download/json": 12,
}
SAVE = 10


@pytest.fixture
def official(published: Framework) -> User:
    return load_demo(source=FIXTURES / "demo.json", framework=published)


def test_costs_stay_within_their_budget_and_do_not_grow(client: Client, official: User) -> None:
    client.force_login(official)
    keys = {
        # A next year's draft: what was said the year before is asked for too.
        "draft": Assessment.objects.filter(status="draft").earliest("pk").pk,
        # The year before is said in its report too.
        "done": Assessment.objects.get(industry__name="智能电力装备", period=2025).pk,
        "industry": Industry.objects.get(name="智能电力装备").pk,
    }
    addresses = {path.format(**keys): limit for path, limit in PAGES.items()}
    # What is kept in the process from the first visit on is no cost of the later ones.
    for address in addresses:
        assert client.get(address).status_code == 200, address

    few = {address: _queries(client, address) for address in addresses}
    few["save"] = _queries_of_a_save(client, keys["draft"])
    _store_many(official)
    many = {address: _queries(client, address) for address in addresses}
    many["save"] = _queries_of_a_save(client, keys["draft"])

    limits = addresses | {"save": SAVE}
    assert {each: count for each, count in few.items() if count > limits[each]} == {}
    assert {each: count for each, count in many.items() if count > few[each]} == {}


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def _queries_of_a_save(client: Client, draft: int) -> int:
    """Everything at once: an answer, a figure, an evidence item, the target."""
    rating = Rating.objects.get(assessment=draft, trait__slug="market-share")
    figure, item = f"figure-{new_key()}", f"evidence-{new_key()}"
    sent = {
        "revision": rating.revision,
        "answer-ms-beyond-city": "met",
        "answer-ms-first": "not_met" if rating.revision % 2 else "unknown",
        "target": "4",
        "target_year": "2028",
        "rationale": "按统计年鉴口径核对。",
        f"{figure}-indicator": "domestic-share",
        f"{figure}-about": "on",
        f"{figure}-value": "12",
        f"{figure}-unit": "%",
        f"{item}-grade": "2",
        f"{item}-title": "统计年鉴",
        f"{item}-conditions": "ms-beyond-city",
    }
    address = f"/assessments/{draft}/traits/market-share/"
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, sent, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["errors"]) == (200, {})
    return len(queries)


def _store_many(official: User) -> None:
    """So many more assessments in the same bureau; the ratings of the first tenth are enough to
    show a query for each of them, and storing them all would take most of the time."""
    framework = Assessment.objects.earliest("pk").framework
    industries = Industry.objects.bulk_create(
        Industry(organisation=official.organisation, name=f"产业{n}", place="示例市")
        for n in range(MANY)
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(industry=industry, framework=framework, period=2024) for industry in industries
    )
    traits = list(Trait.objects.filter(framework=framework))
    Rating.objects.bulk_create(
        Rating(assessment=each, trait=trait)
        for each in assessments[: MANY // 10]
        for trait in traits
    )
    assert Assessment.objects.count() > MANY
