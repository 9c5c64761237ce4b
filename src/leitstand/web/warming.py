"""Works out what the pages show first as soon as there are new data, so that nobody waits for it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)

from leitstand.control.account.models import Role, User  # isort: skip
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.foundation.segment import Segment
from leitstand.web.company import Company
from leitstand.web.registry import pages
from leitstand.web.state import State, latest_month
from leitstand.web.words import COMPARISONS

log = logging.getLogger(__name__)


def looks(home: Home) -> Iterator[tuple[Company, State]]:
    """The company, looked at as somebody does who has chosen nothing: the whole, then each part that a user may see."""
    scopes = User.objects.filter(is_active=True).exclude(scope="").values_list("scope", flat=True).distinct()
    for scope in ("", *scopes):
        company = Company(home, User(email="", role=Role.ANALYST, scope=scope))
        yield company, State(latest_month(company.as_of or date.today()), next(iter(COMPARISONS)), Segment(), "en")


def ready(home: Home) -> None:
    """Opens the published version in this process."""
    company, _ = next(looks(home))
    if not company.empty:
        _ = company.catalogue, company.facts.as_of


def warm(home: Home) -> None:
    """Lets every page work out what it shows first; it is kept on disk for all processes."""
    for company, state in looks(home):
        for page in pages().values() if not company.empty else ():
            try:
                page.warms(company, state)
            except LeitstandError as error:
                log.info("%s is not made ready: %s", page.title.en, error.describe("en"))
            except Exception:  # one page that cannot be made ready must not leave the others cold
                log.exception("%s could not be made ready", page.title.en)


def main() -> int:
    """Makes the pages of LEITSTAND_HOME ready; what fails is worked out when it is asked for."""
    from leitstand.web import wsgi  # noqa: F401  (serves the home's database)

    warm(Home.find())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
