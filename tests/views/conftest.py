"""What tests of pages may ask for."""

from __future__ import annotations

import pytest

from benchmark.actions.reference import publish_framework
from benchmark.scoring.framework import Framework


@pytest.fixture
def published(db: None, framework: Framework) -> Framework:
    """The shipped reference data, in the database."""
    publish_framework(framework=framework)
    return framework
