"""An assessment out of JSON, as the stable interface defines it.

Reading collects every problem before it refuses; what is accepted is one `Assessment` with seven
ratings in trait order and every unit filled in. A draft may hold what a file may not: rows that
are unfinished, the keys of rows, an answer that a figure overrides.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, cast

from benchmark.scoring.assessment import (
    ANSWERS,
    MAX_COMPARATORS,
    MAX_FOCUS,
    OWN_QUALIFIERS,
    ROW_KEY,
    TARGETS,
    YEARS,
    Answer,
    Assessment,
    Evidence,
    Industry,
    OwnFigure,
    OwnQualifier,
    Rating,
)
from benchmark.scoring.dates import normal_date, year_of
from benchmark.scoring.figures import units_for, value_problem
from benchmark.scoring.framework import OTHER_SECTOR, Condition, Framework, Indicator, Text, Trait
from benchmark.scoring.grades import MAX_GRADE, NOT_CHOSEN, OWN_WORDS
from benchmark.scoring.text import LINE_LIMIT, LONG_LIMIT, NAME_LIMIT, URL_LIMIT

from .input_object import InputObject, InputProblems, Problem, load_json, not_one_of

__all__ = ["InputProblems", "Problem", "load_assessment", "parse_assessment"]

_KEYS: Final = (
    "framework", "industry", "period", "comparators", "focus", "ratings", "evidence",
)  # fmt: skip
_INDUSTRY_KEYS: Final = ("name", "name_en", "place", "sector")
_RATING_KEYS: Final = (
    "trait", "not_known", "answers", "target", "target_year", "rationale", "figures",
)  # fmt: skip
_FIGURE_KEYS: Final = ("indicator", "value", "qualifier", "unit", "product", "year")
_EVIDENCE_KEYS: Final = ("grade", "title", "source", "date", "url", "conditions", "indicators")

_TWICE = Text(zh="重复出现", en="stands twice")
_NO_CLUSTER = Text(zh="不是标杆集群的代号", en="is not the slug of a reference cluster")
_NO_TRAIT = Text(zh="不是特征的代号", en="is not the slug of a trait")
_STRUCTURAL = Text(zh="结构性特征不能作为领导重点", en="is structural: history cannot be in focus")
_NO_CONDITION = Text(zh="不是条件的代号", en="is not the slug of a condition")
_NO_INDICATOR = Text(zh="不是指标的代号", en="is not the slug of an indicator")
_OTHER_TRAIT = Text(zh="是另一特征的条件", en="is a condition of another trait")
_MET_BY_FIGURE = Text(
    zh="数据条件只能由数据判定为符合，请填写数据",
    en="a figure condition is met by a figure only: enter the figure",
)
_HAS_FIGURE = Text(
    zh="该指标已填数据，由数据判定，不再回答",
    en="its indicator has a figure, which decides it: leave the answer out",
)
NOT_KNOWN = Text(
    zh="选“暂未掌握”的特征不能再有符合或不符合的回答、数据或目标",
    en="a trait that is not known has no answer other than unknown, no figure and no target",
)
_NO_KEY = Text(zh="不是行的标识", en="is not the key of a row")
_DATE = Text(
    zh="应为真实日期：2025、2025-03 或 2025-03-18",
    en="must be a real date: 2025, 2025-03 or 2025-03-18",
)


def load_assessment(raw: bytes, framework: Framework, *, draft: bool = False) -> Assessment:
    """The assessment in a JSON file (UTF-8). Raises InputProblems with every problem found."""
    return parse_assessment(load_json(raw), framework, draft=draft)


def parse_assessment(data: object, framework: Framework, *, draft: bool = False) -> Assessment:
    """The assessment that a decoded JSON value describes. Raises InputProblems."""
    problems: list[Problem] = []
    top = InputObject(data, path="", keys=_KEYS, problems=problems)
    top.one_of("framework", [framework.slug], required=True)
    industry = _industry(top, framework)
    period = top.whole("period", *YEARS, required=True)
    comparators = _slugs(top, "comparators", framework.cluster_by_slug, _NO_CLUSTER)
    _at_most(top, "comparators", MAX_COMPARATORS)
    focus = _focus(top, framework)
    ratings = _ratings(top, framework, draft)
    keys = _of(_EVIDENCE_KEYS, draft)
    evidence = tuple(
        _evidence(item, framework, draft) for item in top.objects("evidence", keys=keys)
    )
    if problems or period is None:
        raise InputProblems(problems)
    return Assessment(
        framework=framework.slug,
        industry=industry,
        period=period,
        ratings=tuple(
            ratings.get(trait.slug, Rating(trait=trait.slug)) for trait in framework.traits
        ),
        comparators=comparators,
        focus=focus,
        evidence=evidence,
    )


def _of(keys: tuple[str, ...], draft: bool) -> tuple[str, ...]:
    """What a row may say: in a draft its key too."""
    return (*keys, "key") if draft else keys


def _industry(top: InputObject, framework: Framework) -> Industry:
    given = top.member("industry", keys=_INDUSTRY_KEYS)
    return Industry(
        name=given.text("name", NAME_LIMIT, required=True),
        name_en=given.text("name_en", NAME_LIMIT),
        place=given.text("place", NAME_LIMIT, required=True),
        sector=given.one_of("sector", [*framework.sector_by_slug, OTHER_SECTOR], required=True)
        or OTHER_SECTOR,
    )


def _slugs(given: InputObject, key: str, known: Collection[str], unknown: Text) -> tuple[str, ...]:
    """A list of known slugs, each once."""
    found: list[str] = []
    for index, slug in enumerate(given.items(key)):
        if not isinstance(slug, str) or slug not in known:
            given.refuse_item(key, index, slug, unknown)
        elif slug in found:
            given.refuse_item(key, index, slug, _TWICE)
        else:
            found.append(slug)
    return tuple(found)


def _at_most(given: InputObject, key: str, limit: int) -> None:
    value = given.get(key)
    if isinstance(value, list) and len(value) > limit:
        given.refuse(
            key, Text(zh=f"最多{limit}个", en=f"holds more than {limit}, which is the most")
        )


def _focus(top: InputObject, framework: Framework) -> tuple[str, ...]:
    focus = _slugs(top, "focus", framework.trait_by_slug, _NO_TRAIT)
    for slug in focus:
        if framework.trait_by_slug[slug].structural:
            top.refuse_item("focus", top.items("focus").index(slug), slug, _STRUCTURAL)
    _at_most(top, "focus", MAX_FOCUS)
    return focus


def _ratings(top: InputObject, framework: Framework, draft: bool) -> dict[str, Rating]:
    found: dict[str, Rating] = {}
    for given in top.objects("ratings", keys=_RATING_KEYS, required=True):
        slug = given.one_of("trait", tuple(framework.trait_by_slug), required=True)
        if slug in found:
            given.refuse("trait", _TWICE)
        rating = _rating(given, framework, framework.trait_by_slug.get(slug or ""), draft)
        if slug:
            found[slug] = rating
    return found


def _rating(given: InputObject, framework: Framework, trait: Trait | None, draft: bool) -> Rating:
    """`trait` is None where it is not known: conditions and indicators may then be of any."""
    rows = given.objects("figures", keys=_of(_FIGURE_KEYS, draft))
    figures = [_figure(row, framework, trait, draft) for row in rows]
    not_known = given.flag("not_known")
    # Figures that are refused are figures all the same: one slip, one problem.
    measured = {indicator.slug for indicator, _ in figures if indicator and not draft}
    answers = _answers(given, framework, trait, measured)
    target = given.whole("target", *TARGETS)
    if not_known and (figures or target is not None or set(answers.values()) - {"unknown"}):
        given.refuse("not_known", NOT_KNOWN)
    return Rating(
        trait=trait.slug if trait else "",
        not_known=not_known,
        answers=answers,
        target=target,
        target_year=given.whole("target_year", *YEARS),
        rationale=given.text("rationale", LONG_LIMIT, single_line=False),
        figures=tuple(figure for _, figure in figures if figure),
    )


def _answers(
    given: InputObject, framework: Framework, trait: Trait | None, measured: Collection[str]
) -> dict[str, Answer]:
    """Answers by condition, in the framework's order; null is no answer."""
    answers = given.mapping("answers")
    found: dict[str, Answer] = {}
    for slug in answers.names():
        condition = framework.condition_by_slug.get(slug)
        if problem := _answer_problem(answers.get(slug), condition, trait, measured):
            answers.refuse(slug, problem)
        elif answers.get(slug) is not None:
            found[slug] = cast(Answer, answers.get(slug))
    return {slug: found[slug] for slug in framework.condition_by_slug if slug in found}


