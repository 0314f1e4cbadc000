"""The plan as a ledger and back: downloaded, filled in, looked at, confirmed all or nothing."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from benchmark.actions import ledgers as actions
from benchmark.actions import plans
from benchmark.actions.assessments import new_key, submit
from benchmark.actions.questionnaire import ChangedMeanwhileError
from benchmark.actions.uploads import AlreadySavedError
from benchmark.models import Task, TaskNote, Upload
from benchmark.queries.ledgers import compare_ledger
from benchmark.scoring.framework import Framework
from benchmark.scoring.tasks import TaskChange
from tests.cast import Cast, answer_all, assemble
from tests.ledger.samples import COLUMN, FIRST, PRACTICE, SHEET, filled_in
from tests.questionnaire.workbooks import edited

from .pages import Page, page
from .uploads import address, change_of, choose, confirm, may_be_saved, send

SAID = TaskChange(measure="出台产业扶持政策", lead="市工信局", due=date(2027, 6, 30))


@pytest.fixture
def cast(db: None, framework: Framework, client: Client) -> Cast:
    """Alice is signed in; her plan has a task for a condition and one of its own."""
    found = assemble(framework)
    client.force_login(found.alice)
    return found


def add(cast: Cast, condition: str | None = None, change: TaskChange = SAID) -> Task:
    return plans.add_task(
        assessment=cast.draft,
        key=new_key(),
        trait="scale",
        condition=condition,
        change=change,
        user=cast.alice,
    )


@pytest.fixture
def task(cast: Cast) -> Task:
    return add(cast, "sc-city-chain")


@pytest.fixture
def other(cast: Cast, task: Task) -> Task:
    return add(cast, change=TaskChange(measure="编制规划"))


def own(cast: Cast, leaf: str = "plan/ledger/") -> str:
    return f"/assessments/{cast.draft.pk}/{leaf}"


def downloaded(client: Client, cast: Cast) -> bytes:
    response = client.get(own(cast, "plan.xlsx"))
    assert response.status_code == 200
    return response.content


def row_of(raw: bytes, task: Task) -> int:
    """Where the ledger has a task."""
    sheet = openpyxl.load_workbook(BytesIO(raw))[SHEET]
    return next(cell.row for cell in sheet["A"] if cell.value == task.key)


def filled(client: Client, cast: Cast, task: Task, **cells: Any) -> bytes:
    """The ledger as it is now, with other cells in a task's row."""
    raw = downloaded(client, cast)
    return filled_in(raw, row_of(raw, task), **cells)


def now(task: Task) -> Task:
    return Task.objects.select_related("practice", "updated_by").get(pk=task.pk)


def save(task: Task, cast: Cast, **fields: object) -> None:
    """Bob saves it meanwhile."""
    stored = now(task)
    said = {
        "measure": stored.measure,
        "lead": stored.lead,
        "due": stored.due,
        "status": stored.status,
    }
    change = TaskChange(**{**said, **fields})  # type: ignore[arg-type]
    plans.save_task(task=stored, revision=stored.revision, change=change, user=cast.bob)


