"""What the method must say of the cases, where their inputs are entered through the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml.html import FormElement, HtmlElement

from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble

from .pages import Page

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.json"))
Entry = dict[str, Any]


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_report_says_what_the_case_expects(path: Path, client: Client, cast: Cast) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    client.force_login(cast.alice)

    assessment = start(client, case["input"])
    for rating in case["input"]["ratings"]:
        fill_in(client, f"{assessment}traits/{rating['trait']}/", rating)
    for item in case["input"].get("evidence", ()):
        add_evidence(client, f"{assessment}traits/{home_of(item, cast.framework)}/", item)

    found = client.get(f"{assessment}report/download/json").json()
    expected = case["expected"]
    for ours, theirs in zip(found["traits"], expected.pop("traits"), strict=True):
        assert {key: ours[key] for key in theirs} == theirs
    assert found["coverage"] == pytest.approx(expected.pop("coverage"), abs=6e-4)
    assert {key: found[key] for key in expected} == expected


def start(client: Client, given: Entry) -> str:
    """A new assessment by the page for it; its address."""
    form = form_of(client, "/assessments/new/", "page-form")
    industry = given["industry"]
    for name in ("name", "place", "sector"):
        form.fields[f"new-{name}"] = industry[name]
    form.fields["period"] = str(given["period"])
    sent = {name: values for name, values in sent_by(form).items() if name != "suggested"}
    sent["comparators"] = [tick(form, "comparators", slug) for slug in given["comparators"]]
    sent["focus"] = [tick(form, "focus", slug) for slug in given.get("focus", ())]
    return moved(client.post("/assessments/new/", sent))


def fill_in(client: Client, address: str, rating: Entry) -> None:
    """Figures and answers, target, its year and the rationale of one trait."""
    form = form_of(client, address)
    for figure in rating.get("figures", ()):
        form = enter_figure(client, address, form, figure)
    for condition, answer in rating.get("answers", {}).items():
        if answer is not None:
            form.inputs[f"answer-{condition}"].value = answer
    form.inputs["not_known"].checked = bool(rating.get("not_known"))
    for name in ("target", "target_year", "rationale"):
        if rating.get(name) is not None:
            form.fields[name] = str(rating[name])
    save(client, address, form)


def enter_figure(client: Client, address: str, form: FormElement, figure: Entry) -> FormElement:
    """The page with the figure in the indicator's empty row; where it has none, in one more."""
    rows = form.xpath(f".//tbody[@data-of='{figure['indicator']}']")
    if form.fields[f"figure-{rows[-1].get('data-key')}-value"]:
        save(client, address, form, more=figure["indicator"])
        form = form_of(client, f"{address}?more={figure['indicator']}")
        rows = form.xpath(f".//tbody[@data-of='{figure['indicator']}']")
    field = f"figure-{rows[-1].get('data-key')}"
    form.fields[f"{field}-value"] = str(figure["value"])
    form.fields[f"{field}-product"] = figure.get("product") or ""
    form.fields[f"{field}-year"] = str(figure.get("year") or "")
    form.inputs[f"{field}-about"].checked = figure.get("qualifier") == "about"
    if figure.get("unit"):
        form.fields[f"{field}-unit"] = figure["unit"]
    return form


def add_evidence(client: Client, address: str, item: Entry) -> None:
    """One more item of evidence, with whatever it proves, of any trait."""
    form = form_of(client, f"{address}?more=evidence")
    row = form.xpath(".//fieldset[@data-row='evidence']")[-1]
    field = f"evidence-{row.get('data-key')}"
    form.inputs[f"{field}-grade"].value = str(item["grade"])
    for name in ("title", "source", "date", "url"):
        form.fields[f"{field}-{name}"] = item.get(name) or ""
    for name in ("conditions", "indicators"):
        for slug in item.get(name, ()):
            form.inputs[f"{field}-{name}"].value.add(slug)
    save(client, address, form)


def home_of(item: Entry, framework: Framework) -> str:
    """The trait in whose page an official would enter it: that of its first condition."""
    for slug in item["conditions"][:1]:
        return framework.condition_by_slug[slug].trait
    return "scale"


def form_of(client: Client, address: str, name: str = "rating-form") -> FormElement:
    response = client.get(address)
    assert response.status_code == 200, address
    form: FormElement = Page(response.content).root.get_element_by_id(name)
    return form


def tick(form: FormElement, name: str, slug: str) -> str:
    """A value that the page offers."""
    boxes: list[HtmlElement] = form.xpath(f".//input[@name='{name}'][@value='{slug}']")
    assert boxes, slug
    return slug


def sent_by(form: FormElement) -> dict[str, list[str]]:
    """Everything that a browser would send. lxml's own `form_values` reads an empty value as 'on'
    and sends what is disabled."""
    sent: dict[str, list[str]] = {}
    for field in form.xpath(
        ".//*[self::input or self::select or self::textarea][not(ancestor::fieldset[@disabled])]"
    ):
        if field.get("type") in ("radio", "checkbox"):
            values = [field.get("value", "on")] if field.checked else []
        else:
            values = [field.value or ""]
        if field.name and values:
            sent[field.name] = sent.get(field.name, []) + values
    return sent


def save(client: Client, address: str, form: FormElement, **pressed: str) -> None:
    moved(client.post(address, sent_by(form) | pressed))


def moved(response: Any) -> str:
    """Where an accepted form leads."""
    assert response.status_code == 302, Page(response.content).all("//*[@class='error-summary']")
    return str(response.headers["Location"])
