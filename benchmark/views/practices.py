from django.http import HttpRequest, HttpResponse


def practice_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def practice(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
