"""The end of the document: basis and evidence of every rating, method, limits, sources."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.reports.blocks import Block, Column, Heading, Paragraph, Table
from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.assessment import Rating
from benchmark.scoring.framework import Language, Text
from benchmark.scoring.levels import CAP
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import own_figure_text
from benchmark.wording.labels import GRADE, GRADE_SHORT, REFERENCE_SET_DATED, SECTION, SOURCE, STATE
from benchmark.wording.sentences import basis_text, count, sentence_case, some_traits, trait_names


def ratings_section(report: GapReport, language: Language) -> Iterator[Block]:
    """Every trait's rating with its whole rationale, all evidence items and all figures."""
    yield Heading(1, SECTION["ratings"].in_language(language))
    if any(trait.result.rating.evidence for trait in report.traits):
        lead = _grades_lead().in_language(language)
        yield Paragraph(_grades_text().in_language(language), lead=lead)
    yield from _nothing_known(report, language)
    for trait in report.traits:
        if not _is_blank(trait.result.rating):
            yield Heading(2, trait.result.trait.name.in_language(language))
            yield from _rating(report, trait, language)


def _is_blank(rating: Rating) -> bool:
    return rating.state != "rated" and not (rating.rationale or rating.evidence or rating.figures)


def _nothing_known(report: GapReport, language: Language) -> Iterator[Block]:
    """One line for all traits in one state of which nothing is entered: no page of headings."""
    results = [trait.result for trait in report.traits if _is_blank(trait.result.rating)]
    for state, name in STATE.items():
        if of_state := [result for result in results if result.rating.state == state]:
            total = len(report.traits)
            is_all = len(of_state) == total
            traits = some_traits(of_state, total) if is_all else trait_names(of_state)
            text = Text(
                f"{traits.zh}没有评定理由和佐证材料。",
                f"{traits.en}: no rationale, no evidence.",
            )
            told = sentence_case(text).in_language(language)
            yield Paragraph(told, lead=name.in_language(language))


def _grades_lead() -> Text:
    return Text("佐证类型", "Types of evidence")


def _grades_text() -> Text:
    graded = [text for number, text in GRADE.items() if number]
    return Text(
        f"由弱到强为：{'；'.join(text.zh for text in graded)}。",
        f"From weak to strong: {'; '.join(text.en for text in graded)}.",
    )


def _rating(report: GapReport, trait: TraitReport, language: Language) -> Iterator[Block]:
    def t(text: Text) -> str:
        return text.in_language(language)

    rating = trait.result.rating
    if rating.claim is None:
        yield Paragraph(t(STATE[rating.state]) + t(Text("。", ".")), lead=t(COLUMN["state"]))
    else:
        rung = trait.result.trait.levels[rating.claim - 1]
        basis = basis_text(rung.basis, trait.facts)
        yield Paragraph(
            t(
                Text(
                    f"{rung.level}级，即“{rung.text.zh}”（{basis.zh}）。",
                    f"Level {rung.level}: {rung.text.en} ({basis.en}).",
                )
            ),
            lead=t(COLUMN["claim"]),
        )
    yield Paragraph(
        rating.rationale or t(Text("未填写。", "Not given.")), lead=t(COLUMN["rationale"])
    )
    if rating.figures:
        separator = "；" if language == "zh-hans" else "; "
        indicators = report.framework.indicator_by_slug
        yield Paragraph(
            separator.join(
                own_figure_text(own, indicators[own.indicator], language) for own in rating.figures
            )
            + t(Text("。", ".")),
            lead=t(COLUMN["figure"]),
        )
    yield from _evidence(trait, language)


def _evidence(trait: TraitReport, language: Language) -> Iterator[Block]:
    def t(text: Text) -> str:
        return text.in_language(language)

    items = trait.result.rating.evidence
    lead = t(Text("佐证材料", "Evidence"))
    if not items:
        yield Paragraph(t(Text("没有佐证材料。", "None.")), lead=lead)
        return
    number = Text(f"{len(items)}项。", f"{count(len(items), 'item')}.")
    yield Paragraph(t(number), lead=lead, announces=True)
    name = trait.result.trait.name
    yield Table(
        t(Text(f"{name.zh}的佐证材料", f"Evidence: {name.en}")),
        (
            Column(t(COLUMN["number"]), 0.07, centred=True),
            Column(t(COLUMN["grade"]), 0.15),
            Column(t(COLUMN["title"]), 0.22),
            Column(t(COLUMN["source"]), 0.15),
            Column(t(COLUMN["date"]), 0.17),
            Column(t(COLUMN["address"]), 0.24),
        ),
        tuple(
            (
                str(i),
                t(sentence_case(GRADE_SHORT[item.grade])),
                item.title,
                item.source,
                item.date,
                item.url,
            )
            for i, item in enumerate(items, 1)
        ),
    )


