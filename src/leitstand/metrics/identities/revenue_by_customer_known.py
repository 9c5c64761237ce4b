"""Revenue is what known customers and anonymous buyers bring."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Umsatz mit und ohne bekannte Kund:innen", en="Revenue with and without known customers"),
    whole="revenue_net",
    operator="sum",
    parts=(
        "revenue_identified",
        "revenue_anonymous",
    ),
)
