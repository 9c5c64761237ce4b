"""The accounts of the company's books after the chart SKR03, and which of them take the VAT out by themselves."""

from __future__ import annotations

LABELS = {
    420: "Büroeinrichtung", 631: "Kontokorrentkredit", 650: "Darlehen Hausbank", 800: "Gezeichnetes Kapital",
    860: "Gewinnvortrag vor Verwendung", 1200: "Bank Geschäftskonto", 1210: "Bank Tagesgeldkonto",
    1220: "PayPal", 1230: "Stripe", 1240: "Amazon Verkäuferkonto", 1360: "Geldtransit",
    1400: "Forderungen aus Lieferungen und Leistungen", 1571: "Abziehbare Vorsteuer 7 %",
    1576: "Abziehbare Vorsteuer 19 %", 1600: "Verbindlichkeiten aus Lieferungen und Leistungen",
    1740: "Verbindlichkeiten aus Lohn und Gehalt", 1741: "Verbindlichkeiten aus Lohn- und Kirchensteuer",
    1742: "Verbindlichkeiten im Rahmen der sozialen Sicherheit", 1771: "Umsatzsteuer 7 %", 1776: "Umsatzsteuer 19 %",
    1780: "Umsatzsteuer-Vorauszahlungen", 2120: "Zinsaufwendungen für langfristige Verbindlichkeiten",
    2110: "Zinsaufwendungen für kurzfristige Verbindlichkeiten", 2200: "Körperschaftsteuer",
    3300: "Wareneingang 7 % Vorsteuer", 3400: "Wareneingang 19 % Vorsteuer", 3960: "Bestandsveränderungen Waren",
    3980: "Bestand Waren", 4120: "Gehälter", 4130: "Gesetzliche soziale Aufwendungen", 4210: "Miete",
    4240: "Gas, Strom, Wasser", 4320: "Gewerbesteuer", 4360: "Versicherungen", 4570: "Leasing Fahrzeuge",
    4600: "Werbekosten", 4660: "Reisekosten Arbeitnehmer", 4710: "Verpackungsmaterial", 4730: "Ausgangsfrachten",
    4760: "Verkaufsprovisionen", 4806: "Wartungskosten für Hard- und Software",
    4830: "Abschreibungen auf Sachanlagen", 4920: "Telefon", 4930: "Bürobedarf", 4950: "Rechts- und Beratungskosten",
    4970: "Nebenkosten des Geldverkehrs", 8300: "Erlöse 7 % USt", 8400: "Erlöse 19 % USt",
    8731: "Gewährte Skonti 7 % USt", 8736: "Gewährte Skonti 19 % USt", 9000: "Saldenvorträge Sachkonten",
}  # fmt: skip
"""Account → its name in the books."""

AUTOMATIC = {3300: 1571, 3400: 1576, 8300: 1771, 8400: 1776, 8731: 1771, 8736: 1776}
"""Accounts on which gross amounts are posted → account of the tax that is taken out."""
KEYS = {"9": 1576, "8": 1571}
"""Tax key of a posting on any other account → account of the tax."""
NO_AUTOMATIC = "40"
RATE = {1571: 7, 1771: 7, 1576: 19, 1776: 19}
"""Account of tax → per cent."""
REVENUE = {19: 8400, 7: 8300}
SKONTO = {19: 8736, 7: 8731}

BANK, SAVINGS, TRANSIT, OPENING, RETAINED = 1200, 1210, 1360, 9000, 860
PROVIDERS = {"paypal": 1220, "credit_card": 1230, "amazon": 1240}
"""Payment method → account of the provider's balance."""
COLLECTIVE = {"paypal": 69001, "credit_card": 69002, "amazon": 69003, "direct_debit": 69004}
"""Payment method → collective debtor of all who pay that way: their invoices are booked as a total of the day."""
FIRST_DEBTOR, FIRST_CREDITOR = 10_000, 70_000
PROFIT_AND_LOSS = ((2000, 3979), (4000, 4999), (8000, 8999))
"""Accounts that begin every fiscal year at zero; all other accounts carry their balance over."""
