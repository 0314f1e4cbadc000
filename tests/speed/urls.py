from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def trivial(request: HttpRequest, size: int) -> HttpResponse:
    """A page of `size` bytes that costs nothing to make: same server, same middleware."""
    return HttpResponse(b"x" * size)


urlpatterns = [path("trivial/<int:size>/", trivial), path("", include("config.urls"))]
