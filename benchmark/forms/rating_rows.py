"""Rows of a trait's page, figures and evidence: each kept as far as it is valid.

A row has a key, and its fields are named by it: `figure-<key>-value`. Whatever a page does not name
is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.reference_data import plain
from benchmark.scoring.assessment import YEARS, Evidence, OwnFigure
from benchmark.scoring.figures import units_for, value_problem
from benchmark.scoring.framework import Framework, Indicator, Text, Trait
from benchmark.scoring.text import (
    LINE_LIMIT,
    NAME_LIMIT,
    URL_LIMIT,
    is_visible,
    trimmed,
    visible_or_empty,
)
from benchmark.scoring.typed import TypedNumber
from benchmark.wording import figures as figure_words
from benchmark.wording import labels

from .fields import NumberField, PartialDateField, PlainTextField, YearField, offer

MAX_ROWS = 200
Group = Literal["figure", "evidence"]
_NAME = re.compile(r"(figure|evidence)-([0-9a-f]{8,32})-([a-z]+)", re.ASCII)

# What is typed into a row; the rest of it is chosen or ticked.
FIGURE_TEXTS = ("value", "product", "year")
EVIDENCE_TEXTS = ("title", "source", "date", "url")


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One row of the table of figures, as it is stored or as it was sent."""

    key: str
    indicator: Indicator
    value: str = ""
    about: bool = False
    unit: str = ""
    product: str = ""
    year: str = ""
    gone: bool = False
    errors: dict[str, list[str]] = field(default_factory=dict)
    # What it says as far as it is valid; None where it says nothing.
    said: OwnFigure | None = None

    @property
    def is_empty(self) -> bool:
        return not any(map(visible_or_empty, (self.value, self.product, self.year)))

    @property
    def unfolds(self) -> bool:
        """Whether what is rarely needed says something here."""
        folded = (
            {"unit", "about"} if names_product(self.indicator) else {"unit", "about", "product"}
        )
        said = {"unit": self.unit not in ("", self.indicator.unit), "about": self.about}
        said["product"] = is_visible(self.product)
        return any(said[name] or name in self.errors for name in folded)


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One evidence item that is edited in this page."""

    key: str
    grade: str = ""
    title: str = ""
    source: str = ""
    date: str = ""
    url: str = ""
    conditions: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    gone: bool = False
    errors: dict[str, list[str]] = field(default_factory=dict)
    said: Evidence | None = None

    @property
    def texts(self) -> list[str]:
        """What is typed into it, without what is not visible at the ends."""
        return [trimmed(getattr(self, name)) for name in EVIDENCE_TEXTS]


class RowForm(forms.Form):
    """One row; one that is wholly empty is no row."""

    texts: tuple[str, ...] = ()
    key: str

    gone = forms.BooleanField(required=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed, right or wrong."""
        return not any(visible_or_empty(str(self[name].value() or "")) for name in self.texts)

    @property
    def is_gone(self) -> bool:
        """Whether nothing of it is to be kept: ticked to be deleted, or emptied."""
        return bool(self.data.get(self.add_prefix("gone"))) or self.is_empty

    def messages(self) -> dict[str, list[str]]:
        """What is wrong, by the field's own name."""
        if self.data.get(self.add_prefix("gone")):
            return {}
        return {name: [str(each) for each in found] for name, found in self.errors.items()}

    def sent(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))


class FigureForm(RowForm):
    """One own figure of an indicator."""

    texts = FIGURE_TEXTS

    about = forms.BooleanField(label=labels.QUALIFIER["about"].zh, required=False)
    value = NumberField(label=_("数值"), required=False)
    unit = forms.ChoiceField(
        label=_("单位"),
        required=False,
        error_messages={"invalid_choice": _("所选单位不能换算成这项指标的单位，请重选")},
    )
    # Kept as typed, as a file keeps it: the report in JSON gives it back so.
    product = PlainTextField(
        label=_("产品或口径"), max_length=NAME_LIMIT, required=False, strip=False
    )
    year = YearField(first=YEARS[0], last=YEARS[1], label=_("年份"), required=False)

    def __init__(self, sent: QueryDict, *, indicator: Indicator, key: str) -> None:
        super().__init__(sent, prefix=f"figure-{key}")
        self.indicator, self.key = indicator, key
        cast(NumberField, self.fields["value"]).unit = indicator.unit
        offer(self, unit=unit_choices(indicator))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        number: TypedNumber | None = data.get("value")
        if number is not None and "unit" not in self.errors:
            problem = value_problem(number.value, number.unit or self._unit(data))
            if problem:
                self.add_error("value", in_current_language(problem))
        return data

    def _unit(self, data: Mapping[str, Any]) -> str:
        """The unit that was chosen."""
        return str(data.get("unit") or self.indicator.unit)

    def figure(self) -> OwnFigure | None:
        """The valid part of the row; None where there is nothing to keep.

        A number is kept only with its unit: with another it would say another thing.
        """
        if self.is_gone:
            return None
        self.is_valid()  # fills cleaned_data
        data = self.cleaned_data
        whole = not {"value", "unit"} & set(self.errors)
        number: TypedNumber | None = data.get("value") if whole else None
        about = data.get("about") or (number and number.about)
        return OwnFigure(
            indicator=self.indicator.slug,
            value=number.value if number else None,
            unit=(number and number.unit) or self._unit(data),
            qualifier="about" if about else "exact",
            product=data.get("product", ""),
            year=data.get("year"),
            key=self.key,
        )

    def shown(self) -> ShownFigure:
        return ShownFigure(
            key=self.key,
            indicator=self.indicator,
            value=self.sent("value"),
            about=bool(self.sent("about")),
            unit=self.sent("unit"),
            product=self.sent("product"),
            year=self.sent("year"),
            gone=bool(self.sent("gone")),
            errors=self.messages(),
            said=self.figure(),
        )


