"""Rows of a trait's page, figures and evidence, and the marks of fields that are wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from benchmark.current_language import in_current_language
from benchmark.forms.rating_rows import ShownEvidence, ShownFigure
from benchmark.templatetags.benchmark_text import unit_label

from .trait_parts import TraitParts

tr = in_current_language
CHECKED, SELECTED, OPEN = "checked", "selected", "open"
# A key that a script puts its own in for.
BLANK = "__key__"


def blank_rows(parts: TraitParts) -> SafeString:
    """Empty rows for the script to copy: of each indicator, and of evidence."""
    rows = [
        (indicator.slug, figure_row(parts, ShownFigure(BLANK, indicator), "", again=True))
        for indicator in parts.trait.indicators
    ]
    rows.append(("evidence", item_row(parts, ShownEvidence(BLANK), "", "")))
    return format_html_join("", '<template data-new="{}">{}</template>', rows)


def figure_row(
    parts: TraitParts, row: ShownFigure, mark: str, *, again: bool, before: str = ""
) -> SafeString:
    """`before` is what the assessment before said, as markup."""
    unit = row.unit or row.indicator.unit
    values = error_slots(row.errors, f"figure-{row.key}-") | {
        "key": row.key,
        "filled": "" if row.is_empty else " filled",
        "value": escape(row.value),
        "year": escape(row.year),
        "product": escape(row.product),
        "unit-shown": escape(unit_label(unit)),
        f"unit:{unit}": SELECTED,
        "about": CHECKED if row.about else "",
        "gone": CHECKED if row.gone else "",
        "unfolded": OPEN if row.unfolds else "",
        "repeats": mark,
        "before": before,
    }
    return parts.figure_rows[row.indicator.slug, again].fill(values)


def item_row(
    parts: TraitParts, item: ShownEvidence, number: str, mark: str, counts: str = ""
) -> SafeString:
    """`counts` is what to mind of it."""
    trait = parts.trait
    others = [
        tr(named.text)
        for slug, named in parts.framework.condition_by_slug.items()
        if slug in item.conditions and named.trait != trait.slug
    ] + [
        tr(figure.name)
        for slug, figure in parts.framework.indicator_by_slug.items()
        if slug in item.indicators and figure.trait != trait.slug
    ]
    colon, comma = pgettext("label", "："), pgettext("list", "、")
    values = error_slots(item.errors, f"evidence-{item.key}-") | {
        "key": item.key,
        "number": number,
        "repeats": mark,
        "title": escape(item.title),
        "source": escape(item.source),
        "date": escape(item.date),
        "url": escape(item.url),
        f"grade:{item.grade}": CHECKED,
        "gone": CHECKED if item.gone else "",
        "counts": escape(counts),
        "others": escape(f"{colon}{comma.join(others)}") if others else "",
        **{f"conditions:{slug}": CHECKED for slug in item.conditions},
        **{f"indicators:{slug}": CHECKED for slug in item.indicators},
    }
    return parts.item.fill(values)


def error_slots(errors: Mapping[str, Iterable[str]], prefix: str) -> dict[str, str]:
    """Slots of fields that are wrong: the field's mark, and the message after it."""
    values = {}
    for name, messages in errors.items():
        box = f"id_{prefix}{name}_error"
        values[f"invalid:{name}"] = f' is-invalid" aria-invalid="true" aria-describedby="{box}'
        values[f"error:{name}"] = error_box(box, messages)
    return values


def error_box(box: str, messages: Iterable[str]) -> SafeString:
    said = format_html_join(" ", "<strong>{}</strong>", ((message,) for message in messages))
    return format_html('<span class="invalid-feedback" id="{}">{}</span>', box, said)
