"""What is left to do in an assessment: by trait for the task list, by kind for the check page."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.scoring import checks
from benchmark.scoring.framework import Text, Trait
from benchmark.scoring.profile import TraitResult, profile

from .assessments import LoadedAssessment

FIGURE_WITHOUT_VALUE = "figure_without_value"
# These stand in the way of submission; everything else is advice.
BLOCKING = ("unanswered", FIGURE_WITHOUT_VALUE)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing worth mending. `row` counts the stored evidence or figure rows of the trait."""

    kind: checks.Kind
    trait: Trait
    field: str
    row: int | None = None

    @property
    def message(self) -> Text:
        return checks.KINDS[self.kind]

    @property
    def blocking(self) -> bool:
        return self.kind in BLOCKING

    @property
    def about_figure(self) -> bool:
        return self.kind.startswith("figure_")


@dataclass(frozen=True, slots=True)
class TraitTask:
    """One line of the task list."""

    result: TraitResult
    problems: tuple[Problem, ...]

    @property
    def trait(self) -> Trait:
        return self.result.trait

    @property
    def answered(self) -> bool:
        return self.result.rating.state != "unanswered"

    @property
    def messages(self) -> tuple[Text, ...]:
        """What is missing, each kind once."""
        return tuple(dict.fromkeys(problem.message for problem in self.problems))


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """All problems of one kind."""

    kind: checks.Kind
    message: Text
    blocking: bool
    problems: tuple[Problem, ...]


def problems_of(loaded: LoadedAssessment) -> tuple[Problem, ...]:
    """Everything worth mending, by trait in the framework's order."""
    found = [
        *(_problem(loaded, warning) for warning in _warnings(loaded)),
        *_figures_without_value(loaded),
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


def trait_tasks(loaded: LoadedAssessment) -> tuple[TraitTask, ...]:
    """Seven lines, each with its result and what is missing."""
    problems = problems_of(loaded)
    return tuple(
        TraitTask(result, tuple(p for p in problems if p.trait.slug == result.trait.slug))
        for result in profile(loaded.framework, loaded.domain).traits
    )


def _warnings(loaded: LoadedAssessment) -> tuple[checks.Warning, ...]:
    return checks.warnings_of(loaded.domain, loaded.framework)


def _problem(loaded: LoadedAssessment, warning: checks.Warning) -> Problem:
    trait = loaded.framework.trait_by_slug[warning.trait]
    row = warning.item
    if row is not None and warning.kind.startswith("figure_"):
        # The domain leaves rows without a value out; the page does not.
        indexes = [index for _, index in loaded.figure_rows[warning.trait]]
        row = indexes.index(row)
    return Problem(warning.kind, trait, warning.field, row)


def _figures_without_value(loaded: LoadedAssessment) -> list[Problem]:
    return [
        Problem(FIGURE_WITHOUT_VALUE, loaded.framework.trait_by_slug[trait], "value", row)
        for trait, rows in loaded.figure_rows.items()
        for row, (_, index) in enumerate(rows)
        if index is None
    ]
