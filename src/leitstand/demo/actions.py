"""The two finished actions of the invented company, as they were planned before they began, and what came of them."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from leitstand.control import database
from leitstand.control.plan import actions as plan
from leitstand.control.plan.models import Action
from leitstand.demo.master import campaigns
from leitstand.demo.trade.trials import LIFT, VOUCHER_WINDOW, WINDOW
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.segment import Condition, Segment
from leitstand.foundation.text import Text
from leitstand.jobs.action_rows import keep_actions_quietly
from leitstand.jobs.effects import Effects
from leitstand.jobs.links import Links
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.rows import rows
from leitstand.planning.effects.power import of_arms, of_share
from leitstand.store.database import engine

METRIC = "purchase_rate"
PRIVATE = Segment((Condition("segment", ("Haushalt", "Genießer")),))
"""Both were for private customers."""
LAPSED = 120
"""Days without an order after which the mailing was for a customer."""
AHEAD = timedelta(days=14)
"""So long before the start each was planned."""
BY = "Leitung Marketing"


@dataclass(frozen=True, slots=True)
class Trial:
    """An action as it was planned. days: after the lot, in which an order counts. hoped: more customers who order, as a
    share. returning: whether whoever orders is a customer again, who stays for a year; else it is one order more."""

    campaign: str
    title: Text
    rule: str
    first: date
    last: date
    days: int
    hoped: float
    returning: bool


TRIALS = (
    Trial(
        campaign=campaigns.REACTIVATION,
        title=Text(de="Ausgebliebene Kunden anschreiben", en="Write to customers who lapsed"),
        rule="win_back_lapsed",
        first=campaigns.REACTIVATED[0].date(),
        last=campaigns.REACTIVATED[1].date(),
        days=WINDOW,
        hoped=LIFT,
        returning=True,
    ),
    Trial(
        campaign=campaigns.VOUCHER,
        title=Text(de="Willkommensgutschein für neue Kunden", en="Welcome voucher for new customers"),
        rule="onboarding_first_90_days",
        first=campaigns.VOUCHERS[0].date(),
        last=campaigns.VOUCHERS[1].date(),
        days=VOUCHER_WINDOW,
        hoped=0.25,  # with less it would not bring its cost back
        returning=False,
    ),
)


def finish(home: Home) -> list[str]:
    """Writes the actions into the plan of a loaded company and measures them; the ids of those it has data for.

    What is there already stays as it is.
    """
    facts = StoreFacts(engine.read(home))
    alias = Links.of(home).alias
    made = [identity for trial in TRIALS if (identity := _planned(alias, facts, trial))]
    for identity in made:
        with suppress(UnusableInput):  # a company too small for a word
            Effects(home, facts).measure(identity)
    keep_actions_quietly(home)
    return made


def _planned(alias: str, facts: StoreFacts, trial: Trial) -> str | None:
    """The id of the action; None for a company too small for it."""
    arms = rows(facts, "assignment", ["campaign.name", "customer_key", "arm", "assigned_on"])
    arms = arms[arms["campaign.name"] == trial.campaign]
    treated, control = (int((arms.arm == name).sum()) for name in ("treatment", "control"))
    if not treated or not control:
        return None
    identity = hashlib.sha256(trial.campaign.encode()).hexdigest()[:8]
    if Action.objects.using(alias).filter(pk=identity).exists():
        return identity
    cost = _budget(facts, trial.campaign)
    told = _told(facts, trial, treated, control, cost, max(arms.assigned_on).date())
    if told is None:
        return None
    with database.together(alias):
        plan.add_action(alias, action_id=identity, by=BY, **told)
        plan.start(alias, identity, trial.first, by=BY)
        plan.finish(alias, identity, trial.last, by=BY)
    return identity


def _told(facts: StoreFacts, trial: Trial, treated: int, control: int, cost: float, lot: date) -> dict[str, Any] | None:
    """What was said when it was planned, from what was known then; None where too little was."""
    known = facts.known_on(trial.first - AHEAD)
    order, margin, frequency, again = (
        _year(known, name) for name in ("aov", "gross_margin_rate", "purchase_frequency", "repeat_purchase_rate_90")
    )
    if order is None or margin is None or frequency is None or again is None:
        return None
    value = order * margin * (frequency if trial.returning else 1)  # gross margin of one customer more who orders
    minimum = cost / (treated * value)
    baseline = _quiet_again(known, trial.days) if trial.returning else again
    return {
        "title": trial.title,
        "metric": METRIC,
        "rule": trial.rule,
        "baseline": baseline,
        "expected": {
            "low": min(minimum, trial.hoped), "mid": trial.hoped, "high": 1.5 * trial.hoped, "gap": trial.hoped,
            "unit": "ratio", "money_per_year": round(treated * trial.hoped * value, 2), "money_kind": "gross_margin",
        },
        "design": {
            "design": "ab_test", "metric": METRIC, "dims": {}, "unit": "ratio", "relative": False,
            "campaign": trial.campaign,
            "start": trial.first.isoformat(), "window_end": (lot + timedelta(days=trial.days + 1)).isoformat(),
            "days": trial.days, "minimum_effect": round(minimum, 4),
            "detectable": round(of_arms(of_share(baseline), treated, control), 4),
            "alternatives": [], "late": False,
            "registered_at": datetime.combine(trial.first - AHEAD, time(9), UTC).isoformat(),
        },
        "guardrails": ["gross_margin_rate"],
        "owner_role": Text(de="Leitung Marketing", en="Head of marketing").as_dict(),
        "owner_team": "Marketing",
        "starts_on": trial.first,
        "due_on": trial.last,
        "cost": cost,
        "effort": "M",
    }  # fmt: skip


def _quiet_again(facts: StoreFacts, days: int) -> float:
    """Share of customers quiet for months who order within so many days by themselves, on the latest days known."""
    orders = rows(facts, "order", ["customer_key", "ordered_on"])
    orders = orders[orders.ordered_on <= datetime.combine(facts.as_of, time())]
    since = (datetime.combine(facts.as_of, time()) - orders.ordered_on).dt.days
    later = set(orders.customer_key[since < days])
    last = since[since >= days].groupby(orders.customer_key).min() - days
    quiet = last[last > LAPSED].index
    return float(quiet.isin(later).mean())


def _budget(facts: StoreFacts, campaign: str) -> float:
    known = rows(facts, "campaign", ["name", "budget_base"])
    return float(known.budget_base[known["name"] == campaign].dropna().max())


def _year(facts: StoreFacts, metric: str) -> float | None:
    """The metric for private customers over the last twelve complete months."""
    found = answer(facts, metric, Ask("ttm", segment=PRIVATE, intervals=False))
    return next((one.value for one in reversed(found) if one.complete and one.value is not None), None)
