"""Word and Excel files of every kind meet the schemas of their format."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from benchmark.questionnaire.write import questionnaire
from benchmark.reports.word.as_docx import as_docx
from benchmark.scoring.framework import LANGUAGES, Framework, Language

from . import samples
from .samples import Case, contradictory, empty, hostile, typical


def problems(data: bytes, file: Path) -> list[str]:
    file.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [empty, typical, hostile, contradictory])
def test_reports_meet_the_schemas(case: Case, language: Language, tmp_path: Path) -> None:
    assert problems(samples.docx(case, language), tmp_path / "report.docx") == []
    assert problems(samples.xlsx(case, language), tmp_path / "report.xlsx") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_questionnaires_meet_the_schemas(
    framework: Framework, language: Language, tmp_path: Path
) -> None:
    for assessment in (None, typical(framework).assessment):
        data = questionnaire(framework, language, assessment)
        assert problems(data, tmp_path / "questionnaire.xlsx") == []


def test_the_check_sees_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmark.reports.word.as_docx._TABLE_END", "<w:p><w:t/><w:pPr/></w:p>")
    assert problems(as_docx(typical(), "en"), tmp_path / "report.docx")
