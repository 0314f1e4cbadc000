from django.urls import path

from benchmark.views import assessments, check, industries, new_assessment, plan, ratings, years

urlpatterns = [
    path("industries/", industries.industry_list, name="industry-list"),
    path("industries/<int:pk>/", industries.industry_edit, name="industry-edit"),
    path("industries/<int:pk>/years/", years.years, name="years"),
    path("industries/<int:pk>/years/charts.json", years.charts, name="years-charts"),
    path("industries/<int:pk>/years.<str:extension>", years.table, name="years-table"),
    path("assessments/", assessments.assessment_list, name="assessment-list"),
    path("assessments.<str:extension>", assessments.assessment_table, name="assessment-table"),
    path("assessments/new/", new_assessment.start, name="assessment-new"),
    path("assessments/<int:pk>/", assessments.task_list, name="assessment"),
    path("assessments/<int:pk>/settings/", assessments.edit, name="assessment-edit"),
    path("assessments/<int:pk>/delete/", assessments.delete, name="assessment-delete"),
    path("assessments/<int:pk>/traits/<slug:trait>/", ratings.rate, name="rating"),
    path("assessments/<int:pk>/plan/", plan.plan, name="assessment-plan"),
    path("assessments/<int:pk>/check/", check.check, name="assessment-check"),
    path("assessments/<int:pk>/fill-years/", check.fill_years, name="assessment-fill-years"),
    path("assessments/<int:pk>/not-known/", check.mark_not_known, name="assessment-not-known"),
    path("assessments/<int:pk>/next-year/", new_assessment.next_year, name="assessment-next-year"),
    path("assessments/<int:pk>/submit/", check.submit, name="assessment-submit"),
    path("assessments/<int:pk>/reopen/", check.reopen, name="assessment-reopen"),
    path("assessments/<int:pk>/review/", check.review, name="assessment-review"),
]