def _answer_problem(
    answer: object, condition: Condition | None, trait: Trait | None, measured: Collection[str]
) -> Text | None:
    if condition is None:
        return _NO_CONDITION
    if trait and condition.trait != trait.slug:
        return _OTHER_TRAIT
    if answer is None:
        return None
    if answer not in ANSWERS:
        return not_one_of(ANSWERS)
    if condition.indicator in measured:
        return _HAS_FIGURE
    return _MET_BY_FIGURE if condition.indicator and answer == "met" else None


def _figure(
    given: InputObject, framework: Framework, trait: Trait | None, draft: bool
) -> tuple[Indicator | None, OwnFigure | None]:
    """The indicator as far as it is known, and the figure where all of it is right."""
    known = framework.indicator_by_slug if trait is None else trait.indicator_by_slug
    slug = given.one_of("indicator", tuple(known), required=True)
    indicator = known[slug] if slug else None
    value = given.number("value", required=not draft)
    qualifier = cast(OwnQualifier, given.one_of("qualifier", OWN_QUALIFIERS) or "exact")
    unit = given.one_of("unit", units_for(indicator.unit)) if indicator else None
    product = given.text("product", NAME_LIMIT)
    year = given.whole("year", *YEARS)
    key = _row_key(given, draft)
    if indicator is None or (value is None and not draft):
        return indicator, None
    problem = None if value is None else value_problem(value, unit or indicator.unit)
    if problem:
        given.refuse("value", problem)
    return indicator, OwnFigure(
        indicator=indicator.slug,
        value=value,
        unit=unit or indicator.unit,
        qualifier=qualifier,
        product=product,
        year=year,
        key=key,
    )


