"""One trait's rating: answer, target, rationale, rows of evidence and of figures.

Whatever is valid is saved, whatever is not stays in the page: `RatingPage.content` is the valid
part of a form that may have errors elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from benchmark.actions.assessments import RatingContent
from benchmark.current_language import in_current_language
from benchmark.models import OwnFigure, Rating
from benchmark.queries.assessments import (
    LoadedAssessment,
    evidence_to_domain,
    figure_to_domain,
)
from benchmark.queries.earlier import EarlierRating
from benchmark.queries.tasks import Problem
from benchmark.questionnaire.assessment_json import PERIODS
from benchmark.reference_data import plain
from benchmark.scoring.framework import Framework, Trait
from benchmark.scoring.levels import MAX_LEVEL
from benchmark.scoring.text import LONG_LIMIT
from benchmark.wording import sentences

from .fields import FieldProblem, PlainTextField, YearField, field_problems, offer
from .rating_rows import (
    MAX_ROWS,
    EvidenceForm,
    EvidenceFormSet,
    FigureForm,
    FigureFormSet,
    RowContent,
    ShownRows,
    repeated_from,
)

if TYPE_CHECKING:
    from .rating_rows import SentRows

LARGEST_REVISION = 2**31 - 1
UNKNOWN = "unknown"
LEVELS = range(1, MAX_LEVEL + 1)
ROW_GROUPS = ("evidence", "figures")
# Fields that nobody types into.
UNSEEN = ("revision", "overwrite", DELETION_FIELD_NAME)


class RatingForm(forms.Form):
    """Answer (a level, 'unknown' or nothing), target and rationale."""

    answer = forms.ChoiceField(label=_("自评等级"), required=False)
    target = forms.TypedChoiceField(
        label=_("目标等级"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("可不填。不填时按佐证等级的上一级计（先发优势按现有等级计）。"),
    )
    target_year = YearField(
        first=PERIODS[0],
        last=PERIODS[1],
        out_of_range=_("请填写今后达到目标的年份（四位数），如 2028"),
        label=_("目标年份"),
        required=False,
        help_text=_("计划达到目标的年份，如 2028。"),
    )
    rationale = PlainTextField(
        label=_("评定理由"),
        max_length=LONG_LIMIT,
        rows=5,
        required=False,
        help_text=_("说明为什么符合所选等级的每一项条件，写明口径（统计范围和算法）和时点。"),
    )
    revision = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_REVISION)
    # The stored revision that the user has seen and chose to overwrite.
    overwrite = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_REVISION)

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [in_current_language(sentences.level(framework, level)) for level in LEVELS]
        levels = [(str(level), name) for level, name in zip(LEVELS, names, strict=True)]
        offer(
            self,
            answer=[("", gettext("未填写")), *levels, (UNKNOWN, gettext("暂未掌握"))],
            target=[("", gettext("未设定")), *levels],
        )


class RatingPage:
    """A trait's page as it is shown, from a stored rating, or as it was sent."""

    def __init__(
        self,
        framework: Framework,
        trait: Trait,
        *,
        stored: Rating,
        more: str = "",
        earlier: EarlierRating | None = None,
    ) -> None:
        """`stored` has its rows loaded. `more` asks for one more empty row of a group. What still
        says the same as `earlier` is marked."""
        self.trait = trait
        self.form = RatingForm(framework=framework, initial=_initial(stored))
        self.rationale_from = repeated_from(earlier, stored.rationale)
        self.evidence_rows = ShownRows(EvidenceForm, trait, "evidence").show_stored(
            _evidence_rows(stored, more, earlier)
        )
        self.figure_rows = ShownRows(FigureForm, trait, "figures").show_stored(
            _figure_rows(trait, stored, more, earlier)
        )


