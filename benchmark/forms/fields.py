"""Fields that keep what was typed, or say by name why it cannot be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.questionnaire.storable import stored_problem
from benchmark.scoring.dates import normal_date
from benchmark.scoring.text import NAME_LIMIT, clean_newlines, text_problem, visible_or_empty
from benchmark.scoring.typed import TypedNumber, UnclearError, typed_number, typed_year

# What decoding leaves where the bytes sent were no text: keeping it would falsify the input.
_UNDECODABLE = "\ufffd"
FIRST_YEAR, LAST_YEAR = 1800, 2100
# Codes of messages that need no label before them in an error summary.
WHOLE = "whole"
WHOLE_CODES = ("required", WHOLE)


class PlainTextField(forms.CharField):
    """Text that can be stored faithfully everywhere; anything else is refused. Where nothing of it
    is visible it is empty.

    `rows` makes it several lines; then spaces at its ends are kept as typed too, as with `strip`
    False. There is no maxlength in the page: a browser would cut off what is pasted without saying
    so.
    """

    def __init__(
        self,
        *,
        max_length: int = NAME_LIMIT,
        rows: int = 0,
        autocomplete: str = "off",
        **kwargs: Any,
    ) -> None:
        self.limit, self.several_lines = max_length, rows > 0
        attributes = {"autocomplete": autocomplete}
        kwargs.setdefault(
            "widget",
            forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs=attributes),
        )
        kwargs.setdefault("strip", not rows)
        super().__init__(**kwargs)
        # Length, NUL and the rest are judged by one rule, the same as for files.
        self.validators = []

    def to_python(self, value: Any) -> str:
        return visible_or_empty(clean_newlines(super().to_python(value) or ""))

    def validate(self, value: str) -> None:
        super().validate(value)
        problem = text_problem(value, self.limit, single_line=not self.several_lines)
        if problem:
            raise ValidationError(in_current_language(problem), code="text")
        if _UNDECODABLE in value:
            raise ValidationError(
                gettext("含有无法识别的字符，请重新输入或换一种方式粘贴"), code="text"
            )


class PartialDateField(PlainTextField):
    """A year, a month or a day in any usual way of writing; kept as 2025, 2025-03, 2025-03-18."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        normal = normal_date(text)
        if normal is None:
            raise ValidationError(
                _("看不懂这个日期，请写成 2025、2025-03 或 2025-03-18"), code="date"
            )
        return normal


class YearField(forms.IntegerField):
    """A calendar year as offices type it: 2025, 2025年度, 二〇二五年.

    `out_of_range` is said instead of the bounds, where these are not what is meant.
    """

    default_error_messages = {"invalid": _("请填写四位数的年份，如 2025")}

    def __init__(
        self,
        *,
        first: int = FIRST_YEAR,
        last: int = LAST_YEAR,
        out_of_range: Any = "",
        **kwargs: Any,
    ) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)
        self.validators += [
            MinValueValidator(first, out_of_range or _("年份应不早于%(limit_value)s年")),
            MaxValueValidator(last, out_of_range or _("年份应不晚于%(limit_value)s年")),
        ]

    def to_python(self, value: Any) -> int | None:
        try:
            return typed_year("" if value is None else str(value))
        except UnclearError as unclear:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from unclear


def offer(form: forms.BaseForm, **choices: Sequence[tuple[str, str]]) -> None:
    """Sets what can be chosen, by the name of the field. Raises TypeError for one without
    choices."""
    for name, offered in choices.items():
        field = form.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} has no choices")
        field.choices = offered


def ask_by_name(form: forms.BaseForm) -> None:
    """Says what is missing by its label: 请填写产业名称, not 'this field'."""
    for field in form.fields.values():
        chosen = isinstance(field, forms.ChoiceField)
        asked = gettext("请选择{label}。") if chosen else gettext("请填写{label}。")
        field.error_messages["required"] = asked.format(label=field.label)


def page_helper(*layout: object) -> FormHelper:
    """Crispy settings of every form: the page writes form tag, token and buttons itself."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if layout:
        helper.layout = Layout(*layout)
    return helper


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One line of an error summary: what is wrong, and the address of its field."""

    url: str
    text: str


def field_problems(*forms_shown: forms.BaseForm) -> list[FieldProblem]:
    """Every error of these forms, in the order of their fields, each with its field's address."""
    return [problem for form in forms_shown for problem in _problems_of(form)]


def _problems_of(form: forms.BaseForm) -> Iterator[FieldProblem]:
    for error in form.non_field_errors():
        yield FieldProblem("", str(error))
    for field in form:
        # A group of radio buttons or checkboxes has no field of that id; its fieldset has.
        address = field.id_for_label or field.auto_id
        for problem, error in zip(field.errors.as_data(), field.errors, strict=True):
            named = gettext("{label}：{error}").format(label=field.label, error=error)
            yield FieldProblem(f"#{address}", str(error) if problem.code in WHOLE_CODES else named)


class NumberField(forms.CharField):
    """A number of at least zero, as offices type it: 约612亿元. Its value is a TypedNumber, None
    where nothing is said. `unit` is the indicator's, which the form sets."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)
        self.unit = ""

    def clean(self, value: Any) -> TypedNumber | None:
        try:
            found = typed_number(super().clean(value), self.unit)
        except UnclearError as unclear:
            raise ValidationError(in_current_language(unclear.message), code="number") from unclear
        problem = stored_problem(found.value) if found else None
        if problem:
            raise ValidationError(in_current_language(problem), code="number")
        return found
