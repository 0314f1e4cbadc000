"""A trait's page: shown, saved by a button or by a script, and never losing what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext

from benchmark.actions.assessments import NotDraftError, RevisionConflictError, save_rating
from benchmark.current_language import in_current_language
from benchmark.forms.ratings import EVIDENCE, SentPage, ShownPage, stored_page
from benchmark.queries.assessments import LoadedAssessment, LoadedTrait, load_trait
from benchmark.queries.earlier import EarlierAssessment, load_with_earlier
from benchmark.scoring.framework import Framework, Trait
from benchmark.scoring.profile import TraitResult, trait_result
from benchmark.wording import figures as figure_words

from . import trait_page
from .access import FROZEN, SignedInRequest, wants_json
from .autosave import conflict_answer, save_mark, saved_answer, saved_by
from .form_recovery import own_form, token_is_void
from .trait_changes import answer_for_the_user, differences, rows_elsewhere
from .trait_parts import TraitParts, names_of, trait_parts
from .trait_side import side_of, state_of

FORM = "benchmark/ratings/rate.html"
FROZEN_PAGE = "benchmark/ratings/frozen.html"
DESTINATIONS = {"check": "assessment-check", "list": "assessment"}
# What was typed into a form that came too late, for the page that is shown next.
UNSAVED = "unsaved-rating"


@dataclass(frozen=True, slots=True)
class Opened:
    """One trait's page of a stored assessment."""

    loaded: LoadedAssessment
    earlier: EarlierAssessment | None
    trait: Trait
    result: TraitResult
    parts: TraitParts

    @property
    def address(self) -> str:
        return reverse("rating", args=[self.loaded.row.pk, self.trait.slug])

    def stored(self, more: str = "") -> ShownPage:
        said, home = self.loaded.domain, self.loaded.evidence_home
        own = trait_page.own_evidence(said, home, self.trait.slug)
        return stored_page(self.trait, self.result.rating, own, more)


@own_form
def rate(request: SignedInRequest, pk: int, trait: str) -> HttpResponse:
    """One trait's page: shows it, or saves what was sent, also by the switch of language."""
    if request.method != "POST":
        return _show(request, _open(request, pk, trait))
    if token_is_void(request):
        return _ask_again(request, _open(request, pk, trait))
    return _save(request, load_trait(request.user, pk, trait))


def _open(request: SignedInRequest, pk: int, slug: str) -> Opened:
    loaded, earlier = load_with_earlier(request.user, pk)
    trait = loaded.framework.trait_by_slug.get(slug)
    if trait is None:
        raise Http404
    return Opened(
        loaded=loaded,
        earlier=earlier,
        trait=trait,
        result=trait_result(trait, loaded.domain),
        parts=trait_parts(loaded.framework, trait, loaded.row.framework.digest),
    )


def _show(request: SignedInRequest, opened: Opened) -> HttpResponse:
    if not opened.loaded.row.is_draft:
        return _show_frozen(request, opened)
    page = opened.stored(request.GET.get("more", ""))
    context = _context(opened, page)
    if "saved" in request.GET:
        time = f"{localtime(context['rating'].updated_at):%H:%M}"
        context["saved"] = gettext("已保存 {time}").format(time=time)
    return render(request, FORM, context)


