"""One trait's page as it is filled in: answers, target, rows of figures and of evidence.

Whatever is valid is saved, whatever is not stays in the page: `SentPage.change` is the valid part
of a form that may have errors elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benchmark.actions.changes import RatingChange, new_key
from benchmark.current_language import in_current_language
from benchmark.scoring.assessment import ANSWERS, TARGETS, YEARS, Answer, Evidence, Rating
from benchmark.scoring.framework import Condition, Framework, Trait
from benchmark.scoring.text import LONG_LIMIT, is_visible
from benchmark.wording import labels

from .fields import FieldProblem, PlainTextField, YearField, field_problems
from .rating_rows import (
    EvidenceForm,
    FigureForm,
    RowForm,
    ShownEvidence,
    ShownFigure,
    evidence_forms,
    figure_forms,
    in_order,
    stored_figure,
    stored_item,
)

LARGEST_REVISION = 2**31 - 1
TARGET_LEVELS = range(TARGETS[0], TARGETS[1] + 1)
# What a button may ask for one more row of, besides an indicator's slug.
EVIDENCE = "evidence"


class TraitForm(forms.Form):
    """What is said of the trait as a whole. Revisions are counted by saves."""

    not_known = forms.BooleanField(label=_("这项特征暂未掌握"), required=False)
    target = forms.TypedChoiceField(
        label=_("目标等级"),
        coerce=int,
        choices=[
            ("", ""),
            *((str(level), str(level)) for level in range(TARGETS[0], TARGETS[1] + 1)),
        ],
        empty_value=None,
        required=False,
    )
    target_year = YearField(
        first=YEARS[0],
        last=YEARS[1],
        out_of_range=_("请填写今后达到目标的年份（四位数），如 2028"),
        label=_("目标年份"),
        required=False,
    )
    rationale = PlainTextField(label=_("说明"), max_length=LONG_LIMIT, rows=3, required=False)
    revision = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_REVISION)
    # The stored revision that the user has seen and chose to overwrite.
    overwrite = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_REVISION)


@dataclass(frozen=True)
class ShownPage:
    """The fields of a trait's page as they stand: stored, or as they were sent with what is wrong.

    `answers` by condition, '' for none. `errors` by the name of the field in the page.
    """

    answers: Mapping[str, str]
    not_known: bool
    target: str
    target_year: str
    rationale: str
    figures: list[ShownFigure]
    evidence: list[ShownEvidence]
    errors: dict[str, list[str]] = field(default_factory=dict)


def stored_page(
    trait: Trait, rating: Rating, evidence: Iterable[Evidence], more: str = ""
) -> ShownPage:
    """The page of a stored rating; `evidence` are the items edited here.

    `more` asks for one more empty row: of evidence, or of the indicator of that slug.
    """
    figures = [
        stored_figure(figure, trait.indicator_by_slug[figure.indicator])
        for figure in rating.figures
    ]
    return ShownPage(
        answers=dict(rating.answers),
        not_known=rating.not_known,
        target=str(rating.target or ""),
        target_year=str(rating.target_year or ""),
        rationale=rating.rationale,
        figures=_figure_rows(trait, figures, more),
        evidence=_evidence_rows([stored_item(item) for item in evidence], more),
    )


class SentPage:
    """A trait's page as it was sent: what of it can be saved, and what is wrong with the rest."""

    def __init__(self, framework: Framework, trait: Trait, sent: QueryDict) -> None:
        self.framework, self.trait, self.sent = framework, trait, sent
        self.form = TraitForm(sent)
        self.figures = figure_forms(sent, trait)
        self.evidence = evidence_forms(sent, framework)
        # What a button answers for the user: conditions and their new answers.
        self.answered: dict[str, Answer] = {}
        self.form.is_valid()
        self._check_not_known()

    @property
    def is_valid(self) -> bool:
        return not self.errors()

    @property
    def revision(self) -> int:
        """The revision that may be written over; -1, which none has, where it is not known."""
        data = self.form.cleaned_data
        known = [data[name] for name in ("overwrite", "revision") if data.get(name) is not None]
        return known[0] if known else -1

    @property
    def overwrites(self) -> bool:
        return self.form.cleaned_data.get("overwrite") is not None

    def change(self, stored: Rating) -> RatingChange:
        """What can be saved: valid fields as sent, the others as they are stored."""
        figures = [row for form in self.figures if (row := form.figure())]
        answers = self._answers() | self.answered
        # A figure overrides what was answered by hand.
        given = {row.indicator for row in figures if row.value is not None}
        for condition in self.trait.conditions:
            if condition.indicator in given:
                answers[condition.slug] = None
        items = [item for form in self.evidence if (item := form.item())]
        said = given or self._says_something(answers)
        return RatingChange(
            not_known=bool(self._value("not_known", stored)) and not said,
            target=self._value("target", stored),
            target_year=self._value("target_year", stored),
            rationale=self._value("rationale", stored),
            answers=answers,
            figures=tuple(figures),
            gone_figures=tuple(form.key for form in self.figures if form.is_gone),
            evidence=tuple(items),
            gone_evidence=tuple(form.key for form in self.evidence if form.is_gone),
        )

    def errors(self) -> dict[str, list[str]]:
        """Messages by the name of their field in the page."""
        found = {
            name: [str(message) for message in messages]
            for name, messages in self.form.errors.items()
        }
        for condition in self.trait.conditions:
            if self._is_wrong(condition):
                found[f"answer-{condition.slug}"] = [gettext("请从所列回答中选择")]
        for form in (*self.figures, *self.evidence):
            for name, messages in form.messages().items():
                found[form.add_prefix(name)] = messages
        return found

    def problems(self) -> list[FieldProblem]:
        """The same as lines of an error summary."""
        lines = [
            FieldProblem(
                f"#id_answer-{condition.slug}",
                gettext("{label}：{error}").format(
                    label=in_current_language(condition.text), error=gettext("请从所列回答中选择")
                ),
            )
            for condition in self.trait.conditions
            if self._is_wrong(condition)
        ]
        for row in self.figures:
            lines += _row_problems(in_current_language(row.indicator.name), row)
        for number, item in enumerate(self.evidence, start=1):
            lines += _row_problems(f"{gettext('佐证材料')} {number}", item)
        return lines + field_problems(self.form)

    def shown(self, stored: ShownPage, more: str = "") -> ShownPage:
        """The page as it was typed; what it does not name as `stored`."""
        sent = self.sent
        whole = "target" in sent  # a page names everything it has
        return ShownPage(
            answers={
                slug: sent.get(f"answer-{slug}", stored.answers.get(slug, ""))
                for slug in self.trait.condition_by_slug
            },
            not_known=bool(sent.get("not_known")),
            target=sent.get("target", stored.target),
            target_year=sent.get("target_year", stored.target_year),
            rationale=sent.get("rationale", stored.rationale),
            figures=_figure_rows(self.trait, [form.shown() for form in self.figures], more)
            if whole
            else stored.figures,
            evidence=_evidence_rows([form.shown() for form in self.evidence], more),
            errors=self.errors(),
        )

    def typed(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Everything that was typed, right or wrong, to be read: groups of label and text."""
        answers = [
            (in_current_language(condition.text), in_current_language(labels.ANSWER[answer]))
            for condition in self.trait.conditions
            if (answer := self._answers().get(condition.slug)) is not None
        ]
        rows: list[tuple[str, RowForm]] = [
            (in_current_language(form.indicator.name), form) for form in self.figures
        ]
        rows += [
            (f"{gettext('佐证材料')} {number}", form)
            for number, form in enumerate(self.evidence, start=1)
        ]
        groups = [
            ("", answers),
            *((title, _lines(form, form.texts)) for title, form in rows),
            ("", _lines(self.form, ("target", "target_year", "rationale"))),
        ]
        return [(title, lines) for title, lines in groups if lines]

    def _answers(self) -> dict[str, Answer | None]:
        """The valid answers that were sent, None where one is taken back."""
        return {
            condition.slug: cast("Answer | None", self.sent[f"answer-{condition.slug}"] or None)
            for condition in self.trait.conditions
            if f"answer-{condition.slug}" in self.sent and not self._is_wrong(condition)
        }

    def _is_wrong(self, condition: Condition) -> bool:
        answer = self.sent.get(f"answer-{condition.slug}", "")
        by_figure_only = condition.kind == "figure" and answer == "met"
        return answer not in ("", *ANSWERS) or by_figure_only

    def _check_not_known(self) -> None:
        given = any((row := form.figure()) and row.value is not None for form in self.figures)
        said = given or self._says_something(self._answers())
        if self.form.cleaned_data.get("not_known") and (
            said or self.form.cleaned_data.get("target")
        ):
            self.form.add_error(
                "not_known",
                gettext("已有数据、回答或目标，不再按“暂未掌握”处理；要这样标注，请先清空"),
            )

    @staticmethod
    def _says_something(answers: Mapping[str, Answer | None]) -> bool:
        return any(answer in ("met", "not_met") for answer in answers.values())

    def _value(self, name: str, stored: Rating) -> Any:
        # A box that is not ticked is not sent: a page that names its target is whole.
        sent = name in self.sent or (name == "not_known" and "target" in self.sent)
        if name == "not_known" and "not_known" in self.form.errors:
            return False
        usable = sent and name in self.form.cleaned_data
        return self.form.cleaned_data[name] if usable else getattr(stored, name)


def _figure_rows(trait: Trait, given: list[ShownFigure], more: str) -> list[ShownFigure]:
    asked = [ShownFigure(new_key(), i) for i in trait.indicators if i.slug == more]
    return in_order(trait, [*given, *asked], (new_key() for _ in trait.indicators))


def _evidence_rows(given: list[ShownEvidence], more: str) -> list[ShownEvidence]:
    return [*given, ShownEvidence(new_key())] if more == EVIDENCE else given


def _row_problems(title: str, form: FigureForm | EvidenceForm) -> list[FieldProblem]:
    return [
        FieldProblem(
            f"#id_{form.add_prefix(name)}",
            gettext("{label}：{error}").format(
                label=f"{title} {form.fields[name].label}", error=message
            ),
        )
        for name, messages in form.messages().items()
        for message in messages
    ]


def _lines(form: forms.BaseForm, names: Iterable[str]) -> list[tuple[str, str]]:
    texts = [(str(form[name].label), str(form[name].value() or "")) for name in names]
    return [(label, text) for label, text in texts if is_visible(text)]