class SentRatingPage:
    """A trait's page as it was sent: what of it can be saved, and what is wrong with the rest."""

    def __init__(
        self, framework: Framework, trait: Trait, *, sent: QueryDict, more: str = ""
    ) -> None:
        self.trait, self.sent = trait, _one_more(sent, more)
        self.form = RatingForm(self.sent, framework=framework)
        given = {"trait": trait}
        self.evidence = EvidenceFormSet(self.sent, prefix="evidence", form_kwargs=given)
        self.figures = FigureFormSet(self.sent, prefix="figures", form_kwargs=given)
        # Needed only where the page is shown again: what still says the same is marked.
        self.earlier: EarlierRating | None = None

    @property
    def rationale_from(self) -> int | None:
        return repeated_from(self.earlier, self.form.cleaned_data.get("rationale", ""))

    @property
    def evidence_rows(self) -> ShownRows:
        rows = ShownRows(EvidenceForm, self.trait, "evidence")
        return rows.show_sent(self.evidence, self.earlier)

    @property
    def figure_rows(self) -> ShownRows:
        rows = ShownRows(FigureForm, self.trait, "figures")
        return rows.show_sent(self.figures, self.earlier)

    @property
    def is_valid(self) -> bool:
        return all(part.is_valid() for part in (self.form, self.evidence, self.figures))

    @property
    def revision(self) -> int:
        """The revision that may be written over; -1, which none has, where it is not known."""
        self.form.is_valid()
        data = self.form.cleaned_data
        known = [data[name] for name in ("overwrite", "revision") if data.get(name) is not None]
        return known[0] if known else -1

    def content(self, stored: Rating) -> RatingContent:
        """What can be saved: valid fields as sent, the others as they are stored."""
        self.is_valid  # noqa: B018  fills cleaned_data of every part
        data = {name: self._value(name, stored) for name in ("target", "target_year", "rationale")}
        state, claim = self._answer(stored)
        return RatingContent(
            state=state,
            claim=claim,
            **data,
            # Rows that were sent replace those stored only where all of them arrived.
            evidence=None
            if self.evidence.non_form_errors()
            else tuple(item for form in self.evidence if (item := form.item())),
            figures=None
            if self.figures.non_form_errors()
            else tuple(row for form in self.figures if (row := form.row())),
        )

    def errors(self) -> dict[str, list[str]]:
        """Messages by the name of their field in the page."""
        found: dict[str, list[str]] = {}
        rows = [row for row in (*self.evidence, *self.figures) if not row.deleted]
        for form in (self.form, *rows):
            for name, messages in form.errors.items():
                found[form.add_prefix(name)] = [str(message) for message in messages]
        for group, _title, formset in self._groups():
            if formset.non_form_errors():
                found[group] = [str(error) for error in formset.non_form_errors()]
        return found

    def problems(self) -> list[FieldProblem]:
        """The same as lines of an error summary."""
        lines = field_problems(self.form)
        names = {"evidence": gettext("佐证材料"), "figures": gettext("指标数据")}
        for group, title, formset in self._groups():
            for error in formset.non_form_errors():
                lines.append(FieldProblem(f"#{group}", f"{names[group]} {error}"))
            for number, row in enumerate(formset, start=1):
                lines += [
                    FieldProblem(problem.url, f"{title} {number} {problem.text}")
                    for problem in field_problems(row)
                    if not row.deleted
                ]
        return lines

    def typed(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Everything that was typed, right or wrong, to be read: groups of label and text."""
        parts: list[tuple[str, forms.BaseForm]] = [("", self.form)]
        for _group, title, formset in self._groups():
            parts += [
                (f"{title} {number}", row)
                for number, row in enumerate(formset, start=1)
                if not row.is_empty
            ]
        return [(title, lines) for title, form in parts if (lines := _lines(form))]

    def _groups(self) -> list[tuple[str, str, SentRows]]:
        """Each group of rows: its name in the page, what one of its rows is called, the rows."""
        return [
            ("evidence", gettext("佐证材料"), self.evidence),
            ("figures", pgettext("one", "指标数据"), self.figures),
        ]

    def _value(self, name: str, stored: Rating) -> Any:
        usable = name in self.sent and name in self.form.cleaned_data
        return self.form.cleaned_data[name] if usable else getattr(stored, name)

    def _answer(self, stored: Rating) -> tuple[str, int | None]:
        if "answer" not in self.sent or "answer" in self.form.errors:
            return stored.state, stored.claim
        answer = self.form.cleaned_data["answer"]
        if answer == UNKNOWN:
            return Rating.State.UNKNOWN, None
        return (Rating.State.RATED, int(answer)) if answer else (Rating.State.UNANSWERED, None)


def _lines(form: forms.BaseForm) -> list[tuple[str, str]]:
    shown = (field for field in form if field.name not in UNSEEN)
    texts = [(str(field.label), _as_shown(field)) for field in shown]
    return [(label, text) for label, text in texts if text.strip()]


def _as_shown(field: forms.BoundField) -> str:
    sent = str(field.value() or "")
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(sent, sent)) if sent else ""


def figure_order(trait: Trait, stored: Sequence[str]) -> list[tuple[str, int | None]]:
    """The page's rows of figures: indicators in order, each with its stored rows (as indexes of
    `stored`, the indicators of the stored rows) or, where it has none, one empty row."""
    order: list[tuple[str, int | None]] = []
    for indicator in trait.indicators:
        own = [index for index, slug in enumerate(stored) if slug == indicator.slug]
        order += [(indicator.slug, index) for index in own] or [(indicator.slug, None)]
    return order


def field_url(loaded: LoadedAssessment, problem: Problem) -> str:
    """The address of the field that a problem is about."""
    page = reverse("rating", args=[loaded.row.pk, problem.trait.slug])
    return f"{page}#{_field_id(loaded, problem)}"


def row_number(loaded: LoadedAssessment, problem: Problem) -> int | None:
    """Which row of the page a problem is about, counted from 1; None where it is about no row."""
    if problem.row is None or not problem.about_figure:
        return None if problem.row is None else problem.row + 1
    stored = [slug for slug, _ in loaded.figure_rows[problem.trait.slug]]
    return [index for _, index in figure_order(problem.trait, stored)].index(problem.row) + 1


def _field_id(loaded: LoadedAssessment, problem: Problem) -> str:
    if problem.field in ("state", "claim"):
        return "id_answer"
    number = row_number(loaded, problem)
    if number is None:
        return problem.field if problem.field in ROW_GROUPS else f"id_{problem.field}"
    group = "figures" if problem.about_figure else "evidence"
    return f"id_{group}-{number - 1}-{problem.field}"


def _one_more(sent: QueryDict, group: str) -> QueryDict:
    """What was sent, with one more empty row where a group asks for it."""
    if group not in ROW_GROUPS:
        return sent
    copy = sent.copy()
    total = copy.get(f"{group}-TOTAL_FORMS", "")
    if total.isdecimal() and len(total) <= len(str(MAX_ROWS)) and int(total) < MAX_ROWS:
        copy[f"{group}-TOTAL_FORMS"] = str(int(total) + 1)
    return copy


def _initial(rating: Rating) -> dict[str, Any]:
    answers = {
        Rating.State.RATED: str(rating.claim),
        Rating.State.UNKNOWN: UNKNOWN,
        Rating.State.UNANSWERED: "",
    }
    return {
        "answer": answers[Rating.State(rating.state)],
        "target": rating.target,
        "target_year": rating.target_year,
        "rationale": rating.rationale,
        "revision": rating.revision,
    }


def _evidence_rows(rating: Rating, more: str, earlier: EarlierRating | None) -> list[RowContent]:
    rows = [
        RowContent(
            {
                "grade": item.grade,
                "title": item.title,
                "source": item.source,
                "date": item.date,
                "url": item.url,
            },
            repeated_from(earlier, evidence_to_domain(item)),
        )
        for item in rating.evidence.all()
    ]
    return [*rows, RowContent({})] if more == "evidence" or not rows else rows


def _figure_rows(
    trait: Trait, rating: Rating, more: str, earlier: EarlierRating | None
) -> list[RowContent]:
    stored = list(rating.figures.all())
    order = figure_order(trait, [row.indicator.slug for row in stored])
    rows = [
        RowContent({"indicator": slug})
        if index is None
        else RowContent(
            _figure_values(stored[index]),
            repeated_from(earlier, figure_to_domain(stored[index])),
        )
        for slug, index in order
    ]
    return [*rows, RowContent({})] if more == "figures" else rows


def _figure_values(row: OwnFigure) -> dict[str, Any]:
    return {
        "indicator": row.indicator.slug,
        "qualifier": row.qualifier,
        "value": None if row.value is None else format(plain(row.value), "f"),
        "unit": row.unit,
        "product": row.product,
        "year": row.year,
    }
