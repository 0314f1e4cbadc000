"""Translations without gettext programs: Babel collects, checks and compiles.

The interface's strings are written in Chinese; locale/en holds the English. Texts of the pure
packages are bilingual objects and are not collected here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import template as django_template

from config.files import as_the_user_has_files

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PYTHON_ROOTS = ("benchmark", "config")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


class Command(BaseCommand):
    help = "Collects, checks or compiles the interface's translations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--update", action="store_true", help="collect strings into the .po")
        parser.add_argument("--check", action="store_true", help="fail on any missing string")
        parser.add_argument("--compile", action="store_true", help="write the .mo")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
        if options["update"]:
            self._update(path)
        if options["check"]:
            problems = list(catalog_problems(_read(path), collect()))
            if problems:
                raise CommandError("\n".join(["Translations are not complete:", *problems]))
        if options["compile"]:
            _compile(path)

    def _update(self, path: Path) -> None:
        catalog, template = _read(path), collect()
        # A file in which no string changed stays as it is.
        template.creation_date = catalog.creation_date
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        buffer = BytesIO()
        write_po(buffer, catalog, width=100, sort_output=True, omit_header=False, no_location=True)
        with as_the_user_has_files():
            path.write_bytes(buffer.getvalue())
        missing = sum(not _translated(message) for message in catalog if message.id)
        self.stdout.write(f"{len(catalog)} strings, {missing} without English: {path}")


def collect() -> Catalog:
    """Every string that the code and the templates mark for translation."""
    catalog = Catalog(locale="en", charset="utf-8")
    root = Path(settings.BASE_DIR)
    for source in sorted(p for name in PYTHON_ROOTS for p in (root / name).rglob("*.py")):
        _extract_into(catalog, source.read_bytes(), source.relative_to(root))
    for source in sorted((root / "templates").rglob("*.*")):
        if source.suffix in {".html", ".txt"}:
            _extract_into(catalog, _as_python(source), source.relative_to(root))
    return catalog


def _as_python(source: Path) -> bytes:
    """A template as the calls it makes to gettext, one a line.

    Django's own templatize keeps the rest of the page as filler that only xgettext tolerates.
    """
    filled = django_template.templatize(source.read_text(encoding="utf-8"), origin=str(source))
    calls = re.findall(
        r"""\bn?p?gettext\((?:u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*"|[^()'"])*\)|\b_\((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\)""",
        filled,
    )
    return "\n".join(calls).encode()


def _extract_into(catalog: Catalog, content: bytes, path: Path) -> None:
    found = extract("python", BytesIO(content), KEYWORDS, (), {"encoding": "utf-8"})
    for line, message, _comments, context in found:
        catalog.add(message, None, [(str(path), line)], context=context)


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="en", project="cluster-benchmark", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def _translated(message: Message) -> bool:
    return all(_forms(message.string)) and not message.fuzzy


def _forms(text: str | Sequence[str] | None) -> list[str]:
    """The text alone, or its singular and plural."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def catalog_problems(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """One line for each missing, fuzzy, obsolete or ill-formed translation."""
    for message in template:
        if not message.id:
            continue
        known = catalog.get(message.id, message.context)
        where = ", ".join(f"{name}:{line}" for name, line in message.locations[:1])
        if known is None:
            yield f"  not collected: {message.id!r} ({where}); run `make messages`"
        elif not _translated(known):
            yield f"  no English: {message.id!r} ({where})"
        else:
            yield from _wording_problems(known)
    for message in catalog:
        if message.id and template.get(message.id, message.context) is None:
            yield f"  no longer used: {message.id!r}; run `make messages`"


def _wording_problems(message: Message) -> Iterator[str]:
    ids, strings = _forms(message.id), _forms(message.string)
    for string in strings:
        if set(PLACEHOLDER.findall(string)) - set(PLACEHOLDER.findall(" ".join(ids))):
            yield f"  unknown placeholder in the English of {ids[0]!r}"
        if len(strings) == 1 and set(PLACEHOLDER.findall(ids[0])) != set(
            PLACEHOLDER.findall(string)
        ):
            yield f"  placeholders differ in the English of {ids[0]!r}"


def _compile(path: Path) -> None:
    """Write the .mo beside the .po, only where it would differ."""
    buffer = BytesIO()
    write_mo(buffer, _read(path))
    target = path.with_suffix(".mo")
    if not target.exists() or target.read_bytes() != buffer.getvalue():
        with as_the_user_has_files():
            target.write_bytes(buffer.getvalue())
