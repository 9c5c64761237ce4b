"""Measures what an action brought, by the check that was registered before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.effects import Effects
from leitstand.jobs.published import facts


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: action, early (before the window is over). Answers {action, verdict}; effect and lesson are kept."""
    progress(Text(de="Die Wirkung wird gemessen", en="Measuring the effect"))
    found = Effects(home, facts(home)).measure(args["action"], early=bool(args.get("early")))
    return {"action": found["action"], "verdict": found["verdict"]}


CHORE = Chore(Text(de="Wirkung messen", en="Measure an effect"), run)
