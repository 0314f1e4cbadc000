"""Every label that more than one page or format shows, in both languages, once."""

from __future__ import annotations

from benchmark.scoring.assessment import Answer
from benchmark.scoring.conditions import State
from benchmark.scoring.figures import Verdict
from benchmark.scoring.framework import Basis, Qualifier, Text
from benchmark.scoring.practices import Nearness
from benchmark.scoring.profile import Status, TraitState

NONE = Text("—", "—")
DEMO = Text("演示数据，纯属虚构", "Demonstration data, entirely fictitious")
DRAFT = Text("草稿：自评尚未提交", "Draft: the assessment has not been submitted")
REPORT = Text("对标差距分析报告", "Benchmark gap report")
BRIEF = Text("对标差距分析简报", "Benchmark gap brief")
REFERENCE_SET = Text(
    "2021年3月工信部遴选的25个先进制造业集群（重点培育对象）",
    "the 25 advanced manufacturing clusters that the Ministry of Industry and Information "
    "Technology selected in March 2021 as priority clusters for cultivation",
)
REFERENCE_SET_DATED = Text(
    f"参照范围为{REFERENCE_SET.zh}；此后国家级集群名单已扩充：2022年11月30日公布45个，2024年新增35个。",
    f"The reference set is {REFERENCE_SET.en}; the national list has grown since: 45 were "
    "announced on 30 November 2022, 35 more in 2024.",
)
SOURCE = Text(
    "《领导参阅·决策参阅》第21期（总第412期），许昌市科技创新公共服务中心，2021年11月25日："
    "《25个国家级先进制造业集群的主要做法与经验》（内部资料，本报告称“参阅材料”）",
    "Leaders' Reference, Decision Reference, no. 21 (no. 412 in all), Xuchang Science and "
    "Technology Innovation Public Service Centre, 25 November 2021: Main practices and experience "
    "of 25 national advanced manufacturing clusters (internal material; here: the bulletin)",
)
NOT_DOCUMENTED = Text("参阅材料未载", "Not documented in the bulletin")
ALSO_DOCUMENTED = Text("另载", "Also documented")
FIGURES_ALONE = Text("参阅材料中没有同口径数据的指标", "Figures without a documented counterpart")
ALL_MET = Text("没有差距，各项均已达到目标。", "No gaps: every target is met.")
NO_GAP = Text("没有已明确的差距。", "No gap has been established.")
NO_PRACTICE = Text(
    "参阅材料没有对应这些条件的做法。", "The bulletin documents no practice for these conditions."
)
OR = Text("或", "or")
OWN = Text("本地", "Local")
FOCUS = Text("领导重点", "Leadership's focus")

