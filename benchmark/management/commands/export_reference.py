import json
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.queries.framework import ReferenceNotLoaded, current_framework
from benchmark.scoring.framework import DocumentedFigure, Framework, Text, Trait


class Command(BaseCommand):
    help = "Prints the reference set in the database as one JSON object."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            framework = current_framework()
        except ReferenceNotLoaded as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(exported(framework), ensure_ascii=False, indent=2))


def exported(framework: Framework) -> dict[str, Any]:
    """The reference set under the names that other programs rely on."""
    return {
        "framework": framework.slug,
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
        "practices": [
            {
                "slug": practice.slug,
                "category": practice.category,
                "place_zh": practice.place.zh,
                "cluster": practice.cluster,
                "section": practice.section,
                **_both("title", practice.title),
                **_both("summary", practice.summary),
                "actions": [_both("text", action) for action in practice.actions],
                "figures": [_figure(figure) for figure in practice.figures],
                "traits": list(practice.traits),
            }
            for practice in framework.practices
        ],
    }


def _trait(trait: Trait) -> dict[str, Any]:
    return {
        "slug": trait.slug,
        "number": trait.number,
        **_both("name", trait.name),
        "structural": trait.structural,
        "levels": [
            {"level": level.level, **_both("text", level.text), "basis": level.basis}
            for level in trait.levels
        ],
        "indicators": [
            {
                "slug": indicator.slug,
                **_both("name", indicator.name),
                "unit": indicator.unit,
                "scope": indicator.scope,
                "direction": indicator.direction,
            }
            for indicator in trait.indicators
        ],
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
