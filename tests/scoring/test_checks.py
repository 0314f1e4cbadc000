"""What the check page points out before a report goes to anyone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from benchmark.scoring.assessment import Evidence, Rating
from benchmark.scoring.checks import KINDS, Warning, is_link, warnings_of
from tests.scoring.builders import FRAMEWORK, assessed, figure, rated

PROOF = Evidence(grade=2, title="台账", source="统计局", date="2025", url="")
SOUND = Rating(
    trait="", state="rated", claim=3, target=4, target_year=2028, rationale="有", evidence=(PROOF,)
)


def warned(rating: Rating) -> list[tuple[str, str, int | None]]:
    """Kind, field and item of what is said of the rating, which stands as 产业规模."""
    found = warnings_of(assessed(others=SOUND, scale=rating), FRAMEWORK)
    assert all(warning.trait == "scale" for warning in found)
    return [(warning.kind, warning.field, warning.item) for warning in found]


def test_a_sound_rating_is_not_spoken_of():
    assert warned(SOUND) == []


def test_an_unanswered_trait_is_named():
    assert warned(Rating(trait="")) == [("unanswered", "state", None)]


def test_a_trait_marked_unknown_is_answered():
    assert warned(Rating(trait="", state="unknown")) == []


def test_a_claim_without_evidence_is_named_whatever_the_claim():
    found = [("claim_without_evidence", "evidence", None)]
    assert warned(replace(SOUND, evidence=())) == found
    assert warned(replace(SOUND, claim=1, evidence=())) == found


def test_a_claim_above_its_cap_is_named():
    weak = (replace(PROOF, grade=1),)
    assert warned(replace(SOUND, claim=4, evidence=weak)) == [("claim_above_cap", "claim", None)]
    assert warned(replace(SOUND, claim=3, evidence=weak)) == []


@pytest.mark.parametrize("rationale", ["", " \n"])
def test_a_rating_without_rationale_is_named(rationale: str):
    assert warned(replace(SOUND, rationale=rationale)) == [("no_rationale", "rationale", None)]


def test_a_target_below_the_claim_is_named():
    assert warned(replace(SOUND, target=2)) == [("target_below_claim", "target", None)]
    assert warned(replace(SOUND, target=3)) == []


def test_a_target_without_year_is_named_and_no_target_needs_none():
    assert warned(replace(SOUND, target_year=None)) == [("no_target_year", "target_year", None)]
    assert warned(replace(SOUND, target=None, target_year=None)) == []


@pytest.mark.parametrize("state", ["unknown", "unanswered"])
def test_evidence_and_figures_of_a_trait_that_is_not_rated_are_named(state: str):
    rating = Rating(trait="", state=state, evidence=(PROOF,), figures=(figure("output", "1"),))
    kinds = [kind for kind, _, _ in warned(rating)]
    assert kinds[-2:] == ["evidence_on_unrated", "figures_on_unrated"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"source": " "}, "source"), ({"date": ""}, "date"), ({"source": "", "date": ""}, "source")],
)
def test_evidence_without_source_or_date_is_named_with_its_number(change: dict, field: str):
    evidence = (PROOF, replace(PROOF, **change))
    assert warned(replace(SOUND, evidence=evidence)) == [("evidence_without_source", field, 1)]


def test_grade_3_without_an_address_is_named():
    evidence = (replace(PROOF, grade=3),)
    assert warned(replace(SOUND, evidence=evidence)) == [("grade3_without_url", "url", 0)]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "www.example.org", "http://a b"]
)
def test_an_address_that_will_not_become_a_link_is_named(url: str):
    evidence = (replace(PROOF, url=url),)
    assert not is_link(url)
    assert warned(replace(SOUND, evidence=evidence)) == [("url_not_link", "url", 0)]


@pytest.mark.parametrize("url", ["https://example.org", "HTTP://example.org/a"])
def test_an_address_of_the_web_is_a_link(url: str):
    assert is_link(url)
    assert warned(replace(SOUND, evidence=(replace(PROOF, grade=3, url=url),))) == []


def test_a_figure_without_year_is_named_with_its_number():
    figures = (figure("output", "1"), figure("output", "2", year=None))
    assert warned(replace(SOUND, figures=figures)) == [("figure_without_year", "year", 1)]


def test_a_figure_of_a_later_year_than_the_assessment_s_is_named():
    figures = (figure("output", "1", year=2025), figure("output", "2", year=2026))
    assert warned(replace(SOUND, figures=figures)) == [("figure_year_later", "year", 1)]


@pytest.mark.parametrize("date", ["2025", "2026", "2026-12-31", "1958", "2026年", "去年"])
def test_evidence_may_be_dated_up_to_the_year_after_the_assessment_s(date: str):
    assert warned(replace(SOUND, evidence=(replace(PROOF, date=date),))) == []


@pytest.mark.parametrize("date", ["2027", "2027-01", "2090年1月"])
def test_evidence_that_cannot_be_there_yet_is_named(date: str):
    evidence = (PROOF, replace(PROOF, date=date))
    assert warned(replace(SOUND, evidence=evidence)) == [("evidence_dated_later", "date", 1)]


@pytest.mark.parametrize("target", [None, 4])
@pytest.mark.parametrize(("year", "late"), [(1999, True), (2025, True), (2026, False)])
def test_a_target_year_is_later_than_the_assessment_s(target: int | None, year: int, late: bool):
    found = warned(replace(SOUND, target=target, target_year=year))
    assert found == [("target_year_not_after", "target_year", None)] * late


def test_traits_are_gone_through_in_their_order():
    found = warnings_of(assessed(others=replace(rated(3), rationale="")), FRAMEWORK)
    order = [trait.slug for trait in FRAMEWORK.traits]
    assert list(dict.fromkeys(warning.trait for warning in found)) == order


def test_a_path_names_the_trait_and_the_item():
    assert Warning("unanswered", "scale", "state").path == "ratings[scale].state"
    assert Warning("url_not_link", "scale", "url", 2).path == "ratings[scale].evidence[2].url"
    year = Warning("figure_without_year", "scale", "year", 0)
    assert year.path == "ratings[scale].figures[0].year"


def test_every_kind_is_worded_in_both_languages():
    for kind in KINDS:
        message = Warning(kind, "scale", "state").message
        assert message.zh
        assert message.en
        assert not re.search(r"级佐证|[Gg]rade", message.zh + message.en), "a type has a name"