STATE: dict[TraitState, Text] = {
    "rated": Text("已评定", "Rated"),
    "unknown": Text("待补数据", "Data needed"),
    "unanswered": Text("未填写", "Unanswered"),
}
# A trait, as its user marks it: nothing is known of it for now.
NOT_KNOWN = Text("暂未掌握", "Not known for now")
STATUS: dict[Status, Text] = {
    "data": Text("待补数据", "Data needed"),
    "met": Text("已达标", "Target met"),
    "prove": Text("先补佐证", "Proof needed"),
    "gap": Text("有差距", "Gap"),
}
# An assessment, as it stands on its way.
ASSESSMENT: dict[str, Text] = {
    "draft": Text("草稿", "Draft"),
    "submitted": Text("已提交", "Submitted"),
    "reviewed": Text("已复核", "Reviewed"),
}
LEVEL_KIND: dict[str, Text] = {
    "claim": Text("自评等级", "Claimed level"),
    "proven": Text("佐证等级", "Proven level"),
    "possible": Text("可能等级", "Possible level"),
    "target": Text("目标等级", "Target level"),
}
# The same where room is scarce.
LEVEL_KIND_SHORT: dict[str, Text] = {
    "claim": Text("自评", "Claimed"),
    "proven": Text("佐证", "Proven"),
    "possible": Text("可能", "Possible"),
    "target": Text("目标", "Target"),
}
# An answer, and what follows from answers and figures for a condition.
ANSWER: dict[Answer, Text] = {
    "met": Text("符合", "Met"),
    "not_met": Text("不符合", "Not met"),
    "unknown": Text("不掌握", "Not known"),
}
CONDITION: dict[State, Text] = dict(ANSWER)
NO_ANSWER = Text("未作答", "No answer")
# What an evidence item is. Never a number: it would be taken for one of the five levels.
GRADE: dict[int, Text] = {
    0: Text("无佐证", "no evidence"),
    1: Text("自述", "own statement"),
    2: Text("本单位文件或统计", "own document or statistics"),
    3: Text("上级或第三方材料", "document of a higher authority or third party"),
}
GRADE_EXAMPLE: dict[int, Text] = {
    1: Text("情况说明、座谈记录", "a statement, minutes of a meeting"),
    2: Text("台账、通报、统计报表，须有日期", "records, a circular, statistics; dated"),
    3: Text(
        "公示、认定文件、年鉴、标准文本，须有日期和网址或文号",
        "a public notice, a recognition document, a yearbook, a standard; dated, with an address "
        "or document number",
    ),
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
    "no_verdict": Text("不作比较", "Not compared"),
    "reaches": Text("达到", "Reaches it"),
    "below": Text("低于", "Below"),
    "unclear": Text("不能判定", "Inconclusive"),
    "level": Text("相当", "On a par"),
    "above": Text("高于", "Above"),
}
NEARNESS: dict[Nearness, Text] = {
    "comparator": Text("来自选定的比较对象", "from a chosen comparator"),
    "city": Text("与比较对象同在一市", "from a comparator's city"),
    "sector": Text("来自同一领域的标杆集群", "from a reference cluster in the same field"),
    "other": Text(
        "来自其他领域或地区，借鉴时须考虑差异", "from another field or place: mind the difference"
    ),
}
BASIS: dict[Basis, Text] = {
    "bulletin": Text("依据参阅材料", "rests on the bulletin"),
    "construct": Text("本报告设定", "set by this report"),
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
# Singular and plural in English; 个, 项 and 件 count whatever the measure names.
UNIT: dict[str, tuple[str, str]] = {
    "亿元": ("100 million yuan", "100 million yuan"),
    "万元": ("10,000 yuan", "10,000 yuan"),
    "项": ("", ""),
    "件": ("", ""),
    "家": ("firm", "firms"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "个环节": ("segment", "segments"),
    "年": ("year", "years"),
    "个": ("", ""),
}
UNIT_COLUMN: dict[str, str] = {
    "%": "%",
    "个": "number",
    "项": "items",
    "件": "items",
    "位": "rank",
}

SECTION: dict[str, Text] = {
    "judgement": Text("总体判断", "Overall judgement"),
    "strengths": Text("优势", "Strengths"),
    "chart": Text("七项特征所处位置", "Where the seven traits stand"),
    "gaps": Text("主要差距", "Main gaps"),
    "first": Text("须先补充的证明和数据", "Proof and data to obtain first"),
    "work": Text("任务分工", "Division of work"),
    "certainty": Text("可信程度", "Certainty of the result"),
    "annexes": Text("附件", "Annexes"),
    "traits": Text("七项特征评定结果", "Results of the seven traits"),
    "each_gap": Text("各项差距与可借鉴做法", "Each gap and practices to draw on"),
    "figures": Text("指标数据与参阅材料对照", "Figures against documented ones"),
    "answers": Text("条件、依据与佐证材料", "Conditions, their basis and evidence"),
    "data": Text("需取得的数据", "Data to obtain"),
    "plan": Text("任务分解", "Plan"),
    "last_year": Text("与上年相比", "Compared with the year before"),
    "since": Text("与上一版相比", "Changes since the last edition"),
    "method": Text("方法、局限与来源", "Method, limits and sources"),
}
