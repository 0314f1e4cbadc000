"""Addresses that Word can open, and text that stays as it was typed."""

from __future__ import annotations

from benchmark.reports.word.runs import run


def test_only_the_hyphen_of_a_section_holds_its_line() -> None:
    assert run("参阅 三-1").count("noBreakHyphen") == 1
    assert run("bulletin 2-3").count("noBreakHyphen") == 1
    assert "noBreakHyphen" not in run("2011-2015年，参阅 三-甲，COVID-19")
    assert run("") == ""
