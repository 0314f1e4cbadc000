from django.urls import path

from benchmark.views import questionnaires

urlpatterns = [
    path(
        "assessments/questionnaire.xlsx",
        questionnaires.empty_file,
        name="assessment-questionnaire-empty",
    ),
    path(
        "assessments/questionnaire/",
        questionnaires.upload_new,
        name="assessment-questionnaire-new",
    ),
    path(
        "assessments/questionnaire/confirm/",
        questionnaires.confirm_new,
        name="assessment-questionnaire-new-confirm",
    ),
    path(
        "assessments/<int:pk>/questionnaire.xlsx",
        questionnaires.begun_file,
        name="assessment-questionnaire-file",
    ),
    path(
        "assessments/<int:pk>/questionnaire/",
        questionnaires.upload,
        name="assessment-questionnaire",
    ),
    path(
        "assessments/<int:pk>/questionnaire/confirm/",
        questionnaires.confirm,
        name="assessment-questionnaire-confirm",
    ),
]
