"""A filled questionnaire into the database: all of it, or nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmark.actions import assessments as verbs
from benchmark.actions import questionnaire as actions
from benchmark.models import Assessment, Evidence, Industry, OwnFigure, Rating
from benchmark.queries.assessments import to_domain
from benchmark.questionnaire.storable import STORED_DIGITS, STORED_PLACES
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble, content
from tests.reports.samples import typical

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def said(cast: Cast) -> domain.Assessment:
    """What Alice's questionnaire says of her draft."""
    return replace(
        typical(cast.framework).assessment,
        industry=domain.Industry("智能电力装备", "许都市", "high-end-equipment"),
    )


def fill(cast: Cast, said: domain.Assessment, state: str | None = None) -> None:
    draft = Assessment.objects.get(pk=cast.draft.pk)
    actions.fill_draft(
        assessment=draft,
        state=state or actions.stored_state(draft),
        before=to_domain(draft),
        after=said,
    )


def stored(cast: Cast) -> domain.Assessment:
    return to_domain(Assessment.objects.get(pk=cast.draft.pk))


def everything() -> list[list[tuple[object, ...]]]:
    """Every row that a questionnaire could touch."""
    tables = (Industry, Assessment, Assessment.comparators.through, Rating, Evidence, OwnFigure)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


class TestNew:
    def test_it_says_all_that_the_questionnaire_says(self, cast: Cast, said: domain.Assessment):
        other = replace(said, industry=replace(said.industry, name="超硬材料"))
        made = actions.fill_new(user=cast.alice, content=other)
        assert to_domain(made) == other
        assert made.created_by == cast.alice
        assert made.industry.organisation == cast.alice.organisation
        assert made.is_draft

    def test_an_industry_that_is_there_is_used(self, cast: Cast, said: domain.Assessment):
        made = actions.fill_new(user=cast.bob, content=replace(said, period=2026))
        assert made.industry == cast.industry
        assert Industry.objects.count() == 1

    def test_a_namesake_in_another_field_leaves_nothing(self, cast: Cast, said: domain.Assessment):
        before = everything()
        other = replace(said, period=2026, industry=replace(said.industry, sector="biotech"))
        with pytest.raises(verbs.IndustryExistsError):
            actions.fill_new(user=cast.alice, content=other)
        assert everything() == before

    def test_a_year_that_is_there_leaves_nothing(self, cast: Cast, said: domain.Assessment):
        before = everything()
        with pytest.raises(verbs.AssessmentExistsError):
            actions.fill_new(user=cast.alice, content=said)
        assert everything() == before

    def test_an_error_half_way_leaves_nothing(
        self, cast: Cast, said: domain.Assessment, monkeypatch: pytest.MonkeyPatch
    ):
        calls: list[str] = []
        save = verbs.save_rating

        def fail_at_the_third(**given: object) -> int:
            calls.append("")
            if len(calls) == 3:
                raise RuntimeError("power loss")
            return save(**given)  # type: ignore[arg-type]

        monkeypatch.setattr(verbs, "save_rating", fail_at_the_third)
        before = everything()
        other = replace(said, industry=replace(said.industry, name="超硬材料"))
        with pytest.raises(RuntimeError):
            actions.fill_new(user=cast.alice, content=other)
        assert everything() == before


class TestDraft:
    def test_it_says_all_that_the_questionnaire_says(self, cast: Cast, said: domain.Assessment):
        points = dict(zip(cast.framework.trait_by_slug, (10, 15, 15, 15, 15, 15, 15), strict=True))
        fill(cast, replace(said, weights=points))
        assert stored(cast) == replace(said, weights=points)
        fill(cast, said)
        assert stored(cast) == said

    def test_only_what_differs_is_written(self, cast: Cast, said: domain.Assessment):
        fill(cast, said)
        revisions = dict(Rating.objects.values_list("trait__slug", "revision"))
        evidence = set(Evidence.objects.values_list("pk", flat=True))
        scale = replace(said.rating_by_trait["scale"], rationale="新的理由")
        fill(cast, with_rating(said, scale))
        now = dict(Rating.objects.values_list("trait__slug", "revision"))
        assert now == revisions | {"scale": revisions["scale"] + 1}
        assert set(Evidence.objects.values_list("pk", flat=True)) == evidence

    def test_the_field_of_the_industry_changes_with_it(self, cast: Cast, said: domain.Assessment):
        fill(cast, replace(said, industry=replace(said.industry, sector="other")))
        cast.industry.refresh_from_db()
        assert cast.industry.sector == "other"

    def test_the_field_of_a_submitted_industry_stays(self, cast: Cast, said: domain.Assessment):
        frozen = verbs.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=2024
        )
        answer_all(frozen)
        verbs.submit(assessment=frozen, user=cast.alice)
        before = everything()
        with pytest.raises(actions.IndustryFrozenError):
            fill(cast, replace(said, industry=replace(said.industry, sector="other")))
        assert everything() == before

    def test_a_submitted_assessment_is_refused(self, cast: Cast, said: domain.Assessment):
        answer_all(cast.draft)
        verbs.submit(assessment=cast.draft, user=cast.alice)
        before = everything()
        with pytest.raises(verbs.NotDraftError):
            fill(cast, said)
        assert everything() == before

    def test_an_error_half_way_leaves_nothing(
        self, cast: Cast, said: domain.Assessment, monkeypatch: pytest.MonkeyPatch
    ):
        calls: list[str] = []
        save = verbs.save_rating

        def fail_at_the_third(**given: object) -> int:
            calls.append("")
            if len(calls) == 3:
                raise RuntimeError("power loss")
            return save(**given)  # type: ignore[arg-type]

        monkeypatch.setattr(verbs, "save_rating", fail_at_the_third)
        before = everything()
        with pytest.raises(RuntimeError):
            fill(cast, said)
        assert everything() == before


