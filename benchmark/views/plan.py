"""An assessment's plan: begun in one click, saved by a button or by a script, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext, ngettext

from benchmark.actions import plans as actions
from benchmark.actions.changes import new_key
from benchmark.actions.errors import RevisionConflictError
from benchmark.current_language import active_language
from benchmark.forms.fields import FieldProblem
from benchmark.forms.plans import (
    FIELDS,
    LABELS,
    SentTask,
    ShownTask,
    sent_keys,
    texts_of,
)
from benchmark.ledger.layout import Note
from benchmark.models import Task
from benchmark.queries.editions import plan_goes_on
from benchmark.queries.plans import LoadedPlan, all_units, load_plan, narrowed
from benchmark.scoring.assessment import ROW_KEY
from benchmark.scoring.tasks import TaskChange

from .access import SignedInRequest, wants_json
from .autosave import conflict_answer, save_mark, saved_by
from .form_recovery import own_form, token_is_void
from .plan_page import filters_of, outlook_of, page_context, reach_html
from .plan_rows import chips_of, count_of, name_of, notes_html, practices_for
from .plan_ticks import tick, ticked_keys
from .trait_changes import Difference

PAGE = "benchmark/plans/plan.html"
SUMMARY = "benchmark/components/_error_summary.html"
CONFLICT = "benchmark/ratings/_conflict.html"


@dataclass
class Sent:
    """What became of a sent table: rows that others saved meanwhile with the revision that is
    stored, what is wrong, where in the page or to which address the answer leads ('' for nowhere).
    `brought` is the task that was added or brought back."""

    rows: list[SentTask] = field(default_factory=list)
    conflicts: list[SentTask] = field(default_factory=list)
    place: str = ""
    brought: str = ""

    def errors(self) -> dict[str, list[str]]:
        return {name: texts for row in self.rows for name, texts in row.errors().items()}


@own_form
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Shows the plan, or saves what was sent of it, also by the switch of language."""
    loaded = load_plan(request.user, pk)
    if request.method != "POST":
        return render(request, PAGE, page_context(request, loaded, {}))
    if token_is_void(request):
        typed = {row.key: row.shown(row.typed("opened")) for row in _sent(request, loaded)}
        said = {"void": True, "saved": gettext("尚未保存"), "alarming": " text-danger"}
        return render(request, PAGE, {**page_context(request, loaded, typed), **said})
    sent = _save(request, loaded)
    tick(request, loaded.loaded.row, {row.key: row.is_counted for row in sent.rows})
    _do_asked(request, loaded, sent)
    return _answer(request, load_plan(request.user, pk), sent)


def _sent(request: HttpRequest, loaded: LoadedPlan) -> list[SentTask]:
    tasks, framework = loaded.by_key, loaded.loaded.framework
    return [
        SentTask(key, request.POST, practices_for(framework, tasks[key]))
        for key in sent_keys(request.POST)
        if key in tasks
    ]


def _save(request: SignedInRequest, loaded: LoadedPlan) -> Sent:
    """Every row that its user changed is saved by itself: who changed another is in no one's
    way."""
    sent = Sent(_sent(request, loaded))
    allowed = _overwritten(request)
    for row in sent.rows:
        task = loaded.by_key[row.key]
        try:
            change = _save_row(request, row, task, allowed.get(row.key))
        except RevisionConflictError:
            sent.conflicts.append(row)
        else:
            if not row.was("practice", change):
                sent.place = f"#id_task-{row.key}-practice"
        key, note = row.note or ("", "")
        if key and (note or any(each.key == key for each in loaded.notes_of(task))):
            actions.write_note(task=task, key=key, text=note, user=request.user)
    return sent


def _save_row(
    request: SignedInRequest, row: SentTask, task: Task, allowed: int | None
) -> TaskChange:
    """Writes the fields that were changed in the page over what is stored, which may come from
    others, and returns what stands then. `allowed` is the revision that its user chose to
    overwrite. Raises RevisionConflictError where others changed the same field."""
    stored, mark = actions.said_of(task), save_mark(request)
    own = not task.gone and mark is not None and mark.follows(task)
    change = row.change(stored, whole=own)
    if change.practice != stored.practice:
        # What another practice asks for is not there yet: the page has to show it first.
        change = replace(change, requirement_there=False)
    if not own and allowed is None:
        if change == stored:
            return stored
        if task.gone or row.clashes(stored):
            raise RevisionConflictError
    if change != stored or task.gone:
        # What others changed is no save of this page.
        same = own or task.revision == row.revision
        actions.save_task(
            task=task,
            revision=task.revision if allowed is None else allowed,
            change=change,
            user=request.user,
            mark=mark if same else None,
        )
    return change


