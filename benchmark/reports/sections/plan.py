"""Division of work in the brief, and the annex of the plan: who does what by when.

Where a plan is begun, both say what its tasks say; where not, the brief leaves them to be filled
in by hand and there is no annex.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmark.reports.blocks import NOTHING, Block, Column, Heading, Note, Table, paragraph, plain
from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.framework import LANGUAGES, Text
from benchmark.scoring.plan import TASK_STATUSES, TO_DO, Levels, Plan, Task, TaskStatus, is_overdue
from benchmark.scoring.practices import Offer
from benchmark.scoring.profile import HEADLINE_RANKS
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import SECTION
from benchmark.wording.plan import DONE, NOW, OVERDUE, TASK_STATUS, WHOLE
from benchmark.wording.sentences import (
    bare_level,
    count,
    date_text,
    joined,
    level_range,
    run_on,
    section_tag,
    without_remark,
)
from benchmark.wording.text_width import LATIN, text_width

from .words import first_offers

Row = tuple[Text, ...]

# Tasks of a main gap and of any other in the brief, and of a brief without a gap.
_OF_HEADLINE, _OF_OTHERS, _WITHOUT_GAP = 2, 1, 6
# What a cell of the brief holds, in Chinese characters; the annex prints all.
_MEASURE, _UNITS = 48, 20
_CONTINUES = "……"


def work(report: GapReport) -> Iterator[Block[Text]]:
    """Who leads, who supports, by when: from the plan, else to be filled in."""
    if report.plan:
        yield from _from_plan(report, report.plan)
    elif report.gaps:
        offers = first_offers(report)
        yield Heading(1, SECTION["work"], "work")
        yield Table(
            NOTHING,
            (
                Column(COLUMN["number"], 0.07, centred=True),
                Column(COLUMN["task"], 0.4),
                Column(Text("达到", "To reach"), 0.14),
                Column(COLUMN["lead"], 0.13),
                Column(COLUMN["support_unit"], 0.13),
                Column(COLUMN["deadline"], 0.13),
            ),
            tuple(
                (
                    plain(str(number)),
                    _first_measure(trait, offers.get(trait.result.trait.slug)),
                    Text(f"{trait.result.target}级", f"level {trait.result.target}"),
                    NOTHING,
                    NOTHING,
                    _target_year(trait),
                )
                for number, trait in enumerate(report.gaps, 1)
            ),
        )
        yield Note(
            Text(
                "牵头单位、配合单位和完成时限由使用单位研究后填写；已填的年份为自评设定的目标年份。",
                "Lead unit, supporting units and deadline are to be filled in; years already shown "
                "are the target years set in the assessment.",
            )
        )


def _first_measure(trait: TraitReport, offer: Offer | None) -> Text:
    name = trait.result.trait.name
    measure = offer.practice.measure if offer else Text("另行研究措施", "measures to be worked out")
    return Text(f"{name.zh}：{measure.zh}", f"{name.en}: {measure.en}")


def _target_year(trait: TraitReport) -> Text:
    year = trait.result.rating.target_year
    return Text(f"{year}年", str(year)) if year else NOTHING


def _from_plan(report: GapReport, plan: Plan) -> Iterator[Block[Text]]:
    """The first tasks of each gap, in rank order; a gap without one is to be filled in."""
    offers = first_offers(report)
    rows: list[Row] = []
    left_out = len(plan.tasks)
    for rank, trait in enumerate(report.gaps, 1):
        slug = trait.result.trait.slug
        offer = offers.get(slug)
        tasks = _most_urgent(plan.tasks_of(slug), offer)
        found, shown = _rows(report, plan, tasks, _most_of(rank))
        rows += found or [
            (_first_measure(trait, offer), NOTHING, NOTHING, _target_year(trait), NOTHING)
        ]
        left_out -= shown
    if not report.gaps:
        rows, shown = _rows(report, plan, _most_urgent(plan.tasks, None), _WITHOUT_GAP)
        left_out -= shown
    yield Heading(1, SECTION["work"], "work")
    yield Table(
        NOTHING,
        (
            Column(COLUMN["number"], 0.07, centred=True),
            Column(COLUMN["task"], 0.36),
            Column(COLUMN["lead"], 0.14),
            Column(COLUMN["support_unit"], 0.15),
            Column(COLUMN["deadline"], 0.16),
            Column(COLUMN["progress"], 0.12),
        ),
        tuple((plain(str(number)), *row) for number, row in enumerate(rows, 1)),
    )
    yield Note(_remark(plan, rows, left_out))


def _most_of(rank: int) -> int:
    return _OF_HEADLINE if rank <= HEADLINE_RANKS else _OF_OTHERS


def _most_urgent(tasks: Sequence[Task], offer: Offer | None) -> list[Task]:
    """What is to be done before what is settled; before others what the gap begins with."""
    first = offer.practice.slug if offer else None
    return sorted(
        tasks, key=lambda task: (task.status in ("done", "paused"), task.practice != first)
    )


def first_task(report: GapReport, trait: str, offer: Offer | None) -> Task | None:
    """What the plan begins a gap with; None where nothing of it that says what is to be done."""
    tasks = report.plan.tasks_of(trait) if report.plan else ()
    said = [task for task in tasks if task.status in TO_DO and task.measure]
    return next(iter(_most_urgent(said, offer)), None)


def begins_with(report: GapReport, trait: str, offer: Offer | None) -> Text | None:
    """The measure that a gap begins with: the plan's, else that of the practice; None without."""
    task = first_task(report, trait, offer)
    if task is None:
        return offer.practice.measure if offer else None
    measure = plain(_cut(task.measure, _MEASURE))
    own = offer.practice.measure if offer else NOTHING
    # As begun with, in whichever language: then it has a translation.
    return own if task.measure in (own.zh, own.en) else measure


