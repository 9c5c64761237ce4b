"""Compares what the analysis found with what truly happened in the invented company."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from leitstand.demo.world import FIRST_DAY
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text

FILE = "story.json"

UNEVENTFUL = frozenset({"nothing", "fact", "reject", "unclassified"})
"""Kinds of truths that are no events: nothing happened there, or it is a figure to reckon with."""

ONE_PERIOD = 31
"""Days that an onset may be off."""

SHOWS_IN: Mapping[str, frozenset[str]] = {
    "late_parcels_repeat": frozenset({"repeat_purchase_rate_180", "repeat_purchase_rate"}),
    "paid_social_grows": frozenset({"conversion_rate"}),
    "late_delivery_lowers_item": frozenset({"csat_share", "nps"}),
    "approval_bottleneck": frozenset({"step_waiting_hours", "win_rate", "sales_cycle_days"}),
    "customers_give_up_waiting": frozenset({"win_rate"}),
    "stale_crm": frozenset({"contact_age_p50"}),
    "large_customers_late": frozenset({"days_delinquent", "overdue_days", "invoice_late_share", "dso"}),
    "cash_shortage": frozenset({"cash_runway_months", "net_cash_flow"}),
    "complaints_rise_with_delays": frozenset({"complaints", "complaint_rate_customers"}),
    "complaints_after_late_delivery": frozenset({"complaints", "complaint_rate_customers"}),
    "forecasts_too_high": frozenset({"won_amount"}),
}
"""Truth → other metrics in which the same thing shows."""

SEEN_AS: Mapping[str, Mapping[str, str]] = {"approval_lowers_win_rate": {"stage": "Freigabe Rabatt"}}
"""Truth → the segment in the words of the catalogue: deals that need an approval are those that come to its stage."""

SAME = 0.005
"""Relative difference up to which a figure that was counted, not estimated, is the true one."""


def told(home: Home) -> list[dict[str, Any]]:
    """The truths of the invented company in a home. Raises UnusableInput where there are none."""
    path = home.path / FILE
    truths = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    if not any(one["kind"] not in UNEVENTFUL for one in truths):
        raise UnusableInput(
            Text(de="Hier liegt keine Beispielfirma, in der etwas geschah.",
                 en="There is no demo company here in which something happened."),
            Text(de="`leitstand demo` baut sie.", en="`leitstand demo` builds it."),
        )  # fmt: skip
    return list(truths)


def check(truths: Sequence[Mapping[str, Any]], findings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """For each event: whether it is among the findings with its segment and its date, and how large it was said to be.

    effect_true: in the unit of the finding, where the truth is known in it. covered: whether the interval holds it;
    None where units do not compare. place: of the finding in the ranking.
    """
    there = [one for one in findings if one["status"] != "gone"]
    return [_checked(truth, there) for truth in truths if truth["kind"] not in UNEVENTFUL and truth["metric"]]


def _checked(truth: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    hits = [(place, one, said) for place, one in enumerate(findings, 1) for said in _sayings(one) if _hits(truth, said)]
    if not hits:
        return {"id": truth["id"], "found": False, "finding_id": None, "effect_true": truth["effect"],
                "effect_found": None, "unit": truth["unit"], "covered": None, "place": None}  # fmt: skip
    # of several the one that speaks of the same metric, then of the segment as narrowly as it is true
    place, one, said = min(hits, key=lambda hit: (hit[2]["metric"] != truth["metric"], -len(hit[2]["dims"]), hit[0]))
    true = _true_effect(truth, said)
    return {
        "id": truth["id"],
        "found": True,
        "finding_id": one["id"],
        "effect_true": truth["effect"] if true is None else true,
        "effect_found": said["effect"],
        "unit": truth["unit"] if true is None else said["unit"],
        "covered": None if true is None else _covered(said, true),
        "place": place,
    }


def _covered(said: Mapping[str, Any], true: float) -> bool | None:
    """Whether the interval holds the truth. What was counted has none: True where it is the truth itself, else None."""
    if said["ci_low"] is None or said["ci_high"] is None:
        return abs(said["effect"] - true) <= SAME * abs(true) or None
    return bool(said["ci_low"] <= true <= said["ci_high"])


def _sayings(one: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a finding says: itself, and the segments that it names as drivers."""
    began = {name: one.get(name) for name in ("type", "since_low", "since_high")}
    yield began | {name: one[name] for name in ("metric", "dims", "since", "effect", "ci_low", "ci_high", "unit")}
    for driver in one["drivers"]:
        if driver["metric"] and driver["dims"]:
            yield began | {
                "metric": driver["metric"],
                "dims": driver["dims"],
                "since": driver["on"] or one["since"],
                "effect": driver["value"],
                "ci_low": driver["ci_low"],
                "ci_high": driver["ci_high"],
                "unit": driver["unit"],
            }


