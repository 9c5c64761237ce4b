"""The addresses: those of all pages, sign-in, API and the health of the process."""

from __future__ import annotations

from django.urls import include, path

from leitstand.web import drawings, health
from leitstand.web.api.rest import api
from leitstand.web.guard import guarded
from leitstand.web.registry import name_of, pages, path_of

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/v1/", api.urls),
    path("signin/", include("leitstand.web.signin.urls")),
    path("chart/<str:identity>.<str:form>", drawings.download, name="chart"),
    *(
        path(path_of(page_id) + route.path, guarded(page_id, page, route), name=name_of(page_id, route))
        for page_id, page in pages().items()
        for route in page.routes
    ),
]
handler400 = "leitstand.web.faults.bad_request"
handler403 = "leitstand.web.faults.forbidden"
handler404 = "leitstand.web.faults.not_found"
handler500 = "leitstand.web.faults.fault"
