"""What is left to do in an assessment: by trait for the task list, by kind for the check page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmark.scoring import checks
from benchmark.scoring.framework import Text, Trait
from benchmark.scoring.profile import TraitResult, profile

from .assessments import LoadedAssessment
from .earlier import EarlierRating

FIGURE_WITHOUT_VALUE: checks.Kind = "figure_without_value"
NOT_UPDATED: checks.Kind = "not_updated"
# These stand in the way of submission; everything else is advice.
BLOCKING = ("unanswered", FIGURE_WITHOUT_VALUE)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing worth mending. `row` counts the stored rows of the trait: those of figures where
    it is `about_figure`, else those of evidence."""

    kind: checks.Kind
    trait: Trait
    field: str
    row: int | None = None
    about_figure: bool = False

    @property
    def message(self) -> Text:
        return checks.KINDS[self.kind]

    @property
    def blocking(self) -> bool:
        return self.kind in BLOCKING


@dataclass(frozen=True, slots=True)
class TraitTask:
    """One line of the task list."""

    result: TraitResult
    problems: tuple[Problem, ...]
    earlier: EarlierRating | None = None

    @property
    def trait(self) -> Trait:
        return self.result.trait

    @property
    def answered(self) -> bool:
        return self.result.rating.state != "unanswered"

    @property
    def messages(self) -> tuple[Text, ...]:
        """What is missing, each kind once."""
        missing = (problem for problem in self.problems if problem.kind != NOT_UPDATED)
        return tuple(dict.fromkeys(problem.message for problem in missing))

    @property
    def not_updated(self) -> int:
        """How many parts still say what they said the year before."""
        return sum(problem.kind == NOT_UPDATED for problem in self.problems)


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """All problems of one kind."""

    kind: checks.Kind
    message: Text
    blocking: bool
    problems: tuple[Problem, ...]


def problems_of(
    loaded: LoadedAssessment, before: Mapping[str, EarlierRating]
) -> tuple[Problem, ...]:
    """Everything worth mending, by trait in the framework's order. `before` is what the ratings
    said the year before, by trait."""
    found = [
        *(_problem(loaded, warning) for warning in _warnings(loaded)),
        *_figures_without_value(loaded),
        *_not_updated(loaded, before),
    ]
    return tuple(sorted(found, key=lambda problem: problem.trait.number))


def groups_of(problems: tuple[Problem, ...]) -> tuple[ProblemGroup, ...]:
    """The same by kind: what blocks submission first, then what weakens the result most."""
    kinds = sorted(checks.KINDS, key=lambda kind: kind not in BLOCKING)
    groups = (
        ProblemGroup(
            kind=kind,
            message=checks.KINDS[kind],
            blocking=kind in BLOCKING,
            problems=tuple(problem for problem in problems if problem.kind == kind),
        )
        for kind in kinds
    )
    return tuple(group for group in groups if group.problems)


def trait_tasks(
    loaded: LoadedAssessment, before: Mapping[str, EarlierRating]
) -> tuple[TraitTask, ...]:
    """Seven lines, each with its result and what is missing."""
    problems = problems_of(loaded, before)
    return tuple(
        TraitTask(
            result,
            tuple(p for p in problems if p.trait.slug == result.trait.slug),
            before.get(result.trait.slug),
        )
        for result in profile(loaded.framework, loaded.domain).traits
    )


def _warnings(loaded: LoadedAssessment) -> tuple[checks.Warning, ...]:
    return checks.warnings_of(loaded.domain, loaded.framework)


def _problem(loaded: LoadedAssessment, warning: checks.Warning) -> Problem:
    trait = loaded.framework.trait_by_slug[warning.trait]
    row = warning.item
    about_figure = warning.kind.startswith("figure_")
    if row is not None and about_figure:
        # The domain leaves rows without a value out; the page does not.
        indexes = [index for _, index in loaded.figure_rows[warning.trait]]
        row = indexes.index(row)
    return Problem(warning.kind, trait, warning.field, row, about_figure)


def _figures_without_value(loaded: LoadedAssessment) -> list[Problem]:
    return [
        Problem(FIGURE_WITHOUT_VALUE, loaded.framework.trait_by_slug[trait], "value", row, True)
        for trait, rows in loaded.figure_rows.items()
        for row, (_, index) in enumerate(rows)
        if index is None
    ]


def _not_updated(
    loaded: LoadedAssessment, before: Mapping[str, EarlierRating]
) -> Iterator[Problem]:
    for slug, earlier in before.items():
        trait, said = loaded.framework.trait_by_slug[slug], loaded.domain.rating_by_trait[slug]
        if earlier.repeats(said.rationale):
            yield Problem(NOT_UPDATED, trait, "rationale")
        for row, item in enumerate(said.evidence):
            if earlier.repeats(item):
                yield Problem(NOT_UPDATED, trait, "title", row)
        for row, (_, index) in enumerate(loaded.figure_rows[slug]):
            if index is not None and earlier.repeats(said.figures[index]):
                yield Problem(NOT_UPDATED, trait, "value", row, True)
