import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.gate import Gate
from config.proxies import Proxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = Proxies(Gate(get_wsgi_application()))
# Views are imported before the first visitor comes, not while he waits.
get_resolver().url_patterns  # noqa: B018
