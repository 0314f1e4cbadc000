"""Annex 4: every condition with its state, by what, and its evidence; all evidence items."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.reports.blocks import (
    NOTHING,
    Block,
    Column,
    Heading,
    Note,
    Table,
    paragraph,
    plain,
)
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.assessment import Evidence
from benchmark.scoring.checks import is_link
from benchmark.scoring.framework import Text, Trait
from benchmark.scoring.grades import item_grade
from benchmark.scoring.profile import ConditionResult, TraitResult
from benchmark.scoring.text import is_visible
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import CONDITION, GRADE, NONE, NOT_KNOWN
from benchmark.wording.reasons import condition_reason
from benchmark.wording.sentences import bracketed, joined, sentence_case, trait_names

from .words import rationale


def answers_annex(report: GapReport) -> Iterator[Block[Text]]:
    blank = [result for result in report.profile.traits if _is_blank(result)]
    ranked = {trait.result.trait.slug for trait in report.gaps}
    for result in report.profile.traits:
        if result in blank:
            continue
        yield Heading(2, result.trait.name)
        # A ranked gap's rationale stands where the gap is told.
        if result.trait.slug not in ranked:
            yield from rationale(result)
        if result.rating.not_known:
            yield Note(NOT_KNOWN)
        yield _conditions(result)
    if blank:
        names = trait_names(blank)
        yield paragraph(
            Text(f"{names.zh}没有填写。", f"Nothing has been entered for {names.en}."), small=True
        )
    yield Heading(2, Text("佐证材料", "Evidence"))
    yield from _evidence(report)


def is_begun(report: GapReport) -> bool:
    """Whether anything is entered but that nothing is known."""
    return bool(report.assessment.evidence) or any(
        rating.figures or is_visible(rating.rationale) or set(rating.answers.values()) - {"unknown"}
        for rating in report.assessment.ratings
    )


def _is_blank(result: TraitResult) -> bool:
    rating = result.rating
    given = rating.answers or rating.figures or rating.not_known or is_visible(rating.rationale)
    return not given and all(item.state == "unknown" for item in result.conditions)


def level_of(trait: Trait, condition: str) -> int:
    """The lowest level that asks for a condition."""
    return min(route.level for route in trait.routes if condition in route.conditions)


def _conditions(result: TraitResult) -> Table[Text]:
    return Table(
        NOTHING,
        (
            Column(COLUMN["level"], 0.065, centred=True),
            Column(COLUMN["condition"], 0.34),
            Column(COLUMN["answer"], 0.11),
            Column(COLUMN["basis"], 0.3),
            Column(COLUMN["evidence"], 0.185),
        ),
        tuple(_condition_row(result.trait, item) for item in result.conditions),
    )


def _condition_row(trait: Trait, item: ConditionResult) -> tuple[Text, ...]:
    level = level_of(trait, item.slug)
    grade = sentence_case(GRADE[item.grade])
    return (
        Text(f"{level}级", str(level)),
        item.finding.condition.text,
        CONDITION[item.state],
        sentence_case(condition_reason(trait, item.finding)),
        grade if item.state == "met" else NONE,
    )


def _evidence(report: GapReport) -> Iterator[Block[Text]]:
    items = report.assessment.evidence
    if not items:
        yield paragraph(Text("没有佐证材料。", "No evidence has been entered."), small=True)
        return
    for number, item in enumerate(items, 1):
        address = item.url if is_link(item.url) else ""
        yield paragraph(_sentence(report, number, item), small=True, address=address)
    if any(item_grade(item) < item.grade for item in items):
        yield Note(
            Text(
                f"没有日期的按{GRADE[1].zh}计，没有网址或文号的最高按{GRADE[2].zh}计。",
                f"Without a date an item counts as {GRADE[1].en}, without an address or document "
                f"number at most as {GRADE[2].en}.",
            )
        )


def grade_text(item: Evidence) -> Text:
    """The type that counts; one that is lowered says what it was entered as."""
    counts = sentence_case(GRADE[item_grade(item)])
    if item_grade(item) == item.grade:
        return counts
    entered = GRADE[item.grade]
    return Text(f"{counts.zh}（填报为{entered.zh}）", f"{counts.en} (entered as: {entered.en})")


def proved(report: GapReport, item: Evidence) -> Text:
    """The conditions that an item proves, of whatever trait."""
    conditions = report.framework.condition_by_slug
    return joined((conditions[slug].text for slug in item.conditions), "；", "; ")


def _sentence(report: GapReport, number: int, item: Evidence) -> Text:
    """All of an item but a web address."""
    document_number = "" if is_link(item.url) else item.url
    details = [text for text in (item.source, item.date, document_number) if is_visible(text)]
    said = joined([grade_text(item), *map(plain, details)], "，", ", ")
    of = proved(report, item)
    proves = Text(f"，证明：{of.zh}", f"; proves: {of.en}") if of.zh else NOTHING
    zh, en = bracketed(said.zh, "zh-hans"), bracketed(said.en, "en")
    return Text(
        f"{number}. {item.title}{zh}{proves.zh}。", f"{number}. {item.title}{en}{proves.en}."
    )
