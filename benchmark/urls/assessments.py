from django.urls import path

from benchmark.views import assessments, industries, new_assessment, ratings

urlpatterns = [
    path("industries/", industries.industry_list, name="industry-list"),
    path("industries/<int:pk>/", industries.industry_edit, name="industry-edit"),
    path("assessments/", assessments.assessment_list, name="assessment-list"),
    path("assessments.<str:extension>", assessments.assessment_table, name="assessment-table"),
    path("assessments/new/", new_assessment.start, name="assessment-new"),
    path("assessments/<int:pk>/", assessments.task_list, name="assessment"),
    path("assessments/<int:pk>/settings/", assessments.edit, name="assessment-edit"),
    path("assessments/<int:pk>/delete/", assessments.delete, name="assessment-delete"),
    path("assessments/<int:pk>/traits/<slug:trait>/", ratings.rate, name="rating"),
    path("assessments/<int:pk>/check/", assessments.check, name="assessment-check"),
    path("assessments/<int:pk>/submit/", assessments.submit, name="assessment-submit"),
    path("assessments/<int:pk>/reopen/", assessments.reopen, name="assessment-reopen"),
    path("assessments/<int:pk>/review/", assessments.review, name="assessment-review"),
]
