import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db

FIGURE = [
    "measure_zh", "measure_en", "indicator", "value", "unit", "qualifier", "scope", "product_zh",
    "year", "printed_zh", "printed_en", "note_zh", "note_en",
]  # fmt: skip


def printed() -> str:
    call_command("load_reference", verbosity=0)
    out = StringIO()
    call_command("export_reference", stdout=out)
    return out.getvalue()


@pytest.fixture
def exported() -> dict[str, Any]:
    return json.loads(printed())


def keys(rows: list[dict[str, Any]]) -> list[str]:
    """The keys that every row has, in the same order in every row."""
    (found,) = {tuple(row) for row in rows}
    return list(found)


def test_the_keys_are_those_of_the_contract_in_its_order(exported: dict[str, Any]) -> None:
    assert list(exported) == ["framework", "sectors", "clusters", "traits", "facts", "practices"]
    assert keys(exported["sectors"]) == ["slug", "name_zh", "name_en"]
    assert keys(exported["clusters"]) == [
        "slug", "name_zh", "name_en", "sector", "province_zh", "cities_zh",
    ]  # fmt: skip
    assert keys(exported["traits"]) == [
        "slug", "number", "name_zh", "name_en", "structural", "levels", "indicators",
    ]  # fmt: skip
    levels = [level for trait in exported["traits"] for level in trait["levels"]]
    assert keys(levels) == ["level", "text_zh", "text_en", "basis"]
    indicators = [item for trait in exported["traits"] for item in trait["indicators"]]
    assert keys(indicators) == ["slug", "name_zh", "name_en", "unit", "scope", "direction"]
    assert keys(exported["facts"]) == [
        "trait", "cluster", "section", "statement_zh", "statement_en", "figures",
    ]  # fmt: skip
    assert keys(exported["practices"]) == [
        "slug", "category", "place_zh", "cluster", "section", "title_zh", "title_en", "summary_zh",
        "summary_en", "actions", "figures", "traits",
    ]  # fmt: skip
    actions = [action for practice in exported["practices"] for action in practice["actions"]]
    assert keys(actions) == ["text_zh", "text_en"]
    for part in ("facts", "practices"):
        assert keys([item for row in exported[part] for item in row["figures"]]) == FIGURE


def test_the_values_are_those_of_the_reference(exported: dict[str, Any]) -> None:
    assert exported["framework"] == "national-clusters-2021"
    assert exported["clusters"][3]["cities_zh"] == ["广州", "佛山", "惠州"]
    assert exported["clusters"][2]["province_zh"] == "上海"
    assert exported["facts"][2]["figures"][1] == {
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
        "note_zh": exported["facts"][2]["figures"][1]["note_zh"],
        "note_en": exported["facts"][2]["figures"][1]["note_en"],
    }
    assert [practice["cluster"] for practice in exported["practices"]] == [
        "shenzhen-ict",
        "xian-aviation",
        None,
        "qingdao-rail",
        "hangzhou-digital-security",
        "shanghai-zhangjiang-biopharma",
        "nanjing-smart-grid",
        "changzhou-carbon",
        None,
        None,
    ]
    unproduct = exported["practices"][3]["figures"][0]
    assert (unproduct["product_zh"], unproduct["printed_zh"], unproduct["value"]) == (
        None,
        None,
        1000,
    )


def test_numbers_and_hanzi_print_as_they_are_read() -> None:
    text = printed()
    assert '"value": 28000,' in text
    assert '"value": 16.6667,' in text
    assert "广东省深圳市新一代信息通信集群" in text


def test_without_reference_data_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="load_reference"):
        call_command("export_reference", stdout=StringIO())
