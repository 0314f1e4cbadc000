"""What follows for each condition of a trait, as the page and the answer to a save say it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from benchmark.current_language import in_current_language
from benchmark.scoring.assessment import Evidence
from benchmark.scoring.conditions import Finding
from benchmark.scoring.framework import Trait
from benchmark.scoring.grades import is_older, item_grade
from benchmark.scoring.profile import ConditionResult, TraitResult
from benchmark.scoring.text import is_visible
from benchmark.wording import labels, reasons
from benchmark.wording.figures import difference_text

from .trait_parts import TraitParts

tr = in_current_language


def findings_html(parts: TraitParts, result: TraitResult) -> dict[str, SafeString]:
    """The state of each condition as markup: its mark, and by what it was found."""
    contradicted = _contradicted(result)
    return {
        item.slug: parts.findings[item.state].fill(
            {"why": _why(parts, item, contradicted.get(item.slug, []))}
        )
        for item in result.conditions
    }


def item_text(item: Evidence, result: TraitResult, period: int) -> str:
    """What to mind of an evidence item: that it counts for less than its type, that it is older
    than the year assessed and proves something here; empty for neither."""
    older = is_older(item, period) and any(
        each.slug in item.conditions and each.state == "met"
        for each in ([] if result.trait.structural else result.conditions)
    )
    text = gettext("早于{year}年，请确认仍然有效").format(year=period) if older else ""
    lowered = _lowered(item)
    if lowered and text:
        return gettext("{lowered}；{older}").format(lowered=lowered, older=text)
    return lowered or text


def _lowered(item: Evidence) -> str:
    """Why an item counts for less than its type, and for what; empty where it does not."""
    counts = item_grade(item)
    if counts == item.grade:
        return ""
    text = gettext("没有网址或文号，只按“{grade}”计")
    if not is_visible(item.date):
        text = gettext("没有日期，只按“{grade}”计")
    return text.format(grade=tr(labels.GRADE[counts]))


def by_figure(result: TraitResult) -> list[str]:
    """Conditions that a figure decides: there is nothing to answer by hand."""
    return [item.slug for item in result.conditions if item.finding.source == "figure"]


def unmet_from(result: TraitResult, level: int) -> tuple[str, ...]:
    """What 'none of this level and above' answers: conditions of no lower level on which nothing
    is said and nothing follows from what is."""
    routes = result.trait.routes
    lower = {slug for route in routes if route.level < level for slug in route.conditions}
    return tuple(
        item.slug
        for item in result.conditions
        if item.slug not in lower and item.finding.source == "none" and not item.finding.answer
    )


def next_level(result: TraitResult) -> int | None:
    """The level above what is claimed, from which on something is still open; None for none."""
    above = range((result.claim or 1) + 1, len(result.trait.levels) + 1)
    return next((level for level in above if unmet_from(result, level)), None)


def lift_html(parts: TraitParts, result: TraitResult) -> SafeString:
    """What evidence would raise the proof; nothing where none would."""
    if not result.to_lift:
        return mark_safe("")
    between = format_html("<p class='standing-or'>{}</p>", gettext("或"))
    wanted = format_html_join(between, "{}", ((_way(result.trait, w),) for w in result.lifting))
    text = gettext(
        "为下列条件补上佐证（至少为“{grade}”），佐证等级可由{now}级升到{then}级："
    ).format(
        grade=tr(reasons.needed_grade(result)), now=result.proven, then=reasons.lifted_to(result)
    )
    return format_html("<div class='lift'><p>{}</p>{}</div>", text, wanted)


def _way(trait: Trait, way: Iterable[str]) -> SafeString:
    conditions = [trait.condition_by_slug[slug] for slug in way]
    lines = format_html_join(
        "",
        "<li>{}<br><span class='soft small'>{}</span></li>",
        (
            (
                tr(condition.text),
                gettext("可用材料：{proof}（{holder}）").format(
                    proof=tr(condition.proof), holder=tr(condition.holder)
                ),
            )
            for condition in conditions
        ),
    )
    return format_html("<ul>{}</ul>", lines)


def _contradicted(result: TraitResult) -> dict[str, list[str]]:
    """What is said at both conditions of each contradiction."""
    found: dict[str, list[str]] = {}
    texts = result.trait.condition_by_slug
    for met, implied in result.contradictions:
        at_met = gettext("与“{other}”的结论矛盾：符合本条的，必然也符合那一条。请改正其中一条。")
        at_implied = gettext(
            "与“{other}”的结论矛盾：符合那一条的，必然也符合本条。请改正其中一条。"
        )
        found.setdefault(met, []).append(at_met.format(other=tr(texts[implied].text)))
        found.setdefault(implied, []).append(at_implied.format(other=tr(texts[met].text)))
    return found


def _why(parts: TraitParts, item: ConditionResult, alarms: list[str]) -> SafeString:
    finding = item.finding
    lines = [format_html('<span class="why text-danger">{}</span>', text) for text in alarms]
    text = _reason(parts, finding)
    if finding.state == "met":
        proof = (
            gettext("佐证：{grade}").format(grade=tr(labels.GRADE[item.grade]))
            if item.grade
            else gettext("无佐证")
        )
        if item.older:
            proof = gettext("{proof}（早于评估年度）").format(proof=proof)
        text = f"{text} · {proof}" if text else proof
    if text and not (alarms and finding.source == "contradiction"):
        lines.append(format_html('<span class="why">{}</span>', text))
    return mark_safe("".join(lines))  # noqa: S308  escaped above


def _reason(parts: TraitParts, finding: Finding) -> str:
    match finding.source:
        case "figure":
            own = tr(reasons.figure_of(finding))
            condition = finding.condition
            if finding.difference is not None and condition.threshold is not None:
                missing = difference_text(finding.difference, condition.threshold)
                return gettext("{own}，{missing}").format(own=own, missing=tr(missing))
            if finding.state == "unknown":
                return gettext("{own}，约数，判断不了").format(own=own)
            return gettext("由数据判断：{own}").format(own=own)
        case "implied":
            return tr(reasons.condition_reason(parts.trait, finding))
        case _ if finding.answer == "unknown":
            holder = tr(finding.condition.holder)
            return gettext("可向{holder}了解").format(holder=holder)
        case _:
            return ""
