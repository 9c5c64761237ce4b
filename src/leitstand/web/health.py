"""Whether the process lives and can do its work; for whoever watches it."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

LEAST_FREE = 2 * 2**30
"""Bytes (reliability.md, e)."""


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """200 where the control database answers and the disk has room, else 503; details without data of the company."""
    checks = {"control_database": _database(), "disk": shutil.disk_usage(settings.HOME).free >= LEAST_FREE}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM account_user LIMIT 1")
    except DatabaseError:
        return False
    return True
