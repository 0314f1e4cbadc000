"""Annex 6: how the result comes about, what is our construct, what it cannot say, sources."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.reports.blocks import Block, Paragraph, paragraph
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Text
from benchmark.wording.labels import GRADE, LEVEL_KIND, REFERENCE_SET_DATED, SOURCE, STATUS, VERDICT
from benchmark.wording.sentences import run_on


def method_annex(report: GapReport) -> Iterator[Block[Text]]:
    """In small type and without headings of its own."""
    for lead, text in (
        *_method(report),
        (Text("本报告设定的内容", "What this report sets"), CONSTRUCT),
        (Text("局限", "Limits"), run_on(_LIMITS)),
        (Text("来源", "Sources"), run_on(sources(report))),
    ):
        yield _small(lead, text)


def _small(lead: Text, text: Text) -> Paragraph[Text]:
    return paragraph(text, lead, small=True)


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
            f"分为{ladder.zh}，只表示先后次序。每级由一条或几条路径构成，任一路径的条件全部符合即达到该级。"
            f"{framework.rule.zh}",
            f"{ladder.en}. They express an order only. A level has one or more routes; it is "
            f"reached by any route whose conditions are all met. {framework.rule.en}",
        ),
    )
    yield from _METHOD


_METHOD: tuple[tuple[Text, Text], ...] = (
    (
        Text("条件", "Conditions"),
        Text(
            "数据条件由本地数据判定，多年的取最近一年，“约”按上下5%的区间计，"
            "门槛为“约”的按其95%、“接近”的按其90%计；陈述条件由填报单位回答。"
            "由符合的条件必然得出的条件视为符合，由不符合的反推为不符合；相互矛盾的不计并指出。",
            "A figure condition is decided by the local figure of the latest year; “about” means "
            "5% either way; a threshold with “about” counts at 95% of it, one with “nearly” at "
            "90%. The reporting organisation answers statements. What a condition that is met "
            "implies is met; what implies a condition that is not met is not met. Contradictory "
            "answers do not count and are named.",
        ),
    ),
    (
        Text(
            f"{LEVEL_KIND['claim'].zh}、{LEVEL_KIND['proven'].zh}、{LEVEL_KIND['possible'].zh}",
            "Claimed, proven and possible level",
        ),
        Text(
            "自评等级是条件全部符合的最高一级；佐证等级是其条件都有相应佐证的最高一级；"
            "可能等级是没有条件确知不符合的最高一级。"
            f"佐证分{GRADE[1].zh}、{GRADE[2].zh}、{GRADE[3].zh}三类，"
            "1、2级不要求佐证材料，3级要求第一类以上，4级第二类以上，5级第三类。",
            "Claimed: the highest level whose conditions are all met. Proven: the highest whose "
            "conditions all have the evidence that it asks for. Possible: the highest without a "
            f"condition known not to be met. Evidence is of three types: {GRADE[1].en}; "
            f"{GRADE[2].en}; {GRADE[3].en}. Levels 1 and 2 ask for none, level 3 "
            "asks for at least the first, level 4 for the second, level 5 for the third.",
        ),
    ),
    (
        Text("总体", "Overall"),
        Text(
            "不计先发优势，其余六项中至少四项达到、且各项均不低于其下一级的最高等级；"
            "下限按佐证等级、上限按可能等级计。",
            "The highest level that at least four of the six traits other than first-mover "
            "advantage reach while none is more than one level below; the lower end is reckoned "
            "from proven, the upper end from possible levels.",
        ),
    ),
    (
        Text("目标和判定", "Target and finding"),
        Text(
            "目标由填报单位设定，未设定的为自评的上一级，自评4级以上和先发优势为现有等级。"
            f"佐证达到目标的为{STATUS['met'].zh}，自评达到而佐证不足的为{STATUS['prove'].zh}，"
            f"尚有路径未查清的为{STATUS['data'].zh}，其余为{STATUS['gap'].zh}。"
            "有差距的按领导重点、差距大小、自评等级低的在前、特征序号排列。",
            "The reporting organisation sets the target; where none is set it is one level above "
            "the claimed one, or the claimed level itself from level 4 on and for first-mover "
            f"advantage. {STATUS['met'].en}: the proven level reaches the target. "
            f"{STATUS['prove'].en}: only the claimed level does. "
            f"{STATUS['data'].en}: a route to it is still open. "
            f"{STATUS['gap'].en}: all other traits. Gaps are ordered by the leadership's "
            "focus, by size, by lower claimed level and by the order of the traits.",
        ),
    ),
    (
        Text("数据对照", "Figures"),
        Text(
            "同一指标才对照。带“约”的数按上下5%、带“接近”的数按低10%以内、"
            "带“超过”“不少于”的数按下限处理；区间重叠的不能判定或为相当，位次不作比较。",
            "Figures are compared within one indicator only, as ranges: “about” is 5% either way, "
            "“nearly” up to 10% below, “more than” and “at least” are lower bounds. Where ranges "
            f"overlap the result is {VERDICT['level'].en.lower()} or "
            f"{VERDICT['unclear'].en.lower()}; ranks are not compared.",
        ),
    ),
)

CONSTRUCT = Text(
    "参阅材料记载事实和数据，没有给任何集群打分。5级的条件依据参阅材料所载；1至4级的条件、指标及其口径、"
    "佐证类型、总体判断和次序的规则，以及经验做法与条件的对应、做法的提炼和实施条件，均为本报告设定。",
    "The bulletin documents facts and figures and gives no cluster a score. The conditions of "
    "level 5 rest on what it documents. Set by this report are the conditions of levels 1 to 4, "
    "the indicators and their definitions, the types of evidence, the rules for the overall level "
    "and for order, and, for each practice, which conditions it helps, its measure and what must "
    "be in place.",
)

_LIMITS: tuple[Text, ...] = (
    Text(
        "等级是次序，级与级之间的距离不相等，不能求平均。",
        "Levels are ordinal: the steps between them are unequal and cannot be averaged.",
    ),
    Text(
        "参阅材料每项特征只举两个集群为例，未举到的不等于没有；"
        "所载数据口径不一，不少是单个产品的数据，且多未注明年份。",
        "The bulletin gives two clusters as examples of each trait; what it does not mention may "
        "exist. Its figures differ in scope, are often of one product, and mostly state no year.",
    ),
    Text(
        "本报告不对25个集群打分、排名，也不给出本地在其中的名次。",
        "This report gives none of the 25 clusters a score or a rank, nor the local industry a "
        "place among them.",
    ),
    Text(
        "回答、说明、佐证和本地数据由填报单位提供，本报告只按规则计算，不核验真实性。",
        "Answers, rationale, evidence and local figures come from the reporting organisation; "
        "this report computes by rule and does not verify them.",
    ),
)


def sources(report: GapReport) -> Iterator[Text]:
    """What the report rests on: bulletin, reference set, own data, versions."""
    framework = report.framework
    yield Text(
        f"{SOURCE.zh}。正文以“参阅 二-3”的形式注明所在部分。",
        f"{SOURCE.en}. Sections are cited in the form: bulletin 2-3.",
    )
    yield REFERENCE_SET_DATED
    who = report.origin.organisation
    yield Text(
        f"本地数据、说明和佐证材料：{who or '填报单位'}提供，"
        f"评估年度{report.assessment.period}年。",
        f"Local figures, rationale and evidence: {who or 'the reporting organisation'}, "
        f"year {report.assessment.period}.",
    )
    yield Text(
        f"指标体系：{framework.name.zh}，版本{framework.version}；方法版本{report.method_version}。",
        f"Framework: {framework.name.en}, version {framework.version}; method version "
        f"{report.method_version}.",
    )