def _overwritten(request: HttpRequest) -> dict[str, int]:
    """The rows that their user chose to overwrite, with the revisions that were shown."""
    pairs = (part.split(":") for part in request.POST.get("overwrite", "").split(","))
    return {
        pair[0]: int(pair[1])
        for pair in pairs
        if len(pair) == 2 and pair[1].isascii() and pair[1].isdigit() and len(pair[1]) < 10
    }


def _do_asked(request: SignedInRequest, loaded: LoadedPlan, sent: Sent) -> None:
    """What a button asks for besides saving."""
    asked, row = request.POST, loaded.loaded.row
    if "begin" in asked:
        language = active_language()
        count = actions.begin_plan(loaded=loaded.loaded, language=language, user=request.user)
        text = ngettext("已列入{count}项任务。", "已列入{count}项任务。", count)
        messages.success(request, text.format(count=count) if count else gettext("没有新的任务。"))
        sent.place = "#plan-table"
    key = asked.get("add", "")
    if ROW_KEY.fullmatch(key):
        trait, _, condition = asked.get("add-to", "").partition(".")
        if trait in loaded.loaded.framework.trait_by_slug:
            actions.add_task(
                assessment=row,
                key=key,
                trait=trait,
                condition=_condition(loaded, trait, condition),
                change=actions.TaskChange(),
                user=request.user,
            )
            sent.place, sent.brought = f"#task-{key}", key
        else:
            messages.error(request, gettext("请选择新任务针对的特征或条件。"))
            sent.place = "#add"
    if "untick" in asked:
        tick(request, row, dict.fromkeys(ticked_keys(request, row), False))
        sent.place = "#reach"
    for name, verb in (("remove", actions.remove_task), ("restore", actions.restore_task)):
        task = loaded.by_key.get(asked.get(name, ""))
        if task is not None:
            verb(task=task, user=request.user)
            sent.place = "#gone" if name == "remove" else f"#task-{task.key}"
            sent.brought = "" if name == "remove" else task.key


def _condition(loaded: LoadedPlan, trait: str, slug: str) -> str | None:
    known = loaded.loaded.framework.trait_by_slug[trait].condition_by_slug
    return slug if slug in known else None


def _answer(request: SignedInRequest, loaded: LoadedPlan, sent: Sent) -> HttpResponse:
    """As the table stands now: errors and rows that others saved are told, the rest is saved."""
    panel = _panel(request, loaded, sent.conflicts) if sent.conflicts else {}
    if wants_json(request):
        if panel:
            first = loaded.by_key[sent.conflicts[0].key]
            return JsonResponse(conflict_answer(first, panel), status=409)
        _drop_filter(request, loaded, sent)
        return JsonResponse(_saved(request, loaded, sent))
    problems = _problems(loaded, sent)
    if not panel and not problems:
        _drop_filter(request, loaded, sent)
        time = f"{localtime(now()):%H:%M}"
        if not sent.place:
            messages.success(request, gettext("已保存 {time}").format(time=time))
        here = "" if sent.place.startswith("/") else request.get_full_path()
        return HttpResponseRedirect(here + sent.place)
    wrong = {*(row.key for row in sent.conflicts), *(r.key for r in sent.rows if r.errors())}
    typed: dict[str, ShownTask] = {
        row.key: _shown(loaded.by_key[row.key], row, row in sent.conflicts)
        for row in sent.rows
        if row.key in wrong
    }
    said = {
        "problems": problems,
        "conflict": render_to_string(CONFLICT, panel) if panel else "",
        "saved": gettext("其余内容已保存；标出的内容没有保存，请改正后再保存。"),
        "alarming": " text-danger",
    }
    context = {**page_context(request, loaded, typed), **said}
    return render(request, PAGE, context, status=409 if panel else 200)


def _drop_filter(request: SignedInRequest, loaded: LoadedPlan, sent: Sent) -> None:
    """A task that was added or brought back is shown, also where the filters would hide it."""
    task = loaded.by_key.get(sent.brought)
    if task is None:
        return
    _, wanted = filters_of(request, all_units(loaded.tasks))
    if not narrowed([task], wanted, localdate()):
        sent.place = request.path + sent.place
        messages.success(request, gettext("已取消筛选，以显示这项任务。"))


