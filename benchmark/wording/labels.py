"""Every label that more than one page or format shows, in both languages, once."""

from __future__ import annotations

from benchmark.scoring.conditions import State as ConditionState
from benchmark.scoring.figures import Verdict
from benchmark.scoring.framework import (
    Basis,
    Qualifier,
    Text,
)
from benchmark.scoring.practices import Nearness
from benchmark.scoring.profile import Status, TraitState

NONE = Text("—", "—")
# More traits than these are counted in a sentence, not named.
NAMED_AT_MOST = 3
DEMO = Text("演示数据，纯属虚构", "Demonstration data, entirely fictitious")
DRAFT = Text("草稿：自评尚未提交", "Draft: the assessment has not been submitted")
REPORT = Text("对标差距分析报告", "Benchmark gap report")
REFERENCE_SET = Text(
    "2021年3月工信部遴选的25个先进制造业集群（重点培育对象）",
    "the 25 advanced manufacturing clusters that the Ministry of Industry and Information "
    "Technology selected in March 2021 as priority clusters for cultivation",
)
REFERENCE_SET_DATED = Text(
    f"参照范围为{REFERENCE_SET.zh}；此后国家名单已扩充：2022年11月30日公布45个，2024年又增35个。",
    f"The reference set is {REFERENCE_SET.en}; the national list has grown since: 45 clusters were "
    "announced on 30 November 2022 and 35 more in 2024.",
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

STATE: dict[TraitState, Text] = {
    "rated": Text("已评定", "Rated"),
    "unknown": Text("暂未掌握", "Not known"),
    "unanswered": Text("未填写", "Unanswered"),
}
STATUS: dict[Status, Text] = {
    "data": Text("待补数据", "Data first"),
    "met": Text("已达标", "Target met"),
    "prove": Text("先补佐证", "Evidence first"),
    "gap": Text("有差距", "Gap"),
}
CONDITION_STATE: dict[ConditionState, Text] = {
    "met": Text("符合", "met"),
    "not_met": Text("不符合", "not met"),
    "unknown": Text("不掌握", "not known"),
}
# The strength of evidence items, not to be mixed up with the level that they prove.
GRADE: dict[int, Text] = {
    0: Text("没有佐证", "no evidence"),
    1: Text("本单位自述", "own words"),
    2: Text("本单位有日期的文件或统计", "own dated document or statistics"),
    3: Text(
        "上级或第三方出具、可查证的材料",
        "checkable material issued by a higher authority or a third party",
    ),
}
# Where room is scarce. Never a number: it would be taken for one of the five levels.
GRADE_SHORT: dict[int, Text] = {
    1: Text("自述", "own words"),
    2: Text("本单位文件或统计", "own document or statistics"),
    3: Text("上级或第三方材料", "higher authority or third party"),
}
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
    "reaches": Text("达到所载下限", "Reaches the documented bound"),
    "below": Text("低于所载", "Below the documented figure"),
    "unclear": Text("约数跨所载下限，不能判定", "Approximate, on both sides of the bound: open"),
    "level": Text("相当", "On a level"),
    "above": Text("高于所载", "Above the documented figure"),
}
# English only: a verdict on figures of different products speaks of the numbers alone.
IN_NUMBER: dict[Verdict, str] = {
    "reaches": "Reaches the documented bound in number",
    "below": "Lower in number",
    "above": "Higher in number",
}
# What a verdict means for the user: more is better where the direction is '+'.
BETTER = Text("较优", "better")
WORSE = Text("较弱", "worse")
NEARNESS: dict[Nearness, Text] = {
    "comparator": Text("出自所选对标集群", "of a cluster chosen for comparison"),
    "city": Text("出自所选对标集群所在城市", "of the city of a cluster chosen for comparison"),
    "sector": Text("出自同一领域的标杆集群", "of a reference cluster in the same field"),
    "other": Text("出自其他领域或地方", "of another field or place"),
}
NO_PRACTICE = Text(
    "参阅材料没有对应这些条件的做法", "The bulletin has no practice for these conditions"
)
BASIS: dict[Basis, Text] = {
    "bulletin": Text("依据参阅材料", "rests on the bulletin"),
    "construct": Text("本报告设定", "our construct"),
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
