"""A gap report from a file, without the web app: no account, nothing written to the database."""

from __future__ import annotations

import os
import secrets
import sys
from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from benchmark.questionnaire.assessment_json import InputProblems, load_assessment
from benchmark.reference_data import read_framework
from benchmark.reports.formats import BRIEF_FORMATS, FORMATS, Computed, Format, written
from benchmark.reports.gap_report import Origin, build
from benchmark.scoring.assessment import Assessment
from benchmark.scoring.checks import warnings_of
from benchmark.scoring.framework import Framework, Language, Text
from config.files import as_the_user_has_files

if TYPE_CHECKING:  # openpyxl comes with it, and only a workbook needs that
    from benchmark.questionnaire.sheets import Note
    from benchmark.reports.blocks import Document

# Of the third it is said why it is not read.
WORKBOOKS = (".xlsx", ".ods", ".xlsm", ".xls", ".et")
# The same status that argparse ends with on a wrong option.
REFUSED = 2

SAME_FILE = Text(zh="输出文件不能是输入文件本身", en="the output must not be the input itself")
NOT_A_FILE = Text(zh="不是普通文件", en="is not an ordinary file")
NOT_READ = Text(zh="无法读取", en="cannot be read")
NOT_WRITTEN = Text(zh="无法写入", en="cannot be written")
NO_BRIEF = Text(
    zh=f"只有{'、'.join(BRIEF_FORMATS)}可以只写简报",
    en=f"goes with {', '.join(BRIEF_FORMATS)} only",
)
WARNING = Text(zh="提示", en="note")
READ_AS = Text(zh="读作", en="read as")


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
        parser.add_argument(
            "input",
            metavar="INPUT",
            help="an assessment: JSON, or a filled .xlsx, .xls, .et or .ods",
        )
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--brief", action="store_true", help="the first two pages alone")
        parser.add_argument("--language", default="zh-hans", choices=get_args(Language))
        parser.add_argument("--organisation", default="", metavar="NAME")
        parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="printed as its date")
        parser.add_argument("--output", required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        language: Language = options["language"]
        source, output = Path(options["input"]), Path(options["output"])
        origin = Origin(organisation=options["organisation"], prepared_on=options["date"])
        try:
            if options["brief"] and options["format"] not in BRIEF_FORMATS:
                raise Refused(f"--brief: {options['format']} {NO_BRIEF.in_language(language)}")
            self._make(source, output, options["format"], language, origin, brief=options["brief"])
        except Refused as refused:
            # Not CommandError: its class name would stand before the first problem.
            self.stderr.write("\n".join(refused.lines))
            sys.exit(REFUSED)

    def _make(
        self,
        source: Path,
        output: Path,
        kind: Format,
        language: Language,
        origin: Origin,
        *,
        brief: bool,
    ) -> None:
        # As shipped: a report from a file needs no database, not even an empty one.
        reference = read_framework(settings.BASE_DIR / "fixtures")
        assessment, notes = _read(source, reference, language)
        if message := _output_problem(output, source):
            raise Refused(f"{output}: {message.in_language(language)}")
        report = build(reference, assessment, origin)
        with translation.override(language):
            content = written(Computed(report), kind, language, _page, brief=brief)
        _write(output, content, language)
        said = READ_AS.in_language(language)
        for note in notes:
            place = f"{note.sheet}!{note.cell}: {note.typed} {said} " if note.cell else ""
            read = f"{place}{note.as_read.in_language(language)}"
            self.stderr.write(f"{WARNING.in_language(language)} {read}")
        # Last: where something is refused, standard error names nothing but the problems.
        for warning in warnings_of(reference, assessment):
            text = warning.message.in_language(language)
            self.stderr.write(f"{WARNING.in_language(language)} {warning.path}: {text}")


def _page(document: Document) -> str:
    """The report's page. Imported when it is asked for: it brings every template."""
    from benchmark.views.reports import render_report_html

    return render_report_html(document)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text}: must be a day like 2025-03-18") from error


def _read(
    source: Path, reference: Framework, language: Language
) -> tuple[Assessment, Sequence[Note]]:
    """The assessment, and how cells of a workbook were read that are not plain."""
    try:
        if source.suffix.lower() in WORKBOOKS:
            return _from_workbook(source, reference, language)
        return load_assessment(source.read_bytes(), reference), ()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Refused(_failure(source, NOT_READ, error, language)) from error
    except InputProblems as problems:
        raise Refused(*problems.lines(language)) from problems


def _from_workbook(
    source: Path, reference: Framework, language: Language
) -> tuple[Assessment, Sequence[Note]]:
    from benchmark.questionnaire.gate import MAX_BYTES, too_large
    from benchmark.questionnaire.problems import WorkbookProblem, WorkbookProblems
    from benchmark.questionnaire.read import Questionnaire

    if (size := source.stat().st_size) > MAX_BYTES:
        raise Refused(f"{source}: {too_large(size).in_language(language)}")
    try:
        filled = Questionnaire(source.read_bytes()).read(reference)
    except WorkbookProblems as refused:
        # What is wrong with the whole file names the file.
        lines = [(problem, problem.line(language)) for problem in refused.problems]
        raise Refused(*(line if p.sheet else f"{source}: {line}" for p, line in lines)) from refused
    # What the preview would ask: here nobody can be asked.
    asked = [
        WorkbookProblem(one.message, one.sheet, one.cell, one.value) for one in filled.questions
    ]
    if asked:
        raise Refused(*(problem.line(language) for problem in asked))
    return filled.assessment, filled.notes


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
            with as_the_user_has_files():
                partial.write_bytes(content)
            os.replace(partial, output)
        finally:
            partial.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise Refused(_failure(output, NOT_WRITTEN, error, language)) from error


def _failure(path: Path, message: Text, error: Exception, language: Language) -> str:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"{path}: {message.in_language(language)} ({reason})"
