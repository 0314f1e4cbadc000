"""What is to be proven or obtained, by the bureau that has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmark.reports.blocks import NOTHING, Block, Column, Table, announcement, paragraph
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Condition, Text
from benchmark.scoring.profile import TraitResult
from benchmark.scoring.proposals import open_conditions
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import unit_text
from benchmark.wording.labels import GRADE
from benchmark.wording.reasons import lifted_to, needed_grade, ways_text
from benchmark.wording.sentences import (
    joined,
    listing,
    quoted_text,
    row_of,
    sentence_case,
    without_remark,
)

# What data decides of a trait that is not rated.
_RATES = Text("{}评定为几级", "the level of {}")
# Of a bureau's open statements in a brief that says more than what to obtain.
_STATEMENTS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to obtain: who has it, what it is, its definition or proof, what it decides.

    `condition` is the one that a proof is for, None for data; `statement` the one that data
    would answer, None for figures; `decides` has a place for traits.
    """

    holder: Text
    what: Text
    detail: Text
    trait: Text
    decides: Text
    condition: Condition | None = None
    statement: Condition | None = None


def wanted(report: GapReport) -> tuple[Wanted, ...]:
    """Proof for what is claimed, then data for what is open, each once, in trait order."""
    results = report.profile.traits
    found = [w for r in results for w in _proofs(r)] + [w for r in results for w in _data(r)]
    return tuple(dict.fromkeys(found))


def _proofs(result: TraitResult) -> Iterator[Wanted]:
    if not result.lifting:
        return
    grade, to = needed_grade(result), lifted_to(result)
    detail = Text(f"至少为{grade.zh}", f"at least {grade.en}")
    decides = Text(f"{{}}佐证等级升到{to}级", f"raises the proven level of {{}} to {to}")
    if len(result.lifting) > 1:
        either = Text("本特征所列各项有一项即可", "any one for this trait will do")
        if any(len(way) > 1 for way in result.lifting):
            named = ways_text(result.trait, result.lifting)
            either = Text(f"有一项即可：{named.zh}", f"any one will do: {named.en}")
        detail = Text(f"{detail.zh}；{either.zh}", f"{detail.en}; {either.en}")
        decides = Text(f"{decides.zh}（有一项即可）", f"{decides.en} (any one will do)")
    for slug in result.trait.in_order({slug for way in result.lifting for slug in way}):
        condition = result.trait.condition_by_slug[slug]
        yield Wanted(
            condition.holder,
            _proof(condition.proof, [condition.text]),
            detail,
            result.trait.name,
            decides,
            condition,
        )


def _data(result: TraitResult) -> Iterator[Wanted]:
    if result.status != "data":
        return
    name, aim = result.trait.name, result.target
    decides = _RATES
    if result.claim is not None and aim is not None:
        decides = Text(f"{{}}是否达到{aim}级", f"whether {{}} reaches level {aim}")
    for slug in open_conditions(result):
        condition = result.trait.condition_by_slug[slug]
        yield Wanted(
            condition.holder,
            _data_of(result, condition),
            _detail(result, condition),
            name,
            decides,
            statement=None if condition.indicator else condition,
        )


def _data_of(result: TraitResult, condition: Condition) -> Text:
    """The indicator's figure, or whether a statement holds."""
    if condition.indicator is None:
        return Text(f"是否符合：{condition.text.zh}", f"whether met: {condition.text.en}")
    indicator = result.trait.indicator_by_slug[condition.indicator]
    unit = unit_text(indicator.unit)
    return Text(f"{indicator.name.zh}（{unit.zh}）", f"{indicator.name.en} ({unit.en})")


def _detail(result: TraitResult, condition: Condition) -> Text:
    if condition.indicator is None:
        return condition.proof
    return result.trait.indicator_by_slug[condition.indicator].definition


