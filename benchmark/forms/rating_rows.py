"""Rows of a trait's page: evidence and figures, each kept as far as it is valid."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet, formset_factory
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from benchmark.actions.assessments import FigureRow
from benchmark.current_language import in_current_language
from benchmark.models import Evidence
from benchmark.queries.earlier import EarlierRating
from benchmark.questionnaire.assessment_json import FIGURE_YEARS, value_problem
from benchmark.scoring import assessment as domain
from benchmark.scoring.figures import units_for
from benchmark.scoring.framework import QUALIFIERS, Indicator, Qualifier, Text, Trait
from benchmark.scoring.text import LINE_LIMIT, NAME_LIMIT, URL_LIMIT
from benchmark.wording import figures as figure_words
from benchmark.wording import labels

from .fields import NumberField, PartialDateField, PlainTextField, YearField, offer

MAX_ROWS = 200


class RowForm(forms.Form):
    """One row of evidence or figures; a row that is wholly empty is no row."""

    text_fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, trait: Trait, **kwargs: Any) -> None:
        # Rows are told apart by what is typed, not by what differs from the page's defaults.
        super().__init__(*args, **kwargs)
        self.empty_permitted = False
        self.trait = trait

    @property
    def deleted(self) -> bool:
        return bool(self.cleaned_data.get(DELETION_FIELD_NAME))

    @property
    def has_text(self) -> bool:
        """Whether anything valid was typed into the row's free fields."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in self.text_fields)

    @property
    def marked_deleted(self) -> bool:
        """Whether the box 'delete this row' was sent."""
        return self.is_bound and bool(self.data.get(self.add_prefix(DELETION_FIELD_NAME)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was typed, right or wrong."""
        return not any(str(self[name].value() or "").strip() for name in self.text_fields)

    def item(self) -> domain.Evidence | domain.OwnFigure | None:
        """The row as scoring reads it; None where it says nothing that can be kept."""
        raise NotImplementedError


class EvidenceForm(RowForm):
    """A titled, dated, sourced item with a grade."""

    text_fields = ("title", "source", "date", "url")

    grade = forms.TypedChoiceField(
        label=_("佐证类型"),
        coerce=int,
        choices=[(str(grade), label) for grade, label in Evidence.Grade.choices],
        empty_value=1,  # type: ignore[arg-type]  # the stubs know only text; it may be anything
        initial=1,
        required=False,
    )
    title = PlainTextField(label=_("材料名称"), max_length=LINE_LIMIT, required=False)
    source = PlainTextField(label=_("来源"), max_length=LINE_LIMIT, required=False)
    date = PartialDateField(label=_("日期"), max_length=NAME_LIMIT, required=False)
    url = PlainTextField(label=_("网址"), max_length=URL_LIMIT, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_empty and data.get("grade", 1) != 1:
            # A grade alone is no evidence and must not carry a level.
            self.add_error("title", gettext("请填写材料名称，只选类型不算佐证"))
        return data

    def item(self) -> domain.Evidence | None:
        """The valid part of the row; None where there is nothing to keep."""
        if self.deleted or not self.has_text:
            return None
        data = self.cleaned_data
        return domain.Evidence(
            grade=data.get("grade", 1),
            title=data.get("title", ""),
            source=data.get("source", ""),
            date=data.get("date", ""),
            url=data.get("url", ""),
        )


class FigureForm(RowForm):
    """One own figure of an indicator of the trait."""

    text_fields = ("value", "product", "year")

    indicator = forms.ChoiceField(label=pgettext_lazy("one", "指标"), required=False)
    qualifier = forms.ChoiceField(label=_("限定词"), required=False, initial="exact")
    value = NumberField(label=_("数值"), required=False)
    unit = forms.ChoiceField(
        label=_("单位"),
        required=False,
        error_messages={"invalid_choice": _("所选单位不能换算成这项指标的单位，请重选")},
    )
    product = PlainTextField(label=_("产品或口径"), max_length=NAME_LIMIT, required=False)
    year = YearField(
        first=FIGURE_YEARS[0], last=FIGURE_YEARS[1], label=_("数据年份"), required=False
    )

    def __init__(self, *args: Any, trait: Trait, **kwargs: Any) -> None:
        super().__init__(*args, trait=trait, **kwargs)
        indicators = {item.slug: item for item in trait.indicators}
        names = [(slug, in_current_language(item.name)) for slug, item in indicators.items()]
        offer(
            self,
            indicator=[("", gettext("请选择指标")), *names],
            qualifier=[(word, in_current_language(labels.QUALIFIER[word])) for word in QUALIFIERS],
        )
        self.chosen_indicator = indicators.get(str(self["indicator"].value() or ""))
        offer(
            self,
            unit=_unit_choices([self.chosen_indicator])
            if self.chosen_indicator
            else [("", "—"), *_unit_choices(trait.indicators)],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_empty or self.deleted:
            return data
        if not data.get("indicator") and "indicator" not in self.errors:
            self.add_error("indicator", gettext("请选择这个数据是哪项指标"))
        value = data.get("value")
        if (
            self.chosen_indicator
            and value is not None
            and not {"unit", "qualifier"} & set(self.errors)
        ):
            problem = value_problem(self._figure(self.chosen_indicator, value))
            if problem:
                self.add_error("value", in_current_language(problem))
        return data

    def item(self) -> domain.OwnFigure | None:
        """The row as scoring reads it; None where it holds no whole figure."""
        row = self.row()
        if row is None or row.value is None or self.chosen_indicator is None:
            return None
        return replace(
            self._figure(self.chosen_indicator, row.value),
            product=row.product or None,
            year=row.year,
        )

    def row(self) -> FigureRow | None:
        """The valid part of the row; None where there is nothing to keep.

        A number is kept only with its unit and qualifier: with others it would say another thing.
        """
        indicator = self.chosen_indicator
        if self.deleted or indicator is None or "indicator" in self.errors or not self.has_text:
            return None
        data = self.cleaned_data
        whole = not {"value", "unit", "qualifier"} & set(self.errors)
        value = data.get("value") if whole else None
        return FigureRow(
            indicator=indicator.slug,
            value=value,
            qualifier=data.get("qualifier") or "exact",
            unit=data.get("unit") or indicator.unit,
            product=data.get("product", ""),
            year=data.get("year"),
        )

    def _figure(self, indicator: Indicator, value: Decimal) -> domain.OwnFigure:
        qualifier: Qualifier = self.cleaned_data.get("qualifier") or "exact"
        unit = self.cleaned_data.get("unit") or indicator.unit
        return domain.OwnFigure(indicator.slug, value, unit, qualifier)


R = TypeVar("R", bound=RowForm)

# At run time Django's class takes no type arguments.
if TYPE_CHECKING:
    AnyFormSet = BaseFormSet[Any]
    SentRows = BaseFormSet[EvidenceForm] | BaseFormSet[FigureForm]
else:
    AnyFormSet = BaseFormSet


class RowFormSet(AnyFormSet):
    """Rows with their own words for what can go wrong with the whole group."""

    default_error_messages = {
        "missing_management_form": _("这一组没有收到完整，已保存的内容没有改动。请刷新后再填。"),
        "too_many_forms": _("一项特征最多%(num)d条。"),
    }


def _formset_of(row: type[R]) -> type[BaseFormSet[R]]:
    return formset_factory(
        row,
        formset=RowFormSet,
        extra=0,
        can_delete=True,
        max_num=MAX_ROWS,
        absolute_max=MAX_ROWS,
    )


EvidenceFormSet = _formset_of(EvidenceForm)
FigureFormSet = _formset_of(FigureForm)


@dataclass(frozen=True, slots=True)
class RowContent:
    """What a row says, by field, and the year of the assessment before where it said so too."""

    initial: dict[str, Any] = field(default_factory=dict)
    repeated_from: int | None = None


def repeated_from(
    earlier: EarlierRating | None, part: str | domain.Evidence | domain.OwnFigure | None
) -> int | None:
    """The year of the assessment before, where it says the same; None where it is up to date."""
    return earlier.period if earlier and earlier.repeats(part) else None


class ShownRow:
    """One row as the page shows it.

    The same content always looks the same: its markup is kept under `content`, and the form is
    made only where it is not at hand. A row as it was sent has none: it may have errors.
    """

    def __init__(
        self,
        number: int,
        make: Callable[[], RowForm],
        content: str = "",
        repeated_from: int | None = None,
    ) -> None:
        self.number, self.content, self._make = number, content, make
        self.repeated_from = repeated_from

    @cached_property
    def form(self) -> RowForm:
        return self._make()


class ShownRows:
    """A group of rows with what adding more needs: the count and a row to copy."""

    def __init__(self, form_class: type[RowForm], trait: Trait, prefix: str) -> None:
        self.form_class, self.trait, self.prefix = form_class, trait, prefix
        self.rows: list[ShownRow] = []
        self.errors: list[str] = []

    def show_stored(self, rows: Iterable[RowContent]) -> ShownRows:
        """Rows that are stored or offered."""
        for index, row in enumerate(rows):
            make = partial(self._form, index, row.initial)
            content = json.dumps([self.prefix, row.initial, row.repeated_from])
            self.rows.append(ShownRow(index + 1, make, content, row.repeated_from))
        return self

    def show_sent(self, formset: SentRows, earlier: EarlierRating | None) -> ShownRows:
        """Rows as they were sent, with what is wrong."""
        self.errors = [str(error) for error in formset.non_form_errors()]
        for index, form in enumerate(formset):
            year = repeated_from(earlier, form.item())
            self.rows.append(ShownRow(index + 1, partial(_same, form), repeated_from=year))
        return self

    @property
    def units(self) -> str:
        """For the script that offers the units of a chosen indicator: JSON, slug to choices."""
        return json.dumps({item.slug: _unit_choices([item]) for item in self.trait.indicators})

    @cached_property
    def blank(self) -> RowForm:
        """The row that a script copies."""
        return self._form("__prefix__", {})

    def _form(self, index: int | str, initial: dict[str, Any]) -> RowForm:
        return self.form_class(trait=self.trait, prefix=f"{self.prefix}-{index}", initial=initial)


def _same(form: RowForm) -> RowForm:
    return form


def _unit_choices(indicators: Sequence[Indicator]) -> list[tuple[str, str]]:
    units = dict.fromkeys(unit for item in indicators for unit in units_for(item.unit))
    english = [figure_words.unit_text(unit).en for unit in units]
    # 件 and 项, 人 and 名 are one word in English; the Chinese tells them apart.
    labels = [
        Text(unit, f"{word} ({unit})" if english.count(word) > 1 else word)
        for unit, word in zip(units, english, strict=True)
    ]
    return [(label.zh, in_current_language(label)) for label in labels]
