"""Shows the pure objects (Text, figures, verdicts) in templates, in the active language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext

from benchmark.current_language import active_language, in_current_language
from benchmark.scoring.checks import is_link
from benchmark.scoring.figures import Verdict
from benchmark.scoring.framework import Basis, DocumentedFigure, Framework, Text
from benchmark.scoring.holders import HOLDERS
from benchmark.wording import figures as figure_words
from benchmark.wording import labels, sentences

register = template.Library()

# Ladder drawings: one rung is so many units wide, the first begins at LEFT.
RUNG = 40
LEFT = 4

ASSESSMENT_STATUS: dict[str, Text] = {
    "draft": Text("草稿", "Draft"),
    "submitted": Text("已提交", "Submitted"),
    "reviewed": Text("已复核", "Reviewed"),
}
STATUS_LABELS: dict[str, Text] = labels.STATUS | labels.STATE | ASSESSMENT_STATUS
# Only these scopes say more than the measure's own name does.
TELLING_SCOPES = ("national_or_provincial", "mixed")


@register.filter
def tr(text: Text | str | None) -> str:
    """`{{ trait.name|tr }}`: a Text in the active language; a plain string stays; None is ''."""
    if text is None:
        return ""
    return in_current_language(text) if isinstance(text, Text) else text


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`{{ framework.cluster_by_slug|lookup:fact.cluster }}`: None where the key is absent."""
    return mapping.get(key)


@register.filter
def category_name(framework: Framework, category: str) -> str:
    """`{{ framework|category_name:practice.category }}`."""
    return tr(dict(framework.categories)[category])


@register.filter
def usual_holders(trait: str) -> str:
    """`{{ trait.slug|usual_holders }}`: the bureaus that usually have its data; '' if unknown."""
    return tr(HOLDERS.get(trait))


@register.filter
def level_name(ladder: Sequence[Text], level: int) -> str:
    """`{{ framework.ladder|level_name:3 }}`: 全省前列."""
    return tr(ladder[level - 1])


# Only these may become links: an address of users may be anything, javascript: too.
register.filter("is_link", is_link)


@register.filter
def verdict_label(verdict: Verdict) -> str:
    """The verdict alone; with its meaning and warnings it is figure_words.verdict_text's."""
    return tr(labels.VERDICT[verdict])


@register.filter
def status_label(status: str) -> str:
    """A gap's status, a rating's state or an assessment's status in words."""
    return tr(STATUS_LABELS[status])


@register.filter
def grade_label(grade: int) -> str:
    """Evidence grade 0-3 in words."""
    return tr(labels.GRADE[grade])


@register.filter
def basis_label(basis: Basis) -> str:
    """Whether a level's wording rests on the bulletin or is our construct."""
    return tr(labels.BASIS[basis])


@register.filter
def unit_label(unit: str) -> str:
    return tr(figure_words.unit_text(unit))


@register.filter
def scope_label(scope: str) -> str:
    return tr(labels.SCOPE[scope])


@register.filter
def section_tag(section: str) -> str:
    """参阅 二-3, bulletin 2-3."""
    return tr(sentences.section_tag(section))


@register.filter
def documented_value(figure: DocumentedFigure) -> str:
    """The figure as the source prints it, else qualifier, number and unit."""
    return figure_words.documented_text(figure, active_language())


@register.filter
def figure_detail(figure: DocumentedFigure) -> str:
    """Product, scope and year of a figure, as far as they are documented and say something."""
    language = active_language()
    parts = [tr(figure.product)]
    if figure.scope in TELLING_SCOPES:
        parts.append(scope_label(figure.scope))
    if figure.year:
        parts.append(f"{figure.year}年" if language == "zh-hans" else str(figure.year))
    separator = "，" if language == "zh-hans" else ", "
    text = separator.join(part for part in parts if part)
    return "" if not text else f"（{text}）" if language == "zh-hans" else f"({text})"


@dataclass(frozen=True, slots=True)
class LadderGeometry:
    """Where the marks of one rating stand in a drawing of five rungs.

    Cells (ladder): a level is the end of its rung; `supported_width` and `claim_width` from the
    left edge, `target_edge` and the band from `edge_from` in the drawing. Points (gap bar): `*_x`
    and `band_from` are the middle of a rung. None where there is nothing to draw.
    """

    supported_width: int | None
    claim_width: int | None
    target_edge: int | None
    supported_x: int | None
    claim_x: int | None
    target_x: int | None
    edge_from: int
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
        target_edge=LEFT + RUNG * target if target else None,
        supported_x=_middle(supported),
        claim_x=_middle(claim),
        target_x=_middle(target),
        edge_from=LEFT + RUNG * low,
        band_from=LEFT + RUNG * low - RUNG // 2,
        band_span=RUNG * (high - low),
    )


@register.simple_tag
def levels_in_words(
    supported: int | None,
    claim: int | None,
    target: int | None,
    low: int | None = None,
    high: int | None = None,
) -> str:
    """What a ladder or gap bar shows, for those who hear the page."""
    parts = [
        gettext("佐证等级%(level)d级") % {"level": supported} if supported else gettext("未评定"),
        gettext("自评等级%(level)d级") % {"level": claim} if claim else "",
        gettext("可能范围%(low)d至%(high)d级") % {"low": low, "high": high}
        if supported and low and high
        else "",
        gettext("目标%(level)d级") % {"level": target} if target else "",
    ]
    return ("，" if active_language() == "zh-hans" else ", ").join(p for p in parts if p)


def _width(level: int | None) -> int | None:
    return RUNG * level if level else None


def _middle(level: int | None) -> int | None:
    return LEFT + RUNG * level - RUNG // 2 if level else None
