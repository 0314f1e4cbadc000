"""Uploading a questionnaire and deciding about its preview, as a browser without scripts does."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast

from .pages import Page, page

NEW = "/assessments/questionnaire/"


def own(cast: Cast, leaf: str = "questionnaire/") -> str:
    return f"/assessments/{cast.draft.pk}/{leaf}"


def send(client: Client, url: str, raw: bytes, *, language: str = "zh-hans") -> Page:
    """What stands there once the file is uploaded: its preview, or why it has none."""
    client.cookies["django_language"] = language
    file = SimpleUploadedFile("问卷.xlsx", raw)
    response = client.post(url, {"workbook": file}, follow=True)
    assert response.status_code == 200
    return Page(response.content)


def address(shown: Page) -> str:
    """Of a preview."""
    return str(shown.root.get_element_by_id("confirm").get("action"))


def may_be_saved(shown: Page) -> bool:
    return bool(shown.root.xpath("//button[.='确认保存']"))


def confirm(client: Client, shown: Page) -> str:
    """Where confirming leads."""
    (mark,) = shown.root.xpath("//input[@name='shown']/@value")
    response = client.post(address(shown), {"shown": mark})
    assert response.status_code == 302
    return str(response.headers["Location"])


def choose(client: Client, shown: Page, name: str, change: str) -> Page:
    """The preview once a change is left out, or taken back in."""
    response = client.post(address(shown), {name: change})
    assert response.headers["Location"].startswith(f"{address(shown)}#")
    return page(client, address(shown))


def change_of(shown: Page, *words: str) -> str:
    """The key of the only change whose row says all these words."""
    said = "".join(f"[contains(., '{word}')]" for word in words)
    (key,) = shown.root.xpath(f"//tbody/tr{said}//button/@value")
    return str(key)
