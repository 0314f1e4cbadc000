"""The map of the house names what is there: rooms, layers, files, commands."""

from __future__ import annotations

import re
import tomllib

from django.conf import settings

ROOT = settings.BASE_DIR
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
# In backticks, with a folder, without a space: a path or a pattern of paths.
PATHS = sorted({name for name in re.findall(r"`([^`\s]+)`", GUIDE) if "/" in name.strip("/")})
# No room of its own: what every Django app has.
UNNAMED = {"__init__.py", "__pycache__", "apps.py", "migrations", "static"}


def test_every_path_is_there() -> None:
    assert PATHS
    assert [path for path in PATHS if not list(ROOT.glob(path))] == []


def test_every_room_is_on_the_map() -> None:
    rooms = {entry.name for entry in (ROOT / "benchmark").iterdir()} - UNNAMED
    named = set(re.findall(r"`benchmark/([a-z_]+(?:\.py)?)`", GUIDE))
    assert rooms <= named


def test_the_picture_shows_the_layers_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    contract = [re.findall(r"config\.urls|(?<=benchmark\.)\w+", layer) for layer in layers]
    picture = [
        re.findall(r"config\.urls|[a-z_]+", line.strip().split("  ")[0])
        for line in GUIDE.splitlines()
        if line.startswith("    ")
    ]
    assert picture == contract


def test_every_command_is_one_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", GUIDE + readme, re.MULTILINE))
    assert named
    assert named <= targets
