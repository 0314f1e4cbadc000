"""Reports of which a plan is begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Language
from benchmark.scoring.plan import Plan, Task, outlook
from benchmark.scoring.proposals import proposals
from benchmark.wording.plan import first_goal, first_lead, first_measure

AS_OF = date(2026, 11, 27)


def with_tasks(made: GapReport, tasks: Sequence[Task]) -> GapReport:
    """The same report with a plan of these tasks, in the framework's order."""
    order = [trait.slug for trait in made.framework.traits]
    ordered = tuple(sorted(tasks, key=lambda task: order.index(task.trait)))
    found = outlook(made.framework, made.assessment, ordered)
    return replace(made, plan=Plan(ordered, found, AS_OF))


def begun(made: GapReport, language: Language = "zh-hans") -> tuple[Task, ...]:
    """The tasks that its plan begins with."""
    framework = made.framework
    return tuple(
        Task(
            trait=each.trait,
            condition=each.condition,
            practice=each.practice.slug if each.practice else None,
            measure=first_measure(framework, each).in_language(language),
            goal=first_goal(framework, each).in_language(language),
            lead=first_lead(each).in_language(language),
        )
        for each in proposals(framework, made.assessment)
    )


def worked_on(made: GapReport) -> GapReport:
    """With a plan of which tasks are done with a note, late and paused; one is of one's own."""
    lead, cooperating = "市工业和信息化局", "市发展改革委、市科技局"
    first, second, third, *others = (
        replace(task, lead=lead, cooperating=cooperating, due=date(2027, 12, 31))
        for task in begun(made)
    )
    return with_tasks(
        made,
        (
            replace(first, status="done", note="已取得材料。", noted_on=date(2026, 9, 3)),
            replace(second, status="under_way", due=date(2026, 6, 30), goal="进入前十"),
            replace(third, status="paused", lead="", due=None),
            *others,
            Task("scale", None, measure="编制产业链图谱", lead=lead),
        ),
    )


def of_many_words(made: GapReport) -> GapReport:
    """With a plan of two hundred tasks that say all they may."""
    traits = [trait.slug for trait in made.framework.traits]
    lead, cooperating = "牵头单位" * 50, "配合单位、" * 40
    return with_tasks(
        made,
        [
            Task(
                traits[number % len(traits)],
                None,
                measure=f"第{number}项：" + "梳理本地企业和配套需求，" * 100,
                goal="达到要求" * 50,
                lead=lead,
                cooperating=cooperating,
                due=date(2027, 12, 31),
                status="under_way",
                note="进展顺利。" * 100,
                noted_on=AS_OF,
            )
            for number in range(200)
        ],
    )