def _shown(task: Task, row: SentTask, conflict: bool) -> ShownTask:
    """A row that comes back. Where others saved it, it stays as typed, and what it was opened on;
    a note that is kept stands in its list."""
    if conflict:
        shown = row.shown(row.typed("opened"))
    else:
        shown = row.shown_saved(actions.said_of(task), task.revision)
    if row.note is None:
        return shown
    return replace(shown, values={**shown.values, "note": ""}, note_key=new_key())


def _standing(task: Task, row: SentTask, notes: Sequence[Note]) -> dict[str, Any]:
    """What a script is told of a row that it sent: what it is opened on, fields that are stored
    otherwise than sent, and its notes once one that was sent is among them."""
    stored = actions.said_of(task)
    told: dict[str, Any] = {
        "opened": row.opened_on(stored, task.revision),
        "replaced": row.replaced(stored),
    }
    if row.note is not None:
        told["note"] = {
            "typed": row.typed("note"),
            "key": row.typed("note_key"),
            "next": new_key(),
            "notes": notes_html(notes),
            "count": count_of(notes),
        }
    return told


def _saved(request: SignedInRequest, loaded: LoadedPlan, sent: Sent) -> dict[str, Any]:
    """What a script is told; see `autosave.saved_answer`. `rows` says what stands out of each
    task, and of those sent more (`_standing`). `resend`: there is something to show that only a
    new page has, which has to show the errors too. `edition`: whether the plan says more than the
    last one."""
    reached = outlook_of(loaded, ticked_keys(request, loaded.loaded.row))
    today, time = localdate(), localtime(now())
    errors, shown = sent.errors(), f"{time:%H:%M}"
    tasks, notes = loaded.by_key, loaded.notes
    said = {
        row.key: _standing(tasks[row.key], row, notes.get(tasks[row.key].pk, ()))
        for row in sent.rows
    }
    text = (
        gettext("已保存 {time}；标出的内容没有保存，请改正") if errors else gettext("已保存 {time}")
    )
    problems = _problems(loaded, sent)
    return {
        "saved_at": time.isoformat(timespec="seconds"),
        "time": shown,
        "message": text.format(time=shown),
        "revision": sum(task.revision for task in loaded.by_key.values()) or 1,
        "errors": errors,
        "summary": render_to_string(SUMMARY, {"problems": problems}).strip() if problems else "",
        "reach": reach_html(loaded, reached),
        "rows": {
            task.key: {
                "chips": chips_of(loaded, task, reached, today),
                **said.get(task.key, {}),
            }
            for task in loaded.tasks
        },
        "reload": sent.place,
        "resend": bool(errors and sent.place),
        "edition": plan_goes_on(loaded.loaded.row),
    }


def _problems(loaded: LoadedPlan, sent: Sent) -> list[FieldProblem]:
    framework, tasks = loaded.loaded.framework, loaded.by_key
    return [
        problem for row in sent.rows for problem in row.problems(name_of(framework, tasks[row.key]))
    ]


def _panel(
    request: SignedInRequest, loaded: LoadedPlan, conflicts: list[SentTask]
) -> dict[str, Any]:
    """Both versions of the rows that others saved, and the choice."""
    framework, tasks = loaded.loaded.framework, loaded.by_key
    lines = []
    for row in conflicts:
        task = tasks[row.key]
        name, stored = name_of(framework, task), actions.said_of(task)
        before, typed = texts_of(stored), texts_of(row.change(stored))
        if task.gone:
            text = gettext("已删除；覆盖后恢复")
            lines.append(Difference(name, text, typed["measure"]))
        lines += [
            Difference(f"{name} · {LABELS[each]}", _said(each, before), _said(each, typed))
            for each in FIELDS
            if before[each] != typed[each]
        ]
    last = max((tasks[row.key] for row in conflicts), key=lambda task: task.updated_at)
    return {
        "saved_at": last.updated_at,
        "saved_by": saved_by(last, request.user),
        "differences": lines,
        "added": False,
        "overwrite": ",".join(f"{row.key}:{tasks[row.key].revision}" for row in conflicts),
        "address": request.get_full_path(),
    }


def _said(name: str, texts: Mapping[str, str]) -> str:
    """A field's text as its reader knows it."""
    value = texts[name]
    if name == "status":
        return str(Task.Status(value).label)
    if name == "requirement_there":
        return gettext("是") if value else ""
    return value
