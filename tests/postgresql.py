"""A PostgreSQL of the tests' own: a new cluster in a folder of its own, on a socket there, run by
somebody who is not root, and gone afterwards. No server of the machine is touched.

`python -m tests.postgresql ARGUMENTS` runs pytest on it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

USER = "tests"
LEFT_OUT = """
################################################################################
#  POSTGRESQL WAS LEFT OUT: its programs (initdb, postgres) are not on this    #
#  machine. These tests ran on SQLite only. Debian: apt install postgresql     #
################################################################################
"""
# Where systems keep them by version: Debian, Red Hat.
BASES = [Path("/usr/lib/postgresql"), Path("/usr")]
# Data that nobody needs after a crash.
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


def programs() -> Path | None:
    """The folder of the newest initdb with its postgres; None where there is none."""
    found = [Path(name) for name in [shutil.which("initdb")] if name]
    installed = (path for base in BASES for path in base.glob("*/bin/initdb"))
    found += sorted(installed, key=lambda path: _number(path.parent.parent.name), reverse=True)
    folders = [path.resolve().parent for path in found]
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def _number(name: str) -> float:
    digits = name.rpartition("-")[2]
    return float(digits) if digits.replace(".", "", 1).isdigit() else 0.0


def _somebody() -> dict[str, Any]:
    """Whom root runs it as: PostgreSQL refuses root."""
    if os.geteuid():
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Where it listens, as the beginning of a DATABASE_URL that a database's name completes."""
    somebody = _somebody()
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as home:
        if somebody:
            os.chown(home, somebody["user"], somebody["group"])
        data, log = Path(home) / "data", Path(home) / "log"
        # With C every machine sorts alike.
        made = ["-D", data, "-A", "trust", "-U", USER, "-E", "UTF8", "--no-locale", "--no-sync"]
        subprocess.run(
            [folder / "initdb", *made], check=True, cwd=home, stdout=subprocess.DEVNULL, **somebody
        )
        options = [word for said in QUICK for word in ("-c", said)]
        started = [folder / "postgres", "-D", data, "-k", home, "-c", "listen_addresses="]
        with log.open("wb") as out:
            server = subprocess.Popen(
                [*started, *options], cwd=home, stdout=out, stderr=out, **somebody
            )
        try:
            _wait_until_it_answers(home, server, log)
            yield f"postgres://{USER}@{quote(home, safe='')}/"
        finally:
            # Nobody is waited for.
            server.send_signal(signal.SIGINT)
            server.wait(timeout=60)


def _wait_until_it_answers(home: str, server: subprocess.Popen[bytes], log: Path) -> None:
    while server.poll() is None:
        try:
            psycopg.connect(host=home, user=USER, dbname="postgres").close()
            return
        except psycopg.OperationalError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
    raise AssertionError(log.read_text())


def main(arguments: list[str]) -> int:
    folder = programs()
    if folder is None:
        print(LEFT_OUT, file=sys.stderr)
        return 0
    print(f"PostgreSQL: {folder}", flush=True)
    with cluster(folder) as url:
        return subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            env={**os.environ, "DATABASE_URL": f"{url}tests"},
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
