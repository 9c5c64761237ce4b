"""A quote or deal is open, has been left alone for longer than won deals ever were, and nothing is planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.sight import Sight

if TYPE_CHECKING:
    import pandas as pd

USUAL = 0.9
LEAST_PAUSES = 30
FALLBACK = 14.0


def look(sight: Sight) -> Iterator[Task]:
    deals = sight.of_customers(
        "deal", "deal_id", "amount_base", "probability", "created_on", "expected_close_date", "outcome",
        "owner_employee_id", "last_activity_on", "next_activity_on",
    )  # fmt: skip
    end, done = sight.until("deal"), _activities(sight)
    outcome = deals.outcome.fillna("open")
    patience = _patience(deals[outcome == "won"], done)
    won, closed = int((outcome == "won").sum()), int(outcome.isin(["won", "lost", "no_decision"]).sum())
    rate = won / closed if closed else float("nan")
    still = deals[outcome == "open"]
    touched = done[done.day.notna() & (done.day <= end)].groupby("deal_id").day.max()
    touches = still[["created_on", "last_activity_on"]].assign(spoken=still.deal_id.map(touched))
    still = still.assign(touch=touches.max(axis=1))
    planned = set(done.deal_id[done.planned & (done.due_on >= end)])
    alone = still[
        ((end - still.touch).dt.days > patience)
        & ~(still.next_activity_on >= end).fillna(False)
        & ~still.deal_id.isin(planned)
    ]
    chance = alone.probability.astype(float).fillna(rate)
    margin = sight.margin(alone.customer, alone.amount_base.to_numpy(dtype=float))
    alone = alone.assign(chance=chance, margin=margin)
    alone = alone.dropna(subset=["amount_base", "chance"])
    for row in alone.to_dict("records"):
        last, owner, close = row["touch"].date(), row["owner_employee_id"], row["expected_close_date"]
        yield Task(
            customer=int(row["customer"]),
            evidence={
                "amount": float(row["amount_base"]), "created_on": row["created_on"].date(), "last_touch_on": last,
                "days_alone": (end - row["touch"]).days, "own_limit_days": patience,
                "expected_close_on": close.date() if close == close else None, "win_chance": float(row["chance"]),
                "margin": float(row["margin"]),
            },
            stake=float(row["chance"] * row["margin"]),
            news=(last,),
            records=(("deal", int(row["deal_id"])),),
            subject=str(row["deal_id"]),
            owner=int(owner) if owner == owner and sight.works_here(int(owner)) else None,
        )  # fmt: skip


def _activities(sight: Sight) -> pd.DataFrame:
    """Activities on deals: `deal_id`, `day` (none for tasks not done), `due_on`, `planned`."""
    import pandas as pd

    if not sight.has("crm_activity"):
        empty = pd.DatetimeIndex([])
        return pd.DataFrame({"deal_id": [], "day": empty, "due_on": empty, "planned": pd.Series(dtype=bool)})
    rows = sight.rows("crm_activity", "deal_id", "type", "occurred_on", "due_on", "done_on").dropna(subset=["deal_id"])
    task = rows.type == "task"
    return rows.assign(
        deal_id=rows.deal_id.astype("int64"),
        day=rows.occurred_on.where(~task, rows.done_on),
        planned=task & rows.done_on.isna(),
    )


def _patience(won: pd.DataFrame, done: pd.DataFrame) -> float:
    """Days: nine of ten pauses between two activities on won deals were not longer."""
    rows = done[done.deal_id.isin(won.deal_id)].dropna(subset=["day"])[["deal_id", "day"]].drop_duplicates()
    pauses = rows.sort_values(["deal_id", "day"]).groupby("deal_id").day.diff().dt.days.dropna()
    return float(pauses.quantile(USUAL)) if len(pauses) >= LEAST_PAUSES else FALLBACK


TRIGGER = Trigger(
    title=Text(de="Angebot ohne Nachfassen", en="Deal without follow-up"),
    reason=Text(
        de="Verkaufschance über {amount}: {days_alone} ohne Aktivität (zuletzt am {last_touch_on}), und nichts ist "
        "geplant. In gewonnenen waren neun von zehn Pausen höchstens {own_limit_days} lang.",
        en="Deal of {amount} without activity for {days_alone} (last on {last_touch_on}), and nothing is planned. In "
        "won deals nine of ten pauses lasted at most {own_limit_days}.",
    ),
    step=Text(
        de="Nachfassen und den nächsten Schritt mit Datum vereinbaren, oder die Verkaufschance schließen.",
        en="Follow up and agree on the next step with a date, or close the deal.",
    ),
    worth=Text(
        de="Marge des Angebots ({margin}) mal Abschlusswahrscheinlichkeit ({win_chance}).",
        en="Margin of the deal ({margin}) times the probability of winning it ({win_chance}).",
    ),
    facts={
        "amount": Fact(Text(de="Nettobetrag", en="net amount"), "currency"),
        "created_on": Fact(Text(de="angelegt", en="created"), "date"),
        "last_touch_on": Fact(Text(de="letzte Aktivität", en="last activity"), "date"),
        "days_alone": Fact(Text(de="seitdem vergangen", en="passed since"), "days"),
        "own_limit_days": Fact(Text(de="übliche Pause (90 %)", en="usual pause (90%)"), "days"),
        "expected_close_on": Fact(Text(de="erwarteter Abschluss", en="expected close"), "date"),
        "win_chance": Fact(Text(de="Abschlusswahrscheinlichkeit", en="probability of winning"), "ratio"),
        "margin": Fact(Text(de="Marge des Angebots", en="margin of the deal"), "currency"),
    },
    needs=("deal",),
    role="sales",
    due=1,
    look=look,
)
