"""The method a second time, slowly and plainly, from its description alone.

Works on decoded JSON (the shipped files and an input object) with dicts, loops and Fractions, and
shares no line with benchmark.scoring. Where the two differ, one of them has misread the method.
"""

from __future__ import annotations

import json
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SAME_UNITS = [
    {"亿元": Fraction(10000), "万元": Fraction(1)},
    {"件": Fraction(1), "项": Fraction(1)},
    {"人": Fraction(1), "名": Fraction(1)},
    {"个": Fraction(1), "家": Fraction(1), "项": Fraction(1)},
]


def read_reference(folder: Path) -> Json:
    """The shipped files as they are, merged into one dict."""
    merged: Json = {}
    for name in ("clusters", "facts", "practices", "framework"):
        merged |= json.loads((folder / f"{name}.json").read_text("utf-8"), parse_float=Fraction)
    return merged


def gap_report(reference: Json, given: Json) -> Json:
    """The output object for an input object with all its keys; fractions are not rounded."""
    order = [trait["slug"] for trait in reference["traits"]]
    structural = {trait["slug"] for trait in reference["traits"] if trait["structural"]}
    ratings = {rating["trait"]: rating for rating in given["ratings"]}
    points = given["weights"] or dict.fromkeys(order, 1)
    rows = {slug: level_row(ratings[slug], slug in structural) for slug in order}
    give_statuses(rows)
    give_ranks(rows, points, order, structural)
    own = averages(rows, points)
    equal = averages(rows, dict.fromkeys(order, 1))
    six = [rows[slug] for slug in order if slug not in structural]
    rated = [row["supported"] for row in rows.values() if row["state"] == "rated"]
    for slug, row in rows.items():
        row["structural"] = slug in structural
        row["practices"] = practices(reference, given, slug) if (row["gap"] or 0) > 0 else []
        row["figures"] = [
            line for figure in ratings[slug]["figures"] for line in figure_rows(reference, figure)
        ]
    return {
        "framework": given["framework"],
        "industry": given["industry"],
        "period": given["period"],
        "coverage": own["coverage"],
        "mean": own["mean"],
        "band": own["band"],
        "mean_equal": equal["mean"],
        "band_equal": equal["band"],
        "stage": stage([row["supported"] for row in six])
        if all(row["state"] == "rated" for row in six)
        else None,
        "stage_band": [stage([row["low"] for row in six]), stage([row["high"] for row in six])],
        "weakest": [s for s in order if rated and rows[s]["supported"] == min(rated)],
        "traits": [rows[slug] for slug in order],
        "data_to_obtain": [slug for slug in order if rows[slug]["state"] != "rated"],
        "headline": headline(rows, order, structural),
        "input": given,
    }


def level_row(rating: Json, is_structural: bool) -> Json:
    best = 0
    for item in rating["evidence"]:
        best = max(best, item["grade"])
    row = {
        "trait": rating["trait"],
        "state": rating["state"],
        "claim": rating["claim"],
        "evidence_grade": best,
        "supported": None,
        "low": 1,
        "high": 5,
        "target": rating["target"],
        "gap": None,
        "gap_low": None,
        "gap_high": None,
    }
    if rating["state"] == "rated":
        cap = [2, 3, 4, 5][best]
        half_width = [2, 1, 1, 0][best]
        s = row["supported"] = cap if rating["claim"] > cap else rating["claim"]
        row["low"] = max(1, s - half_width)
        row["high"] = min(5, max(rating["claim"], s + half_width))
        if row["target"] is None:
            row["target"] = s if is_structural else min(5, s + 1)
        row["gap"] = max(0, row["target"] - s)
    if row["target"] is not None:
        row["gap_low"] = max(0, row["target"] - row["high"])
        row["gap_high"] = max(0, row["target"] - row["low"])
    return row


def give_statuses(rows: dict[str, Json]) -> None:
    for row in rows.values():
        if row["state"] != "rated":
            row["status"] = "data_first"
        elif row["gap"] > 0 and row["claim"] >= row["target"]:
            row["status"] = "evidence_first"
        elif row["gap_low"] > 0:
            row["status"] = "confirmed"
        elif row["gap"] > 0:
            row["status"] = "possible"
        elif row["gap_high"] > 0:
            row["status"] = "to_prove"
        else:
            row["status"] = "none"


def give_ranks(
    rows: dict[str, Json], points: dict[str, int], order: list[str], structural: set[str]
) -> None:
    """Picks the most urgent of those left, again and again."""
    for row in rows.values():
        row["rank"] = None
    left = [
        slug
        for slug in order
        if rows[slug]["status"] in ("confirmed", "possible") and slug not in structural
    ]
    rank = 0
    while left:
        rank += 1
        first = left[0]
        for other in left[1:]:
            if goes_before(rows[other], rows[first], points):
                first = other
        rows[first]["rank"] = rank
        left.remove(first)


def goes_before(a: Json, b: Json, points: dict[str, int]) -> bool:
    """Whether a goes before b, which stands earlier in trait order."""
    weighed_a, weighed_b = points[a["trait"]] * a["gap"], points[b["trait"]] * b["gap"]
    if weighed_a != weighed_b:
        return weighed_a > weighed_b
    if a["supported"] != b["supported"]:
        return a["supported"] < b["supported"]
    return a["status"] == "confirmed" and b["status"] == "possible"


