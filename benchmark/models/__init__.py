"""All models, in one place for Django and for imports."""

from .assessments import Answer, Assessment, Evidence, Industry, OwnFigure, Rating
from .editions import Edition
from .framework import Condition, Framework, Indicator, Level, Trait
from .organisations import Organisation, User
from .plans import Task, TaskNote
from .reference import (
    Cluster,
    DocumentedFigure,
    Fact,
    Practice,
    PracticeAction,
    PracticeCategory,
    Sector,
)
from .security import SecurityEvent
from .uploads import Upload

__all__ = [
    "Answer", "Assessment", "Cluster", "Condition", "DocumentedFigure", "Edition", "Evidence",
    "Fact", "Framework", "Indicator", "Industry", "Level", "Organisation", "OwnFigure", "Practice",
    "PracticeAction", "PracticeCategory", "Rating", "Sector", "SecurityEvent", "Task", "TaskNote",
    "Trait", "Upload", "User",
]  # fmt: skip
