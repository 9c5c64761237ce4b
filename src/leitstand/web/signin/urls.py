"""The addresses of signing in."""

from __future__ import annotations

from django.urls import path

from leitstand.web.signin import factor_views, views

app_name = "signin"
urlpatterns = [
    path("", views.sign_in, name="in"),
    path("out/", views.sign_out, name="out"),
    path("link/<str:secret>/", views.by_link, name="link"),
    path("link/<str:secret>", views.by_link),
    path("factor/", factor_views.ask, name="factor"),
    path("factor/new/", factor_views.set_up, name="new_factor"),
    path("factor/new.svg", factor_views.picture, name="factor_picture"),
    path("sso/", views.by_sso, name="sso"),
    path("sso/back/", views.sso_back, name="sso_back"),
]
