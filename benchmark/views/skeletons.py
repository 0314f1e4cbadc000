"""Parts of a trait's page that are rendered once, with slots for what each visit fills in.

A framework version never changes: what the page says of a trait is the same for every reader of a
language. Only answers, figures and findings differ, and putting them into their slots costs a
hundredth of rendering a template again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from benchmark.templatetags.slots import MARK

_BLANKS = re.compile(r"[ \t]*\n\s*")


class Skeleton:
    """A rendered template in pieces: literal text, and between two pieces the name of a slot."""

    def __init__(self, template: str, context: Mapping[str, Any]) -> None:
        html = render_to_string(template, dict(context))
        # A template is indented to be read; its page need not carry the blanks.
        pieces = _BLANKS.sub("\n", html).strip().split(MARK)
        self._literal, self._names = pieces[::2], pieces[1::2]

    def fill(self, values: Mapping[str, str]) -> SafeString:
        """The markup with the values in their slots, which must be escaped; others stay empty."""
        filled = [values.get(name, "") for name in self._names]
        parts = [part for pair in zip(self._literal, filled, strict=False) for part in pair]
        return mark_safe("".join([*parts, self._literal[-1]]))  # noqa: S308  escaped by the caller
