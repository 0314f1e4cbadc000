"""The 25 x 7 matrix of what the bulletin documents, as a table to take away."""

from __future__ import annotations

from benchmark.scoring.framework import Framework, Language, Text
from benchmark.wording import labels, sentences

from .export import Table

CLUSTER = Text("标杆集群", "Reference cluster")
SECTOR = Text("领域", "Field")
PROVINCE = Text("省份", "Province")
CITIES = Text("城市", "Cities")
SHEET = Text("参阅材料所载", "What is documented")


def matrix(framework: Framework, language: Language) -> Table:
    """One row per reference cluster; a cell holds the statement and its section, or 参阅材料未载.

    No scores: the bulletin gives none, and we give none to a reference cluster.
    """

    def cell(trait: str, cluster: str) -> str:
        facts = framework.facts_of(trait=trait, cluster=cluster)
        return "\n".join(
            f"{fact.statement.in_language(language)} "
            f"[{sentences.section_tag(fact.section).in_language(language)}]"
            for fact in facts
        ) or labels.NOT_DOCUMENTED.in_language(language)

    heads = [head.in_language(language) for head in (CLUSTER, SECTOR, PROVINCE, CITIES)]
    separator = "、" if language == "zh-hans" else ", "
    return Table(
        columns=[*heads, *(trait.name.in_language(language) for trait in framework.traits)],
        rows=[
            [
                cluster.name.in_language(language),
                framework.sector_by_slug[cluster.sector].name.in_language(language),
                cluster.province.in_language(language),
                separator.join(city.in_language(language) for city in cluster.cities),
                *(cell(trait.slug, cluster.slug) for trait in framework.traits),
            ]
            for cluster in framework.clusters
        ],
        sheet=SHEET.in_language(language),
    )
