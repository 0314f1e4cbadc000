"""The product's settings with the style page added: every component, and every error page."""

from pathlib import Path

from config.settings import *  # noqa: F403
from config.settings import TEMPLATES

ROOT_URLCONF = "tests.style_page.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
