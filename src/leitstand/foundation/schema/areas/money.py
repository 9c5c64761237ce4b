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
        text("purpose", "Verwendungszweck", "Reference text", Privacy.FREE_TEXT),
        text("account_id", "Eigenes Konto", "Own account"),
    ),
    key=("cash_id",),
    event_time="booked_on",
)

_CASH_ASSIGNMENT = Table(
    name="cash_assignment",
    meaning=Text(
        de="Was eine Kontobewegung ist: von Leitstand nach Regeln zugeordnet, eine Zeile je Teil",
        en="What a cash movement is: assigned by Leitstand according to rules, one row per part",
    ),
    columns=personal(
        ref("cash_id", "cash_movement", "Kontobewegung", "Cash movement"),
        integer("part", "number", "Nummer des Teils", "Number of the part"),
        money("amount", "Betrag des Teils, Zufluss positiv", "Amount of the part, inflow positive"),
        currency(),
        enum(
            "class",
            ("operating", "investing", "financing", "transfer"),
            "Bereich nach IAS 7; transfer = Umbuchung zwischen eigenen Konten",
            "Activity under IAS 7; transfer = between own accounts",
        ),
        text("category", "Zweck (siehe cash_movement)", "Purpose (see cash_movement)"),
        text("rule_id", "Regel, die zugeordnet hat", "Rule that assigned it"),
        ref("invoice_id", "invoice", "Bezahlte Rechnung", "Invoice paid"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        money("discount_amount", "Abgezogenes Skonto", "Discount taken for early payment"),
        ref(
            "transfer_cash_id",
            "cash_movement",
            "Gegenbuchung auf dem anderen eigenen Konto",
            "Counter-entry on the other own account",
        ),
    ),
    key=("cash_id", "part"),
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

COST_TYPES = (
    "acquisition_media",
    "acquisition_sales_staff",
    "acquisition_tools",
    "retention",
    "service",
    "fulfilment",
    "dispute",
    "overhead",
)

ACCOUNT_KINDS = (
    "revenue",
    "revenue_deduction",
    "other_income",
    "material",
    "cost",
    "depreciation",
    "interest",
    "income_tax",
    "fixed_asset",
    "inventory",
    "receivable",
    "other_asset",
    "cash",
    "transit",
    "payable",
    "sales_tax",
    "other_liability",
    "loan",
    "equity",
    "statistical",
)
"""What an account of the general ledger holds: profit and loss first, then balance sheet."""

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
            COST_TYPES,
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

_LEDGER_ACCOUNT = Table(
    name="ledger_account",
    meaning=Text(
        de="Sachkonto der Buchhaltung und was darauf gebucht wird",
        en="Account of the general ledger and what is booked on it",
    ),
    columns=(
        text("account", "Kontonummer", "Account number"),
        text("label", "Bezeichnung", "Label"),
        enum("kind", ACCOUNT_KINDS, "Art des Kontos", "Kind of account"),
        enum("cost_type", COST_TYPES, "Kostenart der Kundenarbeit", "Cost type of customer work"),
        text("cost_center", "Nur für diese Kostenstelle; leer = alle", "For this cost centre only; empty = all"),
        text(
            "chart", "Kontenrahmen, etwa SKR03; leer = eigenes Konto", "Chart of accounts, such as SKR03; empty = own"
        ),
    ),
    key=("account", "cost_center"),
)

_LEDGER_ENTRY = Table(
    name="ledger_entry",
    meaning=Text(
        de="Buchung auf einem Konto der Buchhaltung; die Zeilen eines Belegs ergeben zusammen null",
        en="Posting on an account of the books; the rows of a document add up to zero",
    ),
    columns=personal(
        key("entry_id", "Buchung", "Posting"),
        date("booked_on", "Belegdatum", "Document date"),
        text("account", "Konto", "Account"),
        text("contra_account", "Gegenkonto", "Contra account"),
        money("amount", "Betrag, Soll positiv, Haben negativ", "Amount, debit positive, credit negative"),
        currency(),
        text("document", "Belegnummer", "Document number"),
        text("cost_center", "Kostenstelle", "Cost centre"),
        text("tax_code", "Steuerschlüssel", "Tax code"),
        ref("customer_key", "customer", "Kunde (Debitor)", "Customer (debtor)"),
        text("text", "Buchungstext", "Posting text", Privacy.FREE_TEXT),
    ),
    key=("entry_id",),
    event_time="booked_on",
)

_TRIAL_BALANCE = Table(
    name="trial_balance",
    meaning=Text(
        de="Summen- und Saldenliste: Stand und Umsätze eines Kontos in einem Monat",
        en="Trial balance: level and turnover of an account in a month",
    ),
    columns=(
        date("day", "Letzter Tag des Monats", "Last day of the month"),
        text("account", "Konto", "Account"),
        text("label", "Bezeichnung", "Label"),
        money(
            "opening",
            "Saldo zu Beginn des Geschäftsjahrs, Soll positiv",
            "Balance at the start of the fiscal year, debit positive",
        ),
        money("debit", "Soll im Monat", "Debit in the month"),
        money("credit", "Haben im Monat", "Credit in the month"),
        money("closing", "Saldo am Ende, Soll positiv", "Closing balance, debit positive"),
        currency(),
    ),
    key=("day", "account"),
    event_time="day",
)

_OPEN_ITEM = Table(
    name="open_item",
    meaning=Text(
        de="Offener Posten laut Liste der Buchhaltung an einem Tag",
        en="Open item as the books list it on a day",
    ),
    columns=personal(
        date("day", "Stand der Liste", "Day of the list"),
        text("account", "Debitor oder Kreditor", "Debtor or creditor account"),
        text("number", "Rechnungsnummer", "Invoice number"),
        ref("customer_key", "customer", "Kunde", "Customer"),
        date("issued_on", "Ausgestellt am", "Issued on"),
        date("due_on", "Fällig am", "Due on"),
        money("gross_amount", "Bruttobetrag", "Gross amount"),
        money("open_amount", "Offener Betrag", "Open amount"),
        currency(),
        integer("dunning_level", "level", "Mahnstufe", "Dunning level"),
    ),
    key=("day", "account", "number"),
    event_time="day",
)

TABLES = (
    _INVOICE,
    _PAYMENT,
    _CASH_MOVEMENT,
    _CASH_ASSIGNMENT,
    _CASH_BALANCE,
    _REFUND,
    _DISPUTE,
    _COST,
    _EXCHANGE_RATE,
    _LEDGER_ACCOUNT,
    _LEDGER_ENTRY,
    _TRIAL_BALANCE,
    _OPEN_ITEM,
)
