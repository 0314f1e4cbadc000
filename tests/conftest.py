"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from benchmark import models
from benchmark.actions.reference import publish_framework
from benchmark.reference_data import read_framework
from benchmark.scoring.framework import Framework

# Playwright keeps an event loop in the worker's thread, which Django takes for an async view.
# Browser tests talk to a server in another process; no test here is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# What is proved is behaviour; how long a busy machine takes for it is not.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The shipped framework with its whole reference set, read from its files: no database."""
    return read_framework(FIXTURES)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, framework: Framework
) -> None:
    """A database that holds the shipped reference data, to which every test comes back."""
    with django_db_blocker.unblock():
        publish_framework(framework=framework)


@pytest.fixture
def published(db: None, framework: Framework) -> Framework:
    """The shipped reference data, in the database."""
    return framework


@pytest.fixture
def unpublished(db: None) -> None:
    """A database as it is before any reference data."""
    models.Framework.objects.all().delete()