class TestDownload:
    def test_it_holds_the_tasks_that_are_there(
        self, client: Client, cast: Cast, task: Task, other: Task
    ) -> None:
        plans.remove_task(task=other, user=cast.alice)
        book = openpyxl.load_workbook(BytesIO(downloaded(client, cast)))
        sheet = book[SHEET]
        keys = [sheet[f"A{row}"].value for row in (FIRST, FIRST + 1)]
        assert keys == [task.key, None]
        assert sheet["B1"].value == "许都市智能电力装备产业 2025年  任务台账"

    def test_in_the_language_of_the_page_under_a_name_that_says_what_it_is(
        self, client: Client, cast: Cast, task: Task
    ) -> None:
        client.cookies["django_language"] = "en"
        response = client.get(own(cast, "plan.xlsx"))
        assert "Task%20ledger-2025.xlsx" in response.headers["Content-Disposition"]
        book = openpyxl.load_workbook(BytesIO(response.content))
        assert book.sheetnames[:2] == ["Task ledger", "How to fill it in"]

    def test_plan_and_report_lead_to_it_once_there_are_tasks(
        self, client: Client, cast: Cast
    ) -> None:
        places = (own(cast, "plan/"), own(cast, "report/"))
        link = f"//a[@href='{own(cast, 'plan.xlsx')}']"
        assert not any(page(client, place).root.xpath(link) for place in places)
        add(cast)
        assert all(page(client, place).root.xpath(link) for place in places)
        assert page(client, places[0]).root.xpath(f"//a[@href='{own(cast)}']")

    def test_of_two_hundred_tasks_in_as_many_queries_as_of_one(
        self,
        client: Client,
        cast: Cast,
        task: Task,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for _ in range(20):
            plans.write_note(task=add(cast), key=new_key(), text="好", user=cast.bob)
        with django_assert_max_num_queries(12):
            downloaded(client, cast)

    def test_anothers_does_not_exist(self, client: Client, cast: Cast, task: Task) -> None:
        raw = filled(client, cast, task, lead="市科技局")
        shown = send(client, own(cast), raw)
        for stranger in (cast.charlie, cast.dora):
            client.force_login(stranger)
            for url in (own(cast), own(cast, "plan.xlsx"), address(shown)):
                assert client.get(url).status_code == 404
                assert client.post(url).status_code == 404


class TestPreview:
    def test_it_shows_field_by_field_and_saves_nothing(
        self, client: Client, cast: Cast, task: Task, other: Task
    ) -> None:
        raw = filled(
            client, cast, task, lead="市科技局", due="2028-02", status="已完成", note="已印发"
        )
        gone = row_of(raw, other)
        raw = edited(raw, lambda book: book[SHEET].delete_rows(gone))
        shown = send(client, own(cast), raw)
        text = shown.text
        for words in ("产业规模：列入市级（县级）重点产业链", "市工信局", "市科技局", "已印发"):
            assert words in text
        # How it was read, and what is not there.
        (noted,) = shown.root.xpath("//section[@aria-labelledby='notes-title']//tbody/tr")
        assert noted.text_content().split()[-2:] == ["2028-02", "2028-02-29"]
        (missing,) = shown.root.xpath("//section[@aria-labelledby='missing-title']")
        assert "产业规模：编制规划" in missing.text_content()
        assert now(task).lead == "市工信局"
        assert not TaskNote.objects.exists()
        page(client, address(shown), language="en")
        assert "nothing is saved" in page(client, own(cast), language="en").text

    def test_confirmed_it_is_written_by_whom_and_noted_for_the_uploader(
        self, client: Client, cast: Cast, task: Task
    ) -> None:
        raw = filled(client, cast, task, lead="市科技局", note="已印发")
        raw = filled_in(raw, FIRST + 1, trait="产业规模", measure="申报", note="已启动")
        shown = send(client, own(cast), raw)
        client.force_login(cast.bob)
        assert confirm(client, shown) == own(cast, "plan/")
        upload = Upload.objects.get()
        assert (upload.created_by, upload.saved_by, upload.content) == (cast.alice, cast.bob, "")
        added = Task.objects.exclude(pk=task.pk).get()
        assert (now(task).lead, now(task).updated_by) == ("市科技局", cast.bob)
        assert (added.measure, added.trait.slug, added.updated_by) == ("申报", "scale", cast.bob)
        found = {note.task_id: note for note in TaskNote.objects.all()}
        assert {pk: note.text for pk, note in found.items()} == {
            task.pk: "已印发",
            added.pk: "已启动",
        }
        for note in found.values():
            assert (note.author, localdate(note.written_at)) == (cast.alice, localdate())
        # Given again, the same file changes nothing.
        again = send(client, own(cast), raw)
        assert "完全相同" in again.text
        assert Task.objects.count() == 2

    def test_what_is_left_out_is_not_written(self, client: Client, cast: Cast, task: Task) -> None:
        raw = filled(client, cast, task, lead="市科技局", goal="列入名单")
        raw = filled_in(raw, FIRST + 1, trait="产业规模", measure="申报", note="已启动")
        shown = send(client, own(cast), raw)
        shown = choose(client, shown, "leave_out", change_of(shown, "牵头单位", "市科技局"))
        shown = choose(client, shown, "leave_out", change_of(shown, "新任务"))
        assert "另有3处不采用" in shown.text
        shown = choose(client, shown, "take_back", change_of(shown, "牵头单位", "市科技局"))
        shown = choose(client, shown, "leave_out", change_of(shown, "列入名单"))
        client.post(address(shown), {"leave_out": "no:such"})
        confirm(client, shown)
        assert (now(task).lead, now(task).goal) == ("市科技局", "")
        assert Task.objects.count() == 1
        assert not TaskNote.objects.exists()

    def test_with_nothing_wanted_nothing_can_be_confirmed(
        self, client: Client, cast: Cast, task: Task
    ) -> None:
        shown = send(client, own(cast), filled(client, cast, task, lead="市科技局"))
        shown = choose(client, shown, "leave_out", change_of(shown, "牵头单位"))
        assert not may_be_saved(shown)
        assert "所有改动都不采用" in shown.text
        assert confirm(client, shown) == address(shown)
        assert Upload.objects.get().saved_at is None

    def test_a_submitted_assessments_plan_goes_on(
        self, client: Client, cast: Cast, task: Task
    ) -> None:
        answer_all(cast.draft)
        submit(assessment=cast.draft, user=cast.alice)
        raw = filled(client, cast, task, lead="市科技局")
        confirm(client, send(client, own(cast), raw))
        assert now(task).lead == "市科技局"

    def test_confirmed_twice_it_says_where_it_was_saved(
        self, client: Client, cast: Cast, task: Task
    ) -> None:
        shown = send(client, own(cast), filled(client, cast, task, lead="市科技局"))
        confirm(client, shown)
        save(task, cast, lead="市商务局")
        assert confirm(client, shown) == address(shown)
        assert "没有再保存一次" in page(client, address(shown)).text
        assert "alice于" in page(client, address(shown)).text
        with pytest.raises(AlreadySavedError):
            actions.choose(user=cast.alice, upload=Upload.objects.get(), change="x", wanted=True)
        assert now(task).lead == "市商务局"

    def test_it_is_no_questionnaires_preview(self, client: Client, cast: Cast, task: Task) -> None:
        shown = send(client, own(cast), filled(client, cast, task, lead="市科技局"))
        key = address(shown).split("/")[-2]
        assert client.get(f"/assessments/questionnaire/{key}/").status_code == 404

    @pytest.mark.parametrize("content", ["", "[]", '{"assessment": {}}'])
    def test_one_that_cannot_be_read_any_more_asks_for_the_file(
        self, client: Client, cast: Cast, task: Task, content: str
    ) -> None:
        shown = send(client, own(cast), filled(client, cast, task, lead="市科技局"))
        Upload.objects.update(content=content)
        for answer in (client.get(address(shown)), client.post(address(shown), {"shown": "x"})):
            assert answer.headers["Location"] == own(cast)
        assert "重新上传台账" in page(client, own(cast)).text

    def test_a_page_older_than_the_sign_in_saves_nothing_and_shows_it_again(
        self, cast: Cast, task: Task
    ) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.bob)
        raw = filled(client, cast, task, lead="市科技局")
        client.handler.enforce_csrf_checks = False
        shown = send(client, own(cast), raw)
        client.handler.enforce_csrf_checks = True
        (mark,) = shown.root.xpath("//input[@name='shown']/@value")
        answer = client.post(address(shown), {"shown": mark, "csrfmiddlewaretoken": "x" * 32})
        assert answer.status_code == 403
        assert may_be_saved(Page(answer.content))
        assert now(task).lead == "市工信局"


