"""How long saves take at a steady rate; what is lost when a backup is made under load, and when the
server's processes are killed: nothing that was acknowledged. On SQLite, and on PostgreSQL where its
programs are.

KILLS=200 in the environment kills so often on each engine.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import cycle
from pathlib import Path
from threading import Event, Lock
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any

from tests import postgresql
from tests.places import ON_POSTGRESQL, Place, new_place
from tests.served import ROOT, _wait_until_it_answers, free_port
from tests.test_concurrent_saves import OFFICE, PEOPLE, Person

KILLS = int(os.environ.get("KILLS", "20"))
STEADY_A_SECOND, STEADY_SECONDS, WARM_UP = 50, 20, 2
A_SECOND, SECONDS, BACKUPS = 20, 8, 4
# Who save while processes are killed, and the seconds between two saves of one.
SAVERS, PAUSE = 4, 0.1
SEED = 12
STORED = """
import json
from benchmark.models import Evidence
found = {}
for draft, key, title in Evidence.objects.values_list("assessment", "key", "title"):
    found.setdefault(draft, {})[key] = title
print(json.dumps(found))
"""


def run() -> None:
    print("\nSaves: two workers; nothing that was acknowledged is lost")
    measure()
    if (folder := postgresql.programs()) is None:
        print(postgresql.LEFT_OUT)
        return
    with postgresql.cluster(folder) as url:
        environment = {**os.environ, "DATABASE_URL": f"{url}tests"}
        again = [sys.executable, "-m", "tests.speed.losses"]
        subprocess.run(again, env=environment, check=True, cwd=ROOT)


def measure() -> None:
    """On the engine of the environment."""
    with tempfile.TemporaryDirectory() as folder:
        place = new_place(Path(folder) / "site")
        place.manage("collectstatic", "--noinput", "--verbosity=0")
        place.manage("prepare")
        printed = place.manage("shell", "--no-imports", "-c", OFFICE).splitlines()[-1]
        port = free_port()
        site: Any = SimpleNamespace(url=f"http://127.0.0.1:{port}")
        drafts = [Draft(Person(site, session, draft)) for draft, session in json.loads(printed)]
        with served(place, port):
            keep_pace(drafts[:PEOPLE])
            back_up(place, drafts[:PEOPLE], Path(folder))
        kill(place, drafts[:PEOPLE], port)


@contextmanager
def served(place: Place, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server, as the first of a group of processes."""
    command = [sys.executable, "manage.py", "serve", f"--port={port}", "--workers=2"]
    server = subprocess.Popen(
        command, cwd=ROOT, env=place.environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_until_it_answers(f"http://127.0.0.1:{port}", server)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=60)


@dataclass
class Draft:
    """Somebody's draft. Every save adds an evidence row: `sent` and `acknowledged` are when, by the
    row's key."""

    person: Person
    revision: int = 0
    sent: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)
    refused: int = 0
    _lock: Lock = field(default_factory=Lock)

    def save(self) -> float:
        """Seconds that it took."""
        with self._lock:
            key = f"{len(self.sent):08x}"
            begin = self.sent[key] = monotonic()
            try:
                status, answer = self.person.save(key, self.revision, key=key)
            except (OSError, HTTPException):
                # Killed before it answered: whether it was saved nobody knows.
                return monotonic() - begin
            if status == 200:
                self.acknowledged[key] = monotonic()
            else:
                self.refused += 1
            self.revision = answer.get("revision", self.revision)
            return monotonic() - begin


def stored(place: Place) -> dict[int, dict[str, str]]:
    """Titles of evidence by assessment and key."""
    printed = place.manage("shell", "--no-imports", "-c", STORED).splitlines()[-1]
    return {int(draft): rows for draft, rows in json.loads(printed).items()}


