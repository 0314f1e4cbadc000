"""The rows of a plan's table. What one shows is made once for each state of its task; one with
something that could not be saved, which is rare, is rendered by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext

from benchmark.actions.changes import new_key
from benchmark.current_language import active_language, in_current_language
from benchmark.forms.plans import LABELS, ShownTask, stored_task
from benchmark.ledger.layout import Entry, Note
from benchmark.models import Task
from benchmark.queries.plans import LoadedPlan, said_of
from benchmark.scoring.framework import Framework, Practice
from benchmark.scoring.plan import Outlook, is_overdue
from benchmark.templatetags.slots import slot_mark
from benchmark.wording import plan as words

from .skeletons import Skeleton

ROW = "benchmark/plans/_row.html"
CHIPS = "benchmark/plans/_chips.html"
# The text fields that have a column of their own.
CELLS = ("goal", "lead", "cooperating", "due")
# About how many Latin letters stand in a line of a text box, as a browser needs to be told that
# does not make it as high as its text.
_WIDTHS = {"measure": 56, "goal": 18, "cooperating": 18}
# Of two hundred tasks a page has about a megabyte.
MOST_ROWS = 1000
# Stands for the key of the next note, which is another at every visit; no text of a user holds it.
_NOTE_KEY = new_key()
tr = in_current_language


@dataclass(frozen=True, slots=True)
class Cell:
    """A text field of a row; `units`: units are offered while it is typed. `lines`: how many its
    text takes, '' for a field of one line."""

    name: str
    label: str
    value: str
    errors: list[str]
    units: bool
    lines: str


@dataclass(frozen=True, slots=True)
class Row:
    """One task in the table. `id` begins the names of its fields, `name` is what messages call
    it; `practice` is the one chosen. Markup are `condition`, `chips`, `notes`, and `statuses` and
    `practices`, the options of its selects; `there` and `counted` are 'checked' or ''."""

    key: str
    id: str
    name: str
    trait: str
    condition: str
    chips: str
    opened: str
    note_key: str
    measure: str
    goal: str
    lead: str
    cooperating: str
    due: str
    measure_lines: str
    goal_lines: str
    cooperating_lines: str
    note: str
    statuses: str
    practices: str
    there: str
    counted: str
    count: str
    notes: str
    practice: Practice | None
    errors: Mapping[str, list[str]]

    @property
    def values(self) -> dict[str, str]:
        return {"measure": self.measure, "note": self.note}

    @property
    def cells(self) -> list[Cell]:
        return [
            Cell(
                name,
                str(LABELS[name]),
                getattr(self, name),
                self.errors.get(name, []),
                name == "lead",
                getattr(self, f"{name}_lines", ""),
            )
            for name in CELLS
        ]


_TEXTS = tuple(f.name for f in fields(Row) if f.name not in ("practice", "errors", "note"))


class PlanRows:
    """The rows of one framework version in one language. What a row shows is a function of what is
    said of its task: the same said again, as of most tasks when a page is opened anew, is the same
    markup."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._statuses = tuple((value, str(label)) for value, label in Task.Status.choices)
        self._skeleton = cache(self._made_skeleton)
        self._practices = cache(self._made_practices)
        self._stored = lru_cache(MOST_ROWS)(self._filled)

    def stored(self, entry: Entry, revision: int, *, counted: bool, chips: str) -> SafeString:
        """The row of a task as it is stored, `chips` as markup, with the key of its next note."""
        row = self._stored(entry, revision, counted, chips)
        return mark_safe(row.replace(_NOTE_KEY, new_key()))  # noqa: S308  escaped when filled in

    def _filled(self, entry: Entry, revision: int, counted: bool, chips: str) -> str:
        shown = stored_task(entry.key, entry.said, revision, _NOTE_KEY, counted)
        row = self._row(entry, shown, chips)
        said = {name: conditional_escape(getattr(row, name)) for name in _TEXTS}
        return self._skeleton(entry.said.practice).fill(said)

    def typed(self, entry: Entry, shown: ShownTask, chips: str) -> SafeString:
        """A row with something that could not be saved."""
        return self._rendered(self._row(entry, shown, chips))

    def _row(self, entry: Entry, shown: ShownTask, chips: str) -> Row:
        framework, values, slug = self.framework, shown.values, entry.condition
        stored = entry.said.practice
        return Row(
            key=entry.key,
            id=f"task-{entry.key}",
            name=_name(framework, entry.trait, slug, entry.said.measure),
            trait=tr(framework.trait_by_slug[entry.trait].name),
            condition=_strong(tr(framework.condition_by_slug[slug].text)) if slug else "",
            chips=mark_safe(chips),  # noqa: S308  rendered by chips_of
            opened=shown.opened,
            note_key=shown.note_key,
            **{name: values[name] for name in ("measure", *CELLS, "note")},
            **{f"{name}_lines": _lines(values[name], width) for name, width in _WIDTHS.items()},
            statuses=_options(self._statuses, values["status"]),
            practices=self._practices(slug, stored, values["practice"]),
            there="checked" if values["requirement_there"] else "",
            counted="checked" if values["counted"] else "",
            count=count_of(entry.notes),
            notes=notes_html(entry.notes),
            practice=framework.practice_by_slug[stored] if stored else None,
            errors=shown.errors,
        )

    def _rendered(self, row: Row) -> SafeString:
        return render_to_string(ROW, {"line": row, "labels": LABELS})

    def _made_skeleton(self, practice: str) -> Skeleton:
        """A row with this practice, everything else to be filled in."""
        marks = {name: slot_mark(name) for name in _TEXTS}
        of = self.framework.practice_by_slug[practice] if practice else None
        return Skeleton(self._rendered(Row(**marks, note="", practice=of, errors={})))

    def _made_practices(self, condition: str | None, stored: str, chosen: str) -> SafeString:
        offered = _offered(self.framework, condition, stored)
        return _options([("", gettext("不借鉴")), *offered], chosen)


