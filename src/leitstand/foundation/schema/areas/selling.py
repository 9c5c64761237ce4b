"""Selling: leads, deals and their stages, orders, deliveries and subscriptions."""

from __future__ import annotations

from leitstand.foundation.schema.columns import (
    LINE_TYPES,
    PAYMENT_METHODS,
    boolean,
    currency,
    date,
    enum,
    instant,
    integer,
    key,
    money,
    number,
    personal,
    ref,
    share,
    text,
)
from leitstand.foundation.schema.contract import Privacy, Table
from leitstand.foundation.text import Text

_LEAD = Table(
    name="lead",
    meaning=Text(de="Anfrage oder Interesse vor dem Angebot", en="Enquiry or interest before an offer"),
    columns=personal(
        key("lead_id", "Lead", "Lead"),
        ref("contact_key", "contact", "Ansprechpartner", "Contact"),
        instant("created_at", "Eingegangen", "Received"),
        text("source", "Herkunft", "Source"),
        ref("campaign_id", "campaign", "Kampagne", "Campaign"),
        instant("assigned_at", "Zugewiesen", "Assigned"),
        instant("first_response_at", "Erste Antwort", "First response"),
        enum(
            "first_response_by",
            ("human", "automatic"),
            "Antwort durch Mensch oder Automat",
            "Answered by human or machine",
        ),
        instant("qualified_at", "Qualifiziert", "Qualified"),
        ref("converted_deal_id", "deal", "Daraus entstandene Verkaufschance", "Deal that came of it"),
        text("disqualified_reason", "Grund der Ablehnung (Schlüssel)", "Reason for disqualification (code)"),
    ),
    key=("lead_id",),
    event_time="created_at",
    later=("assigned_at", "first_response_at", "qualified_at"),
)

