"""What the tests of an assessment's own pages share: addresses, submission, what is pressed."""

from __future__ import annotations

import pytest
from django.test import Client

from benchmark.actions import assessments as actions
from benchmark.models import Assessment
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble

from .pages import Page


def own(cast: Cast, leaf: str = "") -> str:
    return f"/assessments/{cast.draft.pk}/{leaf}"


def submit(cast: Cast, assessment: Assessment | None = None) -> None:
    """Every trait 暂未掌握, submitted by Alice."""
    answer_all(assessment or cast.draft)
    actions.submit(assessment=assessment or cast.draft, user=cast.alice)


def pressed(client: Client, url: str, **said: object) -> Page:
    """The page that a button leads to."""
    return Page(client.post(url, said, follow=True).content)


def summary(shown: Page) -> list[str]:
    """The addresses of what an error summary names."""
    return list(shown.root.xpath("//div[@class='error-summary']//a/@href"))


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    """Bob's browser."""
    client.force_login(cast.bob)
    return client
