"""Checked nodes -> the framework's plain objects, with every rule that the data must keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from benchmark.scoring.figures import units_for
from benchmark.scoring.framework import (
    QUALIFIERS,
    Cluster,
    DocumentedFigure,
    Fact,
    Framework,
    Indicator,
    Practice,
    Qualifier,
    ReferenceSet,
    Sector,
    Text,
    Trait,
)
from benchmark.scoring.text import one_name

from .nodes import Node, Slugs
from .traits import LEVELS, RANK_UNIT, UNITS, TraitReader

SCOPES: Final = (
    "none", "own", "national", "global", "provincial", "municipal", "national_or_provincial",
    "mixed",
)  # fmt: skip
COUNTS: Final = (
    "sectors", "clusters", "traits", "conditions", "statements", "indicators", "routes",
    "examples", "facts", "fact_figures", "practices", "practice_figures",
)  # fmt: skip


class Builder:
    """Reads the four files in order; later ones may name only what earlier ones hold."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        self.slugs = Slugs()
        self.categories: list[tuple[str, Text]] = []
        self.traits: dict[str, Trait] = {}
        self.indicators: dict[str, Indicator] = {}
        self.sectors: dict[str, Sector] = {}
        self.clusters: dict[str, Cluster] = {}
        self.places: dict[tuple[str, str], object] = {}
        self.facts: set[tuple[str, str]] = set()

    def build(self, framework: Node, clusters: Node, facts: Node, practices: Node) -> Framework:
        slug, name, version, counts, ladder, rule, traits = framework.fields(
            "slug", "name", "version", "counts", "ladder", "rule", "traits"
        )
        names = tuple(node.text() for node in ladder.items())
        ladder.expect(len(names) == LEVELS, f"must have {LEVELS} names")
        reader = TraitReader(self.slugs, names)
        for number, node in enumerate(traits.items(), start=1):
            trait = reader.read(node, number)
            self.traits[trait.slug] = trait
            self.indicators |= trait.indicator_by_slug
        reference_set = self._read_clusters(clusters)
        (fact_nodes,) = facts.fields("facts")
        category_nodes, practice_nodes = practices.fields("categories", "practices")
        for node in category_nodes.items():
            category, category_name = node.fields("slug", "name")
            self.categories.append((self.slugs.new("category", category), category_name.text()))
        result = Framework(
            slug=slug.slug(),
            name=name.text(),
            version=version.string(),
            ladder=names,
            rule=rule.text(),
            reference_set=reference_set,
            categories=tuple(self.categories),
            sectors=tuple(self.sectors.values()),
            clusters=tuple(self.clusters.values()),
            traits=tuple(self.traits.values()),
            facts=tuple(self._fact(node) for node in fact_nodes.items()),
            practices=tuple(self._practice(node) for node in practice_nodes.items()),
        )
        self._check_references(reader, result, traits, practice_nodes)
        _count(counts, result)
        return result

    def _check_references(
        self, reader: TraitReader, framework: Framework, traits: Node, practices: Node
    ) -> None:
        """What the framework says of clusters and of documented figures is there."""
        for place, indicator, key in reader.keys:
            figure = framework.figure_by_key.get(key)
            place.expect(figure is not None, "is no documented figure")
            if figure and indicator:
                place.expect(figure.indicator == indicator, f"does not measure {indicator}")
        for place, trait, cluster in reader.examples:
            place.expect((trait, cluster) in self.facts, f"no fact of {trait} documents it")
        examples = [(trait, cluster) for _, trait, cluster in reader.examples]
        for trait, cluster in sorted(self.facts):
            if examples.count((trait, cluster)) != 1:
                traits.problem(f"{trait}: {cluster} must be the example of one route")
        helped = {slug for p in framework.practices for slug in (*p.directly, *p.indirectly)}
        for item in framework.traits:
            if not item.structural and not helped & set(item.condition_by_slug):
                practices.problem(f"no practice serves {item.slug}")

    def _read_clusters(self, file: Node) -> ReferenceSet:
        about, sectors, clusters = file.fields("set", "sectors", "clusters")
        name, status, selected, source, source_date, grown = about.fields(
            "name", "status", "selected", "source", "source_date", "grown"
        )
        for node in sectors.items():
            slug_node, sector_name = node.fields("slug", "name")
            slug = self.slugs.new("sector", slug_node)
            self.sectors[slug] = Sector(slug=slug, name=sector_name.text())
        for node in clusters.items():
            self._cluster(node)
        return ReferenceSet(
            name=name.text(),
            status=status.text(),
            selected=selected.date(),
            source=source.text(),
            source_date=source_date.date(),
            grown=grown.text(),
        )

    def _cluster(self, node: Node) -> None:
        slug_node, sector, name, province, cities, eastern, products = node.fields(
            "slug", "sector", "name", "province", "cities", "eastern", "products"
        )
        slug = self.slugs.new("cluster", slug_node)
        city_nodes = cities.items()
        cities.expect(bool(city_nodes), "must have at least one city")
        product_nodes = products.items()
        products.expect(bool(product_nodes), "must have at least one product")
        cluster = Cluster(
            slug=slug,
            name=name.text(),
            sector=sector.one_of(self.sectors),
            province=province.text(),
            cities=tuple(item.text() for item in city_nodes),
            eastern=eastern.boolean(),
            products=tuple(item.text() for item in product_nodes),
        )
        for version in (cluster.name.zh, cluster.name.en):
            self.slugs.once("name of a cluster", name, one_name(version))
        self.clusters[slug] = cluster
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
        if (trait, cluster) in self.facts:
            node.report("a second fact of the same trait and cluster")
        self.facts.add((trait, cluster))
        known = self.traits.get(trait)
        section = _section(section_node, known.section if known else None)
        return Fact(
            trait=trait,
            cluster=cluster,
            section=section,
            statement=statement.text(),
            figures=tuple(self._figure(n, section, cluster, trait) for n in figures.items()),
        )

    def _practice(self, node: Node) -> Practice:
        slug, category_node, place, city_node, cluster_node, section_node, *rest = node.fields(
            "slug", "category", "place", "city", "cluster", "section",
            "title", "summary", "actions", "figures", "measure", "requirement", "helps",
        )  # fmt: skip
        title, summary, actions, figures, measure, requirement, helps = rest
        slugs = [known for known, _ in self.categories]
        category = category_node.one_of(slugs)
        cluster = cluster_node.optional(lambda n: n.one_of(self.clusters))
        city = city_node.text()
        known_cities = self.clusters[cluster].cities if cluster in self.clusters else None
        city_node.expect(known_cities is None or city in known_cities, f"is no city of {cluster}")
        section = _section(
            section_node, f"三-{slugs.index(category) + 1}" if category in slugs else None
        )
        action_nodes = actions.items()
        actions.expect(bool(action_nodes), "must have at least one action")
        directly, indirectly = self._helped(helps)
        return Practice(
            slug=self.slugs.new("practice", slug),
            category=category,
            place=place.text(),
            city=city,
            cluster=cluster,
            section=section,
            title=title.text(),
            summary=summary.text(),
            actions=tuple(item.text() for item in action_nodes),
            figures=tuple(self._figure(n, section, cluster, None) for n in figures.items()),
            measure=measure.text(),
            requirement=requirement.text(),
            directly=directly,
            indirectly=indirectly,
        )

    def _helped(self, node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Conditions that a practice helps: each once, in order, none of history."""
        acting = [
            slug
            for trait in self.traits.values()
            if not trait.structural
            for slug in trait.condition_by_slug
        ]
        directly, indirectly = node.fields("directly", "indirectly")
        found = [[n.one_of(acting) for n in part.items()] for part in (directly, indirectly)]
        for part, slugs in zip((directly, indirectly), found, strict=True):
            known = [slug for slug in slugs if slug in acting]
            part.expect(
                known == sorted(set(known), key=acting.index),
                "must be in the framework's order, each once",
            )
        node.expect(any(found), "must help at least one condition")
        indirectly.expect(not set(found[0]) & set(found[1]), "holds what stands in directly too")
        return tuple(found[0]), tuple(found[1])

    def _figure(
        self, node: Node, section: str, cluster: str | None, trait: str | None
    ) -> DocumentedFigure:
        key, measure, indicator, value, unit, qualifier, scope, product, year, printed, note = (
            node.fields(
                "key", "measure", "indicator", "value", "unit", "qualifier", "scope", "product",
                "year", "printed", "note",
            )
        )  # fmt: skip
        figure = DocumentedFigure(
            key=self.slugs.once("figure", key, key.string()),
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
            indicator.expect(trait in (None, known.trait), f"measures {known.trait}, not {trait}")
        return figure


def _count(counts: Node, framework: Framework) -> None:
    """A record lost in editing is a problem: the numbers stand apart from the lists."""
    conditions = framework.condition_by_slug.values()
    routes = [route for trait in framework.traits for route in trait.routes]
    found: Sequence[int] = (
        len(framework.sectors),
        len(framework.clusters),
        len(framework.traits),
        len(conditions),
        sum(condition.kind == "statement" for condition in conditions),
        len(framework.indicator_by_slug),
        len(routes),
        sum(bool(route.examples) for route in routes),
        len(framework.facts),
        sum(len(fact.figures) for fact in framework.facts),
        len(framework.practices),
        sum(len(practice.figures) for practice in framework.practices),
    )
    for node, number in zip(counts.fields(*COUNTS), found, strict=True):
        node.expect(node.value == number, f"but the files hold {number}")


def _section(node: Node, right: str | None) -> str:
    """The bulletin's section, which follows from the trait's or the category's number."""
    section = node.string()
    node.expect(right in (None, section), f"must be {right}")
    return section
