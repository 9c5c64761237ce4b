"""Revenue is what new and existing customers bring, and anonymous ones."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Umsatz mit neuen und bestehenden Kund:innen", en="Revenue with new and existing customers"),
    whole="revenue_net",
    operator="sum",
    by="new_existing",
    note=Text(
        de="Ohne Angabe: Bestellungen ohne bekannte Kund:innen.", en="Without a value: orders without a known customer."
    ),
)
