import os

from django.core.wsgi import get_wsgi_application

from config.gate import Gate
from config.proxies import Proxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = Proxies(Gate(get_wsgi_application()))
