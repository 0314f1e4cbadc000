from dataclasses import replace
from datetime import date

import pytest

from benchmark import models
from benchmark.actions.reference import publish_framework
from benchmark.queries.framework import (
    ReferenceNotLoaded,
    current_framework,
    framework,
)
from benchmark.reference_data import digest
from benchmark.scoring.framework import Framework

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(published: Framework) -> Framework:
    return published


def test_what_was_published_is_read_back_exactly(shipped: Framework) -> None:
    assert current_framework() == shipped
    assert digest(current_framework()) == digest(shipped)
    values = [str(figure.value) for figure in current_framework().documented_figures()]
    assert values[2:4] == ["28000", "16.6667"]


def test_reading_it_again_costs_one_query(shipped: Framework, django_assert_num_queries) -> None:
    first = current_framework()
    with django_assert_num_queries(1):
        assert current_framework() is first
    with django_assert_num_queries(1):
        assert framework(shipped.slug) is first


def test_an_older_version_stays_readable(shipped: Framework) -> None:
    later = replace(shipped, slug="national-clusters-2027", version="3.0")
    publish_framework(framework=later)
    assert current_framework() == later
    assert framework(shipped.slug) == shipped
    models.Framework.objects.filter(slug=shipped.slug).update(published_on=date(2100, 1, 1))
    assert current_framework() == shipped


def test_a_replaced_version_is_not_served_from_memory(shipped: Framework) -> None:
    assert current_framework().version == "2.0"
    publish_framework(framework=replace(shipped, version="2.1"), replace=True)
    assert current_framework().version == "2.1"


def test_an_empty_database_says_what_to_do(unpublished: None) -> None:
    with pytest.raises(ReferenceNotLoaded, match="load_reference"):
        current_framework()


def test_an_unknown_version_is_named(shipped: Framework) -> None:
    with pytest.raises(ReferenceNotLoaded, match="national-clusters-1999"):
        framework("national-clusters-1999")
