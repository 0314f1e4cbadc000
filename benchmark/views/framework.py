"""The seven traits with their conditions, and the method."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from benchmark.queries.framework import current_framework
from benchmark.scoring.framework import Condition, Framework, Indicator, Practice, Trait
from benchmark.scoring.grades import NEED
from benchmark.scoring.profile import METHOD_VERSION, STAGE_QUORUM
from benchmark.wording.glossary import terms_of

from .access import reference_page


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition of a trait: the indicator that decides it, if any, and the practices that
    help it directly."""

    condition: Condition
    indicator: Indicator | None
    practices: tuple[Practice, ...]


@require_safe
@reference_page
def trait_list(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    rows = [
        (trait, framework.facts_of(trait=trait.slug), len(_practices(framework, trait)))
        for trait in framework.traits
    ]
    context = {"framework": framework, "rows": rows}
    return render(request, "benchmark/framework/trait_list.html", context)


@require_safe
@reference_page
def trait(request: HttpRequest, slug: str) -> HttpResponseBase:
    framework = current_framework()
    found = framework.trait_by_slug.get(slug)
    if found is None:
        raise Http404
    place = framework.traits.index(found)
    context = {
        "framework": framework,
        "trait": found,
        "facts": framework.facts_of(trait=slug),
        "conditions": [_row(framework, found, condition) for condition in found.conditions],
        "terms": terms_of(found),
        "practices": _practices(framework, found),
        "previous": framework.traits[place - 1] if place else None,
        "next": framework.traits[place + 1] if place + 1 < len(framework.traits) else None,
    }
    return render(request, "benchmark/framework/trait.html", context)


@require_safe
@reference_page
def method(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    context = {
        "framework": framework,
        "method_version": METHOD_VERSION,
        "needs": [(level, NEED[level]) for level in sorted(NEED, reverse=True)],
        "stage_quorum": STAGE_QUORUM,
        "structural": [trait for trait in framework.traits if trait.structural],
    }
    return render(request, "benchmark/framework/method.html", context)


def _row(framework: Framework, trait: Trait, condition: Condition) -> ConditionRow:
    return ConditionRow(
        condition=condition,
        indicator=trait.indicator_by_slug.get(condition.indicator or ""),
        practices=tuple(p for p in framework.practices if condition.slug in p.directly),
    )


def _practices(
    framework: Framework, trait: Trait
) -> list[tuple[Practice, tuple[str, ...], tuple[str, ...]]]:
    """The practices that help conditions of a trait, each with those it helps directly and
    indirectly; those that help one directly come first."""
    found = [
        (practice, trait.in_order({*practice.directly}), trait.in_order({*practice.indirectly}))
        for practice in framework.practices
    ]
    return sorted((row for row in found if row[1] or row[2]), key=lambda row: not row[1])
