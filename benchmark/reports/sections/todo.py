"""The document on what else is to be done: evidence, data, figures compared, division of work."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.reports.blocks import Block, Column, Heading, Item, Note, Paragraph, Table
from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.figures import Comparison
from benchmark.scoring.framework import Language, Text
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import (
    documented_text,
    own_figure_text,
    own_text,
    unit_text,
    verdict_text,
    warnings,
)
from benchmark.wording.labels import FIGURES_ALONE, GRADE, MAX_GRADE, OPEN, SECTION, STATE
from benchmark.wording.sentences import count, level_range, quoted, section_tag

from .figures import detail_text, figures_alone, points_text
from .first_steps import (
    asks_for_evidence,
    data_leads,
    evidence_step,
    first_step,
    is_overclaimed,
    needed_grade,
    practice_step,
    waiting_for_evidence,
)


def evidence_section(report: GapReport, language: Language) -> Iterator[Block]:
    """Where evidence is what is missing: asked for as evidence, never as a level to reach."""
    yield Heading(1, SECTION["evidence"].in_language(language))
    first = (*report.evidence_first, *report.to_prove)
    others = (trait for trait in report.traits if asks_for_evidence(trait) and trait not in first)
    items = [*first, *others]
    if not items:
        yield Paragraph(
            Text("没有因佐证不足而待补的特征。", "No trait waits for evidence.").in_language(
                language
            )
        )
    for trait in items:
        name, text = trait.result.trait.name, evidence_text(trait)
        yield Item(text.in_language(language), lead=name.in_language(language))


def evidence_text(trait: TraitReport) -> Text:
    """What evidence a trait needs, and why."""
    result = trait.result
    grade = GRADE[result.evidence_grade]
    have = Text(
        f"现有最强佐证为{grade.zh}" if result.evidence_grade else "没有佐证材料",
        f"the strongest evidence is {grade.en}"
        if result.evidence_grade
        else "there is no evidence",
    )
    sources = _data_sources(trait)
    if result.status == "to_prove":
        span = level_range(result.low, result.high)
        return Text(
            f"佐证等级已达目标，但{have.zh}，实际可能为{span.zh}。"
            f"补充{GRADE[MAX_GRADE].zh}后即可确认。可查：{sources.zh}。",
            f"The supported level meets the target, but {have.en}, so it may be {span.en}. "
            f"{GRADE[MAX_GRADE].en.capitalize()} would settle it. Where to look: {sources.en}.",
        )
    if not is_overclaimed(result):
        span, open_ = level_range(result.low, result.high), OPEN[result.status]
        return Text(
            f"{open_.zh}：{have.zh}，实际可能为{span.zh}，目标为{result.target}级。"
            f"补充{GRADE[MAX_GRADE].zh}后即可核实。可查：{sources.zh}。",
            f"{open_.en}: {have.en}, so it may be {span.en} against a target of "
            f"level {result.target}. {GRADE[MAX_GRADE].en.capitalize()} would settle it. "
            f"Where to look: {sources.en}.",
        )
    needed = GRADE[needed_grade(result.claim or 1)]
    return Text(
        f"自评{result.claim}级，{have.zh}，只能支持{result.supported}级。"
        f"要支持自评的等级，须补充{needed.zh}。可查：{sources.zh}。",
        f"Claimed level {result.claim}, but {have.en}, which supports level {result.supported} "
        f"only. To support the claim, add {needed.en}. Where to look: {sources.en}.",
    )


def _data_sources(trait: TraitReport) -> Text:
    """Who usually has the data of a trait's indicators, each once."""
    found = dict.fromkeys(indicator.data_source for indicator in trait.result.trait.indicators)
    return Text("、".join(s.zh for s in found), "; ".join(s.en for s in found))


def data_section(report: GapReport, language: Language) -> Iterator[Block]:
    """Which data the traits that are not rated need, and who usually has it."""

    def t(text: Text) -> str:
        return text.in_language(language)

    yield Heading(1, t(SECTION["data"]))
    missing = len(report.data_to_obtain)
    if not missing:
        yield Paragraph(
            t(
                Text(
                    "各项特征均已评定，没有待取得的数据。",
                    "Every trait is rated; no data is missing.",
                )
            )
        )
        return
    yield Paragraph(
        t(
            Text(
                f"{missing}项特征尚未评定，下列数据凡能取得的均须取得。",
                f"{count(missing, 'trait')} {'is' if missing == 1 else 'are'} not rated. Obtain "
                "as much of the following data as can be had.",
            )
        ),
        announces=True,
    )
    yield Table(
        t(SECTION["data"]),
        (
            Column(t(COLUMN["trait"]), 0.18),
            Column(t(COLUMN["indicator"]), 0.22),
            Column(t(COLUMN["definition"]), 0.36),
            Column(t(COLUMN["data_source"]), 0.24),
        ),
        tuple(
            (
                f"{t(trait.result.trait.name)}\n{t(STATE[trait.result.rating.state])}",
                t(
                    Text(
                        f"{indicator.name.zh}（{unit_text(indicator.unit).zh}）",
                        f"{indicator.name.en} ({unit_text(indicator.unit).en})",
                    )
                ),
                t(indicator.definition),
                t(indicator.data_source),
            )
            for trait in report.data_to_obtain
            for indicator in trait.result.trait.indicators
        ),
    )


