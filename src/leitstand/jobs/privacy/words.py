"""The words in which a person is told what is kept about them and why."""

from __future__ import annotations

from leitstand.foundation.text import Text

HELD = frozenset({
    "order", "order_line", "shipment", "subscription_period", "invoice", "payment", "refund", "dispute",
    "cash_movement", "cash_assignment", "ledger_entry", "open_item",
})  # fmt: skip
"""Tables whose rows stay for the books; the person is taken out of them."""

HOLD = Text(
    de="Belege und Zahlungen bleiben für die Buchführung erhalten (§ 147 AO, § 257 HGB), ohne Bezug zur Person: "
    "Schlüssel, Namen, Anschriften und Texte sind entfernt.",
    en="Documents and payments stay for the books (legal retention, in Germany § 147 AO, § 257 HGB), without the "
    "person: keys, names, addresses and texts are taken out.",
)
PURPOSE = Text(
    de="Auswertung der Kundenbeziehung (Umsatz, Zufriedenheit, Service, Zahlung) und Aufgaben für die Betreuung.",
    en="Analysis of the customer relationship (revenue, satisfaction, service, payment) and tasks for customer care.",
)
RECIPIENTS = Text(
    de="Die Daten verlassen dieses System nicht. Namen sehen nur Leitung und Administration sowie die zuständige "
    "Betreuung; jeder Blick wird festgehalten (siehe „Wer hat hingesehen“).",
    en="The data do not leave this system. Names are seen only by management and administration and by the person in "
    "charge; every look is kept (see 'Who has looked').",
)
AUTOMATED = Text(
    de="Aus den Käufen werden Kennwerte berechnet (z. B. erwarteter Wert, Wahrscheinlichkeit, noch aktiv zu sein). Sie "
    "ordnen Aufgaben; über Personen entscheidet immer ein Mensch.",
    en="Scores are calculated from purchases (such as expected value, probability of being active). They put tasks in "
    "order; decisions about people are always taken by people.",
)
RETENTION = Text(
    de="Hochgeladene Dateien und Protokolle werden nach den Fristen der Verwaltung gelöscht; Kundendaten bleiben, bis "
    "sie zurückgenommen oder gelöscht werden.",
    en="Uploaded files and logs are deleted after the periods set by the administration; customer data stay until they "
    "are withdrawn or erased.",
)
THIRD = Text(
    de="Freie Texte können andere Personen nennen. Bitte vor der Herausgabe lesen und solche Stellen schwärzen.",
    en="Free texts may name other people. Please read them before handing this out, and black such passages out.",
)
PERSON = Text(de="Person", en="Person")
FIELDS = {
    "name": Text(de="Name", en="Name"), "email": Text(de="E-Mail", en="E-mail"),
    "phone": Text(de="Telefon", en="Phone"),
    "street": Text(de="Straße", en="Street"), "zip": Text(de="PLZ", en="Postal code"),
    "city": Text(de="Ort", en="City"),
    "vat_id": Text(de="USt-IdNr.", en="VAT id"), "birth_date": Text(de="Geburtsdatum", en="Date of birth"),
}  # fmt: skip
