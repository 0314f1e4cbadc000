"""What to do first: for one trait by its status, and over the whole result, most urgent first."""

from __future__ import annotations

from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.framework import Text
from benchmark.scoring.levels import CAP, MAX_LEVEL
from benchmark.scoring.profile import MEAN_COVERAGE, TraitResult
from benchmark.wording.labels import GRADE, MAX_GRADE, NAMED_AT_MOST
from benchmark.wording.sentences import quoted, section_tag, some_traits, trait_names

_KEEP_UP = Text("按年更新数据和佐证", "Update data and evidence every year")
_AIM_HIGHER = Text("研究是否提高目标", "Consider a higher target")


def first_step(trait: TraitReport) -> Text:
    """What to do first for one trait. A gap that is only possible is checked first of all."""
    match trait.result.status:
        case "data_first":
            return Text("取得数据后评定", "Obtain the data, then rate")
        case "to_prove":
            return Text(
                f"补充{GRADE[MAX_GRADE].zh}，证实已达到的等级",
                f"Add {GRADE[MAX_GRADE].en} to prove the level reached",
            )
        case "possible" if trait.result.rank:
            step = practice_step(trait)
            return Text(
                f"补充佐证核实后{step.zh}",
                f"Check the gap by evidence, then {step.en[:1].lower()}{step.en[1:]}",
            )
        case "confirmed" if trait.result.rank:
            return practice_step(trait)
        case _:
            return _unranked_step(trait)


def _unranked_step(trait: TraitReport) -> Text:
    """Where no gap is to be worked on: evidence, where it would tell more; else upkeep."""
    result = trait.result
    if is_overclaimed(result):
        return evidence_step(result)
    if asks_for_evidence(trait):
        grade = GRADE[MAX_GRADE]
        return Text(f"补充{grade.zh}，核实等级", f"Add {grade.en} to check the level")
    return _AIM_HIGHER if _can_rise(result) else _KEEP_UP


def _can_rise(result: TraitResult) -> bool:
    """History cannot be raised, nor what stands at the highest level."""
    return not result.trait.structural and result.supported != MAX_LEVEL


def asks_for_evidence(trait: TraitReport) -> bool:
    """Whether better evidence would tell more: there is none, the claim is above it, or it leaves
    open whether or how far the target is missed."""
    result = trait.result
    if result.supported is None or result.low == result.high:
        return False
    return not result.evidence_grade or is_overclaimed(result) or bool(result.gap_high)


def is_overclaimed(result: TraitResult) -> bool:
    return (result.claim or 0) > (result.supported or 0)


def evidence_step(result: TraitResult) -> Text:
    """Which evidence the claim needs. Asks for evidence, never for the target."""
    needed = needed_grade(result.claim or 1)
    return Text(
        f"补充{GRADE[needed].zh}，以支持自评的{result.claim}级",
        f"Add {GRADE[needed].en} to support the claimed level {result.claim}",
    )


def needed_grade(claim: int) -> int:
    """The weakest grade of evidence that carries a claim."""
    return min(grade for grade, cap in CAP.items() if cap >= claim)


def waiting_for_evidence(report: GapReport) -> tuple[TraitReport, ...]:
    """Traits without a ranked gap that ask for evidence, the most urgent first."""
    first = (*report.evidence_first, *report.to_prove)
    others = (t for t in report.traits if t.result.rank is None and asks_for_evidence(t))
    return (*first, *(t for t in others if t not in first))


def in_order(report: GapReport) -> tuple[TraitReport, ...]:
    """All traits in the order in which they are worked on, those with nothing to do last."""
    gaps, evidence, data = report.gaps, waiting_for_evidence(report), report.data_to_obtain
    first = (*data, *gaps, *evidence) if data_leads(report) else (*gaps, *evidence, *data)
    return (*first, *(t for t in report.traits if t not in first))


def data_leads(report: GapReport) -> bool:
    """While too little is known for a mean, data comes before everything else."""
    return report.profile.coverage < MEAN_COVERAGE


