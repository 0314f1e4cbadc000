"""An industry has one name, wherever it is named."""

from __future__ import annotations

import pytest

from benchmark.scoring.assessment import Industry
from benchmark.wording.industry import industry_name


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("泵阀", "许昌市泵阀产业"),
        ("泵阀产业", "许昌市泵阀产业"),
        ("泵阀制造业", "许昌市泵阀制造业"),
        ("泵阀产业集群", "许昌市泵阀产业集群"),
        ("泵阀产业链", "许昌市泵阀产业链"),
        ("许昌市泵阀", "许昌市泵阀产业"),
        ("新型电力（智能电网）", "许昌市新型电力（智能电网）产业"),
        ("泵阀产业（含密封件）", "许昌市泵阀产业（含密封件）"),
        ("", "许昌市"),
    ],
)
def test_the_place_leads_and_what_it_is_ends_the_name_once(name: str, full: str) -> None:
    assert industry_name(Industry(name, "许昌市", "other")).zh == full


@pytest.mark.parametrize(
    ("english", "full"),
    [
        ("Pumps and valves", "Pumps and valves in Xuchang"),
        ("Xuchang pumps", "Xuchang pumps"),
        ("", "Xuchang泵阀"),
    ],
)
def test_the_english_name_stands_alone_or_the_chinese_one_does(english: str, full: str) -> None:
    industry = Industry("泵阀", "Xuchang", "other", name_en=english)
    assert industry_name(industry).en == full
