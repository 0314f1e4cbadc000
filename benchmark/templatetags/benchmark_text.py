"""Shows the pure objects (Text, figures, verdicts) in templates, in the active language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template

from benchmark.current_language import active_language, in_current_language
from benchmark.reports.sections.words import still_missing
from benchmark.scoring.checks import is_link
from benchmark.scoring.figures import Verdict
from benchmark.scoring.framework import (
    Basis,
    Condition,
    DocumentedFigure,
    Framework,
    Practice,
    Text,
    Trait,
)
from benchmark.scoring.lifts import Lift
from benchmark.scoring.profile import TraitResult
from benchmark.wording import figures as figure_words
from benchmark.wording import labels, sentences
from benchmark.wording.industry import Named, industry_name
from benchmark.wording.reasons import lift_text

register = template.Library()

STATUS_LABELS: dict[str, Text] = labels.STATUS | labels.STATE | labels.ASSESSMENT
# Only these scopes say more than the measure's own name does.
TELLING_SCOPES = ("national_or_provincial", "mixed")


@register.filter
def tr(text: Text | str | None) -> str:
    """`{{ trait.name|tr }}`: a Text in the active language; a plain string stays; None is ''."""
    if text is None:
        return ""
    return in_current_language(text) if isinstance(text, Text) else text


@register.filter
def full_name(industry: Named) -> str:
    """`{{ industry|full_name }}`: 示例市智能电力装备产业."""
    return tr(industry_name(industry))


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`{{ framework.cluster_by_slug|lookup:fact.cluster }}`: None where the key is absent."""
    return mapping.get(key)


@register.filter
def category_name(framework: Framework, category: str) -> str:
    """`{{ framework|category_name:practice.category }}`."""
    return tr(dict(framework.categories)[category])


@register.filter
def level_name(ladder: Sequence[Text], level: int) -> str:
    """`{{ framework.ladder|level_name:3 }}`: 骨干."""
    return tr(ladder[level - 1])


# Only these may become links: an address of users may be anything, javascript: too.
register.filter("is_link", is_link)


@register.filter
def verdict_label(verdict: Verdict) -> str:
    """The verdict alone; with its meaning and warnings it is figure_words.verdict_text's."""
    return tr(labels.VERDICT[verdict])


@register.filter
def status_label(status: str) -> str:
    """A gap's status, a rating's state or an assessment's status in words."""
    return tr(STATUS_LABELS[status])


@register.filter
def grade_label(grade: int) -> str:
    """Evidence grade 0-3 in words."""
    return tr(labels.GRADE[grade])


@register.filter
def basis_label(basis: Basis) -> str:
    """Whether a level's wording rests on the bulletin or is our construct."""
    return tr(labels.BASIS[basis])


@register.filter
def unit_label(unit: str) -> str:
    return tr(figure_words.unit_text(unit))


@register.filter
def names(texts: Iterable[Text]) -> str:
    """`{{ cluster.cities|names }}`: one after another, as a list and not as a sentence."""
    return tr(sentences.row_of(texts))


@register.filter
def cluster_names(framework: Framework, slugs: Iterable[str]) -> str:
    """`{{ framework|cluster_names:route.examples }}`."""
    return names(framework.cluster_by_slug[slug].name for slug in slugs)


@register.filter
def condition_of(framework: Framework, slug: str) -> Condition:
    """`{{ framework|condition_of:slug }}`."""
    return framework.condition_by_slug[slug]


@register.filter
def condition_names(framework: Framework, slugs: Iterable[str]) -> str:
    """`{{ framework|condition_names:practice.directly }}`."""
    texts = (framework.condition_by_slug[slug].text for slug in slugs)
    return tr(sentences.joined(texts, "；", "; "))


@register.filter
def traits_helped(framework: Framework, practice: Practice) -> list[Trait]:
    """The traits of which a practice helps a condition, in order."""
    helped = {*practice.directly, *practice.indirectly}
    return [t for t in framework.traits if not helped.isdisjoint(t.condition_by_slug)]


@register.filter
def known_conditions(result: TraitResult) -> int:
    """How many of a trait's conditions are met or not met."""
    return sum(item.state != "unknown" for item in result.conditions)


@register.filter
def missing_words(result: TraitResult) -> str:
    """What is missing to a trait's target, with how far it is; ways that are equally near."""
    return " ".join(tr(still_missing(result)).split())


@register.filter
def lift_words(trait: Trait, lift: Lift) -> str:
    """`{{ trait|lift_words:lift }}`: which evidence changes what."""
    return tr(sentences.ended(lift_text(trait, lift)))


@register.filter
def level_text(number: int | None) -> str:
    """3级, in English Level 3; a dash where there is none."""
    if number is None:
        return tr(labels.NONE)
    return tr(Text(f"{number}级", f"Level {number}"))


@register.filter
def bare_level(number: int | None) -> str:
    """3级, in English 3; a dash where there is none."""
    return tr(sentences.bare_level(number))


@register.filter
def range_text(band: tuple[int, int]) -> str:
    """2级至3级, in English Level 2 to 3."""
    found = sentences.level_range(band)
    return tr(Text(found.zh, f"Level {found.en}"))


@register.filter
def section_tag(section: str) -> str:
    """参阅 二-3, bulletin 2-3."""
    return tr(sentences.section_tag(section))


@register.filter
def documented_value(figure: DocumentedFigure) -> str:
    """The figure as the source prints it, else qualifier, number and unit."""
    return figure_words.documented_text(figure, active_language())


@register.filter
def figure_detail(figure: DocumentedFigure) -> str:
    """Product, scope and year of a figure, as far as they are documented and say something."""
    language = active_language()
    parts = [tr(figure.product)]
    if figure.scope in TELLING_SCOPES:
        parts.append(tr(labels.SCOPE[figure.scope]))
    if figure.year:
        parts.append(f"{figure.year}年" if language == "zh-hans" else str(figure.year))
    separator = "，" if language == "zh-hans" else ", "
    text = separator.join(part for part in parts if part)
    return sentences.bracketed(text, language) if text else ""
