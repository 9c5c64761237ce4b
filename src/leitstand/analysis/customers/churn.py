"""Who will probably stop buying, how far that can be trusted, and what speaks for it in each case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

LEAST_CUSTOMERS, LEAST_OF_EACH = 200, 30
"""Customers, and customers of each outcome, that a model of eight features is learnt from."""
ACTIVE_DAYS = 365
SEASON = 364
GAPS_OF_SILENCE = 3
SHORTEST, LONGEST = 180, 365
REASONS = 3
TENTHS = 10

FEATURES: dict[str, Text] = {
    "silence": Text(de="länger still als sonst", en="silent for longer than usual"),
    "orders": Text(de="selten bestellt", en="ordered rarely"),
    "trend": Text(de="bestellt seltener als zuvor", en="orders less often than before"),
    "spend": Text(de="Höhe der Bestellungen", en="size of the orders"),
    "spend_trend": Text(de="bestellt für weniger als zuvor", en="orders for less than before"),
    "age": Text(de="Dauer der Beziehung", en="length of the relationship"),
    "complaints": Text(de="hat sich beschwert", en="has complained"),
    "refunds": Text(de="hat zurückgegeben", en="has returned goods"),
}
"""Feature → what it means as a reason."""
NO_REASONS = frozenset({"age", "spend"})
"""Belong to a risk, but nobody can do anything about them."""


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the customers of the check, by risk: mean risk told and share that did stop."""

    customers: int
    risk: float
    stopped: float


@dataclass(frozen=True, slots=True)
class ChurnModel:
    """Learnt from one time, checked on the time after, applied to the last day.

    horizon: days without an order that count as stopped. auc: how well the check tells the two apart (0.5: not at all).
    lift: share stopped among the tenth most at risk over that of all. brier, base_brier: mean squared error of the
    risks, and of telling everybody the same share. risk, reasons: by customer; a reason is (feature, part of log-odds).
    """

    horizon: int
    customers: int
    share: float
    auc: float
    lift: float
    brier: float
    base_brier: float
    tenths: tuple[Tenth, ...]
    weights: dict[str, float]
    risk: dict[Any, float]
    reasons: dict[Any, tuple[tuple[str, float], ...]]

    @property
    def useful(self) -> bool:
        """Whether the check says more than the plain share, and risks are right within ten points on average."""
        off = sum(abs(one.risk - one.stopped) for one in self.tenths) / len(self.tenths)
        return self.brier < self.base_brier and self.auc > 0.6 and off < 0.1


def horizon(days: pd.DataFrame) -> int:
    """Days of silence after which a customer counts as gone: three usual gaps, 180 to 365 days."""
    gaps = days.groupby("customer").day.diff().dt.days.dropna()
    usual = float(gaps.median()) if len(gaps) else SHORTEST
    return int(np.clip(GAPS_OF_SILENCE * usual, SHORTEST, LONGEST))


