"""The report as a document tree in one language: order, titles, front pages.

Word and PDF render this tree and nothing else, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.charts.data import SERIES, marks
from benchmark.charts.svg import (
    gap_bars_svg,
    narrow_gap_bars_svg,
    narrow_radar_svg,
    radar_svg,
)
from benchmark.reports.sections.appendix import method_section, ratings_section
from benchmark.reports.sections.conclusion import Conclusion, conclude
from benchmark.reports.sections.gaps import gaps_section
from benchmark.reports.sections.todo import (
    data_section,
    evidence_section,
    figures_section,
    work_section,
)
from benchmark.scoring.checks import KINDS, warnings_of
from benchmark.scoring.framework import Language, Text
from benchmark.scoring.profile import MEAN_COVERAGE, TraitResult
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import percent_text, ratio_text
from benchmark.wording.labels import (
    DEMO,
    DRAFT,
    GRADE,
    MEAN,
    NONE,
    REFERENCE_SET_DATED,
    REPORT,
    SECTION,
    STATE,
    STATUS,
)
from benchmark.wording.sentences import date_text, level, level_range, listing, sentence_case

from .blocks import (
    Block,
    Chart,
    Column,
    Contents,
    Document,
    Heading,
    Item,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from .gap_report import GapReport, Origin


def document(report: GapReport, language: Language) -> Document:
    """The whole report in one language."""
    origin = report.origin
    prepared = date_text(origin.prepared_on, language) if origin.prepared_on else ""
    between = Text("　", " · ").in_language(language)
    return Document(
        title=title(report).in_language(language),
        subtitle=between.join(part for part in (origin.organisation, prepared) if part),
        marks=tuple(mark.in_language(language) for mark in marks_of(origin)),
        language=language,
        author=origin.organisation,
        subject=REPORT.in_language(language),
        prepared_on=origin.prepared_on,
        blocks=tuple(_blocks(report, language)),
    )


def marks_of(origin: Origin) -> tuple[Text, ...]:
    """What every page of a report must say of its data."""
    return (DRAFT,) * origin.draft + (DEMO,) * origin.demo


def title(report: GapReport) -> Text:
    """The title of the report: place, industry, what it is."""
    industry = report.assessment.industry
    place = "" if industry.name.startswith(industry.place) else industry.place
    return Text(
        f"{place}{industry.name}{REPORT.zh}",
        f"{REPORT.en}: {industry.name}, {industry.place}",
    )


def _blocks(report: GapReport, language: Language) -> Iterator[Block]:
    yield from _conclusion_section(report, conclude(report), language)
    yield PageBreak()
    yield Contents(Text("目录", "Contents").in_language(language))
    yield PageBreak()
    yield from _quality_section(report, language)
    yield from _overview_section(report, language)
    yield from gaps_section(report, language)
    yield from evidence_section(report, language)
    yield from data_section(report, language)
    yield from figures_section(report, language)
    yield from work_section(report, language)
    yield from ratings_section(report, language)
    yield PageBreak()
    yield from method_section(report, language)


def _conclusion_section(
    report: GapReport, conclusion: Conclusion, language: Language
) -> Iterator[Block]:
    def t(text: Text) -> str:
        return text.in_language(language)

    between = "" if language == "zh-hans" else " "
    yield Heading(1, t(SECTION["conclusion"]))
    yield Paragraph(t(conclusion.sentence))
    yield Paragraph(t(conclusion.stage), lead=t(Text("阶段", "Stage")))
    yield Paragraph(
        between.join(t(text) for text in conclusion.certainty),
        lead=t(Text("可信程度", "How sure this is")),
    )
    if conclusion.headline:
        yield Table(
            t(Text("首要差距", "The gaps that matter most")),
            (
                Column(t(COLUMN["trait"]), 0.17),
                Column(t(COLUMN["standing"]), 0.35),
                Column(t(COLUMN["actions"]), 0.48),
            ),
            tuple(
                (t(item.trait.result.trait.name), t(item.standing), t(item.step))
                for item in conclusion.headline
            ),
        )
    if conclusion.also_low:
        separator = "；" if language == "zh-hans" else "; "
        yield Paragraph(
            separator.join(t(text) for text in conclusion.also_low) + t(Text("。", ".")),
            lead=t(Text("另需关注", "Also low")),
        )
    yield Paragraph(
        _numbered(conclusion.steps, language), lead=t(Text("首先要做", "What to do first"))
    )
    yield Note(t(REFERENCE_SET_DATED))


def _numbered(steps: tuple[Text, ...], language: Language) -> str:
    """Steps within one paragraph; one alone takes no number."""
    if len(steps) == 1:
        return steps[0].in_language(language) + Text("。", ".").in_language(language)
    if language == "zh-hans":
        return "；".join(f"（{i}）{step.zh}" for i, step in enumerate(steps, 1)) + "。"
    return "; ".join(f"({i}) {step.en}" for i, step in enumerate(steps, 1)) + "."


def _quality_section(report: GapReport, language: Language) -> Iterator[Block]:
    def t(text: Text) -> str:
        return text.in_language(language)

    yield Heading(1, t(SECTION["quality"]))
    yield Paragraph(_assessed(report, language), lead=t(Text("评估对象", "What is assessed")))
    yield Paragraph(_comparators(report, language), lead=t(Text("比较对象", "Compared with")))
    yield Paragraph(_coverage(report, language), lead=t(COLUMN["coverage"]))
    yield Paragraph(_mean(report, language), lead=t(MEAN))
    yield Table(
        t(Text("各项特征的数据质量", "Data quality by trait")),
        (
            Column(t(COLUMN["trait"]), 0.26),
            Column(t(COLUMN["state"]), 0.13, centred=True),
            Column(t(COLUMN["items"]), 0.12, centred=True),
            Column(t(COLUMN["evidence"]), 0.345),
            Column(t(COLUMN["range"]), 0.145, centred=True),
        ),
        tuple(
            (
                t(result.trait.name),
                t(STATE[result.rating.state]),
                str(len(result.rating.evidence)),
                t(sentence_case(GRADE[result.evidence_grade])),
                t(sentence_case(level_range(result.low, result.high))),
            )
            for result in report.profile.traits
        ),
    )
    yield from _to_mend(report, language)


def _assessed(report: GapReport, language: Language) -> str:
    assessment = report.assessment
    industry = assessment.industry
    sector = report.framework.sector_by_slug.get(industry.sector)
    field = sector.name if sector else Text("其他领域", "another field")
    text = Text(
        f"{industry.place}{industry.name}，领域为{field.zh}，评估年度{assessment.period}年。",
        f"{industry.name}, {industry.place}; field: {field.en}; year: {assessment.period}.",
    ).in_language(language)
    return f"{text}\n{industry.description}" if industry.description else text


def _comparators(report: GapReport, language: Language) -> str:
    if not report.comparators:
        return Text(
            "没有选定具体的标杆集群。", "No reference cluster has been chosen."
        ).in_language(language)
    names = [cluster.name for cluster in report.comparators]
    return Text(
        "、".join(name.zh for name in names) + "。", "; ".join(name.en for name in names) + "."
    ).in_language(language)


def _coverage(report: GapReport, language: Language) -> str:
    results = report.profile.traits
    rated = sum(result.supported is not None for result in results)
    share = percent_text(report.profile.coverage)
    weighted = report.assessment.weights is not None
    return Text(
        f"{len(results)}项特征评定{rated}项，覆盖率{share}"
        f"{'（已评定特征的权重占总权重之比）' if weighted else ''}。",
        f"{rated} of {len(results)} traits rated, {share}"
        f"{' of the total weight' if weighted else ''}.",
    ).in_language(language)


def _mean(report: GapReport, language: Language) -> str:
    profile = report.profile
    low, high = (ratio_text(end) for end in profile.band)
    least = percent_text(MEAN_COVERAGE)
    mean = None if profile.mean is None else ratio_text(profile.mean)
    if mean is None:
        own = Text(
            f"覆盖率不足{least}，不计算；全部特征的可能范围为{low}—{high}。",
            f"Not computed below a coverage of {least}; over all traits it may be {low}–{high}.",
        )
    elif low == high:
        own = Text(f"{mean}，佐证充分，没有上下出入。", f"{mean}; the evidence leaves no range.")
    else:
        own = Text(f"{mean}，可能范围为{low}—{high}。", f"{mean}, possible range {low}–{high}.")
    if report.assessment.weights is None:
        return own.in_language(language)
    low, high = (ratio_text(end) for end in profile.band_equal)
    equal = None if profile.mean_equal is None else ratio_text(profile.mean_equal)
    beside = Text(
        f"各项等权时为{equal or f'不计算（等权覆盖率不足{least}）'}，可能范围为{low}—{high}。",
        f" With equal weights: {equal or f'not computed, coverage below {least}'}, "
        f"possible range {low}–{high}.",
    )
    return own.in_language(language) + beside.in_language(language)


def _to_mend(report: GapReport, language: Language) -> Iterator[Block]:
    """What is incomplete in the data itself, by kind."""
    found: dict[str, dict[str, int]] = {}
    for warning in warnings_of(report.assessment, report.framework):
        traits = found.setdefault(warning.kind, {})
        traits[warning.trait] = traits.get(warning.trait, 0) + 1
    if not found:
        return
    intro = Text("填报内容中有以下事项宜补充完善：", "What is worth mending in the data:")
    yield Paragraph(intro.in_language(language), announces=True)
    names = {trait.slug: trait.name.in_language(language) for trait in report.framework.traits}
    comma = "、" if language == "zh-hans" else ", "
    times = Text("（{}处）", " ({} times)").in_language(language)
    for kind, text in KINDS.items():
        if kind in found:
            where = comma.join(
                names[slug] + (times.format(number) if number > 1 else "")
                for slug, number in found[kind].items()
            )
            if all(found[kind].get(slug) == 1 for slug in names):
                where = sentence_case(_all_traits(report)).in_language(language)
            what = sentence_case(text).in_language(language)
            yield Item(what + Text("。", ".").in_language(language), lead=where)


def _all_traits(report: GapReport) -> Text:
    number = len(report.traits)
    return Text(f"全部{number}项特征", f"all {number} traits")


def _overview_section(report: GapReport, language: Language) -> Iterator[Block]:
    def t(text: Text) -> str:
        return text.in_language(language)

    drawn = marks(report.profile.traits)
    yield Heading(1, t(SECTION["overview"]))
    if report.profile.weakest:
        yield Paragraph(t(_lowest(report)))
    yield _overview_table(report, language)
    yield Note(
        t(
            Text(
                "等级为1—5级；“—”表示未评定。差距＝目标等级减佐证等级。先发优势由历史形成，"
                "参与评定和展示，不参与阶段判定和排序。",
                "Levels run from 1 to 5; a dash means not rated. Gap: target less supported level. "
                "First-mover advantage is a matter of history: it is rated and shown, and left out "
                "of the stage and the ranks.",
            )
        )
    )
    said = "；".join if language == "zh-hans" else "; ".join
    alt = said(_chart_words(result, language) for result in report.profile.traits)
    yield Chart(
        radar_svg(drawn, language),
        t(Text("雷达图。", "Radar chart. ")) + alt,
        t(
            Text(
                "七项特征雷达图（外圈为标杆集群水平，即参阅材料所载的5级）",
                "Radar of the seven traits (outer ring: level 5 as the bulletin documents it)",
            )
        ),
        0.8,
        narrow_radar_svg(drawn, language),
    )
    yield Chart(
        gap_bars_svg(drawn, report.framework.ladder, language),
        t(Text("差距条形图。", "Gap bars. ")) + alt,
        t(Text("各项特征的差距与可能范围", "Gaps and possible ranges by trait")),
        0.88,
        narrow_gap_bars_svg(drawn, language),
    )


def _lowest(report: GapReport) -> Text:
    """Which traits have the lowest supported level; where all share it, that they do."""
    profile = report.profile
    lowest = profile.result_of(profile.weakest[0]).supported or 0
    name = level(report.framework, lowest)
    if len(profile.weakest) == len(report.traits):
        who = _all_traits(report)
        return Text(
            f"{who.zh}的佐证等级相同，均为{name.zh}。",
            f"The supported level of {who.en} is the same: {name.en}.",
        )
    names = listing([report.framework.trait_by_slug[slug].name for slug in profile.weakest])
    rated = sum(result.supported is not None for result in profile.traits)
    if rated == len(profile.weakest):
        return Text(
            f"已评定的是{names.zh}，佐证等级为{name.zh}。",
            f"Rated so far: {names.en}, supported at {name.en}.",
        )
    return Text(
        f"佐证等级最低的是{names.zh}，为{name.zh}。",
        f"The lowest supported level is {name.en}: {names.en}.",
    )


def _overview_table(report: GapReport, language: Language) -> Table:
    weighted = report.assessment.weights is not None
    titles = ["trait", "claim", "supported", "range", "target", "gap", "status", "rank"]
    # Titles of four characters take one line.
    shares = [0.26, 0.115, 0.115, 0.115, 0.115, 0.07, 0.14, 0.07]
    if weighted:
        titles.append("weight")
        shares = [0.19, 0.115, 0.115, 0.115, 0.115, 0.07, 0.14, 0.07, 0.07]
    return Table(
        Text("七项特征评定结果", "Results of the seven traits").in_language(language),
        tuple(
            Column(COLUMN[key].in_language(language), share, centred=key not in ("trait", "status"))
            for key, share in zip(titles, shares, strict=True)
        ),
        tuple(
            _overview_row(result, language, weighted=weighted) for result in report.profile.traits
        ),
    )


def _overview_row(result: TraitResult, language: Language, *, weighted: bool) -> tuple[str, ...]:
    def number(value: int | None) -> str:
        return NONE.in_language(language) if value is None else str(value)

    span = f"{result.low}—{result.high}" if language == "zh-hans" else f"{result.low}–{result.high}"
    return (
        result.trait.name.in_language(language),
        number(result.claim),
        number(result.supported),
        span if result.low != result.high else str(result.low),
        number(result.target),
        number(result.gap),
        STATUS[result.status].in_language(language),
        number(result.rank),
        *([str(result.weight)] if weighted else []),
    )


def _chart_words(result: TraitResult, language: Language) -> str:
    """One trait of a chart in words, for those who cannot see it."""
    name = result.trait.name
    if result.supported is None:
        label = SERIES["not_rated"]
        return Text(f"{name.zh}：{label.zh}", f"{name.en}: {label.en.lower()}").in_language(
            language
        )
    return Text(
        f"{name.zh}：自评{result.claim}级，佐证{result.supported}级，目标{result.target}级",
        f"{name.en}: claimed {result.claim}, supported {result.supported}, target {result.target}",
    ).in_language(language)
