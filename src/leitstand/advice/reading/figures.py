"""The figures of a finding as the texts of a rule use them."""

from __future__ import annotations

from leitstand.advice.contract import Found
from leitstand.analysis.contract import Figure
from leitstand.analysis.run.words import DIFFERENCE
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find

LATELY = Text(de="zuletzt", en="lately")


def figures_of(found: Found) -> dict[str, Figure]:
    """finding: its sentence. metric: the title. effect: its size without a sign. since: its first day."""
    unit = DIFFERENCE if found.unit == "ratio" and find(found.metric).unit == "ratio" else found.unit
    return {
        "finding": Figure(found.sentence, "text"),
        "metric": Figure(find(found.metric).title, "text"),
        "effect": Figure(abs(found.effect), unit),
        "since": Figure(LATELY, "text") if found.since is None else Figure(found.since, "day"),
    }
