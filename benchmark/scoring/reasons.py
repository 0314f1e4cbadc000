"""Why a condition stands as it does, why a level is proven or not, why a practice is offered."""

from __future__ import annotations

from decimal import Decimal

from .assessment import OwnFigure
from .conditions import Difference, Finding, Source, State
from .framework import Framework, Text
from .grades import ISSUED, NEED, OWN_DOCUMENT, OWN_WORDS
from .practices import Nearness, Offer
from .profile import TraitResult

STATE_NAMES: dict[State, Text] = {
    "met": Text("符合", "met"),
    "not_met": Text("不符合", "not met"),
    "unknown": Text("不掌握", "not known"),
}
GRADE_NAMES: dict[int, Text] = {
    0: Text("没有佐证", "no evidence"),
    OWN_WORDS: Text("本单位自述", "own words"),
    OWN_DOCUMENT: Text("本单位文件或统计", "own document or statistics"),
    ISSUED: Text(
        "上级或第三方出具、可查证的材料",
        "issued by a higher authority or a third party, and checkable",
    ),
}
_NEARNESS: dict[Nearness, Text] = {
    "comparator": Text("出自所选对标集群", "of a cluster chosen for comparison"),
    "city": Text("出自所选对标集群所在城市", "of the city of a cluster chosen for comparison"),
    "sector": Text("出自同一领域的标杆集群", "of a reference cluster in the same field"),
    "other": Text("出自其他领域或地方", "of another field or place"),
}
_UNSAID: dict[Source, Text] = {
    "answer": Text("按所作回答", "by the answer given"),
    "none": Text("尚未回答", "not answered yet"),
}


def number_text(value: Decimal) -> str:
    """With thousands apart and no trailing zeros: 28,000 or 16.6667."""
    plain = f"{value:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def figure_text(figure: OwnFigure) -> Text:
    """约35%（变压器，2024年): an own figure with what it is of. The row must have a value."""
    number = number_text(figure.value or Decimal(0))
    about = figure.qualifier == "about"
    years = Text(f"{figure.year}年", str(figure.year)) if figure.year else None
    zh = [part for part in (figure.product, years and years.zh) if part]
    en = [part for part in (figure.product, years and years.en) if part]
    unit = figure.unit if figure.unit == "%" else f" {figure.unit}"
    return Text(
        zh=f"{'约' * about}{number}{figure.unit}{'（' + '，'.join(zh) + '）' if zh else ''}",
        en=f"{'about ' * about}{number}{unit}{' (' + ', '.join(en) + ')' if en else ''}",
    )


def difference_text(difference: Difference) -> Text:
    """差5个百分点, 须超过: how far an own figure is from its condition."""
    amount = number_text(difference.amount)
    percent = difference.unit == "%"
    zh_unit, en_unit = ("个百分点", " percentage points") if percent else (difference.unit, "")
    zh = f"差{'约' * difference.about}{amount}{zh_unit}"
    en = f"short by {'about ' * difference.about}{amount}{en_unit}"
    if difference.must_exceed:
        zh, en = f"{zh}，须超过", f"{en}; the bound must be exceeded"
    if difference.lowered:
        unit = "%" if percent else difference.unit
        bound = f"{number_text(difference.bound)}{unit}"
        zh, en = f"{zh}（按不低于{bound}计）", f"{en} (counted to {bound})"
    return Text(zh, en)


def condition_reason(framework: Framework, finding: Finding) -> Text:
    """By what a condition stands as it does: which figure, which answer, which other condition."""
    others = [framework.condition_by_slug[slug].text for slug in finding.settled_by]
    zh, en = "、".join(f"“{o.zh}”" for o in others), ", ".join(f'"{o.en}"' for o in others)
    if finding.source == "figure" and finding.figure:
        own = figure_text(finding.figure)
        return Text(f"按数据{own.zh}判定", f"by the figure {own.en}")
    if finding.source == "implied":
        if finding.state == "met":
            return Text(f"{zh}符合，此条件随之符合", f"follows from {en}, which is met")
        return Text(f"{zh}不符合，此条件随之不符合", f"follows from {en}, which is not met")
    if finding.source == "contradiction":
        return Text(
            "与其他条件的回答相矛盾，暂按不掌握计",
            "contradicts other answers and counts as not known",
        )
    return _UNSAID["answer" if finding.source == "answer" else "none"]


def proof_reason(result: TraitResult) -> Text:
    """Whether evidence carries the claim, and what it would take."""
    if result.claim is None or result.proven is None:
        return Text("尚不能评定等级", "no level can be stated yet")
    if not result.to_lift:
        return Text(f"佐证足以支持{result.proven}级", f"the evidence proves level {result.proven}")
    goal = min(result.target or result.claim, result.claim)
    grade, count = GRADE_NAMES[NEED[goal]], len(result.to_lift)
    return Text(
        f"现有佐证只支持{result.proven}级；要佐证{goal}级，还有{count}个条件须有“{grade.zh}”或更强的佐证",
        f"the evidence proves level {result.proven} only; for level {goal}, {count} "
        f"{'condition needs' if count == 1 else 'conditions need'} evidence at least of this "
        f"kind: {grade.en}",
    )


def offer_reason(framework: Framework, offer: Offer) -> Text:
    """Why a practice is offered: which condition it helps, how, and how near it is."""
    helped = framework.condition_by_slug[offer.helps].text
    near = _NEARNESS[offer.nearness]
    how = (
        Text("直接有助于", "helps directly")
        if offer.directly
        else Text("间接有助于", "helps indirectly")
    )
    return Text(f"{how.zh}“{helped.zh}”；{near.zh}", f'{how.en}: "{helped.en}"; {near.en}')
