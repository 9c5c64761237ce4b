"""Loads the invented company from its files into a home of its own, the way a real company would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.demo.world import Plan

_SETTING = "demo"
"""Setting of a home that holds the invented company: its plan."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of all files; rows_in = accepted + rejected."""

    files: int
    rows_in: int
    accepted: int
    rejected: int


def own_home(given: str | None) -> Home:
    """The home that was named (argument or LEITSTAND_HOME), else one beside the usual place. Raises UnusableInput."""
    if given or os.environ.get("LEITSTAND_HOME"):
        return Home.find(given)
    from platformdirs import user_data_path

    return Home.find(user_data_path("leitstand-demo", appauthor=False))


def claim(home: Home, plan: Plan) -> bool:
    """Makes the home one of the invented company; whether it may be only partly loaded yet.

    Raises UnusableInput where the home holds something else.
    """
    from leitstand.control.ledger import services as ledger
    from leitstand.jobs.links import Links

    alias = Links.of(home).alias
    there, wanted = ledger.setting(alias, _SETTING), asdict(plan)
    if there is None and any(one.state == "done" for one in ledger.loads(alias)):
        raise UnusableInput(
            Text(de=f"In {home.path} liegen schon andere Daten.", en=f"{home.path} holds other data already."),
            Text(
                de="Nennen Sie mit --home einen leeren Ordner für die Beispielfirma.",
                en="Name an empty folder for the demo company with --home.",
            ),
        )
    if there is not None and {"months": 36} | there["plan"] != wanted:  # an earlier version knew no other
        raise UnusableInput(
            Text(de=f"In {home.path} liegt eine andere Beispielfirma.", en=f"{home.path} holds another demo company."),
            Text(
                de="Löschen Sie den Ordner, oder nennen Sie mit --home einen anderen.",
                en="Delete the folder, or name another one with --home.",
            ),
        )
    if there is None:
        ledger.set_setting(alias, _SETTING, {"plan": wanted, "loaded": None})
    return there is None or there["loaded"] is None


def load(home: Home, plan: Plan, told: Callable[[str, int], None] | None = None) -> Loaded:
    """Makes the company, writes its files, brings them in, matches and checks them; the files go again.

    told: the step (a file's name) and how many rows are in. Raises UnusableInput as `claim` does, and the error of a
    file that could not be used.
    """
    from leitstand.control.ledger import services as ledger
    from leitstand.demo import actions, apart, company, story
    from leitstand.jobs.links import Links
    from leitstand.jobs.many import import_many
    from leitstand.workspace import Workspace

    alias = Links.of(home).alias
    if not claim(home, plan):
        return Loaded(**ledger.setting(alias, _SETTING)["loaded"])
    with (
        TemporaryDirectory(prefix="leitstand-demo-") as folder,
        TemporaryDirectory(prefix="leitstand-demo-") as beside,
        closing(apart.files(plan, Path(folder), Path(beside))) as paths,
    ):
        came = import_many(home, ((path, {"source_system": path.parent.name}) for path in paths), told)
        shutil.copyfile(Path(beside) / company.TRUTHS, home.path / story.FILE)
    outcomes = []
    for one in came:
        if isinstance(one, Exception):
            raise one
        outcomes += one
    for outcome in outcomes:
        if outcome.error:
            raise outcome.error
    workspace = Workspace(home.path)
    workspace.match_new()
    workspace.check_quality()
    if plan.story:
        actions.finish(home)
    rows = (sum(getattr(one, name) for one in outcomes) for name in ("rows_in", "accepted", "rejected"))
    loaded = Loaded(len(came), *rows)
    ledger.set_setting(alias, _SETTING, {"plan": asdict(plan), "loaded": asdict(loaded)})
    return loaded