class EvidenceForm(RowForm):
    """A titled, dated, sourced item with a type, never preset, and what it proves."""

    texts = EVIDENCE_TEXTS

    title = PlainTextField(label=_("材料名称"), max_length=LINE_LIMIT, required=False)
    grade = forms.TypedChoiceField(
        label=_("材料类型"),
        coerce=int,
        choices=[(str(grade), text.zh) for grade, text in labels.GRADE.items() if grade],
        empty_value=0,  # type: ignore[arg-type]  # the stubs know only text; it may be anything
        required=False,
    )
    source = PlainTextField(label=_("来源"), max_length=LINE_LIMIT, required=False)
    date = PartialDateField(label=_("日期"), max_length=NAME_LIMIT, required=False)
    url = PlainTextField(label=_("网址或文号"), max_length=URL_LIMIT, required=False)

    def __init__(self, sent: QueryDict, *, framework: Framework, key: str) -> None:
        super().__init__(sent, prefix=f"evidence-{key}")
        self.framework, self.key, self.sent_values = framework, key, sent

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_empty and (self.sent("grade") or self.named("conditions")):
            # Without a word it must not carry a level.
            self.add_error("title", gettext("请填写材料名称，只选类型或条件不算佐证"))
        return data

    def named(self, name: Literal["conditions", "indicators"]) -> tuple[str, ...]:
        """The conditions or indicators that were ticked, of any trait, in the framework's order."""
        known = getattr(
            self.framework, "condition_by_slug" if name == "conditions" else "indicator_by_slug"
        )
        ticked = set(self.sent_values.getlist(self.add_prefix(name)))
        return tuple(slug for slug in known if slug in ticked)

    def item(self) -> Evidence | None:
        """The valid part of the row; None where there is nothing to keep."""
        if self.is_gone:
            return None
        self.is_valid()  # fills cleaned_data
        data = self.cleaned_data
        return Evidence(
            grade=data.get("grade", 0),
            title=data.get("title", ""),
            source=data.get("source", ""),
            date=data.get("date", ""),
            url=data.get("url", ""),
            conditions=self.named("conditions"),
            indicators=self.named("indicators"),
            key=self.key,
        )

    def shown(self) -> ShownEvidence:
        return ShownEvidence(
            key=self.key,
            **{name: self.sent(name) for name in ("grade", *EVIDENCE_TEXTS)},
            conditions=frozenset(self.named("conditions")),
            indicators=frozenset(self.named("indicators")),
            gone=bool(self.sent("gone")),
            errors=self.messages(),
            said=self.item(),
        )


def keys_sent(sent: QueryDict, group: Group) -> list[str]:
    """The keys of the rows that were sent, in the page's order."""
    found = (_NAME.fullmatch(name) for name in sent)
    return list(dict.fromkeys(match[2] for match in found if match and match[1] == group))


def figure_forms(sent: QueryDict, trait: Trait) -> list[FigureForm]:
    """A form for each row of figures that names an indicator of the trait."""
    known = trait.indicator_by_slug
    return [
        FigureForm(sent, indicator=known[slug], key=key)
        for key in keys_sent(sent, "figure")[:MAX_ROWS]
        if (slug := sent.get(f"figure-{key}-indicator", "")) in known
    ]


def evidence_forms(sent: QueryDict, framework: Framework) -> list[EvidenceForm]:
    return [
        EvidenceForm(sent, framework=framework, key=key)
        for key in keys_sent(sent, "evidence")[:MAX_ROWS]
    ]


def stored_figure(figure: OwnFigure, indicator: Indicator) -> ShownFigure:
    """A stored figure as its row shows it."""
    return ShownFigure(
        key=figure.key or "",
        indicator=indicator,
        value="" if figure.value is None else format(plain(figure.value), "f"),
        about=figure.qualifier == "about",
        unit=figure.unit,
        product=figure.product,
        year="" if figure.year is None else str(figure.year),
        said=figure,
    )


def stored_item(item: Evidence) -> ShownEvidence:
    """A stored evidence item as its row shows it."""
    return ShownEvidence(
        key=item.key or "",
        grade=str(item.grade) if item.grade else "",
        title=item.title,
        source=item.source,
        date=item.date,
        url=item.url,
        conditions=frozenset(item.conditions),
        indicators=frozenset(item.indicators),
        said=item,
    )


def in_order(trait: Trait, rows: Iterable[ShownFigure], blank: Iterable[str]) -> list[ShownFigure]:
    """The table's rows: indicators in order, each with its rows; with an empty one where it has
    none. `blank` are keys for empty rows, as many as there may be."""
    given, keys = list(rows), iter(blank)
    return [
        row
        for indicator in trait.indicators
        for row in (
            [each for each in given if each.indicator is indicator]
            or [ShownFigure(next(keys), indicator)]
        )
    ]


def names_product(indicator: Indicator) -> bool:
    """Whether a figure of the indicator says little without its product."""
    return indicator.per_product or indicator.compare == "same_product"


def unit_choices(indicator: Indicator) -> list[tuple[str, str]]:
    """Units in which a figure of the indicator may be given, its own first."""
    units: Sequence[str] = units_for(indicator.unit)
    english = [figure_words.unit_text(unit).en for unit in units]
    # 件 and 项, 人 and 名 are one word in English; the Chinese tells them apart.
    named = [
        Text(unit, f"{word} ({unit})" if english.count(word) > 1 else word)
        for unit, word in zip(units, english, strict=True)
    ]
    return [(text.zh, in_current_language(text)) for text in named]
