"""Tasks to make ledgers of, and ledgers as people send them back."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from benchmark.ledger.filled import FilledLedger
from benchmark.ledger.layout import STATUS, Entry, Note
from benchmark.ledger.read import Ledger
from benchmark.ledger.write import ledger
from benchmark.questionnaire.problems import WorkbookProblems
from benchmark.scoring.framework import Framework, Language
from benchmark.scoring.tasks import TaskChange
from benchmark.scoring.text import visible_or_empty
from tests.questionnaire.workbooks import with_cells
from tests.strategies import CHARACTERS, LINES

SHEET = "任务台账"
FIRST = 5
COLUMN = dict(
    zip(
        (
            *("key", "number", "trait", "condition", "goal", "measure", "lead", "cooperating"),
            *("due", "status", "practice", "requirement_there", "note", "last", "opened"),
        ),
        "ABCDEFGHIJKLMNO",
        strict=True,
    )
)
PLAN, NAME = "7", "许都市智能电力装备 2025年"
PRACTICE = "shenzhen-policy-matrix"
# A condition that the practice helps, and a task that no condition names.
LISTED, OWN = "a" * 16, "b" * 16
ENTRIES = (
    Entry(
        LISTED,
        "scale",
        "sc-city-chain",
        TaskChange(
            measure="出台产业扶持政策",
            goal="列入名单",
            lead="市工信局",
            cooperating="市财政局、市科技局",
            due=date(2027, 6, 30),
            status="under_way",
            practice=PRACTICE,
            requirement_there=True,
        ),
        (Note("c" * 16, "已征求意见", "王工", date(2026, 11, 3)),),
    ),
    Entry(OWN, "innovation", None, TaskChange(measure="建设公共实验室")),
)


def written(framework: Framework, *entries: Entry, language: Language = "zh-hans") -> bytes:
    return ledger(framework, language, entries, plan=PLAN, name=NAME)


def place(name: str, row: int = FIRST) -> str:
    return f"{SHEET}!{COLUMN[name]}{row}"


def filled_in(raw: bytes, row: int = FIRST, **cells: Any) -> bytes:
    """The ledger with other cells in a row."""
    return with_cells(raw, {place(name, row): value for name, value in cells.items()})


def read(raw: bytes, framework: Framework) -> FilledLedger:
    return Ledger(raw).read(framework, PLAN, NAME)


def problems(raw: bytes, framework: Framework) -> dict[str, str]:
    """What reading refuses: place -> reason."""
    try:
        read(raw, framework)
    except WorkbookProblems as refused:
        return {problem.place: problem.message.zh for problem in refused.problems}
    return {}


def _seen(text: str) -> str:
    return visible_or_empty(text.strip())


@st.composite
def plans(draw: st.DrawFn, framework: Framework) -> list[Entry]:
    """Tasks as pages keep them."""
    lines, paragraphs = LINES.map(_seen), st.text(CHARACTERS, max_size=30).map(visible_or_empty)
    traits = st.sampled_from(framework.traits)
    practices = st.sampled_from(["", *framework.practice_by_slug])
    found = []
    for at in range(draw(st.integers(0, 6))):
        trait, practice = draw(traits), draw(practices)
        condition = draw(st.sampled_from([None, *trait.condition_by_slug]))
        notes = [Note(f"{at:016x}", draw(paragraphs) or "好", "王工", date(2026, 11, 3))]
        said = TaskChange(
            measure=draw(paragraphs),
            goal=draw(lines),
            lead=draw(lines),
            cooperating=draw(lines),
            due=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31))),
            status=draw(st.sampled_from([*STATUS])),
            practice=practice,
            requirement_there=bool(practice) and draw(st.booleans()),
        )
        kept = tuple(notes[: draw(st.integers(0, 1))])
        found.append(Entry(f"{at + 1:016x}", trait.slug, condition, said, kept))
    return found
