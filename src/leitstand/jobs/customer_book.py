"""One line per customer with everything that a list of customers shows, made once per version of the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.analysis.customers import standing
from leitstand.analysis.customers.buying import BgNbd
from leitstand.analysis.customers.retention import cohorts
from leitstand.foundation.errors import UnusableInput
from leitstand.jobs.customers import YEAR, Customers
from leitstand.jobs.tasks import Source
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.planning.triggers.rhythm import rhythms
from leitstand.planning.triggers.sight import Sight

if TYPE_CHECKING:
    import pandas as pd

    from leitstand.control.identity.decisions import Origin

BEFORE = 30
"""Days: how far back a customer's trend looks."""
SOON = 30
"""Days within which the next purchase is asked for."""
AT_RISK = ("at_risk", "cannot_lose")
"""Segments of customers who were worth much and have fallen silent."""
LIKES = 2
MASTER = ("customer_type", "segment", "region_nuts", "country", "size_band", "contract_type", "created_on")


@dataclass(frozen=True)
class Book:
    """table: one row per customer by key. Where nothing is known a value is missing.

    Columns: number (of the source, None where it would say who somebody is), customer_type, segment, region_nuts,
    country, size_band, contract_type; owner (employee key), team; since, last_order, days_since, order_days, rfm,
    revenue_year; value, low, high, soon (see `SOON`); alive, score, cost_<part> and alive_before, score_before, as of
    `BEFORE` days earlier; interval (own usual days between orders), next_order; nps, nps_on, nps_before;
    open_tickets, open_invoices, open_amount, overdue_amount, due_on; like_1, like_1_share, like_2, like_2_share.
    records: customer → further keys of the same. contacts: customer → people to talk to. numbers: number in small
    letters → customer.
    value, low, high: of all together. cohorts: see retention.cohorts, by quarter. model: what the outlook rests on.
    """

    table: pd.DataFrame
    records: Mapping[int, Sequence[int]]
    contacts: Mapping[int, Sequence[int]]
    numbers: Mapping[str, int]
    as_of: date
    currency: str
    value: float | None
    low: float | None
    high: float | None
    cohorts: pd.DataFrame
    model: str | None


def book(facts: StoreFacts, origins: Mapping[int, Origin]) -> Book:
    """Everything about all customers; those without orders, too. origins: where each key of a customer comes from."""
    return _Making(facts, origins).made()


