"""What a trait's page says of the trait itself: the same for every reader of a language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from benchmark.current_language import active_language, in_current_language
from benchmark.forms.rating_rows import names_product, unit_choices
from benchmark.scoring.assessment import TARGETS
from benchmark.scoring.conditions import STATES
from benchmark.scoring.framework import (
    Condition,
    DocumentedFigure,
    Framework,
    Indicator,
    Level,
    Route,
    Trait,
)
from benchmark.templatetags.benchmark_text import documented_value, figure_detail
from benchmark.wording import labels, sentences

from .skeletons import Skeleton, skeleton_of

tr = in_current_language
FOLDER = "benchmark/ratings/"


@dataclass(frozen=True, slots=True)
class Row:
    """A condition in the ladder. `again` says where it stands first and is answered."""

    slug: str
    text: str
    again: str
    documented: tuple[str, ...]
    note: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownRoute:
    rows: tuple[Row, ...]
    example: SafeString | str


@dataclass(frozen=True, slots=True)
class ShownLevel:
    number: int
    title: str
    name: str
    how: str
    none: str
    routes: tuple[ShownRoute, ...]


@dataclass(frozen=True, slots=True)
class OfTrait:
    """What an evidence item may name of one trait: pairs of slug and text."""

    name: str
    conditions: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Next:
    """Where the button of the page leads."""

    slug: str
    label: str


class TraitParts:
    """What the page is made of: its texts, and parts with slots for what differs from visit to
    visit."""

    def __init__(self, framework: Framework, trait: Trait) -> None:
        self.framework, self.trait = framework, trait
        self.title = f"{trait.number} {tr(trait.name)}"
        self.note, self.rule = tr(trait.note), tr(framework.rule)
        self.steps = [
            (each.slug, f"{each.number} {tr(each.name)}", each is trait)
            for each in framework.traits
        ]
        self.next = _next(framework, trait)
        self.levels = _levels(framework, trait)
        self.targets, self.default_target = _targets(framework), _default(trait)
        self.products = any(map(names_product, trait.indicators))
        mark = "benchmark/components/_condition_mark.html"
        self.marks = {state: render_to_string(mark, {"state": state}) for state in STATES}
        self.findings = {
            state: skeleton_of(
                f"{FOLDER}_finding.html", {"state": state, "word": tr(labels.CONDITION[state])}
            )
            for state in STATES
        }
        self.carried = skeleton_of(f"{FOLDER}_carried.html", {})
        self.figure_rows = {
            (indicator.slug, again): _figure_row(indicator, again=again, products=self.products)
            for indicator in trait.indicators
            for again in (False, True)
        }
        self.item = skeleton_of(f"{FOLDER}_item.html", _item_context(framework, trait))

    @cached_property
    def frozen_head(self) -> Skeleton:
        return skeleton_of(f"{FOLDER}_head.html", {"parts": self})

    @cached_property
    def frozen_conditions(self) -> Skeleton:
        ladder = {"levels": self.levels, "rule": self.rule, "frozen": True}
        return skeleton_of(f"{FOLDER}_conditions.html", ladder)


_kept: dict[tuple[str, str, str], TraitParts] = {}
_MOST = 64


def trait_parts(framework: Framework, trait: Trait, digest: str) -> TraitParts:
    """The parts of a published version, made once for each language."""
    name = (digest, trait.slug, active_language())
    if name not in _kept:
        if len(_kept) >= _MOST:
            _kept.clear()
        _kept[name] = TraitParts(framework, trait)
    return _kept[name]


def _next(framework: Framework, trait: Trait) -> Next:
    following = framework.traits[trait.number :]
    if not following:
        return Next("check", gettext("下一步：检查"))
    return Next(following[0].slug, gettext("下一项：{name}").format(name=tr(following[0].name)))


def _levels(framework: Framework, trait: Trait) -> tuple[ShownLevel, ...]:
    first: dict[str, int] = {}
    shown = []
    for level in trait.levels[1:]:
        routes = tuple(_route(framework, trait, level, route, first) for route in level.routes)
        last = level.level == len(trait.levels)
        shown.append(
            ShownLevel(
                number=level.level,
                title=gettext("{level}级").format(level=level.level),
                name=tr(level.name),
                how=_how(level),
                none=gettext("本级不符合") if last else gettext("本级及以上均不符合"),
                routes=routes,
            )
        )
    return tuple(shown)


def _how(level: Level) -> str:
    if len(level.routes) > 1:
        return gettext("任一路径即可")
    return gettext("各条都要符合") if len(level.routes[0].conditions) > 1 else ""


def _route(
    framework: Framework, trait: Trait, level: Level, route: Route, first: dict[str, int]
) -> ShownRoute:
    rows = []
    for slug in route.conditions:
        again = ""
        if slug in first:
            again = gettext("同{level}级").format(level=first[slug])
            if first[slug] == level.level:
                again = gettext("同上")
        first.setdefault(slug, level.level)
        rows.append(_row(framework, trait.condition_by_slug[slug], again))
    return ShownRoute(tuple(rows), _example(framework, trait, route))


def _row(framework: Framework, condition: Condition, again: str) -> Row:
    figures = (framework.figure_by_key[key] for key in condition.documented)
    documented = [gettext("所载{figure}").format(figure=_documented(f)) for f in figures]
    answers = labels.ANSWER.items()
    return Row(
        slug=condition.slug,
        text=tr(condition.text),
        again=again,
        documented=tuple(documented),
        note=tr(condition.note) if condition.note else "",
        choices=tuple(
            (answer, tr(text))
            for answer, text in answers
            if condition.kind == "statement" or answer != "met"
        ),
    )


def _documented(figure: DocumentedFigure) -> str:
    return f"{documented_value(figure)}{figure_detail(figure)}"


def _example(framework: Framework, trait: Trait, route: Route) -> SafeString | str:
    """Which clusters the bulletin documents it of, where, and what else it says of them."""
    if not route.examples:
        return ""
    facts = [
        fact
        for slug in route.examples
        for fact in framework.facts_of(trait=trait.slug, cluster=slug)
    ]
    named = format_html_join(
        pgettext("list", "；"),
        '{} <span class="source-tag">{}</span>',
        (
            (
                tr(framework.cluster_by_slug[fact.cluster].name),
                tr(sentences.section_tag(fact.section)),
            )
            for fact in facts
        ),
    )
    head = format_html("{}{}", gettext("所载实例："), named)
    if _says_more(trait, route):
        said = format_html_join("", "<p>{}</p>", ((tr(fact.statement),) for fact in facts))
        return format_html("<details><summary>{}</summary>{}</details>", head, said)
    colon = pgettext("label", "：")
    also = pgettext("list", "；").join(
        f"{tr(figure.measure)}{colon}{_documented(figure)}"
        for figure in (framework.figure_by_key[key] for key in route.also_documented)
    )
    if not also:
        return head
    return format_html("{} · {}", head, gettext("另载：{figures}").format(figures=also))


def _says_more(trait: Trait, route: Route) -> bool:
    """Whether a condition of the route rests on words and not on a figure that stands at it."""
    return any(not trait.condition_by_slug[slug].documented for slug in route.conditions)


def _figure_row(indicator: Indicator, *, again: bool, products: bool) -> Skeleton:
    units, product = unit_choices(indicator), names_product(indicator)
    rarely = [gettext("约数")]
    if len(units) > 1:
        rarely.append(pgettext("list", "单位"))
    if not product:
        rarely.append(gettext("产品"))
    about = gettext("{definition}。来源：{source}").format(
        definition=tr(indicator.definition), source=tr(indicator.data_source)
    )
    return skeleton_of(
        f"{FOLDER}_figure.html",
        {
            "indicator": indicator,
            "name": tr(indicator.name),
            "again": again,
            "units": units,
            "products": products,
            "product": product,
            "rarely": pgettext("list", "、").join(rarely),
            "about": about,
        },
    )


def _item_context(framework: Framework, trait: Trait) -> dict[str, Any]:
    others = [other for other in framework.traits if other is not trait]
    return {
        "types": [
            (grade, tr(sentences.sentence_case(labels.GRADE[grade])), tr(example))
            for grade, example in labels.GRADE_EXAMPLE.items()
        ],
        "trait": _of_trait(trait),
        "others": [_of_trait(other) for other in others],
    }


def _of_trait(trait: Trait) -> OfTrait:
    return OfTrait(
        name=f"{trait.number} {tr(trait.name)}",
        conditions=tuple((c.slug, tr(c.text)) for c in trait.conditions),
        indicators=tuple((i.slug, tr(i.name)) for i in trait.indicators),
    )


def _targets(framework: Framework) -> list[tuple[int, str]]:
    return [
        (level, f"{gettext('{level}级').format(level=level)} {tr(framework.ladder[level - 1])}")
        for level in range(TARGETS[0], TARGETS[1] + 1)
    ]


def _default(trait: Trait) -> str:
    if trait.structural:
        return gettext("不设定（按自评等级）")
    return gettext("不设定（按自评的上一级，4级起按自评）")


def names_of(trait: Trait, slugs: Iterable[str]) -> str:
    return pgettext("list", "；").join(tr(trait.condition_by_slug[slug].text) for slug in slugs)
