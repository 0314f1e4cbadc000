"""A gap report from a file, without the web app: no account, nothing written to the database."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils import translation

from benchmark.queries.framework import ReferenceNotLoaded, current_framework, framework
from benchmark.questionnaire.assessment_json import InputProblems, parse_assessment
from benchmark.questionnaire.gate import MAX_BYTES, too_large
from benchmark.questionnaire.input_object import load_json
from benchmark.questionnaire.read import Questionnaire, WorkbookProblems
from benchmark.reports.formats import FORMATS, Format, written
from benchmark.reports.gap_report import GapReport, build
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.checks import warnings_of
from benchmark.scoring.framework import Framework, Language, Text
from benchmark.scoring.text import NAME_LIMIT, text_problem

# Only the first is read; of the others it is said why not.
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")
# The same status that argparse ends with on a wrong option.
REFUSED = 2

NOT_LOADED = Text(
    zh="数据库中没有对标指标体系，请先运行 make setup",
    en="the database holds no framework yet: run make setup",
)
SAME_FILE = Text(zh="输出文件不能是输入文件本身", en="the output must not be the input itself")
NOT_A_FILE = Text(zh="不是普通文件", en="is not an ordinary file")
NOT_READ = Text(zh="无法读取", en="cannot be read")
NOT_WRITTEN = Text(zh="无法写入", en="cannot be written")
WARNING = Text(zh="提示", en="note")


class Refused(Exception):
    """Why there is no report, a line each."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


class Command(BaseCommand):
    help = (
        "Makes a gap report from a JSON file or a filled Excel questionnaire. "
        "Status 2 and no file where the input is not right."
    )
    # Checks import every page; a report needs none of them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("input", metavar="INPUT", help="an assessment: JSON, or a filled .xlsx")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--language", default="zh-hans", choices=get_args(Language))
        parser.add_argument("--output", required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        language: Language = options["language"]
        source, output = Path(options["input"]), Path(options["output"])
        try:
            self._make(source, output, options["format"], language)
        except Refused as refused:
            # Not CommandError: its class name would stand before the first problem.
            self.stderr.write("\n".join(refused.lines))
            sys.exit(REFUSED)

    def _make(self, source: Path, output: Path, kind: Format, language: Language) -> None:
        assessment, reference = _read(source, language)
        if message := _output_problem(output, source):
            raise Refused(f"{output}: {message.in_language(language)}")
        report = build(reference, assessment)
        with translation.override(language):
            content = written(report, kind, language, _page)
        _write(output, content, language)
        # Last: where something is refused, standard error names nothing but the problems.
        for warning in warnings_of(assessment, reference):
            message = warning.message.in_language(language)
            self.stderr.write(f"{WARNING.in_language(language)} {warning.path}: {message}")


def _page(report: GapReport, language: Language) -> str:
    """The report's page. Imported when it is asked for: it brings every template."""
    from benchmark.views.reports import render_report_html

    return render_report_html(report, language)


def _read(source: Path, language: Language) -> tuple[Assessment, Framework]:
    is_workbook = source.suffix.lower() in WORKBOOKS
    try:
        if is_workbook and (size := source.stat().st_size) > MAX_BYTES:
            raise Refused(f"{source}: {too_large(size).in_language(language)}")
        raw = source.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Refused(_failure(source, NOT_READ, error, language)) from error
    try:
        return _from_workbook(raw) if is_workbook else _from_json(raw)
    except InputProblems as problems:
        raise Refused(*problems.lines(language)) from problems
    except WorkbookProblems as refused:
        # What is wrong with the whole file names the file.
        lines = [(problem, problem.line(language)) for problem in refused.problems]
        raise Refused(*(line if p.sheet else f"{source}: {line}" for p, line in lines)) from refused
    except (ReferenceNotLoaded, DatabaseError) as error:
        raise Refused(NOT_LOADED.in_language(language)) from error


def _from_json(raw: bytes) -> tuple[Assessment, Framework]:
    data = load_json(raw)
    reference = _framework_for(data.get("framework") if isinstance(data, dict) else None)
    return parse_assessment(data, reference), reference


def _from_workbook(raw: bytes) -> tuple[Assessment, Framework]:
    questionnaire = Questionnaire(raw)
    reference = _framework_for(questionnaire.framework)
    return questionnaire.read(reference).assessment, reference


def _framework_for(slug: object) -> Framework:
    """The version that the input names; where there is none such, the one that refuses it."""
    if isinstance(slug, str) and text_problem(slug, NAME_LIMIT) is None:
        try:
            return framework(slug)
        except ReferenceNotLoaded:
            pass
    return current_framework()


def _output_problem(output: Path, source: Path) -> Text | None:
    try:
        if output.exists() and not output.is_file():
            return NOT_A_FILE
        return SAME_FILE if output.exists() and output.samefile(source) else None
    except (OSError, ValueError):
        return None  # writing says why


def _write(output: Path, content: bytes, language: Language) -> None:
    """All or nothing: a file beside the output is renamed to it once it is whole."""
    partial = output.parent / f".gap-report-{secrets.token_hex(8)}"
    try:
        try:
            partial.write_bytes(content)
            os.replace(partial, output)
        finally:
            partial.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise Refused(_failure(output, NOT_WRITTEN, error, language)) from error


def _failure(path: Path, message: Text, error: Exception, language: Language) -> str:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"{path}: {message.in_language(language)} ({reason})"
