from django.http import HttpRequest, HttpResponse


def rate(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
