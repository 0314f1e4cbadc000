"""A filled questionnaire into the database: all of it, or nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmark.actions import assessments as verbs
from benchmark.actions import questionnaire as actions
from benchmark.models import Answer, Assessment, Evidence, Industry, OwnFigure, Rating
from benchmark.queries.assessments import load_assessment, to_domain
from benchmark.queries.questionnaires import stored_state
from benchmark.questionnaire.storable import STORED_DIGITS, STORED_PLACES
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble, item
from tests.questionnaire.samples import keyed, typical

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def said(cast: Cast) -> domain.Assessment:
    """What Alice's questionnaire says of her draft, as its preview holds it."""
    return replace(
        keyed(typical(cast.framework)),
        industry=domain.Industry("智能电力装备", "许都市", "high-end-equipment"),
    )


def fill(cast: Cast, said: domain.Assessment, state: str | None = None) -> None:
    """Bob confirms."""
    loaded = load_assessment(cast.bob, cast.draft.pk)
    state = state or stored_state(loaded.row)
    actions.fill_draft(loaded=loaded, state=state, after=said, user=cast.bob)


def stored(cast: Cast) -> domain.Assessment:
    return to_domain(Assessment.objects.get(pk=cast.draft.pk))


def everything() -> list[list[tuple[object, ...]]]:
    """Every row that a questionnaire could touch."""
    tables = (Industry, Assessment, Rating, Answer, Evidence, OwnFigure)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def with_rating(said: domain.Assessment, trait: str, **changed: object) -> domain.Assessment:
    return replace(
        said,
        ratings=tuple(
            replace(r, **changed) if r.trait == trait else r  # type: ignore[arg-type]
            for r in said.ratings
        ),
    )


