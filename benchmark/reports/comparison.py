"""One's own industry beside what is documented, condition by condition.

Per trait first the way to its target, then every documented example: those of chosen comparators,
of the own field, and one that is the target itself stand open, the rest folded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmark.scoring.conditions import State
from benchmark.scoring.framework import Cluster, DocumentedFigure, Fact, Text
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.scoring.profile import Example
from benchmark.wording.figures import (
    difference_text,
    documented_text,
)
from benchmark.wording.labels import CONDITION
from benchmark.wording.reasons import condition_reason, example_progress, figure_of
from benchmark.wording.sentences import bracketed

from .gap_report import GapReport, TraitReport


@dataclass(frozen=True, slots=True)
class Documented:
    """A documented figure that belongs to a condition, with whose it is and its section."""

    who: Text
    value: Text
    section: str


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition: what is required, where the industry stands, what it lacks, who is documented.

    `own` is the own figure, or the answer in a word; `why` says by what it counts.
    """

    required: Text
    state: State
    own: Text
    why: Text
    difference: Text | None
    documented: tuple[Documented, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Conditions of one route. `clusters` are those that it documents; none for a target's.

    `near`: of a chosen comparator, in the own field, or the way to the target. `also` is 另载:
    documented besides.
    """

    clusters: tuple[Cluster, ...]
    near: bool
    progress: Text
    rows: tuple[ConditionRow, ...]
    facts: tuple[Fact, ...]
    also: tuple[Documented, ...]


@dataclass(frozen=True, slots=True)
class TraitComparison:
    """One trait: the equally good ways to its target, then the examples that stand open and those
    that are folded."""

    trait: TraitReport
    to_target: tuple[Way, ...]
    near: tuple[Way, ...]
    rest: tuple[Way, ...]


def comparison(report: GapReport) -> tuple[TraitComparison, ...]:
    """All seven traits, in the framework's order."""
    return tuple(_of_trait(report, trait) for trait in report.traits)


def _of_trait(report: GapReport, trait: TraitReport) -> TraitComparison:
    result = trait.result
    examples = [_example(report, trait, example) for example in result.examples]
    ways = []
    for route in result.routes:
        # A way of level 5 is an example, which stands below by name.
        if route.level < MAX_LEVEL:
            rows = _rows(report, trait, route.conditions)
            ways.append(Way((), True, _progress(rows), rows, (), ()))
    return TraitComparison(
        trait,
        tuple(ways),
        tuple(way for way in examples if way.near),
        tuple(way for way in examples if not way.near),
    )


def _example(report: GapReport, trait: TraitReport, example: Example) -> Way:
    framework, chosen = report.framework, report.assessment.comparators
    clusters = tuple(framework.cluster_by_slug[slug] for slug in example.route.examples)
    rows = _rows(report, trait, example.route.conditions)
    own_field = report.assessment.industry.sector
    figures = (framework.figure_by_key[key] for key in example.route.also_documented)
    return Way(
        clusters,
        example.route in trait.result.routes
        or any(c.slug in chosen or c.sector == own_field for c in clusters),
        _progress(rows),
        rows,
        tuple(fact for fact in trait.facts if fact.cluster in example.route.examples),
        tuple(_documented(report, figure) for figure in figures),
    )


def _progress(rows: Iterable[ConditionRow]) -> Text:
    states = [row.state for row in rows]
    return example_progress(states.count("met"), states.count("not_met"), states.count("unknown"))


def _rows(
    report: GapReport, trait: TraitReport, conditions: Iterable[str]
) -> tuple[ConditionRow, ...]:
    return tuple(_row(report, trait, slug) for slug in conditions)


def _row(report: GapReport, trait: TraitReport, slug: str) -> ConditionRow:
    finding = trait.result.condition(slug).finding
    condition, threshold = finding.condition, finding.condition.threshold
    figures = (report.framework.figure_by_key[key] for key in condition.documented)
    lacking = None
    if finding.difference and threshold:
        lacking = difference_text(finding.difference, threshold)
    own = figure_of(finding)
    return ConditionRow(
        condition.text,
        finding.state,
        own if own.zh else CONDITION[finding.state],
        condition_reason(trait.result.trait, finding),
        lacking,
        tuple(_documented(report, figure) for figure in figures),
    )


def _documented(report: GapReport, figure: DocumentedFigure) -> Documented:
    cluster = report.framework.cluster_by_slug.get(figure.cluster or "")
    product = figure.product
    zh, en = documented_text(figure, "zh-hans"), documented_text(figure, "en")
    of = (
        Text(bracketed(product.zh, "zh-hans"), bracketed(product.en, "en"))
        if product
        else Text("", "")
    )
    return Documented(
        cluster.name if cluster else figure.measure,
        Text(f"{figure.measure.zh}{zh}{of.zh}", f"{figure.measure.en}: {en}{of.en}"),
        figure.section,
    )