def features(
    days: pd.DataFrame, until: date, complaints: pd.DataFrame | None = None, refunds: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row per customer who bought within the year to `until`, from nothing later than that day; see FEATURES.

    days: see `histories.order_days`. complaints, refunds: `customer`, `day` of each.
    """
    import pandas as pd

    end = pd.Timestamp(until)
    known = days[days.day <= end]
    gaps = known.groupby("customer").day.diff().dt.days
    usual = float(gaps.median()) if gaps.notna().any() else 1.0
    found = known.groupby("customer").agg(first=("day", "min"), last=("day", "max"), mean=("amount", "mean"))
    pace = gaps.groupby(known.customer).median().reindex(found.index).fillna(usual).clip(lower=1.0)
    half = pd.Timedelta(days=ACTIVE_DAYS / 2)
    late, early = known[known.day > end - half], known[(known.day <= end - half) & (known.day > end - 2 * half)]

    def per_customer(rows: pd.DataFrame, what: str) -> pd.Series:
        return rows.groupby("customer").amount.agg(what).reindex(found.index).fillna(0.0)

    now, before = per_customer(late, "count"), per_customer(early, "count")
    made, made_before = per_customer(late, "sum"), per_customer(early, "sum")
    table = pd.DataFrame(
        {
            "silence": np.log((1 + (end - found["last"]).dt.days) / pace),
            "orders": np.log1p(now + before),
            "trend": np.log((1 + now) / (1 + before)),
            "spend": np.log1p(found["mean"].clip(lower=0)),
            "spend_trend": np.log((1 + made.clip(lower=0)) / (1 + made_before.clip(lower=0))),
            "age": np.log1p((end - found["first"]).dt.days),
        }
    )
    for name, events in (("complaints", complaints), ("refunds", refunds)):
        if events is not None and len(events):
            lately = events[(events.day <= end) & (events.day > end - pd.Timedelta(days=ACTIVE_DAYS))]
            table[name] = np.log1p(lately.groupby("customer").size().reindex(table.index).fillna(0.0))
    return table[found["last"] > end - pd.Timedelta(days=ACTIVE_DAYS)]


def churn(
    days: pd.DataFrame, end: date, complaints: pd.DataFrame | None = None, refunds: pd.DataFrame | None = None
) -> ChurnModel | None:
    """Learns who stopped in the same horizon a year before (or in the last but one), checks that on the last horizon,
    and tells the risk on the day `end`.

    None where there are too few customers, or history is too short, to learn and to check. Logistic regression with
    a light ridge. A risk is no cause: reasons say what those who stopped had in common.
    """
    ahead = horizon(days)
    check_day = end - timedelta(days=ahead)
    first = days.day.min().date() + timedelta(days=ahead)
    # the same season a year before, if the data reach so far: else spring would foretell Christmas
    back = timedelta(days=SEASON if first <= check_day - timedelta(days=SEASON) else ahead)
    if first > check_day - back:
        return None
    learnt, checked, before, now = (
        features(days, day, complaints, refunds) for day in (check_day - back, check_day, end - back, end)
    )
    outcomes = [
        _stopped(days, table, day, ahead)
        for table, day in ((learnt, check_day - back), (checked, check_day), (before, end - back))
    ]
    for outcome in outcomes:
        if len(outcome) < LEAST_CUSTOMERS or min(outcome.sum(), (~outcome).sum()) < LEAST_OF_EACH:
            return None
    told = _fit(learnt, outcomes[0]).predict(checked)
    actual = outcomes[1].astype(float)
    latest = _fit(before, outcomes[2])
    order = np.argsort(told, kind="stable")
    tenths = tuple(
        Tenth(len(part), float(told[part].mean()), float(actual[part].mean())) for part in np.array_split(order, TENTHS)
    )
    share = float(actual.mean())
    parts = latest.parts(now)
    return ChurnModel(
        horizon=ahead,
        customers=len(actual),
        share=share,
        auc=_auc(told, actual),
        lift=tenths[-1].stopped / share,
        brier=float(np.mean((told - actual) ** 2)),
        base_brier=float(np.mean((outcomes[0].mean() - actual) ** 2)),
        tenths=tenths,
        weights=dict(zip(learnt.columns, latest.weights.tolist(), strict=True)),
        risk=dict(zip(now.index, latest.predict(now).tolist(), strict=True)),
        reasons={
            key: tuple(
                (now.columns[place], float(row[place]))
                for place in np.argsort(-row)
                if row[place] > 0.1 and now.columns[place] not in NO_REASONS
            )[:REASONS]
            for key, row in zip(now.index, parts, strict=True)
        },
    )


@dataclass(frozen=True, slots=True)
class _Logistic:
    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    constant: float

    def parts(self, table: pd.DataFrame) -> np.ndarray:
        """What each feature adds to the log-odds beside an average customer."""
        return np.asarray((table.to_numpy() - self.mean) / self.scale * self.weights)

    def predict(self, table: pd.DataFrame) -> np.ndarray:
        return np.asarray(1 / (1 + np.exp(-(self.parts(table).sum(axis=1) + self.constant))))


def _fit(table: pd.DataFrame, stopped: np.ndarray) -> _Logistic:
    from sklearn.linear_model import LogisticRegression

    values = table.to_numpy()
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    fitted = LogisticRegression(C=1.0, max_iter=500).fit((values - mean) / scale, stopped)
    return _Logistic(mean, scale, fitted.coef_[0], float(fitted.intercept_[0]))


def _stopped(days: pd.DataFrame, table: pd.DataFrame, day: date, ahead: int) -> np.ndarray:
    import pandas as pd

    start = pd.Timestamp(day)
    after = days[(days.day > start) & (days.day <= start + pd.Timedelta(days=ahead))]
    return ~table.index.isin(after.customer)


def _auc(told: np.ndarray, actual: np.ndarray) -> float:
    from scipy.stats import rankdata

    ranks, positive = rankdata(told), actual.sum()
    return float((ranks[actual > 0].sum() - positive * (positive + 1) / 2) / (positive * (len(actual) - positive)))