def _rows(report: GapReport, plan: Plan, tasks: Sequence[Task], most: int) -> tuple[list[Row], int]:
    """So many rows at most, and of how many tasks they are: those that say the same share one."""
    said = [_row_in_brief(report, plan, task) for task in tasks]
    rows = list(dict.fromkeys(said))[:most]
    return rows, sum(row in rows for row in said)


def _row_in_brief(report: GapReport, plan: Plan, task: Task) -> Row:
    measure = plain(_cut(task.measure, _MEASURE))
    if not task.measure and task.condition:
        measure = without_remark(report.framework.condition_by_slug[task.condition].text)
    return (
        _named(report, task, measure),
        plain(_cut(task.lead, _UNITS)),
        plain(_cut(task.cooperating, _UNITS)),
        _due(task),
        status_text(plan, task),
    )


def _named(report: GapReport, task: Task, measure: Text) -> Text:
    """What is to be done, behind the trait that it is for."""
    name = report.framework.trait_by_slug[task.trait].name
    if not measure.zh:
        return name
    return Text(f"{name.zh}：{measure.zh}", f"{name.en}: {measure.en}")


def _cut(text: str, width: float) -> str:
    """A text as one line, of which the brief prints the beginning where it is long."""
    line = " ".join(text.split())
    if text_width(line) <= width:
        return line
    kept = line[: int(width / LATIN)]
    while text_width(kept + _CONTINUES) > width:
        kept = kept[:-1]
    return kept.rstrip() + _CONTINUES


def _due(task: Task) -> Text:
    return plain(task.due.isoformat()) if task.due else NOTHING


def status_text(plan: Plan, task: Task) -> Text:
    """The status, and that a task is late."""
    said = [TASK_STATUS[task.status]]
    if is_overdue(task.status, task.due, plan.as_of):
        said.append(Text(OVERDUE.zh, OVERDUE.en.lower()))
    return joined(said, "，", ", ")


def _remark(plan: Plan, rows: Sequence[Row], left_out: int) -> Text:
    day = _day(plan)
    said = [Text(f"据任务分解，截至{day.zh}。", f"From the plan as of {day.en}.")]
    if any(cell == NOTHING for row in rows for cell in row):
        said.append(Text("空白处由使用单位研究后填写。", "What is blank is to be filled in."))
    if left_out:
        tasks = count(left_out, "task")
        more = f"{tasks} more {'is' if left_out == 1 else 'are'} listed in the full report."
        said.append(Text(f"另有{left_out}项任务，见报告全文。", more))
    else:
        said.append(Text("各项任务详见报告全文。", "The full report gives the tasks in full."))
    return run_on(said)


def _day(plan: Plan) -> Text:
    zh, en = (date_text(plan.as_of, language) for language in LANGUAGES)
    return Text(zh, en)


def plan_annex(report: GapReport) -> Iterator[Block[Text]]:
    """How far the plan is, what it would reach, then its tasks trait by trait."""
    plan = report.plan
    if plan is None:
        return
    yield paragraph(progress_text(plan))
    yield _reached(report, plan)
    yield Note(
        Text(
            "按任务的条件都已符合、佐证也已备齐推算，不计暂缓的；括号内为佐证等级。"
            "未列的特征等级不变。",
            "As if the conditions of the tasks were met and proven, paused tasks left out; proven "
            "levels in brackets. Traits not listed keep their levels.",
        )
    )
    yield _tasks(report, plan)


