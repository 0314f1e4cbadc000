from django.http import HttpRequest, HttpResponse


def compare(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def charts(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def table(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
