"""Why a condition counts as it does, and why a level is what it is, each in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from benchmark.scoring.conditions import Finding
from benchmark.scoring.framework import Framework, Text, Trait
from benchmark.scoring.grades import NEED
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.scoring.lifts import Lift
from benchmark.scoring.profile import TraitResult

from .figures import detail_text, difference_text, own_text
from .labels import ANSWER, CONDITION, GRADE, NO_ANSWER
from .sentences import count, joined, listing, quoted_text


def condition_reason(trait: Trait, finding: Finding) -> Text:
    """By what a condition counts as met, not met or not known: 由数据判断：620项（2024年）."""
    match finding.source:
        case "figure" if finding.figure is not None:
            own = figure_of(finding)
            return Text(f"由数据判断：{own.zh}", f"by the figure: {own.en}")
        case "implied":
            names = listing(
                [quoted_text(trait.condition_by_slug[slug].text) for slug in finding.settled_by]
            )
            state = CONDITION[finding.state]
            return Text(
                f"由{names.zh}推定{state.zh}", f"{state.en.lower()}, as follows from {names.en}"
            )
        case "contradiction":
            return Text(
                "所答与其他条件矛盾，暂按不掌握计",
                "the answer contradicts another condition; counted as not known",
            )
        case "answer" if finding.answer is not None:
            return Text(
                f"自答{ANSWER[finding.answer].zh}",
                f"answered “{ANSWER[finding.answer].en.lower()}”",
            )
        case _:
            if finding.condition.kind == "figure":
                return Text("没有数据", "no figure")
            return NO_ANSWER


def figure_of(finding: Finding) -> Text:
    """The own figure that decided a condition: 620项（2024年）; nothing where none did."""
    own = finding.figure
    if own is None:
        return Text("", "")
    return Text(
        own_text(own, "zh-hans") + detail_text(own.product, own.year, "zh-hans"),
        own_text(own, "en") + detail_text(own.product, own.year, "en"),
    )


def missing_text(finding: Finding) -> Text:
    """A condition not met, with how far the own figure is from it: 占全国5%以上，差2.9个百分点."""
    condition = finding.condition
    if finding.difference is None or condition.threshold is None:
        return condition.text
    difference = difference_text(finding.difference, condition.threshold)
    return Text(f"{condition.text.zh}，{difference.zh}", f"{condition.text.en}, {difference.en}")


def contradiction_text(trait: Trait, pair: tuple[str, str]) -> Text:
    """What contradicts what: the one is met, what follows from it is not."""
    met, implied = (quoted_text(trait.condition_by_slug[slug].text) for slug in pair)
    return Text(
        f"{met.zh}为符合，而由其必然得出的{implied.zh}为不符合",
        f"{met.en} is met, yet {implied.en}, which follows from it, is not",
    )


def proven_reason(framework: Framework, result: TraitResult) -> Text:
    """Why the proven level is what it is, and what would raise it."""
    if result.claim is None or result.proven is None:
        return Text("尚无自评等级", "there is no claimed level yet")
    if not result.to_lift:
        if NEED[result.claim] == 0:
            return Text(f"{result.claim}级不需要佐证", f"level {result.claim} asks for no proof")
        if result.proven >= result.claim:
            return Text("自评等级已有佐证", "the claimed level is proven")
        return Text("目标等级已有佐证", "the target level is proven")
    names = ways_text(result.trait, result.lifting)
    to, grade = lifted_to(result), needed_grade(result)
    return Text(
        f"补上{names.zh}的佐证（至少为{grade.zh}），佐证等级可由{result.proven}级升到{to}级",
        f"evidence for {names.en} (at least {grade.en}) would raise the proven level from "
        f"{result.proven} to {to}",
    )


def lift_text(trait: Trait, lift: Lift) -> Text:
    """Which evidence would raise a trait's proof, of what type, and what it changes."""
    names = ways_text(trait, lift.ways)
    grade = GRADE[lift.grade]
    text = Text(
        f"补上{names.zh}的佐证（至少为{grade.zh}），佐证等级由{lift.lower}级升到{lift.higher}级",
        f"evidence for {names.en} (at least {grade.en}) raises the proven level from "
        f"{lift.lower} to {lift.higher}",
    )
    if not lift.stage_gain:
        return text
    return Text(
        f"{text.zh}，总体已证实的等级提高{lift.stage_gain}级",
        f"{text.en} and the level proven as a whole by {lift.stage_gain}",
    )


def lift_share(result: TraitResult, slug: str) -> Text:
    """What evidence for one condition does for the proof, alone or with others; empty for nothing:
    任补其一，佐证等级可由2级升到3级."""
    way = next((way for way in result.lifting if slug in way), None)
    if way is None:
        return Text("", "")
    text = Text("补上佐证", "evidence for it")
    if len(way) > 1:
        text = Text("一并补上佐证", "evidence for it and the others")
    elif len(result.lifting) > 1:
        text = Text("任补其一", "evidence for any one of these")
    to = lifted_to(result)
    return Text(
        f"{text.zh}，佐证等级可由{result.proven}级升到{to}级",
        f"{text.en} would raise the proven level from {result.proven} to {to}",
    )


def ways_text(trait: Trait, ways: Iterable[Iterable[str]]) -> Text:
    """Conditions by name: “甲”、“乙”或“丙”."""
    return joined(
        (
            joined((quoted_text(trait.condition_by_slug[slug].text) for slug in way), "、", ", ")
            for way in ways
        ),
        "或",
        " or ",
    )


def lifted_to(result: TraitResult) -> int:
    """The level that what lifts the proof would prove: the target, or the claim below it."""
    return min(result.target or MAX_LEVEL, result.claim or 1)


def needed_grade(result: TraitResult) -> Text:
    """Of what type the evidence must be, at least, to raise the proof."""
    return GRADE[NEED[lifted_to(result)]]


def example_progress(met: int, missing: int, unknown: int) -> Text:
    """3项条件中符合1项、不符合1项、不掌握1项."""
    total = met + missing + unknown
    return Text(
        f"{total}项条件中符合{met}项"
        + (f"、不符合{missing}项" if missing else "")
        + (f"、不掌握{unknown}项" if unknown else ""),
        f"{met} of {count(total, 'condition')} met"
        + (f", {missing} not met" if missing else "")
        + (f", {unknown} not known" if unknown else ""),
    )
