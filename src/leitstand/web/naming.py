"""What the cells of a split are called: codes of the data in office words, everything else as it is."""

from __future__ import annotations

from leitstand.analysis.digital.funnel import named
from leitstand.foundation.text import Text
from leitstand.jobs.banking.rules import CATEGORIES
from leitstand.metrics.cells import cell_name
from leitstand.metrics.compute.facts import OTHER

UNSTATED = Text(de="ohne Angabe", en="not stated")
REST = Text(de="Übrige (kleine Gruppen)", en="Others (small groups)")


def value_name(dimension: str, value: str | None) -> Text:
    """A cell in words: "ohne Angabe" where the data say nothing, the folded small groups by what they are."""
    if value is None:
        return UNSTATED
    if value == OTHER:
        return REST
    if dimension == "funnel_step":
        return _step(value)
    if dimension == "cash_category" and value in CATEGORIES:
        return CATEGORIES[value][1]
    return cell_name(dimension, value)


def _step(value: str) -> Text:
    try:
        return named(value)
    except KeyError:
        return Text(de=value, en=value)
