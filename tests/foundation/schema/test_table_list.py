"""The design's list of tables and columns (metrics.md A.1 and what was added to it) is there in full."""

from __future__ import annotations

import pytest

from leitstand.foundation.schema import tables

DESIGN = {
    "customer": "customer_key customer_type parent_customer_key segment industry_nace size_band region_nuts country"
    " lifecycle_stage acquisition_date acquisition_campaign_id owner_employee_id contract_type status created_at"
    " merged_into",
    "customer_vault": "customer_key name email phone street zip city vat_id birth_date",
    "contact": "contact_key customer_key role email_status last_verified_at",
    "contact_vault": "contact_key name email phone",
    "consent": "contact_key purpose status occurred_at evidence_ref",
    "product": "product_id sku name category_l1 category_l2 category_l3 type list_price unit_cost launch_date currency",
    "employee": "employee_id team role crm_seat fte active_from active_to",
    "employee_vault": "employee_id name email",
    "calendar_day": "day is_business_day holiday_region fiscal_year fiscal_quarter fiscal_month fiscal_week"
    " easter_offset",
    "lead": "lead_id contact_key created_at source campaign_id assigned_at first_response_at first_response_by"
    " qualified_at converted_deal_id disqualified_reason",
    "deal": "deal_id customer_key product_id pipeline_id name amount currency probability created_at"
    " expected_close_date closed_at outcome lost_reason_id lost_reason_text competitor_id owner_employee_id"
    " last_activity_at next_activity_at source",
    "deal_stage_history": "deal_id stage_id entered_at left_at amount_at_entry expected_close_at_entry"
    " probability_at_entry changed_by currency",
    "pipeline_stage": "stage_id pipeline_id label position is_won is_lost default_probability",
    "lost_reason": "lost_reason_id label group",
    "order": "order_id customer_key document_kind ordered_at channel deal_id session_id campaign_id owner_employee_id"
    " status cancelled_at country region_nuts payment_method coupon_code gross_amount discount_amount tax_amount"
    " shipping_amount net_amount currency is_first_order",
    "order_line": "order_line_id order_id product_id line_type quantity unit_price line_discount net_amount"
    " cost_amount currency returned_quantity",
    "subscription_period": "subscription_id customer_key period_month mrr movement currency",
    "invoice": "invoice_id number customer_key order_id issued_on due_on paid_in_full_on net_amount gross_amount"
    " open_amount credit_note_amount written_off_amount currency dunning_level disputed paperless payment_terms_days",
    "payment": "payment_id invoice_id customer_key paid_at amount method fee_amount bank_ref currency",
    "cash_movement": "cash_id booked_on amount class category customer_key counterparty_ref account_id currency",
    "cash_balance": "day account_id balance currency",
    "refund": "refund_id order_id customer_key product_id line_type quantity document refunded_at amount currency"
    " reason reason_text",
    "dispute": "dispute_id payment_id customer_key opened_at closed_at amount type reason reason_text outcome"
    " handling_cost currency",
    "cost": "cost_id booked_on amount cost_type campaign_id team channel allocation_key currency",
    "ticket": "ticket_id customer_key created_at channel type is_complaint category_l1 category_l2 product_id order_id"
    " priority status assignee_employee_id team first_response_at first_solved_at last_solved_at reopen_count"
    " agent_reply_count compensation_amount currency csat_answer_id",
    "ticket_event": "ticket_id occurred_at event from_value to_value actor_type actor_id text_ref",
    "survey": "survey_id instrument question_text scale_min scale_max reverse mode trigger version",
    "survey_invite": "invite_id survey_id contact_key sent_at channel delivered",
    "survey_answer": "answer_id invite_id customer_key answered_at item_key score importance comment weight",
    "review": "review_id platform posted_at rating text author_ref answered_at",
    "referral": "referral_id referrer_customer_key referred_customer_key occurred_at code converted_order_id",
    "web_session": "session_id visitor_id customer_key started_at ended_at engaged_seconds pageviews is_engaged"
    " is_bounce landing_page_id exit_page_id channel_group source medium campaign device country consent_state is_bot"
    " converted",
    "web_event": "event_id session_id occurred_at event_name page_id element_id order_id value lcp_ms currency",
    "page": "page_id url_path template funnel_step",
    "page_element": "element_id page_id name kind target_url position variant",
    "element_day": "element_id day variant impressions interactions sessions_exposed sessions_exposed_converted",
    "web_aggregate": "range_start range_end grain channel_group device country landing_page campaign source_medium"
    " users sessions engaged_sessions pageviews key_events transactions revenue currency",
    "shipment": "shipment_id order_id carrier promised_on shipped_at delivered_at region_nuts",
    "case_event": "process case_id activity enabled_at started_at completed_at resource attributes",
    "assignment": "campaign_id action_id unit_type unit_key arm assigned_at",
    "business_event": "event_id occurred_at ended_at title kind scope",
    "exchange_rate": "day from to rate source",
    "customer_score": "customer_key model_id model_version scored_on p_alive expected_value currency segment",
    "frozen_forecast": "metric_key dim_json grain made_on period_start horizon mean low high level model_id"
    " model_version",
    "action_fact": "action_id metric_key family owner_team rule_id due_on done_on status has_effect_result effect se",
    "social_account_day": "account_id platform day followers follows_gained follows_lost views impressions"
    " reach_unique definition_version",
    "social_post": "post_id account_id published_at content_type topic is_paid text campaign_id",
    "social_post_snapshot": "post_id snapshot_at views reach_unique reactions comments shares saves link_clicks"
    " video_3s",
    "social_interaction": "interaction_id post_id occurred_at kind actor_ref customer_key is_prospect text sentiment"
    " needs_reply replied_at",
    "mention": "mention_id brand_id platform occurred_at reach_est sentiment",
    "campaign": "campaign_id name type channel start end budget holdout_share currency",
    "touchpoint": "touchpoint_id customer_key contact_key occurred_at campaign_id channel kind cost currency",
    "crm_activity": "activity_id employee_id customer_key deal_id ticket_id type occurred_at logged_at due_at done_at",
    "crm_usage_day": "employee_id day logins records_created records_updated reports_viewed minutes_active",
    "field_change": "object record_id field old_hash new_hash changed_at changed_by via",
    "dq_rule": "rule_id object field dimension expression weight",
    "dq_result": "rule_id run_at n_checked n_failed",
    "benchmark": "benchmark_id metric_key definition_hash peer_group period value p25 p50 p75 n source_url"
    " retrieved_on grade",
    "competitor": "competitor_id name",
    "competitor_observation": "competitor_id metric_key period value source_url method",
}
ADDED = {  # beyond the design: keys for tables it gives none, and columns that make a reference or a range definite
    "competitor_observation": {"observed_on", "confidence"},
    "ticket_event": {"ticket_event_id"},
    "case_event": {"case_event_id"},
    "field_change": {"field_change_id"},
    "assignment": {"assignment_id", "customer_key", "session_id"},
    "competitor": {"is_own"},
    "web_aggregate": {"property", "dimensions"},
    "cash_movement": {"purpose"},
    "review": {"vendor"},
    "social_post": {"platform"},
}
ADDED_TABLES = {"link", "cash_assignment", "ledger_account", "ledger_entry", "trial_balance", "open_item"}
IN_CONTROL_DATABASE = {"insight", "action_plan", "action", "effect_result", "lesson", "metric_value"}


def test_tables_are_those_of_the_design() -> None:
    assert set(tables()) == set(DESIGN) | ADDED_TABLES
    assert not set(tables()) & IN_CONTROL_DATABASE


@pytest.mark.parametrize("name", sorted(DESIGN))
def test_columns_are_those_of_the_design(name: str) -> None:
    assert set(tables()[name].names) == set(DESIGN[name].split()) | ADDED.get(name, set())
