"""What a file can be about, which tables such a file fills, and what it must at least say."""

from __future__ import annotations

from dataclasses import dataclass

_PARTY = ("customer", "customer_vault")


@dataclass(frozen=True, slots=True)
class Topic:
    """main: the table that gets a row per row of the file. others: tables it can fill besides.

    essential: groups of columns; of each group the file needs one, else the user is asked.
    """

    main: str
    others: tuple[str, ...]
    essential: tuple[tuple[str, ...], ...]
    mentioned: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.main, *self.others, *self.mentioned)

    @property
    def needed(self) -> frozenset[str]:
        """Columns that must be filled in every row: those for which there is no substitute."""
        return frozenset(group[0] for group in self.essential if len(group) == 1)

    @property
    def own(self) -> frozenset[str]:
        """Tables whose columns may be called by their bare names ('Date', 'Status', 'Name')."""
        return frozenset({self.main, *_BARE_TOO.get(self.main, ())})


_BARE_TOO = {
    "order_line": ("order",),
    "customer": ("customer_vault",),
    "contact": ("contact_vault",),
    "employee": ("employee_vault",),
    "social_post": ("social_post_snapshot",),
}
_CUSTOMER = ("customer.customer_key", "customer_vault.email", "customer_vault.name")
_PRODUCT = ("product.product_id", "product.sku", "product.name")

