"""The preview of an uploaded questionnaire: an address that stays, rows that are left out, saved
once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import assessments as verbs
from benchmark.actions import uploads as actions
from benchmark.models import Assessment, Industry, Upload
from benchmark.queries.assessments import to_domain
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble
from tests.questionnaire.samples import typical
from tests.questionnaire.workbooks import BASICS, FIGURES, TARGETS, with_cells

from .pages import Page, page
from .uploads import NEW, address, change_of, choose, confirm, may_be_saved, own, send


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


@pytest.fixture
def said(framework: Framework) -> domain.Assessment:
    """What the questionnaire of the office's draft says."""
    return replace(
        typical(framework),
        industry=domain.Industry("智能电力装备", "许都市", "high-end-equipment"),
    )


@pytest.fixture
def filled(framework: Framework, said: domain.Assessment) -> bytes:
    return questionnaire(framework, "zh-hans", said)


@pytest.fixture
def other(framework: Framework, said: domain.Assessment) -> bytes:
    """The questionnaire of an industry that is not there yet."""
    industry = replace(said.industry, name="超硬材料")
    return questionnaire(framework, "zh-hans", replace(said, industry=industry))


def stored(cast: Cast) -> domain.Assessment:
    return to_domain(Assessment.objects.get(pk=cast.draft.pk))


def freeze_the_industry(cast: Cast) -> None:
    """Its assessment of last year is submitted."""
    last = verbs.start_assessment(
        user=cast.alice, framework=cast.framework.slug, industry=cast.industry, period=2024
    )
    answer_all(last)
    verbs.submit(assessment=last, user=cast.alice)


class TestAddress:
    def test_it_is_there_in_the_other_language_and_after_a_new_sign_in(
        self, client: Client, cast: Cast, filled: bytes
    ):
        shown = send(client, own(cast), filled)
        assert "level 4 (Advanced)" in page(client, address(shown), language="en").text
        client.logout()
        answer = client.get(address(shown))
        assert answer.headers["Location"].endswith(f"?next={address(shown)}")
        client.force_login(cast.bob)
        assert page(client, address(shown)).text == shown.text
        assert confirm(client, shown) == own(cast, "")

    def test_a_colleague_may_confirm_it(self, client: Client, cast: Cast, filled: bytes):
        shown = send(client, own(cast), filled)
        assert "bob于" in shown.text
        client.force_login(cast.alice)
        confirm(client, shown)
        assert Upload.objects.get().saved_by == cast.alice

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_another_offices_does_not_exist(
        self, client: Client, cast: Cast, filled: bytes, other: bytes, method: str
    ):
        before = [send(client, own(cast), filled), send(client, NEW, other)]
        for stranger in (cast.charlie, cast.dora):
            client.force_login(stranger)
            for shown in before:
                assert getattr(client, method)(address(shown)).status_code == 404
            assert getattr(client, method)(f"{NEW}{'0' * 32}/").status_code == 404
        assert Upload.objects.filter(saved_at=None).count() == 2

    def test_of_a_draft_that_is_deleted_there_is_none(
        self, client: Client, cast: Cast, filled: bytes
    ):
        shown = send(client, own(cast), filled)
        verbs.delete_assessment(assessment=cast.draft)
        assert client.get(address(shown)).status_code == 404

    def test_old_ones_are_removed_with_the_next_upload(
        self, client: Client, cast: Cast, filled: bytes, other: bytes
    ):
        old, young = send(client, own(cast), filled), send(client, NEW, other)
        for shown, days in ((old, 31), (young, 29)):
            key = address(shown).split("/")[-2]
            Upload.objects.filter(address=key).update(created_at=now() - timedelta(days=days))
        assert actions.KEPT.days == 30
        client.force_login(cast.charlie)
        send(client, NEW, other)
        client.force_login(cast.bob)
        assert client.get(address(old)).status_code == 404
        assert client.get(address(young)).status_code == 200

    @pytest.mark.parametrize("content", ['{"assessment": {"framework": "older"}}', "[]", ""])
    def test_one_of_another_framework_asks_for_a_new_upload(
        self, client: Client, cast: Cast, filled: bytes, other: bytes, content: str
    ):
        for url, raw in ((own(cast), filled), (NEW, other)):
            shown = send(client, url, raw)
            Upload.objects.update(content=content)
            for answer in (
                client.get(address(shown)),
                client.post(address(shown), {"shown": "x"}),
                client.post(address(shown), {"leave_out": "focus"}),
            ):
                assert answer.headers["Location"] == url
            assert "核对页已失效" in page(client, url).text
            Upload.objects.all().delete()

    def test_who_uploaded_it_may_be_gone(self, client: Client, cast: Cast, filled: bytes):
        shown = send(client, own(cast), filled)
        Upload.objects.update(created_by=None)
        assert "已停用的账户于" in page(client, address(shown)).text

    def test_a_page_older_than_the_sign_in_saves_nothing_and_shows_it_again(
        self, cast: Cast, filled: bytes
    ):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.bob)
        form = client.get(own(cast)).context["csrf_token"]
        with_token = {"csrfmiddlewaretoken": str(form)}
        client.handler.enforce_csrf_checks = False
        shown = send(client, own(cast), filled)
        client.handler.enforce_csrf_checks = True
        (mark,) = shown.root.xpath("//input[@name='shown']/@value")
        answer = client.post(address(shown), {"shown": mark, "csrfmiddlewaretoken": "x" * 32})
        assert answer.status_code == 403
        assert "重新登录过" in Page(answer.content).text
        assert may_be_saved(Page(answer.content))
        assert not any(rating.answers for rating in stored(cast).ratings)
        assert client.post(address(shown), {"shown": mark} | with_token).status_code == 302
        assert any(rating.answers for rating in stored(cast).ratings)


