"""What a trait's page does for its user: answers by a button, and two versions side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from benchmark.current_language import in_current_language
from benchmark.forms.rating_rows import ShownEvidence, ShownFigure
from benchmark.forms.ratings import SentPage, ShownPage
from benchmark.queries.assessments import LoadedTrait
from benchmark.scoring.framework import Trait
from benchmark.scoring.profile import trait_result
from benchmark.scoring.text import clean_newlines, trimmed, visible_or_empty
from benchmark.wording import labels

from .trait_findings import unmet_from
from .trait_page import own_evidence

tr = in_current_language


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two versions of a page say differently; '' where one says nothing."""

    label: str
    stored: str
    typed: str


def answer_for_the_user(page: SentPage, loaded: LoadedTrait, sent: QueryDict) -> None:
    """What the pressed button answers: last year's answers confirmed, one or all; or 'none of
    this level and above'. Nothing that the page answers itself is changed."""
    trait = page.trait
    stored = loaded.domain.rating_by_trait[trait.slug]
    wanted = sent.get("confirm", "")
    if wanted:
        given = page.change(stored).answers
        page.answered |= {
            slug: answer
            for slug, answer in loaded.carried.items()
            if wanted in ("all", slug) and not given.get(slug)
        }
    level = sent.get("none", "")
    if level in ("2", "3", "4", "5"):
        said = page.change(stored).applied_to(loaded.domain, trait.slug)
        result = trait_result(trait, said)
        page.answered |= dict.fromkeys(unmet_from(result, int(level)), "not_met")


def rows_elsewhere(page: SentPage, loaded: LoadedTrait) -> bool:
    """Whether rows are stored that the sent page does not have: added by somebody else."""
    trait = page.trait.slug
    own = own_evidence(loaded.domain, loaded.evidence_home, trait)
    figures = loaded.domain.rating_by_trait[trait].figures
    stored = {row.key for row in figures} | {item.key for item in own}
    return not stored <= {form.key for form in (*page.figures, *page.evidence)}


def differences(trait: Trait, stored: ShownPage, typed: ShownPage) -> tuple[list[Difference], bool]:
    """What two versions of a page say differently, and whether only the stored one has some row."""
    lines = [
        *_answers(trait, stored, typed),
        *_rows(_figures(stored.figures), _figures(typed.figures)),
        *_rows(_items(stored.evidence), _items(typed.evidence)),
        Difference(gettext("暂未掌握"), _yes(stored.not_known), _yes(typed.not_known)),
        Difference(gettext("目标等级"), stored.target, typed.target),
        Difference(gettext("目标年份"), stored.target_year, trimmed(typed.target_year)),
        Difference(
            gettext("说明"), stored.rationale, visible_or_empty(clean_newlines(typed.rationale))
        ),
    ]
    own = _figures(typed.figures).keys() | _items(typed.evidence).keys()
    added = bool((_figures(stored.figures).keys() | _items(stored.evidence).keys()) - own)
    return [line for line in lines if line.stored != line.typed], added


def _answers(trait: Trait, stored: ShownPage, typed: ShownPage) -> Iterator[Difference]:
    words = {answer: tr(text) for answer, text in labels.ANSWER.items()}
    for slug, condition in trait.condition_by_slug.items():
        before, now = stored.answers.get(slug, ""), typed.answers.get(slug, "")
        yield Difference(tr(condition.text), words.get(before, ""), words.get(now, ""))  # type: ignore[call-overload]


Rows = dict[str, tuple[str, str]]


def _rows(stored: Rows, typed: Rows) -> Iterator[Difference]:
    for key in stored | typed:
        label = (typed.get(key) or stored[key])[0]
        yield Difference(label, stored.get(key, ("", ""))[1], typed.get(key, ("", ""))[1])


def _figures(rows: list[ShownFigure]) -> Rows:
    """Name and text of each row that says something, by key."""
    return {
        row.key: (
            tr(row.indicator.name),
            " ".join(
                part
                for part in (
                    tr(labels.QUALIFIER["about"]) if row.about else "",
                    f"{trimmed(row.value)} {row.unit or row.indicator.unit}",
                    trimmed(row.product),
                    trimmed(row.year),
                )
                if part
            ),
        )
        for row in rows
        if not row.is_empty and not row.gone
    }


def _items(items: list[ShownEvidence]) -> Rows:
    return {
        item.key: (
            gettext("佐证材料"),
            "；".join(
                part
                for part in (
                    *item.texts,
                    tr(labels.GRADE[int(item.grade)]) if item.grade in ("1", "2", "3") else "",
                    gettext("证明{count}项条件").format(count=len(item.conditions)),
                )
                if part
            ),
        )
        for item in items
        if not item.gone and any(item.texts)
    }


def _yes(ticked: bool) -> str:
    return gettext("是") if ticked else ""
