from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def search(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
