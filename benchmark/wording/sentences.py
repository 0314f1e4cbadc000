"""Names, levels, lists and dates as they stand within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from benchmark.scoring.framework import Cluster, Framework, Language, Text, Trait
from benchmark.scoring.profile import TraitResult

from .labels import NONE

# A remark in brackets at the end of a text; short brackets are part of a name: 首台（套）.
_REMARK_ZH = re.compile(r"（(?:[^（）]|（[^（）]*）){4,}）$")
_REMARK_EN = re.compile(r" \((?:[^()]|\([^()]*\)){4,}\)$")
_BRACKETS = frozenset("（）()")
_CHINESE_DIGITS = {"一": "1", "二": "2", "三": "3"}


def bracketed(text: str, language: Language) -> str:
    """A remark in brackets behind a word; around brackets of its own stand others:
    〔电表（智能），2024年〕, ' [meters (smart), 2024]'."""
    nested = not _BRACKETS.isdisjoint(text)
    if language == "zh-hans":
        return f"〔{text}〕" if nested else f"（{text}）"
    return f" [{text}]" if nested else f" ({text})"


def quoted(name: str) -> str:
    """A name in quotation marks; it loses its own, so that none are nested: “链主企业”."""
    return f"“{name.replace('“', '').replace('”', '')}”"


def quoted_text(text: Text) -> Text:
    """The same in both languages."""
    return Text(quoted(text.zh), quoted(text.en))


def listing(names: Sequence[Text]) -> Text:
    """Names as a list within a sentence: A、B和C, A, B and C."""
    if not names:
        return Text("", "")
    *before, last = names
    if not before:
        return last
    comma, end = (";", "; and ") if any("," in name.en for name in names) else (",", " and ")
    return Text(
        f"{'、'.join(name.zh for name in before)}和{last.zh}",
        f"{f'{comma} '.join(name.en for name in before)}{end}{last.en}",
    )


def joined(texts: Iterable[Text], zh: str = "；", en: str = "; ") -> Text:
    """Texts one after another, with a sign between them."""
    found = tuple(texts)
    return Text(zh.join(text.zh for text in found), en.join(text.en for text in found))


def row_of(texts: Iterable[Text]) -> Text:
    """Bare names or conditions one after another: A、B or A, B; where one holds that sign itself a
    stronger one parts them."""
    found = tuple(texts)
    zh = "；" if any("、" in text.zh for text in found) else "、"
    en = "; " if any("," in text.en for text in found) else ", "
    return joined(found, zh, en)


def ended(text: Text) -> Text:
    """A sentence: with a full stop, in English with a capital."""
    return Text(f"{text.zh}。", f"{sentence_case(text).en}.")


def without_remark(text: Text) -> Text:
    """A text without the remark in brackets at its end: 居全国同行业前十（有公开排名）."""
    return Text(_REMARK_ZH.sub("", text.zh), _REMARK_EN.sub("", text.en))


def one_line(text: Text) -> Text:
    """The text without line feeds."""
    return Text(text.zh.replace("\n", ""), text.en.replace("\n", " "))


def run_on(sentences: Iterable[Text]) -> Text:
    """Whole sentences as one paragraph."""
    return joined(sentences, "", " ")


def trait_names(results: Iterable[TraitResult]) -> Text:
    """The traits' names in a row."""
    return listing([result.trait.name for result in results])


def count(number: int, singular: str, plural: str | None = None) -> str:
    """English only: '1 trait', '2 traits'."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def level(framework: Framework, number: int) -> Text:
    """A level with its name: 3级（骨干）."""
    name = framework.ladder[number - 1]
    return Text(f"{number}级（{name.zh}）", f"level {number} ({name.en})")


def bare_level(number: int | None) -> Text:
    """3级, in English 3, for the cell of a table; a dash where there is none."""
    return NONE if number is None else Text(f"{number}级", str(number))


def level_range(band: tuple[int, int]) -> Text:
    """2级至3级, in English 2 to 3: the lowest and the highest level; 3级 where both are."""
    low, high = band
    return bare_level(low) if low == high else Text(f"{low}级至{high}级", f"{low} to {high}")


def sentence_case(text: Text) -> Text:
    """A text that stands alone begins like a sentence in English."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def routes_text(trait: Trait, routes: Iterable[Sequence[str]]) -> Text:
    """Ways of which any will do, each some conditions: 甲且乙；或丙."""
    ways = [
        joined((trait.condition_by_slug[slug].text for slug in route), "，且", " and ")
        for route in routes
    ]
    return joined(ways, "；或", "; or ")


def section_tag(section: str) -> Text:
    """Where the bulletin says it: 参阅 二-3."""
    english = "".join(_CHINESE_DIGITS.get(sign, sign) for sign in section)
    return Text(f"参阅 {section}", f"bulletin {english}")


def date_text(day: date, language: Language) -> str:
    if language == "zh-hans":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def edition_name(number: int) -> Text:
    """第2版: which edition of a submitted report it is."""
    return Text(f"第{number}版", f"edition {number}")


def dated(day: date) -> Text:
    """A day within a bilingual sentence."""
    return Text(date_text(day, "zh-hans"), date_text(day, "en"))


def place_of(cluster: Cluster | None, place: Text) -> Text:
    """Who did it: the reference cluster where there is one, else the place."""
    return cluster.name if cluster else place
