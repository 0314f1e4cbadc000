"""Names of downloads survive every system."""

from __future__ import annotations

import pytest

from benchmark.scoring.assessment import Assessment, Industry
from benchmark.wording.file_name import report_file_name


def named(name: str, place: str = "许昌市", english: str = "") -> Assessment:
    industry = Industry(name, place, "other", name_en=english)
    return Assessment("national-clusters-2021", industry, 2025, ())


def test_place_industry_report_and_year() -> None:
    assert (
        report_file_name(named("智能电力装备"), "zh-hans", "docx")
        == "许昌市智能电力装备产业-对标差距分析报告-2025.docx"
    )
    assert (
        report_file_name(named("智能电力装备", english="Smart power"), "en", "pdf")
        == "Smart power in 许昌市-Benchmark gap report-2025.pdf"
    )


def test_a_brief_has_a_name_of_its_own() -> None:
    name = report_file_name(named("智能电力装备"), "zh-hans", "docx", brief=True)
    assert name == "许昌市智能电力装备产业-对标差距分析简报-2025.docx"


def test_a_place_that_the_name_begins_with_is_not_said_twice() -> None:
    assert report_file_name(named("许昌市发制品"), "zh-hans", "json").startswith(
        "许昌市发制品产业-"
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd产业", "etc passwd产业"),
        ('a\\b:c*d?e"f<g>h|i', "a b c d e f g h i产业"),
        ("发\u202e制\u200b品\x00\r\n", "发制品 产业"),
        ("\ud800坏", "坏产业"),
        ("", "report"),
    ],
)
def test_what_systems_refuse_or_what_hides_is_left_out(name: str, kept: str) -> None:
    assert (
        report_file_name(named(name, ""), "zh-hans", "xlsx") == f"{kept}-对标差距分析报告-2025.xlsx"
    )


def test_a_long_name_is_cut_between_characters() -> None:
    made = report_file_name(named("电" * 200), "zh-hans", "docx")
    assert made.endswith("电-对标差距分析报告-2025.docx")
    assert len(made.encode()) <= 205
