"""The document tree as sections of a page: nothing lost, nothing added."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmark.reports.blocks import Chart, Heading, PageBreak
from benchmark.reports.page import sections
from benchmark.scoring.framework import LANGUAGES, Language

from .samples import EVERY_CASE, Case, all_met, empty, longest, tree, typical


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_every_block_is_shown_once_and_only_the_chart_is_moved(
    case: Case, language: Language
) -> None:
    content = tree(case, language)
    shown = [
        block for section in sections(content) for part in section.parts for block in part.blocks
    ]
    told = [
        block
        for block in content.blocks
        if not isinstance(block, PageBreak)
        and not (isinstance(block, Heading) and block.level == 1)
    ]
    assert [b for b in shown if not isinstance(b, Chart)] == [
        b for b in told if not isinstance(b, Chart)
    ]
    assert {b.alt for b in shown if isinstance(b, Chart)} == {
        b.alt for b in told if isinstance(b, Chart)
    }


@pytest.mark.parametrize("case", [typical, all_met, longest])
def test_what_is_missing_stands_before_its_picture(case: Case) -> None:
    by_key = {section.key: section for section in sections(tree(case, "zh-hans"))}
    assert not [part for part in by_key["strengths"].parts if part.kind == "chart"]
    assert [part.kind for part in by_key["gaps"].parts][-1] == "chart"


def test_sections_are_those_of_the_brief_then_the_annexes() -> None:
    found = sections(tree(typical, "zh-hans"))
    assert [section.number for section in found][:3] == ["一、", "二、", "三、"]
    assert [section.number for section in found if section.annex] == [
        f"附件{n}　" for n in range(1, 7)
    ]
    assert [section.key for section in sections(tree(empty, "en")) if not section.annex] == [
        *("judgement", "first"),
    ]


def test_items_that_follow_one_another_are_one_list() -> None:
    parts = [part for section in sections(tree(typical, "zh-hans")) for part in section.parts]
    lists = [part for part in parts if part.kind == "items"]
    assert lists
    for before, after in pairwise(parts):
        assert (before.kind, after.kind) != ("items", "items")
    assert all(part.block is part.blocks[0] for part in lists)
    assert any(part.is_short for part in parts if part.kind == "table")
    assert not any(part.is_short for part in lists)
