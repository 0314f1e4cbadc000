"""Pages as a reader sees them: their text, their links, their tables."""

from __future__ import annotations

import lxml.html
from django.test import Client


class Page:
    """One answer of the site, parsed."""

    def __init__(self, html: bytes) -> None:
        self.root = lxml.html.fromstring(html.decode())

    @property
    def text(self) -> str:
        """All visible text of the main part, spaces collapsed."""
        return words(self.root.get_element_by_id("content"))

    @property
    def title(self) -> str:
        return words(self.root.find(".//title"))

    def all(self, path: str) -> list[str]:
        """The texts of all elements at an XPath."""
        return [words(element) for element in self.root.xpath(path)]

    def links(self, within: str = "//main") -> dict[str, str]:
        """Link text -> address within the selected part."""
        return {words(a): a.get("href") for a in self.root.xpath(f"{within}//a")}


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def page(client: Client, url: str, *, status: int = 200, language: str = "zh-hans") -> Page:
    client.cookies["django_language"] = language
    response = client.get(url)
    assert response.status_code == status, response.status_code
    return Page(response.content)
