"""Small .ods files by hand, and workbooks converted by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from .workbooks import packed

OFFICE = shutil.which("soffice")
KIND = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
NAMES = " ".join(
    (
        *(f'xmlns:{name}="{_OASIS.format(name)}"' for name in ("office", "table", "text")),
        f'xmlns:calcext="{_CALC}"',
    )
)
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def cell(text: str = "", kind: str = "", more: str = "") -> str:
    """A cell of a kind with its value, which shows a text."""
    stored = f'office:value-type="{kind}"' if kind else ""
    return f"<table:table-cell {stored} {more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def made(rows: str, *, sheets: int = 1, others: dict[str, bytes] | None = None) -> bytes:
    """A small one: its rows as XML, the same in each sheet, and other files inside it."""
    tables = "".join(
        f'<table:table table:name="S{at}">{rows}</table:table>' for at in range(sheets)
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {NAMES}>{body}</office:document-content>"
    manifest = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed(
        {
            "mimetype": KIND.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
        | (others or {})
    )


def converted(folder: Path, suffix: str, *books: bytes, of: str = "xlsx") -> list[bytes]:
    """The .xlsx books, or those `of` another format, in another format, all in one call."""
    for at, raw in enumerate(books):
        (folder / f"{at}.{of}").write_bytes(raw)
    subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--headless", "--convert-to", suffix, "--outdir", str(folder)),
            *(str(folder / f"{at}.{of}") for at in range(len(books))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [(folder / f"{at}.{suffix}").read_bytes() for at in range(len(books))]
