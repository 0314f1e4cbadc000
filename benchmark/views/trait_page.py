"""A trait's page put together: what is said and what follows from it, in the parts of the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from benchmark.current_language import active_language, in_current_language
from benchmark.forms.rating_rows import ShownFigure
from benchmark.forms.ratings import ShownPage
from benchmark.queries.assessments import LoadedAssessment
from benchmark.queries.earlier import EarlierAssessment
from benchmark.scoring.assessment import ANSWERS, Answer, Assessment, Evidence, OwnFigure
from benchmark.scoring.conditions import figures_that_count
from benchmark.scoring.framework import Framework
from benchmark.scoring.profile import TraitResult, trait_result
from benchmark.wording import labels
from benchmark.wording.figures import detail_text, own_text

from .trait_findings import by_figure, findings_html, item_text, lift_html, next_level, unmet_from
from .trait_parts import TraitParts, names_of
from .trait_rows import CHECKED, SELECTED, error_box, error_slots, figure_row, item_row
from .trait_side import side_of, state_of

tr = in_current_language
Slots = dict[str, str]
STANDING = "benchmark/ratings/_standing.html"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An evidence item that is edited in another trait and proves something here."""

    title: str
    url: str
    grade: str
    home: str
    proves: str


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks what still says the same as in the assessment before, and says what that said.
    `period` is the year assessed."""

    earlier: EarlierAssessment | None
    trait: str
    period: int

    @property
    def year_text(self) -> str:
        """When an answer was given that waits to be confirmed."""
        if self.earlier is None:
            return gettext("上次回答")
        return gettext("{year}年回答").format(year=self.earlier.period)

    def of(self, part: str | Evidence | OwnFigure | None) -> SafeString:
        if self.earlier is None or not self.earlier.repeats(self.trait, part):
            return mark_safe("")
        text = gettext("沿用{year}年，未更新").format(year=self.earlier.period)
        return format_html('<span class="chip chip-dashed" data-repeats>{}</span>', text)

    def figures(self, row: ShownFigure, page: ShownPage, *, again: bool) -> SafeString:
        """What the assessment before said in this row, in the first row of an indicator also what
        stands in none of the page."""
        if self.earlier is None:
            return mark_safe("")
        shown = {each.key for each in page.figures}
        given = [f for f in self.earlier.rating(self.trait).figures if f.value is not None]
        alone = [f for f in figures_that_count(row.indicator, given) if f.key not in shown]
        found = [f for f in given if f.key == row.key] + ([] if again else alone)
        if not found:
            return mark_safe("")
        language, comma = active_language(), pgettext("list", "、")
        said = comma.join(
            own_text(f, language) + detail_text(f.product, f.year, language) for f in found
        )
        text = gettext("{year}年自评填报：{figures}").format(year=self.earlier.period, figures=said)
        return format_html('<span class="definition figure-before">{}</span>', text)


def target_text(framework: Framework, result: TraitResult) -> str:
    """The target as it is read: 4级 先进（2028年）."""
    if result.target is None:
        return gettext("未设定")
    text = gettext("{level}级").format(level=result.target)
    text = f"{text} {tr(framework.ladder[result.target - 1])}"
    if result.target_is_default:
        return gettext("{target}（默认）").format(target=text)
    year = result.rating.target_year
    return gettext("{target}（{year}年）").format(target=text, year=year) if year else text


def page_slots(parts: TraitParts, page: ShownPage, result: TraitResult, marks: Marks) -> Slots:
    """The fields of the page, as they stand in `page`, with what follows from what is stored."""
    target = f"target:{page.target}"
    return {
        **error_slots(page.errors, ""),
        **_condition_slots(page, result),
        **_finding_slots(parts, result),
        "figure-rows": _figure_rows(parts, page, marks),
        "item-rows": "".join(
            item_row(
                parts,
                item,
                str(number),
                marks.of(item.said),
                item_text(item.said, result, marks.period) if item.said else "",
            )
            for number, item in enumerate(page.evidence, start=1)
        ),
        "lift": lift_html(parts, result),
        target: SELECTED,
        "target_year": escape(page.target_year),
        "rationale": escape(page.rationale),
        "repeats": marks.of(page.rationale),
    }


def carried_slots(
    parts: TraitParts, page: ShownPage, carried: Mapping[str, Answer], marks: Marks
) -> Slots:
    """Last year's answers that wait to be confirmed, one by one and all together."""
    waiting = {slug: answer for slug, answer in carried.items() if not page.answers.get(slug)}
    if not waiting:
        return {}
    slots: Slots = {
        f"carried:{slug}": parts.carried.fill(
            {"slug": slug, "answer": escape(tr(labels.ANSWER[answer])), "year": marks.year_text}
        )
        for slug, answer in waiting.items()
    }
    slots["carried"] = format_html(
        '<button class="btn btn-outline-primary btn-sm" type="submit" name="confirm" '
        'value="all" data-carried="all">{}</button>',
        gettext("{given}仍然成立，一并确认（{count}条）").format(
            given=marks.year_text, count=len(waiting)
        ),
    )
    return slots


def side_slots(parts: TraitParts, result: TraitResult, comparators: Collection[str]) -> Slots:
    """Where the trait stands, beside the page."""
    side = side_of(parts, result, comparators)
    return {"brief": escape(side.brief), "standing": render_to_string(STANDING, {"standing": side})}


