"""The reference as plain frozen objects: framework, clusters, documented facts, practices.

Nothing here knows Django. `benchmark.reference_data` builds these objects from the shipped files
and `benchmark.queries` from rows; scoring, reports and charts read nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

Language = Literal["zh-hans", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-hans", "en")

# How the source words a figure. `rank` is a place in an order, not a quantity.
Qualifier = Literal["exact", "about", "near", "more_than", "at_least", "rank"]
QUALIFIERS: tuple[Qualifier, ...] = ("exact", "about", "near", "more_than", "at_least", "rank")

# How a condition words its threshold.
Bound = Literal["at_least", "more_than", "about", "near", "at_most"]
BOUNDS: tuple[Bound, ...] = ("at_least", "more_than", "about", "near", "at_most")

Kind = Literal["statement", "figure"]
KINDS: tuple[Kind, ...] = ("statement", "figure")

# Which documented figures an own one is compared with: of any product, or of the same one only.
Compare = Literal["any", "same_product"]
COMPARES: tuple[Compare, ...] = ("any", "same_product")

Basis = Literal["bulletin", "construct"]
BASES: tuple[Basis, ...] = ("bulletin", "construct")

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
    """One of the 25 reference clusters. `name.zh` is the bulletin's name in 附表1.

    `products` are the words by which an industry of the same city is known to be this one.
    """

    slug: str
    name: Text
    sector: str
    province: Text
    cities: tuple[Text, ...]
    eastern: bool
    products: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """Which clusters these are, and since when. `selected` and `source_date` are ISO dates.

    `status` is what they were selected as (重点培育对象); `grown` says how the list went on.
    """

    name: Text
    status: Text
    selected: str
    source: Text
    source_date: str
    grown: Text


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a figure condition asks of its indicator, in the indicator's unit.

    `printed` is how the source prints the bound where the number alone would mislead.
    """

    value: Decimal
    qualifier: Bound
    printed: Text | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What can be checked yes or no: a statement, or a figure (an indicator and a threshold).

    `indicator` and `threshold` are None for statements. `implies` is transitive, within the trait
    and in its order. `holder` has the data and `proof` shows it; a figure condition has those of
    its indicator. `documented` are keys of the bulletin's figures that belong to it.
    """

    slug: str
    trait: str
    kind: Kind
    text: Text
    indicator: str | None
    threshold: Threshold | None
    implies: tuple[str, ...]
    holder: Text
    proof: Text
    documented: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Conditions that together make a level. `examples` are the clusters that it documents.

    `figures` are keys of the documented figures behind it; those of `also_documented` belong to
    the same example and decide nothing (另载). Only routes of level 5 have any of the three.
    """

    level: int
    conditions: tuple[str, ...]
    examples: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    also_documented: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One rung (1-5) of a trait's ladder; any of its routes will do. Level 1 has none."""

    level: int
    name: Text
    basis: Basis
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure measures. `direction` is '+' where more is better and '-' where less is.

    `per_product`: each product has a figure, and a latest year, of its own.
    """

    slug: str
    trait: str
    name: Text
    unit: str
    direction: Literal["+", "-"]
    definition: Text
    data_source: Text
    holder: Text
    compare: Compare
    per_product: bool


@dataclass(frozen=True)
class Trait:
    """One of the seven. `general` is the bulletin's general statement, in our words."""

    slug: str
    number: int
    name: Text
    structural: bool
    section: str
    general: Text
    note: Text
    indicators: tuple[Indicator, ...]
    conditions: tuple[Condition, ...]
    levels: tuple[Level, ...]

    @cached_property
    def condition_by_slug(self) -> dict[str, Condition]:
        """In the framework's order."""
        return {condition.slug: condition for condition in self.conditions}

    @cached_property
    def indicator_by_slug(self) -> dict[str, Indicator]:
        return {indicator.slug: indicator for indicator in self.indicators}

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Every route of the trait, by level, then in the framework's order."""
        return tuple(route for level in self.levels for route in level.routes)

    def routes_of(self, level: int) -> tuple[Route, ...]:
        """The routes of one level (1-5)."""
        return self.levels[level - 1].routes

    def in_order(self, conditions: set[str]) -> tuple[str, ...]:
        """The given slugs of this trait's conditions, in the framework's order."""
        return tuple(slug for slug in self.condition_by_slug if slug in conditions)


@dataclass(frozen=True, slots=True)
class DocumentedFigure:
    """A figure of the bulletin, exactly as documented, in the bulletin's unit.

    `key` names it within the reference set (F04). `printed` is how the source prints it where the
    number alone would mislead, else None. `cluster` is None for practices tied to a place only.
    `section` is like '二-3'.
    """

    key: str
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
    """One documented practice of section 三. `measure`, `requirement` and helps are our construct.

    `cluster` is None where the practice is tied to a place, not to one of the 25. `city` is the
    city that the place is or belongs to (浦东新区: 上海). `measure` begins with a verb;
    `requirement` is what must be in place. `directly` and `indirectly` are conditions it helps.
    """

    slug: str
    category: str
    place: Text
    city: Text
    cluster: str | None
    section: str
    title: Text
    summary: Text
    actions: tuple[Text, ...]
    figures: tuple[DocumentedFigure, ...]
    measure: Text
    requirement: Text
    directly: tuple[str, ...]
    indirectly: tuple[str, ...]


@dataclass(frozen=True)
class Framework:
    """A published version of the framework with its reference set. Never changes.

    `ladder` holds the names of the five levels; `rule` says where the levels come from.
    """

    slug: str
    name: Text
    version: str
    ladder: tuple[Text, ...]
    rule: Text
    reference_set: ReferenceSet
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

    @cached_property
    def condition_by_slug(self) -> dict[str, Condition]:
        """Every condition of every trait, in the framework's order."""
        return {c.slug: c for trait in self.traits for c in trait.conditions}

    @cached_property
    def figure_by_key(self) -> dict[str, DocumentedFigure]:
        return {figure.key: figure for figure in self.documented_figures()}

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