def _hits(truth: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """The same metric, exactly the segment (or narrower by what else is true of it), begun at the same time: within a
    period of when the finding says that it may have begun."""
    if said["metric"] != truth["metric"] and said["metric"] not in SHOWS_IN.get(truth["id"], ()):
        return False
    if truth["kind"] == "drivers" and said["type"] != "satisfaction_driver":
        return False
    inside = set(truth["where"].items()) <= set(said["dims"].items())
    allowed = {**truth["where"], **truth["beside"], **SEEN_AS.get(truth["id"], {})}
    if not inside or not set(said["dims"].items()) <= set(allowed.items()):
        return False
    if truth["since"] in (None, FIRST_DAY.isoformat()):  # no beginning, or as long as there are data
        return True
    if said["since"] is None:
        return False
    began, since = date.fromisoformat(truth["since"]), date.fromisoformat(said["since"])
    first, last = (date.fromisoformat(said[end]) if said[end] else since for end in ("since_low", "since_high"))
    return (began - min(first, since)).days >= -ONE_PERIOD and (began - max(last, since)).days <= ONE_PERIOD


def _true_effect(truth: Mapping[str, Any], said: Mapping[str, Any]) -> float | None:
    """The truth in the unit of the finding; None where it is not known in it."""
    more = truth["more"]
    match truth["id"]:
        case "element_test_worked" | "element_test_nothing" if said["unit"] == "ratio":
            rates = {name: arm["converted"] / arm["sessions"] for name, arm in more["arms"].items()}
            return float(rates[more["treated"]] - rates[more["control"]])
        case "reaktivierung-herbst-2025" | "willkommensgutschein-fruehjahr-2026" if said["unit"] == "ratio":
            return float(more["realised"])
        case "reels_on_instagram" | "prompt_answer_converts" if said["unit"] == "quotient":
            return float(truth["effect"])
        case "approval_bottleneck" if said["unit"] == "days":
            return float(more["since"] - more["before"])
        case "late_parcels" if said["unit"] == "ratio":
            return float(more["late_share_before"] - more["late_share_during"])
        case "coffee_units" if said["unit"] == "ratio":
            return float(more["realised"])
        case "duplicates_shop" | "duplicates_crm" | "stale_crm" if said["unit"] == "ratio":
            return float(truth["effect"])
        case "coffee_price" if said["unit"] == "ratio":
            return float(truth["effect"])
        case "slow_product_page" if said["unit"] == "milliseconds":
            return float(truth["effect"])
        case "mix_shift_device" if said["unit"] == "ratio":
            return float(truth["effect"]) / 100
        case "survey_response_falls" if said["unit"] == "ratio":
            return float(truth["effect"])
        case "late_parcels_repeat" if said["unit"] == "ratio":
            return float(more["again_in_90_days_after_late"] - more["again_in_90_days_after_on_time"])
        case "complaints_after_late_delivery" if said["unit"] == "per_thousand" and said["dims"]:
            return float(more["share_after_late"] - more["share_on_time"]) * 1000
        case "cash_shortage" if said["unit"] == "currency":
            return float(more["lowest"])
        case "forecasts_too_high" | "process_offers" | "process_complaints" if said["unit"] == "ratio":
            return float(truth["effect"])
        case "complaints_rise_with_delays" if said["unit"] == "per_thousand":
            return float(more["share_during"] - more["share_before"]) * 1000
        case "approval_lowers_win_rate" if said["unit"] == "ratio":
            return float(more["approval_since"] - more["approval_before"])
        case "customers_give_up_waiting" if said["unit"] == "ratio":
            return float(truth["effect"])
        case "late_delivery_lowers_item" if said["unit"] == "points":
            return float(truth["effect"])
        case "large_customers_late" if said["unit"] == "days":
            return float(truth["effect"])
    return None
