"""A trait's page: shown, saved by a button or by a script, and never losing what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext

from benchmark.actions.assessments import NotDraftError, RevisionConflictError, save_rating
from benchmark.current_language import active_language, in_current_language
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
from .prebuilt import prebuilt
from .trait_changes import answer_for_the_user, differences, rows_elsewhere
from .trait_parts import TraitParts, names_of, trait_parts
from .trait_rows import blank_rows

FORM = "benchmark/ratings/rate.html"
SUMMARY = "benchmark/components/_error_summary.html"
ALARMING = " text-danger"
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
    said = {}
    if "saved" in request.GET:
        saved_at = localtime(opened.loaded.ratings[opened.trait.slug].updated_at)
        said["saved"] = escape(gettext("已保存 {time}").format(time=f"{saved_at:%H:%M}"))
    return _form(request, opened, opened.stored(request.GET.get("more", "")), said)


def _ask_again(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """For a form whose token is void: nothing is written; the page comes back as it was typed."""
    if not opened.loaded.row.is_draft:
        return _refused(request, opened.loaded.row.pk, opened.trait.slug)
    page = _sent(request, opened.loaded.framework, opened.trait)
    void = render_to_string("benchmark/components/_token_void.html", {"void": True})
    said = _problems(page) | _unsaved_slots() | {"token-void": void, "revision": _known(page)}
    return _form(request, opened, page.shown(opened.stored()), said)


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
        answer = saved_answer(parts, trait_result(trait, said), said, revision, page)
        answer["next"] = _next_address(request, pk, trait.slug, loaded.framework)
        rows = page.overwrites and rows_elsewhere(page, loaded)
        answer["reload"] = f"{reverse('rating', args=[pk, trait.slug])}?saved=1" if rows else ""
        return JsonResponse(answer)
    if page.is_valid:
        return redirect(_next_address(request, pk, trait.slug, loaded.framework))
    opened = _open(request, pk, trait.slug)
    shown = page.shown(opened.stored(), request.POST.get("more", ""))
    return _form(request, opened, shown, _problems(page))


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
        "saved_at": rating.updated_at,
        "overwrite": rating.revision,
        "saved_by": saved_by(rating, request.user),
        "differences": lines,
        "added": added,
        "address": opened.address,
    }
    if wants_json(request):
        return JsonResponse(conflict_answer(rating, panel), status=409)
    said = _problems(page) | _unsaved_slots() | {"revision": _known(page)}
    said["conflict"] = render_to_string("benchmark/ratings/_conflict.html", panel)
    return _form(request, opened, shown, said, status=409)


def _known(page: SentPage) -> str:
    """The revision that the sent page was opened on: saving it as it is, is told again."""
    return str(page.revision) if page.revision >= 0 else ""


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


def _marks(opened: Opened) -> trait_page.Marks:
    return trait_page.Marks(opened.earlier, opened.trait.slug, opened.loaded.domain.period)


def _elsewhere(opened: Opened) -> str:
    loaded = opened.loaded
    items = trait_page.elsewhere_of(
        loaded.framework, loaded.domain, loaded.evidence_home, opened.trait.slug, loaded.row.pk
    )
    return render_to_string("benchmark/ratings/_elsewhere.html", {"items": items}) if items else ""


def _form(
    request: HttpRequest,
    opened: Opened,
    page: ShownPage,
    said: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:
    """The whole page: its fields as they stand in `page`, beside them what is stored. `said` is
    what this answer says besides, by slot."""
    parts, loaded, marks = opened.parts, opened.loaded, _marks(opened)
    rating = loaded.ratings[opened.trait.slug]
    last = f"{rating.saved_page}.{rating.saved_number}" if rating.saved_page else ""
    slots = {
        **trait_page.head_slots(loaded, marks),
        **trait_page.page_slots(parts, page, opened.result, marks),
        **trait_page.carried_slots(parts, page, loaded.carried.get(opened.trait.slug, {}), marks),
        **trait_page.side_slots(parts, opened.result, loaded.domain.comparators),
        **trait_page.rests_slot(parts, opened.result, marks),
        "elsewhere": _elsewhere(opened),
        "address": opened.address,
        "assessment-key": str(loaded.row.pk),
        "last-save": last,
        "revision": str(rating.revision),
        **said,
    }
    return prebuilt(
        request,
        loaded.framework,
        FORM,
        lambda: {"parts": parts, "blank_rows": blank_rows(parts)},
        about=opened.trait.slug,
        slots=slots,
        status=status,
    )


def _problems(page: SentPage) -> dict[str, str]:
    """What is wrong with what was sent, at the head of the page and beside its buttons."""
    problems = page.problems()
    if not problems:
        return {}
    text = gettext("其余内容已保存；标出的内容没有保存，请改正后再保存。")
    return {
        "problems": render_to_string(SUMMARY, {"problems": problems}),
        "saved": escape(text),
        "alarming": ALARMING,
    }


def _unsaved_slots() -> dict[str, str]:
    return {"saved": escape(gettext("尚未保存")), "alarming": ALARMING}


def _show_frozen(request: HttpRequest, opened: Opened) -> HttpResponse:
    trait, said, home = opened.trait, opened.loaded.domain, opened.loaded.evidence_home
    items = [
        (item, names_of(trait, (s for s in item.conditions if s in trait.condition_by_slug)))
        for item in trait_page.own_evidence(said, home, trait.slug)
    ]
    parts, marks = opened.parts, _marks(opened)
    side = trait_page.side_slots(parts, opened.result, said.comparators)
    context = {
        "assessment": opened.loaded.row,
        "title": parts.title,
        "head": parts.frozen_head.fill(trait_page.head_slots(opened.loaded, marks)),
        "standing": side["standing"],
        "unsaved": _unsaved(request, opened),
        "said": opened.result.rating,
        "figures": [
            {
                "name": in_current_language(trait.indicator_by_slug[figure.indicator].name),
                "value": figure_words.own_text(figure, active_language()),
                "product": figure.product,
                "year": figure.year,
            }
            for figure in opened.result.rating.figures
        ],
        "conditions": trait_page.frozen_conditions(parts, opened.result),
        "items": items,
        "elsewhere": _elsewhere(opened),
        "target": trait_page.target_text(parts.framework, opened.result),
    }
    return render(request, FROZEN_PAGE, context)
