"""Home: what the product gives and what it takes; and the search over the reference data."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
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
from benchmark.reports.gap_report import GapReport, Origin, build
from benchmark.reports.sections.conclusion import Conclusion, conclude
from benchmark.scoring.assessment import Industry
from benchmark.scoring.framework import Framework, Language
from benchmark.wording.glossary import TERMS

from .access import reference_page

# Invented like the rest of the demo, which is written in Chinese only.
NAMED: dict[Language, Industry] = {
    "en": Industry("Smart power equipment", "Sample City", "high-end-equipment"),
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    report: GapReport
    conclusion: Conclusion


def excerpt(framework: Framework, language: Language) -> Excerpt:
    """The first page of the invented industry's report, marked as a demonstration."""
    assessment = parse_assessment(_shipped(), framework)
    industry = NAMED.get(language, assessment.industry)
    report = build(framework, replace(assessment, industry=industry), Origin(demo=True))
    return Excerpt(report, conclude(report))


@cache
def _shipped() -> dict[str, Any]:
    demo = json.loads((settings.BASE_DIR / "fixtures" / "demo.json").read_text(encoding="utf-8"))
    return dict(demo["assessments"][0]["input"])


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    framework = current_framework()
    context = {
        "framework": framework,
        "excerpt": excerpt(framework, active_language()),
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
