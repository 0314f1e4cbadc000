"""The product's settings with quick password hashes. Servers that tests start run the real ones."""

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
