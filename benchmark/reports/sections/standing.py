"""Where a rated trait stands against its target, in words."""

from __future__ import annotations

from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.profile import TraitResult
from benchmark.wording.sentences import (
    count,
    level_or_none,
)


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
