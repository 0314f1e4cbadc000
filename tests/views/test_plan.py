"""The plan's page: begun in one click, saved row by row, narrowed, and never losing a word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from benchmark.actions import plans
from benchmark.actions.assessments import new_key, start_next_year
from benchmark.actions.editions import keep_edition
from benchmark.models import Task, TaskNote
from benchmark.scoring.framework import Framework
from benchmark.scoring.tasks import TASK_FIELDS
from benchmark.scoring.text import LINE_LIMIT
from tests.cast import Cast, assemble
from tests.many_tasks import store_many_tasks

from .pages import Page, page

JSON = {"accept": "application/json"}


@pytest.fixture
def cast(db: None, framework: Framework, client: Client) -> Cast:
    """Alice is signed in; of innovation two conditions are lacking."""
    found = assemble(framework)
    found.save("innovation", answers={"in-city-platform": "not_met"}, target=2)
    client.force_login(found.alice)
    return found


def own(cast: Cast, query: str = "") -> str:
    return f"/assessments/{cast.draft.pk}/plan/{query}"


def begun(client: Client, cast: Cast) -> Task:
    client.post(own(cast), {"begin": "1"})
    return Task.objects.get(condition__slug="in-city-platform")


def fields(shown: Page, task: Task, **said: str) -> dict[str, str]:
    """A row as the page holds it, with what is typed over it."""
    row = shown.root.get_element_by_id(f"task-{task.key}")
    form = row.xpath("ancestor::form")[0]
    prefix = f"task-{task.key}-"
    # A browser leaves out the line break with which a text area begins.
    stored = {
        name: value.removeprefix("\n")
        for name, value in form.form_values()
        if name.startswith(prefix)
    }
    return stored | {f"{prefix}{name}": value for name, value in said.items()}


def task_of(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def test_one_click_lists_what_is_lacking_and_says_what_it_would_reach(
    client: Client, cast: Cast
) -> None:
    assert "从差距生成任务" in page(client, own(cast)).text
    task = begun(client, cast)
    shown = page(client, own(cast))
    assert "有市级及以上研发平台" in shown.text
    assert task.practice is not None
    assert "从差距生成任务" not in shown.text
    [row] = shown.root.xpath("//table[contains(@class, 'plan-reach')]//tr[th='创新要素富集']")
    assert [cell.text_content().split() for cell in row.xpath("td")] == [
        ["1级", "(1级)"],
        ["1级", "(1级)"],
        ["2级", "(2级)"],
        ["2级"],
    ]
    shown = page(client, own(cast), language="en")
    assert "Level 2 (2)" in shown.all("//table[contains(@class, 'plan-reach')]//td")


def test_report_list_and_comparison_lead_to_it(client: Client, cast: Cast) -> None:
    report = page(client, f"/assessments/{cast.draft.pk}/report/")
    assert report.root.xpath(f"//form[@action='{own(cast)}']//button[@name='begin']")
    begun(client, cast)
    for address in ("report/", "compare/"):
        shown = page(client, f"/assessments/{cast.draft.pk}/{address}")
        assert shown.links()["任务分解"] == own(cast), address
    shown = page(client, "/assessments/")
    assert shown.root.xpath(f"//a[@href='{own(cast)}']")


def test_another_bureau_has_none(client: Client, cast: Cast) -> None:
    client.force_login(cast.charlie)
    assert client.get(own(cast)).status_code == 404
    assert client.post(own(cast), {"begin": "1"}).status_code == 404
    assert not Task.objects.exists()


def test_a_script_is_told_what_follows(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    yesterday = localdate() - timedelta(days=1)
    sent = fields(page(client, own(cast)), task, lead="市科技局", due=f"{yesterday:%Y年%m月%d日}")
    answer = client.post(own(cast), sent, headers=JSON).json()
    assert (answer["errors"], answer["reload"]) == ({}, "")
    assert '<span class="chip chip-must">已逾期</span>' in answer["rows"][task.key]["chips"]
    assert "总体等级" in answer["reach"]
    found = task_of(task)
    assert (found.lead, found.due, found.revision) == ("市科技局", yesterday, 2)
    assert answer["rows"][task.key]["opened"].startswith("2.")
    assert page(client, own(cast)).root.xpath("//tr//span[.='已逾期']")
    # The same again writes nothing.
    client.post(own(cast), sent, headers=JSON)
    assert task_of(task).revision == 2


def test_without_a_script_a_wrong_field_is_shown_and_the_rest_saved(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    sent = fields(page(client, own(cast)), task, lead="市科技局", due="年底吧")
    shown = Page(client.post(own(cast), sent).content)
    assert "看不懂这个日期" in shown.text
    [due] = shown.root.xpath(f"//input[@name='task-{task.key}-due']")
    assert (due.get("value"), due.get("aria-invalid")) == ("年底吧", "true")
    assert (task_of(task).lead, task_of(task).due) == ("市科技局", None)
    mended = fields(shown, task, due="2027-6")
    assert client.post(own(cast), mended).status_code == 302
    assert str(task_of(task).due) == "2027-06-30"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2027", "2027-12-31"), ("2028年2月", "2028-02-29"), ("20270105", "2027-01-05")],
)
def test_a_month_or_a_year_means_its_last_day(
    client: Client, cast: Cast, typed: str, kept: str
) -> None:
    task = begun(client, cast)
    client.post(own(cast), fields(page(client, own(cast)), task, due=typed))
    assert str(task_of(task).due) == kept


def test_two_who_change_two_tasks_at_once_both_stand(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    other = plans.add_task(
        assessment=cast.draft,
        key=new_key(),
        trait="scale",
        condition=None,
        change=plans.TaskChange(),
        user=cast.alice,
    )
    shown = page(client, own(cast))
    plans.save_task(task=other, revision=1, change=plans.TaskChange(lead="市统计局"), user=cast.bob)
    sent = fields(shown, task, lead="市科技局") | fields(shown, other)
    assert client.post(own(cast), sent, headers=JSON).status_code == 200
    assert (task_of(task).lead, task_of(other).lead) == ("市科技局", "市统计局")


def test_of_the_same_task_the_second_is_told_and_chooses(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    theirs = plans.TaskChange(measure=task.measure, lead="市统计局", status="under_way")
    plans.save_task(task=task, revision=1, change=theirs, user=cast.bob)
    sent = fields(shown, task, lead="市科技局")

    answer = client.post(own(cast), sent, headers=JSON)
    assert (answer.status_code, answer.json()["conflict"]) == (409, True)
    assert answer.json()["saved_by"] == "bob"
    told = client.post(own(cast), sent)
    panel = Page(told.content)
    assert told.status_code == 409
    for words in ("市统计局", "市科技局", "进行中", "未启动"):
        assert words in panel.text
    assert task_of(task).lead == "市统计局"
    [field] = panel.root.xpath(f"//input[@name='task-{task.key}-lead']")
    assert field.get("value") == "市科技局"

    [button] = panel.root.xpath("//button[@name='overwrite']")
    chosen = fields(panel, task) | {"overwrite": button.get("value")}
    assert client.post(own(cast), chosen).status_code == 302
    assert task_of(task).lead == "市科技局"


def test_what_was_changed_in_a_task_deleted_meanwhile_is_told(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    plans.remove_task(task=task, user=cast.bob)
    untouched = client.post(own(cast), fields(shown, task), headers=JSON)
    assert untouched.status_code == 200
    told = client.post(own(cast), fields(shown, task, lead="市科技局"), headers=JSON)
    assert (told.status_code, "已删除" in told.json()["panel"]) == (409, True)


def test_a_row_without_what_it_was_opened_on_replaces_nothing(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    for opened in ("", "1", "1.x"):
        sent = fields(page(client, own(cast)), task, lead="他局", opened=opened)
        assert client.post(own(cast), sent, headers=JSON).status_code == 409, opened
    assert task_of(task).lead == ""


def test_a_form_with_a_void_token_comes_back_as_typed(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.alice)
    signed_in = Client()
    signed_in.force_login(cast.alice)
    task = begun(signed_in, cast)
    sent = fields(page(strict, own(cast)), task, lead="市科技局")
    answer = strict.post(own(cast), sent)
    assert answer.status_code == 403
    [field] = Page(answer.content).root.xpath(f"//input[@name='task-{task.key}-lead']")
    assert field.get("value") == "市科技局"
    assert task_of(task).lead == ""


def test_notes_are_kept_with_their_author_and_day(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    client.post(own(cast), fields(page(client, own(cast)), task, note="已向省厅报送"))
    shown = page(client, own(cast))
    assert f"{localdate():%Y-%m-%d} alice 已向省厅报送" in shown.text
    [field] = shown.root.xpath(f"//textarea[@name='task-{task.key}-note']")
    assert field.text_content().strip() == ""
    client.post(own(cast), fields(shown, task))
    assert TaskNote.objects.count() == 1


def test_a_day_that_does_not_exist_is_said_with_its_field(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    sent = fields(page(client, own(cast)), task, due="2027-02-30")
    [said] = Page(client.post(own(cast), sent).content).all("//*[@class='error-summary']//li")
    assert said.endswith("完成时限：没有2027-02-30这一天，请核对日期")


def test_boxes_are_as_high_as_their_texts_and_hold_one_line_each(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    long = "市财政局\r\n市统计局\n\n市科技局、市商务局、市市场监督管理局、市生态环境局"
    measure = f"第一步：{'梳理本地企业和配套需求' * 5}\n第二步"
    client.post(
        own(cast),
        fields(page(client, own(cast)), task, cooperating=long, goal="一\n二", measure=measure),
    )
    assert task_of(task).cooperating.startswith("市财政局、市统计局、市科技局")
    assert (task_of(task).goal, task_of(task).measure) == ("一 二", measure)
    root = page(client, own(cast)).root
    rows = {box.get("name").split("-")[-1]: box.get("rows") for box in root.xpath("//tr//textarea")}
    assert rows == {"measure": "4", "goal": "1", "cooperating": "4", "note": "2"}


def test_an_empty_plan_has_nothing_to_save(client: Client, cast: Cast) -> None:
    buttons = "//div[contains(@class, 'plan-save')]//button"
    assert not page(client, own(cast)).root.xpath(buttons)
    begun(client, cast)
    assert page(client, own(cast)).root.xpath(buttons)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("measure", "另起草方案"),
        ("goal", "三家"),
        ("lead", "市科技局"),
        ("cooperating", "市财政局"),
        ("due", "2030-06-30"),
        ("status", "under_way"),
        ("practice", ""),
        ("requirement_there", "on"),
        ("counted", "on"),
    ],
)
def test_what_was_changed_elsewhere_is_shown_at_the_next_visit(
    client: Client, cast: Cast, name: str, value: str
) -> None:
    task = begun(client, cast)
    before = fields(page(client, own(cast)), task)
    assert before.get(f"task-{task.key}-{name}", "") != value
    client.post(own(cast), fields(page(client, own(cast)), task, **{name: value}))
    after = fields(page(client, own(cast)), task)
    assert after.get(f"task-{task.key}-{name}", "") == value
    # Two visits begin two notes.
    assert before[f"task-{task.key}-note_key"] != after[f"task-{task.key}-note_key"]


def test_notes_names_and_days_that_changed_are_shown_at_the_next_visit(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = begun(client, cast)
    plans.write_note(task=task, key="a" * 16, text="已发函", user=cast.alice)
    assert "alice 已发函" in page(client, own(cast)).text
    plans.write_note(task=task, key="a" * 16, text="已回函", user=cast.alice)
    cast.alice.first_name = "王芳"
    cast.alice.save()
    shown = page(client, own(cast))
    assert "已发函" not in shown.text
    assert f"{localdate()} 王芳 已回函" in shown.text

    plans.save_task(task=task, revision=1, change=plans.TaskChange(due=localdate()), user=cast.bob)
    assert "已逾期" not in _row(client, cast, task)
    tomorrow = localdate() + timedelta(days=1)
    monkeypatch.setattr("benchmark.views.plan_rows.localdate", lambda: tomorrow)
    assert "已逾期" in _row(client, cast, task)
    assert "Overdue" in _row(client, cast, task, "en")


def _row(client: Client, cast: Cast, task: Task, language: str = "zh-hans") -> str:
    shown = page(client, own(cast), language=language)
    return shown.root.get_element_by_id(f"task-{task.key}").text_content()


def test_a_task_of_the_year_before_is_marked_until_something_is_said_of_it(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    plans.write_note(task=task, key=new_key(), text="已报送", user=cast.bob)
    made = start_next_year(user=cast.alice, before=cast.draft, period=2026)
    address = f"{made.get_absolute_url()}plan/"
    carried = Task.objects.get(assessment=made)

    def marked(shown: Page) -> bool:
        [chips] = shown.all("//tr//*[@data-chips]")
        return "沿用2025年，未更新" in chips

    shown = page(client, address)
    assert marked(shown)
    assert shown.links()["2025年的进展（1条）"] == f"{own(cast)}#task-{task.key}-notes"
    earlier = page(client, own(cast)).root.get_element_by_id(f"task-{task.key}-notes")
    assert "已报送" in earlier.text_content()
    client.post(address, fields(shown, carried, note="本年继续"))
    shown = page(client, address)
    assert not marked(shown)
    assert "2025年的进展（1条）" in shown.links()
    TaskNote.objects.all().delete()
    answer = client.post(
        address, fields(page(client, address), carried, lead="市科技局"), headers=JSON
    ).json()
    assert "沿用" not in answer["rows"][task.key]["chips"]
    assert "2025年的任务" in page(client, address).links()


def test_a_note_that_is_still_being_typed_is_one_and_may_be_emptied(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    for typed in ("已", "已报送"):
        client.post(own(cast), fields(shown, task, note=typed), headers=JSON)
    assert [note.text for note in TaskNote.objects.all()] == ["已报送"]
    client.post(own(cast), fields(shown, task, note=""), headers=JSON)
    assert not TaskNote.objects.exists()


def test_what_another_practice_asks_for_has_to_be_ticked_anew(client: Client, cast: Cast) -> None:
    one, other = (practice.slug for practice in cast.framework.practices[:2])
    task = plans.add_task(
        assessment=cast.draft,
        key=new_key(),
        trait="scale",
        condition=None,
        change=plans.TaskChange(practice=one),
        user=cast.alice,
    )
    shown = page(client, own(cast))
    client.post(own(cast), fields(shown, task, requirement_there="on"))
    assert task_of(task).requirement_there
    shown = page(client, own(cast))
    answer = client.post(own(cast), fields(shown, task, practice=other), headers=JSON)
    assert answer.json()["reload"] == f"#id_task-{task.key}-practice"
    assert not task_of(task).requirement_there


def test_tasks_are_added_deleted_and_brought_back(client: Client, cast: Cast) -> None:
    key = new_key()
    added = client.post(own(cast), {"add": key, "add-to": "scale.sc-nation-list"})
    assert added.headers["Location"].endswith(f"#task-{key}")
    client.post(own(cast), {"add": new_key(), "add-to": "chain"})
    client.post(own(cast), {"add": new_key(), "add-to": "none"})
    assert Task.objects.count() == 2
    client.post(own(cast), {"remove": key})
    shown = page(client, own(cast))
    assert f"task-{key}" not in shown.root.xpath("//tr/@id")
    assert "已删除的任务" in shown.text
    client.post(own(cast), {"restore": key})
    assert f"task-{key}" in page(client, own(cast)).root.xpath("//tr/@id")


def test_a_task_that_changes_no_level_says_so_unless_it_is_settled(
    client: Client, cast: Cast
) -> None:
    words = "做不做这项等级都不变"
    key = new_key()
    client.post(own(cast), {"add": key, "add-to": "scale.sc-share-22"})
    assert words not in page(client, own(cast)).text
    client.post(own(cast), {"add": new_key(), "add-to": "scale.sc-share-5"})
    assert page(client, own(cast)).text.count(words) == 1
    weak = Task.objects.get(condition__slug="sc-share-5")
    for settled in ("paused", "done"):
        weak.refresh_from_db()
        client.post(own(cast), fields(page(client, own(cast)), weak, status=settled))
        assert words not in page(client, own(cast)).text


def test_of_two_tasks_that_do_the_same_each_says_that_one_will_do(
    client: Client, cast: Cast
) -> None:
    for slug in ("sc-province-top3", "sc-province-list"):
        client.post(own(cast), {"add": new_key(), "add-to": f"scale.{slug}"})
    shown = page(client, own(cast))
    assert shown.text.count("做成一项即可") == 2
    assert "等级都不变" not in shown.text


def reached(shown: Page, trait: str) -> dict[str, str]:
    """A trait's line in the table of levels, by column."""
    [table] = shown.root.xpath("//table[contains(@class, 'plan-reach')]")
    [row] = table.xpath(f".//tr[th='{trait}']")
    heads = [head.text_content() for head in table.xpath(".//thead//th")][1:]
    cells = ["".join(cell.text_content().split()) for cell in row.xpath("td")]
    return dict(zip(heads, cells, strict=True))


