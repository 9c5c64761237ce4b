"""What all triggers look at: each table of the published version read once, and what is known of every customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

from leitstand.analysis.customers.histories import YEAR, order_days
from leitstand.analysis.customers.reading import COUNTED_LINES, purchases

if TYPE_CHECKING:
    import pandas as pd

TALKS = ("call", "email", "meeting")
LATELY = 365
EARLIER = 91
"""Days to look back when asking whether a customer has become quiet only now."""
COLUMNS = ("alive", "alive_before", "ahead", "at_stake")


class Source(Protocol):
    """The part of a sight (analysis.run.sight) that is needed here. until: last day that a table is covered."""

    @property
    def as_of(self) -> date: ...
    def has(self, table: str) -> bool: ...
    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame: ...
    def until(self, table: str) -> date: ...


@dataclass(eq=False)
class Sight:
    """The customers of one company as one published version knows them."""

    source: Source
    _rows: dict[tuple[str, tuple[str, ...]], pd.DataFrame] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        return self.source.as_of

    def has(self, table: str) -> bool:
        return self.source.has(table)

    def until(self, table: str) -> pd.Timestamp:
        """The last day that the table covers; what a trigger looks at is as old as that."""
        import pandas as pd

        return pd.Timestamp(self.source.until(table))

    def rows(self, table: str, *columns: str) -> pd.DataFrame:
        """Current rows (metrics.compute.rows), each selection read once."""
        if (table, columns) not in self._rows:
            self._rows[table, columns] = self.source.rows(table, columns)
        return self._rows[table, columns].copy(deep=False)

    def of_customers(self, table: str, *columns: str) -> pd.DataFrame:
        """Rows whose `customer_key` is known, as whole numbers of one type in every table."""
        rows = self.rows(table, "customer_key", *columns).dropna(subset=["customer_key"])
        return rows.assign(customer=rows.customer_key.astype("int64")).drop(columns="customer_key")

    @cached_property
    def orders(self) -> pd.DataFrame:
        """`order_id`, `customer`, `day`, `amount` of every order of a known customer that was not cancelled."""
        return purchases(self.source)

    @cached_property
    def days(self) -> pd.DataFrame:
        """`customer`, `day`, `amount`: one row per customer and day with orders."""
        return order_days(self.orders)

    @cached_property
    def _margins(self) -> pd.DataFrame:
        """Per order: net amount and margin of the lines whose cost is known."""
        rows = self.rows("sale", "order_id", "line_type", "net_amount_base", "cost_amount_base")
        kind = rows.line_type.fillna("goods")
        rows = rows[kind.isin(COUNTED_LINES) & ((kind != "goods") | rows.cost_amount_base.notna())]
        cost = rows.cost_amount_base.astype(float).fillna(0.0)
        net = rows.net_amount_base.astype(float)
        sums = net.to_frame("net").assign(margin=net - cost, known=rows.cost_amount_base.notna())
        found = sums.groupby(rows.order_id).agg({"net": "sum", "margin": "sum", "known": "any"})
        return found[found.known]

    @cached_property
    def margin_rate(self) -> float | None:
        """Gross margin over net sales of all orders; None where no costs are known."""
        if not len(self._margins):
            return None
        net = float(self._margins.net.sum())
        return float(self._margins.margin.sum()) / net if net > 0 else None

    @property
    def money_kind(self) -> Literal["gross_margin", "revenue"]:
        """What values at stake are: gross margin, or revenue where no costs are known."""
        return "revenue" if self.margin_rate is None else "gross_margin"

    @cached_property
    def _rates(self) -> pd.Series:
        """Customer → own margin rate, where it lies between nothing and everything."""
        by_order = self._margins.join(self.orders.set_index("order_id").customer, how="inner")
        sums = by_order.groupby("customer")[["net", "margin"]].sum()
        rate = (sums.margin / sums.net.where(sums.net > 0)).dropna()
        return rate[(rate > 0) & (rate <= 1)]

    def margin(self, customers: pd.Index | pd.Series, amounts: Any) -> Any:
        """Amounts of sales (an array beside the customers) as money of `money_kind`, by each one's own margin rate."""
        import pandas as pd

        usual = 1.0 if self.margin_rate is None else max(self.margin_rate, 0.0)
        rates = pd.Series(self._rates.reindex(pd.Index(customers)).to_numpy(dtype=float)).fillna(usual)
        return (1.0 if self.money_kind == "revenue" else rates.to_numpy()) * amounts

    @cached_property
    def last_year(self) -> pd.Series:
        """Customer → margin of the last 365 days, less refunds."""
        import pandas as pd

        start = self.until("order") - timedelta(days=LATELY)
        rows = self.days[self.days.day > start]
        brought = rows.groupby("customer").amount.sum()
        if self.has("refund"):
            back = self.of_customers("customer_refund", "refunded_on", "amount_base", "line_type")
            back = back[(back.refunded_on > start) & back.line_type.fillna("goods").isin(COUNTED_LINES)]
            refunded = back.groupby("customer").amount_base.sum()
            brought = brought.sub(refunded.reindex(brought.index).fillna(0.0))
        return pd.Series(self.margin(brought.index, brought.to_numpy(dtype=float)), brought.index)

    @cached_property
    def outlook(self) -> pd.DataFrame:
        """Per customer `ahead`: margin expected within twelve months. Where a model of buying holds also `alive`, the
        probability of still being a customer, `alive_before` (what it was three months ago, for those who bought
        nothing since) and `at_stake`: what a sure customer would bring beyond `ahead`; else missing."""
        import numpy as np
        import pandas as pd

        from leitstand.analysis.customers.buying import BgNbd
        from leitstand.analysis.customers.modelling import model

        if self.days.empty:
            return pd.DataFrame(columns=list(COLUMNS), dtype=float)
        models = model(self.days, self.source.until("order"))
        known, chosen, spending = models.known, models.chosen, models.gamma_gamma
        alive = before = np.full(len(known), np.nan)
        if isinstance(chosen, BgNbd):
            mean = float(np.nanmean(known.spend)) if np.any(known.spend > 0) else 0.0
            each = spending.expected(known.repeats, known.spend) if spending else np.full(len(known), mean)
            ahead = chosen.expected(known.time(YEAR), known.repeats, known.last, known.age) * each
            alive = chosen.alive(known.repeats, known.last, known.age)
            age = known.age - known.time(EARLIER)
            silent = age >= known.last
            before = np.where(silent, chosen.alive(known.repeats, known.last, np.where(silent, age, known.age)), np.nan)
        else:
            ahead = chosen.rate * known.time(YEAR) * chosen.spend
        keys = pd.Index(known.keys)
        ahead = self.margin(keys, ahead)
        stake = ahead * (1 / np.clip(alive, 0.01, None) - 1)
        return pd.DataFrame(dict(zip(COLUMNS, (alive, before, ahead, stake), strict=True)), index=keys)

    def year_ahead(self, customers: pd.Index | pd.Series) -> Any:
        """Margin that each may bring within a year, as an array: by the outlook, else last year's, else nothing."""
        import pandas as pd

        keys = pd.Index(customers)
        found = pd.Series(self.outlook.ahead.reindex(keys).to_numpy(dtype=float))
        last = pd.Series(self.last_year.reindex(keys).to_numpy(dtype=float))
        return found.fillna(last).fillna(0.0).clip(lower=0).to_numpy()

    @cached_property
    def last_talk(self) -> pd.Series:
        """Customer → day of the last call, e-mail or meeting that the CRM knows of."""
        import pandas as pd

        if not self.has("crm_activity"):
            return pd.Series(dtype="datetime64[ns]")
        rows = self.of_customers("crm_activity", "type", "occurred_on")
        return rows[rows.type.isin(TALKS)].groupby("customer").occurred_on.max().dropna()

    @cached_property
    def owners(self) -> dict[int, int]:
        """Customer → employee who looks after them: the account owner, else who leads their latest deal."""
        found: dict[int, int] = {}
        if self.has("deal"):
            deals = self.of_customers("deal", "owner_employee_id", "created_on").sort_values("created_on")
            found |= _pairs(deals)
        if self.has("customer"):
            found |= _pairs(self.of_customers("customer", "owner_employee_id"))
        return {customer: owner for customer, owner in found.items() if self.works_here(owner)}

    @cached_property
    def teams(self) -> dict[int, str | None]:
        """Employee → team, of those who are still there."""
        if not self.has("employee"):
            return {}
        rows = self.rows("employee", "employee_id", "team", "active_to")
        here = rows[rows.active_to.isna() | (rows.active_to >= str(self.as_of))]
        return {int(key): str(team) if isinstance(team, str) else None
                for key, team in zip(here.employee_id, here.team, strict=True)}  # fmt: skip

    def works_here(self, employee: int | None) -> bool:
        """Whether the employee is (as far as is known) still there."""
        return employee is not None and (not self.teams or employee in self.teams)


def _pairs(rows: pd.DataFrame) -> dict[int, int]:
    rows = rows.dropna(subset=["owner_employee_id"])
    return {int(a): int(b) for a, b in zip(rows.customer, rows.owner_employee_id, strict=True)}
