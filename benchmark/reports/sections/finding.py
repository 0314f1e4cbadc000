"""The conclusion in one sentence: where the industry stands and which gaps matter."""

from __future__ import annotations

from collections.abc import Sequence

from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Text
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.scoring.profile import TraitResult
from benchmark.wording.labels import NAMED_AT_MOST
from benchmark.wording.sentences import (
    count,
    level,
    some_traits,
    trait_names,
)

from .first_steps import data_leads

# A name that already says what kind of thing it is takes no 产业 behind it.
_KIND_ENDINGS = ("业", "集群", "产业链")


def sentence(report: GapReport) -> Text:
    """The conclusion in one sentence: where the industry stands and which gaps matter."""
    year, found = report.assessment.period, _finding(report)
    return Text(f"按{year}年度自评，{found.zh}。", f"As assessed for {year}, {found.en}.")


def subject(report: GapReport) -> Text:
    """What is assessed, as the subject of a sentence: 许昌市智能电力装备产业."""
    industry = report.assessment.industry
    kind = "" if industry.name.endswith(_KIND_ENDINGS) else "产业"
    place = "" if industry.name.startswith(industry.place) else industry.place
    return Text(f"{place}{industry.name}{kind}", f"{industry.name} ({industry.place})")


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
