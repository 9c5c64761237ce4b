"""What the web server runs."""

from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "leitstand.web.settings"

from django.conf import settings

from leitstand.control import database

database.serve(settings.HOME)

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
