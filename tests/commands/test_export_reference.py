"""The reference as other programs read it: the contract's keys, in its order."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

FIGURE = [
    "measure_zh", "measure_en", "indicator", "value", "unit", "qualifier", "scope", "product_zh",
    "year", "printed_zh", "printed_en", "note_zh", "note_en",
]  # fmt: skip


def printed() -> str:
    """Without a database: the shipped files are enough."""
    out = StringIO()
    call_command("export_reference", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def exported() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed())
    return found


def keys(rows: list[dict[str, Any]]) -> list[str]:
    """The keys that every row has, in the same order in every row."""
    (found,) = {tuple(row) for row in rows}
    return list(found)


def within(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [item for row in rows for item in row[name]]


def test_the_keys_are_those_of_the_contract_in_its_order(exported: dict[str, Any]) -> None:
    assert list(exported) == [
        "framework", "version", "sectors", "clusters", "traits", "facts", "practices",
    ]  # fmt: skip
    assert keys(exported["sectors"]) == ["slug", "name_zh", "name_en"]
    assert keys(exported["clusters"]) == [
        "slug", "name_zh", "name_en", "sector", "province_zh", "cities_zh",
    ]  # fmt: skip
    assert keys(exported["facts"]) == [
        "trait", "cluster", "section", "statement_zh", "statement_en", "figures",
    ]  # fmt: skip
    assert keys(exported["practices"]) == [
        "slug", "category", "place_zh", "cluster", "section", "title_zh", "title_en", "summary_zh",
        "summary_en", "actions", "figures", "measure_zh", "measure_en", "requirement_zh",
        "requirement_en", "helps",
    ]  # fmt: skip
    assert keys([practice["helps"] for practice in exported["practices"]]) == [
        "directly", "indirectly",
    ]  # fmt: skip
    assert keys(within(exported["practices"], "actions")) == ["text_zh", "text_en"]
    for part in ("facts", "practices"):
        assert keys(within(exported[part], "figures")) == FIGURE


def test_the_keys_of_traits_are_those_of_the_contract_in_its_order(
    exported: dict[str, Any],
) -> None:
    traits = exported["traits"]
    assert keys(traits) == [
        "slug", "number", "name_zh", "name_en", "structural", "section", "general_zh",
        "general_en", "indicators", "conditions", "levels",
    ]  # fmt: skip
    assert keys(within(traits, "indicators")) == [
        "slug", "name_zh", "name_en", "unit", "direction", "compare", "per_product",
    ]  # fmt: skip
    conditions = within(traits, "conditions")
    assert keys(conditions) == [
        "slug", "kind", "text_zh", "text_en", "indicator", "threshold", "implies",
    ]  # fmt: skip
    assert keys([c["threshold"] for c in conditions if c["threshold"]]) == ["value", "qualifier"]
    levels = within(traits, "levels")
    assert keys(levels) == ["level", "name_zh", "name_en", "basis", "routes"]
    assert keys(within(levels, "routes")) == ["conditions", "examples"]


def test_the_values_are_those_of_the_reference(exported: dict[str, Any]) -> None:
    assert (exported["framework"], exported["version"]) == ("national-clusters-2021", "2.0")
    assert exported["clusters"][3]["cities_zh"] == ["广州", "佛山", "惠州"]
    assert exported["clusters"][2]["province_zh"] == "上海"
    share = exported["facts"][2]["figures"][1]
    assert share == {
        "measure_zh": "占全国行业规模比重",
        "measure_en": "Share of the national industry",
        "indicator": "national-output-share",
        "value": 16.6667,
        "unit": "%",
        "qualifier": "about",
        "scope": "national",
        "product_zh": "电子信息产业",
        "year": 2020,
        "printed_zh": "约1/6",
        "printed_en": "about 1/6",
        "note_zh": share["note_zh"],
        "note_en": share["note_en"],
    }
    sixth = exported["traits"][1]["conditions"][7]
    assert sixth == {
        "slug": "sc-share-sixth",
        "kind": "figure",
        "text_zh": "占全国同行业约1/6及以上",
        "text_en": "About one sixth or more of the national industry",
        "indicator": "national-output-share",
        "threshold": {"value": 16.6667, "qualifier": "about"},
        "implies": ["sc-share-5"],
    }
    suppliers = exported["practices"][3]["figures"][0]
    assert (suppliers["product_zh"], suppliers["printed_zh"], suppliers["value"]) == (
        None, "千余家", 1000,
    )  # fmt: skip


def test_numbers_and_hanzi_print_as_they_are_read() -> None:
    text = printed()
    assert '"value": 28000,' in text
    assert '"value": 16.6667,' in text
    assert "广东省深圳市新一代信息通信集群" in text
