"""What people write into cells, and what it must mean: the table that drives workbook, preview and
command.

The outcome of a cell is what is read, with `note` where the reader is told how; or the question
that is asked; or part of the reason why it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from benchmark.questionnaire.layout import indicator_label
from benchmark.scoring.framework import Framework

from .workbooks import EVIDENCE, FIGURES, TARGETS

Kind = Literal["money", "share", "firms", "items", "patents", "staff", "year", "date", "level"]
INDICATOR: Final[dict[str, str]] = {
    "money": "output",
    "share": "segment-coverage",
    "firms": "single-champions",
    "items": "standards",
    "patents": "invention-patents",
    "staff": "rd-staff",
    "year": "output",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell. `said` is the figure with its unit, 约 where it is about right, the year, the date
    or the level; '' where nothing is said."""

    kind: Kind
    cell: Any
    said: str = ""
    note: str = ""
    asked: tuple[str, str] = ("", "")
    refused: str = ""
    number_format: str = ""


def plain(kind: Kind, said: str, *cells: Any) -> list[Typed]:
    return [Typed(kind, cell, said) for cell in cells]


def noted(kind: Kind, said: str, *cells: Any, note: str = "") -> list[Typed]:
    return [Typed(kind, cell, said, note=note or said) for cell in cells]


def nothing(kind: Kind, *cells: Any) -> list[Typed]:
    return noted(kind, "", *cells, note="未填写")


def refused(kind: Kind, reason: str, *cells: Any) -> list[Typed]:
    return [Typed(kind, cell, refused=reason) for cell in cells]


NO_NUMBER, NOT_ONE_NUMBER = "看不懂这个数", "不是一个确定的数"
NO_YEAR, NO_DATE, NO_LEVEL = "请填四位数的年份", "2025-03-18", "请从列表中选择"

