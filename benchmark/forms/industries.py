"""A local industry's own data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.scoring.framework import OTHER_SECTOR, Framework, Text
from benchmark.scoring.text import LONG_LIMIT, NAME_LIMIT

from .fields import PlainTextField, ask_by_name, offer, page_helper

OTHER_SECTOR_NAME = Text(zh="其他领域", en="Another field")


def sector_choices(framework: Framework) -> list[tuple[str, str]]:
    """The five fields of the bulletin and 其他领域, in the current language."""
    named = [(sector.slug, in_current_language(sector.name)) for sector in framework.sectors]
    return [*named, (OTHER_SECTOR, in_current_language(OTHER_SECTOR_NAME))]


def sector_name(framework: Framework, slug: str) -> str:
    """The field's name in the current language."""
    return dict(sector_choices(framework)).get(slug, slug)


class IndustryFields(forms.Form):
    """Names, place, field and description of an industry."""

    name = PlainTextField(
        label=_("产业名称"),
        max_length=NAME_LIMIT,
        help_text=_("按本地产业链的通用名称填写，例如“智能电力装备”。"),
    )
    name_en = PlainTextField(
        label=_("产业英文名称（可不填）"),
        max_length=NAME_LIMIT,
        required=False,
        help_text=_("英文报告中使用。"),
    )
    place = PlainTextField(
        label=_("所在地"), max_length=NAME_LIMIT, help_text=_("例如“许昌市”，或所属县（市、区）。")
    )
    sector = forms.ChoiceField(
        label=_("领域"),
        help_text=_(
            "参阅材料的五个领域之一；都不符合的选“其他领域”。用于建议比较对象和排列经验做法。"
        ),
    )
    description = PlainTextField(
        label=_("产业简介（可不填）"), max_length=LONG_LIMIT, rows=4, required=False
    )

    field_order = ["name", "place", "sector", "description", "name_en"]

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        blank = ("", in_current_language(Text(zh="请选择", en="Please choose")))
        offer(self, sector=[blank, *sector_choices(framework)])
        ask_by_name(self)
        self.helper = page_helper()
