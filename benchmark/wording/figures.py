"""Figures in words: numbers, units, qualifiers, verdicts and what to mind beside them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.conditions import Difference
from benchmark.scoring.figures import PERCENT, Comparison
from benchmark.scoring.framework import (
    LANGUAGES,
    DocumentedFigure,
    Indicator,
    Language,
    Qualifier,
    Text,
    Threshold,
)
from benchmark.scoring.text import is_visible

from .labels import NONE, QUALIFIER, SCOPE, UNIT, UNIT_COLUMN, VERDICT
from .sentences import bracketed

# From here on 万元 reads better as 亿元, 亿元 as 万亿元; 年 is a calendar year.
_TEN_THOUSAND = 10_000
_CALENDAR = 1_800


def unit_text(unit: str) -> Text:
    """A unit as the head of a column of numbers."""
    return Text(unit, UNIT_COLUMN.get(unit) or UNIT.get(unit, (unit, unit))[1])


def number_text(value: Decimal | int, language: Language) -> str:
    """A number without trailing zeros; thousands are separated in English only."""
    plain = format(Decimal(value), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if language == "zh-hans" else f"{Decimal(plain):,f}"


def figure_text(
    value: Decimal, unit: str, qualifier: Qualifier, printed: Text | None, language: Language
) -> str:
    """A figure as it is read: 超过1000项, 约1/6 (as printed), 第1位; 'more than 1,000 items'.

    `printed` is how the source prints it where the number alone would mislead.
    """
    if printed is not None:
        return printed.in_language(language)
    if qualifier == "rank":
        number = number_text(value, language)
        return f"第{number}位" if language == "zh-hans" else f"rank {number}"
    amount = _amount_zh(value, unit) if language == "zh-hans" else _amount_en(value, unit)
    if qualifier == "exact":
        return amount
    word = QUALIFIER[qualifier].in_language(language)
    if language == "zh-hans" and qualifier == "at_least" and unit == "%":
        word = "不低于"
    return f"{word}{amount}" if language == "zh-hans" else f"{word} {amount}"


def documented_text(figure: DocumentedFigure, language: Language) -> str:
    """A documented figure, a rank with its scope: 全国第1位."""
    text = figure_text(figure.value, figure.unit, figure.qualifier, figure.printed, language)
    if figure.qualifier != "rank" or figure.scope not in ("national", "global"):
        return text
    scope = SCOPE[figure.scope].in_language(language)
    return f"{scope}{text}" if language == "zh-hans" else f"{text} ({scope})"


def year_text(year: int | None, language: Language) -> str:
    """A year, '' where none is stated."""
    if year is None:
        return ""
    return f"{year}年" if language == "zh-hans" else str(year)


def own_figure_text(own: OwnFigure, indicator: Indicator, language: Language) -> str:
    """An own figure with its indicator, product and year: 营业收入406亿元（电力装备，2024年）."""
    figure, name = own_text(own, language), indicator.name.in_language(language)
    detail = detail_text(own.product, own.year, language)
    return f"{name}{figure}{detail}" if language == "zh-hans" else f"{name}: {figure}{detail}"


def own_text(own: OwnFigure, language: Language) -> str:
    """An own figure in the unit in which it was given; a dash where it has no value yet."""
    if own.value is None:
        return NONE.in_language(language)
    return figure_text(own.value, own.unit, own.qualifier, None, language)


def detail_text(product: str, year: int | None, language: Language) -> str:
    """（高压继电保护设备，2024年） or ' (relays, 2024)', as far as stated."""
    parts = [
        part for part in (product if is_visible(product) else "", year_text(year, language)) if part
    ]
    if not parts:
        return ""
    return bracketed(("，" if language == "zh-hans" else ", ").join(parts), language)


def verdict_text(comparison: Comparison) -> Text:
    """The verdict in a word; for the same product's figures no more is needed."""
    return VERDICT[comparison.verdict]


def product_warning(comparison: Comparison) -> Text | None:
    """What to mind where the own product is not the documented one, or not known to be."""
    if not comparison.flags_product:
        return None
    if not is_visible(comparison.own.product):
        return Text("本地未注明产品", "no product stated for the local figure")
    if comparison.documented.product is None:
        return Text("参阅材料未注明产品", "no product stated in the bulletin")
    return Text("产品不同", "another product")


