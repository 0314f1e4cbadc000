"""The reference as plain frozen objects: framework, clusters, documented facts, practices.

Nothing here knows Django. `benchmark.queries` builds these objects from rows; scoring, reports
and charts read nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

Language = Literal["zh-hans", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-hans", "en")

Qualifier = Literal["exact", "about", "near", "more_than", "at_least", "rank"]
QUALIFIERS: tuple[Qualifier, ...] = ("exact", "about", "near", "more_than", "at_least", "rank")

Basis = Literal["bulletin", "construct"]
OTHER_SECTOR = "other"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in both languages of the product."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.zh if language == "zh-hans" else self.en


@dataclass(frozen=True, slots=True)
class Sector:
    """One of the five fields of the bulletin."""

    slug: str
    name: Text


@dataclass(frozen=True, slots=True)
class Cluster:
    """One of the 25 reference clusters. `name.zh` is the bulletin's name in 附表1."""

    slug: str
    name: Text
    sector: str
    province: Text
    cities: tuple[Text, ...]
    eastern: bool


@dataclass(frozen=True, slots=True)
class Level:
    """One rung (1-5) of a trait's rubric and where its wording comes from."""

    level: int
    text: Text
    basis: Basis


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure measures. Fixes unit and scope, so figures of one indicator compare.

    `direction` is '+' where more is better and '-' where less is.
    """

    slug: str
    trait: str
    name: Text
    unit: str
    scope: str
    direction: Literal["+", "-"]
    definition: Text
    data_source: Text


@dataclass(frozen=True, slots=True)
class Trait:
    slug: str
    number: int
    name: Text
    structural: bool
    levels: tuple[Level, ...]
    indicators: tuple[Indicator, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class DocumentedFigure:
    """A figure of the bulletin, exactly as documented, in the bulletin's unit.

    `printed` is how the source prints it where the number alone would mislead, else None.
    `cluster` is None for practices tied to a place only. `section` is like '二-3'.
    """

    measure: Text
    indicator: str | None
    value: Decimal
    unit: str
    qualifier: Qualifier
    scope: str
    product: Text | None
    year: int | None
    printed: Text | None
    note: Text | None
    cluster: str | None
    section: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One documented example of section 二: cluster x trait, in our words."""

    trait: str
    cluster: str
    section: str
    statement: Text
    figures: tuple[DocumentedFigure, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """One documented practice of section 三. `traits` and `condition` are our construct.

    `cluster` is None where the practice is tied to a place, not to one of the 25.
    `trait_reasons` says, trait by trait, why we hold that the practice serves it.
    """

    slug: str
    category: str
    place: Text
    cluster: str | None
    section: str
    title: Text
    summary: Text
    actions: tuple[Text, ...]
    figures: tuple[DocumentedFigure, ...]
    traits: tuple[str, ...]
    trait_reasons: dict[str, Text]
    condition: Text


@dataclass(frozen=True)
class Framework:
    """A published version of the framework with its reference set. Never changes."""

    slug: str
    name: Text
    version: str
    ladder: tuple[Text, ...]
    rule: Text
    categories: tuple[tuple[str, Text], ...]
    sectors: tuple[Sector, ...]
    clusters: tuple[Cluster, ...]
    traits: tuple[Trait, ...]
    facts: tuple[Fact, ...]
    practices: tuple[Practice, ...]

    @cached_property
    def sector_by_slug(self) -> dict[str, Sector]:
        return {sector.slug: sector for sector in self.sectors}

    @cached_property
    def cluster_by_slug(self) -> dict[str, Cluster]:
        return {cluster.slug: cluster for cluster in self.clusters}

    @cached_property
    def trait_by_slug(self) -> dict[str, Trait]:
        return {trait.slug: trait for trait in self.traits}

    @cached_property
    def practice_by_slug(self) -> dict[str, Practice]:
        return {practice.slug: practice for practice in self.practices}

    @cached_property
    def indicator_by_slug(self) -> dict[str, Indicator]:
        return {i.slug: i for trait in self.traits for i in trait.indicators}

    def facts_of(self, *, trait: str | None = None, cluster: str | None = None) -> tuple[Fact, ...]:
        """Documented facts, narrowed by trait, cluster or both, in the bulletin's order."""
        return tuple(
            fact
            for fact in self.facts
            if trait in (None, fact.trait) and cluster in (None, fact.cluster)
        )

    def documented_figures(self) -> Iterator[DocumentedFigure]:
        """All documented figures: those of facts first, then those of practices."""
        for fact in self.facts:
            yield from fact.figures
        for practice in self.practices:
            yield from practice.figures
