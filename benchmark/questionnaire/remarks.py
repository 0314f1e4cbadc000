"""What stands in the way of submitting what a questionnaire says, in words, before it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.scoring.assessment import Assessment
from benchmark.scoring.checks import Check, checks_of
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.text import is_visible
from benchmark.wording.reasons import contradiction_text

from .differences import EVIDENCE


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be mended before submission. `place` names trait and row as the page does."""

    place: Text
    message: Text


@dataclass(frozen=True, slots=True)
class Remarks:
    """What must be mended before submission, and how much more is worth mending."""

    blocking: tuple[Remark, ...]
    others: int


def remarks(framework: Framework, said: Assessment) -> Remarks:
    """All of an assessment, by trait in the framework's order, then by evidence item."""
    checks = checks_of(framework, said)
    blocking = [check for check in checks if check.blocks]
    found = tuple(_remark(framework, said, check) for check in blocking)
    return Remarks(found, len(checks) - len(found))


def _remark(framework: Framework, said: Assessment, check: Check) -> Remark:
    if check.trait is None:
        title = said.evidence[check.item or 0].title
        named = Text(f"：{title}", f": {title}") if is_visible(title) else Text("", "")
        return Remark(Text(f"{EVIDENCE.zh}{named.zh}", f"{EVIDENCE.en}{named.en}"), check.message)
    trait = framework.trait_by_slug[check.trait]
    if check.condition is not None and check.other is not None:
        return Remark(trait.name, contradiction_text(trait, (check.condition, check.other)))
    if check.item is None:
        return Remark(trait.name, check.message)
    figure = said.rating_by_trait[trait.slug].figures[check.item]
    name = trait.indicator_by_slug[figure.indicator].name
    return Remark(Text(f"{trait.name.zh}：{name.zh}", f"{trait.name.en}: {name.en}"), check.message)
