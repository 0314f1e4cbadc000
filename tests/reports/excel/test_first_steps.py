"""A workbook begins each gap with what the brief begins it with."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl

from benchmark.reports.document import document
from benchmark.reports.excel.as_xlsx import as_xlsx
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.assessment import Rating
from tests.reports.samples import answers, report_of
from tests.reports.trees import rows, tables


def begun(report: GapReport) -> list[str]:
    (sheet,) = (
        sheet
        for sheet in openpyxl.load_workbook(BytesIO(as_xlsx(report, "zh-hans")))
        if sheet.title == "差距与任务"
    )
    heads, *lines = sheet.iter_rows(values_only=True)
    column = heads.index("先做什么")
    return [str(line[column]) for line in lines]


def test_no_two_gaps_begin_with_the_same_measure() -> None:
    made = report_of(
        Rating("scale", answers=answers("sc-city-chain- sc-city-top5-")),
        Rating("market-share", answers=answers("ms-beyond-city-")),
    )
    # What is best for the first is best for the second too.
    first, second = made.gaps
    best = replace(second.offers[0], practice=first.offers[0].practice)
    others = [offer for offer in second.offers if offer.practice != best.practice]
    same = replace(second, offers=(best, *others))
    alike = replace(made, traits=tuple(same if t is second else t for t in made.traits))
    (table,) = tables(document(alike, "zh-hans"), "gaps")
    told = [row["先做什么"].split("\n")[0] for row in rows(table)]
    assert told[0] != told[1]
    assert begun(alike)[:2] == told
