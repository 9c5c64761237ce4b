"""Takes a load back as if it had never come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.control.audit.services import noted
from leitstand.control.ledger import services as ledger
from leitstand.control.work import services as queue
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs import maintenance
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.links import Links
from leitstand.jobs.many import check_all


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: load (id)."""
    progress(Text(de="Der Ladevorgang wird zurückgenommen", en="Withdrawing the load"))
    alias, load = Links.of(home).alias, str(args["load"])
    maintenance.withdraw(home, load)
    one = ledger.load(alias, load)
    with noted(alias, one, "withdrawn", progress.by, note=f"{one.accepted}"):  # who asked for it
        pass
    check_all(home)
    queue.enqueue(alias, "analyse", by=progress.by)
    return {"withdrawn": args["load"]}


CHORE = Chore(Text(de="Ladevorgang zurücknehmen", en="Withdraw a load"), run, repeatable=False)
