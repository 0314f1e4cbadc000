"""What the Excel questionnaire asks: its sheets, columns and drop-down lists, in both languages.

Whoever writes the workbook and whoever reads it take sheets, keys and lists from here. Keys are
the same in every language and stand in the workbook itself, hidden; words may change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Final, Literal

from benchmark.scoring.assessment import MAX_COMPARATORS, MAX_FOCUS, TARGETS
from benchmark.scoring.figures import units_for
from benchmark.scoring.framework import OTHER_SECTOR, Condition, Framework, Indicator, Text, Trait
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import unit_text
from benchmark.wording.labels import ANSWER, GRADE, NOT_KNOWN, QUALIFIER

from .form import Form

FORMAT: Final = "cluster-benchmark-questionnaire"
VERSION: Final = "2"
# A sheet that programs do not offer to show: it carries format, framework, lists.
META_SHEET: Final = "benchmark-format"
# Rows of one sheet, figures of one trait and evidence items in all.
ROW_LIMIT: Final = 2_000
FIGURE_LIMIT: Final = 200
EVIDENCE_LIMIT: Final = 500
# Title, note, heads and the hidden keys of the columns stand above what is filled in.
HEAD_ROWS: Final = 4

QUESTIONNAIRE: Final = Text("对标自评问卷", "Self-assessment questionnaire")
NOT_A_QUESTIONNAIRE = Text(
    "不是这里下载的问卷，或隐藏的格式信息已丢失；请重新下载问卷填写",
    "is no questionnaire downloaded here, or has lost its hidden format sheet: download the "
    "questionnaire again",
)

SheetKey = Literal["basics", "figures", "conditions", "evidence", "targets"]
ListKey = str

INSTRUCTIONS: Final = Text("说明", "Instructions")
SHEETS: Final[dict[SheetKey, Text]] = {
    "basics": Text("基本信息", "Basics"),
    "figures": Text("数据", "Figures"),
    "conditions": Text("条件", "Conditions"),
    "evidence": Text("佐证", "Evidence"),
    "targets": Text("目标", "Targets"),
}
# The columns that are read; a sheet may show more.
COLUMNS: Final[dict[SheetKey, dict[str, Text]]] = {
    "basics": {"value": Text("填写", "Your entry")},
    "figures": {
        "indicator": COLUMN["indicator"],
        "value": COLUMN["value"],
        "qualifier": QUALIFIER["about"],
        "unit": COLUMN["unit"],
        "product": Text("产品或口径", "Product or basis"),
        "year": Text("数据年份", "Year of the figure"),
    },
    "conditions": {"answer": Text("回答", "Answer")},
    "evidence": {
        "title": Text("材料名称", "Title"),
        "grade": COLUMN["grade"],
        "source": COLUMN["source"],
        "date": COLUMN["date"],
        "url": COLUMN["address"],
    },
    "targets": {
        "not_known": NOT_KNOWN,
        "target": COLUMN["target"],
        "target_year": COLUMN["target_year"],
        "rationale": COLUMN["rationale"],
    },
}
FORM: Final = Form(
    FORMAT,
    VERSION,
    QUESTIONNAIRE,
    {str(key): name for key, name in SHEETS.items()},
    {str(key): names for key, names in COLUMNS.items()},
    NOT_A_QUESTIONNAIRE,
)
# What an evidence item proves and carries stands in as many columns as are needed, at least these.
PROVES: Final = Text("证明的条件", "Condition proved")
CARRIES: Final = Text("所载指标", "Figure carried")
CONDITION_COLUMNS, INDICATOR_COLUMNS = 6, 3
COMPARATOR_KEYS: Final = tuple(f"comparator-{i}" for i in range(1, MAX_COMPARATORS + 1))
FOCUS_KEYS: Final = tuple(f"focus-{i}" for i in range(1, MAX_FOCUS + 1))


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a drop-down list. `key` is what the entry means."""

    key: str
    label: Text


def sheet_marker(sheet: str) -> str:
    """What the hidden first cell of the row of column keys says."""
    return f"#{sheet}"


