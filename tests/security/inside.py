"""The addresses of a small site behind the door: enough to see who gets in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from leitstand.web import health


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"inside: {request.user}")


urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("signin/", include("leitstand.web.signin.urls")),
    path("", page),
    path("account/", page, name="account"),
    path("api/v1/thing", page),
]
