import json
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from benchmark.reference_data import read_framework
from benchmark.scoring.framework import (
    Condition,
    DocumentedFigure,
    Framework,
    Level,
    Practice,
    Text,
    Trait,
)


class Command(BaseCommand):
    help = "Prints the shipped framework and reference set as one JSON object."
    # Checks import every page; the shipped files need none of them.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        framework = read_framework(settings.BASE_DIR / "fixtures")
        self.stdout.write(json.dumps(exported(framework), ensure_ascii=False, indent=2))


def exported(framework: Framework) -> dict[str, Any]:
    """The reference set under the names that other programs rely on."""
    return {
        "framework": framework.slug,
        "version": framework.version,
        "sectors": [{"slug": item.slug, **_both("name", item.name)} for item in framework.sectors],
        "clusters": [
            {
                "slug": cluster.slug,
                **_both("name", cluster.name),
                "sector": cluster.sector,
                "province_zh": cluster.province.zh,
                "cities_zh": [city.zh for city in cluster.cities],
            }
            for cluster in framework.clusters
        ],
        "traits": [_trait(trait) for trait in framework.traits],
        "facts": [
            {
                "trait": fact.trait,
                "cluster": fact.cluster,
                "section": fact.section,
                **_both("statement", fact.statement),
                "figures": [_figure(figure) for figure in fact.figures],
            }
            for fact in framework.facts
        ],
        "practices": [_practice(practice) for practice in framework.practices],
    }


def _trait(trait: Trait) -> dict[str, Any]:
    return {
        "slug": trait.slug,
        "number": trait.number,
        **_both("name", trait.name),
        "structural": trait.structural,
        "section": trait.section,
        **_both("general", trait.general),
        "indicators": [
            {
                "slug": indicator.slug,
                **_both("name", indicator.name),
                "unit": indicator.unit,
                "direction": indicator.direction,
                "compare": indicator.compare,
                "per_product": indicator.per_product,
            }
            for indicator in trait.indicators
        ],
        "conditions": [_condition(condition) for condition in trait.conditions],
        "levels": [_level(level) for level in trait.levels],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    threshold = condition.threshold
    return {
        "slug": condition.slug,
        "kind": condition.kind,
        **_both("text", condition.text),
        "indicator": condition.indicator,
        "threshold": threshold
        and {"value": _number(threshold.value), "qualifier": threshold.qualifier},
        "implies": list(condition.implies),
    }


def _level(level: Level) -> dict[str, Any]:
    return {
        "level": level.level,
        **_both("name", level.name),
        "basis": level.basis,
        "routes": [
            {"conditions": list(route.conditions), "examples": list(route.examples)}
            for route in level.routes
        ],
    }


def _practice(practice: Practice) -> dict[str, Any]:
    return {
        "slug": practice.slug,
        "category": practice.category,
        "place_zh": practice.place.zh,
        "cluster": practice.cluster,
        "section": practice.section,
        **_both("title", practice.title),
        **_both("summary", practice.summary),
        "actions": [_both("text", action) for action in practice.actions],
        "figures": [_figure(figure) for figure in practice.figures],
        **_both("measure", practice.measure),
        **_both("requirement", practice.requirement),
        "helps": {
            "directly": list(practice.directly),
            "indirectly": list(practice.indirectly),
        },
    }


def _figure(figure: DocumentedFigure) -> dict[str, Any]:
    return {
        **_both("measure", figure.measure),
        "indicator": figure.indicator,
        "value": _number(figure.value),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "scope": figure.scope,
        "product_zh": figure.product.zh if figure.product else None,
        "year": figure.year,
        **_both("printed", figure.printed),
        **_both("note", figure.note),
    }


def _both(field: str, text: Text | None) -> dict[str, str | None]:
    return {f"{field}_zh": text.zh if text else None, f"{field}_en": text.en if text else None}


def _number(value: Decimal) -> int | float:
    """JSON knows no decimals: 28000 stays a whole number, 16.6667 prints as it is."""
    return int(value) if value == int(value) else float(value)
