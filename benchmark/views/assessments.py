from django.http import HttpRequest, HttpResponse


def assessment_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def assessment_table(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def start(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def task_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def delete(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def check(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def submit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def reopen(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def review(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
