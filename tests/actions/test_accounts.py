"""Registration and the one-time link."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django import Settings

from benchmark.actions import accounts
from benchmark.models import Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide() -> User:
    """The official of a demo office."""
    office = Organisation.objects.create(name="示例市工信局", place="示例市", is_demo=True)
    return User.objects.create(username="guide", organisation=office)


def follow(link: str) -> User | None:
    _, _, uid, token, _ = link.split("/")
    return accounts.use_one_time_link(uid=uid, token=token)


def register(**more: str) -> User:
    said = {
        "organisation": "许都市工信局",
        "place": "许都市",
        "username": "alice",
        "password": "dui-biao-2026",
    }
    return accounts.register(**(said | more))


def test_registration_makes_an_office_with_its_first_user() -> None:
    alice = register(name="李工")
    assert alice.organisation is not None
    assert (alice.organisation.name, alice.organisation.place) == ("许都市工信局", "许都市")
    assert not alice.organisation.is_demo
    assert (alice.first_name, alice.is_staff, alice.is_superuser) == ("李工", False, False)
    assert alice.check_password("dui-biao-2026")


@pytest.mark.parametrize("username", ["alice", "ALICE", "ａｌｉｃｅ", "ali\u200bce"])
def test_a_name_is_taken_once_and_leaves_no_second_office(username: str) -> None:
    register()
    with pytest.raises(accounts.UsernameTakenError):
        register(username=username, organisation="另一个局")
    assert Organisation.objects.count() == User.objects.count() == 1


def test_the_database_holds_names_of_accounts_apart() -> None:
    register()
    with pytest.raises(IntegrityError):
        User.objects.create(username="Alice")


def test_a_name_taken_meanwhile_is_told_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(User.objects, "create_user", refuse)
    with pytest.raises(accounts.UsernameTakenError):
        register()
    assert not Organisation.objects.exists()


def test_a_link_signs_in_once(guide: User) -> None:
    link = accounts.one_time_link(user=guide)
    assert follow(link) == guide
    assert follow(link) is None


def test_any_sign_in_makes_earlier_links_void(guide: User, client: Client) -> None:
    link = accounts.one_time_link(user=guide)
    client.force_login(guide)
    assert follow(link) is None
    guide.refresh_from_db()
    assert follow(accounts.one_time_link(user=guide)) == guide


def test_a_link_is_no_way_into_a_real_office() -> None:
    assert follow(accounts.one_time_link(user=register())) is None


def test_a_closed_account_stays_closed(guide: User) -> None:
    link = accounts.one_time_link(user=guide)
    User.objects.update(is_active=False)
    assert follow(link) is None


def test_a_link_grows_old(guide: User, settings: Settings) -> None:
    link = accounts.one_time_link(user=guide)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert follow(link) is None


@pytest.mark.parametrize(
    "uid", ["", "MQ", "!!", "OTk5", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "é"]
)
@pytest.mark.parametrize("token", ["", "x", "x-y", "zzzzzzzzzzzzzzzzzz-y"])
def test_a_made_up_link_is_void(guide: User, uid: str, token: str) -> None:
    assert accounts.use_one_time_link(uid=uid, token=token) is None