@dataclass(frozen=True)
class _Making:
    facts: StoreFacts
    origins: Mapping[int, Origin]

    @cached_property
    def customers(self) -> Customers:
        return Customers(self.facts)

    def made(self) -> Book:
        table = self._master()
        records = self._records()
        numbers, shown = self._numbers(table.index, records)
        table = table.assign(number=table.index.map(shown.get).astype(object)).join(self._owners())
        outlook, found, model = None, None, None
        try:
            bought = self._bought()
        except UnusableInput:  # nobody has ordered yet
            bought = _empty("last_order", "days_since", "order_days", "rfm", "revenue_year", "value", "low", "high",
                            "alive", "soon", "score", "alive_before", "score_before", "interval", "next_order",
                            *(f"cost_{part}" for part in standing.PARTS))  # fmt: skip
        else:
            outlook, model = self.customers.outlook, self.customers.models.used
            found = cohorts(self.customers.days, self.customers.day, "Q")
        for part in (bought, self._answers(), self._tickets(), self._invoices(), self._likes()):
            table = table.join(part)
        first = table.pop("first_order") if "first_order" in table else table.created_on
        created = table.pop("created_on")
        table["since"] = first.where(created.isna() | (first < created), created)
        for name in ("open_tickets", "open_invoices", "open_amount", "overdue_amount"):
            table[name] = table[name].fillna(0)
        return Book(
            table, records, self._contacts(), numbers, self.facts.as_of, self.facts.currency,
            outlook.total if outlook else None, outlook.total_low if outlook else None,
            outlook.total_high if outlook else None, _empty() if found is None else found, model,
        )  # fmt: skip

    def _master(self) -> pd.DataFrame:
        """Everybody in the master data, and those whom only orders know."""
        import pandas as pd

        rows = self._rows("customer", "customer_key", *MASTER).drop_duplicates("customer_key")
        table = rows.set_index(rows.customer_key.astype("int64")).drop(columns="customer_key")
        buyers = self._rows("purchase", "customer_key").customer_key.dropna().astype("int64")
        return table.reindex(table.index.union(pd.Index(buyers.unique()))).rename_axis("customer")

    def _rows(self, table: str, *columns: str) -> pd.DataFrame:
        return self.customers.sight.rows(table, columns)

    def _has(self, table: str) -> bool:
        return self.customers.sight.has(table)

    def _records(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        linked = "SELECT to_key, from_key FROM link WHERE entity = 'customer' AND valid_to IS NULL ORDER BY ALL"
        for key, record in self.facts.backend.con.execute(linked).fetchall():
            found.setdefault(key, []).append(record)
        return found

    def _contacts(self) -> dict[int, list[int]]:
        if not self._has("contact"):
            return {}
        rows = self._rows("contact", "contact_key", "customer_key").dropna()
        found: dict[int, list[int]] = {}
        for key, contact in zip(rows.customer_key, rows.contact_key, strict=True):
            found.setdefault(int(key), []).append(int(contact))
        return found

    def _numbers(self, keys: pd.Index, records: Mapping[int, Sequence[int]]) -> tuple[dict[str, int], dict[int, str]]:
        """Number → customer, and customer → the number to show: that of the system which has the orders."""
        preferred = frozenset(self.facts.systems.get("order", ()))
        numbers: dict[str, int] = {}
        shown: dict[int, str] = {}
        for key in (int(one) for one in keys):
            known = [self.origins[one] for one in (key, *records.get(key, ())) if one in self.origins]
            plain = [one for one in known if _plain(one.source_id)]
            for one in plain:
                numbers.setdefault(one.source_id.casefold(), key)
            best = next((one for one in plain if one.source_system in preferred), plain[0] if plain else None)
            if best is not None:
                shown[key] = best.source_id
        return numbers, shown

    def _owners(self) -> pd.DataFrame:
        import pandas as pd

        sight = Sight(Source(self.facts))
        owners = sight.owners
        return pd.DataFrame(
            {
                "owner": pd.array(list(owners.values()), dtype="Int64"),
                "team": [sight.teams.get(owner) for owner in owners.values()],
            },
            index=pd.Index(list(owners), dtype="int64"),
        )

    def _bought(self) -> pd.DataFrame:
        """What the orders say. Raises UnusableInput where there are none."""
        import pandas as pd

        own = self.customers
        days, known, found = own.days, own.models.known, own.outlook
        keys = pd.Index(known.keys)
        table = own.rfm.rename(columns={"recency": "days_since", "frequency": "order_days", "segment": "rfm"})
        table = table[["days_since", "order_days", "rfm"]]
        by = days.groupby("customer").day
        lately = days[days.day > pd.Timestamp(own.day) - pd.Timedelta(days=YEAR)]
        spent = lately.groupby("customer").amount.sum()
        table = table.assign(
            first_order=by.min(), last_order=by.max(), revenue_year=spent.reindex(table.index).fillna(0)
        )
        model = own.models.chosen
        soon = np.full(len(keys), np.nan)
        if isinstance(model, BgNbd):
            soon = model.soon(known.time(SOON), known.repeats, known.last, known.age)
        outlook = pd.DataFrame(
            {"value": found.value, "low": found.low, "high": found.high, "alive": found.alive, "soon": soon}, index=keys
        )
        table = table.join(outlook).join(own.standing)
        pace = rhythms(days)
        table = table.join(
            pd.DataFrame(
                {"interval": pace["median"], "next_order": pace["last"] + pd.to_timedelta(pace["median"], unit="D")}
            )
        )
        before = own.earlier(BEFORE)
        if before is None:
            return table.assign(alive_before=np.nan, score_before=np.nan)
        alive = pd.Series(before.outlook.alive, before.models.known.keys)
        return table.assign(alive_before=alive, score_before=before.standing.score)

    def _answers(self) -> pd.DataFrame:
        """The last answer to the question of recommending, and the one before."""
        names = ("nps", "nps_on", "nps_before")
        if not self._has("answer_score"):
            return _empty(*names)
        rows = self._rows("answer_score", "customer_key", "answer_id", "answered_on", "score", "instrument")
        rows = rows[rows.instrument == "nps"].dropna(subset=["customer_key", "score"])
        rows = rows.assign(customer=rows.customer_key.astype("int64")).sort_values(["answered_on", "answer_id"])
        by = rows.groupby("customer")
        last = by.tail(1).set_index("customer")
        before = by.nth(-2)
        found = last[["score", "answered_on"]].set_axis(list(names[:2]), axis=1)
        return found.assign(nps_before=before.set_index("customer").score)

    def _tickets(self) -> pd.DataFrame:
        if not self._has("ticket_course"):
            return _empty("open_tickets")
        rows = self._rows("ticket_course", "customer_key", "left_on").dropna(subset=["customer_key"])
        rows = rows[rows.left_on.isna()]
        return rows.groupby(rows.customer_key.astype("int64")).size().to_frame("open_tickets")

    def _invoices(self) -> pd.DataFrame:
        import pandas as pd

        names = ("open_invoices", "open_amount", "overdue_amount", "due_on")
        if not self._has("receivable"):
            return _empty(*names)
        rows = self._rows(
            "receivable", "open_since", "open_until", "open_amount_base", "overdue", "invoice.customer_key",
            "invoice.due_on",
        )  # fmt: skip
        rows = rows.rename(columns={"invoice.customer_key": "customer", "invoice.due_on": "due_on"})
        day = pd.Timestamp(self.facts.until("invoice"))
        now = rows[(rows.open_since <= day) & ~(rows.open_until <= day)].dropna(subset=["customer"])
        late = now.open_amount_base.where(now.overdue.fillna(False).astype(bool), 0.0)
        now = now.assign(customer=now.customer.astype("int64"), late=late)
        found = now.groupby("customer").agg(
            open_invoices=("customer", "size"), open_amount=("open_amount_base", "sum"),
            overdue_amount=("late", "sum"), due_on=("due_on", "min"),
        )  # fmt: skip
        return found.set_axis(list(names), axis=1)

    def _likes(self) -> pd.DataFrame:
        """The categories that take most of a customer's money."""
        import pandas as pd

        names = [f"like_{place}{part}" for place in range(1, LIKES + 1) for part in ("", "_share")]
        if not (self._has("order_line") and self._has("product") and self._has("purchase")):
            return _empty(*names)
        rows = self.customers.preferred.reset_index().dropna(subset=["share"])
        rows = rows.sort_values(["customer", "share"], ascending=[True, False])
        rows = rows.assign(place=rows.groupby("customer").cumcount() + 1)
        found = pd.DataFrame(index=pd.Index(rows.customer.unique(), dtype="int64"))
        for place in range(1, LIKES + 1):
            own = rows[rows.place == place].set_index("customer")
            found[f"like_{place}"], found[f"like_{place}_share"] = own.category, own.share
        return found


def _empty(*names: str) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: pd.Series(dtype=float) for name in names}, index=pd.Index([], dtype="int64"))


def _plain(number: str) -> bool:
    """Whether a number says nothing about who somebody is (a mail address does)."""
    return number.replace("-", "").isalnum() and any(sign.isdigit() for sign in number)


def scores(row: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Parts of a customer's score with the points they cost, the costliest first; none where there is no score.

    row: a line of the book as plain values (see timeline.plain).
    """
    costs = [(part, row[f"cost_{part}"]) for part in standing.PARTS]
    return sorted(((part, float(cost)) for part, cost in costs if cost is not None), key=lambda one: -one[1])
