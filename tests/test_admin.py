"""The administrators' pages: people can be given an office, entries can only be looked at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.timezone import now

from benchmark.models import Assessment, User
from benchmark.queries.backups import LastBackup, last_backup, note_backup
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(User.objects.create_superuser("root", password="x"))
    return client


def test_a_colleague_is_added_to_an_office(client: Client, cast: Cast) -> None:
    assert cast.alice.organisation is not None
    said = {
        "username": "erin",
        "usable_password": "true",
        "password1": "dui-biao-2026",
        "password2": "dui-biao-2026",
        "organisation": str(cast.alice.organisation.pk),
    }
    assert client.post("/admin/benchmark/user/add/", said).status_code == 302
    assert User.objects.get(username="erin").organisation == cast.alice.organisation


@pytest.mark.parametrize(
    "username", ["Alice", "ａｌｉｃｅ", "ali\u200bce", "al\u3164ice", "straße"]
)
def test_a_colleague_needs_a_name_of_his_own(client: Client, cast: Cast, username: str) -> None:
    User.objects.create(username="strasse", organisation=cast.alice.organisation)
    said = {"username": username, "usable_password": "true"}
    said |= dict.fromkeys(("password1", "password2"), "dui-biao-2026")
    told = client.post("/admin/benchmark/user/add/", said)
    assert told.status_code == 200
    assert "username" in told.context["adminform"].form.errors
    assert User.objects.filter(organisation=cast.alice.organisation).count() == 3


def test_an_office_needs_a_name_that_is_seen(client: Client, cast: Cast) -> None:
    said = {"name": "\u3164", "place": "\u200b"}
    told = client.post("/admin/benchmark/organisation/add/", said)
    assert set(told.context["adminform"].form.errors) == {"name", "place"}


def test_entries_are_shown_and_not_edited(client: Client, cast: Cast) -> None:
    url = f"/admin/benchmark/assessment/{cast.draft.pk}/change/"
    assert client.get("/admin/benchmark/assessment/").status_code == 200
    assert client.get(url).status_code == 200
    assert client.post(url, {"status": "reviewed"}).status_code == 403
    assert client.get("/admin/benchmark/assessment/add/").status_code == 403
    assert client.post(url.replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert Assessment.objects.get().is_draft


@pytest.mark.parametrize("name", ["organisation", "user", "industry", "assessment"])
def test_lists_are_there(client: Client, name: str) -> None:
    assert client.get(f"/admin/benchmark/{name}/?q=a").status_code == 200


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "最近一次备份："), (8, "已超过七天没有备份。"), (None, "还没有备份。")],
)
def test_the_first_page_says_when_the_last_backup_was_made(
    client: Client, settings: LazySettings, tmp_path: Path, days: int | None, said: str
) -> None:
    settings.VAR_DIR = tmp_path
    if days is not None:
        note_backup(LastBackup(now() - timedelta(days=days), "/backup/<b>.zip", 5 << 20))
    page = client.get("/admin/").content.decode()
    assert said in page
    assert ("/backup/&lt;b&gt;.zip" in page) == (days is not None)
    assert ("已超过七天" in page) == (days == 8)


def test_a_note_that_cannot_be_read_is_none(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    (tmp_path / "last_backup.json").write_text("{")
    assert last_backup() is None


def test_officials_have_no_way_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.alice)
    assert client.get("/admin/").status_code == 302
