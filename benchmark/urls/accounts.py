from django.urls import path

from benchmark.views import accounts

urlpatterns = [
    path("register/", accounts.register, name="register"),
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("sign-in/<str:uid>/<str:token>/", accounts.sign_in_by_link, name="sign-in-by-link"),
]
