"""What is assessed, by one name in page, document and file."""

from __future__ import annotations

import re
from typing import Protocol

from benchmark.scoring.framework import Text

# A name that already says what kind of thing it is takes no 产业 behind it.
_KINDS = ("业", "集群", "产业链")
_REMARK_AT_END = re.compile(r"[（(][^（）()]*[）)]$")


class Named(Protocol):
    """An industry, in the database or outside."""

    @property
    def name(self) -> str: ...

    @property
    def name_en(self) -> str: ...

    @property
    def place(self) -> str: ...


def industry_name(industry: Named) -> Text:
    """Place, name and what it is: 示例市智能电力装备产业; Smart power equipment in Sample City.

    Without an English name the English one is what was entered and nothing added.
    """
    place, name, english = industry.place, industry.name, industry.name_en
    kind = "" if not name or _REMARK_AT_END.sub("", name).endswith(_KINDS) else "产业"
    entered = name if name.startswith(place) else f"{place}{name}"
    if english and place not in english:
        english = f"{english} in {place}"
    return Text(f"{entered}{kind}", english or entered)
