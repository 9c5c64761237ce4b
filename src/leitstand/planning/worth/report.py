"""Puts together whether the CRM is worth it: value beside comparable customers, its cost, and what tenure changes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.foundation.text import Text
from leitstand.planning.triggers.sight import Sight
from leitstand.planning.worth.comparing import Comparison, compare
from leitstand.planning.worth.panel import TRAITS, Panel, panel, worked_days
from leitstand.planning.worth.tenure import acquisition, retention, service

if TYPE_CHECKING:
    import pandas as pd

TITLES = {
    "sales": Text(de="Marge davor", en="margin before"),
    "order_days": Text(de="Bestelltage davor", en="order days before"),
    "lately": Text(de="Bestelltage im letzten Quartal davor", en="order days in the last quarter before"),
    "recency": Text(de="Tage seit der letzten Bestellung", en="days since the last order"),
    "tenure": Text(de="Tage seit der ersten Bestellung", en="days since the first order"),
    "company": Text(de="Unternehmen", en="company"),
    "tickets": Text(de="Anliegen davor", en="tickets before"),
}
VERDICTS = {
    "above_cost": Text(
        de="Der Unterschied zu vergleichbaren Kunden liegt über den Kosten, auch an der unteren Grenze.",
        en="The difference to comparable customers is above the cost, also at its lower bound.",
    ),
    "below_cost": Text(
        de="Der Unterschied zu vergleichbaren Kunden liegt unter den Kosten, auch an der oberen Grenze.",
        en="The difference to comparable customers is below the cost, also at its upper bound.",
    ),
    "open": Text(
        de="Ob der Unterschied zu vergleichbaren Kunden die Kosten deckt, lässt sich nicht sagen: die Kosten liegen in "
        "seinem Bereich.",
        en="Whether the difference to comparable customers covers the cost cannot be told: the cost lies within its "
        "range.",
    ),
    "cost_unknown": Text(
        de="Die Kosten des CRM sind nicht bekannt: Nennen Sie sie mit --cost (je Jahr).",
        en="The cost of the CRM is not known: give it with --cost (per year).",
    ),
    "not_enough_data": Text(
        de="Die Daten reichen nicht: nötig sind je 50 bearbeitete und nicht bearbeitete Kunden und gut 15 Monate mit "
        "Bestellungen und CRM-Aktivitäten.",
        en="There are not enough data: it takes 50 customers each with and without work, and a good 15 months of "
        "orders and CRM activities.",
    ),
}
DESIGN = Text(
    de="Kein Versuch. Verglichen werden Kunden, die davor gekauft haben: solche mit Arbeit im CRM (Aktivität oder neue "
    "Verkaufschance) und solche ohne, so gewichtet, dass sie davor im Mittel gleich waren (Überlappungsgewichte, "
    "logistische Regression); gemessen wird die Zeit danach.",
    en="No experiment. Customers who bought before are compared: those with work in the CRM (activity or new deal) and "
    "those without, weighted so that on average they were alike before (overlap weights, logistic regression); what "
    "is measured is the time after.",
)
ASSOCIATION = Text(
    de="Das ist ein Zusammenhang, keine bewiesene Wirkung: Wer bearbeitet wird, wird ausgewählt, auch nach Dingen, die "
    "in keinem System stehen, und manche Verkaufschance entsteht, weil der Kunde ohnehin kaufen will.",
    en="This is an association, not a proven effect: who is worked with is chosen, also for things that no system "
    "knows, and some deals are set up because the customer wants to buy anyway.",
)
OVERLAP = Text(
    de="Er gilt für Kunden, die es in beiden Gruppen gibt; auf alle bearbeiteten hochgerechnet wird er nur für den "
    "Vergleich mit den Kosten.",
    en="It holds for customers of whom there are some in both groups; it is scaled up to all worked with only to set "
    "it beside the cost.",
)
PREVALENT = Text(
    de="Die meisten wurden schon davor bearbeitet; gemessen ist, was die weitere Arbeit begleitet, nicht die erste.",
    en="Most were worked with before already; what is measured goes along with further work, not with the first.",
)
UNBALANCED = Text(
    de="Die Gruppen sind trotz der Gewichte nicht gleich (Abstand über 0,1 Standardabweichungen).",
    en="The groups differ in spite of the weights (by more than 0.1 standard deviations).",
)
DIFFERED = Text(
    de="Schon vor der Vergleichszeit unterschieden sich die Gruppen, gleich gewichtet, in der Marge: der Unterschied "
    "danach steht nicht nur für die Arbeit.",
    en="With the same weights the groups differed in margin already before the time compared: the difference after it "
    "does not stand for the work alone.",
)
TENURE = Text(
    de="Dauer ab der ersten bekannten Bestellung, unbekannt bei Kunden aus dem ersten Halbjahr der Daten; innerhalb "
    "eines Zeitraums verglichen, weil Alter, Kalenderzeit und Jahrgang sonst nicht zu trennen sind.",
    en="Tenure from the first known order, unknown for customers of the first half year of the data; compared within "
    "one period, because age, calendar time and cohort cannot be told apart otherwise.",
)


def worth(sight: Sight, currency: str, cost: float | None = None) -> dict[str, Any]:
    """The shape of `leitstand worth --json`; money is of `money_kind`, per customer and year where not said otherwise.

    cost: of the CRM per year, else as the books have it where an account names it.
    """
    found = panel(sight) if sight.has("order") and (sight.has("crm_activity") or sight.has("deal")) else None
    comparison = _compared(found) if found else None
    booked = booked_cost(sight)
    paid, source = (cost, "given") if cost is not None else (booked, "books" if booked is not None else None)
    told: dict[str, Any] = {
        "as_of": sight.as_of.isoformat(), "currency": currency, "money_kind": sight.money_kind,
        "comparison": None, "limits": [ASSOCIATION.as_dict()],
        "cost": {"per_year": paid, "source": source},
    }  # fmt: skip
    worked = _worked_last_year(sight)
    if found and comparison:
        told["comparison"] = _told(found, comparison)
        told["limits"] = [one.as_dict() for one in _limits(found, comparison)]
        told["value"] = _value(comparison, worked, paid)
        verdict = _verdict(told["value"], paid)
    else:
        told["value"], verdict = None, "not_enough_data"
    told["verdict"], told["verdict_text"] = verdict, VERDICTS[verdict].as_dict()
    ordered = sight.has("order")
    told["retention"] = retention(sight) if ordered else []
    told["service"] = service(sight) if ordered else []
    told["acquisition"] = acquisition(sight) if ordered else []
    told["tenure_note"] = TENURE.as_dict()
    return told


def booked_cost(sight: Sight) -> float | None:
    """Booked in the last year on cost accounts whose name says CRM; None where there are none."""
    if not sight.has("ledger_line"):
        return None
    rows = sight.rows("ledger_line", "booked_on", "label", "kind", "amount_base")
    named = rows.label.fillna("").str.contains(r"\bCRM\b", case=False) & rows.kind.isin(["cost", "depreciation"])
    rows = rows[named & (rows.booked_on > sight.until("ledger_entry") - timedelta(days=365))]
    return float(rows.amount_base.sum()) if len(rows) else None


def _worked_last_year(sight: Sight) -> int:
    work: pd.DataFrame = worked_days(sight)
    if work.empty:
        return 0
    return int(work.customer[work.day > work.day.max() - timedelta(days=365)].nunique())


def _compared(found: Panel) -> Comparison | None:
    outcomes = {"margin": found.rows.margin, "stayed": found.rows.stayed}
    if found.placebo:
        outcomes["earlier"] = found.rows.earlier
    return compare(
        found.rows[list(TRAITS)], found.rows.worked, {name: np.asarray(one) for name, one in outcomes.items()}
    )


def _told(found: Panel, one: Comparison) -> dict[str, Any]:
    days = {name: getattr(found.windows, name).date().isoformat() for name in ("start", "work", "after", "end")}
    return {
        "design": "overlap_weighting",
        "design_text": DESIGN.as_dict(),
        "windows": days,
        "newly_worked": found.newly,
        "worked": one.worked,
        "others": one.others,
        "effective_worked": one.effective_worked,
        "effective_others": one.effective_others,
        "margin": asdict(one.outcomes["margin"]),
        "margin_plain_difference": one.plain["margin"],
        "stayed": asdict(one.outcomes["stayed"]),
        "placebo": asdict(one.outcomes["earlier"]) if "earlier" in one.outcomes else None,
        "e_value": one.e_value,
        "balanced": one.balanced,
        "balance": [asdict(each) | {"title": TITLES[each.trait].as_dict()} for each in one.balance],
    }


def _limits(found: Panel, one: Comparison) -> list[Text]:
    placebo = one.outcomes.get("earlier")
    differed = placebo is not None and not placebo.low <= 0 <= placebo.high
    chosen = [(True, ASSOCIATION), (True, OVERLAP), (not found.newly, PREVALENT), (not one.balanced, UNBALANCED),
              (differed, DIFFERED)]  # fmt: skip
    return [text for holds, text in chosen if holds]


def _value(one: Comparison, worked: int, cost: float | None) -> dict[str, Any]:
    """For all customers worked with in the last year; break_even: what each would have to bring more."""
    margin = one.outcomes["margin"]
    low, mid, high = (worked * each for each in (margin.low, margin.difference, margin.high))
    return {
        "worked_last_year": worked, "low": low, "mid": mid, "high": high,
        "net_low": None if cost is None else low - cost,
        "net_mid": None if cost is None else mid - cost,
        "net_high": None if cost is None else high - cost,
        "break_even": cost / worked if cost is not None and worked else None,
    }  # fmt: skip


def _verdict(value: dict[str, Any], cost: float | None) -> str:
    if cost is None:
        return "cost_unknown"
    if value["net_low"] > 0:
        return "above_cost"
    return "below_cost" if value["net_high"] < 0 else "open"
