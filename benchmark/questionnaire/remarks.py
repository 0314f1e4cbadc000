"""What is worth a look before a questionnaire is saved: it may be, yet not submitted so."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.scoring.assessment import Assessment
from benchmark.scoring.checks import IN_FILES, Check, checks_of
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.text import is_visible
from benchmark.wording.reasons import contradiction_text

from .differences import EVIDENCE


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be mended. `place` names the trait and the row, or the evidence item."""

    place: Text
    message: Text


@dataclass(frozen=True, slots=True)
class Remarks:
    """What must be mended before submission, what the command would warn of, and how much else is
    worth mending."""

    blocking: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    others: int


def remarks(framework: Framework, said: Assessment) -> Remarks:
    """All of an assessment, by trait in the framework's order, then by evidence item."""
    checks = checks_of(framework, said)
    blocking = [check for check in checks if check.blocks]
    warnings = [check for check in checks if check.kind in IN_FILES and not check.blocks]
    return Remarks(
        tuple(_remark(framework, said, check) for check in blocking),
        tuple(_remark(framework, said, check) for check in warnings),
        len(checks) - len(blocking) - len(warnings),
    )


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
