from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What every page's frame needs."""
    return {"registration_open": settings.REGISTRATION_OPEN}
