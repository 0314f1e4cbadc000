from django.urls import include, path

from config.urls import handler400, handler404, handler500
from tests.style_page import views

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("style-page/", views.components, name="style-page"),
    path("style-page/errors/<str:name>/", views.error_page, name="style-page-error"),
    path("", include("config.urls")),
]
