"""The product as it is served: a real server process on a free port with its own data folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Site:
    """A running site. `manage` runs a management command on its data and returns what it prints."""

    url: str
    environment: dict[str, str]
    process: int

    def manage(self, *arguments: str) -> str:
        return manage(self.environment, *arguments)


# Of the demo's drafts one is half-finished, one carries over what the year before said.
KEYS = ("draft", "carried", "submitted", "industry", "years")
_KEYS = """
from benchmark.models import Assessment
demo = Assessment.objects.filter(industry__organisation__is_demo=True).order_by("pk")
done = demo.get(industry__name="智能电力装备", period=2025)
carried, draft = demo.filter(status="draft")
print(draft.pk, carried.pk, done.pk, draft.industry_id, done.industry_id)
"""


def demo_keys(site: Site) -> dict[str, str]:
    """Keys of the demo's assessments, by what addresses of tests call them."""
    printed = site.manage("shell", "--no-imports", "-c", _KEYS).split()
    return dict(zip(KEYS, printed, strict=True))


def manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    folder: Path,
    *,
    demo: bool = False,
    workers: int = 1,
    settings: str = "config.settings",
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Site]:
    """Set up a fresh site in `folder` and serve it, with more in its environment, until the block
    ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    prepared = {
        **os.environ,
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": settings,
        "SITE_URL": url,
    }
    prepared.pop("DATABASE_URL", None)
    manage(prepared, "collectstatic", "--noinput", "--verbosity=0")
    manage(prepared, "prepare")
    if demo:
        manage(prepared, "load_demo")
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", f"--port={port}", f"--workers={workers}"],
        cwd=ROOT,
        env={**prepared, **environment},
    )
    try:
        _wait_until_it_answers(f"{url}/healthz", server)
        yield Site(url, prepared, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes]) -> None:
    # The server is asked until it listens; a refused connection returns at once, so the number
    # of tries is large and the process itself is the bound.
    while server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
    raise AssertionError(f"the server ended with status {server.returncode}")