def headline(rows: dict[str, Json], order: list[str], structural: set[str]) -> list[str]:
    named = []
    for rank in (1, 2, 3):
        named += [slug for slug in order if rows[slug]["rank"] == rank]
    for slug in order:
        row = rows[slug]
        if slug in named or slug in structural or row["state"] != "rated":
            continue
        if row["claim"] <= 2 or (row["supported"] <= 2 and row["gap"] >= 2):
            named.append(slug)
    return named


def averages(rows: dict[str, Json], points: dict[str, int]) -> Json:
    everything = rated = total = low = high = Fraction(0)
    for slug, row in rows.items():
        everything += points[slug]
        low += points[slug] * row["low"]
        high += points[slug] * row["high"]
        if row["state"] == "rated":
            rated += points[slug]
            total += points[slug] * row["supported"]
    coverage = rated / everything
    return {
        "coverage": coverage,
        "mean": total / rated if coverage >= Fraction("0.65") else None,
        "band": [low / everything, high / everything],
    }


def stage(levels: list[int]) -> int:
    answer = 0
    for k in (1, 2, 3, 4, 5):
        if len([x for x in levels if x >= k]) >= 4 and not [x for x in levels if x < k - 1]:
            answer = k
    return answer


def practices(reference: Json, given: Json, trait: str) -> list[str]:
    sector_of = {cluster["slug"]: cluster["sector"] for cluster in reference["clusters"]}
    groups: list[list[str]] = [[], [], [], []]
    for practice in reference["practices"]:
        if trait not in [mapped["trait"] for mapped in practice["traits"]]:
            continue
        cluster = practice["cluster"]
        if cluster is None:
            groups[3].append(practice["slug"])
        elif cluster in given["comparators"]:
            groups[0].append(practice["slug"])
        elif sector_of[cluster] == given["industry"]["sector"]:
            groups[1].append(practice["slug"])
        else:
            groups[2].append(practice["slug"])
    return groups[0] + groups[1] + groups[2] + groups[3]


def figure_rows(reference: Json, own: Json) -> list[Json]:
    unit = next(
        indicator["unit"]
        for trait in reference["traits"]
        for indicator in trait["indicators"]
        if indicator["slug"] == own["indicator"]
    )
    value = converted(Fraction(own["value"]), own["unit"], unit)
    rows = []
    for place in [*reference["facts"], *reference["practices"]]:
        for figure in place["figures"]:
            if figure["indicator"] != own["indicator"]:
                continue
            documented = converted(Fraction(figure["value"]), figure["unit"], unit)
            rows.append(
                {
                    "indicator": own["indicator"],
                    "cluster": place["cluster"],
                    "own": {
                        "value": value,
                        "qualifier": own["qualifier"],
                        "unit": unit,
                        "product": own["product"],
                        "year": own["year"],
                    },
                    "documented": {
                        "value": Fraction(figure["value"]),
                        "qualifier": figure["qualifier"],
                        "unit": figure["unit"],
                        "product": figure["product"]["zh"] if figure["product"] else None,
                        "year": figure["year"],
                    },
                    "verdict": verdict(
                        value, own["qualifier"], documented, figure["qualifier"], unit == "%"
                    ),
                    "same_product": same_product(own["product"], figure["product"]),
                    "year_warning": own["year"] is None
                    or figure["year"] is None
                    or own["year"] not in range(figure["year"] - 2, figure["year"] + 3),
                }
            )
    return rows


def converted(value: Fraction, unit: str, to: str) -> Fraction:
    if unit == to:
        return value
    [group] = [group for group in SAME_UNITS if unit in group and to in group]
    return value * group[unit] / group[to]


def verdict(p: Fraction, p_word: str, a: Fraction, a_word: str, percent: bool) -> str:
    """Compares ends that know whether they are reached: -1 just below, 0 reached, 1 just above."""
    if "rank" in (p_word, a_word):
        return "no_verdict"
    own_low, own_high = ends(p, p_word, percent)
    documented_low, documented_high = ends(a, a_word, percent)
    if own_high < documented_low:
        return "below"
    if own_low > documented_high:
        return "above"
    if documented_high[0] == float("inf") and own_low >= documented_low:
        return "not_below_bound"
    return "indistinguishable"


def ends(x: Fraction, word: str, percent: bool) -> tuple[tuple[Any, int], tuple[Any, int]]:
    top = (Fraction(100), 0) if percent else (float("inf"), -1)
    return {
        "exact": ((x, 0), (x, 0)),
        "about": ((x * 95 / 100, 0), (x * 105 / 100, 0)),
        "near": ((x * 9 / 10, 0), (x, -1)),
        "more_than": ((x, 1), top),
        "at_least": ((x, 0), top),
    }[word]


def same_product(own: str | None, documented: dict[str, str] | None) -> bool:
    """In either language of the reference; no product stated meets only no product documented."""
    names = documented.values() if documented else [""]
    return unicodedata.normalize("NFKC", own or "").strip() in [
        unicodedata.normalize("NFKC", name).strip() for name in names
    ]
