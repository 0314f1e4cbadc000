"""What is left to do, for whatever an assessment says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benchmark.queries.assessments import LoadedAssessment
from benchmark.queries.earlier import EarlierAssessment
from benchmark.queries.tasks import INCOMPLETE, NOT_UPDATED, Kind, groups_of, problems_of, tasks_of
from benchmark.scoring.assessment import Assessment, Evidence
from benchmark.scoring.checks import BLOCKING, checks_of
from benchmark.scoring.framework import Framework
from benchmark.scoring.profile import profile
from benchmark.scoring.text import is_visible
from tests.strategies import assessments


def home_of(item: Evidence, framework: Framework) -> str:
    named = [framework.condition_by_slug[slug].trait for slug in item.conditions]
    return (named or [framework.traits[0].slug])[0]


def loaded(framework: Framework, said: Assessment) -> LoadedAssessment:
    """As it would be read from the database; the row itself is not looked at."""
    evidence = tuple(replace(item, key=f"{n:08x}") for n, item in enumerate(said.evidence))
    ratings = tuple(
        replace(
            rating,
            figures=tuple(replace(f, key=f"{n:08x}") for n, f in enumerate(rating.figures)),
        )
        for rating in said.ratings
    )
    row: Any = SimpleNamespace()
    return LoadedAssessment(
        row=row,
        domain=replace(said, evidence=evidence, ratings=ratings),
        framework=framework,
        ratings={},
        carried={},
        evidence_home={item.key or "": home_of(item, framework) for item in evidence},
    )


@given(data=st.data())
def test_every_check_is_a_problem_with_a_place_and_nothing_else_is(
    framework: Framework, data: st.DataObject
) -> None:
    read = loaded(framework, data.draw(assessments(framework)))
    computed = profile(framework, read.domain)
    found = problems_of(read, None, computed)
    # What a figure lacks to be believed stands in one list.
    lacks = {"figure_without_year": INCOMPLETE, "figure_without_source": INCOMPLETE}
    checked: Counter[Kind] = Counter(
        lacks.get(check.kind, check.kind) for check in checks_of(framework, read.domain, computed)
    )

    assert {problem.kind for problem in found} == set(checked)
    counted = Counter(problem.kind for problem in found)
    # Several of one kind at one place, as for the conditions of one item, are one problem.
    assert all(counted[kind] <= checked[kind] for kind in counted)
    for problem in found:
        place, _, slug = problem.anchor.removeprefix("#").partition("-")
        key, _, field = slug.partition("-")
        if place == "c":
            assert slug in problem.trait.condition_by_slug
        elif place == "id_figure":
            figures = read.domain.rating_by_trait[problem.trait.slug].figures
            assert key in {figure.key for figure in figures}
            assert field in ("value", "year")
        elif place == "id_evidence":
            assert read.evidence_home[key] == problem.trait.slug
            assert field in ("grade", "title", "conditions", "source", "date", "url")
        else:
            assert problem.anchor in ("#figures", "#rationale", "#target", "#id_target_year")


@given(data=st.data())
def test_a_figure_that_lacks_year_and_evidence_is_listed_once(
    framework: Framework, data: st.DataObject
) -> None:
    read = loaded(framework, data.draw(assessments(framework)))
    found = problems_of(read, None, profile(framework, read.domain))
    listed = [(p.trait.slug, p.anchor) for p in found if p.kind == INCOMPLETE]
    assert len(listed) == len(set(listed))


@given(data=st.data())
def test_groups_hold_every_problem_once_what_blocks_first(
    framework: Framework, data: st.DataObject
) -> None:
    read = loaded(framework, data.draw(assessments(framework)))
    found = problems_of(read, None, profile(framework, read.domain))
    groups = groups_of(found)

    lists = [rows for group in groups for rows in (group.traits, group.rest)]
    grouped = [problem for rows in lists for _, problems in rows for problem in problems]
    assert sorted(map(id, grouped)) == sorted(map(id, found))
    blocking = [group.blocking for group in groups]
    assert blocking == sorted(blocking, reverse=True)
    for group in groups:
        assert group.blocking == (group.kind in BLOCKING)
        assert group.traits
        assert group.count == sum(problem.kind == group.kind for problem in found)
    for rows in lists:
        numbers = [trait.number for trait, _ in rows]
        assert numbers == sorted(set(numbers))


@given(data=st.data())
def test_what_is_the_same_as_the_year_before_is_told_of_each_part(
    framework: Framework, data: st.DataObject
) -> None:
    read = loaded(framework, data.draw(assessments(framework)))
    earlier = EarlierAssessment(1, read.domain.period - 1, read.domain)
    found = problems_of(read, earlier, profile(framework, read.domain))
    told = [problem for problem in found if problem.kind == NOT_UPDATED]

    anchors = {(p.trait.slug, p.anchor) for p in told}
    for rating in read.domain.ratings:
        assert ((rating.trait, "#rationale") in anchors) == is_visible(rating.rationale)
        for figure in rating.figures:
            assert (rating.trait, f"#id_figure-{figure.key}-value") in anchors
    for item in read.domain.evidence:
        assert (read.evidence_home[item.key or ""], f"#e-{item.key}") in anchors


@given(data=st.data())
def test_the_list_counts_what_the_check_lists(framework: Framework, data: st.DataObject) -> None:
    read = loaded(framework, data.draw(assessments(framework)))
    tasks = tasks_of(read, None)
    found = problems_of(read, None, tasks.profile)

    for task in tasks.traits:
        of_trait = Counter(p.kind for p in found if p.trait is task.trait)
        assert task.unanswered == of_trait["open_condition"]
        assert task.unproven == of_trait["met_without_evidence"]
        assert task.answered == (not of_trait["unanswered"])
    assert tasks.answered == sum(task.answered for task in tasks.traits)
    first = next((task for task in tasks.traits if not task.answered), None)
    assert tasks.next is first
    assert [lift.trait for lift in tasks.lifts] == [
        task.trait.slug
        for task in sorted(
            (task for task in tasks.traits if task.lift),
            key=lambda task: tasks.lifts.index(task.lift),  # type: ignore[arg-type]
        )
    ]
