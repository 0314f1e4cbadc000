"""What is left to do in an assessment: by trait for the task list, by kind for the check page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from benchmark.scoring import checks
from benchmark.scoring.assessment import Evidence, OwnFigure
from benchmark.scoring.framework import Text, Trait
from benchmark.scoring.lifts import Lift, lifts
from benchmark.scoring.profile import (
    ConditionResult,
    Profile,
    TraitResult,
    profile,
    trait_result,
)
from benchmark.scoring.text import is_visible
from benchmark.wording.figures import own_text
from benchmark.wording.labels import CONDITION
from benchmark.wording.reasons import contradiction_text, lift_share
from benchmark.wording.sentences import joined, quoted_text

from .assessments import LoadedAssessment, to_confirm
from .earlier import EarlierAssessment

# Not of the method: a draft says so of what still stands as the year before handed it on; and what
# a figure lacks to be believed is one list, since the same figures would stand in two.
Kind = checks.Kind | Literal["not_updated", "figure_incomplete"]
NOT_UPDATED: Literal["not_updated"] = "not_updated"
INCOMPLETE: Literal["figure_incomplete"] = "figure_incomplete"
_LACKS: dict[Kind, Text] = {
    "figure_without_year": Text("没有年份", "no year"),
    "figure_without_source": Text("没有佐证材料载有", "no evidence item carries it"),
}
_INCOMPLETE = Text(
    "指标数据没有年份，或没有佐证材料载有",
    "the figure has no year, or no evidence item carries it",
)
_UNCHANGED = Text(
    "与上一份自评完全相同，请确认是否需要更新", "unchanged since the assessment before: still true?"
)
_OLDER = Text("早于评估年度", "older than the year assessed")
NOTHING = Text("", "")
# Where on the trait's page a kind is mended; the others name a condition or a field of a row.
_PLACES: dict[Kind, str] = {
    "unanswered": "#figures",
    "no_rationale": "#rationale",
    "target_below_claim": "#target",
    "no_target_year": "#id_target_year",
    "target_year_not_after": "#id_target_year",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing worth mending: the trait on whose page, `anchor` the place there (#c-sc-first).

    `what` names the condition, figure or item, empty for the trait as a whole; `detail` says more
    where there is more to say.
    """

    kind: Kind
    trait: Trait
    anchor: str
    what: Text = NOTHING
    detail: Text = NOTHING


