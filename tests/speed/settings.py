"""The product's settings with one more page: a trivial view to measure the others against."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.speed.urls"
