"""Saving a trait: rows are added, changed and deleted by key, and nothing unseen is overwritten."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as actions
from benchmark.actions.assessments import RatingChange, SaveMark
from benchmark.models import Evidence, OwnFigure, User
from benchmark.queries.assessments import load_assessment, load_trait
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble, item

pytestmark = pytest.mark.django_db
PAGE, OTHER_PAGE = "a" * 16, "b" * 16


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


def said(cast: Cast, trait: str = "scale") -> domain.Rating:
    return load_assessment(cast.alice, cast.draft.pk).domain.rating_by_trait[trait]


def evidence(cast: Cast) -> tuple[domain.Evidence, ...]:
    return load_assessment(cast.alice, cast.draft.pk).domain.evidence


def test_everything_that_is_said_is_stored(cast: Cast) -> None:
    figures = (
        cast.figure("output", "4060000", unit="万元", product="电力装备", year=2024),
        cast.figure("national-output-share", "2.1", qualifier="about"),
    )
    document = item(
        3, "省级名单", source="省工信厅", date="2025-03", url="工信〔2025〕3号",
        conditions=("sc-province-list", "ch-suppliers"), indicators=("output",),
    )  # fmt: skip
    revision = cast.save(
        "scale",
        answers={"sc-city-chain": "met", "sc-first": "not_met", "sc-share-5": "unknown"},
        target=4,
        target_year=2028,
        rationale="居全省第二位。",
        figures=figures,
        evidence=(document,),
    )
    rating = cast.rating("scale")
    assert (revision, rating.revision, rating.updated_by) == (1, 1, cast.alice)
    loaded = load_assessment(cast.bob, cast.draft.pk)
    stored = loaded.domain.rating_by_trait["scale"]
    assert stored == domain.Rating(
        trait="scale",
        answers={"sc-city-chain": "met", "sc-first": "not_met", "sc-share-5": "unknown"},
        target=4,
        target_year=2028,
        rationale="居全省第二位。",
        figures=figures,
    )
    assert [figure.key for figure in stored.figures] == [figure.key for figure in figures]
    assert (loaded.domain.evidence, loaded.domain.evidence[0].key) == ((document,), document.key)
    assert loaded.evidence_home == {document.key: "scale"}


def test_a_save_touches_only_what_it_names(cast: Cast) -> None:
    first, second = cast.figure("output", 380, year=2023), cast.figure("output", 406, year=2024)
    old, new = item(2, "年报"), item(1, "座谈记录")
    cast.save("scale", answers={"sc-city-chain": "met"}, figures=(first,), evidence=(old,))
    cast.save("scale", answers={"sc-first": "not_met"}, figures=(second,), evidence=(new,))
    assert said(cast).answers == {"sc-city-chain": "met", "sc-first": "not_met"}
    assert said(cast).figures == (first, second)
    assert evidence(cast) == (old, new)
    rows = [row.pk for row in OwnFigure.objects.all()] + [row.pk for row in Evidence.objects.all()]
    cast.save(
        "scale",
        answers={"sc-city-chain": None, "sc-first": "met"},
        figures=(replace(first, value=Decimal(381), unit="亿元", qualifier="about"),),
        evidence=(replace(old, title="统计年鉴", grade=3),),
    )
    assert said(cast).answers == {"sc-first": "met"}
    assert [figure.value for figure in said(cast).figures] == [381, 406], "each in its place"
    assert [each.title for each in evidence(cast)] == ["统计年鉴", "座谈记录"]
    now = [row.pk for row in OwnFigure.objects.all()] + [row.pk for row in Evidence.objects.all()]
    assert now == rows, "a changed row is the same row"


def test_what_is_gone_is_deleted_and_nothing_else(cast: Cast) -> None:
    figures = cast.figure("output", 1), cast.figure("output", 2)
    items = item(2, "甲"), item(2, "乙")
    cast.save("scale", figures=figures, evidence=items)
    gone = {"gone_figures": (figures[0].key,), "gone_evidence": (items[1].key, "0" * 8)}
    cast.save("scale", **gone)
    assert said(cast).figures == figures[1:]
    assert evidence(cast) == items[:1]


def test_evidence_is_deleted_only_where_it_was_added(cast: Cast) -> None:
    document = item(conditions=("sc-city-chain",))
    cast.save("chain", evidence=(document,))
    cast.save("scale", gone_evidence=(document.key,))
    assert evidence(cast) == (document,)
    cast.save("chain", gone_evidence=(document.key,))
    assert evidence(cast) == ()


def test_evidence_is_changed_only_where_it_was_added(cast: Cast) -> None:
    document = item(conditions=("sc-city-chain",))
    cast.save("chain", evidence=(document,))
    with pytest.raises(ValueError, match="another trait"):
        cast.save("scale", evidence=(replace(document, title="别的"),))
    loaded = load_trait(cast.alice, cast.draft.pk, "scale")
    with pytest.raises(ValueError, match="another trait"):
        actions.save_rating(
            rating=loaded.row,
            revision=0,
            change=RatingChange(evidence=(replace(document, title="别的"),)),
            user=cast.alice,
            stored=loaded.domain,
        )
    assert evidence(cast) == (document,)


def test_the_same_key_may_stand_in_another_assessment(cast: Cast) -> None:
    other = actions.start_assessment(
        user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=2026
    )
    figure, document = cast.figure("output", 406), item()
    for assessment in (cast.draft, other):
        cast.save("scale", assessment, figures=(figure,), evidence=(document,))
    cast.save("scale", other, figures=(replace(figure, value=Decimal(1)),))
    assert said(cast).figures == (figure,)


def test_other_traits_are_not_touched(cast: Cast) -> None:
    cast.save("scale", target=4)
    assert cast.rating("chain").revision == 0


def test_a_row_begun_is_kept(cast: Cast) -> None:
    begun = cast.figure("output", None, year=2024)
    cast.save("scale", figures=(begun,), evidence=(item(0, ""),))
    assert said(cast).figures == (begun,)
    assert [each.grade for each in evidence(cast)] == [0]


@pytest.mark.parametrize(
    ("typed", "read"), [("20000", "20000"), ("0.5", "0.5"), ("12.50", "12.5"), ("0", "0")]
)
def test_numbers_come_back_without_the_padding_of_their_column(
    cast: Cast, typed: str, read: str
) -> None:
    cast.save("scale", figures=(cast.figure("output", typed),))
    assert [str(figure.value) for figure in said(cast).figures] == [read]


def wrong(cast: Cast) -> list[dict[str, Any]]:
    share = cast.figure("national-output-share", 5)
    return [
        {"answers": {"ch-suppliers": "met"}},
        {"answers": {"luck": "met"}},
        {"answers": {"sc-city-chain": "perhaps"}},
        {"answers": {"sc-share-5": "met"}},
        {"figures": (cast.figure("little-giants", 5),)},
        {"figures": (cast.figure("output", 5, unit="家"),)},
        {"figures": (cast.figure("output", 5, qualifier="near"),)},
        {"figures": (cast.figure("output", -1),)},
        {"figures": (cast.figure("output", "NaN"),)},
        {"figures": (cast.figure("output", 5, year=24),)},
        {"figures": (replace(share, value=Decimal("100.1")),)},
        {"figures": (replace(share, key=None),)},
        {"figures": (replace(share, key="nothex!!"),)},
        {"figures": (share, share)},
        {"evidence": (item(4),)},
        {"evidence": (item(conditions=("luck",)),)},
        {"evidence": (item(indicators=("luck",)),)},
        {"evidence": (item(key="0" * 33),)},
        {"target": 1},
        {"target": 6},
        {"target_year": 20280},
    ]


def test_what_cannot_be_is_refused_whole(cast: Cast) -> None:
    for change in wrong(cast):
        with pytest.raises(ValueError, match=r"\w"):
            cast.save("scale", **change)
    assert cast.rating("scale").revision == 0
    assert (said(cast), evidence(cast)) == (domain.Rating("scale"), ())


# Conflicts


def send(cast: Cast, revision: int, mark: SaveMark | None, **change: Any) -> int:
    """A save from a page that was opened on `revision`, whatever is stored now."""
    return actions.save_rating(
        rating=cast.rating("scale"),
        revision=revision,
        change=RatingChange(**change),
        user=cast.bob,
        mark=mark,
    )


def test_an_older_page_overwrites_nothing(cast: Cast) -> None:
    figure = cast.figure("output", 406)
    cast.save("scale", rationale="新的", figures=(figure,))
    with pytest.raises(actions.RevisionConflictError):
        send(cast, 0, None, rationale="旧的", gone_figures=(figure.key,))
    with pytest.raises(actions.RevisionConflictError):
        send(cast, 0, SaveMark(PAGE, 1), rationale="旧的")
    assert said(cast).rationale == "新的"
    assert said(cast).figures == (figure,)


def test_two_people_who_add_a_row_each_lose_none(cast: Cast) -> None:
    """The second is told, takes the new revision, and saves what he typed: both rows stand."""
    mine, yours = cast.figure("output", 380, year=2023), cast.figure("output", 406, year=2024)
    send(cast, 0, SaveMark(PAGE, 1), figures=(mine,))
    with pytest.raises(actions.RevisionConflictError):
        send(cast, 0, SaveMark(OTHER_PAGE, 1), figures=(yours,))
    send(cast, 1, SaveMark(OTHER_PAGE, 2), figures=(yours,))
    assert said(cast).figures == (mine, yours)


def test_a_repeated_save_adds_nothing_twice(cast: Cast) -> None:
    change = {"figures": (cast.figure("output", 406),), "evidence": (item(),)}
    send(cast, 0, SaveMark(PAGE, 1), **change)
    # Its answer got lost: the page still holds revision 0.
    assert send(cast, 0, SaveMark(PAGE, 2), **change) == 2
    assert (len(said(cast).figures), len(evidence(cast))) == (1, 1)


def test_the_same_save_twice_is_written_once(cast: Cast) -> None:
    """A page counts its saves: what has the number of the last one is that one, come again."""
    assert send(cast, 0, SaveMark(PAGE, 1), rationale="一") == 1
    assert send(cast, 0, SaveMark(PAGE, 2), rationale="二") == 2
    with pytest.raises(actions.RevisionConflictError):
        send(cast, 0, SaveMark(PAGE, 2), rationale="三")
    stored = cast.rating("scale")
    assert (stored.rationale, stored.revision, stored.saved_number) == ("二", 2, 2)


def test_a_page_that_was_left_is_continued(cast: Cast) -> None:
    send(cast, 0, SaveMark(PAGE, 1), rationale="一")
    continued = SaveMark(OTHER_PAGE, 1, continues=(PAGE,))
    assert send(cast, 0, continued, rationale="二") == 2
    with pytest.raises(actions.RevisionConflictError):
        send(cast, 0, SaveMark(PAGE, 2), rationale="三")


def test_an_earlier_save_that_arrives_late_is_a_conflict(cast: Cast) -> None:
    send(cast, 0, SaveMark(PAGE, 2), rationale="新的")
    with pytest.raises(actions.RevisionConflictError):
        send(cast, 0, SaveMark(PAGE, 1), rationale="旧的")


# What is known is not written again


def test_what_is_stored_already_is_not_written_again(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    figure, document = cast.figure("output", 406), item(conditions=("sc-city-chain",))
    change = RatingChange(answers={"sc-city-chain": "met"}, figures=(figure,), evidence=(document,))
    alice = User.objects.get(pk=cast.alice.pk)

    def save(change: RatingChange) -> domain.Assessment:
        loaded = load_trait(alice, cast.draft.pk, "scale")
        actions.save_rating(
            rating=loaded.row,
            revision=loaded.row.revision,
            change=change,
            user=alice,
            stored=loaded.domain,
        )
        return change.applied_to(loaded.domain, "scale")

    with django_assert_num_queries(4 + 1 + 3):  # read; the rating; three kinds of rows
        save(change)
    with django_assert_num_queries(4 + 1):
        save(change)
    other = replace(
        change,
        rationale="新",
        answers={"sc-city-chain": None, "sc-first": "not_met"},
        gone_figures=(figure.key,),
        figures=(cast.figure("output", 1), cast.figure("output", 2)),
    )
    told = save(other)
    assert told.rating_by_trait["scale"] == said(cast)
    assert told.evidence == evidence(cast)


def test_what_was_read_before_another_save_is_not_relied_on(cast: Cast) -> None:
    """The page's own earlier save arrived in between: all that is said is written."""
    figure = cast.figure("output", 406)
    cast.save("scale", figures=(figure,), answers={"sc-first": "met"})
    loaded = load_trait(cast.alice, cast.draft.pk, "scale")
    other = replace(figure, value=Decimal(1))
    send(cast, 1, SaveMark(PAGE, 1), figures=(other,), answers={"sc-first": "not_met"})
    actions.save_rating(
        rating=loaded.row,
        revision=1,
        change=RatingChange(figures=(figure,), answers={"sc-first": "met"}),
        user=cast.bob,
        mark=SaveMark(PAGE, 2),
        stored=loaded.domain,
    )
    assert said(cast).figures == (figure,)
    assert said(cast).answers == {"sc-first": "met"}


