"""The sentence beside a level that says why it is what it is."""

from __future__ import annotations

import pytest

from benchmark.scoring.assessment import Rating
from benchmark.wording.reasons import support_reason
from tests.scoring.builders import rated


@pytest.mark.parametrize(
    ("claim", "grade", "zh"),
    [
        (4, 0, "无佐证，最高按2级计"),
        (2, 0, "无佐证，最高按2级计，自评等级在此范围内"),
        (4, 1, "仅有自述，最高按3级计"),
        (5, 2, "有本单位有日期的文件或统计，最高按4级计"),
        (4, 2, "有本单位有日期的文件或统计，最高按4级计，自评等级在此范围内"),
        (5, 3, "有独立、公开、可核查的佐证，按自评等级计"),
    ],
)
def test_it_names_the_evidence_and_the_level_that_it_carries(claim: int, grade: int, zh: str):
    assert support_reason(rated(claim, grade=grade)).zh == zh


def test_it_is_the_same_in_english():
    assert support_reason(rated(4, grade=0)).en == "Without evidence, at most level 2 counts"


def test_what_is_not_rated_has_its_own_sentence():
    assert "暂未掌握" in support_reason(Rating(trait="scale", state="unknown")).zh
    assert "尚未评定" in support_reason(Rating(trait="scale")).zh
