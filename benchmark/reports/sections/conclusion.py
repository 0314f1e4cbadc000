"""The first page, made from the result by rules: conclusion, stage, certainty, what to do first.

Every sentence restates what the tables say; none adds a judgement of its own. Page and documents
both read it. Sentences are bilingual; text of the user stays as it was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.scoring.profile import HEADLINE_RANKS, TraitResult
from benchmark.wording.figures import percent_text
from benchmark.wording.labels import MAX_GRADE, NAMED_AT_MOST
from benchmark.wording.sentences import (
    count,
    level,
    level_or_none,
    sentence_case,
    some_traits,
    trait_names,
)

from .first_steps import data_leads, first_step, is_overclaimed, steps

# A name that already says what kind of thing it is takes no 产业 behind it.
_KIND_ENDINGS = ("业", "集群", "产业链")


@dataclass(frozen=True, slots=True)
class Headline:
    """One trait of the first page: where it stands and what to do first."""

    trait: TraitReport
    standing: Text
    step: Text


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The first page. `headline` are the ranked gaps, at most three; `also_weak` the others that
    stand low without being among them, `also_low` says so in words. `steps` say what to do first,
    the most urgent first."""

    sentence: Text
    stage: Text
    certainty: tuple[Text, ...]
    headline: tuple[Headline, ...]
    also_weak: tuple[Headline, ...]
    also_low: tuple[Text, ...]
    steps: tuple[Text, ...]


def conclude(report: GapReport) -> Conclusion:
    """What the report says in short. Holds for every assessment, one without any rating too."""
    items = [
        Headline(trait, short_standing(trait.result), first_step(trait))
        for trait in report.headline
    ]
    ranked = min(len(report.gaps), HEADLINE_RANKS)
    return Conclusion(
        sentence=sentence(report),
        stage=stage_text(report),
        certainty=certainty(report),
        headline=tuple(items[:ranked]),
        also_weak=tuple(items[ranked:]),
        also_low=_also_low(items[ranked:]),
        steps=steps(report),
    )


def _also_low(items: Sequence[Headline]) -> tuple[Text, ...]:
    """Where traits stand that are not among the first gaps; those that stand alike in one."""
    alike: dict[Text, list[Text]] = {}
    for item in items:
        alike.setdefault(item.standing, []).append(item.trait.result.trait.name)
    return tuple(
        Text(
            f"{'、'.join(name.zh for name in names)}：{standing.zh}",
            f"{', '.join(name.en for name in names)}: {standing.en}",
        )
        for standing, names in alike.items()
    )


def subject(report: GapReport) -> Text:
    """What is assessed, as the subject of a sentence: 许昌市智能电力装备产业."""
    industry = report.assessment.industry
    kind = "" if industry.name.endswith(_KIND_ENDINGS) else "产业"
    place = "" if industry.name.startswith(industry.place) else industry.place
    return Text(f"{place}{industry.name}{kind}", f"{industry.name} ({industry.place})")


def sentence(report: GapReport) -> Text:
    """The conclusion in one sentence: where the industry stands and which gaps matter."""
    year, found = report.assessment.period, _finding(report)
    return Text(f"按{year}年度自评，{found.zh}。", f"As assessed for {year}, {found.en}.")


def _finding(report: GapReport) -> Text:
    who = subject(report)
    rated = [r for r in report.profile.traits if r.supported is not None]
    if not rated:
        total = len(report.traits)
        return Text(
            f"{who.zh}的{total}项特征均未评定，尚不能判断与标杆集群的差距，当前首要是取得数据",
            f"none of the {total} traits of {who.en} has been rated: nothing can yet be said of "
            "the gap to the reference clusters, and data comes first",
        )
    if all(result.trait.structural for result in rated):
        names = trait_names(rated)
        return Text(
            f"{who.zh}只评定了{names.zh}，该项由历史形成，不列入差距排序；"
            "其余特征均未评定，当前首要是取得数据",
            f"only {names.en} of {who.en} has been rated, which is a matter of history and is not "
            "ranked; no other trait is rated, and data comes first",
        )
    where, what, rest = _where(report, who, len(rated)), _what(report), _rest(report)
    return Text(f"{where.zh}；{what.zh}{rest.zh}", f"{where.en}; {what.en}{rest.en}")


def stage_text(report: GapReport) -> Text:
    """The stage and its range, and how the levels spread."""
    stage, spread = _stage(report), _spread(report)
    return Text(f"{stage.zh}{spread.zh}", f"{stage.en} {spread.en}".rstrip())


