from django.urls import path

from benchmark.views import ledgers, questionnaire_preview, questionnaires

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
        "assessments/questionnaire/<slug:address>/",
        questionnaire_preview.preview,
        name="questionnaire-preview",
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
    path("assessments/<int:pk>/plan.xlsx", ledgers.ledger_file, name="ledger-file"),
    path("assessments/<int:pk>/plan/ledger/", ledgers.upload, name="ledger-upload"),
    path("assessments/ledger/<slug:address>/", ledgers.preview, name="ledger-preview"),
]
