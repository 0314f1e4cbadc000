from django.urls import path

from benchmark.views import comparison, reports

urlpatterns = [
    path("assessments/<int:pk>/compare/", comparison.compare, name="compare"),
    path("assessments/<int:pk>/compare/charts.json", comparison.charts, name="compare-charts"),
    path("assessments/<int:pk>/compare.<str:extension>", comparison.table, name="compare-table"),
    path("assessments/<int:pk>/report/", reports.report, name="report"),
    path("assessments/<int:pk>/report/new/", reports.new_edition, name="report-new-edition"),
    path(
        "assessments/<int:pk>/report/download/<str:extension>",
        reports.download,
        name="report-download",
    ),
]
