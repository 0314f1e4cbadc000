"""What to do first: for one trait by its status, and over the whole result, most urgent first."""

from __future__ import annotations

from benchmark.scoring.framework import Text
from benchmark.scoring.levels import CAP, MAX_LEVEL
from benchmark.scoring.profile import MEAN_COVERAGE, TraitResult

from .gap_report import GapReport, TraitReport
from .wording import GRADE, MAX_GRADE, NAMED_AT_MOST, quoted, section_tag, trait_names


def first_step(trait: TraitReport) -> Text:
    """What to do first for one trait, by its status."""
    result = trait.result
    match result.status:
        case "confirmed" | "possible":
            return _practice_step(trait)
        case "evidence_first":
            return evidence_step(result)
        case "to_prove":
            return Text(
                f"补充{GRADE[MAX_GRADE].zh}，证实已达到的等级",
                f"Add {GRADE[MAX_GRADE].en} to prove the level reached",
            )
        case "none":
            return Text("研究是否提高目标", "Consider a higher target")
        case _:  # data_first
            return Text("取得数据后评定", "Obtain the data, then rate")


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


def steps(report: GapReport) -> tuple[Text, ...]:
    """What to do first over all traits; data leads while too little is known for a mean."""
    data, gap, evidence = _data_step(report), _gap_step(report), _evidence_steps(report)
    ordered = (
        [data, gap, *evidence]
        if report.profile.coverage < MEAN_COVERAGE
        else [gap, *evidence, data]
    )
    found = tuple(step for step in ordered if step is not None)
    if found:
        return found
    if all(r.supported == MAX_LEVEL for r in report.profile.traits):
        return (Text("按年更新数据和佐证", "Update data and evidence every year"),)
    return (
        Text(
            "研究是否提高目标，按年更新数据和佐证",
            "Consider higher targets; update data and evidence every year",
        ),
    )


def _practice_step(trait: TraitReport) -> Text:
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


def _evidence_steps(report: GapReport) -> list[Text | None]:
    found: list[Text | None] = []
    if report.evidence_first:
        names = trait_names([trait.result for trait in report.evidence_first])
        found.append(
            Text(f"为{names.zh}的自评补充佐证", f"Add evidence for the claims in {names.en}")
        )
    elif report.to_prove and not report.gaps:
        names = trait_names([trait.result for trait in report.to_prove])
        found.append(
            Text(
                f"为{names.zh}补充{GRADE[MAX_GRADE].zh}，证实已达标",
                f"Prove that {names.en} meet the target, by {GRADE[MAX_GRADE].en}",
            )
        )
    return found


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
