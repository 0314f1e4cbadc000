"""A trait's page: shown, saved by a button or by a script, and never losing what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from benchmark.actions.assessments import (
    NotDraftError,
    RevisionConflictError,
    save_rating,
)
from benchmark.current_language import in_current_language
from benchmark.forms.ratings import ROW_GROUPS, RatingPage, SentRatingPage
from benchmark.models import Rating
from benchmark.queries.assessments import (
    comparators_of,
    rating_of,
    rating_to_domain,
    states_of,
    with_rows,
)
from benchmark.queries.earlier import with_earlier
from benchmark.queries.framework import framework_of
from benchmark.scoring.framework import Framework, Trait
from benchmark.scoring.levels import support
from benchmark.wording.glossary import terms_of
from benchmark.wording.reasons import support_reason

from .access import FROZEN, SignedInRequest, wants_json
from .autosave import conflict_answer, save_mark, saved_answer, saved_by
from .form_recovery import own_form, token_is_void

FORM = "benchmark/ratings/rate.html"
FROZEN_PAGE = "benchmark/ratings/frozen.html"
DESTINATIONS = {"check": "assessment-check", "list": "assessment"}
# What was typed into a form that came too late, for the page that is shown next.
UNSAVED = "unsaved-rating"


@own_form
def rate(request: SignedInRequest, pk: int, trait: str) -> HttpResponse:
    """One trait's page: shows it, or saves what was sent, also by the switch of language."""
    rating = rating_of(request.user, pk, trait)
    if request.method != "POST":
        return _show(request, rating)
    return _ask_again(request, rating) if token_is_void(request) else _save(request, rating)


def _ask_again(request: HttpRequest, rating: Rating) -> HttpResponse:
    """For a form whose token is void: nothing is written; the page comes back as it was typed."""
    if not rating.assessment.is_draft:
        return _refused(request, rating)
    page = SentRatingPage(*_reference(rating), sent=request.POST)
    context = _sent_context(rating, page) | {"revision": _known(page)}
    return render(request, FORM, context)


def _show(request: HttpRequest, rating: Rating) -> HttpResponse:
    framework, trait = _reference(rating)
    if not rating.assessment.is_draft:
        unsaved = _unsaved(request, framework, trait)
        return render(request, FROZEN_PAGE, _context(with_rows(rating)) | {"unsaved": unsaved})
    earlier = with_earlier(rating)
    more = request.GET.get("more", "")
    page = RatingPage(framework, trait, stored=rating, more=more, earlier=earlier)
    context = {"page": page, "earlier": earlier, "saved": "saved" in request.GET}
    return render(request, FORM, _context(rating) | context)


def _save(request: SignedInRequest, rating: Rating) -> HttpResponse:
    """Saves what is valid. Errors, a newer version or a frozen assessment are told, to a script
    as JSON; what was typed stays in the page."""
    framework, trait = _reference(rating)
    page = SentRatingPage(framework, trait, sent=request.POST, more=request.POST.get("more", ""))
    content = page.content(rating)
    try:
        revision = save_rating(
            rating=rating,
            revision=page.revision,
            content=content,
            user=request.user,
            mark=save_mark(request),
        )
    except NotDraftError:
        return _refused(request, rating)
    except RevisionConflictError:
        return _conflict(request, rating, page)
    if wants_json(request):
        answer = saved_answer(rating, revision, content, page)
        return JsonResponse(answer | {"next": _next_address(request, rating, framework)})
    if page.is_valid:
        return redirect(_next_address(request, rating, framework))
    stored = _stored_now(request, rating)
    context = _sent_context(stored, page) | {"revision": stored.revision}
    return render(request, FORM, context)


def _refused(request: HttpRequest, rating: Rating) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"frozen": True, "message": str(FROZEN)}, status=409)
    messages.error(request, FROZEN)
    request.session[UNSAVED] = [rating.trait.slug, request.POST.urlencode()]
    return redirect("rating", pk=rating.assessment_id, trait=rating.trait.slug)


