"""Every component in every state: what each partial is given.

The reference data is the real one; what users would have entered is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from benchmark.current_language import active_language
from benchmark.forms.fields import FieldProblem
from benchmark.queries.tasks import TraitTask
from benchmark.scoring.assessment import Evidence
from benchmark.scoring.framework import Fact, Framework
from benchmark.scoring.lifts import lifts
from benchmark.scoring.profile import TraitResult
from benchmark.templatetags.benchmark_text import STATUS_LABELS, tr
from benchmark.views.clusters import spread
from benchmark.views.comparison import Chip, Choice
from benchmark.views.filters import Filter
from benchmark.views.home import excerpt
from benchmark.views.trait_parts import TraitParts, trait_parts
from benchmark.views.trait_side import side_of
from benchmark.wording import labels
from benchmark.wording.glossary import TERMS

# State of a component -> what its partial is given.
States = Mapping[str, Mapping[str, Any]]
ONLY: States = {"": {}}

# claim, proven, target, possible
LADDERS: dict[str, tuple[int | None, int | None, int | None, int]] = {
    "not rated": (None, None, None, 5),
    "not rated, with a target": (None, None, 4, 3),
    "claimed, not proven": (5, 2, 5, 5),
    "not all known, target above": (2, 2, 4, 4),
    "all known, target above": (2, 2, 5, 2),
    "target met": (4, 4, 4, 4),
    "lowest": (1, 1, 1, 1),
    "level 5, proven": (5, 5, 5, 5),
}

EVIDENCE: dict[str, Evidence] = {
    "grade 1, nothing else": Evidence(1),
    "grade 2": Evidence(2, "2024年产业链企业台账", "示例市工业和信息化局", "2025-03"),
    "grade 3, web address": Evidence(
        3,
        "示例市国民经济和社会发展统计公报",
        "示例市统计局",
        "2025-03-18",
        "https://example.cn/2024",
    ),
    "an address that is none": Evidence(
        3, "甲公司年度报告", "甲公司", "2024", "javascript:alert(1)"
    ),
    "long": Evidence(2, "示例市智能电力装备产业链配套企业调查表" * 6, "示例市" * 20, "2025"),
}


def specimens(framework: Framework) -> dict[str, States]:
    """States by the file name of the partial."""
    return {
        **_levels(),
        **_reference(framework),
        **_words(),
        **_navigation(framework),
        **_messages(framework),
    }


def page_specimens(framework: Framework) -> dict[str, States]:
    """What has states and stands in one page only: by its path below templates/benchmark."""
    report = excerpt(framework, active_language()).report
    results = report.profile.traits
    assessment = SimpleNamespace(pk=0)
    earlier = SimpleNamespace(period=2024)
    saved = SimpleNamespace(
        updated_at=timezone.make_aware(datetime(2026, 3, 2, 14, 32)), revision=1
    )
    chips = [Chip(cluster, "?c=", 1) for cluster in framework.clusters[:3]]
    offers = [(framework.sectors[0], [Chip(framework.clusters[3], "?c=", 0), chips[2]])]
    tasks = {
        "nothing said": TraitTask(results[-1], 0, 0),
        "much open": TraitTask(results[1], 3, 2, None, results[1], 4, 5),
    }
    return {
        "assessments/_task.html": {
            state: {"task": task, "assessment": assessment, "earlier": earlier}
            for state, task in tasks.items()
        },
        "assessments/_lifts.html": {
            "two": {
                "lifts": lifts(report.profile),
                "framework": framework,
                "assessment": assessment,
            },
        },
        "clusters/_cell.html": {
            "with figures": {"fact": next(f for f in framework.facts if f.figures)},
            "in words": {"fact": next(f for f in framework.facts if not f.figures)},
        },
        "comparison/_comparators.html": {
            "chosen and offered, an unknown one in the address": {
                "chips": chips[:2],
                "offers": offers,
                "choice": Choice((), ("textiles",), too_many=False),
            },
        },
        "ratings/_standing.html": {
            result.status: {"standing": side_of(_parts(framework, result), result, ())}
            for result in {r.status: r for r in results}.values()
        },
        "ratings/_conflict.html": {
            "": {
                "rating": saved,
                "assessment": assessment,
                "saved_by": _("另一个窗口或同事"),
                "differences": [{"label": "目标等级", "stored": "3", "typed": "4"}],
                "added": [],
            },
        },
    }


def _parts(framework: Framework, result: TraitResult) -> TraitParts:
    return trait_parts(framework, result.trait, "style page")


def _levels() -> dict[str, States]:
    ladders = {
        state: {"claim": claim, "proven": proven, "target": target, "possible": possible}
        for state, (claim, proven, target, possible) in LADDERS.items()
    }
    numbered = {"with numbers": {**ladders["target met"], "numbers": True}}
    return {
        "_ladder.html": {**ladders, **numbered},
        "_legend.html": ONLY,
        "_condition_mark.html": {state: {"state": state} for state in labels.CONDITION},
        "_grade_mark.html": {f"grade {grade}": {"grade": grade} for grade in labels.GRADE},
        "_evidence_row.html": {state: {"evidence": item} for state, item in EVIDENCE.items()},
    }


def _reference(framework: Framework) -> dict[str, States]:
    figures = list(framework.documented_figures())
    printed = next(f for f in figures if f.printed)
    with_figures = next(fact for fact in framework.facts if fact.figures)
    facts = {"of a cluster": (with_figures, "cluster"), "of a trait": (with_figures, "trait")}
    if without := _without_figures(framework.facts):
        facts["without figures"] = (without, "cluster")
    practice = next(p for p in framework.practices if p.cluster and p.figures)
    placed = next(p for p in framework.practices if not p.cluster)
    ways = {
        "in short": {},
        "with the conditions it helps": {
            "directly": practice.directly,
            "indirectly": practice.indirectly,
        },
        "with traits": {"with_traits": True},
        "with figures": {"with_figures": True},
        "tied to a place only": {"practice": placed},
    }
    shares = spread(framework)
    return {
        "_figure.html": {
            **{f.qualifier: {"figure": f} for f in reversed(figures)},
            "as printed": {"figure": printed},
            "with a note": {"figure": next(f for f in figures if f.note and f is not printed)},
            "product and year": {"figure": next(f for f in figures if f.product and f.year)},
            "without its source": {"figure": figures[0], "no_source": True},
        },
        "_fact_card.html": {
            **{
                state: {"fact": fact, "framework": framework, "lead": lead}
                for state, (fact, lead) in facts.items()
            },
            "with its level 5": {
                "fact": with_figures,
                "framework": framework,
                "routes": framework.trait_by_slug[with_figures.trait].routes_of(5)[:1],
            },
        },
        "_practice_card.html": {
            state: {"practice": practice, "framework": framework, **values}
            for state, values in ways.items()
        },
        "_source_tag.html": {"": {"section": with_figures.section}},
        "_ours_tag.html": ONLY,
        "_terms.html": {"": {"terms": TERMS}},
        "_count_bars.html": {"": {"shares": shares.sectors, "caption": _("领域")}},
    }


def _words() -> dict[str, States]:
    return {
        "_status_chip.html": {status: {"status": status} for status in STATUS_LABELS},
        "_verdict_chip.html": {verdict: {"verdict": verdict} for verdict in labels.VERDICT},
    }


def _navigation(framework: Framework) -> dict[str, States]:
    names = [(trait.slug, trait.name) for trait in framework.traits]
    before, after = (
        {f"{side}_url": reverse("trait", args=[slug]), f"{side}_name": tr(name)}
        for side, (slug, name) in zip(("previous", "next"), names, strict=False)
    )
    paginator = Paginator(range(3), 1)
    unknown = Filter("unknown", _("领域"), names)
    unknown.unknown = "textiles"
    chosen = Filter("chosen", _("领域"), names)
    chosen.value = names[0][0]
    title = tr(framework.traits[1].name)
    return {
        "_page_header.html": {
            "title only": {"title": title},
            "everything": {
                "title": title,
                "lead": tr(framework.rule),
                "eyebrow": tr(framework.name),
                "back_url": reverse("home"),
                "back_label": _("首页"),
            },
        },
        "_pagination.html": {
            **{f"page {n} of 3": {"page": paginator.page(n)} for n in (1, 2, 3)},
            "one page (shows nothing)": {"page": Paginator(range(1), 1).page(1)},
        },
        "_previous_next.html": {"both": {**before, **after}, "first": after, "last": before},
        "_filters.html": {
            "all": _filters(Filter("all", _("领域"), names)),
            "chosen": _filters(chosen),
            "unknown": _filters(unknown),
        },
    }


def _messages(framework: Framework) -> dict[str, States]:
    problems = [
        FieldProblem("#components", tr(framework.traits[0].name)),
        FieldProblem("", tr(framework.traits[1].name)),
    ]
    empty = {"text": _("还没有自评。")}
    hint = {"hint": _("新建自评时填写产业即可。")}
    return {
        "_error_summary.html": {
            "a field's and the whole form's": {"problems": problems},
            "nothing wrong (shows nothing)": {"problems": []},
        },
        "_empty.html": {
            "text": empty,
            "with a hint": {**empty, **hint},
            "with the next step": {
                **empty,
                **hint,
                "url": reverse("assessment-new"),
                "action": _("新建自评"),
            },
        },
        "_secrecy_notice.html": ONLY,
        "_saved_elsewhere.html": {
            "stored meanwhile": {
                "stored": [(_("产业名称"), "…"), (_("产业简介（可不填）"), "")],
                "mark": "0",
                "form": "page-form",
                "url": reverse("style-page"),
            },
            "otherwise (shows nothing)": {"stored": []},
        },
        "_token_void.html": {
            "sent with a void token": {"void": True},
            "otherwise (shows nothing)": {"void": False},
        },
        "_demo_notice.html": ONLY,
    }


def _filters(item: Filter) -> dict[str, Any]:
    return {"filters": [item], "action": reverse("style-page")}


def _without_figures(facts: Iterable[Fact]) -> Fact | None:
    return next((fact for fact in facts if not fact.figures), None)
