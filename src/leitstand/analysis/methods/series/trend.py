"""Looks for metrics that keep rising or falling, all along or since some month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from leitstand.analysis.contract import Candidate, Figure, Method, Sight
from leitstand.analysis.series.trend_panel import panel
from leitstand.analysis.series.trend_search import search
from leitstand.analysis.series.trend_telling import tell
from leitstand.foundation.text import Text

STEPS, SLOPES = ("step", "spell"), ("trend", "bend")

LEAST_MONTHS = 33
"""Three years, less a quarter for what reaches its data late: before that a season and a trend cannot be told apart."""

OF_HISTORY = "new_existing"
"""The longer orders are recorded, the more customers are known from before: that is no trend of theirs."""

SCHEDULE = 60
"""A line almost without scatter is a plan (the interest of a loan), and no news."""


def look(sight: Sight) -> Iterator[Candidate]:
    seen, _ = panel(sight)
    steps = {one.row: one.p for one in search(seen, STEPS, "level")}
    known = np.isfinite(seen.y).sum(axis=1)
    last = len(seen.periods)
    for found in search(seen, SLOPES, "level"):
        aging = OF_HISTORY in seen.rows[found.row].series.dims
        if known[found.row] < LEAST_MONTHS or seen.stock[found.row] or aging:
            continue
        news = found.p < steps.get(found.row, 1.0) and abs(found.t) < SCHEDULE
        candidate = tell(seen, found, "trend", news)
        per_year = found.effect * 12 / max(last - found.start, 1)
        # a share moves by points, and a tenth a year would read as a tenth of itself
        unit = "percentage_points" if candidate.unit == "ratio" else candidate.unit
        rate = Figure(per_year, unit, signed=True)
        yield replace(candidate, figures={**candidate.figures, "per_year": rate})


METHOD = Method(
    title=Text(de="Trends", en="Lasting rises and falls"),
    question=Text(de="Steigt oder fällt eine Kennzahl anhaltend?", en="Does a metric keep rising or falling?"),
    formula="max over starts of |t| of a line beside level, season, calendar and AR(1); p = starts × tail of t",
    misleads=Text(
        de="Braucht drei Jahre. Bestände (Follower, offene Posten) werden nicht geprüft: Ihr Verlauf folgt aus Zu- und "
        "Abgängen. Wachstum ohne eigenen Anlass, etwa weil das Unternehmen wächst, ist auch ein Trend.",
        en="Needs three years. Stocks (followers, open items) are not tested: their course follows from what comes and "
        "goes. Growth for no reason of its own, because the company grows, is a trend too.",
    ),
    reference="Andrews 1993; Cooper and Thompson 1977; Hirsch and Slack 1984",
    finds=("trend",),
    look=look,
)
