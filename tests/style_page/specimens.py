"""Every component in every state: what each partial is given.

The reference data is the real one; what users would have entered is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
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
from benchmark.scoring.assessment import Evidence, Rating
from benchmark.scoring.framework import Fact, Framework
from benchmark.scoring.levels import support
from benchmark.scoring.text import Text
from benchmark.templatetags.benchmark_text import STATUS_LABELS, tr
from benchmark.views.clusters import spread
from benchmark.views.comparison import Chip, Choice
from benchmark.views.filters import Filter
from benchmark.views.home import excerpt
from benchmark.wording import labels
from benchmark.wording.glossary import TERMS
from benchmark.wording.reasons import support_reason

# State of a component -> what its partial is given.
States = Mapping[str, Mapping[str, Any]]
ONLY: States = {"": {}}

# supported, claim, target, low, high
RATINGS: dict[str, tuple[int | None, int | None, int | None, int, int]] = {
    "not rated": (None, None, None, 1, 5),
    "not rated, with a target": (None, None, 4, 1, 5),
    "no evidence: claim above supported": (2, 5, 5, 1, 5),
    "uncertain, target above": (3, 3, 4, 2, 4),
    "certain, target above": (2, 2, 5, 2, 2),
    "target met": (4, 4, 4, 3, 5),
    "lowest": (1, 1, 1, 1, 1),
    "level 5, certain": (5, 5, 5, 5, 5),
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
        **_levels(framework),
        **_reference(framework),
        **_words(),
        **_navigation(framework),
        **_messages(framework),
    }


def page_specimens(framework: Framework) -> dict[str, States]:
    """What has states and stands in one page only: by its path below templates/benchmark."""
    trait = framework.traits[1]
    said = Rating(trait.slug, "rated", 4, target=5, evidence=(EVIDENCE["grade 2"],))
    assessment = SimpleNamespace(pk=0)
    saved = SimpleNamespace(
        updated_at=timezone.make_aware(datetime(2026, 3, 2, 14, 32)), revision=1
    )
    shown = excerpt(framework, active_language())
    chips = [Chip(cluster, "?c=", 1) for cluster in framework.clusters[:3]]
    offers = [(framework.sectors[0], [Chip(framework.clusters[3], "?c=", 0), chips[2]])]
    steps = [
        {"slug": t.slug, "name": f"{t.number} {tr(t.name)}", "state": tr(state), "here": t is trait}
        for t, state in zip(framework.traits, 3 * list(labels.STATE.values()), strict=False)
    ]
    return {
        "assessments/_task.html": {
            state: {"task": TraitTask(result, ()), "assessment": assessment}
            for state, result in zip(("first", "second"), shown.report.profile.traits, strict=False)
        },
        "comparison/_comparators.html": {
            "chosen and offered, an unknown one in the address": {
                "chips": chips[:2],
                "offers": offers,
                "choice": Choice((), ("textiles",), too_many=False),
            },
        },
        "ratings/_steps.html": {"": {"steps": steps, "assessment": assessment}},
        "ratings/_standing.html": {
            "claim above supported": {
                "said": replace(said, claim=5),
                "support": support(replace(said, claim=5)),
                "reason": support_reason(replace(said, claim=5)),
            },
        },
        "ratings/_conflict.html": {
            "": {
                "rating": saved,
                "assessment": assessment,
                "trait": trait,
                "saved_by": _("另一个窗口或同事"),
                "said": said,
                "framework": framework,
            },
        },
        "ratings/_save_state.html": {
            "saved": {"saved": True, "rating": saved},
            "conflict or session over": {"conflict": True},
            "some fields refused": {"problems": [True]},
        },
        "reports/_conclusion.html": {"": {"conclusion": shown.conclusion}},
    }


def _levels(framework: Framework) -> dict[str, States]:
    ratings = {
        state: {"supported": s, "claim": c, "target": t, "low": low, "high": high}
        for state, (s, c, t, low, high) in RATINGS.items()
    }
    cards = {
        f"level {level.level}": {"level": level, "field": f"answer-{level.level}"}
        for level in framework.traits[1].levels
    }
    chosen = {"level 5, chosen": {**cards["level 5"], "field": "chosen", "selected": 5}}
    return {
        "_level_ladder.html": ratings,
        "_gap_bar.html": ratings,
        "_legend.html": {drawing: {"drawing": drawing} for drawing in ("bars", "ladder")},
        "_level_card.html": {
            state: {**values, "ladder": framework.ladder}
            for state, values in {**cards, **chosen}.items()
        },
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
        "with the mapping": {"mapping": next(iter(practice.trait_reasons.values()))},
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
            state: {"fact": fact, "framework": framework, "lead": lead}
            for state, (fact, lead) in facts.items()
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
        "_carried_chip.html": {
            "unchanged": {"year": 2025},
            "up to date (shows nothing)": {"year": None},
        },
        "_status_chip.html": {status: {"status": status} for status in STATUS_LABELS},
        "_verdict_chip.html": {
            **{verdict: {"verdict": verdict} for verdict in labels.VERDICT},
            "of another product": {
                "verdict": "below",
                "reserved": tr(
                    Text(
                        "数值低于所载；产品不同，只作参考",
                        "Lower in number; another product, for reference only",
                    )
                ),
            },
        },
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
    hint = {
        "hint": _("选一个本地产业，对照七项特征逐项评定，约需30分钟；可以随时保存，下次接着填。")
    }
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
