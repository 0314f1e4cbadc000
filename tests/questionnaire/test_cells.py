"""The table of cells: every one is read, asked about or refused as it says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmark.questionnaire.filled import Filled
from benchmark.questionnaire.problems import WorkbookProblems
from benchmark.questionnaire.questions import settled
from benchmark.questionnaire.read import Questionnaire
from benchmark.questionnaire.uploaded import filled_as_json, load_filled
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring.assessment import OwnFigure, Rating
from benchmark.scoring.framework import Framework

from .cells import CELLS, Sheet, Typed, workbooks
from .samples import assessment_of
from .workbooks import EVIDENCE, FIGURES, begun, with_cells

READ = [each for each in CELLS if not each.refused and not each.asked[0]]
ASKED = [each for each in CELLS if each.asked[0]]
REFUSED = [each for each in CELLS if each.refused]


@pytest.fixture(scope="module")
def raw(framework: Framework) -> bytes:
    return begun(framework)


def read(raw: bytes, framework: Framework, sheet: Sheet) -> Filled:
    # As on the page, where a row may be unfinished.
    return Questionnaire(with_cells(raw, sheet.cells, sheet.formats)).read(framework, draft=True)


def figure_text(figure: OwnFigure) -> str:
    if figure.value is None:
        return ""
    about = " 约" if figure.qualifier == "about" else ""
    return f"{figure.value.normalize():f}{figure.unit}{about}"


def said(filled: Filled) -> dict[str, str]:
    """What each row says, by place: figures are known by the product that names their row."""
    found = {}
    for rating in filled.assessment.ratings:
        for figure in rating.figures:
            if figure.product.startswith("第"):
                row = figure.product.strip("第行")
                found[f"{FIGURES}!C{row}"] = figure_text(figure)
                found[f"{FIGURES}!G{row}"] = str(figure.year or "")
    for item in filled.assessment.evidence:
        if item.title.startswith("材料"):
            found[f"{EVIDENCE}!E{item.title.removeprefix('材料')}"] = item.date
    for row, rating in enumerate(filled.assessment.ratings, 5):
        found[f"目标!E{row}"] = str(rating.target or "")
    return found


def test_there_are_enough() -> None:
    texts = {each.cell for each in CELLS if isinstance(each.cell, str)}
    assert len(texts) >= 120
    assert min(len(READ), len(REFUSED)) >= 60


def test_what_is_clear_is_read_and_said_where_it_is_not_plain(raw: bytes, framework: Framework):
    for sheet in workbooks(framework, READ):
        filled = read(raw, framework, sheet)
        found = said(filled)
        notes = {f"{note.sheet}!{note.cell}": note.as_read.zh for note in filled.notes}
        expected = {place: each.said for place, each in sheet.places.items()}
        assert {place: found[place] for place in expected} == expected
        wanted = {p: each.note.replace(" 约", "，约") for p, each in sheet.places.items()}
        assert notes == {place: note for place, note in wanted.items() if note}
        assert filled.questions == ()
        # Kept until it is confirmed, it says the same.
        assert load_filled(filled_as_json(filled), framework).notes == filled.notes


def test_a_share_that_may_be_a_fraction_is_asked_about(raw: bytes, framework: Framework):
    (sheet,) = workbooks(framework, ASKED)
    filled = read(raw, framework, sheet)
    asked = {f"{one.sheet}!{one.cell}": one for one in filled.questions}
    assert {place: tuple(one.readings.values()) for place, one in asked.items()} == {
        place: each.asked for place, each in sheet.places.items()
    }
    assert load_filled(filled_as_json(filled), framework).questions == filled.questions
    for place, each in sheet.places.items():
        percent, as_it_is = each.asked
        assert asked[place].message.zh == f"请写明是{percent}%还是{as_it_is}%"
        assert f"{percent}% or {as_it_is}%" in asked[place].message.en
    for place, each in sheet.places.items():
        for meant, number in zip(("percent", "as_it_is"), each.asked, strict=True):
            replied = settled(filled.assessment, filled.questions, {asked[place].path: meant})
            found = said(Filled(replied, filled.places))
            assert found[place] == f"{number}%"
            others = {p: text for p, text in found.items() if p != place}
            assert others == {p: t for p, t in said(filled).items() if p != place}


@pytest.mark.parametrize("number", range(-(-len([c for c in REFUSED if c.kind == "level"]) // 7)))
def test_what_is_not_clear_is_refused_by_cell(raw: bytes, framework: Framework, number: int):
    sheet = workbooks(framework, REFUSED)[number]
    with pytest.raises(WorkbookProblems) as refused:
        read(raw, framework, sheet)
    reasons = {problem.place: problem.message for problem in refused.value.problems}
    assert reasons.keys() == sheet.places.keys()
    for place, each in sheet.places.items():
        assert each.refused in reasons[place].zh, each
        assert reasons[place].en


def test_a_row_is_read_by_its_own_unit(raw: bytes, framework: Framework):
    """The unit behind the number goes before that in its column."""
    cells = {f"{FIGURES}!C6": "约612亿元", f"{FIGURES}!E6": "万元"}
    filled = Questionnaire(with_cells(raw, cells)).read(framework)
    figure = filled.assessment.rating_by_trait["scale"].figures[0]
    assert (figure.value, figure.unit, figure.qualifier) == (Decimal(612), "亿元", "about")


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("6.12万亿", "6.12 trillion yuan"),
        ("约612亿元", "about 61.2 billion yuan"),
        ("5000000元", "5 million yuan"),
    ],
)
def test_in_english_a_reading_is_worded_as_any_figure(
    raw: bytes, framework: Framework, typed: str, read_as: str
):
    filled = Questionnaire(with_cells(raw, {f"{FIGURES}!C6": typed})).read(framework)
    assert [note.as_read.en for note in filled.notes] == [read_as]


def test_the_table_names_no_cell_twice() -> None:
    def key(each: Typed) -> tuple[str, str, str]:
        return each.kind, repr(each.cell), each.number_format

    assert len(set(map(key, CELLS))) == len(CELLS)


@pytest.mark.parametrize("value", ["0", "0.8", "1", "35"])
def test_a_questionnaire_as_it_was_handed_out_asks_nothing(framework: Framework, value: str):
    share = OwnFigure("segment-coverage", Decimal(value), "%")
    begun_with = assessment_of(framework, Rating("chain", figures=(share,)))
    filled = Questionnaire(questionnaire(framework, "zh-hans", begun_with)).read(framework)
    assert filled.questions == filled.notes == ()
    assert filled.assessment.rating_by_trait["chain"].figures == (share,)
