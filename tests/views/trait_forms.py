"""A trait's page as a browser sends it: every field it names, by key where it is of a row."""

from __future__ import annotations

from django.test import Client

from tests.cast import Cast

from .pages import Page

JSON = {"accept": "application/json"}
Fields = dict[str, str | list[str]]
LEDGER, OUTPUT = "1ed9e71ed9e7", "0a7b070a7b07"


def own(cast: Cast, trait: str = "scale") -> str:
    return f"/assessments/{cast.draft.pk}/traits/{trait}/"


def figure(indicator: str = "output", *, key: str = OUTPUT, **more: str) -> Fields:
    """A row of the table of figures."""
    row = {"indicator": indicator, "value": "86", "unit": "亿元", "product": "", "year": "2024"}
    return {f"figure-{key}-{name}": value for name, value in (row | more).items()}


def item(*conditions: str, key: str = LEDGER, **more: str | list[str]) -> Fields:
    """An evidence item that names conditions."""
    row: dict[str, str | list[str]] = {
        "grade": "2",
        "title": "产业链台账",
        "source": "统计局",
        "date": "2025-03",
        "url": "",
        "conditions": list(conditions),
    }
    return {f"evidence-{key}-{name}": value for name, value in (row | more).items()}


def said(*rows: Fields, revision: int = 0, **more: str) -> Fields:
    """A whole page of the industry's scale: level 3 is met and level 4 is not."""
    fields: Fields = {
        "revision": str(revision),
        "answer-sc-city-chain": "met",
        "answer-sc-city-top5": "",
        "answer-sc-province-top3": "",
        "answer-sc-province-list": "met",
        "answer-sc-nation-top10": "not_met",
        "answer-sc-nation-list": "not_met",
        "answer-sc-share-5": "not_met",
        "target": "4",
        "target_year": "2028",
        "rationale": "营业收入居全省第二。",
    }
    for row in rows:
        fields |= row
    return fields | more


def save(
    client: Client, cast: Cast, *rows: Fields, trait: str = "scale", **more: str | int
) -> Page | str:
    """The page told, or where a saved one leads."""
    revision = int(more.pop("revision", 0))
    words = {name: str(value) for name, value in more.items()}
    response = client.post(own(cast, trait), said(*rows, revision=revision, **words))
    if response.status_code == 302:
        return response.headers["Location"]
    return Page(response.content)


def value(shown: Page, field: str) -> str:
    return str(shown.root.get_element_by_id(field).value)


def answers(shown: Page) -> dict[str, str]:
    """What is chosen for each condition that can be answered; '' is no answer."""
    chosen = shown.root.xpath("//fieldset[not(@disabled)]//input[@checked]")
    return {
        radio.get("name").removeprefix("answer-"): radio.get("value")
        for radio in chosen
        if radio.get("name").startswith("answer-")
    }


def finding(shown: Page, condition: str) -> str:
    """What is said of a condition's state, where it stands first."""
    return shown.all(f"//*[@id='c-{condition}']/*[@data-finding]")[0]


def summary(shown: Page) -> list[str]:
    return list(shown.root.xpath("//div[@class='error-summary']//a/@href"))
