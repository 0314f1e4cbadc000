"""How long honest visitors wait while others keep the server busy with nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.attacks import ATTACKS, ask, attack, pour
from tests.served import served

TRIES = 20
PATHS = ("/", "/static/benchmark/app.css")


def run() -> None:
    print("\nAttacks: two workers, the slowest of", TRIES, "visits meanwhile (at most 1 s)")
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), workers=2) as site:
        for _ in range(TRIES):  # Both workers have made a page by then.
            ask(site.url, "/")
        for name, (count, said) in {"nobody": (0, b""), **ATTACKS}.items():
            with attack(site.url, count, said):
                slowest = [max(ask(site.url, path)[2] for _ in range(TRIES)) for path in PATHS]
            told = ", ".join(
                f"{path} {seconds * 1000:5.0f} ms"
                for path, seconds in zip(PATHS, slowest, strict=True)
            )
            print(f"{count:4} {name:<18}{told}")
        for pieces in (False, True):
            sent, answer = pour(site.url, 400 << 20, pieces=pieces)
            how = "in pieces" if pieces else "with its length"
            print(f"400 MB {how}: {answer[9:12].decode()} after {sent / (1 << 20):.1f} MB")
