from django.urls import path

from benchmark.views import styleguide

urlpatterns = [
    path("styleguide/", styleguide.components, name="styleguide"),
    path("styleguide/errors/<str:name>/", styleguide.error_page, name="styleguide-error"),
]
