"""All models, in one place for Django and for imports."""

from .assessments import Assessment, Comparator, Evidence, Industry, OwnFigure, Rating
from .framework import Framework, Indicator, Level, Trait
from .organisations import Organisation, User
from .reference import (
    Cluster,
    DocumentedFigure,
    Fact,
    Practice,
    PracticeAction,
    PracticeCategory,
    PracticeTrait,
    Sector,
)

__all__ = [
    "Assessment", "Cluster", "Comparator", "DocumentedFigure", "Evidence", "Fact", "Framework",
    "Indicator", "Industry", "Level", "Organisation", "OwnFigure", "Practice", "PracticeAction",
    "PracticeCategory", "PracticeTrait", "Rating", "Sector", "Trait", "User",
]  # fmt: skip
