"""Makes a company ready for what-if questions, so that pages answer them at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.published import facts
from leitstand.jobs.targeting import Targeting
from leitstand.planning.scenarios.keeping import as_numbers


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: version of the data that is meant, scope (conditions). Answers {scenario: as keeping tells it}."""
    progress(Text(de="Kennzahlen und Prognosen werden gelesen", en="Reading metrics and forecasts"))
    scoped = facts(home, tuple(args.get("scope", ())))
    return {"scenario": as_numbers(Targeting(home, scoped).scenario())}


CHORE = Chore(Text(de="Was-wäre-wenn vorbereiten", en="Prepare what-if"), run)
