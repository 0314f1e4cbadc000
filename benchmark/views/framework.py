"""The seven traits with their rubric, and the method."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from benchmark.queries.framework import current_framework
from benchmark.scoring.levels import CAP, HALF_WIDTH
from benchmark.scoring.profile import MEAN_COVERAGE, METHOD_VERSION, STAGE_QUORUM
from benchmark.wording.glossary import terms_of

from .access import reference_page


@require_safe
@reference_page
def trait_list(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    rows = [
        (
            trait,
            framework.facts_of(trait=trait.slug),
            sum(trait.slug in practice.traits for practice in framework.practices),
        )
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
        "terms": terms_of(found),
        "practices": [
            (practice, practice.trait_reasons[slug])
            for practice in framework.practices
            if slug in practice.traits
        ],
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
        "grades": [(grade, CAP[grade], HALF_WIDTH[grade]) for grade in sorted(CAP)],
        "mean_coverage_percent": int(MEAN_COVERAGE * 100),
        "stage_quorum": STAGE_QUORUM,
        "structural": [trait for trait in framework.traits if trait.structural],
    }
    return render(request, "benchmark/framework/method.html", context)
