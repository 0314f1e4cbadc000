"""Home: what the product gives and what it takes; and the search over the reference data."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benchmark.current_language import active_language
from benchmark.queries.assessments import open_draft
from benchmark.queries.framework import current_framework
from benchmark.queries.search import KINDS, QUERY_LIMIT, Kind
from benchmark.queries.search import search as search_in
from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.reports.gap_report import GapReport, Origin, TraitReport, build
from benchmark.reports.sections.judgement import judgement
from benchmark.reports.sections.words import first_offers, still_missing
from benchmark.scoring.framework import Framework, Indicator, Language, Text, Trait
from benchmark.wording.glossary import TERMS
from benchmark.wording.labels import NO_PRACTICE

from .access import reference_page

# How long the first pass of seven traits takes with the data at hand: to be measured.
FIRST_PASS_MINUTES = 30
PLACE = Text("示例市", "Sample City")
# Of the three first gaps; the whole excerpt is to be seen at once.
EXCERPT_GAPS = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """One of the first gaps: what is missing to the target and what to do first."""

    trait: TraitReport
    missing: Text
    action: Text


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a report says first."""

    report: GapReport
    judgement: Text
    gaps: tuple[Gap, ...]


@lru_cache(maxsize=2)
def excerpt(framework: Framework, language: Language) -> Excerpt:
    """What the invented industry's report says first; its place has no English name of its own."""
    assessment = parse_assessment(_shipped(), framework)
    if language == "en":
        industry = replace(assessment.industry, place=PLACE.en)
        assessment = replace(assessment, industry=industry)
    report = build(framework, assessment, Origin(demo=True))
    offers, gaps = first_offers(report), []
    for trait in report.headline[:EXCERPT_GAPS]:
        offer = offers.get(trait.result.trait.slug)
        action = offer.practice.measure if offer else NO_PRACTICE
        gaps.append(Gap(trait, still_missing(trait.result), action))
    return Excerpt(report, judgement(report), tuple(gaps))


@cache
def _shipped() -> dict[str, Any]:
    demo = json.loads((settings.BASE_DIR / "fixtures" / "demo.json").read_text(encoding="utf-8"))
    return dict(demo["assessments"][0]["input"])


@dataclass(frozen=True, slots=True)
class Holding:
    """What one bureau usually has: indicators, and how many statements it can answer."""

    holder: Text
    indicators: tuple[tuple[Trait, Indicator], ...]
    statements: int


def holdings(framework: Framework) -> tuple[Holding, ...]:
    """Which bureau has which data; the one that has most comes first."""
    indicators = [(i.holder, (t, i)) for t in framework.traits for i in t.indicators]
    statements = [c.holder for t in framework.traits for c in t.conditions if c.kind == "statement"]
    holders = dict.fromkeys([*(holder for holder, _ in indicators), *statements])
    found = [
        Holding(
            holder,
            tuple(item for of, item in indicators if of == holder),
            statements.count(holder),
        )
        for holder in holders
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.indicators), -each.statements)))


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    context = {
        "framework": framework,
        "excerpt": excerpt(framework, active_language()),
        "holdings": holdings(framework),
        "minutes": FIRST_PASS_MINUTES,
        "terms": TERMS,
        "draft": open_draft(request.user) if request.user.is_authenticated else None,
    }
    return render(request, "benchmark/home/home.html", context)


@require_safe
@reference_page
def search(request: HttpRequest) -> HttpResponseBase:
    asked = request.GET.get("q", "").strip()
    query = asked[:QUERY_LIMIT]
    found = search_in(current_framework(), query, active_language())
    names: dict[Kind, str] = {
        "term": _("名词解释"),
        "cluster": _("集群"),
        "trait": _("特征"),
        "condition": _("条件"),
        "indicator": _("指标"),
        "fact": _("参阅材料所载"),
        "practice": _("经验做法"),
    }
    context = {
        "query": query,
        "limit": QUERY_LIMIT if asked != query else None,
        "count": sum(len(hits) for hits in found.values()),
        "groups": [(kind, names[kind], found[kind]) for kind in KINDS if kind in found],
    }
    return render(request, "benchmark/home/search.html", context)
