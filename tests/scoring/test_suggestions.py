"""Which clusters are suggested for comparison, and with what reason."""

from __future__ import annotations

import pytest

from benchmark.scoring.suggestions import documented_count, documented_text, suggest
from tests.scoring.builders import FRAMEWORK


@pytest.mark.parametrize("sector", [*FRAMEWORK.sector_by_slug])
def test_clusters_of_the_same_field_come_first(sector: str):
    found = suggest(FRAMEWORK, sector)
    fields = [suggestion.cluster.sector == sector for suggestion in found]
    of_field = sum(cluster.sector == sector for cluster in FRAMEWORK.clusters)
    assert fields == [True] * min(3, of_field) + [False] * max(0, 3 - of_field)
    assert [suggestion.same_sector for suggestion in found] == fields


def test_within_a_field_the_best_documented_comes_first():
    found = suggest(FRAMEWORK, "high-end-equipment")
    assert found[0].cluster.slug == "nanjing-smart-grid"
    counts = [suggestion.documented for suggestion in found]
    assert counts == sorted(counts, reverse=True)


def test_what_is_documented_counts_facts_and_practices():
    # Market share, technology and innovation, and the practice of the alliances.
    assert documented_count(FRAMEWORK, "nanjing-smart-grid") == 4
    assert documented_count(FRAMEWORK, "zhuzhou-rail") == 0


def test_the_reason_says_whether_the_field_is_the_same_and_what_is_documented():
    [near, *_] = suggest(FRAMEWORK, "high-end-equipment")
    assert "同属高端装备制造领域" in near.reason.zh
    assert "参阅材料所载4条" in near.reason.zh
    assert near.reason.en == "same field; 4 items documented"
    [other, *_] = suggest(FRAMEWORK, "other")
    assert "与本产业不同" in other.reason.zh
    assert other.reason.en.startswith("another field (")


def test_a_cluster_that_is_only_named_is_said_to_be():
    assert "只列名称" in documented_text(0).zh
    assert documented_text(1).en == "1 item documented"
