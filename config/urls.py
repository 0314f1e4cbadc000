from django.conf.urls.i18n import urlpatterns as language_urls
from django.contrib import admin
from django.urls import include, path

handler400 = "benchmark.views.errors.bad_request"
handler404 = "benchmark.views.errors.not_found"
handler500 = "benchmark.views.errors.server_error"

urlpatterns = [
    path("", include("benchmark.urls.reference")),
    path("", include("benchmark.urls.accounts")),
    path("", include("benchmark.urls.questionnaires")),
    path("", include("benchmark.urls.assessments")),
    path("", include("benchmark.urls.reports")),
    path("language/", include(language_urls)),
    path("admin/", admin.site.urls),
]
