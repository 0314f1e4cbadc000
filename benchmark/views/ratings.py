from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext

from benchmark.actions.assessments import (
    NotDraftError,
    RatingContent,
    RevisionConflictError,
    save_rating,
)
from benchmark.forms.ratings import ROW_GROUPS, RatingPage, SentRatingPage
from benchmark.models import Rating
from benchmark.models.framework import in_current_language
from benchmark.queries.assessments import (
    comparators_of,
    rating_of,
    rating_to_domain,
    states_of,
    with_rows,
)
from benchmark.queries.framework import framework_of
from benchmark.scoring import assessment as domain
from benchmark.scoring.framework import Framework, Trait
from benchmark.scoring.glossary import terms_of
from benchmark.scoring.levels import support
from benchmark.scoring.reasons import support_reason

from .access import signed_in, wants_json

FORM = "benchmark/ratings/rate.html"
FROZEN = "benchmark/ratings/frozen.html"
DESTINATIONS = {"check": "assessment-check", "list": "assessment"}


@signed_in
def rate(request: HttpRequest, pk: int, trait: str) -> HttpResponse:
    """One trait's page: shows it, or saves what was sent."""
    rating = rating_of(request.user, pk, trait)
    return _save(request, rating) if request.method == "POST" else _show(request, rating)


def _show(request: HttpRequest, rating: Rating) -> HttpResponse:
    context = _context(with_rows(rating))
    if not rating.assessment.is_draft:
        return render(request, FROZEN, context)
    page = RatingPage(
        context["framework"], context["trait"], stored=rating, more=request.GET.get("more", "")
    )
    return render(request, FORM, context | {"page": page, "saved": "saved" in request.GET})


def _save(request: HttpRequest, rating: Rating) -> HttpResponse:
    """Saves what is valid. Errors, a newer version or a frozen assessment are told, to a script
    as JSON; what was typed stays in the page."""
    framework, trait = _reference(rating)
    page = SentRatingPage(framework, trait, sent=request.POST, more=request.POST.get("more", ""))
    content = page.content(rating)
    try:
        revision = save_rating(rating=rating, revision=page.revision, content=content)
    except NotDraftError:
        return _refused(request, rating)
    except RevisionConflictError:
        return _conflict(request, rating, page)
    if wants_json(request):
        return JsonResponse(_saved(rating, revision, content, page))
    if page.is_valid:
        return redirect(_next_address(request, rating, framework))
    stored = _stored_now(request, rating)
    context = {"page": page, "problems": page.problems(), "revision": stored.revision}
    return render(request, FORM, _context(stored) | context)


def _refused(request: HttpRequest, rating: Rating) -> HttpResponse:
    text = gettext("这份自评已经提交，内容不能再改。需要修改时请先退回草稿。")
    if wants_json(request):
        return JsonResponse({"frozen": True, "message": text}, status=409)
    messages.error(request, text)
    return redirect("rating", pk=rating.assessment_id, trait=rating.trait.slug)


def _conflict(request: HttpRequest, rating: Rating, page: SentRatingPage) -> HttpResponse:
    """Saved elsewhere since this page was opened: nothing is written, both versions are shown."""
    stored = _stored_now(request, rating)
    if wants_json(request):
        text = gettext("这一页在别处已经保存过新的内容，您这里的改动没有写入。")
        answer = {"conflict": True, "message": text, "revision": stored.revision}
        return JsonResponse(answer, status=409)
    context = {"page": page, "problems": page.problems(), "conflict": True}
    context["revision"] = page.revision if page.revision >= 0 else ""
    return render(request, FORM, _context(stored) | context, status=409)


def _stored_now(request: HttpRequest, rating: Rating) -> Rating:
    return with_rows(rating_of(request.user, rating.assessment_id, rating.trait.slug))


def _saved(
    rating: Rating, revision: int, content: RatingContent, page: SentRatingPage
) -> dict[str, Any]:
    """What a script that saves in the background needs to show."""
    evidence = content.evidence
    if evidence is None:
        evidence = rating_to_domain(with_rows(rating)).evidence
    said = domain.Rating(
        trait=rating.trait.slug,
        state=next(state for state in domain.STATES if state == content.state),
        claim=content.claim,
        evidence=evidence,
    )
    found, saved_at = support(said), localtime(now())
    return {
        "saved_at": saved_at.isoformat(timespec="seconds"),
        "message": gettext("已保存 {time}").format(time=f"{saved_at:%H:%M}"),
        "revision": revision,
        "claim": content.claim,
        "supported": found.supported,
        "evidence_grade": found.evidence_grade,
        "reason": in_current_language(support_reason(said)),
        "errors": page.errors(),
    }


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
