"""Templates that are rendered once and filled many times (benchmark.views.skeletons)."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def slot(name: object, of: object = "") -> SafeString:
    """`{{ "value"|slot }}`, `{{ condition.slug|slot:"finding" }}`: the slot 'finding:<slug>'."""
    return slot_mark(f"{of}:{name}" if of else str(name))


def slot_mark(name: str) -> SafeString:
    """What a page holds where something is put in later: the name between two characters of
    private use, which no text of ours holds and escaping leaves alone."""
    return mark_safe(f"\ue000{name}\ue001")  # noqa: S308  names of our own