def test_some_tasks_are_ticked_to_see_what_these_alone_would_reach(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    client.post(own(cast), {"add": new_key(), "add-to": "scale.sc-nation-list"})
    before = page(client, own(cast))
    assert "再计入勾选的任务" not in reached(before, "创新要素富集")

    client.post(own(cast), fields(before, task, counted="on", lead="市科技局"))
    shown = page(client, own(cast))
    assert reached(shown, "创新要素富集")["再计入勾选的任务"] == "2级(2级)"
    assert reached(shown, "产业规模")["再计入勾选的任务"] == "—"
    assert reached(shown, "产业规模")["全部完成后"] == "4级(4级)"
    assert shown.root.xpath(f"//input[@name='task-{task.key}-counted']/@checked")
    saved = task_of(task)
    assert (saved.lead, saved.status, saved.revision) == ("市科技局", "not_started", 2)

    # Nobody else's, and of no row that is not shown: a filter takes none away.
    other = Client()
    other.force_login(cast.bob)
    assert "再计入勾选的任务" not in page(other, own(cast)).text
    [weak] = Task.objects.filter(condition__slug="sc-nation-list")
    client.post(own(cast), fields(shown, weak, counted="on"))
    assert reached(page(client, own(cast)), "产业规模")["再计入勾选的任务"] == "4级(4级)"
    assert reached(page(client, own(cast)), "创新要素富集")["再计入勾选的任务"] == "2级(2级)"
    client.post(own(cast), {"remove": weak.key})
    assert reached(page(client, own(cast)), "产业规模")["再计入勾选的任务"] == "—"

    client.post(own(cast), {"untick": "1"})
    assert "再计入勾选的任务" not in page(client, own(cast)).text


def test_a_script_is_told_what_the_ticked_tasks_would_reach(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    sent = fields(page(client, own(cast)), task, counted="on")
    assert "再计入勾选的任务" in client.post(own(cast), sent, headers=JSON).json()["reach"]
    assert task_of(task).revision == 1
    del sent[f"task-{task.key}-counted"]
    assert "再计入勾选的任务" not in client.post(own(cast), sent, headers=JSON).json()["reach"]


def test_what_a_button_asks_for_is_shown_beside_fields_that_are_wrong(
    client: Client, cast: Cast
) -> None:
    task, key = begun(client, cast), new_key()
    sent = fields(page(client, own(cast)), task, due="年底吧")
    asked = {"add": key, "add-to": "scale"}
    answer = client.post(own(cast), sent | asked, headers=JSON).json()
    assert (answer["resend"], answer["reload"]) == (True, f"#task-{key}")
    # What the script sends then, as a page without scripts does.
    shown = Page(client.post(own(cast), sent).content)
    assert shown.root.xpath(f"//tr[@id='task-{key}']")
    assert shown.root.xpath(f"//input[@name='task-{task.key}-due']/@value") == ["年底吧"]
    assert not client.post(own(cast), sent, headers=JSON).json()["resend"]


def test_traits_without_tasks_are_named_with_the_reason(client: Client, cast: Cast) -> None:
    cast.save("first-mover", answers={"fm-scale-firm": "not_met", "fm-early": "not_met"}, target=3)
    cast.save("market-share", answers={"ms-first": "unknown"})
    begun(client, cast)
    shown = page(client, own(cast))
    assert "下列特征还没有填写，填写后才能列出任务：" in shown.text
    assert shown.links()["产业规模"] == f"/assessments/{cast.draft.pk}/traits/scale/"
    assert "市场占有" not in "".join(shown.links())
    assert "由历史形成，不能靠工作改变，不列任务" in shown.text
    assert [task.lead for task in Task.objects.filter(trait__slug="market-share")]


def test_it_is_narrowed_by_unit_status_and_due_in_the_address(client: Client, cast: Cast) -> None:
    today = localdate()
    said = {
        "a": plans.TaskChange(lead="市工信局", cooperating="市财政局、 市统计局"),
        "b": plans.TaskChange(lead="市财政局", status="done", due=today - timedelta(days=2)),
        "c": plans.TaskChange(due=today - timedelta(days=2)),
        "d": plans.TaskChange(due=today + timedelta(days=30)),
        "e": plans.TaskChange(due=today + timedelta(days=31)),
    }
    for name, change in said.items():
        plans.add_task(
            assessment=cast.draft,
            key=name * 16,
            trait="scale",
            condition=None,
            change=change,
            user=None,
        )

    def found(query: str) -> str:
        rows = page(client, own(cast, query)).root.xpath("//tr/@id")
        return "".join(row[-1] for row in rows)

    assert found("") == "abcde"
    assert found("?unit=市财政局") == "ab"
    assert found("?unit=市统计局") == "a"
    assert found("?status=done") == "b"
    assert found("?unit=市财政局&status=not_started") == "a"
    assert [found(f"?due={due}") for due in ("overdue", "soon", "later", "none")] == [
        "c",
        "d",
        "be",
        "a",
    ]
    assert found("?due=never") == "abcde"
    assert "没有符合筛选的任务" in page(client, own(cast, "?unit=市统计局&status=done")).text


def test_the_answer_comes_back_to_the_same_filter(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    address = own(cast, "?status=not_started")
    sent = fields(page(client, address), task, lead="市科技局")
    assert client.post(address, sent).headers["Location"] == address


def test_whatever_stands_in_overwrite_nothing_breaks(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    sent = fields(page(client, own(cast)), task, lead="市科技局")
    for nonsense in ("", "x", "a:b", f"{task.key}:²", f"{task.key}:99999999999"):
        client.post(own(cast), sent | {"overwrite": nonsense})
    assert task_of(task).lead == "市科技局"


def test_it_goes_on_after_submission_and_in_english(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    cast.draft.status = "submitted"
    cast.draft.save()
    shown = page(client, own(cast), language="en")
    assert "Levels that the tasks would reach" in shown.text
    client.post(own(cast), fields(shown, task, lead="Science bureau"))
    assert task_of(task).lead == "Science bureau"


def test_words_of_users_are_literal(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    words = "<b>&\"' {{ x }}"
    typed = dict.fromkeys(("measure", "goal", "lead", "cooperating", "note"), words)
    client.post(own(cast), fields(page(client, own(cast)), task, **typed))
    shown = page(client, own(cast))
    row = shown.root.get_element_by_id(f"task-{task.key}")
    assert row.xpath(".//input[contains(@name, '-lead')]/@value") == [words]
    assert row.xpath(".//textarea")[0].text_content().strip() == words
    assert words in row.xpath(".//li[@data-note]")[0].text_content()
    assert shown.root.xpath("//form[@class='filters']//option/@value")[1] == words
    assert not row.xpath(".//b")


def test_two_hundred_tasks_cost_no_more_queries_than_one(
    client: Client, cast: Cast, django_assert_max_num_queries
) -> None:
    begun(client, cast)
    client.get(own(cast))
    store_many_tasks(cast.draft, cast.framework, cast.alice)
    with django_assert_max_num_queries(12):
        assert client.get(own(cast)).status_code == 200


def test_two_who_change_different_fields_of_a_task_both_stand(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    theirs = plans.TaskChange(**{**vars_of(task), "lead": "市统计局"})
    plans.save_task(task=task, revision=1, change=theirs, user=cast.bob)
    sent = fields(shown, task, goal="两个平台", due="年底吧")
    answer = client.post(own(cast), sent | {"save": f"{'a' * 16}.1"}, headers=JSON)
    assert answer.status_code == 200
    said = answer.json()["rows"][task.key]
    assert said["replaced"] == {"lead": ["", "市统计局"]}
    saved = task_of(task)
    assert (saved.lead, saved.goal, saved.saved_page) == ("市统计局", "两个平台", "")

    # Of a field that is wrong, what others make of it meanwhile is told.
    theirs = plans.TaskChange(**{**vars_of(saved), "due": localdate()})
    plans.save_task(task=task, revision=3, change=theirs, user=cast.bob)
    mended = sent | {f"task-{task.key}-{n}": said[n] for n in ("opened",)}
    mended |= {f"task-{task.key}-lead": "市统计局", f"task-{task.key}-due": "2027"}
    told = client.post(own(cast), mended, headers=JSON)
    assert told.status_code == 409
    assert f"{localdate()}" in told.json()["panel"]


def vars_of(task: Task) -> dict[str, object]:
    said = plans.said_of(task)
    return {name: getattr(said, name) for name in TASK_FIELDS}


def test_a_conflict_names_and_overwrites_only_what_this_user_changed(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    theirs = plans.TaskChange(**{**vars_of(task), "lead": "市统计局", "goal": "三个平台"})
    plans.save_task(task=task, revision=1, change=theirs, user=cast.bob)
    told = Page(client.post(own(cast), fields(shown, task, lead="市科技局")).content)
    [table] = told.root.xpath("//div[@id='conflict']//table")
    assert [words.split(" · ")[1] for words in told.all("//div[@id='conflict']//tbody//th")] == [
        "牵头单位"
    ]
    assert "三个平台" not in table.text_content()
    [button] = told.root.xpath("//button[@name='overwrite']")
    chosen = fields(told, task) | {"overwrite": button.get("value")}
    assert client.post(own(cast), chosen).status_code == 302
    assert (task_of(task).lead, task_of(task).goal) == ("市科技局", "三个平台")


def test_what_a_practice_asks_for_is_no_answer_for_another(client: Client, cast: Cast) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    theirs = plans.TaskChange(**{**vars_of(task), "practice": ""})
    plans.save_task(task=task, revision=1, change=theirs, user=cast.bob)
    sent = fields(shown, task, requirement_there="on")
    assert client.post(own(cast), sent, headers=JSON).status_code == 409
    # Whoever changed something else sees the other practice.
    answer = client.post(own(cast), fields(shown, task, lead="市科技局"), headers=JSON)
    assert answer.json()["reload"] == f"#id_task-{task.key}-practice"
    assert (task_of(task).lead, task_of(task).practice) == ("市科技局", None)


def test_the_same_page_takes_back_what_it_saved_without_hearing_so(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    for number, lead in enumerate(("市科技局", ""), start=1):
        sent = fields(shown, task, lead=lead) | {"save": f"{'a' * 16}.{number}"}
        assert client.post(own(cast), sent, headers=JSON).status_code == 200
        assert task_of(task).lead == lead


def test_a_task_that_another_deleted_is_not_brought_back_by_a_page_that_saved_it(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    for number, lead in enumerate(("市科技局", "市统计局"), start=1):
        sent = fields(shown, task, lead=lead) | {"save": f"{'a' * 16}.{number}"}
        status = client.post(own(cast), sent, headers=JSON).status_code
        assert status == (200, 409)[number - 1]
        plans.remove_task(task=task, user=cast.bob)


def test_a_script_is_told_how_a_saved_note_stands_and_the_key_of_the_next(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    shown = page(client, own(cast))
    sent = fields(shown, task, note="已向省厅报送")
    told = client.post(own(cast), sent, headers=JSON).json()["rows"][task.key]["note"]
    assert (told["typed"], told["count"]) == ("已向省厅报送", " (1)")
    assert told["key"] == sent[f"task-{task.key}-note_key"] != told["next"]
    assert f'<li data-note="{told["key"]}">' in told["notes"]
    client.post(own(cast), fields(shown, task, note="已批复", note_key=told["next"]), headers=JSON)
    assert [note.text for note in TaskNote.objects.all()] == ["已向省厅报送", "已批复"]
    long = client.post(
        own(cast), fields(shown, task, note="长" * (LINE_LIMIT + 1)), headers=JSON
    ).json()
    assert f"task-{task.key}-note" in long["errors"]
    assert "note" not in long["rows"][task.key]


def test_without_a_script_a_note_that_is_kept_leaves_its_box_beside_a_wrong_field(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    sent = fields(page(client, own(cast)), task, note="已向省厅报送", due="年底吧", lead=" 甲局 ")
    shown = Page(client.post(own(cast), sent).content)
    again = fields(shown, task)
    assert again[f"task-{task.key}-note"] == ""
    assert again[f"task-{task.key}-note_key"] != sent[f"task-{task.key}-note_key"]
    assert (again[f"task-{task.key}-due"], again[f"task-{task.key}-lead"]) == ("年底吧", "甲局")
    client.post(own(cast), fields(shown, task, note="已批复", due=""))
    assert [note.text for note in TaskNote.objects.all()] == ["已向省厅报送", "已批复"]


@pytest.mark.parametrize("script", [True, False])
def test_what_is_added_or_brought_back_is_shown_whatever_the_filter(
    client: Client, cast: Cast, script: bool
) -> None:
    begun(client, cast)
    headers = JSON if script else {}

    def leads(query: str, **asked: str) -> str:
        answer = client.post(own(cast, query), asked, headers=headers)
        return answer.json()["reload"] if script else answer.headers["Location"]

    key = new_key()
    there = own(cast, f"#task-{key}")
    assert leads("?status=done", add=key, **{"add-to": "scale"}) == there
    assert "已取消筛选" in page(client, own(cast)).root.text_content()
    client.post(own(cast), {"remove": key})
    assert leads("?status=done", restore=key) == there
    shown = leads("?status=not_started", add=new_key(), **{"add-to": "chain"})
    assert "status=not_started" in shown or shown.startswith("#task-")


def test_the_plan_is_kept_in_the_report_where_it_says_more_than_the_last_edition(
    client: Client, cast: Cast
) -> None:
    task = begun(client, cast)
    assert not page(client, own(cast)).root.xpath("//*[@id='new-edition']")
    cast.draft.status = "submitted"
    cast.draft.save()
    keep_edition(locked=cast.draft, user=cast.alice, at=now())
    shown = page(client, own(cast))
    [offer] = shown.root.xpath("//*[@id='new-edition']")
    assert "hidden" in offer.attrib
    sent = fields(shown, task, lead="市科技局")
    assert client.post(own(cast), sent, headers=JSON).json()["edition"] is True
    [offer] = page(client, own(cast)).root.xpath("//*[@id='new-edition']")
    assert "hidden" not in offer.attrib