@pytest.fixture
def power_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """The third rating is not saved any more."""
    calls: list[str] = []
    save = verbs.save_rating

    def fail_at_the_third(**given: object) -> int:
        calls.append("")
        if len(calls) == 3:
            raise RuntimeError("power loss")
        return save(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(verbs, "save_rating", fail_at_the_third)
    monkeypatch.setattr("benchmark.actions.ratings.save_rating", fail_at_the_third)


class TestNew:
    def test_it_says_all_that_the_questionnaire_says(self, cast: Cast, said: domain.Assessment):
        industry = replace(said.industry, name="超硬材料", name_en="Superhard materials")
        other = replace(said, industry=industry)
        made = actions.fill_new(user=cast.alice, content=other)
        assert to_domain(made) == other
        assert made.created_by == cast.alice
        assert made.industry.organisation == cast.alice.organisation
        assert made.is_draft
        assert set(Rating.objects.filter(revision__gt=0).values_list("updated_by", flat=True)) == {
            cast.alice.pk
        }

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

    def test_somebody_without_an_office_makes_none(self, cast: Cast, said: domain.Assessment):
        before = everything()
        with pytest.raises(ValueError, match="belongs to no organisation"):
            actions.fill_new(user=cast.dora, content=said)
        assert everything() == before

    @pytest.mark.usefixtures("power_loss")
    def test_an_error_half_way_leaves_nothing(self, cast: Cast, said: domain.Assessment):
        before = everything()
        other = replace(said, industry=replace(said.industry, name="超硬材料"))
        with pytest.raises(RuntimeError):
            actions.fill_new(user=cast.alice, content=other)
        assert everything() == before


class TestDraft:
    def test_it_says_all_that_the_questionnaire_says(self, cast: Cast, said: domain.Assessment):
        fill(cast, said)
        assert stored(cast) == said
        blank = replace(
            said,
            ratings=tuple(domain.Rating(rating.trait) for rating in said.ratings),
            evidence=(),
            comparators=(),
            focus=(),
        )
        fill(cast, blank)
        assert stored(cast) == blank

    def test_who_confirmed_it_is_who_saved_it(self, cast: Cast, said: domain.Assessment):
        fill(cast, said)
        assert cast.rating("scale").updated_by == cast.bob

    def test_only_what_differs_is_written(self, cast: Cast, said: domain.Assessment):
        fill(cast, said)
        revisions = dict(Rating.objects.values_list("trait__slug", "revision"))
        rows = [
            set(table.objects.values_list("pk", flat=True))
            for table in (Answer, Evidence, OwnFigure)
        ]
        fill(cast, with_rating(said, "scale", rationale="新的说明"))
        now = dict(Rating.objects.values_list("trait__slug", "revision"))
        assert now == revisions | {"scale": revisions["scale"] + 1}
        assert rows == [
            set(table.objects.values_list("pk", flat=True))
            for table in (Answer, Evidence, OwnFigure)
        ]

    def test_rows_are_changed_by_their_key(self, cast: Cast, said: domain.Assessment):
        fill(cast, said)
        figures, items = (
            dict(table.objects.values_list("key", "pk")) for table in (OwnFigure, Evidence)
        )
        first, second = said.rating_by_trait["scale"].figures
        new = replace(first, year=2023, key="f" * 16)
        changed = with_rating(said, "scale", figures=(replace(first, value=Decimal(7)), new))
        evidence = (replace(said.evidence[0], title="新名"), replace(item(), key="e" * 16))
        fill(cast, replace(changed, evidence=evidence))
        now = dict(OwnFigure.objects.values_list("key", "pk"))
        assert now.keys() == figures.keys() - {second.key} | {"f" * 16}
        assert now[str(first.key)] == figures[str(first.key)]
        kept = dict(Evidence.objects.values_list("key", "pk"))
        assert kept.keys() == {said.evidence[0].key, "e" * 16}
        assert kept[str(said.evidence[0].key)] == items[str(said.evidence[0].key)]
        assert stored(cast) == replace(changed, evidence=evidence)

    def test_an_item_stays_where_it_was_added(self, cast: Cast, said: domain.Assessment):
        own = item(conditions=("sc-first",))
        cast.save("leaders", evidence=(own,))
        other = replace(said, evidence=(replace(own, conditions=("ch-make",)),))
        fill(cast, other)
        assert Evidence.objects.get().trait.slug == "leaders"
        assert stored(cast) == other
        fill(cast, replace(said, evidence=()))
        assert not Evidence.objects.exists()

    def test_a_new_item_is_at_home_with_its_first_condition(
        self, cast: Cast, said: domain.Assessment
    ):
        fill(cast, said)
        homes = load_assessment(cast.alice, cast.draft.pk).evidence_home
        assert [homes[str(item.key)] for item in said.evidence] == ["scale", "leaders"]

    def test_last_years_answers_still_wait(self, cast: Cast, said: domain.Assessment):
        fill(cast, said)
        draft = Assessment.objects.select_related("industry", "framework").get()
        later = verbs.start_next_year(user=cast.alice, before=draft, period=2026)
        loaded = load_assessment(cast.alice, later.pk)
        carried = loaded.carried
        after = with_rating(loaded.domain, "chain", answers={"ch-design": "not_met"})
        state = stored_state(loaded.row)
        actions.fill_draft(loaded=loaded, state=state, after=after, user=cast.alice)
        now = load_assessment(cast.alice, later.pk)
        assert now.carried == carried
        assert now.domain == after

    def test_the_industrys_field_and_english_name_change_with_it(
        self, cast: Cast, said: domain.Assessment
    ):
        Industry.objects.update(description="简介")
        fill(cast, replace(said, industry=replace(said.industry, sector="other", name_en="Grid")))
        cast.industry.refresh_from_db()
        assert (cast.industry.sector, cast.industry.name_en) == ("other", "Grid")
        assert cast.industry.description == "简介"

    @pytest.mark.parametrize("changed", [{"sector": "other"}, {"name_en": "Grid"}])
    def test_those_of_a_submitted_industry_stay(
        self, cast: Cast, said: domain.Assessment, changed: dict[str, str]
    ):
        frozen = verbs.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=2024
        )
        answer_all(frozen)
        verbs.submit(assessment=frozen, user=cast.alice)
        before = everything()
        with pytest.raises(actions.IndustryFrozenError):
            fill(cast, replace(said, industry=replace(said.industry, **changed)))  # type: ignore[arg-type]
        assert everything() == before

    def test_a_submitted_assessment_is_refused(self, cast: Cast, said: domain.Assessment):
        answer_all(cast.draft)
        verbs.submit(assessment=cast.draft, user=cast.alice)
        before = everything()
        with pytest.raises(verbs.NotDraftError):
            fill(cast, said)
        assert everything() == before

    @pytest.mark.usefixtures("power_loss")
    def test_an_error_half_way_leaves_nothing(self, cast: Cast, said: domain.Assessment):
        before = everything()
        with pytest.raises(RuntimeError):
            fill(cast, said)
        assert everything() == before