def _spread(report: GapReport) -> Text:
    """How many traits stand at which supported level, where they differ."""
    levels = Counter(r.supported for r in report.profile.traits if r.supported is not None)
    if len(levels) < 2:
        return Text("", "")
    found = sorted(levels.items(), reverse=True)
    return Text(
        "佐证等级：" + "、".join(f"{k}级{n}项" for k, n in found) + "。",
        "Supported levels: " + ", ".join(f"{count(n, 'trait')} at {k}" for k, n in found) + ".",
    )


def _stage(report: GapReport) -> Text:
    """The stage and its range; why it is left open where a trait is not rated."""
    profile, framework = report.profile, report.framework
    low, high = profile.stage_band
    span = Text(
        f"{level(framework, low).zh}至{level(framework, high).zh}",
        f"{level(framework, low).en} to {level(framework, high).en}",
    )
    if profile.stage is None:
        acting = [r for r in profile.traits if not r.trait.structural]
        open_ = [r for r in acting if r.supported is None]
        if len(open_) == len(acting):
            why = Text(
                f"参与判定的{len(acting)}项特征均未评定",
                f"none of the {len(acting)} traits that decide it is rated",
            )
        else:
            why = Text(
                f"参与判定的{len(acting)}项特征中{len(open_)}项未评定",
                f"{len(open_)} of the {len(acting)} traits that decide it "
                f"{'is' if len(open_) == 1 else 'are'} not rated",
            )
        return Text(
            f"因{why.zh}，暂不判定，可能为{span.zh}。",
            f"Left open, as {why.en}; it may be {span.en}.",
        )
    name = level(framework, profile.stage)
    if low == high:
        return Text(
            f"{name.zh}。按佐证的不确定范围推算，结果不变。",
            f"{sentence_case(name).en}. It stays the same over the whole range that the evidence "
            "leaves.",
        )
    return Text(
        f"{name.zh}。按佐证的不确定范围推算，可能为{span.zh}。",
        f"{sentence_case(name).en}. Over the range that the evidence leaves it may be {span.en}.",
    )


def certainty(report: GapReport) -> tuple[Text, ...]:
    """How sure the result is: coverage, strength of evidence, claims above their evidence."""
    results = report.profile.traits
    rated = [r for r in results if r.supported is not None]
    share = percent_text(report.profile.coverage)
    weighted = report.assessment.weights is not None
    found = [
        Text(
            f"{len(results)}项特征评定{len(rated)}项，数据覆盖率{share}"
            f"{'（按权重计）' if weighted else ''}。",
            f"{len(rated)} of {len(results)} traits {'is' if len(rated) == 1 else 'are'} rated: "
            f"coverage {share}{' (by weight)' if weighted else ''}.",
        )
    ]
    if rated:
        found += [_evidence_strength(rated), _overclaims(rated)]
    return tuple(found)


def standing(framework: Framework, result: TraitResult) -> Text:
    """Where a rated trait stands against its target, in a clause."""
    name = level_or_none(framework, result.supported)
    target, gap = _target_and_gap(result)
    if result.claim == result.supported:
        return Text(
            f"自评和佐证均为{name.zh}，{target.zh}{gap.zh}",
            f"Claimed and supported {name.en}, {target.en}{gap.en}",
        )
    return Text(
        f"自评{result.claim}级，佐证支持{name.zh}，{target.zh}{gap.zh}",
        f"Claimed level {result.claim}, supported {name.en}, {target.en}{gap.en}",
    )


def short_standing(result: TraitResult) -> Text:
    """Where a rated trait stands, for a narrow column."""
    is_same = result.claim == result.supported
    claim = (
        Text("", "") if is_same else Text(f"（自评{result.claim}级）", f" (claimed {result.claim})")
    )
    target, gap = _target_and_gap(result)
    span = gap_span(result)
    return Text(
        f"佐证{result.supported}级{claim.zh}，{target.zh}{gap.zh}"
        + (f"（可能{span.zh}）" if span else ""),
        f"Supported level {result.supported}{claim.en}, {target.en}{gap.en}"
        + (f" (it may be {span.en})" if span else ""),
    )


def gap_span(result: TraitResult) -> Text | None:
    """The range of a confirmed gap, where the evidence leaves its size open."""
    low, high = result.gap_low, result.gap_high
    if result.status != "confirmed" or low == high:
        return None
    return Text(f"{low}—{high}级", f"{low}–{high}")


def _target_and_gap(result: TraitResult) -> tuple[Text, Text]:
    year = result.rating.target_year
    target = Text(
        f"目标{result.target}级" + (f"（{year}年）" if year else ""),
        f"target level {result.target}" + (f" ({year})" if year else ""),
    )
    if not result.gap:
        return target, Text("", "")
    if result.status == "evidence_first":
        return target, Text("，佐证不足", ", evidence short")
    is_possible = result.status == "possible"
    return target, Text(
        f"，{'可能' if is_possible else ''}差{result.gap}级",
        f", {'possibly ' if is_possible else ''}{count(result.gap, 'level')} short",
    )


