"""Why the supported level is what it is, in one sentence."""

from __future__ import annotations

from benchmark.scoring.assessment import Rating
from benchmark.scoring.framework import Text
from benchmark.scoring.levels import CAP, MAX_LEVEL, support

_GRADE = {
    0: Text(zh="无佐证", en="Without evidence"),
    1: Text(zh="仅有自述", en="With own assertions only"),
    2: Text(zh="有本单位有日期的文件或统计", en="With own dated documents or statistics"),
    3: Text(zh="有独立、公开、可核查的佐证", en="With independent, public and checkable evidence"),
}
_NOT_RATED = {
    "unknown": Text(
        zh="暂未掌握数据，不计等级，按1至5级都有可能处理",
        en="Not known: no level counts, anything from 1 to 5 stays possible",
    ),
    "unanswered": Text(zh="尚未评定等级", en="No level is chosen yet"),
}


def support_reason(rating: Rating) -> Text:
    """无佐证，最高按2级计: what the evidence carries, and whether it carries the claim."""
    if rating.claim is None:
        return _NOT_RATED["unknown" if rating.state == "unknown" else "unanswered"]
    found = support(rating)
    grade, cap = _GRADE[found.evidence_grade], CAP[found.evidence_grade]
    if cap == MAX_LEVEL:
        return Text(zh=f"{grade.zh}，按自评等级计", en=f"{grade.en}, the claimed level counts")
    limit = Text(zh=f"{grade.zh}，最高按{cap}级计", en=f"{grade.en}, at most level {cap} counts")
    if rating.claim > cap:
        return limit
    return Text(
        zh=f"{limit.zh}，自评等级在此范围内", en=f"{limit.en}; the claimed level is within it"
    )