class TestChangedMeanwhile:
    @pytest.fixture
    def shown(self, cast: Cast) -> str:
        """The mark of the draft as Alice saw it."""
        return stored_state(cast.draft)

    def refused(self, cast: Cast, said: domain.Assessment, shown: str) -> bool:
        before = everything()
        try:
            fill(cast, said, shown)
        except actions.ChangedMeanwhileError:
            return everything() == before
        return False

    def test_a_saved_trait(self, cast: Cast, said: domain.Assessment, shown: str):
        cast.save("chain", answers={"ch-make": "met"})
        assert self.refused(cast, said, shown)

    def test_a_trait_saved_after_the_draft_was_read(
        self, cast: Cast, said: domain.Assessment, monkeypatch: pytest.MonkeyPatch
    ):
        """As two saves at once on PostgreSQL: the mark is still the same."""
        loaded = load_assessment(cast.bob, cast.draft.pk)
        cast.save("chain", answers={"ch-make": "met"})
        monkeypatch.setattr(actions, "stored_state", lambda _: "shown")
        before = everything()
        with pytest.raises(actions.ChangedMeanwhileError):
            actions.fill_draft(loaded=loaded, state="shown", after=said, user=cast.bob)
        assert everything() == before

    def test_other_comparators(self, cast: Cast, said: domain.Assessment, shown: str):
        verbs.change_settings(assessment=cast.draft, comparators=["suzhou-nano"], focus=())
        assert self.refused(cast, said, shown)

    @pytest.mark.parametrize("changed", [{"sector": "other"}, {"name_en": "Grid"}])
    def test_the_industrys_own_data(
        self, cast: Cast, said: domain.Assessment, shown: str, changed: dict[str, str]
    ):
        Industry.objects.update(**changed)
        assert self.refused(cast, said, shown)

    def test_submitted_and_reopened(self, cast: Cast, said: domain.Assessment):
        answer_all(cast.draft)
        shown = stored_state(Assessment.objects.get(pk=cast.draft.pk))
        verbs.submit(assessment=cast.draft, user=cast.alice)
        verbs.reopen(assessment=cast.draft)
        assert self.refused(cast, said, shown)

    def test_nothing(self, cast: Cast, said: domain.Assessment, shown: str):
        fill(cast, said, shown)
        assert stored(cast) == said

    def test_the_same_questionnaire_twice(self, cast: Cast, said: domain.Assessment, shown: str):
        fill(cast, said, shown)
        assert self.refused(cast, said, shown)


def test_every_row_gets_a_key_and_keeps_the_one_it_has(framework: Framework):
    plain, known = typical(framework), keyed(typical(framework))
    assert actions.with_row_keys(known).evidence[0].key == known.evidence[0].key
    once, twice = actions.with_row_keys(plain), actions.with_row_keys(plain)
    assert once == plain
    keys = [
        row.key
        for said in (once, twice)
        for row in (*(f for r in said.ratings for f in r.figures), *said.evidence)
    ]
    assert len(set(keys)) == len(keys)
    assert all(key and domain.ROW_KEY.fullmatch(key) for key in keys)


def test_the_limits_of_figures_are_the_databases() -> None:
    field = OwnFigure._meta.get_field("value")
    assert field.decimal_places == STORED_PLACES
    assert field.max_digits == STORED_DIGITS + STORED_PLACES