def method_section(report: GapReport, language: Language) -> Iterator[Block]:
    """How the result comes about, what is our construct, what it cannot say, where it is from.

    In small type and without headings of its own, so that it fits on the last page.
    """
    yield Heading(1, SECTION["method"].in_language(language))
    for lead, text in (
        *_method(report),
        (Text("本系统设定的内容", "What is our construct"), CONSTRUCT),
        (Text("局限", "Limits"), _joined(_LIMITS)),
        (Text("来源", "Sources"), _joined(tuple(sources_text(report)))),
    ):
        yield Paragraph(text.in_language(language), lead=lead.in_language(language), small=True)


def _joined(texts: tuple[Text, ...]) -> Text:
    return Text("".join(text.zh for text in texts), " ".join(text.en for text in texts))


def _method(report: GapReport) -> Iterator[tuple[Text, Text]]:
    """Name and explanation of each step."""
    framework = report.framework
    ladder = Text(
        "、".join(f"{i}级{name.zh}" for i, name in enumerate(framework.ladder, 1)),
        "; ".join(f"{i} {name.en}" for i, name in enumerate(framework.ladder, 1)),
    )
    yield (
        Text("等级", "Levels"),
        Text(
            f"分为{ladder.zh}，只表示先后次序。{framework.rule.zh}",
            f"{ladder.en}: an order, no more. {framework.rule.en}",
        ),
    )
    caps = Text(
        "；".join(f"{GRADE[grade].zh}{cap}级" for grade, cap in CAP.items()),
        "; ".join(f"{GRADE[grade].en} {cap}" for grade, cap in CAP.items()),
    )
    yield (
        Text("佐证等级", "Supported level"),
        Text(
            f"自评等级与佐证上限中较低的一个。上限按最强一项佐证确定：{caps.zh}。",
            f"The lower of the claimed level and the cap that the best evidence sets: {caps.en}.",
        ),
    )
    yield from _METHOD
    yield Text("权重和次序", "Weights and order"), _order(report)


_METHOD: tuple[tuple[Text, Text], ...] = (
    (
        Text("可能范围", "Possible range"),
        Text(
            "以佐证等级为中心，无佐证时上下各2级，自述或本单位材料时上下各1级，独立公开材料时不展开；"
            "上限不低于自评等级；未评定的特征为1—5级。",
            "Around the supported level, two levels either way without evidence, one with own "
            "assertion or documents, none with independent public material; its upper end is at "
            "least the claim. Not rated: 1 to 5.",
        ),
    ),
    (
        Text("覆盖率和序数均值", "Coverage and ordinal mean"),
        Text(
            "覆盖率为已评定特征的权重占比，均值为已评定特征佐证等级的加权平均，仅供定位参考；"
            "覆盖率低于65%时不计算均值。",
            "Coverage: share of weight that is rated. Mean: weighted mean of supported levels, for "
            "orientation only; none below 65% coverage.",
        ),
    ),
    (
        Text("阶段", "Stage"),
        Text(
            "不计先发优势，其余6项中至少4项达到、且各项均不低于其下一级的最高等级；"
            "有未评定的不判定，只给出可能范围。",
            "The highest level that at least four of the six traits other than first-mover "
            "advantage reach, none being more than one level below; open where one is not rated.",
        ),
    ),
    (
        Text("目标和差距", "Target and gap"),
        Text(
            "目标由填报单位设定，未设定时为佐证等级的上一级（最高5级），先发优势为现有等级；"
            "差距为目标等级减佐证等级，不小于0。",
            "The user sets the target; default: one level above the supported one, at most 5, for "
            "first-mover advantage the level itself. Gap: target less supported level, not below "
            "0.",
        ),
    ),
    (
        Text("判定", "Finding"),
        Text(
            "依次判断：未评定的为待补数据；自评已达目标而佐证不足的为先补佐证；"
            "范围上限仍低于目标的为差距已确认；其余有差距的为可能有差距；"
            "无差距但范围下限低于目标的为达标待证。",
            "In this order: not rated, data first; claim meets the target but evidence is short, "
            "evidence first; upper end below the target, gap confirmed; any other gap, gap "
            "possible; no gap but lower end below the target, met, to be proved.",
        ),
    ),
    (
        Text("数据对照", "Figures"),
        Text(
            "同一指标才对照。带“约”的数按上下5%、带“接近”的数按低10%以内、"
            "带“超过”“不少于”的数按无上限的范围（占比以100%为限）处理；范围重叠的不分高低，"
            "位次不作比较；年份相差超过2年或未注明年份的予以提示。",
            "Compared within one indicator only, as ranges: about, 5% either way; nearly, up to "
            "10% below; more than and at least, no upper end (a share ends at 100%). Overlapping "
            "ranges give no difference; ranks are not compared; years more than two apart or not "
            "stated are pointed out.",
        ),
    ),
)