# By framework and language.
_kept: dict[tuple[str, str], PlanRows] = {}


def _plan_rows(framework: Framework) -> PlanRows:
    name = (framework.slug, active_language())
    if name not in _kept or _kept[name].framework is not framework:
        _kept[name] = PlanRows(framework)
    return _kept[name]


def rows_of(
    plan: LoadedPlan,
    tasks: Iterable[Task],
    reached: Outlook,
    typed: Mapping[str, ShownTask],
    ticked: Collection[str],
) -> list[SafeString]:
    """The rows of these tasks as markup; `typed` are those that were sent and not wholly saved,
    `ticked` the keys of those that are counted as done."""
    rows, today = _plan_rows(plan.loaded.framework), localdate()
    found = []
    for task in tasks:
        entry, key = plan.entry_of(task), task.key
        chips = chips_of(plan, task, reached, today)
        if key in typed:
            found.append(rows.typed(entry, typed[key], chips))
        else:
            found.append(rows.stored(entry, task.revision, counted=key in ticked, chips=chips))
    return found


def _lines(text: str, width: int) -> str:
    """How many lines of a text box the text takes, Chinese characters being twice as wide."""
    wide = (sum(1 + (character > "\u2e7f") for character in line) for line in text.split("\n"))
    return str(sum(max(1, -(-each // width)) for each in wide))


def _strong(text: str) -> SafeString:
    return format_html("<strong>{}</strong>", text)


def count_of(notes: Collection[Note]) -> str:
    """How many there are, as it stands behind a heading."""
    return f" ({len(notes)})" if notes else ""


def notes_html(notes: Collection[Note]) -> str:
    """What was noted of a task, as markup."""
    if not notes:
        return ""
    items = format_html_join(
        "",
        '<li data-note="{}"><span class="soft small">{} {}</span>'
        ' <span class="user-text">{}</span></li>',
        ((note.key, note.day.isoformat(), note.author, linebreaksbr(note.text)) for note in notes),
    )
    return format_html('<ul class="plan-notes">{}</ul>', items)


def _options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select, as markup."""
    mark = {chosen: mark_safe(" selected")}
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark.get(value, ""), text) for value, text in pairs),
    )


def practices_for(framework: Framework, task: Task) -> list[tuple[str, str]]:
    """The practices a task may learn from: those that help its condition, all where it has none;
    the chosen one always."""
    condition = task.condition.slug if task.condition else None
    return _offered(framework, condition, task.practice.slug if task.practice else "")


def _offered(framework: Framework, condition: str | None, stored: str) -> list[tuple[str, str]]:
    return [
        (practice.slug, tr(words.practice_title(practice)))
        for practice in framework.practices
        if condition is None
        or condition in (*practice.directly, *practice.indirectly)
        or practice.slug == stored
    ]


def name_of(framework: Framework, task: Task) -> str:
    """What a message calls the task: its condition, else what it says, else its trait."""
    condition = task.condition.slug if task.condition else None
    return _name(framework, task.trait.slug, condition, task.measure)


def _name(framework: Framework, trait: str, condition: str | None, measure: str) -> str:
    if condition:
        return tr(framework.condition_by_slug[condition].text)
    return measure[:20] or tr(framework.trait_by_slug[trait].name)


def chips_of(plan: LoadedPlan, task: Task, reached: Outlook, today: date) -> str:
    """What stands out of a task, as markup."""
    slug = task.condition.slug if task.condition else None
    before = plan.before.get(task.key)
    overdue = is_overdue(task.status, task.due, today)
    spared = tr(words.spared_text(plan.loaded.framework, reached, slug, task.status))
    # What was done about it this year says that it was looked at.
    repeats = (
        before is not None and said_of(before.task) == said_of(task) and task.pk not in plan.notes
    )
    if not (before or overdue or spared):
        return ""
    carried = (before.pk, before.period, before.notes) if before else None
    return _chips(
        get_language(), task.key, tr(words.OVERDUE) if overdue else "", spared, carried, repeats
    )


@lru_cache(MOST_ROWS)
def _chips(
    language: str | None,
    key: str,
    overdue: str,
    spared: str,
    carried: tuple[int, int, int] | None,
    repeats: bool,
) -> str:
    """`carried`: in which assessment, of which year, with how many notes the task stands too."""
    before = dict(zip(("pk", "period", "notes"), carried, strict=True)) if carried else None
    shown = {"key": key, "overdue": overdue, "spared": spared, "before": before, "repeats": repeats}
    return render_to_string(CHIPS, shown)
