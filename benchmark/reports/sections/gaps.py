"""The document on the ranked gaps: where we stand, what is documented, evidence, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.reports.blocks import Block, Heading, Item, Paragraph
from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.framework import Fact, Language, Practice, Text
from benchmark.scoring.practices import Offer
from benchmark.wording.labels import (
    GRADE,
    MAX_GRADE,
    NEARNESS,
    NOT_DOCUMENTED,
    OPEN,
    SECTION,
    STATUS,
)
from benchmark.wording.sentences import basis_text, count, place_of, quoted, section_tag

from .conclusion import gap_span, standing
from .first_steps import asks_for_evidence, evidence_step, is_overclaimed


def gaps_section(report: GapReport, language: Language) -> Iterator[Block]:
    """Each ranked gap: where it stands, what is documented, evidence, what to do."""
    yield Heading(1, SECTION["gaps"].in_language(language))
    told: dict[str, Text] = {}
    if not report.gaps:
        yield Paragraph(Text("没有列入排序的差距。", "No gap is ranked.").in_language(language))
    for trait in report.gaps:
        yield Heading(2, gap_title(trait).in_language(language))
        yield from _gap(report, trait, told, language)
    yield from _history(report, language)


def gap_title(trait: TraitReport) -> Text:
    """A gap's heading: trait, finding and size."""
    result = trait.result
    status = STATUS[result.status]
    gap = Text(f"{result.gap}级", count(result.gap or 0, "level"))
    if span := gap_span(result):
        gap = Text(span.zh, f"{span.en} levels")
    return Text(
        f"{result.trait.name.zh}（{status.zh}，差{gap.zh}）",
        f"{result.trait.name.en} ({status.en.lower()}, {gap.en} short)",
    )


def _gap(
    report: GapReport, trait: TraitReport, told: dict[str, Text], language: Language
) -> Iterator[Block]:
    def t(text: Text) -> str:
        return text.in_language(language)

    result = trait.result
    where = standing(report.framework, result)
    low, high = result.gap_low or 0, result.gap_high or 0
    span = Text(
        f"；按佐证的不确定范围，差距为{low}至{high}级。" if low != high else "。",
        f"; over the range that the evidence leaves the gap is {low} to {high} levels."
        if low != high
        else ".",
    )
    default = (
        Text("目标为默认值，即佐证等级的上一级。", " The target is the default: one level up.")
        if result.target_is_default
        else Text("", "")
    )
    yield Paragraph(t(where) + t(span) + t(default), lead=t(Text("现状", "Where it stands")))
    rung = result.trait.levels[(result.target or 1) - 1]
    basis = basis_text(rung.basis, trait.facts)
    yield Paragraph(
        t(
            Text(
                f"{rung.level}级，即“{rung.text.zh}”（{basis.zh}）。",
                f"Level {rung.level}: {rung.text.en} ({basis.en}).",
            )
        ),
        lead=t(Text("目标要求", "What the target asks")),
    )
    yield from _documented(report, trait, language)
    yield Paragraph(_evidence_state(trait, language), lead=t(Text("佐证情况", "Evidence")))
    yield from _practices(report, trait, told, language)


def _documented(report: GapReport, trait: TraitReport, language: Language) -> Iterator[Block]:
    """The documented examples of the trait, those of chosen comparators first."""
    yield Paragraph(
        Text(
            f"本特征有{len(trait.facts)}个实例。",
            f"{count(len(trait.facts), 'example')} of this trait.",
        ).in_language(language),
        lead=Text("参阅材料所载", "What is documented").in_language(language),
        announces=True,
    )
    others = [fact for fact in trait.facts if fact not in trait.comparator_facts]
    for fact in (*trait.comparator_facts, *others):
        yield Item(
            fact.statement.in_language(language),
            lead=_fact_lead(report, fact, chosen=fact in trait.comparator_facts).in_language(
                language
            ),
        )
    documented = {fact.cluster for fact in trait.comparator_facts}
    silent = [cluster.name for cluster in report.comparators if cluster.slug not in documented]
    if silent:
        yield Item(
            Text(f"{NOT_DOCUMENTED.zh}。", f"{NOT_DOCUMENTED.en}.").in_language(language),
            lead=Text(
                f"其他比较对象（{'、'.join(name.zh for name in silent)}）"
                if documented
                else f"比较对象（{'、'.join(name.zh for name in silent)}）",
                f"{'Other comparators' if documented else 'Comparators'} "
                f"({'; '.join(name.en for name in silent)})",
            ).in_language(language),
        )


