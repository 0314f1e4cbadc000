"""What is to be proven or obtained: by bureau, with what it would decide."""

from __future__ import annotations

import re

from benchmark.reports.sections.todo import wanted
from benchmark.scoring.assessment import Rating
from benchmark.scoring.proposals import open_conditions
from tests.reports.samples import (
    FRAMEWORK,
    all_met,
    answers,
    brief_tree,
    empty,
    figure,
    nothing_proven,
    one_trait,
    report,
    report_of,
    tree,
    typical,
)
from tests.reports.trees import rows, said, tables


def test_every_bureau_stands_once_with_all_that_it_has() -> None:
    (table,) = tables(brief_tree(typical, "zh-hans"), "first")
    found = {row["掌握部门"]: row for row in rows(table)}
    assert len(found) == len(table.rows)
    assert "证明“研发设计有本地企业或机构”" in found["工信局"]["要取得什么"]
    decides = found["工信局"]["取得后可判断什么"]
    assert decides == (
        "完整产业链佐证等级升到3级；核心技术与行业话语权佐证等级升到3级（有一项即可）"
    )
    assert "科研技术人员数（人）" in found["科技局"]["要取得什么"]
    assert found["科技局"]["取得后可判断什么"] == "创新要素富集是否达到4级"


def test_proof_comes_before_data_and_says_how_strong_it_must_be() -> None:
    items = wanted(report(typical))
    kinds = [item.condition is not None for item in items]
    assert kinds == sorted(kinds, reverse=True)
    lifted = next(item for item in items if item.condition)
    assert lifted.detail.zh == "至少为本单位文件或统计"
    assert "{}" in lifted.decides.zh


def test_one_list_proves_several_conditions_and_is_asked_for_once() -> None:
    (table,) = tables(brief_tree(typical, "zh-hans"), "first")
    text = next(row for row in rows(table) if row["掌握部门"] == "工信局")["要取得什么"]
    assert text.count("企业名录") == 1


def test_equally_good_proofs_are_all_named() -> None:
    made = report(typical)
    result = made.trait("technology").result
    assert len(result.lifting) > 1
    items = [
        item for item in wanted(made) if item.condition and item.trait.zh == result.trait.name.zh
    ]
    assert {item.condition.slug for item in items if item.condition} == {
        slug for way in result.lifting for slug in way
    }
    for item in items:
        assert item.detail.zh.endswith("；本特征所列各项有一项即可")
        assert item.detail.en.endswith("; any one for this trait will do")
    of_several = [item for item in wanted(report(nothing_proven)) if item.trait.zh == "先发优势"]
    assert len(of_several) == 4
    for item in of_several:
        assert re.search("；有一项即可：“.+”、“.+”或“.+”、“.+”$", item.detail.zh)
        assert "; any one will do: “" in item.detail.en


def test_beside_other_sections_a_bureau_s_statements_are_named_in_short() -> None:
    (table,) = tables(brief_tree(one_trait, "zh-hans"), "first")
    text = next(row for row in rows(table) if row["掌握部门"] == "工信局")["要取得什么"]
    assert re.search(r"是否符合：([^；]+；){4}另有\d+项$", text)
    all_texts = [row["要取得什么"] for row in rows(table)]
    assert not any("另有1项" in text for text in all_texts)


def test_an_indicator_is_asked_for_once_whatever_its_thresholds() -> None:
    made = report(empty)
    whats = [item.what for item in wanted(made) if item.trait.zh == "产业规模"]
    assert len(whats) == len(set(whats))
    assert sum("占全国同行业比重" in what.zh for what in whats) == 1


def test_an_empty_assessment_asks_for_everything() -> None:
    made = report(empty)
    asked = {slug for r in made.profile.traits for slug in open_conditions(r)}
    assert asked == set(FRAMEWORK.condition_by_slug)
    (table,) = tables(brief_tree(empty, "zh-hans"), "first")
    assert {row["掌握部门"] for row in rows(table)} >= {"统计局", "工信局", "科技局", "市场监管局"}
    assert [column.title for column in table.columns][2] == "取得后可评定"
    assert table.rows[0][2] == "先发优势和产业规模"
    text = next(row for row in rows(table) if row["掌握部门"] == "工信局")["要取得什么"]
    assert text.count("是否") == 1
    assert "核心产品国内市场占有率（%）；核心产品全球市场占有率（%）" in text
    assert "有产品列入国家部委名单" in text
    assert "医药为" not in text


def test_a_way_that_is_closed_asks_for_nothing() -> None:
    figures = (figure("rd-staff", "10"),)
    rating = Rating("innovation", answers=answers("in-city-platform- in-joint?"), figures=figures)
    result = report_of(rating).trait("innovation").result
    assert result.claim == 1
    assert "in-joint" not in open_conditions(result)


def test_nothing_to_obtain_is_said_so_in_the_annex_and_left_out_of_the_brief() -> None:
    assert "没有待取得的数据和证明" in said(tree(all_met, "zh-hans"), "data")
    assert said(brief_tree(all_met, "zh-hans"), "first") == ""


def test_the_annex_names_each_with_its_definition_or_proof() -> None:
    (table,) = tables(tree(nothing_proven, "zh-hans"), "data")
    holders = [row["掌握部门"] for row in rows(table)]
    assert holders == sorted(holders, key=holders.index)
    assert all(row["口径或证明"].startswith("至少为上级或第三方材料") for row in rows(table))
    (open_,) = tables(tree(typical, "zh-hans"), "data")
    staff = next(row for row in rows(open_) if row["要取得什么"].startswith("科研技术人员数"))
    assert staff["口径或证明"] == "科研技术人员数（人数口径）"
