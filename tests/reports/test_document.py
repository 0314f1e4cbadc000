"""The document tree: everything is in it, in its order, in both languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.reports.blocks import Chart, Heading, PageBreak, Paragraph, Table
from benchmark.reports.document import ANNEXES, annexes, document
from benchmark.reports.gap_report import build
from benchmark.scoring.assessment import Rating
from benchmark.scoring.framework import LANGUAGES, Language
from benchmark.scoring.text import is_visible
from benchmark.wording.industry import industry_name
from benchmark.wording.labels import DEMO, DRAFT, SECTION
from tests.strategies import assessments

from .samples import (
    EVERY_CASE,
    FRAMEWORK,
    Case,
    all_met,
    answers,
    brief_tree,
    draft,
    empty,
    figure,
    hostile,
    long_names,
    longest,
    one_trait,
    report,
    report_of,
    tree,
    typical,
)
from .trees import headings, said, section, texts, whole

BRIEF = ("judgement", "strengths", "gaps", "first", "work", "certainty")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_the_brief_leads_and_all_annexes_follow(case: Case, language: Language) -> None:
    first = [h for h in headings(tree(case, language)) if h.level == 1]
    brief = [h.key for h in first if not h.annex]
    assert brief == [key for key in BRIEF if key in brief]
    assert brief[0] == "judgement"
    assert [h.key for h in first if h.annex] == list(annexes(report(case)))
    assert all(h.text == SECTION[h.key].in_language(language) for h in first)


def test_where_nothing_is_rated_only_annexes_with_something_to_say_follow() -> None:
    traits = FRAMEWORK.traits
    unknown = report_of(*(Rating(trait.slug, not_known=True) for trait in traits))
    assert annexes(report(empty)) == annexes(unknown) == ("data", "method")
    begun = report_of(Rating("chain", answers=answers("ch-design-")))
    assert annexes(begun) == ("answers", "data", "method")
    counted = report_of(Rating("scale", figures=(figure("output", "5", "信息产业", 2020),)))
    assert annexes(counted) == ("figures", "answers", "data", "method")
    assert annexes(report(one_trait)) == tuple(
        key for key in ANNEXES if key not in ("plan", "last_year", "since")
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_a_brief_alone_points_to_no_annex(case: Case, language: Language) -> None:
    annex = re.compile("附件\\d|见附件|[Aa]nnex")
    assert not annex.search("\n".join(texts(brief_tree(case, language).blocks)))


def test_the_typical_brief_has_every_section() -> None:
    assert [h.key for h in headings(brief_tree(typical, "en"))] == list(BRIEF)


def test_an_empty_assessment_is_a_list_of_data_to_obtain() -> None:
    assert [h.key for h in headings(brief_tree(empty, "zh-hans"))] == [
        *("judgement", "first"),
    ]
    assert "没有给任何集群打分" in said(brief_tree(empty, "zh-hans"), "first")
    assert not any(isinstance(b, Chart) for b in tree(empty, "zh-hans").blocks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_the_brief_alone_is_the_beginning_of_the_whole(case: Case, language: Language) -> None:
    brief, all_ = brief_tree(case, language), tree(case, language)
    count = len(brief.blocks)
    assert [*texts(brief.blocks)] == [*texts(all_.blocks[:count])]
    assert isinstance(all_.blocks[count + 1], PageBreak)


def test_headings_are_numbered_annexes_by_themselves() -> None:
    zh = [(h.level, h.number) for h in headings(tree(typical, "zh-hans"))]
    assert zh[:2] == [(1, "一、"), (1, "二、")]
    start = zh.index((1, "附件1　"))
    assert zh[start + 1 : start + 4] == [(1, "附件2　"), (2, "一、"), (3, "（一）")]
    english = [h.number for h in headings(tree(typical, "en"))]
    assert english[start + 1 : start + 4] == ["Annex 2. ", "2.1 ", "2.1.1 "]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [typical, hostile, longest])
def test_every_rationale_and_every_evidence_item_is_printed(case: Case, language: Language) -> None:
    assessment = report(case).assessment
    printed = set(texts(tree(case, language).blocks))
    for rating in assessment.ratings:
        assert not is_visible(rating.rationale) or rating.rationale in printed
    whole = "\n".join(printed)
    for number, item in enumerate(assessment.evidence, 1):
        assert f"{number}. {item.title}" in whole
        for text in (item.source, item.date, item.url):
            assert text in whole


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_columns_fill_the_width_and_rows_their_columns(case: Case, language: Language) -> None:
    for block in tree(case, language).blocks:
        if isinstance(block, Table):
            assert sum(column.share for column in block.columns) == pytest.approx(1)
            assert block.rows
            assert {len(row) for row in block.rows} == {len(block.columns)}


@pytest.mark.parametrize("case", EVERY_CASE)
def test_english_has_no_chinese_of_ours(case: Case) -> None:
    """Only what the user typed and names that have no translation may be Chinese."""
    assessment, plan = report(case).assessment, report(case).plan
    typed = "\n".join(
        (
            industry_name(assessment.industry).en,
            report(case).origin.organisation,
            *(rating.rationale for rating in assessment.ratings),
            *(figure.product for rating in assessment.ratings for figure in rating.figures),
            *(
                text
                for item in assessment.evidence
                for text in (item.title, item.source, item.date, item.url)
            ),
            *(
                text
                for task in (plan.tasks if plan else ())
                for text in (task.measure, task.goal, task.lead, task.cooperating, task.note)
            ),
        )
    )
    for text in texts(tree(case, "en").blocks):
        for piece in re.findall("[一-鿿]+", text):
            assert piece in typed, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_nothing_of_a_program_is_left_in_a_text(case: Case, language: Language) -> None:
    if case is hostile:
        return
    text = whole(tree(case, language))
    for trace in (
        "None",
        "{}",
        "Text(",
        "本系统",
        "the system",
        "Traceback",
        "公报",
        "。。",
        "；。",
    ):
        assert trace not in text, trace
    slugs = {slug for slug in FRAMEWORK.condition_by_slug if "-" in slug}
    assert not [slug for slug in slugs if slug in text]


def test_who_prepared_it_and_when_and_what_it_is() -> None:
    made = tree(typical, "zh-hans")
    assert made.title == "示例市智能电力装备产业对标差距分析报告"
    assert made.subtitle == "示例市工业和信息化局　2026年3月18日"
    assert tree(typical, "en").subtitle == "示例市工业和信息化局 · 18 March 2026"
    assert tree(empty, "en").subtitle == ""
    *_, day = tree(long_names, "zh-hans").subtitle.split("\n")
    assert day == "2026年3月18日", "no line ends within a date"
    assert tree(long_names, "en").title.startswith(
        "Benchmark gap report: Smart power equipment with its key components"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_data_and_drafts_are_marked(language: Language) -> None:
    assert tree(typical, language).marks == (DEMO.in_language(language),)
    assert tree(draft, language).marks == (DRAFT.in_language(language), DEMO.in_language(language))
    assert tree(empty, language).marks == ()


def test_the_same_measure_is_not_first_twice() -> None:
    for case in EVERY_CASE:
        for block in section(brief_tree(case, "zh-hans"), "gaps"):
            if isinstance(block, Table):
                first = [row[3].split("\n")[0] for row in block.rows]
                assert len(first) == len(set(first))


def test_what_the_sources_are_is_said_once_with_the_set_that_has_grown() -> None:
    text = said(tree(all_met, "zh-hans"), "method")
    assert "《25个国家级先进制造业集群的主要做法与经验》" in text
    assert "2022年11月30日公布45个" in text
    assert "方法版本2.0" in text


@settings(max_examples=60)
@given(data=st.data())
def test_any_assessment_makes_a_document(data: st.DataObject) -> None:
    made = build(FRAMEWORK, data.draw(assessments(FRAMEWORK)))
    for language in LANGUAGES:
        found = document(made, language)
        assert [
            h.key for h in headings(found) if isinstance(h, Heading) and h.annex and h.level == 1
        ]
        printed = whole(found)
        for rating in made.assessment.ratings:
            assert not is_visible(rating.rationale) or rating.rationale in printed


def test_the_list_of_annexes_is_small_so_that_the_brief_keeps_its_pages() -> None:
    (listed,) = [
        block
        for block in tree(typical, "zh-hans").blocks
        if isinstance(block, Paragraph) and block.lead == "附件"
    ]
    assert listed.small
