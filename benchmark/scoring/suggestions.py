"""Which reference clusters are worth comparing with, and why.

Our construct: the same field first, then the clusters of which the bulletin documents most. It
says nothing of a cluster's strength.
"""

from __future__ import annotations

from dataclasses import dataclass

from .framework import Cluster, Framework, Text

SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cluster offered as comparator. `documented` counts its facts and practices."""

    cluster: Cluster
    same_sector: bool
    documented: int
    reason: Text


def suggest(framework: Framework, sector: str) -> tuple[Suggestion, ...]:
    """Up to three clusters for an industry of `sector` (a slug or 'other'), best first."""
    ranked = sorted(
        (_suggestion(framework, cluster, sector) for cluster in framework.clusters),
        key=lambda found: (not found.same_sector, -found.documented),
    )
    return tuple(ranked[:SUGGESTED])


def documented_count(framework: Framework, cluster: str) -> int:
    """How many facts and practices of the bulletin belong to a cluster."""
    practices = sum(practice.cluster == cluster for practice in framework.practices)
    return len(framework.facts_of(cluster=cluster)) + practices


def documented_text(count: int) -> Text:
    """'the bulletin documents 4 items'; says so where there is none."""
    if not count:
        return Text(
            zh="参阅材料只列名称，未载具体内容", en="the bulletin only names it, without detail"
        )
    return Text(
        zh=f"参阅材料所载{count}条", en=f"{count} {'item' if count == 1 else 'items'} documented"
    )


def _suggestion(framework: Framework, cluster: Cluster, sector: str) -> Suggestion:
    same = cluster.sector == sector
    count = documented_count(framework, cluster.slug)
    documented = documented_text(count)
    field = framework.sector_by_slug[cluster.sector].name
    reason = (
        Text(zh=f"同属{field.zh}领域；{documented.zh}", en=f"same field; {documented.en}")
        if same
        else Text(
            zh=f"属{field.zh}领域，与本产业不同；{documented.zh}",
            en=f"another field ({field.en}); {documented.en}",
        )
    )
    return Suggestion(cluster, same, count, reason)