ByTrait = tuple[tuple[Trait, tuple[Problem, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """All problems of one kind, by trait in the framework's order. `rest` are those that change no
    level, where others of the kind do."""

    kind: Kind
    message: Text
    blocking: bool
    traits: ByTrait
    rest: ByTrait = ()

    @property
    def count(self) -> int:
        return sum(len(problems) for _, problems in (*self.traits, *self.rest))

    @property
    def of_rest(self) -> int:
        return sum(len(problems) for _, problems in self.rest)


@dataclass(frozen=True, slots=True)
class TraitTask:
    """One line of the task list.

    `unanswered` and `unproven` count conditions: without an answer, this year's or last year's,
    and met without evidence. `to_confirm` counts last year's answers that wait to be confirmed,
    `not_updated` what else still says the same; `before` is last year's result.
    """

    result: TraitResult
    unanswered: int
    unproven: int
    lift: Lift | None = None
    before: TraitResult | None = None
    to_confirm: int = 0
    not_updated: int = 0

    @property
    def trait(self) -> Trait:
        return self.result.trait

    @property
    def answered(self) -> bool:
        return self.result.state != "unanswered"

    @property
    def passed(self) -> bool:
        """Something is said of it, and nothing of last year's waits to be confirmed."""
        return self.answered and not self.to_confirm


@dataclass(frozen=True, slots=True)
class Tasks:
    """What the task list shows: seven lines, and what evidence would change the result most."""

    profile: Profile
    traits: tuple[TraitTask, ...]
    lifts: tuple[Lift, ...]

    @property
    def answered(self) -> int:
        return sum(task.passed for task in self.traits)

    @property
    def next(self) -> TraitTask | None:
        """The first trait that is not gone through yet."""
        return next((task for task in self.traits if not task.passed), None)


def tasks_of(loaded: LoadedAssessment, earlier: EarlierAssessment | None) -> Tasks:
    computed = profile(loaded.framework, loaded.domain)
    found = lifts(computed)
    by_trait = {lift.trait: lift for lift in found}
    problems = problems_of(loaded, earlier, computed)

    def count(trait: Trait, kind: Kind) -> int:
        return sum(p.kind == kind and p.trait is trait for p in problems)

    waiting = {
        slug: len(to_confirm(loaded.carried.get(slug, {}), computed.result_of(slug)))
        for slug in loaded.framework.trait_by_slug
    }
    tasks = tuple(
        TraitTask(
            result=result,
            unanswered=count(result.trait, "open_condition") - waiting[result.trait.slug],
            unproven=count(result.trait, "met_without_evidence"),
            lift=by_trait.get(result.trait.slug),
            before=trait_result(result.trait, earlier.domain) if earlier else None,
            to_confirm=waiting[result.trait.slug],
            not_updated=count(result.trait, NOT_UPDATED),
        )
        for result in computed.traits
    )
    return Tasks(computed, tasks, found)


def problems_of(
    loaded: LoadedAssessment, earlier: EarlierAssessment | None, computed: Profile
) -> tuple[Problem, ...]:
    """Everything worth mending, by trait in the framework's order."""
    waiting = {
        slug
        for result in computed.traits
        for slug in to_confirm(loaded.carried.get(result.trait.slug, {}), result)
    }
    every = checks.checks_of(loaded.framework, loaded.domain, computed)
    repeated = _repeated(loaded, earlier) if earlier else frozenset()
    older = {check.key for check in every if check.kind == "evidence_older"}
    checked = [
        check
        for check in every
        # What last year's evidence names is met once last year's answer is confirmed; and of what
        # is unchanged it is said there that it is older.
        if not (check.kind == "evidence_for_unmet" and check.condition in waiting)
        and not (check.kind == "evidence_older" and check.key in repeated)
    ]
    found = [
        *(_problem(loaded, computed, check) for check in checked),
        *(_not_updated(loaded, earlier, computed, older) if earlier else ()),
    ]
    return tuple(sorted(_merged(found), key=lambda problem: problem.trait.number))


def groups_of(problems: tuple[Problem, ...]) -> tuple[ProblemGroup, ...]:
    """The same by kind: what blocks submission first, then what weakens the result most."""
    messages = [*_kinds(), (NOT_UPDATED, _UNCHANGED)]
    messages.sort(key=lambda each: each[0] not in checks.BLOCKING)
    groups = []
    for kind, message in messages:
        of_kind = [problem for problem in problems if problem.kind == kind]
        first, rest = of_kind, list[Problem]()
        # Evidence that lifts a level says so.
        if kind == "met_without_evidence" and any(problem.detail.zh for problem in of_kind):
            first = [problem for problem in of_kind if problem.detail.zh]
            rest = [problem for problem in of_kind if not problem.detail.zh]
        if first:
            blocking = kind in checks.BLOCKING
            groups.append(ProblemGroup(kind, message, blocking, _by_trait(first), _by_trait(rest)))
    return tuple(groups)


def _by_trait(problems: list[Problem]) -> ByTrait:
    rows = (tuple(rows) for _, rows in groupby(problems, key=lambda p: p.trait.number))
    return tuple((of_trait[0].trait, of_trait) for of_trait in rows)


def _kinds() -> Iterator[tuple[Kind, Text]]:
    """The kinds of the check page in their order: what is one list stands where its first did."""
    for kind, message in checks.KINDS.items():
        if kind not in _LACKS:
            yield kind, message
        elif kind == next(iter(_LACKS)):
            yield INCOMPLETE, _INCOMPLETE


def _problem(loaded: LoadedAssessment, computed: Profile, check: checks.Check) -> Problem:
    if check.trait is None:
        return _of_item(loaded, check)
    trait = loaded.framework.trait_by_slug[check.trait]
    if check.item is not None:
        figure = loaded.domain.rating_by_trait[check.trait].figures[check.item]
        name = _figure_name(trait, figure)
        if check.kind in _LACKS:
            field = "year" if figure.year is None else "value"
            return Problem(
                INCOMPLETE, trait, _figure_place(figure, field), name, _LACKS[check.kind]
            )
        return Problem(check.kind, trait, _figure_place(figure, check.field), name)
    what, detail = NOTHING, NOTHING
    if check.condition is not None:
        what = trait.condition_by_slug[check.condition].text
        if check.kind == "met_without_evidence":
            detail = lift_share(computed.result_of(check.trait), check.condition)
        if check.other is not None:
            what = contradiction_text(trait, (check.condition, check.other))
        elif check.kind == "open_condition":
            detail = _carried(loaded, check.trait, check.condition)
    return Problem(
        check.kind, trait, _PLACES.get(check.kind, f"#c-{check.condition}"), what, detail
    )


def _carried(loaded: LoadedAssessment, trait: str, condition: str) -> Text:
    before = loaded.carried.get(trait, {}).get(condition)
    if before is None:
        return NOTHING
    answer = CONDITION[before]
    return Text(f"上一年：{answer.zh}", f"the year before: {answer.en.lower()}")


def _merged(problems: Iterable[Problem]) -> list[Problem]:
    """One line for what is mended at one place: their details one after another."""
    lines: dict[tuple[Kind, str, str, Text], list[Problem]] = {}
    for problem in problems:
        line = (problem.kind, problem.trait.slug, problem.anchor, problem.what)
        lines.setdefault(line, []).append(problem)
    return [
        replace(rows[0], detail=joined((r.detail for r in rows if r.detail.zh), "；", "; "))
        for rows in lines.values()
    ]


def _of_item(loaded: LoadedAssessment, check: checks.Check) -> Problem:
    """Of an evidence item, which is mended where it was added."""
    item = loaded.domain.evidence[check.item or 0]
    trait = loaded.framework.trait_by_slug[loaded.evidence_home[item.key or ""]]
    detail = NOTHING
    if check.condition is not None:
        detail = loaded.framework.condition_by_slug[check.condition].text
    # The types are a group of choices, as the conditions are: both have a place of their own.
    place = f"#id_evidence-{item.key}-{check.field}"
    return Problem(check.kind, trait, place, _item_name(item), detail)


def _figure_place(figure: OwnFigure, field: str) -> str:
    return f"#id_figure-{figure.key}-{field}"


def _not_updated(
    loaded: LoadedAssessment,
    earlier: EarlierAssessment,
    computed: Profile,
    older: Container[str | None],
) -> Iterator[Problem]:
    for result in computed.traits:
        trait, rating = result.trait, result.rating
        if earlier.repeats(trait.slug, rating.rationale):
            yield Problem(NOT_UPDATED, trait, "#rationale", Text("说明", "rationale"))
        for figure in rating.figures:
            if earlier.repeats(trait.slug, figure):
                place, name = _figure_place(figure, "value"), _figure_name(trait, figure)
                detail = _decided_by(earlier, result, figure)
                yield Problem(NOT_UPDATED, trait, place, name, detail)
    repeated = _repeated(loaded, earlier)
    for item in loaded.domain.evidence:
        trait = loaded.framework.trait_by_slug[loaded.evidence_home[item.key or ""]]
        if item.key in repeated:
            detail = _OLDER if item.key in older else NOTHING
            yield Problem(NOT_UPDATED, trait, f"#e-{item.key}", _item_name(item), detail)


def _repeated(loaded: LoadedAssessment, earlier: EarlierAssessment) -> frozenset[str | None]:
    """The evidence, by key, that says what it said in the assessment before."""
    return frozenset(i.key for i in loaded.domain.evidence if i in earlier.domain.evidence)


def _decided_by(earlier: EarlierAssessment, result: TraitResult, figure: OwnFigure) -> Text:
    """What a figure of last year decides: 依据上年数据：“…”符合; nothing where it decides none."""
    found = [item for item in earlier.decides(result) if item.finding.figure == figure]
    if not found:
        return NOTHING
    said = joined(_with_state(item) for item in found)
    return Text(f"依据上年数据：{said.zh}", f"rests on last year's figures: {said.en}")


def _with_state(item: ConditionResult) -> Text:
    text, state = quoted_text(item.finding.condition.text), CONDITION[item.state]
    return Text(f"{text.zh}{state.zh}", f"{text.en} {state.en.lower()}")


def _figure_name(trait: Trait, figure: OwnFigure) -> Text:
    name = trait.indicator_by_slug[figure.indicator].name
    if figure.value is None:
        return name
    return Text(f"{name.zh} {own_text(figure, 'zh-hans')}", f"{name.en} {own_text(figure, 'en')}")


def _item_name(item: Evidence) -> Text:
    if is_visible(item.title):
        return Text(item.title, item.title)
    return Text("（未填材料名称）", "(untitled)")
