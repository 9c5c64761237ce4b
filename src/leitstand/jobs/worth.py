"""Whether the CRM is worth it, out of a company's own data."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.jobs.tasks import Source
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.planning.triggers.sight import Sight
from leitstand.planning.worth import report


def worth(facts: StoreFacts, cost: float | None = None) -> dict[str, Any]:
    """The shape of `leitstand worth --json`. cost: of the CRM per year. Raises UnusableInput for a negative one."""
    if cost is not None and not 0 <= cost < float("inf"):
        raise UnusableInput(
            Text(de="Die Kosten müssen eine Zahl ab 0 sein.", en="The cost must be a number from 0 on."),
            Text(de="Nennen Sie Euro je Jahr, etwa --cost 24000.", en="Give money per year, such as --cost 24000."),
        )
    return report.worth(Sight(Source(facts)), facts.currency, cost)