class TestMeanwhile:
    def test_what_others_saved_and_the_file_left_alone_stands(
        self, client: Client, cast: Cast, task: Task, other: Task
    ) -> None:
        raw = filled(client, cast, task, status="已完成")
        save(task, cast, lead="市商务局")
        save(other, cast, lead="市财政局")
        confirm(client, send(client, own(cast), raw))
        assert (now(task).lead, now(task).status) == ("市商务局", "done")
        assert now(other).lead == "市财政局"

    def test_what_both_changed_is_told_with_both_and_kept_unless_chosen(
        self, client: Client, cast: Cast, task: Task
    ) -> None:
        raw = filled(client, cast, task, lead="市科技局", status="进行中")
        save(task, cast, lead="市商务局")
        shown = send(client, own(cast), raw)
        lead = change_of(shown, "牵头单位", "市商务局", "市科技局", "下载以后另有改动")
        assert "有1处台账改了" in shown.text
        confirm(client, shown)
        assert (now(task).lead, now(task).status) == ("市商务局", "under_way")
        again = send(client, own(cast), raw)
        again = choose(client, again, "take_back", lead)
        again = choose(client, again, "leave_out", lead)
        again = choose(client, again, "take_back", lead)
        confirm(client, again)
        assert now(task).lead == "市科技局"

    def test_what_was_saved_after_the_look_asks_for_another(
        self, client: Client, cast: Cast, task: Task, other: Task
    ) -> None:
        raw = filled(client, cast, task, lead="市科技局", goal="列入名单")
        shown = send(client, own(cast), raw)
        # Another task is in no one's way.
        save(other, cast, lead="市财政局")
        save(task, cast, lead="市商务局")
        assert confirm(client, shown) == address(shown)
        assert now(task).lead == "市商务局"
        shown = page(client, address(shown))
        assert "核对期间内容有了变化" in shown.text
        confirm(client, shown)
        assert (now(task).lead, now(task).goal) == ("市商务局", "列入名单")

    def test_all_or_nothing(
        self, client: Client, cast: Cast, task: Task, other: Task, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As two saves at once on PostgreSQL: compared, then saved elsewhere, then written."""
        raw = filled(client, cast, task, lead="市科技局", note="好")
        raw = filled_in(raw, row_of(raw, other), lead="市教育局")
        send(client, own(cast), raw)
        upload = Upload.objects.get()
        shown = compare_ledger(cast.alice, upload).mark

        def compared_then_saved(*given: object) -> object:
            found = compare_ledger(*given)  # type: ignore[arg-type]
            save(other, cast, lead="市财政局")
            return found

        monkeypatch.setattr(actions, "compare_ledger", compared_then_saved)
        with pytest.raises(ChangedMeanwhileError):
            actions.confirm_ledger(user=cast.alice, upload=upload, shown=shown)
        assert now(task).lead == "市工信局"
        assert not TaskNote.objects.exists()
        assert Upload.objects.get().saved_at is None

    def test_a_deleted_task_stays_deleted_unless_it_is_wanted(
        self, client: Client, cast: Cast, task: Task, other: Task
    ) -> None:
        raw = filled(client, cast, task, lead="市科技局", note="好")
        for each in (task, other):
            plans.remove_task(task=each, user=cast.bob)
        shown = send(client, own(cast), raw)
        (deleted,) = shown.root.xpath("//section[@aria-labelledby='deleted-title']")
        assert "编制规划" in deleted.text_content()
        assert not may_be_saved(shown)
        shown = choose(client, shown, "take_back", change_of(shown, "新的进展"))
        confirm(client, shown)
        assert (now(task).gone, now(task).lead, now(other).gone) == (False, "市工信局", True)
        assert TaskNote.objects.get().text == "好"

    def test_a_note_of_somebody_who_left_is_whoever_confirms(
        self, client: Client, cast: Cast, task: Task
    ) -> None:
        shown = send(client, own(cast), filled(client, cast, task, note="好"))
        Upload.objects.update(created_by=None)
        client.force_login(cast.bob)
        confirm(client, page(client, address(shown)))
        assert TaskNote.objects.get().author == cast.bob
        # In the ledger as on the page.
        sheet = openpyxl.load_workbook(BytesIO(downloaded(client, cast)))[SHEET]
        assert sheet[f"{COLUMN['last']}{FIRST}"].value == f"{localdate()} bob\n好"
        TaskNote.objects.update(author=None)
        sheet = openpyxl.load_workbook(BytesIO(downloaded(client, cast)))[SHEET]
        assert sheet[f"{COLUMN['last']}{FIRST}"].value == f"{localdate()} \n好"


class TestRefused:
    def test_by_sheet_and_cell_with_what_is_expected(
        self, client: Client, cast: Cast, task: Task
    ) -> None:
        raw = filled(client, cast, task, due="年底吧", status="快了", lead="市科技局")
        shown = send(client, own(cast), raw)
        (summary,) = shown.root.xpath("//div[contains(@class, 'error-summary')]")
        said = " ".join(summary.text_content().split())
        assert f"{SHEET} {COLUMN['due']}{FIRST} 年底吧 完成时限：看不懂这个日期" in said
        assert f"{COLUMN['status']}{FIRST} 快了" in said
        assert "未启动、进行中、已完成、暂缓" in said
        assert not Upload.objects.exists()
        assert now(task).lead == "市工信局"

    def test_a_task_of_another_plan(
        self, client: Client, cast: Cast, task: Task, other: Task
    ) -> None:
        raw = downloaded(client, cast)
        Task.objects.filter(pk=other.pk).delete()
        shown = send(client, own(cast), raw)
        assert f"C{row_of(raw, other)}" in shown.text
        assert "不属于这份自评的任务" in shown.text

    @pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"PK\x03\x04"])
    def test_what_is_no_workbook(self, client: Client, cast: Cast, task: Task, raw: bytes) -> None:
        shown = send(client, own(cast), raw)
        assert shown.root.xpath("//div[contains(@class, 'error-summary')]")
        assert not Upload.objects.exists()

    def test_no_file_is_asked_for_by_name(self, client: Client, cast: Cast, task: Task) -> None:
        shown = Page(client.post(own(cast)).content)
        assert "请选择填好的台账文件" in shown.text

    def test_hostile_text_stays_text(self, client: Client, cast: Cast, task: Task) -> None:
        said = "<script>alert(1)</script>&amp;=1+1"
        raw = filled(client, cast, task, lead=said)
        raw = filled_in(raw, FIRST + 1, trait="产业规模", measure=said)
        shown = send(client, own(cast), raw)
        assert not shown.root.xpath("//main//script")
        assert shown.text.count(said) >= 2
        confirm(client, shown)
        assert now(task).lead == said


def test_the_practice_of_a_task_can_be_learnt_from_the_ledger(
    client: Client, cast: Cast, task: Task
) -> None:
    practice = cast.framework.practice_by_slug[PRACTICE]
    raw = filled(
        client,
        cast,
        task,
        practice=f"{practice.place.zh}：{practice.title.zh}",
        requirement_there="已具备",
    )
    confirm(client, send(client, own(cast), raw))
    found = now(task)
    assert found.practice is not None
    assert (found.practice.slug, found.requirement_there) == (PRACTICE, True)