def _where(report: GapReport, who: Text, rated: int) -> Text:
    stage = report.profile.stage
    if stage is None:
        return Text(
            f"{who.zh}已评定{rated}项特征，阶段暂不判定",
            f"{who.en} has {count(rated, 'trait')} rated; its stage is left open",
        )
    name = level(report.framework, stage)
    return Text(f"{who.zh}总体处于{name.zh}", f"{who.en} stands at {name.en} overall")


def _what(report: GapReport) -> Text:
    apart = _history(report)
    if report.gaps:
        return _gaps_clause([trait.result for trait in report.gaps], apart)
    if report.evidence_first:
        return _claims_clause(report, apart)
    return _met_clause(report, apart)


def _history(report: GapReport) -> Text:
    """Names a structural trait below its target: it has a gap, but none that is ranked."""
    history = [
        r
        for r in report.profile.traits
        if r.trait.structural and r.status in ("confirmed", "possible")
    ]
    if not history:
        return Text("", "")
    names = trait_names(history)
    return Text(
        f"除{names.zh}（由历史形成，不排序）外，",
        f"apart from {names.en}, a matter of history and not ranked, ",
    )


def _claims_clause(report: GapReport, apart: Text) -> Text:
    """No gap is ranked, but claims wait for evidence; what comes first is data where it leads."""
    claims = some_traits([trait.result for trait in report.evidence_first], len(report.traits))
    first = Text("，当前首要是补充佐证", ", and evidence comes first")
    if data_leads(report):
        first = Text("", "")
    return Text(
        f"{apart.zh}没有须排序的差距，但{claims.zh}自评已达目标而佐证不足{first.zh}",
        f"{apart.en}no gap is ranked, but the claims for {claims.en} meet the target without "
        f"enough evidence{first.en}",
    )


def _gaps_clause(gaps: Sequence[TraitResult], apart: Text) -> Text:
    confirmed = sum(result.status == "confirmed" for result in gaps)
    possible = len(gaps) - confirmed
    if not possible:
        kind = Text("已确认", "confirmed")
    elif not confirmed:
        kind = Text("可能存在，待佐证核实", "possible, to be checked by evidence")
    else:
        kind = Text(
            f"已确认{confirmed}项，可能{possible}项", f"{confirmed} confirmed, {possible} possible"
        )
    names = trait_names(gaps[:NAMED_AT_MOST])
    if len(gaps) > NAMED_AT_MOST:
        sure = _sure_later(gaps) if possible else Text("", "")
        return Text(
            f"{apart.zh}与目标有差距的特征{len(gaps)}项（{kind.zh}），首先是{names.zh}{sure.zh}",
            f"{apart.en}{len(gaps)} traits fall short of their target ({kind.en}), first of all "
            f"{names.en}{sure.en}",
        )
    return Text(
        f"{apart.zh}与目标有差距的特征{len(gaps)}项（{kind.zh}），为{names.zh}",
        f"{apart.en}{count(len(gaps), 'trait')} {'falls' if len(gaps) == 1 else 'fall'} short of "
        f"{'its' if len(gaps) == 1 else 'their'} target ({kind.en}): {names.en}",
    )


def _sure_later(gaps: Sequence[TraitResult]) -> Text:
    """Names the confirmed gaps behind the first ones: what is sure must not stay unnamed."""
    later = [result for result in gaps[NAMED_AT_MOST:] if result.status == "confirmed"]
    if not later:
        return Text("", "")
    names = trait_names(later)
    return Text(
        f"，此外{names.zh}已确认",
        f"; the {'gap' if len(later) == 1 else 'gaps'} in {names.en} "
        f"{'is' if len(later) == 1 else 'are'} confirmed",
    )


def _met_clause(report: GapReport, apart: Text) -> Text:
    """All targets are met: by whom, how that stands to a cluster, what is still to be proved."""
    # What stands apart has missed its target: it is none of those that are spoken of.
    met = [r for r in report.profile.traits if r.supported is not None and not r.gap]
    who, far = _met_who(report, len(met), bool(apart.zh)), _met_far(met)
    prove = Text("", "")
    if report.to_prove:
        names = some_traits([trait.result for trait in report.to_prove], len(report.traits))
        prove = Text(
            f"，{names.zh}达标尚待进一步佐证",
            f"; for {names.en} this is still to be proved by stronger evidence",
        )
    return Text(
        f"{apart.zh}{who.zh}达到目标{far.zh}{prove.zh}", f"{apart.en}{who.en}{far.en}{prove.en}"
    )


