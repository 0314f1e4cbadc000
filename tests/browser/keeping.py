"""What the browser keeps of a trait's page until it is saved."""

from __future__ import annotations

from time import monotonic

from playwright.sync_api import Page

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('benchmark-draft:')).length"
PATIENCE = 30  # seconds


def kept(page: Page) -> int:
    """How much the browser keeps of what is not saved."""
    return int(page.evaluate(KEPT))


def nothing_is_kept(page: Page) -> None:
    """Everything typed is stored."""
    # Asked again and again: waiting inside the page would need eval, which the policy forbids.
    limit = monotonic() + PATIENCE
    while kept(page):
        assert monotonic() < limit
