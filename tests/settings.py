"""The style page's settings with quick password hashes. Servers that tests start run real ones."""

from tests.style_page.settings import *  # noqa: F403
from tests.style_page.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "config.sqlite":
    # Said here, since pytest-django knows only Django's own engine as one that can be in memory.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