def with_rating(said: domain.Assessment, rating: domain.Rating) -> domain.Assessment:
    return replace(
        said, ratings=tuple(rating if r.trait == rating.trait else r for r in said.ratings)
    )


class TestChangedMeanwhile:
    @pytest.fixture
    def shown(self, cast: Cast) -> str:
        """The mark of the draft as Alice saw it."""
        return actions.stored_state(cast.draft)

    def refused(self, cast: Cast, said: domain.Assessment, shown: str) -> bool:
        before = everything()
        try:
            fill(cast, said, shown)
        except actions.ChangedMeanwhileError:
            return everything() == before
        return False

    def test_a_saved_trait(self, cast: Cast, said: domain.Assessment, shown: str):
        verbs.save_rating(rating=cast.rating("chain"), revision=0, content=content())
        assert self.refused(cast, said, shown)

    def test_other_comparators(self, cast: Cast, said: domain.Assessment, shown: str):
        verbs.change_settings(assessment=cast.draft, comparators=["suzhou-nano"], weights=None)
        assert self.refused(cast, said, shown)

    def test_another_field(self, cast: Cast, said: domain.Assessment, shown: str):
        Industry.objects.update(sector="other")
        assert self.refused(cast, said, shown)

    def test_submitted_and_reopened(self, cast: Cast, said: domain.Assessment):
        answer_all(cast.draft)
        shown = actions.stored_state(Assessment.objects.get(pk=cast.draft.pk))
        verbs.submit(assessment=cast.draft, user=cast.alice)
        verbs.reopen(assessment=cast.draft)
        assert self.refused(cast, said, shown)

    def test_nothing(self, cast: Cast, said: domain.Assessment, shown: str):
        fill(cast, said, shown)
        assert stored(cast) == said

    def test_the_same_questionnaire_twice(self, cast: Cast, said: domain.Assessment, shown: str):
        fill(cast, said, shown)
        assert self.refused(cast, said, shown)


class TestFiguresBegun:
    """A row without a value is a draft's; a questionnaire cannot show it and must not lose it."""

    BEGUN = verbs.FigureRow("output", None, "about", "亿元", "电力装备", 2025)

    def begin(self, cast: Cast, *rows: verbs.FigureRow) -> None:
        verbs.save_rating(rating=cast.rating("scale"), revision=0, content=content(figures=rows))

    def rows(self) -> list[tuple[object, ...]]:
        return list(OwnFigure.objects.values_list("indicator__slug", "value", "product", "year"))

    def test_they_stay_beside_others(self, cast: Cast, said: domain.Assessment):
        self.begin(cast, self.BEGUN)
        fill(cast, said)
        assert ("output", None, "电力装备", 2025) in self.rows()
        assert stored(cast) == said

    def test_they_stay_where_figures_are_as_before(self, cast: Cast, said: domain.Assessment):
        self.begin(cast, self.BEGUN)
        figures = with_rating(said, replace(said.rating_by_trait["scale"], figures=()))
        fill(cast, figures)
        assert ("output", None, "电力装备", 2025) in self.rows()

    @pytest.mark.parametrize("begun", [BEGUN, replace(BEGUN, product="", year=None)])
    def test_they_go_where_the_value_is_given(
        self, cast: Cast, said: domain.Assessment, begun: verbs.FigureRow
    ):
        self.begin(cast, begun)
        figure = domain.OwnFigure("output", Decimal(430), "亿元", "exact", "电力装备", 2025)
        fill(cast, with_rating(said, replace(said.rating_by_trait["scale"], figures=(figure,))))
        assert [row for row in self.rows() if row[1] is None] == []


def test_the_limits_of_figures_are_the_databases() -> None:
    field = OwnFigure._meta.get_field("value")
    assert field.decimal_places == STORED_PLACES
    assert field.max_digits == STORED_DIGITS + STORED_PLACES
