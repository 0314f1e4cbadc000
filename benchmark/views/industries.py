from django.http import HttpRequest, HttpResponse


def industry_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def industry_edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
