"""The brief: what a leader reads. Judgement, strengths, gaps, what comes first, who does it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmark.charts.data import in_words, marks
from benchmark.charts.svg import gap_chart_svg, narrow_gap_chart_svg
from benchmark.reports.blocks import (
    NOTHING,
    Block,
    Chart,
    Column,
    Heading,
    Note,
    Table,
    drawn,
    paragraph,
)
from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.scoring.framework import Text
from benchmark.scoring.practices import Offer
from benchmark.scoring.profile import HEADLINE_RANKS, TraitResult
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import SECTION, STATUS
from benchmark.wording.sentences import ended, joined, run_on, trait_names

from .judgement import certainty, is_unrated, judgement, strengths
from .last_year import last_year_line
from .plan import begins_with, work
from .todo import first_table, wanted
from .words import first_action, first_offers, no_gap, own_figures, still_missing, way

_NOTHING_MET = Text("不符合2级条件", "The conditions of level 2 are not met")


def brief(report: GapReport) -> Iterator[Block[Text]]:
    """All sections of the brief; one with nothing to say is left out.

    Where nothing is rated it is what to obtain, a list that fills its page.
    """
    nothing = is_unrated(report)
    yield _heading("judgement")
    yield paragraph(judgement(report))
    if not nothing:
        yield _heading("strengths")
        yield paragraph(strengths(report))
        yield gap_chart(report)
        yield from _gaps(report)
    # Behind what is asked for first: the main gaps stay on page one.
    yield from last_year_line(report)
    if wanted(report):
        yield _heading("first")
        yield from first_table(report)
    yield from work(report)
    if not nothing:
        yield _heading("certainty")
    yield paragraph(run_on(certainty(report)), small=nothing)


def _heading(key: str) -> Heading[Text]:
    return Heading(1, SECTION[key], key)


def gap_chart(report: GapReport) -> Chart[Text]:
    """Where the seven traits stand."""
    shown = marks(report.profile.traits)
    said = in_words(shown)
    return Chart(
        drawn(partial(gap_chart_svg, shown, report.framework.ladder)),
        drawn(partial(narrow_gap_chart_svg, shown)),
        Text(f"差距图。{said.zh}", f"Gap chart. {said.en}"),
        NOTHING,
        0.84,
    )


def _gaps(report: GapReport) -> Iterator[Block[Text]]:
    yield _heading("gaps")
    if not report.gaps:
        yield paragraph(run_on((no_gap(report), *_left_out(report))))
        return
    yield Table(
        NOTHING,
        (
            Column(COLUMN["trait_and_target"], 0.13),
            Column(COLUMN["standing"], 0.23),
            Column(COLUMN["missing"], 0.23),
            Column(COLUMN["first_action"], 0.41),
        ),
        tuple(_gap_rows(report)),
        strong=(0, 3),
    )
    notes = tuple(_left_out(report))
    if notes:
        yield Note(run_on(notes))


def _left_out(report: GapReport) -> Iterator[Text]:
    """What the table does not show: figures, further gaps, what the leadership asks for."""
    bare = [trait.result for trait in report.headline if standing(trait) == _NOTHING_MET]
    if bare:
        names = trait_names(bare)
        yield Text(f"{names.zh}没有填报数据。", f"No figures are entered for {names.en}.")
    others = report.gaps[HEADLINE_RANKS:]
    if others:
        names = trait_names([trait.result for trait in others])
        more = "a further gap" if len(others) == 1 else "further gaps"
        yield Text(
            f"另有{names.zh}有差距。",
            f"There {'is' if len(others) == 1 else 'are'} {more} in {names.en}.",
        )
    focus = [report.trait(slug).result for slug in report.assessment.focus]
    unranked = [result for result in focus if result.rank is None]
    if unranked:
        said = joined(map(_why_unranked, unranked), "、", ", ")
        yield Text(
            f"领导重点中不列入差距的：{said.zh}。",
            f"In the leadership's focus but not ranked as gaps: {said.en}.",
        )


def _why_unranked(result: TraitResult) -> Text:
    why = STATUS[result.status]
    if result.status == "gap":
        why = Text("由历史形成，不排序", "a matter of history")
    name = result.trait.name
    return Text(f"{name.zh}（{why.zh}）", f"{name.en} ({why.en.lower()})")


def _gap_rows(report: GapReport) -> Iterator[tuple[Text, ...]]:
    offers, told = first_offers(report), set[str]()
    for trait in report.headline:
        result, offer = trait.result, offers.get(trait.result.trait.slug)
        name, levels = result.trait.name, way(result)
        again = offer is not None and offer.practice.slug in told
        yield (
            joined((name, levels, *_proof(result)), "\n", "\n"),
            standing(trait),
            still_missing(result, in_short=True),
            _first_action(report, trait, offer, again=again),
        )
        if offer:
            told.add(offer.practice.slug)


def _first_action(
    report: GapReport, trait: TraitReport, offer: Offer | None, *, again: bool
) -> Text:
    """The plan's measure where it has one of its own, else the practice's."""
    measure = begins_with(report, trait.result.trait.slug, offer)
    if measure is None or (offer and measure == offer.practice.measure):
        return first_action(offer, again=again)
    return ended(measure)


def _proof(result: TraitResult) -> Iterator[Text]:
    """How far the claim that a gap is reckoned from is proven, where that is less."""
    if result.claim is not None and result.proven is not None and result.proven < result.claim:
        yield Text(f"佐证{result.proven}级", f"proven: level {result.proven}")


def standing(trait: TraitReport) -> Text:
    """The trait's own figures; where there are none, what is met."""
    figures = own_figures(trait)
    if figures:
        return joined(figures, "；\n", ";\n")
    met = [item.finding.condition.text for item in trait.result.conditions if item.state == "met"]
    if met:
        return joined(met, "；\n", ";\n")
    return _NOTHING_MET
