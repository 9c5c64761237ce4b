"""Compares what is advised with what truly went wrong in the invented company: the right rule, segment and size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Right:
    """What should be advised. rules: any of them. dims: the segment it must name. size: truth → how far the lever moves
    if all of the problem goes, in its unit; None where the truth is not known in it."""

    rules: tuple[str, ...]
    dims: Mapping[str, str] = field(default_factory=dict)
    size: Callable[[Mapping[str, Any]], float] | None = None


def _test(truth: Mapping[str, Any]) -> float:
    more = truth["more"]
    rates = {name: arm["converted"] / arm["sessions"] for name, arm in more["arms"].items()}
    return float(rates[more["treated"]] - rates[more["control"]])


def _paid_social(truth: Mapping[str, Any]) -> float:
    share, rate = truth["more"]["share"], truth["more"]["conversion"]
    return float((share["after"] - share["before"]) * (rate["others"] - rate["paid_social"]))


LATE = {"carrier": "Eilbote", "region": "DE2"}
CARRIER = ("route_around_carrier", "supplier_service_level", "quality_loop")
WAITING = ("remove_waiting_step", "limit_waiting", "discount_approval")

RIGHT: Mapping[str, Right] = {
    "late_parcels": Right(
        CARRIER, LATE, lambda truth: truth["more"]["late_share_during"] - truth["more"]["late_share_before"]
    ),
    "late_parcels_repeat": Right(CARRIER, {"region": "DE2"}),
    "complaints_rise_with_delays": Right(CARRIER, {"region": "DE2"}),
    "complaints_after_late_delivery": Right(CARRIER),
    "late_delivery_lowers_item": Right(("repair_basics_first",), {"survey_item": "delivery"}),
    "satisfaction_drivers": Right(("repair_basics_first",), {"survey_item": "delivery"}),
    "reaktivierung-herbst-2025": Right(
        ("win_back_lapsed",), {"campaign": "Reaktivierung Herbst 2025"}, lambda truth: truth["more"]["realised"]
    ),
    "willkommensgutschein-fruehjahr-2026": Right(
        ("select_by_uplift", "onboarding_first_90_days"), {"campaign": "Willkommensgutschein Frühjahr 2026"}
    ),
    "element_test_worked": Right(("roll_out_winner",), size=_test),
    "element_test_nothing": Right(("test_or_remove_element",)),
    "slow_product_page": Right(
        ("speed_up_pages",), {"device": "mobile", "page_template": "product"}, lambda truth: -truth["effect"]
    ),
    "mix_shift_device": Right(("serve_growing_device",), size=lambda truth: -truth["effect"] / 100),
    "paid_social_grows": Right(("judge_channels_by_revenue",), {"traffic_channel": "Paid Social"}, _paid_social),
    "reels_on_instagram": Right(("shift_content",), {"platform": "instagram", "content_type": "reel"}),
    "survey_response_falls": Right(("shorter_survey",), size=lambda truth: -truth["effect"]),
    "prompt_answer_converts": Right(("answer_leads_fast",)),
    "process_offers": Right(("remove_rework",), {"process": "Angebotsfreigabe"}, lambda truth: -truth["effect"]),
    "process_complaints": Right(("remove_rework",), {"process": "Reklamation"}, lambda truth: -truth["effect"]),
    "approval_bottleneck": Right(WAITING),
    "approval_lowers_win_rate": Right(WAITING),
    "customers_give_up_waiting": Right(WAITING, {"stage": "Freigabe Rabatt"}, lambda truth: -truth["effect"]),
    "forecasts_too_high": Right(("weight_pipeline",)),
    "duplicates_shop": Right(("merge_duplicates",), {"source_system": "shop"}, lambda truth: -truth["effect"]),
    "duplicates_crm": Right(("merge_duplicates",), {"source_system": "crm"}, lambda truth: -truth["effect"]),
    "stale_crm": Right(("refresh_addresses",), {"source_system": "crm"}),
    "large_customers_late": Right(("credit_limit_check", "invoice_on_delivery"), size=lambda truth: -truth["effect"]),
    "cash_shortage": Right(
        ("cash_plan_weekly",), size=lambda truth: truth["more"]["threshold"] - truth["more"]["lowest"]
    ),
}
"""Truth → the advice that follows from it. A price rise that brought more margin is no problem, so it is not here."""


def check(truths: Sequence[Mapping[str, Any]], told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """For each problem: whether its advice is there, at which place, and whether the range covers the true size.

    covered: None where the truth is not known in the unit of the lever.
    """
    return [_checked(truth, RIGHT[truth["id"]], told) for truth in truths if truth["id"] in RIGHT]


def _checked(truth: Mapping[str, Any], right: Right, told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    hits = [
        (place, one)
        for place, one in enumerate(told, 1)
        if one["rule"] in right.rules and set(right.dims.items()) <= set(one["dims"].items())
    ]
    place, one = hits[0] if hits else (None, None)
    true = None if right.size is None else float(right.size(truth))
    expected = one["expected"] if one else None
    covered = None
    if expected is not None and true is not None and expected["low"] is not None:
        covered = expected["low"] <= true <= expected["high"]
    return {
        "id": truth["id"],
        "found": one is not None,
        "recommendation_id": one and one["id"],
        "rule": one and one["rule"],
        "place": place,
        "of": len(told),
        "size_true": true,
        "low": expected and expected["low"],
        "high": expected and expected["high"],
        "covered": covered,
    }
