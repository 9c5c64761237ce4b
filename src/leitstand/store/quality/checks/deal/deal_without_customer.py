"""Deals without a customer."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Verkaufschancen ohne Kunden", en="Deals without a customer"),
    table="deal",
    field="customer_key",
    dimension="completeness",
    severity="incomplete",
    where='count(t."customer_key") OVER (PARTITION BY t.source_system) > 0',
    fails="t.customer_key IS NULL",
    reason=Text(
        de="Sie fehlen in jeder Gliederung nach Segment, Branche und Region.",
        en="They are missing from each split by segment, industry and region.",
    ),
    advice=Text(
        de="Ergänzen Sie die Angabe im Quellsystem; machen Sie sie dort zum Pflichtfeld.",
        en="Add it in the source system and make it a mandatory field there.",
    ),
    bad={"deal": [{}, {"customer_key": 1}]},
    good={"deal": [{"customer_key": 1}]},
)