def _ask_again(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """For a form whose token is void: nothing is written; the page comes back as it was typed."""
    if not opened.loaded.row.is_draft:
        return _refused(request, opened.loaded.row.pk, opened.trait.slug)
    page = _sent(request, opened.loaded.framework, opened.trait)
    context = _context(opened, page.shown(opened.stored()))
    return render(request, FORM, context | {"problems": page.problems(), "revision": _known(page)})


def _save(request: SignedInRequest, loaded: LoadedTrait) -> HttpResponse:
    """Saves what is valid. Errors, a newer version or a frozen assessment are told, to a script
    as JSON; what was typed stays in the page."""
    trait = loaded.framework.trait_by_slug[loaded.row.trait.slug]
    pk = loaded.row.assessment_id
    page = _sent(request, loaded.framework, trait)
    answer_for_the_user(page, loaded, request.POST)
    change = page.change(loaded.domain.rating_by_trait[trait.slug])
    try:
        revision = save_rating(
            rating=loaded.row,
            revision=page.revision,
            change=change,
            user=request.user,
            mark=save_mark(request),
            stored=loaded.domain,
        )
    except NotDraftError:
        return _refused(request, pk, trait.slug)
    except RevisionConflictError:
        return _conflict(request, _open(request, pk, trait.slug), page)
    if wants_json(request):
        said = change.applied_to(loaded.domain, trait.slug)
        parts = trait_parts(loaded.framework, trait, loaded.row.assessment.framework.digest)
        answer = saved_answer(parts, trait_result(trait, said), said.comparators, revision, page)
        answer["next"] = _next_address(request, pk, trait.slug, loaded.framework)
        answer["reload"] = page.overwrites and rows_elsewhere(page, loaded)
        return JsonResponse(answer)
    if page.is_valid:
        return redirect(_next_address(request, pk, trait.slug, loaded.framework))
    opened = _open(request, pk, trait.slug)
    shown = page.shown(opened.stored(), request.POST.get("more", ""))
    return render(request, FORM, _context(opened, shown) | {"problems": page.problems()})


def _sent(request: HttpRequest, framework: Framework, trait: Trait) -> SentPage:
    return SentPage(framework, trait, request.POST)


def _refused(request: HttpRequest, pk: int, trait: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"frozen": True, "message": str(FROZEN)}, status=409)
    messages.error(request, FROZEN)
    request.session[UNSAVED] = [trait, request.POST.urlencode()]
    return redirect("rating", pk=pk, trait=trait)


def _unsaved(request: HttpRequest, opened: Opened) -> list[tuple[str, list[tuple[str, str]]]]:
    """What came too late for this trait, once: to be read and copied."""
    slug, typed = request.session.get(UNSAVED, ("", ""))
    if slug != opened.trait.slug:
        return []
    del request.session[UNSAVED]
    return SentPage(opened.loaded.framework, opened.trait, QueryDict(typed)).typed()


def _conflict(request: SignedInRequest, opened: Opened, page: SentPage) -> HttpResponse:
    """Saved elsewhere since this page was opened: nothing is written, both versions are shown."""
    if not opened.loaded.row.is_draft:
        return _refused(request, opened.loaded.row.pk, opened.trait.slug)
    stored, rating = opened.stored(), opened.loaded.ratings[opened.trait.slug]
    shown = page.shown(stored)
    lines, added = differences(opened.trait, stored, shown)
    panel = {
        "rating": rating,
        "saved_by": saved_by(rating, request.user),
        "differences": lines,
        "added": added,
        "address": opened.address,
    }
    if wants_json(request):
        return JsonResponse(conflict_answer(rating, panel), status=409)
    context = _context(opened, shown) | panel
    context |= {"problems": page.problems(), "conflict": True, "revision": _known(page)}
    return render(request, FORM, context, status=409)


def _known(page: SentPage) -> int | str:
    """The revision that the sent page was opened on: saving it as it is, is told again."""
    return page.revision if page.revision >= 0 else ""


def _next_address(request: HttpRequest, pk: int, here: str, framework: Framework) -> str:
    """Where the pressed button leads once everything is saved: a trait, 'check', 'list' or here."""
    wanted, more = request.POST.get("go", ""), request.POST.get("more", "")
    if wanted in framework.trait_by_slug:
        return reverse("rating", args=[pk, wanted])
    if wanted in DESTINATIONS:
        return reverse(DESTINATIONS[wanted], args=[pk])
    address = reverse("rating", args=[pk, here])
    if more == EVIDENCE or more in framework.indicator_by_slug:
        return f"{address}?more={more}#{EVIDENCE if more == EVIDENCE else 'figures'}"
    if "none" in request.POST or "confirm" in request.POST:
        return f"{address}?saved=1#conditions"
    return f"{address}?saved=1"