def _evidence(given: InputObject, framework: Framework, draft: bool) -> Evidence:
    lowest = NOT_CHOSEN if draft else OWN_WORDS
    return Evidence(
        grade=given.whole("grade", lowest, MAX_GRADE, required=not draft) or lowest,
        title=given.text("title", LINE_LIMIT, required=not draft),
        source=given.text("source", LINE_LIMIT),
        date=_date(given),
        url=given.text("url", URL_LIMIT),
        conditions=_slugs(given, "conditions", framework.condition_by_slug, _NO_CONDITION),
        indicators=_slugs(given, "indicators", framework.indicator_by_slug, _NO_INDICATOR),
        key=_row_key(given, draft),
    )


def _row_key(given: InputObject, draft: bool) -> str | None:
    key = given.text("key", NAME_LIMIT) if draft else ""
    if key and not ROW_KEY.fullmatch(key):
        given.refuse("key", _NO_KEY)
    return key or None


def _date(given: InputObject) -> str:
    """A file says a date in one of three forms only; other spellings are for hands."""
    text = given.text("date", NAME_LIMIT)
    if not text:
        return ""
    year = year_of(text)
    if normal_date(text) != text or year is None or not YEARS[0] <= year <= YEARS[1]:
        given.refuse("date", _DATE)
    return text
