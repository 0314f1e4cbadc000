"""Checked nodes -> the framework's plain objects, with every rule that the data must keep."""

from __future__ import annotations

from typing import Final, cast

from benchmark.scoring.figures import UNIT_GROUPS, units_for
from benchmark.scoring.framework import (
    QUALIFIERS,
    Basis,
    Cluster,
    DocumentedFigure,
    Fact,
    Framework,
    Indicator,
    Level,
    Practice,
    Qualifier,
    Sector,
    Text,
    Trait,
)

from .nodes import Node

BASES: Final = ("bulletin", "construct")
DIRECTIONS: Final = ("+", "-")
SCOPES: Final = (
    "none", "own", "national", "global", "provincial", "municipal", "national_or_provincial",
    "mixed",
)  # fmt: skip
RANK_UNIT: Final = "位"
UNITS: Final = frozenset({"%", "年", RANK_UNIT, "个环节"}.union(*UNIT_GROUPS))
COUNTS: Final = (
    "sectors", "clusters", "traits", "indicators", "facts", "fact_figures", "practices",
    "practice_figures",
)  # fmt: skip
LEVELS: Final = 5


class Builder:
    """Reads the four files in order; later ones may name only what earlier ones hold."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        self.seen: dict[str, set[object]] = {}
        self.categories: list[tuple[str, Text]] = []
        self.traits: dict[str, Trait] = {}
        self.indicators: dict[str, Indicator] = {}
        self.sectors: dict[str, Sector] = {}
        self.clusters: dict[str, Cluster] = {}
        self.places: dict[tuple[str, str], object] = {}

    def build(self, framework: Node, clusters: Node, facts: Node, practices: Node) -> Framework:
        slug, name, version, counts, ladder, rule, traits = framework.fields(
            "slug", "name", "version", "counts", "ladder", "rule", "traits"
        )
        for number, node in enumerate(traits.items(), start=1):
            self._trait(node, number)
        self._read_clusters(clusters)
        (fact_nodes,) = facts.fields("facts")
        category_nodes, practice_nodes = practices.fields("categories", "practices")
        for node in category_nodes.items():
            category, category_name = node.fields("slug", "name")
            self.categories.append((self._new("category", category), category_name.text()))
        result = Framework(
            slug=slug.slug(),
            name=name.text(),
            version=version.string(),
            ladder=tuple(node.text() for node in ladder.items()),
            rule=rule.text(),
            categories=tuple(self.categories),
            sectors=tuple(self.sectors.values()),
            clusters=tuple(self.clusters.values()),
            traits=tuple(self.traits.values()),
            facts=tuple(self._fact(node) for node in fact_nodes.items()),
            practices=tuple(self._practice(node) for node in practice_nodes.items()),
        )
        ladder.expect(len(result.ladder) == LEVELS, f"must have {LEVELS} names")
        practice_nodes.expect(
            {trait.slug for trait in result.traits if not trait.structural}
            <= {trait for practice in result.practices for trait in practice.traits},
            "must serve every trait that is not structural",
        )
        self._count(counts, result)
        return result

    def _count(self, counts: Node, framework: Framework) -> None:
        """A record lost in editing is a problem: the numbers stand apart from the lists."""
        found = (
            len(framework.sectors),
            len(framework.clusters),
            len(framework.traits),
            len(framework.indicator_by_slug),
            len(framework.facts),
            sum(len(fact.figures) for fact in framework.facts),
            len(framework.practices),
            sum(len(practice.figures) for practice in framework.practices),
        )
        for node, number in zip(counts.fields(*COUNTS), found, strict=True):
            node.expect(node.value == number, f"but the files hold {number}")

    def _new(self, kind: str, node: Node) -> str:
        """A slug that no other of its kind has."""
        slug = node.slug()
        if slug and slug in self.seen.setdefault(kind, set()):
            node.report("stands twice")
        self.seen.setdefault(kind, set()).add(slug)
        return slug

    def _trait(self, node: Node, place: int) -> None:
        slug_node, number, name, structural, note, levels, indicators = node.fields(
            "slug", "number", "name", "structural", "note", "levels", "indicators"
        )
        slug = self._new("trait", slug_node)
        number.expect(number.value == place, f"must be {place}, its place in the list")
        level_nodes = levels.items()
        levels.expect(len(level_nodes) == LEVELS, f"must have {LEVELS} levels")
        indicator_nodes = indicators.items()
        indicators.expect(bool(indicator_nodes), "must have at least one indicator")
        self.traits[slug] = Trait(
            slug=slug,
            number=place,
            name=name.text(),
            structural=structural.boolean(),
            levels=tuple(_level(item, rung) for rung, item in enumerate(level_nodes, start=1)),
            indicators=tuple(self._indicator(item, slug) for item in indicator_nodes),
            note=note.text(),
        )

    def _indicator(self, node: Node, trait: str) -> Indicator:
        slug, name, unit, scope, direction, definition, data_source = node.fields(
            "slug", "name", "unit", "scope", "direction", "definition", "data_source"
        )
        indicator = Indicator(
            slug=self._new("indicator", slug),
            trait=trait,
            name=name.text(),
            unit=unit.one_of(sorted(UNITS)),
            scope=scope.one_of(SCOPES),
            direction="-" if direction.one_of(DIRECTIONS) == "-" else "+",
            definition=definition.text(),
            data_source=data_source.text(),
        )
        self.indicators[indicator.slug] = indicator
        return indicator

    def _read_clusters(self, file: Node) -> None:
        sectors, clusters = file.fields("sectors", "clusters")
        for node in sectors.items():
            slug_node, name = node.fields("slug", "name")
            slug = self._new("sector", slug_node)
            self.sectors[slug] = Sector(slug=slug, name=name.text())
        for node in clusters.items():
            self._cluster(node)

    def _cluster(self, node: Node) -> None:
        slug_node, sector, name, province, cities, eastern = node.fields(
            "slug", "sector", "name", "province", "cities", "eastern"
        )
        slug = self._new("cluster", slug_node)
        city_nodes = cities.items()
        cities.expect(bool(city_nodes), "must have at least one city")
        self.clusters[slug] = Cluster(
            slug=slug,
            name=name.text(),
            sector=sector.one_of(self.sectors),
            province=province.text(),
            cities=tuple(item.text() for item in city_nodes),
            eastern=eastern.boolean(),
        )
        cluster = self.clusters[slug]
        self._same_everywhere(province, cluster.province, (cluster.province.en, cluster.eastern))
        for item, city in zip(city_nodes, cluster.cities, strict=True):
            self._same_everywhere(item, city, (city.en, cluster.province))

    def _same_everywhere(self, node: Node, place: Text, about: object) -> None:
        """A place that several clusters name is the same in all of them."""
        kind = node.path.rsplit(".", 1)[-1].split("[")[0]
        if self.places.setdefault((kind, place.zh), about) != about:
            node.report("is described otherwise in an earlier cluster")

    def _fact(self, node: Node) -> Fact:
        trait_node, cluster_node, section_node, statement, figures = node.fields(
            "trait", "cluster", "section", "statement", "figures"
        )
        trait, cluster = trait_node.one_of(self.traits), cluster_node.one_of(self.clusters)
        if (trait, cluster) in self.seen.setdefault("fact", set()):
            node.report("a second fact of the same trait and cluster")
        self.seen["fact"].add((trait, cluster))
        known = self.traits.get(trait)
        section = _section(section_node, f"二-{known.number}" if known else None)
        return Fact(
            trait=trait,
            cluster=cluster,
            section=section,
            statement=statement.text(),
            figures=tuple(self._figure(n, section, cluster, trait) for n in figures.items()),
        )

    def _practice(self, node: Node) -> Practice:
        slug, category_node, place, cluster_node, section_node, *rest = node.fields(
            "slug", "category", "place", "cluster", "section",
            "title", "summary", "actions", "figures", "traits", "condition",
        )  # fmt: skip
        title, summary, actions, figures, traits, condition = rest
        slugs = [known for known, _ in self.categories]
        category = category_node.one_of(slugs)
        cluster = cluster_node.optional(lambda n: n.one_of(self.clusters))
        section = _section(
            section_node, f"三-{slugs.index(category) + 1}" if category in slugs else None
        )
        action_nodes = actions.items()
        actions.expect(bool(action_nodes), "must have at least one action")
        reasons = self._reasons(traits)
        return Practice(
            slug=self._new("practice", slug),
            category=category,
            place=place.text(),
            cluster=cluster,
            section=section,
            title=title.text(),
            summary=summary.text(),
            actions=tuple(item.text() for item in action_nodes),
            figures=tuple(self._figure(n, section, cluster, None) for n in figures.items()),
            traits=tuple(reasons),
            trait_reasons=reasons,
            condition=condition.text(),
        )

    def _reasons(self, node: Node) -> dict[str, Text]:
        """Which traits a practice serves and why: in trait order, never a structural one."""
        reasons: dict[str, Text] = {}
        for item in node.items():
            trait_node, reason = item.fields("trait", "reason")
            trait = trait_node.one_of(self.traits)
            if trait in self.traits:
                trait_node.expect(
                    not self.traits[trait].structural, "a structural trait cannot be acted on"
                )
                trait_node.expect(trait not in reasons, "stands twice")
            reasons[trait] = reason.text()
        node.expect(bool(reasons), "must serve at least one trait")
        order = [trait for trait in self.traits if trait in reasons]
        node.expect(order == [t for t in reasons if t in self.traits], "must be in trait order")
        return reasons

    def _figure(
        self, node: Node, section: str, cluster: str | None, trait: str | None
    ) -> DocumentedFigure:
        measure, indicator, value, unit, qualifier, scope, product, year, printed, note = (
            node.fields(
                "measure", "indicator", "value", "unit", "qualifier", "scope", "product", "year",
                "printed", "note",
            )
        )  # fmt: skip
        figure = DocumentedFigure(
            measure=measure.text(),
            indicator=indicator.optional(lambda n: n.one_of(self.indicators)),
            value=value.number(),
            unit=unit.one_of(sorted(UNITS)),
            qualifier=cast(Qualifier, qualifier.one_of(QUALIFIERS)),
            scope=scope.one_of(SCOPES),
            product=product.optional(Node.text),
            year=year.optional(lambda n: n.integer(1900, 2100)),
            printed=printed.optional(Node.text),
            note=note.optional(Node.text),
            cluster=cluster,
            section=section,
        )
        value.expect(figure.unit != "%" or figure.value <= 100, "is more than 100%")
        qualifier.expect(
            (figure.qualifier == "rank") == (figure.unit == RANK_UNIT),
            f"a rank is counted in {RANK_UNIT}, and nothing else is",
        )
        known = self.indicators.get(figure.indicator or "")
        if known:
            unit.expect(
                figure.unit not in UNITS or figure.unit in units_for(known.unit),
                f"does not convert to {known.unit}, the unit of {known.slug}",
            )
            scope.expect(
                figure.scope == known.scope, f"must be {known.scope}, the scope of {known.slug}"
            )
            indicator.expect(trait in (None, known.trait), f"measures {known.trait}, not {trait}")
        return figure


def _level(node: Node, rung: int) -> Level:
    level, basis, text = node.fields("level", "basis", "text")
    level.expect(level.value == rung, f"must be {rung}, its place in the list")
    return Level(level=rung, text=text.text(), basis=cast(Basis, basis.one_of(BASES)))


def _section(node: Node, right: str | None) -> str:
    """The bulletin's section, which follows from the trait's or the category's number."""
    section = node.string()
    node.expect(right in (None, section), f"must be {right}")
    return section
