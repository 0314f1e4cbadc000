"""Requests a second of the busiest pages, each beside a trivial view of the same size."""

from __future__ import annotations

import http.client
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from tests.served import Site, demo_keys, served

# Many short turns: the speed of a shared machine drifts within a second.
ROUNDS, PER_ROUND = 60, 5
_MANY_TASKS = """
from benchmark.models import Assessment, User
from benchmark.queries.framework import current_framework
from tests.many_tasks import store_many_tasks
store_many_tasks(Assessment.objects.get(pk={draft}), current_framework(), User.objects.get())
"""
_TEN_YEARS = """
from benchmark.models import User
from benchmark.queries.framework import current_framework
from tests.ten_years import store_ten_years
demo = User.objects.get(organisation__is_demo=True)
print(store_ten_years(demo, current_framework()).pk)
"""


class Visitor:
    """One keep-alive connection; after signing in, with the demo official's session."""

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
    visitor.connection.close()  # The server may have closed it meanwhile: opened anew.
    status, body, _ = visitor.get(path)
    assert status == 200, (path, status)
    trivial = f"/trivial/{len(body)}/"
    visitor.get(trivial)
    ratios, rates = [], []
    for _ in range(ROUNDS):
        page = _seconds(lambda: visitor.get(path))
        plain = _seconds(lambda: visitor.get(trivial))
        ratios.append(plain / page)
        rates.append(PER_ROUND / page)
    low, _, high = quantiles(ratios, n=4)
    print(
        f"{name:<24}{len(body) / 1024:6.0f} KB {median(rates):8.0f} requests/s"
        f"   {median(ratios):6.3f} of the trivial view   (half of the turns {low:.3f}-{high:.3f})"
    )


def run() -> None:
    print("Pages: one worker, one connection, uncompressed; ratio of requests a second")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), demo=True, settings="tests.speed.settings") as site,
    ):
        guest, visitor = Visitor(site), Visitor(site)
        visitor.sign_in(site.manage("load_demo").split()[-1])
        keys = demo_keys(site)
        draft, done = (f"/assessments/{keys[name]}/" for name in ("draft", "submitted"))
        _measure(visitor, "trait page", f"{draft}traits/scale/")
        _measure(visitor, "task list", draft)
        _measure(guest, "matrix page", "/clusters/matrix/")
        _measure(visitor, "matrix page, signed in", "/clusters/matrix/")
        _measure(visitor, "comparison page", f"{done}compare/")
        _measure(visitor, "report page", f"{done}report/")
        site.manage("shell", "--no-imports", "-c", _MANY_TASKS.format(draft=keys["draft"]))
        _measure(visitor, "plan of 200 tasks", f"{draft}plan/")
        industry = site.manage("shell", "--no-imports", "-c", _TEN_YEARS).strip()
        _measure(visitor, "ten years", f"/industries/{industry}/years/")
