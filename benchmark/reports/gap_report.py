"""The one frozen object that feeds the page and every download.

Formats only turn it into bytes; what it says is decided here and in scoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from benchmark.scoring.assessment import Assessment
from benchmark.scoring.figures import Comparison, compare_all
from benchmark.scoring.framework import Cluster, Fact, Framework
from benchmark.scoring.plan import Plan
from benchmark.scoring.practices import Offer, offers
from benchmark.scoring.profile import METHOD_VERSION, Profile, Status, TraitResult, profile
from benchmark.scoring.same_cluster import same_cluster

from .last_year import Before, LastYear, last_year
from .since import Since


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose report it is. `demo` marks invented data (演示数据，纯属虚构) wherever it is shown,
    `draft` an assessment that has not been submitted (草稿). `edition` counts from 1, 0 where
    nothing was submitted.

    All may be empty: a report made from a file has no organisation and no date.
    """

    organisation: str = ""
    prepared_on: date | None = None
    demo: bool = False
    draft: bool = False
    edition: int = 0


@dataclass(frozen=True, slots=True)
class TraitReport:
    """One trait: its result, what is documented for it, what is offered, figures compared.

    `comparator_facts` are those of `facts` that belong to a chosen comparator.
    """

    result: TraitResult
    facts: tuple[Fact, ...]
    comparator_facts: tuple[Fact, ...]
    offers: tuple[Offer, ...]
    figures: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class GapReport:
    """对标差距分析报告: everything a reader sees, computed once.

    `gaps` are the ranked traits in rank order, `headline` the first three of them. `same_as` is
    the reference cluster that the industry assessed is itself, else None. `plan` is None where no
    task is begun, `since` in a first edition, `last_year` where there is no assessment before.
    """

    framework: Framework
    assessment: Assessment
    origin: Origin
    method_version: str
    profile: Profile
    comparators: tuple[Cluster, ...]
    same_as: Cluster | None
    traits: tuple[TraitReport, ...]
    plan: Plan | None = None
    since: Since | None = None
    last_year: LastYear | None = None

    @property
    def gaps(self) -> tuple[TraitReport, ...]:
        ranked = (t for t in self.traits if t.result.rank is not None)
        return tuple(sorted(ranked, key=lambda t: t.result.rank or 0))

    @property
    def headline(self) -> tuple[TraitReport, ...]:
        return self.of(self.profile.headline)

    @property
    def strengths(self) -> tuple[TraitReport, ...]:
        return self.of(self.profile.strengths)

    @property
    def data_to_obtain(self) -> tuple[TraitReport, ...]:
        return self.of(self.profile.data_to_obtain)

    @property
    def to_prove(self) -> tuple[TraitReport, ...]:
        return self.of(self.profile.to_prove)

    def with_status(self, status: Status) -> tuple[TraitReport, ...]:
        return tuple(t for t in self.traits if t.result.status == status)

    def of(self, slugs: tuple[str, ...]) -> tuple[TraitReport, ...]:
        """The named traits, in the order given."""
        return tuple(self.trait(slug) for slug in slugs)

    def trait(self, slug: str) -> TraitReport:
        return next(t for t in self.traits if t.result.trait.slug == slug)


def build(
    framework: Framework,
    assessment: Assessment,
    origin: Origin | None = None,
    plan: Plan | None = None,
    since: Since | None = None,
    before: Before | None = None,
) -> GapReport:
    """Compute the report of one assessment. Raises KeyError on a slug the framework lacks."""
    computed = profile(framework, assessment)
    return GapReport(
        framework=framework,
        assessment=assessment,
        origin=origin or Origin(),
        method_version=METHOD_VERSION,
        profile=computed,
        comparators=tuple(framework.cluster_by_slug[slug] for slug in assessment.comparators),
        same_as=same_cluster(framework, assessment.industry),
        traits=tuple(_trait_report(framework, assessment, result) for result in computed.traits),
        plan=plan,
        since=since,
        last_year=last_year(framework, assessment, computed, before) if before else None,
    )


def _trait_report(framework: Framework, assessment: Assessment, result: TraitResult) -> TraitReport:
    facts = framework.facts_of(trait=result.trait.slug)
    return TraitReport(
        result=result,
        facts=facts,
        comparator_facts=tuple(f for f in facts if f.cluster in assessment.comparators),
        offers=offers(framework, assessment, result),
        figures=compare_all(framework, result.rating.figures),
    )
