"""Finds words in the reference data: terms, names, conditions, indicators, facts, practices.

Both languages are searched whatever the interface's language is: a term such as 首台套 may be
known in one of them only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmark.scoring.framework import DocumentedFigure, Fact, Framework, Language, Text
from benchmark.wording.glossary import TERMS

Kind = Literal["term", "cluster", "trait", "condition", "indicator", "fact", "practice"]
KINDS: tuple[Kind, ...] = (
    "term",
    "cluster",
    "trait",
    "condition",
    "indicator",
    "fact",
    "practice",
)

QUERY_LIMIT = 100
# A snippet keeps so many characters on either side of the first match.
CONTEXT: dict[Language, int] = {"zh-hans": 32, "en": 72}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a snippet. `matched` pieces are what the reader looked for."""

    text: str
    matched: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Where something was found. `slug` is the page's: of a fact, that of its cluster; '' of a
    term, which the home page explains.

    `anchor` is the place within the page, '' for its top. `language` is that of the snippet.
    `is_title`: the snippet is the whole title, which need not be said twice.
    """

    kind: Kind
    slug: str
    anchor: str
    title: Text
    snippet: tuple[Piece, ...]
    language: Language
    is_title: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Kind
    slug: str
    anchor: str
    title: Text
    texts: tuple[Text, ...]


def search(framework: Framework, query: str, language: Language) -> dict[Kind, list[Hit]]:
    """Hits by kind, in the framework's order; kinds without a hit are left out.

    Every word of the query must occur in an entry, in either language. Case, width (NFKC),
    spaces and punctuation do not matter: 首台套 finds 首台（套）.
    """
    terms = [term for term in (fold(word)[0] for word in query[:QUERY_LIMIT].split()) if term]
    found: dict[Kind, list[Hit]] = {}
    if not terms:
        return found
    for entry in _entries(framework):
        whole = " ".join(fold(version)[0] for text in entry.texts for version in (text.zh, text.en))
        if all(term in whole for term in terms):
            found.setdefault(entry.kind, []).append(_hit(entry, terms, language))
    return found


def fold(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the index in the original."""
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for sign in unicodedata.normalize("NFKC", character).casefold():
            # Letters, digits and marks; signs such as brackets and spaces only get in the way.
            if unicodedata.category(sign)[0] in "LNM":
                folded.append(sign)
                origin.append(index)
    return "".join(folded), origin


def _hit(entry: _Entry, terms: Sequence[str], language: Language) -> Hit:
    other: Language = "en" if language == "zh-hans" else "zh-hans"
    best: tuple[int, str, Language] = (0, "", language)
    for shown in (language, other):
        for text in entry.texts:
            version = text.in_language(shown)
            count = sum(term in fold(version)[0] for term in terms)
            if count > best[0]:
                best = (count, version, shown)
    _, version, shown = best
    repeats = version == entry.title.in_language(language)
    return Hit(
        kind=entry.kind,
        slug=entry.slug,
        anchor=entry.anchor,
        title=entry.title,
        snippet=tuple(_snippet(version, terms, len(version) if repeats else CONTEXT[shown])),
        language=shown,
        is_title=repeats,
    )


def _snippet(text: str, terms: Sequence[str], context: int) -> Iterator[Piece]:
    spans = _spans(text, terms)
    start = max(0, spans[0][0] - context)
    end = min(len(text), spans[0][1] + context)
    position = start
    if start:
        yield Piece("…", False)
    for first, last in spans:
        if last > end:
            break
        yield Piece(text[position:first], False)
        yield Piece(text[first:last], True)
        position = last
    yield Piece(text[position:end] + ("…" if end < len(text) else ""), False)


def _spans(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the original text: sorted, without overlap."""
    folded, origin = fold(text)
    found = sorted(
        (origin[at], _with_bracket(text, origin[at], origin[at + len(term) - 1] + 1))
        for term in terms
        for at in _positions(folded, term)
    )
    spans: list[tuple[int, int]] = []
    for first, last in found:
        if not spans or first >= spans[-1][1]:
            spans.append((first, last))
    return spans


def _with_bracket(text: str, first: int, last: int) -> int:
    """The end of a match, with the bracket that closes one opened inside: 首台（套）."""
    opened = any(unicodedata.category(sign) == "Ps" for sign in text[first:last])
    closes = last < len(text) and unicodedata.category(text[last]) == "Pe"
    return last + 1 if opened and closes else last


def _positions(folded: str, term: str) -> Iterator[int]:
    at = folded.find(term)
    while at >= 0:
        yield at
        at = folded.find(term, at + len(term))


def _entries(framework: Framework) -> Iterator[_Entry]:
    sections: tuple[Callable[[Framework], Iterable[_Entry]], ...] = (
        _terms,
        _clusters,
        _traits,
        _conditions,
        _indicators,
        _facts,
        _practices,
    )
    for section in sections:
        yield from section(framework)


def _terms(_: Framework) -> Iterator[_Entry]:
    for item in TERMS:
        # In one text: whoever looks for a term wants to read what it means.
        explained = Text(f"{item.name.zh}：{item.meaning.zh}", f"{item.name.en}: {item.meaning.en}")
        yield _Entry("term", "", "terms", item.name, (explained,))


def _clusters(framework: Framework) -> Iterator[_Entry]:
    for item in framework.clusters:
        sector = framework.sector_by_slug[item.sector].name
        texts = (item.name, sector, item.province, *item.cities)
        yield _Entry("cluster", item.slug, "", item.name, texts)


def _traits(framework: Framework) -> Iterator[_Entry]:
    for item in framework.traits:
        yield _Entry("trait", item.slug, "", item.name, (item.name, item.general, item.note))


def _conditions(framework: Framework) -> Iterator[_Entry]:
    for trait in framework.traits:
        for item in trait.conditions:
            texts = (item.text, item.proof, item.holder, trait.name)
            yield _Entry("condition", trait.slug, f"c-{item.slug}", item.text, texts)


def _indicators(framework: Framework) -> Iterator[_Entry]:
    for trait in framework.traits:
        for item in trait.indicators:
            texts = (item.name, item.definition, item.data_source, item.holder)
            yield _Entry("indicator", trait.slug, f"i-{item.slug}", item.name, texts)


def _facts(framework: Framework) -> Iterator[_Entry]:
    for item in framework.facts:
        title = _fact_title(framework, item)
        texts = (item.statement, *_figure_texts(item.figures), title)
        yield _Entry("fact", item.cluster, item.trait, title, texts)


def _fact_title(framework: Framework, fact: Fact) -> Text:
    cluster = framework.cluster_by_slug[fact.cluster].name
    trait = framework.trait_by_slug[fact.trait].name
    return Text(f"{cluster.zh}：{trait.zh}", f"{cluster.en}: {trait.en}")


def _practices(framework: Framework) -> Iterator[_Entry]:
    for item in framework.practices:
        texts = (
            item.title,
            item.place,
            item.summary,
            *item.actions,
            *_figure_texts(item.figures),
            item.measure,
            item.requirement,
        )
        yield _Entry("practice", item.slug, "", item.title, texts)


def _figure_texts(figures: Sequence[DocumentedFigure]) -> Iterator[Text]:
    for figure in figures:
        for text in (figure.measure, figure.product, figure.printed, figure.note):
            if text is not None:
                yield text
