"""Takes a load back as if it had never come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
    maintenance.withdraw(home, str(args["load"]))
    check_all(home)
    queue.enqueue(Links.of(home).alias, "analyse", by=progress.by)
    return {"withdrawn": args["load"]}


CHORE = Chore(Text(de="Ladevorgang zurücknehmen", en="Withdraw a load"), run, repeatable=False)
