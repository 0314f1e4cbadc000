"""One stylesheet, and no style in it without a place where it is used."""

from __future__ import annotations

import re
from pathlib import Path

import crispy_bootstrap5
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STYLES = sorted((ROOT / "benchmark/static/benchmark").glob("*.css"))
CLASS = re.compile(r"\.([a-zA-Z_][\w-]*)")
# A template may end a name with a value: class="report-{{ section.key }}".
BEGUN = re.compile(r"([\w-]+-)\{\{")
# Of the chart library's own drawing.
PLOTLY = {"main-svg"}


def styled(css: str) -> set[str]:
    """Class names in the selectors of a stylesheet."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", css)
    return {name for selector in selectors for name in CLASS.findall(selector)}


def sources(folder: Path, *endings: str) -> str:
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in endings)
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def test_every_style_is_used() -> None:
    (stylesheet,) = STYLES
    ours = styled(stylesheet.read_text(encoding="utf-8"))
    markup = (
        sources(ROOT / "templates", ".html")
        + sources(ROOT / "benchmark", ".py", ".js")
        + sources(Path(crispy_bootstrap5.__file__).parent / "templates", ".html")
    )
    words = set(re.findall(r"[\w-]+", markup))
    begun = set(BEGUN.findall(markup))

    assert len(ours) > 100
    assert {
        name
        for name in ours - words - PLOTLY
        if not any(name.startswith(part) and _may_end(name[len(part) :], words) for part in begun)
    } == set()


def _may_end(rest: str, words: set[str]) -> bool:
    return rest in words or rest.isdigit()
