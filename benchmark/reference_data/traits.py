"""Traits out of framework.json: indicators, conditions and the levels that conditions make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from benchmark.scoring.figures import PERCENT, UNIT_GROUPS
from benchmark.scoring.framework import (
    BASES,
    BOUNDS,
    COMPARES,
    KINDS,
    Basis,
    Bound,
    Compare,
    Condition,
    Indicator,
    Kind,
    Level,
    Route,
    Text,
    Threshold,
    Trait,
)

from .nodes import Node, Slugs

DIRECTIONS: Final = ("+", "-")
RANK_UNIT: Final = "位"
UNITS: Final = frozenset({PERCENT, "年", RANK_UNIT}.union(*UNIT_GROUPS))
LEVELS: Final = 5


class TraitReader:
    """Reads one trait after another. What names clusters or documented figures is kept in
    `examples` and `keys`, each with its place, and checked once those files are read."""

    def __init__(self, slugs: Slugs, ladder: Sequence[Text]) -> None:
        self.slugs = slugs
        self.ladder = ladder
        self.examples: list[tuple[Node, str, str]] = []  # place, trait, cluster
        self.keys: list[tuple[Node, str | None, str]] = []  # place, indicator, figure's key

    def read(self, node: Node, place: int) -> Trait:
        slug_node, number, name, structural, section, general, note, *lists = node.fields(
            "slug", "number", "name", "structural", "section", "general", "note",
            "indicators", "conditions", "levels",
        )  # fmt: skip
        indicator_nodes, condition_nodes, level_nodes = (item.items() for item in lists)
        slug = self.slugs.new("trait", slug_node)
        number.expect(number.value == place, f"must be {place}, its place in the list")
        section.expect(section.value == f"二-{place}", f"must be 二-{place}")
        for item, found in zip(lists[:2], (indicator_nodes, condition_nodes), strict=True):
            item.expect(bool(found), "must have at least one")
        lists[2].expect(len(level_nodes) == LEVELS, f"must have {LEVELS} levels")
        indicators = {i.slug: i for i in (self._indicator(n, slug) for n in indicator_nodes)}
        conditions = [self._condition(item, slug, indicators) for item in condition_nodes]
        self._check_implications(condition_nodes, conditions)
        order = [condition.slug for condition in conditions]
        return Trait(
            slug=slug,
            number=place,
            name=name.text(),
            structural=structural.boolean(),
            section=section.string(),
            general=general.text(),
            note=note.text(),
            indicators=tuple(indicators.values()),
            conditions=tuple(conditions),
            levels=tuple(
                self._level(item, slug, rung, order)
                for rung, item in enumerate(level_nodes, start=1)
            ),
        )

    def _indicator(self, node: Node, trait: str) -> Indicator:
        slug, name, unit, direction, compare, per_product, definition, source, holder = node.fields(
            "slug", "name", "unit", "direction", "compare", "per_product",
            "definition", "data_source", "holder",
        )  # fmt: skip
        return Indicator(
            slug=self.slugs.new("indicator", slug),
            trait=trait,
            name=name.text(),
            unit=unit.one_of(sorted(UNITS)),
            direction="-" if direction.one_of(DIRECTIONS) == "-" else "+",
            definition=definition.text(),
            data_source=source.text(),
            holder=holder.text(),
            compare=cast(Compare, compare.one_of(COMPARES)),
            per_product=per_product.boolean(),
        )

    def _condition(self, node: Node, trait: str, indicators: Mapping[str, Indicator]) -> Condition:
        """A figure condition has the holder of its indicator, whose data source proves it."""
        is_figure = isinstance(node.value, dict) and node.value.get("kind") == "figure"
        own = ("indicator", "threshold") if is_figure else ("proof", "holder")
        slug, kind, text, implies, documented, note, first, second = node.fields(
            "slug", "kind", "text", "implies", "documented", "note", *own
        )
        indicator = indicators.get(first.one_of(indicators)) if is_figure else None
        if is_figure:
            holder = indicator.holder if indicator else Text("", "")
            proof = indicator.data_source if indicator else Text("", "")
        else:
            proof, holder = first.text(), second.text()
        keys = [item.string() for item in documented.items()]
        places = documented.items()
        self.keys += [
            (place, indicator.slug if indicator else None, key)
            for place, key in zip(places, keys, strict=True)
        ]
        return Condition(
            slug=self.slugs.new("condition", slug),
            trait=trait,
            kind=cast(Kind, kind.one_of(KINDS)),
            text=text.text(),
            indicator=indicator.slug if indicator else None,
            threshold=_threshold(second, indicator) if is_figure else None,
            implies=tuple(item.string() for item in implies.items()),
            holder=holder,
            proof=proof,
            documented=tuple(keys),
            note=note.optional(Node.text),
        )

    def _check_implications(self, nodes: Sequence[Node], conditions: Sequence[Condition]) -> None:
        """Within the trait, in its order, without circles, and whole: what the implied imply."""
        implied = {condition.slug: condition.implies for condition in conditions}
        for node, condition in zip(nodes, conditions, strict=True):
            place = node.member("implies")
            for item in place.items():
                item.expect(item.value in implied, "is no condition of this trait")
            _in_order(place, condition.implies, list(implied))
            place.expect(condition.slug not in condition.implies, "implies itself")
            further = {other for slug in condition.implies for other in implied.get(slug, ())}
            # A circle would have to name its own start, which the line above refuses.
            for slug in sorted(further - set(condition.implies)):
                place.report(f"must also hold {slug}, which one of these implies")

    def _level(self, node: Node, trait: str, rung: int, order: Sequence[str]) -> Level:
        level, basis, routes = node.fields("level", "basis", "routes")
        level.expect(level.value == rung, f"must be {rung}, its place in the list")
        route_nodes = routes.items()
        routes.expect(
            bool(route_nodes) == (rung > 1), "level 1 has no route, every other at least one"
        )
        return Level(
            level=rung,
            name=self.ladder[rung - 1] if rung <= len(self.ladder) else Text("", ""),
            basis=cast(Basis, basis.one_of(BASES)),
            routes=tuple(self._route(item, trait, rung, order) for item in route_nodes),
        )

    def _route(self, node: Node, trait: str, rung: int, order: Sequence[str]) -> Route:
        """Only routes of the highest level are examples that the source documents."""
        more = ("examples", "figures", "also_documented") if rung == LEVELS else ()
        conditions, *documented = node.fields("conditions", *more)
        slugs = [item.one_of(order) for item in conditions.items()]
        conditions.expect(bool(slugs), "must have at least one")
        _in_order(conditions, slugs, order)
        if not documented:
            return Route(rung, tuple(slugs))
        examples, *lists = documented
        clusters = [(item, trait, item.string()) for item in examples.items()]
        examples.expect(bool(clusters), "must have at least one")
        self.examples += clusters
        keys = [[(item, None, item.string()) for item in given.items()] for given in lists]
        self.keys += [entry for given in keys for entry in given]
        figures, also = (tuple(key for _, _, key in given) for given in keys)
        return Route(rung, tuple(slugs), tuple(slug for *_, slug in clusters), figures, also)


def _threshold(node: Node, indicator: Indicator | None) -> Threshold:
    value, qualifier, printed = node.fields("value", "qualifier", "printed")
    threshold = Threshold(
        value=value.number(),
        qualifier=cast(Bound, qualifier.one_of(BOUNDS)),
        printed=printed.optional(Node.text),
    )
    if indicator:
        value.expect(indicator.unit != PERCENT or threshold.value <= 100, "is more than 100%")
        qualifier.expect(
            (threshold.qualifier == "at_most") == (indicator.direction == "-"),
            "at_most is asked where less is better, and nowhere else",
        )
    return threshold


def _in_order(node: Node, slugs: Sequence[str], order: Sequence[str]) -> None:
    known = [slug for slug in slugs if slug in order]
    wanted = [slug for slug in order if slug in known]
    node.expect(known == wanted, "must be in the framework's order, each once")
