"""A Word report in people's hands: restyled, with rows added, through other formats and back.

Where LibreOffice is installed; with the fonts of the PDF, so that pages count alike everywhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pylopdf_fonts_zh_cn
import pytest
from docx.shared import Pt
from pypdf import PdfReader

from benchmark.reports.blocks import Heading
from benchmark.reports.document import document
from benchmark.reports.word.as_docx import write_docx
from benchmark.reports.word.styles import FALLBACKS, LATIN
from tests.reports.plans import of_many_words
from tests.reports.samples import (
    all_met,
    brief_tree,
    empty,
    longest,
    planned,
    report,
    tree,
    typical,
)
from tests.reports.samples import (
    docx as whole_of,
)

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}</dir><cachedir>{cache}</cachedir>{aliases}</fontconfig>"""
ALIAS = "<alias><family>{}</family><prefer><family>{}</family></prefer></alias>"
ADDED = "补充任务：由使用单位填写"


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        fonts = folder / "fonts.conf"
        sans = {"黑体"}
        aliases = [
            ALIAS.format(face, "Noto Sans SC" if face in sans else "Noto Serif SC")
            for face in FALLBACKS
        ]
        fonts.write_text(
            FONTS.format(
                folder=pylopdf_fonts_zh_cn.sans_path().parent,
                cache=folder / "cache",
                aliases="".join([*aliases, ALIAS.format(LATIN, "Liberation Serif")]),
            )
        )
        self.environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}

    def convert(self, kind: str, *files: Path) -> list[Path]:
        """The files in another format, in a folder of their own."""
        out = self.folder / f"{kind}-of-{files[0].suffix[1:]}"
        subprocess.run(
            [
                *(str(OFFICE), f"-env:UserInstallation=file://{self.folder}/profile", "--headless"),
                *("--convert-to", kind, "--outdir", str(out), *map(str, files)),
            ],
            env=self.environment,
            check=True,
            capture_output=True,
            timeout=180,
        )
        return [out / f"{file.stem}.{kind}" for file in files]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def edited(office: Office) -> Path:
    """The typical report with another heading style and a row more in the table of work."""
    word = docx.Document(BytesIO(whole_of(typical, "zh-hans")))
    word.styles["Heading 1"].font.size = Pt(20)
    word.styles["Heading 1"].font.bold = True
    table = work(word)
    last = table.rows[-1]._tr
    last.addnext(deepcopy(last))
    table.rows[-1].cells[1].paragraphs[0].runs[0].text = ADDED
    path = office.folder / "edited.docx"
    word.save(str(path))
    return path


def work(word: Any) -> Any:
    return next(t for t in word.tables if "牵头单位" in [c.text for c in t.rows[0].cells])


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("kind", ["odt", "doc"])
def test_an_edited_report_survives_another_format(office: Office, edited: Path, kind: str) -> None:
    before = docx.Document(str(edited))
    (other,) = office.convert(kind, edited)
    (again,) = office.convert("docx", other)
    after = docx.Document(str(again))
    expected = [b.text for b in tree(typical, "zh-hans").blocks if isinstance(b, Heading)]
    found = [p for p in after.paragraphs if re.match(r"[Hh]eading \d", str(p.style.name))]
    assert [words(p.text) for p in found] == [words(text) for text in expected]
    first = next(p for p in found if p.style.name.lower() == "heading 1")
    assert first.style.font.size == Pt(20)
    assert [len(t.rows) for t in after.tables] == [len(t.rows) for t in before.tables]
    for old, new in zip(before.tables, after.tables, strict=True):
        for one, other_row in zip(old.rows, new.rows, strict=True):
            assert [words(c.text) for c in one.cells] == [words(c.text) for c in other_row.cells]
    assert ADDED in [c.text for c in work(after).rows[-1].cells]
    pictures = [shape for shape in after.element.body.iter() if shape.tag.endswith("}blip")]
    assert len(pictures) == 2


def test_pages_are_as_many_as_a_leader_reads(office: Office) -> None:
    """Two for a brief, one where there is little to tell; 16 for the whole, 60 for the longest."""
    most: dict[Path, int] = {}
    long_plan = of_many_words(report(typical))
    for language in ("zh-hans", "en"):
        for name, content, pages in (
            ("brief", brief_tree(typical, language), 2),
            ("whole", tree(typical, language), 16),
            ("planned-brief", brief_tree(planned, language), 2),
            ("planned", tree(planned, language), 16),
            ("long-plan-brief", document(long_plan, language, brief_only=True), 2),
            ("empty", brief_tree(empty, language), 1),
            ("all-met", brief_tree(all_met, language), 1),
            ("longest-brief", brief_tree(longest, language), 2),
            ("longest", tree(longest, language), 60),
        ):
            path = office.folder / f"{name}-{language}.docx"
            path.write_bytes(write_docx(content))
            most[path] = pages
    found = {
        path.stem: len(PdfReader(made).pages)
        for path, made in zip(most, office.convert("pdf", *most), strict=True)
    }
    assert all(found[path.stem] <= pages for path, pages in most.items()), found
