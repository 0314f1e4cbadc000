"""The document tree as sections of a page: nothing lost, nothing added."""

from __future__ import annotations

import pytest

from benchmark.reports.blocks import Contents, Heading, PageBreak
from benchmark.reports.document import document
from benchmark.reports.page import sections
from benchmark.scoring.framework import LANGUAGES, Framework, Language
from benchmark.wording.labels import SECTION

from .samples import empty, hostile, typical


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", [empty, typical, hostile])
def test_every_block_is_shown_once_in_its_order(
    framework: Framework, language: Language, sample: object
) -> None:
    tree = document(sample(framework), language)  # type: ignore[operator]
    shown = [block for section in sections(tree) for part in section.parts for block in part.blocks]
    assert shown == [
        block
        for block in tree.blocks
        if not isinstance(block, Contents | PageBreak)
        and not (isinstance(block, Heading) and block.level == 1)
    ]


def test_sections_are_those_of_the_report_in_order(framework: Framework) -> None:
    found = sections(document(typical(framework), "zh-hans"))
    assert [section.key for section in found] == list(SECTION)
    assert [section.number for section in found][:3] == ["一、", "二、", "三、"]
    gaps = next(section for section in found if section.key == "gaps")
    numbers = [part.number for part in gaps.parts if part.kind == "heading"]
    assert numbers[:3] == ["（一）", "1. ", "2. "]
    assert [number for number in numbers if number.startswith("（")][1] == "（二）"


def test_items_that_follow_one_another_are_one_list(framework: Framework) -> None:
    found = sections(document(typical(framework), "en"))
    evidence = next(section for section in found if section.key == "evidence")
    [items] = evidence.parts
    assert items.kind == "items"
    assert len(items.blocks) > 3
    assert items.block is items.blocks[0]
    assert evidence.number == "5. "
