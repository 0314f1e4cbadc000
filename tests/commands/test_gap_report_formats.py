"""A report from a file: what it writes, what it refuses, with which status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from benchmark.actions.reference import publish_framework
from benchmark.management.commands import gap_report
from benchmark.questionnaire.as_json import assessment_as_json, json_bytes
from benchmark.questionnaire.layout import META_SHEET
from benchmark.scoring.framework import Framework
from tests.questionnaire.test_assessment_json import INPUT, setting
from tests.questionnaire.workbooks import EVIDENCE, FIGURES, begun, with_cells
from tests.reports.samples import typical

FORMATS = ("json", "html", "docx", "pdf", "xlsx")


@dataclass
class Outcome:
    status: int
    said: list[str]
    output: Path


Run = Callable[..., Outcome]


@pytest.fixture
def run(db: None, framework: Framework, tmp_path: Path) -> Run:
    """Runs the command on an input in a folder of its own, with the framework published."""
    publish_framework(framework=framework)

    def _run(
        data: Any = INPUT, *, name: str = "input.json", output: str = "out", **options: Any
    ) -> Outcome:
        source, target = tmp_path / name, tmp_path / output
        if data is not None:
            raw = data if isinstance(data, bytes) else json.dumps(data).encode()
            source.write_bytes(raw)
        errors = StringIO()
        status = 0
        options = {"format": "json", "language": "en"} | options
        try:
            call_command("gap_report", str(source), output=str(target), stderr=errors, **options)
        except SystemExit as end:
            status = end.code  # type: ignore[assignment]
        return Outcome(status, errors.getvalue().splitlines(), target)

    return _run


@pytest.fixture
def filled(framework: Framework) -> bytes:
    return begun(framework)


def assert_refused(outcome: Outcome, *starts: str) -> None:
    assert outcome.status == 2
    assert not outcome.output.is_file()
    assert len(outcome.said) == len(starts)
    for line, start in zip(outcome.said, starts, strict=True):
        assert line.startswith(start)


class TestFormats:
    def test_json_holds_the_result_and_the_input(self, run: Run):
        outcome = run(format="json")
        found = json.loads(outcome.output.read_bytes())
        assert outcome.status == 0
        assert found["framework"] == "national-clusters-2021"
        assert found["traits"][1]["claim"] == 3
        assert found["input"]["ratings"][1]["figures"][0]["value"] == 406.5

    @pytest.mark.parametrize(
        ("language", "title"), [("zh-hans", "对标差距分析报告"), ("en", "Benchmark gap report")]
    )
    def test_html_is_one_page_that_needs_nothing_else(self, run: Run, language: str, title: str):
        text = run(format="html", language=language).output.read_text("utf-8")
        assert title in text
        assert "智能电力装备" in text
        assert "全省第二位" in text
        for needs in ("<script src", "<link", 'src="/', "url(/", "@import"):
            assert needs not in text

    def test_docx_opens_in_word(self, run: Run):
        import docx

        document = docx.Document(str(run(format="docx").output))
        assert any("智能电力装备" in paragraph.text for paragraph in document.paragraphs)

    def test_pdf_has_pages_with_text(self, run: Run):
        pages = PdfReader(run(format="pdf", language="zh-hans").output).pages
        assert "智能电力装备" in "".join(page.extract_text() for page in pages)

    def test_xlsx_opens_in_excel(self, run: Run):
        book = load_workbook(BytesIO(run(format="xlsx").output.read_bytes()))
        assert len(book.sheetnames) >= 5

    def test_every_format_of_the_contract_is_offered(self):
        assert gap_report.FORMATS == FORMATS

    def test_a_filled_questionnaire_gives_what_its_json_gives(
        self, run: Run, framework: Framework, filled: bytes
    ):
        said = assessment_as_json(typical(framework).assessment)
        from_json = run(json_bytes(said)).output.read_bytes()
        outcome = run(filled, name="filled.xlsx")
        assert outcome.status == 0
        assert outcome.output.read_bytes() == from_json

    @pytest.mark.parametrize("kind", FORMATS)
    def test_every_format_is_made_of_a_questionnaire(self, run: Run, filled: bytes, kind: str):
        outcome = run(filled, name="filled.xlsx", format=kind)
        assert outcome.status == 0
        assert outcome.output.stat().st_size > 1000


class TestRefused:
    def test_a_bad_input_names_every_problem_and_leaves_no_file(self, run: Run):
        data = setting("ratings.0.trait", "luck")
        data["period"] = "soon"
        assert_refused(run(data), "period: soon must be", "ratings[0].trait: luck must be one of")

    def test_the_language_of_the_lines_is_chinese_by_default(self, run: Run, tmp_path: Path):
        outcome = run(setting("ratings.0.trait", "luck"), language="zh-hans")
        assert_refused(outcome, "ratings[0].trait: luck 应为以下之一：first-mover")

    def test_a_file_that_is_no_json(self, run: Run):
        assert_refused(run(b"{"), "$: line 1, column 2: not valid JSON")

    @pytest.mark.parametrize("data", [[], "text", 3, None])
    def test_json_that_is_no_object(self, run: Run, data: object):
        assert_refused(run(json.dumps(data).encode()), "$: ")

    @pytest.mark.parametrize("slug", ["clusters-2019", "\x00", "\ud800", "x" * 500, 7, None, []])
    def test_another_framework(self, run: Run, slug: object):
        assert_refused(run(INPUT | {"framework": slug}), "framework: ")

    def test_an_input_that_is_not_there(self, run: Run, tmp_path: Path):
        outcome = run(None, name="missing.json")
        assert_refused(outcome, f"{tmp_path / 'missing.json'}: cannot be read (No such file")

    def test_an_input_that_is_a_folder(self, run: Run):
        assert "cannot be read (Is a directory)" in run(None, name="").said[0]

    @pytest.mark.parametrize("name", ["filled.xlsx", "FILLED.XLSX", "old.xls", "macros.xlsm"])
    def test_a_file_that_is_no_workbook(self, run: Run, tmp_path: Path, name: str):
        assert_refused(run(b"PK", name=name), f"{tmp_path / name}: is no Excel workbook")

    def test_a_workbook_with_problems_names_each_by_sheet_and_cell(self, run: Run, filled: bytes):
        raw = with_cells(filled, {f"{EVIDENCE}!F5": "昨天", f"{FIGURES}!C8": "=1+1"})
        assert_refused(
            run(raw, name="filled.xlsx"),
            f"{EVIDENCE}!F5: 昨天 must be a real date: 2025, 2025-03 or 2025-03-18",
            f"{FIGURES}!C8: =1+1 is a formula",
        )

    def test_a_workbook_of_another_framework(self, run: Run, tmp_path: Path, filled: bytes):
        raw = with_cells(filled, {f"{META_SHEET}!B3": "clusters-2019"})
        outcome = run(raw, name="filled.xlsx", language="zh-hans")
        path = tmp_path / "filled.xlsx"
        assert_refused(outcome, f"{path}: 问卷属于对标指标体系“clusters-2019”")

    def test_a_workbook_above_the_limit_is_not_read(self, run: Run, tmp_path: Path):
        outcome = run(b"x" * (6 << 20), name="filled.xlsx")
        path = tmp_path / "filled.xlsx"
        assert_refused(outcome, f"{path}: the file has 6.0 MB; at most 5 MB are allowed")

    def test_a_folder_for_the_output_that_is_not_there(self, run: Run, tmp_path: Path):
        outcome = run(output="none/out")
        assert outcome.status == 2
        assert outcome.said[-1] == (
            f"{tmp_path}/none/out: cannot be written (No such file or directory)"
        )

    def test_an_output_that_is_a_folder(self, run: Run, tmp_path: Path):
        (tmp_path / "folder").mkdir()
        outcome = run(output="folder")
        assert_refused(outcome, f"{tmp_path}/folder: is not an ordinary file")

    def test_an_output_that_is_the_input(self, run: Run, tmp_path: Path):
        outcome = run(output="input.json")
        assert outcome.status == 2
        assert outcome.said == [f"{tmp_path}/input.json: the output must not be the input itself"]
        assert json.loads((tmp_path / "input.json").read_bytes()) == INPUT

    def test_an_output_without_a_proper_name(self, run: Run):
        assert "cannot be written" in run(output="a\x00b").said[-1]

    def test_a_wrong_option_is_refused_by_name(self, run: Run):
        with pytest.raises(CommandError, match="invalid choice: 'odt'"):
            call_command("gap_report", "x.json", "--format=odt", "--output=y")
        with pytest.raises(CommandError, match="--output"):
            call_command("gap_report", "x.json", "--format=json")

    def test_a_database_without_reference(self, db: None, tmp_path: Path, capsys: Any):
        source = tmp_path / "input.json"
        source.write_text(json.dumps(INPUT))
        with pytest.raises(SystemExit) as end:
            call_command("gap_report", str(source), format="json", output=str(tmp_path / "o"))
        assert end.value.code == 2
        assert "make setup" in capsys.readouterr().err

    def test_a_database_that_cannot_be_read(self, run: Run, monkeypatch: pytest.MonkeyPatch):
        def broken(slug: str) -> Framework:
            raise DatabaseError("no such table")

        monkeypatch.setattr(gap_report, "framework", broken)
        assert_refused(run(), "the database holds no framework yet: run make setup")


class TestManners:
    def test_an_error_while_rendering_leaves_no_file(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        def broken(*args: object) -> bytes:
            raise RuntimeError("no font")

        monkeypatch.setattr(gap_report, "rendered", broken)
        with pytest.raises(RuntimeError):
            run()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["input.json"]

    def test_an_error_while_writing_keeps_the_older_report(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        (tmp_path / "out").write_text("older")

        def full(source: object, target: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(gap_report.os, "replace", full)
        outcome = run()
        assert outcome.status == 2
        assert outcome.said[-1].endswith("cannot be written (No space left on device)")
        assert (tmp_path / "out").read_text() == "older"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["input.json", "out"]

    def test_an_older_report_is_replaced(self, run: Run, tmp_path: Path):
        (tmp_path / "out").write_text("older")
        assert json.loads(run().output.read_bytes())["framework"] == "national-clusters-2021"

    def test_nothing_is_written_to_the_database(self, run: Run):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert run().status == 0
        words = {query["sql"].split()[0] for query in queries.captured_queries}
        assert words <= {"SELECT"}

    def test_warnings_are_said_and_the_report_is_made(self, run: Run):
        outcome = run(setting("ratings.0.target", 1))
        assert outcome.status == 0
        assert outcome.output.is_file()
        assert "note ratings[scale].target: the target is below the claimed level" in outcome.said


class TestProcess:
    """The command as it is called: its own process, its status and its standard error."""

    @pytest.fixture(scope="class")
    @staticmethod
    def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
        environment = {
            **os.environ,
            "VAR_DIR": str(tmp_path_factory.mktemp("site")),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        environment.pop("DATABASE_URL", None)
        return environment

    def manage(self, site: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=site,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_from_set_up_to_report(self, site: dict[str, str], tmp_path: Path):
        good, bad, output = (tmp_path / name for name in ("good.json", "bad.json", "out.json"))
        good.write_text(json.dumps(INPUT))
        bad.write_text(json.dumps(setting("ratings.0.trait", "luck")))
        options = ("--format", "json", "--output", str(output))

        before = self.manage(site, "gap_report", str(good), *options)
        assert before.returncode == 2
        assert "make setup" in before.stderr
        assert "Traceback" not in before.stderr

        assert self.manage(site, "migrate", "--verbosity=0").returncode == 0
        assert self.manage(site, "load_reference").returncode == 0

        refused = self.manage(site, "gap_report", str(bad), *options)
        assert refused.returncode == 2
        assert refused.stderr.startswith("ratings[0].trait: luck ")
        assert refused.stderr.count("\n") == 1
        assert not output.exists()

        wrong = self.manage(site, "gap_report", str(good), "--format", "odt", "--output", "x")
        assert wrong.returncode == 2
        assert "odt" in wrong.stderr

        made = self.manage(site, "gap_report", str(good), *options)
        assert made.returncode == 0, made.stderr
        assert made.stdout == ""
        assert json.loads(output.read_bytes())["period"] == 2025
