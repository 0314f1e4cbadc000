"""Figures in words: numbers, units, qualifiers, verdicts and what to mind beside them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import Comparison
from benchmark.scoring.framework import (
    DocumentedFigure,
    Indicator,
    Language,
    Qualifier,
    Text,
)
from benchmark.scoring.text import is_visible, trimmed

from .labels import BETTER, IN_NUMBER, NONE, QUALIFIER, SCOPE, UNIT, UNIT_COLUMN, VERDICT, WORSE
from .sentences import sentence_case

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


def percent_text(value: Fraction) -> str:
    """A share of 0-1 as whole per cent, rounded half up."""
    return f"{(value * 100 + Fraction(1, 2)).__floor__()}%"


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
    figure, name = own_with_details(own, language), indicator.name.in_language(language)
    return f"{name}{figure}" if language == "zh-hans" else f"{name}: {figure}"


def own_with_details(own: OwnFigure, language: Language) -> str:
    """An own figure with its product and year: 约35%（变压器，2024年）."""
    details = [part for part in (trimmed(own.product), year_text(own.year, language)) if part]
    if not details:
        return own_text(own, language)
    if language == "zh-hans":
        return f"{own_text(own, language)}（{'，'.join(details)}）"
    return f"{own_text(own, language)} ({', '.join(details)})"


def own_text(own: OwnFigure, language: Language) -> str:
    """An own figure in the unit in which it was given; '' for a row without a value."""
    if own.value is None:
        return ""
    return figure_text(own.value, own.unit, own.qualifier, None, language)


def verdict_text(comparison: Comparison) -> Text:
    """The verdict in words; another product than the documented one is said at once."""
    verdict = VERDICT[comparison.verdict]
    if comparison.verdict == "no_verdict":
        why = product_warning(comparison) or Text("位次", "a rank")
        return Text(f"{why.zh}，{verdict.zh}", f"{verdict.en}: {why.en}")
    if comparison.verdict not in IN_NUMBER:
        return verdict
    if comparison.flags_product and (other := product_warning(comparison)):
        return Text(
            f"数值{verdict.zh}；{other.zh}，只作参考",
            f"{IN_NUMBER[comparison.verdict]}; {other.en}, for reference only",
        )
    is_better = (comparison.verdict != "below") == (comparison.indicator.direction == "+")
    meaning = BETTER if is_better else WORSE
    return Text(f"{verdict.zh}（{meaning.zh}）", f"{verdict.en} ({meaning.en})")


def product_warning(comparison: Comparison) -> Text | None:
    """What to mind where the own product is not the documented one, or not known to be."""
    if not comparison.flags_product:
        return None
    if not is_visible(comparison.own.product):
        return Text("本地未注明产品", "no product stated for the local figure")
    if comparison.documented.product is None:
        return Text("参阅材料未注明产品", "no product stated in the bulletin")
    return Text("产品不同", "another product")


def says_product(comparison: Comparison) -> bool:
    """Whether the verdict itself says that the products are not the same."""
    return comparison.flags_product and comparison.verdict in (*IN_NUMBER, "no_verdict")


def year_warning(comparison: Comparison) -> Text | None:
    """What to mind about the years, or None."""
    own, documented = comparison.own.year, comparison.documented.year
    if not comparison.year_warning:
        return None
    if own is None and documented is None:
        return Text("双方均未注明年份", "neither year is stated")
    if own is None:
        return Text("本地数据未注明年份", "the year of the local figure is not stated")
    if documented is None:
        return Text("参阅材料未注明年份", "the bulletin states no year")
    return Text(f"年份相差{abs(own - documented)}年", f"{abs(own - documented)} years apart")


def warnings(comparison: Comparison) -> Text:
    """What is to be minded beside the verdict, which says itself where it is on another product; a
    dash where there is nothing."""
    product = None if says_product(comparison) else product_warning(comparison)
    found = [w for w in (product, year_warning(comparison)) if w is not None]
    if not found:
        return NONE
    return sentence_case(Text("；".join(w.zh for w in found), "; ".join(w.en for w in found)))


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
