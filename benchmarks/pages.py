"""Requests a second of the busiest pages, each beside a trivial view of the same size."""

from __future__ import annotations

import http.client
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tests.served import Site, served

ROUNDS, PER_ROUND = 7, 30


class Visitor:
    """One keep-alive connection with the demo official's session."""

    def __init__(self, site: Site) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=60)
        self.headers: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        return response.status, response.read(), response.headers

    def sign_in(self, link: str) -> None:
        status, _, headers = self.get(urlsplit(link).path)
        assert status == 302, status
        cookies = [line.split(";")[0] for line in headers.get_all("Set-Cookie", [])]
        self.headers["Cookie"] = "; ".join(cookies)


def _seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    for _ in range(PER_ROUND):
        action()
    return time.perf_counter() - begin


def _measure(visitor: Visitor, name: str, path: str) -> None:
    status, body, _ = visitor.get(path)
    assert status == 200, (path, status)
    trivial = f"/trivial/{len(body)}/"
    visitor.get(trivial)
    ratios, rates = [], []
    for _ in range(ROUNDS):
        # In turns, so that a machine whose speed drifts slows both alike.
        page = _seconds(lambda: visitor.get(path))
        plain = _seconds(lambda: visitor.get(trivial))
        ratios.append(plain / page)
        rates.append(PER_ROUND / page)
    print(
        f"{name:<22}{len(body) / 1024:8.0f} KB {median(rates):8.0f} requests/s"
        f"   {median(ratios):6.3f} of the trivial view"
        f"   (min {min(ratios):.3f}, max {max(ratios):.3f})"
    )


def run() -> None:
    print("Pages: one worker, one connection, uncompressed; ratio of requests a second")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), demo=True, settings="benchmarks.settings") as site,
    ):
        visitor = Visitor(site)
        visitor.sign_in(site.manage("load_demo").split()[-1])
        _, listing, _ = visitor.get("/assessments/")
        pk = _first_assessment(listing.decode())
        _measure(visitor, "trait page", f"/assessments/{pk}/traits/scale/")
        _measure(visitor, "matrix page", "/clusters/matrix/")
        _measure(visitor, "comparison page", f"/assessments/{pk}/compare/")
        _measure(visitor, "report page", f"/assessments/{pk}/report/")


def _first_assessment(html: str) -> int:
    """The demo organisation's draft, whose trait pages are forms; else any assessment."""
    marker = "/assessments/"
    found = [
        int(piece.split("/")[0])
        for piece in html.split(marker)[1:]
        if piece.split("/")[0].isdigit()
    ]
    return found[0]
