"""The style page's settings with quick password hashes. Servers that tests start run real ones."""

from tests.style_page.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
