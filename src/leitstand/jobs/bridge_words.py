"""The words for the steps from the shop to the books and from the result to the bank."""

from __future__ import annotations

from leitstand.foundation.text import Text

REVENUE = {
    "orders_gross": Text(de="Bestellungen brutto (Ware, vor Rabatt)", en="Orders gross (goods, before discount)"),
    "discounts": Text(de="Rabatte und Gutscheine", en="Discounts and vouchers"),
    "vat": Text(de="Umsatzsteuer", en="VAT"),
    "contained": Text(
        de="Versand und anderes im Brutto, das nicht in den Positionen steht",
        en="Shipping and other things in the gross amount that are not in the lines",
    ),
    "shipping": Text(
        de="Versanderlöse netto (in den Büchern Umsatz)", en="Shipping charged, net (revenue in the books)"
    ),
    "cancelled": Text(de="Stornierte Bestellungen", en="Cancelled orders"),
    "not_invoiced": Text(de="Bestellt, noch nicht berechnet", en="Ordered, not invoiced yet"),
    "invoiced_later": Text(
        de="In diesem Monat bestellt, in einem anderen berechnet", en="Ordered this month, invoiced in another"
    ),
    "invoiced_earlier": Text(
        de="In einem anderen Monat bestellt, in diesem berechnet", en="Ordered in another month, invoiced this month"
    ),
    "invoice_differs": Text(de="Rechnung weicht von der Bestellung ab", en="Invoice differs from the order"),
    "invoices_without_order": Text(de="Rechnungen ohne (gültige) Bestellung", en="Invoices without a (valid) order"),
    "returns": Text(de="Retouren und Gutschriften", en="Returns and credit notes"),
    "booked_other_month": Text(
        de="Belege, die in einem anderen Monat gebucht sind", en="Documents booked in another month"
    ),
    "deductions": Text(
        de="Skonti, Boni und andere gebuchte Schmälerungen",
        en="Discounts for early payment, bonuses and other deductions booked",
    ),
    "trial_balance": Text(
        de="Summen- und Saldenliste weicht von den Buchungen ab", en="Trial balance differs from the postings"
    ),
}
"""Steps from the orders to the revenue of the books, in their order."""

CASH = {
    "result": Text(de="Betriebsergebnis laut Buchhaltung", en="Operating result by the books"),
    "depreciation": Text(de="Abschreibungen (bewegen kein Geld)", en="Depreciation (moves no money)"),
    "income_tax": Text(de="Ertragsteuern", en="Income tax"),
    "receivables": Text(de="Veränderung der Forderungen", en="Change of receivables"),
    "inventory": Text(de="Veränderung der Vorräte", en="Change of inventory"),
    "payables": Text(de="Veränderung der Verbindlichkeiten aus Lieferungen", en="Change of trade payables"),
    "sales_tax": Text(de="Veränderung der Umsatzsteuerschuld", en="Change of VAT owed"),
    "other_balances": Text(
        de="Veränderung sonstiger Forderungen und Schulden", en="Change of other assets and liabilities"
    ),
    "unknown": Text(de="Konten ohne Art", en="Accounts without a kind"),
}
"""Steps from the operating result to the operating cash flow, in their order."""

BANK = {
    "investment_tax": Text(
        de="Vorsteuer auf Investitionen (bei der Bank Teil der Investition)",
        en="Input VAT of investments (at the bank part of the investment)",
    ),
    "unclassified": Text(de="Bankumsätze ohne Zuordnung", en="Bank movements without a class"),
}
"""Steps from the operating cash flow of the books to that of the bank."""

ENDS_OF = {
    "revenue_target": Text(de="Umsatz laut Buchhaltung", en="Revenue by the books"),
    "cash_target": Text(de="Operativer Cashflow der Bank", en="Operating cash flow of the bank"),
    "remainder": Text(de="Rest", en="Remainder"),
}
TITLES = {**REVENUE, **CASH, **BANK, **ENDS_OF}

NO_TABLE = {
    "order": Text(
        de="Keine Bestellungen geladen: die Überleitung vom Shop ist nicht möglich.",
        en="No orders are loaded: the bridge from the shop is not possible.",
    ),
    "invoice": Text(
        de="Keine Rechnungen geladen: was in einem anderen Monat bestellt als berechnet ist, steckt im Rest.",
        en="No invoices are loaded: what is ordered in one month and invoiced in another is in the remainder.",
    ),
    "refund": Text(
        de="Keine Retouren geladen: Gutschriften stecken im Rest.",
        en="No returns are loaded: credit notes are in the remainder.",
    ),
    "ledger_entry": Text(
        de="Kein Buchungsstapel geladen: Skonti und in anderen Monaten gebuchte Belege stecken im Rest; "
        "der Cashflow laut Büchern fehlt.",
        en="No postings are loaded: discounts for early payment and documents booked in other months are in the "
        "remainder; the cash flow by the books is missing.",
    ),
    "trial_balance": Text(
        de="Keine Summen- und Saldenliste geladen: die Buchungen sind nicht gegen sie geprüft.",
        en="No trial balance is loaded: the postings are not checked against it.",
    ),
    "cash_movement": Text(
        de="Keine Bankumsätze geladen: der Cashflow ist nicht gegen die Bank geprüft.",
        en="No bank movements are loaded: the cash flow is not checked against the bank.",
    ),
}
BEGINS = {
    "order": Text(de="Bestellungen liegen erst ab {day} vor.", en="Orders begin on {day} only."),
    "ledger_entry": Text(de="Buchungen liegen erst ab {day} vor.", en="Postings begin on {day} only."),
}
ENDS = {
    "order": Text(de="Bestellungen liegen nur bis {day} vor.", en="Orders reach {day} only."),
    "ledger_entry": Text(de="Buchungen liegen nur bis {day} vor.", en="Postings reach {day} only."),
}
UNLINKED = Text(
    de="Keine Rechnung nennt eine bekannte Bestellung: Zeitverschiebungen sind nur als Summe sichtbar.",
    en="No invoice names a known order: shifts in time are visible as a sum only.",
)
NO_BALANCE = Text(
    de="Für diesen Monat ist aus der Summen- und Saldenliste kein Monatsumsatz zu bilden.",
    en="The trial balance does not give this month's revenue.",
)