CELLS: Final[tuple[Typed, ...]] = (
    # Plain numbers, however they are grouped, whatever the width of their digits
    *plain("money", "612亿元", 612, "612", " 612 ", "６１２", "612.0"),
    *plain("money", "612亿元", "612亿元", "612亿", "612 亿元"),
    *plain("money", "612亿元", "612亿元人民币", "\u200b612\u2060亿", "612\u00ad"),
    *plain("money", "2300.5亿元", "2,300.5", "２，３００．５", "2 300.5亿", "2300.50"),
    *plain("firms", "12家", 12, 12.0, "12", "12家", "12 家", "１２家"),
    *plain("firms", "0家", 0, "0", "0家"),
    *plain("patents", "10000件", "10,000件", "10000件"),
    # The unit behind the number is another that converts: it is the one that counts
    *noted("firms", "12个", "12个", "12 个"),
    *noted("firms", "12项", "12项"),
    *noted("money", "6120000万元", "6120000万元", "6120000万", "6,120,000万元"),
    *noted("money", "500万元", "5百万元", "5000000元"),
    *noted("staff", "86名", "86名"),
    # Larger numbers in words of size
    *noted("money", "61200亿元", "6.12万亿", "6.12万亿元", "61.2千亿元"),
    *noted("patents", "12000件", "1.2万件", "1.2万", "12千件"),
    *noted("staff", "15000人", "1.5万人"),
    # Rounded, and said to be
    *noted("money", "612亿元 约", "约612亿", "约612亿元", "大约 612亿元", "612亿元左右", "≈612"),
    *noted("money", "612亿元 约", "about 61.2 billion yuan"),
    *noted("money", "300亿元 约", "300多亿元", "300余亿"),
    *noted("patents", "2300件 约", "2,300余件", "2300多件", "２，３００余件"),
    *noted("firms", "50个 约", "50多个"),
    *noted("share", "22% 约", "约22％", "22%左右"),
    # Nothing to say
    *nothing("money", "—", "－－", "无", "暂无", "/", "N/A", "暂无数据"),
    *nothing("firms", "-", "暂缺", "不详"),
    # Shares: with the sign, in per cent format, or more than 1
    *plain("share", "35%", 35, "35", "35%", "35 ％", "百分之35", "35 per cent"),
    Typed("share", 0.35, "35%", number_format="0%"),
    Typed("share", "0.35%", "0.35%"),
    *plain("share", "0%", 0, "0"),
    # A share of 1 or less: per cent, or not?
    Typed("share", 0.35, asked=("35", "0.35")),
    Typed("share", "0.35", asked=("35", "0.35")),
    Typed("share", "０.０５", asked=("5", "0.05")),
    Typed("share", 1, asked=("100", "1")),
    # No numbers
    *refused("money", NO_NUMBER, "六百一十二亿", "较大", "1_000", "1e5", "١٢", "12,34", ".5", "5²"),
    *refused("money", NO_NUMBER, "612亿元（电力装备）", "612;", "½", "百余亿", True),
    *refused("firms", NO_NUMBER, "三家", "十余家", "12."),
    Typed("firms", date(2025, 3, 18), refused=NO_NUMBER, number_format="yyyy-mm-dd"),
    # No definite ones
    *refused("money", NOT_ONE_NUMBER, "近600亿", "600亿以上", "超过600亿元"),
    *refused("money", NOT_ONE_NUMBER, "500-600亿", "500～600"),
    *refused("firms", NOT_ONE_NUMBER, "不足10家", "10家以上", "5至8家", ">10", "几家", "数十家"),
    # Others
    *refused("firms", "“套”不能换算", "12套"),
    *refused("firms", "“亿元”不能换算", "12亿元"),
    *refused("share", "“个百分点”不能换算", "12个百分点"),
    *refused("money", "不小于0", -5, "-5", "−5亿元"),
    *refused("firms", "整数", 1.5, "1.5家"),
    *refused("share", "不能超过100", 112, "112%"),
    Typed("money", 0.35, refused="百分比格式", number_format="0%"),
    # Years
    *plain("year", "2025", 2025, 2025.0, "2025", "2025年", "2025年度", "２０２５ 年", "二〇二五年"),
    Typed("year", date(2025, 1, 1), "2025", number_format="yyyy"),
    Typed("year", date(2025, 1, 1), "2025", number_format='yyyy"年"'),
    Typed("year", date(2025, 3, 18), "2025", note="2025", number_format="yyyy-mm-dd"),
    *nothing("year", "—", "暂无"),
    *refused("year", NO_YEAR, "去年", "25年", "2025年底", "2024-2025", "2_025", "20250310"),
    *refused("year", "1900至2100", 25, 2025.5, 20250310),
    # Dates
    *plain("date", "2025-03-18", "2025-03-18", "2025/3/18", "2025.3.18", "2025年3月18日"),
    *plain("date", "2025-03-18", "2025年3月18号", "２０２５年３月１８日", "2025-3-18 00:00:00"),
    *plain("date", "2025-03-18", "二〇二五年三月十八日", "2025 年 3 月 18 日", "\u200b2025-03-18"),
    *plain("date", "2025-12", "2025-12", "2025年12月", "2025.12", "二〇二五年十二月"),
    *plain("date", "2025", 2025, "2025", "2025年", "2025年度"),
    *noted("date", "2025-03-10", "20250310", 20250310),
    *noted("date", "2025-03", "202503"),
    Typed("date", date(2025, 3, 18), "2025-03-18", number_format="yyyy-mm-dd"),
    Typed("date", datetime(2025, 3, 18, 9, 30), "2025-03-18", number_format="yyyy-mm-dd h:mm"),
    Typed("date", date(2025, 1, 1), "2025", number_format="yyyy"),
    Typed("date", date(2025, 3, 1), "2025-03", number_format='yyyy"年"m"月"'),
    *nothing("date", "—", "无"),
    *refused("date", NO_DATE, "去年底", "近期", "2025年初", "2025-02-30", "20251310", "3月18日"),
    *refused("date", "不能确定是哪一天", 2025.1, True),
    # Levels
    *plain("level", "4", 4, 4.0, "4", "4级", "4 级", "４级", "先进", "4 先进", "4先进", "Advanced"),
    *noted("level", "4", "四级", "第4级", "第四级", "Level 4", note="4 先进"),
    *plain("level", "5", "5 级", "\ufeff5", "标杆 "),
    *nothing("level", "—", "无", "暂无"),
    *refused("level", NO_LEVEL, "接近4级", "4-5级", "四级左右", "高", 1, 6, 4.5, True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as they stand in one workbook: by place, with their formats, and where each is."""

    cells: dict[str, Any]
    formats: dict[str, str]
    places: dict[str, Typed]


# The first free row of figures in the typical questionnaire, of evidence, and of targets.
_FIGURE, _EVIDENCE, _TARGETS = 26, 7, range(5, 12)


def workbooks(framework: Framework, typed: Iterable[Typed]) -> list[Sheet]:
    """As few workbooks as hold them all."""
    levels = [each for each in typed if each.kind == "level"]
    others = [each for each in typed if each.kind != "level"]
    size = len(_TARGETS)
    chunks = [levels[at : at + size] for at in range(0, len(levels), size)] or [[]]
    return [
        _sheet(framework, others if number == 0 else [], chunk)
        for number, chunk in enumerate(chunks)
    ]


def _sheet(framework: Framework, others: Sequence[Typed], levels: Sequence[Typed]) -> Sheet:
    sheet = Sheet({}, {}, {})
    figure, item = _FIGURE, _EVIDENCE
    # A trait that is not known says nothing else.
    sheet.cells[f"{TARGETS}!D10"] = None
    for each in others:
        if each.kind == "date":
            place = f"{EVIDENCE}!E{item}"
            sheet.cells[f"{EVIDENCE}!B{item}"] = f"材料{item}"
            sheet.cells[f"{EVIDENCE}!C{item}"] = "自述"
            item += 1
        else:
            column = "G" if each.kind == "year" else "C"
            place = f"{FIGURES}!{column}{figure}"
            indicator = framework.indicator_by_slug[INDICATOR[each.kind]]
            sheet.cells[f"{FIGURES}!B{figure}"] = indicator_label(framework, indicator).zh
            # What else stands in the row: nothing of it is what is tried.
            sheet.cells[f"{FIGURES}!C{figure}"] = 1
            sheet.cells[f"{FIGURES}!F{figure}"] = f"第{figure}行"
            figure += 1
        _put(sheet, place, each)
    for row, each in zip(_TARGETS, levels, strict=False):
        _put(sheet, f"{TARGETS}!E{row}", each)
    return sheet


def _put(sheet: Sheet, place: str, each: Typed) -> None:
    sheet.cells[place], sheet.places[place] = each.cell, each
    sheet.formats[place] = each.number_format or "General"