def figures_section(report: GapReport, language: Language) -> Iterator[Block]:
    """Own figures against documented ones; those without a counterpart are said to have none."""

    def t(text: Text) -> str:
        return text.in_language(language)

    yield Heading(1, t(SECTION["figures"]))
    comparisons = [figure for trait in report.traits for figure in trait.figures]
    if comparisons:
        yield Table(
            t(SECTION["figures"]),
            (
                Column(t(COLUMN["indicator"]), 0.17),
                Column(t(COLUMN["local"]), 0.22),
                Column(t(COLUMN["documented"]), 0.25),
                Column(t(COLUMN["verdict"]), 0.2),
                Column(t(COLUMN["note"]), 0.16),
            ),
            tuple(_figure_row(report, figure, language) for figure in comparisons),
        )
        # What a remark is about has to stand with it.
        notes = dict.fromkeys(
            t(Text("{}：{}", "{}: {}")).format(t(f.indicator.name), t(f.documented.note))
            for f in comparisons
            if f.documented.note
        )
        if notes:
            between = "" if language == "zh-hans" else " "
            yield Note(t(Text("说明　", "Notes. ")) + between.join(notes))
    lonely = [
        own_figure_text(own, report.framework.indicator_by_slug[own.indicator], language)
        for own in figures_alone(report)
    ]
    if lonely:
        separator = "；" if language == "zh-hans" else "; "
        yield Paragraph(
            separator.join(lonely) + t(Text("。", ".")),
            lead=t(FIGURES_ALONE),
        )
    if comparisons or lonely:
        yield Note(t(own_source(report)))
    else:
        yield Paragraph(t(Text("没有填报指标数据。", "No figures have been entered.")))


def own_source(report: GapReport) -> Text:
    """Where all local figures come from."""
    who = report.origin.organisation
    return Text(
        f"本地数据由{who or '填报单位'}填报。", f"Source of local figures: {who or 'the user'}."
    )


def _figure_row(report: GapReport, figure: Comparison, language: Language) -> tuple[str, ...]:
    own, documented = figure.own, figure.documented
    cluster = report.framework.cluster_by_slug.get(documented.cluster or "")
    product = documented.product.in_language(language) if documented.product else None
    tag = section_tag(documented.section)
    who = cluster.name if cluster else Text("", "")
    where = Text(f"{who.zh}（{tag.zh}）", f"{who.en} ({tag.en})".lstrip())
    points = points_text(figure)
    verdict = verdict_text(figure).in_language(language)
    if points:
        verdict += "\n" + points.in_language(language)
    return (
        figure.indicator.name.in_language(language),
        own_text(own, language) + detail_text(own.product, own.year, language),
        documented_text(documented, language)
        + detail_text(product, documented.year, language)
        + "\n"
        + where.in_language(language),
        verdict,
        warnings(figure).in_language(language),
    )


def work_section(report: GapReport, language: Language) -> Iterator[Block]:
    """A table to be filled in: who leads, who supports, by when."""

    def t(text: Text) -> str:
        return text.in_language(language)

    yield Heading(1, t(SECTION["work"]))
    tasks = work_tasks(report)
    if not tasks:
        yield Paragraph(
            t(Text("目前没有须分工落实的任务。", "There is no task to be assigned at present."))
        )
        return
    yield Paragraph(
        t(
            Text(
                "任务由测算结果生成，牵头单位、配合单位和完成时限由使用单位研究后填写。",
                "The tasks follow from the result; lead unit, supporting units and deadline are "
                "for the user to fill in.",
            )
        ),
        announces=True,
    )
    yield Table(
        t(SECTION["work"]),
        (
            Column(t(COLUMN["number"]), 0.08, centred=True),
            Column(t(COLUMN["task"]), 0.47),
            Column(t(COLUMN["lead"]), 0.15),
            Column(t(COLUMN["support_unit"]), 0.15),
            Column(t(COLUMN["deadline"]), 0.15),
        ),
        tuple((str(i), t(task), "", "", "") for i, task in enumerate(tasks, 1)),
    )


def work_tasks(report: GapReport) -> tuple[Text, ...]:
    """One task per ranked gap, per other trait that asks for evidence, per trait without data,
    in the order of the first page's steps."""
    data = tuple(_data_task(trait) for trait in report.data_to_obtain)
    others = (
        *(_gap_task(trait) for trait in report.gaps),
        *(_step_task(trait) for trait in waiting_for_evidence(report)),
    )
    return (*data, *others) if data_leads(report) else (*others, *data)


def _gap_task(trait: TraitReport) -> Text:
    result = trait.result
    name, year = result.trait.name, result.rating.target_year
    parts = [*_proof(trait), practice_step(trait)]
    if result.status == "confirmed":
        parts.reverse()
    return Text(
        f"{quoted(name.zh)}由{result.supported}级提升到{result.target}级"
        f"{f'（{year}年）' if year else ''}：{'；'.join(part.zh for part in parts)}",
        f"{name.en}: from level {result.supported} to level {result.target}"
        f"{f' ({year})' if year else ''}. {'. '.join(part.en for part in parts)}",
    )


def _proof(trait: TraitReport) -> Iterator[Text]:
    """The evidence that a ranked gap asks for. It comes first where the gap is only possible."""
    if is_overclaimed(trait.result):
        yield evidence_step(trait.result)
    elif asks_for_evidence(trait):
        grade = GRADE[MAX_GRADE]
        yield Text(f"补充{grade.zh}，核实差距", f"Add {grade.en} to check the gap")


def _step_task(trait: TraitReport) -> Text:
    name, step = trait.result.trait.name, first_step(trait)
    return Text(f"{quoted(name.zh)}：{step.zh}", f"{name.en}: {step.en}")


def _data_task(trait: TraitReport) -> Text:
    name = trait.result.trait.name
    indicators = [indicator.name for indicator in trait.result.trait.indicators]
    return Text(
        f"{quoted(name.zh)}：取得{'、'.join(i.zh for i in indicators)}等数据，完成评定",
        f"{name.en}: obtain the data and rate ({'; '.join(i.en for i in indicators)})",
    )
