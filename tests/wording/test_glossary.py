"""Terms of the field, explained where a trait uses them."""

from __future__ import annotations

from benchmark.wording.glossary import TERMS, terms_of
from tests.scoring.builders import FRAMEWORK


def terms(trait: str) -> list[str]:
    return [term.name.zh for term in terms_of(FRAMEWORK.trait_by_slug[trait])]


def test_a_trait_explains_the_terms_that_its_texts_use():
    assert "规上（规模以上）企业" in terms("first-mover")
    assert "首台（套）、首批次、首版次" in terms("technology")
    assert "口径" in terms("scale")


def test_it_explains_no_others():
    assert "首台（套）、首批次、首版次" not in terms("leaders")


def test_no_term_is_explained_that_no_trait_uses():
    used = {name for trait in FRAMEWORK.traits for name in terms(trait.slug)}
    assert used == {term.name.zh for term in TERMS}


def test_every_term_is_explained_in_both_languages():
    for term in TERMS:
        assert all((term.name.zh, term.name.en, term.meaning.zh, term.meaning.en))
