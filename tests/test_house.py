"""What the product is set up with: language, policy, keys, files."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from benchmark.scoring.framework import Framework

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent


def test_chinese_whatever_the_browser_asks_for(client: Client, published: Framework) -> None:
    page = client.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert page.headers["Content-Language"] == "zh-hans"
    assert 'lang="zh-Hans"' in page.content.decode() or 'lang="zh-hans"' in page.content.decode()


def test_the_chosen_language_stays_and_keeps_the_place(
    client: Client, published: Framework
) -> None:
    place = "/practices/?trait=chain"
    answer = client.post(reverse("set_language"), {"language": "en", "next": place})
    assert answer.headers["Location"] == place
    assert client.get(place).headers["Content-Language"] == "en"


def test_an_unknown_language_is_chinese(client: Client, published: Framework) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert client.get("/").headers["Content-Language"] == "zh-hans"


def test_scripts_come_from_this_site_only(client: Client, published: Framework) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if " " in rule.strip())
    assert rules["script-src"] == "'self'"
    assert rules["default-src"] == "'self'"
    assert "unsafe" not in policy


def test_files_of_packages_are_served_and_nothing_else_of_them() -> None:
    assert Path(str(finders.find("plotly/plotly.min.js"))).is_file()
    assert Path(str(finders.find("bootstrap/bootstrap.min.css"))).is_file()
    assert not finders.find("bootstrap/bootstrap.css")
    assert len(finders.find("plotly/plotly.min.js", find_all=True)) == 1


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    def key() -> str:
        return _settings(tmp_path, "print(settings.SECRET_KEY)")

    first = key()
    assert len(first) > 50
    assert key() == first == (tmp_path / "secret_key").read_text()
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_what_is_written_is_for_whoever_serves_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    # As an earlier version left it.
    folder.mkdir(mode=0o755)
    (folder / "old").mkdir(mode=0o755)
    (folder / "old" / "file").touch(mode=0o644)
    for command in (["prepare"], ["load_demo"], ["collectstatic", "--noinput", "--verbosity=0"]):
        assert _run(folder, "manage.py", *command).returncode == 0
    assert (folder / "static" / "staticfiles.json").is_file()
    open_to_others = [
        path for path in [folder, *folder.rglob("*")] if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []


def test_a_file_that_is_asked_for_is_made_as_its_user_has_files(tmp_path: Path) -> None:
    made = tmp_path / "report.json"
    said = "manage.py gap_report {} --format json --output {}"
    source = ROOT / "tests" / "cases" / "empty.json"
    source_file = tmp_path / "input.json"
    source_file.write_text(json.dumps(json.loads(source.read_text(encoding="utf-8"))["input"]))
    before = os.umask(0o027)
    try:
        done = _run(tmp_path, *said.format(source_file, made).split())
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(made.stat().st_mode) == 0o640


def test_no_page_may_use_the_machine_that_shows_it(client: Client, published: Framework) -> None:
    policy = client.get("/").headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "usb=()"} <= set(policy)
    assert all(feature.endswith("=()") for feature in policy)


def test_sqlite_waits_its_turn_and_survives_a_power_loss(tmp_path: Path) -> None:
    options = _settings(tmp_path, "print(settings.DATABASES['default']['OPTIONS'])")
    assert "'timeout': 20" in options
    assert "'transaction_mode': 'IMMEDIATE'" in options
    assert "journal_mode=WAL" in options
    assert "synchronous=FULL" in options


def test_another_database_by_its_address(tmp_path: Path) -> None:
    engine = _settings(
        tmp_path,
        "print(settings.DATABASES['default']['ENGINE'])",
        DATABASE_URL="postgres://user:password@host/name",
    )
    assert engine == "config.postgresql"


def test_a_port_in_use_is_said_in_plain_words(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _run(tmp_path, "manage.py", "serve", f"--port={port}")
    assert done.returncode == 1
    assert f"127.0.0.1:{port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def _settings(folder: Path, code: str, **environment: str) -> str:
    setup = "import django; from django.conf import settings; "
    done = _run(folder, "-c", setup + code, DJANGO_SETTINGS_MODULE="config.settings", **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _run(folder: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    hidden = ("SECRET_KEY", "DATABASE_URL")
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**environment, "VAR_DIR": str(folder), **extra},
        capture_output=True,
        text=True,
        check=False,
    )
