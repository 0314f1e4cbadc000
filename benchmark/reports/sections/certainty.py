"""How sure the result is: coverage, strength of evidence, claims above their evidence."""

from __future__ import annotations

from collections.abc import Sequence

from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Text
from benchmark.scoring.profile import TraitResult
from benchmark.wording.figures import percent_text
from benchmark.wording.labels import MAX_GRADE
from benchmark.wording.sentences import (
    count,
)

from .first_steps import is_overclaimed


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
