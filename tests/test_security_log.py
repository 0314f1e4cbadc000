"""What is written down of accounts, refusals and downloads; how fast passwords may be guessed."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError
from django.test import Client, RequestFactory
from django.utils.timezone import now
from pytest_django import Settings

from benchmark.actions import security_log
from benchmark.actions.accounts import register
from benchmark.actions.security_log import SEEN, Kind, record, sweep
from benchmark.actions.sign_in import (
    COOKIE,
    PAUSE,
    REGISTRATIONS,
    WRONG_FOR_NAME,
    WRONG_FROM_ADDRESS,
    SignInLimits,
    paused,
)
from benchmark.models import SecurityEvent, User
from benchmark.scoring.framework import Framework
from config.watch import GRAIN
from tests.cast import assemble
from tests.views.pages import Page, page

PASSWORD = "dui-biao-2026"
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> User:
    return register(
        organisation="许都市工信局", place="许都市", username="Alice", password=PASSWORD
    )


def sign_in(client: Client, password: str, name: str = "alice", at: str = HERE, **more: str) -> int:
    said = {"username": name, "password": password, **more}
    return client.post("/sign-in/", said, REMOTE_ADDR=at).status_code


def said(kind: Kind) -> list[tuple[str, str | None, str]]:
    found = SecurityEvent.objects.filter(kind=kind).order_by("pk")
    return [(event.name, event.address, event.detail) for event in found]


class TestSignIn:
    def test_each_try_is_written_down_once(self, client: Client, alice: User) -> None:
        sign_in(client, "wrong-one")
        sign_in(client, PASSWORD, "ALICE")
        client.post("/sign-out/", REMOTE_ADDR=HERE)

        assert said(Kind.SIGN_IN_FAILED) == [("alice", HERE, "")]
        assert said(Kind.SIGN_IN) == [("ALICE", HERE, "")]
        assert said(Kind.SIGN_OUT) == [("Alice", HERE, "")]

    def test_a_line_names_the_request(self, client: Client, alice: User) -> None:
        answer = client.post("/sign-in/", {"username": "alice", "password": "x"})

        assert SecurityEvent.objects.get(kind=Kind.SIGN_IN_FAILED).request == answer["X-Request-ID"]

    def test_many_names_from_one_address_are_slowed(self, client: Client, alice: User) -> None:
        found = [sign_in(client, "Sommer2026!", f"name-{number}") for number in range(60)]

        # The last that is looked at says already that no more will be.
        assert found == [200] * (WRONG_FROM_ADDRESS - 1) + [429] * (61 - WRONG_FROM_ADDRESS)
        told = client.post("/sign-in/", {"username": "x", "password": "y"}, REMOTE_ADDR=HERE)
        assert "从这个网络地址登录失败的次数太多" in Page(told.content).text
        assert int(told["Retry-After"]) == PAUSE.total_seconds()
        assert sign_in(Client(), PASSWORD, at=ELSEWHERE) == 302
        assert len(said(Kind.SIGN_IN_PAUSED)) < 60

    def test_a_name_is_closed_from_where_it_was_guessed(self, client: Client, alice: User) -> None:
        for _ in range(WRONG_FOR_NAME):
            sign_in(client, "wrong-one", "ＡＬＩＣＥ")

        assert sign_in(client, PASSWORD) == 429
        assert said(Kind.SIGN_IN_PAUSED) == [("alice", HERE, "")]
        assert sign_in(Client(), PASSWORD, at=ELSEWHERE) == 302
        SecurityEvent.objects.update(at=now() - PAUSE)
        assert sign_in(client, PASSWORD) == 302

    def test_who_signed_in_here_before_is_locked_out_by_nobody(self, alice: User) -> None:
        """Behind one proxy everybody has the same address."""
        known, stranger = Client(), Client()
        assert sign_in(known, PASSWORD) == 302
        known.post("/sign-out/")
        for _ in range(WRONG_FOR_NAME + 1):
            sign_in(stranger, "wrong-one")
        assert sign_in(stranger, PASSWORD) == 429

        assert sign_in(known, PASSWORD) == 302

    def test_a_known_browser_has_no_more_tries_than_others(self, alice: User) -> None:
        known = Client()
        sign_in(known, PASSWORD)
        known.post("/sign-out/")

        tries = [sign_in(known, "wrong-one") for _ in range(WRONG_FOR_NAME)]

        assert tries[-1] == 429
        assert sign_in(known, PASSWORD) == 429
        # It is the browser that is closed.
        assert sign_in(Client(), PASSWORD) == 302

    def test_a_browser_is_known_for_its_own_people_only(self, alice: User) -> None:
        register(organisation="局", place="市", username="bob", password=PASSWORD)
        known = Client()
        sign_in(known, PASSWORD)
        known.post("/sign-out/")
        for _ in range(WRONG_FOR_NAME):
            sign_in(known, "wrong-one", "bob")

        assert sign_in(known, PASSWORD, "bob") == 429
        assert sign_in(known, PASSWORD) == 302

    def test_a_forged_memory_is_none(self, alice: User) -> None:
        forger = Client()
        forger.cookies[COOKIE] = "WyJhIiwiYWxpY2UiXQ:1vO0aa:forged"
        for _ in range(WRONG_FOR_NAME):
            sign_in(forger, "wrong-one")

        assert sign_in(forger, PASSWORD) == 429
        assert sign_in(Client(), PASSWORD) == 429

    def test_what_was_wrong_before_a_success_counts_no_more(self, alice: User) -> None:
        for _ in range(3):
            fresh = Client()
            for _ in range(WRONG_FOR_NAME - 1):
                assert sign_in(fresh, "wrong-one") == 200
            assert sign_in(Client(), PASSWORD) == 302

    def test_the_administrators_page_has_the_same_limits(self, client: Client) -> None:
        User.objects.create_superuser("root", password=PASSWORD)
        form = {"username": "root", "password": "wrong-one"}
        for _ in range(WRONG_FOR_NAME):
            client.post("/admin/login/", form)

        client.post("/admin/login/", form | {"password": PASSWORD})

        assert not get_user(client).is_authenticated  # type: ignore[arg-type]


def test_of_many_tries_at_once_no_more_are_looked_at(monkeypatch: Any) -> None:
    """Others come between the question whether one may and the note that one did."""
    request = RequestFactory().get("/")
    for _ in range(WRONG_FOR_NAME - 1):
        record(Kind.SIGN_IN_FAILED, request=request, name="alice")

    def overtaken(kind: Kind, **said: Any) -> SecurityEvent | None:
        record(kind, **said)
        return record(kind, **said)

    SignInLimits().authenticate(request, username="bob", password="x")
    monkeypatch.setattr("benchmark.actions.sign_in.record", overtaken)
    with pytest.raises(PermissionDenied):
        SignInLimits().authenticate(request, username="alice", password="x")


def test_no_password_is_looked_at_where_that_cannot_be_written_down(
    client: Client, monkeypatch: Any
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(SecurityEvent, "save", fail)
    client.raise_request_exception = False

    assert sign_in(client, PASSWORD) == 503


class TestRegistration:
    def form(self, number: int, **more: str) -> dict[str, str]:
        return {
            "organisation": "局",
            "place": "市",
            "username": f"person-{number}",
            "password": PASSWORD,
            "password_again": PASSWORD,
        } | more

    def test_it_is_limited_in_speed(self) -> None:
        def send(number: int, at: str = HERE) -> Any:
            return Client().post("/register/", self.form(number), REMOTE_ADDR=at)

        for number in range(REGISTRATIONS):
            assert send(number).status_code == 302
        told = send(99)

        assert told.status_code == 429
        assert told["Retry-After"] == "3600"
        assert "注册的单位太多" in Page(told.content).text
        assert Page(told.content).root.get_element_by_id("id_username").value == "person-99"
        assert PASSWORD not in told.content.decode()
        assert not User.objects.filter(username="person-99").exists()
        assert send(99, ELSEWHERE).status_code == 302
        assert said(Kind.REGISTERED)[0] == ("person-0", HERE, "局")

    def test_looking_for_names_that_are_taken_counts(self, client: Client, alice: User) -> None:
        for _ in range(REGISTRATIONS):
            told = client.post("/register/", self.form(0, username="ALICE"))
            assert "已被使用" in Page(told.content).text
        told = client.post("/register/", self.form(0, username="ALICE"))

        assert told.status_code == 429
        assert "已被使用" not in Page(told.content).text


class TestSession:
    def test_it_ends_with_the_browser(self, client: Client, alice: User) -> None:
        sign_in(client, PASSWORD)

        assert client.cookies["sessionid"]["max-age"] == ""

    def test_it_may_stay(self, client: Client, alice: User, settings: Settings) -> None:
        assert "保持登录7天" in page(client, "/sign-in/").text
        sign_in(client, PASSWORD, stay="on")

        assert client.cookies["sessionid"]["max-age"] == 7 * 24 * 60 * 60
        later(client, settings.IDLE_MINUTES * 60)
        assert client.get("/assessments/").status_code == 200

    def test_staying_may_be_forbidden(
        self, client: Client, alice: User, settings: Settings
    ) -> None:
        settings.STAY_SIGNED_IN_DAYS = 0
        assert "保持登录" not in page(client, "/sign-in/").text
        sign_in(client, PASSWORD, stay="on")

        assert client.cookies["sessionid"]["max-age"] == ""

    def test_who_is_away_too_long_is_signed_out(
        self, client: Client, alice: User, settings: Settings
    ) -> None:
        sign_in(client, PASSWORD)
        later(client, settings.IDLE_MINUTES * 60 - 1)
        assert client.get("/assessments/").status_code == 200
        later(client, settings.IDLE_MINUTES * 60)

        assert client.get("/assessments/")["Location"].startswith("/sign-in/")
        assert said(Kind.IDLE) == [("Alice", "127.0.0.1", "")]
        assert said(Kind.SIGN_OUT) == []

    def test_a_page_now_and_then_is_enough(self, client: Client, alice: User) -> None:
        sign_in(client, PASSWORD)
        for _ in range(3):
            later(client, GRAIN)
            client.get("/assessments/")
            assert client.session[SEEN] > now().timestamp() - GRAIN / 2

    def test_nobody_is_away_too_long_where_it_is_switched_off(
        self, client: Client, alice: User, settings: Settings
    ) -> None:
        settings.IDLE_MINUTES = 0
        sign_in(client, PASSWORD)
        later(client, 24 * 60 * 60)

        assert client.get("/assessments/").status_code == 200

    def test_what_was_typed_by_then_is_carried_and_saved(
        self, client: Client, framework: Framework
    ) -> None:
        cast = assemble(framework)
        cast.bob.set_password(PASSWORD)
        cast.bob.save()
        client.force_login(cast.bob)
        address = f"/assessments/{cast.draft.pk}/traits/scale/"
        client.get(address)
        later(client, 24 * 60 * 60)

        told = client.post(address, {"revision": "0", "rationale": "写了很久", "go": "stay"})

        assert told.status_code == 401
        form = dict(Page(told.content).root.get_element_by_id("sign-in-again").form_values())
        assert form["rationale"] == "写了很久"
        client.post(address, form | {"username": "bob", "password": PASSWORD})
        assert cast.rating("scale").rationale == "写了很久"


class TestLog:
    def test_changes_of_accounts_are_written_down(self, client: Client, alice: User) -> None:
        root = User.objects.create_superuser("root", password=PASSWORD)
        client.force_login(root)
        address = f"/admin/benchmark/user/{alice.pk}/change/"
        form = dict(page(client, address).root.get_element_by_id("user_form").form_values())
        client.post(address, form | {"is_staff": "on"})
        client.post(f"/admin/benchmark/user/{alice.pk}/delete/", {"post": "yes"})

        assert said(Kind.ACCOUNT) == [
            ("", None, "Alice created"),
            ("", None, "root created"),
            ("root", "127.0.0.1", "Alice changed: is_staff"),
            ("root", "127.0.0.1", "Alice deleted"),
        ]

    def test_a_password_is_named_and_not_told(self, alice: User) -> None:
        alice.set_password("ein-anderes-2026")
        alice.save()
        alice.save(update_fields=["last_login"])

        assert said(Kind.ACCOUNT)[1:] == [("", None, "Alice changed: password")]

    def test_downloads_are_written_down(self, client: Client, framework: Framework) -> None:
        cast = assemble(framework)
        client.force_login(cast.alice)
        address = f"/assessments/{cast.draft.pk}/questionnaire.xlsx"
        assert client.get(address).status_code == 200
        client.get(f"/assessments/{cast.draft.pk}/")

        assert said(Kind.DOWNLOAD) == [("alice", "127.0.0.1", f"GET {address}")]

    def test_refusals_are_written_down_once_a_minute(self, alice: User) -> None:
        client = Client(enforce_csrf_checks=True)
        for _ in range(5):
            assert client.post("/sign-out/").status_code == 403

        assert said(Kind.REFUSED) == [("", "127.0.0.1", "POST /sign-out/")]
        SecurityEvent.objects.update(at=now() - timedelta(minutes=2))
        client.post("/sign-out/")
        assert len(said(Kind.REFUSED)) == 2

    def test_what_cannot_be_written_stops_nobody(
        self, monkeypatch: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise DatabaseError("disk full")

        monkeypatch.setattr(SecurityEvent, "save", fail)

        assert record(Kind.SIGN_OUT, request=None, name="alice") is None
        assert "not written: sign-out alice" in caplog.text

    def test_it_is_one_line_whatever_was_typed(self) -> None:
        record(Kind.SIGN_IN_FAILED, request=None, name="a\nb\x00c" + "x" * 500)

        event = SecurityEvent.objects.get()
        assert event.name == "a b c" + "x" * 145

    def test_it_can_be_taken_away(self, client: Client, capsys: pytest.CaptureFixture[str]) -> None:
        old, new = (record(Kind.SIGN_IN, request=None, name=name) for name in ("=1+1", "李工"))
        assert old is not None
        assert new is not None
        SecurityEvent.objects.filter(pk=old.pk).update(at=now() - timedelta(days=3))

        def printed(*arguments: str) -> list[list[str]]:
            call_command("security_log", *arguments)
            return list(csv.reader(StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))

        assert [line[1:4] for line in printed()] == [
            ["event", "name", "address"],
            ["sign-in", "'=1+1", ""],
            ["sign-in", "李工", ""],
        ]
        today = now().date().isoformat()
        assert [line[2] for line in printed(f"--from={today}")[1:]] == ["李工"]
        before = (now() - timedelta(days=2)).date().isoformat()
        assert [line[2] for line in printed(f"--until={before}")[1:]] == ["'=1+1"]
        with pytest.raises(CommandError, match="soon is no date"):
            call_command("security_log", "--from=soon")

        client.force_login(User.objects.create_superuser("root", password="x"))
        chosen = {"action": "export", "_selected_action": [str(old.pk), str(new.pk)]}
        answer = client.post("/admin/benchmark/securityevent/", chosen)
        assert answer.content.decode().splitlines()[1].endswith("sign-in,'=1+1,,,")
        assert client.get("/admin/benchmark/securityevent/?q=root").status_code == 200
        assert client.get("/admin/benchmark/securityevent/add/").status_code == 403

    def test_what_has_had_its_time_is_swept(self, client: Client, settings: Settings) -> None:
        kept, old = (record(Kind.SIGN_IN, request=None, name=name) for name in "ab")
        assert kept is not None
        assert old is not None
        days = timedelta(days=settings.SECURITY_LOG_DAYS)
        SecurityEvent.objects.filter(pk=old.pk).update(at=now() - days - timedelta(days=1))
        for key, expires in (("over", now() - timedelta(minutes=1)), ("open", now() + days)):
            Session.objects.create(session_key=key, session_data="", expire_date=expires)

        sweep()

        assert list(SecurityEvent.objects.all()) == [kept]
        assert [session.pk for session in Session.objects.all()] == ["open"]

    def test_the_first_who_signs_in_sweeps(self, alice: User, monkeypatch: Any) -> None:
        swept: list[bool] = []
        monkeypatch.setattr(security_log, "sweep", lambda: swept.append(True))
        monkeypatch.setattr(security_log, "_swept", 0.0)
        for _ in range(2):
            sign_in(Client(), PASSWORD)

        assert swept == [True]


def later(client: Client, seconds: int) -> None:
    """As if so many seconds had gone by since the last request."""
    session = client.session
    session[SEEN] = int(now().timestamp()) - seconds
    session.save()


def test_no_name_is_nobody() -> None:
    request = RequestFactory().get("/")
    for _ in range(WRONG_FOR_NAME):
        record(Kind.SIGN_IN_FAILED, request=request, name="")
    assert paused(request, "") == "name"
