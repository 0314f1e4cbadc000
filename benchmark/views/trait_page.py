"""A trait's page put together: what is said and what follows from it, in the parts of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from benchmark.current_language import active_language, in_current_language
from benchmark.forms.rating_rows import ShownEvidence, ShownFigure
from benchmark.forms.ratings import ShownPage
from benchmark.queries.earlier import EarlierAssessment
from benchmark.scoring.assessment import Answer, Assessment, Evidence, OwnFigure
from benchmark.scoring.conditions import Finding
from benchmark.scoring.framework import Framework, Language
from benchmark.scoring.profile import TraitResult
from benchmark.templatetags.benchmark_text import unit_label
from benchmark.wording import labels, reasons
from benchmark.wording.figures import difference_text

from .trait_parts import TraitParts, names_of

tr = in_current_language
CHECKED, SELECTED, OPEN = "checked", "selected", "open"
# A key that a script puts its own in for.
BLANK = "__key__"


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
    """Marks what still says the same as in the assessment before."""

    earlier: EarlierAssessment | None
    trait: str

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


def language() -> Language:
    return active_language()


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


def findings_html(parts: TraitParts, result: TraitResult) -> dict[str, SafeString]:
    """The state of each condition as markup: its mark, and by what it was found."""
    contradicted = _contradicted(result)
    return {
        item.slug: parts.findings[item.state].fill(
            {"why": _why(parts, item.finding, item.grade, contradicted.get(item.slug, []))}
        )
        for item in result.conditions
    }


def by_figure(result: TraitResult) -> list[str]:
    """Conditions that a figure decides: there is nothing to answer by hand."""
    return [item.slug for item in result.conditions if item.finding.source == "figure"]


def unmet_from(result: TraitResult, level: int) -> tuple[str, ...]:
    """What 'none of this level and above' answers: conditions of no lower level on which nothing
    is said and nothing follows from what is."""
    routes = result.trait.routes
    lower = {slug for route in routes if route.level < level for slug in route.conditions}
    return tuple(
        item.slug
        for item in result.conditions
        if item.slug not in lower and item.finding.source == "none" and not item.finding.answer
    )


def next_level(result: TraitResult) -> int | None:
    """The level above what is claimed, from which on something is still open; None for none."""
    above = range((result.claim or 1) + 1, len(result.trait.levels) + 1)
    return next((level for level in above if unmet_from(result, level)), None)


def conditions_html(
    parts: TraitParts,
    page: ShownPage,
    result: TraitResult,
    carried: Mapping[str, Answer],
    marks: Marks,
) -> SafeString:
    values = _level_values(result) | _errors(page.errors, "")
    for slug, markup in findings_html(parts, result).items():
        values[f"finding:{slug}"] = markup
        values[f"{page.answers.get(slug) or 'open'}:{slug}"] = CHECKED
    for slug in by_figure(result):
        values[f"by:{slug}"] = " by-figure"
        values[f"hand:{slug}"] = "disabled"
    if page.not_known:
        values["not_known"] = CHECKED
    open_answers = {slug: answer for slug, answer in carried.items() if not page.answers.get(slug)}
    for slug, answer in open_answers.items():
        said = {"slug": slug, "answer": escape(tr(labels.ANSWER[answer])), "year": marks.year_text}
        values[f"carried:{slug}"] = parts.carried.fill(said)
    if open_answers:
        values["carried"] = format_html(
            '<button class="btn btn-outline-primary btn-sm" type="submit" name="confirm" '
            'value="all" data-carried="all">{}</button>',
            gettext("{given}仍然成立，一并确认（{count}条）").format(
                given=marks.year_text, count=len(open_answers)
            ),
        )
    for name, messages in page.errors.items():
        if name.startswith("answer-"):
            slug = name.removeprefix("answer-")
            values[f"error:{slug}"] = _error(f"id_{name}_error", messages)
    return parts.conditions.fill(values)


def frozen_conditions_html(parts: TraitParts, result: TraitResult) -> SafeString:
    values = _level_values(result)
    for slug, markup in findings_html(parts, result).items():
        values[f"finding:{slug}"] = markup
    for slug in by_figure(result):
        values[f"by:{slug}"] = " by-figure"
    if result.rating.not_known:
        values["not-known"] = format_html("<p>{}</p>", tr(labels.NOT_KNOWN))
    return parts.frozen_conditions.fill(values)


def figures_html(parts: TraitParts, page: ShownPage, marks: Marks) -> SafeString:
    seen: set[str] = set()
    rows = []
    for row in page.figures:
        again = row.indicator.slug in seen
        seen.add(row.indicator.slug)
        rows.append(_figure_html(parts, row, marks.of(row.said), again=again))
    return parts.figures.fill({"rows": "".join(rows)})


def evidence_html(
    parts: TraitParts, page: ShownPage, lift: SafeString, elsewhere: str, marks: Marks
) -> SafeString:
    items = [
        _item_html(parts, item, str(number), marks.of(item.said))
        for number, item in enumerate(page.evidence, start=1)
    ]
    return parts.evidence.fill({"rows": "".join(items), "lift": lift, "elsewhere": elsewhere})


def aim_html(parts: TraitParts, page: ShownPage, marks: Marks) -> SafeString:
    values = _errors(page.errors, "") | {
        f"target:{page.target}": SELECTED,
        "target_year": escape(page.target_year),
        "rationale": escape(page.rationale),
        "repeats": marks.of(page.rationale),
    }
    return parts.aim.fill(values)


def blank_rows(parts: TraitParts) -> SafeString:
    """Empty rows for the script to copy: of each indicator, and of evidence."""
    if parts.blank_rows is None:
        parts.blank_rows = _blank_rows(parts)
    return parts.blank_rows


def _blank_rows(parts: TraitParts) -> SafeString:
    rows = [
        (indicator.slug, _figure_html(parts, ShownFigure(BLANK, indicator), "", again=True))
        for indicator in parts.trait.indicators
    ]
    rows.append(("evidence", _item_html(parts, ShownEvidence(BLANK), "", "")))
    return format_html_join("", '<template data-new="{}">{}</template>', rows)


def lift_html(parts: TraitParts, result: TraitResult) -> SafeString:
    """What evidence would raise the proof; nothing where none would."""
    if not result.to_lift:
        return mark_safe("")
    trait = result.trait
    wanted = format_html_join(
        "",
        "<li>{}<br><span class='soft small'>{}</span></li>",
        (
            (
                tr(trait.condition_by_slug[slug].text),
                gettext("可用材料：{proof}（{holder}）").format(
                    proof=tr(trait.condition_by_slug[slug].proof),
                    holder=tr(trait.condition_by_slug[slug].holder),
                ),
            )
            for slug in result.to_lift
        ),
    )
    text = gettext(
        "为下列条件补上佐证（至少为“{grade}”），佐证等级可由{now}级升到{then}级："
    ).format(
        grade=tr(reasons.needed_grade(result)), now=result.proven, then=reasons.lifted_to(result)
    )
    return format_html("<div class='lift'><p>{}</p><ul>{}</ul></div>", text, wanted)


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


def _level_values(result: TraitResult) -> dict[str, str]:
    values = {}
    if result.claim is not None:
        values[f"level:{result.claim}"] = " level-claim"
    if (level := next_level(result)) is not None:
        values[f"level:{level}"] = values.get(f"level:{level}", "") + " level-next"
    return values


def _contradicted(result: TraitResult) -> dict[str, list[str]]:
    """What is said at both conditions of each contradiction."""
    found: dict[str, list[str]] = {}
    texts = result.trait.condition_by_slug
    for met, implied in result.contradictions:
        at_met = gettext("与“{other}”的结论矛盾：符合本条的，必然也符合那一条。请改正其中一条。")
        at_implied = gettext(
            "与“{other}”的结论矛盾：符合那一条的，必然也符合本条。请改正其中一条。"
        )
        found.setdefault(met, []).append(at_met.format(other=tr(texts[implied].text)))
        found.setdefault(implied, []).append(at_implied.format(other=tr(texts[met].text)))
    return found


def _why(parts: TraitParts, finding: Finding, grade: int, alarms: list[str]) -> SafeString:
    lines = [format_html('<span class="why text-danger">{}</span>', text) for text in alarms]
    text = _reason(parts, finding)
    if finding.state == "met":
        proof = (
            gettext("佐证：{grade}").format(grade=tr(labels.GRADE[grade]))
            if grade
            else gettext("无佐证")
        )
        text = f"{text} · {proof}" if text else proof
    if text and not (alarms and finding.source == "contradiction"):
        lines.append(format_html('<span class="why">{}</span>', text))
    return mark_safe("".join(lines))  # noqa: S308  escaped above


def _reason(parts: TraitParts, finding: Finding) -> str:
    match finding.source:
        case "figure":
            own = tr(reasons.figure_of(finding))
            condition = finding.condition
            if finding.difference is not None and condition.threshold is not None:
                missing = difference_text(finding.difference, condition.threshold)
                return gettext("{own}，{missing}").format(own=own, missing=tr(missing))
            if finding.state == "unknown":
                return gettext("{own}，约数，判断不了").format(own=own)
            return gettext("由数据判断：{own}").format(own=own)
        case "implied":
            return tr(reasons.condition_reason(parts.trait, finding))
        case _ if finding.answer == "unknown":
            holder = tr(finding.condition.holder)
            return gettext("可向{holder}了解").format(holder=holder)
        case _:
            return ""


def _figure_html(parts: TraitParts, row: ShownFigure, mark: str, *, again: bool) -> SafeString:
    unit = row.unit or row.indicator.unit
    values = _errors(row.errors, f"figure-{row.key}-") | {
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
    }
    return parts.figure_rows[row.indicator.slug, again].fill(values)


def _item_html(parts: TraitParts, item: ShownEvidence, number: str, mark: str) -> SafeString:
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
    values = _errors(item.errors, f"evidence-{item.key}-") | {
        "key": item.key,
        "number": number,
        "repeats": mark,
        "title": escape(item.title),
        "source": escape(item.source),
        "date": escape(item.date),
        "url": escape(item.url),
        f"grade:{item.grade}": CHECKED,
        "gone": CHECKED if item.gone else "",
        "others": escape(f"{colon}{comma.join(others)}") if others else "",
        **{f"conditions:{slug}": CHECKED for slug in item.conditions},
        **{f"indicators:{slug}": CHECKED for slug in item.indicators},
    }
    return parts.item.fill(values)


def _errors(errors: Mapping[str, Iterable[str]], prefix: str) -> dict[str, str]:
    """Slots of fields that are wrong: the field's mark, and the message after it."""
    values = {}
    for name, messages in errors.items():
        box = f"id_{prefix}{name}_error"
        values[f"invalid:{name}"] = f' is-invalid" aria-invalid="true" aria-describedby="{box}'
        values[f"error:{name}"] = _error(box, messages)
    return values


def _error(box: str, messages: Iterable[str]) -> SafeString:
    said = format_html_join(" ", "<strong>{}</strong>", ((message,) for message in messages))
    return format_html('<span class="invalid-feedback" id="{}">{}</span>', box, said)
