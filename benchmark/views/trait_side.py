"""The column beside a trait's page: where the trait stands and what is missing to the target."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from benchmark.current_language import in_current_language
from benchmark.scoring.assessment import Rating
from benchmark.scoring.conditions import findings
from benchmark.scoring.framework import Framework, Trait
from benchmark.scoring.grades import NEED
from benchmark.scoring.levels import Standing, claim, ways
from benchmark.scoring.profile import TraitResult
from benchmark.templatetags.marks import ladder
from benchmark.wording import labels, reasons

from .trait_parts import TraitParts

tr = in_current_language
Line = tuple[str, SafeString, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions under a title: lines of slug, mark and text.

    `otherwise`: begins another way, any of which will do; without a title it is that of the group
    before. `links` leads from each line to its condition.
    """

    title: str
    lines: tuple[Line, ...]
    note: str = ""
    links: bool = True
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """What stands beside the page. `levels` are name, level and what is to be said with it;
    `brief` is all of it in a line."""

    drawing: SafeString
    levels: tuple[tuple[str, str, str], ...]
    brief: str
    note: str
    alarm: bool
    groups: tuple[Group, ...]


def side_of(parts: TraitParts, result: TraitResult, comparators: Collection[str]) -> Side:
    groups = [*_to_target(parts, result), *_examples(parts, result, comparators)]
    contradicted = len(result.contradictions)
    return Side(
        drawing=ladder(result.claim, result.proven, result.target, result.possible, numbers=True),
        levels=_levels(parts.framework, result),
        brief=_brief(result),
        note=_contradiction_note(contradicted) if contradicted else _note(result),
        alarm=contradicted > 0,
        groups=tuple(groups),
    )


def state_of(trait: Trait, rating: Rating) -> str:
    """What the row of the seven traits says of one: its level, or why it has none."""
    if rating.not_known:
        return tr(labels.NOT_KNOWN)
    if not rating.answers and not any(figure.value is not None for figure in rating.figures):
        return tr(labels.STATE["unanswered"])
    states = {finding.condition.slug: finding.state for finding in findings(trait, rating)}
    level = claim(Standing(trait, states, {}))
    if level is None:
        return tr(labels.STATE["unknown"])
    return gettext("{level}级").format(level=level)


def _levels(framework: Framework, result: TraitResult) -> tuple[tuple[str, str, str], ...]:
    def named(level: int | None) -> str:
        if level is None:
            return tr(labels.NONE)
        return f"{gettext('{level}级').format(level=level)} {tr(framework.ladder[level - 1])}"

    rows = [
        ("claim", named(result.claim), ""),
        ("proven", named(result.proven), ""),
    ]
    if result.possible != result.claim:
        rows.append(("possible", named(result.possible), ""))
    if result.target is not None:
        year = result.rating.target_year
        detail = gettext("默认") if result.target_is_default else ""
        if year:
            detail = gettext("{year}年").format(year=year)
        rows.append(("target", named(result.target), detail))
    return tuple((tr(labels.LEVEL_KIND_SHORT[kind]), level, more) for kind, level, more in rows)


def _brief(result: TraitResult) -> str:
    if result.claim is None:
        return gettext("尚无等级，最高可能{level}级").format(level=result.possible)
    text = gettext("自评{claim}级，佐证{proven}级").format(claim=result.claim, proven=result.proven)
    if result.target is None:
        return text
    if result.missing:
        lacking = ways(_standing(result), result.routes)[0].missing
        return gettext("{levels}，到{target}级还差{count}项").format(
            levels=text, target=result.target, count=len(lacking)
        )
    return gettext("{levels}，目标{target}级").format(levels=text, target=result.target)


def _contradiction_note(count: int) -> str:
    return gettext("有{count}处结论互相矛盾，提交前须改正，见条件中的红字。").format(count=count)


def _note(result: TraitResult) -> str:
    if result.state == "unanswered":
        return gettext("填写数据或回答条件，等级随即得出。")
    if result.claim is None:
        return gettext("2级还有条件没有回答，尚不能得出等级。")
    if result.status == "met" and NEED[result.target or 1] == 0:
        return gettext("已达到目标；{level}级不需要佐证。").format(level=result.target)
    if result.status == "met":
        return gettext("已达到目标，并有佐证。")
    if result.status == "prove":
        return gettext("条件已达到目标，佐证还不够。")
    return ""


def _to_target(parts: TraitParts, result: TraitResult) -> Iterable[Group]:
    if result.routes and result.target is not None and result.status in ("gap", "data"):
        yield from _ways(parts, result)
    if result.to_lift:
        note = gettext("至少为“{grade}”，佐证等级可由{now}级升到{then}级。").format(
            grade=tr(reasons.needed_grade(result)),
            now=result.proven,
            then=reasons.lifted_to(result),
        )
        *before, last = (_lines(parts, result, way) for way in result.lifting)
        title = gettext("须补佐证")
        for lines in before:
            yield Group(title, lines, otherwise=not title)
            title = ""
        yield Group(title, last, note, otherwise=not title)


def _ways(parts: TraitParts, result: TraitResult) -> Iterable[Group]:
    """What is known to be missing on each of the equally good ways, and what is not known."""
    before = ""
    for number, way in enumerate(ways(_standing(result), result.routes)):
        found = (
            (gettext("到目标{level}级还差"), way.missing),
            (gettext("到目标{level}级待查"), way.open),
        )
        otherwise = number > 0
        for title, slugs in found:
            if slugs:
                lines = _lines(parts, result, slugs)
                shown = "" if title == before else title.format(level=result.target)
                yield Group(shown, lines, otherwise=otherwise)
                otherwise, before = False, title


def _examples(
    parts: TraitParts, result: TraitResult, comparators: Collection[str]
) -> Iterable[Group]:
    """How far it is to what the bulletin documents of a chosen comparator."""
    for example in result.examples:
        chosen = [slug for slug in example.route.examples if slug in comparators]
        if not chosen:
            continue
        names = pgettext("list", "、").join(
            tr(parts.framework.cluster_by_slug[slug].name) for slug in chosen
        )
        progress = gettext("{total}项条件中符合{met}项").format(
            met=example.met, total=len(example.route.conditions)
        )
        yield Group(
            gettext("比较对象：{names}").format(names=names),
            _lines(parts, result, (*example.missing, *example.open)),
            progress,
            links=False,
        )


def _lines(parts: TraitParts, result: TraitResult, slugs: Iterable[str]) -> tuple[Line, ...]:
    return tuple(
        (slug, parts.marks[item.state], tr(reasons.missing_text(item.finding)))
        for slug in slugs
        for item in [result.condition(slug)]
    )


def _standing(result: TraitResult) -> Standing:
    return Standing(
        result.trait,
        {item.slug: item.state for item in result.conditions},
        {item.slug: item.grade for item in result.conditions},
    )
