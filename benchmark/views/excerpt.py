"""The excerpt of a report on the home page: invented input, computed like any other report."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.reports.conclusion import Conclusion, conclude
from benchmark.reports.gap_report import GapReport, Origin, build
from benchmark.scoring.assessment import Assessment, Evidence, Industry, Rating
from benchmark.scoring.framework import Framework, Language

# Trait -> claimed level and evidence grade. Invented; the page says so.
INVENTED = {
    "first-mover": (3, 2),
    "scale": (3, 2),
    "market-share": (3, 1),
    "chain": (2, 2),
    "leaders": (3, 3),
    "technology": (4, 1),
    "innovation": (2, 2),
}
INDUSTRY: dict[Language, Industry] = {
    "zh-hans": Industry("智能电力装备", "示例市", "high-end-equipment"),
    "en": Industry("Smart power equipment", "Sample City", "high-end-equipment"),
}
PERIOD = 2025
COMPARATORS = ("nanjing-smart-grid",)


@dataclass(frozen=True, slots=True)
class Excerpt:
    report: GapReport
    conclusion: Conclusion


def excerpt(framework: Framework, language: Language) -> Excerpt:
    """The first page of the invented industry's report, marked as a demonstration."""
    report = build(
        framework,
        Assessment(
            framework=framework.slug,
            industry=INDUSTRY[language],
            period=PERIOD,
            comparators=COMPARATORS,
            ratings=tuple(_rating(trait.slug) for trait in framework.traits),
        ),
        Origin(demo=True),
    )
    return Excerpt(report, conclude(report))


def _rating(trait: str) -> Rating:
    if trait not in INVENTED:
        return Rating(trait)
    claim, grade = INVENTED[trait]
    return Rating(trait, "rated", claim, evidence=(Evidence(grade),))
