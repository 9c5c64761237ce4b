"""Where cases wait: the steps ranked by the time lost before them, and what kind of queue each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from leitstand.analysis.process.office import HOURS_A_DAY

if TYPE_CHECKING:
    import pandas as pd

Reason = Literal["capacity", "variability", "batching", "unknown"]

BUSY = 0.85
"""Utilisation from which on a queue grows fast (Hopp, Spearman 2011: Factory Physics, chapter 8)."""
VARIABLE = 1.33
"""Squared coefficient of variation that counts as high (the same)."""
LEAST = 30  # steps before anything is said about a queue


def waiting_by_step(steps: pd.DataFrame) -> pd.DataFrame:
    """One row per activity, the most waiting first; office hours. steps: of `steps_of`.

    times, cases; waiting, service: totals; waiting_median, waiting_p90, service_median; share: of all waiting and
    service time of the log; again: share of the steps that repeat their activity.
    """
    step = steps.groupby("activity", sort=False)
    found = step.agg(
        times=("case_id", "size"),
        cases=("case_id", "nunique"),
        waiting=("waiting", "sum"),
        waiting_median=("waiting", "median"),
        waiting_p90=("waiting", lambda hours: hours.quantile(0.9)),
        service=("service", "sum"),
        service_median=("service", "median"),
        again=("again", "mean"),
    )
    found["share"] = found.waiting / max(float(found.waiting.sum() + found.service.sum()), 1e-9)
    return found.sort_values("waiting", ascending=False)


def queue(steps: pd.DataFrame) -> dict[str, float | str | None]:
    """What kind of queue stands before one activity. steps: those of the activity only.

    utilisation: ρ = λ·E[S]/c, arrivals a office hour times mean service over the people at work (the median number of
    different people a week); arrival_cv2, service_cv2: squared coefficients of variation; expected: mean waiting by
    Kingman's ρ/(1−ρ)·(ca²+cs²)/2·E[S]/c in office hours; reason: capacity (ρ > 0.85), variability (either cv² high and
    the formula accounts for the waiting), batching (much more waiting than the formula allows: work lies until somebody
    takes a stack, or others come first), unknown (fewer than 30 steps, or no service times).

    Kingman, J. F. C. (1961): The single server queue in heavy traffic. It holds for a steady state with one line.
    """
    service = steps.service.dropna()
    if len(steps) < LEAST or len(service) < LEAST or service.mean() <= 0:
        return {"utilisation": None, "arrival_cv2": None, "service_cv2": None, "expected": None, "reason": "unknown"}
    ready = np.sort(steps.ready.to_numpy("datetime64[s]"))
    gaps = np.diff(ready).astype(float) / 3600
    days = max(float(np.busday_count(ready[0].astype("datetime64[D]"), ready[-1].astype("datetime64[D]") + 1)), 1.0)
    people = steps.groupby(steps.end.dt.to_period("W")).resource.nunique().median()
    people = max(float(people), 1.0) if steps.resource.notna().any() else 1.0
    rate = len(steps) / (days * HOURS_A_DAY)
    used = rate * float(service.mean()) / people
    arrival = float(gaps.var() / max(gaps.mean(), 1e-9) ** 2)
    worked = float(service.var() / service.mean() ** 2)
    expected = used / (1 - used) * (arrival + worked) / 2 * float(service.mean()) / people if used < 1 else np.inf
    actual = float(steps.waiting.mean())
    reason: Reason = "batching"
    if used > BUSY:
        reason = "capacity"
    elif actual <= 2 * expected and max(arrival, worked) > VARIABLE:
        reason = "variability"
    return {
        "utilisation": used, "arrival_cv2": arrival, "service_cv2": worked,
        "expected": None if np.isinf(expected) else expected, "reason": reason,
    }  # fmt: skip


def best_quarter(steps: pd.DataFrame, least: int = 20) -> tuple[str, float, float] | None:
    """The quarter in which an activity waited least, its median waiting, and the office hours a year that the last four
    quarters would have saved at it; None without a quarter of `least` steps to compare with."""
    quarter = steps.end.dt.to_period("Q")
    by_quarter = steps.groupby(quarter).waiting.agg(["median", "mean", "size"])
    enough = by_quarter[by_quarter["size"] >= least]
    if len(enough) < 2:
        return None
    best = enough["mean"].idxmin()
    recent = steps[quarter > quarter.max() - 4].waiting
    saved = float((recent.mean() - enough["mean"].min()) * len(recent))
    return str(best), float(enough["median"][best]), max(saved, 0.0)
