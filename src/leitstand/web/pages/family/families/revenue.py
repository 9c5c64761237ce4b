"""Revenue: who brought it, why offers are lost, how offers go on, and whether customers come back or send others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.reporting.charts.contract import Chart
from leitstand.web.company import Company
from leitstand.web.pages.family.contract import Family, Part, Piece
from leitstand.web.pages.family.making import cut, lines, quiet, values_by
from leitstand.web.state import State, written

STEPS = (
    ("rev_new", 1), ("rev_reactivation", 1), ("rev_expansion", 1), ("rev_contraction", -1), ("rev_churn", -1),
    ("rev_refund_only", 1), ("rev_unassigned", 1),
)  # fmt: skip
"""Parts of the bridge, with the sign with which they add up to the change."""


def returning(company: Company, state: State) -> Sequence[Piece]:
    """Repeat purchase beside referral: two ways in which content customers show."""
    referral = next((one for one in ("referral_rate", "referred_share") if company.has(one)), "")
    return lines(company, state, [one for one in ("repeat_purchase_rate", referral) if one])


def bridge(company: Company, state: State) -> Sequence[Piece]:
    """From the period before to this one: new, returning, growing, shrinking and lost customers."""
    after = quiet(company.value, "revenue_net", state.period, state.where, ["previous_period"])
    compared = after.comparisons[0] if after and after.comparisons else None
    if after is None or compared is None or compared.value is None or compared.period is None or after.value is None:
        return []
    steps = []
    for name, sign in STEPS:
        one = quiet(company.value, name, state.period, state.where)
        if one is None or one.value is None:
            return []
        steps.append((find(name).title, sign * one.value))
    told = [(name, amount) for name, amount in steps if abs(amount) > 0.005]
    rest = after.value - compared.value - sum(amount for _, amount in told)
    if abs(rest) > 0.005:
        told.append((Text(de="nicht zugeordnet", en="not assigned"), rest))
    columns: dict[str, Sequence[Any]] = {
        "label": [written(compared.period), *(name for name, _ in told), written(after.period)],
        "value": [compared.value, *(amount for _, amount in told), after.value],
        "total": [True, *[False] * len(told), True],
    }
    title = Text(de="Woher die Veränderung des Umsatzes kommt", en="Where the change of revenue comes from")
    drawn = Chart("waterfall", columns, after.unit, title, None, after.currency, "up", changes=True)
    note = Text(
        de="Verloren heißt: kaufte im Zeitraum davor und in diesem nicht. Kurze Zeiträume lassen seltene Käufer kommen "
        "und gehen; am aussagekräftigsten sind Quartal und Jahr.",
        en="Lost means: bought in the period before and not in this one. In short periods rare buyers come and go; "
        "quarter and year tell most.",
    )
    return [Piece(None, drawn, note=note, metric="revenue_bridge")]


def pipeline(company: Company, state: State) -> Sequence[Piece]:
    """How many deals entered each stage, and how many of them did not go on yet."""
    entered = values_by(company, state, "stage_entry_count", "stage")
    advanced = values_by(company, state, "stage_advance_count", "stage")
    order = sorted((one for one in entered if one), key=lambda one: -(entered[one].value or 0.0))
    if not order:
        return []
    columns: dict[str, Sequence[Any]] = {
        "step": order,
        "entered": [int(entered[one].value or 0) for one in order],
        "left": [
            int((entered[one].value or 0) - (advanced[one].value or 0 if one in advanced else 0)) for one in order
        ],
    }
    title = Text(de="Verkaufschancen je Stufe", en="Deals by stage")
    subtitle = Text(
        de="im Zeitraum eingetreten; hell: noch nicht weitergegangen oder verloren",
        en="entered in the period; light: not gone on yet, or lost",
    )
    return [Piece(None, Chart("funnel", columns, "count", title, subtitle), metric="stage_conversion")]


FAMILY = Family(
    by=("channel", "segment", "category", "region", "country", "new_existing", "team"),
    splits=("revenue_net", "orders", "won_amount"),
    parts={
        "bridge": Part(
            Text(de="Umsatzbrücke der Kund:innen", en="Revenue bridge of the customers"), bridge, ("revenue_bridge",),
        ),
        "returning": Part(
            Text(de="Wiederkauf und Weiterempfehlung", en="Repeat purchase and referral"), returning,
            ("repeat_purchase_rate",), beside=True,
        ),
        "lost": Part(
            Text(de="Warum Aufträge verloren gingen", en="Why orders were lost"),
            lambda company, state: cut(company, state, "lost_order_value", ["lost_reason"]), ("lost_order_value",),
            Text(de="Gründe verlorener Angebote, aus dem CRM", en="Reasons of lost offers, from the CRM"),
        ),
        "pipeline": Part(
            Text(de="Trichter der Verkaufschancen", en="Funnel of deals"), pipeline, ("stage_conversion",),
            Text(de="Stufen der Verkaufschancen mit ihren Wechseln, aus dem CRM",
                 en="Stages of deals with their moves, from the CRM"),
            go=("processes", {}, Text(de="Prozesse ansehen", en="See processes")),
        ),
    },
)  # fmt: skip
