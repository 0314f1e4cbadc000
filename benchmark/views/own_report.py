"""What the comparison and the report page begin with."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from benchmark.models import Assessment
from benchmark.queries.reports import LoadedReport, load_report


def own_report_or_404(request: HttpRequest, pk: int) -> LoadedReport:
    """The report of an assessment of the user's organisation; another's does not exist."""
    try:
        return load_report(request.user, pk)
    except Assessment.DoesNotExist as absent:
        raise Http404 from absent