def _unsaved(request: HttpRequest, framework: Framework, trait: Trait) -> SentRatingPage | None:
    """What came too late for this trait, once: to be read and copied."""
    slug, typed = request.session.get(UNSAVED, ("", ""))
    if slug != trait.slug:
        return None
    del request.session[UNSAVED]
    return SentRatingPage(framework, trait, sent=QueryDict(typed))


def _conflict(request: SignedInRequest, rating: Rating, page: SentRatingPage) -> HttpResponse:
    """Saved elsewhere since this page was opened: nothing is written, both versions are shown."""
    stored = _stored_now(request, rating)
    context = _sent_context(stored, page) | {"saved_by": saved_by(stored, request.user)}
    if wants_json(request):
        return JsonResponse(conflict_answer(stored, context), status=409)
    context |= {"conflict": True, "revision": _known(page)}
    return render(request, FORM, context, status=409)


def _known(page: SentRatingPage) -> int | str:
    """The revision that the sent page was opened on: saving it as it is, is told again."""
    return page.revision if page.revision >= 0 else ""


def _stored_now(request: SignedInRequest, rating: Rating) -> Rating:
    return rating_of(request.user, rating.assessment_id, rating.trait.slug)


def _sent_context(stored: Rating, page: SentRatingPage) -> dict[str, Any]:
    """What the page shows where it comes back as it was typed."""
    page.earlier = with_earlier(stored)
    shown = {"page": page, "problems": page.problems(), "earlier": page.earlier}
    return _context(stored) | shown


def _next_address(request: HttpRequest, rating: Rating, framework: Framework) -> str:
    """Where the pressed button leads once everything is saved: a trait, 'check', 'list' or here."""
    pk, here = rating.assessment_id, rating.trait.slug
    wanted, group = request.POST.get("go", ""), request.POST.get("more")
    if wanted in framework.trait_by_slug:
        return reverse("rating", args=[pk, wanted])
    if wanted in DESTINATIONS:
        return reverse(DESTINATIONS[wanted], args=[pk])
    address = reverse("rating", args=[pk, here])
    return f"{address}?more={group}#{group}" if group in ROW_GROUPS else f"{address}?saved=1"


def _neighbours(framework: Framework, slug: str) -> tuple[Trait | None, Trait | None]:
    traits = framework.traits
    at = [trait.slug for trait in traits].index(slug)
    return (traits[at - 1] if at else None, traits[at + 1] if at + 1 < len(traits) else None)


def _reference(rating: Rating) -> tuple[Framework, Trait]:
    framework = framework_of(rating.assessment.framework)
    return framework, framework.trait_by_slug[rating.trait.slug]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the seven traits in the row that says where one is."""

    slug: str
    name: str
    state: str
    here: bool


def _step(trait: Trait, state: str, shown: Trait) -> Step:
    labels = dict(Rating.State.choices)
    name = f"{trait.number} {in_current_language(trait.name)}"
    return Step(trait.slug, name, str(labels.get(state, "")), trait is shown)


def _context(rating: Rating) -> dict[str, Any]:
    """What the page shows beside its form, of a rating with its rows."""
    framework, trait = _reference(rating)
    facts = framework.facts_of(trait=trait.slug)
    chosen = comparators_of(rating.assessment)
    documented = [fact.cluster for fact in facts if fact.cluster in chosen]
    said = rating_to_domain(rating)
    before, after = _neighbours(framework, trait.slug)
    states = states_of(rating.assessment)
    return {
        "assessment": rating.assessment,
        "rating": rating,
        "revision": rating.revision,
        "said": said,
        "framework": framework,
        "edition": rating.assessment.framework.digest,
        "trait": trait,
        "support": support(said),
        "reason": support_reason(said),
        "facts": sorted(facts, key=lambda fact: fact.cluster not in documented),
        "documented_comparators": documented,
        "steps": [_step(each, states.get(each.slug, ""), trait) for each in framework.traits],
        "previous": before,
        "next": after,
        "terms": terms_of(trait),
    }
