"""The one order in which rows are held, wherever more than one is: the industry, its assessment,
the assessment's ratings, their rows. Two who held them in different orders would wait for each
other. SQLite has one writer and needs none of it.
"""

from __future__ import annotations

from django.db.models import F

from benchmark.models import Assessment, Industry, Rating


def lock_industry_of(assessment: Assessment) -> None:
    """Nobody changes the industry until we are done: what is found of it stays so. Before the
    assessment is locked, never after."""
    Industry.objects.select_for_update(no_key=True).get(assessments=assessment)


def lock_assessment(assessment: Assessment) -> Assessment:
    """The assessment as it is now, with its industry and framework.

    The weaker lock: a save that holds its rating may still add rows that refer to the assessment,
    instead of waiting for us while we wait for it.
    """
    return (
        Assessment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("industry__organisation", "framework")
        .get(pk=assessment.pk)
    )


def hold_saves(locked: Assessment) -> None:
    """Saves under way finish; later ones wait, and are told."""
    Rating.objects.filter(assessment=locked).update(revision=F("revision") + 1)
