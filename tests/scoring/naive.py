"""Method 2.0 a second time, as naively as can be: JSON in, JSON out, fractions, one rule a line.

Written from the method's text, not from benchmark.scoring, of which it imports nothing; it reads
the shipped files itself. Where the two disagree, one of them is wrong.
"""

from __future__ import annotations

import json
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Any

Json = dict[str, Any]
YES, NO, OPEN = "met", "not_met", "unknown"
NEEDED = [None, 0, 0, 1, 2, 3]  # by level
MORE = {("万元", "亿元"): Fraction(1, 10_000)}
TWENTIETH = Fraction(1, 20)


def read_reference(folder: Path) -> Json:
    data: Json = {}
    for name in ("framework", "clusters", "facts", "practices"):
        data |= json.loads((folder / f"{name}.json").read_text(), parse_float=Fraction)
    data["documented"] = [
        {**figure, "cluster": owner["cluster"]}
        for owner in (*data["facts"], *data["practices"])
        for figure in owner["figures"]
    ]
    return data


def gap_report(reference: Json, given: Json) -> Json:
    found = [trait_of(reference, trait, given) for trait in reference["traits"]]
    gaps = [t for t in found if t["status"] == "gap" and not t["structural"]]
    gaps.sort(key=lambda t: (t["trait"] not in given["focus"], -t["gap"], t["claim"]))
    for trait in found:
        trait["rank"] = gaps.index(trait) + 1 if trait in gaps else None
        trait["practices"] = practices(reference, trait, given)
    headline = [t["trait"] for t in gaps][:3]
    strong = [t for t in found if t["proven"] in (4, 5) and t["trait"] not in headline]
    strong = [t for t in strong if t["proven"] == 5] + [t for t in strong if t["proven"] == 4]
    six = [t for t in found if not t["structural"]]
    return {
        "framework": given["framework"],
        "industry": given["industry"],
        "period": given["period"],
        "method_version": "2.0",
        "coverage": Fraction(len([t for t in found if t["claim"]]), 7),
        "stage": None if None in [t["claim"] for t in six] else stage([t["proven"] for t in six]),
        "stage_band": [
            stage([t["proven"] or 1 for t in six]),
            stage([t["possible"] for t in six]),
        ],
        "headline": headline,
        "strengths": [t["trait"] for t in strong][:3],
        "data_to_obtain": [t["trait"] for t in found if t["status"] == "data"],
        "to_prove": [t["trait"] for t in found if t["to_lift"]],
        "contradictions": [pair for t in found for pair in t.pop("contradictions")],
        "traits": found,
        "input": given,
    }


def stage(levels: list[int]) -> int:
    for k in (5, 4, 3, 2):
        if len([x for x in levels if x >= k]) >= 4 and min(levels) >= k - 1:
            return k
    return 1


# One trait


def trait_of(reference: Json, trait: Json, given: Json) -> Json:
    [rating] = [r for r in given["ratings"] if r["trait"] == trait["slug"]]
    state, contradictory = states(trait, rating)
    grade = grades(trait, state, given["evidence"])
    routes = [(lv["level"], r) for lv in trait["levels"] for r in lv["routes"]]
    reached = [(level, r) for level, r in routes if {state[c] for c in r["conditions"]} == {YES}]
    closed = {id(r) for _, r in routes if NO in [state[c] for c in r["conditions"]]}

    claim = max([level for level, _ in reached], default=None)
    if claim is None and all(id(r) in closed for level, r in routes if level == 2):
        claim = 1
    proven = None
    if claim is not None:
        proven = 1
        for k in (2, 3, 4, 5):
            for level, r in reached:
                if level >= k and all(grade[c] >= NEEDED[k] for c in r["conditions"]):
                    proven = k
    target = rating["target"]
    if target is None and claim is not None:
        target = claim if trait["structural"] or claim >= 4 else claim + 1

    path = way(trait, given, state, grade, routes, reached, target)
    gone = {c for c in path if state[c] == NO}
    gone |= {
        i for c in trait["conditions"] if c["slug"] in gone for i in c["implies"] if state[i] == NO
    }
    order = [c["slug"] for c in trait["conditions"]]
    if claim is None:
        status = "data"
    elif proven >= target:
        status = "met"
    elif claim >= target:
        status = "prove"
    elif any(level == target and id(r) not in closed for level, r in routes):
        status = "data"
    else:
        status = "gap"
    has_figure = any(f["value"] is not None for f in rating["figures"])
    touched = rating["not_known"] or bool(rating["answers"]) or has_figure
    return {
        "trait": trait["slug"],
        "state": "rated" if claim else "unknown" if touched else "unanswered",
        "claim": claim,
        "proven": proven,
        "possible": max([1] + [level for level, r in routes if id(r) not in closed]),
        "target": target,
        "target_is_default": rating["target"] is None and target is not None,
        "gap": None if claim is None else max(0, target - claim),
        "status": status,
        "structural": trait["structural"],
        "conditions": [{"condition": c, "state": state[c], "grade": grade[c]} for c in order],
        "route": path,
        "missing": [c for c in order if c in gone],
        "open": [c for c in path if state[c] == OPEN],
        "to_lift": lift(claim, proven, target, grade, reached),
        "examples": [
            {
                "clusters": r["examples"],
                "conditions": r["conditions"],
                "met": [state[c] for c in r["conditions"]].count(YES),
                "missing": [c for c in r["conditions"] if state[c] == NO],
                "open": [c for c in r["conditions"] if state[c] == OPEN],
            }
            for level, r in routes
            if level == 5
        ],
        "figures": rows(reference, trait, rating["figures"]),
        "contradictions": contradictory,
    }


