"""Shows the pure objects (Text, figures, verdicts) in templates, in the active language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import get_language

from benchmark.scoring.figures import Verdict
from benchmark.scoring.framework import DocumentedFigure, Framework, Language, Text

register = template.Library()

# Ladder drawings: one rung is so many units wide, the first begins at LEFT.
RUNG = 40
LEFT = 4

VERDICT_LABELS: dict[str, Text] = {
    "no_verdict": Text("不作比较", "Not compared"),
    "below": Text("低于", "Below"),
    "above": Text("高于", "Above"),
    "not_below_bound": Text("不低于所载下限", "Not below the documented bound"),
    "indistinguishable": Text("难分高低", "Cannot be told apart"),
}
STATUS_LABELS: dict[str, Text] = {
    "data_first": Text("待补数据", "Data first"),
    "evidence_first": Text("先补佐证", "Evidence first"),
    "confirmed": Text("确定差距", "Confirmed gap"),
    "possible": Text("可能差距", "Possible gap"),
    "to_prove": Text("达标待证", "Met, to be proved"),
    "none": Text("无差距", "No gap"),
    "rated": Text("已评定", "Rated"),
    "unknown": Text("暂未掌握", "Not known"),
    "unanswered": Text("未填写", "Not answered"),
    "draft": Text("草稿", "Draft"),
    "submitted": Text("已提交", "Submitted"),
    "reviewed": Text("已复核", "Reviewed"),
}
QUALIFIERS: dict[str, Text] = {
    "exact": Text("", ""),
    "about": Text("约", "about "),
    "near": Text("接近", "near "),
    "more_than": Text("超过", "more than "),
    "at_least": Text("不少于", "at least "),
    "rank": Text("第", "no. "),
}


def active_language() -> Language:
    """The language of the current request as the pure packages name it."""
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


@register.filter
def tr(text: Text | str | None) -> str:
    """`{{ trait.name|tr }}`: a Text in the active language; a plain string stays; None is ''."""
    if text is None:
        return ""
    return text.in_language(active_language()) if isinstance(text, Text) else text


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`{{ framework.cluster_by_slug|lookup:fact.cluster }}`: None where the key is absent."""
    return mapping.get(key)


@register.filter
def category_name(framework: Framework, category: str) -> str:
    """`{{ framework|category_name:practice.category }}`."""
    return tr(dict(framework.categories)[category])


@register.filter
def level_name(ladder: Sequence[Text], level: int) -> str:
    """`{{ framework.ladder|level_name:3 }}`: 全省前列."""
    return tr(ladder[level - 1])


@register.filter
def is_web_address(address: str) -> bool:
    """Only these may become links: an address of users may be anything, javascript: too."""
    return address.lower().startswith(("http://", "https://"))


@register.filter
def verdict_label(verdict: Verdict) -> str:
    return tr(VERDICT_LABELS[verdict])


@register.filter
def status_label(status: str) -> str:
    """A gap's status, a rating's state or an assessment's status in words."""
    return tr(STATUS_LABELS[status])


@register.filter
def documented_value(figure: DocumentedFigure) -> str:
    """The figure as the source prints it, else qualifier, number and unit."""
    if figure.printed:
        return tr(figure.printed)
    return f"{tr(QUALIFIERS[figure.qualifier])}{figure.value:,f}{figure.unit}"


@register.filter
def figure_detail(figure: DocumentedFigure) -> str:
    """Product, scope and year of a figure, as far as they are documented."""
    parts = [tr(figure.product), str(figure.year) if figure.year else ""]
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class LadderGeometry:
    """Where the marks of one rating stand in a drawing 212 units wide.

    Cells: `supported_width` and `claim_width` from the left edge. Points (gap bar): `*_x` is the
    middle of a rung. None where there is nothing to draw.
    """

    supported_width: int | None
    claim_width: int | None
    supported_x: int | None
    claim_x: int | None
    target_x: int | None
    band_x: int
    band_width: int
    band_from: int
    band_span: int


@register.simple_tag
def ladder_geometry(
    supported: int | None,
    claim: int | None,
    target: int | None,
    low: int | None = None,
    high: int | None = None,
) -> LadderGeometry:
    """Marks for levels 1-5 (None or '' where absent); a range left out is the whole ladder."""
    low, high = low or 1, high or 5
    return LadderGeometry(
        supported_width=_width(supported),
        claim_width=_width(claim),
        supported_x=_middle(supported),
        claim_x=_middle(claim),
        target_x=_middle(target),
        band_x=LEFT + RUNG * (low - 1),
        band_width=RUNG * (high - low + 1),
        band_from=LEFT + RUNG * low - RUNG // 2,
        band_span=RUNG * (high - low),
    )


def _width(level: int | None) -> int | None:
    return RUNG * level if level else None


def _middle(level: int | None) -> int | None:
    return LEFT + RUNG * level - RUNG // 2 if level else None
