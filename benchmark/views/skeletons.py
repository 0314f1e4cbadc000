"""Markup that is rendered once, with slots for what each visit fills in.

A framework version never changes: what a page says of it is the same for every reader of a
language. Only what is entered and what follows from it differ, and putting that into its slots
costs a hundredth of rendering a template again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# See benchmark.templatetags.slots.
_SLOT = re.compile("\ue000([^\ue001]*)\ue001")
_BLANKS = re.compile(r"[ \t]*\n\s*")


class Skeleton:
    """Markup in pieces: literal text, and between two pieces the name of a slot."""

    def __init__(self, html: str) -> None:
        # A template is indented to be read; its page need not carry the blanks.
        pieces = _SLOT.split(_BLANKS.sub("\n", html).strip())
        self._literal, self._names = pieces[::2], pieces[1::2]

    def fill(self, values: Mapping[str, str]) -> SafeString:
        """The markup with the values in their slots, which must be escaped; others stay empty."""
        filled = [values.get(name, "") for name in self._names]
        parts = [part for pair in zip(self._literal, filled, strict=False) for part in pair]
        return mark_safe("".join([*parts, self._literal[-1]]))  # noqa: S308  escaped by the caller


def skeleton_of(template: str, context: Mapping[str, Any]) -> Skeleton:
    """A template with its slots."""
    return Skeleton(render_to_string(template, dict(context)))
