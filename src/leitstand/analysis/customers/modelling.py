"""Chooses what the customers' outlook is told by: the model of buying that held in a check, else plain averages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from leitstand.analysis.customers import buying, spending
from leitstand.analysis.customers.averages import Averages, averages
from leitstand.analysis.customers.histories import Histories, TimeUnit, histories
from leitstand.analysis.customers.holdout import Holdout, check, split_day

if TYPE_CHECKING:
    import pandas as pd

Used = Literal["bg_nbd", "cohort_averages"]
LATELY = 365.0
Fitted = dict[Used, buying.BgNbd | Averages | None]


@dataclass(frozen=True, slots=True)
class Models:
    """The models made from the histories, and how each did in the check.

    used: the model of buying where it passed the check, or at least came closer than the averages; else these.
    """

    known: Histories
    fitted: Fitted
    gamma_gamma: spending.GammaGamma | None
    holdouts: dict[Used, Holdout]
    used: Used

    @property
    def bg_nbd(self) -> buying.BgNbd | None:
        found = self.fitted["bg_nbd"]
        return found if isinstance(found, buying.BgNbd) else None

    @property
    def holdout(self) -> Holdout | None:
        """The check of what is used."""
        return self.holdouts.get(self.used)

    @property
    def chosen(self) -> buying.BgNbd | Averages:
        found = self.fitted[self.used]
        assert found is not None
        return found


def model(days: pd.DataFrame, end: date, until: date | None = None, unit: TimeUnit = "week") -> Models:
    """Fits and checks. days: see `histories.order_days`. end: the last day they reach.

    until: the models are made from the days up to it and checked on those after; without it they are made from all,
    and checked on the last year (or third) by models made from the days before. Raises ValueError where nobody bought.
    """
    known = histories(days, until or end, unit)
    if not len(known):
        raise ValueError("nobody bought up to that day")
    fitted, amounts = _fit(days, known)
    cut = until or split_day(days, end)
    holdouts: dict[Used, Holdout] = {}
    if cut and cut < end:
        earlier = known if until else histories(days, cut, unit)
        tried, tried_amounts = (fitted, amounts) if until else _fit(days, earlier)
        for name, one in tried.items():
            found = check(one, tried_amounts, earlier, days, end) if one and fitted[name] else None
            if found:
                holdouts[name] = found
    return Models(known, fitted, amounts, holdouts, _best(holdouts))


def _fit(days: pd.DataFrame, known: Histories) -> tuple[Fitted, spending.GammaGamma | None]:
    fitted: Fitted = {
        "bg_nbd": buying.fit(known),
        "cohort_averages": averages(days, known, LATELY),
    }
    return fitted, spending.fit(known)


def _best(holdouts: dict[Used, Holdout]) -> Used:
    if "bg_nbd" in holdouts and holdouts["bg_nbd"].passed:
        return "bg_nbd"
    return min(holdouts, key=lambda name: abs(holdouts[name].total_error), default="cohort_averages")
