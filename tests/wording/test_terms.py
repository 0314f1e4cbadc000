"""A term exists once in both languages, in labels, columns and the interface's catalogue."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import read_po

from benchmark.scoring.framework import Text
from benchmark.wording import columns, labels

CATALOGUE = Path(__file__).parents[2] / "locale" / "en" / "LC_MESSAGES" / "django.po"
# One Chinese word for two things: the way in which each is meant stands behind it.
TWO_MEANINGS = {
    "自评",  # an assessment; the level that it claims
    "佐证",  # evidence; the level that it proves
    "事项",  # of a log; of a questionnaire
    "说明",  # a trait's rationale; a remark
    "单位",  # of a number; a bureau
    "提交",  # what is done; what has been
    "不采用",  # what is done; what has been
}


def _plain(english: str) -> str:
    """Without case, full stop and plural."""
    word = english.lower().rstrip(".")
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def test_a_term_has_one_english_in_labels_and_catalogue() -> None:
    said: dict[str, set[str]] = {}
    for module in (labels, columns):
        for value in vars(module).values():
            for text in value.values() if isinstance(value, dict) else (value,):
                if isinstance(text, Text):
                    said.setdefault(text.zh, set()).add(_plain(text.en))
    with CATALOGUE.open("rb") as source:
        for message in read_po(source):
            if isinstance(message.id, str):
                said.setdefault(message.id, set()).add(_plain(str(message.string)))
    doubles = {chinese: english for chinese, english in said.items() if len(english) > 1}
    assert set(doubles) == TWO_MEANINGS