def list_columns(conditions: int, indicators: int) -> dict[str, Text]:
    """The columns of an evidence item that name conditions and indicators, so many of each."""
    return {
        **{f"condition-{i}": _counted(PROVES, i) for i in range(1, conditions + 1)},
        **{f"indicator-{i}": _counted(CARRIES, i) for i in range(1, indicators + 1)},
    }


def unit_list(unit: str) -> ListKey:
    """The list of units that convert to `unit`."""
    return f"unit:{unit}"


def options(framework: Framework) -> dict[ListKey, tuple[Option, ...]]:
    """Every drop-down list, in the order in which it is offered."""
    answers = tuple(Option(key, label) for key, label in ANSWER.items())
    low, high = TARGETS
    units = dict.fromkeys(i.unit for i in framework.indicator_by_slug.values())
    return {
        "answer": answers,
        # Without a figure; only a figure says that a figure condition is met.
        "by_hand": tuple(option for option in answers if option.key != "met"),
        "yes": (Option("yes", Text("是", "yes")),),
        "level": tuple(
            Option(str(number), _numbered(str(number), framework.ladder[number - 1]))
            for number in range(low, high + 1)
        ),
        "sector": (
            *(Option(sector.slug, sector.name) for sector in framework.sectors),
            Option(OTHER_SECTOR, Text("其他领域", "Another field")),
        ),
        "cluster": tuple(Option(cluster.slug, cluster.name) for cluster in framework.clusters),
        "focus": tuple(
            Option(trait.slug, trait_label(trait))
            for trait in framework.traits
            if not trait.structural
        ),
        "grade": tuple(Option(str(number), text) for number, text in GRADE.items() if number),
        "condition": tuple(
            Option(condition.slug, condition_label(trait, condition))
            for trait in framework.traits
            for condition in trait.conditions
        ),
        "indicator": tuple(
            Option(indicator.slug, indicator_label(framework, indicator))
            for indicator in framework.indicator_by_slug.values()
        ),
        "qualifier": (Option("about", QUALIFIER["about"]),),
        "unit": _unit_options(units),
        **{unit_list(unit): _unit_options([unit]) for unit in units},
    }


def trait_label(trait: Trait) -> Text:
    """2 产业规模."""
    return _numbered(str(trait.number), trait.name)


def condition_label(trait: Trait, condition: Condition) -> Text:
    """A condition by its number within its trait: 2.6 占全国同行业5%以上."""
    return _numbered(condition_number(trait, condition), condition.text)


def condition_number(trait: Trait, condition: Condition) -> str:
    """2.6: the sixth condition of the second trait."""
    return f"{trait.number}.{trait.conditions.index(condition) + 1}"


def indicator_label(framework: Framework, indicator: Indicator) -> Text:
    """An indicator with its trait: 2 产业规模：主导产业营业收入/产值."""
    trait = framework.trait_by_slug[indicator.trait]
    return Text(
        f"{trait.number} {trait.name.zh}：{indicator.name.zh}",
        f"{trait.number} {trait.name.en}: {indicator.name.en}",
    )


def fingerprint(framework: Framework) -> str:
    """SHA-256 of what is asked: traits with conditions, levels and indicators, fields, clusters.

    Another one under the same slug is another framework: an answer would mean another thing.
    """
    asked = {
        "slug": framework.slug,
        "traits": [asdict(trait) for trait in framework.traits],
        "ladder": [asdict(name) for name in framework.ladder],
        "sectors": [sector.slug for sector in framework.sectors],
        "clusters": [cluster.slug for cluster in framework.clusters],
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: object) -> str:
    """A threshold, the same from a file and from a database."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _counted(name: Text, number: int) -> Text:
    return Text(f"{name.zh}{number}", f"{name.en} {number}")


def _numbered(number: str, name: Text) -> Text:
    return Text(f"{number} {name.zh}", f"{number} {name.en}")


def _unit_options(units: Iterable[str]) -> tuple[Option, ...]:
    """Every unit that figures in `units` may have. 件 and 项 are one word in English: the Chinese
    tells."""
    every = dict.fromkeys(other for unit in units for other in units_for(unit))
    english = [unit_text(unit).en for unit in every]
    return tuple(
        Option(unit, Text(unit, f"{word} ({unit})" if english.count(word) > 1 else word))
        for unit, word in zip(every, english, strict=True)
    )
