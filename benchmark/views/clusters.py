from django.http import HttpRequest, HttpResponse


def cluster_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def matrix(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def matrix_table(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")


def cluster(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("stub")
