"""The language of the page that is being made, as the pure packages name it."""

from __future__ import annotations

from django.utils.translation import get_language

from benchmark.scoring.framework import Language, Text


def active_language() -> Language:
    """Chinese where it is not English."""
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def in_current_language(text: Text) -> str:
    return text.in_language(active_language())
