"""How the banks head the columns of their lists of account movements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bank:
    """One bank's list.

    columns: own name → headings. typical: own names by which the list is known. decimal: decimal sign of the amounts.
    """

    columns: Mapping[str, tuple[str, ...]]
    typical: tuple[str, ...]
    decimal: Literal[".", ","] = ","


BANKS = {
    "sparkasse": Bank(
        {
            "account": ("Auftragskonto",), "booked_on": ("Buchungstag",), "value_on": ("Valutadatum",),
            "purpose": ("Verwendungszweck",), "end_to_end": ("Kundenreferenz (End-to-End)",),
            "name": ("Beguenstigter/Zahlungspflichtiger",), "iban": ("Kontonummer/IBAN", "Kontonummer"),
            "amount": ("Betrag",), "currency": ("Waehrung",), "status": ("Info",), "kind": ("Buchungstext",),
        },
        ("account", "booked_on", "value_on", "name", "iban", "amount", "status"),
    ),
    "dkb": Bank(
        {
            "booked_on": ("Buchungsdatum",), "value_on": ("Wertstellung",), "status": ("Status",),
            "payer": ("Zahlungspflichtige*r",), "payee": ("Zahlungsempfänger*in",), "purpose": ("Verwendungszweck",),
            "iban": ("IBAN",), "amount": ("Betrag (€)", "Betrag"), "end_to_end": ("Kundenreferenz",),
        },
        ("booked_on", "value_on", "status", "payer", "payee", "amount"),
    ),
    "ing": Bank(
        {
            "booked_on": ("Buchung",), "value_on": ("Wertstellungsdatum", "Valuta"),
            "name": ("Auftraggeber/Empfänger",), "purpose": ("Verwendungszweck",), "amount": ("Betrag",),
            "currency": ("Währung",), "kind": ("Buchungstext",),
        },
        ("booked_on", "value_on", "name", "kind", "amount"),
    ),
    "deutsche_bank": Bank(  # Postbank and FYRST as well
        {
            "booked_on": ("Buchungstag",), "value_on": ("Wert",), "name": ("Begünstigter / Auftraggeber",),
            "purpose": ("Verwendungszweck",), "iban": ("IBAN", "IBAN / Kontonummer"),
            "end_to_end": ("Kundenreferenz",), "amount": ("Betrag",), "debit": ("Soll",), "credit": ("Haben",),
            "currency": ("Währung",), "kind": ("Umsatzart",),
        },
        ("booked_on", "value_on", "name", "debit", "credit"),
    ),
    "commerzbank": Bank(
        {
            "account": ("IBAN Auftraggeberkonto", "IBAN Kontoinhaber"), "booked_on": ("Buchungstag",),
            "value_on": ("Wertstellung",), "kind": ("Umsatzart",), "purpose": ("Buchungstext",),
            "amount": ("Betrag",), "currency": ("Währung",),
        },
        ("account", "booked_on", "value_on", "kind", "purpose", "amount"),
    ),
    "n26": Bank(
        {
            "account": ("Account Name",), "booked_on": ("Booking Date",), "value_on": ("Value Date",),
            "name": ("Partner Name",), "iban": ("Partner Iban",), "purpose": ("Payment Reference",),
            "amount": ("Amount (EUR)",),
        },
        ("booked_on", "name", "iban", "purpose", "amount"),
        decimal=".",
    ),
    "vr": Bank(
        {
            "account": ("IBAN Auftragskonto",), "booked_on": ("Buchungstag",), "value_on": ("Valutadatum",),
            "name": ("Name Zahlungsbeteiligter",), "iban": ("IBAN Zahlungsbeteiligter",),
            "purpose": ("Verwendungszweck",), "amount": ("Betrag",), "currency": ("Waehrung",),
            "kind": ("Buchungstext",),
        },
        ("account", "booked_on", "name", "iban", "amount"),
    ),
}  # fmt: skip
