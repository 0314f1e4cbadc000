"""Why a condition stands as it does, why a level is proven or not, why a practice is offered."""

from __future__ import annotations

from benchmark.scoring.conditions import Difference, Finding
from benchmark.scoring.framework import Framework, Language, Qualifier, Text
from benchmark.scoring.grades import NEED
from benchmark.scoring.practices import Offer
from benchmark.scoring.profile import TraitResult

from .figures import figure_text, own_with_details
from .labels import GRADE, NEARNESS
from .sentences import count, listing

_BY_ANSWER = Text("按所作回答", "by the answer given")
_UNSAID = Text("尚未回答", "not answered yet")
_CONTRADICTS = Text(
    "与其他条件的回答相矛盾，暂按不掌握计", "contradicts other answers and counts as not known"
)


def condition_reason(framework: Framework, finding: Finding) -> Text:
    """By what a condition stands as it does: which figure, which answer, which other condition."""
    if finding.source == "figure" and finding.figure:
        zh, en = (own_with_details(finding.figure, language) for language in ("zh-hans", "en"))
        return Text(f"按数据{zh}判定", f"by the figure {en}")
    if finding.source == "implied":
        others = listing([framework.condition_by_slug[slug].text for slug in finding.settled_by])
        if finding.state == "met":
            return Text(
                f"{others.zh}符合，此条件随之符合", f"follows from what is met: {others.en}"
            )
        return Text(
            f"{others.zh}不符合，此条件随之不符合", f"follows from what is not met: {others.en}"
        )
    if finding.source == "contradiction":
        return _CONTRADICTS
    return _BY_ANSWER if finding.source == "answer" else _UNSAID


def difference_text(difference: Difference) -> Text:
    """差5个百分点，须超过80%: how far an own figure is from its condition."""
    zh, en = f"差{_amount(difference, 'zh-hans')}", f"short by {_amount(difference, 'en')}"
    bound = Text(_bound(difference, "zh-hans"), _bound(difference, "en"))
    if difference.must_exceed:
        zh, en = f"{zh}，须超过{bound.zh}", f"{en}; it must be more than {bound.en}"
    if difference.lowered:
        zh, en = f"{zh}（按不低于{bound.zh}计）", f"{en} (counted to {bound.en})"
    return Text(zh, en)


def _amount(difference: Difference, language: Language) -> str:
    """With 约 where the own figure has it; shares differ in percentage points."""
    qualifier: Qualifier = "about" if difference.about else "exact"
    text = figure_text(difference.amount, difference.unit, qualifier, None, language)
    return text.replace("%", "个百分点" if language == "zh-hans" else " percentage points")


def _bound(difference: Difference, language: Language) -> str:
    return figure_text(difference.bound, difference.unit, "exact", None, language)


def proof_reason(result: TraitResult) -> Text:
    """Whether evidence carries the claim, and what it would take."""
    if result.claim is None or result.proven is None:
        return Text("尚不能评定等级", "no level can be stated yet")
    if not result.to_lift:
        return Text(f"佐证足以支持{result.proven}级", f"the evidence proves level {result.proven}")
    goal = min(result.target or result.claim, result.claim)
    grade, number = GRADE[NEED[goal]], len(result.to_lift)
    return Text(
        f"现有佐证只支持{result.proven}级；要佐证{goal}级，还有{number}个条件须有"
        f"“{grade.zh}”或更强的佐证",
        f"the evidence proves level {result.proven} only; level {goal} asks for this kind of "
        f"evidence, or a stronger one, on {count(number, 'more condition')}: {grade.en}",
    )


def offer_reason(framework: Framework, offer: Offer) -> Text:
    """Why a practice is offered: which condition it helps, how, and how near it is."""
    helped, near = (
        listing([framework.condition_by_slug[offer.helps].text]),
        NEARNESS[offer.nearness],
    )
    if offer.directly:
        return Text(f"直接有助于{helped.zh}；{near.zh}", f"helps directly: {helped.en}; {near.en}")
    return Text(f"间接有助于{helped.zh}；{near.zh}", f"helps indirectly: {helped.en}; {near.en}")
