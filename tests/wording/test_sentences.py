"""Names and remarks as they stand within a sentence."""

from __future__ import annotations

from benchmark.scoring.framework import Text
from benchmark.wording.figures import detail_text
from benchmark.wording.sentences import bracketed, listing, row_of


def test_a_remark_stands_in_brackets() -> None:
    assert bracketed("2024年", "zh-hans") == "（2024年）"
    assert bracketed("2024", "en") == " (2024)"


def test_brackets_are_never_doubled() -> None:
    assert detail_text("电表（智能）", 2024, "zh-hans") == "〔电表（智能），2024年〕"
    assert detail_text("meters (smart)", 2024, "en") == " [meters (smart), 2024]"
    assert detail_text("（智能）", None, "zh-hans") == "〔（智能）〕"


def test_names_that_hold_a_comma_are_parted_by_a_stronger_sign() -> None:
    plain, telling = Text("甲", "A"), Text("乙、丙市", "B, Jiangsu")
    assert row_of([plain, plain]) == Text("甲、甲", "A, A")
    assert row_of([telling, plain]) == Text("乙、丙市；甲", "B, Jiangsu; A")
    assert listing([telling, plain, plain]).en == "B, Jiangsu; A; and A"