class TestLeftOut:
    def test_what_is_left_out_is_not_saved(
        self, client: Client, cast: Cast, filled: bytes, said: domain.Assessment
    ):
        cast.save("scale", rationale="原来的说明")
        shown = send(client, own(cast), filled)
        count = Upload.objects.count()
        shown = choose(client, shown, "leave_out", change_of(shown, "说明", "原来的说明"))
        shown = choose(client, shown, "leave_out", change_of(shown, "2.1 列入市级"))
        shown = choose(client, shown, "leave_out", change_of(shown, "产值406"))
        shown = choose(client, shown, "leave_out", change_of(shown, "市级龙头企业认定文件"))
        assert "另有4处不采用" in shown.text
        assert len(shown.all("//tr[@class='left-out']")) == 4
        assert Upload.objects.count() == count
        confirm(client, shown)
        now = stored(cast)
        scale, told = now.rating_by_trait["scale"], said.rating_by_trait["scale"]
        assert scale.rationale == "原来的说明"
        assert scale.answers == {k: v for k, v in told.answers.items() if k != "sc-city-chain"}
        assert scale.figures == told.figures[1:]
        assert now.evidence == said.evidence[:1]
        assert now.rating_by_trait["leaders"] == said.rating_by_trait["leaders"]

    def test_it_is_taken_back_in(
        self, client: Client, cast: Cast, filled: bytes, said: domain.Assessment
    ):
        first = send(client, own(cast), filled)
        change = change_of(first, "产值406")
        shown = choose(client, first, "leave_out", change)
        assert "恢复采用" in shown.text
        shown = choose(client, shown, "take_back", change)
        assert shown.text == first.text
        confirm(client, shown)
        assert stored(cast) == said

    def test_what_is_confirmed_is_what_was_shown(self, client: Client, cast: Cast, filled: bytes):
        """Left out in another window since: this one still shows it as wanted."""
        shown = send(client, own(cast), filled)
        choose(client, shown, "leave_out", change_of(shown, "产值406"))
        before = stored(cast)
        assert confirm(client, shown) == address(shown)
        assert "核对期间内容有了变化" in page(client, address(shown)).text
        assert stored(cast) == before

    def test_without_any_change_there_is_nothing_to_save(self, client: Client, cast: Cast):
        cast.save("scale", target=4)
        raw = client.get(own(cast, "questionnaire.xlsx")).content
        shown = send(client, own(cast), with_cells(raw, {f"{TARGETS}!E6": "5 标杆"}))
        shown = choose(client, shown, "leave_out", change_of(shown, "目标等级"))
        assert "所有改动都不采用" in shown.text
        assert not may_be_saved(shown)
        assert confirm(client, shown) == address(shown)
        assert stored(cast).rating_by_trait["scale"].target == 4

    def test_of_a_new_one_all_but_what_it_must_have(self, client: Client, cast: Cast, other: bytes):
        shown = send(client, NEW, other)
        fixed = shown.all("//tbody/tr[not(.//button)]/th")
        assert fixed == ["产业名称", "所在地", "领域", "评估年度"]
        shown = choose(client, shown, "leave_out", change_of(shown, "比较对象"))
        confirm(client, shown)
        assert Assessment.objects.get(industry__name="超硬材料").comparators == []

    @pytest.mark.parametrize("change", ["", "nothing", "evidence:row:", "a\r\nX: 1", "x" * 5000])
    def test_what_is_no_change_does_nothing(
        self, client: Client, cast: Cast, filled: bytes, change: str
    ):
        shown = send(client, own(cast), filled)
        for name in ("leave_out", "take_back", "else"):
            answer = client.post(address(shown), {name: change})
            assert answer.status_code == 302
            assert "X" not in answer.headers
        assert Upload.objects.get().left_out == []

    def test_nothing_stands_beside_what_is_not_known(self, client: Client, cast: Cast):
        """Its figure was emptied; left out, it would stay beside 暂未掌握."""
        cast.save("scale", figures=(cast.figure("output", 406),))
        raw = client.get(own(cast, "questionnaire.xlsx")).content
        cells = {f"{FIGURES}!C6": None, f"{TARGETS}!D6": "是"}
        shown = send(client, own(cast), with_cells(raw, cells))
        assert may_be_saved(shown)
        figure = change_of(shown, "产值406")
        shown = choose(client, shown, "leave_out", figure)
        (told,) = shown.all("//div[@class='error-summary']//li")
        assert told.startswith("产业规模：选“暂未掌握”的特征不能再有")
        assert not may_be_saved(shown)
        assert confirm(client, shown) == address(shown)
        shown = choose(client, shown, "leave_out", change_of(shown, "暂未掌握"))
        assert not may_be_saved(shown)
        confirm(client, choose(client, shown, "take_back", figure))
        rating = stored(cast).rating_by_trait["scale"]
        assert (rating.not_known, rating.figures) == (False, ())