def _order(report: GapReport) -> Text:
    """How gaps are ranked, and by which weights."""
    weights = (
        Text("各项特征等权。", "All traits weigh the same.")
        if report.assessment.weights is None
        else Text(
            "填报单位将100分分配到各项特征，等权结果并列给出。",
            "The user has spread 100 points over the traits; the result with equal weights "
            "stands beside it.",
        )
    )
    return Text(
        f"{weights.zh}已确认和可能的差距按权重与差距之积由大到小排列，相同的依次比较佐证等级低的、"
        "已确认的、特征序号在前的；先发优势不参与。",
        f"{weights.en} Confirmed and possible gaps stand by weight times gap, largest first; then "
        "the lower supported level, confirmed before possible, the order of traits. First-mover "
        "advantage takes no part.",
    )


CONSTRUCT = Text(
    "参阅材料记载事实和数据，没有给任何集群打分。各级的文字表述和门槛、指标及其口径、"
    "佐证类型与上限、可能范围、阶段、差距和次序的计算规则，以及经验做法与特征的对应、推荐理由和实施条件，"
    "均为本系统设定；5级的内容依据参阅材料所载。",
    "The bulletin documents facts and figures and gives no cluster a score. Wording and thresholds "
    "of the levels, indicators and their definitions, types of evidence and their caps, the rules "
    "for range, stage, gap and order, and which practice serves which trait, why and on what "
    "condition, are our construct; what level 5 asks rests on the bulletin.",
)

_LIMITS: tuple[Text, ...] = (
    Text(
        "等级是次序，级与级之间的距离不相等，均值和差距不能当作量值使用。",
        "Levels are an order of unequal distances: means and gaps are no quantities.",
    ),
    Text(
        "参阅材料每项特征只举两个集群为例，未举到的不等于没有；"
        "所载数据口径不一，不少是单个产品的数据，且多未注明年份。",
        "The bulletin gives two clusters as examples of each trait; what it does not mention may "
        "exist. Its figures differ in scope, are often of one product, and mostly state no year.",
    ),
    Text(
        "本报告不对标杆集群计算平均值，不对25个集群排名，也不给出本地在其中的名次。",
        "This report computes no average for a reference cluster, ranks none of the 25, and gives "
        "the local industry no place among them.",
    ),
    Text(
        "自评等级、理由、佐证和本地数据由填报单位提供，本系统只按规则计算，不核验真实性。",
        "Claims, rationale, evidence and local figures are the user's; the system computes by rule "
        "and does not verify them.",
    ),
)


def sources_text(report: GapReport) -> Iterator[Text]:
    """What the report rests on: bulletin, reference set, own data, versions."""
    framework = report.framework
    yield Text(
        f"{SOURCE.zh}。正文以“参阅 二-3”的形式注明所在部分。",
        f"{SOURCE.en}. The text names its section in the form: bulletin 2-3.",
    )
    yield REFERENCE_SET_DATED
    who = report.origin.organisation
    yield Text(
        f"本地数据、评定理由和佐证材料：{who or '填报单位'}提供，"
        f"评估年度{report.assessment.period}年。",
        f"Local figures, rationale and evidence: {who or 'the user'}, "
        f"year {report.assessment.period}.",
    )
    yield Text(
        f"指标体系：{framework.name.zh}，版本{framework.version}；方法版本{report.method_version}。",
        f"Framework: {framework.name.en}, version {framework.version}; method version "
        f"{report.method_version}.",
    )
