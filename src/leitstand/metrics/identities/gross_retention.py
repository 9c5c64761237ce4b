"""Gross retention is the kept revenue over the base revenue."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Brutto-Umsatzbindung", en="Gross revenue retention"),
    whole="grr",
    operator="ratio",
    parts=(
        "rev_kept",
        "rev_base",
    ),
)