class TestMeanwhile:
    def test_it_is_compared_with_what_is_stored_now(
        self, client: Client, cast: Cast, filled: bytes, said: domain.Assessment
    ):
        shown = send(client, own(cast), filled)
        assert "在别处保存过" not in shown.text
        # A colleague enters one answer of the file, another one, and a row of her own.
        own_row = cast.figure("output", 1, year=2020)
        answers = {"sc-city-chain": "met", "sc-first": "met"}
        cast.save("scale", answers=answers, figures=(own_row,))
        assert confirm(client, shown) == address(shown)
        assert stored(cast).rating_by_trait["scale"].answers == answers
        told = page(client, address(shown))
        assert "核对期间内容有了变化" in told.text
        assert "问卷上传以后，这份自评在别处保存过" in told.text
        scale = "//h2[contains(., '产业规模')]/..//tr"
        assert not [row for row in told.all(scale) if "2.1 列入市级" in row]
        (first,) = [row for row in told.all(scale) if "2.9 规模居全国首位" in row]
        assert "符合 删除" in first
        kept = choose(client, told, "leave_out", change_of(told, "2.9 规模居全国首位"))
        assert confirm(client, kept) == own(cast, "")
        scale_now, scale_said = (s.rating_by_trait["scale"] for s in (stored(cast), said))
        assert scale_now.answers == {**scale_said.answers, "sc-first": "met"}
        assert scale_now.figures == (own_row, *scale_said.figures)

    def test_submitted_nothing_is_written(self, client: Client, cast: Cast, filled: bytes):
        shown = send(client, own(cast), filled)
        answer_all(cast.draft)
        verbs.submit(assessment=cast.draft, user=cast.bob)
        assert confirm(client, shown) == own(cast, "")
        assert "不能再改" in page(client, own(cast, "")).text
        assert client.get(address(shown)).headers["Location"] == own(cast, "")
        assert not any(rating.answers for rating in stored(cast).ratings)

    def test_submitted_between_look_and_write(
        self, client: Client, cast: Cast, filled: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        shown = send(client, own(cast), filled)

        def too_late(**_: object) -> None:
            raise verbs.NotDraftError

        monkeypatch.setattr(actions, "fill_draft", too_late)
        assert confirm(client, shown) == address(shown)
        assert Upload.objects.get().saved_at is None

    def test_the_field_of_an_industry_that_was_submitted_can_be_left_out(
        self, client: Client, cast: Cast, filled: bytes
    ):
        shown = send(client, own(cast), with_cells(filled, {f"{BASICS}!C8": "其他领域"}))
        assert may_be_saved(shown)
        freeze_the_industry(cast)
        assert confirm(client, shown) == address(shown)
        told = page(client, address(shown))
        assert "这两项不能再改" in told.text
        assert not may_be_saved(told)
        told = choose(client, told, "leave_out", change_of(told, "领域", "其他领域"))
        assert "这两项不能再改" not in told.text
        assert confirm(client, told) == own(cast, "")
        assert stored(cast).industry.sector == "high-end-equipment"

    def test_an_industry_that_came_up_is_told(self, client: Client, cast: Cast, other: bytes):
        shown = send(client, NEW, other)
        assert cast.bob.organisation is not None
        industry = verbs.create_industry(
            organisation=cast.bob.organisation, name="超硬材料", place="许都市", sector="biotech"
        )
        assert confirm(client, shown) == address(shown)
        told = page(client, address(shown))
        assert "领域是“生物”" in told.text
        assert not may_be_saved(told)
        Industry.objects.filter(pk=industry.pk).update(sector="high-end-equipment")
        row = verbs.start_assessment(
            user=cast.alice, framework=cast.framework.slug, industry=industry, period=2025
        )
        told = page(client, address(shown))
        assert "2025年的自评已经存在" in told.text
        there = f"/assessments/{row.pk}/questionnaire/"
        assert there in told.links("//div[@class='error-summary']").values()
        assert confirm(client, told) == address(shown)
        row.delete()
        made = confirm(client, page(client, address(shown)))
        assert Assessment.objects.get(industry=industry).get_absolute_url() == made


class TestSaved:
    def test_confirmed_again_it_is_told_where_it_is(
        self, client: Client, cast: Cast, filled: bytes, said: domain.Assessment
    ):
        shown = send(client, own(cast), filled)
        confirm(client, shown)
        revisions = list(cast.draft.ratings.values_list("revision", flat=True))
        assert confirm(client, shown) == address(shown)
        told = page(client, address(shown))
        assert "这份问卷此前已经保存，没有再保存一次" in told.root.text_content()
        assert "bob于" in told.text
        assert told.links()["许都市智能电力装备产业 2025"] == own(cast, "")
        assert stored(cast) == said
        assert list(cast.draft.ratings.values_list("revision", flat=True)) == revisions
        # What it said is in the assessment; the upload keeps nothing of it.
        assert Upload.objects.get().content == ""

    def test_also_where_the_draft_changed_since_or_is_submitted(
        self, client: Client, cast: Cast, filled: bytes
    ):
        shown = send(client, own(cast), filled)
        confirm(client, shown)
        answer_all(cast.draft)
        verbs.submit(assessment=cast.draft, user=cast.bob)
        assert confirm(client, shown) == address(shown)
        assert own(cast, "") in page(client, address(shown)).links().values()

    def test_of_a_new_one_it_names_what_was_made(self, client: Client, cast: Cast, other: bytes):
        shown = send(client, NEW, other)
        there = confirm(client, shown)
        count = Assessment.objects.count()
        assert confirm(client, shown) == address(shown)
        assert there in page(client, address(shown), language="en").links().values()
        assert Assessment.objects.count() == count

    def test_nothing_is_left_out_of_it_any_more(self, client: Client, cast: Cast, filled: bytes):
        shown = send(client, own(cast), filled)
        confirm(client, shown)
        client.post(address(shown), {"leave_out": "focus"})
        assert Upload.objects.get().left_out == []

    def test_saved_between_look_and_write(
        self, client: Client, cast: Cast, filled: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        shown = send(client, own(cast), filled)

        def too_late(**_: object) -> None:
            raise actions.AlreadySavedError

        monkeypatch.setattr(actions, "confirm_upload", too_late)
        assert confirm(client, shown) == address(shown)
        assert "没有再保存一次" in page(client, own(cast)).root.text_content()


class TestQueries:
    """Session and user take two of each."""

    def test_of_a_draft(
        self,
        client: Client,
        cast: Cast,
        filled: bytes,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ):
        with django_assert_max_num_queries(22):
            shown = send(client, own(cast), filled)
        with django_assert_max_num_queries(9):
            client.get(address(shown))
        # Seven ratings, each a write with its rows.
        with django_assert_max_num_queries(80):
            confirm(client, shown)
        # The message is taken from the session.
        with django_assert_max_num_queries(6):
            client.get(address(shown))

    def test_of_a_new_one(
        self, client: Client, other: bytes, django_assert_max_num_queries: DjangoAssertNumQueries
    ):
        shown = send(client, NEW, other)
        with django_assert_max_num_queries(5):
            client.get(address(shown))
