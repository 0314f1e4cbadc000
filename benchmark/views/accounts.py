from django.http import HttpRequest, HttpResponse


def register(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def sign_in(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def sign_out(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def sign_in_by_link(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