def progress_text(plan: Plan) -> Text:
    """How many tasks there are, of which status, and how many of those to be done are late."""
    day, total = _day(plan), len(plan.tasks)
    late = sum(is_overdue(task.status, task.due, plan.as_of) for task in plan.tasks)
    if late:
        to_do = sum(task.status in TO_DO for task in plan.tasks)
        split = _by_status(plan, TO_DO)
        open_ones = Text(
            f"未完成{to_do}项（{split.zh}），其中逾期{late}项",
            f"{to_do} to be done ({split.en}), {late} of these overdue",
        )
        settled = _by_status(plan, [status for status in TASK_STATUSES if status not in TO_DO])
        parts = joined([part for part in (settled, open_ones) if part.zh], "，", "; ")
    else:
        parts = _by_status(plan, TASK_STATUSES)
    return Text(
        f"截至{day.zh}，共{total}项任务：{parts.zh}。",
        f"As of {day.en}, {count(total, 'task')}: {parts.en}.",
    )


def _by_status(plan: Plan, statuses: Sequence[TaskStatus]) -> Text:
    numbers = {status: sum(task.status == status for task in plan.tasks) for status in statuses}
    return joined(
        (
            Text(
                f"{TASK_STATUS[status].zh}{number}项", f"{number} {TASK_STATUS[status].en.lower()}"
            )
            for status, number in numbers.items()
            if number
        ),
        "，",
        ", ",
    )


def _reached(report: GapReport, plan: Plan) -> Table[Text]:
    """The traits whose levels the tasks would change, then the overall level."""
    outlook = plan.outlook
    columns = (outlook.now, outlook.done, outlook.whole)
    rows = [
        (trait.name, *map(_levels, levels), bare_level(outlook.targets[trait.slug]))
        for trait in report.framework.traits
        if len(set(levels := [reach.traits[trait.slug] for reach in columns])) > 1
    ]
    stages = (level_range(reach.stage_band) for reach in columns)
    return Table(
        Text("任务完成后可以达到的等级", "Levels that the tasks would reach"),
        (
            Column(COLUMN["trait"], 0.24),
            Column(NOW, 0.2, centred=True),
            Column(DONE, 0.2, centred=True),
            Column(WHOLE, 0.2, centred=True),
            Column(COLUMN["target"], 0.16, centred=True),
        ),
        (*rows, (Text("总体等级", "Overall level"), *stages, NOTHING)),
    )


def _levels(levels: Levels) -> Text:
    claimed, proven = bare_level(levels.claim), bare_level(levels.proven)
    if levels.claim is None:
        return claimed
    return Text(f"{claimed.zh}（{proven.zh}）", f"{claimed.en} ({proven.en})")


def _tasks(report: GapReport, plan: Plan) -> Table[Text]:
    """All tasks as one table, which can be sorted and gone on with."""
    return Table(
        Text("各项任务", "Tasks"),
        (
            Column(COLUMN["task"], 0.28),
            Column(Text("条件和结果", "Condition and result"), 0.18),
            Column(COLUMN["lead"], 0.11),
            Column(COLUMN["support_unit"], 0.11),
            Column(COLUMN["deadline"], 0.14),
            Column(COLUMN["progress"], 0.18),
        ),
        tuple(
            (
                _what(report, task),
                _to_reach(report, task),
                plain(task.lead),
                plain(task.cooperating),
                _due(task),
                _how_far(plan, task),
            )
            for task in plan.tasks
        ),
    )


def _what(report: GapReport, task: Task) -> Text:
    """The trait, the measure, and where the practice that it learns from is documented."""
    said = _named(report, task, plain(task.measure))
    if not task.practice:
        return said
    practice = report.framework.practice_by_slug[task.practice]
    place, tag = practice.place, section_tag(practice.section)
    return Text(
        f"{said.zh}\n借鉴{place.zh}〔{tag.zh}〕", f"{said.en}\nLearns from {place.en} [{tag.en}]"
    )


def _to_reach(report: GapReport, task: Task) -> Text:
    said = []
    if task.condition:
        said.append(without_remark(report.framework.condition_by_slug[task.condition].text))
    if task.goal:
        said.append(plain(task.goal))
    return joined(said, "\n", "\n")


def _how_far(plan: Plan, task: Task) -> Text:
    """The status, and the last note with its day."""
    said = [status_text(plan, task)]
    if task.note:
        day = task.noted_on.isoformat() if task.noted_on else ""
        said.append(plain(f"{day} {task.note}".strip()))
    return joined(said, "\n", "\n")
