"""Next year's draft: last year's answers stand beside until they are confirmed, and what else
still says what it said the year before is marked until it is changed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmark.actions import assessments as actions
from benchmark.models import Assessment
from benchmark.queries.assessments import LoadedAssessment, load_assessment
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble, item, stored_rating

from . import trait_forms
from .pages import Page, page, words
from .trait_forms import JSON, LEDGER, OUTPUT, Fields, answers, figure, finding

MARK = "沿用2025年，未更新"
OWN_WORDS = "2" * 12


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


@pytest.fixture
def next_year(cast: Cast) -> Assessment:
    """The draft for 2026, begun with what was said of the scale in 2025."""
    cast.save(
        "scale",
        answers={
            "sc-city-chain": "met",
            "sc-province-list": "met",
            "sc-nation-top10": "not_met",
            "sc-share-5": "unknown",
        },
        rationale="营业收入居全省第二。",
        figures=(cast.figure("output", 86, year=2024, key=OUTPUT),),
        evidence=(
            item(2, "产业链台账", source="统计局", date="2025-03", key=LEDGER),
            item(1, "自述", key=OWN_WORDS),
        ),
    )
    before = Assessment.objects.select_related("industry", "framework").get(pk=cast.draft.pk)
    return actions.start_next_year(user=cast.alice, before=before, period=2026)


@pytest.fixture
def address(next_year: Assessment) -> str:
    return f"/assessments/{next_year.pk}/traits/scale/"


def loaded(cast: Cast, assessment: Assessment) -> LoadedAssessment:
    return load_assessment(cast.alice, assessment.pk)


def stored(cast: Cast, assessment: Assessment) -> dict[str, str]:
    return dict(loaded(cast, assessment).domain.rating_by_trait["scale"].answers)


def marked(shown: Page) -> list[str]:
    """What carries the mark: the words before it."""
    marks = shown.root.xpath("//form//*[@data-repeats]")
    return [words(mark.getparent()).partition(MARK)[0].strip() for mark in marks]


def opened() -> Fields:
    """The page as it is sent by who changes nothing."""
    rows = (
        trait_forms.item(),
        trait_forms.item(key=OWN_WORDS, grade="1", title="自述", source="", date=""),
        figure(),
    )
    nothing = {name: "" for name in trait_forms.said() if name.startswith("answer-")}
    return trait_forms.said(*rows) | nothing | {"target": "", "target_year": ""}


def test_last_year_s_answers_stand_beside_and_count_for_nothing(
    client: Client, cast: Cast, address: str
) -> None:
    shown = page(client, address)
    beside = shown.all("//*[@id='c-sc-city-chain']/*[@data-carried]")
    assert beside == ["2025年回答：符合 确认"]
    assert "2025年回答仍然成立，一并确认（4条）" in shown.text
    assert set(answers(shown).values()) == {""}
    assert "不掌握" in finding(shown, "sc-city-chain")
    assert "自评 —" in shown.all("//*[@id='standing-now']")[0]
    before = f"/assessments/{cast.draft.pk}/traits/scale/"
    assert shown.links()["2025年自评3级"] == before
    assert not page(client, before).all("//form//*[@data-carried]")
    assert "2025年没有等级" in page(client, address.replace("scale", "chain")).links()
    assert "2025" in page(client, address, language="en").text


def test_one_answer_is_confirmed(
    client: Client, cast: Cast, next_year: Assessment, address: str
) -> None:
    answer = client.post(address, opened() | {"confirm": "sc-city-chain"})
    assert answer.headers["Location"] == f"{address}?saved=1#conditions"
    assert stored(cast, next_year) == {"sc-city-chain": "met"}
    shown = page(client, address)
    assert not shown.all("//*[@id='c-sc-city-chain']/*[@data-carried]")
    assert shown.all("//*[@id='c-sc-province-list']/*[@data-carried]")
    assert "一并确认（3条）" in shown.text


def test_all_answers_of_the_trait_are_confirmed_but_those_given_since(
    client: Client, cast: Cast, next_year: Assessment, address: str
) -> None:
    sent = opened() | {"answer-sc-city-chain": "not_met", "confirm": "all"}
    told = client.post(address, sent, headers=JSON).json()
    confirmed = {"sc-province-list": "met", "sc-nation-top10": "not_met", "sc-share-5": "unknown"}
    assert told["answers"] == confirmed
    assert stored(cast, next_year) == confirmed | {"sc-city-chain": "not_met"}
    assert not page(client, address).all("//form//*[@data-carried]")


@pytest.mark.parametrize("wanted", ["luck", "sc-first", "te-lead"])
def test_only_what_was_answered_is_confirmed(
    client: Client, cast: Cast, next_year: Assessment, address: str, wanted: str
) -> None:
    client.post(address, opened() | {"confirm": wanted})
    assert stored(cast, next_year) == {}


def test_all_that_is_carried_over_is_marked(client: Client, cast: Cast, address: str) -> None:
    shown = page(client, address)
    assert [text.split()[0] for text in marked(shown)] == [
        "主导产业营业收入/产值",
        "佐证材料",
        "佐证材料",
        "说明",
    ]
    assert not marked(page(client, address.replace("scale", "chain")))
    english = page(client, address, language="en").text
    assert english.count("Carried over from 2025, not updated") == 4


def before_in(shown: Page) -> list[str]:
    return shown.all("//form//*[contains(@class, 'figure-before')]")


def test_last_year_s_figure_stands_in_its_row_and_stays_when_it_is_changed(
    client: Client, address: str
) -> None:
    told = ["2025年自评填报：86亿元（2024年）"]
    assert before_in(page(client, address)) == told
    client.post(address, opened() | figure(value="91", year="2025"))
    assert before_in(page(client, address)) == told
    client.post(address, opened() | {"revision": "1"} | figure(value="", year=""))
    assert before_in(page(client, address)) == told, "a row that was deleted said something too"
    assert before_in(page(client, address.replace("scale", "chain"))) == []
    assert before_in(page(client, address, language="en")) == [
        "In the 2025 assessment: 8.6 billion yuan (2024)"
    ]


def test_older_evidence_says_so_where_it_proves_something(
    client: Client, cast: Cast, next_year: Assessment, address: str
) -> None:
    proof = item(2, "产业链台账", date="2025-03", conditions=("sc-city-chain",))
    cast.save("scale", next_year, answers={"sc-city-chain": "met"}, evidence=(proof,))
    shown = page(client, address)
    assert "佐证：本单位文件或统计（早于评估年度）" in finding(shown, "sc-city-chain")
    assert shown.all("//*[@data-counts][text()]") == ["早于2026年，请确认仍然有效"]
    check = page(client, f"{next_year.get_absolute_url()}check/")
    [told] = check.all("//section[@aria-labelledby='evidence_older']")
    assert "产业链台账" in told
    newer = trait_forms.item("sc-city-chain", key=str(proof.key), date="2026-02", source="")
    answer = client.post(
        address, opened() | {"revision": "1", "answer-sc-city-chain": "met"} | newer, headers=JSON
    ).json()
    assert answer["items"] == {}
    assert "早于" not in answer["findings"]["sc-city-chain"]


def test_of_what_is_unchanged_it_is_said_there_that_it_is_older(client: Client, cast: Cast) -> None:
    proof = item(2, "产业链台账", date="2025-03", conditions=("sc-city-chain",))
    cast.save("scale", answers={"sc-city-chain": "met"}, evidence=(proof,))
    made = actions.start_next_year(user=cast.alice, before=cast.draft, period=2026)
    actions.confirm_carried(
        rating=stored_rating(made, "scale"), revision=0, conditions=None, user=cast.alice
    )
    check = page(client, f"{made.get_absolute_url()}check/")
    assert not check.all("//section[@aria-labelledby='evidence_older']")
    [told] = check.all("//section[@aria-labelledby='not_updated']")
    assert "早于评估年度" in told


def test_what_is_changed_and_saved_is_no_longer_marked(client: Client, address: str) -> None:
    newer = trait_forms.item(date="2026-03")
    client.post(address, opened() | newer | figure(year="2025") | {"rationale": "居全省第一。"})
    assert [text.split()[:2] for text in marked(page(client, address))] == [["佐证材料", "2"]]


def test_a_page_that_comes_back_with_an_error_marks_what_was_sent(
    client: Client, address: str
) -> None:
    sent = opened() | figure(value="多") | {"rationale": "营业收入居全省第二。"}
    shown = Page(client.post(address, sent).content)
    assert "看不懂这个数" in shown.text
    assert [text.split()[0] for text in marked(shown)] == ["佐证材料", "佐证材料", "说明"]


def test_every_line_of_the_check_leads_to_a_place_on_the_page(client: Client, address: str) -> None:
    check = page(client, address.replace("traits/scale/", "check/"))
    anchors = [link for link in check.links().values() if link.startswith(f"{address}#")]
    assert len(anchors) > 5
    shown = page(client, address).root
    for link in anchors:
        assert shown.get_element_by_id(link.partition("#")[2]) is not None


@pytest.mark.parametrize(("leaf", "limit"), [("traits/scale/", 8), ("check/", 12), ("", 12)])
def test_the_comparison_stays_within_the_budgets(
    client: Client, next_year: Assessment, leaf: str, limit: int
) -> None:
    path = f"/assessments/{next_year.pk}/{leaf}"
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    assert len(queries) <= limit


def test_what_rests_on_last_year_s_figures_is_said(client: Client, cast: Cast) -> None:
    share = cast.figure("national-output-share", "6", year=2024)
    cast.save("scale", answers={"sc-city-chain": "met"}, figures=(share,))
    before = Assessment.objects.select_related("industry", "framework").get(pk=cast.draft.pk)
    made = actions.start_next_year(user=cast.alice, before=before, period=2026)
    address = f"{made.get_absolute_url()}traits/scale/"
    (rests,) = page(client, address).all("//*[contains(@class, 'rests')]")
    assert rests.startswith("依据上年数据，尚未更新 ")
    assert "占全国同行业5%以上" in rests
    assert "依据上年数据：“占全国同行业5%以上”符合" in (
        page(client, f"{made.get_absolute_url()}check/").text
    )
    cast.save("scale", made, figures=(cast.figure("national-output-share", "7", year=2025),))
    assert not page(client, address).all("//*[contains(@class, 'rests')]")
    assert "依据上年数据" not in page(client, f"{made.get_absolute_url()}check/").text


def test_a_trait_whose_answers_wait_is_not_filled_in_yet(
    client: Client, next_year: Assessment
) -> None:
    """It has figures already: the list and its own page count alike."""

    def filled() -> list[str]:
        listed = page(client, "/assessments/").all("//main//tbody/tr[1]//*[@class='progress-line']")
        return [
            *listed,
            *page(client, next_year.get_absolute_url()).all("//*[@class='progress-line']"),
        ]

    assert filled() == ["已填写0/7项"] * 2
    rating = stored_rating(next_year, "scale")
    actions.confirm_carried(rating=rating, revision=0, conditions=None, user=None)
    assert filled() == ["已填写1/7项"] * 2


def test_evidence_is_no_fault_while_its_condition_waits(
    client: Client, cast: Cast, next_year: Assessment
) -> None:
    proof = item(2, "产业链台账", conditions=("sc-city-chain", "sc-nation-top10"))
    cast.save("scale", next_year, evidence=(proof,))
    group = "//section[@aria-labelledby='evidence_for_unmet']"
    check = f"{next_year.get_absolute_url()}check/"
    assert page(client, check).all(group) == []
    rating = stored_rating(next_year, "scale")
    actions.confirm_carried(rating=rating, revision=1, conditions=None, user=None)
    (told,) = page(client, check).all(group)
    assert "居全国同行业前十" in told
    assert "列入市级" not in told
