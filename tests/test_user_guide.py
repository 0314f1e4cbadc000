"""The user guide in both languages: its pictures exist, its words are those of the product."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from benchmark.scoring.framework import Language
from benchmark.wording.glossary import TERMS
from benchmark.wording.labels import STATUS

DOCS = settings.BASE_DIR / "docs"
GUIDES: dict[Language, str] = {"zh-hans": "user-guide.zh.md", "en": "user-guide.en.md"}


def guide(language: Language) -> str:
    return (DOCS / GUIDES[language]).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", GUIDES)
def test_every_picture_and_page_it_names_is_there(language: Language) -> None:
    named = re.findall(r"\]\(([^)]+)\)", guide(language))

    assert sum(name.startswith("images/") for name in named) >= 8
    assert [name for name in named if not (DOCS / name).is_file()] == []


def test_both_guides_show_the_same_pictures_in_their_own_language() -> None:
    chinese, english = (re.findall(r"images/(.+)-(zh|en)\.jpg", guide(it)) for it in GUIDES)

    assert {language for _, language in chinese} == {"zh"}
    assert english == [(picture, "en") for picture, _ in chinese]


@pytest.mark.parametrize("language", GUIDES)
def test_terms_and_findings_mean_what_the_product_says(language: Language) -> None:
    text = guide(language)

    for term in TERMS:
        assert term.name.in_language(language) in text
        assert term.meaning.in_language(language) in text
    assert [s for s in STATUS.values() if f"| {s.in_language(language)} |" not in text] == []


def test_words_in_quotation_marks_stand_on_the_pages() -> None:
    with (settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        shown = "\n".join(
            text
            for message in read_po(file)
            for text in ([message.id] if isinstance(message.id, str) else message.id)
        )
    # What several formats say, pages among them, is no gettext.
    words = (settings.BASE_DIR / "benchmark/wording").glob("*.py")
    shown += "\n".join(path.read_text(encoding="utf-8") for path in words)
    # The table of terms quotes as its own text does.
    quoted = re.findall(r"“([^”]+)”", re.sub(r"^\|.*$", "", guide("zh-hans"), flags=re.MULTILINE))

    assert len(quoted) > 8
    assert [words for words in quoted if words not in shown] == []
