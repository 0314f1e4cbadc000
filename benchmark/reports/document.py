"""The report as a document tree in one language: a brief, then its annexes.

Word, PDF and page render this tree and nothing else, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from benchmark.scoring.framework import Language, Text
from benchmark.wording.industry import industry_name
from benchmark.wording.labels import DEMO, DRAFT, REPORT, SECTION
from benchmark.wording.numerals import annex_number, heading_number, next_number
from benchmark.wording.sentences import date_text, edition_name
from benchmark.wording.text_width import text_width

from .blocks import (
    Block,
    Document,
    Heading,
    PageBreak,
    Texts,
    Unanswered,
    paragraph,
    translated,
)
from .gap_report import GapReport, Origin
from .sections.answers import answers_annex, is_begun
from .sections.brief import brief
from .sections.figures import figures_annex, has_figures
from .sections.gaps import gaps_annex
from .sections.judgement import is_unrated
from .sections.last_year import has_annex, last_year_annex
from .sections.method import method_annex
from .sections.plan import plan_annex
from .sections.since import since_annex
from .sections.todo import data_annex
from .sections.traits import traits_annex

# Chinese characters of who prepared it and when that have room in a line.
_SUBTITLE_LINE = 32

# In order; each starts where the one before it ends. Other sections name annexes 1 to 6 by number.
ANNEXES: dict[str, Callable[[GapReport], Iterator[Block[Text]]]] = {
    "traits": traits_annex,
    "each_gap": gaps_annex,
    "figures": figures_annex,
    "answers": answers_annex,
    "data": data_annex,
    "plan": plan_annex,
    "last_year": last_year_annex,
    "since": since_annex,
    "method": method_annex,
}


def document(report: GapReport, language: Language, *, brief_only: bool = False) -> Document:
    """The whole report in one language, or its brief alone."""
    return in_language(texts(report, brief_only=brief_only), language)


def texts(report: GapReport, *, brief_only: bool = False) -> Texts:
    """What the report says in both languages."""
    origin = report.origin
    unanswered = [t.result.trait for t in report.traits if t.result.state == "unanswered"]
    return Texts(
        title=title(report),
        subject=REPORT,
        organisation=origin.organisation,
        prepared_on=origin.prepared_on,
        edition=origin.edition,
        draft=origin.draft,
        marks=marks_of(origin),
        unanswered=tuple(Unanswered(t.slug, t.name) for t in unanswered) if origin.draft else (),
        brief=tuple(brief(report)),
        annexes=() if brief_only else tuple(_annexes(report)),
    )


def in_language(said: Texts, language: Language, *, brief_only: bool = False) -> Document:
    """The document in one language."""
    blocks = said.brief if brief_only else (*said.brief, *said.annexes)
    return Document(
        title=said.title.in_language(language),
        subtitle=_subtitle(said, language),
        marks=tuple(mark.in_language(language) for mark in said.marks),
        draft=said.draft,
        unanswered=said.unanswered,
        language=language,
        author=said.organisation,
        subject=said.subject.in_language(language),
        prepared_on=said.prepared_on,
        blocks=tuple(_numbered((translated(block, language) for block in blocks), language)),
    )


def _subtitle(said: Texts, language: Language) -> str:
    """Who prepared it, when, and which edition it is where it is not the first."""
    prepared = date_text(said.prepared_on, language) if said.prepared_on else ""
    edition = edition_name(said.edition).in_language(language) if said.edition > 1 else ""
    between = Text("　", " · ").in_language(language)
    dated = between.join(part for part in (prepared, edition) if part)
    if text_width(said.organisation + dated) > _SUBTITLE_LINE:
        # No line ends within the date.
        return "\n".join(part for part in (said.organisation, dated) if part)
    return between.join(part for part in (said.organisation, dated) if part)


def marks_of(origin: Origin) -> tuple[Text, ...]:
    """What every page of a report must say of its data."""
    return (DRAFT,) * origin.draft + (DEMO,) * origin.demo


def title(report: GapReport) -> Text:
    """The title of the report: place, industry, what it is."""
    name = industry_name(report.assessment.industry)
    return Text(f"{name.zh}{REPORT.zh}", f"{REPORT.en}: {name.en}")


def _annexes(report: GapReport) -> Iterator[Block[Text]]:
    keys = annexes(report)
    yield paragraph(_annex_list(keys), SECTION["annexes"], small=True)
    yield PageBreak()
    for key in keys:
        yield Heading(1, SECTION[key], key, annex=True)
        yield from ANNEXES[key](report)


def annexes(report: GapReport) -> tuple[str, ...]:
    """The keys of the annexes that have something to say: that of the plan only once there is one,
    what changed since the year or the edition before only where something did; where nothing is
    rated, what is entered, what is to be obtained and how it will be rated."""
    left_out = {
        key for key, content in (("plan", report.plan), ("since", report.since)) if content is None
    }
    left_out |= set() if has_annex(report) else {"last_year"}
    if is_unrated(report):
        left_out |= {"traits", "each_gap"}
        left_out |= set() if has_figures(report) else {"figures"}
        left_out |= set() if is_begun(report) else {"answers"}
    return tuple(key for key in ANNEXES if key not in left_out)


def _annex_list(keys: Iterable[str]) -> Text:
    # No line ends between a number and its name.
    names = [SECTION[key] for key in keys]
    return Text(
        "　".join(f"{i}.\u00a0{name.zh}" for i, name in enumerate(names, 1)),
        "; ".join(f"{i}.\u00a0{name.en}" for i, name in enumerate(names, 1)) + ".",
    )


def _numbered(blocks: Iterable[Block[str]], language: Language) -> Iterator[Block[str]]:
    """Headings with their numbers: those of annexes count apart from those of the brief."""
    numbers: tuple[int, ...] = ()
    in_annexes = False
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        if block.annex and not in_annexes:
            numbers, in_annexes = (), True
        numbers = next_number(numbers, block.level)
        number = annex_number if in_annexes else heading_number
        yield replace(block, number=number(numbers, language), annex=in_annexes)
