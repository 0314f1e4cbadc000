"""A save that cannot be: a script is told why in JSON, a browser by a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from benchmark.queries.framework import ReferenceNotLoaded
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble

from . import trait_forms
from .pages import Page
from .trait_forms import JSON, Fields, own

TEXT = "产业链台账"
BUSY = ("系统正在维护或数据库正忙", "the system is under maintenance or its database is busy")
FAILED = ("系统出错，不是您操作的问题", "the system failed, through no fault of yours")
GONE = (
    "内容已不存在，或不属于现在登录的单位",
    "it no longer exists, or does not belong to the organisation that is signed in",
)


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.bob)
    return client


def said() -> Fields:
    return trait_forms.said(rationale=TEXT, target="", target_year="")


def told(client: Client, url: str, fields: Fields, status: int) -> tuple[str, str]:
    """The message to a script in Chinese and in English; a browser gets a page of that status."""
    messages = []
    for language in ("zh-hans", "en"):
        client.cookies["django_language"] = language
        answer = client.post(url, fields, headers=JSON)
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/json"
        assert ("Retry-After" in answer.headers) == (status == 503)
        (message,) = answer.json().values()
        messages.append(message)
        shown = client.post(url, fields)
        assert shown.status_code == status
        assert Page(shown.content).root.xpath("//h1")
    return messages[0], messages[1]


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (OperationalError("database is locked"), 503, BUSY),
        (ReferenceNotLoaded(), 503, BUSY),
        (RuntimeError("x"), 500, FAILED),
    ],
)
def test_a_failure_on_our_side(
    client: Client,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    message: tuple[str, str],
) -> None:
    def fail(**_: Any) -> None:
        raise error

    monkeypatch.setattr("benchmark.views.ratings.save_rating", fail)
    assert told(client, own(cast), said(), status) == message
    assert not cast.rating("scale").revision


def test_more_than_a_form_may_hold(client: Client, cast: Cast, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
    long = said() | {"rationale": "长" * (1 << 20)}
    assert told(client, own(cast), long, 400) == (
        "这一页的内容超过2 MB，请减少后再试",
        "this page holds more than 2 MB; shorten it and try again",
    )


def test_more_fields_than_a_form_may_hold(client: Client, cast: Cast, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    assert told(client, own(cast), said() | {f"x{i}": "" for i in range(9)}, 400) == (
        "这一页超过5项，请减少后再试",
        "this page holds more than 5 entries; remove some and try again",
    )


def test_what_cannot_be_read(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> None:
        raise SuspiciousOperation

    monkeypatch.setattr("benchmark.views.ratings.save_rating", fail)
    assert told(client, own(cast), said(), 400) == (
        "浏览器发来的内容不完整或格式不对",
        "what the browser sent is incomplete or malformed",
    )


def test_what_is_not_there_or_is_anothers(client: Client, cast: Cast) -> None:
    assert told(client, "/assessments/987654/traits/scale/", said(), 404) == GONE
    assert told(client, "/nowhere/", said(), 404) == GONE
    client.force_login(cast.charlie)
    assert told(client, own(cast), said(), 404) == GONE


def test_what_comes_from_elsewhere(cast: Cast) -> None:
    """As behind a proxy whose address is not in CSRF_TRUSTED_ORIGINS."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.bob)
    headers = {**JSON, "origin": "https://elsewhere.example"}
    answer = client.post(own(cast), said(), headers=headers)
    assert answer.status_code == 403
    assert answer.json() == {"message": "请求不是从本系统的页面发来的，请刷新本页或告诉管理员"}
