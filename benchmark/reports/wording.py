"""Every fixed word of the report in both languages, and figures with qualifier and unit.

Page, Word, PDF and Excel take their words from here, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benchmark.scoring.assessment import OwnFigure, State
from benchmark.scoring.figures import Comparison, Verdict
from benchmark.scoring.framework import (
    Basis,
    Cluster,
    DocumentedFigure,
    Fact,
    Framework,
    Indicator,
    Language,
    Qualifier,
    Text,
)
from benchmark.scoring.practices import Nearness
from benchmark.scoring.profile import Status, TraitResult

NONE = Text("—", "—")
# More traits than these are counted in a sentence, not named.
NAMED_AT_MOST = 3
DEMO = Text("演示数据，纯属虚构", "Demonstration data, entirely fictitious")
DRAFT = Text("草稿：自评尚未提交", "Draft: the assessment has not been submitted")
REPORT = Text("对标差距分析报告", "Benchmark gap report")
REFERENCE_SET = Text(
    "2021年3月工信部遴选的25个先进制造业集群（重点培育对象）",
    "the 25 advanced manufacturing clusters that the Ministry of Industry and Information "
    "Technology selected in March 2021 as key candidates for cultivation",
)
REFERENCE_SET_DATED = Text(
    f"参照范围为{REFERENCE_SET.zh}；此后国家级集群名单已有增加。",
    f"The reference set is {REFERENCE_SET.en}; the national list has grown since.",
)
SOURCE = Text(
    "《领导参阅·决策参阅》第21期（总第412期），许昌市科技创新公共服务中心，2021年11月25日："
    "《25个国家级先进制造业集群的主要做法与经验》（内部资料，本报告称“参阅材料”）",
    "Leaders' Reference, Decision Reference, no. 21 (no. 412 in all), Xuchang Science and "
    "Technology Innovation Public Service Centre, 25 November 2021: Main practices and experience "
    "of 25 national advanced manufacturing clusters (internal material; here: the bulletin)",
)
NOT_DOCUMENTED = Text("参阅材料未载", "Not documented in the bulletin")
FIGURES_ALONE = Text("参阅材料中没有同口径数据的指标", "Figures without a documented counterpart")
MEAN = Text("序数均值，仅供定位参考", "Ordinal mean, for orientation only")

STATE: dict[State, Text] = {
    "rated": Text("已评定", "Rated"),
    "unknown": Text("暂未掌握", "Not known"),
    "unanswered": Text("未填写", "Unanswered"),
}
STATUS: dict[Status, Text] = {
    "data_first": Text("待补数据", "Data first"),
    "evidence_first": Text("先补佐证", "Evidence first"),
    "confirmed": Text("差距已确认", "Gap confirmed"),
    "possible": Text("可能有差距", "Gap possible"),
    "to_prove": Text("达标待证", "Met, to be proved"),
    "none": Text("已达目标", "Target met"),
}
# What weak evidence leaves open where the claim is not above it.
OPEN: dict[Status, Text] = {
    "confirmed": Text("差距已确认，大小未定", "The gap is confirmed, its size is open"),
    "possible": Text("差距尚属可能", "The gap is only possible"),
    "none": Text("已达目标，等级未经证实", "The target is met, the level is not proved"),
}
# The strength of evidence items, not to be mixed up with the level that they support.
GRADE: dict[int, Text] = {
    0: Text("无佐证", "no evidence"),
    1: Text("本单位自述", "own assertion"),
    2: Text("本单位有日期的文件或统计", "own dated document or statistics"),
    3: Text("独立、公开、可核查的材料", "independent, public and checkable material"),
}
# Where room is scarce. Never a number: it would be taken for one of the five levels.
GRADE_SHORT: dict[int, Text] = {
    1: Text("自述", "own assertion"),
    2: Text("本单位文件或统计", "own document or statistics"),
    3: Text("独立公开材料", "independent public material"),
}
MAX_GRADE = max(GRADE)
QUALIFIER: dict[Qualifier, Text] = {
    "exact": Text("确数", "exact"),
    "about": Text("约", "about"),
    "near": Text("接近", "nearly"),
    "more_than": Text("超过", "more than"),
    "at_least": Text("不少于", "at least"),
    "rank": Text("位次", "rank"),
}
VERDICT: dict[Verdict, Text] = {
    "no_verdict": Text("位次不作比较", "Ranks are not compared"),
    "below": Text("低于所载", "Below the documented figure"),
    "above": Text("高于所载", "Above the documented figure"),
    "not_below_bound": Text("不低于所载下限", "Not below the documented lower bound"),
    "indistinguishable": Text("范围重叠，分不出高低", "Ranges overlap: no difference can be told"),
}
# English only: a verdict on figures of different products speaks of the numbers alone.
IN_NUMBER: dict[Verdict, str] = {
    "below": "Lower in number",
    "above": "Higher in number",
    "not_below_bound": "Not below the documented bound in number",
}
# What a verdict means for the user: more is better where the direction is '+'.
BETTER = Text("较优", "better")
WORSE = Text("较弱", "worse")
NEARNESS: dict[Nearness, Text] = {
    "comparator": Text(
        "来自选定的比较对象。",
        "It comes from a comparator chosen for this assessment.",
    ),
    "sector": Text(
        "来自同一领域的标杆集群。",
        "It comes from a reference cluster in the same field.",
    ),
    "other": Text(
        "来自其他领域的标杆集群，借鉴时须考虑产业差异。",
        "It comes from a reference cluster in another field: mind the difference of industry.",
    ),
    "place": Text(
        "参阅材料只记载到城市，未对应到具体集群，列在最后。",
        "The bulletin ties it to a city, not to one cluster; it is listed last.",
    ),
}
BASIS: dict[Basis, Text] = {
    "bulletin": Text("依据参阅材料", "rests on the bulletin"),
    "construct": Text("本系统设定", "our construct"),
}
SCOPE: dict[str, Text] = {
    "none": NONE,
    "own": Text("本地", "local"),
    "municipal": Text("市级", "municipal"),
    "provincial": Text("全省", "provincial"),
    "national": Text("全国", "national"),
    "global": Text("全球", "global"),
    "national_or_provincial": Text("国家级和省级合计", "national and provincial combined"),
    "mixed": Text("国际、国家和行业合计", "international, national and industry combined"),
}
# Singular and plural in English; 个 counts whatever the measure names.
UNIT: dict[str, tuple[str, str]] = {
    "亿元": ("100 million yuan", "100 million yuan"),
    "万元": ("10,000 yuan", "10,000 yuan"),
    "项": ("item", "items"),
    "件": ("item", "items"),
    "家": ("firm", "firms"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "个环节": ("segment", "segments"),
    "年": ("year", "years"),
    "个": ("", ""),
}
UNIT_COLUMN: dict[str, str] = {"%": "%", "个": "number", "位": "rank"}

SECTION: dict[str, Text] = {
    "conclusion": Text("结论", "Conclusion"),
    "quality": Text("数据覆盖与质量", "Coverage and data quality"),
    "overview": Text("七项特征总览", "The seven traits at a glance"),
    "gaps": Text("差距与对策", "Gaps and what to do"),
    "evidence": Text("需补充的佐证", "Evidence to add"),
    "data": Text("需取得的数据", "Data to obtain"),
    "figures": Text("指标数据与参阅材料对照", "Figures against documented ones"),
    "work": Text("任务分工建议", "Proposed division of work"),
    "ratings": Text("各项评定依据与佐证材料", "Basis and evidence of every rating"),
    "method": Text("方法、局限与来源", "Method, limits and sources"),
}

# From here on 万元 reads better as 亿元, 亿元 as 万亿元; 年 is a calendar year.
_TEN_THOUSAND = 10_000
_CALENDAR = 1_800
_CHINESE_DIGITS = {"一": "1", "二": "2", "三": "3"}


def quoted(chinese: str) -> str:
    """A name in Chinese quotation marks; marks within it become single: “‘链主’企业”."""
    return f"“{chinese.replace('“', '‘').replace('”', '’')}”"


def listing(names: Sequence[Text]) -> Text:
    """Names as a list within a sentence: “A”“B” and A, B and C."""
    english = [name.en for name in names]
    return Text(
        "".join(quoted(name.zh) for name in names),
        " and ".join([", ".join(english[:-1]), english[-1]]) if len(names) > 1 else english[0],
    )


def trait_names(results: Iterable[TraitResult]) -> Text:
    """The traits' names in a row."""
    return listing([result.trait.name for result in results])


