"""What the web server does in each of its processes before the first request."""

from __future__ import annotations

from typing import Any


def post_worker_init(worker: Any) -> None:
    """Opens the data and loads the libraries, so that nobody waits for it."""
    from django.conf import settings

    from leitstand.foundation.home import Home
    from leitstand.web.warming import ready

    ready(Home(settings.HOME))
