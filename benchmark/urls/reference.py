from django.urls import path

from benchmark.views import clusters, framework, home, practices

urlpatterns = [
    path("", home.home, name="home"),
    path("clusters/", clusters.cluster_list, name="cluster-list"),
    path("clusters/matrix/", clusters.matrix, name="matrix"),
    path("clusters/matrix.<str:extension>", clusters.matrix_table, name="matrix-table"),
    path("clusters/<slug:slug>/", clusters.cluster, name="cluster"),
    path("traits/", framework.trait_list, name="trait-list"),
    path("traits/<slug:slug>/", framework.trait, name="trait"),
    path("method/", framework.method, name="method"),
    path("practices/", practices.practice_list, name="practice-list"),
    path("practices/<slug:slug>/", practices.practice, name="practice"),
    path("search/", home.search, name="search"),
]
