"""Data: sources, import, quality, rejected rows, matches, reconciliation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.control.work import services as work
from leitstand.foundation.text import Text
from leitstand.jobs import uploads
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.data import books, care, standing, wizard


def _loads(company: Company) -> Iterable[Mapping[str, Any]]:
    return [{"load": one.id} for one in standing.loads(company)[:1]]


def _rejecting(company: Company) -> Iterable[Mapping[str, Any]]:
    found = [one for one in standing.loads(company) if one.rejected and one.state == "done"]
    return [{"load": one.id} for one in found[:1]]


def _months(company: Company) -> Iterable[Mapping[str, Any]]:
    return [{"month": f"{one.start:%Y-%m}"} for one in standing.months(company)[:1]]


def _uploads(company: Company) -> Iterable[Mapping[str, Any]]:
    return [{"sha256": one.sha256} for one in uploads.uploads(company.home)[:1]]


def _jobs(company: Company) -> Iterable[Mapping[str, Any]]:
    return [{"job": one.id} for one in work.jobs(company.alias, chore="import_files", most=1)]


PAGE = Page(
    title=Text(de="Daten", en="Data"),
    summary=Text(de="Woher kommen die Zahlen, sind sie frisch, und stimmen sie?",
                 en="Where do the numbers come from, are they fresh, and are they right?"),
    group="basis",
    role=Role.ANALYST,
    place=50,
    first=frozenset({Role.ANALYST, Role.ADMINISTRATOR}),
    controls=(),
    warms=lambda company, state: standing.warm(company),
    routes=(
        Route("", "", care.show),
        Route("import", "import/", wizard.show),
        Route("upload", "import/upload", wizard.receive, post=True),
        Route("load_files", "import/load", wizard.load, post=True),
        Route("file", "import/<str:sha256>/", wizard.file, examples=_uploads),
        Route("read_as", "import/<str:sha256>/read", wizard.read_as, post=True, examples=_uploads),
        Route("discard", "import/<str:sha256>/discard", wizard.discard, post=True, examples=_uploads),
        Route("progress", "work/<str:job>/", wizard.progress, examples=_jobs),
        Route("first", "first/", wizard.first),
        Route("loads", "loads/", care.loads),
        Route("load", "loads/<str:load>/", care.load, examples=_loads),
        Route("withdraw", "loads/<str:load>/withdraw", care.withdraw, post=True, examples=_loads),
        Route("rejects", "loads/<str:load>/rejects/", care.rejects, examples=_rejecting),
        Route("rejects_file", "loads/<str:load>/rejects/rows.csv", care.download, role=Role.MANAGER,
              examples=_rejecting),
        Route("fix", "loads/<str:load>/rejects/fix", care.fix, role=Role.MANAGER, post=True, examples=_rejecting),
        Route("fixed", "loads/<str:load>/rejects/file", care.fixed, post=True, examples=_rejecting),
        Route("quality", "quality/", care.quality),
        Route("matches", "matches/", care.matches),
        Route("decide", "matches/decide", care.decide, post=True),
        Route("books", "books/", books.show),
        Route("month", "books/<str:month>/", books.month, examples=_months),
        Route("sign", "books/<str:month>/sign", books.sign, role=Role.MANAGER, post=True, examples=_months),
        Route("reopen", "books/<str:month>/reopen", books.reopen, role=Role.MANAGER, post=True, examples=_months),
    ),
)  # fmt: skip
