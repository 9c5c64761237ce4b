"""Money: invoices, payments, cash, refunds, disputes, costs and exchange rates."""

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
    text,
)
from leitstand.foundation.schema.contract import Privacy, Table
from leitstand.foundation.text import Text

_INVOICE = Table(
    name="invoice",
    meaning=Text(
        de="Rechnung; Verzugstage werden aus den Daten berechnet, nicht gespeichert",
        en="Invoice; days late are computed from the dates, not stored",
    ),
    columns=personal(
        key("invoice_id", "Rechnung", "Invoice"),
        text("number", "Rechnungsnummer", "Invoice number"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        ref("order_id", "order", "Bestellung", "Order"),
        date("issued_on", "Ausgestellt am", "Issued on"),
        date("due_on", "Fällig am", "Due on"),
        date("paid_in_full_on", "Vollständig bezahlt am", "Paid in full on"),
        money("net_amount", "Nettobetrag", "Net amount"),
        money("gross_amount", "Bruttobetrag", "Gross amount"),
        money("open_amount", "Offener Bruttobetrag", "Open gross amount"),
        money("credit_note_amount", "Gutgeschriebener Betrag", "Amount credited"),
        money("written_off_amount", "Ausgebuchter Betrag", "Amount written off"),
        currency(),
        integer("dunning_level", "level", "Mahnstufe", "Dunning level"),
        boolean("disputed", "Vom Kunden bestritten", "Disputed by the customer"),
        boolean("paperless", "Elektronisch zugestellt", "Delivered electronically"),
        integer("payment_terms_days", "days", "Zahlungsziel", "Payment terms"),
    ),
    key=("invoice_id",),
    event_time="issued_on",
    later=("paid_in_full_on",),
)

_PAYMENT = Table(
    name="payment",
    meaning=Text(de="Zahlung eines Kunden", en="Payment by a customer"),
    columns=personal(
        key("payment_id", "Zahlung", "Payment"),
        ref("invoice_id", "invoice", "Rechnung", "Invoice"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        instant("paid_at", "Gezahlt", "Paid"),
        money("amount", "Betrag", "Amount"),
        enum("method", PAYMENT_METHODS, "Zahlungsart", "Payment method"),
        money("fee_amount", "Gebühr des Zahlungsdienstes", "Fee of the payment provider"),
        currency(),
        text("bank_ref", "Bankreferenz", "Bank reference", Privacy.DIRECT),
    ),
    key=("payment_id",),
    event_time="paid_at",
)

_CASH_MOVEMENT = Table(
    name="cash_movement",
    meaning=Text(de="Bewegung auf einem Konto des Unternehmens", en="Movement on an account of the company"),
    columns=personal(
        key("cash_id", "Kontobewegung", "Cash movement"),
        date("booked_on", "Gebucht am", "Booked on"),
        money("amount", "Betrag, Zufluss positiv", "Amount, inflow positive"),
        currency(),
        enum("class", ("operating", "investing", "financing"), "Bereich nach IAS 7", "Activity under IAS 7"),
        text(
            "category",
            "Zweck, etwa customer_receipt, supplier, payroll, tax, marketing, refund, dispute, loan, capex",
            "Purpose, such as customer_receipt, supplier, payroll, tax, marketing, refund, dispute, loan, capex",
        ),
        ref("customer_key", "customer", "Kunde, falls zugeordnet", "Customer, if assigned"),
        text("counterparty_ref", "Gegenkonto oder Name der Gegenseite", "Counterparty account or name", Privacy.DIRECT),
        text("account_id", "Eigenes Konto", "Own account"),
    ),
    key=("cash_id",),
    event_time="booked_on",
)

_CASH_BALANCE = Table(
    name="cash_balance",
    meaning=Text(
        de="Kontostand am Ende des Tages; ein Bestand, der nie über Tage summiert wird",
        en="Account balance at the end of the day; a stock, never summed over days",
    ),
    columns=(
        date("day", "Tag", "Day"),
        text("account_id", "Eigenes Konto", "Own account"),
        money("balance", "Kontostand", "Balance"),
        currency(),
    ),
    key=("day", "account_id"),
    event_time="day",
)

_REFUND = Table(
    name="refund",
    meaning=Text(de="Erstattung an einen Kunden", en="Refund to a customer"),
    columns=personal(
        key("refund_id", "Erstattung", "Refund"),
        ref("order_id", "order", "Bestellung", "Order"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        ref("product_id", "product", "Produkt", "Product"),
        enum("line_type", LINE_TYPES, "Art der erstatteten Position", "Kind of the refunded line"),
        number("quantity", "pieces", "Erstattete Menge, positiv", "Quantity refunded, positive"),
        text("document", "Nummer der Gutschrift", "Credit note number"),
        instant("refunded_at", "Erstattet", "Refunded"),
        money("amount", "Erstatteter Betrag, positiv", "Amount refunded, positive"),
        currency(),
        text("reason", "Grund (Schlüssel)", "Reason (code)"),
        text("reason_text", "Grund in Worten", "Reason in words", Privacy.FREE_TEXT),
    ),
    key=("refund_id",),
    event_time="refunded_at",
)

_DISPUTE = Table(
    name="dispute",
    meaning=Text(
        de="Streit über eine Zahlung oder Rechnung, Rückbuchungen eingeschlossen",
        en="Dispute about a payment or invoice, chargebacks included",
    ),
    columns=personal(
        key("dispute_id", "Streitfall", "Dispute"),
        ref("payment_id", "payment", "Zahlung", "Payment"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        instant("opened_at", "Eröffnet", "Opened"),
        instant("closed_at", "Abgeschlossen", "Closed"),
        money("amount", "Strittiger Betrag", "Disputed amount"),
        enum("type", ("chargeback", "invoice_dispute", "legal"), "Art des Streits", "Kind of dispute"),
        text("reason", "Grund (Schlüssel)", "Reason (code)"),
        text("reason_text", "Grund in Worten", "Reason in words", Privacy.FREE_TEXT),
        enum("outcome", ("won", "lost", "settled", "open"), "Ausgang", "Outcome"),
        money("handling_cost", "Kosten der Bearbeitung", "Cost of handling"),
        currency(),
    ),
    key=("dispute_id",),
    event_time="opened_at",
    later=("closed_at",),
)

_COST = Table(
    name="cost",
    meaning=Text(
        de="Kosten der Kundenarbeit; Gehälter nur als Summe eines Teams",
        en="Cost of customer work; salaries only as the total of a team",
    ),
    columns=(
        key("cost_id", "Kostenbuchung", "Cost entry"),
        date("booked_on", "Gebucht am", "Booked on"),
        money("amount", "Nettobetrag", "Net amount"),
        currency(),
        enum(
            "cost_type",
            (
                "acquisition_media",
                "acquisition_sales_staff",
                "acquisition_tools",
                "retention",
                "service",
                "fulfilment",
                "dispute",
                "overhead",
            ),
            "Kostenart",
            "Cost type",
        ),
        ref("campaign_id", "campaign", "Kampagne", "Campaign"),
        text("team", "Team", "Team"),
        text("channel", "Kanal", "Channel"),
        text("allocation_key", "Schlüssel der Umlage", "Allocation key"),
    ),
    key=("cost_id",),
    event_time="booked_on",
)

_EXCHANGE_RATE = Table(
    name="exchange_rate",
    meaning=Text(
        de="Wechselkurs eines Tages: 1 Einheit von „from“ sind „rate“ Einheiten von „to“",
        en="Exchange rate of a day: 1 unit of 'from' is 'rate' units of 'to'",
    ),
    columns=(
        date("day", "Tag", "Day"),
        text("from", "Ausgangswährung (ISO 4217)", "Currency converted from (ISO 4217)"),
        text("to", "Zielwährung (ISO 4217)", "Currency converted to (ISO 4217)"),
        number("rate", "to per from", "Kurs", "Rate"),
        text("source", "Herkunft des Kurses", "Source of the rate"),
    ),
    key=("day", "from", "to"),
)

TABLES = (
    _INVOICE,
    _PAYMENT,
    _CASH_MOVEMENT,
    _CASH_BALANCE,
    _REFUND,
    _DISPUTE,
    _COST,
    _EXCHANGE_RATE,
)