def _steps(opened: Opened) -> str:
    """The row of the seven traits, each with its state."""
    said, pk = opened.loaded.domain, opened.loaded.row.pk
    traits = opened.loaded.framework.traits
    states = {
        f"state:{trait.slug}": escape(state_of(trait, said.rating_by_trait[trait.slug]))
        for trait in traits
    }
    if opened.loaded.row.is_draft:
        return opened.parts.steps.fill(states)
    urls = {f"url:{trait.slug}": reverse("rating", args=[pk, trait.slug]) for trait in traits}
    return opened.parts.frozen_steps.fill(states | urls)


def _before(opened: Opened) -> dict[str, str] | None:
    """What the trait was in the assessment before, with the way there."""
    earlier = opened.earlier
    if earlier is None:
        return None
    level = trait_result(opened.trait, earlier.domain).claim
    text = gettext("{year}年自评{level}级") if level else gettext("{year}年没有等级")
    return {
        "url": reverse("rating", args=[earlier.pk, opened.trait.slug]),
        "text": text.format(year=earlier.period, level=level),
    }


def _next(opened: Opened) -> dict[str, str]:
    traits = opened.loaded.framework.traits
    at = traits.index(opened.trait)
    if at + 1 == len(traits):
        return {"slug": "check", "label": gettext("下一步：检查")}
    name = in_current_language(traits[at + 1].name)
    return {"slug": traits[at + 1].slug, "label": gettext("下一项：{name}").format(name=name)}


def _head(opened: Opened) -> dict[str, Any]:
    """What the head and the side of the page show, of a draft and of a submitted assessment."""
    parts, said = opened.parts, opened.loaded.domain
    return {
        "assessment": opened.loaded.row,
        "trait_title": parts.title,
        "structural": parts.structural,
        "steps": _steps(opened),
        "before": _before(opened),
        "standing": side_of(parts, opened.result, said.comparators),
    }


def _elsewhere(opened: Opened) -> str:
    loaded = opened.loaded
    items = trait_page.elsewhere_of(
        loaded.framework, loaded.domain, loaded.evidence_home, opened.trait.slug, loaded.row.pk
    )
    return render_to_string("benchmark/ratings/_elsewhere.html", {"items": items}) if items else ""


def _context(opened: Opened, page: ShownPage) -> dict[str, Any]:
    """The whole page: its fields as they stand in `page`, beside them what is stored."""
    parts, result, loaded = opened.parts, opened.result, opened.loaded
    carried = loaded.carried.get(opened.trait.slug, {})
    marks = trait_page.Marks(opened.earlier, opened.trait.slug)
    rating = loaded.ratings[opened.trait.slug]
    return _head(opened) | {
        "slug": opened.trait.slug,
        "rating": rating,
        "revision": rating.revision,
        "address": opened.address,
        "page": page,
        "next": _next(opened),
        "secrecy": parts.secrecy,
        "scripts": parts.scripts,
        "kept": parts.kept,
        "save_texts": parts.save_texts,
        "figures": trait_page.figures_html(parts, page, marks),
        "conditions": trait_page.conditions_html(parts, page, result, carried, marks),
        "evidence": trait_page.evidence_html(
            parts, page, trait_page.lift_html(parts, result), _elsewhere(opened), marks
        ),
        "aim": trait_page.aim_html(parts, page, marks),
        "templates": trait_page.blank_rows(parts),
    }


def _show_frozen(request: HttpRequest, opened: Opened) -> HttpResponse:
    trait, said, home = opened.trait, opened.loaded.domain, opened.loaded.evidence_home
    items = [
        (item, names_of(trait, (s for s in item.conditions if s in trait.condition_by_slug)))
        for item in trait_page.own_evidence(said, home, trait.slug)
    ]
    context = _head(opened) | {
        "unsaved": _unsaved(request, opened),
        "said": opened.result.rating,
        "figures": [
            {
                "name": in_current_language(trait.indicator_by_slug[figure.indicator].name),
                "value": figure_words.own_text(figure, trait_page.language()),
                "product": figure.product,
                "year": figure.year,
            }
            for figure in opened.result.rating.figures
        ],
        "conditions": trait_page.frozen_conditions_html(opened.parts, opened.result),
        "items": items,
        "elsewhere": _elsewhere(opened),
        "target": trait_page.target_text(opened.parts.framework, opened.result),
    }
    return render(request, FROZEN_PAGE, context)
