"""A report from a file: what it writes, what it refuses, with which status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from benchmark.management.commands import gap_report
from tests.questionnaire.test_assessment_json import INPUT, setting

FORMATS = ("json", "html", "docx", "pdf", "xlsx")


@dataclass
class Outcome:
    status: int
    said: list[str]
    output: Path


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command on an input in a folder of its own. No test here has a database."""

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


def assert_refused(outcome: Outcome, *starts: str) -> None:
    assert outcome.status == 2
    assert not outcome.output.is_file()
    assert len(outcome.said) == len(starts)
    for line, start in zip(outcome.said, starts, strict=True):
        assert line.startswith(start)


class TestMade:
    def test_json_holds_the_result_and_the_input(self, run: Run):
        outcome = run()
        found = json.loads(outcome.output.read_bytes())
        assert outcome.status == 0
        assert found["framework"] == "national-clusters-2021"
        assert found["traits"][1]["claim"] == 2
        assert found["input"]["ratings"][1]["figures"][0]["value"] == 406.5

    def test_every_format_of_the_contract_is_offered(self):
        assert set(gap_report.FORMATS) == set(FORMATS)

    def test_whose_it_is_and_of_which_day_are_options(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ):
        seen = []

        def kept(content: gap_report.Computed, *_: object, **__: object) -> bytes:
            seen.append(content.report.origin)
            return b""

        monkeypatch.setattr(gap_report, "written", kept)
        run(organisation="示例市工信局", date=date(2026, 3, 18))
        run()
        assert seen == [gap_report.Origin("示例市工信局", date(2026, 3, 18)), gap_report.Origin()]


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
        with pytest.raises(CommandError, match="soon: must be a day"):
            call_command("gap_report", "x.json", "--format=json", "--output=y", "--date=soon")


class TestManners:
    def test_an_error_while_rendering_leaves_no_file(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        def broken(*_: object, **__: object) -> bytes:
            raise RuntimeError("no font")

        monkeypatch.setattr(gap_report, "written", broken)
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

    def test_warnings_are_said_and_the_report_is_made(self, run: Run):
        outcome = run(setting("evidence.0.conditions", []))
        assert outcome.status == 0
        assert outcome.output.is_file()
        assert "note ratings[scale].figures[1].year: the figure has no year" in outcome.said
        assert (
            "note evidence[0].conditions: the evidence item names no condition and proves none"
            in outcome.said
        )


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

    def test_from_file_to_report(self, site: dict[str, str], tmp_path: Path):
        good, bad, output = (tmp_path / name for name in ("good.json", "bad.json", "out.json"))
        good.write_text(json.dumps(INPUT))
        bad.write_text(json.dumps(setting("ratings.0.trait", "luck")))
        options = ("--format", "json", "--output", str(output))

        # No database is set up: the shipped files are enough.
        made = self.manage(site, "gap_report", str(good), *options)
        assert (made.returncode, output.is_file()) == (0, True)
        output.unlink()

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
