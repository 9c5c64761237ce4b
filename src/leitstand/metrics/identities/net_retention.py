"""Net retention is the present revenue of the customers before over their base revenue."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Netto-Umsatzbindung", en="Net revenue retention"),
    whole="nrr",
    operator="ratio",
    parts=(
        "rev_after",
        "rev_base",
    ),
)
