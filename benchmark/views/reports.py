from django.http import HttpRequest, HttpResponse


def report(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def download(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
