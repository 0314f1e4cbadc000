"""Every label that more than one page or format shows, in both languages, once."""

from __future__ import annotations

from benchmark.scoring.assessment import State
from benchmark.scoring.figures import Verdict
from benchmark.scoring.framework import (
    Basis,
    Qualifier,
    Text,
)
from benchmark.scoring.practices import Nearness
from benchmark.scoring.profile import Status

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
