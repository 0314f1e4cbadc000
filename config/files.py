"""Files outside VAR_DIR, which are their user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def as_the_user_has_files() -> Iterator[None]:
    """Files made in this block are open to whom their user's umask opens them."""
    before = os.umask(settings.USERS_UMASK)
    try:
        yield
    finally:
        os.umask(before)
