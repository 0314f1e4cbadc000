"""The marks of the visual grammar in templates; charts/ draws them for every format."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from benchmark.charts.data import LEGEND, SERIES, Mark, mark_of
from benchmark.charts.ladder import ladder_svg
from benchmark.charts.signs import legend_svg
from benchmark.current_language import active_language, in_current_language
from benchmark.scoring.conditions import State
from benchmark.scoring.framework import Text
from benchmark.scoring.profile import TraitResult
from benchmark.wording.labels import CONDITION

register = template.Library()


@register.simple_tag
def ladder(
    claim: int | None,
    proven: int | None,
    target: int | None,
    possible: int | None,
    *,
    numbers: bool = False,
) -> SafeString:
    """The drawing of one trait. Levels 1-5, None or '' where there is none."""
    mark = Mark(
        name=Text("", ""),
        claim=claim or None,
        proven=proven or None,
        target=target or None,
        possible=possible or 5,
    )
    # Our own emitter, numbers and fixed words only.
    return mark_safe(ladder_svg(mark, active_language(), numbers=bool(numbers)))  # noqa: S308


@register.simple_tag
def legend_entries() -> list[tuple[SafeString, str]]:
    """Each mark with its name, for a legend."""
    return [
        (mark_safe(legend_svg(kind)), in_current_language(SERIES[kind]))  # noqa: S308
        for kind in LEGEND
    ]


@register.filter
def standing_words(result: TraitResult) -> str:
    """What the drawing of a trait says, in words: 自评3级，佐证2级，目标4级."""
    return in_current_language(mark_of(result).words)


@register.filter
def condition_label(state: State) -> str:
    """符合, 不符合, 不掌握."""
    return in_current_language(CONDITION[state])
