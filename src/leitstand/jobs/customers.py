"""What is known of a company's customers as customers: segments, who stays, who is leaving, what they will bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leitstand.analysis.customers import cross_selling, needs, segments, standing
from leitstand.analysis.customers.churn import ChurnModel, churn
from leitstand.analysis.customers.concentration import Concentration, concentration
from leitstand.analysis.customers.histories import TimeUnit, histories
from leitstand.analysis.customers.holdout import Holdout
from leitstand.analysis.customers.modelling import Models, model
from leitstand.analysis.customers.predicting import Outlook, predict
from leitstand.analysis.customers.reading import bought, purchases
from leitstand.analysis.customers.retention import Survival, cohorts, lives
from leitstand.analysis.run.sight import StoreSight
from leitstand.control.identity import decisions
from leitstand.control.identity import services as identity
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.links import Links
from leitstand.metrics.compute.facts import StoreFacts

if TYPE_CHECKING:
    import pandas as pd

YEAR = 365
MONTH = 365.25 / 12
AGES = (1, 3, 6, 9, 12, 18, 24, 36)
"""Months since the first purchase at which the share of customers left is told."""
PROBABLY_GONE = 0.5
MOST_SHOWN = 20


@dataclass(frozen=True)
class Customers:
    """A company's customers as one published version knows them. until, unit: see `modelling.model`."""

    facts: StoreFacts
    until: date | None = None
    unit: TimeUnit = "week"

    @cached_property
    def sight(self) -> StoreSight:
        return StoreSight(self.facts)

    @cached_property
    def end(self) -> date:
        """The last day that orders reach."""
        return self.facts.until("order")

    @cached_property
    def days(self) -> pd.DataFrame:
        """Customers and their order days. Raises UnusableInput where there are none."""
        found = bought(self.sight)
        if found.empty or (self.until and found.day.min().date() > self.until):
            raise UnusableInput(
                Text(de="Es gibt keine Bestellungen bekannter Kunden.", en="There are no orders of known customers."),
                Text(de="`leitstand import DATEI` lädt sie.", en="`leitstand import FILE` loads them."),
            )
        return found

    @property
    def day(self) -> date:
        return self.until or self.end

    @cached_property
    def models(self) -> Models:
        return model(self.days, self.end, self.until, self.unit)

    def earlier(self, days: int) -> Customers | None:
        """The customers as they stood so many days before, by the same models; None where nobody had bought yet."""
        day = self.day - timedelta(days=days)
        known = histories(self.days, day, self.unit)
        if not len(known):
            return None
        found = Customers(self.facts, day, self.unit)
        found.__dict__.update(sight=self.sight, days=self.days, models=replace(self.models, known=known))
        return found

    @cached_property
    def outlook(self) -> Outlook:
        return predict(self.models.chosen, self.models.gamma_gamma, self.models.known)

    @cached_property
    def rfm(self) -> pd.DataFrame:
        return segments.rfm(self.days, self.day)

    @cached_property
    def churn(self) -> ChurnModel | None:
        """The risks, where the check says that they can be trusted."""
        days = self.days[self.days.day <= str(self.day)]
        found = churn(
            days, self.day, self._events("ticket", "created_on"), self._events("customer_refund", "refunded_on")
        )
        return found if found and found.useful else None

    def _events(self, table: str, day: str) -> pd.DataFrame:
        complaint = ["is_complaint"] if table == "ticket" else []
        rows = self.sight.rows(table, ["customer_key", day, *complaint])
        if complaint:
            rows = rows[rows.is_complaint.fillna(False).astype(bool)]
        return rows.rename(columns={"customer_key": "customer", day: "day"}).dropna(subset=["customer", "day"])

    def _revenue(self, start: int, end: int) -> pd.Series:
        """Per customer, from so many days before the last one until so many before it."""
        import pandas as pd

        last = pd.Timestamp(self.day)
        days = self.days
        rows = days[(days.day > last - pd.Timedelta(days=start)) & (days.day <= last - pd.Timedelta(days=end))]
        return rows.groupby("customer").amount.sum()

    def model_told(self) -> dict[str, Any]:
        """The shape of `leitstand customers --model --json`."""
        found = self.models
        return {
            "until": self.day,
            "time_unit": self.unit,
            "customers": len(found.known),
            "used": found.used,
            "bg_nbd": _parameters(found.bg_nbd),
            "gamma_gamma": _parameters(found.gamma_gamma),
            "amounts_independent": found.gamma_gamma.independent if found.gamma_gamma else None,
            "holdout": _holdout(found.holdout),
            "holdouts": {name: _holdout(one) for name, one in found.holdouts.items()},
        }

    def told(self) -> dict[str, Any]:
        """The shape of `leitstand customers --json`."""
        return {
            "as_of": self.day,
            "currency": self.facts.currency,
            "customers": len(self.rfm),
            "segments": self._segments(),
            "retention": self._retention(),
            "concentration": {
                "last_year": _told(concentration(self._revenue(YEAR, 0).to_numpy())),
                "year_before": _told(concentration(self._revenue(2 * YEAR, YEAR).to_numpy())),
            },
            "standing": self._standing(),
            "bought_together": self._together(),
            "needs_due": self._needs_due(),
            "outlook": self._outlook(),
            "churn": self._churn(),
            "model": self.model_told(),
        }

    def _segments(self) -> list[dict[str, Any]]:
        table = self.rfm.assign(revenue=self._revenue(YEAR, 0).reindex(self.rfm.index).fillna(0.0))
        whole = float(table.revenue.sum())
        groups = dict(iter(table.groupby("segment")))
        return [
            {
                "id": name, "title": title.as_dict(), "customers": len(groups[name]),
                "share": len(groups[name]) / len(table), "revenue_last_year": float(groups[name].revenue.sum()),
                "revenue_share": float(groups[name].revenue.sum()) / whole if whole else None,
                "median_days_since_order": float(groups[name].recency.median()),
            }
            for name, title in segments.SEGMENTS.items()
            if name in groups
        ]  # fmt: skip

    def _retention(self) -> dict[str, Any]:
        spells = self.sight.rows("purchase_spell", ["customer_key", "since", "until"])
        stay = lives(spells.rename(columns={"customer_key": "customer"}), self.end) if len(spells) else None
        months = (self.end - self.days.day.min().date()).days / MONTH
        table = cohorts(self.days, self.day, "Q")
        return {
            "survival": [_left(stay, age) for age in AGES if stay is not None and age <= months],
            "cohorts": [
                {
                    "cohort": rows.cohort.iloc[0].date(),
                    "customers": int(rows["size"].iloc[0]),
                    "bought_in_month": rows.share.round(6).tolist()[1:],
                }
                for _, rows in table.groupby("cohort")
                if len(rows) > 1
            ],
        }

    def _outlook(self) -> dict[str, Any]:
        found = self.outlook
        alive = None if self.models.used == "cohort_averages" else float(found.alive.mean())
        return {"months": 12, "value": found.total, "low": found.total_low, "high": found.total_high, "alive": alive}

    def _churn(self) -> dict[str, Any] | None:
        found = self.churn
        if found is None:
            return None
        return {
            "horizon_days": found.horizon, "checked_customers": found.customers, "share_stopped": found.share,
            "auc": found.auc, "top_tenth_lift": found.lift, "brier": found.brier, "base_brier": found.base_brier,
            "calibration": [asdict(one) for one in found.tenths], "weights": found.weights,
        }  # fmt: skip

    @cached_property
    def standing(self) -> pd.DataFrame:
        """Score of every customer and what its parts cost (see standing.standing)."""
        import pandas as pd

        table = pd.DataFrame(index=self.rfm.index)
        table["activity"] = pd.Series(self.outlook.alive, self.models.known.keys) * 100
        table["frequency"], table["value"] = (self.rfm.f - 1) * 25.0, (self.rfm.m - 1) * 25.0
        table["paying"] = self._paid_on_time() * 100
        last = pd.Timestamp(self.day)
        start = last - pd.Timedelta(days=YEAR)
        lately = self.days[(self.days.day > start) & (self.days.day <= last)]
        orders = lately.groupby("customer").size().reindex(table.index)
        for name, source, day in (
            ("complaints", "ticket", "created_on"),
            ("returns", "customer_refund", "refunded_on"),
        ):
            events = self._events(source, day)
            own = events[(events.day > start) & (events.day <= last)].groupby("customer").size()
            share = own.reindex(table.index).fillna(0) / orders
            table[name] = (100 * (1 - share)).clip(lower=0) if len(events) else float("nan")
        return standing.standing(table, {name: part.weight for name, part in standing.PARTS.items()})

    def _paid_on_time(self) -> pd.Series:
        """Share of the invoices of the last year, due by now, that were paid within two weeks after the due date."""
        import pandas as pd

        rows = self.sight.rows("invoice", ["customer_key", "due_on", "paid_in_full_on"]).dropna(subset=["due_on"])
        last, grace = pd.Timestamp(self.day), pd.Timedelta(days=14)
        rows = rows[(rows.due_on <= last - grace) & (rows.due_on > last - pd.Timedelta(days=YEAR))]
        paid = rows.paid_in_full_on <= rows.due_on + grace
        return paid.groupby(rows.customer_key).mean().reindex(self.rfm.index)

    def _standing(self) -> dict[str, Any]:
        table = self.standing.dropna()
        costs = {name: float(table[f"cost_{name}"].mean()) for name in standing.PARTS} if len(table) else {}
        return {
            "customers": len(table),
            "median": float(table.score.median()) if len(table) else None,
            "costs": dict(sorted(costs.items(), key=lambda one: -one[1])),
        }

    @cached_property
    def _lines(self) -> pd.DataFrame:
        orders = purchases(self.sight)[["order_id", "customer", "day"]]
        lines = self.sight.rows("order_line", ["order_id", "product.name", "product.category_l1", "net_amount_base"])
        lines = lines.rename(
            columns={"product.name": "item", "product.category_l1": "category", "net_amount_base": "amount"}
        )
        found = lines.merge(orders, on="order_id")
        return found[found.day <= str(self.day)]

    def _together(self) -> list[dict[str, Any]]:
        found = cross_selling.pairs(self._lines.rename(columns={"order_id": "basket"}))
        return [{str(name): value for name, value in row.items()} for row in found.head(MOST_SHOWN).to_dict("records")]

    def _needs_due(self) -> list[dict[str, Any]]:
        """By category: customers with an interval of their own whose next need is due."""
        found = needs.needs(self._lines, self.day)
        due = found[found.due & found.own]
        return [
            {"category": category, "customers": len(rows), "median_interval_days": float(rows.interval.median())}
            for category, rows in sorted(due.groupby("category"), key=lambda one: -len(one[1]))
        ]

    def at_risk(self, most: int) -> list[dict[str, Any]]:
        """Customers who have probably left and were worth most, by the value at stake: what they would bring within
        twelve months if they were still customers, less what they will bring as things are."""
        import pandas as pd

        histories, found = self.models.known, self.outlook
        table = pd.DataFrame(
            {"alive": found.alive, "value": found.value, "low": found.low, "high": found.high}, index=histories.keys
        )
        table = table.join(self.rfm[["recency", "frequency", "segment"]])
        table["last_year"] = self._revenue(YEAR, 0).reindex(table.index).fillna(0.0)
        if self.models.used == "cohort_averages":
            table["stake"] = self._revenue(2 * YEAR, 0).reindex(table.index).fillna(0.0) / 2
            chosen = table[table.segment.isin(["at_risk", "cannot_lose"])]
        else:
            table["stake"] = table.value * (1 / table.alive.clip(lower=0.01) - 1)
            chosen = table[table.alive < PROBABLY_GONE]
        model = self.churn
        return [
            {
                "customer_key": int(str(key)), "value_at_stake": row.stake, "value": row.value,
                "low": known(row.low), "high": known(row.high), "p_alive": known(row.alive),
                "risk": model.risk.get(key) if model else None,
                "reasons": [name for name, _ in model.reasons.get(key, ())] if model else [],
                "segment": row.segment, "days_since_order": int(row.recency), "order_days": int(row.frequency),
                "revenue_last_year": row.last_year, "needs": self._likes(key),
                "standing": known(self.standing.score.get(key, float("nan"))), "costliest": self._costliest(key),
            }
            for key, row in chosen.sort_values("stake", ascending=False).head(most).iterrows()
        ]  # fmt: skip

    def _costliest(self, key: Any) -> list[str]:
        """The two parts that cost a customer's score most."""
        costs = self.standing.loc[key].drop("score")
        return [str(name).removeprefix("cost_") for name in costs[costs > 0].nlargest(2).index]

    @cached_property
    def preferred(self) -> pd.DataFrame:
        """What each customer likes to buy (see needs.needs), by customer."""
        return needs.needs(self._lines, self.day).set_index("customer")

    def _likes(self, key: Any) -> list[dict[str, Any]]:
        """The categories that a customer spends most on, with the day of the next need."""
        if key not in self.preferred.index:
            return []
        rows = self.preferred.loc[[key]].nlargest(2, "share")
        return [
            {
                "category": row["category"], "share": known(row["share"]),
                "next": None if row["next"] != row["next"] else row["next"].date(), "due": bool(row["due"]),
            }
            for row in rows.to_dict("records")
        ]  # fmt: skip


