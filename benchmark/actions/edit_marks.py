"""What a form was opened on: a mark that differs once something else was saved since.

Pages with few fields compare marks instead of counting revisions: no column is needed, and two
people who save the same are in no conflict.
"""

from __future__ import annotations

import hashlib
import json

from benchmark.models import Assessment, Industry


def industry_mark(industry: Industry) -> str:
    """Of an industry's own data. No query."""
    return _mark(
        industry.name, industry.name_en, industry.place, industry.sector, industry.description
    )


def settings_mark(assessment: Assessment) -> str:
    """Of an assessment's comparators and focus. No query."""
    return _mark(assessment.comparators, assessment.focus)


def _mark(*said: object) -> str:
    text = json.dumps(said, sort_keys=True)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]
