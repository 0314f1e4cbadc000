"""Whether the industry assessed is one of the 25."""

from __future__ import annotations

import pytest

from benchmark.scoring.assessment import Industry
from benchmark.scoring.same_cluster import same_cluster
from tests.scoring.builders import FRAMEWORK


def found(name: str, place: str, name_en: str = "") -> str | None:
    industry = Industry(name=name, place=place, sector="other", name_en=name_en)
    cluster = same_cluster(FRAMEWORK, industry)
    return cluster.slug if cluster else None


@pytest.mark.parametrize(
    ("name", "place", "cluster"),
    [
        ("智能电网", "南京市", "nanjing-smart-grid"),
        ("智能电力装备产业集群", "江苏省南京市江宁区", "nanjing-smart-grid"),
        ("软件产业", "南京", "nanjing-software"),
        ("软件", "成都市", "chengdu-software"),
        ("集成电路产业链", "上海市浦东新区", "shanghai-ic"),
        ("工程机械", "徐州市", "xuzhou-construction-machinery"),
        ("低压电气", "乐清市", "wenzhou-yueqing-electrical"),
        ("信息服务", "南京市", "nanjing-software"),
        ("智能家电", "惠州市", "guangfohui-uhd-appliances"),
        ("Smart grid equipment", "Nanjing", "nanjing-smart-grid"),
    ],
)
def test_by_city_and_product(name: str, place: str, cluster: str):
    assert found(name, place) == cluster


def test_an_english_name_beside_the_chinese_will_do():
    assert found("本地产业", "Wuxi", "Internet of Things") == "wuxi-iot"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("智能电力装备", "许昌市"),
        ("食品", "南京市"),
        ("装备", "南京市"),
        ("软件", "江苏省"),
        ("软件", ""),
        ("工程机械", "市"),
    ],
)
def test_another_city_another_product_or_no_word_of_either(name: str, place: str):
    assert found(name, place) is None


def test_every_cluster_knows_itself():
    for cluster in FRAMEWORK.clusters:
        for city in cluster.cities:
            assert found(cluster.products[0].zh, f"{city.zh}市") is not None
        assert found(cluster.name.zh, cluster.cities[0].zh) == cluster.slug
