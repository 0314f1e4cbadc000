"""Names of downloaded files that every system keeps: no path, no control sign, not too long."""

from __future__ import annotations

import unicodedata

from benchmark.scoring.assessment import Assessment
from benchmark.scoring.framework import Language, Text

from .industry import industry_name
from .labels import BRIEF, REPORT

# Refused by Windows, which is what most offices save to.
FORBIDDEN = set('\\/:*?"<>|')
# A file name may take 255 bytes; a Chinese sign takes three, the extension some.
MAX_BYTES = 200
UNNAMED = "report"


def report_file_name(
    assessment: Assessment, language: Language, extension: str, *, brief: bool = False
) -> str:
    """许昌市智能电力装备产业-对标差距分析报告-2025.docx; a brief alone is a 简报."""
    return file_name(assessment, BRIEF if brief else REPORT, language, extension)


def file_name(assessment: Assessment, what: Text, language: Language, extension: str) -> str:
    """The industry's name, what the file is, the year."""
    whose = industry_name(assessment.industry).in_language(language)
    tail = f"-{what.in_language(language)}-{assessment.period}"
    return f"{_cut(_safe(whose), MAX_BYTES - len(tail.encode())) or UNNAMED}{tail}.{extension}"


def _safe(text: str) -> str:
    """Without signs that systems refuse or that hide what a name says (controls, bidi marks)."""
    kept = (
        " " if sign in FORBIDDEN or sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", text)
        if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return " ".join("".join(kept).split()).strip(". ")


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore").strip(". ")