def count(number: int, singular: str, plural: str | None = None) -> str:
    """English only: '1 trait', '2 traits'."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def some_traits(results: Sequence[TraitResult], total: int) -> Text:
    """The traits by name; where they are many, how many of the framework's `total` they are."""
    number = len(results)
    if number <= NAMED_AT_MOST:
        return trait_names(results)
    if number == total:
        return Text(f"全部{number}项特征", f"all {number} traits")
    return Text(f"{number}项特征", f"{number} traits")


def level(framework: Framework, number: int) -> Text:
    """A level with its name: 3级（全省前列）."""
    name = framework.ladder[number - 1]
    return Text(f"{number}级（{name.zh}）", f"level {number} ({name.en})")


def level_or_none(framework: Framework, number: int | None) -> Text:
    return NONE if number is None else level(framework, number)


def sentence_case(text: Text) -> Text:
    """A text that stands alone begins like a sentence in English."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def level_range(low: int, high: int) -> Text:
    """The ends of a range of levels: 2–4级."""
    if low == high:
        return Text(f"{low}级", f"level {low}")
    return Text(f"{low}—{high}级", f"levels {low}–{high}")


def section_tag(section: str) -> Text:
    """Where the bulletin says it: 参阅 二-3."""
    english = "".join(_CHINESE_DIGITS.get(sign, sign) for sign in section)
    return Text(f"参阅 {section}", f"bulletin {english}")


def basis_text(basis: Basis, facts: Iterable[Fact]) -> Text:
    """Where a level's wording comes from: the bulletin's sections that document its trait."""
    sections = list(dict.fromkeys(fact.section for fact in facts))
    if basis != "bulletin" or not sections:
        return BASIS[basis]
    tags = [section_tag(section) for section in sections]
    return Text(
        "依据" + "、".join(tag.zh for tag in tags), "rests on " + ", ".join(tag.en for tag in tags)
    )


def unit_text(unit: str) -> Text:
    """A unit as the head of a column of numbers."""
    return Text(unit, UNIT_COLUMN.get(unit) or UNIT.get(unit, (unit, unit))[1])


def number_text(value: Decimal | int, language: Language) -> str:
    """A number without trailing zeros; thousands are separated in English only."""
    plain = format(Decimal(value), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if language == "zh-hans" else f"{Decimal(plain):,f}"


def ratio_text(value: Fraction, places: int = 2) -> str:
    """A mean on the ladder, rounded half up for reading."""
    shift = 10**places
    rounded = Decimal((value * shift + Fraction(1, 2)).__floor__()) / shift
    return f"{rounded:.{places}f}"


def percent_text(value: Fraction) -> str:
    """A share of 0-1 as whole per cent, rounded half up."""
    return f"{(value * 100 + Fraction(1, 2)).__floor__()}%"


def date_text(day: date, language: Language) -> str:
    if language == "zh-hans":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


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
    details = [part for part in (own.product or "", year_text(own.year, language)) if part]
    if language == "zh-hans":
        return f"{name}{figure}" + (f"（{'，'.join(details)}）" if details else "")
    return f"{name}: {figure}" + (f" ({', '.join(details)})" if details else "")


def own_text(own: OwnFigure, language: Language) -> str:
    """An own figure in the unit in which it was given."""
    return figure_text(own.value, own.unit, own.qualifier, None, language)


def verdict_text(comparison: Comparison) -> Text:
    """The verdict in words; another product than the documented one is said at once."""
    verdict = VERDICT[comparison.verdict]
    if comparison.verdict not in IN_NUMBER:
        return verdict
    if other := product_warning(comparison):
        return Text(
            f"数值{verdict.zh}；{other.zh}，只作参考",
            f"{IN_NUMBER[comparison.verdict]}; {other.en}, for reference only",
        )
    if comparison.verdict == "not_below_bound":
        return verdict
    is_better = (comparison.verdict == "above") == (comparison.indicator.direction == "+")
    meaning = BETTER if is_better else WORSE
    return Text(f"{verdict.zh}（{meaning.zh}）", f"{verdict.en} ({meaning.en})")


def product_warning(comparison: Comparison) -> Text | None:
    """What to mind where the own product is not the documented one, or not known to be."""
    if comparison.same_product:
        return None
    if not (comparison.own.product or "").strip():
        return Text("本地未注明产品", "no product stated for the local figure")
    if comparison.documented.product is None:
        return Text("参阅材料未注明产品", "no product stated in the bulletin")
    return Text("产品不同", "another product")


def says_product(comparison: Comparison) -> bool:
    """Whether the verdict itself says that the products are not the same."""
    return not comparison.same_product and comparison.verdict in IN_NUMBER


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


def place_of(cluster: Cluster | None, place: Text) -> Text:
    """Who did it: the reference cluster where there is one, else the place."""
    return cluster.name if cluster else place


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
