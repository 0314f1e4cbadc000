"""Annex 2: each gap in full, practices once each; what waits for proof or data behind it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.reports.blocks import (
    NOTHING,
    Block,
    Column,
    Heading,
    Table,
    announcement,
    item,
    paragraph,
)
from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.conditions import Finding
from benchmark.scoring.framework import Condition, Practice, Text
from benchmark.scoring.practices import Offer, shown_first, wanted_of
from benchmark.scoring.proposals import open_conditions
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import difference_text, documented_text
from benchmark.wording.labels import CONDITION, NEARNESS, NO_PRACTICE, NONE, OR
from benchmark.wording.reasons import figure_of, proven_reason
from benchmark.wording.sentences import (
    ended,
    joined,
    quoted,
    quoted_text,
    row_of,
    section_tag,
    without_remark,
)

from .words import (
    findings,
    first_offers,
    no_gap,
    practice_title,
    rationale,
    still_missing,
    way,
)

# Of the columns of conditions, where all four have something to say.
_SHARES = (0.32, 0.22, 0.2, 0.26)


def gaps_annex(report: GapReport) -> Iterator[Block[Text]]:
    """Ranked gaps in order; then what is to be proven, then what asks for data."""
    # Where a practice is told in full: the trait that told it.
    told: dict[str, Text] = {}
    if not report.gaps:
        yield paragraph(no_gap(report))
    for trait in report.gaps:
        yield from _gap(report, trait, told)
    later = [t for t in report.traits if t.result.status in ("prove", "data")]
    for trait in sorted(later, key=lambda t: t.result.status == "data"):
        yield from _later(report, trait)
    for trait in report.traits:
        if trait.result.trait.structural and trait.result.status == "gap":
            yield _heading(trait)
            yield paragraph(still_missing(trait.result), COLUMN["missing"])
            yield paragraph(
                Text(
                    "该项由历史形成，不能靠工作改变，不列入排序，也没有对应的做法。",
                    "It is a matter of history that no measure changes: it is not ranked, and no "
                    "practice is offered.",
                )
            )


def _heading(trait: TraitReport) -> Heading[Text]:
    name, levels = trait.result.trait.name, way(trait.result)
    return Heading(2, Text(f"{name.zh}　{levels.zh}", f"{name.en}: {levels.en}"))


def _gap(report: GapReport, trait: TraitReport, told: dict[str, Text]) -> Iterator[Block[Text]]:
    result = trait.result
    yield _heading(trait)
    yield from rationale(result)
    yield _conditions(report, trait)
    yield from _offers(report, trait, told)


def _conditions(report: GapReport, trait: TraitReport) -> Table[Text]:
    """The conditions on every equally good way to the target, beside what is documented."""
    result = trait.result
    rows: list[tuple[Text, ...]] = []
    for number, route in enumerate(result.routes):
        if number:
            rows.append((OR, NOTHING, NOTHING, NOTHING))
        for finding in findings(result, route.conditions):
            rows.append(
                (
                    finding.condition.text,
                    _own(finding),
                    _difference(finding),
                    _documented(report, finding.condition),
                )
            )
    named = (
        Text(f"{result.target}级的条件", f"Conditions of level {result.target}"),
        COLUMN["own"],
        COLUMN["difference"],
        COLUMN["documented"],
    )
    # A column of dashes says nothing.
    said = [i for i in range(len(named)) if any(row[i] not in (NONE, NOTHING) for row in rows)]
    whole = sum(_SHARES[i] for i in said)
    return Table(
        NOTHING,
        tuple(Column(named[i], _SHARES[i] / whole) for i in said),
        tuple(tuple(row[i] for i in said) for row in rows),
    )


def _own(finding: Finding) -> Text:
    state, own = CONDITION[finding.state], figure_of(finding)
    if not own.zh:
        return state
    return Text(f"{state.zh}　{own.zh}", f"{state.en}: {own.en}")


def _difference(finding: Finding) -> Text:
    if finding.difference is None or finding.condition.threshold is None:
        return NONE
    return difference_text(finding.difference, finding.condition.threshold)


def _documented(report: GapReport, condition: Condition) -> Text:
    """The bulletin's figures that belong to the condition, with whose they are."""
    figures = [report.framework.figure_by_key[key] for key in condition.documented]
    clusters = report.framework.cluster_by_slug
    found = []
    for figure in figures:
        tag = section_tag(figure.section)
        who = clusters[figure.cluster].name if figure.cluster else NOTHING
        found.append(
            Text(
                f"{who.zh}{documented_text(figure, 'zh-hans')}〔{tag.zh}〕",
                f"{who.en}: {documented_text(figure, 'en')} [{tag.en}]",
            )
        )
    return joined(found, "；\n", ";\n") if found else NONE