def way(trait, given, state, grade, routes, reached, target) -> list[str]:  # type: ignore[no-untyped-def]
    if target in (None, 1):
        return []
    done = [r["conditions"] for level, r in reached if level >= target]
    if done:
        return min(done, key=lambda cs: len([c for c in cs if grade[c] < NEEDED[target]]))
    best, best_key = [], None
    for level, r in routes:
        if level == target:
            said = [state[c] for c in r["conditions"]]
            ours = any(x in given["comparators"] for x in r.get("examples", []))
            key = (1 if NO in said else 0, 0 if ours else 1, said.count(NO), said.count(OPEN))
            if best_key is None or key < best_key:
                best, best_key = r["conditions"], key
    return best


def lift(claim, proven, target, grade, reached) -> list[str]:  # type: ignore[no-untyped-def]
    if claim is None:
        return []
    goal = min(target, claim)
    if proven >= goal:
        return []
    wanting = [
        [c for c in r["conditions"] if grade[c] < NEEDED[goal]]
        for level, r in reached
        if level >= goal
    ]
    return sorted(wanting, key=len)[0]


# Conditions


def states(trait: Json, rating: Json) -> tuple[dict[str, str], list[list[str]]]:
    first = {c["slug"]: alone(trait, c, rating) for c in trait["conditions"]}
    implied = {c["slug"]: c["implies"] for c in trait["conditions"]}
    clash = [[a, b] for a in first for b in implied[a] if first[a] == YES and first[b] == NO]
    wrong = {a for a, _ in clash}
    final = dict(first)
    for condition in trait["conditions"]:
        slug = condition["slug"]
        if slug in wrong and condition["kind"] == "statement":
            final[slug] = OPEN
        elif first[slug] == OPEN and any(first[b] == NO for b in implied[slug]):
            final[slug] = NO
        elif first[slug] == OPEN and any(
            slug in implied[a] and first[a] == YES and a not in wrong for a in first
        ):
            final[slug] = YES
    return final, clash


def alone(trait: Json, condition: Json, rating: Json) -> str:
    answer = rating["answers"].get(condition["slug"]) or OPEN
    if condition["kind"] == "statement":
        return answer
    [indicator] = [i for i in trait["indicators"] if i["slug"] == condition["indicator"]]
    said = [judged(f, indicator, condition["threshold"]) for f in counting(rating, indicator)]
    if not said:
        return OPEN if answer == YES else answer
    return YES if YES in said else OPEN if OPEN in said else NO


def counting(rating: Json, indicator: Json) -> list[Json]:
    rows_ = [
        f
        for f in rating["figures"]
        if f["indicator"] == indicator["slug"] and f["value"] is not None
    ]
    kept = []
    for f in rows_:
        rivals = [
            g for g in rows_ if not indicator["per_product"] or same(f["product"], g["product"])
        ]
        if (f["year"] or 0) == max(g["year"] or 0 for g in rivals):
            kept.append(f)
    return kept


def span(figure: Json, unit: str) -> tuple[Fraction, Fraction]:
    x = Fraction(figure["value"]) * MORE.get((figure["unit"], unit), 1)
    slack = x * TWENTIETH if figure["qualifier"] == "about" else 0
    return x - slack, x + slack


def judged(figure: Json, indicator: Json, threshold: Json) -> str:
    p, q = span(figure, indicator["unit"])
    v = Fraction(threshold["value"])
    fits = {
        "at_least": lambda x: x >= v,
        "more_than": lambda x: x > v,
        "about": lambda x: x >= v * Fraction(95, 100),
        "near": lambda x: x >= v * Fraction(9, 10),
        "at_most": lambda x: x <= v,
    }[threshold["qualifier"]]
    if fits(p) and fits(q):
        return YES
    return OPEN if fits(p) or fits(q) else NO


