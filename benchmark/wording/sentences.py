"""Names, levels, lists and dates as they stand within a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from benchmark.scoring.framework import (
    Basis,
    Cluster,
    Fact,
    Framework,
    Language,
    Text,
)
from benchmark.scoring.profile import TraitResult

from .labels import BASIS, NAMED_AT_MOST, NONE

_CHINESE_DIGITS = {"一": "1", "二": "2", "三": "3"}


def quoted(chinese: str) -> str:
    """A name in Chinese quotation marks; marks within it become single: “‘链主’企业”."""
    return f"“{chinese.replace('“', '‘').replace('”', '’')}”"


def listing(names: Sequence[Text]) -> Text:
    """Names as a list within a sentence: “A”“B” and A, B and C."""
    english = [name.en for name in names]
    return Text(
        "".join(quoted(name.zh) for name in names),
        " and ".join([", ".join(english[:-1]), english[-1]]) if len(names) > 1 else english[0],
    )


def trait_names(results: Iterable[TraitResult]) -> Text:
    """The traits' names in a row."""
    return listing([result.trait.name for result in results])


def count(number: int, singular: str, plural: str | None = None) -> str:
    """English only: '1 trait', '2 traits'."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def some_traits(results: Sequence[TraitResult], total: int) -> Text:
    """The traits by name; where they are many, how many of the framework's `total` they are."""
    number = len(results)
    if number <= NAMED_AT_MOST:
        return trait_names(results)
    if number == total:
        return Text(f"全部{number}项特征", f"all {number} traits")
    return Text(f"{number}项特征", f"{number} traits")


def level(framework: Framework, number: int) -> Text:
    """A level with its name: 3级（全省前列）."""
    name = framework.ladder[number - 1]
    return Text(f"{number}级（{name.zh}）", f"level {number} ({name.en})")


def level_or_none(framework: Framework, number: int | None) -> Text:
    return NONE if number is None else level(framework, number)


def sentence_case(text: Text) -> Text:
    """A text that stands alone begins like a sentence in English."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def level_range(low: int, high: int) -> Text:
    """The ends of a range of levels: 2–4级."""
    if low == high:
        return Text(f"{low}级", f"level {low}")
    return Text(f"{low}—{high}级", f"levels {low}–{high}")


def section_tag(section: str) -> Text:
    """Where the bulletin says it: 参阅 二-3."""
    english = "".join(_CHINESE_DIGITS.get(sign, sign) for sign in section)
    return Text(f"参阅 {section}", f"bulletin {english}")


def basis_text(basis: Basis, facts: Iterable[Fact]) -> Text:
    """Where a level's wording comes from: the bulletin's sections that document its trait."""
    sections = list(dict.fromkeys(fact.section for fact in facts))
    if basis != "bulletin" or not sections:
        return BASIS[basis]
    tags = [section_tag(section) for section in sections]
    return Text(
        "依据" + "、".join(tag.zh for tag in tags), "rests on " + ", ".join(tag.en for tag in tags)
    )


def date_text(day: date, language: Language) -> str:
    if language == "zh-hans":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def place_of(cluster: Cluster | None, place: Text) -> Text:
    """Who did it: the reference cluster where there is one, else the place."""
    return cluster.name if cluster else place