# the more special topic comes first: a file of order lines is also one of orders
TOPICS = (
    Topic(
        "order_line",
        ("order", "product", *_PARTY, "employee", "campaign"),
        (
            ("order.ordered_at", "order.order_id"),
            (*_PRODUCT, "order_line.quantity"),
            ("order_line.net_amount", "order_line.unit_price"),
        ),
    ),
    Topic(
        "order",
        (*_PARTY, "employee", "campaign"),
        (("order.ordered_at",), ("order.net_amount", "order.gross_amount")),
    ),
    Topic(
        "refund",
        ("product", *_PARTY),
        (("refund.refunded_at",), ("refund.amount",), ("refund.refund_id", "refund.reason", "order.order_id")),
        mentioned=("order",),
    ),
    Topic(
        "shipment",
        (),
        (("order.order_id",), ("shipment.shipped_at", "shipment.delivered_at")),
        mentioned=("order",),
    ),
    Topic(
        "invoice",
        _PARTY,
        (("invoice.issued_on",), ("invoice.gross_amount", "invoice.net_amount")),
        mentioned=("order",),
    ),
    Topic("payment", _PARTY, (("payment.paid_at",), ("payment.amount",)), mentioned=("invoice",)),
    Topic("dispute", _PARTY, (("dispute.opened_at",), ("dispute.amount",)), mentioned=("payment",)),
    Topic("cash_balance", (), (("cash_balance.day",), ("cash_balance.balance",))),
    Topic(
        "cash_movement",
        (),
        (
            ("cash_movement.booked_on",),
            ("cash_movement.amount",),
            (
                "cash_movement.category", "cash_movement.account_id", "cash_movement.counterparty_ref",
                "cash_movement.class", "cash_movement.purpose",
            ),
        ),
    ),
    Topic("cost", ("campaign",), (("cost.booked_on",), ("cost.amount",), ("cost.cost_type", "cost.channel"))),
    Topic(
        "subscription_period",
        _PARTY,
        (("subscription_period.period_month",), ("subscription_period.mrr",), _CUSTOMER),
    ),
    Topic(
        "deal",
        (*_PARTY, "product", "employee", "employee_vault", "lost_reason"),
        (("deal.amount",), ("deal.created_at", "deal.closed_at", "deal.expected_close_date"), ("deal.outcome",)),
    ),
    Topic(
        "lead",
        ("contact", "contact_vault", "campaign"),
        (("lead.created_at",), ("lead.source", "lead.lead_id")),
        mentioned=("deal",),
    ),
    Topic(
        "ticket",
        (*_PARTY, "product", "employee", "employee_vault"),
        (("ticket.created_at",), ("ticket.ticket_id", "ticket.status", "ticket.type", "ticket.last_solved_at")),
        mentioned=("order",),
    ),
    Topic(
        "survey_answer",
        ("survey", "survey_invite", *_PARTY),
        (("survey_answer.answered_at",), ("survey_answer.score",)),
    ),
    Topic("review", (), (("review.posted_at",), ("review.rating",))),
    Topic("web_aggregate", (), (("web_aggregate.range_start",), ("web_aggregate.sessions", "web_aggregate.users"))),
    Topic("web_session", _PARTY, (("web_session.started_at",), ("web_session.session_id", "web_session.visitor_id"))),
    Topic("social_account_day", (), (("social_account_day.day",), ("social_account_day.followers",))),
    Topic(
        "social_post",
        ("social_post_snapshot", "campaign"),
        (("social_post.published_at",), ("social_post.post_id", "social_post_snapshot.reactions")),
    ),
    Topic(
        "crm_activity",
        ("employee", "employee_vault", *_PARTY),
        (("crm_activity.occurred_at",), ("crm_activity.type",)),
        mentioned=("deal", "ticket"),
    ),
    Topic(
        "ticket_event",
        ("employee", "employee_vault"),
        (("ticket.ticket_id",), ("ticket_event.occurred_at",), ("ticket_event.event",)),
        mentioned=("ticket",),
    ),
    Topic(
        "survey_invite",
        ("survey", "contact", "contact_vault"),
        (("survey_invite.sent_at",), ("survey_invite.invite_id",)),
    ),
    Topic(
        "deal_stage_history",
        ("employee", "employee_vault"),
        (("deal.deal_id",), ("pipeline_stage.stage_id",), ("deal_stage_history.entered_at",)),
        mentioned=("deal", "pipeline_stage"),
    ),
    Topic(
        "pipeline_stage",
        (),
        (
            ("pipeline_stage.stage_id",), ("pipeline_stage.label",), ("pipeline_stage.position",),
            ("pipeline_stage.is_won", "pipeline_stage.is_lost", "pipeline_stage.default_probability"),
        ),
    ),
    Topic(
        "crm_usage_day",
        ("employee", "employee_vault"),
        (
            ("crm_usage_day.day",), ("crm_usage_day.logins",), ("employee.employee_id", "employee_vault.email"),
            ("crm_usage_day.records_created", "crm_usage_day.records_updated", "crm_usage_day.reports_viewed"),
        ),
    ),
    Topic(
        "field_change",
        ("employee", "employee_vault"),
        (("field_change.object",), ("field_change.field",), ("field_change.changed_at",)),
    ),
    Topic("case_event", (), (("case_event.case_id",), ("case_event.activity",), ("case_event.completed_at",))),
    Topic("campaign", (), (("campaign.name", "campaign.campaign_id"), ("campaign.start", "campaign.budget"))),
    Topic("product", (), (_PRODUCT, ("product.name", "product.list_price", "product.category_l1"))),
    Topic(
        "employee",
        ("employee_vault",),
        (("employee.employee_id", "employee_vault.name"), ("employee.team", "employee.role")),
    ),
    Topic(
        "customer",
        ("customer_vault",),
        (
            _CUSTOMER,
            (
                "customer_vault.name", "customer_vault.email", "customer_vault.city", "customer.segment",
                "customer.country", "customer.industry_nace", "customer.customer_type",
            ),
        ),
    ),
    Topic(
        "contact",
        ("contact_vault", *_PARTY),
        (("contact.contact_key", "contact.role"), ("contact_vault.email", "contact_vault.name")),
    ),
)  # fmt: skip


def topic_of(tables: frozenset[str]) -> Topic | None:
    """What a mapping onto these tables is about: the first topic that covers all of them, else whose table is there."""
    covering = (topic for topic in TOPICS if topic.main in tables and tables <= set(topic.tables))
    return next(covering, next((topic for topic in TOPICS if topic.main in tables), None))
