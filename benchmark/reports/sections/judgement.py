"""The judgement, made from the result by rules: overall level or its range, gaps, strengths,
certainty. Every sentence restates what the tables say; none adds a judgement of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.framework import Text
from benchmark.scoring.grades import NEED
from benchmark.scoring.profile import STRENGTH_LEVEL, Status, TraitResult, stage
from benchmark.wording.industry import industry_name
from benchmark.wording.numerals import chinese_count, chinese_numeral, english_number
from benchmark.wording.reasons import contradiction_text
from benchmark.wording.sentences import (
    ended,
    joined,
    level,
    listing,
    run_on,
    sentence_case,
    trait_names,
)

from .last_year import carried
from .words import carried_by

_SET_BY_US = Text(
    "等级和条件由本报告设定，参阅材料没有给任何集群打分",
    "levels and conditions are set by this report; the bulletin scores no cluster",
)


# Of what lacks data so many are named.
_NAMED = 2
# By status: what is true of traits, in English of one and of several.
_FOUND: dict[Status, tuple[str, str, str]] = {
    "gap": ("有差距", "falls short of its target", "fall short of their targets"),
    "met": ("达到目标", "meets its target", "meet their targets"),
    "prove": (
        "自评达到目标、佐证不足",
        "awaits proof",
        "await proof",
    ),
    "data": ("待补数据", "lacks data", "lack data"),
}


def is_unrated(report: GapReport) -> bool:
    """Whether no trait is rated yet."""
    return all(result.claim is None for result in report.profile.traits)


def judgement(report: GapReport) -> Text:
    """Where the industry stands as a whole, and how its traits stand against their targets."""
    return run_on((ended(_overall(report)), *map(ended, _against_targets(report))))


def _overall(report: GapReport) -> Text:
    """The stage, or its range where it is open, which leads."""
    who, profile = industry_name(report.assessment.industry), report.profile
    year = report.assessment.period
    low, high = profile.stage_band
    lower, upper = level(report.framework, low), level(report.framework, high)
    acting = [r for r in profile.traits if not r.trait.structural]
    unrated = [r for r in acting if r.claim is None]
    if is_unrated(report):
        lacks = Text("均待补数据", "data is missing on all seven traits")
        if all(r.state == "unanswered" for r in profile.traits):
            lacks = Text("均未填写", "none of the seven traits has been filled in")
        return Text(
            f"{year}年，{who.zh}七项特征{lacks.zh}，总体等级和差距待取得数据后判定",
            f"{who.en} cannot be rated for {year} yet: {lacks.en}. The overall level and the gaps "
            "can be determined once the data is available",
        )
    if low == high:
        same = Text("", "")
        if unrated:
            same = Text("，补齐数据后结果不变", ", whatever the missing data will show")
        return Text(
            f"{year}年，{who.zh}总体处于{upper.zh}{same.zh}",
            f"{who.en} stood at {upper.en} overall in {year}{same.en}",
        )
    if unrated:
        lacking = _lacking(acting, high)
        return Text(
            f"{year}年，{who.zh}总体在{lower.zh}至{upper.zh}之间，待{lacking.zh}补齐后判定",
            f"{who.en} stood between {lower.en} and {upper.en} overall in {year}, to be settled "
            f"once {lacking.en} obtained",
        )
    if NEED[low] == 0:
        # These levels ask for no proof: nobody shall read that there is one.
        return Text(
            f"{year}年，{who.zh}总体在{lower.zh}至{upper.zh}之间，{lower.zh}以上须有佐证才能确认",
            f"{who.en} stood between {lower.en} and {upper.en} overall in {year}; anything above "
            f"{lower.en} has yet to be proven",
        )
    return Text(
        f"{year}年，{who.zh}总体在{lower.zh}至{upper.zh}之间，其中{lower.zh}已有佐证",
        f"{who.en} stood between {lower.en} and {upper.en} overall in {year}; {lower.en} is proven",
    )


def _unproven(result: TraitResult) -> bool:
    return (result.proven or 0) < (result.claim or 0)


def _lacking(acting: Sequence[TraitResult], high: int) -> Text:
    """What would close the range: data, of a trait or two by name, and proof where what is proven
    would hold it down whatever the data shows."""
    best = stage(
        [(result.proven or 1) if _unproven(result) else result.possible for result in acting]
    )
    if best < high:
        return Text("所缺数据和佐证", "the missing data and proof are")
    unrated = [result for result in acting if result.claim is None]
    if len(unrated) > _NAMED:
        return Text("所缺数据", "the missing data is")
    names = trait_names(unrated)
    return Text(f"{names.zh}的数据", f"the data on {names.en} is")


def _against_targets(report: GapReport) -> Iterable[Text]:
    """Which traits have a gap, meet their target, wait for proof or for data."""
    results = report.profile.traits
    if is_unrated(report):
        return
    groups: dict[Status, list[TraitResult]] = {"gap": [trait.result for trait in report.gaps]}
    for status in _FOUND:
        groups.setdefault(status, [r for r in results if r.status == status])
    said = joined(
        _clause(status, found, len(results), first=number == 0)
        for number, (status, found) in enumerate(
            (status, found) for status, found in groups.items() if found
        )
    )
    yield Text(f"与目标相比，{said.zh}", said.en)
    history = [r for r in results if r.trait.structural and r.status == "gap"]
    for result in history:
        name = result.trait.name
        yield Text(
            f"{name.zh}低于目标，该项由历史形成，不列入差距排序",
            f"{name.en} is below its target; it is a matter of history and is not ranked",
        )


def _clause(status: Status, results: Sequence[TraitResult], total: int, *, first: bool) -> Text:
    """Which traits, and what is true of them; all of the `total` are not named."""
    zh, one, many = _FOUND[status]
    names, number = trait_names(results), len(results)
    if number == total:
        return Text(f"七项特征均{zh}", f"all seven traits {many}")
    how_many = f"{chinese_count(number)}项" if number > 1 else ""
    who = english_number(number)
    if first:
        who += " trait" if number == 1 else " traits"
    return Text(f"{names.zh}{how_many}{zh}", f"{who} {one if number == 1 else many} ({names.en})")


def strengths(report: GapReport) -> Text:
    """What the industry is good at, with the figures that carry it; what is claimed only."""
    found = [_strength(report, trait) for trait in report.strengths]
    if len(found) > 1:
        found = [
            Text(f"{chinese_numeral(i)}是{text.zh}", f"({i}) {text.en}")
            for i, text in enumerate(found, 1)
        ]
    sentences = [Text(f"{t.zh}。", f"{t.en}.") for t in map(sentence_case, found)]
    claimed = [
        r
        for r in report.profile.traits
        if (r.claim or 0) >= STRENGTH_LEVEL > (r.proven or 0) and r.rank is None
    ]
    if not found:
        sentences.append(
            Text(
                f"目前没有经佐证达到{STRENGTH_LEVEL}级的特征。",
                f"No trait is proven at level {STRENGTH_LEVEL} so far.",
            )
        )
    if claimed:
        names = trait_names(claimed)
        if len(claimed) == len(report.profile.traits):
            names = Text("七项特征均", "all seven traits")
        sentences.append(
            Text(
                f"{names.zh}自评达到{STRENGTH_LEVEL}级以上，补上佐证后可列为优势。",
                f"Claimed at level {STRENGTH_LEVEL} or above, but not yet proven: {names.en}.",
            )
        )
    return run_on(sentences)


def _strength(report: GapReport, trait: TraitReport) -> Text:
    result = trait.result
    reached = result.proven or STRENGTH_LEVEL
    why, name = carried_by(result, reached), result.trait.name
    at = level(report.framework, reached)
    return Text(f"{name.zh}达到{at.zh}：{why.zh}", f"{name.en}, proven at {at.en} – {why.en}")


def certainty(report: GapReport) -> tuple[Text, ...]:
    """How certain the result is: what is answered, proven, contradictory; what all rests on."""
    results = report.profile.traits
    rated = [r for r in results if r.state == "rated"]
    conditions = [item for r in results for item in r.conditions]
    known = sum(item.state != "unknown" for item in conditions)
    number = Text(
        f"七项特征已评定{chinese_count(len(rated))}项",
        f"{english_number(len(rated))} of the seven traits {'is' if len(rated) == 1 else 'are'} "
        "rated",
    )
    if len(rated) == len(results):
        number = Text("七项特征均已评定", "all seven traits are rated")
    elif not rated:
        number = Text("七项特征均未评定", "none of the seven traits is rated")
    found = []
    of = Text(f"中{known}项已有答案", f"{known} of the {len(conditions)}")
    if known == len(conditions):
        of = Text("均有答案", f"all {len(conditions)}")
    if known:
        found.append(
            Text(
                f"{number.zh}，{len(conditions)}项条件{of.zh}",
                f"{number.en}, and {of.en} conditions are answered",
            )
        )
    above = [r for r in rated if (r.claim or 0) > (r.proven or 0)]
    if len(above) == len(results):
        found.append(
            Text(
                "七项特征的自评等级均高于佐证等级",
                "the claimed level is above the proven one in all seven",
            )
        )
    elif above:
        names = trait_names(above)
        found.append(
            Text(
                f"{names.zh}的自评等级高于佐证等级",
                f"the claimed level is above the proven one in {names.en}",
            )
        )
    against = [contradiction_text(r.trait, pair) for r in results for pair in r.contradictions]
    if against:
        said = joined(against)
        found.append(Text(f"回答相互矛盾：{said.zh}", f"answers contradict one another: {said.en}"))
    found += carried(report)
    if report.same_as is not None:
        found.append(same_as(report))
    found += [reference_set(report), _SET_BY_US]
    return tuple(ended(text) for text in found)


def same_as(report: GapReport) -> Text:
    """The industry is one of the 25: what is documented may be of itself."""
    cluster = report.same_as
    name = cluster.name if cluster else Text("", "")
    return Text(
        f"本产业即参照范围内的{name.zh}，参阅材料所载本集群的内容即本地2021年以前的情况",
        f"the industry is itself one of the reference clusters, {name.en}: what the bulletin "
        "documents of it is the local state before 2021",
    )


def reference_set(report: GapReport) -> Text:
    """Which clusters are compared with, and how the list went on."""
    # With nothing rated there is nothing to compare.
    chosen = [] if is_unrated(report) else [cluster.name for cluster in report.comparators]
    of = Text("", "")
    if chosen:
        names = listing(chosen)
        of = Text(f"，比较对象为{names.zh}", f"; the comparators are {names.en}")
    return Text(
        f"参照范围为2021年3月工信部遴选的25个先进制造业集群（重点培育对象）{of.zh}；"
        f"{report.framework.reference_set.grown.zh.rstrip('。')}",
        "the reference set is the 25 advanced manufacturing clusters selected in March 2021 as "
        f"priority clusters for cultivation{of.en}; "
        f"{_lower(report.framework.reference_set.grown.en.rstrip('.'))}",
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