def grades(trait: Json, state: dict[str, str], evidence: list[Json]) -> dict[str, int]:
    result = {}
    for condition in trait["conditions"]:
        provers = {condition["slug"]} | {
            c["slug"]
            for c in trait["conditions"]
            if condition["slug"] in c["implies"] and state[c["slug"]] == YES
        }
        items = [worth(item) for item in evidence if provers & set(item["conditions"])]
        result[condition["slug"]] = max(items, default=0)
    return result


def worth(item: Json) -> int:
    if item["grade"] == 3 and not seen(item["url"]):
        return 2 if seen(item["date"]) else 1
    return item["grade"] if seen(item["date"]) else min(1, item["grade"])


def seen(text: str) -> str:
    """The text without what is not visible at its ends."""
    while text and unseen(text[0]):
        text = text[1:]
    while text and unseen(text[-1]):
        text = text[:-1]
    return text


def unseen(character: str) -> bool:
    """As Unicode's own list of what programs ignore has it, with the blanks that it leaves out."""
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"):
        return True
    blank = (
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2060, 0x206F),
        (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8),
        (0x16FE4, 0x16FE4), (0x1D159, 0x1D159), (0xE0000, 0xE0FFF),
    )  # fmt: skip
    return any(low <= ord(character) <= high for low, high in blank)


def same(one: str, other: str) -> bool:
    return same_key(one) == same_key(other)


def same_key(product: str) -> str:
    return seen(unicodedata.normalize("NFKC", product))


# Practices and figures


def practices(reference: Json, trait: Json, given: Json) -> list[str]:
    if trait["structural"] or trait["status"] == "met":
        return []
    wanted = set(
        trait["to_lift"] if trait["status"] == "prove" else trait["missing"] + trait["open"]
    )
    cluster = {c["slug"]: c for c in reference["clusters"]}
    cities = {city["zh"] for slug in given["comparators"] for city in cluster[slug]["cities"]}
    listed = []
    for place, practice in enumerate(reference["practices"]):
        direct = len(wanted & set(practice["helps"]["directly"]))
        if not direct and not wanted & set(practice["helps"]["indirectly"]):
            continue
        home = practice["place"]["zh"].replace("浦东新区", "上海")
        field = practice["cluster"] and cluster[practice["cluster"]]["sector"]
        if practice["cluster"] in given["comparators"]:
            near = 1
        elif home in cities:
            near = 2
        else:
            near = 3 if field == given["industry"]["sector"] else 4
        listed.append((0 if direct else 1, near, -direct, place, practice["slug"]))
    return [slug for *_, slug in sorted(listed)]


def rows(reference: Json, trait: Json, figures: list[Json]) -> list[Json]:
    found = []
    for own in figures:
        [indicator] = [i for i in trait["indicators"] if i["slug"] == own["indicator"]]
        for documented in reference["documented"]:
            if documented["indicator"] == own["indicator"] and own["value"] is not None:
                found.append(row(indicator, own, documented))
    return found


def row(indicator: Json, own: Json, documented: Json) -> Json:
    product = documented["product"] or {"zh": "", "en": ""}
    alike = same(own["product"], product["zh"]) or same(own["product"], product["en"])
    years = [own["year"], documented["year"]]
    p, q = span(own, indicator["unit"])
    d, word = Fraction(documented["value"]), documented["qualifier"]
    if indicator["compare"] == "same_product" and not alike:
        verdict = "no_verdict"
    elif word == "more_than":
        verdict = "reaches" if p > d else "below" if q <= d else "unclear"
    elif word == "near":
        verdict = "below" if q < d * Fraction(9, 10) else "above" if p >= d else "level"
    else:
        assert word in ("exact", "about")
        low, high = (d, d) if word == "exact" else (d * Fraction(19, 20), d * Fraction(21, 20))
        verdict = "below" if q < low else "above" if p > high else "level"
    x = Fraction(own["value"]) * MORE.get((own["unit"], indicator["unit"]), 1)
    return {
        "indicator": own["indicator"],
        "cluster": documented["cluster"],
        "own": {
            "value": x,
            "qualifier": own["qualifier"],
            "unit": indicator["unit"],
            "product": own["product"],
            "year": own["year"],
        },
        "documented": {
            "value": d,
            "qualifier": word,
            "unit": documented["unit"],
            "product": documented["product"] and documented["product"]["zh"],
            "year": documented["year"],
        },
        "verdict": verdict,
        "same_product": alike,
        "year_warning": None in years or abs(years[0] - years[1]) > 2,
    }
