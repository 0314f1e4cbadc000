"""The first page, made from the result by rules: conclusion, stage, certainty, what to do first.

Every sentence restates what the tables say; none adds a judgement of its own. Page and documents
both read it. Sentences are bilingual; text of the user stays as it was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.framework import Text
from benchmark.scoring.profile import HEADLINE_RANKS
from benchmark.wording.sentences import count, level, sentence_case

from .certainty import certainty
from .finding import sentence
from .first_steps import first_step, steps
from .standing import short_standing


@dataclass(frozen=True, slots=True)
class Headline:
    """One trait of the first page: where it stands and what to do first."""

    trait: TraitReport
    standing: Text
    step: Text


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The first page. `headline` are the ranked gaps, at most three; `also_low` says where the
    others stand that are low without being among them. `steps` say what to do first, the most
    urgent first."""

    sentence: Text
    stage: Text
    certainty: tuple[Text, ...]
    headline: tuple[Headline, ...]
    also_low: tuple[Text, ...]
    steps: tuple[Text, ...]


def conclude(report: GapReport) -> Conclusion:
    """What the report says in short. Holds for every assessment, one without any rating too."""
    ranked = min(len(report.gaps), HEADLINE_RANKS)
    first, others = report.headline[:ranked], report.headline[ranked:]
    return Conclusion(
        sentence=sentence(report),
        stage=stage_text(report),
        certainty=certainty(report),
        headline=tuple(
            Headline(trait, short_standing(trait.result), first_step(trait)) for trait in first
        ),
        also_low=_also_low(others),
        steps=steps(report),
    )


def _also_low(traits: Sequence[TraitReport]) -> tuple[Text, ...]:
    """Where traits stand that are not among the first gaps; those that stand alike in one."""
    alike: dict[Text, list[Text]] = {}
    for trait in traits:
        alike.setdefault(short_standing(trait.result), []).append(trait.result.trait.name)
    return tuple(
        Text(
            f"{'、'.join(name.zh for name in names)}：{standing.zh}",
            f"{', '.join(name.en for name in names)}: {standing.en}",
        )
        for standing, names in alike.items()
    )


def stage_text(report: GapReport) -> Text:
    """The stage and its range, and how the levels spread."""
    stage, spread = _stage(report), _spread(report)
    return Text(f"{stage.zh}{spread.zh}", f"{stage.en} {spread.en}".rstrip())


def _spread(report: GapReport) -> Text:
    """How many traits stand at which supported level, where they differ."""
    levels = Counter(r.supported for r in report.profile.traits if r.supported is not None)
    if len(levels) < 2:
        return Text("", "")
    found = sorted(levels.items(), reverse=True)
    return Text(
        "佐证等级：" + "、".join(f"{k}级{n}项" for k, n in found) + "。",
        "Supported levels: " + ", ".join(f"{count(n, 'trait')} at {k}" for k, n in found) + ".",
    )


def _stage(report: GapReport) -> Text:
    """The stage and its range; why it is left open where a trait is not rated."""
    profile, framework = report.profile, report.framework
    low, high = profile.stage_band
    span = Text(
        f"{level(framework, low).zh}至{level(framework, high).zh}",
        f"{level(framework, low).en} to {level(framework, high).en}",
    )
    if profile.stage is None:
        acting = [r for r in profile.traits if not r.trait.structural]
        open_ = [r for r in acting if r.supported is None]
        if len(open_) == len(acting):
            why = Text(
                f"参与判定的{len(acting)}项特征均未评定",
                f"none of the {len(acting)} traits that decide it is rated",
            )
        else:
            why = Text(
                f"参与判定的{len(acting)}项特征中{len(open_)}项未评定",
                f"{len(open_)} of the {len(acting)} traits that decide it "
                f"{'is' if len(open_) == 1 else 'are'} not rated",
            )
        return Text(
            f"因{why.zh}，暂不判定，可能为{span.zh}。",
            f"Left open, as {why.en}; it may be {span.en}.",
        )
    name = level(framework, profile.stage)
    if low == high:
        return Text(
            f"{name.zh}。按佐证的不确定范围推算，结果不变。",
            f"{sentence_case(name).en}. It stays the same over the whole range that the evidence "
            "leaves.",
        )
    return Text(
        f"{name.zh}。按佐证的不确定范围推算，可能为{span.zh}。",
        f"{sentence_case(name).en}. Over the range that the evidence leaves it may be {span.en}.",
    )