def _fact_lead(report: GapReport, fact: Fact, *, chosen: bool) -> Text:
    name = report.framework.cluster_by_slug[fact.cluster].name
    tag = section_tag(fact.section)
    return Text(
        f"{name.zh}（{'比较对象，' if chosen else ''}{tag.zh}）",
        f"{name.en} ({'comparator, ' if chosen else ''}{tag.en})",
    )


def _evidence_state(trait: TraitReport, language: Language) -> str:
    result = trait.result
    number = len(result.rating.evidence)
    grade = GRADE[result.evidence_grade]
    if number:
        text = Text(
            f"现有佐证{number}项，最强的为{grade.zh}。",
            f"{count(number, 'item')}; the strongest is {grade.en}.",
        )
    else:
        text = Text("没有佐证材料。", "There is no evidence.")
    if is_overclaimed(result):
        step = evidence_step(result)
        text = Text(f"{text.zh}宜{step.zh}。", f"{text.en} {step.en}.")
    elif asks_for_evidence(trait):
        open_ = OPEN[result.status]
        text = Text(
            f"{text.zh}{open_.zh}，宜补充{GRADE[MAX_GRADE].zh}核实。",
            f"{text.en} {open_.en}: check it by {GRADE[MAX_GRADE].en}.",
        )
    return text.in_language(language)


def _practices(
    report: GapReport, trait: TraitReport, told: dict[str, Text], language: Language
) -> Iterator[Block]:
    lead = Text("可借鉴的做法", "What to do").in_language(language)
    if not trait.offers:
        yield Paragraph(
            Text(
                "参阅材料中没有对应本特征的经验做法，须另行研究。",
                "The bulletin documents no practice that serves this trait; measures must be "
                "worked out otherwise.",
            ).in_language(language),
            lead=lead,
        )
        return
    yield Paragraph(
        Text(
            f"参阅材料所载做法有{len(trait.offers)}项对应本特征，由近及远排列。",
            f"{count(len(trait.offers), 'documented practice')} "
            f"{'serves' if len(trait.offers) == 1 else 'serve'} this trait, the nearest first.",
        ).in_language(language),
        lead=lead,
        announces=True,
    )
    for offer in trait.offers:
        yield Heading(3, _offer_title(report, offer).in_language(language))
        for title, text in _offer_parts(trait, offer, told):
            yield Paragraph(text.in_language(language), lead=title.in_language(language))
        told.setdefault(offer.practice.slug, trait.result.trait.name)


def _offer_parts(
    trait: TraitReport, offer: Offer, told: dict[str, Text]
) -> Iterator[tuple[Text, Text]]:
    """A practice told in full; where a trait before has told it, only why it is offered."""
    practice = offer.practice
    before = told.get(practice.slug)
    if before is None:
        yield Text("具体做法", "What was done"), actions_text(practice)
    reason, nearness = offer_reason(trait, offer), NEARNESS[offer.nearness]
    yield (
        Text("推荐理由", "Why it is offered"),
        Text(f"{reason.zh}{nearness.zh}", f"{reason.en} {nearness.en}"),
    )
    if before is None:
        yield Text("实施条件", "What must be in place"), practice.condition
    else:
        yield (
            Text("具体做法和实施条件", "Actions and conditions"),
            Text(f"见前文{quoted(before.zh)}部分。", f"See above, under {before.en}."),
        )


def _offer_title(report: GapReport, offer: Offer) -> Text:
    practice = offer.practice
    cluster = report.framework.cluster_by_slug.get(practice.cluster or "")
    place, tag = place_of(cluster, practice.place), section_tag(practice.section)
    return Text(
        f"{practice.title.zh}（{place.zh}，{tag.zh}）",
        f"{practice.title.en} ({place.en}, {tag.en})",
    )


def actions_text(practice: Practice) -> Text:
    """What was done, as documented."""
    return Text(
        "".join(action.zh for action in practice.actions),
        " ".join(action.en for action in practice.actions),
    )


def offer_reason(trait: TraitReport, offer: Offer) -> Text:
    """Why a practice is held to serve the trait."""
    return offer.practice.trait_reasons[trait.result.trait.slug]


def _history(report: GapReport, language: Language) -> Iterator[Block]:
    """A structural trait below its target: said, not ranked."""
    for trait in report.traits:
        result = trait.result
        if result.trait.structural and result.gap:
            where = standing(report.framework, result)
            yield Paragraph(
                Text(
                    f"{where.zh}。该项由历史形成，不能靠工作改变，不列入排序，也不计入阶段。",
                    f"{where.en}. It is a matter of history that no measure changes: it is not "
                    "ranked and does not count in the stage.",
                ).in_language(language),
                lead=result.trait.name.in_language(language),
            )