def _offers(report: GapReport, trait: TraitReport, told: dict[str, Text]) -> Iterator[Block[Text]]:
    if not trait.offers:
        yield paragraph(NO_PRACTICE, Text("可借鉴做法", "Practices"))
        return
    shown = shown_first(trait.result)
    # What the brief begins with comes first here too.
    first = first_offers(report).get(trait.result.trait.slug)
    offers = sorted(trait.offers, key=lambda offer: offer is not first)
    for offer in offers[:shown]:
        yield Heading(3, practice_title(report, offer))
        before = told.get(offer.practice.slug)
        for lead, text in offer_parts(trait, offer, before):
            yield paragraph(text, lead)
        told.setdefault(offer.practice.slug, trait.result.trait.name)
    rest = offers[shown:]
    if rest:
        yield announcement(
            Text("其余可借鉴的做法：", "Further practices:"),
        )
        for offer in rest:
            yield item(_in_short(report, trait, offer))


def offer_parts(
    trait: TraitReport, offer: Offer, before: Text | None = None
) -> Iterator[tuple[Text, Text]]:
    """A practice told in full; where a trait before has told it, only why it is offered."""
    practice = offer.practice
    yield COLUMN["measure"], ended(practice.measure)
    yield COLUMN["reason"], ended(offer_reason(trait, offer))
    if before is not None:
        yield (
            Text("具体做法和实施条件", "Actions and requirements"),
            Text(f"见前文{quoted(before.zh)}部分。", f"See above, under {before.en}."),
        )
        return
    yield COLUMN["action"], actions_text(practice)
    if practice.figures:
        yield COLUMN["documented"], ended(_practice_figures(practice))
    yield COLUMN["requirement"], practice.requirement


def offer_reason(trait: TraitReport, offer: Offer) -> Text:
    """Which condition a practice helps, and how near it is."""
    helped = trait.result.trait.condition_by_slug[offer.helps]
    condition = quoted_text(without_remark(helped.text))
    nearness = NEARNESS[offer.nearness]
    if offer.directly:
        return Text(
            f"直接有助于{condition.zh}；{nearness.zh}",
            f"helps directly with {condition.en}; {nearness.en}",
        )
    return Text(
        f"间接有助于{condition.zh}；{nearness.zh}",
        f"helps indirectly with {condition.en}; {nearness.en}",
    )


def actions_text(practice: Practice) -> Text:
    """What was done, as documented."""
    return joined(practice.actions, "", " ")


def _practice_figures(practice: Practice) -> Text:
    return joined(
        Text(
            f"{figure.measure.zh}{documented_text(figure, 'zh-hans')}",
            f"{figure.measure.en}: {documented_text(figure, 'en')}",
        )
        for figure in practice.figures
    )


def _in_short(report: GapReport, trait: TraitReport, offer: Offer) -> Text:
    title, reason = practice_title(report, offer), offer_reason(trait, offer)
    measure = offer.practice.measure
    return Text(
        f"{measure.zh}——{title.zh}；{reason.zh}。", f"{measure.en}: {title.en}; {reason.en}."
    )


def _later(report: GapReport, trait: TraitReport) -> Iterator[Block[Text]]:
    """What comes first is said first; practices stand behind it by name."""
    result = trait.result
    yield _heading(trait)
    lead = COLUMN["first_action"]
    if result.status == "prove":
        yield paragraph(ended(proven_reason(report.framework, result)), lead)
    else:
        names = row_of(result.trait.condition_by_slug[s].text for s in open_conditions(result))
        yield paragraph(
            Text(
                f"查清以下情况（见附件5）：{names.zh}。",
                f"Establish whether these are met (Annex 5): {names.en}.",
            ),
            lead,
        )
    if not trait.offers:
        if wanted_of(result) and not result.trait.structural:
            yield paragraph(NO_PRACTICE, Text("其后可借鉴", "Practices to draw on afterwards"))
        return
    said = joined(
        (
            Text(f"{o.practice.measure.zh}（{t.zh}）", f"{o.practice.measure.en} ({t.en})")
            for o in trait.offers
            for t in (section_tag(o.practice.section),)
        ),
        "；",
        "; ",
    )
    yield paragraph(ended(said), Text("其后可借鉴", "Practices to draw on afterwards"))
