"""What the Excel questionnaire asks: its sheets, columns and drop-down lists, in both languages.

Whoever writes the workbook and whoever reads it take sheets, keys and lists from here. Keys are
the same in every language and stand in the workbook itself, hidden; words may change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final, Literal

from benchmark.scoring.assessment import MAX_COMPARATORS
from benchmark.scoring.figures import units_for
from benchmark.scoring.framework import OTHER_SECTOR, QUALIFIERS, Framework, Indicator, Text
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import unit_text
from benchmark.wording.labels import GRADE, QUALIFIER, STATE

FORMAT: Final = "cluster-benchmark-questionnaire"
VERSION: Final = 1
# A sheet that programs do not offer to show: it carries format, framework, lists.
META_SHEET: Final = "benchmark-format"
# Rows of one sheet, and items of one trait as its page can show them.
ROW_LIMIT: Final = 2_000
# Title, note, heads and the hidden keys of the columns stand above what is filled in.
HEAD_ROWS: Final = 4
ITEM_LIMIT: Final = 200

QUESTIONNAIRE: Final = Text("对标自评问卷", "Self-assessment questionnaire")
UNKNOWN: Final = "unknown"

SheetKey = Literal["basics", "ratings", "evidence", "figures"]
ListKey = Literal[
    "answer", "level", "sector", "cluster", "trait", "grade", "indicator", "qualifier", "unit"
]

INSTRUCTIONS: Final = Text("填写说明", "Instructions")
SHEETS: Final[dict[SheetKey, Text]] = {
    "basics": Text("基本信息", "Basics"),
    "ratings": Text("等级评定", "Ratings"),
    "evidence": Text("佐证材料", "Evidence"),
    "figures": Text("指标数据", "Figures"),
}
# The columns that are read; a sheet may show more.
COLUMNS: Final[dict[SheetKey, dict[str, Text]]] = {
    "basics": {"value": Text("填写", "Your entry")},
    "ratings": {
        "answer": COLUMN["claim"],
        "target": COLUMN["target"],
        "target_year": COLUMN["target_year"],
        "rationale": COLUMN["rationale"],
    },
    "evidence": {
        "trait": COLUMN["trait"],
        "grade": COLUMN["grade"],
        "title": Text("材料名称", "Title"),
        "source": COLUMN["source"],
        "date": COLUMN["date"],
        "url": COLUMN["address"],
    },
    "figures": {
        "indicator": COLUMN["indicator"],
        "value": COLUMN["value"],
        "qualifier": Text("限定词", "Qualifier"),
        "unit": COLUMN["unit"],
        "product": Text("产品或口径", "Product or basis"),
        "year": Text("数据年份", "Year of the figure"),
    },
}
COMPARATOR_KEYS: Final = tuple(f"comparator-{i}" for i in range(1, MAX_COMPARATORS + 1))


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a drop-down list. `key` is what the entry means."""

    key: str
    label: Text


def sheet_marker(sheet: SheetKey) -> str:
    """What the hidden first cell of the row of column keys says."""
    return f"#{sheet}"


def weight_key(trait: str) -> str:
    """The hidden key of the row that asks for a trait's weight."""
    return f"weight:{trait}"


def options(framework: Framework) -> dict[ListKey, tuple[Option, ...]]:
    """Every drop-down list, in the order in which it is offered."""
    levels = tuple(
        Option(str(number), _numbered(number, framework.ladder[number - 1]))
        for number in range(1, MAX_LEVEL + 1)
    )
    indicators = [indicator for trait in framework.traits for indicator in trait.indicators]
    return {
        "answer": (*levels, Option(UNKNOWN, STATE["unknown"])),
        "level": levels,
        "sector": (
            *(Option(sector.slug, sector.name) for sector in framework.sectors),
            Option(OTHER_SECTOR, Text("其他领域", "Another field")),
        ),
        "cluster": tuple(Option(cluster.slug, cluster.name) for cluster in framework.clusters),
        "trait": tuple(
            Option(trait.slug, _numbered(trait.number, trait.name)) for trait in framework.traits
        ),
        "grade": tuple(Option(str(number), text) for number, text in GRADE.items() if number),
        "indicator": tuple(
            Option(indicator.slug, indicator_label(framework, indicator))
            for indicator in indicators
        ),
        "qualifier": tuple(Option(word, QUALIFIER[word]) for word in QUALIFIERS),
        "unit": tuple(_unit_options(indicator.unit for indicator in indicators)),
    }


def indicator_label(framework: Framework, indicator: Indicator) -> Text:
    """An indicator with its trait: 2 产业规模：主导产业营业收入/产值."""
    trait = framework.trait_by_slug[indicator.trait]
    return Text(
        f"{trait.number} {trait.name.zh}：{indicator.name.zh}",
        f"{trait.number} {trait.name.en}: {indicator.name.en}",
    )


def fingerprint(framework: Framework) -> str:
    """SHA-256 of what is asked: traits with their rubric and indicators, fields, clusters.

    Another one under the same slug is another framework: a level would mean another thing.
    """
    asked = {
        "slug": framework.slug,
        "traits": [asdict(trait) for trait in framework.traits],
        "ladder": [asdict(name) for name in framework.ladder],
        "sectors": [sector.slug for sector in framework.sectors],
        "clusters": [cluster.slug for cluster in framework.clusters],
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _numbered(number: int, name: Text) -> Text:
    return Text(f"{number} {name.zh}", f"{number} {name.en}")


def _unit_options(units: Iterable[str]) -> Iterable[Option]:
    """Every unit that any figure may have. 件 and 项 are one word in English: the Chinese tells."""
    every = dict.fromkeys(other for unit in units for other in units_for(unit))
    english = [unit_text(unit).en for unit in every]
    for unit, word in zip(every, english, strict=True):
        yield Option(unit, Text(unit, f"{word} ({unit})" if english.count(word) > 1 else word))