_DEAL = Table(
    name="deal",
    meaning=Text(
        de="Verkaufschance von der Anlage bis zum Abschluss; das Team folgt aus dem Verantwortlichen",
        en="Deal from creation to close; the team follows from the owner",
    ),
    columns=personal(
        key("deal_id", "Verkaufschance", "Deal"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        ref("product_id", "product", "Angebotenes Produkt", "Product offered"),
        text("pipeline_id", "Vertriebsprozess laut Quellsystem", "Pipeline as the source names it"),
        text("name", "Bezeichnung", "Name", Privacy.FREE_TEXT),
        money("amount", "Erwarteter oder erzielter Nettobetrag", "Expected or achieved net amount"),
        currency(),
        share("probability", "Abschlusswahrscheinlichkeit laut Quellsystem", "Win probability as the source has it"),
        instant("created_at", "Angelegt", "Created"),
        date("expected_close_date", "Erwarteter Abschluss", "Expected close"),
        instant("closed_at", "Abgeschlossen", "Closed"),
        enum("outcome", ("open", "won", "lost", "no_decision"), "Ausgang", "Outcome"),
        ref("lost_reason_id", "lost_reason", "Verlustgrund", "Lost reason"),
        text("lost_reason_text", "Verlustgrund in Worten", "Lost reason in words", Privacy.FREE_TEXT),
        ref("competitor_id", "competitor", "Wettbewerber", "Competitor"),
        ref("owner_employee_id", "employee", "Verantwortlicher", "Owner", Privacy.EMPLOYEE),
        instant("last_activity_at", "Letzte Aktivität", "Last activity"),
        instant("next_activity_at", "Nächste geplante Aktivität", "Next planned activity"),
        text("source", "Herkunft", "Source"),
    ),
    key=("deal_id",),
    event_time="created_at",
    later=("closed_at", "last_activity_at"),
)

_DEAL_STAGE_HISTORY = Table(
    name="deal_stage_history",
    meaning=Text(de="Aufenthalt einer Verkaufschance in einer Phase", en="Stay of a deal in a stage"),
    columns=personal(
        ref("deal_id", "deal", "Verkaufschance", "Deal"),
        ref("stage_id", "pipeline_stage", "Phase", "Stage"),
        instant("entered_at", "Eintritt in die Phase", "Entered the stage"),
        instant("left_at", "Austritt aus der Phase, leer = noch darin", "Left the stage, empty = still there"),
        money("amount_at_entry", "Betrag beim Eintritt", "Amount on entry"),
        currency(),
        date("expected_close_at_entry", "Erwarteter Abschluss beim Eintritt", "Expected close on entry"),
        share("probability_at_entry", "Wahrscheinlichkeit beim Eintritt", "Probability on entry"),
        ref("changed_by", "employee", "Geändert durch", "Changed by", Privacy.EMPLOYEE),
    ),
    key=("deal_id", "entered_at"),
    event_time="entered_at",
    later=("left_at",),
)

_PIPELINE_STAGE = Table(
    name="pipeline_stage",
    meaning=Text(de="Phase eines Vertriebsprozesses", en="Stage of a pipeline"),
    columns=(
        key("stage_id", "Phase", "Stage"),
        text("pipeline_id", "Vertriebsprozess laut Quellsystem", "Pipeline as the source names it"),
        text("label", "Bezeichnung", "Label"),
        integer("position", "rank", "Reihenfolge im Prozess", "Order within the pipeline"),
        boolean("is_won", "Phase bedeutet gewonnen", "Stage means won"),
        boolean("is_lost", "Phase bedeutet verloren", "Stage means lost"),
        share("default_probability", "Übliche Abschlusswahrscheinlichkeit", "Default win probability"),
    ),
    key=("stage_id",),
)

_LOST_REASON = Table(
    name="lost_reason",
    meaning=Text(de="Grund, aus dem Verkaufschancen verloren gehen", en="Reason why deals are lost"),
    columns=(
        key("lost_reason_id", "Verlustgrund", "Lost reason"),
        text("label", "Bezeichnung", "Label"),
        enum(
            "group",
            (
                "price",
                "product_fit",
                "competitor",
                "timing",
                "no_decision",
                "service",
                "relationship",
                "internal",
                "unknown",
            ),
            "Gruppe von Gründen",
            "Group of reasons",
        ),
    ),
    key=("lost_reason_id",),
)

_ORDER = Table(
    name="order",
    meaning=Text(
        de="Bestellung. Umlagerungen und Korrekturen der Quelle stehen mit eigener Belegart dabei und sind kein Umsatz",
        en="Order. Stock moves and corrections of the source are kept with a document kind of their own; no revenue",
    ),
    columns=personal(
        key("order_id", "Bestellung", "Order"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        enum("document_kind", ("order", "stock_move", "adjustment"), "Belegart", "Document kind"),
        instant("ordered_at", "Bestellt", "Ordered"),
        enum("channel", ("web", "store", "sales", "phone", "marketplace", "other"), "Verkaufsweg", "Sales channel"),
        ref("deal_id", "deal", "Verkaufschance", "Deal"),
        ref("session_id", "web_session", "Besuch der Website", "Website session", Privacy.ONLINE),
        ref("campaign_id", "campaign", "Kampagne", "Campaign"),
        ref("owner_employee_id", "employee", "Verkäufer", "Salesperson", Privacy.EMPLOYEE),
        enum("status", ("placed", "paid", "shipped", "cancelled", "returned"), "Stand", "Status"),
        instant("cancelled_at", "Storniert", "Cancelled"),
        text("country", "Land der Lieferung (ISO 3166, zwei Zeichen)", "Country of delivery (ISO 3166, two letters)"),
        text("region_nuts", "Region der Lieferung (NUTS-Code)", "Region of delivery (NUTS code)"),
        enum("payment_method", PAYMENT_METHODS, "Zahlungsart", "Payment method"),
        text("coupon_code", "Gutscheincode", "Coupon code"),
        money("gross_amount", "Bruttobetrag vor Rabatt", "Gross amount before discount"),
        money("discount_amount", "Rabatt", "Discount"),
        money("tax_amount", "Steuer", "Tax"),
        money("shipping_amount", "Versandkosten", "Shipping"),
        money(
            "net_amount",
            "Nettobetrag = brutto − Rabatt − Steuer, vor Erstattungen",
            "Net amount = gross − discount − tax, before refunds",
        ),
        currency(),
        boolean("is_first_order", "Erste Bestellung des Kunden", "The customer's first order"),
    ),
    key=("order_id",),
    event_time="ordered_at",
    later=("cancelled_at",),
)

_ORDER_LINE = Table(
    name="order_line",
    meaning=Text(de="Position einer Bestellung", en="Line of an order"),
    columns=personal(
        key("order_line_id", "Position", "Order line"),
        ref("order_id", "order", "Bestellung", "Order"),
        ref("product_id", "product", "Produkt", "Product"),
        enum("line_type", LINE_TYPES, "Art der Position", "Kind of line"),
        number("quantity", "pieces", "Menge", "Quantity"),
        money("unit_price", "Preis je Einheit", "Price per unit"),
        money("line_discount", "Rabatt der Position", "Discount of the line"),
        money("net_amount", "Nettobetrag nach Rabatt", "Net amount after discount"),
        money("cost_amount", "Kosten der verkauften Ware", "Cost of goods sold"),
        currency(),
        number("returned_quantity", "pieces", "Zurückgegebene Menge", "Quantity returned"),
    ),
    key=("order_line_id",),
    event_time="order.ordered_at",
)

_SHIPMENT = Table(
    name="shipment",
    meaning=Text(de="Lieferung zu einer Bestellung", en="Delivery of an order"),
    columns=personal(
        key("shipment_id", "Lieferung", "Shipment"),
        ref("order_id", "order", "Bestellung", "Order"),
        text("carrier", "Transportunternehmen", "Carrier"),
        date("promised_on", "Zugesagter Liefertag", "Promised delivery day"),
        instant("shipped_at", "Versandt", "Shipped"),
        instant("delivered_at", "Zugestellt", "Delivered"),
        text("region_nuts", "Region der Lieferung (NUTS-Code)", "Region of delivery (NUTS code)"),
    ),
    key=("shipment_id",),
    event_time="shipped_at",
    later=("delivered_at",),
)

_SUBSCRIPTION_PERIOD = Table(
    name="subscription_period",
    meaning=Text(
        de="Monat eines laufenden Vertrags (nur bei wiederkehrendem Geschäft)",
        en="Month of a running contract (only for recurring business)",
    ),
    columns=personal(
        key("subscription_id", "Vertrag", "Subscription"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        date("period_month", "Erster Tag des Monats", "First day of the month"),
        money("mrr", "Monatlich wiederkehrender Umsatz", "Monthly recurring revenue"),
        currency(),
        enum(
            "movement",
            ("new", "reactivation", "expansion", "contraction", "churn", "none"),
            "Veränderung zum Vormonat",
            "Change from the month before",
        ),
    ),
    key=("subscription_id", "period_month"),
    event_time="period_month",
)

TABLES = (
    _LEAD,
    _DEAL,
    _DEAL_STAGE_HISTORY,
    _PIPELINE_STAGE,
    _LOST_REASON,
    _ORDER,
    _ORDER_LINE,
    _SHIPMENT,
    _SUBSCRIPTION_PERIOD,
)
