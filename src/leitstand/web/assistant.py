"""Serves an assistant over standard input and output, with the rights of the user whose token it has."""

from __future__ import annotations

import os

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text

TOKEN = "LEITSTAND_TOKEN"


def serve(home: Home) -> None:
    """Runs until the input ends. Raises LeitstandError without a valid token in LEITSTAND_TOKEN."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "leitstand.web.settings", "LEITSTAND_HOME": str(home.path)}
    from leitstand.control import database

    alias = database.serve(home.path)
    from leitstand.control.account import services as accounts
    from leitstand.web.api.mcp import server
    from leitstand.web.company import Company

    def company() -> Company:
        user = accounts.token_user(alias, os.environ.get(TOKEN, ""))
        if user is None:
            raise LeitstandError(
                Text(de="Der Zugangsschlüssel fehlt oder gilt nicht.", en="The token is missing or not valid."),
                Text(de=f"Legen Sie unter „Mein Konto“ einen an und setzen Sie {TOKEN}.",
                     en=f"Make one under 'My account' and set {TOKEN}."),
            )  # fmt: skip
        return Company(home, user, alias)

    company()
    server(company).run("stdio")
