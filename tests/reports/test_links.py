"""Which texts become links in documents, and where they lead."""

from __future__ import annotations

import pytest

from benchmark.reports.links import link_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("https://example.org/a.html?b=1&c=2#d", "https://example.org/a.html?b=1&c=2#d"),
        ("HTTP://example.org:8080/", "HTTP://example.org:8080/"),
        ("https://example.org/报告.pdf", "https://example.org/%E6%8A%A5%E5%91%8A.pdf"),
        ("https://example.org/100%/%41", "https://example.org/100%25/%41"),
        ('https://example.org/"<x>"[1]#a#b', "https://example.org/%22%3Cx%3E%22%5B1%5D#a%23b"),
        ("https://example.org/" + "a" * 2000, None),
        ("https://example.org:99999/", None),
        ("https://user:word@example.org/", None),
        ("https://[::1", None),
        ("https://", None),
        ("https://example.org/\ud800", None),
        ("http://example.org/a b", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_only_a_proper_web_address_leads_anywhere(text: str, target: str | None) -> None:
    assert link_target(text) == target