# Everything at once


def test_content_is_entered_whole(cast: Cast) -> None:
    given = domain.Assessment(
        framework=cast.framework.slug,
        industry=domain.Industry("智能电力装备", "许都市", "high-end-equipment"),
        period=2025,
        ratings=tuple(
            domain.Rating(
                trait.slug,
                answers={trait.conditions[0].slug: "unknown"},
                figures=(
                    domain.OwnFigure(trait.indicators[0].slug, None, trait.indicators[0].unit),
                ),
            )
            for trait in cast.framework.traits
        ),
        evidence=(
            domain.Evidence(2, "甲", conditions=("in-joint", "sc-first")),
            domain.Evidence(1, "乙", indicators=("little-giants",)),
            domain.Evidence(1, "丙"),
        ),
    )
    actions.enter_content(assessment=cast.draft, content=given, user=cast.bob)
    loaded = load_assessment(cast.alice, cast.draft.pk)
    assert loaded.domain.ratings == given.ratings
    homes = {each.title: loaded.evidence_home[str(each.key)] for each in loaded.domain.evidence}
    assert loaded.domain.evidence == given.evidence
    assert homes == {"甲": "innovation", "乙": "leaders", "丙": "first-mover"}
    with pytest.raises(actions.RevisionConflictError):
        actions.enter_content(assessment=cast.draft, content=given, user=cast.bob)