def _met_who(report: GapReport, number: int, is_rest: bool) -> Text:
    rest, other = ("其余", "other ") if is_rest else ("", "")
    if not report.data_to_obtain:
        return Text(f"{rest}各项特征均", f"all {other}traits meet their target")
    if number == 1:
        return Text(f"已评定的{rest}1项特征", f"the one {other}rated trait meets its target")
    return Text(
        f"已评定的{rest}{number}项特征均", f"all {number} {other}rated traits meet their target"
    )


def _met_far(met: Sequence[TraitResult]) -> Text:
    """How those that meet their target stand to a reference cluster."""
    below = sum(result.supported != MAX_LEVEL for result in met)
    each_zh, each_en = ("", "") if len(met) == 1 else ("均", "all ")
    name = Text(
        f"标杆集群水平（{MAX_LEVEL}级）", f"the standing of a reference cluster (level {MAX_LEVEL})"
    )
    if not below:
        return Text(f"，且{each_zh}为{name.zh}", f", {each_en}at {name.en}")
    if below == len(met):
        return Text(f"，但{each_zh}低于{name.zh}", f", but {each_en}below {name.en}")
    return Text(
        f"，其中{below}项低于{name.zh}",
        f"; {below} of them {'is' if below == 1 else 'are'} below {name.en}",
    )


def _rest(report: GapReport) -> Text:
    """What else is open, where it has not been said before."""
    evidence = len(report.evidence_first) if report.gaps else 0
    data = len(report.data_to_obtain)
    zh = [f"{evidence}项须先补充佐证"] * bool(evidence) + [f"{data}项待补数据"] * bool(data)
    en = [f"{evidence} {'needs' if evidence == 1 else 'need'} evidence first"] * bool(evidence)
    en += [f"{data} {'lacks' if data == 1 else 'lack'} data"] * bool(data)
    if not zh:
        return Text("", "")
    return Text(f"；另有{'、'.join(zh)}", f"; besides, {' and '.join(en)}")


def _evidence_strength(rated: Sequence[TraitResult]) -> Text:
    """How many levels rest on strong evidence, as entered, and how many are left open."""
    sure = [r for r in rated if r.low == r.high]
    open_, bare = len(rated) - len(sure), sum(not r.evidence_grade for r in rated)
    unlinked = _share(_unlinked(sure), len(sure), Text("未附网址", "without an address"))
    unproved = _share(bare, open_, Text("没有佐证", "without any evidence"))
    if not open_:
        each = Text("等级", "the one level rests")
        if len(sure) > 1:
            each = Text("各项等级均", f"all {len(sure)} levels rest")
        return Text(
            f"据填报，{each.zh}有独立公开的佐证{unlinked.zh}。",
            f"As entered, {each.en} on independent, public evidence{unlinked.en}.",
        )
    if bare == len(rated):
        each = Text("均", "any level") if bare > 1 else Text("", "the one level")
        return Text(
            f"等级{each.zh}没有佐证，可能有出入。",
            f"There is no evidence for {each.en}: {'each' if bare > 1 else 'it'} may prove "
            "otherwise.",
        )
    if not sure:
        return Text(
            f"尚无独立公开的佐证，等级可能有出入{unproved.zh}。",
            "No level rests on independent, public evidence: each may prove "
            f"otherwise{unproved.en}.",
        )
    return Text(
        f"据填报，等级有独立公开佐证的{len(sure)}项{unlinked.zh}，可能有出入的{open_}项{unproved.zh}。",
        f"As entered, {count(len(sure), 'level')} {'rests' if len(sure) == 1 else 'rest'} on "
        f"independent, public evidence{unlinked.en}; {open_} may prove otherwise{unproved.en}.",
    )


def _unlinked(results: Sequence[TraitResult]) -> int:
    """How many of the results have no evidence of the highest grade with an address."""
    return sum(
        not any(e.grade == MAX_GRADE and e.url.strip() for e in result.rating.evidence)
        for result in results
    )


def _share(part: int, whole: int, what: Text) -> Text:
    """How many of them it is true of: （其中2项没有佐证）; nothing where of none."""
    if not part:
        return Text("", "")
    if part < whole:
        return Text(f"（其中{part}项{what.zh}）", f", {part} of them {what.en}")
    each = Text("均", "all ") if whole > 1 else Text("", "")
    return Text(f"（{each.zh}{what.zh}）", f", {each.en}{what.en}")


def _overclaims(rated: Sequence[TraitResult]) -> Text:
    over = sum(is_overclaimed(result) for result in rated)
    if not over:
        return Text("没有自评高于佐证等级的特征。", "No claim is above the supported level.")
    return Text(
        f"自评高于佐证等级的{over}项。",
        f"{count(over, 'claim')} {'is' if over == 1 else 'are'} above the supported level.",
    )