def rests_slot(parts: TraitParts, result: TraitResult, marks: Marks) -> Slots:
    """What is decided by last year's figures, as long as their rows are not changed."""
    found = marks.earlier.decides(result) if marks.earlier else ()
    if not found:
        return {}
    lines = format_html_join(
        "",
        '<li data-rests="{}">{}<a href="#c-{}">{}</a></li>',
        (
            (
                item.finding.figure.key if item.finding.figure else "",
                parts.marks[item.state],
                item.slug,
                tr(item.finding.condition.text),
            )
            for item in found
        ),
    )
    markup = '<div class="side-box rests"><h3>{}</h3><ul class="standing-list">{}</ul></div>'
    return {"rests": format_html(markup, gettext("依据上年数据，尚未更新"), lines)}


def head_slots(loaded: LoadedAssessment, marks: Marks) -> Slots:
    """The head of the page: the assessment, the year before, the state of each trait."""
    pk, said = loaded.row.pk, loaded.domain
    slots: Slots = {"list": reverse("assessment", args=[pk]), "assessment": escape(loaded.row)}
    for trait in loaded.framework.traits:
        slots[f"state:{trait.slug}"] = escape(state_of(trait, said.rating_by_trait[trait.slug]))
        if not loaded.row.is_draft:
            slots[f"url:{trait.slug}"] = reverse("rating", args=[pk, trait.slug])
    if marks.earlier is not None:
        trait = loaded.framework.trait_by_slug[marks.trait]
        level = trait_result(trait, marks.earlier.domain).claim
        text = gettext("{year}年自评{level}级") if level else gettext("{year}年没有等级")
        slots["before"] = format_html(
            ' · <a href="{}">{}</a>',
            reverse("rating", args=[marks.earlier.pk, marks.trait]),
            text.format(year=marks.earlier.period, level=level),
        )
    return slots


def frozen_conditions(parts: TraitParts, result: TraitResult) -> SafeString:
    """The ladder of a submitted trait, to be read."""
    slots = _finding_slots(parts, result)
    if result.rating.not_known:
        slots["not-known"] = format_html("<p>{}</p>", tr(labels.NOT_KNOWN))
    return parts.frozen_conditions.fill(slots)


def elsewhere_of(
    framework: Framework, said: Assessment, home: Mapping[str, str], trait: str, assessment: int
) -> list[Elsewhere]:
    """Items of other traits that prove conditions of this one."""
    found = []
    for item in said.evidence:
        key = item.key or ""
        proves = [s for s in item.conditions if framework.condition_by_slug[s].trait == trait]
        if home.get(key, trait) == trait or not proves:
            continue
        other = framework.trait_by_slug[home[key]]
        found.append(
            Elsewhere(
                title=item.title or gettext("（未填材料名称）"),
                url=f"{reverse('rating', args=[assessment, other.slug])}#e-{key}",
                grade=tr(labels.GRADE[item.grade]) if item.grade else gettext("未选类型"),
                home=gettext("在“{trait}”中填写").format(trait=tr(other.name)),
                proves=names_of(framework.trait_by_slug[trait], proves),
            )
        )
    return found


def own_evidence(said: Assessment, home: Mapping[str, str], trait: str) -> list[Evidence]:
    """The items that are edited in this trait."""
    return [item for item in said.evidence if home.get(item.key or "") == trait]


def _condition_slots(page: ShownPage, result: TraitResult) -> Slots:
    slots: Slots = {}
    for item in result.conditions:
        answer = page.answers.get(item.slug)
        slots[f"{answer if answer in ANSWERS else 'open'}:{item.slug}"] = CHECKED
        messages = page.errors.get(f"answer-{item.slug}")
        if messages:
            slots[f"error:{item.slug}"] = error_box(f"id_answer-{item.slug}_error", messages)
    for slug in by_figure(result):
        slots[f"hand:{slug}"] = "disabled"
    if page.not_known:
        slots["not_known"] = CHECKED
    return slots


def _finding_slots(parts: TraitParts, result: TraitResult) -> Slots:
    slots: Slots = {
        f"finding:{slug}": markup for slug, markup in findings_html(parts, result).items()
    }
    for slug in by_figure(result):
        slots[f"by:{slug}"] = " by-figure"
    for level in range(2, len(result.trait.levels) + 1):
        slots[f"level:{level}"] = _level_classes(result, level)
    return slots


def _level_classes(result: TraitResult, level: int) -> str:
    classes = {
        "level-claim": level == result.claim,
        "level-next": level == next_level(result),
        # Nothing is left for its button to answer, which only the script would fold away.
        "level-settled": level <= (result.claim or 1) or not unmet_from(result, level),
    }
    return "".join(f" {name}" for name, applies in classes.items() if applies)


def _figure_rows(parts: TraitParts, page: ShownPage, marks: Marks) -> str:
    seen: set[str] = set()
    rows = []
    for row in page.figures:
        again = row.indicator.slug in seen
        seen.add(row.indicator.slug)
        before = marks.figures(row, page, again=again)
        rows.append(figure_row(parts, row, marks.of(row.said), again=again, before=before))
    return "".join(rows)
