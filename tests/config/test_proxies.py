"""Whose word is taken for who asks."""

from __future__ import annotations

from typing import Any

import pytest

from config.proxies import Proxies

HERE, ELSEWHERE, CLIENT = "127.0.0.1", "203.0.113.9", "198.51.100.7"


def seen(
    settings: Any, trusted: list[str], asked_by: str, forwarded: str | None = None
) -> dict[str, Any]:
    settings.TRUSTED_PROXIES = trusted
    found: dict[str, Any] = {}

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        found.update(environ)
        return []

    said = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    more = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_REQUEST_ID": "given-by-proxy"}
    Proxies(application)({"REMOTE_ADDR": asked_by, **said, **more}, lambda *_: None)
    return found


@pytest.mark.parametrize(
    ("trusted", "asked_by", "forwarded", "address"),
    [
        ([HERE], HERE, CLIENT, CLIENT),
        (["127.0.0.0/8", "10.0.0.0/8"], HERE, f"{CLIENT}, 10.1.2.3", CLIENT),
        # What a visitor writes himself stands before what the proxy adds.
        ([HERE], HERE, f"1.1.1.1, {CLIENT}", CLIENT),
        ([HERE], HERE, f"nonsense, {CLIENT}", CLIENT),
        ([HERE], HERE, f"{CLIENT}, nonsense", HERE),
        ([HERE], HERE, "", HERE),
        ([HERE], HERE, None, HERE),
        ([HERE], HERE, f"{CLIENT}:4711", CLIENT),
        (["::1"], "::1", "[2001:db8::7]:4711", "2001:db8::7"),
        ([HERE], "::ffff:127.0.0.1", CLIENT, CLIENT),
        ([HERE], ELSEWHERE, CLIENT, ELSEWHERE),
        ([], HERE, CLIENT, HERE),
        # Every hop is ours: the first is as far as anybody knows.
        (["10.0.0.0/8"], "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
    ],
)
def test_who_asks(
    settings: Any, trusted: list[str], asked_by: str, forwarded: str | None, address: str
) -> None:
    assert seen(settings, trusted, asked_by, forwarded)["REMOTE_ADDR"] == address


def test_what_a_stranger_claims_is_dropped(settings: Any) -> None:
    names = {"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REQUEST_ID"}

    assert names <= set(seen(settings, [HERE], HERE, CLIENT))
    assert not names & set(seen(settings, [HERE], ELSEWHERE, CLIENT))
