"""A plan as large as one gets: two hundred tasks with units, dates, practices and notes."""

from __future__ import annotations

from datetime import date

from benchmark.actions.changes import new_key
from benchmark.actions.plans import TaskChange, add_task, write_note
from benchmark.models import Assessment, User
from benchmark.scoring.framework import Framework

MANY = 200


def store_many_tasks(assessment: Assessment, framework: Framework, user: User) -> None:
    """Of all traits in turn; every second task has a condition, and every task a note."""
    conditions = [(trait.slug, c.slug) for trait in framework.traits for c in trait.conditions]
    for number in range(MANY):
        trait, condition = conditions[number % len(conditions)]
        task = add_task(
            assessment=assessment,
            key=f"{number:016x}",
            trait=trait,
            condition=condition if number % 2 else None,
            change=TaskChange(
                measure=f"第{number}项：梳理本地企业和配套需求，列出名单，逐一对接",
                goal="不少于3家",
                lead=f"第{number % 12}牵头单位",
                cooperating="市财政局、市统计局",
                due=date(2020 + number % 12, 6, 30),
                status=("not_started", "under_way", "done", "paused")[number % 4],
                practice=framework.practices[number % len(framework.practices)].slug,
            ),
            user=user,
        )
        write_note(task=task, key=new_key(), text="已发函，待回复", user=user)
