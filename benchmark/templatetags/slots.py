"""Templates that are rendered once and filled many times (benchmark.views.skeletons)."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# A character that no page holds: around the name of what is filled in later.
MARK = "\x01"


@register.filter
def slot(name: object, of: object = "") -> SafeString:
    """`{{ "value"|slot }}`, `{{ condition.slug|slot:"finding" }}`: the slot 'finding:<slug>'."""
    text = f"{of}:{name}" if of else str(name)
    return mark_safe(f"{MARK}{text}{MARK}")  # noqa: S308  names of our own
