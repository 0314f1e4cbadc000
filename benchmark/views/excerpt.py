"""The excerpt of a report on the home page: the demo organisation's first, as it is shipped."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.conf import settings

from benchmark.questionnaire.assessment_json import parse_assessment
from benchmark.reports.gap_report import GapReport, Origin, build
from benchmark.reports.sections.conclusion import Conclusion, conclude
from benchmark.scoring.assessment import Industry
from benchmark.scoring.framework import Framework, Language

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