def first_table(report: GapReport) -> Iterator[Block[Text]]:
    """By bureau: what to obtain and what it would decide; the detail stands in the annex."""
    items = wanted(report)
    # Where nothing is rated yet only the traits' names are left to say.
    only_rates = all(item.decides == _RATES for item in items)
    decides, share = (COLUMN["rates"], 0.18) if only_rates else (COLUMN["decides"], 0.27)
    # Beside other sections the list is in short.
    most = len(items) if only_rates else _STATEMENTS_SHOWN
    rows = []
    for holder in dict.fromkeys(item.holder for item in items):
        own = [item for item in items if item.holder == holder]
        said = listing(list(dict.fromkeys(item.trait for item in own)))
        rows.append((holder, _what(own, most), said if only_rates else _decides(own)))
    yield Table(
        NOTHING,
        (
            Column(COLUMN["holder"], 0.14),
            Column(COLUMN["to_obtain"], 0.86 - share),
            Column(decides, share),
        ),
        tuple(rows),
    )


def _decides(items: Sequence[Wanted]) -> Text:
    """What would be decided, of which traits: those of which the same is open stand together."""
    found: dict[Text, list[Text]] = {}
    for item in items:
        found.setdefault(item.decides, []).append(item.trait)
    said = []
    for what, traits in found.items():
        names = listing(list(dict.fromkeys(traits)))
        said.append(Text(what.zh.format(names.zh), what.en.format(names.en)))
    return sentence_case(joined(said))


def _what(items: Sequence[Wanted], most: int) -> Text:
    """Proofs of one kind together, since one list may prove several conditions; then figures;
    then the statements that are open, so many by name."""
    proofs: dict[Text, list[Text]] = {}
    for item in items:
        if item.condition is not None:
            proofs.setdefault(item.condition.proof, []).append(without_remark(item.condition.text))
    found = [_proof(proof, texts) for proof, texts in proofs.items()]
    figures = [item.what for item in items if item.condition is None and item.statement is None]
    if figures:
        found.append(row_of(dict.fromkeys(figures)))
    statements = list(
        dict.fromkeys(without_remark(item.statement.text) for item in items if item.statement)
    )
    if statements:
        # One more takes no more room than to say so.
        shown = statements if len(statements) <= most + 1 else statements[:most]
        if more := len(statements) - len(shown):
            shown.append(Text(f"另有{more}项", f"{more} more"))
        open_ = joined(shown)
        found.append(Text(f"是否符合：{open_.zh}", f"whether met: {open_.en}"))
    return sentence_case(joined(found))


def _proof(proof: Text, conditions: Sequence[Text]) -> Text:
    of = joined(map(quoted_text, conditions), "", ", ")
    return Text(f"{proof.zh}，证明{of.zh}", f"{proof.en}, to prove {of.en}")


def data_annex(report: GapReport) -> Iterator[Block[Text]]:
    """The same item by item, with definitions and proofs."""
    items = wanted(report)
    if not items:
        yield paragraph(Text("没有待取得的数据和证明。", "Nothing needs to be obtained."))
        return
    yield announcement(
        Text(
            f"按掌握部门列出。证明材料分为{GRADE[1].zh}、{GRADE[2].zh}、{GRADE[3].zh}三类，"
            "3级须有第一类以上，4级须有第二类以上，5级须有第三类。",
            f"Listed by bureau. Evidence is of three types: {GRADE[1].en}; {GRADE[2].en}; "
            f"{GRADE[3].en}. Level 3 requires at least the first, level 4 the second, level 5 the "
            "third.",
        )
    )
    holders = list(dict.fromkeys(item.holder for item in items))
    ordered = sorted(items, key=lambda item: holders.index(item.holder))
    yield Table(
        NOTHING,
        (
            Column(COLUMN["holder"], 0.19),
            Column(COLUMN["to_obtain"], 0.36),
            Column(COLUMN["definition_or_proof"], 0.29),
            Column(COLUMN["trait"], 0.16),
        ),
        tuple(
            (item.holder, sentence_case(item.what), sentence_case(item.detail), item.trait)
            for item in ordered
        ),
    )
