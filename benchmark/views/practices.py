"""The ten documented practices: list with filters, a page each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benchmark.queries.framework import current_framework
from benchmark.scoring.framework import Condition, Framework, Practice, Trait

from .access import reference_page
from .filters import Filter, chosen


@require_safe
@reference_page
def practice_list(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    filters = [
        Filter("trait", _("有助于哪项特征"), [(t.slug, t.name) for t in framework.traits]),
        Filter("category", _("类别"), framework.categories),
        Filter("sector", _("所属集群的领域"), [(s.slug, s.name) for s in framework.sectors]),
    ]
    selection = chosen(request, filters)
    found = [
        practice
        for practice in framework.practices
        if (not selection["trait"] or _helps(framework.trait_by_slug[selection["trait"]], practice))
        and selection["category"] in ("", practice.category)
        and selection["sector"] in ("", _sector(framework, practice))
    ]
    groups = [
        (name, [practice for practice in found if practice.category == slug])
        for slug, name in framework.categories
    ]
    context = {
        "framework": framework,
        "filters": filters,
        "place_only": sum(practice.cluster is None for practice in framework.practices),
        "groups": [(name, practices) for name, practices in groups if practices],
    }
    return render(request, "benchmark/practices/practice_list.html", context)


@require_safe
@reference_page
def practice(request: HttpRequest, slug: str) -> HttpResponseBase:
    framework = current_framework()
    found = framework.practice_by_slug.get(slug)
    if found is None:
        raise Http404
    place = framework.practices.index(found)
    context = {
        "framework": framework,
        "practice": found,
        "cluster": framework.cluster_by_slug[found.cluster] if found.cluster else None,
        "directly": _by_trait(framework, found.directly),
        "indirectly": _by_trait(framework, found.indirectly),
        "previous": framework.practices[place - 1] if place else None,
        "next": framework.practices[place + 1] if place + 1 < len(framework.practices) else None,
    }
    return render(request, "benchmark/practices/practice.html", context)


def _helps(trait: Trait, practice: Practice) -> bool:
    return bool(trait.in_order({*practice.directly, *practice.indirectly}))


def _by_trait(framework: Framework, slugs: tuple[str, ...]) -> list[tuple[Trait, list[Condition]]]:
    """Conditions with the trait that each belongs to, in the framework's order."""
    found = [
        (trait, [trait.condition_by_slug[slug] for slug in trait.in_order({*slugs})])
        for trait in framework.traits
    ]
    return [(trait, conditions) for trait, conditions in found if conditions]


def _sector(framework: Framework, practice: Practice) -> str | None:
    """The field of the practice's cluster; None where it is tied to a place only."""
    return framework.cluster_by_slug[practice.cluster].sector if practice.cluster else None
