"""Makes a backup, and tries out whether it could be restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.control.ledger import services as ledger
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.links import Links
from leitstand.jobs.safekeeping import backup
from leitstand.jobs.safekeeping.passphrase import passphrase

MADE, DRILLED = "backup_last", "backup_drill"
"""Settings: the last backup, and the last trial of one."""


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: drill (false: only make it). Answers the backup and its drill."""
    alias, secret = Links.of(home).alias, passphrase()
    made = backup.make(home, passphrase=secret, told=progress)
    ledger.set_setting(alias, MADE, made.as_dict())
    told: dict[str, Any] = {"backup": made.as_dict(), "drill": None}
    if args.get("drill", True):
        progress(Text(de="Die Rückspielung wird geprobt", en="Trying whether it can be restored"))
        told["drill"] = backup.drill(home, made.path, secret)
        ledger.set_setting(alias, DRILLED, told["drill"])
    return told


CHORE = Chore(Text(de="Sicherung", en="Backup"), run, regular=True)