def years_side_by_side(comparison: Comparison) -> Text:
    """2024年／2020年: the own year and the documented one."""
    ends = [
        Text("未注明", "not stated") if year is None else Text(f"{year}年", str(year))
        for year in (comparison.own.year, comparison.documented.year)
    ]
    return Text("／".join(end.zh for end in ends), " / ".join(end.en for end in ends))


# Once for a table: most documented years are 2020 or not stated.
YEAR_WARNING = Text(
    "年份相差超过两年或未注明年份的，对照只作参考；参阅材料多为2020年数据或未注明年份。",
    "Where the years are more than two apart or one is not stated, the comparison is for "
    "reference only; most documented figures are of 2020 or state no year.",
)


def threshold_text(threshold: Threshold, unit: str) -> Text:
    """What a threshold asks for, 不低于22%, as printed where the number alone would mislead."""
    if threshold.qualifier == "at_most":
        amount = amount_text(threshold.value, unit)
        return Text(f"不超过{amount.zh}", f"at most {amount.en}")
    zh, en = (
        figure_text(threshold.value, unit, threshold.qualifier, threshold.printed, language)
        for language in LANGUAGES
    )
    return Text(zh, en)


def difference_text(difference: Difference, threshold: Threshold) -> Text:
    """差2.9个百分点: how far an own figure is from the threshold that it does not meet; with one
    decimal from a figure that is an about itself."""
    amount = amount_text(
        difference.amount, difference.unit, points=True, places=1 if difference.about else 2
    )
    about = Text("约", "about ") if difference.about else Text("", "")
    if threshold.qualifier == "at_most":
        text = Text(f"超出{about.zh}{amount.zh}", f"over by {about.en}{amount.en}")
    elif difference.amount:
        text = Text(f"差{about.zh}{amount.zh}", f"short by {about.en}{amount.en}")
    else:
        text = Text("恰为此数", "exactly at it")
    notes = []
    if difference.must_exceed:
        bound = amount_text(difference.bound, difference.unit)
        notes.append(Text(f"须超过{bound.zh}", f"must exceed {bound.en}"))
    if difference.lowered:
        bound = amount_text(difference.bound, difference.unit)
        notes.append(Text(f"按本报告下限{bound.zh}计", f"threshold taken as {bound.en}"))
    if not notes:
        return text
    return Text(
        f"{text.zh}（{'，'.join(note.zh for note in notes)}）",
        f"{text.en} ({', '.join(note.en for note in notes)})",
    )


def amount_text(value: Decimal, unit: str, *, points: bool = False, places: int = 2) -> Text:
    """A number with its unit, at most so many decimals; `points`: a difference of shares."""
    shown = rounded(value, places)
    if unit == PERCENT and points:
        number = number_text(shown, "en")
        word = "percentage point" if shown == 1 else "percentage points"
        return Text(f"{number_text(shown, 'zh-hans')}个百分点", f"{number} {word}")
    return Text(_amount_zh(shown, unit), _amount_en(shown, unit))


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """So many decimals, half up; what would read as nothing keeps its first digit."""
    short = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if short or not value:
        return short
    return value.quantize(Decimal(1).scaleb(value.adjusted()), ROUND_HALF_UP)


def _amount_zh(value: Decimal, unit: str) -> str:
    if unit == "万元" and value >= _TEN_THOUSAND:
        return _amount_zh(value / _TEN_THOUSAND, "亿元")
    if unit == "亿元" and value >= _TEN_THOUSAND:
        return f"{number_text(value / _TEN_THOUSAND, 'zh-hans')}万亿元"
    return f"{number_text(value, 'zh-hans')}{unit}"


def _amount_en(value: Decimal, unit: str) -> str:
    if unit == "%":
        return f"{number_text(value, 'en')}%"
    if unit in ("亿元", "万元"):
        return _yuan_en(value * (100_000_000 if unit == "亿元" else 10_000))
    if unit == "年" and value >= _CALENDAR:
        return number_text(value, "zh-hans")
    singular, plural = UNIT.get(unit, (unit, unit))
    return f"{number_text(value, 'en')} {singular if value == 1 else plural}".rstrip()


def _yuan_en(yuan: Decimal) -> str:
    for size, name in ((10**12, "trillion "), (10**9, "billion "), (10**6, "million ")):
        if abs(yuan) >= size:
            return f"{number_text(yuan / size, 'en')} {name}yuan"
    return f"{number_text(yuan, 'en')} yuan"
