"""What a plan says of its tasks: status, and the texts that a task begins with."""

from __future__ import annotations

from benchmark.scoring.framework import Condition, Framework, Practice, Text
from benchmark.scoring.plan import Outlook, TaskStatus
from benchmark.scoring.proposals import Proposal

from .figures import threshold_text, unit_text
from .sentences import joined, quoted_text, without_remark

TASK_STATUS: dict[TaskStatus, Text] = {
    "not_started": Text("未启动", "Not started"),
    "under_way": Text("进行中", "Under way"),
    "done": Text("已完成", "Done"),
    "paused": Text("暂缓", "Paused"),
}
OVERDUE = Text("已逾期", "Overdue")
# Of a task without which all others reach the same levels.
IDLE = Text(
    "其他任务完成后，做不做这项等级都不变。",
    "With the other tasks done, this one changes no level.",
)
# What of a plan is counted: its levels now, with what is done, with what
# is ticked besides, with all but what is paused.
NOW = Text("现在", "Now")
DONE = Text("计入已完成的任务", "With the tasks done so far")
TICKED = Text("再计入勾选的任务", "With the ticked tasks too")
WHOLE = Text("全部完成后", "With all tasks done")
_NOTHING = Text("", "")


def spared_text(framework: Framework, outlook: Outlook, condition: str | None, status: str) -> Text:
    """What is said of a task that can be spared; nothing where it is needed, done or paused."""
    if condition is None or status in ("done", "paused"):
        return _NOTHING
    if condition in outlook.idle:
        return IDLE
    others = outlook.either.get(condition)
    if not others:
        return _NOTHING
    by_slug = framework.condition_by_slug
    quoted = [quoted_text(without_remark(by_slug[slug].text)) for slug in others]
    named = joined(quoted, "", " or ")
    return Text(f"与{named.zh}做成一项即可。", f"Either this or {named.en} will do.")


def practice_title(practice: Practice) -> Text:
    """What a practice is called where one is chosen: 深圳：建立“矩阵式”产业扶持体系."""
    place, title = practice.place, practice.title
    return Text(f"{place.zh}：{title.zh}", f"{place.en}: {title.en}")


def first_measure(framework: Framework, proposal: Proposal) -> Text:
    """What a task begins with: the practice's measure; what is to be found out or proven."""
    by_slug = framework.condition_by_slug
    if proposal.condition is None:
        return _to_obtain(framework, [by_slug[slug] for slug in proposal.asked])
    condition, practice = by_slug[proposal.condition], proposal.practice
    if proposal.purpose == "prove":
        proof = condition.proof
        return Text(f"取得佐证材料：{proof.zh}", f"Obtain evidence: {proof.en}")
    if proposal.purpose == "find_out":
        asked = _to_obtain(framework, [condition])
        if practice is None:
            return asked
        measure = practice.measure
        return Text(
            f"{asked.zh}；没有达到的，{measure.zh}",
            f"{asked.en}; where it falls short: {measure.en}",
        )
    if practice is not None:
        return practice.measure
    return Text(f"达到：{condition.text.zh}", f"Reach: {condition.text.en}")


def first_goal(framework: Framework, proposal: Proposal) -> Text:
    """The threshold; nothing for a statement, which says itself what is to be reached, and for
    what is reached and only has to be proven."""
    if proposal.condition is None or proposal.purpose == "prove":
        return _NOTHING
    condition = framework.condition_by_slug[proposal.condition]
    if condition.threshold is None or condition.indicator is None:
        return _NOTHING
    unit = framework.indicator_by_slug[condition.indicator].unit
    return threshold_text(condition.threshold, unit)


def first_lead(proposal: Proposal) -> Text:
    """Who has what is asked for."""
    return proposal.holder or _NOTHING


def _to_obtain(framework: Framework, conditions: list[Condition]) -> Text:
    """Figures, then whether statements hold."""
    parts = []
    indicators = dict.fromkeys(c.indicator for c in conditions if c.indicator is not None)
    named = [framework.indicator_by_slug[slug] for slug in indicators]
    if named:
        names = joined(
            (
                Text(f"{i.name.zh}（{unit.zh}）", f"{i.name.en} ({unit.en})")
                for i in named
                for unit in (unit_text(i.unit),)
            ),
            "、",
            ", ",
        )
        parts.append(Text(f"取得数据：{names.zh}", f"Obtain data: {names.en}"))
    statements = [without_remark(c.text) for c in conditions if c.indicator is None]
    if statements:
        texts = joined(map(quoted_text, statements), "", ", ")
        parts.append(Text(f"核实是否符合{texts.zh}", f"Find out whether this holds: {texts.en}"))
    return joined(parts)
