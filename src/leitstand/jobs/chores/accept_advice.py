"""Makes a recommendation an action, with the check by which its effect will be measured."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from leitstand.control.plan.conflicts import Conflict
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.planning import Planning
from leitstand.jobs.published import facts

OTHERWISE = Text(
    de="Planen Sie sie für eine andere Zeit, oder geben Sie unter „Mehr“ den Grund an, es trotzdem zu tun.",
    en="Plan it for another time, or give the reason to do it all the same under 'More'.",
)


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: recommendation, and what Planning.accept takes (start and due as ISO days). Answers {action: its id}."""
    progress(Text(de="Es wird berechnet, wie sich die Wirkung messen lässt",
                  en="Working out how the effect can be measured"))  # fmt: skip
    told = {name: value for name, value in args.items() if name != "recommendation" and value not in (None, "")}
    days: dict[str, Any] = {name: date.fromisoformat(told.pop(name)) for name in ("start", "due") if name in told}
    plans = Planning(home, facts(home), by=progress.by)
    try:
        return {"action": plans.accept(args["recommendation"], **days, **told)["id"]}
    except Conflict as conflict:
        raise UnusableInput(conflict.message, OTHERWISE) from None


CHORE = Chore(Text(de="Empfehlung annehmen", en="Accept a recommendation"), run, repeatable=False)