def steps(report: GapReport) -> tuple[Text, ...]:
    """What to do first over all traits, in the order of `in_order`."""
    data, gap, evidence = _data_step(report), _gap_step(report), _evidence_step(report)
    ordered = [data, gap, evidence] if data_leads(report) else [gap, evidence, data]
    found = tuple(step for step in ordered if step is not None)
    if found:
        return found
    if not any(_can_rise(result) for result in report.profile.traits):
        return (_KEEP_UP,)
    return (
        Text(
            f"{_AIM_HIGHER.zh}，{_KEEP_UP.zh}",
            "Consider higher targets; update data and evidence every year",
        ),
    )


def practice_step(trait: TraitReport) -> Text:
    """The nearest documented practice; where there is none, that measures must be worked out."""
    if not trait.offers:
        return Text(
            f"对照{trait.result.target}级要求研究措施（参阅材料未载可借鉴的做法）",
            f"Work out measures against the text of level {trait.result.target} (the bulletin "
            "documents no practice for it)",
        )
    practice = trait.offers[0].practice
    tag = section_tag(practice.section)
    return Text(
        f"借鉴{practice.place.zh}{quoted(practice.title.zh)}（{tag.zh}）",
        f"Draw on {practice.place.en}: {practice.title.en} ({tag.en})",
    )


def _gap_step(report: GapReport) -> Text | None:
    """The first gap: how far to go and after whom; one that is only possible is checked first."""
    if not report.gaps:
        return None
    trait = report.gaps[0]
    result, name = trait.result, trait.result.trait.name
    place = trait.offers[0].practice.place if trait.offers else None
    after = f"，研究借鉴{place.zh}的做法" if place else ""
    if result.status == "possible":
        return Text(
            f"补充佐证核实{quoted(name.zh)}的差距{after}",
            f"Check the gap in {name.en} by evidence"
            + (f", and study the practice of {place.en}" if place else ""),
        )
    year = result.rating.target_year
    return Text(
        f"将{quoted(name.zh)}由{result.supported}级提升到{result.target}级"
        f"{f'（{year}年）' if year else ''}{after}",
        f"Raise {name.en} from level {result.supported} to level {result.target}"
        f"{f' ({year})' if year else ''}" + (f", drawing on {place.en}" if place else ""),
    )


def _evidence_step(report: GapReport) -> Text | None:
    """Evidence for the claims that lack it; where nothing else is open, proof of targets met."""
    total = len(report.traits)
    wanted = [trait for trait in report.traits if _lacks_evidence(report, trait)]
    if not wanted and report.to_prove and not report.gaps:
        names = some_traits([trait.result for trait in report.to_prove], total)
        return Text(
            f"为{names.zh}补充{GRADE[MAX_GRADE].zh}，证实已达标",
            f"Prove by {GRADE[MAX_GRADE].en} that {names.en} "
            f"{'meets its' if len(report.to_prove) == 1 else 'meet their'} target",
        )
    if not wanted:
        return None
    names = some_traits([trait.result for trait in wanted], total)
    if all(is_overclaimed(trait.result) for trait in wanted):
        return Text(f"为{names.zh}的自评补充佐证", f"Add evidence for the claims in {names.en}")
    return Text(f"为{names.zh}补充佐证", f"Add evidence for {names.en}")


def _lacks_evidence(report: GapReport, trait: TraitReport) -> bool:
    """Whether the first page asks for a trait's evidence, and has not done so with its gap."""
    result = trait.result
    is_asked = result.rank == 1 and result.status == "possible"
    if is_asked or not asks_for_evidence(trait):
        return False
    if result.status == "to_prove":
        return bool(report.gaps) and not result.evidence_grade
    return not result.evidence_grade or (result.rank is None and is_overclaimed(result))


def _data_step(report: GapReport) -> Text | None:
    missing = len(report.data_to_obtain)
    if not missing:
        return None
    if missing == len(report.traits):
        return Text(f"取得全部{missing}项特征的数据", f"Obtain the data for all {missing} traits")
    if missing > NAMED_AT_MOST:
        return Text(
            f"取得其余{missing}项特征的数据", f"Obtain the data for the other {missing} traits"
        )
    names = trait_names([trait.result for trait in report.data_to_obtain])
    return Text(f"取得{names.zh}的数据", f"Obtain the data for {names.en}")
