"""Search over the reference data holds for any text and only shows what is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.queries.search import fold, search
from benchmark.wording.glossary import TERMS


@given(query=st.text(max_size=30))
def test_any_query_gives_hits_that_hold_every_word(framework, query):
    terms = [term for term in (fold(word)[0] for word in query.split()) if term]
    for hits in search(framework, query, "zh-hans").values():
        for hit in hits:
            marked = [fold(piece.text)[0] for piece in hit.snippet if piece.matched]
            assert marked
            assert all(any(term in mark for term in terms) for mark in marked)


@given(data=st.data())
def test_every_cut_of_a_documented_statement_finds_its_fact(framework, data):
    fact = data.draw(st.sampled_from(framework.facts))
    text = fact.statement.zh.replace(" ", "")
    start = data.draw(st.integers(0, len(text) - 4))
    cut = text[start : start + 4]

    if fold(cut)[0]:
        found = search(framework, cut, "en")["fact"]
        assert any(hit.slug == fact.cluster and hit.anchor == fact.trait for hit in found)


def test_a_snippet_is_cut_around_the_first_match(framework):
    (hit,) = search(framework, "risk list sensitive", "en")["practice"]
    text = "".join(piece.text for piece in hit.snippet)

    assert hit.language == "en"
    assert len(text) < 260
    assert "sensitive" in text


def test_what_a_title_says_is_not_said_again(framework):
    condition = framework.traits[1].conditions[0]
    for query in (condition.text.zh, condition.text.zh[:4]):
        found = search(framework, query, "zh-hans")["condition"]
        hit = next(hit for hit in found if hit.anchor == f"c-{condition.slug}")
        assert hit.is_title
        assert "".join(piece.text for piece in hit.snippet) == condition.text.zh
    # In the other language it is no repetition.
    assert not search(framework, condition.text.zh, "en")["condition"][0].is_title


def test_matches_that_overlap_are_marked_once(framework):
    for hits in search(framework, "产业 产业链 业链", "zh-hans").values():
        for hit in hits:
            text = "".join(piece.text for piece in hit.snippet).strip("…")
            assert any(text in version for version in _versions(framework))


@pytest.mark.parametrize("query", ["规上", "口径", "首台套", "链主", "Basis of a figure"])
def test_a_term_is_found_with_its_explanation_first(framework, query):
    found = search(framework, query, "zh-hans")

    assert next(iter(found)) == "term"
    assert found["term"][0].anchor == "terms"
    assert len("".join(piece.text for piece in found["term"][0].snippet)) > len(query) + 20


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_condition_and_indicator_is_found_by_its_words(framework, language):
    for trait in framework.traits:
        for kind, mark, items in (
            ("condition", "c", [(c.slug, c.text) for c in trait.conditions]),
            ("indicator", "i", [(i.slug, i.name) for i in trait.indicators]),
        ):
            for slug, text in items:
                hits = search(framework, text.in_language(language), language)[kind]
                assert (trait.slug, f"{mark}-{slug}") in {(hit.slug, hit.anchor) for hit in hits}


def _versions(framework):
    for term in TERMS:
        yield f"{term.name.zh}：{term.meaning.zh}"
    for trait in framework.traits:
        yield trait.name.zh
        yield trait.note.zh
        yield trait.general.zh
        for condition in trait.conditions:
            yield from (condition.text.zh, condition.proof.zh, condition.holder.zh)
        for indicator in trait.indicators:
            yield from (indicator.name.zh, indicator.definition.zh, indicator.data_source.zh)
            yield indicator.holder.zh
    for fact in framework.facts:
        yield fact.statement.zh
        yield from (figure.note.zh for figure in fact.figures if figure.note)
        yield f"{framework.cluster_by_slug[fact.cluster].name.zh}："
    for practice in framework.practices:
        yield from (practice.title.zh, practice.summary.zh, practice.requirement.zh)
        yield from (action.zh for action in practice.actions)
        yield practice.measure.zh
