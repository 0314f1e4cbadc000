"""Preparing a database that is another's, or not there any more: refused, or asked first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import ON_POSTGRESQL, Place, copied, new_place

APPLIED = (
    "INSERT INTO django_migrations (app, name, applied)"
    " VALUES ('{app}', '9999_not_yet_thought_of', '2026-11-27')"
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = new_place(tmp_path_factory.mktemp("prepared"))
    place.manage("prepare")
    return place


@pytest.fixture
def place(prepared: Place, tmp_path: Path) -> Place:
    place = copied(prepared, tmp_path / "place")
    place.manage("prepare")
    return place


def test_a_database_of_a_newer_program_is_refused(place: Place) -> None:
    place.write(APPLIED.format(app="benchmark"))
    before = place.content()
    said = place.refused("prepare")
    assert "made by a newer version" in said
    assert "benchmark.9999_not_yet_thought_of" in said
    assert place.content() == before


def test_an_app_that_was_given_up_says_nothing(place: Place) -> None:
    place.write(APPLIED.format(app="given_up"))
    place.manage("prepare")


def test_where_the_database_is_gone_nothing_begins_without_being_asked_for(place: Place) -> None:
    place.lose()
    said = place.refused("prepare")
    assert "its data is gone" in said
    assert "原有数据不见了" in said
    assert place.answered("n", "prepare") == 1
    assert ON_POSTGRESQL or not (place.folder / "db.sqlite3").exists()
    # A server does not begin with an empty one either, nor does any other command.
    assert "Error" in place.run("manage.py", "load_demo").stderr
    assert ON_POSTGRESQL or not (place.folder / "db.sqlite3").exists()


def test_it_begins_empty_where_somebody_says_so(place: Place) -> None:
    place.lose()
    assert place.answered("y", "prepare") == 0
    place.lose()
    place.manage("prepare", "--empty")
    assert place.content()["benchmark_framework"]


def test_another_database_is_no_loss(tmp_path: Path) -> None:
    """A site that moves to another database begins with an empty one and is not asked."""
    moved = new_place(tmp_path / "moved")
    (moved.folder / "prepared.json").write_text('["mysql :3306 elsewhere"]')
    moved.manage("prepare")
    (moved.folder / "prepared.json").write_text("{")
    moved.manage("prepare")
