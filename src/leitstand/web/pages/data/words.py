"""The words of the data page."""

from __future__ import annotations

from collections.abc import Mapping

from leitstand.foundation.text import LANGUAGES, Text
from leitstand.store.quality.contract import SEVERITIES as SEVERITIES

LOADS: Mapping[str, Text] = {
    "done": Text(de="geladen", en="loaded"), "started": Text(de="begonnen", en="started"),
    "failed": Text(de="gescheitert", en="failed"), "withdrawn": Text(de="zurückgenommen", en="withdrawn"),
}  # fmt: skip
REJECTS: Mapping[str, Text] = {
    "open": Text(de="offen", en="open"), "reloaded": Text(de="korrigiert geladen", en="loaded corrected"),
    "none": Text(de="keine", en="none"),
}  # fmt: skip
MONTHS: Mapping[str, Text] = {
    "open": Text(de="offen", en="open"), "signed": Text(de="freigegeben", en="signed off"),
    "changed": Text(de="seit der Freigabe geändert", en="changed since signed"),
}  # fmt: skip
MONTH_TONES = {"open": "neutral", "signed": "good", "changed": "bad"}
SEVERITY_TONES = {"wrong_number": "bad", "incomplete": "watch", "doubtful": "neutral"}
ENTITIES: Mapping[str, Text] = {
    "customer": Text(de="Kunde", en="Customer"), "contact": Text(de="Ansprechperson", en="Contact"),
    "employee": Text(de="Beschäftigte", en="Employee"), "order": Text(de="Bestellung", en="Order"),
    "product": Text(de="Produkt", en="Product"), "invoice": Text(de="Rechnung", en="Invoice"),
}  # fmt: skip
REASONS: Mapping[str, Text] = {
    "shared_email": Text(de="Mehrere Personen nutzen die E-Mail-Adresse.", en="Several people use the e-mail address."),
    "unsure": Text(de="Ähnlich, aber nicht sicher genug.", en="Similar, but not certain enough."),
    "vat_id": Text(de="Die USt-IdNr. sind verschieden.", en="The VAT ids differ."),
    "birth_date": Text(de="Die Geburtsdaten sind verschieden.", en="The dates of birth differ."),
    "given_name": Text(de="Die Vornamen sind verschieden.", en="The given names differ."),
    "two_groups": Text(de="Passt gleich gut zu zwei verschiedenen.", en="Fits two different ones equally well."),
    "separated": Text(de="Würde Getrenntes verbinden.", en="Would join what was separated."),
}
FIELDS: Mapping[str, Text] = {
    "name": Text(de="Name", en="Name"), "birth_date": Text(de="Geburtsdatum", en="Date of birth"),
    "street": Text(de="Straße", en="Street"), "zip": Text(de="PLZ", en="Postal code"),
    "city": Text(de="Ort", en="City"),
    "email": Text(de="E-Mail", en="E-mail"),
    "phone": Text(de="Telefon", en="Phone"),
    "vat_id": Text(de="USt-IdNr.", en="VAT id"),
}  # fmt: skip
METHODS: Mapping[str, Text] = {
    "email": FIELDS["email"], "phone": FIELDS["phone"], "vat_id": FIELDS["vat_id"], "birth_date": FIELDS["birth_date"],
    "name": FIELDS["name"], "family_name": Text(de="Nachname", en="family name"),
    "given_name": Text(de="Vorname", en="given name"), "address": Text(de="Anschrift", en="address"),
    "similar": Text(de="Ähnlichkeit", en="likeness"), "number": Text(de="Nummer", en="number"),
    "accepted": Text(de="bestätigt", en="confirmed"), "sku": Text(de="Artikelnummer", en="SKU"),
}  # fmt: skip


def method(told: str) -> Text:
    """What two records were recognised by, in words."""
    parts = [METHODS.get(part, Text(de=part, en=part)) for part in told.split("+")]
    return Text(**{say: ", ".join(part.get(say) for part in parts) for say in LANGUAGES})
