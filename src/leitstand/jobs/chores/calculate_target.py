"""Calculates what a goal asks of its drivers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.published import facts
from leitstand.jobs.targeting import Targeting


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: metric, increase or to, by (last day), where, capacity, keep as Targeting.target takes them, and scope.

    Answers {target: the shape of `leitstand target --json`}; it is kept only when somebody accepts it.
    """
    progress(Text(de="Prognose, Spielräume und Wahrscheinlichkeit werden berechnet",
                  en="Working out forecast, room and probability"))  # fmt: skip
    scoped = facts(home, tuple(args.get("scope", ())))
    found = Targeting(home, scoped).target(
        args["metric"], increase=args.get("increase"), to=args.get("to"),
        by=date.fromisoformat(args["by"]) if args.get("by") else None, where=args.get("where", ()),
        capacity=args.get("capacity"), keep=args.get("keep", ()),
    )  # fmt: skip
    return {"target": json.loads(json.dumps(found), parse_constant=lambda word: None)}


CHORE = Chore(Text(de="Ziel berechnen", en="Calculate a target"), run)
