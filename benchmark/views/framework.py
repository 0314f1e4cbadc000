from django.http import HttpRequest, HttpResponse


def trait_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def trait(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def method(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