def named(home: Home, listed: list[dict[str, Any]], identities: bool) -> list[dict[str, Any]]:
    """The same with source_system and source_id; null where that number would say who somebody is (a mail address).

    identities: with names and addresses, and such numbers too.
    """
    alias = Links.of(home).alias
    keys = {one["customer_key"] for one in listed}
    origins = {key: one for key, one in decisions.origins(alias, "customer").items() if key in keys}
    fields: Mapping[int, Mapping[str, str]] = identity.reveal(alias, "customer", keys) if identities else {}
    found = []
    for one in listed:
        origin = origins.get(one["customer_key"])
        number = origin.source_id if origin else None
        plain = number is not None and number.replace("-", "").isalnum() and any(sign.isdigit() for sign in number)
        source = {
            "source_system": origin.source_system if origin else None,
            "source_id": number if plain or identities else None,
        }
        found.append(one | source | ({"fields": dict(fields.get(one["customer_key"], {}))} if identities else {}))
    return found


def known(value: float) -> float | None:
    return None if value != value else float(value)


def _told(one: Concentration | None) -> dict[str, Any] | None:
    return asdict(one) if one else None


def _left(stay: Survival, months: int) -> dict[str, Any]:
    share, low, high = stay.at(months * MONTH)
    return {"months": months, "share": share, "low": low, "high": high}


def _parameters(one: Any) -> dict[str, float] | None:
    if one is None:
        return None
    return {name: value for name, value in asdict(one).items() if name != "spread"}


def _holdout(one: Holdout | None) -> dict[str, Any]:
    return {**asdict(one), "passed": one.passed} if one else {}