def keep_pace(drafts: list[Draft]) -> None:
    """Saves begin when they are due, whether those before have ended or not."""

    def save(draft: Draft, due: float) -> float:
        draft.save()
        return monotonic() - due

    with ThreadPoolExecutor(len(drafts)) as pool:
        begin, saves = monotonic(), []
        for number in range(STEADY_A_SECOND * (WARM_UP + STEADY_SECONDS)):
            due = begin + number / STEADY_A_SECOND
            sleep(max(0.0, due - monotonic()))
            saves.append(pool.submit(save, drafts[number % len(drafts)], due))
        seconds = sorted(save.result() for save in saves[STEADY_A_SECOND * WARM_UP :])
    median, most = seconds[len(seconds) // 2], seconds[len(seconds) * 99 // 100]
    print(
        f"{_engine()}: {STEADY_A_SECOND} saves a second for {STEADY_SECONDS} s"
        f" ({sum(draft.refused for draft in drafts)} refused): median {median * 1000:.0f} ms,"
        f" 99 of 100 within {most * 1000:.0f} ms (at most 100)"
    )


def back_up(place: Place, drafts: list[Draft], folder: Path) -> None:
    made: list[tuple[Path, float, float]] = []
    with ThreadPoolExecutor(len(drafts)) as pool:
        begin, saves = monotonic(), []
        backups = pool.submit(_make_backups, place, folder, made)
        for number in range(A_SECOND * SECONDS):
            sleep(max(0.0, begin + number / A_SECOND - monotonic()))
            saves.append(pool.submit(drafts[number % len(drafts)].save))
        backups.result()
        seconds = sorted(save.result() for save in saves)
    missing = beyond = torn = 0
    for file, before, after in made:
        other = new_place(folder / f"from-{file.stem}")
        other.manage("restore", file, "--yes")
        found = stored(other)
        for draft in drafts:
            rows = found.get(draft.person.draft, {})
            must = {key for key, at in draft.acknowledged.items() if at < before}
            may = {key for key, at in draft.sent.items() if at < after}
            missing += len(must - rows.keys())
            beyond += len(rows.keys() - may)
            torn += sum(key != title for key, title in rows.items())
    print(
        f"{_engine()}: {len(made)} backups under {A_SECOND} saves a second"
        f" ({sum(draft.refused for draft in drafts)} refused,"
        f" the slowest {seconds[-1] * 1000:.0f} ms),"
        f" restored: {missing} missing, {beyond} too many, {torn} torn"
    )
    assert made
    assert not missing + beyond + torn


def _make_backups(place: Place, folder: Path, made: list[tuple[Path, float, float]]) -> None:
    for number in range(BACKUPS):
        sleep(SECONDS / BACKUPS / 4)
        file, before = folder / f"{number}.zip", monotonic()
        place.manage("backup", file)
        made.append((file, before, monotonic()))


def kill(place: Place, drafts: list[Draft], port: int) -> None:
    """All processes of the server at once, while people save; then it is started again."""
    done = Event()

    def keep_saving(own: list[Draft]) -> None:
        for draft in cycle(own):
            draft.save()
            if done.wait(PAUSE):
                return

    chance = random.Random(SEED)
    with ThreadPoolExecutor(SAVERS) as pool:
        saving = [pool.submit(keep_saving, drafts[number::SAVERS]) for number in range(SAVERS)]
        for _ in range(KILLS):
            with served(place, port) as server:
                sleep(chance.uniform(0.1, 1.0))
                os.killpg(server.pid, signal.SIGKILL)
        done.set()
        for each in saving:
            each.result()
    found = stored(place)
    acknowledged = [(draft.person.draft, key) for draft in drafts for key in draft.acknowledged]
    unanswered = sum(len(draft.sent) - len(draft.acknowledged) for draft in drafts)
    lost = sum(key not in found.get(draft, {}) for draft, key in acknowledged)
    print(
        f"{_engine()}: the server killed {KILLS} times, {len(acknowledged)} saves acknowledged,"
        f" {unanswered} cut off or refused: {lost} lost"
    )
    assert acknowledged
    assert not lost


def _engine() -> str:
    return "PostgreSQL" if ON_POSTGRESQL else "SQLite"


if __name__ == "__main__":
    measure()
